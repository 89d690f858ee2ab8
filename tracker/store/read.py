"""Read events and articles: rows come in, frozen nouns go out."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from tracker.errors import Ambiguous, NotFound
from tracker.model import Article, Count, Event, EventDate, Evidence, Filter, Page, Place, StoredEvent
from tracker.store.filters import article_conditions, event_conditions
from tracker.store.records import ArticleVersion, StoredArticle

Row = tuple[Any, ...]
BATCH = 500  # events whose places, names, counts and evidence are fetched at a time
SHOWN = 5  # ids named where a prefix fits several

_EVENT = """
SELECT e.serial, e.id, a.id, e.kind, e.type, e.scope, e.status,
    e.date_start, e.date_end, e.date_precision, e.date_basis, e.date_text,
    e.confidence, a.title, a.source, a.url, a.published, a.version, e.parser,
    o.id
FROM events AS e JOIN articles AS a ON a.serial = e.article
LEFT JOIN copies AS c ON c.article = e.article LEFT JOIN articles AS o ON o.serial = c.original
WHERE"""

# Both are the order of an index, so that the first lines come without sorting. Undated events stand last in both.
_FORWARD = "ORDER BY e.undated, e.sort_day, e.date_end, e.article, e.position LIMIT :limit"
_REVERSE = "ORDER BY e.undated, e.sort_day DESC, e.date_end DESC, e.article DESC, e.position DESC LIMIT :limit"

_PARTS = {
    "places": """
        SELECT event, name, text, country, admin1, latitude, longitude, precision, radius_km
        FROM places WHERE event IN (SELECT value FROM json_each(?)) ORDER BY event, position""",
    "names": """
        SELECT event, role, name
        FROM names WHERE event IN (SELECT value FROM json_each(?)) ORDER BY event, role, position""",
    "counts": """
        SELECT event, of, low, high, group_name, text
        FROM counts WHERE event IN (SELECT value FROM json_each(?)) ORDER BY event, position""",
    "evidence": """
        SELECT event, text, char_start, char_end, page
        FROM evidence WHERE event IN (SELECT value FROM json_each(?)) ORDER BY event, position""",
}


def read_events(connection: sqlite3.Connection, where: Filter, limit: int | None, reverse: bool) -> Iterator[StoredEvent]:
    """Give the events that meet a filter, by date (start, else end), undated ones last; the same order every time."""
    condition, parameters = event_conditions(where)
    sql = " ".join((_EVENT, condition, _REVERSE if reverse else _FORWARD))
    cursor = connection.execute(sql, {**parameters, "limit": -1 if limit is None else limit})
    while rows := cursor.fetchmany(BATCH):
        yield from _assemble(connection, rows)


def read_event(connection: sqlite3.Connection, prefix: str) -> StoredEvent:
    """Give the one event whose id is or starts with `prefix`."""
    wanted = prefix.strip().lower()
    found = connection.execute(" ".join((_EVENT, "e.id = ?")), [wanted]).fetchall()
    if not found and wanted:
        # A range of ids, not LIKE: '%' in a prefix means itself, and the primary key finds it.
        sql = " ".join((_EVENT, "e.id >= :prefix AND e.id < :prefix || char(0x10FFFF) ORDER BY e.id LIMIT :limit"))
        found = connection.execute(sql, {"prefix": wanted, "limit": SHOWN + 1}).fetchall()
    if not found:
        raise NotFound(f"no event has the id {prefix!r}: `tracker timeline` shows the ids")
    if len(found) > 1:
        ids = ", ".join(row[1] for row in found[:SHOWN]) + (", ..." if len(found) > SHOWN else "")
        raise Ambiguous(f"{prefix!r} fits more than one event: {ids}: give more of the id")
    return next(_assemble(connection, found))


def read_events_of(connection: sqlite3.Connection, article: str) -> Iterator[Event]:
    """Give the events of one article, in its order."""
    rows = connection.execute(" ".join((_EVENT, "a.id = ? ORDER BY e.position")), [article]).fetchall()
    return (stored.event for stored in _assemble(connection, rows))


def events_by_serial(connection: sqlite3.Connection, serials: Sequence[int]) -> dict[int, StoredEvent]:
    """Give the events of these numbers."""
    asked = json.dumps(serials)
    rows = connection.execute(" ".join((_EVENT, "e.serial IN (SELECT value FROM json_each(?))")), [asked]).fetchall()
    return dict(zip((row[0] for row in rows), _assemble(connection, rows), strict=True))


def _assemble(connection: sqlite3.Connection, rows: Sequence[Row]) -> Iterator[StoredEvent]:
    ids = json.dumps([row[0] for row in rows])
    parts = {name: _by_event(connection.execute(sql, [ids])) for name, sql in _PARTS.items()}
    for row in rows:
        yield _stored_event(row, {name: of_event.get(row[0], []) for name, of_event in parts.items()})


def _by_event(rows: sqlite3.Cursor) -> dict[int, list[Row]]:
    return {event: [row[1:] for row in group] for event, group in groupby(rows, key=lambda row: row[0])}


def _stored_event(row: Row, parts: dict[str, list[Row]]) -> StoredEvent:
    _, identity, article, kind, type_, scope, status, start, end, precision, basis, words, confidence, *head = row
    title, source, url, published, version, parser, original = head
    names: dict[str, list[str]] = {"actor": [], "target": [], "weapon": [], "claimed_by": []}
    for role, name in parts["names"]:
        names[role].append(name)
    event = Event(
        id=identity,
        article=article,
        kind=kind,
        type=type_,
        scope=scope,
        status=status,
        date=end and EventDate(_day(start), date.fromisoformat(end), precision, basis, words),
        places=tuple(Place(*place) for place in parts["places"]),
        actors=tuple(names["actor"]),
        targets=tuple(names["target"]),
        weapons=tuple(names["weapon"]),
        counts=tuple(Count(*count) for count in parts["counts"]),
        claimed_by=tuple(names["claimed_by"]),
        confidence=confidence,
        evidence=tuple(Evidence(*piece) for piece in parts["evidence"]),
    )
    return StoredEvent(event, title, source, url, _day(published), version, parser, original)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


_ARTICLE = """
SELECT a.id, CASE WHEN :text THEN a.text ELSE '' END, a.title, a.published, a.published_basis, a.source, a.url, a.author,
    a.language, a.page_starts, a.version, 1 + (SELECT count(*) FROM article_versions WHERE article = a.serial), a.ingested,
    a.parser, (SELECT count(*) FROM events WHERE article = a.serial AND review IS NOT 'rejected'), a.note,
    o.id, c.similarity,
    (SELECT count(*) FROM copies WHERE original = a.serial),
    (SELECT gone FROM polls WHERE article = a.serial)
FROM articles AS a LEFT JOIN copies AS c ON c.article = a.serial LEFT JOIN articles AS o ON o.serial = c.original
WHERE"""

# Whole groups, one of whose articles meets the condition: the original, then its copies.
_GROUPED = """
a.serial IN (SELECT article FROM copies UNION SELECT original FROM copies)
AND coalesce((SELECT original FROM copies WHERE article = a.serial), a.serial) IN (
    SELECT coalesce((SELECT original FROM copies WHERE article = a.serial), a.serial) FROM articles AS a WHERE @)
ORDER BY (SELECT published FROM articles WHERE serial = coalesce((SELECT original FROM copies WHERE article = a.serial), a.serial)),
    coalesce((SELECT original FROM copies WHERE article = a.serial), a.serial),
    a.serial IN (SELECT article FROM copies), a.published IS NULL, a.published, a.serial
LIMIT :limit
"""


def read_articles(connection: sqlite3.Connection, where: Filter, limit: int | None, text: bool) -> Iterator[StoredArticle]:
    """Give the articles that meet a filter, by day of publication, those of unknown day last."""
    condition, parameters = article_conditions(where)
    sql = " ".join((_ARTICLE, condition, "ORDER BY a.published IS NULL, a.published, a.serial LIMIT :limit"))
    rows = connection.execute(sql, {**parameters, "text": text, "limit": -1 if limit is None else limit})
    return map(_stored_article, rows)


def read_copies(connection: sqlite3.Connection, where: Filter, limit: int | None) -> Iterator[StoredArticle]:
    """Give the groups of copies one of which meets a filter: each original, then its copies."""
    condition, parameters = article_conditions(where)
    sql = " ".join((_ARTICLE, _GROUPED.replace("@", condition)))
    rows = connection.execute(sql, {**parameters, "text": False, "limit": -1 if limit is None else limit})
    return map(_stored_article, rows)


def read_article(connection: sqlite3.Connection, identity: str, text: bool) -> StoredArticle:
    """Give the article of this id."""
    row = connection.execute(" ".join((_ARTICLE, "a.id = :id")), {"id": identity, "text": text}).fetchone()
    if row is None:
        raise NotFound(f"no article has the id {identity!r}: `tracker articles` shows the ids")
    return _stored_article(row)


def _stored_article(row: Row) -> StoredArticle:
    version, versions, ingested, parser, events, note, original, similarity, copies, gone = row[10:]
    return StoredArticle(
        _article(row[:10]),
        version,
        versions,
        datetime.fromisoformat(ingested),
        parser,
        events,
        note,
        original,
        similarity,
        copies,
        datetime.fromisoformat(gone) if gone else None,
    )


def _article(row: Row) -> Article:
    identity, text, title, published, basis, source, url, author, language, starts = row
    page_starts = tuple(json.loads(starts)) if starts else ()
    return Article(identity, text, title, _day(published), basis, source, url, author, language, page_starts)


_VERSIONS = """
SELECT a.id, v.text, v.title, v.published, v.published_basis, v.source, v.url, v.author, v.language,
    v.page_starts, v.version, v.ingested, v.parser, json_array_length(v.events), 0
FROM article_versions AS v JOIN articles AS a ON a.serial = v.article WHERE a.id = :id
UNION ALL
SELECT id, text, title, published, published_basis, source, url, author, language, page_starts, version, ingested, parser,
    (SELECT count(*) FROM events WHERE article = articles.serial), 1
FROM articles WHERE id = :id
ORDER BY 11
"""


def read_versions(connection: sqlite3.Connection, identity: str) -> list[ArticleVersion]:
    """Give all versions of an article, oldest first; none where there is no such article."""
    rows = connection.execute(_VERSIONS, {"id": identity})
    return [
        ArticleVersion(_article(row[:10]), version, datetime.fromisoformat(ingested), parser, bool(current), events)
        for *row, version, ingested, parser, events, current in rows
    ]


_PAGE = """
SELECT p.requested, p.url, p.content, p.content_type, p.charset, p.captured, p.archive
FROM pages AS p JOIN articles AS a ON a.serial = p.article
WHERE a.id = :id AND p.version = coalesce(:version, a.version)
"""


def read_page(connection: sqlite3.Connection, identity: str, version: int | None) -> Page | None:
    """Give the page that a version of an article was read from, by default the current one; None where none was kept."""
    row = connection.execute(_PAGE, {"id": identity, "version": version}).fetchone()
    if row is None:
        return None
    requested, url, content, content_type, charset, captured, archive = row
    when = datetime.fromisoformat(captured) if captured else None
    return Page(requested, url, zlib.decompress(content), content_type, charset, captured=when, archive=archive)
