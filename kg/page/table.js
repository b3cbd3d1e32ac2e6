// All claims as a table: the plainest view, and the one for keyboard and screen reader.
const COLUMNS = [
  ["Subject", (claim) => things.get(claim.subject).label],
  ["Relation", (claim) => (claim.polarity === "excluded" ? `not: ${claim.label}` : claim.label)],
  ["Object", (claim) => (claim.object ? things.get(claim.object).label : claim.verbatim ? `“${claim.value}”` : claim.value)],
  ["Told as", (claim) => [claim.polarity === "excluded" ? "excluded" : null,
    claim.ground === "read" ? claim.told_as || "fact" : claim.ground].filter(Boolean).join(", ")],
  ["Status", (claim) => (showsStatus(claim) ? statusInWords(claim.status) : "")],
  ["Voice", (claim) => (claim.is_quoted ? claim.voice : claim.ground === "read" ? "document" : claim.source || claim.rule || "")],
  ["Sentence", (claim) => (claim.sentences || []).join(", ")],
];
const tableRows = data.claims.map((claim, at) => ({ claim, at, cells: COLUMNS.map(([, text]) => text(claim)), row: null }));
let sortedBy = null;
let isDownward = true;

function drawTable() {
  const filter = el("input", { type: "search", id: "words-in-table", placeholder: "words in a row", "aria-label": "Filter the table" });
  filter.addEventListener("input", filterTable);
  const heads = COLUMNS.map(([title], at) =>
    el("th", { scope: "col", role: "columnheader", "data-column": at, "aria-sort": "none" },
      el("button", { type: "button", onclick: () => sortTable(at) }, title)));
  for (const entry of tableRows) entry.row = drawRow(entry);
  replace(byId("table"), el("div", { class: "bar" }, filter, el("span", { class: "quiet", id: "rows", role: "status" })),
    el("table", { role: "table", "aria-label": "Claims" }, el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, heads)),
      el("tbody", { role: "rowgroup" }, tableRows.map((entry) => entry.row))));
  rove(byId("table"), "tbody tr");
  filterTable();
}

function drawRow({ claim, cells }) {
  const row = el("tr", { role: "row", tabindex: -1, "data-claim": claim.id, class: claim.unsure ? "unsure" : null },
    cells.map((text, at) => el("td", { role: "cell", "data-title": COLUMNS[at][0] }, name(text))));
  row.addEventListener("click", () => chooseRow(claim));
  row.addEventListener("keydown", (event) => { if (event.key === "Enter") chooseRow(claim); });
  return row;
}

function chooseRow(claim) {
  selectClaim(claim.id);
  show("evidence");
  byId("evidence").focus();
}

function filterTable() {
  const wanted = fold(byId("words-in-table").value.trim());
  let shown = 0;
  for (const { claim, cells, row } of tableRows) {
    row.hidden = !isClaimShown(claim) || !fold(cells.join("\n")).includes(wanted);
    shown += row.hidden ? 0 : 1;
  }
  byId("rows").textContent = `${shown} of ${count(data.claims.length, "claim")}`;
  setStop(byId("table"), "tbody tr", tableRows.map((entry) => entry.row).find((row) => !row.hidden));
}

function sortTable(column) {
  isDownward = sortedBy === column ? !isDownward : true;
  sortedBy = column;
  const sign = isDownward ? 1 : -1;
  const order = (one, other) => sign * one.cells[column].localeCompare(other.cells[column], "en", { numeric: true }) || one.at - other.at;
  byId("table").querySelector("tbody").append(...[...tableRows].sort(order).map((entry) => entry.row));
  for (const head of byId("table").querySelectorAll("th")) {
    const isMine = Number(head.dataset.column) === column;
    head.setAttribute("aria-sort", isMine ? (isDownward ? "ascending" : "descending") : "none");
  }
}

function markTable() {
  for (const { claim, row } of tableRows) {
    const isChosen = state.selection?.claims.has(claim.id) ?? false;
    row.classList.toggle("chosen", isChosen);
    if (isChosen) row.setAttribute("aria-selected", "true");
    else row.removeAttribute("aria-selected");
  }
}

drawTable();
on("selection", markTable);
on("filter", filterTable);
on("view", () => {
  if (state.view === "table") byId("table").querySelector("tr.chosen")?.scrollIntoView({ block: "center" });
});
