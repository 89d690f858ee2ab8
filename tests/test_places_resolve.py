"""Looking stored places up again: what the gazetteer says changes, what the text and people say stays."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from tests.made_places import NOW
from tests.test_samples import ARTICLES, read
from tracker.extract import PARSER, parse_articles
from tracker.gazetteer import Gazetteer
from tracker.gazetteer.own import OwnPlace
from tracker.model import Article, Event, Place
from tracker.resolve import Resolved, resolve
from tracker.store import Store
from tracker.store.places import OwnPlaces, Source

TEXT = (
    "Syrian state media said that jets struck a depot in the village of Qasr Zanbaq, in Homs province, on Monday. Two men were "
    "killed.\n\nIn Iraq, police arrested three men in Tikrit on Tuesday."
)
ARTICLE = Article("a", TEXT, "Raids", date(2026, 2, 15), "given", "Valley Monitor", language="en")
ZANBAQ = OwnPlace("Qasr Zanbaq", "town", "SY", 34.9, 37.4, (), "Homs", "SY.11")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give a store that has read an article with built-in places alone."""
    with Store.open(tmp_path / "t.db") as opened:
        ((article, events),) = parse_articles([ARTICLE])
        opened.save(article, events, parser=PARSER, ingested=NOW)
        yield opened


def add(store: Store, *places: OwnPlace) -> None:
    OwnPlaces(store).save(Source("hand"), places, read=NOW, whole=False)


def again(store: Store, *, dry_run: bool = False) -> Resolved:
    (done,) = resolve(store, ["a"], OwnPlaces(store).gazetteer(), dry_run=dry_run)
    return done


def events(store: Store) -> list[Event]:
    return [stored.event for stored in store.events()]


def place(store: Store) -> Place:
    return next(place for event in events(store) for place in event.places if place.name == "Qasr Zanbaq")


def test_an_added_place_gives_its_point_to_events_that_name_it(store: Store) -> None:
    before = events(store)
    assert (place(store).latitude, place(store).precision) != (34.9, "town")
    add(store, ZANBAQ)
    done = again(store)
    (moved,) = done.moved
    assert (moved.before, moved.after) == (next(p for e in before for p in e.places if p.name == "Qasr Zanbaq"), place(store))
    assert (place(store).latitude, place(store).longitude, place(store).admin1) == (34.9, 37.4, "Homs")
    assert place(store).precision == "town"
    assert place(store).text == moved.before.text
    rest = [dataclasses.replace(event, places=()) for event in before]
    assert [dataclasses.replace(event, places=()) for event in events(store)] == rest


def test_it_gives_the_points_that_reading_the_article_anew_would_give(store: Store) -> None:
    """Reading anew may also leave a place out: the province, now that the village in it is known."""
    add(store, ZANBAQ)
    again(store)
    ((_, anew),) = parse_articles([ARTICLE], gazetteer=OwnPlaces(store).gazetteer())
    stored = {event.id: set(event.places) for event in events(store)}
    assert all(set(event.places) <= stored[event.id] for event in anew)


def test_a_second_time_changes_nothing_and_a_dry_run_never(store: Store) -> None:
    add(store, ZANBAQ)
    before = events(store)
    assert len(again(store, dry_run=True).moved) == 1
    assert events(store) == before
    assert len(again(store).moved) == 1
    assert again(store).moved == ()


def test_a_place_that_was_removed_loses_its_point(store: Store) -> None:
    old = place(store)
    add(store, ZANBAQ)
    again(store)
    OwnPlaces(store).remove("Qasr Zanbaq")
    again(store)
    assert place(store) == old


def test_what_a_person_has_corrected_stays(store: Store) -> None:
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("UPDATE places SET corrected = 1, latitude = 1.5, longitude = 2.5 WHERE name = 'Qasr Zanbaq'")
        connection.commit()
    add(store, ZANBAQ)
    done = again(store)
    assert (done.moved, done.corrected) == ((), 1)
    assert (place(store).latitude, place(store).longitude) == (1.5, 2.5)


def test_filters_and_views_see_the_new_country(store: Store) -> None:
    """Columns that follow from a place are written with it."""
    add(
        store,
        dataclasses.replace(ZANBAQ, name="Tikrit", country="IQ", latitude=34.0, longitude=43.0, admin1="Diyala", division="IQ.10"),
    )
    assert [(m.before.name, m.after.admin1) for m in again(store).moved] == [("Tikrit", "Diyala")]
    with closing(sqlite3.connect(store.path)) as connection:
        rows = connection.execute("SELECT admin1, admin1_words, latitude FROM places WHERE name = 'Tikrit'").fetchall()
    assert rows == [("Diyala", " diyala ", 34.0)]


def test_an_article_that_changed_meanwhile_is_left_alone(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, ZANBAQ)
    looked_up = store.article

    def changed_meanwhile(identity: str, *, text: bool = False):  # type: ignore[no-untyped-def]
        held = looked_up(identity, text=text)
        with closing(sqlite3.connect(store.path)) as connection:
            connection.execute("UPDATE articles SET version = version + 1")
            connection.commit()
        return held

    monkeypatch.setattr(store, "article", changed_meanwhile)
    before = events(store)
    assert again(store).missed
    assert events(store) == before


def test_places_that_another_parser_found_are_not_taken_away(store: Store) -> None:
    """Today's parser may see no place in a name; only where it found it itself does that tell of the gazetteer."""
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("UPDATE places SET name = 'Elsewhere' WHERE name = 'Tikrit'")
        connection.execute("UPDATE articles SET parser = 'rules 0'")
        connection.commit()
    assert again(store).moved == ()
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("UPDATE articles SET parser = ?", [PARSER])
        connection.commit()
    (moved,) = again(store).moved
    assert (moved.after.latitude, moved.after.precision, moved.after.country) == (None, "unknown", "IQ")


def test_nothing_changes_where_the_gazetteer_has_not(tmp_path: Path) -> None:
    """The samples, all of them: looking up again is what was done when they were read."""
    articles = [article for path in ARTICLES for article, _ in read(path)]
    with Store.open(tmp_path / "t.db") as store:
        for article, found in parse_articles(articles):
            store.save(article, found, parser=PARSER, ingested=NOW)
        ids = store.article_ids()
        assert sum(done.places for done in resolve(store, ids, Gazetteer.open())) > 50
        assert [moved for done in resolve(store, ids, Gazetteer.open()) for moved in done.moved] == []
