"""What undertakings are about by their own names: “Memorandum on Glacier Research”, “a joint forecasting exercise”.

`rules/topic-words.yaml` holds the words; a topic that is known stays the same topic.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from kg.drafting.proposal import DraftEntity, Proposal
from kg.drafting.relating.language.lists import regex_of, words_of
from kg.drafting.relating.language.phrases import noun_phrases
from kg.drafting.relating.rule_files import read_rules
from kg.drafting.relating.workbook import Workbook
from kg.model import Span

_KINDS = "INGUMRF"


def tell_topics(workbook: Workbook) -> Iterator[Proposal]:
    """A topic of every undertaking, instrument and strategy whose own words tell one, from its first such mention."""
    for entity in [e for e in workbook.things if workbook.kind(e.name) in _KINDS]:
        for span in sorted(entity.mentions):
            found = list(
                _in_name(workbook, entity, span) or _in_front(workbook, span) or _in_title(workbook, entity, span)
            )
            if found:
                yield from (_proposal(workbook, entity, topic, span) for topic in found)
                break


def topics_of_phrase(workbook: Workbook, span: Span) -> list[Span]:
    """The topics inside a purpose, by the words that lead to them; none that a known topic stands in."""
    text = workbook.source.text[span.start : span.end].replace("\n", " ")
    found: list[Span] = []
    for lead in _tree()["aim-leads"]:
        for match in re.finditer(lead, text):
            is_object = lead.startswith("^")  # a direct object of one word says too little
            for phrase in (p for p in noun_phrases(text, match.end()) if not is_object or " " in text[p.start : p.end]):
                topic = Span(span.start + phrase.start, span.start + phrase.end)
                if not any(topic.meets(known) for known in [*found, *_names_in(workbook, span)]):
                    found.append(topic)
    return found


def _names_in(workbook: Workbook, span: Span) -> list[Span]:
    return [m.span for m in workbook.mentions.inside(span) if m.span != span]


def _in_name(workbook: Workbook, entity: DraftEntity, span: Span) -> list[Span]:
    """The topics behind “on” or “for” in a name with capitals: one, or several of a list."""
    words = workbook.source.words(span).replace("\n", " ")
    lead = re.search(_tree()["name-leads"], words)
    if not lead or (lead.group().startswith("for") and workbook.kind(entity.name) in _tree()["no-topic-behind-for"]):
        return []
    tail = re.search(_tree()["name-tails"], words[lead.end() :])
    end = lead.end() + tail.start() if tail else len(words)
    topic = words[lead.end() : end].rstrip(' ,.;:”"')
    within = Span(span.start + lead.end(), span.start + end)
    is_of_another = any(
        m.span != span and m.span.holds(within) and workbook.kind(m.entity) in _KINDS
        for m in workbook.mentions.inside(span)
    )
    is_a_state = any(m.span.holds(within) and workbook.kind(m.entity) == "S" for m in workbook.mentions.meeting(within))
    if not topic or is_a_state or is_of_another or re.search(_tree()["no-topic-in-name"], topic):
        return []
    phrases = noun_phrases(topic, 0)
    is_one = " of " in topic or not phrases
    stretches = [(0, len(topic))] if is_one else [(p.start, p.end) for p in phrases]
    return [Span(span.start + lead.end() + a, span.start + lead.end() + b) for a, b in stretches]


def _in_front(workbook: Workbook, span: Span) -> list[Span]:
    """The topic in front of the noun of a phrase in small letters."""
    words = [(span.start + m.start(), m.group()) for m in re.finditer(r"\S+", workbook.source.words(span))]
    if len(words) < 2 or any(word[:1].isupper() and not word.isupper() for _, word in words[1:]):
        return []
    *front, (_, head) = words
    while front and _says_nothing(workbook, *front[0]):
        front = front[1:]
    if any(word in _tree()["no-field-behind"] for _, word in front):
        return []
    is_doing = head.casefold() in _tree()["doing-heads"] and front
    is_general = len(front) == 1 and front[0][1].casefold() in words_of("no-topic-alone")
    if not front or is_general or not (is_doing or re.fullmatch(_tree()["field-words"], front[-1][1])):
        return []
    at, last = front[-1]
    return [Span(front[0][0], at + len(last))]


def _in_title(workbook: Workbook, entity: DraftEntity, span: Span) -> list[Span]:
    """The field in front of the noun of a name with capitals: “Green Growth Plan”, “Nairobi Health Security Summit”."""
    if workbook.kind(entity.name) not in _tree()["fields-in-names-of"]:
        return []
    *front, _ = [(span.start + m.start(), m.group()) for m in re.finditer(r"\S+", workbook.source.words(span))]
    is_known = front and re.fullmatch(
        rf"{_tree()['field-words']}|{_tree()['name-fields']}", front[-1][1], re.IGNORECASE
    )
    begin = len(front) - 1
    if not is_known:
        begin = _noun_of_a_strategy(workbook, entity, front)
    if begin < 0:
        return []
    while begin and front[begin - 1][1] in _tree()["field-adjectives"]:
        begin -= 1
    at, last = front[-1]
    topic = Span(front[begin][0], at + len(last))
    is_general = last.casefold() in words_of("no-topic-alone") and begin == len(front) - 1
    is_named = any(
        m.span.holds(topic) and m.span != span and workbook.kind(m.entity) != "T"
        for m in workbook.mentions.meeting(topic)
    )
    return [] if is_general or is_named else [topic]


def _noun_of_a_strategy(workbook: Workbook, entity: DraftEntity, front: list[tuple[int, str]]) -> int:
    """Where the noun in front of “Strategy” stands, whatever it is, if it says what about; -1 where none does."""
    if workbook.kind(entity.name) != "R" or not front:
        return -1
    at, last = front[-1]
    is_noun = regex_of("adjective").fullmatch(last.casefold()) is None and not last.casefold().endswith(("ed", "an"))
    is_empty = last.casefold() in _tree()["no-field"] or last.casefold() in words_of("says-little")
    is_noun = is_noun and last[:1].isupper()
    return len(front) - 1 if is_noun and not is_empty and not _says_nothing(workbook, at, last) else -1


def _says_nothing(workbook: Workbook, at: int, word: str) -> bool:
    """True for a word in front that belongs to no topic: how many or how good, whose, between which states."""
    if word.casefold() in _tree()["no-field"] or word in words_of("says-little") or re.search(r"[’']s?$", word):
        return True
    return any(workbook.kind(m.entity) == "S" for m in workbook.mentions.starting(at))


def _proposal(workbook: Workbook, entity: DraftEntity, topic: Span, span: Span) -> Proposal:
    words = " ".join(workbook.source.words(span).split())
    known = next(
        (m.entity for m in workbook.mentions.meeting(topic) if m.span == topic and workbook.kind(m.entity) == "T"), ""
    )
    name = known or workbook.find_or_add("Topic", " ".join(workbook.source.words(topic).split()), topic)
    sentence = workbook.source.find_sentence(span)
    return Proposal(entity.name, "onTopic", name, (words,), "topic-in-name", sentence.number if sentence else 0)


@cache
def _tree() -> dict[str, Any]:
    tree: dict[str, Any] = read_rules("topic-words")
    return tree
