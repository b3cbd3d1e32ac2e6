// Shapes, curves and free room, in the picture's own pixels; the same numbers for canvas, SVG and labels.
const FONT = data.picture.options.nodes.font.face;
const ruler = document.createElement("canvas").getContext("2d");
const widths = new Map(); // of a label's longest row at a height of 1 pixel

function widthOf(rows, weight) {
  const key = `${weight} ${rows.join("\n")}`;
  if (!widths.has(key)) {
    ruler.font = `${weight} 40px ${FONT}`;
    widths.set(key, Math.max(...rows.map((row) => ruler.measureText(row).width)) / 40);
  }
  return widths.get(key);
}

// The control point of a line, where vis-network puts it.
function via(from, to, smooth) {
  const turn = !smooth?.enabled ? 0 : smooth.type === "curvedCCW" ? -smooth.roundness : smooth.roundness;
  const across = to.x - from.x;
  const up = from.y - to.y;
  const reach = Math.hypot(across, up) * (0.5 + (smooth?.enabled ? smooth.roundness : 0) * 0.5);
  const angle = Math.atan2(up, across) + (0.5 * turn + 0.5) * Math.PI;
  return { x: from.x + reach * Math.sin(angle), y: from.y + reach * Math.cos(angle) };
}

function pointOn(from, middle, to, t) {
  const [a, b, c] = [(1 - t) ** 2, 2 * t * (1 - t), t ** 2];
  return { x: a * from.x + b * middle.x + c * to.x, y: a * from.y + b * middle.y + c * to.y };
}

// The corners of a thing's shape, as vis-network draws them; a dot is a circle.
function corners(shape, { x, y }, r) {
  const round = (count, start, near = 1) => Array.from({ length: count }, (_, at) => {
    const angle = start + (2 * Math.PI * at) / count;
    const reach = near !== 1 && at % 2 ? r * near : r;
    return [x + reach * Math.cos(angle), y + reach * Math.sin(angle)];
  });
  const side = 2 * r;
  switch (shape) {
    case "diamond": return [[x, y + r], [x + r, y], [x, y - r], [x - r, y]];
    case "square": return [[x - r, y - r], [x + r, y - r], [x + r, y + r], [x - r, y + r]];
    case "triangle": return triangle(x, y + 0.275 * r * 1.15, r * 1.15, -1, side);
    case "triangleDown": return triangle(x, y - 0.275 * r * 1.15, r * 1.15, 1, side);
    case "hexagon": return round(6, 0);
    case "star": return Array.from({ length: 10 }, (_, at) => {
      const reach = (at % 2 ? 0.5 : 1.3) * r * 0.82;
      return [x + reach * Math.sin((at * 2 * Math.PI) / 10), y + 0.1 * r * 0.82 - reach * Math.cos((at * 2 * Math.PI) / 10)];
    });
    default: return null;
  }
}

function triangle(x, y, r, way) {
  const half = r;
  const inner = (Math.sqrt(3) / 6) * 2 * r;
  const height = Math.sqrt(4 * r * r - half * half);
  return [[x, y + way * (height - inner)], [x + half, y - way * inner], [x - half, y - way * inner]];
}

function overlaps(one, other) {
  return one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
}

// Rectangles by the cells they touch, so that asking what lies in the way looks only nearby.
class Room {
  constructor(cell) {
    this.cell = cell;
    this.cells = new Map();
  }

  * keys(box) {
    for (let i = Math.floor(box.left / this.cell); i <= Math.floor(box.right / this.cell); i += 1) {
      for (let j = Math.floor(box.top / this.cell); j <= Math.floor(box.bottom / this.cell); j += 1) yield i * 100003 + j;
    }
  }

  take(box) {
    for (const key of this.keys(box)) {
      if (this.cells.has(key)) this.cells.get(key).push(box);
      else this.cells.set(key, [box]);
    }
  }

  // whether nothing of at least this weight lies in a box
  isFree(box, least = 0) {
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) || []) {
        if (other.id !== box.id && (other.weight ?? Infinity) >= least && overlaps(box, other)) return false;
      }
    }
    return true;
  }

  // how many different things of the room lie in a box
  count(box) {
    const found = new Set();
    for (const key of this.keys(box)) {
      for (const other of this.cells.get(key) || []) if (other.id !== box.id && overlaps(box, other)) found.add(other.id);
    }
    return found.size;
  }
}
