"""Applies the relation rules to a masked sentence: each match becomes proposals, distributed over lists.

The quote of a proposal is the shortest stretch of the sentence that holds both ends and the words that govern them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.drafting.proposal import Proposal
from kg.drafting.relating.clause import governs, hull
from kg.drafting.relating.ends import AIMS, TOPICS, End, Ends, reasons
from kg.drafting.relating.fitting import Fitting
from kg.drafting.relating.masked import Masked, Name
from kg.drafting.relating.patterns.pattern import Rule, Saying, rules_for
from kg.drafting.relating.workbook import Workbook
from kg.model import Span
from kg.vocabulary import Vocabulary

_NODES = "UNMGFIR"
_LISTS = {
    "list": re.compile(r"\b(?:will|shall|to)(?: \w+)?:$"),
    "topics": re.compile(
        r"\b(?:areas|fields|topics|themes|subjects|domains|sectors|priorities|strands|pillars|issues|challenges|questions|"
        r"work ?streams|disciplines|covers?|addresse?s?|concerns?|spans?|focus(?:es)? on|deals? with|relate to|"
        r"revolves? around|cent(?:re|er)s? on|touch(?:es)? on|"
        r"research on|work on|proposals on|projects on)\b(?! (?:for|of) ‹)(?:[^.;:‹]|‹[NUFGMI]\d+›){0,60}:$|"
        r"[\w›] (?:in|on|into|about)(?: the following)?:$"
    ),
    "parts": re.compile(
        r"\b(?:(?:will |also )*(?:includes?|comprises?|consists? of|contains?|features?|combines?|offers?)"
        r"(?: \w+){0,4}|"
        r"(?:strands|parts|elements|components|pillars|projects|activities|workshops|measures|actions)"
        r"(?: (?:is|are|include))?):$"
    ),
    "takers": re.compile(
        r"\b(?:led|hosted|run|carried out|organi[sz]ed|delivered|undertaken|implemented|built) (?:jointly )?by:$|"
        r"\b(?:partners|participants|members|hosts|organi[sz]ers)(?: (?:are|include|will be))?:$|"
        r"\b(?:involves?|brings together|unites?|joins)(?: the following(?: \w+)?)?:$"
    ),
    "supported": re.compile(
        r"\b(?:supports?|funds?|finances?|backs?|pays? for|covers?|awards?|offers?)(?: \w+){0,3}:$"
    ),
}
"""How a sentence leads to a list of what is to be done, of topics, of what gets money."""
_MONEY = re.compile(r"(?i)(?:funding|funds?|money|grants?|awards?|support|investments?)")
"""Words for money alone, that has no scope of its own."""
_SCOPES = {
    "I": re.compile(r"\b(?:text|document|wording|agreement|memorandum|arrangement|accord|declaration|treaty)\b"),
    "GF": re.compile(
        r"\b(?:eligible|ineligible|qualify|funded|funding|support(?:ed)?|proposals|apply|priority|preference|grants)\b"
    ),
    "GFN": re.compile(r"(?!)"),
}
"""Letters of what has a scope, and words that tell such a one."""
_BEHIND = 30
"""How many signs behind a match the words may stand that tell what has the scope."""
_LEAD = 6
"""How many sentences, the title included, a rule of the lead reaches."""
PLAIN = frozenset(
    [
        "jurisdiction",
        "heldBy",
        "postIn",
        "subOrganizationOf",
        "type",
        "speaker",
        "signatory",
        "signedAs",
        "sponsoredBy",
        "webAddress",
    ]
)
"""Predicates that a word of possibility in the same sentence does not touch."""


class Relations:
    """Applies all rules to the sentences of one text."""

    def __init__(self, workbook: Workbook, vocabulary: Vocabulary) -> None:
        self.workbook, self.vocabulary = workbook, vocabulary
        self.ends = Ends(workbook)
        self.fitting = Fitting(workbook, vocabulary)
        self.document = workbook.source.name
        self._current: Name | None = None
        self._before: list[Name] = []
        self._instrument: Name | None = None
        self._scopes: dict[str, Name] = {}
        self._lists: dict[str, Name | None] = dict.fromkeys(_LISTS)
        self._led_in: Name | None = None
        self._actor: Name | None = None

    def propose(self, masked: Masked) -> Iterator[Proposal]:
        """The proposals of one sentence, rule by rule."""
        was_in_list = any(self._lists.values())
        self._current = self._focus(masked) or self._current
        self._note_scopes(masked)
        self._instrument = self._instrument or next((n for n in masked.names if n.kind == "I"), None)
        self._lists = _heads_of_lists(masked, self._lists, self._current)
        if masked.text.endswith(":"):
            self._led_in = self._current
        elif was_in_list and not any(self._lists.values()):  # behind a list its lead is spoken of again
            self._current = self._focus(masked) or self._led_in
        kinds = frozenset(name.kind for name in masked.names)
        is_lead = masked.text.endswith(":")
        for rule in rules_for(masked.text, kinds):
            if "lead" in rule.settings and masked.sentence.number > _LEAD:
                continue
            if rule.adds_to in self._lists and (is_lead or self._lists[rule.adds_to] is None):
                continue
            at = 0
            while match := rule.pattern.search(masked.text, at):
                if _is_named(masked, rule, match) and self._is_where_it_may(masked, rule, match):
                    yield from self._from_match(masked, rule, match)
                at = _next_word(masked.text, match.start())
        self._actor = next((n for n in masked.names if n.kind == "O" and governs(masked.text, n)), None)
        self._before = self._things(masked) or self._before

    def _things(self, masked: Masked) -> list[Name]:
        """The undertakings, instruments and strategies of a sentence, without what only a verb tells somebody to do."""
        return [n for n in masked.names if n.kind in _NODES and not (n.kind == "U" and n.span in self.workbook.acts)]

    def _note_scopes(self, masked: Masked) -> None:
        """Notes the last call or programme, cooperation and instrument: things that have a scope."""
        for name in self._things(masked):
            if not _MONEY.fullmatch(masked.words(name.start, name.end)):
                self._scopes |= {kinds: name for kinds in _SCOPES if name.kind in kinds}

    def _scoped(self, masked: Masked, words: str) -> Name | None:
        """What words of scope are said of: a text, what one can apply for, else what was just spoken of."""
        kinds = next((kinds for kinds, cue in _SCOPES.items() if cue.search(words)), "")
        known = self._current
        sentence = self.workbook.source.find_sentence(known.span) if known else None
        is_near = sentence is not None and masked.sentence.number - sentence.number <= 1
        words = " ".join(self.workbook.source.words(known.span).split()) if known else ""
        is_money = _MONEY.fullmatch(words) is not None
        if is_near and not is_money and (not kinds or (kinds != "I" and not words.endswith("s"))):
            return known
        return self._scopes.get(kinds) or self._scopes.get("GFN") or (None if is_money else known)

    def _focus(self, masked: Masked) -> Name | None:
        """What a sentence is about, for the next to add to: its first funding or programme, else an undertaking."""
        things = [n for n in self._things(masked) if not _MONEY.fullmatch(masked.words(n.start, n.end))]
        return next((n for kinds in ("FG", "NM", "U") for n in things if n.kind in kinds), None)

    def _is_where_it_may(self, masked: Masked, rule: Rule, match: re.Match[str]) -> bool:
        """False for a rule that is one for direct speech alone, or for what stands outside it, on the other side."""
        asked = rule.settings.get("speech")
        if asked is None:
            return True
        place = masked.span(match.start(), match.start() + 1)
        spoken = any(span.holds(place) for quotation in self.workbook.quotations for span in quotation.spans)
        return (asked in ("yes", "True")) == spoken

    def _from_match(self, masked: Masked, rule: Rule, match: re.Match[str]) -> Iterator[Proposal]:
        caught: dict[str, list[End]] = {}
        for saying in rule.says:
            for part in (saying.subject, saying.obj):
                if part in self._lists:
                    caught[part] = self.ends.spoken_of(masked, self._lists[part], "")
                elif part == "current":
                    caught[part] = self.ends.spoken_of(masked, self._current, rule.settings.get("current", ""))
                elif part == "scoped":
                    caught[part] = self.ends.spoken_of(
                        masked, self._scoped(masked, masked.text[match.start() : match.end() + _BEHIND])
                    )
                elif part == "instrument":
                    is_here = self._instrument and masked.sentence.span.holds(self._instrument.span)
                    caught[part] = [] if is_here else self.ends.spoken_of(masked, self._instrument)
                elif part == "actor":
                    caught[part] = self.ends.spoken_of(masked, self._actor)
                elif part in ("it", "main"):
                    caught[part] = self.ends.it(masked, self._before) if part == "it" else self.ends.main(masked)
                elif part in match.re.groupindex and part not in caught:
                    ends = self.ends.of_slot(masked, rule.slots.get(part, "WORDS"), match, part)
                    unwanted = rule.settings.get("without", "")
                    caught[part] = [e for e in ends if e.is_words or self.workbook.kind(e.name) not in unwanted]
        for saying in rule.says:
            yield from self._say(masked, rule, saying, match, caught)

    def _say(
        self, masked: Masked, rule: Rule, saying: Saying, match: re.Match[str], caught: dict[str, list[End]]
    ) -> Iterator[Proposal]:
        is_document = saying.subject == "this" or (saying.subject == "title" and masked.sentence.number == 1)
        this = [End(self.document, self._trigger(masked, match))] if is_document else []
        subjects = caught.get(saying.subject, this)
        for obj in caught.get(saying.obj, self._listed(masked, saying, match)):
            allowed = [s for s in subjects if s.name != obj.name and self.fitting.allows(s, saying.predicate, obj)]
            for number, subject in enumerate(allowed[:1] if saying.subject == "it" else allowed):
                own = obj
                if rule.settings.get("each") and number and not obj.is_words:
                    own = replace(obj, name=self.workbook.twin(obj.name, number))
                yield self._proposal(masked, rule, match, saying.predicate, subject, own)

    def _listed(self, masked: Masked, saying: Saying, match: re.Match[str]) -> list[End]:
        """A word of a closed list that a rule gives as object, told by what its slot `cue` caught."""
        if "cue" not in match.re.groupindex or not any(saying.obj in s for s in self.vocabulary.concepts.values()):
            return []
        return [End(saying.obj, masked.span(*match.span("cue")), is_listed=True)]

    def _trigger(self, masked: Masked, match: re.Match[str]) -> Span:
        return masked.span(match.start(), min(match.end(), match.start() + 1))

    def _proposal(
        self, masked: Masked, rule: Rule, match: re.Match[str], predicate: str, subject: End, obj: End
    ) -> Proposal:
        needs_more = (
            subject.antecedent or subject.name == self.document or "polarity" in rule.settings or _is_of_current(rule)
        )
        is_whole = needs_more or rule.settings.get("quote") == "match"
        quote = hull(masked, subject.span, obj.span, *([_governing(masked, rule, match)] if is_whole else []))
        because = reasons(subject, obj)
        if subject.name == self.document and not subject.antecedent:
            because["subject"] = "this-document"
        if obj.is_listed:
            because["object"] = "cue"
        settings = {key: rule.settings.get(key, "") for key in ("told-as", "polarity")}
        return Proposal(
            subject.name,
            predicate,
            obj.name,
            (quote,),
            rule.name,
            sentence=masked.sentence.number,
            is_words=obj.is_words,
            told_as=settings["told-as"] or ("fact" if predicate in PLAIN else ""),
            polarity=settings["polarity"] or self.fitting.polarity(masked, predicate, quote, obj),
            because=because,
            cue=masked.source.words(obj.span) if obj.is_listed else "",
            antecedent=subject.antecedent or obj.antecedent,
            head=subject.head or obj.head,
        )


def _is_named(masked: Masked, rule: Rule, match: re.Match[str]) -> bool:
    """True where the words of the undertaking, and those up to its aim or before it, are such as a rule asks for."""
    named, unless = rule.settings.get("named"), rule.settings.get("unless")
    if unless:
        is_aim = "aim" in match.re.groupindex
        start, end = (match.start("node") - 14, match.start("aim")) if is_aim else (0, match.start("node"))
        if re.search(unless, masked.text[max(0, start) : end]):
            return False
    return not named or re.search(named, masked.words(*match.span("node"))) is not None


def _is_of_current(rule: Rule) -> bool:
    """True for a rule that says something of what was spoken of last: its own words must stand in the quote."""
    return any(saying.subject in ("current", "scoped") for saying in rule.says)


def _next_word(text: str, at: int) -> int:
    """Where the next word begins: a rule is never tried inside a word."""
    while at < len(text) and text[at].isalnum():
        at += 1
    return at + 1


def _governing(masked: Masked, rule: Rule, match: re.Match[str]) -> Span:
    """The words of a match that govern its ends: all but a list of topics or purposes at its beginning or end."""
    start, end = match.span()
    for slot, kind in rule.slots.items():
        if kind in TOPICS or kind in AIMS:
            start = match.end(slot) if match.start(slot) == match.start() else start
            end = match.start(slot) if match.end(slot) == match.end() else end
    while end > start + 1 and masked.text[end - 1] in ' ,;“”"':
        end -= 1
    while start + 1 < end and masked.text[start] in ' ,;“”"':
        start += 1
    return masked.span(start, max(start + 1, end))


def _heads_of_lists(masked: Masked, known: dict[str, Name | None], current: Name | None) -> dict[str, Name | None]:
    """What a list of bullets is about, told by the sentence that leads to it (“Under the accord, both will:”).

    It holds for the bullets right behind; None where no list goes on.
    """
    if masked.text.endswith(":"):
        found = [n for kinds in ("NUGFMR", "I") for n in masked.names if n.kind in kinds]
        named = [n for n in found if masked.words(n.start, n.end).casefold() not in ("funding", "money", "support")]
        head = next(iter([*named, *([current] if current else []), *found]), None) if found else None
        of_each = {"list": head, "parts": head, "topics": head or current, "supported": head, "takers": head or current}
        return {key: of_each[key] if leads.search(masked.text) else None for key, leads in _LISTS.items()}
    first = masked.source.text[masked.sentence.span.start]
    goes_on = first in "•▪◦●■‣·-–*(" or first.isdigit() or first.islower()
    return known if goes_on else dict.fromkeys(_LISTS)
