"""How well reports are put together, on made wars: the floors that the program promises. The benchmark takes 2,000 happenings."""

from __future__ import annotations

import pytest

from tests.incidents.made_incidents import make
from tests.incidents.pairwise import score
from tracker.incidents.linking import link


@pytest.mark.parametrize(("happenings", "seed"), [(500, 1), (500, 20240105)])
def test_made_happenings_are_told_apart_and_put_together(happenings: int, seed: int) -> None:
    made = make(happenings, seed)
    found = score(([report.event.id for report in group] for group in link(made.reports)), made.truth)
    assert found.precision >= 0.98
    assert found.recall >= 0.85


def test_the_making_is_seeded() -> None:
    assert make(30, 7).reports == make(30, 7).reports
    assert make(30, 7).truth != make(30, 8).truth


def test_pairs_are_counted() -> None:
    found = score([("a", "b", "c"), ("d",), ("e",)], {"a": 1, "b": 1, "c": 2, "d": 2, "e": 3})
    assert (found.right, found.wrong, found.missed) == (1, 2, 1)
    assert found.precision == pytest.approx(1 / 3)
    assert found.recall == 0.5
