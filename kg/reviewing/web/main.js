// The review: what is shown, what a key or a button decides, what the server makes of it.
import { drawList, drawLive, filtered } from "./cards.js";
import { button, byId, el, fill, findings, get, send, words } from "./dom.js";
import { Form } from "./form.js";
import { openLink } from "./link.js";
import { Reading } from "./text.js";

const frame = await get("frame.json");
let state = await get("state.json");
const isSecond = Boolean(frame.is_second);
const filters = { state: "pending", predicate: "", sentence: "", sureness: 0, kept: "" };
let current = "";
let shown = [];
let outcome = null;

const reading = new Reading(frame, (number) => pick(String(number)), (quote, sentence) => chose(quote, sentence));
const form = new Form(frame, { onsaved: saved, onclosed: () => focusCard() });

function say(message) {
  byId("said").textContent = "";
  requestAnimationFrame(() => { byId("said").textContent = message; });
}

function warn(error) {
  const banner = byId("banner");
  banner.hidden = !error;
  if (!error) return;
  fill(banner, el("b", {}, words(error.what)), error.where ? [" ", words(error.where)] : null, error.do ? [" — ", words(error.do)] : null,
    error.nearest ? [" Nearest: ", words(error.nearest)] : null,
    error.status === 409 ? button("Read it anew", () => decide("reload")) : null, button("Close", () => warn(null)));
}

function find(key) {
  return shown.find((one) => one.key === key);
}

function draw() {
  shown = filtered(state, filters);
  if (!find(current)) current = shown[0]?.key ?? "";
  reading.draw(state.claims, state.excused, isSecond ? [] : state.offers.filter((offer) => offer.state === "pending"));
  drawList(shown, state, current, act, isSecond);
  const { decided, all } = state.progress;
  byId("progress").max = Math.max(1, all);
  byId("progress").value = decided;
  byId("decided").textContent = `${decided} of ${all} ${isSecond ? "read" : "decided"}`;
  for (const which of ["undo", "redo"]) {
    byId(which).disabled = !state[which];
    byId(which).title = state[which];
  }
  const errors = state.findings.filter((finding) => finding.severity === "error");
  fill(byId("facts"), words(frame.file), ` · ${state.claims.length} claims · ${isSecond ? "second reader" : "reader"} `, words(state.reader.label),
    errors.length ? el("details", { class: "errors" }, el("summary", {}, `${errors.length} ${errors.length === 1 ? "error" : "errors"} in the file as it is`), findings(errors)) : " · no errors");
  point();
}

// Show the current one in the text, and what the gates say about it.
function point() {
  const one = find(current);
  reading.show(one?.spans ?? null);
  outcome = null;
  if (one && !one.isClaim && !isSecond && !["accepted", "edited"].includes(one.state)) preview(one);
}

async function preview(one) {
  const answer = await send("preview", { numbers: [one.number] });
  if (current !== one.key || !answer.outcome) return;
  outcome = answer.outcome;
  drawLive(one.key, outcome, act, one);
}

function focusCard(scrolls = true) {
  const card = byId("list").querySelector(`[data-key="${CSS.escape(current)}"]`);
  card?.focus({ preventScroll: true });
  if (scrolls) card?.scrollIntoView({ block: "nearest" });
}

function pick(key) {
  if (!state.offers.some((offer) => String(offer.number) === key)) return;
  filters.kept = key;
  current = key;
  draw();
  focusCard();
}

function move(by) {
  const at = shown.findIndex((one) => one.key === current);
  const next = shown[Math.max(0, Math.min(shown.length - 1, at + by))];
  if (next) { setCurrent(next.key); focusCard(); }
}

function setCurrent(key) {
  if (key === current) return;
  current = key;
  if (!byId("list").querySelector(`[data-key="${CSS.escape(key)}"]`)) { draw(); focusCard(); return; }
  for (const card of byId("list").querySelectorAll(".card")) {
    const isCurrent = card.dataset.key === key;
    card.tabIndex = isCurrent ? 0 : -1;
    card.toggleAttribute("aria-current", isCurrent);
    if (isCurrent) card.setAttribute("aria-current", "true");
  }
  point();
}

// Those behind the current one, then those before it: the first that is still there becomes the current one.
function followers() {
  const at = shown.findIndex((one) => one.key === current);
  return [...shown.slice(at + 1), ...shown.slice(0, Math.max(0, at)).reverse()].map((one) => one.key);
}

function follow(keys) {
  const left = new Set(filtered(state, filters).map((one) => one.key));
  current = keys.find((key) => left.has(key)) ?? current;
}

// One decision after the other, however fast the keys come.
let before = Promise.resolve();
function decide(what, given = {}, told = "") {
  before = before.then(() => decideNow(what, given, told));
  return before;
}

async function decideNow(what, given, told) {
  const behind = followers();
  const answer = await send(what, given);
  if (answer.error) { warn({ ...answer.error, status: answer.status }); say(answer.error.what); return answer; }
  warn(null);
  if (answer.state) {
    state = answer.state;
    filters.kept = "";
    if (["accept", "reject", "sure", "verdict", "take-out"].includes(what)) follow(behind);
    draw();
    focusCard();
  }
  const done = { undo: "undone", redo: "decided again" }[what];
  if (!answer.outcome || answer.outcome.is_written) say(done ? `${done}: ${answer.what}` : told);
  return answer;
}

async function accept(one) {
  const helps = outcome && !outcome.passes && outcome.is_settled ? outcome.helps.map((help) => help.number) : [];
  const answer = await decide("accept", { numbers: [one.number, ...helps] }, `accepted: ${one.say.join(" ")}`);
  if (answer.outcome && !answer.outcome.is_written) {
    outcome = answer.outcome;
    drawLive(one.key, outcome, act, one);
    say(`not accepted: ${outcome.findings.map((finding) => `${finding.title}: ${finding.found}`).join("; ")}`);
  }
}

function act(what, one, helps = []) {
  if (what === "focus") setCurrent(one.key);
  if (one.isClaim) {
    if (what === "reject") takeOut(one);
    if (what === "edit") { setCurrent(one.key); form.open({ ...one.written, sentence: one.written.sentence || String(one.at) }, { claim: one.name, title: "Edit the claim", things: state.things }); chooseMore(); }
    return;
  }
  if (isSecond) { judge(what, one); return; }
  if (what === "accept") { if (one.key !== current) { setCurrent(one.key); outcome = null; } accept(one); }
  if (what === "accept-all") decide("accept", { numbers: [one.number, ...helps.map((help) => help.number)] }, `accepted: ${one.say.join(" ")}`);
  if (what === "reject") { setCurrent(one.key); decide("reject", { numbers: [one.number] }, `rejected: ${one.say.join(" ")}`); }
  if (what === "edit") { setCurrent(one.key); form.open({ ...one, sentence: one.sentence || String(one.at) }, { number: one.number, title: "Edit the proposal", things: state.things }); chooseMore(); }
  if (what === "need") say_of(helps[0], one);
  if (what === "link") openLink(one, state, (answer) => { state = answer.state; draw(); focusCard(); say("linked"); });
  if (what === "sure") askSure(one);
}

async function takeOut(one) {
  setCurrent(one.key);
  const answer = await decide("take-out", { claim: one.name }, `taken out: ${one.say.join(" ")}`);
  if (answer.outcome && !answer.outcome.is_written) {
    drawLive(one.key, { ...answer.outcome, passes: false, is_settled: true, helps: [] }, act, one);
    say(`not taken out: ${answer.outcome.findings.map((finding) => `${finding.title}: ${finding.found}`).join("; ")}`);
  }
}

// A claim that a thing lacks, such as its status: begun with the words of the proposal that needs it.
function say_of(need, one) {
  const ends = need.is_inverse ? { subject: "", object: need.name } : { subject: need.name, object: "" };
  form.open({ ...ends, predicate: need.predicate, quotes: one.quotes, sentence: String(one.at || "") }, { title: "Add a claim", things: state.things });
  chooseMore();
}

// A second reader agrees, or says what differs.
function judge(what, one) {
  if (what === "accept") decide("verdict", { claim: one.name, verdict: "agrees" }, `agrees: ${one.say.join(" ")}`);
  if (what !== "reject") return;
  const dialog = byId("sure");
  const note = el("textarea", { rows: 3, id: "differs-note", value: one.note ?? "" });
  fill(dialog, el("h2", { id: "sure-title" }, "What differs?"), el("p", {}, words(one.say.join(" "))),
    el("label", { class: "field" }, el("span", {}, "what the words say instead"), note),
    el("div", { class: "actions" }, button("Save", () => { dialog.close(); decide("verdict", { claim: one.name, verdict: "differs", note: note.value }, `differs: ${one.say.join(" ")}`); }, { class: "primary" }), button("Cancel", () => dialog.close())));
  dialog.showModal();
  note.focus();
}

function askSure(one) {
  const dialog = byId("sure");
  const least = el("input", { type: "number", min: "0", max: "1", step: "0.05", value: "0.9", id: "sure-least" });
  const count = el("p", { role: "status" });
  const show = () => {
    const meant = state.offers.filter((offer) => offer.at === one.at && offer.state === "pending" && offer.sureness !== null && offer.sureness >= Number(least.value));
    fill(count, `${meant.length} proposals of sentence ${one.at}. Those that the gates refuse are left:`, el("ul", {}, meant.map((offer) => el("li", {}, words(offer.say.join(" "))))));
  };
  least.addEventListener("input", show);
  fill(dialog, el("h2", { id: "sure-title" }, "Accept what is sure?"), el("label", { class: "field" }, el("span", {}, "confidence at least"), least), count,
    el("div", { class: "actions" }, button("Accept them", () => { dialog.close(); decide("sure", { sentence: one.at, least: Number(least.value) }, "accepted what is sure"); }, { class: "primary" }), button("Cancel", () => dialog.close())));
  show();
  dialog.showModal();
  least.focus();
}

let chosenSentence = 0;
function chose(quote, sentence) {
  chosenSentence = sentence;
  byId("chosen").hidden = !quote;
  byId("chosen-words").textContent = quote;
  chooseMore();
}

function chooseMore() {
  byId("more-words").hidden = !form.isOpen;
  byId("add").hidden = form.isOpen || isSecond;
  byId("excuse").hidden = form.isOpen || isSecond;
}

function add() {
  const quote = reading.quote();
  if (isSecond) return;
  if (!quote) { say("choose words in the text first: w goes there"); warn({ what: "Choose words in the text first", do: "with the mouse, or with w, the arrow keys and Shift" }); return; }
  warn(null);
  form.open({ subject: "", predicate: "", object: "", quotes: [quote], sentence: String(chosenSentence || "") }, { title: "Add a claim", things: state.things });
  chooseMore();
}

function saved(answer, number, claim) {
  const [behind, place] = [followers(), find(current)?.at];
  state = answer.state;
  if (number !== null) follow(followers());
  if (claim) current = state.claims.find((one) => one.at === place && !shown.some((old) => old.key === one.name))?.name ?? behind[0] ?? "";
  reading.clear();
  draw();
  focusCard();
  say(number === null && !claim ? "added" : "saved");
}

async function done() {
  const answer = await send("done");
  if (answer.error) { warn(answer.error); return; }
  byId("end").showModal();
}

const KEYS = {
  j: () => move(1), k: () => move(-1), ArrowDown: () => move(1), ArrowUp: () => move(-1), n: add, u: () => decide("undo"), U: () => decide("redo"),
  w: () => reading.enter(find(current)?.at ?? 1), "?": () => byId("help").showModal(),
  a: () => on("accept"), e: () => on("edit"), r: () => on("reject"), l: () => on("link"), s: () => on("sure"),
};

function on(what) {
  const one = find(current);
  const isOpen = one && (!["accepted", "edited"].includes(one.state) || (one.isClaim && ["edit", "reject"].includes(what)));
  if (one && (isOpen || what === "link" || isSecond)) act(what, one);
}

document.addEventListener("keydown", (event) => {
  const target = event.target;
  const isTyping = target.closest("input, textarea, select, dialog, summary") || form.isOpen;
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping || document.querySelector("dialog[open]")) return;
  if (event.key.startsWith("Arrow") && (target.closest("#text") || !target.closest(".card"))) return;
  if (event.key === "Escape" && target.closest("#text")) { focusCard(); return; }
  if (!byId("single-keys").checked && event.key.length === 1 && event.key !== "?") return;
  const meant = KEYS[event.key];
  if (!meant) return;
  event.preventDefault();
  meant();
});

byId("undo").addEventListener("click", () => decide("undo"));
byId("redo").addEventListener("click", () => decide("redo"));
byId("keys").addEventListener("click", () => byId("help").showModal());
byId("done").addEventListener("click", done);
byId("add").addEventListener("click", add);
byId("excuse").append(...frame.excuses.map((one) => el("option", { value: one }, one)));
byId("excuse").addEventListener("change", async (event) => {
  const excuse = event.target.value;
  event.target.value = "";
  const quote = reading.quote();
  if (!excuse || !quote) return;
  const answer = await decide("excuse", { words: quote, excuse }, `excused as ${excuse}`);
  if (answer.outcome?.is_written) reading.clear();
  else if (answer.outcome) warn({ what: answer.outcome.findings.map((finding) => `${finding.title}: ${finding.found}`).join("; ") });
});
byId("more-words").addEventListener("click", () => { form.addQuote(reading.quote()); reading.clear(); });
for (const [id, key, read] of [["filter-state", "state", String], ["filter-predicate", "predicate", String], ["filter-sentence", "sentence", String], ["filter-sureness", "sureness", Number]]) {
  byId(id).addEventListener("input", (event) => { filters[key] = read(event.target.value); filters.kept = ""; draw(); });
}

byId("title").textContent = frame.title;
document.title = `${isSecond ? "Second reading" : "Review"}: ${frame.title}`;
byId("list-title").textContent = isSecond ? "Claims" : "Proposals";
if (isSecond) {
  fill(byId("filter-state"), [["pending", "to read"], ["all", "all"], ["accepted", "agreed"], ["rejected", "differing"]].map(([value, label]) => el("option", { value }, label)));
  byId("filter-sureness").closest("label").hidden = true;
}
const used = [...new Set([...state.offers, ...state.claims].map((one) => one.predicate))].sort();
byId("filter-predicate").append(...used.map((name) => el("option", { value: name }, name)));
byId("filter-sentence").append(...frame.sentences.map(([number]) => el("option", { value: String(number) }, String(number))));
if (!state.has_draft && !isSecond) warn({ what: "There is no draft of this statement yet", do: `kg draft ${frame.name} proposes claims; or choose words in the text and press n` });
draw();
focusCard(false);
document.documentElement.dataset.ready = "true";
