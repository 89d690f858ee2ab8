"""What a user names on the command line, read and parsed: shared by `tracker ingest` and `tracker parse`."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.cli import options
from tracker.model import Article, Outcome, StoredEvent

if TYPE_CHECKING:
    from tracker.article import Reading
    from tracker.ingest import IngestOptions, Parser
    from tracker.store import Store

STANDARD_INPUT = "-"
PATHS_HELP = (
    "HTML, text, Markdown, PDF, MHTML, mail, JSONL, JSON or WARC, ZIP or gzip of them; folders; or - for standard input."
)


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


def read_urls(urls: Iterable[str]) -> Iterator[str]:
    """Give the URLs, '-' being those on standard input; there, blank lines and lines that start with '#' are passed over."""
    for named in urls:
        if named != STANDARD_INPUT:
            yield named
            continue
        lines = (line.strip() for line in sys.stdin)
        yield from (line for line in lines if line and not line.startswith("#"))


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
