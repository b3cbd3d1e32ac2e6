"""Joins undertakings that are one and the same: “Monsoon Watch, a smaller programme …”; “the new call Materials That
Last”; “a research partnership” before the one partnership that has a name."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.drafting.proposal import DraftEntity, Mention, Proposal
from kg.drafting.relating.clauses.reader import read_clauses
from kg.drafting.relating.coreference.one_cooperation import one_cooperation, under_one_noun
from kg.drafting.relating.masked import Masked, Name, is_title
from kg.drafting.relating.mentions import Mentions
from kg.drafting.relating.undertakings.nouns import kinds, listed
from kg.drafting.relating.workbook import Workbook

_KINDS = "UNMGF"
_HEADLINED = "UNMGFI"
_APPOSITION = re.compile(
    r"(?: \([^()]*\))?,? (?:which is |is |- )?(?:an?|the|its|their) (?:‹[SO]\d+›'s )?(?:[\w€$£.,-]+ ){0,4}?$"
)
_JUXTAPOSITION = re.compile(r"(?:(?:,| called| named| entitled| known as| titled)(?: the)?)? [“\"]?$")
_TODAYS = re.compile(r"today['’]s\b", re.IGNORECASE)
_OF_SOMEBODY = re.compile(r"(?!Today)[A-Z][\w.]*(?:['’]s|s['’]) ")
_OTHERS_OWN = re.compile(r"\b[Tt]heir (?:\w+ )?$|[a-z]['’]s $")
_ANOTHER = re.compile(r"\b(?:[Aa]n?|[Aa]nother|[Ff]urther|[Ss]eparate) (?:[a-z-]+ ){0,2}$")
_FAR_BEHIND = 6
_AS_A_VERB = re.compile(
    r"(?:to |will )?(?:work(?:s|ed|ing)?\b|(?:collaborat|cooperat|co-operat)(?:es?|ed|ing)\b|"
    r"join(?:s|ed|ing)? forces|partner(?:s|ed|ing)?$|team(?:s|ed|ing)? up)",
    re.IGNORECASE,
)
_JOINT = ("partnership", "alliance", "collaboration", "cooperation", "co-operation")
_PROGRAMMES = ("programme", "program", "initiative")
_RESOLVING = ("resolved", "pledged", "committed", "undertook")
_COMPLEMENT = re.compile(r"(?<=\w) (?:on|for|of|in|to) .*")
_UNDER_A_NEW = re.compile(
    r"(?:[^.;:‹›]|‹[TSLOC]\d+›){0,90}?,? (?:under|in|through|within|as part of|thanks to|via|by means of) "
    r"(?:an?|the|their|this) (?:[\w£$€-]+ ){0,3}?"
)
_ABBREVIATION = re.compile(r" \((?:the )?[“\"]?([A-Z][A-Za-z]*[A-Z])[”\"]?\)")


def same_undertakings(workbook: Workbook, sentences: list[Masked]) -> dict[str, str]:
    """The name of each undertaking that is another one, with the name of that one."""
    same: dict[str, str] = {}
    for masked in sentences:
        for first, second in zip(masked.names, masked.names[1:], strict=False):
            is_alike = (first.kind in _KINDS and second.kind in _KINDS) or first.kind == second.kind == "I"
            if not is_alike or first.entity == second.entity:
                continue
            pair = _joined(workbook, masked, first, second)
            if pair:
                same.setdefault(*pair)
    same |= _abbreviated(workbook, sentences)
    joined = (
        _main_instrument(workbook),
        one_cooperation(workbook, sentences),
        _headlined(workbook, sentences),
        _named_later(workbook),
        _told_to_be(workbook, sentences),
    )
    for old, new in (pair for pairs in joined for pair in pairs.items()):
        if _last(new, same) != old:
            same.setdefault(old, new)
    joint = {same[e.name] for e in workbook.things if e.name in same and tells_by_a_verb(e)}
    for entity in _unnamed(workbook):
        named = "" if _has_its_own_sum(workbook, entity) else _one_of_that_head(workbook, entity)
        if not named and entity.name in joint:
            named = _only_partnership(workbook, entity)
        if named:
            same.setdefault(entity.name, named)
    return {old: _last(new, same) for old, new in same.items()}


def _main_instrument(workbook: Workbook) -> dict[str, str]:
    """Instruments without a name of their own that are the one which the text announces.

    “a joint statement of intent”, “the quantum cooperation statement” and “Today’s agreement” are one, where the text
    has no second instrument of that noun with a name; a named one gives the name.
    """
    found = sorted((e for e in workbook.things if e.type == "Instrument" and e.mentions), key=lambda e: min(e.mentions))
    same: dict[str, str] = {}
    for head in dict.fromkeys(_head(e) for e in found):
        alike = [e for e in found if _head(e) == head]
        named = [e for e in alike if (_is_named(e) or e.register) and not _is_of_a_headline(workbook, e)]
        if len(named) > 1:
            continue
        first = next((e for e in alike if e not in named), alike[0])
        main = named[0] if named and _may_be(workbook, first, named[0]) else first
        same |= {
            e.name: main.name
            for e in alike
            if e is not main and e not in named and not e.register and _may_be(workbook, e, main)
        }
    todays = [e for e in found if _TODAYS.match(e.label)]
    main_name = next((same.get(e.name, e.name) for e in found if e not in todays), "")
    return same | {e.name: main_name for e in todays if main_name}


def _is_of_a_headline(workbook: Workbook, entity: DraftEntity) -> bool:
    """True for words with the capitals of a headline, and of nothing else: “Norland Signs Five-Year Agreement”."""
    title = workbook.source.sentences[0].span
    return (
        is_title(workbook.source.words(title))
        and all(title.holds(m) or workbook.source.words(m).islower() for m in entity.mentions)
        and min(entity.mentions).start > title.start
    )


def _may_be(workbook: Workbook, entity: DraftEntity, main: DraftEntity) -> bool:
    """False for an instrument told as another one: “Norland's agreement”, “a full agreement” behind the first.

    And for one that stands in front of the first mention of a name which only comes far behind it.
    """
    text, source = workbook.source.text, workbook.source
    first, name_first = min(entity.mentions), min(main.mentions)
    if _OF_SOMEBODY.match(entity.label) or _OTHERS_OWN.search(text, 0, first.start):
        return False
    here, there = (source.find_sentence(span) for span in (first, name_first))
    between = (here.number - there.number) if here and there else 0
    if between > 2 and _ANOTHER.search(text, 0, first.start):
        return False
    return between > -_FAR_BEHIND


_SHORT_FOR = {"mou": "memorandum", "moc": "memorandum", "loi": "letter"}


def _head(entity: DraftEntity) -> str:
    """The noun of an instrument: “statement” of a joint statement of intent."""
    words = [_SHORT_FOR.get(word, word) for word in entity.label.casefold().split()]
    return next((w for w in words if w in listed("instrument-nouns")), words[-1])


def _abbreviated(workbook: Workbook, sentences: list[Masked]) -> dict[str, str]:
    """“the MoU”, where a sentence has “Memorandum of Understanding (MoU)”."""
    meant: dict[str, str] = {}
    for masked in sentences:
        for name in masked.names:
            short = _ABBREVIATION.match(masked.text, name.end) if name.kind in _HEADLINED else None
            if short:
                meant.setdefault(short.group(1), name.entity)
    found = {e.name: meant[e.label] for e in workbook.things if e.label in meant}
    return {old: new for old, new in found.items() if old != new}


def _headlined(workbook: Workbook, sentences: list[Masked]) -> dict[str, str]:
    """What the title speaks of by common words is the first thing of its class and noun that the text speaks of."""
    title, others = (sentences[0], sentences[1:]) if sentences else (None, [])
    if title is None or title.text.rstrip().endswith("."):
        return {}
    same: dict[str, str] = {}
    for name in title.names:
        entity = workbook.entities[name.entity]
        later = (
            n for masked in others for n in masked.names if n.kind == name.kind and n.entity not in workbook.groups
        )
        first = next((workbook.entities[n.entity] for n in later), None)
        by_verb = tells_by_a_verb(entity)
        if name.kind == "N" and (by_verb or (first is None and not _is_named(entity))):
            one = _joint_undertaking(workbook, others) if by_verb else ""
            same |= {entity.name: one} if (one := one or _first_done_jointly(others)) else {}
            continue
        if name.kind not in _HEADLINED or _is_named(entity) or first is None or first.name == entity.name:
            continue
        own, other = _core(entity), _core(first)
        is_any = name.kind == "I" and _is_named(first) and len(own) == 1 and own[0] in listed("instrument-nouns")
        if is_any or (own[-1:] == other[-1:] and (set(own) <= set(other) or set(other) <= set(own))):
            same[entity.name] = first.name
    return same


def _named_later(workbook: Workbook) -> dict[str, str]:
    """What the title and the first sentences speak of by its noun, where the one of that noun is named right behind.

    “New centres for doctoral training … The Northern Engineering Centres”.
    """
    same: dict[str, str] = {}
    things = [e for e in workbook.things if workbook.kind(e.name) in "UGF" and e.mentions]
    named = [e for e in things if _is_named(e)]
    for entity in [e for e in things if not _is_named(e)]:
        mine = [e for e in named if _noun(e).rstrip("s") == _noun(entity).rstrip("s")]
        first = workbook.source.find_sentence(min(entity.mentions))
        if len(mine) != 1 or first is None or first.number > _IN_THE_LEAD:
            continue
        told = workbook.source.find_sentence(min(mine[0].mentions))
        is_near = told is not None and first.number < told.number <= first.number + _FAR_BEHIND
        before = workbook.source.text[max(0, min(entity.mentions).start - 30) : min(entity.mentions).start]
        if is_near and not _OTHER.search(before):
            same[entity.name] = mine[0].name
    return same


def _told_to_be(workbook: Workbook, sentences: list[Masked]) -> dict[str, str]:
    """What a named undertaking is told to be: “Monsoon Watch is a partnership between …”."""
    same: dict[str, str] = {}
    for masked in sentences:
        for clause in read_clauses(masked.text):
            ends = [*clause.subjects[:1], *clause.objects[:1]]
            is_told = clause.verb is not None and clause.verb.lemma == "be" and not clause.verb.is_negated
            if not is_told or len(ends) != 2 or any(not p.letter or p.letter not in _KINDS for p in ends):
                continue
            names = [masked.names_in(p.start, p.end)[-1] for p in ends]
            mine, other = (workbook.entities[n.entity] for n in names)
            has_article = masked.text.startswith(("a ", "an "), clause.objects[0].start)
            if has_article and not _is_named(other) and mine.name != other.name and mine.name not in workbook.groups:
                same[other.name] = mine.name
    return same


_IN_THE_LEAD = 4
_OTHER = re.compile(r"\b(?:earlier|previous|former|past|other|existing|first|last) $")


def _core(entity: DraftEntity) -> list[str]:
    """The words of a label, in small letters, without those that tell nothing apart."""
    return [w for w in entity.label.casefold().split() if w not in listed("generic-modifiers")]


def _joined(workbook: Workbook, masked: Masked, first: Name, second: Name) -> tuple[str, str] | None:
    """The two names of an apposition, the common one first."""
    between = masked.text[first.end : second.start]
    names = workbook.entities[first.entity], workbook.entities[second.entity]
    if _is_told_by_a_verb(names[0]) and first.kind != "N":
        return None
    if _is_named(names[0]) and not _is_named(names[1]) and _APPOSITION.fullmatch(between):
        return second.entity, first.entity
    if _is_named(names[1]) and not _is_named(names[0]) and _JUXTAPOSITION.fullmatch(between):
        return first.entity, second.entity
    if under_one_noun(masked, first, second):
        return first.entity, second.entity
    if first.kind == "N" and second.kind in "NG" and tells_by_a_verb(names[0]) and _UNDER_A_NEW.fullmatch(between):
        return first.entity, second.entity  # “will work together on tides in a programme”
    if between == " " and _is_named(names[0]) and second.kind == "U" and names[1].label in listed("behind-a-name"):
        return second.entity, first.entity  # the Dust Lantern mission
    if first.kind == "F" and between == " for ":
        return second.entity, first.entity  # a call for fellowships
    return None


def _is_told_by_a_verb(entity: DraftEntity) -> bool:
    """True for “to join”: no noun of an undertaking, and no name."""
    return entity.label[:1].islower() and not any(kind.heads and kind.heads.search(entity.label) for kind in kinds())


def _first_done_jointly(sentences: list[Masked]) -> str:
    """“will jointly fund”, “resolved to share”: what a partnership of the title is, if no noun tells it."""
    acts = ((n, masked.words(n.start, n.end).split()) for masked in sentences for n in masked.names if n.kind == "U")
    return next((n.entity for n, words in acts if "jointly" in words or words[0] in _RESOLVING), "")


def _joint_undertaking(workbook: Workbook, sentences: list[Masked]) -> str:
    """The first partnership, or programme with a name, that a noun tells: what partners do who join forces."""
    names = (n for masked in sentences for n in masked.names if n.kind in "NG" and n.entity not in workbook.groups)
    return next((n.entity for n in names if _is_joint(workbook.entities[n.entity], n.kind)), "")


def _is_joint(entity: DraftEntity, kind: str) -> bool:
    is_noun = not tells_by_a_verb(entity)
    return is_noun and (kind == "N" or (_is_named(entity) and _noun(entity) in (*_JOINT, *_PROGRAMMES)))


def tells_by_a_verb(entity: DraftEntity) -> bool:
    """True for a cooperation that a verb tells: “work together”, “join forces”."""
    return _AS_A_VERB.match(entity.label) is not None


def _unnamed(workbook: Workbook) -> list[DraftEntity]:
    return [e for e in workbook.things if workbook.kind(e.name) in _KINDS and not _is_named(e) and e.mentions]


def _one_of_that_head(workbook: Workbook, entity: DraftEntity) -> str:
    """The only named undertaking with this head noun, where nothing else in the phrase tells it apart."""
    *modifiers, head = entity.label.casefold().split()
    if set(modifiers) - (listed("generic-modifiers") - listed("ordinals") - listed("numbered")):
        return ""  # “the next meeting” is none that has a name
    named = [e.name for e in workbook.things if workbook.kind(e.name) in _KINDS and _is_named(e) and _noun(e) == head]
    return named[0] if len(named) == 1 else ""


def _only_partnership(workbook: Workbook, entity: DraftEntity) -> str:
    """The only partnership with a name: “will work together in a programme” told before it."""
    named = [e.name for e in workbook.things if workbook.kind(e.name) in "NG" and _is_named(e) and _noun(e) in _JOINT]
    is_plain = not set(entity.label.casefold().split()[:-1]) - listed("generic-modifiers")
    return named[0] if len(named) == 1 and is_plain else ""


def _noun(entity: DraftEntity) -> str:
    """The head noun of a name: “partnership” of a Partnership on Tides."""
    return _COMPLEMENT.sub("", entity.label.casefold()).split()[-1]


def _has_its_own_sum(workbook: Workbook, entity: DraftEntity) -> bool:
    """True for “£8.4m programme” at the head of a line: one of a list, and not the programme that has a name."""
    start = min(entity.mentions).start
    return _SUM_BEFORE.search(workbook.source.text, max(0, start - 30), start) is not None


_SUM_BEFORE = re.compile(
    r"(?:^|\n)[ \t]*(?:[•▪◦●■‣·*–—-] )?"
    r"(?:[£$€¥][\d.,]+ ?(?:[mk]|bn|million|billion)?|\d ?(?:million|billion))[ -]$"
)


def _is_named(entity: DraftEntity) -> bool:
    """True for a name: its last word has a capital, or is a number."""
    last = entity.label.split()[-1]
    return (last[:1].isupper() or last[:1].isdigit()) and last.casefold() not in _SHORT_FOR


def _last(name: str, same: dict[str, str]) -> str:
    seen = {name}
    while name in same and same[name] not in seen:
        name = same[name]
        seen.add(name)
    return name


def join(workbook: Workbook, same: dict[str, str], proposals: list[Proposal]) -> list[Proposal]:
    """The proposals with each undertaking under one name, which has the mentions of all; changes the workbook."""
    for old, new in same.items():
        if old == new or old not in workbook.entities:
            continue
        gone = workbook.entities.pop(old)
        kept = workbook.entities[new]
        workbook.entities[new] = replace(kept, mentions=tuple(dict.fromkeys((*kept.mentions, *gone.mentions))))
    workbook.mentions = Mentions(Mention(m.span, same.get(m.entity, m.entity), m.tier) for m in workbook.mentions)
    proposals = _with_one_kind(proposals, same)
    renamed = [_renamed(p, same) for p in proposals]
    return [_without_groups(workbook, p) for p in renamed if p.subject != p.obj or p.predicate in _OF_A_LIST]


_OF_A_LIST = ("type", "hasStatus", "aimType")
"""Predicates whose object is a word of a closed list, which a thing's name may happen to be too."""


def _with_one_kind(proposals: list[Proposal], same: dict[str, str]) -> list[Proposal]:
    """The proposals with one kind for each instrument: that of its own name, else of the words that come first."""
    first: dict[str, Proposal] = {}
    kinds = (p for p in proposals if p.predicate == "type")
    for proposal in sorted(kinds, key=lambda p: (p.subject in same, p.sentence)):
        first.setdefault(same.get(proposal.subject, proposal.subject), proposal)
    return [p for p in proposals if p.predicate != "type" or p in first.values()]


def _without_groups(workbook: Workbook, proposal: Proposal) -> Proposal:
    """The proposal with what “it” stands for as its subject, and the words of that as antecedent."""
    group = workbook.groups.get(proposal.subject)
    if group is None or len(group.members) > 1:
        return proposal
    because = {**proposal.because, "subject": "anaphora"}
    return replace(proposal, subject=group.members[0], because=because, antecedent=group.antecedent)


def _renamed(proposal: Proposal, same: dict[str, str]) -> Proposal:
    subject, obj = same.get(proposal.subject, proposal.subject), _obj(proposal, same)
    is_same = subject == proposal.subject and obj == proposal.obj
    return proposal if is_same else replace(proposal, subject=subject, obj=obj)


def _obj(proposal: Proposal, same: dict[str, str]) -> str:
    is_fixed = proposal.is_words or proposal.predicate in _OF_A_LIST
    return proposal.obj if is_fixed else same.get(proposal.obj, proposal.obj)
