// Elements, always from names and text nodes, never from markup.
const SVG = "http://www.w3.org/2000/svg";

function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "onclick") element.addEventListener("click", value);
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

// Well-formed words: half of a letter has no address.
function wellFormed(words) {
  return words.toWellFormed ? words.toWellFormed() : words.replace(/[\ud800-\udfff]/g, "\ufffd");
}

function byId(id) {
  return document.getElementById(id);
}

// Words of someone else's, kept from turning the direction of what stands around them. Very long ones are
// shortened, since a browser takes seconds to break them; the heading of a thing has them whole.
function name(text) {
  const short = text.length > 300 ? `${Array.from(text.slice(0, 300)).slice(0, -1).join("")}…` : text;
  return el("bdi", {}, short);
}

function wholeName(text) {
  return el("bdi", {}, text);
}

function replace(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
}

// The shapes of vis-network, as points round (0, 0) for radius 8.
const CORNERS = {
  diamond: "0,-9 7,0 0,9 -7,0",
  square: "-7,-7 7,-7 7,7 -7,7",
  triangle: "0,-8 8,6 -8,6",
  triangleDown: "0,8 8,-6 -8,-6",
  hexagon: "8,0 4,-7 -4,-7 -8,0 -4,7 4,7",
  star: "0,-9 2.2,-3 8.6,-2.8 3.5,1.1 5.3,7.3 0,3.6 -5.3,7.3 -3.5,1.1 -8.6,-2.8 -2.2,-3",
};

function svg(width, height, view, tag, attributes) {
  const picture = document.createElementNS(SVG, "svg");
  const shape = document.createElementNS(SVG, tag);
  for (const [key, value] of Object.entries({ width, height, viewBox: view, "aria-hidden": "true" })) {
    picture.setAttribute(key, value);
  }
  for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
  picture.append(shape);
  return picture;
}

function shapeIcon(group) {
  const look = { fill: group.colour, class: "shape" };
  if (group.shape === "dot") return svg(16, 16, "-10 -10 20 20", "circle", { r: 7, ...look });
  return svg(16, 16, "-10 -10 20 20", "polygon", { points: CORNERS[group.shape], ...look });
}

function lineIcon(line) {
  const look = { x1: 1, x2: 35, y1: 5, y2: 5, class: `stroke line-${line.key}`, "stroke-width": line.width + 0.4 };
  if (line.dashes.length) look["stroke-dasharray"] = line.dashes.join(" ");
  return svg(36, 10, "0 0 36 10", "line", { stroke: line[document.documentElement.dataset.theme], ...look });
}

// One tab stop for a long list; the arrow keys, Home and End go on from there.
function rove(container, selector, keys = ["ArrowDown", "ArrowUp"]) {
  container.addEventListener("keydown", (event) => {
    const items = [...container.querySelectorAll(selector)].filter((item) => !item.closest("[hidden]"));
    const at = items.indexOf(event.target.closest(selector));
    const goal = { [keys[0]]: at + 1, [keys[1]]: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (at < 0 || goal === undefined) return;
    event.preventDefault();
    const next = items[Math.max(0, Math.min(items.length - 1, goal))];
    setStop(container, selector, next);
    next.focus();
  });
}

function setStop(container, selector, stop) {
  for (const item of container.querySelectorAll(selector)) item.tabIndex = item === stop ? 0 : -1;
}
