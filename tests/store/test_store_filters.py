"""Which events a filter finds, and in which order."""

from __future__ import annotations

import dataclasses
import sqlite3
from datetime import date
from pathlib import Path

import pytest

from tests.store.made import ARTICLE, NOW, day, event, ids, put
from tracker.model import Filter, Place
from tracker.store import Store
from tracker.store.folding import fold

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
