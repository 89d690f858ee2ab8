"""Totals held against incidents and against each other: what falls in, what is not accounted for, what contradicts."""

from __future__ import annotations

from typing import Any

import pytest

from tests.incidents.made_claims import HOMS, IRAQ, KAMEN, MILL, RUTBAH, SYRIA, by, count, days, incident, total
from tracker.incidents.nouns import Incident, Total
from tracker.incidents.totals import account, falls_in, lies_within
from tracker.model import Place

SOUTH = Place("southern Syria", "southern Syria", "SY", None, 32.9, 36.5, "country", 80.0)
NOWHERE = Place("Sarin", "Sarin", None, None, None, None, "unknown", None)


@pytest.mark.parametrize(
    ("whole", "item", "expected"),
    [
        ({}, {}, True),
        # period
        ({}, {"date": days("01-31")}, False),
        ({}, {"date": days("01-31", "02-01")}, True),  # a night, half of it
        ({}, {"date": days("01-30", "02-01")}, False),
        ({}, {"date": by("02-05")}, True),  # told within it
        ({}, {"date": by("03-02")}, False),
        ({}, {"date": None}, False),
        ({"date": by("02-28")}, {}, False),  # since when is not said
        # place
        ({}, {"places": (RUTBAH,)}, False),
        ({}, {"places": ()}, False),  # may be anywhere
        ({"places": (), "actors": ("CENTCOM",)}, {"actors": ("American forces",)}, True),
        ({"places": (), "actors": ("police",)}, {"actors": ("Police",)}, False),  # of whatever country
        ({"places": ()}, {}, False),
        ({"places": (SYRIA, IRAQ)}, {"places": (RUTBAH,)}, True),
        ({"places": (HOMS,)}, {"places": (MILL,)}, True),  # by its province
        ({"places": (HOMS,)}, {"places": (SYRIA,)}, False),
        ({"places": (MILL,)}, {"places": (MILL,)}, True),
        ({"places": (MILL,)}, {"places": (KAMEN,)}, False),  # 11 km off
        ({"places": (SOUTH,)}, {"places": (MILL,)}, False),  # a part of the country that reaches not so far
        ({"places": (NOWHERE,)}, {"places": (NOWHERE,)}, True),  # by name, where no point is known
        # type and kind
        ({"type": "strike"}, {"type": "shelling"}, True),
        ({"type": "air_strike"}, {"type": "drone_strike"}, True),
        ({"type": "air_strike"}, {"type": "shelling"}, False),
        ({"kind": "detention", "type": "arrest"}, {"kind": "detention", "type": "capture"}, True),
        ({"kind": "detention", "type": "held"}, {"kind": "detention", "type": "capture"}, False),  # a stock
        ({"kind": "detention", "type": "arrest"}, {}, False),
        # sides
        ({"actors": ("CENTCOM",)}, {"actors": ("American forces",)}, True),
        ({"actors": ("CENTCOM",)}, {"actors": ()}, True),
        ({"actors": ("CENTCOM",)}, {"actors": ("Israel",)}, False),
        ({"targets": ("ISIS",)}, {"targets": ("Houthis",)}, False),
        ({"targets": ("ISIS",)}, {"targets": ("weapons depot",)}, True),
        # what is only denied is not on record
        ({}, {"status": "denied"}, False),
        # another total is no item
        ({}, {"scope": "aggregate", "date": days("02-03", "02-12")}, False),
    ],
)
def test_incident_falls_in_a_total(whole: dict[str, Any], item: dict[str, Any], expected: bool) -> None:
    assert falls_in(total("t", "101+", **whole), incident("i", "10", **item)) is expected


def held(claim: str, *parts: Incident) -> Total:
    """Hold a total of strikes in Syria in February against parts of either scope."""
    whole = total("t", claim)
    return account(whole, parts, [whole, *parts])


def test_what_is_not_accounted_for() -> None:
    found = held("101+", incident("a", "10"), incident("b", "5", date=days("02-09")), incident("c", "7", date=days("03-09")))
    (number,) = found.numbers
    assert [each.id for each in found.items] == ["a", "b"]
    assert (number.of, number.claimed_low, number.claimed_high) == ("strikes", 101, None)
    assert (number.found_low, number.found_high) == (15, 15)
    assert (number.missing_low, number.missing_high) == (86, None)


@pytest.mark.parametrize(
    ("claim", "items", "found", "missing"),
    [
        ("10", ["3"], (3, 3), (7, 7)),
        ("10", ["10"], (10, 10), (0, 0)),
        ("10-12", ["3-5"], (3, 5), (5, 9)),
        ("10", ["3+"], (3, None), (7, 7)),  # what the open one has at least
        ("101+", ["3+", "4"], (7, None), (94, None)),
        ("10", [], (0, 0), (10, 10)),
    ],
)
def test_bounds(claim: str, items: list[str], found: tuple[int, int | None], missing: tuple[int, int | None]) -> None:
    (number,) = held(claim, *(incident(str(n), each) for n, each in enumerate(items))).numbers
    assert (number.found_low, number.found_high) == found
    assert (number.missing_low, number.missing_high) == missing


def test_an_incident_that_counts_no_strikes_is_one_at_least() -> None:
    (number,) = held("10", incident("a"), incident("b", "2")).numbers
    assert (number.found_low, number.found_high, number.missing_low) == (3, None, 7)


def test_other_numbers_are_not_made_up() -> None:
    whole = total("t", count("40"))
    (number,) = account(whole, [incident("a", count("9")), incident("b")], []).numbers
    assert (number.of, number.found_low, number.found_high, number.missing_low) == ("killed", 9, 9, 31)


@pytest.mark.parametrize(
    ("whole", "part", "expected"),
    [
        ({}, {"date": days("02-03", "02-12")}, True),
        ({}, {"date": days("02-01", "02-27")}, True),  # 'since' one day, told a day earlier
        ({}, {}, False),  # the same
        ({}, {"date": days("01-31", "02-12")}, False),
        ({}, {"places": (HOMS,)}, True),
        ({"places": (SYRIA, IRAQ)}, {"places": (IRAQ,)}, True),
        ({}, {"places": (SYRIA, IRAQ)}, False),
        ({}, {"places": (), "date": days("02-03", "02-12")}, False),  # may be anywhere
        (
            {"actors": ("CENTCOM",)},
            {"places": (), "date": days("02-03", "02-12"), "actors": ("US",)},
            True,
        ),  # but for one side's own
        ({"places": (), "actors": ("CENTCOM",)}, {"date": days("02-03", "02-12"), "actors": ("US",)}, True),
        ({"places": ()}, {"date": days("02-03", "02-12")}, False),  # by whom, is not said
        ({"type": "strike"}, {"type": "shelling"}, True),
        ({"actors": ("CENTCOM",)}, {"date": days("02-03", "02-12"), "actors": ("Israel",)}, False),
    ],
)
def test_total_lies_within_another(whole: dict[str, Any], part: dict[str, Any], expected: bool) -> None:
    one, other = total("t", "101+", **whole), total("p", "10", **part)
    assert lies_within(one, other) is expected
    assert account(one, [], [one, other]).holds == (("p",) if expected else ())
    assert account(other, [], [one, other]).within == (("t",) if expected else ())
    assert not (lies_within(one, other) and lies_within(other, one))


WEEK = {"date": days("02-02", "02-08")}
DAY = {"date": days("02-03", "02-04")}


@pytest.mark.parametrize(
    ("parts", "found"),
    [
        # of a part total and what falls in it, the larger, never both
        ([total("w", "10", **WEEK), incident("a", "3")], (10, 10)),
        ([total("w", "2", **WEEK), incident("a", "3")], (3, 3)),
        ([total("w", "10", **WEEK), incident("a", "3"), incident("b", "5", date=days("02-20"))], (15, 15)),
        # within each other, three deep
        ([total("w", "10", **WEEK), total("d", "4", **DAY), incident("a", "3")], (10, 10)),
        ([total("w", "3", **WEEK), total("d", "4", **DAY), incident("a", "3")], (4, 4)),
        ([total("w", "3", **WEEK), total("d", "2", **DAY), incident("a", "1"), incident("b", "2", date=days("02-07"))], (4, 4)),
        # side by side
        ([total("w", "10", **WEEK), total("v", "5", date=days("02-09", "02-15"))], (15, 15)),
        ([total("w", "10", **WEEK), incident("b"), total("v", "5", **WEEK, places=(RUTBAH,))], (10, 10)),
        # two that overlap: the larger, and what falls in the other alone
        (
            [total("w", "10", **WEEK), total("v", "5", date=days("02-08", "02-15")), incident("b", "2", date=days("02-12"))],
            (12, 12),
        ),
        # two claims of one part
        ([total("w", "10", **WEEK), total("v", "12", **WEEK)], (12, 12)),
        # a part total of something else
        ([total("w", count("90"), **WEEK), incident("a", "3")], (3, 3)),
        # open ones stay open
        ([total("w", "10+", **WEEK), incident("a", "3")], (10, None)),
        # one incident in two parts counts once
        ([total("w", "1", **WEEK), total("h", "1", places=(HOMS,)), incident("a", "3")], (3, 3)),
    ],
)
def test_nothing_is_counted_twice(parts: list[Incident], found: tuple[int, int | None]) -> None:
    for order in (parts, parts[::-1]):
        (number,) = held("101+", *order).numbers
        assert (number.found_low, number.found_high) == found


@pytest.mark.parametrize(
    ("claim", "parts", "flags"),
    [
        ("10", [incident("a", "7"), incident("b", "8")], ("what is on record sums up to 15 strikes, more than the 10 claimed",)),
        ("10+", [incident("a", "7"), incident("b", "8")], ()),  # open above
        ("10", [incident("a", "10")], ()),
        (
            "10",
            [total("w", "20+", **WEEK)],
            ("what is on record sums up to 20+ strikes, more than the 10 claimed", "holds w, which claims more strikes (20+)"),
        ),
        ("10", [total("w", "12")], ("w counts the same, and claims 12 strikes",)),
        ("10", [total("w", "8+")], ()),  # may be 10
        ("10", [total("y", "4", date=days("01-01", "03-01"))], ("lies within y, which claims fewer strikes (4)",)),
    ],
)
def test_contradictions_are_flagged_in_words(claim: str, parts: list[Incident], flags: tuple[str, ...]) -> None:
    assert held(claim, *parts).flags == flags


def test_two_countries_side_by_side_are_two_parts() -> None:
    whole = total("t", "13", places=(SYRIA, IRAQ))
    parts = [total("s", "8"), total("i", "5", places=(IRAQ,)), incident("a", "3"), incident("b", places=(RUTBAH,))]
    found = account(whole, parts, [whole, *parts])
    assert [(each.found_low, each.found_high, each.missing_low) for each in found.numbers] == [(13, 13, 0)]
    assert (found.holds, found.overlaps, found.flags) == (("i", "s"), (), ())
    assert account(parts[0], parts, [whole, *parts]).overlaps == ()


def test_totals_that_share_a_part_of_their_period_overlap() -> None:
    found = held("10", total("w", "4", date=days("01-20", "02-08")), total("q", "4", places=(IRAQ,), date=days("01-20", "02-08")))
    assert (found.within, found.holds, found.overlaps) == ((), (), ("w",))
