"""Part reports into incidents, by how each two compare: a function of the set alone, in whatever order it comes.

Two groups become one where a link from JOIN on ties them, and the mean over all pairs between them is from HOLD on: a chain
of reports that each look like the next is not one happening. The best two groups are joined first (average linkage). A pair that
can't be one, and one that a person has parted, hold their groups apart; what a person has put together is together first.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tracker.incidents import weights as w

Pair = tuple[int, int]

_UNIT = 100  # scores are summed up as whole hundredths, so that no order of adding changes a mean


@dataclass(slots=True)
class _Edge:
    """What lies between two groups: how many pairs are linked, the sum of their scores, the best, and whether one bars them."""

    pairs: int
    total: int
    best: int
    barred: bool

    def __add__(self, other: _Edge) -> _Edge:
        return _Edge(self.pairs + other.pairs, self.total + other.total, max(self.best, other.best), self.barred or other.barred)


def cluster(
    members: Mapping[int, tuple[Any, ...]],
    links: Mapping[Pair, float],
    together: Collection[Pair] = (),
    apart: Collection[Pair] = (),
) -> list[tuple[int, ...]]:
    """Give the groups, each sorted by its members' order keys, sorted by their first ones.

    `members` are numbers with what they are sorted by, `links` scores of pairs (NEVER and less: they can't be one), either way
    round. `together` and `apart` are what people have decided; where these contradict each other, what is together stays.
    """
    order = sorted(members, key=lambda member: members[member])
    rank = {member: n for n, member in enumerate(order)}
    groups = _decided(rank, together)
    edges = _edges(rank, groups, links, apart)
    _join(groups, edges)
    return [tuple(order[n] for n in sorted(group)) for _, group in sorted(groups.items())]


def _decided(rank: Mapping[int, int], together: Iterable[Pair]) -> dict[int, list[int]]:
    """Give the groups that people have made, each under the rank of its first member."""
    head = list(range(len(rank)))

    def find(n: int) -> int:
        while head[n] != n:
            head[n] = head[head[n]]
            n = head[n]
        return n

    for a, b in together:
        if a in rank and b in rank:
            low, high = sorted((find(rank[a]), find(rank[b])))
            head[high] = low
    groups: dict[int, list[int]] = {}
    for n in range(len(rank)):
        groups.setdefault(find(n), []).append(n)
    return groups


_Edges = dict[int, dict[int, _Edge]]


def _edges(rank: Mapping[int, int], groups: Mapping[int, list[int]], links: Mapping[Pair, float], apart: Iterable[Pair]) -> _Edges:
    """Give what lies between each two groups that something lies between."""
    head = {n: first for first, group in groups.items() for n in group}
    edges: _Edges = {first: {} for first in groups}

    def add(pair: Pair, edge: _Edge) -> None:
        if pair[0] not in rank or pair[1] not in rank:
            return
        one, other = head[rank[pair[0]]], head[rank[pair[1]]]
        if one != other:
            old = edges[one].get(other)
            edges[one][other] = edges[other][one] = edge if old is None else old + edge

    for pair, score in links.items():
        units = round(score * _UNIT)
        add(pair, _Edge(1, units, units, score <= w.NEVER))
    for pair in apart:
        add(pair, _Edge(0, 0, round(w.NEVER * _UNIT), barred=True))
    return edges


def _join(groups: dict[int, list[int]], edges: _Edges) -> None:
    """Join the two groups that hold together best, until none do. A group keeps the lower of the two ranks."""
    made = dict.fromkeys(groups, 0)  # how often a group has grown, so that older offers are known as such
    offers: list[tuple[float, int, int, int, int]] = []

    def offer(one: int, other: int) -> None:
        mean = _mean(edges[one][other], len(groups[one]) * len(groups[other]))
        if mean is not None:
            low, high = sorted((one, other))
            heapq.heappush(offers, (-mean, low, high, made[low], made[high]))

    for one, near in edges.items():
        for other in near:
            if one < other:
                offer(one, other)
    while offers:
        _, low, high, *stamp = heapq.heappop(offers)
        if low not in groups or high not in groups or stamp != [made[low], made[high]]:
            continue
        groups[low] += groups.pop(high)
        made[low] += 1
        _fold(edges, low, high)
        for other in edges[low]:
            offer(low, other)


def _mean(edge: _Edge, pairs: int) -> float | None:
    """Give the mean over all pairs between two groups, those not linked counted as unknown; null where they stay apart."""
    if edge.barred or edge.best < round(w.JOIN * _UNIT):
        return None
    mean = (edge.total + (pairs - edge.pairs) * round(w.UNKNOWN * _UNIT)) / pairs
    return mean if mean >= w.HOLD * _UNIT else None


def _fold(edges: _Edges, low: int, high: int) -> None:
    """Give what lay between one group and others to the group that it has become part of."""
    mine = edges[low]
    mine.pop(high, None)
    for other, edge in edges.pop(high).items():
        if other == low:
            continue
        old = mine.get(other)
        mine[other] = edges[other][low] = edge if old is None else old + edge
        del edges[other][high]
