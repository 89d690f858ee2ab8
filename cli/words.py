"""Say dates, numbers and names in few words. Pure: values in, strings out."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tracker.model import COUNTS, Count, CountOf, Event, EventDate, Place

if TYPE_CHECKING:
    from tracker.incidents.nouns import Figure, Incident

UNDATED = "undated"

# Written out, since strftime('%b') and calendar.month_abbr follow the locale.
_MONTHS = ("", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# C0, DEL and C1 steer a terminal; bidi embeddings, overrides and isolates turn text around; U+2028 and U+2029 break lines.
_UNSAFE = r"\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"
_CONTROL = re.compile(f"[{_UNSAFE}\ufeff]")
_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
_SPACE = re.compile(r"\s+")

# What most readers look for first stands first.
_ORDER = ("killed", "wounded", "casualties", "killed_or_captured", "detained", "transferred", "released", "escaped")
_RANK = {of: n for n, of in enumerate((*_ORDER, *(of for of in COUNTS if of not in _ORDER)))}


def clean(text: str | None) -> str:
    """Make text from outside safe to print on one line: no escape sequences, controls, bidi marks, tabs or line breaks."""
    if not text:
        return ""
    if text.isprintable() and "  " not in text:  # most text, ten times faster
        return text.strip()
    return _SPACE.sub(" ", _CONTROL.sub(" ", _ESCAPE.sub("", text))).strip()


def label(name: str) -> str:
    """Give a code name as words: 'air_strike' is 'air strike'."""
    return name.replace("_", " ")


def _day(day: date, *, year: bool = True) -> str:
    return f"{day.day} {_MONTHS[day.month]}" + (f" {day.year}" if year else "")


def _month(day: date, *, year: bool = True) -> str:
    return _MONTHS[day.month] + (f" {day.year}" if year else "")


def _whole_months(start: date, end: date) -> bool:
    return start.day == 1 and end.day == calendar.monthrange(end.year, end.month)[1]


def interval(start: date, end: date) -> str:
    """Say an interval of days: '3-12 Feb 2026', '27 Jan - 2 Feb 2026', '27 Dec 2025 - 2 Jan 2026'."""
    if start == end:
        return _day(end)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}-{_day(end)}"
    return f"{_day(start, year=start.year != end.year)} - {_day(end)}"


def _months(start: date, end: date) -> str:
    if (start.year, start.month) == (end.year, end.month):
        return _month(end)
    return f"{_month(start, year=start.year != end.year)} - {_month(end)}"


def when(day: EventDate | None) -> str:
    """Say a date in its own precision: '3 Feb 2026', '3-12 Feb 2026', 'Feb 2026', '2026', 'by 15 Feb 2026'."""
    if day is None:
        return UNDATED
    if day.start is None or day.precision == "by":
        return f"by {_day(day.end)}"
    if day.precision == "year" and day.start.year == day.end.year:
        return str(day.end.year)
    if day.precision == "month" and _whole_months(day.start, day.end):
        return _months(day.start, day.end)
    return interval(day.start, day.end)


def number(low: int, high: int | None) -> str:
    """Say a number with its bounds: '31+', '10', '10-12', 'up to 10', '0'."""
    if high is None:
        return f"{low}+"
    if low == high:
        return str(low)
    return f"up to {high}" if low == 0 else f"{low}-{high}"


def whole_counts(counts: Iterable[Count]) -> list[Count]:
    """Choose one count for each `of`, the whole before a part of it, deaths first."""
    chosen: dict[str, Count] = {}
    for count in counts:
        held = chosen.get(count.of)
        if held is None or (held.group is not None and count.group is None):
            chosen[count.of] = count
    return sorted(chosen.values(), key=lambda count: _RANK[count.of])


def one_count(count: Count) -> str:
    """Say one count: 'killed 31+', 'killed 3 (children)'."""
    group = f" ({clean(count.group)})" if count.group else ""
    return f"{label(count.of)} {number(count.low, count.high)}{group}"


def numbers(counts: Iterable[Count]) -> str:
    """Say all counts of an event: 'killed 31+; strikes 10'."""
    return "; ".join(one_count(count) for count in whole_counts(counts))


def telling_counts(counts: Iterable[Count]) -> list[str]:
    """Say the counts that tell a person something, each for itself: 'strikes 1' is what a strike is anyhow."""
    return [one_count(count) for count in whole_counts(counts) if _is_telling(count.of, count.low, count.high)]


def _is_telling(of: CountOf, low: int, high: int | None) -> bool:
    return of not in ("strikes", "munitions") or (low, high) != (1, 1)


def names(items: Iterable[str]) -> str:
    """Join names with '; '."""
    return "; ".join(clean(item) for item in items)


def short_names(items: Sequence[str], *, most: int = 2, width: int = 36) -> str:
    """Join names for a narrow column: the first few, cut at a word, and how many more there are."""
    shown = ", ".join(shorten(item, width) for item in items[:most])
    return shown + (f" +{len(items) - most}" if len(items) > most else "")


def shorten(text: str, width: int) -> str:
    """Cut text at a word so that it fits the width, with an ellipsis."""
    text = clean(text)
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > width // 2 else cut).rstrip(" ,;:-") + "…"


def marks(event: Event) -> str:
    """Say what sets an event apart from a plain reported incident: 'total', 'alleged', 'denied'."""
    found = ["total"] if event.scope == "aggregate" else []
    if event.status != "reported":
        found.append(event.status)
    return ", ".join(found)


def place_name(place: Place) -> str:
    """Give a place with its country's code where it isn't the country itself: 'Palmyra SY'."""
    name = clean(place.name)
    return name if place.precision == "country" or not place.country else f"{name} {clean(place.country)}"


def first_point(places: Iterable[Place]) -> Place | None:
    """Give the first place that has coordinates."""
    return next((place for place in places if place.latitude is not None and place.longitude is not None), None)


def plural(n: int, noun: str) -> str:
    """Say how many of a noun: '1 event', '34 events'."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


# --- incidents ----------------------------------------------------------------------------------------------------------------


def estimate(figure: Figure) -> str:
    """Say the best figure, with all that sources say where they differ: '12 (9-17)', '31+', '12 (9+)'."""
    best = number(figure.best_low, figure.best_high)
    every = number(figure.low, figure.high)
    return best if best == every else f"{best} ({every})"


def one_estimate(figure: Figure) -> str:
    """Say a figure with what it counts: 'killed 12 (9-17)'."""
    return f"{label(figure.of)} {estimate(figure)}"


def in_order(figures: Iterable[Figure]) -> list[Figure]:
    """Put figures in the order in which people look for them, deaths first."""
    return sorted(figures, key=lambda figure: _RANK[figure.of])


def estimates(incident: Incident, *, telling: bool = False) -> list[str]:
    """Say the numbers of an incident, each for itself: 'killed 12 (9-17)', 'strikes 10'; `telling` as in `telling_counts`."""
    figures = {figure.of: figure for figure in incident.figures}
    said = []
    for count in whole_counts(incident.counts):
        figure = figures.get(count.of)
        if figure is None or count.group is not None:
            said += telling_counts([count]) if telling else [one_count(count)]
        elif not telling or _is_telling(figure.of, figure.low, figure.high):
            said.append(one_estimate(figure))
    return said


def publisher(source: str | None, url: str | None, article: str) -> str:
    """Name who published an article: the source, else the host of its address, else the article itself."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:  # brackets that are no address of IPv6
        host = url
    return clean(source) or clean(host) or clean(article)


_ONE = {"strikes": "strike", "targets": "target", "munitions": "munition", "casualties": "casualty"}


def so_many(low: int, high: int | None, of: CountOf) -> str:
    """Say a number before what it counts: '101+ strikes', '1 strike', '31+ killed', '5-9 killed or captured'."""
    said = number(low, high)
    return f"{said} {_ONE.get(of, label(of)) if said == '1' else label(of)}"
