"""The feeds that are followed, and what became of what they named."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from tracker.errors import NotFound, UsageError
from tracker.store.database import transaction, translated
from tracker.store.polls import stamp

if TYPE_CHECKING:
    from tracker.store.store import Store

MAX_TRIES = 5  # runs in which a page that gives no answer is asked for


@dataclass(frozen=True, slots=True)
class Followed:
    """A feed that is followed: what its server said last, and how many entries it has named, of which some may wait."""

    name: str
    url: str
    title: str
    added: str
    etag: str | None
    last_modified: str | None
    checked: str | None
    failure: str | None
    entries: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Named:
    """What a feed named: an address, its title, and the day of publication that the feed says, null if none."""

    url: str
    title: str
    published: date | None


_FOLLOWED = """
SELECT name, url, title, added, etag, last_modified, checked, failure,
    (SELECT count(*) FROM feed_entries WHERE feed = serial),
    (SELECT count(*) FROM feed_entries WHERE feed = serial AND outcome IS NULL)
FROM feeds ORDER BY name
"""
_READ = """
SELECT EXISTS (SELECT 1 FROM pages WHERE requested = :url) OR EXISTS (SELECT 1 FROM articles WHERE id = :url)
"""
_POLLED = "UPDATE feeds SET etag = ?, last_modified = ?, checked = ?, failure = NULL WHERE name = ? RETURNING serial"
_NAMED = """
INSERT INTO feed_entries (feed, url, title, published, seen, outcome) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING
"""
_WAITING = """
SELECT e.url, min(e.title), min(e.published) AS day
FROM feed_entries AS e JOIN feeds AS f ON f.serial = e.feed
WHERE e.outcome IS NULL AND f.name = :name AND (:since IS NULL OR e.published IS NULL OR e.published >= :since)
GROUP BY e.url ORDER BY day IS NULL, day, e.url
"""
_DONE = """
UPDATE feed_entries
SET tries = tries + 1, reason = :reason, outcome = CASE WHEN :final OR tries + 1 >= :most THEN :outcome END
WHERE url = :url AND outcome IS NULL
"""


class Feeds:
    """The feeds of one store. Every method can raise DatabaseError."""

    def __init__(self, store: Store) -> None:
        """Take the store that holds them."""
        self._connection: sqlite3.Connection = store._connection
        self._path = store.path

    def add(self, name: str, url: str, title: str, *, when: datetime) -> None:
        """Follow a feed; UsageError where its name or its address is taken."""
        with translated(self._path), transaction(self._connection):
            taken = self._connection.execute("SELECT name, url FROM feeds WHERE name = ? OR url = ?", [name, url]).fetchone()
            if taken and taken[1] == url:
                raise UsageError(f"this feed is followed already, as {taken[0]!r}: {url}")
            if taken:
                raise UsageError(f"there is a feed {name!r} already: {taken[1]}; give this one another name with --name")
            row = (name, url, title, stamp(when))
            self._connection.execute("INSERT INTO feeds (name, url, title, added) VALUES (?, ?, ?, ?)", row)

    def remove(self, name: str) -> Followed:
        """Follow a feed no more: by its name or address. Its articles stay."""
        (found,) = self.chosen([name])
        with translated(self._path), transaction(self._connection):
            self._connection.execute("DELETE FROM feeds WHERE name = ?", [found.name])
        return found

    def followed(self) -> list[Followed]:
        """Give all feeds by name."""
        with translated(self._path):
            return [Followed(*row) for row in self._connection.execute(_FOLLOWED)]

    def chosen(self, names: Sequence[str]) -> list[Followed]:
        """Give the feeds of these names or addresses, all if there are none; NotFound where one is not followed."""
        feeds = self.followed()
        if not names:
            return feeds
        by_name = {feed.url: feed for feed in feeds} | {feed.name: feed for feed in feeds}
        for name in names:
            if name not in by_name:
                raise NotFound(f"no feed {name!r}: 'tracker feeds list' names them")
        return list(dict.fromkeys(by_name[name] for name in names))

    def polled(
        self, name: str, named: Iterable[Named], *, etag: str | None, last_modified: str | None, when: datetime
    ) -> tuple[int, int]:
        """Keep what a feed said, with its new entries, in one transaction; give how many are new, and how many of them wait.

        Those whose page has been read before are known, and need not wait.
        """
        new = waiting = 0
        with translated(self._path), transaction(self._connection):
            found = self._connection.execute(_POLLED, [etag, last_modified, stamp(when), name]).fetchone()
            for each in named if found else ():
                (read,) = self._connection.execute(_READ, {"url": each.url}).fetchone()
                day = each.published.isoformat() if each.published else None
                row = (found[0], each.url, each.title, day, stamp(when), "known" if read else None)
                if self._connection.execute(_NAMED, row).rowcount:
                    new += 1
                    waiting += not read
        return new, waiting

    def unchanged(self, name: str, *, when: datetime) -> None:
        """Keep that a feed has nothing new."""
        with translated(self._path), transaction(self._connection):
            self._connection.execute("UPDATE feeds SET checked = ?, failure = NULL WHERE name = ?", [stamp(when), name])

    def failed(self, name: str, reason: str, *, when: datetime) -> None:
        """Keep why a feed could not be read."""
        with translated(self._path), transaction(self._connection):
            self._connection.execute("UPDATE feeds SET checked = ?, failure = ? WHERE name = ?", [stamp(when), reason, name])

    def waiting(self, names: Iterable[str], since: date | None = None) -> list[Named]:
        """Give what feeds named and nobody has read, oldest first; with `since`, what is not known to be of an earlier day."""
        found: dict[str, Named] = {}
        day = since.isoformat() if since else None
        with translated(self._path):
            for name in names:
                for url, title, published in self._connection.execute(_WAITING, {"name": name, "since": day}):
                    found.setdefault(url, Named(url, title, date.fromisoformat(published) if published else None))
        return sorted(found.values(), key=lambda each: each.published or date.max)

    def done(self, url: str, outcome: str, reason: str | None = None, *, final: bool = True) -> None:
        """Keep what became of an address. What is not `final` is tried again in the next runs, up to MAX_TRIES."""
        row = {"url": url, "outcome": outcome, "reason": reason, "final": final, "most": MAX_TRIES}
        with translated(self._path), transaction(self._connection):
            self._connection.execute(_DONE, row)

    def has_read(self, *urls: str) -> bool:
        """Say whether the page of one of these addresses has been read."""
        with translated(self._path):
            return any(self._connection.execute(_READ, {"url": url}).fetchone()[0] for url in urls)
