"""What a user names on the command line, read and parsed: shared by `tracker ingest` and `tracker parse`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sized
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli import options
from tracker.errors import UsageError
from tracker.model import Article, Outcome, Page, Skipped, StoredEvent

if TYPE_CHECKING:
    from tracker.article import Reading
    from tracker.fetch import FetchOptions, Manners
    from tracker.ingest import IngestOptions, Parser
    from tracker.store import Store

STANDARD_INPUT = "-"
PATHS_HELP = "HTML, text, Markdown, PDF, MHTML, mail, JSONL, JSON or WARC, ZIP or gzip of them; folders; or - for standard input."


def model_name() -> str | None:
    """Read from the environment which spaCy pipeline to use; null is the built-in one."""
    return os.environ.get("TRACKER_SPACY_MODEL") or None


def ingest_options(published: str | None, source: str | None, *, dry_run: bool = False) -> IngestOptions:
    """Make the library's options of the command line's."""
    from tracker.ingest import IngestOptions

    return IngestOptions(published=options.published_day(published), source=source, dry_run=dry_run)


def read_paths(paths: Iterable[str], wanted: IngestOptions, store: Store | None = None) -> Iterator[Reading]:
    """Read files and folders in the order that they were named, '-' being standard input.

    With a store, files that were read up to a point before are read from there.
    """
    from tracker.ingest import from_files, from_stream

    def read(path: str) -> Iterator[Reading]:
        if path == STANDARD_INPUT:
            return from_stream(sys.stdin.buffer, STANDARD_INPUT, wanted)
        return from_files([Path(path)], wanted, store)

    return chain.from_iterable(map(read, paths))


def read_urls(lines: Iterable[str]) -> Iterator[str]:
    """Give the URLs of a list; blank lines and lines that start with '#' are passed over."""
    stripped = (line.strip() for line in lines)
    return (line for line in stripped if line and not line.startswith("#"))


class Pages:
    """The pages that the user named: typed, or on lists. A list is read as it is fetched, unless its length matters."""

    def __init__(self, typed: Iterable[str], lists: Iterable[str], limits: FetchOptions, manners: Manners) -> None:
        """Open the lists. '-' among the typed ones is a list too."""
        named = list(typed)
        self._typed = [url.strip() for url in named if url != STANDARD_INPUT]
        self._limits, self._manners = limits, manners
        self.left_out = 0
        files = [_lines(path) for path in lists]
        self._listed: Iterable[str] = dict.fromkeys(chain.from_iterable(map(read_urls, files))) if files else ()
        if STANDARD_INPUT in named:
            self._listed = chain(self._listed, read_urls(sys.stdin))

    @property
    def total(self) -> int | None:
        """Say how many there are, None if that is not known before all are read."""
        return len(self._typed) + len(self._listed) if isinstance(self._listed, Sized) else None

    def leave_out(self, store: Store | None) -> None:
        """Leave out what has been read before, by its address."""
        from tracker.article.urls import canonical
        from tracker.store.feeds import Feeds

        self._listed = dict.fromkeys(self._listed)
        if store is None:
            return
        feeds, named = Feeds(store), len(self._typed) + len(self._listed)
        self._typed = [url for url in self._typed if not feeds.has_read(url, canonical(url) or url)]
        self._listed = dict.fromkeys(url for url in self._listed if not feeds.has_read(url, canonical(url) or url))
        self.left_out = named - len(self._typed) - len(self._listed)

    def readings(self, wanted: IngestOptions) -> Iterator[Reading]:
        """Fetch and read them, typed ones in their order, then those of lists as they come."""
        from tracker.fetch import Wanted, fetch_many
        from tracker.ingest import read_fetched

        listed = replace(self._limits, typed=False, robots=True)
        typed = fetch_many(map(Wanted, self._typed), self._limits, replace(self._manners, ordered=True))
        parts = [typed] if self._typed else []
        if not isinstance(self._listed, Sized) or self._listed:
            parts.append(fetch_many(map(Wanted, self._listed), listed, self._manners))
        for part in parts:
            with closing(part):
                for each, found in part:
                    yield read_fetched(each.url, _offered(found, self._limits), wanted)


def _offered(found: Page | Skipped, limits: FetchOptions) -> Page | Skipped:
    """Say what can be done about a page that is gone."""
    if isinstance(found, Page) or not found.gone or limits.archive:
        return found
    return replace(found, reason=f"{found.reason} (--archived reads the newest capture of a web archive)")


def _lines(path: str) -> Iterable[str]:
    """Read a list, '-' being standard input."""
    if path == STANDARD_INPUT:
        return sys.stdin
    try:
        return Path(path).read_text(encoding="utf-8-sig", errors="replace").splitlines()
    except OSError as error:
        raise UsageError(f"--from {path}: {(error.strerror or str(error)).lower()}") from None


def ingested(readings: Iterable[Reading], store: Store | None, wanted: IngestOptions) -> Iterator[Outcome]:
    """Parse and save what was read, with this process's clock and language model."""
    from tracker.ingest import ingest

    return ingest(readings, store, make_parser(store), wanted, now=now)


def make_parser(store: Store | None) -> Parser:
    """Make the parser that all commands read the articles of a store with: it knows the user's own places."""
    from tracker.extract import parse_articles
    from tracker.store.places import OwnPlaces

    gazetteer = OwnPlaces(store).gazetteer() if store is not None else None
    return partial(parse_articles, model=model_name(), gazetteer=gazetteer)


def now() -> datetime:
    """Read the clock."""
    return datetime.now(UTC)


class Heads:
    """Remember the articles that go by, so that their events can be shown with title and source though nothing is stored."""

    def __init__(self) -> None:
        """Begin with none."""
        self._articles: dict[str, Article] = {}

    def watch(self, readings: Iterable[Reading]) -> Iterator[Reading]:
        """Let readings through and keep their articles until their events come."""
        for reading in readings:
            if isinstance(reading.found, Article):
                self._articles[reading.found.id] = reading.found
            yield reading

    def dress(self, outcomes: Iterable[Outcome]) -> Iterator[StoredEvent]:
        """Give the events of outcomes as if they came from the store."""
        for outcome in outcomes:
            article = self._articles.pop(outcome.article or "", None) or Article("", "", outcome.title)
            for event in outcome.events:
                yield StoredEvent(event, article.title, article.source, article.url, article.published, 1, "")
