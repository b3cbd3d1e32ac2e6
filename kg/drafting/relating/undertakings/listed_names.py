"""Makes undertakings of what the bullets of a list name with a sum, or as the projects that its lead tells of.

“• GridQuake (£1.6 million): led by the Tide Council, it …”, “The three projects are:” with “• Tidal Memory: …”.
"""

from __future__ import annotations

import re
from dataclasses import replace

from kg.drafting.relating.mentions import Mentions
from kg.drafting.relating.rule_files import read_rules
from kg.drafting.relating.workbook import Workbook
from kg.model import Span
from kg.sources.keys import normal_key

_ITEM = re.compile(
    r"^[ \t]*[•▪◦●■‣·–—*-][ \t]+(?P<name>(?:[“\"‘'](?P<quoted>[^”\"’'\n]{3,60})[”\"’']|[A-Z][^\s(:,;–—-]*"
    r"(?:[ -](?:(?:of|for|the|and|in|on|to|at|from|with) )*[A-Z0-9][^\s(:,;–—]*){0,6}))"
    r"(?P<behind>(?: \([^()\n]*\))*) ?(?P<mark>[:,–—-]|\n|$)",
    re.MULTILINE,
)
_ARTICLE = re.compile(r"(?:The )?")
_BODIES = ("FormalOrganization", "Organization", "OrganizationalUnit", "Person", "Place", "Topic", "Programme")


def note_listed_names(workbook: Workbook) -> None:
    """Notes the undertakings that bullets begin with; a name of the register, or of a state, stays what it is."""
    text = workbook.source.text
    for item in _ITEM.finditer(text):
        place = Span(*item.span("quoted" if item.group("quoted") else "name"))
        is_paid = _sum().search(item.group("behind")) is not None
        is_listed = item.group("mark") != "," and _is_told_by_the_lead(text, item.start())
        if not (is_paid or is_listed) or _is_known(workbook, place):
            continue
        _note(workbook, text[place.start : place.end])


def _is_told_by_the_lead(text: str, at: int) -> bool:
    """True for a bullet of a list whose lead, which ends with a colon, tells of projects or their like."""
    lead = re.compile(read_rules("listed-names")["lead"]).search(text, max(0, at - _REACH), at)
    return lead is not None


_REACH = 1500
"""How many code points before a bullet the lead of its list may stand."""


def _is_known(workbook: Workbook, place: Span) -> bool:
    """True where the words, or their beginning, name what is known: a body of the register, a state, a person."""
    text = workbook.source.text
    for mention in workbook.mentions.meeting(place):
        entity = workbook.entities[mention.entity]
        if not place.holds(mention.span) or (entity.type in ("State", "Post") and mention.span == place):
            return True
        is_whole = mention.span.end == place.end and _ARTICLE.fullmatch(text[place.start : mention.span.start])
        if is_whole and (entity.register or entity.type not in _BODIES):
            return True
    return False


def _note(workbook: Workbook, name: str) -> None:
    """Makes an undertaking of a name wherever it stands."""
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    spans = [Span(*m.span()) for m in pattern.finditer(workbook.source.text)]
    same = [m.entity for m in workbook.mentions if m.span in spans]
    entity = next((e for e in same if normal_key(workbook.entities[e].label) == normal_key(name)), "")
    if entity:
        workbook.entities[entity] = replace(workbook.entities[entity], type="Undertaking")
    for span in spans:
        if any(m.span.holds(span) and m.entity != entity and m.span != span for m in workbook.mentions.meeting(span)):
            continue
        workbook.mentions = Mentions(m for m in workbook.mentions if m.entity == entity or not m.span.meets(span))
        entity = entity or workbook.add("Undertaking", name)
        workbook.mention(entity, span)
    workbook.forget_masks()


def _sum() -> re.Pattern[str]:
    return re.compile(read_rules("listed-names")["sum"])
