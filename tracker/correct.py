"""Correct an event by hand: which fields there are, what may stand in them, and the event that comes of it. Pure.

A value is kept as an event's JSON has it, so that it can be put into the same event when its article is read anew. What a person
writes is read by `read_value`; names of places and days need more than this module knows, and are handed in as functions.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tracker.errors import UsageError
from tracker.model import COUNTS, DETENTION_TYPES, SCOPES, STATUSES, STRIKE_TYPES, Count, Event, EventDate, Place

NAMES = {"actor": "actors", "target": "targets", "weapon": "weapons", "claimed_by": "claimed_by"}
FIELDS: tuple[str, ...] = ("type", "status", "scope", "date", "place", "country", *NAMES, *COUNTS)
NONE = "none"  # what a person writes to empty a field

_NUMBER = re.compile(r"(\d+)(?:\s*(?:-|–|to)\s*(\d+)|\s*(\+))?")
_BOUNDS = re.compile(r"(at least|more than|over|up to|at most)\s+(\d+)")


@dataclass(frozen=True, slots=True)
class Readers:
    """What reads words that take more than this module knows. Each raises UsageError for what it can't read.

    `days` gives the first and the last day of 'January 2026', both included. `place` gives a place by name, and the country
    that a person named, if any. `country` gives ISO 3166-1 alpha-2 for a name or a code, and the country as a place.
    """

    days: Callable[[str], tuple[date, date]]
    place: Callable[[str], Place]
    country: Callable[[str], Place]


def value_of(event: Event, field: str) -> Any:
    """Give what an event says in a field, as JSON: null or [] where it says nothing."""
    data = json.loads(json.dumps(event.as_dict()))
    if field in NAMES:
        return data[NAMES[field]]
    if field == "country":
        return next((place["country"] for place in data["places"] if place["country"]), None)
    if field == "place":
        return data["places"]
    if field in COUNTS:
        return [count for count in data["counts"] if count["of"] == field]
    return data[_known(field)]


def _known(field: str) -> str:
    if field not in FIELDS:
        raise UsageError(f"no field {field!r}: it is one of {', '.join(FIELDS)}")
    return field


def read_value(event: Event, field: str, words: str, readers: Readers) -> Any:
    """Read what a person writes for a field of an event; UsageError says what is allowed. 'none' empties what can be empty."""
    _known(field)
    text = " ".join(words.split())
    choices = _choices(event, field)
    if choices:
        chosen = text.casefold().replace(" ", "_")
        if chosen not in choices:
            raise UsageError(f"the {field} can't be {words!r}: it is one of {', '.join(choices)}")
        return chosen
    if text.casefold() in (NONE, ""):
        return None if field in ("date", "country") else []
    if field == "date":
        return _read_date(text, readers)
    if field in NAMES:
        return list(dict.fromkeys(filter(None, (name.strip() for name in text.split(";")))))
    if field in COUNTS:
        return [_read_count(field, text)]
    if field == "country":
        return value_of(replace(event, places=(readers.country(text),)), "place")[0]
    places = tuple(readers.place(name.strip()) for name in text.split(";") if name.strip())
    return value_of(replace(event, places=places), "place")


def _choices(event: Event, field: str) -> tuple[str, ...]:
    """Name the values that a field is limited to, none where it is not. The kind of an event stays."""
    if field == "type":
        return STRIKE_TYPES if event.kind == "strike" else DETENTION_TYPES
    return {"status": STATUSES, "scope": SCOPES}.get(field, ())


def _read_date(text: str, readers: Readers) -> dict[str, Any]:
    """Read a day, a period ('2026-02-03..2026-02-12', 'January 2026') or a bound ('by 2026-02-15')."""
    bound = text.casefold().startswith("by ")
    first, dots, last = (text[3:] if bound else text).partition("..")
    start, end = readers.days(first.strip())
    if dots:
        end = readers.days(last.strip())[1]
    if start > end:
        raise UsageError(f"the date can't be {text!r}: it ends before it begins")
    precision = "by" if bound else _precision(start, end)
    return {
        "start": None if bound else start.isoformat(),
        "end": end.isoformat(),
        "precision": precision,
        "basis": "text",
        "text": None,
    }


def _precision(start: date, end: date) -> str:
    days = (end - start).days + 1
    if days == 1:
        return "day"
    if start.day == 1 and (start.year, start.month) == (end.year, end.month) and days >= 28:
        return "month"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return "year"
    return "range"


def _read_count(field: str, text: str) -> dict[str, Any]:
    """Read '12', '12-15', '31+', 'at least 12', 'up to 5'."""
    low, high = _bounds(field, text)
    if high is not None and high < low:
        raise UsageError(f"{field} can't be {text!r}: it ends below where it begins")
    return {"of": field, "low": low, "high": high, "group": None, "text": ""}


def _bounds(field: str, text: str) -> tuple[int, int | None]:
    worded = _BOUNDS.fullmatch(text.casefold())
    if worded:
        number = int(worded[2])
        over = worded[1] in ("more than", "over")
        return (0, number) if worded[1] in ("up to", "at most") else (number + over, None)
    found = _NUMBER.fullmatch(text)
    if not found:
        raise UsageError(f"{field} can't be {text!r}: write a number as 12, 12-15, 31+ or none")
    return int(found[1]), None if found[3] else int(found[2] or found[1])


def corrected(event: Event, field: str, value: Any) -> Event:
    """Give an event with another value in one field, the value being one that `read_value` gave."""
    if field in NAMES:
        named: dict[str, Any] = {NAMES[field]: tuple(value or ())}
        return replace(event, **named)
    if field in COUNTS:
        return replace(event, counts=_with_counts(event, field, tuple(Count(**each) for each in value or ())))
    if field == "place":
        return replace(event, places=tuple(Place(**each) for each in value or ()))
    if field == "country":
        return replace(event, places=_in_country(event.places, Place(**value) if value else None))
    if field == "date":
        return replace(event, date=_date(value))
    other: dict[str, Any] = {_known(field): value}
    return replace(event, **other)


def _with_counts(event: Event, field: str, counts: tuple[Count, ...]) -> tuple[Count, ...]:
    """Put counts where those of the same kind stood, else at the end. Parts of the old whole go with it."""
    at = next((place for place, each in enumerate(event.counts) if each.of == field), len(event.counts))
    before, after = event.counts[:at], event.counts[at:]
    return (*before, *counts, *(each for each in after if each.of != field))


def _in_country(places: tuple[Place, ...], country: Place | None) -> tuple[Place, ...]:
    """Put places into a country: what the gazetteer said of another one's goes, the names stay."""
    code = country.country if country else None
    moved = tuple(each if each.country == code else Place(each.name, each.text, code) for each in places)
    return moved or ((country,) if country else ())


def _date(value: dict[str, Any] | None) -> EventDate | None:
    if value is None:
        return None
    start = date.fromisoformat(value["start"]) if value["start"] else None
    return EventDate(start, date.fromisoformat(value["end"]), value["precision"], value["basis"], value["text"])
