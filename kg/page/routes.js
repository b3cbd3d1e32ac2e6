// What lies around a thing, and the way from one thing to another. A claim that says what is not so leads nowhere.
let near = null; // the things in sight while only the surroundings of one are shown, else null

function isNear(iri) {
  return near === null || near.has(iri);
}

function leads(claim) {
  return claim.object && !isExcluded(claim) && !state.hiddenLines.has(claim.line) && isInDocuments(claim) &&
    !state.hiddenGroups.has(things.get(claim.subject).group) && !state.hiddenGroups.has(things.get(claim.object).group);
}

function otherEnd(claim, iri) {
  return claim.subject === iri ? claim.object : claim.subject;
}

function reach(iri, depth) {
  const found = new Set([iri]);
  let edge = [iri];
  for (let step = 0; step < depth; step += 1) {
    edge = edge.flatMap((one) => claimsOf.get(one).filter(leads).map((claim) => otherEnd(claim, one)))
      .filter((one) => !found.has(one) && found.add(one));
  }
  return found;
}

function showAround(iri, depth) {
  state.around = iri ? { iri, depth } : null;
  tell("filter");
  tell("mode");
}

function findNear() {
  near = state.around ? reach(state.around.iri, state.around.depth) : null;
}

// How much a step counts: what a document says plainly leads first, doubt last.
function lengthOf(claim) {
  return claim.unsure ? 2.5 : claim.ground === "inferred" ? 1.6 : claim.ground === "recorded" ? 1.4 : 1;
}

// Returns the steps of the shortest way, each with every claim between its two ends, or null.
function findPath(from, to) {
  const best = new Map([[from, 0]]);
  const before = new Map();
  const open = new Set([from]);
  while (open.size) {
    const at = [...open].reduce((one, other) => (best.get(other) < best.get(one) ? other : one));
    if (at === to) break;
    open.delete(at);
    for (const claim of claimsOf.get(at).filter(leads)) {
      const next = otherEnd(claim, at);
      const length = best.get(at) + lengthOf(claim);
      if (length >= (best.get(next) ?? Infinity)) continue;
      best.set(next, length);
      before.set(next, at);
      open.add(next);
    }
  }
  if (!before.has(to)) return null;
  const steps = [];
  for (let at = to; at !== from; at = before.get(at)) {
    const last = before.get(at);
    const own = claimsOf.get(at).filter((claim) => leads(claim) && otherEnd(claim, at) === last);
    steps.unshift({ from: last, to: at, claims: own.map((claim) => claim.id) });
  }
  return steps;
}

function startPath(iri) {
  state.pathFrom = iri;
  tell("mode");
}

function selectPath(from, to) {
  state.pathFrom = null;
  const steps = findPath(from, to);
  select({ kind: "path", from, to, steps, claims: new Set((steps || []).flatMap((step) => step.claims)) });
  tell("mode");
}

function bannerButton(words, onclick, isPressed = null) {
  return el("button", { type: "button", onclick, "aria-pressed": isPressed }, words);
}

function drawBanner() {
  const banner = byId("banner");
  const { around, pathFrom } = state;
  banner.hidden = !around && !pathFrom && !data.picture.note;
  if (pathFrom) {
    replace(banner, el("span", {}, "From ", name(things.get(pathFrom).label), " to … choose the other end"),
      bannerButton("cancel", () => startPath(null)));
  } else if (around) {
    replace(banner, el("span", {}, "Around ", name(things.get(around.iri).label), ", steps"),
      [1, 2, 3, 4].map((depth) => bannerButton(String(depth), () => showAround(around.iri, depth), String(depth === around.depth))),
      bannerButton("show all", () => showAround(null)));
  } else replace(banner, el("span", {}, data.picture.note || ""));
}

listeners.filter.unshift(findNear);
on("mode", drawBanner);
drawBanner();
