// Parses a Turtle or TriG file strictly with N3.js and prints it as N-Triples or N-Quads: parse_with_n3.cjs MODULE FILE [FORMAT]
const { readFileSync } = require("node:fs");
const { Parser, Writer } = require(process.argv[2]);

const format = process.argv[4] || "text/turtle";
const quads = new Parser({ format }).parse(readFileSync(process.argv[3], "utf8"));
const writer = new Writer({ format: format === "text/turtle" ? "N-Triples" : "N-Quads" });
writer.addQuads(quads);
writer.end((error, result) => process.stdout.write(result));
