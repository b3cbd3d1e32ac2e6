// Which labels are drawn at the present scale, and how large: readable, and never one over another.
const LEGIBLE = 8.5; // pixels on the screen, the least at which a label is drawn
const PLEASANT = 9.5; // what it grows to where there is room
const PROMINENT = 11; // the same for the groups that pull to the middle
const ruler = document.createElement("canvas").getContext("2d");
const nodeOf = new Map(data.picture.nodes.map((node) => [node.id, node]));
// the order in which labels get their room: what is chosen, then by weight of the group, then the most told of
const weightOf = new Map(data.things.map((thing) => [thing.iri, groups.get(thing.group).weight]));
const byWeight = [...data.picture.nodes].sort((one, other) =>
  weightOf.get(other.id) - weightOf.get(one.id) ||
  claimsOf.get(other.id).length - claimsOf.get(one.id).length || (one.id < other.id ? -1 : 1));

function labelBox(node, at, size) {
  ruler.font = `${size}px ${data.picture.options.nodes.font.face}`;
  const rows = node.label.split("\n");
  const width = Math.max(...rows.map((row) => ruler.measureText(row).width)) + 2;
  const top = at.y + node.size + 2;
  return { left: at.x - width / 2, right: at.x + width / 2, top, bottom: top + rows.length * size * 1.05 + 2 };
}

function overlaps(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

function boxAround(id, { x, y }, reach) {
  return { id, left: x - reach, right: x + reach, top: y - reach, bottom: y + reach };
}

function isFree(box, taken) {
  return !taken.some((other) => other.id !== box.id && overlaps(box, other));
}

// Returns a map from node to font size, in the picture's own pixels; a node without an entry has no label now.
// First every label that can be read takes the room the build kept for it, then those with room to spare grow.
function placeLabels(scale, isWanted, first) {
  const wanted = byWeight.filter((node) => isWanted(node.id));
  const ordered = [...wanted.filter((node) => first.has(node.id)), ...wanted.filter((node) => !first.has(node.id))];
  const shapes = wanted.map((node) => ({ ...boxAround(node.id, positions[node.id], node.size), weight: weightOf.get(node.id) }));
  const placed = new Map();
  const sizes = new Map();
  const place = (node, size) => {
    const box = { id: node.id, ...labelBox(node, positions[node.id], size) };
    // where the picture is small, a label may lie over shapes of less weight
    const isCrowded = size > node.font.size * 1.3;
    const inTheWay = isCrowded ? shapes.filter((shape) => shape.weight >= weightOf.get(node.id)) : shapes;
    if (!isFree(box, inTheWay) || !isFree(box, [...placed.values()])) return;
    placed.set(node.id, box);
    sizes.set(node.id, Math.round(size * 10) / 10);
  };
  for (const node of ordered) place(node, Math.max(node.font.size, LEGIBLE / scale));
  for (const node of ordered) {
    const most = weightOf.get(node.id) >= 2 ? PROMINENT : PLEASANT;
    if (sizes.has(node.id) && sizes.get(node.id) * scale < most) place(node, most / scale);
  }
  return sizes;
}

function edgeText(claim) {
  return [claim.label, ...warnings(claim)].join(" · ").slice(0, 60);
}

// Returns the chosen edges whose label has room: over no label of a node in sight and over no other edge's.
function placeEdgeLabels(edges, ends, size) {
  const taken = [...ends].filter((id) => labelSizes.has(id))
    .flatMap((id) => [{ id, ...labelBox(nodeOf.get(id), positions[id], labelSizes.get(id)) },
      boxAround(id, positions[id], nodeOf.get(id).size)]);
  const free = new Set();
  ruler.font = `${size}px ${data.picture.options.nodes.font.face}`;
  for (const edge of edges) {
    const [one, other] = [positions[edge.from], positions[edge.to]];
    const x = (one.x + other.x) / 2;
    const y = (one.y + other.y) / 2;
    const half = ruler.measureText(edgeText(claims.get(edge.id))).width / 2 + 2;
    const box = { id: edge.id, left: x - half, right: x + half, top: y - size * 0.7, bottom: y + size * 0.7 };
    if (edges.length > 1 && !isFree(box, taken)) continue;
    taken.push(box);
    free.add(edge.id);
  }
  return free;
}
