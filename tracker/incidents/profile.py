"""A report as it is compared: its days as numbers, its names folded. Made once for each report."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tracker.gazetteer import names
from tracker.incidents import words
from tracker.model import Count, CountOf, Event, EventType, Place, StoredEvent

_HELD_MOST = 4096
_SAME_TEXT_LEAST = 30  # letters: 'Two people were killed.' is said of many

Bounds = tuple[int, int | None]


@dataclass(frozen=True, slots=True, eq=False)
class Spot:
    """A place as it is compared: one object for all places that are the same, so that what was found of two can be kept.

    `whole` is the town of a quarter ('Marjat Sabil, Aleppo'), null where it is none. `level` is 0
    for towns and what is smaller, 1 for a province, 2 for a country.
    """

    name: str
    key: str
    whole: str | None
    words: frozenset[str]
    country: str | None
    admin1: str
    point: tuple[float, float] | None
    radius: float
    level: int


@dataclass(frozen=True, slots=True)
class Profile:
    """A report as it is compared. Days are ordinals.

    `first` is null where only the day by which it was told is known, which is `last`. `group` is the article that it is a copy of,
    else its own.
    """

    article: str
    group: str
    kind: str
    scope: str
    type: EventType
    first: int | None
    last: int | None
    published: int | None
    spots: tuple[Spot, ...]
    countries: frozenset[str]
    actors: tuple[str, ...]
    targets: frozenset[str]
    weapons: frozenset[str]
    counts: dict[CountOf, Bounds]
    sentences: frozenset[str]
    told: frozenset[str]
    words: frozenset[str]
    names: frozenset[str]


_held: dict[int, tuple[StoredEvent, Profile]] = {}


def profile(report: StoredEvent) -> Profile:
    """Give a report's profile, made once while it is used: kept by identity, since to hash all that it holds takes as long."""
    held = _held.get(id(report))
    if held is not None and held[0] is report:
        return held[1]
    if len(_held) >= _HELD_MOST:
        _held.clear()
    made = _make(report)
    _held[id(report)] = (report, made)
    return made


def _make(report: StoredEvent) -> Profile:
    event = report.event
    spots = tuple(map(_spot, event.places))
    texts = [words.content(piece.text) for piece in event.evidence]
    # What is compared by itself says nothing once more.
    known = frozenset(word for spot in spots for word in spot.words).union(
        *map(words.every, (*event.actors, *event.targets, *event.weapons, *event.claimed_by))
    )
    told = frozenset[str]().union(*(text[0] for text in texts))
    first, last = _days(report)
    return Profile(
        article=event.article,
        group=report.original or event.article,
        kind=event.kind,
        scope=event.scope,
        type=event.type,
        first=first,
        last=last,
        published=report.published.toordinal() if report.published else None,
        spots=spots,
        countries=frozenset(spot.country for spot in spots if spot.country),
        actors=event.actors,
        targets=frozenset[str]().union(*map(words.target, event.targets)),
        weapons=frozenset[str]().union(*map(words.weapon, event.weapons)),
        counts=_counts(event),
        sentences=frozenset(said for piece in event.evidence if len(said := words.said(piece.text)) >= _SAME_TEXT_LEAST),
        told=told,
        words=told - known,
        names=frozenset[str]().union(*(text[1] for text in texts)) - known,
    )


def _days(report: StoredEvent) -> tuple[int | None, int | None]:
    """Give the first and last day; null and the day that it was told by, where no more is known."""
    when = report.event.date
    if when is not None and when.start is not None and when.precision != "by":
        return when.start.toordinal(), when.end.toordinal()
    told = when.end if when is not None else report.published
    return None, told.toordinal() if told is not None else None


_LEVELS = {"province": 1, "country": 2}


@lru_cache(maxsize=16384)
def _spot(place: Place) -> Spot:
    inner, _, outer = place.name.partition(", ")
    key = names.key(inner)
    parts = (inner, *names.plain(place.name).split())
    point = (place.latitude, place.longitude) if place.latitude is not None and place.longitude is not None else None
    return Spot(
        name=place.name,
        key=key,
        whole=names.key(outer) if outer else None,
        words=frozenset(word for part in parts for word in (names.key(part), words.singular(names.plain(part))) if word),
        country=place.country,
        admin1=names.key(place.admin1 or ""),
        point=point,
        radius=place.radius_km or 5.0,
        level=_LEVELS.get(place.precision, 0),
    )


def _counts(event: Event) -> dict[CountOf, Bounds]:
    """Give the whole figures, the first of each: parts ('children') are compared with nothing. One strike says nothing."""
    found: dict[CountOf, Bounds] = {}
    for count in event.counts:
        if count.group is None and not _is_one_strike(count):
            found.setdefault(count.of, (count.low, count.high))
    return found


def _is_one_strike(count: Count) -> bool:
    return count.of == "strikes" and count.low == count.high == 1
