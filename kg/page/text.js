// The document: the whole text, evidence underlined; its words and the graph point at each other.
const LANES = 5; // lines under a text, one for each of the spans that lie over each other there
const EXCUSES = { open: "not read yet", "not-sayable": "not sayable in the ontology" };

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

// Gives every span a line of its own under the words, the shortest nearest to them.
function lanesOf(document) {
  const spans = new Map();
  for (const claim of data.claims) {
    if (claim.ground !== "read" || (claim.document || 0) !== document) continue;
    for (const [start, end] of claim.spans || []) {
      const key = `${start}-${end}`;
      if (!spans.has(key)) spans.set(key, { start, end, lane: 0, looks: new Set() });
      spans.get(key).looks.add(isExcluded(claim) ? "excluded" : claim.unsure ? "unsure" : "plain");
    }
  }
  const list = [...spans.values()].sort((one, other) => one.end - one.start - (other.end - other.start) || one.start - other.start);
  const placed = [];
  for (const span of list) {
    const taken = new Set(placed.filter((other) => other.start < span.end && span.start < other.end).map((other) => other.lane));
    while (taken.has(span.lane) && span.lane < LANES - 1) span.lane += 1;
    placed.push(span);
  }
  return list;
}

function lookOfSpan(span) {
  return span.looks.has("plain") ? "plain" : span.looks.has("excluded") ? "excluded" : "unsure";
}

function drawSentence(document, [number, start, end], spans) {
  const own = spans.filter((span) => span.start < end && start < span.end);
  const stretches = data.documents[document].stretches.filter(([from, to]) => from < end && start < to);
  const pieces = segments(start, end, [...own.map((span) => [span.start, span.end]), ...stretches]).map(([from, to]) => {
    const over = own.filter((span) => span.start <= from && to <= span.end);
    const words = slice(document, from, to);
    if (over.length) {
      const ends = over.filter((span) => span.end === to).map((span) => `ends-${span.lane}`);
      const looks = over.map((span) => `lane-${span.lane} ${lookOfSpan(span)}-${span.lane}`);
      const isBlank = !words.trim(); // between two quotes: part of a longer one, but nothing to choose by itself
      return el("span", {
        class: ["piece", ...looks, ...ends].join(" "), role: isBlank ? null : "button", tabindex: isBlank ? null : -1,
        "data-document": document, "data-start": from, "data-end": to,
      }, words);
    }
    const stretch = stretches.find(([first, last]) => first <= from && to <= last);
    return stretch ? drawStretch(stretch, words, to) : words;
  });
  return el("span", { class: "told", "data-sentence": number, "data-document": document },
    el("span", { class: "number" }, el("span", { class: "unseen" }, "sentence "), String(number)), pieces, " ");
}

// Words that no claim quotes, with the reason why.
function drawStretch([, end, excuse], words, to) {
  const said = EXCUSES[excuse] ?? excuse.replaceAll("-", " ");
  return [el("span", { class: excuse === "open" ? "uncovered open" : "uncovered" }, words),
    to === end ? el("span", { class: "excuse" }, ` no claim: ${said}`) : null];
}

function drawText(one, document) {
  const heading = data.documents.length > 1 ? el("h2", {}, name(one.title)) : null;
  const section = (...inside) => el("section", { "data-document": document }, heading, ...inside);
  if (texts[document] === null) return section(drawQuotes(document));
  const spans = lanesOf(document);
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
  return section(paragraphs, rest ? el("p", {}, rest) : null);
}

function drawQuotes(document) {
  const own = data.claims.filter((claim) => claim.ground === "read" && (claim.document || 0) === document);
  const numbers = [...new Set(own.flatMap((claim) => claim.sentences || []))].sort((one, other) => one - other);
  const uncovered = data.documents[document].stretches.length;
  return [
    el("p", { class: "quiet" }, "The rights of this text allow its quotes only",
      uncovered ? `; ${count(uncovered, "stretch", "stretches")} of it no claim quotes.` : "."),
    numbers.map((number) => {
      const told = own.filter((claim) => claim.sentences?.includes(number));
      const quotes = new Map(told.flatMap((claim) => (claim.quotes || []).map((quote, at) => [quote, claim.spans[at]])));
      return el("p", { class: "told", "data-sentence": number, "data-document": document },
        el("span", { class: "number" }, el("span", { class: "unseen" }, "sentence "), String(number)),
        [...quotes].sort(([, one], [, other]) => one[0] - other[0] || other[1] - one[1]).flatMap(([quote, [start, end]], at) => [at ? " … " : null,
          el("span", { class: "piece lane-0 plain-0", role: "button", tabindex: -1, "data-document": document, "data-start": start, "data-end": end },
            el("q", {}, wholeName(quote)))]));
    }),
  ];
}

function markText() {
  drawWords();
  if (!isTextDrawn) return;
  const chosen = state.selection;
  const spans = chosen ? [...chosen.claims].map((id) => claims.get(id)) : [];
  for (const piece of byId("text").querySelectorAll(".piece")) {
    const { document, start, end } = piece.dataset;
    const isChosen = spans.some((claim) => isOn(claim, Number(document), Number(start), Number(end)));
    piece.classList.toggle("chosen", isChosen);
  }
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
    : chosen.kind === "thing" ? name(things.get(chosen.thing).label)
      : el("span", {}, chosen.kind === "path" ? "Chosen path" : "Chosen claim");
  replace(box, el("h2", {}, title, el("span", { class: "quiet" }, ` ${count(list.length, "claim")}`),
    el("button", { type: "button", class: "link quiet close", onclick: () => select(null) }, "close")),
  list.slice(0, MOST_ROWS).map(claimRow));
  box.scrollTop = 0;
}

function showSentence(document, number) {
  show("document");
  const told = byId("text").querySelector(`[data-document="${Number(document)}"][data-sentence="${Number(number)}"]`);
  told?.scrollIntoView({ block: "center" });
}

function choosePiece(target) {
  const piece = target.closest(".piece");
  if (!piece) return;
  setStop(byId("text"), ".piece[role]", piece);
  selectWords(Number(piece.dataset.document), Number(piece.dataset.start), Number(piece.dataset.end));
  piece.scrollIntoView({ block: "nearest" });
}

// Under the pointer, all pieces of the spans there light up, so that spans over one another can be told apart.
function light(target) {
  const piece = target?.closest?.(".piece");
  const { document, start, end } = piece?.dataset ?? {};
  const spans = piece ? data.claims.filter((claim) => isOn(claim, Number(document), Number(start), Number(end)))
    .flatMap((claim) => claim.spans).filter(([from, to]) => from < Number(end) && Number(start) < to) : [];
  for (const other of byId("text").querySelectorAll(".piece")) {
    const isOver = other.dataset.document === document &&
      spans.some(([from, to]) => from <= Number(other.dataset.start) && Number(other.dataset.end) <= to);
    other.classList.toggle("lit", isOver);
  }
}

let isTextDrawn = false;

function drawDocument() {
  if (isTextDrawn) return;
  isTextDrawn = true;
  replace(byId("text"), data.documents.map(drawText));
  setStop(byId("text"), ".piece[role]", byId("text").querySelector(".piece[role]"));
  markText();
  hideDocuments();
}

function hideDocuments() {
  for (const section of byId("text").children) section.hidden = state.hiddenDocuments.has(Number(section.dataset.document));
}

rove(byId("text"), ".piece[role]", ["ArrowRight", "ArrowLeft"]);
byId("text").addEventListener("click", (event) => choosePiece(event.target));
byId("text").addEventListener("mouseover", (event) => light(event.target));
byId("text").addEventListener("mouseleave", () => light(null));
byId("text").addEventListener("keydown", (event) => {
  if (!event.target.closest(".piece") || (event.key !== "Enter" && event.key !== " ")) return;
  event.preventDefault();
  choosePiece(event.target);
});
byId("tab-document").hidden = !data.documents.length;
on("selection", markText);
on("filter", hideDocuments);
on("view", () => {
  if (state.view !== "document") return;
  drawDocument();
  if (state.selection?.kind !== "words") byId("text").querySelector(".chosen")?.scrollIntoView({ block: "center" });
});
