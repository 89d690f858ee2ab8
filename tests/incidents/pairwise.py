"""Pairwise precision and recall: of each two reports, whether they were rightly put together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations


@dataclass(frozen=True, slots=True)
class Scored:
    """How many pairs were put together rightly, wrongly, and not although they should have been."""

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Give the part of the pairs put together that belong together."""
        return self.right / max(1, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """Give the part of the pairs that belong together that were put together."""
        return self.right / max(1, self.right + self.missed)


def score(groups: Iterable[Iterable[str]], truth: Mapping[str, int]) -> Scored:
    """Hold groups of ids against the number of the happening that each id tells of."""
    right = wrong = 0
    for group in groups:
        for a, b in combinations(group, 2):
            right, wrong = (right + 1, wrong) if truth[a] == truth[b] else (right, wrong + 1)
    true = sum(n * (n - 1) // 2 for n in Counter(truth.values()).values())
    return Scored(right, wrong, true - right)
