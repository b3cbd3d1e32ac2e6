// Tabs, keys, colours: what holds the views together.
const narrow = window.matchMedia("(max-width: 760px)");
let isThemeChosen = false;

function isNarrow() {
  return narrow.matches;
}

function firstView() {
  return isNarrow() && data.documents.length ? "document" : "evidence";
}

function drawFacts() {
  const read = data.claims.filter((claim) => claim.ground === "read");
  const twice = read.filter((claim) => (claim.readers || []).length > 1).length;
  const [first] = data.documents;
  const isOne = data.documents.length === 1;
  const parts = [
    isOne && first.issued && dateInWords(first.issued), isOne && first.publisher, isOne && first.kind?.replaceAll("-", " "),
    data.documents.length > 1 ? count(data.documents.length, "document") : null,
    data.documents.length ? count(data.documents.reduce((sum, one) => sum + one.sentences.length, 0), "sentence") : null,
    count(data.things.length, "thing"),
    read.length ? `${count(read.length, "claim")}, ${twice ? `${read.length - twice} read once, ${twice} twice` : "each read once"}`
      : count(data.claims.length, "relation"),
  ].filter(Boolean);
  replace(byId("facts"), parts.flatMap((part, at) => [at ? " · " : null, name(part)]));
}

function drawView() {
  document.body.dataset.view = state.view;
  const inPanel = ["evidence", "document", "table"].includes(state.view);
  for (const tab of document.querySelectorAll("[role=tab]")) {
    const isChosen = tab.dataset.view === state.view;
    tab.setAttribute("aria-selected", String(isChosen));
    tab.tabIndex = isChosen ? 0 : -1;
  }
  byId("panel").hidden = isNarrow() && !inPanel;
  for (const view of byId("panel").querySelectorAll(".view")) view.hidden = view.id !== state.view;
}

function setTheme(name) {
  isThemeChosen = true;
  document.documentElement.dataset.theme = name;
  byId("theme").setAttribute("aria-pressed", String(name === "dark"));
  tell("theme");
}

function setFilter(isOpen) {
  document.body.classList.toggle("finding", isOpen);
  byId("filter").setAttribute("aria-expanded", String(isOpen));
}

listeners.view.unshift(drawView); // before any view scrolls to its place
for (const tab of document.querySelectorAll("[role=tab]")) tab.addEventListener("click", () => show(tab.dataset.view));
rove(document.querySelector("[role=tablist]"), "[role=tab]", ["ArrowRight", "ArrowLeft"]);
byId("fit").addEventListener("click", fit);
byId("nearer").addEventListener("click", () => zoom(1.25));
byId("farther").addEventListener("click", () => zoom(0.8));
byId("theme").addEventListener("click", () => setTheme(themeName() === "dark" ? "light" : "dark"));
byId("theme").setAttribute("aria-pressed", String(themeName() === "dark"));
byId("filter").addEventListener("click", () => setFilter(!document.body.classList.contains("finding")));
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("input:not([type=checkbox]), textarea");
  if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    if (isNarrow()) show("find");
    setFilter(true);
    byId("search").focus();
    byId("search").select();
  }
  if (event.key !== "Escape") return;
  if (byId("save").open) byId("save").open = false;
  else if (state.pathFrom) startPath(null);
  else { setFilter(false); select(null); }
});
narrow.addEventListener("change", () => show(isNarrow() || !["graph", "find"].includes(state.view) ? state.view : "evidence"));
window.addEventListener("hashchange", readAddress);
if (!data.documents.length) {
  byId("tab-evidence").textContent = "About";
  byId("save-csv").textContent = "Relations (CSV)";
}
drawFacts();
if (location.hash.length > 1) readAddress();
else show(firstView());
for (const what of ["selection", "filter", "view", "mode", "theme"]) on(what, writeAddress);

// For scripts that drive the page, such as its tests and the notebook.
window.communique = {
  data, network, drawnNodes, drawnEdges, select: (iri) => (iri ? selectThing(iri) : select(null)), selectClaim, show,
  citation: (id) => citation(claims.get(id)), toCsv, toJsonLd, toSvg, toPng, findPath, showAround, isThingShown,
  inks: THEMES,
  chosen: () => ({ kind: state.selection?.kind, thing: state.selection?.thing, claim: [...(state.selection?.claims ?? [])][0] }),
  labels: () => [...nodeLabels.values()], edgeLabels: () => edgeLabels, shownEdges: () => shownEdges,
};
