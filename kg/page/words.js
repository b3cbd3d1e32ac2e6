// Claims in words: the sentence of a claim, its marks, its quotes inside the text.
const MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
  "November", "December"];

function dateInWords(iso) {
  const parts = /^(\d{4})-(\d\d)-(\d\d)/.exec(iso);
  return parts && MONTHS[parts[2] - 1] ? `${Number(parts[3])} ${MONTHS[parts[2] - 1]} ${parts[1]}` : iso;
}

// A graph of somebody else's has relations that nobody claims.
const CLAIM = data.documents.length ? "claim" : "relation";

function count(number, one, many = `${one}s`) {
  return `${number} ${number === 1 ? one : many}`;
}

function statusInWords(status) {
  return lines.has(status) ? lines.get(status).label : status;
}

// What a reader must know before believing a claim; shown wherever the claim is.
function warnings(claim) {
  const marks = [];
  if (claim.polarity === "excluded") marks.push("excluded");
  if (claim.told_as && claim.told_as !== "fact") marks.push(claim.told_as);
  if (claim.is_quoted) marks.push(`said by ${claim.voice}`);
  if (claim.unsure && !marks.length) marks.push("background");
  if (claim.ground === "recorded" || claim.ground === "inferred") marks.push(claim.ground);
  return marks;
}

// A claim carries the status of its subject where the subject is something under way, not where it says it itself.
function showsStatus(claim) {
  return claim.status && claim.predicate !== "hasStatus" && groups.get(things.get(claim.subject).group).has_status;
}

function chipOf(mark) {
  const look = mark === "excluded" ? "excluded" : mark === "recorded" || mark === "inferred" ? mark : "unsure";
  return el("span", { class: `chip ${look}` }, name(mark));
}

// Who tells it and how, as the beginning of the sentence that the claim is.
function lead(claim) {
  if (claim.ground === "recorded") return ["Recorded in ", name(claim.source || "a register")];
  if (claim.ground === "inferred") return ["Inferred by the rule ", name(claim.rule || "")];
  if (claim.ground !== "read") return null;
  const manner = { possible: " says that it is possible", opinion: " says, as an opinion" }[claim.told_as] ?? " says, as a fact";
  return [name(claim.is_quoted ? claim.voice : "The document"), manner, isExcluded(claim) ? ", that this is not so" : null];
}

function chips(claim) {
  const marks = warnings(claim).map(chipOf);
  if (showsStatus(claim)) marks.push(el("span", { class: `chip status-${claim.status}` }, statusInWords(claim.status)));
  return marks;
}

function openThing(iri) {
  selectThing(iri);
  show("evidence");
}

// A link that can also be opened beside this page or sent: its address is that of the view.
function thingLink(iri) {
  const link = el("a", { class: "link", href: `#thing=${encodeURIComponent(wellFormed(shorten(iri)))}` }, name(things.get(iri).label));
  link.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    openThing(iri);
  });
  return link;
}

function phrase(claim, asLinks = true) {
  const end = (iri) => (asLinks ? thingLink(iri) : name(things.get(iri).label));
  return [end(claim.subject), " ", el("strong", {}, claim.polarity === "excluded" ? `not: ${claim.label}` : claim.label),
    " ", claim.object ? end(claim.object) : claim.verbatim ? el("q", {}, name(claim.value)) : el("b", {}, name(claim.value))];
}

function slice(document, start, end) {
  return texts[document].slice(start, end).join("");
}

function findSentence(document, number) {
  return data.documents[document].sentences.find((sentence) => sentence[0] === number);
}

// Which document is meant, where the page has several.
function ofDocument(place) {
  return data.documents.length > 1 ? ` of ${data.documents[place].id}` : "";
}

// One sentence with the given spans marked; only the quotes where the text may not be published.
function sentenceBlock(document, number, spans, quotes) {
  const link = el("button", { type: "button", class: "link quiet", onclick: () => showSentence(document, number) },
    `sentence ${number}${ofDocument(document)}`);
  const block = el("blockquote", { class: "words" });
  const sentence = findSentence(document, number);
  if (texts[document] === null || !sentence) {
    block.append(...quotes.flatMap((quote) => [el("mark", {}, wholeName(quote)), " … "]).slice(0, -1));
  } else {
    block.append(...markedText(document, sentence[1], sentence[2], spans));
  }
  return el("div", { class: "sentence" }, block, link);
}

function markedText(document, start, end, spans) {
  const cuts = new Set([start, end]);
  for (const [from, to] of spans) {
    if (from > start && from < end) cuts.add(from);
    if (to > start && to < end) cuts.add(to);
  }
  const places = [...cuts].sort((one, other) => one - other);
  const pieces = [];
  let isOpen = false;
  for (let at = 0; at + 1 < places.length; at += 1) {
    const words = slice(document, places[at], places[at + 1]);
    const isMarked = spans.some(([from, to]) => from <= places[at] && places[at] < to);
    if (isMarked && isOpen) pieces.at(-1).append(words);
    else pieces.push(isMarked ? el("mark", {}, words) : words);
    isOpen = isMarked;
  }
  return pieces;
}

function quoteOf(claim) {
  if (claim.quotes) return claim.quotes;
  return (claim.spans || []).map(([start, end]) => slice(claim.document || 0, start, end));
}

function evidenceOf(claim) {
  return (claim.sentences || []).map((number) =>
    sentenceBlock(claim.document || 0, number, claim.spans || [], claim.quotes || []));
}

function sourceLink(iri) {
  if (!/^https?:\/\/[^\s/]/.test(iri)) return name(iri);
  return el("a", { href: iri, rel: "noreferrer noopener", target: "_blank" }, name(iri.replace(/^https?:\/\//, "")));
}
