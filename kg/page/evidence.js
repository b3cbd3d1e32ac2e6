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

function inferredDetail(claim) {
  const premises = (claim.premises || []).map((id) => (claims.has(id) ? claimRow(claims.get(id))
    : el("p", { class: "claim premise" }, name(claim.premises_in_words?.[id] ?? id))));
  return el("div", {}, facts([["Rule", name(claim.rule || "")], ["Says", name(claim.rule_text || "")]]),
    el("p", { class: "quiet" }, "It follows from"), premises, proofQuotes(claim));
}

// The sentences that an inference rests on in the end, each once.
function proofQuotes(claim, seen = new Set()) {
  const grounds = groundsOf(claim, seen).filter((one) => one.ground === "read");
  const told = new Map(grounds.flatMap((one) => (one.sentences || []).map((number) => [`${one.document || 0}/${number}`, one])));
  return [...told].map(([key, one]) => {
    const own = grounds.filter((ground) => (ground.document || 0) === (one.document || 0));
    return sentenceBlock(one.document || 0, Number(key.split("/")[1]), own.flatMap((ground) => ground.spans || []),
      [...new Set(own.flatMap((ground) => ground.quotes || []))]);
  });
}

function groundsOf(claim, seen = new Set()) {
  if (seen.has(claim.id)) return [];
  seen.add(claim.id);
  if (claim.ground !== "inferred") return [claim];
  return (claim.premises || []).filter((id) => claims.has(id)).flatMap((id) => groundsOf(claims.get(id), seen));
}

function detail(claim) {
  if (claim.ground === "recorded") {
    return facts([["Recorded in", name(claim.source || "?")], ["Read on", dateInWords(claim.read_on || "")],
      ["Valid from", claim.valid_from && dateInWords(claim.valid_from)],
      ["Valid until", claim.valid_until && dateInWords(claim.valid_until)], ["Note", claim.note && name(claim.note)]]);
  }
  if (claim.ground === "inferred") return inferredDetail(claim);
  if (claim.ground !== "read") return claim.about ? el("p", { class: "about" }, wholeName(claim.about)) : null;
  const reasons = Object.entries(claim.reasons || {}).filter(([, reason]) => reason !== "words")
    .map(([end, reason]) => `${end}: ${reason.replaceAll("-", " ")}`).join("; ");
  const document = data.documents[claim.document || 0];
  return [facts([
    ["Quote", quoteOf(claim).flatMap((quote, at) => [at ? " … " : null, el("q", {}, wholeName(quote))])],
    ["Told as", [claim.told_as || "fact", isExcluded(claim) ? el("span", { class: "chip excluded" }, "excluded: said not to be") : ""]],
    ["Status", showsStatus(claim) && [statusInWords(claim.status), " (", name(things.get(claim.subject).label), ")"]],
    ["Voice", [name(claim.voice || ""), claim.is_quoted ? " (in quotation marks)" : " (running text)"]],
    ["Confidence", claim.confidence === undefined ? null : `${Math.round(claim.confidence * 100)} %`],
    ["Read by", readers(claim)],
    ["Ends read from", reasons],
    ["Cue", claim.cue && el("q", {}, name(claim.cue))],
    ["Refers to", claim.antecedents && claim.antecedents.flatMap((words, at) => [at ? ", " : null, el("q", {}, name(words))])],
    ["Note", claim.note && name(claim.note)],
    ["Document", document && data.documents.length > 1 ? name(document.title) : null],
  ]), document ? citeButton(claim) : null];
}

// A claim in one line that opens to everything known about it.
function claimRow(claim) {
  const row = el("details", { class: isExcluded(claim) ? "claim excluded" : claim.unsure ? "claim unsure" : "claim", "data-claim": claim.id });
  row.append(el("summary", {}, phrase(claim, false), " ", chips(claim)));
  row.addEventListener("toggle", () => {
    if (!row.open || row.childElementCount > 1) return;
    const whole = el("button", { type: "button", class: "link quiet", onclick: () => { selectClaim(claim.id); show("evidence"); } },
      `show this ${CLAIM} alone`);
    row.append(detail(claim), whole);
  });
  return row;
}

function cardClass(claim) {
  return isExcluded(claim) ? "card excluded" : claim.unsure ? "card unsure" : "card";
}

function claimCard(claim) {
  return el("article", { class: cardClass(claim) }, el("p", { class: "quiet" }, lead(claim)),
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
  const own = claimsOf.get(thing.iri).filter(isInDocuments);
  const also = [thing.acronym, ...(thing.aliases || [])].filter(Boolean);
  const many = own.filter((claim) => claim.object).length > 0;
  return [
    el("h2", {}, shapeIcon(groups.get(thing.group)), wholeName(thing.label)),
    el("p", {}, name(thing.type), thing.status ? [" · ", statusChip(thing)] : null,
      thing.unsure ? el("span", { class: "chip unsure" }, "only possible, opinion or a quoted person’s word") : null),
    many ? el("p", { class: "actions" },
      el("button", { type: "button", onclick: () => showAround(thing.iri, 1) }, "Only what is around it"),
      el("button", { type: "button", onclick: () => startPath(thing.iri) }, "Path to …")) : null,
    thing.about ? el("p", { class: "about" }, wholeName(thing.about)) : null,
    facts([["Also", also.length ? also.flatMap((alias, at) => [at ? ", " : null, name(alias)]) : null],
      ["Status", thing.statuses ? statusesOf(thing).map(([document, status]) => el("div", {}, statusInWords(status), ", ",
        document.issued ? `${dateInWords(document.issued)}, ` : null, name(document.title))) : null],
      ["Identifiers", thing.identifiers ? thing.identifiers.flatMap((iri, at) => [at ? ", " : null, sourceLink(iri)]) : null]]),
    bySentence(own),
    byGround(own, "given", "Relations"),
    byGround(own, "recorded", "Recorded elsewhere"),
    byGround(own, "inferred", "Inferred by rule"),
  ];
}

// The way from one thing to another, each step with the claims that make it and their words.
function pathPanel({ from, to, steps }) {
  const heading = el("h2", {}, "From ", thingLink(from), " to ", thingLink(to));
  if (!steps) return [heading, el("p", {}, "No way leads from one to the other over the lines that are shown.")];
  return [heading, el("p", { class: "quiet" }, count(steps.length, "step"), ", what is told plainly before what is not"),
    steps.map((step, at) => el("section", { class: "step" },
      el("h3", {}, `${at + 1}. `, thingLink(step.from), " – ", thingLink(step.to)),
      step.claims.map((id) => claimCard(claims.get(id)))))];
}

function firstPlace(thing) {
  return claimsOf.get(thing.iri).find((claim) => claim.spans)?.spans[0][0] ?? 0;
}

// The status in each document that tells one, the oldest first.
function statusesOf(thing) {
  return (thing.statuses || []).map(([iri, status]) => [data.documents.find((one) => one.iri === iri), status])
    .filter(([document]) => document && !state.hiddenDocuments.has(data.documents.indexOf(document)))
    .sort(([one], [other]) => (one.issued < other.issued ? -1 : one.issued > other.issued ? 1 : 0));
}

function statusChip(thing) {
  const told = statusesOf(thing);
  if (told.length) {
    return told.flatMap(([document, status], at) => [at ? "→ " : null,
      el("span", { class: `chip status-${status}` }, `${statusInWords(status)}, ${document.issued.slice(0, 4)}`)]);
  }
  const doubt = thing.status_unsure && !thing.unsure ? " (not told plainly)" : "";
  return thing.status ? el("span", { class: `chip status-${thing.status}` }, statusInWords(thing.status), doubt) : null;
}

function doubtChips(list) {
  return [...new Set(list.filter((claim) => claim.unsure).flatMap(warnings))]
    .map((mark) => el("span", { class: "chip unsure" }, name(mark)));
}

// One cooperation: who, on what, through whom; doubt stands on the whole card or beside what it touches.
function cooperationCard(thing) {
  const told = (predicate) => claimsOf.get(thing.iri).filter((claim) => claim.predicate === predicate &&
    claim.subject === thing.iri && claim.object && claim.ground !== "inferred" &&
    !isExcluded(claim) && isInDocuments(claim) && isThingAllowed(claim.object));
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

// In the order of the text.
function shownCooperations() {
  return data.things.filter((thing) => thing.group === "cooperation" && isThingAllowed(thing.iri))
    .map((thing) => [firstPlace(thing), thing]).sort(([one], [other]) => one - other).map(([, thing]) => thing);
}

// At first sight: who works with whom on what.
function overview() {
  if (state.areCommunities) return [el("h2", {}, "Communities"), communityCards()];
  const cooperations = shownCooperations();
  return [
    cooperations.length ? el("h2", {}, "Who works with whom, on what") : null,
    el("p", { class: "quiet" }, "Choose a thing or a line in the graph, a name in the list",
      data.documents.length ? ", or words in the document; each claim shows the words that say it." : "."),
    cooperations.slice(0, MOST_ROWS).map(cooperationCard),
    cooperations.length ? null : byWeight.filter((node) => isThingShown(node.id)).slice(0, 20).map((node) =>
      el("p", {}, shapeIcon(groups.get(things.get(node.id).group)), " ", thingLink(node.id),
        el("span", { class: "quiet" }, ` ${count(claimsOf.get(node.id).length, CLAIM)}`))),
  ];
}

function drawEvidence() {
  const chosen = state.selection;
  const panel = byId("evidence");
  const list = chosen ? [...chosen.claims].map((id) => claims.get(id)) : [];
  if (!chosen) replace(panel, overview());
  else if (chosen.kind === "thing") replace(panel, back(), thingPanel(things.get(chosen.thing)));
  else if (chosen.kind === "claim") replace(panel, back(), list.map(claimCard));
  else if (chosen.kind === "path") replace(panel, back(), pathPanel(chosen));
  else replace(panel, back(), el("h2", {}, "Claims on the chosen words"), bySentence(list));
  panel.scrollTop = 0;
}

function back() {
  return el("button", { type: "button", class: "link quiet", onclick: () => select(null) }, "← overview");
}

on("selection", drawEvidence);
on("filter", () => { if (!state.selection) drawEvidence(); });
drawEvidence();
