"""What is saved comes back as it was, once, with its history."""

from __future__ import annotations

import dataclasses
import sqlite3
import tempfile
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.store.made import ARTICLE, NOW, TEXT, event, ids, killed, put
from tracker.errors import Ambiguous, NotFound
from tracker.model import COUNTS, TYPES, Article, Count, Event, EventDate, Evidence, Page, Place
from tracker.store import Store

# Any text that UTF-8 can hold: control characters, NUL, right-to-left marks, emoji.
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
numbers = st.integers(0, 2**62)
days = st.dates()
maybe = st.none()


@st.composite
def dates(draw: st.DrawFn) -> EventDate:
    start, end = sorted((draw(days), draw(days)))
    known = draw(st.booleans())
    precision = draw(st.sampled_from(["day", "range", "week", "month", "year", "by"]))
    return EventDate(start if known else None, end, precision, draw(st.sampled_from(["text", "passage"])), draw(maybe | words))  # type: ignore[arg-type]


@st.composite
def places(draw: st.DrawFn) -> Place:
    point = draw(maybe | st.tuples(st.floats(-90, 90), st.floats(-180, 180)))
    latitude, longitude = point or (None, None)
    return Place(
        draw(words),
        draw(words),
        draw(maybe | words),
        draw(maybe | words),
        latitude,
        longitude,
        "town",
        None if latitude is None else 8.5,
    )


@st.composite
def counts(draw: st.DrawFn) -> Count:
    low = draw(numbers)
    high = draw(maybe | st.integers(low, 2**63 - 1))
    return Count(draw(st.sampled_from(COUNTS)), low, high, draw(maybe | words), draw(words))


@st.composite
def events(draw: st.DrawFn, identity: str) -> Event:
    names = st.lists(words, max_size=3).map(tuple)
    start = draw(st.integers(0, 50))
    return Event(
        id=identity,
        article="a",
        kind=draw(st.sampled_from(["strike", "detention"])),
        type=draw(st.sampled_from(TYPES)),
        scope=draw(st.sampled_from(["incident", "aggregate"])),
        status=draw(st.sampled_from(["reported", "alleged", "denied"])),
        date=draw(maybe | dates()),
        places=tuple(draw(st.lists(places(), max_size=3))),
        actors=draw(names),
        targets=draw(names),
        weapons=draw(names),
        counts=tuple(draw(st.lists(counts(), max_size=4))),
        claimed_by=draw(names),
        confidence=draw(st.floats(0, 1)),
        evidence=(Evidence(draw(words), start, start + 5), Evidence(draw(words), start, start)),
    )


articles = st.builds(
    Article,
    id=st.just("a"),
    text=words,
    title=words,
    published=maybe | days,
    published_basis=st.sampled_from(["given", "metadata", "url", "dateline", "unknown"]),
    source=maybe | words,
    url=maybe | words,
    author=maybe | words,
    language=maybe | words,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(article=articles, found=st.tuples(events("one"), events("two"), events("three")))
def test_what_is_saved_comes_back_equal_and_once(article: Article, found: tuple[Event, ...]) -> None:
    with tempfile.TemporaryDirectory() as folder, Store.open(Path(folder, "t.db")) as store:
        assert store.save(article, found, parser="1", ingested=NOW) == "stored"
        first = _everything(store)
        assert store.save(article, found, parser="1", ingested=NOW + timedelta(days=1)) == "unchanged"
        assert _everything(store) == first
        assert store.article("a", text=True).article == article
        assert {each.event.id: each.event for each in store.events()} == {each.id: each for each in found}
        assert [store.event(each.id).event for each in found] == list(found)
        assert store.stats().events == 3


def _everything(store: Store) -> list[str]:
    with sqlite3.connect(store.path) as plain:
        rows = list(plain.iterdump())
    plain.close()
    return rows


def test_a_changed_article_keeps_its_old_version_and_replaces_its_events(store: Store) -> None:
    old_page, new_page = Page("r", "https://x.example", b"old" * 1000, "text/html", "utf-8"), Page("r", None, b"new")
    put(store, event("e1"), event("e2"), page=old_page)
    changed = dataclasses.replace(ARTICLE, text=TEXT + " More to come.", author="N. N.")
    assert put(store, event("e3"), article=changed, page=new_page) == "updated"

    assert ids(store) == ["e3"]
    assert store.event("e3").version == 2
    assert [(v.version, v.article, v.current) for v in store.versions("a")] == [(1, ARTICLE, False), (2, changed, True)]
    assert (store.page("a", 1), store.page("a"), store.page("a", 9)) == (old_page, new_page, None)
    stored = store.article("a")
    assert (stored.version, stored.versions, stored.events, stored.article.text) == (2, 2, 1, "")


@pytest.mark.parametrize(
    ("change", "parser", "outcome", "versions"),
    [
        ({}, "1", "unchanged", 1),
        ({}, "2", "updated", 1),  # another parser finds other events in the same article
        ({"title": "Another title"}, "1", "updated", 2),
        ({"published": date(2026, 2, 16)}, "1", "updated", 2),
        ({"published": None}, "1", "unchanged", 1),  # a day that is not told any more is no news
        ({"author": "N. N.", "source": "Elsewhere"}, "1", "unchanged", 1),  # so is what no event depends on
    ],
)
def test_what_counts_as_a_change(store: Store, change: dict[str, object], parser: str, outcome: str, versions: int) -> None:
    put(store, event("e1"))
    assert put(store, event("e1"), article=dataclasses.replace(ARTICLE, **change), parser=parser) == outcome  # type: ignore[arg-type]
    assert len(store.versions("a")) == versions
    assert store.event("e1").parser == store.article("a").parser == parser


def test_a_publication_day_that_becomes_known_is_a_change(store: Store) -> None:
    put(store, article=dataclasses.replace(ARTICLE, published=None, published_basis="unknown"))
    assert put(store, event("e1")) == "updated"
    assert store.event("e1").published == ARTICLE.published


def test_an_article_that_cannot_be_written_whole_is_not_written_at_all(store: Store) -> None:
    put(store, event("e1"))
    other = dataclasses.replace(ARTICLE, id="b")
    with pytest.raises(sqlite3.IntegrityError):  # two articles can't share an event
        put(store, event("e2"), event("e1"), article=other)
    assert ids(store) == ["e1"]
    assert [each.article.id for each in store.articles()] == ["a"]
    assert put(store, event("e2"), article=other) == "stored"


@pytest.mark.parametrize(
    "bad",
    [
        event("e", counts=(killed(5, 4),)),
        event("e", confidence=1.5),
        event("e", date=EventDate(date(2026, 2, 2), date(2026, 2, 1), "range", "text")),
        event("e", places=(Place("X", "X", latitude=1.0),)),
    ],
)
def test_the_tables_refuse_what_no_event_can_be(store: Store, bad: Event) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        put(store, bad)
    assert list(store.articles()) == []


def test_an_event_of_another_article_is_a_mistake(store: Store) -> None:
    with pytest.raises(ValueError, match="not of the article"):
        store.save(ARTICLE, [event("e1", article="b")], parser="1", ingested=NOW)


def test_the_time_of_reading_is_kept_in_utc(store: Store) -> None:
    there = datetime(2026, 3, 1, 15, 30, tzinfo=timezone(timedelta(hours=3)))
    store.save(ARTICLE, [], parser="1", ingested=there, note="language is fr: kept, not parsed")
    assert store.article("a").ingested == there
    assert store.article("a").ingested.utcoffset() == timedelta(0)
    assert store.article("a").note == "language is fr: kept, not parsed"
    with pytest.raises(ValueError, match="time zone"):
        store.save(ARTICLE, [], parser="1", ingested=datetime(2026, 3, 1))


def test_an_event_is_found_by_an_unambiguous_prefix(store: Store) -> None:
    put(store, *(event(each) for each in ("5f0c", "5f1a", "5f", "7a", "80", "81", "82", "83", "84", "85")))
    assert store.event(" 7 ").event.id == "7a"
    assert store.event("5F0").event.id == "5f0c"
    assert store.event("5f").event.id == "5f"  # an exact id wins
    with pytest.raises(Ambiguous, match=r"5f, 5f0c, 5f1a: give more"):
        store.event("5")
    with pytest.raises(Ambiguous, match=r"80, 81, 82, 83, 84, \.\.\."):
        store.event("8")
    for unknown in ("zz", "", "%", "_", "7a0"):
        with pytest.raises(NotFound, match="no event has the id") as caught:
            store.event(unknown)
        assert not isinstance(caught.value, Ambiguous)


def test_unknown_articles(store: Store) -> None:
    with pytest.raises(NotFound, match="'nowhere'"):
        store.article("nowhere")
    assert store.versions("nowhere") == []
    assert store.page("nowhere") is None


def test_the_full_text_index_follows_every_change(store: Store) -> None:
    put(store, event("e1", evidence=(Evidence("Jets struck the mill", 0, 20),)))
    assert [(found.article, found.event) for found in store.search("MILLS jet")] == [("a", "e1"), ("a", None)]
    shelled = dataclasses.replace(ARTICLE, text="Tanks shelled it")
    put(store, event("e2", evidence=(Evidence("Tanks shelled it", 0, 16),)), article=shelled)
    assert store.search("jets mill") == []
    assert [(found.article, found.event) for found in store.search("tank shell")] == [("a", "e2"), ("a", None)]
    with sqlite3.connect(store.path) as plain:
        for table in ("articles_fts", "evidence_fts"):  # raises where the index does not fit its table
            plain.execute(f"INSERT INTO {table}({table}, rank) VALUES ('integrity-check', 1)")
    plain.close()


HOSTILE = ['"', "NOT", "mill*", "text: mill", "mill AND (", "mill NEAR/2", "\0mill", "''", "-mill", "^mill"]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_no_word_is_an_operator_of_the_search_language(store: Store, hostile: str) -> None:
    put(store, event("e1"))
    assert isinstance(store.search(hostile), list)


def test_search_says_where_and_stops_at_its_limit(store: Store) -> None:
    put(store, event("e1"), event("e2"))
    assert len(store.search("mill", limit=2)) == 2
    assert store.search("   ") == []
    assert store.search("vetrovo")[0].title == ARTICLE.title
