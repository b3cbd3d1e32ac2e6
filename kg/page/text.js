// The document: the whole text, evidence underlined; its words and the graph point at each other.
function isParagraphEnd(words) {
  return words.includes("\n");
}

// Cuts [start, end) wherever a span begins or ends.
function segments(start, end, spans) {
  const cuts = new Set([start, end]);
  for (const [from, to] of spans) {
    if (from > start && from < end) cuts.add(from);
    if (to > start && to < end) cuts.add(to);
  }
  const places = [...cuts].sort((one, other) => one - other);
  return places.slice(1).map((to, at) => [places[at], to]);
}

function drawSentence(document, [number, start, end], spans) {
  const own = spans.filter(([from, to]) => from < end && start < to);
  const pieces = segments(start, end, own).map(([from, to]) => {
    const depth = own.filter((span) => span[0] <= from && to <= span[1]).length;
    if (!depth) return slice(document, from, to);
    const piece = el("span", {
      class: `piece depth-${Math.min(depth, 3)}`, role: "button", tabindex: -1,
      "data-document": document, "data-start": from, "data-end": to,
    }, slice(document, from, to));
    return piece;
  });
  return el("span", { class: "told", "data-sentence": number, "data-document": document },
    el("sup", { "aria-label": `sentence ${number}` }, String(number)), pieces, " ");
}

function drawText(one, document) {
  const heading = data.documents.length > 1 ? el("h2", {}, name(one.title)) : null;
  if (texts[document] === null) return [heading, drawQuotes(document)];
  const spans = data.claims.filter((claim) => claim.ground === "read" && (claim.document || 0) === document)
    .flatMap((claim) => claim.spans || []);
  const paragraphs = [el("p", { dir: "auto" })];
  let at = 0;
  for (const sentence of one.sentences) {
    const between = slice(document, at, sentence[1]);
    if (isParagraphEnd(between) && paragraphs.at(-1).hasChildNodes()) paragraphs.push(el("p", { dir: "auto" }));
    if (between.trim()) paragraphs.at(-1).append(between);
    paragraphs.at(-1).append(drawSentence(document, sentence, spans));
    at = sentence[2];
  }
  const rest = slice(document, at, texts[document].length).trim();
  return [heading, paragraphs, rest ? el("p", {}, rest) : null];
}

function drawQuotes(document) {
  const own = data.claims.filter((claim) => claim.ground === "read" && (claim.document || 0) === document);
  const numbers = [...new Set(own.flatMap((claim) => claim.sentences || []))].sort((one, other) => one - other);
  return [
    el("p", { class: "quiet" }, "The rights of this text allow its quotes only."),
    numbers.map((number) => {
      const quotes = new Set(own.filter((claim) => claim.sentences?.includes(number)).flatMap((claim) => claim.quotes || []));
      return el("p", { class: "told", "data-sentence": number, "data-document": document }, el("sup", {}, String(number)),
        [...quotes].flatMap((quote, at) => [at ? " … " : null, el("q", {}, wholeName(quote))]));
    }),
  ];
}

function markText() {
  const chosen = state.selection;
  const spans = chosen ? [...chosen.claims].map((id) => claims.get(id)) : [];
  for (const piece of byId("text").querySelectorAll(".piece")) {
    const { document, start, end } = piece.dataset;
    const isChosen = spans.some((claim) => isOn(claim, Number(document), Number(start), Number(end)));
    piece.classList.toggle("chosen", isChosen);
  }
  drawWords();
}

// The claims on the chosen words, under the text, so that the text stays in sight.
function drawWords() {
  const chosen = state.selection;
  const box = byId("words");
  box.hidden = !chosen || !chosen.claims.size;
  if (box.hidden) return;
  const list = [...chosen.claims].map((id) => claims.get(id)).filter((claim) => claim.ground === "read");
  const title = chosen.kind === "words" && texts[chosen.document] !== null
    ? el("q", {}, slice(chosen.document, chosen.start, chosen.end))
    : chosen.kind === "thing" ? name(things.get(chosen.thing).label) : el("span", {}, "Chosen claim");
  replace(box, el("h3", {}, title, el("span", { class: "quiet" }, ` ${count(list.length, "claim")}`),
    el("button", { type: "button", class: "link quiet close", onclick: () => select(null) }, "close")), list.map(claimRow));
  box.scrollTop = 0;
}

function showSentence(document, number) {
  show("document");
  const told = byId("text").querySelector(`[data-document="${document}"][data-sentence="${Number(number)}"]`);
  told?.scrollIntoView({ block: "center" });
}

function choosePiece(target) {
  const piece = target.closest(".piece");
  if (!piece) return;
  setStop(byId("text"), ".piece", piece);
  selectWords(Number(piece.dataset.document), Number(piece.dataset.start), Number(piece.dataset.end));
  piece.scrollIntoView({ block: "nearest" });
}

replace(byId("text"), data.documents.flatMap(drawText).flat());
setStop(byId("text"), ".piece", byId("text").querySelector(".piece"));
rove(byId("text"), ".piece", ["ArrowRight", "ArrowLeft"]);
byId("text").addEventListener("click", (event) => choosePiece(event.target));
byId("text").addEventListener("keydown", (event) => {
  if (event.key !== "Enter" && event.key !== " ") return;
  event.preventDefault();
  choosePiece(event.target);
});
on("selection", markText);
on("view", () => {
  if (state.view === "document" && state.selection?.kind !== "words") {
    byId("text").querySelector(".chosen")?.scrollIntoView({ block: "center" });
  }
});
