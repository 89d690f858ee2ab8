"""Bring sources into the store: read, parse, save; one Outcome a source, in order.

Each article is saved with all its events in one transaction of its own, so that an end at any moment (Ctrl-C, a full disk) leaves
whole articles and nothing else. What the store has already, word for word and from the same parser, is not parsed again.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from tracker.article import Reading, file_readings, find_files, read_page, stream_readings
from tracker.extract import PARSER
from tracker.fetch import FetchOptions, fetch
from tracker.model import Article, Event, Outcome, Page, Skipped

if TYPE_CHECKING:
    import httpx

    from tracker.store import Store

Parser = Callable[[Iterable[Article]], Iterator[tuple[Article, tuple[Event, ...]]]]

# Articles that are parsed together, for the language model is faster in batches. Fetched pages are not waited for.
_BATCH = 16


@dataclass(frozen=True, slots=True)
class IngestOptions:
    """What the user says of all sources: their day of publication, their source's name. A dry run stores nothing."""

    published: date | None = None
    source: str | None = None
    dry_run: bool = False


def from_urls(
    urls: Iterable[str], client: httpx.Client, options: IngestOptions, limits: FetchOptions | None = None
) -> Iterator[Reading]:
    """Fetch and read pages, one after the other."""
    limits = limits or FetchOptions()
    for url in urls:
        yield read_fetched(url, fetch(url, client, limits), options)


def read_fetched(url: str, found: Page | Skipped, options: IngestOptions, *, day: date | None = None) -> Reading:
    """Read what an address gave. `day` is the day of publication that a feed says, for a page that says none."""
    if isinstance(found, Skipped):
        return Reading(url, None, found)
    article = read_page(found, published=options.published, source=options.source)
    if isinstance(article, Article) and article.published is None and day is not None:
        article = replace(article, published=day, published_basis="metadata")
    return Reading(url, found, article)


def from_files(paths: Sequence[Path], options: IngestOptions, store: Store | None = None) -> Iterator[Reading]:
    """Read files, and those in folders. Where a store is given, a long file is read from where it was left."""
    marks = partial(store.mark, options=_read_with(options)) if store is not None and not options.dry_run else None
    for path in find_files(paths):
        if isinstance(path, Skipped):
            yield Reading(path.source, None, path)
        else:
            yield from file_readings(path, published=options.published, source=options.source, marks=marks)


def _read_with(options: IngestOptions) -> str:
    """Say all that decides what reading a file gives: with anything else, it has to be read again."""
    return json.dumps([PARSER, options.published and options.published.isoformat(), options.source])


def from_stream(data: bytes | BinaryIO, name: str, options: IngestOptions) -> Iterator[Reading]:
    """Read what came on standard input."""
    return stream_readings(data, name, published=options.published, source=options.source)


def ingest(
    readings: Iterable[Reading], store: Store | None, parser: Parser, options: IngestOptions, *, now: Callable[[], datetime]
) -> Iterator[Outcome]:
    """Parse and save what was read. In a dry run 'stored' says what would be; `store` may be None then, and only then."""
    kept = None if options.dry_run else store
    for batch in _batches(readings if store is None else (_dated(store, reading) for reading in readings)):
        articles = [
            r.found
            for r in batch
            if isinstance(r.found, Article) and reason_not_to_parse(r.found) is None and not _is_current(kept, r.found)
        ]
        found = _parse(parser, articles)
        for reading in batch:
            yield _outcome(reading, kept, found, now)
        if kept is not None and (mark := next((r.mark for r in reversed(batch) if r.mark is not None), None)):
            kept.set_mark(mark, options=_read_with(options))


def _dated(store: Store, reading: Reading) -> Reading:
    """Keep the day of publication that is on record where the page does not say it any more."""
    return reading if isinstance(reading.found, Skipped) else reading._replace(found=store.dated(reading.found))


def _batches(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    batch: list[Reading] = []
    for reading in readings:
        batch.append(reading)
        fetched = reading.page is not None and reading.page.url is not None and reading.source == reading.page.requested
        if fetched or len(batch) >= _BATCH or isinstance(reading.found, Skipped):
            yield batch
            batch = []
    if batch:
        yield batch


def reason_not_to_parse(article: Article) -> str | None:
    """Say why an article is kept and not parsed, if it is so."""
    if article.language not in (None, "en"):
        return f"language is {article.language}: kept, not parsed"
    return None


def _is_current(store: Store | None, article: Article) -> bool:
    return store is not None and store.is_current(article, parser=PARSER)


def _parse(parser: Parser, articles: list[Article]) -> dict[int, tuple[Event, ...]]:
    """Parse a batch; give each article's events by its `id()`, for two of a batch can be equal."""
    if not articles:
        return {}
    return {id(article): events for article, (_, events) in zip(articles, parser(articles), strict=True)}


def _outcome(reading: Reading, store: Store | None, found: dict[int, tuple[Event, ...]], now: Callable[[], datetime]) -> Outcome:
    article = reading.found
    if isinstance(article, Skipped):
        if reading.known:
            return Outcome(reading.source, "unchanged", note=article.reason)
        return Outcome(reading.source, "skipped", reason=article.reason)
    note, told = reason_not_to_parse(article), _told(reading.page)
    if note is None and id(article) not in found:
        return Outcome(reading.source, "unchanged", article.id, article.title, note=told)
    events = found.get(id(article), ())
    status = "stored" if store is None else store.save(article, events, parser=PARSER, ingested=now(), page=reading.page, note=note)
    note = "; ".join(filter(None, (note, told))) or None
    return Outcome(reading.source, status, article.id, article.title, events if status != "unchanged" else (), note=note)


def _told(page: Page | None) -> str | None:
    """Say that a page comes from a web archive, if it does; the store keeps that with the page."""
    if page is None or page.archive is None or page.captured is None:
        return None
    return f"the page is gone: read from a web archive, captured on {page.captured:%Y-%m-%d}: {page.archive}"
