"""A note to paste into a brief: who, what, how firm, in which exact words, with footnotes.

Only what is asserted stands as fact; opinions, possibilities and quoted words have a section of their own, with
their speaker. Every line has its footnote; a footnote is verbatim words with their sentence.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kg import terms
from kg.asking.find import status_in_words, status_of
from kg.asking.naming import resolve
from kg.asking.notes import Brief, Line, by_place, words_of
from kg.graph.facts import Facts, Ground

_ONT = terms.ONT
_FIRMNESS = ("completed", "ongoing", "planned", "intended", "called-for", "delayed", "lapsed", "")
_HEADINGS = {
    "ongoing": "Under way, as the text has it",
    "intended": "Intended (what there is already, the text does not say)",
    "called-for": "Called for",
    "": "Status not known",
}
_INSTRUMENT_LEADS = (
    ("hasAim", "Its aims: to"),
    ("buildsOn", "It builds on"),
    ("groundedIn", "It is grounded in"),
    ("hasOccasion", "Its occasion is"),
    ("supports", "It is to help along"),
    ("leadsTo", "It is presented as a step towards"),
)
_VERBATIM = ("amount", "timeExpression", "webAddress")
_UNDERTAKINGS = ("Cooperation", "Meeting", "Programme", "Funding", "Undertaking", "Strategy")


def brief_statement(iri: str, facts: Facts) -> Brief:
    """The note on one statement, by its document's IRI."""
    return _Writer(facts, iri).statement()


def brief_entity(name: str, facts: Facts) -> Brief:
    """The note on one entity over all statements. Raises `UsageError` for an unknown name."""
    return _Writer(facts, "").entity(resolve(name, facts))


class _Writer:
    """Puts a note together from the facts."""

    def __init__(self, facts: Facts, document: str) -> None:
        self.facts, self.document = facts, document
        grounds = [g for g in facts.grounds.values() if g.kind == "read"]
        self._everywhere = sorted((g for g in grounds if g.is_plain and g.document != document), key=by_place)
        self.read = sorted((g for g in grounds if not document or g.document == document), key=by_place)
        self.plain = [g for g in self.read if g.is_plain]

    def statement(self) -> Brief:
        """The brief of a statement: its instruments, undertakings and sponsors, and what it leaves open."""
        facts, iri = self.facts, self.document
        publisher = facts.get(iri, terms.DCTERMS + "publisher")
        by = f", published by {facts.label(publisher)}" if publisher else ""
        kind = facts.get(iri, terms.SCHEMA + "genre").replace("-", " ").capitalize()
        brief = Brief(
            facts.get(iri, terms.DCTERMS + "title"),
            [f"{kind} of {facts.get(iri, terms.DCTERMS + 'issued')}{by}. {self._recordwords_of(iri)}"],
            facts,
        )
        brief.sections = self._sections(
            [self._instruments(), *self._undertakings(None), self._sponsors(), self._unsure(None)]
        )
        brief.citation = self._citation([iri])
        return brief

    def entity(self, iri: str) -> Brief:
        """The brief of one thing, by its IRI."""
        facts = self.facts
        kinds = ", ".join(facts.label(t) for t in facts.types(iri))
        status = status_in_words(iri, facts)
        successors = facts.all(iri, terms.DCTERMS + "isReplacedBy")
        replaced = f" Replaced by {' and '.join(map(self._name, successors))} (recorded)." if successors else ""
        brief = Brief(facts.label(iri), [f"{kinds}{f', {status}' if status else ''}.{replaced}"], facts)
        about = [g for g in self.plain if iri in (g.subject, g.obj) and g.predicate != _ONT + "hasStatus"]
        is_undertaking = any(terms.local_name(t) in _UNDERTAKINGS for t in facts.types(iri))
        lines = [] if is_undertaking else [Line(self._say(g), [g]) for g in about if not self._is_about_undertaking(g)]
        sections = [("What is said of it", lines), *self._undertakings(iri), self._unsure(iri)]
        brief.sections = self._sections(sections)
        documents = sorted({g.document for g in self.read if iri in (g.subject, g.obj)})
        brief.citation = self._citation(documents)
        return brief

    def _sections(self, sections: Iterable[tuple[str, list[Line]]]) -> list[tuple[str, list[Line]]]:
        return [(heading, lines) for heading, lines in sections if lines]

    def _instruments(self) -> tuple[str, list[Line]]:
        """What was signed or issued: parties, signatories, aims, what it builds on."""
        lines = []
        for iri in self._subjects("Instrument"):
            mine = [g for g in self.plain if g.subject == iri]
            lines.append(self._instrument(iri, mine))
            for name, lead in _INSTRUMENT_LEADS:
                found = [g for g in mine if g.predicate == _ONT + name]
                if found and len(mine) > 6:
                    lines.append(Line(f"{lead} {self._names(found)}", found))
        return "The instruments", lines

    def _instrument(self, iri: str, mine: list[Ground]) -> Line:
        """An instrument with its kind, status, parties and signatories."""
        kinds = [self.facts.label(g.obj) for g in mine if g.predicate == terms.DCTERMS + "type"]
        status = [g for g in mine if g.predicate == _ONT + "hasStatus"]
        parties = [g for g in mine if g.predicate == _ONT + "hasParty"]
        signed = {g.obj for g in mine if g.predicate == _ONT + "hasSignature"}
        signatories = [g for g in self.plain if g.subject in signed and g.predicate == _ONT + "signatory"]
        cue = f"“{status[0].cue}”" if status and status[0].cue else status_of(iri, self.facts, self.document)
        dated = self.facts.get(iri, terms.DCTERMS + "issued")
        parts = [", ".join(dict.fromkeys(kinds)), cue, f"dated {dated} (recorded)" if dated else ""]
        if parties:
            parts.append(f"parties {self._names(parties)}")
        if signatories:
            parts.append(f"signed by {' and '.join(self._signer(g) for g in sorted(signatories, key=self._mention))}")
        text = f"**{self.facts.label(iri)}**: {'; '.join(filter(None, parts))}"
        return Line(text, [*status, *parties, *signatories])

    def _signer(self, ground: Ground) -> str:
        """A signatory with the posts in which they signed."""
        posts = [g for g in self.plain if g.subject == ground.subject and g.predicate == _ONT + "signedAs"]
        titles = ", ".join(self.facts.label(g.obj) for g in sorted(posts, key=self._mention))
        return self._name(ground.obj) + (f" ({titles})" if titles else "")

    def _undertakings(self, of: str | None) -> list[tuple[str, list[Line]]]:
        """Undertakings by firmness; `of` keeps those that an entity takes part in, or that it is."""
        by_status: dict[str, list[Line]] = defaultdict(list)
        named = {g.obj for g in self.plain}  # a part that another line names, and of which only the status is told
        for kind in _UNDERTAKINGS:
            for iri in self._subjects(kind):
                mine = [g for g in self.plain if g.subject == iri]
                is_part = len(mine) < 2 and iri in named
                if of != iri and (is_part or (of and of not in {g.obj for g in mine})):
                    continue
                line = self._undertaking(iri, mine)
                by_status[status_of(iri, self.facts, self.document)].append(line)
        return [(_HEADINGS.get(s, s.capitalize()), by_status[s]) for s in _FIRMNESS if by_status[s]]

    def _undertaking(self, iri: str, mine: list[Ground]) -> Line:
        parts = []
        for name, lead in (
            ("hasParticipant", "with"),
            ("carriedBy", "carried on by"),
            ("fundedBy", "funded by"),
            ("deliveredThrough", "through"),
            ("onTopic", "on"),
            ("hasComponent", "featuring"),
            ("supports", "supporting"),
            ("benefits", "for"),
            ("takesPlaceIn", "in"),
            ("hasAim", "to"),
        ):
            found = [g for g in mine if g.predicate == _ONT + name]
            if found:
                parts.append(f"{lead} {self._names(found)}")
        verbatim = [g for g in mine if g.predicate in {_ONT + name for name in _VERBATIM}]
        parts += dict.fromkeys(f"“{g.obj}”" for g in verbatim)
        parts += self._later(iri)
        standing = [g for g in self.facts.statuses.get(iri, []) if self.document in ("", g.document)]
        cues = [g.cue for g in standing[-1:] if g.cue and g.is_plain]
        told = f" (“{cues[0]}”)" if cues else ""
        body = "; ".join(parts)
        return Line(f"**{self.facts.label(iri)}**{told}{': ' + body if body else ''}", mine)

    def _later(self, iri: str) -> list[str]:
        """What became of it: the statuses that later documents give, where the note is on one document."""
        told = self.facts.statuses.get(iri, []) if self.document else []
        issued = {g.document: self.facts.get(g.document, terms.DCTERMS + "issued") for g in told}
        later = [g for g in told if issued[g.document] > issued.get(self.document, "")]
        became = [f"later {terms.local_name(g.obj)} ({terms.local_name(g.document)})" for g in later]
        elsewhere = self._everywhere if self.document else []
        taken = [g for g in elsewhere if (g.subject, g.predicate) == (iri, _ONT + "carriedBy")]
        return became + [f"taken over by {self._name(g.obj)} ({terms.local_name(g.document)})" for g in taken]

    def _sponsors(self) -> tuple[str, list[Line]]:
        """Which body is sponsored by which, and until when the sponsor was there, where that is recorded."""
        lines = []
        for ground in self.plain:
            if ground.predicate == _ONT + "sponsoredBy":
                ended = self.facts.get(ground.obj, terms.SCHEMA + "dissolutionDate")
                since = f"; dissolved {ended} (recorded)" if ended else ""
                names = f"**{self._name(ground.subject)}** is sponsored by {self._name(ground.obj)}"
                lines.append(Line(f"{names}{since}", [ground]))
        return "Sponsors", lines

    def _unsure(self, of: str | None) -> tuple[str, list[Line]]:
        """What is not asserted: opinions, possibilities, quoted words, each as it stands, by voice and manner."""
        groups: dict[tuple[str, str], list[Ground]] = defaultdict(list)
        for ground in self.read:
            if not ground.is_plain and (not of or of in (ground.subject, ground.obj, ground.voice)):
                groups[ground.voice, _manner(ground)].append(ground)
        lines = []
        for (voice, manner), grounds in groups.items():
            who = "The document" if voice == grounds[0].document else f"**{self.facts.label(voice)}**"
            quotes = dict.fromkeys(
                " … ".join(f"“{words_of(e)}”" for e in g.evidence) for g in sorted(grounds, key=by_place)
            )
            lines.append(Line(f"{who} ({manner}): {'; '.join(_longest(list(quotes)))}", grounds))
        return "Not facts: opinions, possibilities and quoted words", lines

    def _subjects(self, kind: str) -> list[str]:
        found = [g.subject for g in self.plain if _ONT + kind in self.facts.types(g.subject)]
        return list(dict.fromkeys(found))

    def _is_about_undertaking(self, ground: Ground) -> bool:
        return any(terms.local_name(t) in _UNDERTAKINGS for t in self.facts.types(ground.subject))

    def _say(self, ground: Ground) -> str:
        obj = f"“{ground.obj}”" if ground.is_literal else self.facts.label(ground.obj)
        excluded = "not: " if ground.polarity == "excluded" else ""
        return f"{excluded}{self.facts.label(ground.subject)} {self.facts.label(ground.predicate)} {obj}"

    def _names(self, grounds: list[Ground]) -> str:
        names = list(dict.fromkeys(self._name(g.obj) for g in sorted(grounds, key=self._mention)))
        return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]

    def _mention(self, ground: Ground) -> tuple[str, int, int, str]:
        """Where a claim's object is named in its words, so that lists keep the order of the text."""
        predicates = (terms.RDFS + "label", _ONT + "acronym", terms.SKOS + "altLabel", _ONT + "misnomer")
        names = [name for predicate in predicates for name in self.facts.all(ground.obj, predicate)]
        found = [(e.start, words_of(e).lower().find(name.lower())) for e in ground.evidence for name in names]
        places = [start + at for start, at in found if at >= 0]
        end = ground.evidence[-1].end if ground.evidence else 0
        return ground.document, min(places, default=end), end, ground.obj

    def _name(self, iri: str) -> str:
        acronym = self.facts.get(iri, _ONT + "acronym")
        label = self.facts.label(iri)
        return f"{label} ({acronym})" if acronym and acronym not in label else label

    def _recordwords_of(self, iri: str) -> str:
        records = [g for g in self.facts.grounds.values() if g.kind == "recorded" and g.subject == iri]
        record = next((g for g in records if g.predicate == terms.DCTERMS + "issued"), None)
        if not record:
            return ""
        return f"Title, date and publisher from {self.facts.label(record.source)}, read on {record.read_on}."

    def _citation(self, documents: list[str]) -> list[str]:
        facts, lines = self.facts, []
        for iri in documents:
            title, issued = facts.get(iri, terms.DCTERMS + "title"), facts.get(iri, terms.DCTERMS + "issued")
            twice = sum(bool(g.second_readers) for g in self.read if g.document == iri)
            count = sum(g.document == iri for g in self.read)
            lines.append(
                f"Source: “{title}”, {issued}; text with SHA-256 {facts.get(iri, terms.SCHEMA + 'sha256')}; "
                f"{iri} ({count} claims, {twice} of them read a second time)."
            )
        return lines


def _manner(ground: Ground) -> str:
    """How a claim that is not asserted was told, in a word or two."""
    if ground.polarity == "excluded":
        return "excluded"
    if ground.told_as != "fact":
        return ground.told_as
    return "own words" if ground.is_quoted else "from the context, not in the words"


def _longest(quotes: list[str]) -> list[str]:
    """Quotes without those whose words stand in a longer one."""
    return [q for q in quotes if not any(q != other and q.strip("“”") in other for other in quotes)]
