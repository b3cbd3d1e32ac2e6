// The panel of evidence: what stands behind the thing or the claim that is chosen.
function facts(pairs) {
  return el("dl", {}, pairs.filter(([, value]) => value !== null && value !== undefined && value !== "")
    .flatMap(([key, value]) => [el("dt", {}, key), el("dd", {}, value)]));
}

function readers(claim) {
  const who = claim.readers || [];
  if (!who.length) return null;
  const times = who.length === 1 ? "once" : who.length === 2 ? "twice" : `${who.length} times`;
  return [`read ${times}: `, name(who.join(", "))];
}

function detail(claim) {
  if (claim.ground === "recorded") {
    return facts([["Recorded in", name(claim.source || "?")], ["Read on", dateInWords(claim.read_on || "")],
      ["Valid from", claim.valid_from && dateInWords(claim.valid_from)],
      ["Valid until", claim.valid_until && dateInWords(claim.valid_until)]]);
  }
  if (claim.ground === "inferred") {
    const premises = (claim.premises || []).map((id) => (claims.has(id) ? claimRow(claims.get(id)) : el("p", {}, name(id))));
    return el("div", {}, facts([["Rule", name(claim.rule || "")], ["Says", name(claim.rule_text || "")]]),
      el("p", { class: "quiet" }, "It follows from"), premises);
  }
  const reasons = Object.entries(claim.reasons || {}).map(([end, reason]) => `${end}: ${reason}`).join("; ");
  return facts([
    ["Quote", quoteOf(claim).flatMap((quote, at) => [at ? " … " : null, el("q", {}, wholeName(quote))])],
    ["Told as", [claim.told_as || "fact", claim.polarity === "excluded" ? ", excluded" : ""].join("")],
    ["Status", claim.status && [statusInWords(claim.status), " (", name(things.get(claim.subject).label), ")"]],
    ["Voice", [name(claim.voice || ""), claim.is_quoted ? " (in quotation marks)" : " (running text)"]],
    ["Confidence", claim.confidence === undefined ? null : `${Math.round(claim.confidence * 100)} %`],
    ["Read by", readers(claim)],
    ["Ends read from", reasons],
    ["Cue", claim.cue && el("q", {}, name(claim.cue))],
    ["Refers to", claim.antecedents && claim.antecedents.flatMap((words, at) => [at ? ", " : null, el("q", {}, name(words))])],
    ["Note", claim.note && name(claim.note)],
  ]);
}

// A claim in one line that opens to everything known about it.
function claimRow(claim) {
  const row = el("details", { class: claim.unsure ? "claim unsure" : "claim", "data-claim": claim.id });
  row.append(el("summary", {}, phrase(claim, false), " ", chips(claim)));
  row.addEventListener("toggle", () => {
    if (!row.open || row.childElementCount > 1) return;
    const whole = el("button", { type: "button", class: "link quiet", onclick: () => { selectClaim(claim.id); show("evidence"); } },
      "show this claim alone");
    row.append(detail(claim), whole);
  });
  return row;
}

function claimCard(claim) {
  return el("article", { class: claim.unsure ? "card unsure" : "card" },
    el("h2", { class: "phrase" }, phrase(claim), " ", chips(claim)), evidenceOf(claim), detail(claim));
}

// Claims under the sentence they were read from, each sentence once.
function bySentence(list) {
  const sections = new Map();
  for (const claim of list.filter((one) => one.ground === "read")) {
    const key = `${claim.document || 0}/${claim.sentences?.[0] ?? 0}`;
    if (!sections.has(key)) sections.set(key, []);
    sections.get(key).push(claim);
  }
  return [...sections.values()].map((own) => {
    const first = own[0];
    const spans = own.flatMap((claim) => claim.spans || []);
    const quotes = [...new Set(own.flatMap((claim) => claim.quotes || []))];
    const sentence = first.sentences ? sentenceBlock(first.document || 0, first.sentences[0], spans, quotes) : null;
    return el("article", { class: "card" }, sentence, own.map(claimRow));
  });
}

function byGround(list, ground, title) {
  const own = list.filter((claim) => claim.ground === ground);
  return own.length ? el("article", { class: "card" }, el("h3", {}, title), own.map(claimRow)) : null;
}

function thingPanel(thing) {
  const own = claimsOf.get(thing.iri);
  const also = [thing.acronym, ...(thing.aliases || [])].filter(Boolean);
  return [
    el("h2", {}, shapeIcon(groups.get(thing.group)), wholeName(thing.label)),
    el("p", {}, thing.type, thing.status ? [" · ", statusChip(thing)] : null,
      thing.unsure ? el("span", { class: "chip unsure" }, "only possible, opinion or a quoted person’s word") : null),
    facts([["Also", also.length ? also.flatMap((alias, at) => [at ? ", " : null, name(alias)]) : null],
      ["Identifiers", thing.identifiers ? thing.identifiers.flatMap((iri, at) => [at ? ", " : null, sourceLink(iri)]) : null]]),
    bySentence(own),
    byGround(own, "recorded", "Recorded elsewhere"),
    byGround(own, "inferred", "Inferred by rule"),
  ];
}

function firstPlace(thing) {
  return claimsOf.get(thing.iri).find((claim) => claim.spans)?.spans[0][0] ?? 0;
}

function statusChip(thing) {
  return thing.status ? el("span", { class: `chip status-${thing.status}` }, statusInWords(thing.status)) : null;
}

function doubtChips(list) {
  return [...new Set(list.filter((claim) => claim.unsure).flatMap(warnings))]
    .map((mark) => el("span", { class: "chip unsure" }, name(mark)));
}

// One cooperation: who, on what, through whom; doubt stands on the whole card or beside what it touches.
function cooperationCard(thing) {
  const told = (predicate) => claimsOf.get(thing.iri).filter((claim) => claim.predicate === predicate &&
    claim.subject === thing.iri && claim.object && claim.ground !== "inferred" &&
    claim.polarity !== "excluded" && isThingAllowed(claim.object));
  const rows = { Who: told("hasParticipant"), On: told("onTopic"), Through: told("deliveredThrough") };
  const all = Object.values(rows).flat();
  const isDoubtful = thing.unsure || (all.length > 0 && all.every((claim) => claim.unsure));
  const ends = (list) => [...new Set(list.map((claim) => claim.object))].map((iri, at) => {
    const own = list.filter((claim) => claim.object === iri);
    const doubt = !isDoubtful && own.every((claim) => claim.unsure) ? [" ", doubtChips(own)] : null;
    return [at ? " · " : null, thingLink(iri), doubt];
  });
  return el("article", { class: isDoubtful ? "card unsure" : "card" },
    el("h3", {}, thingLink(thing.iri), " ", statusChip(thing), isDoubtful ? doubtChips(claimsOf.get(thing.iri)) : null),
    facts(Object.entries(rows).map(([title, list]) => [title, list.length ? ends(list) : null])));
}

// At first sight: who works with whom on what.
function overview() {
  const cooperations = data.things.filter((thing) => thing.group === "cooperation" && isThingAllowed(thing.iri))
    .sort((one, other) => firstPlace(one) - firstPlace(other));
  return [
    cooperations.length ? el("h2", {}, "Who works with whom, on what") : null,
    el("p", { class: "quiet" }, "Choose a thing or a line in the graph, a name in the list, or words in the ",
      "document; each claim shows the words that say it."),
    cooperations.map(cooperationCard),
  ];
}

function drawEvidence() {
  const chosen = state.selection;
  const panel = byId("evidence");
  if (!chosen) replace(panel, overview());
  else if (chosen.kind === "thing") replace(panel, back(), thingPanel(things.get(chosen.thing)));
  else if (chosen.kind === "claim") replace(panel, back(), [...chosen.claims].map((id) => claimCard(claims.get(id))));
  else replace(panel, back(), el("h2", {}, "Claims on the chosen words"), bySentence([...chosen.claims].map((id) => claims.get(id))));
  panel.scrollTop = 0;
}

function back() {
  return el("button", { type: "button", class: "link quiet", onclick: () => select(null) }, "← all cooperations");
}

on("selection", drawEvidence);
on("filter", () => { if (!state.selection) drawEvidence(); });
drawEvidence();
