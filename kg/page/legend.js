// The legend, which is the filter, and the list of things, which is the search.
function countBy(list, key) {
  const counts = new Map();
  for (const one of list) counts.set(one[key], (counts.get(one[key]) || 0) + 1);
  return counts;
}

function legendRow(entry, icon, number, hidden) {
  const box = el("input", { type: "checkbox", checked: !hidden.has(entry.key), "data-key": entry.key });
  box.addEventListener("change", () => {
    if (box.checked) hidden.delete(entry.key);
    else hidden.add(entry.key);
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
  replace(byId("lines"), el("legend", {}, "How it is told"), rows(data.lines, ofLine, lineIcon, state.hiddenLines));
}

function drawThings() {
  const found = findThings(byId("search").value);
  const rows = found.map((thing, at) => {
    const attributes = {
      class: "thing", tabindex: at ? -1 : 0, "data-iri": thing.iri,
      "aria-current": state.selection?.thing === thing.iri ? "true" : null,
    };
    const button = thingLink(thing.iri, attributes);
    button.prepend(shapeIcon(groups.get(thing.group)));
    if (thing.acronym) button.append(el("span", { class: "quiet" }, name(thing.acronym)));
    if (thing.unsure) button.append(el("span", { class: "chip unsure" }, "only quoted or possible"));
    return el("li", {}, button);
  });
  replace(byId("things"), rows.length ? rows : el("li", { class: "quiet" }, "Nothing has this name."));
}

function drawShown() {
  const shownThings = data.things.filter((thing) => isThingShown(thing.iri)).length;
  const shownClaims = data.claims.filter(isClaimShown).length;
  byId("shown").textContent =
    `${shownThings} of ${count(data.things.length, "thing")}, ${shownClaims} of ${count(data.claims.length, "claim")} shown`;
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
on("theme", drawLegend);
drawLegend();
drawThings();
drawShown();
