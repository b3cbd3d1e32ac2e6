// Where each label stands at the present scale: readable, never one over another, beside lines where there is a choice.
const LEGIBLE = 10; // pixels on the screen, the least at which a label is drawn
const TIGHT = 9; // for labels that find no room otherwise
const PROMINENT = 11.5; // the same for the groups that pull to the middle
const MOST_FOR_LINES = 300; // above so many things, labels don't look where the lines run
const MOST_LABELS = 400; // above it a picture is a wall of words
const LINE_HEIGHT = 1.18;
const PLACES = [ // where a label's middle lies: across and down from the shape, slid along it, and how much that is disliked
  [0, 1, 0, 0], [1, 0, 0, 0.5], [-1, 0, 0, 0.6], [0, -1, 0, 0.8], [0, 1, 0.3, 0.85], [0, 1, -0.3, 0.85], [1, 0, 0.35, 0.9],
  [-1, 0, 0.35, 0.9], [1, 0, -0.35, 0.95], [-1, 0, -0.35, 0.95], [0, -1, 0.3, 1], [0, -1, -0.3, 1], [0, 1, 0.5, 1.1],
  [0, 1, -0.5, 1.1], [0, -1, 0.5, 1.2], [0, -1, -0.5, 1.2], [1, 0, 0.7, 1.3], [-1, 0, 0.7, 1.3], [1, 0, -0.7, 1.4], [-1, 0, -0.7, 1.4],
];
const FARTHER = [ // for labels that find no room beside their shape: at its corners, and slid further along it
  [1, 0.8, 0, 1.6], [-1, 0.8, 0, 1.6], [1, -0.8, 0, 1.7], [-1, -0.8, 0, 1.7], [0, 1, 0.75, 1.8], [0, 1, -0.75, 1.8],
  [0, -1, 0.75, 1.9], [0, -1, -0.75, 1.9], [1, 0, 1, 2], [-1, 0, 1, 2], [1, 0, -1, 2.1], [-1, 0, -1, 2.1],
];
const nodeOf = new Map(data.picture.nodes.map((node) => [node.id, node]));
// the order in which labels get their room: cooperations and what they are between, then by importance
const order = [...groups.keys()];
const prominence = (iri) => (weightOf(iri) >= 5 ? order.indexOf(things.get(iri).group) : order.length);
const byWeight = [...data.picture.nodes].map((node) => ({ node, thing: things.get(node.id) })).sort((one, other) =>
  prominence(one.node.id) - prominence(other.node.id) || (one.thing.rank ?? 0) - (other.thing.rank ?? 0) ||
  weightOf(other.node.id) - weightOf(one.node.id) ||
  claimsOf.get(other.node.id).length - claimsOf.get(one.node.id).length || (one.node.id < other.node.id ? -1 : 1))
  .map(({ node }) => node);

function weightOf(iri) {
  return groups.get(things.get(iri).group).weight;
}

function fontWeight(node) {
  return weightOf(node.id) >= 5 ? 600 : 400;
}

function labelRows(node) {
  return node.label.split("\n");
}

// A shorter form for a small picture: the acronym, or the first rows.
function shortRows(node) {
  const { acronym } = things.get(node.id);
  const rows = labelRows(node);
  if (acronym && acronym.length < 12) return [acronym];
  return rows.length > 2 ? [rows[0], `${rows[1].replace(/…$/, "")}…`] : null;
}

function boxOf(node, at, rows, size, [across, down, slid]) {
  const wide = widthOf(rows, fontWeight(node)) * size + 2;
  const high = rows.length * size * LINE_HEIGHT;
  const gap = node.size + 3;
  const x = at.x + across * (gap + wide / 2) + (across ? 0 : slid * wide);
  const y = at.y + down * (gap + high / 2 + (down < 0 ? 1 : 0)) + (across ? slid * high : 0);
  return { id: node.id, rows, size, x, y, left: x - wide / 2, right: x + wide / 2, top: y - high / 2, bottom: y + high / 2 };
}

function shapeBox(node, at) {
  const { size } = node;
  return { id: node.id, weight: weightOf(node.id), left: at.x - size, right: at.x + size, top: at.y - size, bottom: at.y + size };
}

function isInside(box, limits) {
  return box.left >= limits.left && box.right <= limits.right && box.top >= limits.top && box.bottom <= limits.bottom;
}

// A box with some room around it: a label close to a thing that is not its own would be taken for that one's.
function grown(box, by) {
  return { id: box.id, left: box.left - by, right: box.right + by, top: box.top - by, bottom: box.bottom + by };
}

// What lies in the way of labels: every shape, and a small box at each of many points of every line.
function obstacles(scale, nodes, edges, at) {
  const shapes = new Room(70 / scale);
  const paths = new Room(70 / scale);
  for (const node of nodes) shapes.take(shapeBox(node, at[node.id]));
  for (const edge of nodes.length > MOST_FOR_LINES ? [] : edges) {
    const [from, to] = [at[edge.from], at[edge.to]];
    const middle = via(from, to, edge.smooth);
    const steps = Math.max(4, Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / (9 / scale)));
    for (let step = 1; step < steps; step += 1) {
      const { x, y } = pointOn(from, middle, to, step / steps);
      paths.take({ id: edge.id, left: x - 0.5, right: x + 0.5, top: y - 0.5, bottom: y + 0.5 });
    }
  }
  return { shapes, paths };
}

// Returns a map from node to its label's box. Labels stand where they stood before something was chosen, as long as
// the things in `first` have theirs; else these come before all others. No label leaves the rectangle `limits`.
function placeLabels(scale, nodes, edges, at, first, limits = null) {
  const room = placeInOrder(scale, nodes, edges, at, first, false, limits);
  const isComplete = nodes.every((node) => !first.has(node.id) || room.placed.has(node.id));
  return isComplete ? room : placeInOrder(scale, nodes, edges, at, first, true, limits);
}

function placeInOrder(scale, nodes, edges, at, first, isFirst, limits) {
  const shown = new Set(nodes.map((node) => node.id));
  const ordered = byWeight.filter((node) => shown.has(node.id));
  const sequence = isFirst ? [...ordered.filter((node) => first.has(node.id)), ...ordered.filter((node) => !first.has(node.id))] : ordered;
  const { shapes, paths } = obstacles(scale, nodes, edges, at);
  const labels = new Room(70 / scale);
  const placed = new Map();
  const place = (node, rows, size, over = 0, places = PLACES) => {
    let best = null;
    let least = Infinity;
    for (const where of places) {
      if (where[3] >= least) break;
      const box = boxOf(node, at[node.id], rows, size, where);
      if (!labels.isFree(box) || !shapes.isFree(box, over) || (limits && !isInside(box, limits))) continue;
      const cost = where[3] + paths.count(box) + (over ? 3 : 2) * shapes.count(grown(box, over ? 0 : 9 / scale));
      if (cost < least) [best, least] = [box, cost];
    }
    if (best) { labels.take(best); placed.set(node.id, best); }
  };
  const wanted = (node) => Math.max(node.font.size, (weightOf(node.id) >= 3 ? PROMINENT : LEGIBLE) / scale);
  const named = sequence.slice(0, Math.max(MOST_LABELS, isFirst ? first.size : 0));
  for (const node of named.filter((one) => weightOf(one.id) >= 4)) place(node, labelRows(node), wanted(node));
  // what matters most never goes without its name: it may lie over small shapes
  for (const node of named.filter((one) => weightOf(one.id) >= 4 && !placed.has(one.id))) {
    place(node, labelRows(node), TIGHT / scale, 3);
    if (!placed.has(node.id) && shortRows(node)) place(node, shortRows(node), TIGHT / scale, 4);
  }
  for (const node of named) if (!placed.has(node.id)) place(node, labelRows(node), wanted(node));
  for (const node of named) {
    if (!placed.has(node.id)) place(node, labelRows(node), TIGHT / scale);
    const short = placed.has(node.id) ? null : shortRows(node);
    if (short) place(node, short, TIGHT / scale);
  }
  for (const node of named) {
    if (!placed.has(node.id)) place(node, labelRows(node), TIGHT / scale, 0, FARTHER);
    const short = placed.has(node.id) ? null : shortRows(node);
    if (short) place(node, short, TIGHT / scale, 0, FARTHER);
  }
  return { placed, shapes, labels };
}

function edgeText(claim) {
  return [isExcluded(claim) ? `not: ${claim.label}` : claim.label, ...warnings(claim).filter((mark) => mark !== "excluded")]
    .join(" · ").slice(0, 60);
}

// Returns the boxes of the labels of chosen lines: over no shape and no other label.
function placeEdgeLabels(edges, at, scale, { shapes, labels }) {
  const size = Math.min(Math.max(11, 10 / scale), 30);
  const boxes = [];
  for (const edge of edges) {
    const rows = [edgeText(claims.get(edge.id))];
    const half = (widthOf(rows, 400) * size) / 2 + 2;
    const [from, to] = [at[edge.from], at[edge.to]];
    for (const t of [0.5, 0.4, 0.6, 0.3, 0.7]) {
      const { x, y } = pointOn(from, via(from, to, edge.smooth), to, t);
      const box = { id: edge.id, rows, size, x, y, left: x - half, right: x + half, top: y - size * 0.65, bottom: y + size * 0.65 };
      if (edges.length > 1 && !(shapes.isFree(box) && labels.isFree(box))) continue;
      labels.take(box);
      boxes.push(box);
      break;
    }
  }
  return boxes;
}
