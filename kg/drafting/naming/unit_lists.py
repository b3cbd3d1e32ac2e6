"""Lists under one plural head noun: “the Directorates for Physics; Sea and Storm Science; and Engineering”."""

from __future__ import annotations

from kg.drafting.naming.lexicon import heads, plurals, words_of
from kg.drafting.naming.stretches import AND, OF, Stretches, is_modifier


def items_at(stretches: Stretches, at: int) -> list[tuple[int, int, str, str]]:
    """The items of the list whose head stands at this token: first, last, class, whole name; empty for none."""
    return _Items(stretches).at(at)


class _Items:
    """Reads one list."""

    def __init__(self, stretches: Stretches) -> None:
        self.stretches, self.tokens = stretches, stretches.tokens

    def at(self, at: int) -> list[tuple[int, int, str, str]]:
        """The items of “Directorates for A; B; and C” at this token, each with its whole name; empty for none."""
        singular = plurals().get(self.tokens[at].low, "")
        if not singular or not self.tokens[at].is_cap or at + 2 >= len(self.tokens):
            return []
        link = self.tokens[at + 1].low if self.tokens[at + 1].low in OF else ""
        start = at + 1 + bool(link)
        type_name = heads()[singular.casefold()]
        items = self._plural_items(start, link)
        if len(items) < 2:
            return []
        return [(*item, type_name, self._label(singular, link, *item)) for item in items]

    def _label(self, singular: str, link: str, first: int, last: int) -> str:
        words = "".join(("" if t.text == "," else " ") + t.text for t in self.tokens[first:last])
        return f"{singular} {link}{words}" if link else f"{singular}{words}"

    def _plural_items(self, start: int, link: str) -> list[tuple[int, int]]:
        """The items behind a plural head: between semicolons where there are any, else at commas and “and”."""
        items: list[tuple[int, int]] = []
        has_semicolons = self._is_semicolon_behind(start)
        at = start
        while at < len(self.tokens) and self.tokens[at].is_cap and not self.tokens[at].is_apart:
            end = self._list_item(at) if has_semicolons else self.stretches.run_end(at)
            if end == at or self._is_acronym_of_body(at):
                break
            items.append((at, end))
            is_last = not has_semicolons and self.tokens[at - 1].low in (*AND, link) and len(items) > 1
            at = len(self.tokens) if is_last else self._behind_separator(end, link)
        return items

    def _is_acronym_of_body(self, at: int) -> bool:
        return self.tokens[at].is_acronym and self.tokens[at].low not in words_of("not-bodies.txt")

    def _is_semicolon_behind(self, start: int) -> bool:
        end = self._list_item(start) if start < len(self.tokens) else start
        return end < len(self.tokens) and self.tokens[end].text == ";"

    def _list_item(self, at: int) -> int:
        """The end of one item between semicolons: capitalised words, commas and “and” inside."""
        end = self.stretches.run_end(at)
        while end + 1 < len(self.tokens) and not self.tokens[end].is_apart:
            behind = end + 1 + (self.tokens[end].text == "," and self.tokens[end + 1].low in AND)
            is_joined = self.tokens[end].low in AND or self.tokens[end].text == ","
            following = self.stretches.run_end(behind) if is_joined and behind < len(self.tokens) else behind
            if following == behind or not is_modifier(self.tokens[following - 1].low):
                break
            end = following
        return end

    def _behind_separator(self, at: int, link: str) -> int:
        """Behind “;”, “,”, “and”, “; and of”; the end of the tokens where no item follows."""
        start = at
        while at < len(self.tokens) and (self.tokens[at].text in (";", ",") or self.tokens[at].low in AND):
            at += 1
        if at == start:
            return len(self.tokens)
        return at + (at < len(self.tokens) and bool(link) and self.tokens[at].low == link)
