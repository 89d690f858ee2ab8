"""Who meets whom: what may be one happening shares a key, both ways round, and no key is shared by a whole war."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from typing import Any

import pytest

from tests.incidents.made_incidents import make
from tests.incidents.made_reports import AFIS, BINNISH, DAY, IDLIB, SARAQIB, SYRIA, by, killed, on, report
from tracker.incidents.keys import asks, keys
from tracker.model import Count, Place

NEXT = DAY + timedelta(days=1)
WORDS = "The crew of the lighthouse carried an accordion from the granary."
SINCE = {"scope": "aggregate", "places": (SYRIA,)}


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        ({}, {}, True),
        ({}, {"date": on(NEXT)}, True),  # one name, next day
        ({}, {"date": on(DAY + timedelta(days=2))}, False),
        ({}, {"date": on(DAY - timedelta(days=1), DAY)}, True),  # overnight
        ({}, {"date": on(date(2026, 3, 2), date(2026, 3, 8))}, True),  # that week
        ({}, {"date": by(DAY + timedelta(days=4))}, True),
        ({}, {"date": by(DAY + timedelta(days=9))}, False),
        ({}, {"date": None}, True),  # by the day of publication
        ({}, {"places": (Place("Saraqeb", "Saraqeb", "SY"),)}, True),  # another spelling, no point
        ({}, {"places": (Place("Old Town, Saraqib", "x", "SY"),)}, True),
        ({}, {"places": (AFIS,)}, True),  # 5 km off
        ({}, {"places": (BINNISH,)}, False),  # 13 km off
        ({}, {"places": (IDLIB,)}, False),  # a province alone is no key
        ({"counts": (killed(12),)}, {"places": (IDLIB,), "counts": (killed(12),)}, True),
        ({"counts": (killed(2),)}, {"places": (IDLIB,), "counts": (killed(2),)}, False),
        ({"targets": ("school",)}, {"places": (IDLIB,), "targets": ("a school",)}, True),
        ({"text": WORDS}, {"places": (), "text": "An accordion was saved."}, True),
        ({"counts": (killed(40),)}, {"places": (), "counts": (killed(40, None),)}, True),
        ({}, {"kind": "detention", "type": "arrest"}, False),
        ({"text": WORDS, "places": (IDLIB,)}, {"text": WORDS, "date": by(DAY + timedelta(days=6)), "places": ()}, True),  # a copy
        ({"text": WORDS, "date": None, "published": None}, {"text": WORDS, "date": None, "published": None}, True),
        # Totals: by figure, or by period and country.
        ({**SINCE, "counts": (Count("strikes", 101, None),)}, {**SINCE, "counts": (Count("strikes", 100, 100),)}, True),
        ({**SINCE, "date": on(date(2025, 12, 1), DAY)}, {**SINCE, "date": on(date(2025, 12, 1), DAY)}, True),
        ({**SINCE, "date": on(date(2025, 12, 1), DAY)}, {**SINCE, "date": on(date(2026, 1, 1), DAY)}, False),
    ],
)
def test_who_meets_whom(one: dict[str, Any], other: dict[str, Any], meet: bool) -> None:
    a, b = report("a", **{"places": (SARAQIB,), **one}), report("b", **other)
    assert bool(asks(a) & keys(b)) is meet
    assert bool(asks(b) & keys(a)) is meet


REPORTS = make(300, seed=5).reports


def test_meeting_is_the_same_both_ways_round() -> None:
    some = REPORTS[:250]
    filed, asked = [keys(each) for each in some], [asks(each) for each in some]
    for i in range(len(some)):
        assert all(filed[i].isdisjoint(asked[j]) == filed[j].isdisjoint(asked[i]) for j in range(i))


def test_keys_are_the_same_on_every_machine() -> None:
    assert min(keys(report("a", places=(), text=WORDS))) == 434585615733678767
    assert all(0 <= key < 2**63 for each in REPORTS for key in keys(each))


def test_they_are_few_and_seldom_shared() -> None:
    filed = [keys(each) for each in REPORTS]
    shared = Counter(key for each in filed for key in each)
    assert sum(map(len, filed)) / len(filed) < 16
    assert sum(len(asks(each)) for each in REPORTS) / len(REPORTS) < 50
    assert max(shared.values()) <= 12
