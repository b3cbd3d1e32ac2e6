// Tabs, keys, colours: what holds the views together.
const narrow = window.matchMedia("(max-width: 760px)");

function isNarrow() {
  return narrow.matches;
}

function drawFacts() {
  const read = data.claims.filter((claim) => claim.ground === "read");
  const twice = read.filter((claim) => (claim.readers || []).length > 1).length;
  const [first] = data.documents;
  const parts = [
    first?.issued && dateInWords(first.issued), first?.publisher, first?.kind?.replaceAll("-", " "),
    data.documents.length > 1 ? count(data.documents.length, "document") : null,
    count(data.documents.reduce((sum, one) => sum + one.sentences.length, 0), "sentence"),
    count(data.things.length, "thing"),
    `${count(read.length, "claim")}, ${twice ? `${read.length - twice} read once, ${twice} twice` : "each read once"}`,
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

function toggleTheme() {
  const root = document.documentElement;
  root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
  byId("theme").setAttribute("aria-pressed", String(root.dataset.theme === "dark"));
  tell("theme");
}

listeners.view.unshift(drawView); // before any view scrolls to its place
for (const tab of document.querySelectorAll("[role=tab]")) tab.addEventListener("click", () => show(tab.dataset.view));
rove(document.querySelector("[role=tablist]"), "[role=tab]", ["ArrowRight", "ArrowLeft"]);
byId("fit").addEventListener("click", fit);
byId("nearer").addEventListener("click", () => zoom(1.25));
byId("farther").addEventListener("click", () => zoom(0.8));
byId("theme").addEventListener("click", toggleTheme);
byId("theme").setAttribute("aria-pressed", String(document.documentElement.dataset.theme === "dark"));
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("input:not([type=checkbox]), textarea");
  if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    if (isNarrow()) show("find");
    byId("search").focus();
    byId("search").select();
  }
  if (event.key === "Escape") select(null);
});
narrow.addEventListener("change", () => show(isNarrow() || !["graph", "find"].includes(state.view) ? state.view : "evidence"));
drawFacts();
show(isNarrow() ? "document" : "evidence");

// For scripts that drive the page, such as its tests and the notebook.
window.communique = { data, network, drawnNodes, drawnEdges, select: (iri) => (iri ? selectThing(iri) : select(null)), selectClaim, show };
