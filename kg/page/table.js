// All claims as a table: the plainest view, and the one for keyboard and screen reader.
const COLUMNS = [
  ["Subject", (claim) => things.get(claim.subject).label],
  ["Relation", (claim) => (claim.polarity === "excluded" ? `not: ${claim.label}` : claim.label)],
  ["Object", (claim) => (claim.object ? things.get(claim.object).label : claim.verbatim ? `“${claim.value}”` : claim.value)],
  ["Told as", (claim) => [isExcluded(claim) ? "excluded" : null,
    claim.ground === "read" ? claim.told_as || "fact" : claim.ground === "given" ? "" : claim.ground,
    claim.is_quoted ? "quoted" : null].filter(Boolean).join(", ")],
  ["Status", (claim) => (showsStatus(claim) ? statusInWords(claim.status) : "")],
  ["Voice", (claim) => (claim.is_quoted ? claim.voice : claim.ground === "read" ? "document" : claim.source || claim.rule || "")],
  ["Read", (claim) => (claim.readers ? { 1: "once", 2: "twice" }[claim.readers.length] ?? `${claim.readers.length} times` : "")],
  ["No.", (claim) => (claim.sentences || []).map((number) => `${number}${ofDocument(claim.document || 0)}`).join(", ")],
];
const MOST_TABLE_ROWS = 500; // drawn at once
let tableRows = [];
let mostRows = MOST_TABLE_ROWS;
let matching = [];
let sortedBy = null;
let isDownward = true;

function drawTable() {
  if (tableRows.length) return;
  tableRows = data.claims.map((claim, at) => ({ claim, at, cells: COLUMNS.map(([, text]) => text(claim)), row: null }));
  const filter = el("input", { type: "search", id: "words-in-table", placeholder: "words in a row", "aria-label": "Filter the table" });
  filter.addEventListener("input", () => { mostRows = MOST_TABLE_ROWS; filterTable(); });
  const heads = COLUMNS.map(([title], at) =>
    el("th", { scope: "col", role: "columnheader", "data-column": at, "aria-sort": "none" },
      el("button", { type: "button", onclick: () => sortTable(at), title: title === "No." ? "number of the sentence" : null }, title)));
  replace(byId("table"), el("div", { class: "bar" }, filter, el("span", { class: "quiet", id: "rows", role: "status" })),
    el("table", { role: "table", "aria-label": data.documents.length ? "Claims" : "Relations" }, el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, heads)),
      el("tbody", { role: "rowgroup" })),
    el("p", {}, el("button", { type: "button", id: "more-rows", hidden: true, onclick: moreRows })));
  rove(byId("table"), "tbody tr");
  filterTable();
}

function drawRow(entry) {
  const { claim, cells } = entry;
  const look = isExcluded(claim) ? "excluded" : claim.unsure ? "unsure" : null;
  const row = el("tr", { role: "row", tabindex: -1, "data-claim": claim.id, class: look },
    cells.map((text, at) => el("td", { role: "cell", "data-title": COLUMNS[at][0] }, name(text))));
  row.addEventListener("click", () => chooseRow(claim));
  row.addEventListener("keydown", (event) => { if (event.key === "Enter") chooseRow(claim); });
  entry.row = row;
  return row;
}

function chooseRow(claim) {
  selectClaim(claim.id);
  show("evidence");
  byId("evidence").focus();
}

function moreRows() {
  mostRows += MOST_TABLE_ROWS;
  fillTable();
}

function filterTable() {
  if (!tableRows.length) return;
  const wanted = fold(byId("words-in-table").value.trim());
  matching = tableRows.filter(({ claim, cells }) => isClaimShown(claim) && fold(cells.join("\n")).includes(wanted));
  byId("rows").textContent = `${matching.length} of ${count(data.claims.length, CLAIM)}`;
  fillTable();
}

function fillTable() {
  if (sortedBy !== null) matching.sort(rowOrder);
  const chosen = matching.slice(mostRows).filter(({ claim }) => state.selection?.claims.has(claim.id));
  const rows = [...matching.slice(0, mostRows), ...chosen].map((entry) => entry.row ?? drawRow(entry));
  byId("table").querySelector("tbody").replaceChildren(...rows);
  const rest = matching.length - rows.length;
  byId("more-rows").hidden = rest <= 0;
  byId("more-rows").textContent = `Show more of the ${rest} other ${CLAIM}s`;
  setStop(byId("table"), "tbody tr", rows[0]);
  markTable();
}

function rowOrder(one, other) {
  const sign = isDownward ? 1 : -1;
  return sign * one.cells[sortedBy].localeCompare(other.cells[sortedBy], "en", { numeric: true }) || one.at - other.at;
}

function sortTable(column) {
  isDownward = sortedBy === column ? !isDownward : true;
  sortedBy = column;
  fillTable();
  for (const head of byId("table").querySelectorAll("th")) {
    const isMine = Number(head.dataset.column) === column;
    head.setAttribute("aria-sort", isMine ? (isDownward ? "ascending" : "descending") : "none");
  }
}

function markTable() {
  for (const { claim, row } of tableRows) {
    if (!row) continue;
    const isChosen = state.selection?.claims.has(claim.id) ?? false;
    row.classList.toggle("chosen", isChosen);
    if (isChosen) row.setAttribute("aria-selected", "true");
    else row.removeAttribute("aria-selected");
  }
}

on("selection", markTable);
on("filter", filterTable);
on("view", () => {
  if (state.view !== "table") return;
  drawTable();
  byId("table").querySelector("tr.chosen")?.scrollIntoView({ block: "center" });
});
