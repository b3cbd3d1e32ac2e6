// The legend, which is the filter, and the list of things, which is the search.
function countBy(list, key) {
  const counts = new Map();
  for (const one of list) counts.set(one[key], (counts.get(one[key]) || 0) + 1);
  return counts;
}

const MOST_ROWS = 200; // things listed at once

function legendRow(entry, icon, number, hidden, key = entry.key) {
  const box = el("input", { type: "checkbox", checked: !hidden.has(key), "data-key": key });
  box.addEventListener("change", () => {
    if (box.checked) hidden.delete(key);
    else hidden.add(key);
    tell("filter");
  });
  return el("label", { class: "row" }, box, icon, el("span", { class: "grow" }, entry.label),
    el("span", { class: "quiet" }, String(number)));
}

function drawLegend() {
  const ofGroup = countBy(data.things, "group");
  const ofLine = countBy(data.claims, "line");
  const rows = (entries, counts, icon, hidden) => entries.filter((entry) => counts.has(entry.key))
    .map((entry) => legendRow(entry, icon(entry), counts.get(entry.key), hidden));
  replace(byId("groups"), el("legend", {}, "Things"), rows(data.groups, ofGroup, shapeIcon, state.hiddenGroups));
  replace(byId("lines"), el("legend", {}, data.documents.length ? "How it is told" : "Lines"), rows(data.lines, ofLine, lineIcon, state.hiddenLines));
  drawDocuments();
}

// With several statements on one page, which of them speak.
function drawDocuments() {
  byId("documents").hidden = data.documents.length < 2;
  const numbers = countBy(data.claims.filter((claim) => claim.ground === "read"), "document");
  replace(byId("documents"), el("legend", {}, "Statements"), data.documents.map((one, place) =>
    legendRow({ label: [name(one.title), one.issued ? el("span", { class: "quiet" }, ` ${dateInWords(one.issued)}`) : null] }, null,
      numbers.get(place || undefined) || numbers.get(place) || 0, state.hiddenDocuments, place)));
}

function drawThings() {
  const found = findThings(byId("search").value);
  const rows = found.slice(0, MOST_ROWS).map((thing, at) => {
    const attributes = {
      class: "thing", tabindex: at ? -1 : 0, "data-iri": thing.iri,
      "aria-current": state.selection?.thing === thing.iri ? "true" : null,
    };
    const button = el("button", { type: "button", onclick: () => openThing(thing.iri), ...attributes }, name(thing.label));
    button.prepend(shapeIcon(groups.get(thing.group)));
    if (thing.acronym) button.append(el("span", { class: "quiet" }, name(thing.acronym)));
    if (thing.unsure) button.append(el("span", { class: "chip unsure" }, "only quoted or possible"));
    return el("li", {}, button);
  });
  const rest = found.length - rows.length;
  replace(byId("things"), rows.length ? rows : el("li", { class: "quiet" }, "Nothing has this name."),
    rest > 0 ? el("li", { class: "quiet" }, `… ${rest} more: type to find them`) : null);
}

function drawShown() {
  const shownThings = data.things.filter((thing) => isThingShown(thing.iri)).length;
  const shownClaims = data.claims.filter(isClaimShown).length;
  byId("shown").textContent =
    `${shownThings} of ${count(data.things.length, "thing")}, ${shownClaims} of ${count(data.claims.length, CLAIM)} shown`;
}

byId("search").addEventListener("input", drawThings);
byId("search").addEventListener("keydown", (event) => {
  const first = byId("things").querySelector("button");
  if (event.key === "Enter" && first) first.click();
  if (event.key === "ArrowDown" && first) { event.preventDefault(); first.focus(); }
});
rove(byId("things"), "button");
on("selection", () => {
  for (const button of byId("things").querySelectorAll("button")) {
    if (button.dataset.iri === state.selection?.thing) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
});
on("filter", drawShown);
on("filter", () => { if (data.documents.length > 1) drawThings(); });
on("theme", drawLegend);
drawLegend();
drawThings();
drawShown();
