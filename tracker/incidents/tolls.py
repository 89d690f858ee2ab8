"""Hold the figures of two reports against each other: equal, to be reconciled, or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from tracker.incidents import weights as w
from tracker.incidents.nouns import Reason
from tracker.incidents.profile import Bounds, Profile
from tracker.model import CountOf


def count_reasons(p: Profile, q: Profile) -> Sequence[Reason]:
    """Give a reason for each figure that both have, all of them together within their limits."""
    both = p.counts.keys() & q.counts.keys()
    if not both:
        return ()
    reasons = [_figure(of, p.counts[of], q.counts[of], _later(p, q)) for of in sorted(both)]
    spent = sum(reason.weight for reason in reasons)
    rest = min(w.COUNTS_MOST, max(w.COUNTS_LEAST, spent)) - spent
    return (*reasons, Reason("counts", round(rest, 2), "figures hang together")) if rest else reasons


def total_reasons(p: Profile, q: Profile) -> Iterator[Reason]:
    """Give a reason for each figure of two totals: another figure is another claim."""
    for of in sorted(p.counts.keys() & q.counts.keys()):
        one, other = p.counts[of], q.counts[of]
        # '100' and 'more than 100' are one figure told twice
        near = one == other or (abs(one[0] - other[0]) <= 1 and None in (one[1], other[1]))
        text = f"{of} {written(one)} and {written(other)}"
        yield Reason("counts", _equal(one[0]) if near else w.OTHER_TOTAL, text)


def written(bounds: Bounds) -> str:
    """Write a figure as short as it can be said."""
    low, high = bounds
    return f"{low}+" if high is None else str(low) if low == high else f"{low} to {high}"


def _equal(number: int) -> float:
    return next(weight for most, weight in w.EQUAL if number <= most)


@lru_cache(maxsize=65536)
def _figure(of: CountOf, one: Bounds, other: Bounds, later: int) -> Reason:
    """Compare two figures. `later` is 1 where the second was published after the first, -1 before, 0 where that is not known."""
    if one == other:
        return Reason("counts", _equal(one[0]), f"{of}: both {written(one)}")
    text = f"{of} {' and '.join(sorted((written(one), written(other))))}"
    if one[0] == other[0] and None in (one[1], other[1]):
        return Reason("counts", _equal(one[0]) * w.OPEN, text)  # '12', 'at least 12'
    steps = w.TOLL_RATIO if of in w.TOLLS or of in w.VAGUE else w.EXACT_RATIO
    ratio = _ratio(one, other)
    weight = next(weight for most, weight in steps if ratio <= most)
    if weight > 0:
        return Reason("counts", weight / 2 if max(one[0], other[0]) <= w.SMALL else weight, text)
    rises = (later > 0 and one[0] < other[0]) or (later < 0 and one[0] > other[0])
    overlap = (one[1] is None or other[0] <= one[1]) and (other[1] is None or one[0] <= other[1])
    if overlap or of in w.VAGUE or (of in w.TOLLS and rises):
        weight *= w.SOFTER
    return Reason("counts", weight, f"{text}{', the later one higher' if rises else ''}")


def _ratio(one: Bounds, other: Bounds) -> float:
    """Give how many times the higher figure is the lower one, each one more: 'at least 7' is said of 7 or 8, seldom of 20."""
    low, high = (one, other) if one[0] < other[0] else (other, one)
    return (high[0] + 1) / (max(low[0], min(low[1] or 0, high[0])) + 1)


def _later(p: Profile, q: Profile) -> int:
    if p.published is None or q.published is None:
        return 0
    return (p.published < q.published) - (p.published > q.published)
