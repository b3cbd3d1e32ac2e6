"""What a purpose is about, whom it benefits, and of what sort it is, by the words of its own phrase."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg.claims.manner import find_cue
from kg.drafting.proposal import DraftEntity, Proposal
from kg.drafting.relating.aims.topics import topics_of_phrase
from kg.drafting.relating.language.lists import regex_of
from kg.drafting.relating.rule_files import read_rules
from kg.drafting.relating.workbook import Workbook
from kg.model import Span
from kg.sources.locate import is_bound
from kg.vocabulary import Vocabulary


def describe_aims(workbook: Workbook, vocabulary: Vocabulary) -> Iterator[Proposal]:
    """Proposals about every aim of the workbook: its topics, those it benefits, its type."""
    for aim in [e for e in workbook.things if e.type == "Aim"]:
        if aim.mentions:
            yield from _inside(workbook, vocabulary, aim, aim.mentions[0])
            yield from _types(workbook, vocabulary, aim, aim.mentions[0])


def without_gains_of_purposes(workbook: Workbook, proposals: list[Proposal]) -> list[Proposal]:
    """Without what is said to benefit those whom only a purpose of the same thing names: the purpose benefits them."""
    aims: dict[tuple[str, int], list[Span]] = {}
    for told in proposals:
        if told.predicate in ("hasAim", "supports") and told.obj in workbook.entities:
            spans = workbook.entities[told.obj].mentions if workbook.kind(told.obj) == "A" else ()
            aims.setdefault((told.subject, told.sentence), []).extend(spans)

    def is_of_the_purpose(told: Proposal) -> bool:
        purposes = aims.get((told.subject, told.sentence), [])
        if told.predicate != "benefits" or not purposes or _is_for_its_holders(workbook, told.subject):
            return False
        people = [s for s in workbook.entities[told.obj].mentions if _number(workbook, s) == told.sentence]
        return bool(people) and all(any(purpose.holds(span) for purpose in purposes) for span in people)

    return [told for told in proposals if not is_of_the_purpose(told)]


def _is_for_its_holders(workbook: Workbook, name: str) -> bool:
    """True for fellowships and their like: those whom they are to help hold them, and gain by them too."""
    return re.search(str(read_rules("purposes")["held"]), workbook.entities[name].label, re.IGNORECASE) is not None


def without_purposes_of_neighbours(proposals: list[Proposal]) -> list[Proposal]:
    """Without what says that a purpose told behind a clause is that of something else in it."""
    behind = {told.obj for told in proposals if told.rule == "clause-purpose-behind"}
    return [t for t in proposals if t.predicate != "hasAim" or t.obj not in behind or t.rule == "clause-purpose-behind"]


def _inside(workbook: Workbook, vocabulary: Vocabulary, aim: DraftEntity, span: Span) -> Iterator[Proposal]:
    for mention in sorted(workbook.mentions.inside(span)):
        if mention.span == span:
            continue
        kind = workbook.kind(mention.entity)
        if kind == "T" and not _only_modifies(workbook, mention.span):
            yield _proposal(workbook, vocabulary, aim, "onTopic", mention.entity, span, "topic-in-aim")
        if kind == "C" and not _is_a_means(workbook, mention.span):
            yield _proposal(workbook, vocabulary, aim, "benefits", mention.entity, span, "people-in-aim")

    for topic in topics_of_phrase(workbook, span):
        name = workbook.find_or_add("Topic", " ".join(workbook.source.words(topic).split()), topic)
        yield _proposal(workbook, vocabulary, aim, "onTopic", name, span, "topic-in-aim")


def _only_modifies(workbook: Workbook, topic: Span) -> bool:
    """True for a topic within the words for people, “irrigation boards”, or in front of a noun, “ageing reactors”."""
    behind = workbook.source.text[topic.end : topic.end + 30]
    is_people = any(m.span.holds(topic) and workbook.kind(m.entity) == "C" for m in workbook.mentions.meeting(topic))
    return is_people or re.match(_NOUN_BEHIND, behind) is not None


_NOUN_BEHIND = (
    r" (?!and |or |of |for |in |on |to |with |at |by |from |as |that |which |while |across |along |between |within |"
    r"into |data\b|research\b|technolog|work\b|more |less |"
    r"\w+er\b|\w+ly\b|\w+able\b|worthy|safe|early|together)[a-z][\w-]+"
)


def _is_a_means(workbook: Workbook, people: Span) -> bool:
    """True for people that are found, attracted or worked with: no gain of theirs is told."""
    before = workbook.source.text[max(0, people.start - 90) : people.start]
    return re.search(_MEANS, before) is not None


_MEANS = (
    r"\b(?:find|finding|attract|attracting|involve|involving|engage|bring in|with|by|from|among|dependence on|"
    r"keep|keeping|retain|retaining|recruit|recruiting|diversify|diversifying|pool of|access to|whom|"
    r"reliance on|dependency on|competition with|depend on|against|instead of|"
    r"than)\s+(?:[\w-]+\s+)?$|\b(?:impacts?|effects?|threats?|risks?)\b[^.;:]{0,60}?\b(?:on|to)\s[^.;:]{0,30}$"
    r"|\b(?:resources|capabilities|capacities|strengths|expertise) of (?:the |our |their )?(?:[\w-]+\s+)?$"
    r"|\bbetween\s+(?:[\w-]+\s+){0,3}$|\bwhom\b[^.;:]*$"
    r"|\b(?:bring|send|mov|second)(?:e|ing)?\b[^.;:]{3,60}\b(?:engineers|students|scientists|researchers|staff|fellows|"
    r"experts|technicians|graduates)\b[^.;:]{0,40}\b(?:to|into|at)\s+(?:[\w-]+\s+)?$"
)


def _proposal(
    workbook: Workbook, vocabulary: Vocabulary, aim: DraftEntity, predicate: str, obj: str, span: Span, rule: str
) -> Proposal:
    words = " ".join(workbook.source.words(span).split())
    told_as, polarity = _manner(workbook, vocabulary, span)
    number = _number(workbook, span)
    return Proposal(aim.name, predicate, obj, (words,), rule, number, told_as=told_as, polarity=polarity)


def _manner(workbook: Workbook, vocabulary: Vocabulary, span: Span) -> tuple[str, str]:
    """How what a purpose says is told: possible behind “could”; a word of either kind inside it touches only itself."""
    words = " ".join(workbook.source.words(span).split())
    before = " ".join(workbook.source.text[max(0, span.start - 40) : span.start].split()[-3:])
    possible = vocabulary.scheme("told-as")["possible"].cues
    excluding = vocabulary.scheme("polarity")["excluded"].cues
    told_as = "possible" if find_cue([before], possible) else "fact" if find_cue([words], possible) else ""
    return told_as, "affirmed" if find_cue([words], excluding) and not find_cue([before], excluding) else ""


def _types(workbook: Workbook, vocabulary: Vocabulary, aim: DraftEntity, span: Span) -> Iterator[Proposal]:
    """The aim type of a phrase: that of the first line of `rules/aim-types.yaml` that matches."""
    words = " ".join(workbook.source.words(span).split())
    concepts = vocabulary.scheme("aim-type")
    head = _head(words)
    found = next(((name, m) for name, pattern in _cues() if name in concepts and (m := pattern.search(head))), None)
    if found is None:
        return
    name, match = found
    forms = (concepts[name].label, name.replace("-", " "))
    is_named = any(is_bound(words, form) for form in forms)
    cue = _whole_words(words, match)
    others = [form for c in concepts.values() if c.name != name for form in (c.label, c.name.replace("-", " "))]
    if any(is_bound(cue, form) for form in others):  # a cue that names another type tells nothing: its noun does
        cue = cue.split()[-1]
    yield Proposal(
        aim.name,
        "aimType",
        name,
        (words,),
        "aim-type",
        _number(workbook, span),
        told_as="fact",
        polarity=_manner(workbook, vocabulary, span)[1],
        because={} if is_named else {"object": "cue"},
        cue="" if is_named else cue,
    )


def _head(words: str) -> str:
    """The verb of a purpose with its object: all before a clause that only tells more of it, or how it is reached."""
    deeper = regex_of("deeper-in-a-purpose").search(words, 1)
    return words[: deeper.start()] if deeper else words


def _whole_words(words: str, match: re.Match[str]) -> str:
    """The words of a match, those with hyphens whole."""
    begin, end = match.span("cue" if match.groupdict().get("cue") else 0)
    before = re.search(r"[\w’'-]*$", words[:begin])
    behind = re.match(r"[\w’'-]*", words[end:])
    start = before.start() if before else begin
    return words[start : end + (behind.end() if behind else 0)].strip()


@cache
def _cues() -> tuple[tuple[str, re.Pattern[str]], ...]:
    lines = read_rules("aim-types")
    return tuple((name, re.compile(pattern, re.IGNORECASE)) for name, pattern in lines)


def _number(workbook: Workbook, span: Span) -> int:
    sentence = workbook.source.find_sentence(span)
    return sentence.number if sentence else 0
