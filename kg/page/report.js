// The report that is printed: picture, who works with whom, the text with its evidence, every claim with its quote.
function claimLine(claim) {
  const quote = claim.ground === "read" ? quoteOf(claim).flatMap((words, at) => [at ? " … " : null, el("q", {}, wholeName(words))]) : null;
  const ground = claim.ground === "recorded" ? ["recorded in ", name(claim.source || ""), claim.read_on ? `, read on ${dateInWords(claim.read_on)}` : ""]
    : claim.ground === "inferred" ? ["inferred: ", name(claim.rule_text || claim.rule || "")] : null;
  const times = (claim.readers || []).length;
  return el("tr", { class: isExcluded(claim) ? "excluded" : claim.unsure ? "unsure" : null },
    el("td", {}, phrase(claim, false), " ", chips(claim)), el("td", {}, quote, ground),
    el("td", {}, (claim.sentences || []).join(", ")), el("td", {}, times === 1 ? "once" : times === 2 ? "twice" : times || ""));
}

function documentHead(one) {
  return el("p", {}, [one.publisher, one.issued && dateInWords(one.issued), one.kind?.replaceAll("-", " ")].filter(Boolean).join(", "),
    one.recorded_in ? [". Title and date recorded in ", name(one.recorded_in), one.read_on ? `, read on ${dateInWords(one.read_on)}` : ""] : null,
    ". Text: ", el("code", {}, `sha256:${one.sha256}`));
}

function drawReport() {
  drawDocument();
  const shown = data.claims.filter(isClaimShown);
  const drawing = toDrawing();
  drawing.removeAttribute("width");
  drawing.removeAttribute("height");
  const copied = [...byId("text").children].map((section) => section.cloneNode(true));
  for (const piece of copied.flatMap((section) => [...section.querySelectorAll("[tabindex]")])) piece.removeAttribute("tabindex");
  for (const piece of copied.flatMap((section) => [...section.querySelectorAll("[role=button]")])) piece.removeAttribute("role");
  const cooperations = shownCooperations();
  replace(byId("report"),
    el("h1", {}, name(data.title || "Communiqué")), data.documents.map(documentHead), el("p", {}, byId("facts").textContent),
    el("figure", {}, drawing),
    cooperations.length ? el("h2", {}, "Who works with whom, on what") : null, cooperations.map(cooperationCard),
    copied.length ? el("h2", {}, "The text, evidence underlined") : null, el("div", { class: "printed" }, copied),
    el("h2", {}, "Every claim that is shown"),
    el("table", {}, el("thead", {}, el("tr", {}, ["Claim", "Words or ground", "Sentence", "Read"].map((title) => el("th", { scope: "col" }, title)))),
      el("tbody", {}, shown.map(claimLine))));
  byId("report").hidden = false;
}

function clearReport() {
  replace(byId("report"));
  byId("report").hidden = true;
}

window.addEventListener("beforeprint", drawReport);
window.addEventListener("afterprint", clearReport);
window.matchMedia("print").addEventListener("change", (event) => (event.matches ? drawReport() : clearReport()));
