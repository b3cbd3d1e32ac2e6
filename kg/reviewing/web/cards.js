// The proposals, by sentence: what each says, its words, its rule, and what the gates make of it.
import { button, byId, el, fill, findings, words } from "./dom.js";

const STATES = { pending: "to decide", accepted: "accepted", edited: "accepted, edited", rejected: "rejected", "turned-down": "turned down by the draft", agrees: "agrees", differs: "differs" };

export function filtered(state, filters) {
  if (filters.state === "claims") {
    return state.claims.map((claim) => ({ ...claim, key: claim.name, isClaim: true, state: "accepted" })).filter((one) => fits(one, filters));
  }
  const wanted = { all: () => true, accepted: (one) => ["accepted", "edited", "agrees"].includes(one.state), rejected: (one) => ["rejected", "differs"].includes(one.state) };
  const isWanted = wanted[filters.state] ?? ((one) => one.state === filters.state);
  return state.offers.map((offer) => ({ ...offer, key: String(offer.number) }))
    .filter((one) => (isWanted(one) || one.key === filters.kept) && fits(one, filters) && !(one.sureness !== null && one.sureness < filters.sureness))
    .sort((one, other) => one.at - other.at || (one.spans[0]?.[0] ?? 0) - (other.spans[0]?.[0] ?? 0) || one.number - other.number);
}

function fits(one, filters) {
  return (!filters.predicate || one.predicate === filters.predicate) && (!filters.sentence || String(one.at) === filters.sentence);
}

const PAGE = 100;

// A hundred cards at most stand in the list; the others are a step away.
export function drawList(all, state, current, act, isSecond) {
  const from = PAGE * Math.floor(Math.max(0, all.findIndex((one) => one.key === current)) / PAGE);
  const shown = all.slice(from, from + PAGE);
  const step = (one, words_) => (one ? button(words_, () => act("focus", one), { class: "small" }) : null);
  const groups = new Map();
  for (const one of shown) groups.set(one.at, [...(groups.get(one.at) ?? []), one]);
  const coverage = new Map(state.coverage.map((sentence) => [sentence.number, sentence]));
  fill(byId("list"), step(all[from - 1], `${from} before`), [...groups].map(([number, own]) => el("section", { class: "sentence-group", "aria-label": number ? `Sentence ${number}` : "Without a place" },
    el("h3", {}, number ? `Sentence ${number}` : "Without a place in the text", " ", el("span", { class: "quiet" }, quotedShare(coverage.get(number))),
      !isSecond && number && own.some((one) => one.state === "pending") ? button("accept what is sure", () => act("sure", own[0]), { class: "small", "aria-haspopup": "dialog" }) : null),
    own.map((one) => card(one, state, one.key === current, act, isSecond)))),
  step(all[from + PAGE], `${all.length - from - PAGE} behind`));
  if (!shown.length) fill(byId("list"), el("p", { class: "empty" }, emptyWords(state, isSecond)));
}

function emptyWords(state, isSecond) {
  if (isSecond) return "No claim is left here. Choose another view above, or end the review with Done.";
  if (!state.has_draft) return "There is no draft yet: run kg draft, or choose words in the text and add a claim with n.";
  return "Nothing is left here. Choose another view above, add claims with n, or end the review with Done.";
}

function quotedShare(coverage) {
  return coverage && coverage.content ? `${Math.floor((100 * coverage.quoted) / coverage.content)} % of its words are quoted` : "";
}

function card(one, state, isCurrent, act, isSecond) {
  const name = `${one.say.join(" ")}, ${STATES[one.state]}`;
  const element = el("article", { class: `card ${one.state}`, tabindex: isCurrent ? "0" : "-1", "data-key": one.key, "aria-label": name, "aria-current": isCurrent ? "true" : null, onfocus: () => act("focus", one) },
    el("p", { class: "say" }, one.isClaim || isSecond ? words(one.say[0]) : end(one.subject, one.say[0], state), " ", el("span", { class: "predicate" }, one.say[1]), " ",
      one.is_words || one.isClaim ? words(one.say[2]) : end(one.object, one.say[2], state)),
    one.quotes ? el("blockquote", {}, one.quotes.map((quote, n) => [n ? " … " : null, words(quote)])) : null,
    el("p", { class: "quiet facts" }, facts(one)),
    one.reasons?.length ? el("ul", { class: "findings" }, one.reasons.map((reason) => el("li", {}, words(reason)))) : null,
    el("div", { class: "live", "data-live": one.key }));
  element.append(one.isClaim ? el("div", { class: "actions" }, button("Edit", () => act("edit", one), {}, "e"), button("Take out", () => act("reject", one), {}, "r")) : actions(one, act, isSecond));
  return element;
}

function end(name, label, state) {
  const thing = state.things[name];
  const kind = thing ? `${thing.type}, known from ${thing.from === "file" ? "this file" : thing.from === "draft" ? "the draft: new" : "the register"}` : "word of a closed list";
  return el("span", { class: `end ${thing?.from ?? "listed"}`, title: thing?.words.length ? `${kind}: ${thing.words.slice(0, 6).join(" · ")}` : kind }, words(label),
    thing?.status ? el("small", {}, ` ${thing.status}`) : null);
}

function facts(one) {
  const bound = Object.entries(one.because ?? {}).map(([which, reason]) => `${which} bound by ${reason}`);
  const parts = [
    one.state === "pending" ? null : STATES[one.state],
    one.sureness === null || one.sureness === undefined ? null : `confidence ${one.sureness.toFixed(2)}`,
    one.rule ? `rule ${one.rule}${one.firings ? ` (fired ${one.firings} times on the development data)` : ""}` : null,
    one["told-as"] || one.told_as ? `told as ${one["told-as"] || one.told_as}` : null,
    one.polarity && one.polarity !== "affirmed" ? one.polarity : null,
    one.voice ? `voice ${one.voice}` : null,
    ...bound,
    one.cue ? `cue “${one.cue}”` : null,
    one.antecedent ? `stands for “${one.antecedent}”` : null,
    one.head ? `head “${one.head}”` : null,
    one.isClaim ? `line ${one.line}` : null,
    one.note ? `note: ${one.note}` : null,
  ].filter(Boolean);
  return parts.flatMap((part, n) => [n ? " · " : null, words(part)]);
}

function actions(one, act, isSecond) {
  const isOpen = !["accepted", "edited"].includes(one.state);
  if (isSecond) {
    return el("div", { class: "actions" }, button("Agree", () => act("accept", one), { class: "primary" }, "a"), button("Differ", () => act("reject", one), {}, "r"));
  }
  return el("div", { class: "actions" },
    isOpen ? button("Accept", () => act("accept", one), { class: "primary" }, "a") : null,
    isOpen ? button("Edit", () => act("edit", one), {}, "e") : null,
    isOpen && one.state !== "rejected" ? button("Reject", () => act("reject", one), {}, "r") : null,
    button("Link", () => act("link", one), { "aria-haspopup": "dialog" }, "l"));
}

// What the gates say, at the card that is meant.
export function drawLive(key, outcome, act, one) {
  const box = byId("list").querySelector(`[data-live="${CSS.escape(key)}"]`);
  if (!box) return;
  const helps = outcome.helps ?? [];
  fill(box, findings(outcome.findings),
    outcome.passes ? el("p", { class: "passes" }, "passes the gates") : null,
    !outcome.passes && outcome.is_settled && helps.length ? el("div", { class: "helps" }, el("p", {}, "It passes together with:"),
      el("ul", {}, helps.map((help) => el("li", {}, words(help.say.join(" "))))), button("Accept all of these", () => act("accept-all", one, helps), { class: "primary" }, "a")) : null,
    outcome.is_settled ? null : (outcome.needs ?? []).map((need) => button(`Say “${need.predicate}” of ${need.name} …`, () => act("need", one, [need]), { class: "small" })));
}
