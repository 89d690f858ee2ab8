"""An incident's fields, each as its reports support it best, and where its sources differ."""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from tests.incidents.made_claims import HOMS, KAMEN, MILL, RUTBAH, SYRIA, by, count, days, report
from tracker.incidents.nouns import Graded, Incident
from tracker.incidents.summary import summarise
from tracker.model import Event, StoredEvent

RSF, ARMY = ("Rapid Support Forces",), ("Sudanese army",)


def summed(*fields: dict[str, Any]) -> Incident:
    """Sum up reports of as many sources, one a day, that have these fields; in whatever order they come."""
    told = [report(source, day, **each) for source, day, each in zip("ABCDEF", range(3, 9), fields, strict=False)]
    found = summarise(told)
    assert all(summarise(order) == found for order in permutations(told))
    return found


@pytest.mark.parametrize(
    ("field", "said", "expected"),
    [
        ("type", ["strike", "drone_strike"], "drone_strike"),  # 'strike' leaves the means open
        ("type", ["air_strike", "drone_strike", "drone_strike"], "drone_strike"),  # what most say
        ("status", ["alleged", "reported"], "reported"),
        ("status", ["alleged", "denied"], "alleged"),  # a denial is no telling
        ("date", [by("02-04"), days("02-03")], days("02-03")),
        ("date", [days("02-02", "02-03"), days("02-03")], days("02-03")),  # the most precise
        ("date", [days("02-04"), days("02-03"), days("02-03")], days("02-03")),  # what most say
        ("date", [by("02-06"), by("02-05")], by("02-05")),  # it had happened by the first of them
        ("date", [None, None], None),
        ("places", [(SYRIA,), (MILL,)], (MILL,)),  # the finest
        ("places", [(HOMS,), (), (MILL,)], (MILL,)),
        ("places", [(RUTBAH,), (MILL,), (MILL,)], (MILL,)),  # what most say
        ("places", [(MILL,), (MILL, KAMEN)], (MILL, KAMEN)),  # the most
        ("actors", [RSF, ("RSF drones",), ("Rapid Support Forces",)], RSF),  # one actor, in the words that most use
        ("actors", [RSF, ARMY, ARMY], (*ARMY, *RSF)),  # two, what most say first
        ("targets", [("people",), ("grain mill",)], ("grain mill",)),  # 'people' says nothing
        ("targets", [("mill",), ("grain mill",), ("bridge",)], ("grain mill", "bridge")),
        ("targets", [("people",), ()], ("people",)),
        ("claimed_by", [("medics",), ("governor",)], ("medics", "governor")),
    ],
)
def test_field_is_what_the_sources_support_best(field: str, said: list[Any], expected: Any) -> None:
    found = summed(*({field: each} for each in said))
    assert getattr(found, field) == expected
    assert getattr(found.event, field) == expected


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ([{}, {}], ()),
        ([{"type": "air_strike"}, {"type": "drone_strike"}], ("type",)),
        ([{"type": "strike"}, {"type": "drone_strike"}], ()),
        ([{"date": days("02-03")}, {"date": days("02-04")}], ("date",)),
        ([{"date": days("02-03")}, {"date": by("02-04")}], ()),
        ([{"places": (MILL,)}, {"places": (RUTBAH,)}], ("places",)),
        ([{"places": (MILL,)}, {"places": (SYRIA,)}], ()),
        ([{"actors": RSF}, {"actors": ARMY}], ("actors",)),
        ([{"actors": RSF}, {"actors": ("drones",)}], ()),
        ([{"status": "reported"}, {"status": "denied", "claimed_by": RSF}], ("status",)),
    ],
)
def test_fields_in_which_sources_differ_are_named(fields: list[dict[str, Any]], expected: tuple[str, ...]) -> None:
    assert summed(*fields).conflicts == expected


@pytest.mark.parametrize(
    ("tolls", "expected"),
    [(("9", "12"), ("killed",)), (("9+", "12"), ()), (("9-12", "12"), ()), (("9+", "12+", "10"), ("killed",))],
)
def test_numbers_that_no_figure_would_meet_are_named(tolls: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert summarise([report(f"S{n}", 3, toll) for n, toll in enumerate(tolls)]).conflicts == expected


def test_a_source_that_corrects_itself_is_not_in_conflict() -> None:
    told = [report("A", 3, "9", actors=ARMY), report("A", 4, "12", actors=RSF)]
    assert summarise(told).conflicts == ()


def test_incident_is_known_by_its_founding_report() -> None:
    late, first, undated = report("A", 5), report("B", 3), report("C", None)
    found = summarise([late, undated, first])
    assert found.id == first.event.id
    assert found.event.article == first.event.article
    assert found.reports == (first, late, undated)
    assert found.sources == 3


def test_lead_is_the_original_that_tells_most() -> None:
    short = report("A", 3, "9", places=(), article="w")
    copy = report("B", 4, "9", original="w", actors=RSF, targets=("mill",))
    full = report("C", 5, "9", actors=RSF)
    found = summarise([short, copy, full])
    assert found.lead is full
    assert found.event.evidence == full.event.evidence


def test_counts_are_the_best_estimates_with_the_parts_of_what_they_rest_on() -> None:
    children = count("3", group="children")
    found = summarise([report("A", 3, count("12"), children), report("B", 3, count("12")), report("C", 3, "40")])
    assert [(each.low, each.high, each.group) for each in found.counts] == [(12, 12, None), (3, 3, "children")]


def test_a_grade_that_a_person_set_stands() -> None:
    mine = Graded("Confirmed", "the ministry wrote to us", "R. Viewer")
    assert summarise([report("A", 3)], graded=mine).grade == mine
    assert summarise([report("A", 3)]).grade.set_by is None


def test_what_was_taken_back_is_told_as_denied() -> None:
    found = summarise([report("A", 3, "17"), report("A", 5, status="denied")])
    assert (found.status, found.counts, found.grade.value) == ("denied", (), "Discounted")


def test_whole_incident_reads_as_an_event() -> None:
    told: list[StoredEvent] = [report("A", 3, "9"), report("B", 3, "31+")]
    found = summarise(told).as_dict()
    assert Event.from_dict({key: found[key] for key in told[0].event.as_dict()}).id == told[0].event.id
    assert found["reports"] == found["sources"] == 2
    assert found["figures"][0]["best_low"] == 9
    assert found["figures"][0]["high"] is None
