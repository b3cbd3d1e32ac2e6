// What the page knows and what is chosen at present. Nothing here draws.
const BASE = "https://w3id.org/communique/id/"; // of the IRIs of things, left out in addresses of views
const data = JSON.parse(byId("page-data").textContent);
const things = new Map(data.things.map((thing) => [thing.iri, thing]));
const claims = new Map(data.claims.map((claim) => [claim.id, claim]));
const groups = new Map(data.groups.map((group) => [group.key, group]));
const lines = new Map(data.lines.map((line) => [line.key, line]));
const core = new Set(data.core);
// offsets are code points, so a text is kept as a list of them
const texts = data.documents.map((one) => (one.text === null ? null : Array.from(one.text)));

for (const claim of data.claims) {
  // a reader of the document's is stored as its place there
  claim.readers = claim.readers?.map((one) => (typeof one === "number" ? data.documents[claim.document || 0].readers[one] : one));
}
const claimsOf = new Map(data.things.map((thing) => [thing.iri, []]));
for (const claim of data.claims) {
  claimsOf.get(claim.subject).push(claim);
  if (claim.object && claim.object !== claim.subject) claimsOf.get(claim.object).push(claim);
}

const state = {
  view: "evidence",
  selection: null, // {kind: thing | claim | words | path, thing, claims: Set of ids, document, start, end, steps}
  hiddenGroups: new Set(),
  hiddenLines: new Set(data.lines.filter((line) => !line.is_shown).map((line) => line.key)),
  hiddenDocuments: new Set(), // places in data.documents
  around: null, // {iri, depth}: only what is so many steps away is shown
  pathFrom: null, // the thing that a path is to start from, while its other end is being chosen
  areCommunities: false,
};
const listeners = { selection: [], filter: [], view: [], theme: [], mode: [] };

function on(what, listener) {
  listeners[what].push(listener);
}

function tell(what) {
  for (const listener of listeners[what]) listener();
}

function select(selection) {
  state.selection = selection;
  tell("selection");
}

function selectThing(iri) {
  if (state.pathFrom && state.pathFrom !== iri) { selectPath(state.pathFrom, iri); return; }
  select({ kind: "thing", thing: iri, claims: new Set(claimsOf.get(iri).map((claim) => claim.id)) });
}

function selectClaim(id) {
  select({ kind: "claim", claims: new Set([id]) });
}

function selectWords(document, start, end) {
  const touching = data.claims.filter((claim) => isOn(claim, document, start, end));
  select({ kind: "words", document, start, end, claims: new Set(touching.map((claim) => claim.id)) });
}

function isOn(claim, document, start, end) {
  return claim.ground === "read" && (claim.document || 0) === document &&
    (claim.spans || []).some(([from, to]) => from < end && start < to);
}

function show(view) {
  state.view = view;
  tell("view");
}

function documentsOf(one) {
  return one.documents || (one.ground === "read" ? [one.document || 0] : null);
}

function isInDocuments(one) {
  const places = documentsOf(one);
  const isSpeaking = (place) => !state.hiddenDocuments.has(place);
  // an inference needs every document of its proof
  return !places || (one.ground === "inferred" ? places.every(isSpeaking) : places.some(isSpeaking));
}

function isThingAllowed(iri) {
  const thing = things.get(iri);
  return !state.hiddenGroups.has(thing.group) && isInDocuments(thing) && isNear(iri);
}

function isClaimShown(claim) {
  return !state.hiddenLines.has(claim.line) && isInDocuments(claim) && isThingAllowed(claim.subject) &&
    (!claim.object || isThingAllowed(claim.object));
}

// A thing goes when its group goes, or when every line that held it has gone. Lines that are off when the
// page opens hold nothing, so that all things are there at first sight.
function isThingShown(iri) {
  if (!isThingAllowed(iri)) return false;
  const own = claimsOf.get(iri).filter((claim) => lines.get(claim.line).is_shown || isClaimShown(claim));
  return !own.length || own.some((claim) => !state.hiddenLines.has(claim.line) && isInDocuments(claim));
}

function isExcluded(claim) {
  return claim.polarity === "excluded";
}

function shorten(iri) {
  return iri.startsWith(BASE) ? iri.slice(BASE.length) : iri;
}

function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

const searched = new Map(data.things.map((thing) =>
  [thing.iri, fold([thing.label, thing.acronym || "", ...(thing.aliases || []), thing.type].join("\n"))]));

function findThings(words) {
  const wanted = fold(words.trim());
  const found = data.things.filter((thing) => searched.get(thing.iri).includes(wanted) && isInDocuments(thing));
  const rank = (thing) => (wanted && fold(thing.acronym || "") === wanted ? 0
    : fold(thing.label).startsWith(wanted) ? 1 : 2);
  const order = [...groups.keys()];
  return found.map((thing) => [rank(thing), order.indexOf(thing.group), thing])
    .sort((one, other) => one[0] - other[0] || one[1] - other[1] || one[2].label.localeCompare(other[2].label, "en", { numeric: true }))
    .map(([, , thing]) => thing);
}
