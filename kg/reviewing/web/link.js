// Which entity is meant: a proposed one becomes another one, of the register, of this file, or of the draft.
import { button, byId, el, fill, findings, get, send, words } from "./dom.js";

export function openLink(one, state, onlinked) {
  const dialog = byId("link");
  const ends = [[one.subject, one.say[0]], ...(one.is_words ? [] : [[one.object, one.say[2]]])].filter(([name]) => state.things[name]);
  const first = ends.find(([name]) => state.things[name].from === "draft") ?? ends[0];
  if (!first) return;
  const which = el("select", { id: "link-which" }, ends.map(([name, label]) => el("option", { value: name }, `${label} (${state.things[name].type})`)));
  which.value = first[0];
  const sought = el("input", { type: "search", id: "link-sought", autocomplete: "off", role: "combobox", "aria-expanded": "true", "aria-controls": "link-choices", "aria-autocomplete": "list" });
  const list = el("div", { class: "choices", id: "link-choices", role: "listbox", "aria-label": "Entities", tabindex: "-1" });
  const told = el("div", { role: "alert" });
  let turn = 0;
  let chosen = 0;

  function options() {
    return [...list.querySelectorAll("[role=option]")];
  }

  function mark(at) {
    const all = options();
    chosen = Math.max(0, Math.min(all.length - 1, at));
    all.forEach((option, n) => option.setAttribute("aria-selected", String(n === chosen)));
    all[chosen]?.scrollIntoView({ block: "nearest" });
    sought.setAttribute("aria-activedescendant", all[chosen]?.id ?? "");
  }

  async function look() {
    const own = (turn += 1);
    const thing = state.things[which.value];
    const asked = sought.value.trim();
    const found = await get(`names.json?words=${encodeURIComponent(asked || thing.label)}`).catch(() => []);
    if (own !== turn) return;
    const candidates = asked ? [] : thing.candidates.map((candidate) => ({ ...candidate, type: "candidate", from: "register" }));
    const shown = [...new Map([...candidates, ...found].filter((other) => other.name !== which.value).map((other) => [other.name, other])).values()];
    shown.sort((a, b) => (b.type === thing.type || b.type === "candidate") - (a.type === thing.type || a.type === "candidate"));
    fill(list, shown.map((other, n) => el("div", { role: "option", id: `link-choice-${n}`, class: "choice", "data-name": other.name, onclick: () => take(other.name) },
      words(other.label || other.name), el("span", { class: "quiet" }, ` ${other.type} · ${other.from === "file" ? "this file" : other.from} · `, words(other.name)))));
    if (!shown.length) fill(list, el("p", { class: "quiet", role: "option", "aria-disabled": "true" }, "nothing of that name: type other words"));
    mark(0);
  }

  async function take(to) {
    const answer = await send("link", { name: which.value, to });
    if (answer.outcome?.is_written) {
      dialog.close();
      onlinked(answer);
    } else {
      fill(told, answer.error ? el("p", { class: "error" }, words(`${answer.error.what}. ${answer.error.do ?? ""}`)) : findings(answer.outcome.findings));
    }
  }

  function key(event) {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      mark(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      const name = options()[chosen]?.dataset.name;
      if (name) take(name);
    }
  }

  fill(dialog, el("h2", { id: "link-title" }, "Which entity is it?"),
    el("label", { class: "field" }, el("span", {}, "this one"), which),
    el("label", { class: "field" }, el("span", {}, "is (type to search)"), sought),
    list, told,
    el("p", { class: "quiet" }, "Its words become words for the other one wherever a claim needs them. Enter takes the marked one."),
    el("div", { class: "actions" }, button("Cancel", () => dialog.close())));
  which.addEventListener("change", look);
  sought.addEventListener("input", look);
  sought.addEventListener("keydown", key);
  dialog.showModal();
  sought.focus();
  look();
}
