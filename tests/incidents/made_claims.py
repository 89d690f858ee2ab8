"""Reports of our own making by what they claim: who published what number, when."""

from __future__ import annotations

import dataclasses
from datetime import date
from typing import Any

from tests.store.made import EVENT
from tracker.incidents.nouns import Incident
from tracker.incidents.summary import summarise
from tracker.model import Count, CountOf, EventDate, Place, StoredEvent

MILL = Place("Vetrovo", "Vetrovo", "SY", "Homs", 34.56, 38.28, "town", 5.0)
KAMEN = Place("Kamen", "Kamen", "SY", "Homs", 34.56, 38.40, "town", 5.0)
HOMS = Place("Homs", "Homs province", "SY", "Homs", 34.5, 38.3, "province", 100.0)
SYRIA = Place("Syria", "Syria", "SY", None, 35.0, 38.5, "country", 400.0)
IRAQ = Place("Iraq", "Iraq", "IQ", None, 33.0, 44.0, "country", 500.0)
RUTBAH = Place("Rutbah", "Rutbah", "IQ", "Anbar", 33.04, 40.28, "town", 8.0)


def days(first: str, last: str | None = None) -> EventDate:
    """Date to a day or a range of days of 2026: '02-03'."""
    start, end = (date.fromisoformat(f"2026-{day}") for day in (first, last or first))
    return EventDate(start, end, "day" if start == end else "range", "text", "then")


def by(day: str) -> EventDate:
    """Date to nothing but the day it was told by."""
    return EventDate(None, date.fromisoformat(f"2026-{day}"), "by", "published")


def count(said: str, of: CountOf = "killed", group: str | None = None) -> Count:
    """Count as tables say it: '12', '31+', '5-9'."""
    low, _, high = said.rstrip("+").partition("-")
    return Count(of, int(low), None if said.endswith("+") else int(high or low), group, said)


def report(source: str | None, day: int | None, *said: str | Count, original: str | None = None, **fields: Any) -> StoredEvent:
    """Make a report that a source published on a day of February 2026, with what it says of the killed, or counts as they are."""
    given = {"date": days("02-03"), "places": (MILL,), **fields}
    identity = given.pop("id", f"{source} {day}")
    article = given.pop("article", f"article of {identity}")
    url = given.pop("url", None)
    counts = tuple(each if isinstance(each, Count) else count(each) for each in said)
    event = dataclasses.replace(EVENT, id=identity, article=article, counts=counts, **given)
    published = date(2026, 2, day) if day else None
    return StoredEvent(event, "", source, url, published, 1, "test 1", original)


def incident(name: str, *said: str | Count, **fields: Any) -> Incident:
    """Make an incident of one report, with what it says of strikes, or counts as they are."""
    counts = [each if isinstance(each, Count) else count(each, "strikes") for each in said]
    return summarise([report(name, 15, *counts, **{"id": name, **fields})])


def total(name: str, *said: str | Count, **fields: Any) -> Incident:
    """Make a total likewise; without other fields, of air strikes in Syria in February."""
    return incident(name, *said, **{"scope": "aggregate", "date": days("02-01", "02-28"), "places": (SYRIA,), **fields})
