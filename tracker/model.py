"""The nouns that flow through the program: frozen, hashable, with tuples inside.

All character offsets are Unicode code points into `Article.text`; `start` is included, `end` is not.
All days are `datetime.date`; both ends of an interval are included.
The terms are those of ACLED, UCDP GED and Airwars where they have one.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, get_args

Kind = Literal["strike", "detention"]
StrikeType = Literal["air_strike", "drone_strike", "missile_strike", "shelling", "strike"]
DetentionType = Literal["capture", "arrest", "abduction", "transfer", "release", "escape", "held"]
EventType = Literal[
    "air_strike",
    "drone_strike",
    "missile_strike",
    "shelling",
    "strike",
    "capture",
    "arrest",
    "abduction",
    "transfer",
    "release",
    "escape",
    "held",
]
Scope = Literal["incident", "aggregate"]
Status = Literal["reported", "alleged", "denied"]
DatePrecision = Literal["day", "range", "week", "month", "year", "by"]
DateBasis = Literal["text", "passage", "published"]
PlacePrecision = Literal["site", "town", "district", "province", "country", "unknown"]
CountOf = Literal[
    "strikes",
    "targets",
    "munitions",
    "killed",
    "wounded",
    "detained",
    "transferred",
    "released",
    "escaped",
    "casualties",
    "killed_or_captured",
]
PublishedBasis = Literal["given", "metadata", "url", "dateline", "unknown"]

KINDS: tuple[Kind, ...] = get_args(Kind)
STRIKE_TYPES: tuple[StrikeType, ...] = get_args(StrikeType)
DETENTION_TYPES: tuple[DetentionType, ...] = get_args(DetentionType)
TYPES: tuple[EventType, ...] = get_args(EventType)
SCOPES: tuple[Scope, ...] = get_args(Scope)
STATUSES: tuple[Status, ...] = get_args(Status)
COUNTS: tuple[CountOf, ...] = get_args(CountOf)


@dataclass(frozen=True, slots=True)
class Skipped:
    """A source that gave no article, with a reason that a person can act on.

    `status` is what the server answered (304, 404...), null where it did not, or the source is no web page. `gone` says that the
    page is not there (404, 410), or its server can't be reached: a web archive may have it.
    """

    source: str
    reason: str
    status: int | None = None
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """The bytes that a source gave, before anything was read from them.

    `url` is where they came from after redirects (null for files and standard input); `requested` is what the user named.
    `content` is decoded from transfer encodings (gzip), not from its character set; `charset` is what the server said, if it did.
    `etag` and `last_modified` are what it may be asked with whether the page has changed. `captured` is when an archive (WARC,
    MHTML) says that it fetched it, in UTC. `archive` is the address of the capture, if it was read from an archive on the web
    since the page itself is gone.
    """

    requested: str
    url: str | None
    content: bytes
    content_type: str | None = None
    charset: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    captured: datetime | None = None
    archive: str | None = None


@dataclass(frozen=True, slots=True)
class Mark:
    """How far a file of many records has been read: up to a byte, and so many records.

    The file is known by its whole path, and by the SHA-256 of its first `head_size` bytes: it may have grown.
    """

    file: str
    head_size: int
    head: str
    position: int
    records: int


@dataclass(frozen=True, slots=True)
class Article:
    """One article's text and what is known about it.

    `id` is as given in JSONL input, else the canonical URL, else the path. `published` is the day of publication where it was
    published; `published_basis` says how it is known ('given' by the user or JSONL, the page's 'metadata', its 'url', a
    'dateline' in the text). `language` is an ISO 639-1 code, null where the text is too short to tell.
    `page_starts` are the offsets at which the pages of a document start, empty where it has none (as a web page).
    """

    id: str
    text: str
    title: str = ""
    published: date | None = None
    published_basis: PublishedBasis = "unknown"
    source: str | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None
    page_starts: tuple[int, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """Give the number of the page on which a character stands, 1 for the first; None where there are no pages."""
        return max(1, bisect_right(self.page_starts, offset)) if self.page_starts else None


@dataclass(frozen=True, slots=True)
class EventDate:
    """When it happened: an interval of days, its precision, and where it was read from.

    `basis` is 'text' (words of the sentence), 'passage' (words before it) or 'published' (only the publication day is known:
    then `start` is null, `precision` is 'by' and `text` is null). `text` is the words that were resolved.
    """

    start: date | None
    end: date
    precision: DatePrecision
    basis: DateBasis
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where it happened. `name` is the bare name, `text` the words around it in the article.

    A quarter of a town that no gazetteer knows is named with its town ('Marjat Sabil, Aleppo'), whose point it has, as ACLED does.

    `country` is ISO 3166-1 alpha-2. `latitude` and `longitude` are WGS 84 degrees, both or neither. It happened within
    `radius_km` of that point, as far as the words tell; null where there is no point.
    """

    name: str
    text: str
    country: str | None = None
    admin1: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    precision: PlacePrecision = "unknown"
    radius_km: float | None = None


@dataclass(frozen=True, slots=True)
class Count:
    """How many: whole numbers, both bounds included; `high` is null where the text gives no upper bound ('more than 30': 31, null).

    `group` names the part of the whole that is counted ('children'), null for the whole.
    """

    of: CountOf
    low: int
    high: int | None
    group: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The exact words that say so: `article.text[start:end] == text`; `page` where they begin, if the article has pages."""

    text: str
    start: int
    end: int
    page: int | None = None


def _date_dict(day: EventDate) -> dict[str, Any]:
    return {
        "start": day.start and day.start.isoformat(),
        "end": day.end.isoformat(),
        "precision": day.precision,
        "basis": day.basis,
        "text": day.text,
    }


def _place_dict(place: Place) -> dict[str, Any]:
    return {
        "name": place.name,
        "text": place.text,
        "country": place.country,
        "admin1": place.admin1,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "precision": place.precision,
        "radius_km": place.radius_km,
    }


def _evidence_dict(piece: Evidence) -> dict[str, Any]:
    found: dict[str, Any] = {"text": piece.text, "start": piece.start, "end": piece.end}
    return found if piece.page is None else {**found, "page": piece.page}


def _count_dict(count: Count) -> dict[str, Any]:
    return {"of": count.of, "low": count.low, "high": count.high, "group": count.group, "text": count.text}


@dataclass(frozen=True, slots=True)
class Event:
    """One happening that an article reports, or one total over several (`scope` 'aggregate'), as CODEBOOK defines it.

    `id` depends on the article and the parser alone. `confidence` is between 0 and 1. `evidence` is never empty.
    """

    id: str
    article: str
    kind: Kind
    type: EventType
    scope: Scope
    status: Status
    date: EventDate | None
    places: tuple[Place, ...]
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    weapons: tuple[str, ...]
    counts: tuple[Count, ...]
    claimed_by: tuple[str, ...]
    confidence: float
    evidence: tuple[Evidence, ...]

    def as_dict(self) -> dict[str, Any]:
        """Give the event as the JSON contract has it: every key present, in its order, unknown is null or [].
        Evidence alone has "page" only where the article has pages.

        Written out, since `dataclasses.asdict` takes many times as long.
        """
        return {
            "id": self.id,
            "article": self.article,
            "kind": self.kind,
            "type": self.type,
            "scope": self.scope,
            "status": self.status,
            "date": self.date and _date_dict(self.date),
            "places": tuple(map(_place_dict, self.places)),
            "actors": self.actors,
            "targets": self.targets,
            "weapons": self.weapons,
            "counts": tuple(map(_count_dict, self.counts)),
            "claimed_by": self.claimed_by,
            "confidence": self.confidence,
            "evidence": tuple(map(_evidence_dict, self.evidence)),
        }

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> Event:
        """Rebuild an event from `as_dict` (KeyError or TypeError where it is something else)."""
        when = data["date"]
        return cls(
            id=data["id"],
            article=data["article"],
            kind=data["kind"],
            type=data["type"],
            scope=data["scope"],
            status=data["status"],
            date=when
            and EventDate(
                start=when["start"] and date.fromisoformat(when["start"]),
                end=date.fromisoformat(when["end"]),
                precision=when["precision"],
                basis=when["basis"],
                text=when["text"],
            ),
            places=tuple(Place(**p) for p in data["places"]),
            actors=tuple(data["actors"]),
            targets=tuple(data["targets"]),
            weapons=tuple(data["weapons"]),
            counts=tuple(Count(**c) for c in data["counts"]),
            claimed_by=tuple(data["claimed_by"]),
            confidence=data["confidence"],
            evidence=tuple(Evidence(**e) for e in data["evidence"]),
        )


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a place's name means to the gazetteer: the points that bear it, and the areas with all that lies in them.

    `points` are latitude and longitude of towns and sites; `areas` a country (ISO 3166-1 alpha-2) with the name of one of its
    first-level divisions, or null for all of it.
    """

    points: tuple[tuple[float, float], ...] = ()
    areas: tuple[tuple[str, str | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Circle:
    """All points within `km` of one (WGS 84 degrees, along great circles)."""

    latitude: float
    longitude: float
    km: float


@dataclass(frozen=True, slots=True)
class Box:
    """All points between two meridians and two parallels (WGS 84 degrees); where `west` > `east` it crosses the antimeridian."""

    west: float
    south: float
    east: float
    north: float


@dataclass(frozen=True, slots=True)
class Filter:
    """What to ask the store for. Empty means all; several values of one field mean any of them; fields are joined by 'and'.

    `since` and `until` are met by events whose date interval meets [since, until]; an event known only 'by' a day has no start
    and meets them by that day. Names (`places`, `actors`, `targets`, `sources`) match whole words, case and accents aside.
    `meaning` widens `places` by what their names mean: the two are one field. `countries` are ISO 3166-1 alpha-2. `circles` and
    `box` are met by points that lie in them, unless the place is known so roughly that it may as well lie outside. With
    `originals`, events of articles that are copies of others are left out.
    """

    since: date | None = None
    until: date | None = None
    kinds: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    scopes: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    meaning: Meaning | None = None
    circles: tuple[Circle, ...] = ()
    box: Box | None = None
    originals: bool = False


@dataclass(frozen=True, slots=True)
class StoredEvent:
    """An event as the store holds it, with its article's head and the version of the parser that found it.

    `original` is the id of the article that this one is a copy of, null where it is none.
    """

    event: Event
    title: str
    source: str | None
    url: str | None
    published: date | None
    version: int
    parser: str
    original: str | None = None


OutcomeStatus = Literal["stored", "unchanged", "updated", "skipped"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one source: stored, unchanged, updated (the old version kept) or skipped with a reason.

    `note` says what a person should know of a source that was stored ('language is fr: kept, not parsed').
    """

    source: str
    status: OutcomeStatus
    article: str | None = None
    title: str = ""
    events: tuple[Event, ...] = ()
    reason: str | None = None
    note: str | None = None
