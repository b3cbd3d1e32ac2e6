// The picture on the canvas. It is still: positions come with the page, physics is off.
const THEMES = {
  light: { border: "#1F2933", text: "#16202A", quiet: "#667380", halo: "#FFFFFF", chosen: "#0B57B7", edge: "#33404D" },
  dark: { border: "#E8EDF2", text: "#F1F5F9", quiet: "#8995A1", halo: "#10161D", chosen: "#7CC4FF", edge: "#C9D3DC" },
};
const FADED = 0.13;
const ASIDE = 0.5; // how strongly lines are drawn that tell neither who nor on what
const isStill = window.matchMedia("(prefers-reduced-motion: reduce)");
const positions = Object.fromEntries(data.picture.nodes.map((node) => [node.id, { x: node.x, y: node.y }]));
const edgeOf = new Map(data.picture.edges.map((edge) => [edge.id, edge]));
let nodeLabels = new Map();
let edgeLabels = [];
let shownEdges = [];
const drawnNodes = new vis.DataSet();
const drawnEdges = new vis.DataSet();
const network = new vis.Network(byId("canvas"), { nodes: drawnNodes, edges: drawnEdges }, data.picture.options);
network.setOptions({ interaction: { keyboard: false, tooltipDelay: 1e9 } });
calmDown(network);
let isMoved = false;

function theme() {
  return THEMES[themeName()];
}

function themeName() {
  return document.documentElement.dataset.theme;
}

// The things that belong to what is chosen, or null where nothing is.
function chosenThings() {
  const chosen = state.selection;
  if (!chosen) return null;
  const ends = new Set(chosen.kind === "path" ? [chosen.from, chosen.to] : chosen.thing ? [chosen.thing] : []);
  for (const id of chosen.claims) {
    const claim = claims.get(id);
    if (!isClaimShown(claim)) continue;
    ends.add(claim.subject);
    if (claim.object) ends.add(claim.object);
  }
  return ends;
}

function isCore(claim) {
  return core.has(claim.predicate) && weightOf(claim.subject) >= 4;
}

function isDrawn(iri) {
  return nodeOf.has(iri) && nodeOf.get(iri).drawn !== false && isThingShown(iri) && isOpen(iri);
}

function lookOfNode(node, ends) {
  const colours = theme();
  const isFaded = ends !== null && !ends.has(node.id);
  const isChosen = state.selection?.thing === node.id;
  const { label, font, ...look } = node;
  return {
    ...look,
    label: undefined,
    hidden: !isDrawn(node.id),
    opacity: isFaded ? FADED : 1,
    borderWidth: isChosen ? 4 : 1.2,
    color: { background: node.color, border: isChosen ? colours.chosen : colours.border },
  };
}

function lookOfEdge(edge) {
  const claim = claims.get(edge.id);
  const line = lines.get(claim.line);
  const isChosen = state.selection?.claims.has(edge.id) ?? false;
  const rest = isCore(claim) ? 1 : claim.ground === "recorded" ? 0.75 : ASIDE;
  return {
    ...edge,
    hidden: !isClaimShown(claim) || !isDrawn(edge.from) || !isDrawn(edge.to),
    dashes: line.dashes.length ? line.dashes : false,
    width: isChosen ? line.width + 1 : isCore(claim) ? line.width + 0.4 : line.width,
    color: { color: line[themeName()], opacity: isChosen ? 1 : state.selection !== null ? FADED : rest },
    arrows: { to: { enabled: true, type: isExcluded(claim) ? "bar" : "arrow", scaleFactor: isExcluded(claim) ? 0.7 : 0.45 } },
  };
}

function redraw() {
  const ends = chosenThings();
  drawnNodes.update(data.picture.nodes.filter((node) => isPictured(node.id)).map((node) => lookOfNode(node, ends)));
  const looks = data.picture.edges.filter((edge) => isPictured(edge.from) && isPictured(edge.to)).map(lookOfEdge);
  drawnEdges.update(looks);
  shownEdges = looks.filter((edge) => !edge.hidden);
  placeAll(ends);
}

function placeAll(ends = chosenThings()) {
  const scale = network.getScale();
  const nodes = data.picture.nodes.filter((node) => isDrawn(node.id));
  const room = placeLabels(scale, nodes, shownEdges, positions, ends ?? new Set(), isMoved || !byId("canvas").clientWidth ? null : sight());
  nodeLabels = room.placed;
  edgeLabels = ends ? placeEdgeLabels(shownEdges.filter((edge) => state.selection.claims.has(edge.id)), positions, scale, room) : [];
  network.redraw();
}

function drawRows(context, box, ink, weight, scale) {
  const colours = theme();
  context.font = `${weight} ${box.size}px ${FONT}`;
  context.lineWidth = Math.max(3, 3.2 / scale);
  context.strokeStyle = colours.halo;
  context.fillStyle = ink;
  box.rows.forEach((row, at) => {
    const y = box.y + (at - (box.rows.length - 1) / 2) * box.size * LINE_HEIGHT;
    context.strokeText(row, box.x, y);
    context.fillText(row, box.x, y);
  });
}

// Labels are drawn over all lines, with a rim of the ground's colour, so that no line runs through a letter.
network.on("afterDrawing", (context) => {
  const scale = network.getScale();
  const colours = theme();
  const ends = chosenThings();
  context.save();
  Object.assign(context, { textAlign: "center", textBaseline: "middle", lineJoin: "round" });
  for (const edge of shownEdges) if (isExcluded(claims.get(edge.id))) drawCross(context, edge);
  for (const box of nodeLabels.values()) {
    const isQuiet = ends !== null && !ends.has(box.id);
    drawRows(context, box, isQuiet ? colours.quiet : colours.text, fontWeight(nodeOf.get(box.id)), scale);
  }
  for (const box of edgeLabels) drawRows(context, box, colours.text, 400, scale);
  context.restore();
});

// A line that says what is not so is crossed out, so that nobody takes it for the opposite.
function drawCross(context, edge) {
  const [from, to] = [positions[edge.from], positions[edge.to]];
  const { x, y } = pointOn(from, via(from, to, edge.smooth), to, 0.5);
  context.beginPath();
  context.strokeStyle = lines.get("excluded")[themeName()];
  context.lineWidth = 2.4;
  for (const way of [1, -1]) { context.moveTo(x - 6, y - 6 * way); context.lineTo(x + 6, y + 6 * way); }
  context.stroke();
}

// Shows all things, as large as the canvas allows; their labels then keep inside it.
function fit() {
  const canvas = byId("canvas");
  const shown = data.picture.nodes.filter((node) => isDrawn(node.id));
  if (!shown.length || !canvas.clientWidth) { redraw(); return; }
  const edges = bounds(shown.map((node) => grown(shapeBox(node, positions[node.id]), 5)));
  const room = [canvas.clientWidth / (edges.right - edges.left), (canvas.clientHeight - 16) / (edges.bottom - edges.top)];
  isMoved = false;
  const position = { x: (edges.left + edges.right) / 2, y: (edges.top + edges.bottom) / 2 };
  network.moveTo({ position, scale: Math.min(1.3, 0.985 * Math.min(...room)), animation: false });
  redraw();
}

// The least rectangle around boxes.
function bounds(boxes) {
  const least = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };
  for (const box of boxes) {
    least.left = Math.min(least.left, box.left);
    least.top = Math.min(least.top, box.top);
    least.right = Math.max(least.right, box.right);
    least.bottom = Math.max(least.bottom, box.bottom);
  }
  return least;
}

// What of the picture is in sight, in its own pixels.
function sight() {
  const canvas = byId("canvas");
  const [first, last] = [network.DOMtoCanvas({ x: 2, y: 2 }), network.DOMtoCanvas({ x: canvas.clientWidth - 2, y: canvas.clientHeight - 2 })];
  return { left: first.x, top: first.y, right: last.x, bottom: last.y };
}

function zoom(factor) {
  network.moveTo({ scale: network.getScale() * factor, animation: isStill.matches ? false : { duration: 150 } });
  redrawSoon();
}

function bringIntoView(iri) {
  const canvas = byId("canvas");
  if (!isDrawn(iri)) return;
  const at = network.canvasToDOM(positions[iri]);
  const isSeen = at.x > 30 && at.y > 30 && at.x < canvas.clientWidth - 30 && at.y < canvas.clientHeight - 30;
  if (!isSeen && canvas.clientWidth) network.moveTo({ position: positions[iri], animation: false });
}

network.on("click", (event) => {
  const [node] = event.nodes;
  if (openCommunity(node)) return;
  if (node) selectThing(node);
  else if (event.edges.some((id) => claims.has(id))) selectClaim(event.edges.find((id) => claims.has(id)));
  else { select(null); return; }
  if (state.view !== "document" || isNarrow()) show("evidence");
});
network.on("dragEnd", (event) => {
  isMoved = true;
  Object.assign(positions, network.getPositions(event.nodes));
  if (event.nodes.length) placeAll();
});
let waiting = 0;
function redrawSoon() {
  isMoved = true;
  clearTimeout(waiting);
  waiting = setTimeout(placeAll, 80);
}
network.on("zoom", redrawSoon);
network.on("animationFinished", () => placeAll());
// vis-network scales its view by itself once its resize event has been heard, so fit only in the next frame
network.on("resize", () => requestAnimationFrame(() => { if (isMoved) placeAll(); else fit(); }));
on("selection", () => {
  redraw();
  if (state.selection?.thing) bringIntoView(state.selection.thing);
});
on("filter", () => { if (isMoved) redraw(); else fit(); });
on("theme", redraw);
