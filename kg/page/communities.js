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
    shape: "dot", size: communities.get(id)?.size ?? 14 + 4 * Math.sqrt(members.length),
    color: { background: TINTS[id % TINTS.length], border: theme().border },
    label: `${communityLabel(id)}\n${count(members.length, "thing")}`,
    font: { size: Math.max(26, (communities.get(id)?.size ?? 0) / 2), color: theme().text, strokeWidth: 5, strokeColor: theme().halo },
  })));
}

// Ground of one tint under the things of a community and the lines between them.
network.on("beforeDrawing", (context) => {
  if (!state.areCommunities) return;
  context.save();
  Object.assign(context, { lineWidth: 58, lineCap: "round", lineJoin: "round" });
  for (const [id, members] of membersOf) {
    const shown = members.filter(isDrawn);
    if (shown.length < 2) continue;
    context.beginPath();
    for (const iri of shown) {
      context.moveTo(positions[iri].x, positions[iri].y);
      context.lineTo(positions[iri].x + 0.1, positions[iri].y);
    }
    for (const { from, to, smooth } of shownEdges) {
      if (nodeOf.get(from).community !== id || nodeOf.get(to).community !== id) continue;
      const middle = via(positions[from], positions[to], smooth);
      context.moveTo(positions[from].x, positions[from].y);
      context.quadraticCurveTo(middle.x, middle.y, positions[to].x, positions[to].y);
    }
    context.strokeStyle = `${TINTS[id % TINTS.length]}${themeName() === "dark" ? "55" : "3c"}`;
    context.stroke();
  }
  context.restore();
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
