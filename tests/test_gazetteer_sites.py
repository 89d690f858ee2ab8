"""The curated sites: each has a source, a radius and the right country; those that everybody names are where they should be."""

from __future__ import annotations

import math
import sqlite3
from pathlib import Path

import pytest

import tracker.data
from tracker.gazetteer import Gazetteer

DATA = Path(tracker.data.__file__).parent
SITES = [
    line.split("\t")
    for line in (DATA / "sites.tsv").read_text(encoding="utf-8").split("\n")
    if line.strip() and not line.startswith("#")
]
SOURCES = ("airportsdata:", "ourairports:", "port:", "geonames:", "town:", "near:", "border:")
GAZETTEER = Gazetteer.open()
# An island, a jungle and a desert without a town of their own in the gazetteer, with foreign ones nearer.
REMOTE = ["site:baengnyeong", "site:darien-gap", "site:waleed-crossing"]


@pytest.fixture(scope="module")
def database() -> sqlite3.Connection:
    return sqlite3.connect(f"{(DATA / 'gazetteer.db').as_uri()}?mode=ro", uri=True)


def kilometres(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Give the distance on a plane, good enough for a few hundred kilometres."""
    across = math.cos(math.radians((one[0] + other[0]) / 2))
    return 111.2 * math.hypot(one[0] - other[0], (one[1] - other[1]) * across)


def test_holds_sites_of_the_whole_world() -> None:
    assert len(SITES) >= 500
    assert len({row[0] for row in SITES}) == len(SITES)
    assert len({row[4] for row in SITES}) >= 55


@pytest.mark.parametrize("row", SITES, ids=[row[0] for row in SITES])
def test_every_row_has_names_a_source_and_a_radius(row: list[str]) -> None:
    _ref, whole, bare, _kind, country, own, radius, source, _note = row
    assert whole or bare
    assert len(country) == 2
    assert source.startswith(SOURCES)
    assert 0 < float(radius) <= 150
    # a point of our own only where a border or a far neighbour holds it
    assert bool(own) == source.startswith(("near:", "border:"))


def test_a_town_s_point_has_a_radius_that_says_so() -> None:
    assert not [r[0] for r in SITES if r[7].startswith("town:") and float(r[6]) < 3]


def test_the_built_file_carries_every_site_with_class_radius_and_source(database: sqlite3.Connection) -> None:
    query = "SELECT ref, class, country, radius_km, source FROM place WHERE class NOT NULL"
    built = {row[0]: row[1:] for row in database.execute(query)}
    assert built == {f"site:{r[0]}": (r[3], r[4], float(r[6]), r[7]) for r in SITES}


def test_every_site_has_a_town_of_its_country_near(database: sqlite3.Connection) -> None:
    """Catch a slip of a sign or of two digits; the build itself holds each site against Natural Earth's boundaries."""
    towns = database.execute("SELECT latitude, longitude, country FROM place WHERE kind = 'town' AND population >= 500").fetchall()
    cells: dict[tuple[int, int], list[tuple[float, float, str]]] = {}
    for latitude, longitude, country in towns:
        cells.setdefault((int(latitude // 1), int(longitude // 1)), []).append((latitude, longitude, country))
    wrong = []
    for ref, latitude, longitude, country in database.execute(
        "SELECT ref, latitude, longitude, country FROM place WHERE class NOT NULL"
    ):
        cell = int(latitude // 1), int(longitude // 1)
        near = [t for i in (-1, 0, 1) for j in (-1, 0, 1) for t in cells.get((cell[0] + i, cell[1] + j), [])]
        if near and country not in {t[2] for t in near}:
            wrong.append(ref)
    assert sorted(wrong) == REMOTE


def test_only_sites_carry_a_class(database: sqlite3.Connection) -> None:
    query = "SELECT count(*) FROM place WHERE (radius_km NOT NULL OR source NOT NULL OR class NOT NULL) AND kind != 'site'"
    assert database.execute(query).fetchone() == (0,)


def test_most_sites_know_their_division(database: sqlite3.Connection) -> None:
    known, total = database.execute("SELECT count(admin1), count(*) FROM place WHERE class NOT NULL").fetchone()
    assert known / total > 0.95  # not the islands, nor a desert without a town


@pytest.mark.parametrize(
    ("name", "country", "latitude", "longitude", "km"),
    [
        ("al-Hol camp", "SY", 36.377, 41.143, 5),
        ("Shaddadi prison", "SY", 36.06, 40.73, 6),
        ("Ghwayran prison", "SY", 36.482, 40.747, 6),
        ("al-Tanf", "SY", 33.506, 38.618, 30),
        ("Ain al-Asad", "IQ", 33.786, 42.441, 5),
        ("Hmeimim", "SY", 35.401, 35.949, 4),
        ("Evin prison", "IR", 35.795, 51.385, 15),
        ("Saydnaya prison", "SY", 33.665, 36.329, 8),
        ("Bagram", "AF", 34.946, 69.265, 5),
        ("Zaporizhzhia nuclear power plant", "UA", 47.512, 34.586, 9),
        ("Kerem Shalom crossing", "PS", 31.228, 34.285, 6),
        ("Hodeidah port", "YE", 14.834, 42.933, 5),
    ],
)
def test_the_sites_that_all_reports_name(name: str, country: str, latitude: float, longitude: float, km: float) -> None:
    sites = [e for e in GAZETTEER.candidates(name) if e.kind == "site" and e.country == country]
    assert sites
    assert sites[0].latitude is not None
    assert sites[0].longitude is not None
    assert kilometres((sites[0].latitude, sites[0].longitude), (latitude, longitude)) <= km


@pytest.mark.parametrize(
    ("code", "name", "demonym"),
    [
        ("ST", "Sao Tome and Principe", "santomean"),
        ("KN", "St. Kitts and Nevis", "kittitian"),
        ("SM", "San Marino", "sammarinese"),
        ("LC", "Saint Lucia", "saint lucian"),
        ("GI", "Gibraltar", "gibraltarian"),
        ("FK", "Falklands", "falkland islander"),
        ("BV", "Bouvet Island", None),  # where nobody lives: no demonym and no point
    ],
)
def test_small_countries_are_countries_too(code: str, name: str, demonym: str | None) -> None:
    assert (code, "country") in {(e.country, e.kind) for e in GAZETTEER.candidates(name)}
    if demonym:
        assert GAZETTEER.demonyms()[demonym] == code


def test_every_country_of_iso_3166_is_there(database: sqlite3.Connection) -> None:
    codes = {row[0] for row in database.execute("SELECT country FROM place WHERE kind = 'country'")}
    assert len(codes) == 250  # 249 of ISO 3166-1, and Kosovo


def test_every_country_but_the_smallest_has_divisions(database: sqlite3.Connection) -> None:
    query = "SELECT DISTINCT country FROM place WHERE kind = 'country' EXCEPT SELECT country FROM place WHERE kind = 'province'"
    # City-states, lands without people and single islands; Western Sahara has none in ISO 3166-2.
    lacking = {row[0] for row in database.execute(query)}
    assert len(lacking) <= 30
    assert not lacking & {"SY", "IQ", "YE", "SO", "SS", "PS", "LY", "UA", "ML", "MM"}


def test_conflict_countries_hold_villages_and_others_hold_towns(database: sqlite3.Connection) -> None:
    small = {
        row[0]
        for row in database.execute("SELECT DISTINCT country FROM place WHERE kind = 'town' AND population BETWEEN 500 AND 14999")
    }
    assert {"SY", "IQ", "YE", "AF", "PK", "SO", "SD", "UA", "ML", "NG", "CD", "MM", "CO", "PH", "EH"} <= small
    assert "SE" not in small
