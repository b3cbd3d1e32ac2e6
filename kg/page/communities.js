// Things that belong together: tinted ground behind them in a small picture; in a large one, one dot that opens.
const TINTS = ["#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9", "#F0E442"];
const isClosedTier = data.picture.tier === "communities";
const opened = new Set();
const membersOf = new Map();
for (const node of data.picture.nodes) {
  if (node.community === undefined || node.drawn === false) continue;
  if (!membersOf.has(node.community)) membersOf.set(node.community, []);
  membersOf.get(node.community).push(node.id);
}
const communities = new Map((data.picture.communities || []).map((one) => [one.id, one]));

function communityLabel(id) {
  const known = communities.get(id)?.label;
  if (known) return known;
  const [first] = byWeight.filter((node) => node.community === id);
  return things.get(first.id).label;
}

// In a picture of communities, only the things of opened ones are drawn, and what is chosen.
function isOpen(iri) {
  return !isClosedTier || opened.has(nodeOf.get(iri).community);
}

// What vis-network holds at all; a thing that is not drawn costs nothing.
function isPictured(iri) {
  return nodeOf.has(iri) && nodeOf.get(iri).drawn !== false && isOpen(iri);
}

function dotOf(id) {
  return `community ${id}`;
}

function openCommunity(node) {
  const id = [...membersOf.keys()].find((one) => dotOf(one) === node);
  if (id === undefined) return false;
  open(id);
  return true;
}

function open(id) {
  opened.add(id);
  tell("filter");
  drawDots();
}

function drawDots() {
  if (!isClosedTier) return;
  const closed = [...membersOf].filter(([id]) => !opened.has(id));
  drawnNodes.remove([...membersOf.keys()].filter((id) => opened.has(id)).map(dotOf));
  drawnNodes.update(closed.map(([id, members]) => ({
    id: dotOf(id), x: communities.get(id)?.x ?? positions[members[0]].x, y: communities.get(id)?.y ?? positions[members[0]].y,
    shape: "dot", size: 14 + 4 * Math.sqrt(members.length),
    color: { background: TINTS[id % TINTS.length], border: theme().border },
    label: `${communityLabel(id)}\n${count(members.length, "thing")}`,
    font: { size: 26, color: theme().text, strokeWidth: 5, strokeColor: theme().halo },
  })));
}

function cross(o, a, b) {
  return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0]);
}

// The convex hull of points (Andrew's monotone chain).
function hull(points) {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (list) => {
    const chain = [];
    for (const point of list) {
      while (chain.length > 1 && cross(chain.at(-2), chain.at(-1), point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half([...sorted].reverse())];
}

network.on("beforeDrawing", (context) => {
  if (!state.areCommunities) return;
  for (const [id, members] of membersOf) {
    const shown = members.filter(isDrawn);
    if (shown.length < 2) continue;
    const corners = shown.flatMap((iri) => {
      const { x, y } = positions[iri];
      const reach = nodeOf.get(iri).size + 16;
      return [[x - reach, y - reach], [x + reach, y - reach], [x + reach, y + reach], [x - reach, y + reach]];
    });
    context.beginPath();
    hull(corners).forEach(([x, y], at) => (at ? context.lineTo(x, y) : context.moveTo(x, y)));
    context.closePath();
    Object.assign(context, { fillStyle: `${TINTS[id % TINTS.length]}26`, strokeStyle: `${TINTS[id % TINTS.length]}90`, lineWidth: 14, lineJoin: "round" });
    context.globalAlpha = 0.5;
    context.stroke();
    context.globalAlpha = 1;
    context.fill();
  }
});

// The list of communities in the panel: the words for those who don't look at the picture.
function communityCards() {
  return [...membersOf].filter(([, members]) => members.length > 1).map(([id, members]) => {
    const shown = byWeight.filter((node) => node.community === id && isThingShown(node.id)).slice(0, 12);
    const rest = members.length - shown.length;
    return el("article", { class: "card" },
      el("h3", {}, name(communityLabel(id)), el("span", { class: "quiet" }, ` ${count(members.length, "thing")}`)),
      el("p", {}, shown.flatMap((node, at) => [at ? " · " : null, thingLink(node.id)]), rest > 0 ? ` and ${rest} more` : null),
      isClosedTier && !opened.has(id) ? el("button", { type: "button", class: "link", onclick: () => open(id) }, "open in the picture") : null);
  });
}

byId("communities").hidden = membersOf.size < 2;
byId("communities").addEventListener("click", () => {
  state.areCommunities = !state.areCommunities;
  tell("mode");
  if (!state.selection) drawEvidence();
  network.redraw();
});
on("mode", () => byId("communities").setAttribute("aria-pressed", String(state.areCommunities)));
listeners.selection.unshift(() => {
  if (!isClosedTier || !state.selection) return;
  for (const iri of chosenThings()) if (nodeOf.has(iri)) opened.add(nodeOf.get(iri).community);
  drawDots();
});
on("theme", drawDots);
drawDots();
fit();
