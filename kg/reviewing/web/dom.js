// Elements, always made of names and text, never of markup; and the talk with the review's server.
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "value") element.value = value;
    else element.setAttribute(key, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function byId(id) {
  return document.getElementById(id);
}

// Words of someone else's, kept from turning the direction of what stands around them.
export function words(text, attributes = {}) {
  return el("bdi", attributes, text);
}

export function fill(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
}

export function button(label, onclick, attributes = {}, key = "") {
  return el("button", { type: "button", onclick, ...attributes }, label, key ? [" ", el("kbd", { "aria-hidden": "true" }, key)] : null);
}

export async function get(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(await answer.text());
  return answer.json();
}

// A decision; the answer holds an outcome and a new state, or an error in words.
export async function send(what, given = {}) {
  const body = JSON.stringify(given);
  let answer;
  try {
    answer = await fetch(what === "done" ? "done" : `do/${what}`, { method: "POST", headers: { "content-type": "application/json" }, body });
  } catch {
    return { error: { what: "the review has ended: its program no longer answers", do: "start kg review again; everything decided is saved" } };
  }
  const text = await answer.text();
  try {
    return { ...JSON.parse(text), status: answer.status };
  } catch {
    return { error: { what: text.trim() || "no answer" }, status: answer.status };
  }
}

export function findings(list, attributes = {}) {
  const shown = list.filter((finding) => finding.severity === "error" || !["W070"].includes(finding.code));
  if (!shown.length) return null;
  return el("ul", { class: "findings", ...attributes }, shown.map((finding) => el("li", { class: finding.severity },
    el("b", {}, `${finding.code} ${finding.title}`),
    finding.found ? [": ", words(finding.found)] : null,
    finding.nearest ? el("div", { class: "quiet" }, "nearest: ", words(finding.nearest)) : null,
    finding.do ? el("div", { class: "quiet" }, words(finding.do)) : null)));
}
