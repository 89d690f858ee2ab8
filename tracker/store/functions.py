"""Functions that SQL of the store calls: distances on the globe, and names folded as the gazetteer folds them."""

from __future__ import annotations

import math
import sqlite3

EARTH_KM = 6371.0088  # mean radius (IUGG)


def add_functions(connection: sqlite3.Connection) -> None:
    """Make `km_between` and `place_key` known to a connection."""
    connection.create_function("km_between", 4, km_between, deterministic=True)
    connection.create_function("place_key", 1, place_key, deterministic=True)


def km_between(latitude: float, longitude: float, other_latitude: float, other_longitude: float) -> float:
    """Give the great-circle distance between two points in degrees (haversine)."""
    a, b = math.radians(latitude), math.radians(other_latitude)
    turned = math.sin(math.radians(other_longitude - longitude) / 2)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * turned * turned
    return 2 * EARTH_KM * math.asin(math.sqrt(min(1.0, h)))


def place_key(name: str) -> str:
    """Fold a name to what its plain spellings share: 'al-Hol' and 'Hol', 'Deir ez-Zor' and 'Deir al-Zor'."""
    from tracker.gazetteer.names import key

    return key(name)
