// The dates of the page in their order: when documents were issued, and from when to when records hold.
const DATE = /^\d{4}(-\d\d(-\d\d)?)?$/;

function datedThings() {
  const dated = data.documents.filter((one) => DATE.test(one.issued))
    .map((one, place) => ({ date: one.issued, words: one.title, place }));
  for (const claim of data.claims) {
    const subject = things.get(claim.subject).label;
    const object = claim.object ? things.get(claim.object).label : "";
    const told = `${subject} ${isExcluded(claim) ? "not: " : ""}${claim.label} ${object}`;
    if (DATE.test(claim.valid_from || "")) dated.push({ date: claim.valid_from, words: `from then: ${told}`, claim });
    if (DATE.test(claim.valid_until || "")) dated.push({ date: claim.valid_until, words: `until then: ${told}`, claim });
    if (!claim.object && DATE.test(claim.value || "")) dated.push({ date: claim.value, words: `${subject}: ${claim.label}`, claim });
  }
  return dated.sort((one, other) => (one.date < other.date ? -1 : one.date > other.date ? 1 : 0));
}

function dateOrYear(date) {
  const parts = date.split("-");
  return parts.length === 2 ? `${MONTHS[parts[1] - 1] || parts[1]} ${parts[0]}` : dateInWords(date);
}

function dateRow({ date, words, claim, place }) {
  const choose = () => {
    if (claim) { selectClaim(claim.id); show("evidence"); } else { select(null); show("document"); }
  };
  return el("li", { "data-claim": claim?.id ?? null },
    el("button", { type: "button", tabindex: -1, class: claim ? "date" : "date own", onclick: choose, "data-place": place ?? null },
      el("b", {}, dateOrYear(date)), name(words.length > 90 ? `${words.slice(0, 88)}…` : words),
      claim ? chips(claim).filter((chip) => !chip.classList.contains("recorded")) : null));
}

const dates = datedThings();

function drawTimeline() {
  const rows = dates.filter(({ claim, place }) => (claim ? isClaimShown(claim) : !state.hiddenDocuments.has(place))).map(dateRow);
  byId("timeline").hidden = !rows.length || byId("dates").getAttribute("aria-pressed") !== "true";
  replace(byId("timeline"), rows);
  setStop(byId("timeline"), "button", byId("timeline").querySelector("button"));
  const own = byId("timeline").querySelector(".own");
  if (own) byId("timeline").scrollLeft = own.offsetLeft - byId("timeline").clientWidth / 2;
}

byId("dates").hidden = !dates.length;
byId("dates").addEventListener("click", () => {
  byId("dates").setAttribute("aria-pressed", String(byId("dates").getAttribute("aria-pressed") !== "true"));
  drawTimeline();
});
rove(byId("timeline"), "button", ["ArrowRight", "ArrowLeft"]);
on("filter", drawTimeline);
on("selection", () => {
  for (const row of byId("timeline").children) row.classList.toggle("chosen", state.selection?.claims.has(row.dataset.claim) ?? false);
});
drawTimeline();
