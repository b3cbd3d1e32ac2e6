// A large picture is drawn whole at most once a frame; while it is panned, the last drawing is moved instead.
const LARGE = 600; // things and lines together
const PAUSE = 200; // milliseconds without a move, after which the whole is drawn again
const MOST_SHIFT = 0.25; // of the canvas; beyond, the strip that is missing is worth a whole drawing

function calmDown(picture) {
  const { renderer, body } = picture;
  const screen = picture.canvas.frame.canvas;
  const drawWhole = renderer._redraw.bind(renderer);
  const last = document.createElement("canvas");
  const seen = { x: NaN, y: NaN, scale: NaN };
  let request = 0;
  let pause = 0;

  function isLarge() {
    return body.nodeIndices.length + body.edgeIndices.length > LARGE;
  }

  function draw() {
    request = 0;
    clearTimeout(pause);
    drawWhole(false);
    if (!renderer.allowRedraw || !screen.width || !screen.height) return;
    last.width = screen.width;
    last.height = screen.height;
    last.getContext("2d").drawImage(screen, 0, 0);
    Object.assign(seen, { x: body.view.translation.x, y: body.view.translation.y, scale: body.view.scale });
  }

  function drawSoon() {
    if (!request) request = requestAnimationFrame(draw);
  }

  // Moves the last drawing to where the view is now; false where that would not show the picture.
  function shift() {
    const [x, y] = [body.view.translation.x - seen.x, body.view.translation.y - seen.y];
    const isSame = body.view.scale === seen.scale && last.width === screen.width && last.height === screen.height;
    const isFar = Math.abs(x) > MOST_SHIFT * screen.clientWidth || Math.abs(y) > MOST_SHIFT * screen.clientHeight;
    if (!isSame || isFar || (!x && !y)) return false;
    const ratio = screen.width / screen.clientWidth;
    const context = screen.getContext("2d");
    context.setTransform(1, 0, 0, 1, 0, 0);
    context.clearRect(0, 0, screen.width, screen.height);
    context.drawImage(last, x * ratio, y * ratio);
    clearTimeout(pause);
    pause = setTimeout(drawSoon, PAUSE);
    return true;
  }

  renderer._redraw = (isHidden = false) => {
    if (isHidden || !isLarge()) {
      drawWhole(isHidden);
      return;
    }
    renderer.redrawRequested = false;
    if (request || !shift()) drawSoon();
  };
}
