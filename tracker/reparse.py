"""Read the stored articles again with today's parser: one transaction an article, so that an end at any moment loses nothing.

An article that today's parser has read already is passed over, so that a run that was stopped goes on where it was.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from tracker.changes import EventChanges, compare_events
from tracker.extract import PARSER
from tracker.ingest import reason_not_to_parse
from tracker.model import Event, Filter

if TYPE_CHECKING:
    from tracker.ingest import Parser
    from tracker.store import Store, StoredArticle

_BATCH = 16  # articles that are parsed together


@dataclass(frozen=True, slots=True)
class Reparsed:
    """What became of the events of one article; `missed` where it was changed by another process meanwhile, and left alone."""

    article: str
    title: str
    parser: str
    changes: EventChanges
    missed: bool = False


def find(store: Store, where: Filter, *, everything: bool = False) -> list[str]:
    """Name the articles to read again; with `everything`, those that today's parser has read, too."""
    return store.article_ids(where, other_than=None if everything else PARSER)


def reparse(store: Store, ids: list[str], parser: Parser, *, dry_run: bool = False) -> Iterator[Reparsed]:
    """Read articles again and keep what is found now; a dry run keeps nothing."""
    queue = iter(ids)
    while batch := list(islice(queue, _BATCH)):
        held = [store.article(identity, text=True) for identity in batch]
        readable = [each.article for each in held if reason_not_to_parse(each.article) is None]
        found = {article.id: events for article, events in parser(readable)}
        for each in held:
            yield _keep(store, each, found.get(each.article.id, ()), dry_run=dry_run)


def _keep(store: Store, held: StoredArticle, events: tuple[Event, ...], *, dry_run: bool) -> Reparsed:
    article = held.article
    changes = compare_events(store.version_events(article.id, held.version) or (), events)
    note = reason_not_to_parse(article)
    missed = not dry_run and not store.reparsed(held, events, parser=PARSER, note=note)
    return Reparsed(article.id, article.title, held.parser, changes, missed)
