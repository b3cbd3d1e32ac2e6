// The view as the fragment of the page's address, so that it can be sent to somebody, and read back from there.
function lengthen(words, known) {
  return known.has(BASE + words) ? BASE + words : known.has(words) ? words : null;
}

function selectionParts(chosen) {
  if (!chosen) return {};
  if (chosen.kind === "thing") return { thing: shorten(chosen.thing) };
  if (chosen.kind === "claim") return { claim: shorten([...chosen.claims][0]) };
  if (chosen.kind === "words") return { words: `${chosen.document}.${chosen.start}.${chosen.end}` };
  return { from: shorten(chosen.from), to: shorten(chosen.to) };
}

function toFragment() {
  const off = (list) => list.filter((line) => !line.is_shown).map((line) => line.key);
  const parts = {
    view: state.view === firstView() ? null : state.view,
    ...selectionParts(state.selection),
    groups: [...state.hiddenGroups].join(" "),
    lines: [...state.hiddenLines].filter((key) => !off(data.lines).includes(key)).join(" "),
    also: off(data.lines).filter((key) => !state.hiddenLines.has(key)).join(" "),
    without: [...state.hiddenDocuments].map((place) => data.documents[place].id).join(" "),
    around: state.around ? `${shorten(state.around.iri)} ${state.around.depth}` : null,
    communities: state.areCommunities ? "yes" : null,
    dark: isThemeChosen ? String(themeName() === "dark") : null,
  };
  const query = new URLSearchParams(Object.entries(parts).filter(([, value]) => value));
  return `#${query}`;
}

let isReading = false;

function writeAddress() {
  if (isReading) return;
  const fragment = toFragment();
  if (fragment === (location.hash || "#")) return;
  try {
    history.replaceState(null, "", fragment);
  } catch {
    // inside a frame without an address of its own there is nothing to write to
  }
}

function readSelection(parts) {
  const thing = lengthen(parts.get("thing") ?? "", things);
  const claim = lengthen(parts.get("claim") ?? "", claims);
  const [from, to] = ["from", "to"].map((end) => lengthen(parts.get(end) ?? "", things));
  const words = /^(\d+)\.(\d+)\.(\d+)$/.exec(parts.get("words") ?? "");
  state.pathFrom = null;
  if (thing) selectThing(thing);
  else if (claim) selectClaim(claim);
  else if (from && to) selectPath(from, to);
  else if (words && data.documents[words[1]]) selectWords(...words.slice(1).map(Number));
  else select(null);
}

// Takes from the address what it says; what the page does not know is passed over.
function readAddress() {
  const parts = new URLSearchParams(location.hash.slice(1));
  const list = (key) => (parts.get(key) ?? "").split(" ").filter(Boolean);
  isReading = true;
  const also = list("also");
  state.hiddenGroups = refill(state.hiddenGroups, list("groups").filter((key) => groups.has(key)));
  state.hiddenLines = refill(state.hiddenLines, data.lines.filter((line) => (line.is_shown ? list("lines") : also).includes(line.key) === line.is_shown)
    .map((line) => line.key));
  state.hiddenDocuments = refill(state.hiddenDocuments, data.documents.flatMap((one, place) => (list("without").includes(one.id) ? [place] : [])));
  const [around, depth] = list("around");
  const iri = lengthen(around ?? "", things);
  state.around = iri ? { iri, depth: Math.min(4, Math.max(1, Number(depth) || 1)) } : null;
  state.areCommunities = parts.get("communities") === "yes";
  if (parts.has("dark")) setTheme(parts.get("dark") === "true" ? "dark" : "light");
  drawLegend();
  tell("filter");
  tell("mode");
  readSelection(parts);
  const view = parts.get("view");
  show(["evidence", "document", "table", "graph", "find"].includes(view) ? view : firstView());
  isReading = false;
}

function refill(set, values) {
  set.clear();
  for (const value of values) set.add(value);
  return set;
}
