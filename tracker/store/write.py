"""Write an article with all its events, or nothing of it."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from tracker.model import Article, Event, OutcomeStatus, Page
from tracker.store import copies, linking
from tracker.store.database import transaction
from tracker.store.decisions import put_back, told_before
from tracker.store.folding import fold, fold_source, host
from tracker.store.polls import Poll, record_poll, stamp
from tracker.store.versions import corrections_kept, keep_version

if TYPE_CHECKING:
    from sqlite_utils import Database

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Batch:
    """What one source gave: an article, its events and its page, and by which parser and when it was read."""

    article: Article
    events: Sequence[Event]
    parser: str
    ingested: datetime
    page: Page | None = None
    note: str | None = None

    def __post_init__(self) -> None:
        """Hold what the tables take for granted."""
        if self.ingested.tzinfo is None:
            raise ValueError("ingested needs a time zone")
        if any(event.article != self.article.id for event in self.events):
            raise ValueError(f"an event is not of the article {self.article.id}")


_FIND = "SELECT serial, version, title, text, published, parser FROM articles WHERE id = ?"


def save(db: Database, batch: Batch) -> OutcomeStatus:
    """Store what is new or changed; keep an article's old version; replace its events.

    The article is the same where title, text and publication day are; a day that is not known any more is no change. The events
    are the same where the parser is, too.
    """
    with transaction(db.conn):
        old = db.execute(_FIND, [batch.article.id]).fetchone()
        if old is None:
            _insert(db, batch)
        elif _is_same(old, batch.article, batch.parser):
            return "unchanged"
        else:
            _update(db, batch, old)
        _, changed = copies.catch_up(db.conn)
        linking.refresh(db.conn, changed)
        linking.catch_up(db.conn, least=linking.BACKLOG)
        return "stored" if old is None else "updated"


def is_current(connection: sqlite3.Connection, article: Article, parser: str) -> bool:
    """Say whether an article stands in the store as it is, with this parser's events."""
    old = connection.execute(_FIND, [article.id]).fetchone()
    return old is not None and _is_same(old, article, parser)


def dated(connection: sqlite3.Connection, article: Article) -> Article:
    """Give an article without a day the one that is on record: a feed may have named it, or an earlier version."""
    if article.published is not None:
        return article
    found = connection.execute("SELECT published, published_basis FROM articles WHERE id = ?", [article.id]).fetchone()
    if found is None or found[0] is None:
        return article
    return replace(article, published=date.fromisoformat(found[0]), published_basis=found[1])


def _is_same(old: tuple[Any, ...], article: Article, parser: str) -> bool:
    _, _, title, text, published, by = old
    return (title, text, by) == (article.title, article.text, parser) and _day(article) in (None, published)


def _day(article: Article) -> str | None:
    return article.published.isoformat() if article.published else None


def _insert(db: Database, batch: Batch) -> None:
    serial = db.table("articles").insert({**_article_row(batch), "id": batch.article.id, "version": 1}).last_rowid
    assert serial is not None
    _insert_page(db, batch.page, serial, 1, batch.ingested)
    added = insert_events(db.conn, serial, batch.events, batch.parser)
    changed = copies.link(db.conn, serial, batch.article.text)  # first: what is a copy is no source of its own
    put_back(db.conn, serial, added)
    linking.link(db.conn, added, large_later=True)
    linking.refresh(db.conn, changed - {serial})


def _update(db: Database, batch: Batch, old: tuple[Any, ...]) -> None:
    serial, version, title, text, published, _ = old
    row = _article_row(batch)
    if (title, text, published) == (row["title"], row["text"], row["published"]):  # only the parser is another
        row = {name: row[name] for name in ("parser", "note")}  # it was read when it was
    else:
        keep_version(db.conn, serial)
        version += 1
        row["version"] = version
        _insert_page(db, batch.page, serial, version, batch.ingested)
    db.table("articles").update(serial, row)
    changed = copies.link(db.conn, serial, batch.article.text) if "text" in row else set()
    replace_events(db, serial, batch.events, batch.parser)
    linking.refresh(db.conn, changed - {serial})


def _article_row(batch: Batch) -> Row:
    article = batch.article
    return {
        "title": article.title,
        "text": article.text,
        "published": _day(article),
        "published_basis": article.published_basis,
        "source": article.source,
        "url": article.url,
        "author": article.author,
        "language": article.language,
        "page_starts": json.dumps(article.page_starts) if article.page_starts else None,
        "note": batch.note,
        "parser": batch.parser,
        "ingested": stamp(batch.ingested),
        "host": host(article.url) or None,
        "source_words": fold_source(article.source, article.url),
    }


def _insert_page(db: Database, page: Page | None, serial: int, version: int, when: datetime) -> None:
    if page is None:
        return
    row = {
        "article": serial,
        "version": version,
        "requested": page.requested,
        "url": page.url,
        "content_type": page.content_type,
        "charset": page.charset,
        "captured": stamp(page.captured) if page.captured else None,
        "archive": page.archive,
        "size": len(page.content),
        "content": zlib.compress(page.content),
    }
    db.table("pages").insert(row)
    if page.url is not None:
        # A page that a web archive had gave no answer of its own; 'tracker refresh' will ask it.
        poll = Poll(None) if page.archive else Poll(200, page.etag, page.last_modified)
        record_poll(db.conn, serial, poll, page.captured or when)


def replace_events(db: Database, serial: int, events: Sequence[Event], parser: str) -> None:
    """Give an article other events than it had, inside the caller's transaction."""
    left, before = linking.leave_of(db.conn, serial), told_before(db.conn, serial)
    with corrections_kept(db.conn, serial):
        db.execute("DELETE FROM events WHERE article = ?", [serial])
        added = insert_events(db.conn, serial, events, parser)
    put_back(db.conn, serial, added, before)
    linking.link(db.conn, added, left, large_later=True)


def insert_events(connection: sqlite3.Connection, serial: int, events: Sequence[Event], parser: str) -> Sequence[int]:
    """Write the events of an article, inside the caller's transaction; give their numbers. They are in no incident yet."""
    (first,) = connection.execute("SELECT coalesce(max(serial), 0) + 1 FROM events").fetchone()
    rows = [_event_row(event, position) for position, event in enumerate(events)]
    ours = {"article": serial, "parser": parser}
    connection.executemany(_INSERT_EVENT, [{"serial": first + row["position"], **row, **ours} for row in rows])
    for insert, rows_of in _PARTS:
        connection.executemany(insert, [{"event": first + at, **row} for at, event in enumerate(events) for row in rows_of(event)])
    return range(first, first + len(rows))


_INSERT_EVENT = """
INSERT INTO events (serial, id, article, position, kind, type, scope, status, date_start, date_end, date_precision, date_basis,
    date_text, confidence, parser)
VALUES (:serial, :id, :article, :position, :kind, :type, :scope, :status, :date_start, :date_end, :date_precision, :date_basis,
    :date_text, :confidence, :parser)
"""
_INSERT_PLACE = """
INSERT INTO places (event, position, name, text, country, admin1, latitude, longitude, precision, radius_km, name_words, repeated,
    admin1_words)
VALUES (:event, :position, :name, :text, :country, :admin1, :latitude, :longitude, :precision, :radius_km, :name_words, :repeated,
    :admin1_words)
"""
_INSERT_NAME = """
INSERT INTO names (event, role, position, name, name_words, repeated)
VALUES (:event, :role, :position, :name, :name_words, :repeated)
"""
_INSERT_COUNT = """
INSERT INTO counts (event, position, of, whole, low, high, group_name, text)
VALUES (:event, :position, :of, :whole, :low, :high, :group_name, :text)
"""
_INSERT_EVIDENCE = """
INSERT INTO evidence (event, position, text, char_start, char_end, page)
VALUES (:event, :position, :text, :char_start, :char_end, :page)
"""


_REWRITE = """
UPDATE events SET (type, scope, status, date_start, date_end, date_precision, date_basis, date_text) =
    (:type, :scope, :status, :date_start, :date_end, :date_precision, :date_basis, :date_text)
WHERE serial = :serial
"""
_CORRECTED = "UPDATE places SET corrected = 1 WHERE event = ?"


def rewrite_event(connection: sqlite3.Connection, serial: int, event: Event, *, places_by_hand: bool) -> None:
    """Give an event other fields, inside the caller's transaction; its id, article, evidence and parser stay.

    Places that were set by hand are marked, so that nothing looks them up again.
    """
    connection.execute(_REWRITE, {"serial": serial, **_event_row(event, 0)})
    for table, (insert, rows_of) in zip(("places", "names", "counts"), _PARTS, strict=False):
        connection.execute(f"DELETE FROM {table} WHERE event = ?", [serial])  # noqa: S608
        connection.executemany(insert, [{"event": serial, **row} for row in rows_of(event)])
    if places_by_hand:
        connection.execute(_CORRECTED, [serial])


def _event_row(event: Event, position: int) -> Row:
    when = event.date
    return {
        "id": event.id,
        "position": position,
        "kind": event.kind,
        "type": event.type,
        "scope": event.scope,
        "status": event.status,
        "date_start": when.start.isoformat() if when and when.start else None,
        "date_end": when.end.isoformat() if when else None,
        "date_precision": when.precision if when else None,
        "date_basis": when.basis if when else None,
        "date_text": when.text if when else None,
        "confidence": event.confidence,
    }


def _place_rows(event: Event) -> Iterator[Row]:
    seen: set[tuple[str, str | None]] = set()
    for position, place in enumerate(event.places):
        words = fold(place.name)
        yield {
            "position": position,
            "name": place.name,
            "text": place.text,
            "country": place.country,
            "admin1": place.admin1,
            "latitude": place.latitude,
            "longitude": place.longitude,
            "precision": place.precision,
            "radius_km": place.radius_km,
            "name_words": words,
            "repeated": int((words, place.country) in seen),
            "admin1_words": None if place.admin1 is None else fold(place.admin1),
        }
        seen.add((words, place.country))


def _name_rows(event: Event) -> Iterator[Row]:
    roles = {"actor": event.actors, "target": event.targets, "weapon": event.weapons, "claimed_by": event.claimed_by}
    for role, names in roles.items():
        seen: set[str] = set()
        for position, name in enumerate(names):
            words = fold(name)
            yield {"role": role, "position": position, "name": name, "name_words": words, "repeated": int(words in seen)}
            seen.add(words)


def _count_rows(event: Event) -> Iterator[Row]:
    seen: set[str] = set()
    for position, count in enumerate(event.counts):
        yield {
            "position": position,
            "of": count.of,
            "whole": int(count.of not in seen),  # the whole figure stands first, its parts after it
            "low": count.low,
            "high": count.high,
            "group_name": count.group,
            "text": count.text,
        }
        seen.add(count.of)


def _evidence_rows(event: Event) -> Iterator[Row]:
    for position, piece in enumerate(event.evidence):
        yield {
            "position": position,
            "text": piece.text,
            "char_start": piece.start,
            "char_end": piece.end,
            "page": piece.page,
        }


_PARTS: tuple[tuple[str, Callable[[Event], Iterator[Row]]], ...] = (
    (_INSERT_PLACE, _place_rows),
    (_INSERT_NAME, _name_rows),
    (_INSERT_COUNT, _count_rows),
    (_INSERT_EVIDENCE, _evidence_rows),
)


def prepare(connection: sqlite3.Connection) -> Database:
    """Wrap a connection for writing. sqlite-utils costs 0.1 s to import, so readers never come here."""
    from sqlite_utils import Database

    return Database(connection, execute_plugins=False)
