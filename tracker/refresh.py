"""Ask for the pages of stored articles again: what has changed becomes a new version, what is gone is recorded and kept.

Servers are asked with what they said last (ETag, Last-Modified), so that most answer that nothing has changed. Each article is
done with before the next is asked for: an end at any moment loses nothing. The next run begins with those asked for longest ago.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

from tracker.article import read_page
from tracker.changes import EventChanges, compare_events
from tracker.extract import PARSER
from tracker.fetch import Blocking, FetchOptions, Validators, fetch
from tracker.ingest import reason_not_to_parse
from tracker.model import Article, Page, Skipped
from tracker.store import Due, Poll

if TYPE_CHECKING:
    import httpx

    from tracker.ingest import Parser
    from tracker.store import Store, StoredArticle

Fate = Literal["same", "changed", "gone", "back", "failed"]
GONE = (404, 410)


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What became of one article: `changes` where it changed, `reason` where its page is gone or could not be read.

    'gone' and 'back' are said once: a page that is gone and stays so, or is there as it was, is 'same'.
    """

    article: str
    title: str
    url: str
    fate: Fate
    changes: EventChanges | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Means:
    """What asking takes: a client, its limits, the parser, the clock, and a pause before each request but the first."""

    client: httpx.Client
    parser: Parser
    clock: Callable[[], datetime]
    pause: Callable[[], None]
    limits: FetchOptions = dataclasses.field(default_factory=FetchOptions)


def refresh(store: Store, due: Sequence[Due], means: Means) -> Iterator[Refreshed]:
    """Ask for pages again, one after the other."""
    wire = Blocking(means.client, means.limits)
    for number, each in enumerate(due):
        if number:
            means.pause()
        held = store.article(each.article, text=True)
        limits = dataclasses.replace(means.limits, robots=each.found)  # what a person typed is for that person to judge
        page = fetch(each.url, wire, limits, held=Validators(each.etag, each.last_modified))
        if isinstance(page, Page) and _is_front(page, each.url):
            page = Skipped(each.url, "leads to the front page now", GONE[0])
        if isinstance(page, Skipped):
            yield _without(store, each, held, page, means.clock())
        else:
            yield _with(store, each, held, page, means)


def _is_front(page: Page, asked: str) -> bool:
    """Tell whether a page that had an address of its own leads to the site's front page, as many do instead of saying 404."""
    return page.url is not None and urlsplit(page.url).path in ("", "/") and urlsplit(asked).path not in ("", "/")


def _without(store: Store, due: Due, held: StoredArticle, answer: Skipped, now: datetime) -> Refreshed:
    """Keep that there was no page, and why."""
    store.record_poll(due.article, Poll(answer.status), when=now)
    known = (due.article, held.article.title, due.url)
    if answer.status == 304:
        return Refreshed(*known, "back" if due.gone else "same")
    if answer.status in GONE:
        return Refreshed(*known, "same" if due.gone else "gone", reason=answer.reason)
    return Refreshed(*known, "failed", reason=answer.reason)


def _with(store: Store, due: Due, held: StoredArticle, page: Page, means: Means) -> Refreshed:
    """Compare a page with what is held of it, and keep it if it says something else."""
    old = held.article
    given = old.published if old.published_basis == "given" else None
    article = read_page(page, published=given, source=old.source)
    known = (due.article, old.title, due.url)
    if isinstance(article, Skipped):
        store.record_poll(due.article, Poll(200), when=means.clock())  # to be asked for whole the next time
        return Refreshed(*known, "failed", reason=article.reason)
    article = dataclasses.replace(article, id=old.id)
    if article.published is None:  # the feed that named the page may have said, or an earlier version
        article = dataclasses.replace(article, published=old.published, published_basis=old.published_basis)
    changes = None if _is_same(old, article) else _keep(store, held, article, page, means)
    store.record_poll(due.article, Poll(200, page.etag, page.last_modified), when=means.clock())
    if changes is None:
        return Refreshed(*known, "back" if due.gone else "same")
    return Refreshed(due.article, article.title, due.url, "changed", changes)


def _is_same(old: Article, new: Article) -> bool:
    """Tell whether nothing was changed that an article's version is made of. Another parser alone is no change of the page."""
    return (old.title, old.text) == (new.title, new.text) and new.published in (None, old.published)


def _keep(store: Store, held: StoredArticle, article: Article, page: Page, means: Means) -> EventChanges:
    """Store a new version with its events; say what became of those of the old one."""
    before = store.version_events(article.id, held.version) or ()
    note = reason_not_to_parse(article)
    ((_, events),) = means.parser([article]) if note is None else [(article, ())]
    store.save(article, events, parser=PARSER, ingested=means.clock(), page=page, note=note)
    return compare_events(before, events)
