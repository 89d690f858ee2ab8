"""Incidents as of a day are those of a store in which nothing else was ever saved."""

from __future__ import annotations

import dataclasses
import random
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.store.made import event, killed
from tests.store.wire import BOAT, MILL, PRISON, variants
from tracker.learnt import compare
from tracker.model import Article, Event, EventDate, Place
from tracker.store import Store
from tracker.store.past import incidents_named

FIRST = date(2026, 2, 1)
TOWNS = tuple(Place(name, name, "SY", None, 34.0 + n, 38.0, "town", 5.0) for n, name in enumerate(("Vetrovo", "Kamen", "Lipa")))
TEXTS = tuple(text for story in (MILL, PRISON, BOAT) for text in (story, *variants(story).values()))


class Saved(NamedTuple):
    """One save: an article, its events, and the day on which it was read."""

    article: Article
    events: tuple[Event, ...]
    read: int


def history(seed: int) -> list[Saved]:
    """Make up thirty saves of twelve articles over ten days, in the order of reading; some print one wire story."""
    chance = random.Random(seed)
    published = [chance.choice((None, *range(10))) for _ in range(12)]
    saves = []
    for read in sorted(chance.randrange(10) for _ in range(30)):
        n = chance.randrange(12)
        day = published[n]
        when = None if day is None else FIRST + timedelta(days=day)
        article = Article(f"a{n:02}", chance.choice(TEXTS), f"Title {chance.randrange(3)}", when, source=f"s{n % 5}")
        saves.append(Saved(article, tuple(_events(chance, article.id)), read))
    return saves


def _events(chance: random.Random, article: str) -> Iterator[Event]:
    for n in range(chance.randrange(4)):
        day = FIRST + timedelta(days=chance.randrange(2))
        fields: dict[str, Any] = {
            "date": EventDate(day, day, "day", "text", "then"),
            "places": (chance.choice(TOWNS),),
            "actors": chance.choice(((), ("Northern Command",), ("Grey Band",))),
            "counts": (killed(low := chance.randrange(5), chance.choice((low, None))),),
        }
        yield dataclasses.replace(event(f"{article}{n}", **fields), article=article)


def save(store: Store, saved: Saved) -> None:
    store.save(saved.article, saved.events, parser="1", ingested=at(saved.read))


def at(day: int) -> datetime:
    return datetime(2026, 2, 1, 12, tzinfo=UTC) + timedelta(days=day)


def there(saves: Iterable[Saved], day: int, *, known: bool) -> list[Saved]:
    """Give the version of each article that was there, told by hand from the saves. Later versions differ in text or title."""
    chosen: dict[str, Saved] = {}
    versions: dict[str, int] = {}
    last: dict[str, tuple[object, ...]] = {}
    for saved in saves:
        identity, head = saved.article.id, (saved.article.text, saved.article.title)
        if last.get(identity) == head:
            continue  # the same article again, as the store sees it
        last[identity] = head
        versions[identity] = versions.get(identity, 0) + 1
        published = saved.article.published
        by_day = versions[identity] == 1 and published is not None and not known
        since = (published - FIRST).days if by_day and published else saved.read
        if since <= day:
            chosen[identity] = saved
    return list(chosen.values())


def incidents(store: Store) -> list[tuple[object, ...]]:
    """Give all that is told of incidents, by id."""
    found = store._connection.execute("""
        SELECT i.id, lead.id, i.kind, i.type, i.date_start, i.date_end, i.reports, i.sources, i.grade, i.first_published,
            (SELECT group_concat(id) FROM (SELECT id FROM events WHERE incident = i.serial ORDER BY id)),
            (SELECT json_group_array(json_array(of, low, best_low, best_high, high, claims))
                FROM (SELECT * FROM incident_counts WHERE incident = i.serial ORDER BY of))
        FROM incidents AS i JOIN events AS lead ON lead.serial = i.lead ORDER BY i.id
    """)
    return found.fetchall()


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("seed", range(6))
def test_they_are_those_of_a_store_that_holds_no_more(tmp_path: Path, seed: int, known: bool) -> None:
    saves = history(seed)
    with Store.open(tmp_path / "all.db") as store:
        for saved in saves:
            save(store, saved)
        for day in range(10):
            with store.as_of(FIRST + timedelta(days=day), known=known) as past, Store.open(tmp_path / f"{day}.db") as alone:
                for saved in there(saves, day, known=known):
                    save(alone, saved)
                assert incidents(past) == incidents(alone)
                assert {held.article.id: held.original for held in past.articles()} == {
                    held.article.id: held.original for held in alone.articles()
                }
                assert past._connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert len(incidents(store)) > 1


@pytest.mark.parametrize("known", [False, True])
@pytest.mark.parametrize("seed", range(4))
def test_what_differs_is_all_that_can_be_learnt(tmp_path: Path, seed: int, known: bool) -> None:
    """Comparing the incidents that are named as differing tells what comparing all of them does."""
    with Store.open(tmp_path / "all.db") as store:
        for saved in history(seed):
            save(store, saved)
        for day in range(0, 10, 3):
            with store.as_of(FIRST + timedelta(days=day), known=known) as past:
                then, now = past.differing()
                some = compare(incidents_named(past, then), incidents_named(store, now))
                assert some == compare(past.incidents(), store.incidents())
                assert then <= {incident.id for incident in past.incidents()}
        with store.as_of(FIRST + timedelta(days=20)) as past:
            assert past.differing() == (frozenset(), frozenset())
