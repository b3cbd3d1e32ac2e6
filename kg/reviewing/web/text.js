// The source text: what is read, what is proposed, which words are chosen. Offsets are UTF-16 units of the whole text.
import { byId, el, fill } from "./dom.js";

const WORD = /[\p{L}\p{N}\p{M}]+(?:[’'.\-\u2010\u2011&/][\p{L}\p{N}\p{M}]+)*/gu;

export class Reading {
  constructor(frame, onpick, onchoose) {
    this.text = frame.text;
    this.sentences = frame.sentences;
    this.box = byId("text");
    this.onpick = onpick;
    this.onchoose = onchoose;
    this.pieces = [];
    this.marked = {};
    this.chosen = null;
    this.cursor = null;
    this.wordList = [...this.text.matchAll(WORD)].map((match) => [match.index, match.index + match[0].length]);
    this.box.addEventListener("click", (event) => this.click(this.pieces[event.target.dataset.piece]));
    this.box.addEventListener("mouseup", () => setTimeout(() => this.takeSelection()));
    this.box.addEventListener("keydown", (event) => this.key(event));
    this.box.addEventListener("blur", () => this.mark("cursor", null));
  }

  // Mark what claims quote, what is excused and what is proposed: spans are [start, end].
  draw(claims, excused, offers) {
    const spans = [...excused.map((span) => ({ span, kind: "excused" })), ...claims.flatMap((one) => one.spans.map((span) => ({ span, kind: "claimed" }))),
      ...offers.flatMap((one) => one.spans.map((span) => ({ span, kind: "proposed", number: one.number })))];
    const cuts = spans.flatMap(({ span }) => span);
    if (!this.index || cuts.some((cut) => !this.index.has(cut))) this.build(cuts);
    const found = this.cover(spans);
    this.pieces.forEach((piece, n) => {
      piece.numbers = found[n].numbers;
      for (const kind of ["excused", "claimed", "proposed"]) {
        if (piece.kinds.has(kind) !== found[n].kinds.has(kind)) piece.element.classList.toggle(kind, found[n].kinds.has(kind));
      }
      piece.kinds = found[n].kinds;
    });
  }

  // Cut the text at words, sentences and the ends of spans, once for all that is to be marked.
  build(more) {
    const all = [0, this.text.length, ...more, ...(this.index?.keys() ?? []), ...this.sentences.flatMap((sentence) => sentence.slice(1)), ...this.wordList.flat()];
    const at = [...new Set(all)].filter((cut) => cut <= this.text.length).sort((one, other) => one - other);
    this.index = new Map(at.map((cut, n) => [cut, n]));
    this.pieces = [];
    const rows = [];
    let sentence = 0;
    let holder = null;
    for (let n = 0; n + 1 < at.length; n += 1) {
      const [start, end] = [at[n], at[n + 1]];
      while (sentence < this.sentences.length && this.sentences[sentence][2] <= start) { sentence += 1; holder = null; }
      const inside = sentence < this.sentences.length && this.sentences[sentence][1] <= start;
      const element = el("span", { "data-piece": n }, this.text.slice(start, end));
      this.pieces.push({ start, end, element, numbers: [], kinds: new Set() });
      if (!inside) {
        element.hidden = !rows.length && !this.text.slice(start, end).trim();  // blank lines before the first word
        rows.push(element);
        continue;
      }
      if (!holder) {
        const number = this.sentences[sentence][0];
        holder = el("span", { class: "sentence", "data-sentence": number }, el("sup", { "data-number": number, "aria-hidden": "true" }));
        rows.push(holder);
      }
      holder.append(element);
    }
    this.marked = {};
    fill(this.box, rows);
    this.mark("chosen", this.chosen);
  }

  // For every piece, which kinds of spans hold it and whose they are.
  cover(spans) {
    const found = this.pieces.map(() => ({ kinds: new Set(), numbers: [] }));
    for (const { span, kind, number } of spans) {
      for (let n = this.index.get(span[0]); n < this.index.get(span[1]); n += 1) {
        found[n].kinds.add(kind);
        if (number !== undefined) found[n].numbers.push(number);
      }
    }
    return found;
  }

  // Give a class to the pieces of some spans, and take it from those that had it.
  mark(name, spans) {
    for (const element of this.marked[name] ?? []) element.classList.remove(name);
    const all = (spans ?? []).flatMap(([start, end]) => this.pieces.slice(this.piece(start), this.piece(end)));
    this.marked[name] = all.map(({ element }) => element);
    for (const element of this.marked[name]) element.classList.add(name);
  }

  // The number of the first piece that begins at an offset or behind it.
  piece(offset) {
    const known = this.index.get(offset);
    return known ?? this.pieces.findIndex(({ start }) => start >= offset);
  }

  show(spans) {
    this.mark("current", spans);
    this.box.querySelector(".current")?.scrollIntoView({ block: "nearest" });
  }

  click(piece) {
    if (!piece?.numbers.length || !window.getSelection()?.isCollapsed) return;
    this.turn = this.last === piece ? (this.turn ?? 0) + 1 : 0;
    this.last = piece;
    this.onpick(piece.numbers[this.turn % piece.numbers.length]);
  }

  takeSelection() {
    const selection = window.getSelection();
    if (!selection || selection.isCollapsed || !this.box.contains(selection.anchorNode)) return;
    const range = selection.getRangeAt(0);
    const hit = this.pieces.filter(({ element }) => range.intersectsNode(element) && this.overlap(range, element));
    const inside = hit.filter(({ start }) => this.isWord(start));
    if (inside.length) this.choose(inside[0].start, inside.at(-1).end);
  }

  // True where a word is at an offset: words are cut out as pieces of their own.
  isWord(offset) {
    this.wordStarts ??= this.wordList.map((word) => word[0]);
    let [low, high] = [0, this.wordList.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.wordStarts[middle] <= offset) low = middle + 1; else high = middle;
    }
    return low > 0 && offset < this.wordList[low - 1][1];
  }

  // False where a range only touches an element's edge.
  overlap(range, element) {
    const own = document.createRange();
    own.selectNodeContents(element);
    return range.compareBoundaryPoints(Range.END_TO_START, own) < 0 && range.compareBoundaryPoints(Range.START_TO_END, own) > 0;
  }

  // Choose whole words from one offset to another.
  choose(start, end) {
    this.chosen = [[start, end]];
    this.mark("chosen", this.chosen);
    this.onchoose(this.quote(), this.sentenceAt(start));
  }

  clear() {
    this.chosen = null;
    this.mark("chosen", null);
    window.getSelection()?.removeAllRanges();
    this.onchoose("", 0);
  }

  quote() {
    return this.chosen ? this.text.slice(...this.chosen[0]).replace(/\s+/gu, " ").trim() : "";
  }

  sentenceAt(offset) {
    return this.sentences.find(([, start, end]) => start <= offset && offset < end)?.[0] ?? 0;
  }

  enter(number) {
    const sentence = this.sentences.find(([own]) => own === number);
    if (sentence) this.cursor = this.wordList.findIndex((word) => word[0] >= sentence[1]);
    this.box.focus();
    this.step(0, false);
  }

  key(event) {
    const move = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: 8, ArrowUp: -8 }[event.key];
    if (move) {
      event.preventDefault();
      this.step(move, event.shiftKey);
    } else if (event.key === "Escape") {
      this.clear();
    }
  }

  step(move, extends_) {
    const last = this.wordList.length - 1;
    if (last < 0) return;
    const before = this.cursor ?? 0;
    this.cursor = Math.min(last, Math.max(0, before + (this.cursor === null ? 0 : move)));
    if (extends_) {
      this.anchor ??= before;
      const [one, other] = [this.anchor, this.cursor].sort((a, b) => a - b);
      this.choose(this.wordList[one][0], this.wordList[other][1]);
    } else {
      this.anchor = null;
    }
    this.mark("cursor", [this.wordList[this.cursor]]);
    this.box.querySelector(".cursor")?.scrollIntoView({ block: "nearest" });
  }
}
