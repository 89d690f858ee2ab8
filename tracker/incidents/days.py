"""Hold the days of two reports against each other, within their precision. Days are ordinals."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from tracker.incidents import weights as w
from tracker.incidents.nouns import Reason

# The first and last day; the first is null where only the day it was told by is known.
Days = tuple[int | None, int]


@lru_cache(maxsize=65536)
def date_reason(one: Days, other: Days) -> Reason:
    """Compare when two happenings were."""
    if one[0] is None and other[0] is None:
        return _both_told(*sorted((one[1], other[1])))
    if one[0] is None or other[0] is None:
        return _told(one[1], other) if one[0] is None else _told(other[1], one)
    first, second = sorted(((one[0], one[1]), (other[0], other[1])))
    gap = second[0] - first[1]
    if gap > 0:
        text = f"{_written(first)} and {_written(second)}: {gap} {'day' if gap == 1 else 'days'} apart"
        return Reason("date", _step(w.GAP, gap), text)
    longer = max(first[1] - first[0], second[1] - second[0]) + 1
    if longer == 1:
        return Reason("date", w.SAME_DAY, f"both on {_written(first)}")
    return Reason("date", _step(w.OVERLAP, longer), f"{_written(first)} and {_written(second)} overlap")


@lru_cache(maxsize=16384)
def period_reason(one: Days, other: Days) -> Reason:
    """Compare the periods of two totals: they begin on the same day, or are not the same."""
    if one[0] is None or other[0] is None:
        return date_reason(one, other)
    if one == other:
        return Reason("date", w.SAME_PERIOD, f"both {_written(one)}")
    text = " and ".join(sorted((_written(one), _written(other))))
    if one[0] == other[0]:
        return Reason("date", w.SAME_START, f"{text} begin on one day")
    return Reason("date", w.OTHER_PERIOD, f"{text} are two periods")


def _told(day: int, known: Days) -> Reason:
    """Hold the day by which one was told against the days of the other."""
    first, last = known[0] or known[1], known[1]
    text = f"on {_written(known)}, and told by {_day(day)}"
    if day < first:
        return Reason("date", w.ONE_DAY_EARLY if day == first - 1 else w.TOLD_BEFORE, text)
    return Reason("date", _step(w.LAG, max(0, day - last)), text)


def _both_told(first: int, last: int) -> Reason:
    text = f"told by {_day(first)} and by {_day(last)}, no other day known"
    return Reason("date", _step(w.BOTH_LAG, last - first), text)


def _step(steps: tuple[tuple[int, float], ...], days: int) -> float:
    return next(weight for most, weight in steps if days <= most)


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()


def _written(days: Days) -> str:
    first, last = days
    return _day(last) if first is None or first == last else f"{_day(first)} to {_day(last)}"
