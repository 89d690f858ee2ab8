"""What was on record as of a day: versions, events and copies as they stood, the real file left as it is."""

from __future__ import annotations

import dataclasses
import hashlib
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.store.made import ARTICLE, EVENT, event, ids, killed
from tests.store.wire import MILL, variants
from tracker.errors import DatabaseError
from tracker.model import Article, Filter
from tracker.store import Store


def at(day: str) -> datetime:
    return datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)


def day(text: str) -> date:
    return date.fromisoformat(text)


def article(identity: str, published: str | None, *, title: str = "", source: str = "Valley Monitor") -> Article:
    when = day(published) if published else None
    return dataclasses.replace(ARTICLE, id=identity, published=when, title=title, source=source, url=f"https://{identity}.example/")


def save(store: Store, what: Article, when: str, *events: tuple[str, int], parser: str = "1") -> None:
    own = [dataclasses.replace(event(identity, counts=(killed(n, n),)), article=what.id) for identity, n in events]
    store.save(what, own, parser=parser, ingested=at(when))


@pytest.fixture(name="db")
def history(tmp_path: Path) -> Path:
    """Give a database that grew over a week.

    a: published on the 2nd, read on the 3rd, and as a second version on the 5th
    b: no day of publication, read on the 4th
    c: published on the 1st, read on the 6th
    """
    path = tmp_path / "history.db"
    with Store.open(path) as store:
        save(store, article("a", "2026-02-02"), "2026-02-03", ("a1", 4))
        save(store, article("b", None), "2026-02-04", ("b1", 1), ("b2", 2))
        save(store, article("a", "2026-02-02", title="Six dead"), "2026-02-05", ("a1", 6), ("a2", 1))
        save(store, article("c", "2026-02-01"), "2026-02-06", ("c1", 9))
    return path


@pytest.mark.parametrize(
    ("when", "published", "known"),
    [
        ("2026-01-31", [], []),
        ("2026-02-01", ["c1:9"], []),
        ("2026-02-02", ["a1:4", "c1:9"], []),
        ("2026-02-03", ["a1:4", "c1:9"], ["a1:4"]),
        ("2026-02-04", ["a1:4", "b1:1", "b2:2", "c1:9"], ["a1:4", "b1:1", "b2:2"]),
        ("2026-02-05", ["a1:6", "a2:1", "b1:1", "b2:2", "c1:9"], ["a1:6", "a2:1", "b1:1", "b2:2"]),
        ("2026-02-06", ["a1:6", "a2:1", "b1:1", "b2:2", "c1:9"], ["a1:6", "a2:1", "b1:1", "b2:2", "c1:9"]),
    ],
)
def test_events_are_those_of_the_versions_that_were_there(db: Path, when: str, published: list[str], known: list[str]) -> None:
    for by_reading, expected in ((False, published), (True, known)):
        with Store.open(db) as store, store.as_of(day(when), known=by_reading) as past:
            found = [f"{each.event.id}:{each.event.counts[0].low}" for each in past.events()]
            assert sorted(found) == expected
            assert past.stats().reports == len(expected)


def test_a_version_that_was_is_read_as_the_article(db: Path) -> None:
    with Store.open(db) as store, store.as_of(day("2026-02-04")) as past:
        assert [held.version for held in past.articles(Filter(sources=("a.example",)))] == [1]
        held = past.article("a", text=True)
        assert (held.article.title, held.article.text, held.ingested, held.versions) == ("", ARTICLE.text, at("2026-02-03"), 1)
        assert [each.current for each in past.versions("a")] == [True]
        with store.as_of(day("2026-02-05")) as later:
            assert [(each.version, each.current) for each in later.versions("a")] == [(1, False), (2, True)]
            assert later.version_events("a", 1) == store.version_events("a", 1)


def test_what_is_as_it_is_now_is_the_same_whichever_way_it_is_asked(db: Path) -> None:
    with Store.open(db) as store, store.as_of(day("2026-02-06"), known=True) as past:
        assert list(past.events()) == list(store.events())
        assert list(past.articles()) == list(store.articles())
        assert past.stats() == store.stats()
        assert past.search("mill") == store.search("mill")


def test_a_search_finds_what_was_there(db: Path) -> None:
    with Store.open(db) as store, store.as_of(day("2026-02-02")) as past:
        assert {found.article for found in past.search("mill")} == {"a", "c"}
        assert {found.article for found in past.search("mill")} == {"a", "c"}  # the second time, too


def test_the_real_file_is_neither_written_nor_need_it_be(db: Path) -> None:
    db.chmod(0o400)
    before = hashlib.sha256(db.read_bytes()).hexdigest()
    with Store.open(db) as store, store.as_of(day("2026-02-04")) as past:
        assert len(list(past.events())) == 4
        with pytest.raises(DatabaseError):
            past.save(ARTICLE, (), parser="1", ingested=at("2026-02-04"))
    assert hashlib.sha256(db.read_bytes()).hexdigest() == before
    assert sorted(path.name for path in db.parent.iterdir()) == [db.name]


def test_versions_without_their_events_are_named(db: Path) -> None:
    with closing(sqlite3.connect(db)) as plain:
        plain.execute("UPDATE article_versions SET events = NULL")
        plain.commit()
    with Store.open(db) as store, store.as_of(day("2026-02-04")) as past:
        assert (past.projected.silent, past.projected.otherwise) == (("a",), ())
        assert sorted(ids(past)) == ["b1", "b2", "c1"]
    with Store.open(db) as store, store.as_of(day("2026-02-05")) as past:
        assert past.projected.silent == ()


def test_versions_that_another_parser_read_are_named(db: Path) -> None:
    with Store.open(db) as store:
        held = store.article("a", text=True)
        store.reparsed(held, [dataclasses.replace(EVENT, id="a9", article="a")], parser="2", note=None)
        with store.as_of(day("2026-02-04")) as past:
            assert (past.projected.silent, past.projected.otherwise) == ((), ("a",))
        with store.as_of(day("2026-02-05")) as past:
            assert past.projected.otherwise == ()
            assert "a9" in ids(past)


def test_another_parser_does_not_move_the_day_on_which_an_article_was_read(db: Path) -> None:
    with Store.open(db) as store:
        save(store, article("b", None), "2026-02-09", ("b1", 1), parser="2")
        with store.as_of(day("2026-02-04"), known=True) as past:
            assert sorted(ids(past)) == ["a1", "b1"]


# --- copies -------------------------------------------------------------------------------------------------------------------


@pytest.fixture(name="wire")
def wire_story(tmp_path: Path) -> Path:
    """Give a database in which an agency's story of the 3rd is that of two others of the 1st and 2nd, or so it is found later."""
    prints = variants(MILL)
    path = tmp_path / "wire.db"
    with Store.open(path) as store:
        for published, read, name, text in (
            ("2026-02-03", "2026-02-03", "valley", prints["half"]),
            ("2026-02-02", "2026-02-05", "harbour", prints["boilerplate"]),
            ("2026-02-01", "2026-02-06", "agency", MILL),
        ):
            what = dataclasses.replace(article(name, published, source=name), text=text)
            store.save(what, (), parser="1", ingested=at(read))
    return path


@pytest.mark.parametrize(
    ("when", "known", "copies"),
    [
        ("2026-02-01", False, {"agency": None}),
        ("2026-02-02", False, {"agency": None, "harbour": "agency"}),
        ("2026-02-03", False, {"agency": None, "harbour": "agency", "valley": "agency"}),
        ("2026-02-04", True, {"valley": None}),
        ("2026-02-05", True, {"harbour": None, "valley": "harbour"}),
        ("2026-02-06", True, {"agency": None, "harbour": "agency", "valley": "agency"}),
    ],
)
def test_copies_are_of_originals_that_were_there(wire: Path, when: str, known: bool, copies: dict[str, str | None]) -> None:
    with Store.open(wire) as store, store.as_of(day(when), known=known) as past:
        assert {held.article.id: held.original for held in past.articles()} == copies


def test_a_version_that_was_no_copy_yet_stands_alone(wire: Path) -> None:
    with Store.open(wire) as store:
        other = dataclasses.replace(
            article("harbour", "2026-02-02", source="harbour"), text="Rain fell on the harbour all day. " * 20
        )
        store.save(other, (), parser="1", ingested=at("2026-02-08"))
        assert store.article("harbour").original is None
        with store.as_of(day("2026-02-07")) as past:
            assert past.article("harbour").original == "agency"
        with store.as_of(day("2026-02-08")) as past:
            assert past.article("harbour").original is None
