"""The stretches of capitalised words of a text, its head nouns, and the small words that join names.

Knows how single words of a name are written; what makes a whole name is for `kg.drafting.naming.phrases`.
"""

from __future__ import annotations

from functools import lru_cache

from kg.drafting.naming.lexicon import head_sizes, heads, words_of
from kg.drafting.naming.tokens import Token

BODIES = ("FormalOrganization", "OrganizationalUnit", "Organization", "Government")
AND = frozenset(("and", "&", "und", "et", "y", "och", "og", "e"))
OF = frozenset(
    ("of", "for", "de", "für", "pour", "para", "per", "di", "do", "da", "del", "della", "der", "des", "du", "la")
)
MOST = 18
"""How many words a name may have, the longest names of bodies being shorter."""
COMPOUNDS = ("-gesellschaft", "-institut", "-zentrum", "-gemeinschaft", "-akademie", "-stiftung", "-ministerium")
_ARTICLES = frozenset(("the", "la", "l", "le", "les", "los", "das", "die", "der", "den", "dem"))
_NO_PART = frozenset(("the", "a", "an", "this", "our", "its", "concerning", "regarding"))
_DASHES = frozenset("–-—/‐‑")


class Stretches:
    """Capitalised stretches of one text. `states` and `bodies` give the end of each known one by its first token."""

    def __init__(self, tokens: list[Token], states: dict[int, int], bodies: dict[int, int]) -> None:
        self.tokens, self.states, self.bodies = tokens, states, bodies
        self.state_ends = frozenset(states.values())
        self._heads: dict[int, tuple[int, str] | None] = {}

    def head_at(self, at: int) -> tuple[int, str] | None:
        """The end and the class of the head noun at this token, the longest one; None where there is none."""
        if at not in self._heads:
            self._heads[at] = self._find_head(at)
        return self._heads[at]

    def _find_head(self, at: int) -> tuple[int, str] | None:
        if not self.tokens[at].is_cap:
            return None
        low = self.tokens[at].low
        if low.endswith(COMPOUNDS) and low not in heads():
            return at + 1, "FormalOrganization"
        if at and f"{self.tokens[at - 1].low} {low}" in words_of("titles.txt", "titles"):
            return None  # the “Executive” of “Chief Executive”
        for size in head_sizes().get(self.tokens[at].low, ()):
            part = self.tokens[at : at + size]
            words = " ".join(t.low for t in part)
            is_run = all(t.is_word and (t.is_cap or t.low in OF or t.low in AND) for t in part)
            if len(part) == size and words in heads() and is_run and not any(t.is_apart for t in part[1:]):
                return at + size, heads()[words]
        return None

    def head_is_body(self, at: int) -> bool:
        """True where a head noun of a body stands at this token."""
        head = self.head_at(at)
        return head is not None and head[1] in BODIES

    def head_in_run(self, at: int) -> int | None:
        """The first head noun in the run of capitalised words from here on."""
        return next((k for k in range(at, self.run_end(at)) if self.head_at(k)), None)

    def is_name_word(self, at: int) -> bool:
        """True for a capitalised word, or a number behind one, that may stand in a name."""
        token = self.tokens[at]
        is_part = token.low not in _NO_PART and token.low not in words_of("honorifics.txt", "short")
        return token.is_cap and token.is_word and is_part

    def is_dash(self, at: int) -> bool:
        """True for a dash without blanks between two words of a name: “Himalaya–Arctic”."""
        if self.tokens[at].text not in _DASHES or not 0 < at < len(self.tokens) - 1:
            return False
        before, dash, behind = self.tokens[at - 1 : at + 2]
        return before.end == dash.start and dash.end == behind.start and before.is_cap and behind.is_cap

    def is_initial_stop(self, at: int) -> bool:
        """True for the full stop behind an initial inside a name: “Vera C. Rubin Observatory”."""
        if self.tokens[at].text != "." or not 1 < at < len(self.tokens) - 1:
            return False
        initial, behind = self.tokens[at - 1], self.tokens[at + 1]
        return len(initial.text) == 1 and initial.is_cap and initial.end == self.tokens[at].start and behind.is_cap

    def is_year(self, at: int) -> bool:
        """True for a number of four digits that goes on with a name: “Vision 2030”."""
        is_there = 0 < at < len(self.tokens) and not self.tokens[at].is_apart and self.tokens[at - 1].is_cap
        return is_there and self.tokens[at].text.isdigit() and len(self.tokens[at].text) == 4

    def run_end(self, at: int) -> int:
        """The end of the run of capitalised words from this token on."""
        end = at
        furthest = min(len(self.tokens), at + MOST)
        while end < furthest and self.is_name_word(end) and not (end > at and self.tokens[end].is_apart):
            end += 1
        return end

    def skip_articles(self, at: int) -> int:
        """Behind the articles at this token."""
        while at < len(self.tokens) and self.tokens[at].low in _ARTICLES and not self.tokens[at].is_apart:
            at += 1
        return at

    def skip_states(self, first: int) -> int:
        """Behind the states that a name starts with: “U.S. – U.K. Science and Technology Agreement”."""
        at = first
        while at in self.states:
            at = self.states[at]
            is_dash = at < len(self.tokens) and self.tokens[at].text in _DASHES
            if not (is_dash and at + 1 in self.states and not self.tokens[at + 1].is_apart):
                break
            at += 1
        return at


@lru_cache(maxsize=8192)
def is_field_word(low: str) -> bool:
    """True for a word that says what a body or post is for: of the list, or made like one (“Diseases”, “Mobility”)."""
    is_listed = low in words_of("fields.txt") or low in words_of("not-bodies.txt")
    return is_listed or (len(low) > 5 and low.endswith(tuple(words_of("field-endings.txt"))))


def is_modifier(low: str) -> bool:
    """True for a word made like an adjective of a field: “Geophysical”, “Atmospheric”, or a field itself."""
    return is_field_word(low) or low.endswith(("ic", "al", "ary", "ive"))
