"""What people have yet to look at: events that nobody has reviewed, incidents of several sources, articles that changed since."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from datetime import datetime
from typing import TYPE_CHECKING, Literal, NamedTuple

from tracker.model import Filter, StoredEvent
from tracker.store.database import transaction, translated
from tracker.store.filters import article_conditions, event_conditions
from tracker.store.polls import stamp
from tracker.store.read import events_by_serial

if TYPE_CHECKING:
    from tracker.store.store import Store

# CROSS JOIN keeps the order: the index gives the events as they are asked about, so that the first come without sorting.
_JOINED = "FROM events AS e CROSS JOIN articles AS a ON a.serial = e.article WHERE e.review IS NULL AND"
_OPEN = f"SELECT e.id, e.confidence {_JOINED}"
_OPEN_ORDER = "AND (e.confidence, e.id) > (:confidence, :event) ORDER BY e.confidence, e.id LIMIT :limit"

# Incidents of several sources one of whose reports nobody has looked at.
_TOLD = """
SELECT i.id, i.confidence FROM incidents AS i
WHERE i.sources > 1 AND i.serial IN (
    SELECT e.incident FROM events AS e JOIN articles AS a ON a.serial = e.article WHERE e.review IS NULL AND %s)
ORDER BY i.confidence, i.id
"""

# The version that people looked at last is the newest that had been read by then. The first one stands for it where a new parser
# has read it again since.
_CHANGED = """
WITH looked AS MATERIALIZED (
    SELECT article, max(made) AS made FROM decisions AS d
    WHERE action <> 'undo' AND NOT EXISTS (SELECT 1 FROM decisions WHERE undoes = d.serial) GROUP BY article)
SELECT a.id, coalesce(
        (SELECT max(version) FROM article_versions WHERE article = a.serial AND ingested <= looked.made),
        (SELECT min(version) FROM article_versions WHERE article = a.serial)) AS old, a.version
FROM looked CROSS JOIN articles AS a ON a.id = looked.article
WHERE a.version > 1 AND a.ingested > looked.made AND old < a.version AND a.id = coalesce(:article, a.id) AND %s
ORDER BY a.ingested, a.serial
"""

_SETTLED = """
SELECT EXISTS (
    SELECT 1 FROM incidents AS i CROSS JOIN incidents AS j ON j.id = :other
    CROSS JOIN events AS x ON x.incident = i.serial CROSS JOIN events AS y ON y.incident = j.serial
    CROSS JOIN link_decisions AS d ON d.a = min(x.serial, y.serial) AND d.b = max(x.serial, y.serial)
    WHERE i.id = :one)
"""

_REVIEWED = """
SELECT a.id FROM articles AS a
WHERE EXISTS (
    SELECT 1 FROM events AS e
    WHERE e.article = a.serial AND (e.review IS NOT NULL OR e.serial IN (SELECT event FROM parsed_events)))
AND %s ORDER BY a.serial
"""

# What a person has corrected without saying that the rest is right is kept as the parser read it, too.
_OF_ARTICLE = """
SELECT e.serial, coalesce(e.review, (SELECT 'corrected' FROM parsed_events WHERE event = e.serial))
FROM events AS e JOIN articles AS a ON a.serial = e.article WHERE a.id = ? ORDER BY e.position
"""

_SKIP = """
INSERT INTO review_skips (item, person, made) VALUES (?, ?, ?) ON CONFLICT (item, person) DO UPDATE SET made = excluded.made
"""


Review = Literal["accepted", "rejected", "corrected"]


class Open(NamedTuple):
    """An event that nobody has looked at."""

    event: str
    confidence: float


class Changed(NamedTuple):
    """An article that has a newer version than the one that people looked at last."""

    article: str
    old: int
    new: int


class Reviews:
    """What has been reviewed in one store, and what not. Every method can raise DatabaseError."""

    def __init__(self, store: Store) -> None:
        """Take the store that holds it."""
        self._connection: sqlite3.Connection = store._connection
        self._path = store.path

    def count_open(self, where: Filter) -> int:
        """Say how many events that meet a filter nobody has looked at."""
        condition, parameters = event_conditions(where)
        with translated(self._path):
            found: int = self._connection.execute(f"SELECT count(*) {_JOINED} {condition}", parameters).fetchone()[0]
            return found

    def open_events(self, where: Filter, limit: int, *, after: Open | None = None) -> list[Open]:
        """Give events that nobody has looked at, the least sure first, from the one on that comes after another."""
        condition, parameters = event_conditions(where)
        event, confidence = after or Open("", -1.0)
        asked = {**parameters, "limit": limit, "confidence": confidence, "event": event}
        with translated(self._path):
            return [Open(*row) for row in self._connection.execute(f"{_OPEN} {condition} {_OPEN_ORDER}", asked)]

    def waiting(self, events: Collection[str]) -> set[str]:
        """Give those of some events that nobody has looked at."""
        sql = "SELECT id FROM events WHERE id IN (SELECT value FROM json_each(?)) AND review IS NULL"
        with translated(self._path):
            return {identity for (identity,) in self._connection.execute(sql, [json.dumps(list(events))])}

    def settled(self, one: str, other: str) -> bool:
        """Say whether people have decided of two incidents whether they are one."""
        with translated(self._path):
            return bool(self._connection.execute(_SETTLED, {"one": one, "other": other}).fetchone()[0])

    def several_told(self, where: Filter) -> list[tuple[str, float]]:
        """Name the incidents of several sources one of whose reports nobody has looked at, each with its confidence."""
        condition, parameters = event_conditions(where)
        with translated(self._path):
            return self._connection.execute(_TOLD % condition, parameters).fetchall()

    def changed(self, where: Filter, *, article: str | None = None) -> list[Changed]:
        """Name the articles (or this one, if it is such) that have a newer version than the one that people looked at last."""
        condition, parameters = article_conditions(where)
        with translated(self._path):
            return [Changed(*row) for row in self._connection.execute(_CHANGED % condition, {**parameters, "article": article})]

    def articles(self, where: Filter) -> list[str]:
        """Name the articles with events that people have reviewed, in the order in which they were read."""
        condition, parameters = article_conditions(where)
        with translated(self._path):
            return [identity for (identity,) in self._connection.execute(_REVIEWED % condition, parameters)]

    def events_of(self, article: str) -> list[tuple[StoredEvent, Review | None]]:
        """Give the events of an article in its order, rejected ones too, each with what people decided."""
        with translated(self._path):
            reviews = dict(self._connection.execute(_OF_ARTICLE, [article]).fetchall())
            found = events_by_serial(self._connection, list(reviews))
            return [(found[serial], review) for serial, review in reviews.items()]

    def skipped(self, person: str) -> list[str]:
        """Name what a person has skipped, the longest ago first."""
        with translated(self._path):
            sql = "SELECT item FROM review_skips WHERE person = ? ORDER BY made, item"
            return [item for (item,) in self._connection.execute(sql, [person])]

    def skip(self, item: str, person: str, *, when: datetime) -> None:
        """Keep that a person would rather come to this later."""
        with translated(self._path), transaction(self._connection):
            self._connection.execute(_SKIP, [item, person, stamp(when)])
