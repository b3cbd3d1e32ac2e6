"""docs/worked-example.md: one sentence of the shipped statement on its way from words to triples."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from kg import terms
from kg.graph.nanopubs import iter_nanopubs
from kg.graph.quads import canonical_order, node
from kg.graph.reifiers import with_reifiers
from kg.graph.write import to_bytes
from kg.model import Claim
from making.chosen import Chosen

PAGE = """# From a sentence to triples

One sentence of the shipped statement, step by step. `docs/make.py` writes this page from `data/` as it is, so it cannot
differ from what `kg build` makes. Prefixes are those of `ontology/context.jsonld`.

![The claim in one picture](core-pattern.svg)

## 1. The sentence

{sentence}

Sentence {number} of [source.txt](../data/statements/{statement}/source.txt), code points {start} to {end}; the words
that the claim rests on are bold.

## 2. The claim, as its reader wrote it down

The entry of [claims.yaml](../data/statements/{statement}/claims.yaml) that holds it
([how to read this file](claims-file.md)):

```yaml
{entry}```

## 3. The claim in the graph

The claim names its triple, and says how it is told, in whose voice, on which words and who read it. `kg build` re-reads
the words at their place, code point by code point.

```turtle
{claim}```

## 4. The plain triple

The claim is affirmed, told as fact, in the document's own voice and bound to its words; so its triple also stands
plain. A triple about an undertaking means what its status says: here *{status}*, read from the word “{cue}”.

```turtle
{plain}```

An opinion, a possibility, an exclusion or a quoted person's word ends at step 3: it is a claim and never a plain
triple. So do these words of sentence {opinion_sentence}, told as opinion in the words of {speaker}: “{opinion_words}”.

```turtle
{opinion}```

## 5. What follows by rule

{rule}

```turtle
{inference}```

## 6. As an RDF 1.2 reifier

`kg export turtle12` adds one triple to each claim, record and inference; the query
[reifiers.rq](../ontology/mappings/reifiers.rq) makes it.

```turtle
{reifier}```

## 7. As a nanopublication

`kg export nanopubs` writes every claim as a nanopublication with a trusty URI. Its assertion is the claim and not the
plain triple: cut off from the claim that gives its status, the triple would read as if an intended cooperation existed.

```trig
{nanopub}```
"""


def to_markdown(chosen: Chosen) -> str:
    """The page as Markdown."""
    claim, source = chosen.claim, chosen.statement.source
    rule = next(r for r in chosen.build.rules if r.iri == chosen.inference.rule)
    return PAGE.format(
        sentence=_sentence(chosen),
        number=claim.sentence,
        statement=source.name,
        start=chosen.sentence.span.start,
        end=chosen.sentence.span.end,
        entry=chosen.entry(),
        claim=_turtle(chosen, _about(chosen, claim.iri, *(e.iri for e in chosen.facts.grounds[claim.iri].evidence))),
        status=chosen.label(chosen.status.obj),
        cue=chosen.status.cue,
        plain=_turtle(chosen, _plain(chosen)),
        opinion_sentence=chosen.opinion.sentence,
        opinion_words=_words(chosen, chosen.opinion),
        speaker=chosen.label(chosen.opinion.voice),
        opinion=_turtle(chosen, _about(chosen, chosen.opinion.iri)),
        rule=f"*{rule.title}*: {rule.prose}",
        inference=_turtle(chosen, _inferred(chosen)),
        reifier=_reifier(chosen),
        nanopub=_nanopub(chosen),
    )


def _sentence(chosen: Chosen) -> str:
    """The sentence as a quotation, the claim's words bold."""
    source, span = chosen.statement.source, chosen.sentence.span
    words, at = "", span.start
    for part in chosen.claim.spans:
        words += f"{source.text[at : part.start]}**{source.words(part)}**"
        at = part.end
    return "> " + " ".join((words + source.text[at : span.end]).split())


def _words(chosen: Chosen, claim: Claim) -> str:
    """The quotes of a claim on one line."""
    source = chosen.statement.source
    return "” … “".join(" ".join(source.words(span).split()) for span in claim.spans)


def _about(chosen: Chosen, *subjects: str) -> list[ox.Quad]:
    """All that the graph says of these things."""
    wanted = {node(iri) for iri in subjects}
    return [q for q in chosen.build.graph.merged if q.subject in wanted]


def _plain(chosen: Chosen) -> list[ox.Quad]:
    """The plain triples of the claim and of its subject's status."""
    claims = (chosen.claim, chosen.status)
    wanted = {(node(c.subject), node(c.predicate), node(c.obj)) for c in claims}
    return [q for q in chosen.build.graph.merged if (q.subject, q.predicate, q.object) in wanted]


def _inferred(chosen: Chosen) -> list[ox.Quad]:
    inference = chosen.inference
    wanted = (node(inference.subject), node(inference.predicate), node(inference.obj))
    triple = [q for q in chosen.build.graph.merged if (q.subject, q.predicate, q.object) == wanted]
    return triple + _about(chosen, inference.iri)


def _turtle(chosen: Chosen, quads: Iterable[ox.Quad]) -> str:
    written = to_bytes(canonical_order(quads), "turtle", chosen.build.vocabulary.prefixes).decode()
    return _body(written)


def _reifier(chosen: Chosen) -> str:
    query = chosen.build.project.ontology_folder / "mappings" / "reifiers.rq"
    reifies = node(terms.RDF + "reifies")
    quads = with_reifiers(_about(chosen, chosen.claim.iri), query)
    return _turtle(chosen, [q for q in quads if q.predicate == reifies])


def _nanopub(chosen: Chosen) -> str:
    name = terms.local_name(chosen.claim.iri).encode()
    found = iter_nanopubs(chosen.build.graph, chosen.build.vocabulary.prefixes)
    written = next(n for n in found if b"\tclaim:" + name + b" a cmq:Claim" in n).decode()
    own = [line for line in written.splitlines() if line.startswith(("@prefix this:", "@prefix sub:"))]
    return "\n".join(own) + "\n\n" + _body(written)


def _body(written: str) -> str:
    """Turtle or TriG without its prefixes, four blanks for a tab."""
    lines = [line for line in written.splitlines() if not line.startswith("@prefix ")]
    return "\n".join(lines).strip("\n").replace("\t", "    ") + "\n"
