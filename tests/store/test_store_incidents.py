"""Incidents as the store gives them: in order, by filter, by any id; and numbers in which nothing counts twice."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.store.made import put
from tests.store.test_store_linking import decide, memory, reject
from tests.store.told import DOLNA, KAMEN, PROVINCE, Written, killed, make_some, on, save, write
from tests.store.wire import MILL, variants
from tracker.errors import Ambiguous, NotFound
from tracker.incidents.nouns import Incident
from tracker.incidents.weights import JOIN, SUGGEST
from tracker.model import Count, Filter, StoredEvent
from tracker.store import Store, Sum, incidents

MANY = make_some(random.Random(21), 60, 15)


@pytest.fixture(name="many", scope="module")
def fill() -> Store:
    """Give a store with sixty articles on fifteen happenings."""
    return memory(MANY)


FILTERS = [
    Filter(),
    Filter(since=date(2026, 2, 3)),
    Filter(until=date(2026, 2, 2)),
    Filter(places=("Kamen",)),
    Filter(actors=("rebels",), kinds=("strike",)),
    Filter(sources=("Radio Steppe",)),
    Filter(statuses=("denied",)),
    Filter(scopes=("aggregate",)),
    Filter(types=("shelling",), countries=("sy",)),
    Filter(places=("nowhere",)),
    Filter(originals=True),
]


@pytest.mark.parametrize("where", FILTERS)
def test_a_filter_picks_an_incident_if_any_of_its_reports_meets_it(many: Store, where: Filter) -> None:
    met = {report.event.id for report in many.events(where)}
    found = list(many.incidents(where))
    assert {each.id for each in found} == {each.id for each in many.incidents() if met & {r.event.id for r in each.reports}}
    assert met <= {report.event.id for each in found for report in each.reports}


@pytest.mark.parametrize("where", FILTERS)
@pytest.mark.parametrize("sparse", [0, 3, 2000])
def test_however_they_are_found_the_first_are_the_first(
    many: Store, where: Filter, sparse: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incidents, "SPARSE", sparse)
    monkeypatch.setattr(incidents, "BATCH", 4)
    for reverse in (False, True):
        whole = list(many.incidents(where, reverse=reverse))
        for limit in (0, 1, 5, 1000):
            assert list(many.incidents(where, limit=limit, reverse=reverse)) == whole[:limit]


def test_incidents_come_by_date_and_undated_ones_last(many: Store) -> None:
    forth, back = list(many.incidents()), list(many.incidents(reverse=True))
    assert {each.id for each in forth} == {each.id for each in back}
    for found, turned in ((forth, False), (back, True)):
        undated = [each.date is None for each in found]
        assert undated == sorted(undated)
        days = [each.date.start or each.date.end for each in found if each.date]
        assert days == sorted(days, reverse=turned)


def test_lone_incidents_are_listed_as_their_events_are(store: Store) -> None:
    put(store, *(replace(each.events[0], id=f"e{n}", article="a") for n, each in enumerate(MANY)))
    for reverse in (False, True):
        assert [each.id for each in store.incidents(reverse=reverse)] == [e.event.id for e in store.events(reverse=reverse)]


def test_each_event_is_in_one_incident_and_leads_to_it(many: Store) -> None:
    found = list(many.incidents())
    assert sorted(r.event.id for each in found for r in each.reports) == sorted(e.event.id for e in many.events())
    for each in found:
        assert each.id == each.reports[0].event.id
        for report in each.reports:
            assert many.incident(report.event.id) == each


def test_the_rule_for_best_figures_can_be_chosen(store: Store) -> None:
    told = [
        write("a", "2026-02-03", "Valley Monitor", {"counts": killed(5)}),
        write("b", "2026-02-04", "Northern Post", {"counts": killed(9)}),
    ]
    save(store, told)
    (highest,) = store.incidents(rule="highest")
    assert highest == store.incident("b1", rule="highest")
    (figure,) = highest.figures
    assert (figure.rule, figure.low, figure.best_low, figure.high) == ("highest", 5, 9, 9)
    assert store.incident("a1").figures[0].rule == "conservative"


def test_ids_that_fit_nothing_or_too_much_are_told_so(store: Store) -> None:
    save(store, [write("abc", "2026-02-03", "Valley Monitor", {}), write("abd", "2026-02-03", "The Ledger", {})])
    save(store, [write("abe", "2026-02-03", "The Ledger", {"places": (DOLNA,)})])
    assert store.incident(" ABD ").id == "abc1"  # the beginning of one event's id
    with pytest.raises(Ambiguous, match="abc1, abd1, abe1"):
        store.incident("ab")
    for wrong in ("x", "", "%"):
        with pytest.raises(NotFound, match="no incident has the id"):
            store.incident(wrong)
    reject(store, "abe1")
    assert store.incident("ab").id == "abc1"  # what was rejected is in no incident
    with pytest.raises(NotFound, match=r"abe1 was rejected.*tracker history abe1"):
        store.incident("abe")


# --- nothing counts twice ------------------------------------------------------------------------------------------------------


def _wire(name: str, day: str, text: str) -> Written:
    told = write(name, day, f"{name} Times", {"counts": killed(9)})
    return Written(replace(told.article, text=f"{told.article.text}{text}"), told.events)


def adversarial() -> list[Written]:
    """One strike on the mill told by three outlets with other tolls, by a wire story that is printed twice more, and denied by a
    fourth; one at Kamen; one that did not happen; a total that two tell, which holds the two; what a person will reject.
    """
    total = {"scope": "aggregate", "date": on("2026-02-01", "range", 9), "places": (PROVINCE,), "targets": ()}
    strikes = (Count("strikes", 12, None, None, "a dozen"), Count("killed", 40, None, None, "40"))
    return [
        write("v", "2026-02-03", "Valley Monitor", {"counts": killed(7)}),
        write("n", "2026-02-04", "Northern Post", {"counts": (*killed(9), Count("killed", 3, 3, "children", "three"))}),
        write("r", "2026-02-05", "Radio Steppe", {"counts": killed(11)}),
        _wire("x", "2026-02-04", MILL),
        _wire("y", "2026-02-04", variants(MILL)["headline"]),
        _wire("z", "2026-02-05", variants(MILL)["edited"]),
        write("d", "2026-02-06", "The Ledger", {"status": "denied", "actors": ()}),
        write("k", "2026-02-05", "Northern Post", {"date": on("2026-02-05"), "places": (KAMEN,), "counts": killed(2, 4)}),
        write(
            "h",
            "2026-02-09",
            "Border Gazette",
            {"date": on("2026-02-08"), "places": (DOLNA,), "status": "denied", "targets": ("the school",), "counts": killed(50)},
        ),
        write("t", "2026-02-11", "Valley Monitor", {**total, "counts": strikes}),
        write("u", "2026-02-11", "Northern Post", {**total, "counts": strikes}),
        write("q", "2026-02-10", "Radio Steppe", {"date": on("2026-02-09"), "places": (DOLNA,), "counts": killed(500)}),
    ]


@pytest.fixture(name="tangle")
def entangle(store: Store) -> Store:
    """Give the adversarial store: articles changed, parsed anew and ingested twice, one event rejected."""
    told = adversarial()
    first = write("r", "2026-02-04", "Radio Steppe", {"counts": killed(80)})  # what Radio Steppe said at first
    save(store, [first, *told])
    save(store, told)
    save(store, [replace(each, parser="2") for each in told])
    reject(store, "q1")
    return store


def test_nothing_counts_twice(tangle: Store) -> None:
    mill = tangle.incident("v1")
    assert {report.event.id for report in mill.reports} == {"v1", "n1", "r1", "x1", "y1", "z1", "d1"}
    (figure,) = mill.figures
    stats = tangle.stats()
    # The mill, Kamen, the one that is denied, and the total.
    assert (stats.events, stats.reports, stats.articles) == (4, 11, 12)
    assert stats.scopes == (("incident", 3), ("aggregate", 1))
    assert stats.aggregates == 1
    assert stats.sums == (Sum("killed", figure.best_low + 2, (figure.best_high or 0) + 4, 2),)
    assert 7 <= figure.best_low <= 11  # not 7 + 9 + 11 + 9 + 9 + 9, and no word of 80, 500, 50 or 40
    (total,) = stats.totals
    assert (total.event.id, total.event.scope) == ("t1", "aggregate")


@pytest.mark.parametrize("by", ["month", "week", "kind", "country"])
def test_no_group_counts_twice(tangle: Store, by: str) -> None:
    stats = tangle.stats()
    groups = tangle.stats_by(Filter(), by)
    assert sum(group.events for group in groups) == stats.events
    assert sum(group.killed.low for group in groups if group.killed) == stats.sums[0].low


def test_an_incident_stands_with_each_publisher_once(tangle: Store) -> None:
    groups = {group.name: group for group in tangle.stats_by(Filter(), "source")}
    figure = tangle.incident("v1").figures[0]
    assert groups["Radio Steppe"].events == 1
    assert groups["Northern Post"].sums == (Sum("killed", figure.best_low + 2, (figure.best_high or 0) + 4, 2),)
    assert dict(tangle.stats().top_sources)["Northern Post"] == groups["Northern Post"].events == 3


@pytest.mark.parametrize(
    "where",
    [
        Filter(),
        Filter(since=date(2026, 2, 1), until=date(2026, 2, 28)),
        Filter(countries=("SY",)),
        Filter(kinds=("strike",), types=("air_strike",)),
    ],
)
def test_numbers_are_the_same_by_another_way(tangle: Store, where: Filter) -> None:
    """Count by hand what the store counts by SQL."""
    found = list(tangle.incidents(where))
    summed = [each for each in found if each.scope == "incident" and each.status != "denied"]
    figures = [figure for each in summed for figure in each.figures if figure.of == "killed"]
    stats = tangle.stats(where)
    assert stats.events == len(found)
    assert stats.reports == sum(len(each.reports) for each in found)
    (killed_sum,) = (each for each in stats.sums if each.of == "killed")
    assert (killed_sum.low, killed_sum.events) == (sum(figure.best_low for figure in figures), len(figures))
    assert dict(stats.statuses) == _tally(found)


def _tally(found: list[Incident]) -> dict[str, int]:
    tally: dict[str, int] = {}
    for each in found:
        tally[each.status] = tally.get(each.status, 0) + 1
    return tally


def test_a_filter_on_sources_sums_whole_incidents_and_names_those_sources_alone(tangle: Store) -> None:
    stats = tangle.stats(Filter(sources=("Radio Steppe",)))
    assert (stats.events, stats.reports, stats.articles, stats.top_sources) == (1, 1, 1, (("Radio Steppe", 1),))
    assert stats.sums[0].low == tangle.incident("v1").figures[0].best_low  # not Radio Steppe's own 11


def test_a_total_is_held_against_what_falls_in_it(tangle: Store) -> None:
    (held,) = tangle.totals()
    assert (held.total.id, [each.id for each in held.items]) == ("t1", ["v1", "k1"])
    numbers = {each.of: each for each in held.numbers}
    best = tangle.incident("v1").figures[0].best_low
    assert (numbers["killed"].claimed_low, numbers["killed"].found_low) == (40, best + 2)
    assert (numbers["strikes"].claimed_low, numbers["strikes"].found_low) == (12, 2)
    assert list(tangle.totals("u1")) == [held]  # any report of it names it
    assert list(tangle.totals(where=Filter(countries=("UA",)))) == list(tangle.totals(where=Filter(scopes=("incident",)))) == []
    with pytest.raises(NotFound, match="v1 tells of one happening"):
        list(tangle.totals("n1"))


def test_totals_that_lie_in_each_other_are_named_and_those_elsewhere_are_not(store: Store) -> None:
    claim = {"scope": "aggregate", "targets": (), "counts": (Count("strikes", 9, None, None, "nine"),)}
    abroad = replace(DOLNA, country="IQ")
    told = [
        write("a", "2026-02-28", "Valley Monitor", {**claim, "date": on("2026-02-01", "month", 27), "places": (PROVINCE,)}),
        write("b", "2026-02-09", "The Ledger", {**claim, "date": on("2026-02-02", "week", 6), "places": (PROVINCE,)}),
        write("c", "2026-02-09", "The Ledger", {**claim, "date": on("2026-02-02", "week", 6), "places": (abroad,)}),
        write("d", None, "The Ledger", {**claim, "date": None, "counts": killed(70)}),
        write("e", "2026-02-04", "Radio Steppe", {"date": on("2026-02-04")}),
        write("f", "2026-02-04", "Radio Steppe", {"date": on("2026-02-04"), "places": (abroad,)}),
    ]
    save(store, told)
    found = {held.total.id: (held.holds, held.within, [each.id for each in held.items]) for held in store.totals()}
    assert found == {
        "a1": (("b1",), (), ["e1"]),
        "b1": ((), ("a1",), ["e1"]),
        "c1": ((), (), ["f1"]),
        "d1": ((), (), []),  # nobody knows its days
    }


# --- why, and what else --------------------------------------------------------------------------------------------------------


def test_each_pair_of_an_incident_says_why(tangle: Store) -> None:
    told = tangle.comparisons("k1")
    assert all("k1" in (one.event.id, other.event.id) for one, other, _ in told)
    pairs = tangle.comparisons("v1")
    inside = {report.event.id for report in tangle.incident("v1").reports}
    within = [(one, other, why) for one, other, why in pairs if other.event.id in inside]
    assert len(within) == len(inside) * (len(inside) - 1) // 2
    assert all(why.reasons for _, _, why in pairs)
    for one, other, why in pairs[len(within) :]:
        assert one.event.id in inside
        assert why.score >= SUGGEST
        assert isinstance(other, StoredEvent)


def _likely(store: Store) -> tuple[str, str]:
    """Put a link between two incidents that is no more than likely; give their ids."""
    save(store, [write("a", "2026-02-03", "Valley Monitor", {}), write("b", "2026-02-03", "The Ledger", {"places": (DOLNA,)})])
    store._connection.execute("INSERT OR REPLACE INTO links SELECT min(serial), max(serial), ? FROM events", [(SUGGEST + JOIN) / 2])
    return "a1", "b1"


def test_what_may_be_one_is_suggested_until_somebody_decides(store: Store) -> None:
    one, other = _likely(store)
    assert [(a.id, b.id) for a, b in store.suggestions()] == [(one, other)]
    assert [(a.id, b.id) for a, b in store.suggestions(Filter(places=("Dolna",)))] == [(one, other)]
    assert list(store.suggestions(Filter(places=("Kamen",)))) == list(store.suggestions(limit=0)) == []
    decide(store, one, other, together=False)
    assert list(store.suggestions()) == []


def test_what_can_not_be_one_is_not_suggested(store: Store) -> None:
    _likely(store)
    store._connection.execute("UPDATE links SET score = -1000")
    assert list(store.suggestions()) == []


def test_reading_incidents_loads_nothing_heavy(tangle: Store) -> None:
    code = (
        "import sys, pathlib; from tracker.store import Store\n"
        "store = Store.open(pathlib.Path(sys.argv[1]), create=False)\n"
        "assert [*store.incidents(), store.incident('v1'), *store.comparisons('v1'), store.stats()]\n"
        "assert not {'sqlite_utils', 'tracker.migrations', 'tracker.store.write', 'spacy', 'numpy'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", code, tangle.path], check=True, cwd=Path(__file__).parent.parent.parent)
