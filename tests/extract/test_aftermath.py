"""Tolls that stand in the sentences after a strike: whose they are, and when they are nobody's.

All articles appear on Sunday, 15 February 2026.
"""

from __future__ import annotations

from functools import cache

import pytest

from tests.extract.telling import Bounds, Row, Told, assert_told, cases, parse_rows
from tracker.model import Event

STRIKE = "An air strike hit a market in Idlib on Tuesday."


def after(about: str, words: str, counts: dict[str, Bounds], pieces: int | None = None) -> Row:
    """Tell of one strike, then `words`."""
    return Row(about, f"{STRIKE} {words}", (Told("air_strike", "2026-02-10", ("Idlib",), counts=counts, pieces=pieces),))


ROWS = (
    after("killed and hurt", "Four people died and 12 were hurt.", {"killed": (4, 4), "wounded": (12, 12)}, 2),
    after("were killed", "Seven people were killed, hospital staff said.", {"killed": (7, 7)}, 2),
    after("at least", "At least nine people were wounded.", {"wounded": (9, None)}, 2),
    after("the dead, with a part of them", "Eight people were killed, including three children.", {"killed": (8, 8)}, 2),
    after("none", "No casualties were reported.", {"killed": (0, 0), "wounded": (0, 0)}, 2),
    after("nobody", "Nobody was hurt.", {"killed": (0, 0), "wounded": (0, 0)}, 2),
    after("there were no casualties", "There were no casualties.", {"killed": (0, 0), "wounded": (0, 0)}, 2),
    after("two sentences on", "The roof fell in. Six people were killed.", {"killed": (6, 6)}, 2),
    after("one figure in each sentence", "Six people were killed. Ten were wounded.", {"killed": (6, 6), "wounded": (10, 10)}, 3),
    after("the death toll", "The death toll rose to 11 on Wednesday.", {"killed": (11, 11)}),
    after("neutralised", "Six insurgents were neutralised.", {"killed": (6, 6)}, 2),
    after("the dead put at a number", "The clinic put the dead at 60.", {"killed": (60, 60)}, 2),
    after("bodies", "Rescuers pulled five bodies from the rubble.", {"killed": (5, 5)}),
    after("casualties not told apart", "There were 20 casualties.", {"casualties": (20, 20)}),
    # another cause, another time: not of this strike
    after("an ambush", "Four soldiers died in an ambush near the town.", {}, 1),
    after("a car bomb", "Ten people were killed by a car bomb in the same street a year ago.", {}, 1),
    after("a crash", "Three people were killed in a car crash on the road there.", {}, 1),
    after("a mine", "A shepherd was killed by a landmine.", {}, 1),
    after("the whole war", "More than 300,000 people have been killed since the war began.", {}, 1),
    after("another day", "On Monday, two people were killed.", {}, 1),
    after("gunmen", "Gunmen killed a judge in the town.", {}, 1),
    after("no figure", "Many people were hurt.", {}, None),
    after("too far below", "It rained. The market sells onions. Farmers come from afar. Buses run to it. Four people died.", {}, 1),
    Row(
        "its own figure stays",
        "An air strike killed five people in Idlib on Tuesday. Six people were wounded.",
        (Told("air_strike", counts={"killed": (5, 5), "wounded": (6, 6)}),),
    ),
    Row(
        "the next paragraph",
        f"{STRIKE}\n\nFour people died and 12 were hurt, medics said.",
        (Told("air_strike", counts={"killed": (4, 4), "wounded": (12, 12)}, pieces=2),),
    ),
    Row(
        "each strike has its own",
        "An air strike hit a market in Idlib on Tuesday. Four people died. A drone strike hit a bus in Nyala on Wednesday. "
        "Two people died.",
        (
            Told("air_strike", "2026-02-10", ("Idlib",), counts={"killed": (4, 4)}),
            Told("drone_strike", "2026-02-11", ("Nyala",), counts={"killed": (2, 2)}),
        ),
    ),
    Row(
        "an arrest has no dead",
        "Police arrested four men in Dhaka on Tuesday. Two people died and six were hurt.",
        (Told("arrest", counts={"detained": (4, 4)}, pieces=1),),
    ),
    Row(
        "the strike before an arrest",
        "A drone strike hit a car in Jenin on Tuesday. Soldiers arrested a driver there. Two people were killed.",
        (Told("drone_strike", "2026-02-10"), Told("arrest", counts={"detained": (1, 1)})),
    ),
    Row(
        "a denied strike has no toll",
        "The army denied bombing a school in Idlib on Tuesday. Nobody was hurt, it said.",
        (Told("air_strike", "2026-02-10", ("Idlib",), status="denied"),),
    ),
)


KNOWN_FAILURES = {"the death toll": "the day on which a toll rose is taken for the day of something else"}


@cache
def parsed() -> dict[str, tuple[Event, ...]]:
    return parse_rows(ROWS)


@pytest.mark.parametrize("row", cases(ROWS, KNOWN_FAILURES))
def test_toll_goes_to_its_strike(row: Row) -> None:
    assert_told(parsed()[row.about], row.events)
