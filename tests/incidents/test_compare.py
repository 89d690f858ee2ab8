"""What speaks for two reports being of one happening, and what against: one row a sign, and what the signs add up to."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.incidents.made_incidents import make
from tests.incidents.made_reports import AFIS, ALEPPO, BINNISH, DAY, IDLIB, MOSUL, SARAQIB, SYRIA, by, killed, on, report
from tracker.incidents import weights as w
from tracker.incidents.compare import compare
from tracker.model import Count, EventDate, Place

NEXT = DAY + timedelta(days=1)


def weight(aspect: str, one: dict[str, Any], other: dict[str, Any]) -> float | None:
    """Give what an aspect weighs between two reports that differ in some fields; null where it says nothing."""
    found = [reason.weight for reason in compare(report("a", **one), report("b", **other)).reasons if reason.aspect == aspect]
    return sum(found) if found else None


def place(name: str, **fields: Any) -> Place:
    made = {"text": name, "country": "SY", "admin1": "Idlib", "precision": "town"}
    return Place(name, **{**made, **fields})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({}, {"kind": "detention", "type": "arrest"}),
        ({}, {"scope": "aggregate"}),
        ({"kind": "detention", "type": "arrest"}, {"kind": "detention", "type": "release"}),
        ({"kind": "detention", "type": "transfer"}, {"kind": "detention", "type": "arrest"}),
        ({"kind": "detention", "type": "release"}, {"kind": "detention", "type": "escape"}),
        ({"kind": "detention", "type": "held"}, {"kind": "detention", "type": "capture"}),  # a stock is no flow
        ({}, {"places": (MOSUL,)}),  # another country
        ({}, {"article": "https://a.example/"}),  # one article tells them apart
    ],
)
def test_what_can_not_be_one_happening(one: dict[str, Any], other: dict[str, Any]) -> None:
    found = compare(report("a", **one), report("b", **other))
    assert found.never
    assert found.score == w.NEVER
    assert len(found.reasons) == 1


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (on(DAY), on(DAY), w.SAME_DAY),
        (on(DAY), on(DAY - timedelta(days=1), DAY), 2.0),  # overnight
        (on(DAY), on(date(2026, 3, 2), date(2026, 3, 8)), 1.0),  # that week
        (on(DAY), on(NEXT), -2.5),
        (on(DAY), on(DAY + timedelta(days=7)), -8.0),
        (on(DAY), by(DAY), 1.5),
        (on(DAY), by(DAY + timedelta(days=3)), 0.5),
        (on(DAY), by(DAY + timedelta(days=20)), -4.0),
        (on(DAY), by(DAY - timedelta(days=2)), w.TOLD_BEFORE),  # told before it happened
        (by(DAY), by(NEXT), 1.0),
        (None, on(DAY), 1.5),  # nothing is dated, but it was published on that day
        (EventDate(DAY, DAY, "by", "text", "by Tuesday noon"), on(DAY), 1.5),
    ],
)
def test_days(one: EventDate | None, other: EventDate | None, expected: float) -> None:
    assert weight("date", {"date": one}, {"date": other}) == expected


def test_no_day_says_nothing() -> None:
    assert weight("date", {"date": None, "published": None}, {}) is None


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (SARAQIB, SARAQIB, w.SAME_PLACE),
        (SARAQIB, place("al-Saraqib"), w.SAME_PLACE),  # no point, same name
        (SARAQIB, place("Saraqeb", latitude=35.86, longitude=36.8, radius_km=5.0), w.SAME_SPELLING),
        (SARAQIB, place("Saraqib", latitude=33.0, longitude=36.2, radius_km=5.0), w.NAMESAKES),
        (SARAQIB, place("Station Quarter, Saraqib", latitude=35.86, longitude=36.8, radius_km=5.0), w.PART_OF_TOWN),
        (SARAQIB, place("Saraqib market"), w.PART_OF_TOWN),
        (place("Nahda, Saraqib"), place("Zuhur, Saraqib"), w.OTHER_QUARTER),
        (place("Old Town, Saraqib"), place("Old Town, Jisr"), w.OTHER_NAME),  # one quarter's name in two towns
        (SARAQIB, AFIS, w.NEIGHBOURS),
        (SARAQIB, BINNISH, -4.0),
        (SARAQIB, place("Tall Tuqan"), w.OTHER_NAME),
        (SARAQIB, IDLIB, w.IN_PROVINCE),
        (SARAQIB, ALEPPO, 0.0),  # within the circle of the province, not said to be in it
        (SARAQIB, SYRIA, w.IN_COUNTRY),
        (IDLIB, IDLIB, w.SAME_PROVINCE),
        (IDLIB, ALEPPO, w.OTHER_PROVINCE),
    ],
)
def test_places(one: Place, other: Place, expected: float) -> None:
    assert weight("place", {"places": (one,)}, {"places": (other,)}) == expected


def test_the_best_of_several_places_counts() -> None:
    assert weight("place", {"places": (BINNISH, SARAQIB)}, {"places": (SARAQIB, AFIS)}) == w.SAME_PLACE


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("CENTCOM", "CENTCOM", w.SAME_ACTOR),
        ("CENTCOM", "American forces", w.SAME_SIDE),
        ("Russian warplanes", "the Russian Air Force", w.SAME_SIDE),
        ("RSF", "Sudanese army", w.OTHER_ACTOR),
        ("the army", "Russia", None),  # says too little
    ],
)
def test_actors(one: str, other: str, expected: float | None) -> None:
    assert weight("actor", {"actors": (one,)}, {"actors": (other,)}) == expected
    assert weight("actor", {"actors": (one,)}, {}) is None  # silence contradicts nothing


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ({"targets": ("a school",)}, {"targets": ("school",)}, w.SAME_TARGET),
        ({"targets": ("school",)}, {"targets": ("market",)}, w.OTHER_TARGET),
        ({"targets": ("school",)}, {"text": "The school was hit at noon."}, w.TOLD_TARGET),
        ({"targets": ("school",)}, {}, w.UNTOLD_TARGET),
        ({"targets": ("people",)}, {"targets": ("civilians",)}, None),
    ],
)
def test_targets(one: dict[str, Any], other: dict[str, Any], expected: float | None) -> None:
    assert weight("target", one, other) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (killed(12), killed(12), 3.0),
        (killed(2), killed(2), 1.0),
        (killed(12), killed(12, None), 2.25),  # 'at least 12'
        (killed(30), killed(33), 1.5),
        (killed(12), killed(17), 0.75),
        (killed(2), killed(3), 0.375),  # small ones are near each other by chance
        (killed(3), killed(12), -2.5),
        (killed(2), killed(80), -3.5),
        (killed(3, None), killed(12), -1.25),  # 'at least 3' does not exclude 12
    ],
)
def test_tolls(one: Count, other: Count, expected: float) -> None:
    assert weight("counts", {"counts": (one,)}, {"counts": (other,)}) == expected


def test_a_toll_that_rises_speaks_half_as_much_against_it() -> None:
    low: dict[str, Any] = {"counts": (killed(5),)}
    high: dict[str, Any] = {"counts": (killed(12),)}
    assert weight("counts", low, {**high, "published": NEXT}) == -0.75
    assert weight("counts", {**low, "published": NEXT}, high) == -1.5  # it fell


def test_parts_and_one_strike_say_nothing() -> None:
    children, strike = Count("killed", 3, 3, "children", "three children"), Count("strikes", 1, 1, None, "a strike")
    assert weight("counts", {"counts": (children, strike)}, {"counts": (children, strike)}) is None


def test_one_sentence_of_two_articles_is_one_happening() -> None:
    text = "Warplanes bombed the old grain silo of the town, the civil defence said."
    assert compare(report("a", text), report("b", text, original="https://a.example/")).score >= w.JOIN
    assert weight("words", {"text": text}, {"text": text}) == w.SAME_TEXT


def test_routine_words_come_again_the_next_day() -> None:
    text = "The command said that its forces had destroyed two launchers that presented an imminent threat to merchant vessels."
    assert compare(report("a", text), report("b", text, date=on(NEXT))).score < w.JOIN
    assert compare(report("a", text), report("b", text, date=on(NEXT), original="https://a.example/")).score >= w.JOIN


def test_one_that_looks_like_it_next_day_five_kilometres_off_is_another() -> None:
    told: dict[str, Any] = {"targets": ("bakery",), "counts": (killed(6),), "actors": ("Russia",)}
    one = report("a", "Jets bombed a bakery in Saraqib, killing six.", **told)
    text = "Jets bombed a bakery in Afis, killing six."
    assert compare(one, report("b", text, date=on(NEXT), places=(AFIS,), **told)).score < w.SUGGEST
    # On one day it might be one strike told of two villages: a person is asked.
    assert compare(one, report("c", text, places=(AFIS,), **told)).score < w.JOIN


def test_a_second_strike_on_the_town_is_left_to_a_person() -> None:
    one = report("a", "Jets bombed a school in Saraqib, killing nine pupils.", targets=("school",), counts=(killed(9),))
    other = report("b", "A raid on a fuel depot in Saraqib killed two drivers.", targets=("fuel depot",), counts=(killed(2),))
    assert compare(one, other).score < w.JOIN


def test_sides_that_contradict_each_other_tell_of_one_strike() -> None:
    text = "Shells hit the Haqla market in Saraqib, killing 14."
    one = report("a", text, actors=("Syrian army",), targets=("market",), counts=(killed(14),))
    other = report("b", "Rebels shelled a market, killing 14.", actors=("rebels",), targets=("market",), counts=(killed(14),))
    assert compare(one, other).score >= w.JOIN


def test_totals_are_one_claim_where_period_and_figure_are() -> None:
    since = date(2025, 12, 1)
    strikes: dict[str, Any] = {
        "scope": "aggregate",
        "places": (SYRIA,),
        "counts": (Count("strikes", 101, None, None, "more than 100"),),
    }
    one = report("a", date=on(since, DAY), **strikes)
    later = report("b", date=on(since, NEXT), **{**strikes, "counts": (Count("strikes", 100, 100, None, "100"),)})
    other = report("c", date=on(since, NEXT), **{**strikes, "counts": (Count("strikes", 140, 140, None, "140"),)})
    month = report("d", date=on(date(2026, 2, 1), DAY), **{**strikes, "counts": (Count("strikes", 30, 30, None, "30"),)})
    assert compare(one, later).score >= w.JOIN
    assert compare(one, other).score < w.SUGGEST
    assert compare(one, month).score < w.SUGGEST


REPORTS = make(60, seed=3).reports
PAIRS = list(combinations(REPORTS, 2))


@given(st.sampled_from(PAIRS))
@settings(max_examples=100)
def test_it_is_the_same_both_ways_round_and_adds_up(pair: Any) -> None:
    one, other = compare(*pair), compare(pair[1], pair[0])
    assert (one.score, one.never) == (other.score, other.never)
    assert one.score == pytest.approx(sum(reason.weight for reason in one.reasons), abs=0.01)
    assert sorted(reason.weight for reason in one.reasons) == pytest.approx(sorted(reason.weight for reason in other.reasons))
