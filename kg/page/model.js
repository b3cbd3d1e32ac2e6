// What the page knows and what is chosen at present. Nothing here draws.
const data = JSON.parse(byId("page-data").textContent);
const things = new Map(data.things.map((thing) => [thing.iri, thing]));
const claims = new Map(data.claims.map((claim) => [claim.id, claim]));
const groups = new Map(data.groups.map((group) => [group.key, group]));
const lines = new Map(data.lines.map((line) => [line.key, line]));
// offsets are code points, so a text is kept as a list of them
const texts = data.documents.map((one) => (one.text === null ? null : Array.from(one.text)));

const claimsOf = new Map(data.things.map((thing) => [thing.iri, []]));
for (const claim of data.claims) {
  claimsOf.get(claim.subject).push(claim);
  if (claim.object && claim.object !== claim.subject) claimsOf.get(claim.object).push(claim);
}

const state = {
  view: "evidence",
  selection: null, // {kind: "thing" | "claim" | "words", thing, claims: Set of ids, document, start, end}
  hiddenGroups: new Set(),
  hiddenLines: new Set(data.lines.filter((line) => !line.is_shown).map((line) => line.key)),
};
const listeners = { selection: [], filter: [], view: [], theme: [] };

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

function isThingAllowed(iri) {
  return !state.hiddenGroups.has(things.get(iri).group);
}

function isClaimShown(claim) {
  return !state.hiddenLines.has(claim.line) && isThingAllowed(claim.subject) &&
    (!claim.object || isThingAllowed(claim.object));
}

// A thing goes when its group goes, or when every line that held it has gone. Lines that are off when the
// page opens hold nothing, so that all things are there at first sight.
function isThingShown(iri) {
  if (!isThingAllowed(iri)) return false;
  const own = claimsOf.get(iri).filter((claim) => lines.get(claim.line).is_shown || isClaimShown(claim));
  return !own.length || own.some((claim) => !state.hiddenLines.has(claim.line));
}

function fold(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

const searched = new Map(data.things.map((thing) =>
  [thing.iri, fold([thing.label, thing.acronym || "", ...(thing.aliases || []), thing.type].join("\n"))]));

function findThings(words) {
  const wanted = fold(words.trim());
  const found = data.things.filter((thing) => searched.get(thing.iri).includes(wanted));
  const rank = (thing) => (wanted && fold(thing.acronym || "") === wanted ? 0
    : fold(thing.label).startsWith(wanted) ? 1 : 2);
  const order = [...groups.keys()];
  return found.sort((one, other) => rank(one) - rank(other) ||
    order.indexOf(one.group) - order.indexOf(other.group) || one.label.localeCompare(other.label, "en"));
}
