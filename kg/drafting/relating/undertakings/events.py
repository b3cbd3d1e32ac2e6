"""Finds undertakings that a verb alone tells, “DST will consult the ministry”: the clauses of `rules/events.yaml`."""

from __future__ import annotations

import re
from functools import cache

from kg.drafting.relating.clause import GOES_ON
from kg.drafting.relating.clauses.chunks import Verb
from kg.drafting.relating.clauses.lexicon import made_words
from kg.drafting.relating.clauses.lexicon import words_of as clause_words
from kg.drafting.relating.clauses.plain import plain
from kg.drafting.relating.clauses.reader import NODES, Clause, Phrase, read_clauses
from kg.drafting.relating.clauses.tense import status_of_act
from kg.drafting.relating.language.lists import aim_verb_pattern
from kg.drafting.relating.masked import Masked
from kg.drafting.relating.patterns.pattern import Pattern
from kg.drafting.relating.rule_files import read_rules
from kg.drafting.relating.status import is_item
from kg.drafting.relating.workbook import Workbook

_OBJECT_IS_A_NODE = re.compile(r"(?:[^‹›.;:,“”\"()]|‹[TS]\d+›|‹T\d+›){0,60}?‹[UNMGFIR]\d+›")
_SHARED_OBJECT = re.compile(
    r"(?:, [a-z-]+)*,? and [a-z-]+ (?:(?:an?|the|its|their|our|new|joint|[a-z-]+) ){0,3}‹[UNMGFIR]\d+›"
)
_OPENER = re.compile(
    r"(?:• )?(?:Together|Jointly|Along|Teaming up|Partnering|Working(?: closely)?|Joining forces|"
    r"In (?:partnership|cooperation|collaboration|tandem|concert)|"
    r"With|Alongside|Supported by|Like|Unlike|Following|Under|After|Besides)(?: with| from)? "
    r"(?:the |its )?‹[OSPCYTL]\d+›(?: \([^()]*\))?, (?:the )?"
)
_OF_A_NODE = re.compile(r"‹[UNMGFIR]\d+›(?: \([^()]*\))?,? (?:which|that) (?:the )?$")
_POINTS_BACK = re.compile(r"(?: up)? (?:the|its|their|this|these|both|our|an?(?= ‹R)) ")
_BARGAINING = ("negotiate", "negotiating")
_A_GUEST = re.compile(r" (?:(?:the|its|their|both) |[A-Z][a-z]+ )*(?:‹[SO]\d+›'s )?(?:‹X\d+›,? )?‹[PX]\d+›")
_WILLING = re.compile(r"\b(?:willingness|readiness|intention|interest|desire|wish) to\b")
_GIVING = ("contribute", "provide", "give", "providing", "contributing", "contributed", "provided")
_A_THING = re.compile(
    r" (?:an?|one|two|three|four|five|six|\d+) (?!(?:[\w-]+ ){0,3}(?:million|billion|contribution|sum|amount|grant|"
    r"share|further|additional|percent|per|cent|total|portion|third|half|quarter)\b)[a-z]"
)
_REQUESTING = ("ask", "asking", "apply", "applying", "seek", "seeking")
_FOR_SOMETHING = re.compile(
    r" (?:(?:the |its |their )?(?:‹[OSXPC]\d+›|[\w-]+)(?: \([^()]*\))? )?for (?:(?!money|funding|funds|more)[a-z]|‹)"
)
_RELATIVE = re.compile(
    r"‹[UNMGFIR]\d+›(?: \([^()]*\))?(?: (?:in|at|on|for|of|near) (?:[^.;:,‹]{0,30}‹[LSTO]\d+›|[^.;:,‹]{2,30}))?,? "
    r"(?:which|that) [^.;:,]{0,80}$|"
    r"‹[UNMGF]\d+›(?: \([^()]*\))?,? (?:through|under|in|by|within|with|for|during) which [^.;:]{0,80}$"
)
_SUPPORTING = ("fund", "support", "finance", "supported", "funded", "financed")
_OF_RESEARCH = re.compile(r" (?:\d+ |joint |collaborative |new )*(?:research|projects|work|studies|teams)\b")
_WANTING = re.compile(
    r"(?:wants?|would like|(?:is|are) (?:keen|looking)|intends?|hopes?|seeks?|aims?|wish(?:es)?) to\b"
)
_BY_A_NODE = re.compile(
    r"(?:• |[“\"])?(?:With|Through|By means of) (?:(?:the|this|these|its|their|our|a|an|new|joint) )*‹[UNMGFI]\d+›"
    r"(?:[^.;:“”]{0,90}), (?:(?:both|the|all) )*"
)
_LETTING = re.compile(
    r"\b(?:help|let|mak|see|watch|allow|enabl)(?:s|e|es|ed|ing|ting)?(?: (?:the|its|their|our|more|other|all|both))* ?$"
)
_TELLING = re.compile(
    r"(?:publish|releas|announc|shar|present|provid|giv|issu|unveil|confirm|set)\w*(?: out)? "
    r"(?:the |its |their |an? |new |more |further |full |first |some |initial |additional |technical )*"
    r"(?:details?|information|news|updates?|statements?|figures|photographs|views|concerns?)\b"
)
_ACTING = "OSPCY"
_MONEY_FOLLOWS = re.compile(
    r" (?:[\w-]+ ){0,3}\d[\d.,]* (?:million|billion|crore|lakh)\b|"
    r"(?:(?: [\w-]+){0,3}|(?: up)?(?: (?:[\w-]+|‹[A-Z]\d+›)){0,6} with(?: \w+){0,3}) (?:[A-Z]{0,2}[$£€¥₹]|[A-Z]{3} ?\d)"
)


def find_events(workbook: Workbook, masked: Masked) -> bool:
    """Notes the undertakings that verbs of a sentence tell; True where there were any."""
    found = False
    if not any(name.kind in _ACTING for name in masked.names) or _is_told_of_an_item(masked):
        return False
    clauses, called_for, no_act = _rules()
    for pattern in (*clauses, *called_for):
        at = 0 if _verb_phrase(pattern).search(masked.text) else len(masked.text)
        while match := pattern.search(masked.text, at):
            at = match.start() + 1
            span = masked.span(*match.span("node"))
            following = masked.text[match.end("node") :]
            before = masked.text[: match.start()]
            if pattern in clauses and (
                (GOES_ON.search(before) and not _OPENER.fullmatch(before))
                or _OF_A_NODE.search(before)
                or _is_let(before, match)
                or _tells(match, following)
                or _is_done_to_them(match)
                or _is_meant_by(before, match)
            ):
                continue
            if match.group("verb") in read_rules("events")["never-act"]:
                continue
            is_taken = bool(workbook.mentions.meeting(span))
            is_own = _is_done_to_another(match, following)
            is_act = match.group("verb") not in no_act or pattern in called_for or is_own or _gives(match, following)
            if is_taken or not is_act or _MONEY_FOLLOWS.match(following) or _receives(match, following):
                continue
            if _RELATIVE.search(masked.text, 0, match.start("node")) or _is_asked_to_fund(match, following):
                continue
            is_asked_for = match.group("verb") in _REQUESTING
            if pattern in clauses and _OBJECT_IS_A_NODE.match(following) and not is_own and not is_asked_for:
                continue
            if _SHARED_OBJECT.match(following):
                continue  # “will design, develop and operate a rover”: what is done is done to the rover
            span = masked.span(match.start("node"), _end_of_act(match, following))
            workbook.add("Undertaking", " ".join(workbook.source.words(span).split()), span, hint=_hint(masked, match))
            workbook.acts[span] = "intended" if _WILLING.search(match.group()) else ""
            found = True
    return found


def find_acts(workbook: Workbook, masked: Masked) -> None:
    """Notes the undertakings that verbs tell, as the clause reader finds them: somebody does something to something."""
    if _is_told_of_an_item(masked):
        return
    masked, acts = plain(workbook, masked)
    for clause in read_clauses(masked.text):
        start = clause.start + len("to ") * masked.text.startswith("to ", clause.start)
        span = masked.span(start, max(clause.verb_end, start + 1))
        known = next((m for m in acts if m.span.meets(span)), None)
        if known is not None and workbook.kind(known.entity) == "U" and clause.verb and clause.verb.mood:
            workbook.acts[known.span] = workbook.acts[known.span] or status_of_act(masked.text, clause)
        type_name = _type_of_act(masked, clause) if known is None else ""
        if not type_name or workbook.mentions.meeting(span):
            continue
        verb = clause.verb.lemma if clause.verb else ""
        hint = " ".join([verb, *masked.words(clause.verb_end, len(masked.text)).split()[:4]])
        workbook.add(type_name, masked.words(start, clause.verb_end), span, hint=hint)
        workbook.acts[span] = status_of_act(masked.text, clause)


def _is_told_of_an_item(masked: Masked) -> bool:
    """True for “Tidal Glass (€3 million): ‹O1› will test lamps”: what is done there is what the item is."""
    return bool(masked.names) and masked.names[0].kind in NODES and is_item(masked, masked.names[0])


def _type_of_act(masked: Masked, clause: Clause) -> str:
    """The class of what the verb of a clause tells, or an empty string."""
    if _tells_a_meeting(clause):
        return "Meeting"
    if _tells_cooperation(clause):
        return "Cooperation"
    return "Undertaking" if _tells_an_act(masked, clause) or _is_done_by(masked, clause) else ""


def _tells_cooperation(clause: Clause) -> bool:
    """True for “has been working with ‹O1› on clocks” and for “‹O1› and ‹O2› are cooperating in fisheries research”."""
    verb = clause.verb
    if verb is None or verb.is_passive or verb.is_negated or verb.mood in ("can", "would") or clause.objects:
        return False
    if verb.lemma not in read_rules("events")["cooperating"] or clause.kind != "finite":
        return False
    acting = [p for p in clause.subjects if p.letter and p.letter in _ACTING]
    if any(p.role == "with" and p.letter and p.letter in _ACTING for p in clause.phrases):
        return bool(acting)
    are_several = len(acting) > 1 or any(p.letter == "Y" for p in acting)
    return are_several and any(p.role in ("on", "in") and p.letter in ("", "T") for p in clause.phrases)


def _is_done_by(masked: Masked, clause: Clause) -> bool:
    """True for “Methods have been compared by ‹O1› and ‹O2›”: what no noun of its own names is done by somebody."""
    verb = clause.verb
    if verb is None or not verb.is_passive or verb.is_negated or clause.kind != "finite" or clause.sums:
        return False
    by = [p for p in clause.phrases if p.role == "by" and p.letter and p.letter in "OSY"]
    is_plain = bool(clause.subjects) and all(p.letter in ("", "T") for p in clause.subjects)
    return bool(by) and is_plain and verb.lemma not in _no_act() | _making()


def _tells_a_meeting(clause: Clause) -> bool:
    """True where those who act come together somewhere or at some time: “reconvenes in ‹L1› in 2028”."""
    verb = clause.verb
    if verb is None or verb.is_passive or verb.is_negated or clause.objects:
        return False
    is_placed = clause.times or any(p.role in ("in", "at") and p.letter in ("L", "S") for p in clause.phrases)
    is_told = verb.lemma in read_rules("events")["meeting"] and clause.kind != "infinitive"
    return is_told and bool(is_placed) and any(p.letter and p.letter in _ACTING for p in clause.subjects)


def _tells_an_act(masked: Masked, clause: Clause) -> bool:
    """True for a clause in which somebody acts, or is asked to, and whose verb and object make an act of it."""
    verb = clause.verb
    if verb is None or verb.is_passive or verb.is_negated or verb.mood in read_rules("events")["no-act-mood"]:
        return False
    if not (clause.kind == "finite" or _is_asked(clause)) or clause.sums or not clause.objects:
        return False
    if not any(p.letter and p.letter in _ACTING for p in clause.subjects):
        return False
    if _gives_to_an_undertaking(masked, clause):
        return True
    if verb.tense == "present" and not verb.mood and not clause.times:
        return False  # “licenses research in Norland”: what it does anyway
    if _LETTING.search(masked.text, 0, min(p.start for p in clause.subjects)):
        return False
    if _SHARED_OBJECT.match(masked.text, clause.verb_end):
        return False
    last_word = masked.text[clause.start : clause.verb_end].split()[-1]
    return not {verb.lemma, last_word} & _no_act() and _may_be_done_to(masked, verb, clause.objects[0])


def _gives_to_an_undertaking(masked: Masked, clause: Clause) -> bool:
    """True for “is donating twelve boats to ‹G1›”: what is given is no money."""
    tree, given = read_rules("events"), clause.objects[0]
    if clause.verb is None or clause.verb.lemma not in tree["giving-to"] or given.letter not in ("", "C"):
        return False
    words = masked.text[given.start : given.end]
    is_to = any(p.role == "to" and p.letter and p.letter in "UNMG" for p in (*clause.phrases, *clause.inside))
    is_thing = re.search(tree["things-given"], words) is not None and not any(p.role == "to" for p in clause.phrases)
    return is_thing or (is_to and re.search(tree["nothing-given"], words) is None)


def _is_asked(clause: Clause) -> bool:
    """True for what somebody is asked to do: “urged firms to join”, “was tasked with preparing a roadmap”."""
    parent = clause.parent
    if parent is None or parent.verb is None or parent.verb.lemma not in clause_words("asking"):
        return False
    if clause.kind == "gerund":
        starts = {p.start for p in clause.subjects}
        return parent.verb.is_passive and bool(starts) and starts <= {p.start for p in parent.subjects}
    return clause.kind == "infinitive" and clause.subjects is parent.objects


def _may_be_done_to(masked: Masked, verb: Verb, head: Phrase) -> bool:
    """False where what is done is told of an undertaking that is there, or of a body (“oversees the council”)."""
    if not head.letter:
        return True
    if head.letter in NODES:
        done_to: dict[str, list[str]] = read_rules("events")["done-to"]
        points_back = _POINTS_BACK.match(f" {masked.text[head.start : head.end]} ") is not None
        is_one = any(head.letter in letters and verb.lemma in verbs for letters, verbs in done_to.items())
        return points_back and is_one
    return head.letter not in "OPXS" or bool(verb.mood)


def _is_asked_to_fund(match: re.Match[str], following: str) -> bool:
    """True for “called on partners to finance a repository”: what is asked for is money for that."""
    return match.group("verb") in ("fund", "finance", "sponsor") and _OBJECT_IS_A_NODE.match(following) is not None


def _is_let(before: str, match: re.Match[str]) -> bool:
    """True for “help firms develop”, “see students share”: the verb of somebody else's aim, told without “to”."""
    return match.group("node").split()[0] == match.group("verb") and _LETTING.search(before) is not None


def _tells(match: re.Match[str], following: str) -> bool:
    """True for “has published further details of”: to tell of a thing is no act of its own."""
    return _TELLING.match(match.group("verb") + following) is not None


def _is_done_to_them(match: re.Match[str]) -> bool:
    """True for “have been offered a seat”: what is done to somebody is none of their acts."""
    return "been " in match.group("node") and not match.group("verb").endswith("ing")


def _is_meant_by(before: str, match: re.Match[str]) -> bool:
    """True for “With the programme, both councils want to ease …”: what they want by it is its aim, and no act."""
    return _WANTING.match(match.group("node")) is not None and _BY_A_NODE.fullmatch(before) is not None


def _receives(match: re.Match[str], following: str) -> bool:
    """True for “hosted the minister”: to receive somebody is no undertaking; the meeting is."""
    return match.group("verb") in read_rules("events")["receiving"] and _A_GUEST.match(following) is not None


def _gives(match: re.Match[str], following: str) -> bool:
    """True for “will jointly fund research on …”, “will contribute measurements”: no undertaking need be the object."""
    verb = match.group("verb")
    if verb in _REQUESTING:
        return _FOR_SOMETHING.match(following) is not None
    if verb in _GIVING:
        is_thing = verb.startswith("contribut") and _A_THING.match(following) is not None
        return is_thing or _in_kind().match(following) is not None
    return verb in _SUPPORTING and bool(_OF_RESEARCH.match(following))


def _is_done_to_another(match: re.Match[str], following: str) -> bool:
    """True for “will extend the array”, “to join the programme”: an act of its own on an undertaking that is there."""
    found = _OBJECT_IS_A_NODE.match(following)
    if not found:
        return False
    verb, letter = match.group("verb"), following[following.rindex("‹", 0, found.end()) + 1]
    if verb in read_rules("events")["joining"]:
        return letter == "G" and match.group("node") == f"to {verb}"  # “Norland to join Open Kelp”
    done_to: dict[str, list[str]] = read_rules("events")["done-to"]
    points_back = verb in _BARGAINING or _POINTS_BACK.match(following) is not None
    return points_back and any(letter in letters and verb in verbs for letters, verbs in done_to.items())


def _end_of_act(match: re.Match[str], following: str) -> int:
    """Where the words of an act end: “resolved” alone, where a list of what for follows (“to share …, to train …”)."""
    before = match.group("node")[: match.start("verb") - match.start("node")]
    is_list = re.match(rf"[^.;:“”\"]*?,? (?:and )?to {aim_verb_pattern()}", following)
    if before.rstrip().endswith(" to") and is_list:
        return match.start("node") + len(before.rstrip()) - len(" to")
    return match.end("node")


def _hint(masked: Masked, match: re.Match[str]) -> str:
    """Words for the name: the verb and what follows it."""
    return " ".join([match.group("verb"), *masked.words(match.end("node"), len(masked.text)).split()[:4]])


@cache
def _no_act() -> frozenset[str]:
    """Verbs that tell no act by their clause alone."""
    return _rules()[2] | frozenset(read_rules("events")["no-act-of-a-clause"].split())


@cache
def _making() -> frozenset[str]:
    """Verbs whose subject, as passives, is an undertaking by itself or is paid for."""
    return made_words("making") | made_words("paying") | made_words("intransitive")


@cache
def _in_kind() -> re.Pattern[str]:
    return re.compile(read_rules("events")["in-kind"])


@cache
def _verb_phrase(pattern: Pattern) -> Pattern:
    """The part of a clause's pattern from its verb phrase on: where it stands nowhere, the whole cannot match."""
    return Pattern(pattern.written[pattern.written.index("(?P<node>") :])


@cache
def _rules() -> tuple[tuple[Pattern, ...], tuple[Pattern, ...], frozenset[str]]:
    tree = read_rules("events")
    clauses, called_for = (tuple(Pattern(pattern) for pattern in tree[key]) for key in ("clauses", "called-for"))
    return clauses, called_for, frozenset(tree["no-act"].split())
