"""Tell whether places of different reports may be one, or one lies in the other: by their points and radii, else by their names."""

from __future__ import annotations

from typing import Final

from tracker.gazetteer.entry import kilometres
from tracker.gazetteer.names import key
from tracker.model import Place, PlacePrecision

# From the finest to the roughest.
FINENESS: Final[dict[PlacePrecision, int]] = {"site": 0, "town": 1, "district": 2, "province": 3, "country": 4, "unknown": 5}
_NO_RADIUS_KM: Final = 5.0  # of a point with no radius said


def km(one: Place, other: Place) -> float | None:
    """Give the great-circle distance between two places; null where one has no point."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    return kilometres((one.latitude, one.longitude), (other.latitude, other.longitude))


def inside(inner: Place, outer: Place) -> bool:
    """Tell whether a place surely lies in another: a town in its province or country, a point in a radius around a finer place."""
    if outer.country and inner.country and outer.country != inner.country:
        return False
    if _name(outer) in _names(inner):
        return True
    if FINENESS[inner.precision] > FINENESS[outer.precision]:
        return False
    apart = km(inner, outer)
    in_reach = apart is not None and apart <= (outer.radius_km or _NO_RADIUS_KM)
    if outer.precision == "country":  # or a part of one, as the south
        return outer.country is not None and inner.country == outer.country and (in_reach or apart is None)
    if outer.precision == "province" and outer.admin1:
        return bool(inner.admin1) and key(inner.admin1 or "") == key(outer.admin1)
    return in_reach


def _name(place: Place) -> str:
    return key(place.name)


def _names(place: Place) -> set[str]:
    """Give the names that a place goes by: of a quarter, its town's too; of all, their province's."""
    parts = (*place.name.split(", "), place.name, place.admin1 or "")
    return {key(part) for part in parts if part}


def compatible(one: Place, other: Place) -> bool:
    """Tell whether two places may be one: one inside the other, or their radii touch."""
    if one.country and other.country and one.country != other.country:
        return False
    if inside(one, other) or inside(other, one):
        return True
    if one.precision == other.precision == "province" and one.admin1 and other.admin1:
        return key(one.admin1) == key(other.admin1)
    apart = km(one, other)
    if apart is None:
        return "unknown" in {one.precision, other.precision}
    return apart <= max(one.radius_km or _NO_RADIUS_KM, other.radius_km or _NO_RADIUS_KM)
