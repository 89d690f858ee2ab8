"""The store: one object that the rest of the program talks to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tracker.errors import TrackerError
from tracker.incidents.nouns import DEFAULT_RULE, Comparison, Incident, Rule, Total
from tracker.model import Article, Event, Filter, Mark, OutcomeStatus, Page, StoredEvent
from tracker.store import incidents, marks, polls, read, tally, versions
from tracker.store import search as searching
from tracker.store.database import TIMEOUT, open_database, transaction, translated
from tracker.store.polls import Due, Poll
from tracker.store.records import ArticleVersion, Found, Group, Stats, StoredArticle

if TYPE_CHECKING:
    from sqlite_utils import Database

    from tracker.store.past import Past

_ALL = Filter()


class Store:
    """Articles and events in one SQLite file. Every method can raise DatabaseError; iterators as they are read."""

    def __init__(self, connection: sqlite3.Connection, path: Path) -> None:
        """Take over an open connection to a database of the current schema; `open` is the way to get one."""
        self._connection = connection
        self._written = False
        self.path = path

    @classmethod
    def open(cls, path: Path, *, create: bool = True, timeout: float = TIMEOUT) -> Self:
        """Open a database, made or migrated where need be. `timeout` is the seconds to wait for another process.

        Raise DatabaseError where there is none and none is to be made, NotADatabase, NewerSchema (both leave the file
        untouched), or DatabaseBusy where it is locked or would have to be written and can't be.
        """
        return cls(open_database(path, create=create, timeout=timeout), path)

    def close(self) -> None:
        """Close the file, once what was written is linked."""
        if self._written:
            from tracker.store.linking import BACKLOG

            self._written = False
            with suppress(TrackerError):  # else the next who writes does it
                self.link_waiting(BACKLOG)
        self._connection.close()

    def __enter__(self) -> Self:
        """Close the file at the end of the block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close the file."""
        self.close()

    @cached_property
    def _writer(self) -> Database:
        from tracker.store import write

        return write.prepare(self._connection)

    def save(
        self,
        article: Article,
        events: Sequence[Event],
        *,
        parser: str,
        ingested: datetime,
        page: Page | None = None,
        note: str | None = None,
    ) -> OutcomeStatus:
        """Write an article with all its events in one transaction: 'stored', 'unchanged' or 'updated'.

        The same text, title, publication day and parser again change nothing. A changed article keeps its old version. Its
        events are those that are given. `ingested` needs a time zone.
        """
        from tracker.store.write import Batch, save

        batch = Batch(article, events, parser, ingested, page, note)
        with translated(self.path):
            became = save(self._writer, batch)
        self._written = True
        return became

    def is_current(self, article: Article, *, parser: str) -> bool:
        """Say whether `save` would find this article unchanged, so that it need not be parsed for nothing."""
        from tracker.store.write import is_current

        with translated(self.path):
            return is_current(self._connection, article, parser)

    def dated(self, article: Article) -> Article:
        """Give an article that does not say when it was published the day that an earlier version of it had, if any."""
        from tracker.store.write import dated

        with translated(self.path):
            return dated(self._connection, article)

    def events(self, where: Filter = _ALL, *, limit: int | None = None, reverse: bool = False) -> Iterator[StoredEvent]:
        """Give events by date (start, else end), undated ones last; `reverse` gives the latest first, undated ones still last."""
        with translated(self.path):
            yield from read.read_events(self._connection, where, limit, reverse)

    def event(self, prefix: str) -> StoredEvent:
        """Give the event whose id starts with `prefix`, or raise NotFound or Ambiguous."""
        with translated(self.path):
            return read.read_event(self._connection, prefix)

    def incidents(
        self, where: Filter = _ALL, *, limit: int | None = None, reverse: bool = False, rule: Rule = DEFAULT_RULE
    ) -> Iterator[Incident]:
        """Give incidents and totals one of whose reports meets a filter, by date as `events` does; best figures are by `rule`."""
        with translated(self.path):
            yield from incidents.read_incidents(self._connection, where, limit, reverse, rule)

    def incident(self, prefix: str, *, rule: Rule = DEFAULT_RULE) -> Incident:
        """Give the incident one of whose events has an id that starts with `prefix`, or raise NotFound or Ambiguous."""
        with translated(self.path):
            return incidents.read_incident(self._connection, prefix, rule)

    def comparisons(self, prefix: str) -> list[tuple[StoredEvent, StoredEvent, Comparison]]:
        """Compare the reports of an incident (named as in `incident`) with each other, then with those that may be of it."""
        with translated(self.path):
            return incidents.compare_reports(self._connection, prefix)

    def suggestions(self, where: Filter = _ALL, *, limit: int | None = None) -> Iterator[tuple[Incident, Incident]]:
        """Give pairs of incidents that may be one, the likeliest first, of which nobody has said whether they are.

        One of the two meets the filter.
        """
        with translated(self.path):
            yield from incidents.read_suggestions(self._connection, where, limit)

    def totals(self, prefix: str | None = None, where: Filter = _ALL) -> Iterator[Total]:
        """Hold totals against the incidents on record: the one that `prefix` names as in `incident`, else all that meet a filter.

        They come by date. Raise NotFound where the id is that of no total.
        """
        with translated(self.path):
            yield from incidents.read_totals(self._connection, prefix, where)

    def articles(self, where: Filter = _ALL, *, limit: int | None = None, text: bool = False) -> Iterator[StoredArticle]:
        """Give articles by day of publication, those of unknown day last.

        `since` and `until` are met by the day of publication, `sources` by the publisher, the rest by one of the events.
        """
        with translated(self.path):
            yield from read.read_articles(self._connection, where, limit, text)

    def copies(self, where: Filter = _ALL, *, limit: int | None = None) -> Iterator[StoredArticle]:
        """Give the groups of copies one of which meets a filter as in `articles`: each original, then its copies."""
        with translated(self.path):
            yield from read.read_copies(self._connection, where, limit)

    def article_ids(self, where: Filter = _ALL, *, other_than: str | None = None) -> list[str]:
        """Name the articles that meet a filter as in `articles`; with `other_than`, those of other parsers alone."""
        with translated(self.path):
            return versions.find_articles(self._connection, where, other_than)

    def reparsed(self, held: StoredArticle, events: Sequence[Event], *, parser: str, note: str | None) -> bool:
        """Give an article the events of another parser in one transaction; False where it has changed since it was read."""
        with translated(self.path):
            return versions.reparsed(self._writer, held, events, parser=parser, note=note)

    def due(self, where: Filter = _ALL, *, limit: int | None = None) -> list[Due]:
        """Name the articles that came from the web, with what their server said last, those asked for longest ago first.

        `since` and `until` are met by the day of publication, by that of reading where it is not known.
        """
        with translated(self.path):
            return polls.find_due(self._connection, where, limit)

    def record_poll(self, article_id: str, poll: Poll, *, when: datetime) -> None:
        """Keep what the server said of an article's page."""
        with translated(self.path):
            polls.record_poll_of(self._connection, article_id, poll, when)

    def mark(self, file: str, *, options: str) -> Mark | None:
        """Say how far a file was read with these options; None where it never was."""
        with translated(self.path):
            return marks.read_mark(self._connection, file, options)

    def set_mark(self, mark: Mark, *, options: str) -> None:
        """Keep how far a file was read, once all before that is stored."""
        with translated(self.path):
            marks.set_mark(self._connection, mark, options)

    def unsketched(self) -> int:
        """Say how many articles were stored before copies were looked for, and have yet to be compared."""
        with translated(self.path):
            waiting: int = self._connection.execute("SELECT count(*) FROM unsketched").fetchone()[0]
            return waiting

    def unlinked(self) -> int:
        """Say how many events were stored before incidents were looked for, and have yet to be compared."""
        from tracker.store import linking

        with translated(self.path):
            return linking.count_waiting(self._connection)

    def catch_up(self) -> int:
        """Look for copies among some of the articles that were stored before that was done; give how many: 0 when all are done."""
        from tracker.store import copies, linking

        with translated(self.path), transaction(self._connection):
            articles, changed = copies.catch_up(self._connection)
            linking.refresh(self._connection, changed)
            return articles

    def link_waiting(self, most: int = 500) -> int:
        """Link some of the events that wait for it (see `unlinked`); give how many: 0 when all are done."""
        from tracker.store import linking

        with translated(self.path), transaction(self._connection):
            return linking.catch_up(self._connection, most)

    def relink(self) -> int:
        """Let all events wait to be linked anew, as when thresholds are others; give how many.

        `link_waiting` then does it, and each save a little. Until then the incidents stay as they are.
        """
        from tracker.store import linking

        with translated(self.path), transaction(self._connection):
            linking.forget(self._connection)
        return self.unlinked()

    def article(self, id: str, *, text: bool = False) -> StoredArticle:
        """Give the article of this id, or raise NotFound."""
        with translated(self.path):
            return read.read_article(self._connection, id, text)

    def versions(self, article_id: str) -> list[ArticleVersion]:
        """Give all versions of an article, oldest first."""
        with translated(self.path):
            return read.read_versions(self._connection, article_id)

    def version_events(self, article_id: str, version: int) -> tuple[Event, ...] | None:
        """Give what a version of an article reported, None where that was not kept yet; NotFound where there is no such version."""
        with translated(self.path):
            return versions.read_version_events(self._connection, article_id, version)

    def page(self, article_id: str, version: int | None = None) -> Page | None:
        """Give the page that an article was read from, None where none was kept."""
        with translated(self.path):
            return read.read_page(self._connection, article_id, version)

    def stats(self, where: Filter = _ALL) -> Stats:
        """Count and sum the incidents one of whose reports meets a filter, each once."""
        with translated(self.path):
            return tally.stats(self._connection, where)

    def stats_by(self, where: Filter, by: str) -> list[Group]:
        """Count and sum incidents as in `stats`, a group for each value of `by` (one of `GROUPINGS`).

        By month, week or day periods come in order, an incident stands in that of its first day (its last where the first is not
        known). By kind, type, country, admin1, place, actor, target or source the largest group comes first; places, actors and
        targets are those of the report that tells most. Raise UsageError for another `by`.
        """
        with translated(self.path):
            return tally.stats_by(self._connection, where, by)

    def as_of(self, day: date, *, known: bool = False) -> Past:
        """Give what was on record by the end of a day: of each article the version that was there, and what follows from it.

        An article's first version counts from its day of publication on, later ones from the day (UTC) on which they were read;
        with `known`, all of them from the latter. It is another store to be closed, for reading alone; this one stays as it is.
        """
        from tracker.store.past import Past

        return Past.made(self.path, day, known=known)

    def search(self, words: str, limit: int = 20) -> list[Found]:
        """Find passages of evidence and articles that hold all the words."""
        with translated(self.path):
            return searching.search(self._connection, words, limit)
