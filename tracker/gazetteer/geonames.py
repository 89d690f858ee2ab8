"""Read files of GeoNames (country dumps and extracts): tab-separated, one place a line, as download.geonames.org has them.

Columns: geonameid, name, asciiname, alternatenames, latitude, longitude, feature class, feature code, country code, cc2, admin1
code, admin2 code, admin3 code, admin4 code, population, elevation, dem, timezone, modification date.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from tracker.gazetteer import names
from tracker.gazetteer.own import OwnKind, OwnPlace

COLUMNS = 19
_MOST_NAMES = 30  # alternate names of one place that are kept

# What is taken besides every populated place (class P): features by class and code, each with the class of site it is, as `own`
# names it. What is abandoned (AIRQ, PRNQ) is taken where armies still use or strike it.
SITES: dict[str, str] = {
    "S.AIRB": "air base",
    "S.AIRF": "airport",  # airfield
    "S.AIRH": "air base",  # heliport
    "S.AIRP": "airport",
    "S.AIRQ": "airport",  # abandoned airfield
    "S.BDG": "bridge",
    "S.BRKS": "base",  # barracks
    "S.CMP": "camp",
    "S.CMPRF": "camp",  # refugee camp
    "S.DAM": "dam",
    "S.FT": "base",  # fort
    "S.HSP": "hospital",
    "S.INSM": "base",  # military installation
    "S.NVB": "base",  # naval base
    "L.NVB": "base",
    "L.MILB": "base",
    "L.OILF": "oil field",
    "L.GASF": "gas field",
    "L.PRT": "port",
    "H.HBR": "port",  # harbour
    "S.OILR": "refinery",
    "S.PRN": "prison",
    "S.PRNQ": "prison",  # abandoned prison
    "S.PS": "plant",  # power station
    "S.PSH": "plant",  # hydro-electric
    "S.PSN": "plant",  # nuclear
    "S.PSTB": "crossing",  # border post
    "S.PSTC": "crossing",  # customs post
}
DIVISIONS: dict[str, OwnKind] = {"ADM1": "province", "ADM2": "district", "ADM3": "district", "ADMD": "district"}
# Populated places that are no more: historical ones. Abandoned and destroyed ones (PPLQ, PPLW) are still named.
_PAST = frozenset({"PPLH", "PPLCH"})
_SEATS = {"PPLC": 0, "PPLA": 1, "PPLA2": 2, "PPLA3": 3, "PPLA4": 4}

# What a division is called is no part of its name: 'Homs Governorate' is looked up as 'Homs'.
_TYPE_WORDS = re.compile(
    r"^(?:muhafazat|provincia d[eil]|province of|state of|district of|republic of|wilaya de|wilayat|wilayah|region d[eu]|region of"
    r"|ostan-e|velayat-e|nahiyat|qada|mintaqat)\s+(?:the\s+)?"
    r"|\s+(?:governorate|province|district|region|state|oblast|agency|county|raion|rayon|prefecture|department|municipality|division"
    r"|emirate|township|city|viloyati|wilayat|krai|kray|ostani|vilayet|subdistrict|nahiya|cercle|local government area)$"
)
_LATIN = re.compile(r"[A-Za-z\u00aa-\u02af\u1e00-\u1eff\u0300-\u036f '’‘`ʼʻʿʾˌ.,()/&-]+$")


class BadRow(NamedTuple):
    """A row that could not be read. `number` counts lines from 1."""

    number: int
    reason: str


class _Row(NamedTuple):
    """The columns of a line that are read."""

    place: OwnPlace
    code: str
    admin1: str
    admin2: str


def looks_like_geonames(line: str) -> bool:
    """Say whether a line is one of a GeoNames file."""
    cells = line.rstrip("\r\n").split("\t")
    return len(cells) in (COLUMNS, COLUMNS - 1) and cells[0].isdigit() and len(cells[6]) <= 1


def read_geonames(lines: Iterable[str], country: str | None = None) -> Iterator[OwnPlace | BadRow]:
    """Give the places of a file that are taken, divisions last, since each has its seat's point; bad rows as they come.

    `country` is the only one to be taken, null for all. What is no populated place, division or site is passed over.
    """
    divisions: list[_Row] = []
    seats: dict[tuple[str, ...], tuple[int, int, OwnPlace]] = {}
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("#"):
            continue
        row = _read(number, line)
        if isinstance(row, BadRow):
            yield row
        elif row is None or (country is not None and row.place.country != country):
            continue
        elif row.code in DIVISIONS:
            divisions.append(row)
        else:
            _note_seat(row, seats)
            yield row.place
    yield from (_seated(row, seats) for row in divisions)


def _read(number: int, line: str) -> _Row | BadRow | None:
    cells = line.rstrip("\r\n").split("\t")
    if len(cells) not in (COLUMNS, COLUMNS - 1):
        return BadRow(number, f"has {len(cells)} columns, not the {COLUMNS} of GeoNames")
    feature, code, country = f"{cells[6]}.{cells[7]}", cells[7], cells[8].upper()
    kind = _kind(cells[6], code)
    if kind is None:
        return None
    try:
        point = read_point(cells[4], cells[5])
        identity, population = int(cells[0]), max(0, int(cells[14] or 0))
    except ValueError as error:
        return BadRow(number, _said(error))
    if not re.fullmatch("[A-Z]{2}", country):
        return BadRow(number, f"country {cells[8]!r} is no code of two letters")
    admin1 = cells[10] if cells[10] not in ("", "00") else ""
    place = OwnPlace(
        name=bare(cells[1]) if kind in ("province", "district") else cells[1],
        kind=kind,
        country=country,
        latitude=point[0],
        longitude=point[1],
        other_names=_other_names(cells[1:4]),
        division=f"{country}.{admin1}" if admin1 else None,
        population=population,
        geonames=identity,
        feature=feature,
    )
    return _Row(place, code, admin1, cells[11]) if place.name else BadRow(number, "has no name")


def _said(error: ValueError) -> str:
    told = str(error)
    return "a number is not one" if told.startswith("invalid literal") else told


def read_point(latitude: str, longitude: str) -> tuple[float, float]:
    """Read a point in degrees (ValueError says what is wrong with it)."""
    point = []
    for name, cell, most in (("latitude", latitude, 90), ("longitude", longitude, 180)):
        try:
            degrees = float(cell)
        except ValueError:
            raise ValueError(f"{name} {cell!r} is not a number" if cell.strip() else f"has no {name}") from None
        if not -most <= degrees <= most:  # not a number fails this as well
            raise ValueError(f"{name} {cell} is not between -{most} and {most}")
        point.append(degrees)
    if point == [0.0, 0.0]:
        raise ValueError("0, 0 is a point in the sea that stands for none")
    return point[0], point[1]


def _kind(feature_class: str, code: str) -> OwnKind | None:
    if feature_class == "P":
        return None if code in _PAST else "town"
    if feature_class == "A":
        return DIVISIONS.get(code)
    return "site" if f"{feature_class}.{code}" in SITES else None


def bare(name: str) -> str:
    """Strip the words that say what kind of division it is, where they stand."""
    found = _TYPE_WORDS.search(names.plain(name))
    if not found:
        return name
    words = name.split()
    count = len(found[0].split())
    kept = words[count:] if found.start() == 0 else words[:-count]
    return " ".join(kept) or name


def usable(name: str) -> bool:
    """Say whether an alternate name can stand in an English text: Latin letters, a capital, no code of an airport, no digits."""
    if not _LATIN.match(name) or name == name.lower() or (len(name) <= 4 and name.isupper()):
        return False
    return len(names.key(name)) >= 3


def _other_names(cells: list[str]) -> tuple[str, ...]:
    """Give the ASCII name and the alternate names, one for each key."""
    name, plain, alternates = cells
    seen = {names.key(name)}
    kept = []
    for each in (plain, *alternates.split(",")):
        told = each.strip().replace("|", " ")
        if told and usable(told) and (key := names.key(told)) not in seen:
            seen.add(key)
            kept.append(told)
    return tuple(kept[:_MOST_NAMES])


def _note_seat(row: _Row, seats: dict[tuple[str, ...], tuple[int, int, OwnPlace]]) -> None:
    """Remember the seat of a division, or the largest place in it as long as no seat is known."""
    if row.place.kind != "town" or not row.admin1:
        return
    level = _SEATS.get(row.code)
    for division, own in (((row.place.country, row.admin1), (0, 1)), ((row.place.country, row.admin1, row.admin2), (0, 1, 2))):
        if not division[-1]:
            continue
        rank = 0 if level in own else 1
        candidate = (rank, -row.place.population, row.place)
        if (rank == 0 or row.place.population) and (division not in seats or candidate[:2] < seats[division][:2]):
            seats[division] = candidate


def _seated(row: _Row, seats: dict[tuple[str, ...], tuple[int, int, OwnPlace]]) -> OwnPlace:
    """Give a division its seat's point, where the file has the seat; the middle of a province may be a desert."""
    division = (row.place.country, row.admin1) if row.code == "ADM1" else (row.place.country, row.admin1, row.admin2)
    spelt = tuple(dict.fromkeys(bare(name) for name in row.place.other_names))
    place = dataclasses.replace(row.place, other_names=tuple(name for name in spelt if name != row.place.name))
    if row.code not in ("ADM1", "ADM2") or division not in seats:
        return place
    seat = seats[division][2]
    return dataclasses.replace(place, latitude=seat.latitude, longitude=seat.longitude)
