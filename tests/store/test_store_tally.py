"""Counts, sums and groups: what is added to what, and what never is."""

from __future__ import annotations

import dataclasses
from datetime import date

import pytest

from tests.store.made import ARTICLE, day, event, killed, put
from tracker.errors import UsageError
from tracker.model import Count, Filter, Place
from tracker.store import Group, Store, Sum

PALMYRA, HOMS = Place("Palmyra", "x", "SY", "Homs"), Place("Homs", "x", "SY")
TRIPOLI_LY, TRIPOLI_LB = Place("Tripoli", "x", "LY"), Place("Tripoli", "x", "LB")


@pytest.fixture(name="full")
def fill(store: Store) -> Store:
    """Give a store with two incidents, an alleged one, a denied one, a total and a detention."""
    put(
        store,
        event(
            "s1",
            date=day("2026-02-03/2026-02-12"),
            places=(PALMYRA, HOMS),
            actors=("Army",),
            counts=(killed(5, 5), killed(2, 2, "children")),
        ),
        event(
            "s2",
            date=day("2026-01-31"),
            places=(PALMYRA, PALMYRA),
            actors=("ARMY", "Navy"),
            counts=(killed(31, None, "civilians"),),
        ),
        event("s3", date=day("/2026-02-20"), status="alleged", places=(TRIPOLI_LY,), counts=(Count("wounded", 1, 4),)),
        event("s4", date=day("2026-02-09"), status="denied", places=(TRIPOLI_LB,), counts=(killed(900, 900),)),
        event("t1", date=day("2026-01-01/2026-02-15"), scope="aggregate", counts=(killed(100, 120),)),
        event("t2", date=day("2026-01-01/2026-02-16"), scope="aggregate"),
    )
    jail = event(
        "d1", kind="detention", type="arrest", targets=("rioters",), counts=(Count("detained", 3, 3), Count("wounded", 2, 2))
    )
    put(store, jail, article=dataclasses.replace(ARTICLE, id="b", source=None, url="https://www.other.example/1"))
    put(store, article=dataclasses.replace(ARTICLE, id="c", source="Nobody"))
    return store


def test_stats_of_everything(full: Store) -> None:
    stats = full.stats()
    assert (stats.articles, stats.sources, stats.events, stats.undated, stats.aggregates) == (3, 2, 7, 1, 2)
    assert stats.kinds == (("strike", 6), ("detention", 1))
    assert stats.types == (("air_strike", 6), ("arrest", 1))
    assert stats.scopes == (("incident", 5), ("aggregate", 2))
    assert stats.statuses == (("reported", 5), ("alleged", 1), ("denied", 1))
    assert (stats.first, stats.last) == (date(2026, 1, 1), date(2026, 2, 20))
    assert stats.top_places == (("Palmyra", 2), ("Homs", 1), ("Tripoli, LB", 1), ("Tripoli, LY", 1))  # twice in one event is once
    assert stats.top_actors == (("ARMY", 2), ("Navy", 1))
    assert stats.top_targets == (("rioters", 1),)
    assert stats.top_sources == (("Valley Monitor", 6), ("other.example", 1))


def test_sums_hold_incidents_whole_figures_and_nothing_denied(full: Store) -> None:
    assert full.stats().sums == (
        Sum("killed", 36, None, 2),  # 31 and up has no upper bound, so the sum has none; children are in the five
        Sum("wounded", 3, 6, 2),
        Sum("detained", 3, 3, 1),
    )
    assert full.stats(Filter(until=date(2026, 2, 12), since=date(2026, 2, 1))).sums == (Sum("killed", 5, 5, 1),)


def test_totals_are_listed_apart(full: Store) -> None:
    assert [total.event.id for total in full.stats().totals] == ["t1"]  # one without a count has nothing to list
    assert full.stats(Filter(scopes=("incident",))).totals == ()
    only = full.stats(Filter(scopes=("aggregate",)))
    assert (only.sums, only.events, only.articles) == ((), 2, 1)


@pytest.mark.parametrize("where", [Filter(), Filter(places=("nowhere",))])
def test_stats_of_nothing(store: Store, where: Filter) -> None:
    stats = store.stats(where)
    assert (stats.articles, stats.sources, stats.events, stats.undated, stats.first, stats.last) == (0, 0, 0, 0, None, None)
    for empty in (stats.kinds, stats.sums, stats.totals, stats.top_places, stats.top_actors, stats.top_sources):
        assert empty == ()
    assert store.stats_by(where, "month") == store.stats_by(where, "place") == []


def test_stats_that_are_filtered_name_only_what_was_found(full: Store) -> None:
    stats = full.stats(Filter(kinds=("detention",)))
    assert (stats.articles, stats.top_places, stats.top_actors) == (1, (), ())
    assert (stats.top_targets, stats.top_sources) == ((("rioters", 1),), (("other.example", 1),))


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("month", ["2026-01", "2026-02", "(no date)"]),
        ("week", ["2026-W01", "2026-W05", "2026-W06", "2026-W07", "2026-W08", "(no date)"]),
        ("day", ["2026-01-01", "2026-01-31", "2026-02-03", "2026-02-09", "2026-02-20", "(no date)"]),  # by its first day
        ("kind", ["strike", "detention"]),
        ("type", ["air_strike", "arrest"]),
        ("country", ["SY", "LB", "LY", "(no country)"]),
        ("admin1", ["Homs", "(no admin1)"]),
        ("place", ["Palmyra", "Homs", "Tripoli, LB", "Tripoli, LY", "(no place)"]),
        ("actor", ["ARMY", "Navy", "(no actor)"]),  # one spelling of those that differ in case
        ("target", ["rioters", "(no target)"]),
        ("source", ["Valley Monitor", "other.example"]),
    ],
)
def test_groups(full: Store, by: str, names: list[str]) -> None:
    groups = full.stats_by(Filter(), by)
    assert [group.name for group in groups] == names
    for group in groups:
        assert group.events == group.strikes + group.detentions + group.aggregates + group.denied


def test_a_group_tells_apart_what_must_not_be_added(full: Store) -> None:
    groups = {group.name: group for group in full.stats_by(Filter(), "month")}
    assert groups["2026-01"] == Group("2026-01", 3, 1, 0, 2, 0, (Sum("killed", 31, None, 1),))
    assert groups["2026-02"] == Group("2026-02", 3, 2, 0, 0, 1, (Sum("killed", 5, 5, 1), Sum("wounded", 1, 4, 1)))
    assert groups["2026-02"].killed == Sum("killed", 5, 5, 1)
    assert groups["(no date)"].killed is None
    places = {group.name: group for group in full.stats_by(Filter(), "place")}
    assert places["Palmyra"].killed == Sum("killed", 36, None, 2)
    assert places["Homs"].killed == Sum("killed", 5, 5, 1)


def test_a_division_is_told_from_its_namesake_by_its_country(store: Store) -> None:
    lands = [("SY", "Northern"), ("GH", "Northern"), (None, "Northern"), ("SY", None)]
    put(store, *(event(f"e{n}", places=(Place("X", "x", country, admin1),)) for n, (country, admin1) in enumerate(lands)))
    put(
        store,
        event(
            "both", kind="detention", type="escape", places=(Place("X", "x", "SY", "Northern"), Place("Y", "y", "SY", "Northern"))
        ),
        article=dataclasses.replace(ARTICLE, id="b"),
    )
    groups = [(group.name, group.country, group.events) for group in store.stats_by(Filter(), "admin1")]
    assert groups == [("Northern", "SY", 2), ("Northern", None, 1), ("Northern", "GH", 1), ("(no admin1)", None, 1)]


def test_weeks_are_those_of_the_calendar_at_a_turn_of_the_year(store: Store) -> None:
    days = ["2024-12-29", "2024-12-30", "2025-01-01", "2025-01-05", "2025-01-06", "2026-12-31", "2027-01-03"]
    put(store, *(event(each, date=day(each)) for each in days))
    assert [(group.name, group.events) for group in store.stats_by(Filter(), "week")] == [
        ("2024-W52", 1),
        ("2025-W01", 3),
        ("2025-W02", 1),
        ("2026-W53", 2),
    ]


def test_groups_obey_the_filter(full: Store) -> None:
    assert [(g.name, g.events) for g in full.stats_by(Filter(statuses=("denied",)), "place")] == [("Tripoli", 1)]


def test_an_unknown_grouping_is_named_with_those_that_are_known(store: Store) -> None:
    with pytest.raises(UsageError, match=r"'weather'.*day, week, month"):
        store.stats_by(Filter(), "weather")


def test_asking_twice_gives_the_same_and_leaves_nothing_behind(full: Store) -> None:
    assert full.stats() == full.stats()
    put(full, event("new", kind="detention", type="escape"), article=dataclasses.replace(ARTICLE, id="new"))
    assert full.stats().events == 8  # no transaction is left open
