"""Read tables of places: CSV with a header that names at least name, latitude, longitude and country, in whatever words."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator

from tracker.gazetteer.around import Around, read_country
from tracker.gazetteer.database import Gazetteer
from tracker.gazetteer.geonames import BadRow, read_point
from tracker.gazetteer.own import KIND_WORDS, OwnKind, OwnPlace

# How headers say what a column is; case, spaces and underscores aside.
HEADERS: dict[str, str] = {
    **dict.fromkeys("name place placename location toponym locality asciiname settlement site village town".split(), "name"),
    **dict.fromkeys("latitude lat y latitudedd latdd ylat".split(), "latitude"),
    **dict.fromkeys("longitude lon lng long x longitudedd londd xlon".split(), "longitude"),
    **dict.fromkeys("country countrycode countryname cc iso iso2 isocode iso3166 iso31661alpha2 adm0 admin0".split(), "country"),
    **dict.fromkeys("admin1 adm1 admin1name adm1name province governorate state oblast division".split(), "admin1"),
    **dict.fromkeys("kind type class category placetype featuretype".split(), "kind"),
    **dict.fromkeys(
        "othernames othername alternatenames alternatename altnames altname aliases alias aka spellings".split(), "other_names"
    ),
    **dict.fromkeys("population pop".split(), "population"),
    **dict.fromkeys("radiuskm radius".split(), "radius_km"),
    **dict.fromkeys("geonamesid geonameid geonames".split(), "geonames"),
}
NEEDED = ("name", "latitude", "longitude", "country")
_MOST_KM = 500.0  # a radius beyond which a point says nothing


class NoTable(Exception):
    """Carry the reason why a file is no table of places."""


class Table:
    """The header of a table: which column holds what."""

    def __init__(self, header: str) -> None:
        """Read the header line; NoTable where it does not name the columns that are needed."""
        self.delimiter = max(",;\t", key=header.count)
        cells = next(csv.reader([header.lstrip("\ufeff")], delimiter=self.delimiter), [])
        self.columns: dict[str, int] = {}
        for at, cell in enumerate(cells):
            meaning = HEADERS.get(re.sub(r"[^a-z0-9]", "", cell.casefold()))
            if meaning:
                self.columns.setdefault(meaning, at)
        if missing := [name for name in NEEDED if name not in self.columns]:
            raise NoTable(f"no column for {', '.join(missing)}: the first line has to name name, latitude, longitude and country")

    def cell(self, row: list[str], name: str) -> str:
        """Give a cell, '' where the row or the table has none."""
        at = self.columns.get(name)
        return row[at].strip() if at is not None and at < len(row) else ""


def read_table(lines: Iterable[str], gazetteer: Gazetteer) -> Iterator[OwnPlace | BadRow]:
    """Give the places of a table, bad rows as they come (NoTable where its header is none). Lines count from 1, the header."""
    feed = iter(lines)
    table = Table(next(feed, "").rstrip("\r\n"))
    reader = csv.reader(feed, delimiter=table.delimiter)
    around = Around(gazetteer)
    while True:
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield BadRow(reader.line_num + 1, f"can't be read: {error}")
            continue
        if not any(cell.strip() for cell in row):
            continue
        try:
            yield _place(table, row, gazetteer, around)
        except ValueError as error:
            yield BadRow(reader.line_num + 1, str(error))


def _place(table: Table, row: list[str], gazetteer: Gazetteer, around: Around) -> OwnPlace:
    cells = {name: table.cell(row, name) for name in dict.fromkeys(HEADERS.values())}
    if table.delimiter != ",":
        cells["latitude"], cells["longitude"] = (cells[name].replace(",", ".") for name in ("latitude", "longitude"))
    if not cells["name"]:
        raise ValueError("has no name")
    point = read_point(cells["latitude"], cells["longitude"])
    country = _country(cells["country"], gazetteer)
    around.check(country, point)
    kind = read_kind(cells["kind"])
    division, admin1 = locate(around, country, point, cells["admin1"])
    return OwnPlace(
        name=cells["name"],
        kind=kind,
        country=country,
        latitude=point[0],
        longitude=point[1],
        other_names=tuple(dict.fromkeys(part.strip() for part in re.split(r"[|;,]", cells["other_names"]) if part.strip())),
        admin1=admin1,
        division=division,
        population=_whole(cells["population"], "population"),
        radius_km=_radius(cells["radius_km"]),
        geonames=_whole(cells["geonames"], "GeoNames id") or None,
    )


def _country(words: str, gazetteer: Gazetteer) -> str:
    if not words:
        raise ValueError("has no country")
    code = read_country(gazetteer, words)
    if code is None:
        raise ValueError(f"no country is known as {words!r}")
    return code


def read_kind(words: str) -> OwnKind:
    """Read what kind of place it is (ValueError where the word is not known); a town where nothing is said."""
    if not words:
        return "town"
    kind = KIND_WORDS.get(re.sub(r"[^a-z0-9]", "", words.casefold()))
    if kind is None:
        raise ValueError(f"kind {words!r} is not one of site, town, district and province")
    return kind


def locate(around: Around, country: str, point: tuple[float, float], admin1: str) -> tuple[str | None, str | None]:
    """Give the division's code and name: the one that is named, else the one that the point lies in."""
    return around.named_division(country, admin1) if admin1 else around.division(country, point)


def _whole(cell: str, name: str) -> int:
    if not cell:
        return 0
    digits = re.sub(r"[\s,']", "", cell)
    if not digits.isdigit() or len(digits) > 12:
        raise ValueError(f"{name} {cell!r} is not a whole number")
    return int(digits)


def _radius(cell: str) -> float | None:
    if not cell:
        return None
    try:
        radius = float(cell)
    except ValueError:
        raise ValueError(f"radius {cell!r} is not a number of km") from None
    if not 0 < radius <= _MOST_KM:
        raise ValueError(f"radius {cell} is not between 0 and {_MOST_KM:g} km")
    return radius
