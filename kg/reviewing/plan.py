"""Puts accepted claims into a claims file, in the order of the text; declares what they need."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from kg.claims.binding import is_bound_in
from kg.claims.manner import check_manner, words_before
from kg.findings import Place
from kg.keys import Keys
from kg.model import Entity
from kg.reviewing.drafted import Drafted
from kg.reviewing.gated import Gated
from kg.reviewing.line import Line, NewEntity, squeeze
from kg.reviewing.written import Spot, Written, item_numbers
from kg.sources.locate import locate
from kg.sources.words import is_function_words

_DEFAULTS = (("told-as", "fact"), ("polarity", "affirmed"))
_ASKED_FOR = {"E058": "told-as", "E049": "polarity"}


@dataclass
class Planner:
    """Puts lines into a claims file; `links` are names of the draft that are other names.

    `entities` are things that a person describes together with a line; they win over those of the draft.
    """

    gate: Callable[[str], Gated]
    drafted: Drafted
    links: Mapping[str, str]
    entities: dict[str, NewEntity] = field(default_factory=dict)

    def with_lines(self, text: str, lines: Iterable[Line]) -> str:
        """The text with these lines and all that they need."""
        for line in lines:
            shorter = self._without_defaults(text, self._without_sentence(text, line))
            text = self._with_needs(text, shorter)
            text = self._with_line(text, self._without_reasons(text, shorter))
        return text

    def _with_line(self, text: str, line: Line) -> str:
        written, gated = Written(text), self.gate(text)
        placed = gated.place(line.to_saying(Place("")))
        sentence = placed.sentence if placed else 0
        numbers = self._sentences(gated)
        for item, number in sorted(numbers.items()):
            if number == sentence and written.can_take(item, line):
                return written.with_saying(item, line)
        return written.with_claims([line], _spot(numbers, sentence))

    def _with_needs(self, text: str, line: Line) -> str:
        for name in line.names:
            text = self._with_name(text, name, line)
        placed = self.gate(text).place(line.to_saying(Place("")))
        source = self.gate(text).ground.source
        for quotation in self.drafted.quotations.values():
            parts = [span for words in quotation.words for span in locate(source.text, words)]
            if placed and any(part.holds(span) for part in parts for span in placed.spans):
                text = self._with_name(text, quotation.name, line)
        return text

    def _with_name(self, text: str, name: str, line: Line) -> str:
        """With the name declared, where the draft or the person describes it; with the words that it needs here."""
        gated, known = self.gate(text), self.gate(text).find(name)
        described = self.entities.get(name) or self.merged(name)
        if known is None and name in self.drafted.quotations:
            quotation = self.drafted.quotations[name]
            speaker = self.links.get(quotation.speaker, quotation.speaker)
            text = self._with_name(text, speaker, line)
            return Written(text).with_quotation(replace(quotation, speaker=speaker))
        if known is None:
            return Written(text).with_entity(described) if described and described.type else text
        return self._with_mentions(text, known, described, line, gated)

    def with_words(self, text: str, name: str, line: Line) -> str:
        """With those words for a known thing that bind it to this line, where no form of it does yet."""
        known = self.gate(text).find(name)
        return self._with_mentions(text, known, self.entities.get(name), line, self.gate(text)) if known else text

    def _with_mentions(self, text: str, known: Entity, described: NewEntity | None, line: Line, gated: Gated) -> str:
        """With those mentions of a known thing that bind it to this line's words, where no form of it does yet."""
        settings = dict(line.settings)
        where = [words for words in (*line.quotes, settings.get("antecedent", "")) if words]
        if described is None or is_bound_in(where, known.forms):
            return text
        wanted = tuple(words for words in _forms(described) if is_bound_in(where, (words,)))
        wanted = tuple(words for words in wanted if words not in known.forms)
        if not wanted:
            return text
        declared = [str(entity.name) for entity in gated.file.entities]
        if known.name in declared:
            return Written(text).with_mentions(known.name, wanted)
        return Written(text).with_entity(NewEntity(known.name, mentions=wanted))

    def merged(self, name: str) -> NewEntity | None:
        """What the draft knows of a name, with the words of everything that was linked to it."""
        own = self.drafted.entities.get(name)
        others = [self.drafted.entities[one] for one, to in self.links.items() if to == name and one != name]
        others = [other for other in others if other]
        if own is None and not others:
            return None
        made = own or NewEntity(name)
        words = dict.fromkeys([*made.mentions, *(form for other in others for form in _forms(other))])
        return replace(made, mentions=tuple(word for word in words if word not in (made.label, *made.aliases)))

    def _without_reasons(self, text: str, line: Line) -> Line:
        """Without the reason of an end that the quote names anyway, as where the text names its own title."""
        gated = self.gate(text)
        predicate = gated.ground.vocabulary.sayable.get(line.predicate)
        listed = gated.names.find_concepts(predicate) if predicate else {}
        kept = []
        for end, reason in line.because:
            name = line.subject if end == "subject" else line.obj
            concept, known = listed.get(name), gated.find(name)
            forms = (concept.label, concept.name.replace("-", " ")) if concept else known.forms if known else ()
            if reason == "background" or not is_bound_in(list(line.quotes), forms):
                kept.append((end, reason))
        return replace(line, because=tuple(kept))

    def _without_defaults(self, text: str, line: Line) -> Line:
        """Without `told-as: fact` and `polarity: affirmed`, where no word of the quotes asks for them to be written."""
        settings = tuple(pair for pair in line.settings if pair not in _DEFAULTS)
        bare, keys = replace(line, settings=settings), Keys()
        ground, saying = self.gate(text).ground, bare.to_saying(Place(""))
        placed = self.gate(text).place(saying) if bare != line else None
        if placed is None:
            return line
        quotes = [ground.source.words(span) for span in placed.spans]
        check_manner(saying, quotes, words_before(ground.source, placed), ground.vocabulary, keys)
        asked = [_ASKED_FOR[finding.code] for finding in keys.findings if finding.code in _ASKED_FOR]
        return replace(line, settings=tuple(p for p in line.settings if p not in _DEFAULTS or p[0] in asked))

    def _without_sentence(self, text: str, line: Line) -> Line:
        """Without the sentence's number, where the quotes stand once anyway."""
        bare = replace(line, sentence="", quotes=tuple(squeeze(quote) for quote in line.quotes))
        place, gated = Place(""), self.gate(text)
        wanted, found = gated.place(line.to_saying(place)), gated.place(bare.to_saying(place))
        return bare if wanted == found else line

    def _sentences(self, gated: Gated) -> dict[int, int]:
        """The sentence of every claim of the file that can be placed, by the claim's number from 0."""
        sayings = gated.file.sayings
        found: dict[int, int] = {}
        for number, saying in zip(item_numbers(gated.text, sayings), sayings, strict=True):
            placed = gated.placer.place(saying) if number not in found else None
            if placed:
                found[number] = placed.sentence
        return found


def _forms(entity: NewEntity) -> tuple[str, ...]:
    found = dict.fromkeys([entity.label, *entity.aliases, *entity.mentions])
    return tuple(form for form in found if form and not is_function_words(form))


def _spot(numbers: Mapping[int, int], sentence: int) -> Spot:
    """Behind the last claim of the same sentence, else before the first of a later one, else at the end."""
    same = [item for item, number in numbers.items() if number == sentence]
    if same:
        return Spot(max(same) + 1, sentence, is_new=False)
    later = [item for item, number in numbers.items() if number > sentence]
    end = max(numbers, default=-1) + 1
    return Spot(min(later) if later and sentence else end, sentence, is_new=bool(sentence))
