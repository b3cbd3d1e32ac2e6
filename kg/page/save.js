// What the page gives out as files. Nothing leaves the page but through the reader's own saving.
const CSV_COLUMNS = ["subject", "predicate", "object", "ground", "told_as", "polarity", "voice", "status", "confidence",
  "is_plain", "quotes", "sentences", "source", "read_on", "rule", "subject_iri", "object_iri", "iri"];

function byCodePoints(one, other) {
  const [a, b] = [Array.from(one), Array.from(other)];
  for (let at = 0; at < Math.min(a.length, b.length); at += 1) {
    const difference = a[at].codePointAt(0) - b[at].codePointAt(0);
    if (difference) return difference;
  }
  return a.length - b.length;
}

// A cell that no spreadsheet takes for a formula: an apostrophe goes before the signs that start one.
function safeCell(words) {
  return /^[ \u00a0]*[=+\-@\t\r\n]/.test(words) ? `'${words}` : words;
}

function csvRow(claim) {
  const isRead = claim.ground === "read";
  const object = claim.object ? things.get(claim.object).label : claim.value;
  return {
    ...claim,
    subject: things.get(claim.subject).label, predicate: claim.label, object, subject_iri: claim.subject,
    object_iri: claim.object || "", iri: claim.id, is_plain: claim.unsure ? "False" : "True",
    confidence: claim.confidence === undefined ? "" : Number.isInteger(claim.confidence) ? claim.confidence.toFixed(1) : String(claim.confidence),
    quotes: isRead ? quoteOf(claim).join(" | ") : "", sentences: (claim.sentences || []).join(" | "),
    told_as: isRead ? claim.told_as : "", source: claim.source || "", rule: claim.rule || "",
  };
}

// The claims that are shown; all of them where nothing is filtered away but what is off when the page opens.
function toCsv(list = data.claims) {
  const order = ["subject_iri", "predicate", "object", "iri"];
  const rows = list.map(csvRow).sort((one, other) =>
    order.reduce((found, key) => found || byCodePoints(String(one[key] ?? ""), String(other[key] ?? "")), 0));
  const cell = (words) => (/[",\r\n]/.test(words) ? `"${words.replaceAll('"', '""')}"` : words);
  const lines = [CSV_COLUMNS, ...rows.map((row) => CSV_COLUMNS.map((key) => safeCell(String(row[key] ?? ""))))];
  return lines.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function toValue(packed, { terms }) {
  if (typeof packed === "number") return { "@id": terms[packed] };
  if (typeof packed === "string") return { "@value": packed };
  if (packed.length === 3) return { "@value": slice(...packed) };
  const [words, kind] = packed;
  return typeof kind === "number" ? { "@value": words, "@type": terms[kind] } : { "@value": words, "@language": kind };
}

// Every named graph of the page: what is asserted, its evidence, what is inferred.
function toJsonLd() {
  const { prefixes, graphs, terms } = data.dataset;
  const nodes = ([, ...subjects]) => subjects.map(([subject, ...told]) => {
    const node = { "@id": terms[subject] };
    for (let at = 0; at < told.length; at += 2) node[terms[told[at]]] = told[at + 1].map((one) => toValue(one, data.dataset));
    return node;
  });
  const named = graphs.map((graph) => ({ "@id": terms[graph[0]], "@graph": nodes(graph) }));
  return `${JSON.stringify({ "@context": prefixes, "@graph": named }, null, 1)}\n`;
}

function fileName(ending) {
  const [first] = data.documents;
  const stem = data.documents.length === 1 ? first.id : "statements";
  return `${stem.replace(/[^A-Za-z0-9._-]/g, "-").slice(0, 80) || "graph"}.${ending}`;
}

function save(content, type, ending) {
  const address = URL.createObjectURL(content instanceof Blob ? content : new Blob([content], { type }));
  const link = el("a", { href: address, download: fileName(ending) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}

// The drawing as pixels, twice as fine as on the screen.
async function toPng() {
  const drawing = new Image();
  const address = URL.createObjectURL(new Blob([toSvg()], { type: "image/svg+xml" }));
  try {
    drawing.src = address;
    await drawing.decode();
    const canvas = document.createElement("canvas");
    const scale = Math.min(2, 8000 / Math.max(drawing.width, drawing.height));
    canvas.width = Math.round(drawing.width * scale);
    canvas.height = Math.round(drawing.height * scale);
    canvas.getContext("2d").drawImage(drawing, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve) => { canvas.toBlob(resolve, "image/png"); });
  } finally {
    URL.revokeObjectURL(address);
  }
}

const SAVES = {
  "save-png": async () => save(await toPng(), "image/png", "png"),
  "save-svg": () => save(toSvg(), "image/svg+xml", "svg"),
  "save-csv": () => save(`\u{FEFF}${toCsv()}`, "text/csv;charset=utf-8", "csv"), // the mark tells spreadsheets that it is UTF-8
  "save-jsonld": () => save(toJsonLd(), "application/ld+json", "jsonld"),
  print: () => window.print(),
  "copy-view": (button) => copy(location.href.split("#")[0] + toFragment(), button),
};
for (const [id, act] of Object.entries(SAVES)) {
  byId(id).addEventListener("click", async () => {
    await act(byId(id));
    if (id !== "copy-view") byId("save").open = false;
  });
}
byId("save-jsonld").hidden = !data.dataset.graphs.length;
document.addEventListener("click", (event) => { if (!byId("save").contains(event.target)) byId("save").open = false; });
