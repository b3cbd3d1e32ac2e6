// A claim as a person reads it: the form to edit a proposal or to add a claim; the gates look on while it is filled in.
import { button, byId, el, fill, findings, get, send, words } from "./dom.js";

const SETTINGS = ["told-as", "polarity", "voice", "confidence", "cue", "antecedent", "head", "note"];
let counter = 0;

export class Form {
  constructor(frame, { onsaved, onclosed }) {
    this.frame = frame;
    this.onsaved = onsaved;
    this.onclosed = onclosed;
    this.box = byId("form");
    this.box.addEventListener("submit", (event) => { event.preventDefault(); this.save(); });
    this.box.addEventListener("input", (event) => this.changed(event));
    this.box.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); this.close(); }
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); this.save(); }
    });
  }

  get isOpen() {
    return !this.box.hidden;
  }

  // Open for a proposal (its number), a claim of the file (its name) or, without one, for a new claim; `line` fills the fields.
  open(line, { number = null, claim = "", title, things = {} }) {
    this.number = number;
    this.claim = claim;
    this.things = things;
    this.helps = [];
    this.quotes = [...line.quotes];
    this.sentence = line.sentence ?? "";
    fill(this.box,
      el("h3", { id: "form-title" }, title),
      this.named("subject", "subject", line.subject, "name of a thing"),
      this.field("predicate", el("select", { name: "predicate" }, el("option", { value: "" }, "choose …"),
        this.frame.predicates.map((one) => el("option", { value: one.name }, `${one.name} — ${one.label}`)))),
      el("p", { class: "quiet hint", id: "hint" }),
      this.named("object", "object", line.object, "name of a thing, or words"),
      el("div", { id: "new-things" }),
      el("div", { id: "quotes" }),
      el("details", { open: Object.keys(line.because ?? {}).length > 0 || SETTINGS.some((key) => line[key]) },
        el("summary", {}, "How it is told, and what binds its ends"),
        el("div", { class: "two" },
          this.choice("told-as", "told as", this.frame.told_as, line["told-as"]),
          this.choice("polarity", "polarity", this.frame.polarity, line.polarity),
          this.choice("because-subject", "subject is bound by", this.frame.reasons, line.because?.subject, "its words"),
          this.choice("because-object", "object is bound by", this.frame.reasons, line.because?.object, "its words"),
          this.words("cue", "cue", line.cue), this.words("antecedent", "antecedent", line.antecedent),
          this.words("head", "head", line.head), this.named("voice", "voice", line.voice ?? "", "who says it, in reported speech"),
          this.words("confidence", "confidence, from 0.1 to 1", line.confidence), this.words("note", "note", line.note))),
      el("div", { id: "gates", role: "status" }),
      el("div", { class: "actions" },
        el("button", { class: "primary" }, "Save"), button("Cancel", () => this.close())));
    this.control("predicate").value = line.predicate ?? "";
    this.drawQuotes();
    this.drawHint();
    this.drawNewThings();
    this.box.hidden = false;
    byId("list").hidden = true;
    this.look();
    this.control(line.subject ? "predicate" : "subject").focus();
  }

  close() {
    this.box.hidden = true;
    byId("list").hidden = false;
    this.onclosed();
  }

  // One more stretch of the text, up to three.
  addQuote(words) {
    if (this.quotes.length >= 3) return;
    this.readQuotes();
    this.quotes = [...this.quotes.filter(Boolean), words];
    this.drawQuotes();
    this.look();
  }

  control(name) {
    return this.box.elements.namedItem(name);
  }

  value(name) {
    return (this.control(name)?.value ?? "").trim();
  }

  field(label, control, attributes = {}) {
    return el("label", { class: "field", ...attributes }, el("span", {}, label), control);
  }

  words(name, label, value = "") {
    return this.field(label, el("input", { name, value: value ?? "", autocomplete: "off" }));
  }

  choice(name, label, options, value = "", none = "not written") {
    const control = el("select", { name }, el("option", { value: "" }, none), options.map((one) => el("option", { value: one }, one)));
    control.value = value ?? "";
    return this.field(label, control);
  }

  // A field for the name of a thing, completed from this statement, the draft and the register.
  named(name, label, value, hint) {
    counter += 1;
    const list = el("datalist", { id: `names-${counter}` });
    const control = el("input", { name, value: value ?? "", list: list.id, autocomplete: "off", spellcheck: "false", placeholder: hint });
    let asked = 0;
    const complete = async () => {
      const turn = (asked += 1);
      const listed = name === "object" ? this.predicate()?.listed ?? [] : [];
      const found = await get(`names.json?words=${encodeURIComponent(control.value.slice(0, 100))}`).catch(() => []);
      if (turn !== asked) return;
      fill(list, listed.map((one) => el("option", { value: one }, "word of a closed list")),
        found.map((one) => el("option", { value: one.name }, `${one.label} · ${one.type} · ${one.from}`)));
    };
    control.addEventListener("focus", complete);
    control.addEventListener("input", complete);
    return el("div", {}, this.field(label, control), list);
  }

  predicate() {
    return this.frame.predicates.find((one) => one.name === this.value("predicate"));
  }

  drawHint() {
    const one = this.predicate();
    const joins = one ? `${one.from.join(", ") || "anything"} → ${one.takes_words ? "words of the quote" : one.listed.length ? one.listed.join(", ") : one.to.join(", ") || "anything"}` : "";
    fill(byId("hint"), one ? [one.definition, el("br"), joins] : "");
  }

  drawQuotes() {
    fill(byId("quotes"), this.quotes.map((quote, n) => el("div", { class: "quote-row" },
      this.field(this.quotes.length > 1 ? `quote ${n + 1}` : "quote", el("textarea", { name: `quote-${n}`, rows: 3, value: quote })),
      this.quotes.length > 1 ? button("Leave out", () => { this.readQuotes(); this.quotes.splice(n, 1); this.drawQuotes(); this.look(); }, { class: "small" }) : null)));
  }

  readQuotes() {
    this.quotes = this.quotes.map((_, n) => this.value(`quote-${n}`));
  }

  // For every name that nobody knows, the fields that describe a new thing.
  async drawNewThings() {
    const isWords = this.predicate()?.takes_words;
    const names = ["subject", ...(isWords ? [] : ["object"])].map((which) => [which, this.value(which)]).filter(([, name]) => name);
    const unknown = [];
    for (const [which, name] of names) if (!(await this.isKnown(name))) unknown.push([which, name]);
    const kept = new Map(this.newThings().map((one) => [one.name, one]));
    if (String(unknown) === this.unknown) return;
    this.unknown = String(unknown);
    fill(byId("new-things"), unknown.map(([which, name]) => this.newThing(which, name, kept.get(name))));
  }

  newThing(which, name, kept = { type: "", label: "", mentions: [] }) {
    const wanted = this.predicate()?.[which === "subject" ? "from" : "to"] ?? [];
    const first = this.frame.classes.filter((one) => wanted.includes(one.name));
    const rest = this.frame.classes.filter((one) => !wanted.includes(one.name));
    const kind = el("select", { "data-new": "type" }, el("option", { value: "" }, "choose …"), [...first, ...rest].map((one) => el("option", { value: one.name }, `${one.name} — ${one.label}`)));
    kind.value = kept.type;
    return el("fieldset", { class: "new-thing", "data-name": name, "data-which": which }, el("legend", {}, "New: ", words(name)),
      this.field("type", kind), this.field("label", el("input", { "data-new": "label", value: kept.label, autocomplete: "off" })),
      this.field("words of the text for it, one a line", el("textarea", { "data-new": "mentions", rows: 2, value: kept.mentions.join("\n") })),
      el("p", { class: "quiet" }, "A name is small letters, digits and single hyphens; it becomes part of a web address."));
  }

  newThings() {
    return [...this.box.querySelectorAll(".new-thing")].map((one) => {
      const read = (key) => one.querySelector(`[data-new="${key}"]`).value.trim();
      return { name: one.dataset.name, type: read("type"), label: read("label"), mentions: read("mentions").split("\n").map((row) => row.trim()).filter(Boolean) };
    });
  }

  async isKnown(name) {
    if (this.things[name] || name === this.frame.name || this.predicate()?.listed.includes(name)) return true;
    const found = await get(`names.json?words=${encodeURIComponent(name.slice(0, 100))}`).catch(() => []);
    return found.some((one) => one.name === name);
  }

  line() {
    this.readQuotes();
    const because = { subject: this.value("because-subject"), object: this.value("because-object") };
    const line = { subject: this.value("subject"), predicate: this.value("predicate"), object: this.value("object"), is_words: Boolean(this.predicate()?.takes_words), quotes: this.quotes.filter(Boolean), sentence: this.sentence, because };
    for (const key of SETTINGS) line[key] = this.value(key);
    return line;
  }

  changed(event) {
    if (event.target.name === "predicate") this.drawHint();
    if (event.target.name?.startsWith("quote-")) this.sentence = "";
    if (["subject", "predicate", "object"].includes(event.target.name)) this.drawNewThings();
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.look(), 250);
  }

  isWhole(line) {
    return line.subject && line.predicate && line.object && line.quotes.length;
  }

  // Ask the gates about what stands in the form now.
  async look() {
    const line = this.line();
    if (!this.isWhole(line)) { fill(byId("gates"), el("p", { class: "quiet" }, "Subject, predicate, object and a quote are needed.")); return; }
    const turn = (this.turn = (this.turn ?? 0) + 1);
    const answer = await send("preview", { line, entities: this.newThings(), claim: this.claim });
    if (turn === this.turn && this.isOpen) this.drawGates(answer);
  }

  drawGates(answer) {
    const outcome = answer.outcome;
    this.helps = outcome?.is_settled && !outcome.passes ? outcome.helps.map((help) => help.number) : [];
    fill(byId("gates"), answer.error ? el("p", { class: "error" }, words(answer.error.what)) : null,
      outcome ? findings(outcome.findings) : null,
      outcome?.passes ? el("p", { class: "passes" }, "passes the gates") : null,
      this.helps.length ? el("div", { class: "helps" }, el("p", {}, "It passes together with these proposals; Save takes them over too:"),
        el("ul", {}, outcome.helps.map((help) => el("li", {}, words(help.say.join(" ")))))) : null);
  }

  async save() {
    const line = this.line();
    clearTimeout(this.timer);
    this.turn = (this.turn ?? 0) + 1;
    if (!this.isWhole(line)) { this.look(); return; }
    const given = { line, entities: this.newThings(), helps: this.helps, claim: this.claim, numbers: this.number === null ? [] : [this.number] };
    const answer = await send("edit", given);
    if (answer.outcome?.is_written) { this.box.hidden = true; byId("list").hidden = false; this.onsaved(answer, this.number, this.claim); } else this.drawGates(answer);
  }
}
