"""Link reports into incidents in memory: file, compare, part. What a store does step by step comes to the same."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import Any

from tracker.incidents import weights as w
from tracker.incidents.cluster import cluster
from tracker.incidents.compare import compare
from tracker.incidents.keys import asks, keys
from tracker.model import StoredEvent

Pair = tuple[int, int]


def link(
    reports: Iterable[StoredEvent], together: Collection[tuple[str, str]] = (), apart: Collection[tuple[str, str]] = ()
) -> list[tuple[StoredEvent, ...]]:
    """Give the incidents that reports tell of, the founding report of each first. Decisions are pairs of event ids."""
    held = sorted(reports, key=order)
    numbers = {report.event.id: n for n, report in enumerate(held)}
    members = {n: order(report) for n, report in enumerate(held)}
    decided = [[(numbers[a], numbers[b]) for a, b in pairs if a in numbers and b in numbers] for pairs in (together, apart)]
    groups = cluster(members, links(held), *decided)
    return [tuple(held[n] for n in group) for group in groups]


def order(report: StoredEvent) -> tuple[Any, ...]:
    """Give what reports are sorted by: day of publication (unknown ones last), article, event."""
    published = report.published.isoformat() if report.published else ""
    return not published, published, report.event.article, report.event.id


def links(reports: Sequence[StoredEvent]) -> dict[Pair, float]:
    """Compare each two reports that meet under a key; give the scores that say something, by their numbers."""
    found: dict[Pair, float] = {}
    for a, b in sorted(meetings(reports)):
        compared = compare(reports[a], reports[b])
        score = w.NEVER if compared.never else compared.score
        if score >= w.SUGGEST or score <= w.AGAINST:
            found[a, b] = score
    return found


def meetings(reports: Sequence[StoredEvent]) -> set[Pair]:
    """Give the pairs of numbers of reports that are to be compared, the lower one first."""
    filed: dict[int, list[int]] = defaultdict(list)
    for n, report in enumerate(reports):
        for key in keys(report):
            filed[key].append(n)
    return {
        (min(n, other), max(n, other))
        for n, report in enumerate(reports)
        for key in asks(report)
        for other in filed.get(key, ())
        if other != n
    }
