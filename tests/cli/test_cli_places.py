"""`tracker places`: what each command prints, keeps and refuses."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from tests.cli.made import Run
from tests.made_places import SYRIA, zipped

VILLAGES = "name,lat,lng,country,type\nTel Quz,36.6,38.9,SY,village\nBad,x,38.9,SY,\nCamp Nour,36.1,38.4,Syria,camp\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "villages.csv").write_text(VILLAGES, encoding="utf-8")
    return tmp_path


def rows(run: Run, *words: object) -> list[dict[str, str]]:
    ran = run("places", *words, "--format", "csv")
    return list(csv.DictReader(io.StringIO(ran.out)))


def test_a_place_is_added_listed_found_and_removed(run: Run) -> None:
    ran = run("places", "add", "Tal Maraq", "35.61", "40.17", "--country", "Syria", "--alias", "Tell Marak", "--by", "ana")
    assert (ran.code, ran.out, ran.err) == (0, "", "added: Tal Maraq, town in Deir ez-Zor, SY at 35.61, 40.17\n")
    assert run("places", "add", "tal maraq", "35.61", "40.17", "--country", "SY", "--kind", "prison").err.startswith("changed: ")
    (listed,) = rows(run, "list")
    assert (listed["name"], listed["kind"], listed["country"]) == ("tal maraq", "site", "SY")
    (found,) = rows(run, "find", "Tal-Maraq")
    assert (found["id"], found["reasons"]) == (listed["id"], "name; added by hand: before all others; site")
    ran = run("places", "remove", "Tal Maraq")
    assert (ran.code, ran.err) == (0, f"removed: tal maraq, site in SY ({listed['id']})\n")
    assert rows(run, "list") == []


def test_a_longitude_in_the_west_is_no_option(run: Run) -> None:
    assert run("places", "add", "Anse Bleue", "19.63", "-73.05", "--country", "HT").code == 0
    assert rows(run, "list")[0]["longitude"] == "-73.05"


def test_namesakes_added_by_hand_are_told(run: Run) -> None:
    run("places", "add", "Tal Maraq", "35.61", "40.17", "--country", "SY")
    told = run("places", "add", "Tal Maraq", "35.8", "40.17", "--country", "SY").err.splitlines()
    assert told[1].startswith("note: you have another Tal Maraq in SY, at 35.61, 40.17: 'tracker places remove own:")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["Tal", "x", "40", "--country", "SY"], "latitude 'x' is not a number"),
        (["Tal", "95", "40", "--country", "SY"], "latitude 95 is not between -90 and 90"),
        (["Tal", "35", "40", "--country", "Narnia"], "no country is known as 'Narnia'"),
        (["Tal", "40.2", "35.6", "--country", "SY"], "40.2, 35.6 is far from SY: are latitude and longitude swapped?"),
        (
            ["Tal", "35", "40", "--country", "SY", "--kind", "planet"],
            "kind 'planet' is not one of site, town, district and province",
        ),
        ([" ", "35", "40", "--country", "SY"], "the place has no name"),
        (["Tal", "35", "40"], "--country"),
        (["Tal", "35", "40", "--country", "SY", "--radius", "-1"], "--radius"),
    ],
)
def test_what_can_not_be_added_is_told_in_one_line(run: Run, words: list[str], told: str) -> None:
    ran = run("places", "add", *words)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err
    assert ran.err.count("\n") == 1


def test_a_file_is_imported_with_its_bad_rows_told(run: Run, folder: Path) -> None:
    ran = run("places", "import", folder / "villages.csv")
    assert ran.code == 0
    assert ran.lines[1].split("\t")[1:] == ["2", "2", "0", "0", "0", "1"]
    assert ran.err == "skipped villages.csv row 3: latitude 'x' is not a number\n"
    assert run("places", "import", folder / "villages.csv", "--strict").code == 1
    assert [row["name"] for row in rows(run, "list")] == ["Camp Nour", "Tel Quz"]  # once
    assert run("places", "remove", "--source", folder / "villages.csv").err.startswith("removed: 2 places from ")


def test_very_many_bad_rows_are_counted(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("name,lat,lon,country\nTel Quz,36.6,38.9,SY\n" + "A,x,1,SY\n" * 50, encoding="utf-8")
    told = run("places", "import", tmp_path / "x.csv").err.splitlines()
    assert len(told) == 21
    assert told[-1] == "skipped x.csv: 30 more rows that can't be read"


def test_a_file_that_can_not_be_read_does_not_stop_the_others(run: Run, folder: Path) -> None:
    ran = run("places", "import", folder / "none.csv", folder, folder / "villages.csv", "--format", "json")
    assert ran.code == 0
    assert [row["places"] for row in json.loads(ran.out)] == [2]
    assert "none.csv: No such file or directory\n" in ran.err
    assert run("places", "import", folder / "none.csv").code == 1


def test_countries_are_installed_and_a_missing_one_does_not_stop_the_others(run: Run, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/SY.zip").respond_with_data(zipped(SYRIA), content_type="application/zip")
    httpserver.expect_request("/IQ.zip").respond_with_data(b"", status=404)
    ran = run("places", "install", "IQ", "Syria", "--from", httpserver.url_for("/"), "--format", "jsonl")
    assert ran.code == 0
    assert json.loads(ran.out) == {"source": "SY", "places": 6, "new": 6, "changed": 0, "unchanged": 0, "gone": 0, "bad": 0}
    assert ran.err == f"skipped IQ: 404 NOT FOUND ({httpserver.url_for('/IQ.zip')})\n"
    assert run("places", "install", "IQ", "SY", "--from", httpserver.url_for("/"), "--strict").code == 1
    assert run("places", "install", "IQ", "--from", httpserver.url_for("/")).code == 1
    assert rows(run, "list") == []  # too many to be listed unasked
    assert len(rows(run, "list", "--installed", "--country", "SY")) == 6
    assert rows(run, "list", "--sources")[0]["address"] == httpserver.url_for("/SY.zip")
    assert rows(run, "find", "Qasr Luz")[0]["origin"] == "installed"
    assert run("places", "remove", "--source", "sy").err == "removed: 6 places from SY\n"


def test_the_address_may_come_from_the_environment(run: Run, httpserver: HTTPServer, monkeypatch: pytest.MonkeyPatch) -> None:
    httpserver.expect_request("/d/SY.zip").respond_with_data(zipped(SYRIA))
    monkeypatch.setenv("TRACKER_GEONAMES", httpserver.url_for("/d"))
    assert run("places", "install", "sy").code == 0


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (["Tripoli"], "LY"),
        (["Tripoli", "--country", "Lebanon"], "LB"),
        (["Tripoli", "--near", "Beirut"], "LB"),
        (["Port-au-Prince"], "HT"),
        (["Tirkrit", "--country", "IQ"], "IQ"),
    ],
)
def test_find_gives_candidates_in_order(run: Run, words: list[str], first: str) -> None:
    found = rows(run, "find", *words)
    assert found[0]["country"] == first
    assert [row["rank"] for row in found] == [str(n) for n in range(1, len(found) + 1)]


def test_find_says_what_to_do_where_nothing_is_known(run: Run) -> None:
    ran = run("places", "find", "Tirkrit")
    assert ran.code == 4
    assert ran.err.startswith(
        "tracker: no place is known as 'Tirkrit'; --country shows what is spelt alike there; 'tracker places add'"
    )
    assert run("places", "find", "Aleppo", "--near", "Nosuchplace").code == 4


@pytest.mark.parametrize("how", ["table", "tsv", "csv", "json", "jsonl", "markdown"])
@pytest.mark.parametrize("words", [["find", "Tripoli"], ["list"], ["list", "--sources"]])
def test_every_format_is_given(run: Run, folder: Path, words: list[str], how: str) -> None:
    run("places", "import", folder / "villages.csv")
    ran = run("places", *words, "--format", how)
    assert ran.code == 0
    whole = "".join(ran.out.split())  # a table folds a long path
    assert any(name in whole for name in ("Tripoli", "TelQuz", "villages.csv"))
    assert how != "table" or max(map(len, ran.lines)) <= 80


def test_nothing_is_made_by_looking(run: Run, tmp_path: Path) -> None:
    assert run("places", "find", "Aleppo").code == 0
    assert run("places", "list").code == 0
    assert run("places", "remove", "x").code == 2
    assert not (tmp_path / "default.db").exists()


def test_what_is_added_is_known_when_articles_are_read_and_looked_up_again(run: Run, tmp_path: Path) -> None:
    """Through the real parser, from the first article to the corrected point."""
    (tmp_path / "one.txt").write_text("Syrian jets struck a depot in the village of Qasr Zanbaq on Monday, killing two men.\n")
    (tmp_path / "two.txt").write_text("Two days later Syrian jets struck Qasr Zanbaq again, killing a guard.\n")
    run("ingest", "file", tmp_path / "one.txt", "--published", "2026-02-15")
    run("places", "add", "Qasr Zanbaq", "34.9", "37.4", "--country", "SY")
    dry = run("ingest", "file", tmp_path / "two.txt", "--published", "2026-02-17", "--dry-run", "--format", "json")
    assert json.loads(dry.out)[0]["places"][0]["latitude"] == 34.9
    run("ingest", "file", tmp_path / "two.txt", "--published", "2026-02-17")
    known = json.loads(run("timeline", "--format", "json").out)
    assert [event["places"][0]["latitude"] for event in known] == [None, 34.9]
    ran = run("places", "resolve", "--dry-run", "--format", "csv")
    (moved,) = csv.DictReader(io.StringIO(ran.out))
    assert (moved["name"], moved["old_latitude"], moved["new_latitude"]) == ("Qasr Zanbaq", "", "34.9")
    assert ran.err == "2 places of 2 articles looked up, 1 would change\n"
    ran = run("places", "resolve", "--format", "table", width=120)
    assert "Qasr Zanbaq: " in ran.out
    assert "→ town in Homs, SY at 34.9000, 37.4000" in ran.out
    known = json.loads(run("timeline", "--format", "json").out)
    assert [event["places"][0]["latitude"] for event in known] == [34.9, 34.9]
    assert run("places", "resolve").err.endswith("0 changed\n")
