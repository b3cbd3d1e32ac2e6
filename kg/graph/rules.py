"""Inference by small CONSTRUCT rules, run to a fixed point, each result with its rule and premises.

A rule's body is triple patterns and FILTER alone, and its head one triple, so that the premises of every result
can be named. The same triple may be inferred by several rules or from several premises: all are kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from kg import terms
from kg.errors import InputError
from kg.graph.quads import RDF_TYPE, GraphBuilder, cmq, in_default_graph, node, text
from kg.sparql import Pattern, PatternError, read_query

GRAPH_NAME = "inferred"
_GROUND_TYPES = (cmq("Claim"), cmq("Record"))
_MANNER = ("toldAs", "polarity", "subjectBoundBy", "objectBoundBy")
_PARTS = {cmq(n): n for n in ("subject", "predicate", "object", "value", "voice", "inDocument", *_MANNER)}
Triple = tuple[Any, ox.NamedNode, Any]
Solution = dict[str, Any]


@dataclass(frozen=True)
class Rule:
    """One rule: its file's name, its title, the rule in prose, its head and body, and the body as SPARQL."""

    name: str
    title: str
    prose: str
    head: Pattern
    body: tuple[Pattern, ...]
    select: str

    @property
    def iri(self) -> str:
        """The IRI of the rule."""
        return terms.RULE + self.name


def read_rules(folder: Path) -> list[Rule]:
    """The rules of a folder, by file name. Raises `InputError` for one that is not a plain CONSTRUCT."""
    return [_read_rule(path) for path in sorted(folder.glob("*.rq"))]


def _read_rule(path: Path) -> Rule:
    source = path.read_text("utf-8")
    comments = [line[1:].strip() for line in source.splitlines() if line.startswith("#")]
    try:
        query = read_query(source)
        template = source[source.index("{", source.index("CONSTRUCT")) : source.index("WHERE")]
        prologue = source[: source.index("CONSTRUCT")]
        head = read_query(f"{prologue} SELECT * {template}").patterns
        ox.Store().query(source)
    except (PatternError, ValueError, SyntaxError) as error:
        raise InputError("a rule cannot be read", where=str(path), do=str(error)) from None
    if query.form != "CONSTRUCT" or len(head) != 1 or any(p.path.op != "iri" for p in (*head, *query.patterns)):
        do = "write one triple in the head, and plain triple patterns, FILTER and BIND in the body"
        raise InputError("a rule is not of the plain form", where=str(path), do=do)
    body = source[query.group_start : query.group_end]
    title, prose = comments[0] if comments else path.stem, " ".join(comments[1:])
    return Rule(path.stem, title, prose, head[0], tuple(query.patterns), f"{prologue} SELECT * {body}")


def infer(quads: Iterable[ox.Quad], rules: list[Rule]) -> list[ox.Quad]:
    """The inferred triples and their inferences, as quads of one named graph.

    `quads` are the asserted, evidence, register and ontology quads; what is inferred but already asserted or
    recorded is left out, since it has its ground.
    """
    return _Inference(list(quads), rules).run()


class _Inference:
    """Runs rules over a store of the plain triples until nothing new comes."""

    def __init__(self, quads: list[ox.Quad], rules: list[Rule]) -> None:
        self.store, self.rules = ox.Store(), rules
        self.store.extend(in_default_graph(quads))
        self.concluded: set[ox.Quad] = set()
        self.grounds = _grounds(quads)
        self.builder = GraphBuilder(GRAPH_NAME)
        self.seen: set[tuple[str, ...]] = set()

    def run(self) -> list[ox.Quad]:
        used: dict[str, Rule] = {}
        is_new = True
        while is_new:
            found = [(rule, s) for rule in self.rules for s in self._solutions(rule)]
            is_new = False
            for rule, solution in found:
                if self._conclude(rule, solution):
                    used[rule.name] = rule
                    is_new = True
        for _, rule in sorted(used.items()):
            self.builder.add_type(rule.iri, terms.ONT + "Rule")
            self.builder.add(rule.iri, node(terms.RDFS + "label"), text(rule.title, "en"))
            self.builder.add(rule.iri, node(terms.RDFS + "comment"), text(rule.prose, "en"))
        return self.builder.quads()

    def _solutions(self, rule: Rule) -> list[Solution]:
        """The rows of a rule's body, in order; a row whose BIND had no value for the head concludes nothing."""
        results = self.store.query(rule.select)
        assert isinstance(results, ox.QuerySolutions)
        names = [variable.value for variable in results.variables]
        needed = [end[1:] for end in (rule.head.subject, rule.head.obj) if end.startswith("?")]
        rows = [{name: row[name] for name in names} for row in results]
        told = [row for row in rows if all(row[name] is not None for name in needed)]
        return sorted(told, key=lambda row: [str(row[name]) for name in names])

    def _conclude(self, rule: Rule, solution: Solution) -> bool:
        subject, predicate, obj = _instance(rule.head, solution)
        key = (subject, predicate, obj)
        quad = ox.Quad(subject, predicate, obj)
        if quad in self.store and quad not in self.concluded:
            return False
        derivation = (rule.name, *(str(solution[name]) for name in sorted(solution)))
        premises = self._premises(rule, solution)
        if premises is None or derivation in self.seen:
            return False
        self.seen.add(derivation)
        name = terms.hash_name(*map(str, key), *derivation)
        iri = terms.entity_iri("inference", name)
        self.grounds[key].add(iri)
        add = self.builder.add
        add(subject.value, predicate, obj)
        self.builder.add_type(iri, terms.ONT + "Inference")
        add(iri, cmq("subject"), subject)
        add(iri, cmq("predicate"), predicate)
        add(iri, cmq("value") if isinstance(obj, ox.Literal) else cmq("object"), obj)
        add(iri, cmq("byRule"), node(rule.iri))
        add(iri, cmq("premise"), *(node(premise) for premise in premises))
        self.concluded.add(quad)
        self.store.add(quad)
        return True

    def _premises(self, rule: Rule, solution: Solution) -> list[str] | None:
        """The grounds of every triple in the rule's body, sorted; None while one of them has no ground."""
        premises: set[str] = set()
        for pattern in rule.body:
            subject, predicate, obj = _instance(pattern, solution)
            grounds = self.grounds.get((subject, predicate, obj), set())
            if not grounds:
                return None
            premises |= grounds
        return sorted(premises)


def _instance(pattern: Pattern, solution: Solution) -> Triple:
    def end(words: str) -> Any:
        return solution[words[1:]] if words.startswith("?") else node(words)

    return end(pattern.subject), node(pattern.path.iri), end(pattern.obj)


def _grounds(quads: Iterable[ox.Quad]) -> defaultdict[Triple, set[str]]:
    """Claims (of what is plain) and records by the triple that they ground."""
    parts: dict[Any, dict[str, Any]] = defaultdict(dict)
    grounds_seen: list[Any] = []
    for quad in quads:
        if quad.predicate == RDF_TYPE and quad.object in _GROUND_TYPES:
            grounds_seen.append(quad.subject)
        name = _PARTS.get(quad.predicate)
        if name:
            parts[quad.subject][name] = quad.object
    grounds: defaultdict[Triple, set[str]] = defaultdict(set)
    for ground in grounds_seen:
        part = parts[ground]
        if _is_plain(part):
            grounds[part["subject"], part["predicate"], part.get("object") or part["value"]].add(ground.value)
    return grounds


def _is_plain(part: dict[str, Any]) -> bool:
    """What `Claim.is_plain` says, read from the graph; a record always is."""
    words = {key: terms.local_name(part[key].value) for key in _MANNER if key in part}
    is_told = words.get("toldAs", "fact") == "fact" and words.get("polarity", "affirmed") == "affirmed"
    is_own = part.get("voice") in (None, part.get("inDocument"))
    return is_told and is_own and "background" not in (words.get("subjectBoundBy"), words.get("objectBoundBy"))
