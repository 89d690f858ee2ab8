"""Totals over several happenings, and single incidents: one article a row, published on Sunday, 15 February 2026."""

from __future__ import annotations

from functools import cache

import pytest

from tests.extract.telling import Row, Told, assert_told, cases, parse_rows
from tracker.model import Event

TOTALS = (
    Row(
        "many held for years",
        "Around 9,000 fighters have been held in camps in Syria since 2019.",
        (Told("held", counts={"detained": (9000, 9000)}),),
    ),
    Row(
        "since a month",
        "The coalition has carried out 40 air strikes in Syria since December.",
        (Told("air_strike", "2025-12-01..2026-02-15", counts={"strikes": (40, 40)}),),
    ),
    Row(
        "since a day",
        "Police have arrested 300 demonstrators since February 2.",
        (Told("arrest", "2026-02-02..2026-02-15", counts={"detained": (300, 300)}),),
    ),
    Row(
        "the last two months",
        "US forces struck more than 30 targets in Syria in the last two months.",
        (Told("strike", "2025-12-15..2026-02-15", counts={"targets": (31, None)}),),
    ),
    Row(
        "so far this year",
        "Israel has carried out 70 strikes in Lebanon so far this year.",
        (Told("strike", counts={"strikes": (70, 70)}),),
    ),
    Row(
        "a past year",
        "In 2025 the command carried out 112 strikes in Somalia.",
        (Told("strike", "2025-01-01..2025-12-31", counts={"strikes": (112, 112)}),),
    ),
    Row(
        "a number, two countries",
        "Coalition forces conducted 18 strikes in Syria and Iraq on Tuesday.",
        (Told("strike", "2026-02-10", ("Syria", "Iraq"), counts={"strikes": (18, 18)}),),
    ),
    Row(
        "a number, one country, a day",
        "Coalition forces conducted six strikes in Syria on Feb. 10.",
        (Told("strike", "2026-02-10", ("Syria",), counts={"strikes": (6, 6)}),),
    ),
    Row(
        "a swarm over a country",
        "Russia launched 120 drones at Ukraine overnight.",
        (Told("drone_strike", "2026-02-14..2026-02-15", actor="Russia", counts={"munitions": (120, 120)}),),
    ),
    Row(
        "a total of",
        "A total of 90 air strikes hit Yemen last week.",
        (Told("air_strike", "2026-02-02..2026-02-08", counts={"strikes": (90, 90)}),),
    ),
    Row(
        "arrests over a month, many provinces",
        "Between Jan. 5 and Feb. 5, troops captured 54 militants in Anbar and Nineveh provinces.",
        (Told("capture", "2026-01-05..2026-02-05", counts={"detained": (54, 54)}),),
    ),
    Row(
        "stock over a country",
        "Some 9,000 Islamic State prisoners are held in camps and jails across Syria.",
        (Told("held", counts={"detained": (9000, 9000)}),),
    ),
    Row("habit", "Artillery shelled Nikopol every day last week.", (Told("shelling", "2026-02-02..2026-02-08", ("Nikopol",)),)),
    Row(
        "past three days",
        "Air strikes have killed 60 people in Idlib province over the past three days.",
        (Told("air_strike", counts={"killed": (60, 60)}),),
    ),
    Row(
        "people taken hostage over a year",
        "Gangs kidnapped more than 1,200 people in Haiti in 2025.",
        (Told("abduction", "2025-01-01..2025-12-31", counts={"detained": (1201, None)}),),
    ),
)

INCIDENTS = (
    Row(
        "two held for years",
        "Two poets have been in detention in Asmara since 2021.",
        (Told("held", places=("Asmara",), counts={"detained": (2, 2)}),),
    ),
    Row(
        "a day at one place",
        "Jets carried out four air strikes on Taiz on Tuesday.",
        (Told("air_strike", "2026-02-10", ("Taiz",), counts={"strikes": (4, 4)}),),
    ),
    Row(
        "near one place",
        "Near Raqqa, five strikes destroyed two tunnels on Tuesday.",
        (Told("strike", "2026-02-10", ("Raqqa",), counts={"strikes": (5, 5)}),),
    ),
    Row(
        "one strike in a country",
        "A US strike in Somalia on Tuesday killed three fighters.",
        (Told("strike", "2026-02-10", counts={"killed": (3, 3)}),),
    ),
    Row(
        "one arrest, only its month told",
        "In January, soldiers arrested a mayor in Homs.",
        (Told("arrest", "2026-01-01..2026-01-31", ("Homs",), counts={"detained": (1, 1)}),),
    ),
    Row(
        "an arrest of several, only its month told",
        "Police arrested five men in Aden in January.",
        (Told("arrest", "2026-01-01..2026-01-31", ("Aden",), counts={"detained": (5, 5)}),),
    ),
    Row(
        "a raid that took many",
        "Troops rounded up 80 men in the village of Kutum on Monday.",
        (Told("arrest", "2026-02-09", ("Kutum",), counts={"detained": (80, 80)}),),
    ),
    Row("an exchange", "Russia and Ukraine each freed 150 prisoners on Thursday.", (Told("release", "2026-02-12"),)),
    Row(
        "a strike with a plural and a place",
        "Air strikes on Taiz killed nine people on Tuesday.",
        (Told("air_strike", "2026-02-10", ("Taiz",), counts={"killed": (9, 9)}),),
    ),
    Row(
        "two neighbouring towns, one toll",
        "Strikes on Idlib and Saraqib killed nine people on Tuesday.",
        (Told("strike", "2026-02-10", ("Idlib", "Saraqib")),),
    ),
    Row(
        "overnight at one place",
        "Drones hit the port of Odesa overnight, wounding two.",
        (Told("drone_strike", "2026-02-14..2026-02-15", ("Odesa",), counts={"wounded": (2, 2)}),),
    ),
    Row(
        "a swarm at one town",
        "Russia launched 30 drones at Kharkiv on Tuesday night.",
        (Told("drone_strike", "2026-02-10", ("Kharkiv",), counts={"munitions": (30, 30)}),),
    ),
    Row(
        "hostages still held, of one taking",
        "The rebels are holding six aid workers in Goma.",
        (Told("held", places=("Goma",), counts={"detained": (6, 6)}),),
    ),
    Row(
        "a jailbreak",
        "More than 200 inmates escaped from a prison in Makala on Monday.",
        (Told("escape", "2026-02-09", counts={"escaped": (201, None)}),),
    ),
)


@cache
def parsed() -> dict[str, tuple[Event, ...]]:
    return parse_rows((*TOTALS, *INCIDENTS))


@pytest.mark.parametrize("row", cases(TOTALS, {}))
def test_total_is_an_aggregate(row: Row) -> None:
    events = parsed()[row.about]
    assert_told(events, row.events)
    assert [event.scope for event in events] == ["aggregate"]


@pytest.mark.parametrize("row", cases(INCIDENTS, {}))
def test_single_happening_is_an_incident(row: Row) -> None:
    events = parsed()[row.about]
    assert_told(events, row.events)
    assert [event.scope for event in events] == ["incident"]
