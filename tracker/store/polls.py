"""When the page of an article was asked for last, and what its server said."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from tracker.model import Filter
from tracker.store.database import transaction
from tracker.store.filters import article_conditions

GONE = (404, 410)


@dataclass(frozen=True, slots=True)
class Poll:
    """What a server said of a page: its status, null where there was no answer, and what it can be asked with again."""

    status: int | None
    etag: str | None = None
    last_modified: str | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """An article whose page may be asked for again at `url`.

    `gone` is true where the page was gone when it was asked for last, `found` where a feed named it, as far as feeds are kept.
    """

    article: str
    url: str
    etag: str | None
    last_modified: str | None
    gone: bool
    found: bool = False


_DUE = """
SELECT a.id, (SELECT url FROM pages WHERE article = a.serial AND url IS NOT NULL ORDER BY version DESC LIMIT 1) AS address,
    p.etag, p.last_modified, p.gone IS NOT NULL, EXISTS (
        SELECT 1 FROM pages WHERE article = a.serial AND requested IN (SELECT url FROM feed_entries))
FROM articles AS a LEFT JOIN polls AS p ON p.article = a.serial
WHERE address IS NOT NULL AND coalesce(a.published, substr(a.ingested, 1, 10)) BETWEEN coalesce(:from, '') AND coalesce(:to, '9999')
    AND"""


def find_due(connection: sqlite3.Connection, where: Filter, limit: int | None) -> list[Due]:
    """Name the articles that came from the web and meet a filter, those asked for longest ago first."""
    condition, parameters = article_conditions(replace(where, since=None, until=None))
    days = {
        "from": where.since.isoformat() if where.since else None,
        "to": where.until.isoformat() if where.until else None,
        "limit": -1 if limit is None else limit,
    }
    sql = " ".join((_DUE, condition, "ORDER BY p.checked IS NOT NULL, p.checked, a.serial LIMIT :limit"))
    rows = connection.execute(sql, {**parameters, **days})
    return [Due(article, url, etag, modified, bool(gone), bool(found)) for article, url, etag, modified, gone, found in rows]


# A page that has not changed, or gave no answer, is asked for with what was known. One that is gone stays so until it is back.
_RECORD = """
INSERT INTO polls (article, etag, last_modified, status, checked, gone)
VALUES (:article, :etag, :modified, :status, :checked, CASE WHEN :gone THEN :checked END)
ON CONFLICT (article) DO UPDATE SET
    etag = CASE WHEN :fresh THEN excluded.etag ELSE coalesce(excluded.etag, etag) END,
    last_modified = CASE WHEN :fresh THEN excluded.last_modified ELSE coalesce(excluded.last_modified, last_modified) END,
    status = excluded.status,
    checked = excluded.checked,
    gone = CASE WHEN :gone THEN coalesce(gone, excluded.gone) WHEN :there THEN NULL ELSE gone END
"""


def record_poll(connection: sqlite3.Connection, serial: int, poll: Poll, when: datetime) -> None:
    """Keep what the server said, inside the caller's transaction."""
    row = {
        "article": serial,
        "etag": poll.etag,
        "modified": poll.last_modified,
        "status": poll.status,
        "checked": stamp(when),
        "gone": poll.status in GONE,
        "fresh": poll.status == 200,
        "there": poll.status in (200, 304),
    }
    connection.execute(_RECORD, row)


def record_poll_of(connection: sqlite3.Connection, identity: str, poll: Poll, when: datetime) -> None:
    """Keep what the server said of an article's page; nothing where there is no such article."""
    with transaction(connection):
        for (serial,) in connection.execute("SELECT serial FROM articles WHERE id = ?", [identity]).fetchall():
            record_poll(connection, serial, poll, when)


def stamp(when: datetime) -> str:
    """Write a moment as the tables have it."""
    return when.astimezone(UTC).isoformat(timespec="seconds")
