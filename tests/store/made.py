"""Articles and events of our own making, one field at a time."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime
from typing import Any

from tracker.model import Article, Count, Event, EventDate, Evidence
from tracker.store import Store

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
TEXT = "Jets struck the mill at Vetrovo. Shells fell on Kamen. Nobody was hurt."

ARTICLE = Article("a", TEXT, "Raids on two towns", date(2026, 2, 15), "given", "Valley Monitor", "https://www.valley.example/raids")
EVENT = Event(
    id="e1",
    article="a",
    kind="strike",
    type="air_strike",
    scope="incident",
    status="reported",
    date=None,
    places=(),
    actors=(),
    targets=(),
    weapons=(),
    counts=(),
    claimed_by=(),
    confidence=0.5,
    evidence=(Evidence(TEXT[:32], 0, 32),),
)


def event(identity: str, **fields: Any) -> Event:
    """Make an event that differs from EVENT in some fields."""
    return dataclasses.replace(EVENT, id=identity, **fields)


def day(text: str) -> EventDate:
    """Date an event to a day ('2026-02-03'), a range ('2026-02-03/2026-02-12') or 'by' a day ('/2026-02-12')."""
    start, slash, end = text.partition("/")
    if not slash:
        return EventDate(date.fromisoformat(start), date.fromisoformat(start), "day", "text", "then")
    if not start:
        return EventDate(None, date.fromisoformat(end), "by", "published")
    return EventDate(date.fromisoformat(start), date.fromisoformat(end), "range", "text", "between then")


def killed(low: int, high: int | None, group: str | None = None) -> Count:
    """Count the killed."""
    return Count("killed", low, high, group, "so many")


def put(store: Store, *events: Event, article: Article = ARTICLE, parser: str = "1", **more: Any) -> str:
    """Save an article with events that are made its own."""
    own = [dataclasses.replace(each, article=article.id) for each in events]
    return store.save(article, own, parser=parser, ingested=NOW, **more)


def ids(store: Store, *arguments: Any, **options: Any) -> list[str]:
    """Give the ids of the events that the store finds."""
    return [found.event.id for found in store.events(*arguments, **options)]
