"""Explains an entity or a claim in words: what is said of it, in which words, how firmly, by whom, and why."""

from __future__ import annotations

from collections.abc import Iterator

from kg import terms
from kg.asking.find import how_told, in_words, sentence_words, status_in_words
from kg.asking.naming import names_of, resolve
from kg.graph.facts import Evidence, Facts, Ground

_NAMING = {terms.RDF + "type", terms.RDFS + "label", terms.SKOS + "inScheme", terms.DCTERMS + "title"}


def explain(name: str, facts: Facts) -> str:
    """A text of plain lines about an entity or a claim. Raises `UsageError` for an unknown name."""
    iri = resolve(name, facts)
    if iri in facts.grounds:
        return "\n".join(_explain_ground(facts.grounds[iri], facts))
    return "\n".join(_explain_entity(iri, facts))


def chain(ground: Ground, facts: Facts, indent: str = "") -> list[str]:
    """What a ground rests on, down to quotes and records; an inference names its rule and then its premises."""
    if ground.kind == "read":
        return [f"{indent}{line}" for line in _quote_lines(ground, facts)]
    if ground.kind == "recorded":
        return [f"{indent}recorded: {facts.label(ground.source)}, read on {ground.read_on}{_validity(ground)}"]
    lines = [
        f"{indent}inferred by the rule “{facts.label(ground.rule)}”: {facts.get(ground.rule, terms.RDFS + 'comment')}"
    ]
    for premise in ground.premises:
        because = facts.grounds.get(premise)
        if because:
            lines.append(f"{indent}  because {in_words(because, facts)}")
            lines += chain(because, facts, indent + "    ")
    return lines


def _explain_entity(iri: str, facts: Facts) -> list[str]:
    types = [facts.label(t) for t in facts.types(iri)]
    status = status_in_words(iri, facts)
    lines = [f"{facts.label(iri)} ({', '.join(types)})" + (f" — {status}" if status else ""), iri]
    others = [n for n in dict.fromkeys(names_of(iri, facts)) if n != facts.label(iri)]
    if others:
        lines.append(f"also: {'; '.join(others)}")
    for heading, grounds in grounds_about(iri, facts):
        lines += ["", heading]
        for ground in grounds:
            lines.append(f"- {in_words(ground, facts)}")
            lines += chain(ground, facts, "    ")
    return lines


def grounds_about(iri: str, facts: Facts) -> Iterator[tuple[str, list[Ground]]]:
    """What is said by a person, and what is read, recorded and inferred about an entity, each under its heading."""
    own = sorted((g for g in facts.grounds.values() if g.is_quoted and g.voice == iri), key=_order)
    if own:
        yield "In their own words (claims, not facts)", own
    names = [name for name in names_of(iri, facts) if name != facts.label(iri)]
    mine = [g for g in facts.grounds.values() if iri in (g.subject, g.obj) and g.predicate not in _NAMING]
    mine = [g for g in mine if not (g.kind == "recorded" and g.is_literal and g.obj in names)]
    for kind, heading in {"read": "Read from the text", "recorded": "Recorded", "inferred": "Inferred"}.items():
        grounds = sorted((g for g in mine if g.kind == kind), key=_order)
        if grounds:
            yield heading, grounds


def _explain_ground(ground: Ground, facts: Facts) -> list[str]:
    lines = [in_words(ground, facts), ground.iri]
    if ground.kind == "read":
        lines.append(f"told as {ground.told_as}, {ground.polarity}, confidence {ground.confidence}")
        lines.append(f"voice: {facts.label(ground.voice)}")
        bound = {"subject": ground.subject_bound_by, "object": ground.object_bound_by}
        lines.append("bound by: " + ", ".join(f"{end} {reason}" for end, reason in bound.items()))
        if ground.cue:
            lines.append(f"cue: “{ground.cue}”")
        readers = [facts.label(r) for r in (*ground.readers, *ground.second_readers)]
        lines.append(f"read by: {'; '.join(readers)}")
        plain = "yes" if ground.is_plain else "no, the claim stands alone"
        lines.append(f"asserted as a plain triple: {plain}")
    return [*lines, *chain(ground, facts)]


def _quote_lines(ground: Ground, facts: Facts) -> list[str]:
    told = how_told(ground, facts)
    quote = " … ".join(f"“{_line(e)}”" for e in ground.evidence)
    numbers = sorted({n for e in ground.evidence for n in e.sentences})
    place = f"{terms.local_name(ground.document)}, sentence {', '.join(map(str, numbers))}"
    sure = "" if float(ground.confidence) == 1 else f", confidence {ground.confidence}"
    lines = [f"{quote} ({place}{sure})"]
    if told:
        lines.append(f"{told}: not asserted as a fact")
    lines += [f"standing for “{_line(e)}”" for e in ground.antecedents]
    if ground.comment:
        lines.append(f"note: {ground.comment}")
    return lines


def _validity(ground: Ground) -> str:
    dates = [
        f"from {ground.valid_from}" * bool(ground.valid_from),
        f"until {ground.valid_until}" * bool(ground.valid_until),
    ]
    text = " ".join(filter(None, dates))
    note = f" ({ground.comment})" if ground.comment else ""
    return (f", valid {text}" if text else "") + note


def _line(evidence: Evidence) -> str:
    return " ".join(evidence.exact.split())


def _order(ground: Ground) -> tuple[int, str]:
    return (ground.evidence[0].start if ground.evidence else 0), ground.iri


def sentence_at(document: str, number: int, facts: Facts) -> str:
    """The words of a document's sentence by its number, on one line, or an empty string."""
    return sentence_words(terms.sentence_iri(terms.local_name(document), number), facts)
