"""What is known of each number: the claims by source, and low, best and high by a declared rule.

The terms are UCDP's (low, best and high estimate). Only the latest claim of each independent source counts. `low` is the lowest
bound of them, `high` the highest (null where one is open). Rules for the best estimate:

conservative    the figure that the most independent recent sources support, and the lowest of several such. A source supports
                what its claim allows: 'at least 10' supports 12. Recent are claims of the newest one's day and the day before it
                if two sources made them, else those of the week before it: a toll that rises leaves older figures behind, but
                one source alone does not outweigh others that agree.
latest          the newest claim
median          the claim in the middle (the lower of two)
highest         the highest claim

A best estimate is as open as what it rests on: '31+' stays 31 and null.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from tracker.incidents.nouns import DEFAULT_RULE, Claim, Figure, Rule
from tracker.incidents.sources import Order, Told, told
from tracker.model import COUNTS, Count, CountOf, StoredEvent

FRESH_DAYS: Final = 1  # a news cycle: what is told a day apart is of one state of knowledge
FRESH_SOURCES: Final = 2  # as many have to agree that things have moved on before older claims are left out
RECENT_DAYS: Final = 7  # as long the dead are still counted, and an older figure may yet be what most know

_RANK: Final = {of: rank for rank, of in enumerate(COUNTS)}
Bounds = tuple[int, int | None]


@dataclass(frozen=True, slots=True)
class _Claimed:
    """A claim with what it is sorted by, from old to new."""

    claim: Claim
    age: Order

    @property
    def bounds(self) -> Bounds:
        return self.claim.low, self.claim.high

    @property
    def day(self) -> date:
        return self.age[0]


def figures(reports: Sequence[StoredEvent], rule: Rule = DEFAULT_RULE) -> tuple[Figure, ...]:
    """Give the numbers of an incident, in the order of COUNTS. Denied reports and those taken back give none."""
    return figures_told(told(reports), rule)


def figures_told(case: Told, rule: Rule) -> tuple[Figure, ...]:
    """Give the numbers where it is known who says it."""
    if len(case.reports) == 1:
        return _figures_alone(case, rule)
    claims: dict[CountOf, list[_Claimed]] = {}
    for report in case.by_age(case.reports):
        event = report.event
        if event.status == "denied":
            continue
        for count in wholes(event.counts):
            claim = _claim(count, report, case.source(report), event.id not in case.back)
            claims.setdefault(count.of, []).append(_Claimed(claim, case.ages[event.id]))
    made = (_figure(of, claims[of], rule) for of in COUNTS if of in claims)
    return tuple(figure for figure in made if figure is not None)


def _figures_alone(case: Told, rule: Rule) -> tuple[Figure, ...]:
    """Give the numbers of one report, which are the best by any rule."""
    claims = [
        (count.of, _claim(count, report, case.source(report), counted=True))
        for report in case.standing
        for count in wholes(report.event.counts)
    ]
    claims.sort(key=lambda told: _RANK[told[0]])
    return tuple(Figure(of, claim.low, claim.low, claim.high, claim.high, rule, (claim,)) for of, claim in claims)


def wholes(counts: Sequence[Count]) -> tuple[Count, ...]:
    """Choose one count for each `of`: the whole, else the first part of it, which leaves the whole open ('three children': 3+)."""
    found: dict[CountOf, Count] = {}
    for count in counts:
        if count.of not in found or (count.group is None and found[count.of].group is not None):
            found[count.of] = count
    return tuple(count if count.group is None else replace(count, high=None) for count in found.values())


def _claim(count: Count, report: StoredEvent, source: str, counted: bool) -> Claim:
    return Claim(source, report.event.id, count.low, count.high, report.published, counted, count.text)


def _figure(of: CountOf, told: Sequence[_Claimed], rule: Rule) -> Figure | None:
    """Make a number of its claims, from old to new; null where all were taken back."""
    newest = {each.claim.source: each for each in told if each.claim.counted}
    if not newest:
        return None
    claims = tuple(replace(each.claim, counted=newest.get(each.claim.source) is each) for each in told)
    counted = sorted(newest.values(), key=lambda each: each.age)
    low, high = _hull([each.bounds for each in counted])
    best_low, best_high = RULES_BY_NAME[rule](counted)
    return Figure(of, low, best_low, best_high, high, rule, claims)


def _hull(bounds: Sequence[Bounds]) -> Bounds:
    tops = [high for _, high in bounds if high is not None]
    return min(low for low, _ in bounds), max(tops) if len(tops) == len(bounds) else None


def _conservative(told: Sequence[_Claimed]) -> Bounds:
    newest = told[-1]
    fresh = [each for each in told if (newest.day - each.day).days <= FRESH_DAYS]
    recent = fresh if len(fresh) >= FRESH_SOURCES else [each for each in told if (newest.day - each.day).days <= RECENT_DAYS]
    return best_supported([each.bounds for each in recent])


def best_supported(claims: Sequence[Bounds]) -> Bounds:
    """Give the figures that the most claims hold, the lowest such stretch."""
    starts = sorted({low for low, _ in claims})
    supports = [[claim for claim in claims if _holds(claim, start)] for start in starts]
    return _common(max(supports, key=len))  # the first of several


def _holds(claim: Bounds, figure: int) -> bool:
    low, high = claim
    return low <= figure and (high is None or figure <= high)


def _common(claims: Sequence[Bounds]) -> Bounds:
    """Give what all claims hold; each of them holds the highest lower bound."""
    tops = [high for _, high in claims if high is not None]
    return max(low for low, _ in claims), min(tops) if tops else None


def reconcilable(claims: Sequence[Bounds]) -> bool:
    """Tell whether one figure would meet all claims."""
    low, high = _common(claims) if claims else (0, None)
    return high is None or low <= high


def _latest(told: Sequence[_Claimed]) -> Bounds:
    return told[-1].bounds


def _by_height(told: Sequence[_Claimed]) -> list[Bounds]:
    return sorted((each.bounds for each in told), key=lambda bounds: (bounds[0], bounds[1] is None, bounds[1] or 0))


def _median(told: Sequence[_Claimed]) -> Bounds:
    return _by_height(told)[(len(told) - 1) // 2]


def _highest(told: Sequence[_Claimed]) -> Bounds:
    return _by_height(told)[-1]


RULES_BY_NAME: Mapping[Rule, Callable[[Sequence[_Claimed]], Bounds]] = {
    "conservative": _conservative,
    "latest": _latest,
    "median": _median,
    "highest": _highest,
}
