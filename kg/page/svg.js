// The picture as an SVG drawing of its own: what is shown now, with arrowheads, legend, title and source.
const PAPER = { ...THEMES.light, ground: "#FFFFFF" };
const LEGEND_ROW = 22;

function draw(tag, attributes = {}, ...children) {
  const element = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined) element.setAttribute(key, typeof value === "number" ? String(Math.round(value * 100) / 100) : value);
  }
  element.append(...children);
  return element;
}

// Words without the signs that no XML may hold.
function printable(words) {
  return words.replace(/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, "\u{FFFD}");
}

function write(words, x, y, size, attributes = {}) {
  return draw("text", { x, y, "font-size": size, fill: PAPER.text, ...attributes }, printable(words));
}

function shapeOf(node, at, size = node.size) {
  const look = { fill: node.color, stroke: PAPER.border, "stroke-width": 1.2,
    "stroke-dasharray": node.shapeProperties?.borderDashes ? "2 3" : null };
  const points = corners(node.shape, at, size);
  if (!points) return draw("circle", { cx: at.x, cy: at.y, r: size, ...look });
  return draw("polygon", { points: points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" "), ...look });
}

// Where a line leaves the shape at its end, seen backwards from there.
function cutAt(from, middle, to, reach) {
  for (let t = 1; t > 0.3; t -= 0.01) {
    const point = pointOn(from, middle, to, t);
    if (Math.hypot(point.x - to.x, point.y - to.y) >= reach) return { t, ...point };
  }
  return { t: 0.3, ...pointOn(from, middle, to, 0.3) };
}

function lineOf(edge) {
  const claim = claims.get(edge.id);
  const line = lines.get(claim.line);
  const [from, to] = [positions[edge.from], positions[edge.to]];
  const middle = via(from, to, edge.smooth);
  const tip = cutAt(from, middle, to, nodeOf.get(edge.to).size + 2);
  const foot = cutAt(from, middle, to, nodeOf.get(edge.to).size + 11);
  // the control point of the first part of the curve (de Casteljau)
  const part = { x: from.x + (middle.x - from.x) * foot.t, y: from.y + (middle.y - from.y) * foot.t };
  const look = { fill: "none", stroke: line.light, "stroke-width": isCore(claim) ? line.width + 0.4 : line.width,
    "stroke-dasharray": line.dashes.length ? line.dashes.join(" ") : null, opacity: isCore(claim) ? 1 : 0.65 };
  const group = draw("g", {}, draw("title", {}, printable(claimInWords(claim))),
    draw("path", { d: `M${round1(from)}Q${round1(part)} ${round1(foot)}`, ...look }), head(tip, foot, line.light, isExcluded(claim)));
  if (isExcluded(claim)) {
    const { x, y } = pointOn(from, middle, to, 0.5);
    group.append(draw("path", { d: `M${x - 6} ${y - 6}L${x + 6} ${y + 6}M${x - 6} ${y + 6}L${x + 6} ${y - 6}`, stroke: line.light, "stroke-width": 2.4 }));
  }
  return group;
}

function round1({ x, y }) {
  return `${x.toFixed(1)} ${y.toFixed(1)}`;
}

function head(tip, foot, colour, isBar) {
  const length = Math.hypot(tip.x - foot.x, tip.y - foot.y) || 1;
  const [ux, uy] = [(tip.x - foot.x) / length, (tip.y - foot.y) / length];
  const side = (way, reach) => `${(foot.x - way * uy * reach).toFixed(1)} ${(foot.y + way * ux * reach).toFixed(1)}`;
  if (isBar) return draw("path", { d: `M${side(1, 6)}L${side(-1, 6)}`, stroke: colour, "stroke-width": 3 });
  return draw("path", { d: `M${round1(tip)}L${side(1, 3.6)}L${side(-1, 3.6)}Z`, fill: colour });
}

function labelOf(box) {
  const text = draw("text", { "text-anchor": "middle", "font-size": box.size, "font-weight": fontWeight(nodeOf.get(box.id)),
    fill: PAPER.text, stroke: PAPER.halo, "stroke-width": 3.5, "stroke-linejoin": "round", "paint-order": "stroke" });
  box.rows.forEach((row, at) => {
    const y = box.y + (at - (box.rows.length - 1) / 2) * box.size * LINE_HEIGHT + box.size * 0.36;
    text.append(draw("tspan", { x: box.x, y }, printable(row)));
  });
  return text;
}

function legendOf(nodes, edges, left, top) {
  const used = new Set(nodes.map((node) => things.get(node.id).group));
  const told = new Set(edges.map((edge) => claims.get(edge.id).line));
  const rows = data.groups.filter((group) => used.has(group.key)).map((group) => ({ group }))
    .concat(data.lines.filter((line) => told.has(line.key)).map((line) => ({ line })));
  const legend = draw("g", { "data-part": "legend" });
  rows.forEach(({ group, line }, at) => {
    const y = top + at * LEGEND_ROW;
    if (group) legend.append(shapeOf({ shape: group.shape, color: group.colour }, { x: left + 18, y }, 7));
    else {
      legend.append(draw("line", { x1: left, x2: left + 36, y1: y, y2: y, stroke: line.light, "stroke-width": line.width + 0.4,
        "stroke-dasharray": line.dashes.length ? line.dashes.join(" ") : null }));
    }
    legend.append(write((group ?? line).label, left + 48, y + 4, 12));
  });
  return { legend, bottom: top + rows.length * LEGEND_ROW };
}

// Rows of at most so many letters.
function broken(words, most) {
  const rows = [""];
  for (const word of words.slice(0, 600).split(/\s+/u)) {
    if (rows.at(-1) && rows.at(-1).length + word.length >= most) rows.push("");
    rows[rows.length - 1] += `${rows.at(-1) ? " " : ""}${word}`;
  }
  return rows;
}

function sourceLine() {
  return data.documents.map((one) => [one.title === data.title ? null : one.title, one.publisher, one.issued && dateInWords(one.issued),
    `sha256 ${one.sha256.slice(0, 16)}…`].filter(Boolean).join(", ")).join("; ");
}

// Returns the drawing as an element, at the size at which the build laid it out.
function toDrawing() {
  const nodes = data.picture.nodes.filter((node) => isDrawn(node.id));
  const edges = shownEdges;
  const { placed } = placeLabels(1, nodes, edges, positions, new Set());
  const boxes = [...placed.values(), ...nodes.map((node) => shapeBox(node, positions[node.id]))];
  const area = boxes.length ? bounds(boxes) : { left: 0, top: 0, right: 400, bottom: 200 };
  const left = area.left - 20;
  const title = broken(data.title || "Communiqué", 90);
  const top = area.top - 40 - title.length * 24;
  const { legend, bottom } = legendOf(nodes, edges, area.right + 30, area.top + 10);
  const foot = Math.max(area.bottom, bottom) + 40;
  const [width, height] = [area.right + 300 - left, foot + 14 - top];
  const heading = title.map((row, at) => write(row, left + 10, top + 26 + at * 24, 18, { "font-weight": 600 }));
  return draw("svg", { xmlns: SVG, width, height, viewBox: [left, top, width, height].map((value) => Math.round(value)).join(" "),
    "font-family": FONT, role: "img" },
  draw("title", {}, printable(data.title || "Communiqué")),
  draw("rect", { x: left, y: top, width, height, fill: PAPER.ground }), ...heading,
  ...edges.map(lineOf), ...nodes.map((node) => shapeOf(node, positions[node.id])), ...[...placed.values()].map(labelOf), legend,
  write(sourceLine(), left + 10, foot, 11, { fill: PAPER.quiet }));
}

function toSvg() {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${new XMLSerializer().serializeToString(toDrawing())}\n`;
}
