"""Ask feeds what is new, and read it into the store.

1. Each feed is asked with what its server said last (ETag, Last-Modified). What it names is kept before anything is fetched, in
   one transaction with what the server said: an end at any moment loses no entry.
2. What waits is fetched, many at once, and read; each is marked when its article is stored. What waits still, since a run was
   stopped or a server gave no answer, is taken up by the next.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import TYPE_CHECKING

from tracker.feeds.discover import Found, feeds_of_page
from tracker.feeds.parse import Entry, Feed, parse_feed
from tracker.fetch import FetchOptions, Manners, Validators, Wanted, fetch_many
from tracker.ingest import IngestOptions, Parser, ingest, read_fetched
from tracker.model import Outcome, Page, Skipped
from tracker.store.feeds import Feeds, Followed, Named

if TYPE_CHECKING:
    from tracker.article import Reading
    from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Means:
    """What reading feeds takes: the clock, limits of fetching, manners, and what the user says of all sources."""

    clock: Callable[[], datetime]
    limits: FetchOptions = field(default_factory=FetchOptions)
    manners: Manners = field(default_factory=Manners)
    options: IngestOptions = field(default_factory=IngestOptions)


@dataclass(frozen=True, slots=True)
class Polled:
    """What a feed said: so many new entries, of which `waiting` are to be read; or why it could not be read."""

    name: str
    url: str
    new: int = 0
    waiting: int = 0
    failure: str | None = None
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Located:
    """A feed that was found at an address, or on the page there; `others` are those that the page names besides."""

    url: str
    feed: Feed
    others: tuple[Found, ...] = ()


def find_feed(url: str, means: Means) -> Located | Skipped:
    """Read the feed at an address that a person typed, or the first that the web page there names."""
    page = _page(url, means, typed=True)
    if isinstance(page, Skipped):
        return page
    feed = parse_feed(page)
    if isinstance(feed, Feed):
        return Located(page.requested, feed)
    named = feeds_of_page(page)
    if not named:
        return Skipped(url, f"{feed}, and it names none")
    reason = ""
    for number, each in enumerate(named):
        found = _page(each.url, means, typed=False)
        feed = found.reason if isinstance(found, Skipped) else parse_feed(found)
        if isinstance(feed, Feed):
            return Located(each.url, feed, named[:number] + named[number + 1 :])
        reason = reason or f"{each.url}, which the page names: {feed}"
    return Skipped(url, reason)


def _page(url: str, means: Means, *, typed: bool) -> Page | Skipped:
    options = replace(means.limits, content_types=None, robots=False, archive=None, typed=typed)
    ((_, found),) = fetch_many([Wanted(url)], options, means.manners)
    return found


def update(
    store: Store, followed: Sequence[Followed], means: Means, parser: Parser, *, since: date | None = None
) -> tuple[list[Polled], list[Named], Iterator[Outcome]]:
    """Ask feeds what is new: give what each said, what is to be read, and what becomes of that, as it is read."""
    feeds = Feeds(store)
    polled = list(_poll(feeds, followed, means))
    waiting = feeds.waiting([each.name for each in followed], since)
    return polled, waiting, _read_waiting(store, feeds, waiting, means, parser)


def _poll(feeds: Feeds, followed: Sequence[Followed], means: Means) -> Iterator[Polled]:
    by_url = {feed.url: feed for feed in followed}
    wanted = [Wanted(feed.url, Validators(feed.etag, feed.last_modified)) for feed in followed]
    # A feed is made to be asked by programs; its address was given by a person, or by a page that one named.
    options = replace(means.limits, content_types=None, robots=False, archive=None, typed=False)
    for each, page in fetch_many(wanted, options, replace(means.manners, ordered=True)):
        feed = by_url[each.url]
        if isinstance(page, Page):
            yield _keep(feeds, feed, page, means.clock())
        elif page.status == 304:
            feeds.unchanged(feed.name, when=means.clock())
            yield Polled(feed.name, feed.url)
        else:
            feeds.failed(feed.name, page.reason, when=means.clock())
            yield Polled(feed.name, feed.url, failure=page.reason)


def _keep(feeds: Feeds, feed: Followed, page: Page, now: datetime) -> Polled:
    found = parse_feed(page)
    if isinstance(found, str):
        feeds.failed(feed.name, found, when=now)
        return Polled(feed.name, feed.url, failure=found)
    named = [Named(entry.url, entry.title, entry.published) for entry in found.entries]
    new, waiting = feeds.polled(feed.name, named, etag=page.etag, last_modified=page.last_modified, when=now)
    return Polled(feed.name, feed.url, new, waiting, cut=found.cut)


def _read_waiting(store: Store, feeds: Feeds, waiting: Sequence[Named], means: Means, parser: Parser) -> Iterator[Outcome]:
    failed: dict[str, Skipped] = {}
    readings = _readings(waiting, means, failed)
    for outcome in ingest(readings, store, parser, means.options, now=means.clock):
        skipped = failed.pop(outcome.source, None)
        feeds.done(outcome.source, outcome.status, outcome.reason, final=skipped is None or not _may_pass(skipped))
        yield outcome


def _may_pass(skipped: Skipped) -> bool:
    """Say whether a page may be had another day: its server gave no answer, or said that it is busy."""
    return (
        skipped.status is None if skipped.gone else skipped.status is not None and (skipped.status >= 500 or skipped.status == 429)
    )


def _readings(waiting: Sequence[Named | Entry], means: Means, failed: dict[str, Skipped]) -> Iterator[Reading]:
    """Fetch and read pages; keep in `failed` why some could not be fetched until somebody takes it out."""
    days = {each.url: each.published for each in waiting}
    options = replace(means.limits, robots=True, typed=False)
    for each, found in fetch_many([Wanted(url) for url in days], options, means.manners):
        if isinstance(found, Skipped):
            failed[each.url] = found
        yield read_fetched(each.url, found, means.options, day=days[each.url])


def entries_to_read(feed: Feed, store: Store | None, *, since: date | None = None) -> list[Entry]:
    """Give the entries of a feed whose pages the store does not have, and that are not known to be of an earlier day."""
    held = Feeds(store) if store is not None else None
    return [
        entry
        for entry in feed.entries
        if not (since and entry.published and entry.published < since) and not (held and held.has_read(entry.url))
    ]


def read_entries(entries: Sequence[Entry], means: Means) -> Iterator[Reading]:
    """Fetch and read the pages that entries name."""
    return _readings(entries, means, {})
