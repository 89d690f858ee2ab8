"""Look the places of stored events up again: in today's gazetteer, with the user's own places, in the context of their articles.

What the text says stays: which events there are, the names of their places and the words around them. What the gazetteer says is
taken anew: country, division, point, precision and radius. Each article is changed in one transaction, so that an end at any
moment leaves whole articles. What a person has corrected stays.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.extract import PARSER
from tracker.model import Event, Place
from tracker.store.resolving import HeldEvent, held_events, put_places

if TYPE_CHECKING:
    from tracker.extract.places import PlaceMention
    from tracker.gazetteer import Gazetteer
    from tracker.model import Article
    from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Moved:
    """One place of one event, before and after."""

    event: str
    before: Place
    after: Place


@dataclass(frozen=True, slots=True)
class Resolved:
    """What became of an article's places: those that changed, how many were looked up, and how many a person has corrected.

    `missed` where the article was changed by another process meanwhile, and left alone.
    """

    article: str
    title: str
    places: int
    moved: tuple[Moved, ...]
    corrected: int
    missed: bool = False


def resolve(store: Store, ids: Iterable[str], gazetteer: Gazetteer, *, dry_run: bool = False) -> Iterator[Resolved]:
    """Look the places of these articles' events up again and keep what is found now; a dry run keeps nothing."""
    for identity in ids:
        held = store.article(identity, text=True)
        events = [each for each in held_events(store, identity) if each.event.places]
        mentions = _mentions(held.article, gazetteer) if events else ()
        lost = held.parser == PARSER  # another parser may have taken for a place what today's does not
        moved: list[Moved] = []
        changed: dict[str, Event] = {}
        for each in events:
            places = tuple(_again(each, position, mentions, lost=lost) for position in range(len(each.event.places)))
            moved += [Moved(each.event.id, old, new) for old, new in zip(each.event.places, places, strict=True) if old != new]
            if places != each.event.places:
                changed[each.event.id] = dataclasses.replace(each.event, places=places)
        missed = bool(changed) and not dry_run and not put_places(store, held, changed)
        count = sum(len(each.event.places) for each in events)
        corrected = sum(len(each.corrected) for each in events)
        yield Resolved(identity, held.article.title, count, tuple(moved), corrected, missed)


def _mentions(article: Article, gazetteer: Gazetteer) -> tuple[PlaceMention, ...]:
    """Run the stage of the parser that finds places over an article, as it was run when the article was read."""
    from tracker.extract.pipeline import article_places
    from tracker.extract.segment import segment

    return tuple(m for m in article_places(article, segment(article.text), gazetteer) if not m.demonym)


def _again(held: HeldEvent, position: int, mentions: Sequence[PlaceMention], *, lost: bool) -> Place:
    """Give a place as it is known now. With `lost`, a name that is no place any more loses its point."""
    place = held.event.places[position]
    if position in held.corrected:
        return place
    named = [m for m in mentions if m.place.name == place.name and m.place.text == place.text]
    named = named or [m for m in mentions if m.place.name == place.name]
    if not named:
        return Place(place.name, place.text, place.country) if lost else place
    known = min(named, key=lambda m: _distance(held.event, m)).place
    return dataclasses.replace(known, name=place.name, text=place.text)


def _distance(event: Event, mention: PlaceMention) -> tuple[int, int]:
    """Order the mentions of a name for an event: those in its own words, then the last before them, then the first after."""
    if any(piece.start <= mention.start < piece.end for piece in event.evidence):
        return 0, mention.start
    first = min(piece.start for piece in event.evidence)
    return (1, first - mention.start) if mention.start < first else (2, mention.start)
