"""Earlier versions of articles with what they reported, and articles whose events a newer parser finds anew."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from tracker.errors import NotFound
from tracker.model import Event, Filter
from tracker.store.database import transaction
from tracker.store.filters import article_conditions
from tracker.store.read import read_events_of
from tracker.store.records import StoredArticle

if TYPE_CHECKING:
    from sqlite_utils import Database

Correction = tuple[str, str, str]  # an event's id, its place and its evidence, the latter two as JSON

_KEEP = """
INSERT INTO article_versions
    (article, version, title, text, published, published_basis, source, url, author, language, note, parser, ingested, events,
    page_starts)
SELECT serial, version, title, text, published, published_basis, source, url, author, language, note, parser, ingested, :events,
    page_starts
FROM articles WHERE serial = :serial
"""

_KEPT = """
SELECT v.events, v.version, a.version FROM articles AS a LEFT JOIN article_versions AS v ON v.article = a.serial AND v.version = ?
WHERE a.id = ?
"""


def keep_version(connection: sqlite3.Connection, serial: int) -> None:
    """Keep an article as it is, with its events, before another version takes its place."""
    (identity,) = connection.execute("SELECT id FROM articles WHERE serial = ?", [serial]).fetchone()
    events = [event.as_dict() for event in read_events_of(connection, identity)]
    connection.execute(_KEEP, {"serial": serial, "events": json.dumps(events, ensure_ascii=False)})


def read_version_events(connection: sqlite3.Connection, identity: str, version: int) -> tuple[Event, ...] | None:
    """Give the events of one version of an article; None where it was replaced before events were kept with versions."""
    row = connection.execute(_KEPT, [version, identity]).fetchone()
    if row is None or version not in row[1:]:
        raise NotFound(f"no version {version} of the article {identity!r} is kept: `tracker articles versions` shows them")
    kept, old, _ = row
    if old is None:
        return tuple(read_events_of(connection, identity))
    return None if kept is None else tuple(map(Event.from_dict, json.loads(kept)))


def find_articles(connection: sqlite3.Connection, where: Filter, other_than: str | None) -> list[str]:
    """Name the articles that meet a filter, by number; with `other_than`, those alone whose events are not of that parser."""
    condition, parameters = article_conditions(where)
    sql = " ".join(("SELECT a.id FROM articles AS a WHERE", condition, "AND a.parser IS NOT :other_than ORDER BY a.serial"))
    return [identity for (identity,) in connection.execute(sql, {**parameters, "other_than": other_than})]


_REPARSED = "UPDATE articles SET parser = :parser, note = :note WHERE id = :id AND version = :version RETURNING serial"

_CORRECTED = """
SELECT e.id, json_array(p.name_words, p.country, p.admin1, p.latitude, p.longitude, p.precision, p.radius_km,
        p.admin1_words),
    (SELECT json_group_array(text) FROM evidence WHERE event = e.serial)
FROM events AS e JOIN places AS p ON p.event = e.serial
WHERE e.article = ? AND p.corrected AND NOT EXISTS (SELECT 1 FROM parsed_events WHERE event = e.serial)
"""

# The same event by its id, or by a sentence that it was read from; a newer parser may count events otherwise.
_CORRECT = """
UPDATE places SET (country, admin1, latitude, longitude, precision, radius_km, admin1_words, corrected) =
    (SELECT :place ->> 1, :place ->> 2, :place ->> 3, :place ->> 4, :place ->> 5, :place ->> 6,
        :place ->> 7, 1)
WHERE name_words = :place ->> 0 AND event IN (
    SELECT serial FROM events AS e WHERE article = :article
    AND (id = :id OR EXISTS (SELECT 1 FROM evidence WHERE event = e.serial AND text IN (SELECT value FROM json_each(:evidence)))))
"""


def corrections(connection: sqlite3.Connection, serial: int) -> list[Correction]:
    """Give the places of an article's events that a person has corrected, but by decisions, which are put back as such."""
    return connection.execute(_CORRECTED, [serial]).fetchall()


def carry_corrections(connection: sqlite3.Connection, serial: int, corrected: Sequence[Correction]) -> None:
    """Correct the same places of an article's events, where they are named."""
    for identity, place, evidence in corrected:
        connection.execute(_CORRECT, {"id": identity, "place": place, "evidence": evidence, "article": serial})


@contextmanager
def corrections_kept(connection: sqlite3.Connection, serial: int) -> Iterator[None]:
    """Carry places that a person has corrected over to the events that take the place of an article's events in the block."""
    corrected = corrections(connection, serial)
    yield
    carry_corrections(connection, serial, corrected)


def reparsed(db: Database, held: StoredArticle, events: Sequence[Event], *, parser: str, note: str | None) -> bool:
    """Give a version of an article the events of another parser, in one transaction; False where the article has changed since."""
    from tracker.store.write import replace_events

    known = {"parser": parser, "note": note, "id": held.article.id, "version": held.version}
    with transaction(db.conn):
        found = db.execute(_REPARSED, known).fetchall()
        for (serial,) in found:
            replace_events(db, serial, events, parser)
        return bool(found)
