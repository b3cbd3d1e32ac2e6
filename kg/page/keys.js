// The graph by keyboard: every thing and every line in it can be reached, and is said aloud.
const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

function drawnInOrder() {
  return byWeight.filter((node) => isDrawn(node.id)).map((node) => node.id);
}

// The thing that lies nearest in a direction; what lies aside counts as further.
function findNeighbour(iri, [across, down]) {
  let best = null;
  let least = Infinity;
  const at = positions[iri];
  for (const node of data.picture.nodes) {
    if (node.id === iri || !isDrawn(node.id)) continue;
    const [x, y] = [positions[node.id].x - at.x, positions[node.id].y - at.y];
    const ahead = x * across + y * down;
    const aside = Math.abs(x * down) + Math.abs(y * across);
    const far = ahead + 2 * aside;
    if (ahead > 0 && aside <= 1.5 * ahead && far < least) [best, least] = [node.id, far];
  }
  return best;
}

function say(words) {
  byId("spoken").textContent = words;
}

function goToThing(iri) {
  if (!iri) return;
  lastThing = iri;
  selectThing(iri);
  const thing = things.get(iri);
  say([thing.label, thing.type, thing.status && statusInWords(thing.status), thing.unsure && "only quoted or possible",
    count(claimsOf.get(iri).filter(isClaimShown).length, CLAIM)].filter(Boolean).join(", "));
}

function goToLine(step) {
  const own = shownEdges.filter((edge) => edge.from === lastThing || edge.to === lastThing).map((edge) => edge.id);
  if (!own.length) return;
  const [chosen] = state.selection?.kind === "claim" ? state.selection.claims : [];
  const at = own.indexOf(chosen);
  const id = own[at < 0 ? (step > 0 ? 0 : own.length - 1) : (at + step + own.length) % own.length];
  selectClaim(id);
  say(claimInWords(claims.get(id)));
}

let lastThing = null;

const KEYS = {
  n: () => goToThing(nextOf(1)),
  p: () => goToThing(nextOf(-1)),
  e: () => goToLine(1),
  E: () => goToLine(-1),
  Home: () => goToThing(drawnInOrder()[0]),
  End: () => goToThing(drawnInOrder().at(-1)),
  Enter: () => { if (state.selection) { show("evidence"); byId("evidence").focus(); } },
  "+": () => zoom(1.25),
  "-": () => zoom(0.8),
  0: fit,
};

function nextOf(step) {
  const order = drawnInOrder();
  const at = order.indexOf(lastThing);
  return order[at < 0 ? 0 : (at + step + order.length) % order.length];
}

byId("canvas").addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const way = WAYS[event.key];
  const key = event.key === "E" || event.key.length > 1 ? event.key : event.key.toLowerCase();
  if (!way && !KEYS[key]) return;
  event.preventDefault();
  if (!way) KEYS[key]();
  else if (!lastThing || !isDrawn(lastThing)) goToThing(drawnInOrder()[0]);
  else goToThing(findNeighbour(lastThing, way));
});
on("selection", () => { if (state.selection?.thing) lastThing = state.selection.thing; });
