"""Parting into incidents: a chain is not one happening, people have the last word, and the order of coming does not matter."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.incidents.made_incidents import make
from tracker.incidents.cluster import cluster
from tracker.incidents.linking import link
from tracker.incidents.weights import JOIN, NEVER
from tracker.model import StoredEvent

Pair = tuple[int, int]
HIGH, LOW = JOIN + 4, -4.0


def parted(
    links: Mapping[Pair, float], together: Collection[Pair] = (), apart: Collection[Pair] = (), size: int = 4
) -> list[tuple[int, ...]]:
    """Part the members 1 to `size`, which are sorted as they are numbered."""
    return cluster({n: ("2026", n) for n in range(1, size + 1)}, links, together, apart)


@pytest.mark.parametrize(
    ("links", "expected"),
    [
        ({}, [(1,), (2,), (3,), (4,)]),
        ({(1, 2): JOIN}, [(1, 2), (3,), (4,)]),
        ({(2, 1): JOIN}, [(1, 2), (3,), (4,)]),  # either way round
        ({(1, 2): JOIN - 0.01}, [(1,), (2,), (3,), (4,)]),
        # A pair that was not compared neither joins nor parts.
        ({(1, 2): HIGH, (2, 3): HIGH}, [(1, 2, 3), (4,)]),
        # A chain whose ends speak against each other breaks, at its weaker link.
        ({(1, 2): HIGH, (2, 3): HIGH - 1, (1, 3): LOW}, [(1, 2), (3,), (4,)]),
        ({(1, 2): HIGH - 1, (2, 3): HIGH, (1, 3): LOW}, [(1,), (2, 3), (4,)]),
        # Of two links that are the same, the one of the earlier reports holds.
        ({(1, 2): HIGH, (2, 3): HIGH, (1, 3): LOW}, [(1, 2), (3,), (4,)]),
        ({(1, 2): HIGH, (2, 3): HIGH, (1, 3): NEVER}, [(1, 2), (3,), (4,)]),
        # Two groups that one link would tie, while the others speak against it.
        ({(1, 2): HIGH, (3, 4): HIGH, (2, 3): JOIN, (1, 4): LOW, (1, 3): LOW, (2, 4): LOW}, [(1, 2), (3, 4)]),
    ],
)
def test_parting(links: Mapping[Pair, float], expected: list[tuple[int, ...]]) -> None:
    assert parted(links) == expected


@pytest.mark.parametrize(
    ("links", "together", "apart", "expected"),
    [
        ({}, [(1, 3)], [], [(1, 3), (2,), (4,)]),
        ({(1, 3): NEVER}, [(1, 3)], [], [(1, 3), (2,), (4,)]),  # a person knows better
        ({(1, 2): HIGH}, [], [(2, 1)], [(1,), (2,), (3,), (4,)]),
        # What is apart stays so through others.
        ({(1, 2): HIGH, (2, 3): HIGH - 1, (1, 3): HIGH}, [], [(1, 3)], [(1, 2), (3,), (4,)]),
        ({(2, 3): HIGH}, [(1, 2)], [(1, 3)], [(1, 2), (3,), (4,)]),
        ({}, [(1, 2), (2, 3)], [(1, 3)], [(1, 2, 3), (4,)]),  # they contradict each other: together stays
        ({(2, 3): HIGH, (1, 3): HIGH}, [(1, 2)], [], [(1, 2, 3), (4,)]),  # what is together draws others as one
        ({(9, 1): HIGH}, [(1, 9)], [(9, 2)], [(1,), (2,), (3,), (4,)]),  # of one that is gone
    ],
)
def test_people_decide(
    links: Mapping[Pair, float], together: list[Pair], apart: list[Pair], expected: list[tuple[int, ...]]
) -> None:
    assert parted(links, together, apart) == expected


SCORES = st.sampled_from([NEVER, LOW, 1.0, JOIN - 1, JOIN, JOIN + 1, HIGH])
PAIRS = list(combinations(range(1, 9), 2))
LINKS = st.dictionaries(st.sampled_from(PAIRS), SCORES)
DECIDED = st.lists(st.sampled_from(PAIRS), max_size=3, unique=True)


@given(LINKS, DECIDED, DECIDED, st.randoms(use_true_random=False))
@settings(max_examples=150)
def test_it_is_a_function_of_the_set(
    links: dict[Pair, float], together: list[Pair], apart: list[Pair], chance: random.Random
) -> None:
    expected = parted(links, together, apart, size=8)
    shuffled = [*links.items()]
    chance.shuffle(shuffled)
    members = [*range(1, 9)]
    chance.shuffle(members)
    numbers = dict(zip(members, chance.sample(range(100, 200), 8), strict=True))  # they come in another order, with other numbers
    renamed = {(numbers[a], numbers[b]) if chance.random() < 0.5 else (numbers[b], numbers[a]): s for (a, b), s in shuffled}
    decided = [[(numbers[a], numbers[b]) for a, b in chance.sample(pairs, len(pairs))] for pairs in (together, apart)]
    found = cluster({numbers[n]: ("2026", n) for n in members}, renamed, *decided)
    assert found == [tuple(numbers[n] for n in group) for group in expected]


@given(LINKS, DECIDED, DECIDED)
@settings(max_examples=150)
def test_what_people_decide_holds(links: dict[Pair, float], together: list[Pair], apart: list[Pair]) -> None:
    groups = {n: group for group in parted(links, together, apart, size=8) for n in group}
    forced = {n: group for group in parted({}, together, size=8) for n in group}
    assert all(groups[a] == groups[b] for a, b in together)
    assert all(groups[a] != groups[b] or forced[a] == forced[b] for a, b in apart)
    barred = [pair for pair, score in links.items() if score <= NEVER]
    # What can't be is held apart, but where people have put together what it hangs on.
    assert all(groups[a] != groups[b] or forced[a] == forced[b] for a, b in barred)


@given(LINKS, DECIDED, DECIDED)
@settings(max_examples=100)
def test_components_can_be_parted_one_by_one(links: dict[Pair, float], together: list[Pair], apart: list[Pair]) -> None:
    near = [pair for pair, score in links.items() if score >= JOIN] + together
    component = {n: n for n in range(1, 9)}
    for _ in range(8):
        for a, b in near:
            component[a] = component[b] = min(component[a], component[b])
    found: list[tuple[int, ...]] = []
    for head in sorted(set(component.values())):
        members = {n: ("2026", n) for n in range(1, 9) if component[n] == head}
        within = {(a, b): score for (a, b), score in links.items() if {a, b} <= members.keys()}
        found += cluster(members, within, together, apart)
    assert sorted(found) == sorted(parted(links, together, apart, size=8))


REPORTS = make(120, seed=11).reports


def ids(groups: list[tuple[StoredEvent, ...]]) -> list[list[str]]:
    return [[report.event.id for report in group] for group in groups]


WHOLE = ids(link(REPORTS))


@given(st.randoms(use_true_random=False))
@settings(max_examples=8)
def test_reports_may_come_in_any_order(chance: random.Random) -> None:
    shuffled = [*REPORTS]
    chance.shuffle(shuffled)
    assert ids(link(shuffled)) == WHOLE


def test_the_founding_report_comes_first() -> None:
    for group in link(REPORTS):
        first = min(group, key=lambda r: (r.published is None, str(r.published), r.event.article, r.event.id))
        assert group[0] is first


def test_decisions_hold_over_reports() -> None:
    apart = next((group[0], group[1]) for group in WHOLE if len(group) > 2)
    together = (WHOLE[0][0], WHOLE[-1][0])
    groups = [set(group) for group in ids(link(REPORTS, together=[together], apart=[apart]))]
    assert any(set(together) <= group for group in groups)
    assert not any(set(apart) <= group for group in groups)
