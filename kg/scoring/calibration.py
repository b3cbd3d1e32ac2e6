"""Is a confidence worth its name: how often claims of a confidence are right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

BINS = 10


@dataclass(frozen=True)
class Bin:
    """The claims whose confidence lies from `low` up to but not including `high` (the last one includes 1)."""

    low: float
    high: float
    claims: int
    right: int
    confidence: float

    @property
    def accuracy(self) -> float:
        """The share of its claims that are right."""
        return self.right / self.claims


@dataclass(frozen=True)
class Calibration:
    """Bins that hold claims, the Brier score (mean squared error) and the expected calibration error."""

    claims: int
    brier: float | None
    error: float | None
    bins: tuple[Bin, ...]


def calibrate(judged: Iterable[tuple[float, bool]]) -> Calibration:
    """Reliability of confidences, each with whether the claim was right (Naeini et al. 2015, ten equal bins).

    >>> calibrate([(0.9, True), (0.9, True), (0.5, False)]).brier
    0.09
    """
    pairs = sorted(judged)
    if not pairs:
        return Calibration(0, None, None, ())
    bins = [_bin(number, [p for p in pairs if min(int(p[0] * BINS), BINS - 1) == number]) for number in range(BINS)]
    held = tuple(b for b in bins if b)
    brier = sum((confidence - is_right) ** 2 for confidence, is_right in pairs) / len(pairs)
    error = sum(b.claims * abs(b.accuracy - b.confidence) for b in held) / len(pairs)
    return Calibration(len(pairs), round(brier, 9), round(error, 9), held)


def _bin(number: int, pairs: list[tuple[float, bool]]) -> Bin | None:
    if not pairs:
        return None
    mean = sum(confidence for confidence, _ in pairs) / len(pairs)
    return Bin(number / BINS, (number + 1) / BINS, len(pairs), sum(is_right for _, is_right in pairs), mean)
