"""Small makers of reports, for tables."""

from __future__ import annotations

from datetime import date
from typing import Any

from tracker.model import Count, Event, EventDate, Evidence, Place, StoredEvent

DAY = date(2026, 3, 3)
SARAQIB = Place("Saraqib", "Saraqib", "SY", "Idlib", 35.86, 36.80, "town", 5.0)
BINNISH = Place("Binnish", "Binnish", "SY", "Idlib", 35.958, 36.713, "town", 4.0)  # 13 km from Saraqib
AFIS = Place("Afis", "Afis", "SY", "Idlib", 35.905, 36.80, "town", 3.0)  # 5 km from it
IDLIB = Place("Idlib", "Idlib", "SY", "Idlib", 35.93, 36.63, "province", 45.0)
ALEPPO = Place("Aleppo", "Aleppo", "SY", "Aleppo", 36.2, 37.16, "province", 80.0)
SYRIA = Place("Syria", "Syria", "SY", None, 35.0, 38.0, "country", 300.0)
MOSUL = Place("Mosul", "Mosul", "IQ", "Nineveh", 36.33, 43.13, "town", 8.0)


def on(day: date, until: date | None = None) -> EventDate:
    """Give a day, or a stretch of days, that a text names."""
    return EventDate(day, until or day, "range" if until else "day", "text", "then")


def by(day: date) -> EventDate:
    """Give what is only known by the day of publication."""
    return EventDate(None, day, "by", "published", None)


def killed(low: int, high: int | str | None = "same") -> Count:
    """Count the dead: `high` null is 'at least'."""
    return Count("killed", low, low if high == "same" else high, None, str(low))  # type: ignore[arg-type]


def report(name: str, text: str = "", *, published: date | None = DAY, original: str | None = None, **fields: Any) -> StoredEvent:
    """Make a report of an air strike on Saraqib on March 3, but for what is said otherwise."""
    text = text or "It was hit."
    made: dict[str, Any] = {
        "id": f"event {name}",
        "article": f"https://{name}.example/",
        "kind": "strike",
        "type": "air_strike",
        "scope": "incident",
        "status": "reported",
        "date": on(DAY),
        "places": (SARAQIB,),
        "actors": (),
        "targets": (),
        "weapons": (),
        "counts": (),
        "claimed_by": (),
        "confidence": 0.9,
        "evidence": (Evidence(text, 0, len(text)),),
    }
    return StoredEvent(Event(**{**made, **fields}), "A title", None, None, published, 1, "made", original)
