// Parses a Turtle file strictly with N3.js and prints its triples as N-Triples: parse_with_n3.cjs MODULE FILE
const { readFileSync } = require("node:fs");
const { Parser, Writer } = require(process.argv[2]);

const quads = new Parser({ format: "text/turtle" }).parse(readFileSync(process.argv[3], "utf8"));
const writer = new Writer({ format: "N-Triples" });
writer.addQuads(quads);
writer.end((error, result) => process.stdout.write(result));
