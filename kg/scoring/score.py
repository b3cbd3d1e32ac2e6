"""All measures of a draft against its gold standard, statement by statement and pooled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.scoring.account import Account, Counts, Gold, Share
from kg.scoring.align import align
from kg.scoring.calibration import Calibration, calibrate
from kg.scoring.edits import Edits, count_edits
from kg.scoring.grounds import GroundScore, score_grounds
from kg.scoring.links import LinkScore, score_links
from kg.scoring.mentions import MentionScore, score_mentions
from kg.scoring.relations import RelationScore, score_relations, score_speakers, score_statuses
from kg.vocabulary import Vocabulary

COUNTS = ("mentions", "mentions_partial", "relations", "relations_without_status")
"""What has precision, recall and F1."""
SHARES = (
    "links",
    "false_links",
    "linked_decoys",
    "core_recall",
    "ontology",
    "grounding",
    "status",
    "told_as",
    "polarity",
    "voice",
    "speakers",
)
"""What is a share of cases, in the order of the report."""


@dataclass(frozen=True)
class StatementScore:
    """The measures of one statement; `pairs` gives the gold name of every draft thing that has one."""

    name: str
    pairs: Mapping[str, str]
    mentions: MentionScore
    links: LinkScore
    relations: RelationScore
    grounds: GroundScore
    status: Share
    status_errors: tuple[str, ...]
    speakers: Share
    edits: Edits
    draft: Account
    gold: Gold

    @property
    def counts(self) -> dict[str, Counts]:
        """What has precision and recall, by the names of `COUNTS`."""
        found = (self.mentions.strict, self.mentions.partial, self.relations.counts, self.relations.without_status)
        return dict(zip(COUNTS, found, strict=True))

    @property
    def shares(self) -> dict[str, Share]:
        """What is a share of cases, by the names of `SHARES`."""
        links, relations, grounds = self.links, self.relations, self.grounds
        found = (links.accuracy, links.false, links.on_decoys, relations.core, grounds.conforming, grounds.ends)
        told = (self.status, relations.told_as, relations.polarity, relations.voice, self.speakers)
        return dict(zip(SHARES, (*found, *told), strict=True))


@dataclass(frozen=True)
class Scores:
    """The measures of several statements pooled: their cases are counted together (micro-averages)."""

    statements: tuple[StatementScore, ...]

    def counts(self, name: str) -> Counts:
        """Pooled counts, by a name of `COUNTS`."""
        return sum((s.counts[name] for s in self.statements), Counts())

    def share(self, name: str) -> Share:
        """A pooled share, by a name of `SHARES`."""
        return sum((s.shares[name] for s in self.statements), Share())

    @property
    def per_predicate(self) -> dict[str, Counts]:
        """Pooled counts of relations by predicate."""
        names = sorted({name for s in self.statements for name in s.relations.per_predicate})
        return {n: sum((s.relations.per_predicate.get(n, Counts()) for s in self.statements), Counts()) for n in names}

    @property
    def calibration(self) -> Calibration:
        """Reliability of the confidences of all claims."""
        judged = (pair for s in self.statements for pair in s.relations.judged)
        return calibrate((said.confidence, is_right) for said, is_right in judged)

    @property
    def edits(self) -> Edits:
        """All edits that would turn the drafts into the gold standards."""
        return sum((s.edits for s in self.statements), Edits())

    @property
    def per_rule(self) -> dict[str, tuple[int, int]]:
        """How many claims of a rule were right, and how often it fired."""
        judged = [(said.rule, is_right) for s in self.statements for said, is_right in s.relations.judged]
        firings, right = Counter(rule for rule, _ in judged), Counter(rule for rule, is_right in judged if is_right)
        return {rule: (right[rule], firings[rule]) for rule in sorted(firings)}


def score(drafts: Sequence[Account], golds: Sequence[Gold], vocabulary: Vocabulary) -> Scores:
    """The scores of drafts against gold standards, pair by pair in the given order."""
    return Scores(tuple(score_one(d, g, vocabulary) for d, g in zip(drafts, golds, strict=True)))


def score_one(draft: Account, gold: Gold, vocabulary: Vocabulary) -> StatementScore:
    """The measures of one draft."""
    pairs = align(draft, gold, vocabulary)
    relations = score_relations(draft, gold, pairs)
    status, status_errors = score_statuses(draft, gold.account, pairs)
    return StatementScore(
        gold.account.source.name,
        pairs,
        score_mentions(draft, gold.account, vocabulary),
        score_links(draft, gold, pairs, vocabulary),
        relations,
        score_grounds(draft, vocabulary),
        status,
        status_errors,
        score_speakers(draft, gold.account, pairs),
        count_edits(relations, pairs),
        draft,
        gold,
    )
