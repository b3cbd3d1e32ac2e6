// A citation that stands alone: the claim in words, its quote, the document, the hash of the text, the place on the web.
const WORDS_OF_AN_END = 5; // of a long quote, in the link that leads to it
const LONG_QUOTE = 160;

// Percent-encodes what has a meaning of its own in a text directive: - , & and all that an address encodes.
function encodeDirective(words) {
  return encodeURIComponent(wellFormed(words)).replace(/[-!'()*~_.]/g, (sign) =>
    "_.~".includes(sign) ? sign : `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
}

function oneLine(text) {
  return text.replace(/\s+/gu, " ").trim();
}

function directive(quote, before = "", after = "") {
  const words = oneLine(quote);
  const list = words.split(" ");
  const isLong = words.length > LONG_QUOTE && list.length > 2 * WORDS_OF_AN_END;
  const parts = isLong ? [list.slice(0, WORDS_OF_AN_END), list.slice(-WORDS_OF_AN_END)].map((part) => part.join(" ")) : [words];
  return [before && `${encodeDirective(before)}-`, ...parts.map(encodeDirective), after && `-${encodeDirective(after)}`]
    .filter(Boolean).join(",");
}

// The words around a quote that stands more than once in its text, so that the link finds the right place.
function around(document, [start, end]) {
  if (texts[document] === null) return ["", ""];
  const whole = oneLine(data.documents[document].text);
  const quote = oneLine(slice(document, start, end));
  if (whole.indexOf(quote) === whole.lastIndexOf(quote)) return ["", ""];
  const before = oneLine(slice(document, Math.max(0, start - 60), start)).split(" ").slice(-3).join(" ");
  const after = oneLine(slice(document, end, end + 60)).split(" ").slice(0, 3).join(" ");
  return [before, after];
}

function textFragment(claim) {
  const document = claim.document || 0;
  const directives = quoteOf(claim).map((quote, at) => `text=${directive(quote, ...around(document, claim.spans[at]))}`);
  return `#:~:${directives.join("&")}`;
}

function claimInWords(claim) {
  const object = claim.object ? things.get(claim.object).label : claim.verbatim ? `“${claim.value}”` : claim.value;
  const marks = [...warnings(claim), showsStatus(claim) ? statusInWords(claim.status) : null].filter(Boolean);
  return `${things.get(claim.subject).label} – ${isExcluded(claim) ? "not: " : ""}${claim.label} – ${object}${marks.length ? ` (${marks.join("; ")})` : ""}`;
}

function citation(claim) {
  const document = data.documents[claim.document || 0];
  const sentence = (claim.sentences || []).join(", ");
  return [
    claimInWords(claim),
    quoteOf(claim).map((quote) => `“${oneLine(quote)}”`).join(" … "),
    [document.title, document.publisher, document.issued && dateInWords(document.issued), sentence && `sentence ${sentence}`]
      .filter(Boolean).join(", "),
    `Told as ${claim.told_as || "fact"}${isExcluded(claim) ? ", excluded" : ""}, voice: ${claim.voice}`,
    `Claim: ${claim.id}`,
    `Text: sha256:${document.sha256}`,
    document.address ? `In place: ${document.address.split("#")[0]}${textFragment(claim)}`
      : `In place: ${textFragment(claim)} (behind the address where the text stands)`,
  ].join("\n");
}

// Puts words on the clipboard; where the browser does not allow it, shows them chosen, ready to be copied by hand.
async function copy(words, button) {
  const said = button.textContent;
  try {
    await navigator.clipboard.writeText(words);
    button.textContent = "copied";
    setTimeout(() => { button.textContent = said; }, 1500);
  } catch {
    const box = el("textarea", { class: "copy", readonly: true, rows: 8, "aria-label": "To be copied" });
    box.value = words;
    button.after(box);
    box.focus();
    box.select();
  }
}

function citeButton(claim) {
  const button = el("button", { type: "button", class: "cite" }, "Copy citation");
  button.addEventListener("click", () => copy(citation(claim), button));
  return el("p", { class: "actions" }, button);
}
