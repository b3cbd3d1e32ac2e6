"""Writes pieces of a claims file as YAML by ruamel: a claim, an entity, a quotation, a reader.

Every scalar is a string, read and written: `NO`, `007` and days stay what they are. Quotes are folded blocks.
"""

from __future__ import annotations

import io
import re
import textwrap
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, FoldedScalarString, SingleQuotedScalarString
from ruamel.yaml.tag import Tag

from kg.reviewing.line import Line, NewEntity, NewQuotation

WIDTH = 116
_WHOLE = 1 << 30
_UNUSUAL = re.compile("[\x00-\x1f\x7f-\xa0\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]")
_SYNTAX = re.compile(r"[:#\[\]{},&*!|>%@`\\]|^[-?=~<\"'\s]|\s$|^$")


class _Words(VersionedResolver):
    """Takes every plain scalar as the words that it is."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        """The tag of a node: always that of a string for a scalar."""
        return Tag(suffix="tag:yaml.org,2002:str") if kind is ScalarNode else super().resolve(kind, value, implicit)


def load(text: str) -> Any:
    """The tree of a piece of YAML with its comments and forms."""
    return _yaml().load(text)


def dump(tree: Any) -> str:
    """A tree as block YAML, ended by a line feed."""
    written = io.StringIO()
    _yaml().dump(tree, written)
    return written.getvalue()


def claim_item(lines: list[Line]) -> str:
    """The item of `claims` for lines with the same quotes: `- quote: …` and what they say."""
    first, item = lines[0], CommentedMap()
    if len(first.quotes) == 1:
        item["quote"] = folded(first.quotes[0])
    else:
        item["quotes"] = CommentedSeq([folded(quote) for quote in first.quotes])
    if first.sentence:
        item["sentence"] = text(first.sentence)
    item["says"] = CommentedSeq([saying(line) for line in lines])
    return dump(CommentedSeq([item]))


def saying(line: Line) -> Any:
    """One item of `says`: the three parts, or a flow mapping with its settings."""
    if not line.settings and not line.because:
        return text(line.say)
    written = CommentedMap(say=text(line.say))
    settings = dict(line.settings)
    for key in ("told-as", "polarity", "voice"):
        if key in settings:
            written[key] = text(settings[key])
    if line.because:
        written["because"] = _flow(CommentedMap({end: text(reason) for end, reason in line.because}))
    for key in ("cue", "antecedent", "head", "confidence", "note"):
        if key in settings:
            written[key] = text(settings[key])
    is_long = len(dump(CommentedSeq([_flow(written)]))) > WIDTH
    return _block(written) if is_long else written


def saying_item(line: Line) -> str:
    """One item of `says` as YAML."""
    return dump(CommentedSeq([saying(line)]))


def entity_entry(entity: NewEntity) -> CommentedMap:
    """What stands under an entity's name."""
    entry = CommentedMap()
    for key in ("type", "label"):
        if getattr(entity, key):
            entry[key] = text(getattr(entity, key))
    for key in ("aliases", "mentions"):
        if getattr(entity, key):
            entry[key] = words_list(getattr(entity, key))
    return _flow(entry) if len(dump(CommentedMap({entity.name: _flow(entry)}))) <= WIDTH else _block(entry)


def quotation_entry(quotation: NewQuotation) -> CommentedMap:
    """What stands under a quotation's name."""
    words = CommentedSeq([folded(part) for part in quotation.words])
    return CommentedMap(speaker=text(quotation.speaker), label=text(quotation.label), words=words)


def flow_of(pairs: dict[str, str]) -> CommentedMap:
    """A short group of keys on one line."""
    return _flow(CommentedMap({key: text(words) for key, words in pairs.items()}))


def words_list(words: tuple[str, ...]) -> CommentedSeq:
    """A list of words on one line."""
    made = CommentedSeq([text(one) for one in words])
    made.fa.set_flow_style()
    return made


def text(words: str) -> Any:
    """Words as a plain scalar where no sign of them could be taken for syntax, else between quotation marks."""
    words = " ".join(words.split())
    if _UNUSUAL.search(words):
        return DoubleQuotedScalarString(words)
    if _SYNTAX.search(words):
        return SingleQuotedScalarString(words) if '"' in words else DoubleQuotedScalarString(words)
    return words


def folded(words: str) -> Any:
    """Words as a folded block, broken at blanks; between quotation marks where they hold a sign that no block may."""
    words = " ".join(words.split())
    if _UNUSUAL.search(words) or not words:
        return DoubleQuotedScalarString(words)
    block = FoldedScalarString(words)
    rows = textwrap.wrap(words, WIDTH, break_long_words=False, break_on_hyphens=False)
    ends, at = [], 0
    for row in rows[:-1]:
        at += len(row)
        ends.append(at)
        at += 1
    block.fold_pos = ends
    return block


def _flow(tree: CommentedMap) -> CommentedMap:
    tree.fa.set_flow_style()
    return tree


def _block(tree: CommentedMap) -> CommentedMap:
    tree.fa.set_block_style()
    return tree


def _yaml() -> YAML:
    yaml = YAML()
    yaml.Resolver = _Words
    yaml.preserve_quotes = True
    yaml.allow_unicode = True
    yaml.width = _WHOLE
    return yaml
