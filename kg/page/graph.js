// The picture on the canvas. It is still: positions come with the page, physics is off.
const THEMES = {
  light: { border: "#1F2933", text: "#16202A", halo: "#FFFFFF", chosen: "#0B57B7" },
  dark: { border: "#E8EDF2", text: "#F1F5F9", halo: "#10161D", chosen: "#7CC4FF" },
};
const FADED = 0.13;
const isStill = window.matchMedia("(prefers-reduced-motion: reduce)");
const positions = Object.fromEntries(data.picture.nodes.map((node) => [node.id, { x: node.x, y: node.y }]));
let labelSizes = new Map();
let labelledEdges = new Set();
const drawnNodes = new vis.DataSet(data.picture.nodes.map((node) => lookOfNode(node)));
const drawnEdges = new vis.DataSet(data.picture.edges);
const network = new vis.Network(byId("canvas"), { nodes: drawnNodes, edges: drawnEdges }, data.picture.options);
let isMoved = false;

function theme() {
  return THEMES[document.documentElement.dataset.theme];
}

function near() {
  const chosen = state.selection;
  if (!chosen) return null;
  const ends = new Set(chosen.thing ? [chosen.thing] : []);
  for (const id of chosen.claims) {
    const claim = claims.get(id);
    if (!isClaimShown(claim)) continue;
    ends.add(claim.subject);
    if (claim.object) ends.add(claim.object);
  }
  return ends;
}

function lookOfNode(node, ends = near()) {
  const colours = theme();
  const isFaded = ends !== null && !ends.has(node.id);
  const isChosen = state.selection?.thing === node.id;
  const ink = isFaded ? `${colours.text}40` : colours.text;
  return {
    ...node,
    label: labelSizes.has(node.id) ? node.label : "",
    hidden: !isThingShown(node.id),
    opacity: isFaded ? FADED : 1,
    borderWidth: isChosen ? 4 : 1.2,
    color: { background: node.color, border: isChosen ? colours.chosen : colours.border },
    font: { size: labelSizes.get(node.id) ?? node.font.size, color: ink, strokeWidth: isFaded ? 0 : 4, strokeColor: colours.halo },
  };
}

function lookOfEdge(edge) {
  const claim = claims.get(edge.id);
  const line = lines.get(claim.line);
  const colours = theme();
  const isChosen = state.selection?.claims.has(edge.id) ?? false;
  const isFaded = state.selection !== null && !isChosen;
  return {
    ...edge,
    hidden: !isClaimShown(claim) || !isThingShown(edge.from) || !isThingShown(edge.to),
    width: isChosen ? line.width + 1 : line.width,
    color: { color: line[document.documentElement.dataset.theme], opacity: isFaded ? FADED : 1 },
    label: labelledEdges.has(edge.id) ? edgeText(claim) : " ", // an empty one would leave the old one standing
    font: { size: edgeFont(), color: colours.text, strokeColor: colours.halo, strokeWidth: 4 },
  };
}

function edgeFont() {
  return Math.min(Math.max(11, 9.5 / network.getScale()), 30);
}

function redraw() {
  const ends = near();
  labelSizes = placeLabels(network.getScale(), isThingShown, ends ?? new Set());
  const chosen = data.picture.edges.filter((edge) => state.selection?.claims.has(edge.id) && isClaimShown(claims.get(edge.id)));
  labelledEdges = ends ? placeEdgeLabels(chosen, ends, edgeFont()) : new Set();
  drawnNodes.update(data.picture.nodes.map((node) => lookOfNode(node, ends)));
  drawnEdges.update(data.picture.edges.map(lookOfEdge));
}

// Shows all things with their labels, as large as the canvas allows. A small canvas draws labels larger than the build
// measured them, which asks for more room around: the scale settles in a few steps.
function fit() {
  const canvas = byId("canvas");
  const shown = data.picture.nodes.filter((node) => isThingShown(node.id));
  if (!shown.length || !canvas.clientWidth) return;
  let scale = 1.3;
  let edges;
  for (let step = 0; step < 20; step += 1) {
    edges = bounds(shown, scale);
    const room = [canvas.clientWidth / (edges.right - edges.left), canvas.clientHeight / (edges.bottom - edges.top)];
    scale = Math.min(1.3, 0.97 * Math.min(...room));
  }
  isMoved = false;
  const position = { x: (edges.left + edges.right) / 2, y: (edges.top + edges.bottom) / 2 };
  network.moveTo({ position, scale, animation: false });
  redraw();
}

// The least rectangle around things and their labels, as these are drawn at a scale.
function bounds(nodes, scale) {
  const boxes = nodes.map((node) => {
    const at = positions[node.id];
    const box = labelBox(node, at, Math.max(node.font.size, PROMINENT / scale));
    return { left: Math.min(box.left, at.x - node.size), top: at.y - node.size,
      right: Math.max(box.right, at.x + node.size), bottom: box.bottom };
  });
  const least = (side) => Math.min(...boxes.map((box) => box[side]));
  const most = (side) => Math.max(...boxes.map((box) => box[side]));
  return { left: least("left"), top: least("top"), right: most("right"), bottom: most("bottom") };
}

function zoom(factor) {
  network.moveTo({ scale: network.getScale() * factor, animation: isStill.matches ? false : { duration: 150 } });
  redrawSoon();
}

function bringIntoView(iri) {
  const canvas = byId("canvas");
  const at = network.canvasToDOM(network.getPosition(iri));
  const isSeen = at.x > 30 && at.y > 30 && at.x < canvas.clientWidth - 30 && at.y < canvas.clientHeight - 30;
  if (!isSeen && canvas.clientWidth) network.moveTo({ position: network.getPosition(iri), animation: false });
}

network.on("click", (event) => {
  if (event.nodes.length) selectThing(event.nodes[0]);
  else if (event.edges.length) selectClaim(event.edges[0]);
  else { select(null); return; }
  if (state.view !== "document" || isNarrow()) show("evidence");
});
network.on("dragEnd", (event) => {
  isMoved = true;
  Object.assign(positions, network.getPositions(event.nodes));
  if (event.nodes.length) redraw();
});
let waiting = 0;
function redrawSoon() {
  isMoved = true;
  clearTimeout(waiting);
  waiting = setTimeout(redraw, 80);
}
network.on("zoom", redrawSoon);
network.on("animationFinished", redraw);
// vis-network scales its view by itself once its resize event has been heard, so fit only in the next frame
network.on("resize", () => requestAnimationFrame(() => { if (!isMoved) fit(); }));
on("selection", () => {
  redraw();
  if (state.selection?.thing) bringIntoView(state.selection.thing);
});
on("filter", redraw);
on("theme", redraw);
fit();
