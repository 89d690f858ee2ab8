"""Articles to events. Pure: no store, no network, no clock, no locale.

    segment -> gate -> spaCy -> mentions (dates, counts, places, actors) -> link -> merge

Cheap and sure first: most sentences stop at the gate, and only the rest are parsed, in batches across articles.
"""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from tracker import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from tracker.gazetteer import Gazetteer
    from tracker.model import Article, Event

PARSER = f"rules {__version__}"
"""The parser's version, kept with each event: another version may find other events in the same text."""

_BATCH = 32  # articles whose sentences are parsed together


def parse_articles(
    articles: Iterable[Article], *, model: str | None = None, gazetteer: Gazetteer | None = None
) -> Iterator[tuple[Article, tuple[Event, ...]]]:
    """Find the events of each article, in order. An article in another language than English has none.

    `model` is the import name of an installed spaCy pipeline (ModelMissing where it is not); null for the built-in one.
    `gazetteer` is asked for places; null is the built-in one.
    """
    from tracker.extract.pipeline import parse_batch

    queue = iter(articles)
    while batch := list(itertools.islice(queue, _BATCH)):
        yield from parse_batch(batch, model, gazetteer)
