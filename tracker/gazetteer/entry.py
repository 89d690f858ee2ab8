"""What the gazetteer answers with: one place that a name may mean."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

EntryKind = Literal["site", "town", "district", "province", "country", "region"]
Origin = Literal["built-in", "installed", "imported", "hand"]

# Order of kinds among bearers of one name, as candidates are listed.
RANKS: dict[EntryKind, int] = {"country": 0, "site": 1, "region": 2, "province": 3, "town": 4, "district": 5}
# What a kind weighs where nothing else decides: 'Homs' is sooner the town than the province, 'Georgia' sooner the country.
_WEIGHTS: dict[EntryKind, float] = {"country": 6.0, "region": 6.0, "site": 5.0, "province": 3.0, "town": 0.0, "district": -0.5}
# A place that a person has added by hand is meant before a city of a million of the same name, all else being equal.
_BY_HAND = 7.0
_EARTH_KM = 6371.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One place that a name may mean.

    `country` is ISO 3166-1 alpha-2, null for a region of several countries. `admin1` is the name of the first-level division and
    `division` its GeoNames code ('SY.11'). A division has its seat's point, a country the middle of its inhabited places;
    both coordinates are null where no open source gives a point. `id` holds over releases. `radius_km` is how far from the
    point the place may reach, null where it is that of its kind. `origin` says where it is from: the built-in file, or the
    user's own places, installed from GeoNames, imported from a file or added by hand.
    """

    name: str
    kind: EntryKind
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    population: int
    id: str
    division: str | None = None
    radius_km: float | None = None
    origin: Origin = "built-in"


def preference(entry: Entry) -> float:
    """Weigh an entry by what it is alone, without an article: kind, then size, then whether a person has added it by hand."""
    size = math.log10(entry.population + 10) * (1.0 if entry.kind == "town" else 0.3)
    return _WEIGHTS[entry.kind] + size + (_BY_HAND if entry.origin == "hand" else 0.0)


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Give the great-circle distance between two points, each latitude and longitude in degrees."""
    a, b = math.radians(one[0]), math.radians(other[0])
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other[1] - one[1]) / 2) ** 2
    return _EARTH_KM * 2 * math.asin(math.sqrt(min(1.0, h)))
