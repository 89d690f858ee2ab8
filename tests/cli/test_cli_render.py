"""Events in each format that pipes and files get."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from pathlib import Path

import pytest

from tests.cli.made import CAPTURE, EVENTS, KAMEN, STRIKE, TOTAL, UNDATED, VETROVO, Run
from tracker.cli.geocodes import geo_precision, where_prec
from tracker.cli.render import EVENT_COLUMNS, EVENT_FORMATS, bare, dumps, features
from tracker.model import Event, Place

# By date: the total since December, the strikes, the capture known by a day, the one without a date.
BY_DATE = [TOTAL, STRIKE, CAPTURE, UNDATED]


def test_a_pipe_gets_tsv_with_a_header_and_one_event_a_line(run: Run, db: Path) -> None:
    ran = run("timeline", "--events", "--db", db)
    assert ran.lines[0].split("\t") == list(EVENT_COLUMNS)
    assert len(ran.lines) == 1 + len(EVENTS)
    assert {line.count("\t") for line in ran.lines} == {len(EVENT_COLUMNS) - 1}
    assert ran.err == ""


def test_the_columns_stand_in_the_order_that_people_cut_by() -> None:
    # Scripts rely on these numbers: a new column goes before the id or in a new release's notes.
    assert EVENT_COLUMNS[:3] == ("date_start", "date_end", "date")
    assert EVENT_COLUMNS[4] == "type"
    assert EVENT_COLUMNS[7:13] == ("place", "admin1", "country", "actors", "targets", "counts")
    assert EVENT_COLUMNS[30:] == ("article", "radius_km", "geo_precision", "where_prec", "copy_of", "id")
    assert len(EVENT_COLUMNS) == 36


def test_tsv_says_what_is_known(run: Run, db: Path) -> None:
    ran = run("timeline", "--events", "--db", db, "--format", "tsv")
    rows = [dict(zip(EVENT_COLUMNS, line.split("\t"), strict=True)) for line in ran.lines[1:]]
    assert [row["id"] for row in rows] == [event.id for event in BY_DATE]
    strike, capture, undated = rows[1], rows[2], rows[3]
    assert (strike["date_start"], strike["date_end"], strike["date"]) == ("2026-02-03", "2026-02-12", "3-12 Feb 2026")
    assert strike["counts"] == "killed 31+; strikes 10"
    assert (strike["killed_low"], strike["killed_high"]) == ("31", "")
    assert (strike["latitude"], strike["longitude"], strike["place_precision"]) == ("34.56", "38.28", "town")
    assert (strike["radius_km"], strike["geo_precision"], strike["where_prec"]) == ("5.0", "1", "1")
    assert (capture["radius_km"], capture["geo_precision"], capture["where_prec"]) == ("", "3", "6")  # the country is known
    assert (undated["radius_km"], undated["geo_precision"], undated["where_prec"]) == ("", "", "")
    assert (capture["date_start"], capture["date"], capture["status"]) == ("", "by 15 Feb 2026", "alleged")
    assert (undated["date"], undated["date_end"]) == ("undated", "")


@pytest.mark.parametrize("format", EVENT_FORMATS)
def test_no_format_lets_a_title_steer_the_terminal(run: Run, db: Path, format: str) -> None:
    ran = run("timeline", "--events", "--db", db, "--format", format, width=200)
    for steering in ("\x1b", "\x07", "\x9b", "\u202e", "\u2069", "\r"):
        assert steering not in ran.out


def test_csv_is_read_back_by_a_csv_reader(run: Run, db: Path) -> None:
    ran = run("timeline", "--events", "--db", db, "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(ran.out)))
    assert [row["id"] for row in rows] == [event.id for event in BY_DATE]
    assert rows[1]["title"] == "Raids red [bold]on[/] depots 2J and more"


def test_json_is_the_contract_and_nothing_else(run: Run, db: Path) -> None:
    ran = run("timeline", "--events", "--db", db, "--format", "json")
    assert [Event.from_dict(event) for event in json.loads(ran.out)] == BY_DATE


def test_jsonl_is_one_contract_a_line(run: Run, db: Path) -> None:
    ran = run("timeline", "--events", "--db", db, "--format", "jsonl")
    assert [Event.from_dict(json.loads(line)) for line in ran.lines] == BY_DATE
    assert list(json.loads(ran.lines[0])) == list(STRIKE.as_dict())


def test_json_keeps_what_it_escapes() -> None:
    hostile = "a\x9b2J \u202eb\x7f \ud800 é"
    assert json.loads(dumps(hostile)) == hostile
    assert dumps(hostile).isprintable()


def test_geojson_has_a_feature_a_place(run: Run, db: Path) -> None:
    found = json.loads(run("timeline", "--events", "--db", db, "--format", "geojson").out)
    assert found["type"] == "FeatureCollection"
    total, strike, capture, _ = found["features"]
    assert strike["geometry"] == {"type": "Point", "coordinates": [38.28, 34.56]}  # longitude first, as RFC 7946 has it
    named = {name: strike["properties"][name] for name in ("place_precision", "radius_km", "geo_precision", "where_prec")}
    assert named == {"place_precision": "town", "radius_km": 5.0, "geo_precision": 1, "where_prec": 1}
    assert total["geometry"] is None
    assert capture["geometry"] is None  # a place without a point is none
    assert capture["properties"]["place"] == "Kamen"


def test_geojson_tells_the_places_of_one_event_apart() -> None:
    near = Place("Kobani", "near Kobani", "SY", "Aleppo", 36.89, 38.35, "town", 20.0)
    pair = dataclasses.replace(STRIKE, places=(VETROVO, KAMEN, near))
    one, two = features(bare(pair))
    assert (one["id"], two["id"]) == (f"{STRIKE.id}-1", f"{STRIKE.id}-2")  # an id is borne once
    for feature, place in ((one, VETROVO), (two, near)):
        assert feature["geometry"]["coordinates"] == [place.longitude, place.latitude]
        own = feature["properties"]
        assert (own["event"], own["id"], own["place"], own["admin1"]) == (STRIKE.id, feature["id"], place.name, place.admin1)
        assert (own["radius_km"], own["latitude"]) == (place.radius_km, place.latitude)
    assert [each["properties"]["where_prec"] for each in (one, two)] == [1, 2]


@pytest.mark.parametrize(
    ("place", "where", "geo"),
    [
        (VETROVO, 1, 1),
        (KAMEN, 6, 3),  # no point, but a country
        (Place("X", "X", "SY", "Homs"), 4, 3),  # no point, but a province
        (Place("X", "X"), None, None),
        (Place("Camp", "Camp", "SY", "Hasakah", 36.4, 41.2, "site", 2.0), 1, 1),
        (Place("Camp", "Camp", "SY", "Hasakah", 36.4, 41.2, "site", 10.0), 2, 2),  # known by its town alone
        (Place("Aleppo", "Aleppo", "SY", "Aleppo", 36.2, 37.2, "town", 12.0), 1, 1),  # a large city
        (Place("Aleppo", "near Aleppo", "SY", "Aleppo", 36.2, 37.2, "town", 27.0), 2, 2),
        (Place("Aleppo", "the Aleppo countryside", "SY", "Aleppo", 36.2, 37.2, "town", 32.0), 5, 2),
        (Place("Aleppo", "80 km from Aleppo", "SY", "Aleppo", 36.2, 37.2, "town", 92.0), 5, 3),
        (Place("Tal Abad", "Tal Abad", "SY", "Raqqa", 35.8, 39.0, "unknown", 13.0), 2, 2),
        (Place("Afrin", "Afrin district", "SY", "Aleppo", 36.5, 36.9, "district", 30.0), 3, 2),
        (Place("Homs", "Homs province", "SY", "Homs", 34.7, 36.7, "province", 144.0), 4, 3),
        (Place("Syria", "Syria", "SY", None, 35.1, 36.6, "country", 403.0), 6, 3),
        (Place("Sahel", "Sahel", None, None, 15.0, 2.0, "unknown", 500.0), 5, 3),
        (Place("Red Sea", "Red Sea", None, None, 20.0, 38.5, "unknown", 500.0), 7, 3),
        (Place("Gulf of Aden", "Gulf of Aden"), 7, 3),
        (Place("Port Sudan", "Port Sudan", "SD", "Red Sea", 19.6, 37.2, "town", 8.0), 1, 1),  # a province by that name
    ],
)
def test_precision_in_the_codes_of_the_field(place: Place, where: int | None, geo: int | None) -> None:
    assert (where_prec(place), geo_precision(place)) == (where, geo)


def test_markdown_cells_are_escaped(run: Run, db: Path) -> None:
    ran = run("timeline", "--events", "--db", db, "--format", "markdown")
    assert ran.lines[1] == "|" + " --- |" * 11
    assert "air\\_strike" in ran.lines[3]


@pytest.mark.parametrize(
    ("format", "printed"),
    [
        ("json", "[]\n"),
        ("jsonl", ""),
        ("geojson", '{"type": "FeatureCollection", "features":\n[]\n}\n'),
        ("tsv", "\t".join(EVENT_COLUMNS) + "\n"),
        ("csv", ",".join(EVENT_COLUMNS) + "\n"),
        ("table", ""),
    ],
)
def test_nothing_found_is_still_well_formed(run: Run, db: Path, format: str, printed: str) -> None:
    ran = run("timeline", "--events", "--db", db, "--place", "Nowhere", "--format", format)
    assert (ran.code, ran.out) == (0, printed)
