"""The options that choose by place: names and what they mean, circles, boxes. Strings in, what the store is asked for out."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from tracker.cli import words
from tracker.errors import UsageError
from tracker.model import Box, Circle, Meaning

if TYPE_CHECKING:
    from tracker.gazetteer import Entry, Gazetteer

HALF_WAY = 20_038  # km: no two points on the globe are farther from each other
_APART = 25.0  # km between two places of one name that are not one for a person
_FEW = 5  # candidates that a message names
_POINT = re.compile(r"\s*([-+]?\d+(?:\.\d*)?)\s*[,;\s]\s*([-+]?\d+(?:\.\d*)?)\s*")


def country_code(name: str, option: str = "--country") -> str:
    """Read a country as its ISO code or its name (UsageError where it is neither)."""
    from tracker.gazetteer import Gazetteer

    places = Gazetteer.open()
    known = places.country(name.upper()) if len(name) == 2 else None
    known = known or next((entry for entry in places.candidates(name) if entry.kind == "country"), None)
    if known is None or known.country is None:
        raise UsageError(f"{option}: no country is known as {name!r}: give its English name or its ISO code, such as SY")
    return known.country


# --- a name, and all that lies in what bears it -------------------------------------------------------------------------------


def meaning(names: Sequence[str], countries: Sequence[str], gazetteer: Gazetteer) -> Meaning | None:
    """Look up what names mean: towns and sites by their points, provinces and countries with all that lies in them."""
    if not names:
        return None
    points: dict[tuple[float, float], None] = {}
    areas: dict[tuple[str, str | None], None] = {}
    for entry in (entry for name in names for entry in gazetteer.candidates(name)):
        if entry.country is None or (countries and entry.country not in countries):
            continue
        if entry.kind == "country" or (entry.kind == "province" and entry.admin1):
            areas[entry.country, entry.admin1 if entry.kind == "province" else None] = None
        elif entry.kind in ("town", "site") and entry.latitude is not None and entry.longitude is not None:
            points[entry.latitude, entry.longitude] = None
    return Meaning(tuple(points), tuple(areas))


# --- so far around a place ----------------------------------------------------------------------------------------------------


def kilometres(within: str | None, of: Sequence[str]) -> float | None:
    """Read --within KM, which stands with --of or not at all."""
    if within is None and not of:
        return None
    if within is None:
        raise UsageError("--of needs --within KM: how far around it?")
    if not of:
        raise UsageError("--within needs --of: a place by its name, or LAT,LON")
    return _kilometres(within)


def circles(
    km: float, of: Sequence[str], countries: Sequence[str], gazetteer: Gazetteer
) -> tuple[tuple[Circle, ...], tuple[str, ...]]:
    """Read each --of PLACE; give the circles around them, and notes on names that several places bear."""
    notes: list[str] = []
    return tuple(Circle(*_middle(name, countries, gazetteer, notes), km) for name in of), tuple(notes)


def _kilometres(told: str) -> float:
    try:
        km = float(told.lower().removesuffix("km"))
    except ValueError:
        raise UsageError(f"--within: {told!r} is not a number of kilometres") from None
    if not 0 < km <= HALF_WAY:
        raise UsageError(f"--within: {told!r} is not between 0 and {HALF_WAY} kilometres")
    return km


def _middle(name: str, countries: Sequence[str], gazetteer: Gazetteer, notes: list[str]) -> tuple[float, float]:
    told = _POINT.fullmatch(name)
    if told is None:
        entry = _one(name, countries, gazetteer, notes)
        assert entry.latitude is not None
        assert entry.longitude is not None
        return entry.latitude, entry.longitude
    latitude, longitude = float(told[1]), float(told[2])
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise UsageError(f"--of: {name!r} is no point: LAT,LON are -90 to 90 and -180 to 180 degrees")
    return latitude, longitude


def _one(name: str, countries: Sequence[str], gazetteer: Gazetteer, notes: list[str]) -> Entry:
    """Choose what bears a name: one that is ten times the size of any other, else the user has to say which."""
    found = list(_bearers(name, countries, gazetteer))
    if not found:
        inside = f" in {', '.join(countries)}" if countries else ""
        raise UsageError(f"--of: no place is known as {name!r}{inside}: try another spelling, or give LAT,LON")
    best = found[0]
    others = [entry for entry in found[1:] if _apart(best, entry)]
    rivals = [entry for entry in others if _weight(entry) > _weight(best) - 1]
    if rivals:
        several = "; ".join(_told(entry) for entry in [best, *rivals][:_FEW])
        raise UsageError(f"--of: {name!r} may be {several}: add --country, write '{name}, {best.country}', or give LAT,LON")
    if others:
        notes.append(f"--of {name!r} is read as {_told(best)}, not {'; '.join(_told(entry) for entry in others[: _FEW - 2])}")
    return best


def _bearers(name: str, countries: Sequence[str], gazetteer: Gazetteer) -> Iterator[Entry]:
    """List the places of a name that have a point, the weightiest first; 'Tripoli, LB' names the country."""
    from tracker.gazetteer.names import key

    found = gazetteer.candidates(name)
    head, comma, land = name.rpartition(",")
    if not found and comma:
        countries, name = [country_code(land.strip(), "--of")], head
        found = gazetteer.candidates(head)
    fitting = [entry for entry in found if entry.latitude is not None and (not countries or entry.country in countries)]
    if fitting and all(entry.kind == "country" for entry in fitting):
        raise UsageError(f"--of: {name!r} is a country: --country finds all of it; name a town, or give LAT,LON")
    kinds = ("town", "site") if any(entry.kind in ("town", "site") for entry in fitting) else ("province", "district", "region")
    of_kind = [entry for entry in fitting if entry.kind in kinds]
    called = [entry for entry in of_kind if key(entry.name) == key(name)]  # the town of Homs before al-Khums, which is Homs too
    yield from sorted(called or of_kind, key=_weight, reverse=True)


def _weight(entry: Entry) -> float:
    """Give an entry's size in powers of ten; a site weighs as much as a town of 300,000, what a person has added more than any."""
    if entry.origin == "hand":
        return 10.0
    return 5.5 if entry.kind == "site" else math.log10(entry.population + 10)


def _apart(one: Entry, other: Entry) -> bool:
    from tracker.gazetteer.entry import kilometres

    points = (one.latitude, one.longitude, other.latitude, other.longitude)
    if None in points:
        return False
    a, b, c, d = (value for value in points if value is not None)
    return kilometres((a, b), (c, d)) > _APART


def _told(entry: Entry) -> str:
    parts = dict.fromkeys(words.clean(part) for part in (entry.name, entry.admin1, entry.country) if part)
    return f"{', '.join(parts)} ({entry.latitude:.2f},{entry.longitude:.2f})"


# --- a box --------------------------------------------------------------------------------------------------------------------


def box(told: str | None) -> Box | None:
    """Read --bbox WEST,SOUTH,EAST,NORTH, in RFC 7946's order."""
    if told is None:
        return None
    try:
        west, south, east, north = (float(part) for part in told.split(","))
    except ValueError:
        raise UsageError(f"--bbox: {told!r} is not WEST,SOUTH,EAST,NORTH in degrees, such as 35.7,32.3,42.4,37.3") from None
    if not (abs(west) <= 180 and abs(east) <= 180 and abs(south) <= 90 and abs(north) <= 90):
        raise UsageError(f"--bbox: {told!r} leaves the globe: west and east are -180 to 180 degrees, south and north -90 to 90")
    if south >= north or west == east:
        raise UsageError(f"--bbox: nothing lies in {told!r}: the order is WEST,SOUTH,EAST,NORTH")
    return Box(west, south, east, north)
