"""Which events a filter finds, and in which order."""

from __future__ import annotations

import dataclasses
import sqlite3
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.store.made import ARTICLE, NOW, day, event, ids, put
from tracker.model import Box, Circle, Filter, Meaning, Place
from tracker.store import Store
from tracker.store.folding import fold
from tracker.store.functions import km_between

SOURCES = {
    "a": ("Valley Monitor", "https://www.valley.example/raids"),
    "b": ("U.S. Central Command", "https://centcom.example/releases/1"),
    "c": (None, "https://news.reuters.example/x"),
    "d": (None, None),
}


@pytest.fixture(name="full")
def fill(store: Store) -> Store:
    """Give a store with four articles of an event each."""
    events = {
        "a": event(
            "mill",
            date=day("2026-02-03/2026-02-12"),
            places=(Place("Deir ez-Zor", "x", "SY", "Deir ez-Zor"), Place("Palmyra", "x", "SY", "Homs")),
            actors=("US Central Command",),
            targets=("Islamic State",),
        ),
        "b": event("jail", kind="detention", type="arrest", date=day("2026-02-12"), places=(Place("Málaga", "x", "ES"),)),
        "c": event("late", status="denied", date=day("/2026-02-20"), actors=("Al-Shabaab", "Émirat du Caucase")),
        "d": event("none", scope="aggregate", type="shelling", targets=("state media",)),
    }
    for name, each in events.items():
        source, url = SOURCES[name]
        published = ARTICLE.published if name != "d" else None
        put(store, each, article=dataclasses.replace(ARTICLE, id=name, source=source, url=url, published=published))
    return store


ALL = ["mill", "jail", "late", "none"]


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (Filter(), ALL),
        # Intervals meet where they share a day; both ends count.
        (Filter(since=date(2026, 2, 12)), ["mill", "jail", "late"]),
        (Filter(since=date(2026, 2, 13)), ["late"]),
        (Filter(until=date(2026, 2, 3)), ["mill"]),
        (Filter(until=date(2026, 2, 2)), []),
        (Filter(since=date(2026, 2, 5), until=date(2026, 2, 6)), ["mill"]),  # inside the interval
        (Filter(since=date(2026, 2, 20), until=date(2026, 2, 20)), ["late"]),  # 'by' a day is met by that day
        (Filter(until=date(2026, 2, 19)), ["mill", "jail"]),  # and by none before it
        (Filter(since=date(1900, 1, 1)), ["mill", "jail", "late"]),  # what has no date meets no period
        (Filter(kinds=("detention",)), ["jail"]),
        (Filter(kinds=("detention", "strike")), ALL),
        (Filter(types=("arrest", "shelling")), ["jail", "none"]),
        (Filter(scopes=("aggregate",)), ["none"]),
        (Filter(statuses=("denied",)), ["late"]),
        (Filter(countries=("sy", "ES")), ["mill", "jail"]),
        (Filter(places=("palmyra",)), ["mill"]),  # any of the places
        (Filter(places=("HOMS",)), ["mill"]),  # the province, too
        (Filter(places=("deir ez zor",)), ["mill"]),  # a hyphen parts words
        (Filter(places=("zor deir",)), []),  # in their order
        (Filter(places=("Palm",)), []),  # whole words
        (Filter(places=("malaga", "nowhere")), ["jail"]),
        (Filter(places=("!?",)), []),  # no word at all
        (Filter(actors=("central command",)), ["mill"]),
        (Filter(actors=("U.S.",)), ["mill"]),  # 'US' is the same word
        (Filter(actors=("al shabaab",)), ["late"]),
        (Filter(actors=("EMIRAT",)), ["late"]),
        (Filter(actors=("Islamic State",)), []),  # who was hit did not do it
        (Filter(targets=("state",)), ["mill", "none"]),
        (Filter(targets=("state",), kinds=("strike",), scopes=("incident",)), ["mill"]),  # fields are joined by 'and'
        (Filter(sources=("us central command",)), ["jail"]),
        (Filter(sources=("centcom.example",)), ["jail"]),  # the host of the URL
        (Filter(sources=("reuters",)), ["late"]),  # a word of it
        (Filter(sources=("WWW.valley.example", "valley")), ["mill"]),
        (Filter(sources=("monitor valley",)), []),  # not across the name and the host
        (Filter(places=("' OR 1=1 --",)), []),
        (Filter(kinds=('"]', "strike")), ["mill", "late", "none"]),
    ],
)
def test_filters(full: Store, where: Filter, found: list[str]) -> None:
    assert ids(full, where) == found
    assert sorted(ids(full, where, reverse=True)) == sorted(found)
    assert full.stats(where).events == len(found)


@pytest.mark.parametrize(
    ("where", "found"),
    [
        (Filter(), ["a", "b", "c", "d"]),  # the undated one last
        (Filter(since=date(2026, 2, 15)), ["a", "b", "c"]),  # by the day of publication
        (Filter(until=date(2026, 2, 14)), []),
        (Filter(sources=("reuters",)), ["c"]),
        (Filter(kinds=("strike",), scopes=("incident",)), ["a", "c"]),  # one event meets both
        (Filter(places=("palmyra",), statuses=("denied",)), []),
    ],
)
def test_articles_that_a_filter_finds(full: Store, where: Filter, found: list[str]) -> None:
    assert [each.article.id for each in full.articles(where)] == found
    assert [each.article.id for each in full.articles(where, limit=1)] == found[:1]


def test_undated_events_stand_last_in_both_orders(full: Store) -> None:
    assert ids(full) == ["mill", "jail", "late", "none"]
    assert ids(full, reverse=True) == ["late", "jail", "mill", "none"]
    assert ids(full, limit=2) == ["mill", "jail"]
    assert ids(full, limit=2, reverse=True) == ["late", "jail"]
    assert ids(full, limit=0) == []


def test_events_of_one_day_stand_as_they_were_read(store: Store) -> None:
    put(store, *(event(each, date=day("2026-02-03")) for each in "zya"))
    put(store, event("b", date=day("2026-02-03")), article=dataclasses.replace(ARTICLE, id="b"))
    put(store, event("short", date=day("2026-02-03/2026-02-04")), article=dataclasses.replace(ARTICLE, id="c"))
    assert ids(store) == ["z", "y", "a", "b", "short"]
    assert ids(store, reverse=True) == ["short", "b", "a", "y", "z"]


def test_events_come_one_after_the_other(store: Store) -> None:
    """More than one batch, and another question asked in between."""
    put(store, *(event(f"{number:05}", date=day("2026-02-03"), actors=(f"Brigade {number}",)) for number in range(1203)))
    coming = store.events()
    first = next(coming)
    assert store.stats().events == 1203
    rest = list(coming)
    assert [first.event.actors[0], rest[-1].event.actors[0]] == ["Brigade 0", "Brigade 1202"]
    assert len(rest) == 1202


def test_a_timeline_comes_out_of_an_index_without_sorting(store: Store) -> None:
    from tracker.store import read

    plain = sqlite3.connect(store.path)
    for order in (read._FORWARD, read._REVERSE):
        plan = plain.execute(" ".join(("EXPLAIN QUERY PLAN", read._EVENT, "TRUE", order)), {"limit": 1}).fetchall()
        assert not [row for row in plan if "B-TREE" in row[3]], plan
    plain.close()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Deir al-Zour", " deir al zour "),
        ("U.S. Central Command (CENTCOM)", " us central command centcom "),
        ("Sana'a", " sanaa "),
        ("Ṣan‘ā’", " sana "),
        ("Łódź", " lodz "),
        ("İzmir", " izmir "),
        ("STRASSE Straße", " strasse strasse "),
        ("дніпро", " дніпро "),
        ("ﬁre at ℌoms", " fire at homs "),
        (" -- ", ""),
        ("", ""),
    ],
)
def test_names_are_folded(name: str, words: str) -> None:
    assert fold(name) == words
    assert fold(words) == words


def test_reading_does_not_load_what_writing_needs(tmp_path: Path) -> None:
    import subprocess
    import sys

    path = tmp_path / "t.db"
    with Store.open(path) as store:
        store.save(ARTICLE, [event("e1")], parser="1", ingested=NOW)
    program = (
        "import sys, pathlib; from tracker.store import Store; from tracker.model import Filter\n"
        "store = Store.open(pathlib.Path(sys.argv[1]), create=False)\n"
        "assert [*store.events(Filter(places=('x',))), *store.articles(), store.event('e'), store.stats()]\n"
        "assert not {'sqlite_utils', 'tracker.migrations', 'tracker.store.write'} & set(sys.modules)\n"
    )
    subprocess.run([sys.executable, "-c", program, path], check=True)


# --- on the map ---------------------------------------------------------------------------------------------------------------

HOMS, PALMYRA, TRIPOLI = (34.724, 36.7256), (34.5624, 38.284), (34.4367, 35.8497)


def at(name: str, country: str | None, admin1: str | None, point: tuple[float, float] | None, **more: object) -> Place:
    """Make a place at a point, a town if nothing else is said."""
    latitude, longitude = point or (None, None)
    fields: dict[str, Any] = {"precision": "town", "radius_km": 8.0 if point else None, **more}
    return Place(name, name, country, admin1, latitude, longitude, **fields)


@pytest.fixture(name="atlas")
def fill_atlas(store: Store) -> Store:
    """Give a store with an event at each of some places, named for it."""
    places = {
        "homs": at("Homs", "SY", "Homs", HOMS),
        "palmyra": at("Tadmur", "SY", "Homs", PALMYRA),
        "village": at("Tal Abadun", "SY", "Homs", HOMS, precision="province", radius_km=144.0),
        "syria": at("Syria", "SY", None, (35.0732, 36.5727), precision="country", radius_km=403.0),
        "tripoli": at("Tripoli", "LB", "North Lebanon", TRIPOLI),
        "zor": at("Deir Ezzor", "SY", "Deir ez-Zor", None),
        "hol": at("Al-Hol camp", "SY", None, None),
        "taveuni": at("Taveuni", "FJ", None, (-16.8, -179.97)),
        "suva": at("Suva", "FJ", None, (-18.14, 178.44)),
        "pole": at("Station", None, None, (-89.9, 10.0)),
        "nowhere": at("Nowhere", None, None, None, precision="unknown"),
    }
    put(store, *(event(name, places=(place,)) for name, place in places.items()))
    return store


@pytest.mark.parametrize(
    ("where", "found"),
    [
        # Circles: by the point, and by all that it may be where that is a province or country.
        (Filter(circles=(Circle(*HOMS, 1),)), ["homs"]),
        (Filter(circles=(Circle(*HOMS, 87),)), ["homs", "tripoli"]),
        (Filter(circles=(Circle(*HOMS, 86),)), ["homs"]),
        (Filter(circles=(Circle(*HOMS, 144),)), ["homs", "palmyra", "village", "tripoli"]),
        (Filter(circles=(Circle(*HOMS, 143.8),)), ["homs", "palmyra", "tripoli"]),
        (Filter(circles=(Circle(*HOMS, 500),)), ["homs", "palmyra", "village", "syria", "tripoli"]),
        (Filter(circles=(Circle(*HOMS, 500),), countries=("LB",)), ["tripoli"]),
        (Filter(circles=(Circle(*HOMS, 500),), since=date(2026, 1, 1)), []),
        (Filter(circles=(Circle(*HOMS, 1), Circle(*TRIPOLI, 1))), ["homs", "tripoli"]),  # two of them mean either
        (Filter(circles=(Circle(-17.0, 179.9, 60),)), ["taveuni"]),  # over the antimeridian
        (Filter(circles=(Circle(-17.0, -179.9, 300),)), ["taveuni", "suva"]),  # and back
        (Filter(circles=(Circle(-89.9, -170.0, 30),)), ["pole"]),  # over the pole
        (Filter(circles=(Circle(0.0, 0.0, 20040),)), ["homs", "palmyra", "village", "syria", "tripoli", "taveuni", "suva", "pole"]),
        # Boxes.
        (Filter(box=Box(36, 34, 37, 35)), ["homs"]),
        (Filter(box=Box(35.8497, 34.4367, 36.7256, 34.724)), ["homs", "tripoli"]),  # the edges are in it
        (Filter(box=Box(30, 30, 45, 40)), ["homs", "palmyra", "village", "syria", "tripoli"]),
        (Filter(box=Box(36, 33, 39, 36)), ["homs", "palmyra"]),  # the province may lie outside it
        (Filter(box=Box(177, -20, -179, -15)), ["taveuni", "suva"]),
        (Filter(box=Box(-179, -20, 177, -15)), []),
        (Filter(box=Box(-180, -90, 180, 90)), ["homs", "palmyra", "village", "syria", "tripoli", "taveuni", "suva", "pole"]),
        (Filter(box=Box(30, 30, 45, 40), kinds=("detention",)), []),
        # Names: the words, other plain spellings, what stands at the point, what lies in the area.
        (Filter(places=("Homs",)), ["homs", "palmyra", "village"]),
        (Filter(places=("hol camp",)), ["hol"]),
        (Filter(places=("el-Hol camp",)), ["hol"]),
        (Filter(places=("Deir al-Ezzor",)), ["zor"]),
        (Filter(places=("Tripolis",)), []),
        (Filter(places=("Palmyra",), meaning=Meaning(points=(PALMYRA,))), ["palmyra"]),
        (Filter(places=("Himş",), meaning=Meaning(points=(HOMS,))), ["homs"]),  # the province stands there, but is no town
        (Filter(places=("Hims",), meaning=Meaning(areas=(("SY", "Homs"),))), ["homs", "palmyra", "village"]),
        (
            Filter(places=("Syrian Arab Republic",), meaning=Meaning(areas=(("SY", None),))),
            [*"homs palmyra village syria zor hol".split()],
        ),
        (Filter(places=("x",), meaning=Meaning(areas=(("LB", "Homs"),))), []),  # the division of that country alone
        (Filter(places=("x",), meaning=Meaning()), []),
        (Filter(places=("Дейр",)), []),  # no key must not mean any
    ],
)
def test_filters_on_the_map(atlas: Store, where: Filter, found: list[str]) -> None:
    assert ids(atlas, where) == found
    assert atlas.stats(where).events == len(found)
    assert where.since or len(list(atlas.articles(where))) == bool(found)


@pytest.mark.parametrize(
    ("where", "index"),
    [
        (Filter(circles=(Circle(*HOMS, 50),)), "places_point"),
        (Filter(box=Box(30, 30, 40, 40)), "places_point"),
        (Filter(places=("x",), meaning=Meaning(points=(HOMS,))), "places_point"),
        (Filter(places=("x",), meaning=Meaning(areas=(("SY", "Homs"),))), "places_area"),
        (Filter(countries=("SY",)), "places_area"),
    ],
)
def test_an_index_finds_what_lies_there(store: Store, where: Filter, index: str) -> None:
    from tracker.store.filters import event_conditions

    condition, parameters = event_conditions(where)
    sql = " ".join(
        ("EXPLAIN QUERY PLAN SELECT e.serial FROM events AS e JOIN articles AS a ON a.serial = e.article WHERE", condition)
    )
    plan = [row[3] for row in store._connection.execute(sql, parameters)]
    assert [step for step in plan if step.startswith("SEARCH places") and index in step], plan


@pytest.mark.parametrize(
    ("one", "other", "km"),
    [
        ((0, 0), (0, 0), 0),
        ((0, 0), (0, 180), 20015.1),  # half of the way around
        ((90, 0), (-90, 0), 20015.1),
        ((51.4775, -0.4614), (40.6398, -73.7787), 5539.7),  # Heathrow to Kennedy
        ((0, 179.5), (0, -179.5), 111.2),
    ],
)
def test_distances_are_those_of_the_globe(one: tuple[float, float], other: tuple[float, float], km: float) -> None:
    assert km_between(*one, *other) == pytest.approx(km, abs=2)
