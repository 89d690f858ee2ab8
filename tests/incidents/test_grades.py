"""Grades and strike status in Airwars' words, proposed from who claims, tells and denies it."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from tests.incidents.made_claims import report
from tracker.incidents.grades import grade, strike_status
from tracker.model import StoredEvent

RSF, ARMY = ("Rapid Support Forces",), ("Sudanese army",)


def told(source: str, day: int = 3, **fields: Any) -> StoredEvent:
    return report(source, day, "9", **fields)


def denied(source: str, by: tuple[str, ...], day: int = 5, **fields: Any) -> StoredEvent:
    return report(source, day, status="denied", claimed_by=by, **fields)


ROWS: list[tuple[list[StoredEvent], str, str, str]] = [
    ([told("A", actors=RSF)], "Weak", "Single source claim", "a single source: A"),
    ([told("A"), told("A", 4)], "Weak", "Single source claim", "a single source: A"),  # one publisher twice
    ([told("A", article="w"), told("B", original="w")], "Weak", "Single source claim", "a single source: A"),  # a copy
    (
        [told("A", actors=RSF), told("B")],
        "Fair",
        "Likely",
        "2 independent sources: A and B; no belligerent that they name has claimed it",
    ),
    # the belligerent says so
    ([told("A", actors=ARMY, claimed_by=("Sudanese army",))], "Confirmed", "Declared", "claimed by Sudanese army, as A tells"),
    (
        [told("A", actors=("US Africa Command",), claimed_by=("the command",))],
        "Confirmed",
        "Declared",
        "claimed by US Africa Command, as A tells",
    ),
    (
        [told("A", actors=("American forces",), claimed_by=("CENTCOM",))],
        "Confirmed",
        "Declared",
        "claimed by American forces, as A tells",
    ),
    ([told("US Africa Command", actors=("US Africa Command",))], "Confirmed", "Declared", "claimed by US Africa Command"),
    # the other side says so, or somebody of its country who is none of its forces
    ([told("A", actors=RSF, claimed_by=ARMY)], "Weak", "Single source claim", "a single source: A"),
    ([told("A", actors=("Syrian army",), claimed_by=("Syrian activists",))], "Weak", "Single source claim", "a single source: A"),
    # competing attribution
    (
        [told("A", actors=RSF), told("B", actors=ARMY)],
        "Contested",
        "Contested",
        "A names Rapid Support Forces; B names Sudanese army",
    ),
    ([told("A", actors=RSF), told("B", actors=("drones",))], "Fair", "Likely", "2 independent sources"),  # says too little
    ([told("A", actors=ARMY), told("A", 4, actors=RSF)], "Weak", "Single source claim", "a single source: A"),  # A knows better now
    # denials
    ([told("A", actors=RSF), denied("B", RSF, actors=RSF)], "Contested", "Contested", "denied by Rapid Support Forces"),
    ([told("A", actors=RSF), denied("A", RSF, actors=RSF)], "Contested", "Contested", "denied by Rapid Support Forces"),
    ([denied("B", RSF, actors=RSF)], "Discounted", "Contested", "only a denial is told, by Rapid Support Forces"),
    # 'it was not us' takes 'it was them' not back
    (
        [told("A", actors=ARMY, claimed_by=RSF), denied("B", RSF, actors=RSF)],
        "Contested",
        "Contested",
        "denied by Rapid Support Forces",
    ),
    # nor that there was a strike
    ([told("A", claimed_by=RSF), denied("B", RSF, actors=RSF)], "Contested", "Contested", "denied by Rapid Support Forces"),
    # but 'it was us'
    ([told("A", actors=RSF, claimed_by=RSF), denied("B", RSF, actors=RSF)], "Discounted", "Contested", "taken back by Rapid"),
    # taken back: by who said it, in whatever paper
    ([told("A"), denied("A", ())], "Discounted", "Contested", "taken back by A"),
    (
        [told("A", claimed_by=("Chin Brotherhood",)), denied("B", ("Chin Brotherhood",))],
        "Discounted",
        "Contested",
        "taken back by Chin",
    ),
    ([told("A"), told("B"), denied("A", ())], "Weak", "Single source claim", "a single source: B"),
    ([denied("A", (), 3), told("A", 5)], "Contested", "Contested", "denied by A"),  # said after the denial: it stands
]


@pytest.mark.parametrize(("reports", "value", "status", "why"), ROWS)
def test_proposed_grade(reports: list[StoredEvent], value: str, status: str, why: str) -> None:
    for order in permutations(reports):
        found, stated = grade(order), strike_status(order)
        assert (found.value, found.set_by) == (value, None)
        assert found.why.startswith(why)
        assert stated is not None
        assert (stated.value, stated.set_by) == (status, None)


def test_detentions_have_no_strike_status() -> None:
    arrest = report("A", 3, kind="detention", type="arrest")
    assert strike_status([arrest]) is None
    assert grade([arrest]).value == "Weak"
