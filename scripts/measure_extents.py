"""Measure how far the towns of each division and country spread around its point; write tracker/data/extents.tsv.

Run it from the repository after `scripts/build_gazetteer.py`: `python scripts/measure_extents.py`. The same gazetteer gives the
same bytes. A radius holds 95 of 100 towns, so that one island far off does not double it. Those of fewer than five towns are left
out: they tell too little. So is a town that lies more than 500 km from its division's point with no other of it within 300 km:
it has the division's code by mistake.
"""

from __future__ import annotations

import math
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

DATA = Path(__file__).resolve().parent.parent / "tracker" / "data"
SHARE = 0.95
FEWEST = 5  # towns
FAR, ALONE = 500, 300  # km
SMALLEST = 10  # km
EARTH_KM = 6371.0088

HEAD = """\
# How far the towns of a division (GeoNames code) or country (ISO 3166-1) spread around its point: the radius in km that holds
# 95 of 100 of those in gazetteer.db (GeoNames, CC BY 4.0). Written by scripts/measure_extents.py.
"""

Point = tuple[float, float]


def kilometres(one: Point, other: Point) -> float:
    """Give the great-circle distance between two points, each latitude and longitude in degrees."""
    a, b = math.radians(one[0]), math.radians(other[0])
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other[1] - one[1]) / 2) ** 2
    return EARTH_KM * 2 * math.asin(math.sqrt(min(1.0, h)))


def radius(middle: Point, towns: Sequence[Point]) -> int:
    """Give the radius around a point that holds most of the towns."""
    away = sorted(kilometres(middle, town) for town in towns)
    return max(SMALLEST, math.ceil(away[math.ceil(SHARE * len(away)) - 1]))


def within(middle: Point, towns: Sequence[Point]) -> list[Point]:
    """Leave out towns that are far from all others of their division."""
    far = [town for town in towns if kilometres(middle, town) > FAR]
    lost = {town for town in far if all(other == town or kilometres(town, other) > ALONE for other in towns)}
    return [town for town in towns if town not in lost]


def measured(gazetteer: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    """Give the code of each division and country with its radius, in order of the codes."""
    middles: dict[str, Point] = {}
    towns: dict[str, list[Point]] = defaultdict(list)
    places = "SELECT kind, country, admin1, latitude, longitude FROM place WHERE latitude IS NOT NULL ORDER BY id"
    for kind, country, division, *point in gazetteer.execute(places):
        if kind in ("province", "country"):
            code = division if kind == "province" else country
            if code:
                middles.setdefault(code, (point[0], point[1]))
        elif kind == "town":
            for code in filter(None, (division, country)):
                towns[code].append((point[0], point[1]))
    for code in sorted(middles):
        own = within(middles[code], towns[code]) if "." in code else towns[code]
        if len(own) >= FEWEST:
            yield code, radius(middles[code], own)


def main() -> None:
    """Write the table."""
    gazetteer = sqlite3.connect(f"{(DATA / 'gazetteer.db').as_uri()}?mode=ro", uri=True)
    rows = "".join(f"{code}\t{km}\n" for code, km in measured(gazetteer))
    (DATA / "extents.tsv").write_text(HEAD + rows, "utf-8")


if __name__ == "__main__":
    main()
