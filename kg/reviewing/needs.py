"""What the shapes ask of a thing that claims speak of: read from `shapes.ttl`, held against the claims in a moment.

Only those shapes are taken that ask for at least one value of a property that a claim can say; the whole of them is
for `kg check`, which takes a second and more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from kg import terms
from kg.model import Claim
from kg.vocabulary import Vocabulary, read_turtle

_INVERSE = terms.SH + "inversePath"


@dataclass(frozen=True)
class Asked:
    """One shape: things that are a `classes`, subject of `subjects` or object of `objects` have a `predicate`.

    Inverse: they are the object of one. All are IRIs; `message` says so in words.
    """

    predicate: str
    is_inverse: bool
    classes: tuple[str, ...]
    subjects: tuple[str, ...]
    objects: tuple[str, ...]
    message: str

    def lacking(
        self,
        claims: Iterable[Claim],
        things: dict[str, str],
        vocabulary: Vocabulary,
        known: Iterable[tuple[str, str, str]] = (),
    ) -> list[str]:
        """The IRIs of things (type by IRI) that are meant and have none, nor a recorded or inferred one (`known`)."""
        plain = [claim for claim in claims if claim.is_plain]
        meant = {iri for iri, kind in things.items() if any(vocabulary.is_a(kind, one) for one in self.classes)}
        meant |= {claim.subject for claim in plain if claim.predicate in self.subjects}
        meant |= {claim.obj for claim in plain if claim.predicate in self.objects and not claim.is_literal}
        said = [(claim.subject, claim.obj) for claim in plain if claim.predicate == self.predicate]
        said += [(subject, obj) for subject, predicate, obj in known if predicate == self.predicate]
        return sorted(meant - {obj if self.is_inverse else subject for subject, obj in said})


@dataclass(frozen=True, order=True)
class Need:
    """What a thing lacks: its name, the predicate's name, whether it is to be the object of it."""

    name: str
    predicate: str
    is_inverse: bool = False


def read_asked(folder: Path, vocabulary: Vocabulary) -> tuple[Asked, ...]:
    """The shapes of an ontology folder that ask for what a claim can say, without those that only warn."""
    index: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for triple in read_turtle(folder / "shapes.ttl"):
        index[str(triple.subject)][triple.predicate.value].append(
            getattr(triple.object, "value", "") if "NamedNode" in type(triple.object).__name__ else str(triple.object)
        )
    return tuple(asked for shape in index.values() if (asked := _to_asked(shape, index, vocabulary)))


def _to_asked(
    shape: dict[str, list[str]], index: dict[str, dict[str, list[str]]], vocabulary: Vocabulary
) -> Asked | None:
    path = next(iter(shape.get(terms.SH + "path", [])), "")
    inverse = next(iter(index[path].get(_INVERSE, [])), "") if path in index else ""
    sayable = {p.iri for p in vocabulary.sayable.values()}
    asks = any(not count.startswith('"0"') for count in shape.get(terms.SH + "minCount", []))
    if not asks or (inverse or path) not in sayable or terms.SH + "Warning" in shape.get(terms.SH + "severity", []):
        return None
    classes, subjects, objects = (
        tuple(shape.get(terms.SH + target, [])) for target in ("targetClass", "targetSubjectsOf", "targetObjectsOf")
    )
    message = next(iter(shape.get(terms.SH + "message", [])), "").rpartition('"')[0].lstrip('"')
    return Asked(inverse or path, bool(inverse), classes, subjects, objects, message)
