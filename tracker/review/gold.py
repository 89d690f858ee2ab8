"""Articles that people have reviewed as gold, in the form that `tracker.evaluate` reads.

An accepted event is gold as it is, with what was corrected in it; a rejected one is not in gold, so that a parser that finds it is
wrong. Gold is complete where every event of an article has been reviewed. What the parser has missed nobody was asked about: a
reader can add it to gold.jsonl by hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tracker.model import Article, Count, Event, Filter
from tracker.review.items import Reviewed
from tracker.store import Store
from tracker.store.reviews import Reviews


@dataclass(frozen=True, slots=True)
class Golden:
    """An article as a line of docs.jsonl and one of gold.jsonl; `complete` where people have looked at all its events."""

    document: dict[str, Any]
    gold: dict[str, Any]
    complete: bool


def golden(store: Store, where: Filter) -> Iterator[Golden]:
    """Give the articles one of whose events people have reviewed, of those that meet a filter."""
    reviews = Reviews(store)
    for identity in reviews.articles(where):
        events = [Reviewed(stored.event, review) for stored, review in reviews.events_of(identity)]
        article = store.article(identity, text=True).article
        yield Golden(document(article), gold(identity, events), is_complete(events))


def document(article: Article) -> dict[str, Any]:
    """Give an article as a line of docs.jsonl."""
    return {
        "id": article.id,
        "source": article.source,
        "url": article.url,
        "title": article.title,
        "published": article.published and article.published.isoformat(),
        "text": article.text,
    }


def is_complete(events: Sequence[Reviewed]) -> bool:
    """Say whether people have looked at every event of an article that has any."""
    return bool(events) and all(each.review for each in events)


def gold(article: str, events: Sequence[Reviewed]) -> dict[str, Any]:
    """Give the events of an article as a line of gold.jsonl. Those that nobody has reviewed are optional: nobody knows."""
    told = [gold_event(each.event, optional=each.review is None) for each in events if each.review != "rejected"]
    return {"id": article, "events": told}


def gold_event(event: Event, *, optional: bool = False) -> dict[str, Any]:
    """Give an event as a careful reader codes it."""
    first, *more = (piece.text for piece in event.evidence)
    when = event.date
    return {
        "kind": event.kind,
        "type": event.type,
        "scope": event.scope,
        "status": event.status,
        "quote": first,
        "also": more,
        "date": [when.start.isoformat(), when.end.isoformat()] if when and when.start else None,
        "places": [[place.name] for place in event.places],
        "country": next((place.country for place in event.places if place.country), None),
        "actors": list(event.actors),
        "targets": list(event.targets),
        "counts": {count.of: [count.low, count.high] for count in whole(event.counts)},
        "optional": optional,
    }


def whole(counts: Iterable[Count]) -> list[Count]:
    """Choose one count for each `of`: the whole before its parts, and of several the largest, as the codebook asks."""
    chosen: dict[str, Count] = {}
    for count in counts:
        held = chosen.get(count.of)
        if held is None or (held.group is not None, -held.low) > (count.group is not None, -count.low):
            chosen[count.of] = count
    return list(chosen.values())
