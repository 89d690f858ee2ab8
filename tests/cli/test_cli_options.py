"""Options that commands share."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.cli.made import CAPTURE, STRIKE, TOTAL, UNDATED, Run
from tracker.cli.where import circles, country_code
from tracker.gazetteer import Gazetteer
from tracker.model import Event


def ids(run: Run, db: Path, *options: str) -> list[str]:
    ran = run("timeline", "--db", db, *options)
    assert ran.code == 0, ran.err
    at = ran.lines[0].split("\t").index("id")
    return [line.split("\t")[at] for line in ran.lines[1:]]


@pytest.mark.parametrize(
    ("options", "found"),
    [
        ([], [TOTAL, STRIKE, CAPTURE, UNDATED]),
        (["--reverse"], [CAPTURE, STRIKE, TOTAL, UNDATED]),  # what has no date stays last
        (["--limit", "2"], [TOTAL, STRIKE]),
        (["--kind", "detention"], [CAPTURE]),
        (["--kind", "strike", "--kind", "detention"], [TOTAL, STRIKE, CAPTURE, UNDATED]),  # twice means either
        (["--type", "capture"], [CAPTURE]),
        (["--type", "Air Strike"], [TOTAL, STRIKE, UNDATED]),  # as people write it
        (["--scope", "incident", "--status", "reported"], [STRIKE]),  # different options narrow each other down
        (["--status", "denied"], [UNDATED]),
        (["--since", "2026-02-13"], [TOTAL, CAPTURE]),
        (["--until", "2026-01-31"], [TOTAL]),
        (["--since", "February 2026", "--until", "February 2026"], [TOTAL, STRIKE, CAPTURE]),
        (["--place", "vetrovo"], [STRIKE]),
        (["--place", "Homs"], [STRIKE]),  # its province
        (["--place", "Hims"], [STRIKE]),  # which is spelt otherwise, too
        (["--place", "Syrian Arab Republic"], [STRIKE]),  # its country
        (["--place", "Tadmur"], [STRIKE]),  # the gazetteer's Palmyra stands there
        (["--place", "Ukraine", "--place", "Vetrovo"], [STRIKE, CAPTURE]),
        (["--place", "Aleppo"], []),
        (["--country", "SY"], [STRIKE]),
        (["--within", "20", "--of", "Palmyra"], [STRIKE]),
        (["--within", "20km", "--of", "Tadmur, Syria"], [STRIKE]),
        (["--within", "20", "--of", "34.5,38.3"], [STRIKE]),
        (["--within", "5", "--of", "34.5, 38.3"], []),
        (["--within", "20", "--of", "Aleppo", "--of", "Palmyra"], [STRIKE]),
        (["--within", "20", "--of", "-34.5,-38.3"], []),
        (["--bbox", "38,34,39,35"], [STRIKE]),
        (["--bbox", "-10.5,-34,39,35"], [STRIKE]),
        (["--bbox", "39,34,38,35"], []),  # all around the globe but there
        (["--bbox", "38,34,39,35", "--since", "2026-02-13"], []),
        (["--country", "ukraine"], [CAPTURE]),
        (["--actor", "northern command"], [TOTAL, STRIKE, CAPTURE]),
        (["--target", "leaders"], [CAPTURE]),
        (["--source", "Nobody"], []),
    ],
)
def test_filters(run: Run, db: Path, options: list[str], found: list[Event]) -> None:
    assert ids(run, db, *options) == [event.id for event in found]


@pytest.mark.parametrize("options", [["--place", "Homs"], ["--within", "20", "--of", "Palmyra"], ["--bbox", "38,34,39,35"]])
def test_other_commands_take_them_too(run: Run, db: Path, options: list[str]) -> None:
    assert json.loads(run("stats", "--db", db, *options, "--format", "json").out)["events"] == 1
    assert len(run("articles", "--db", db, *options).lines) == 2
    for width in (80, 120):
        table = run("timeline", "--db", db, *options, "--format", "table", width=width)
        assert [line.rpartition(" ")[2] for line in table.lines[1:]] == [STRIKE.id]
        assert max(map(len, table.lines)) <= width


@pytest.mark.parametrize(
    ("name", "country", "point"),
    [
        ("Homs", (), (34.7, 36.7)),  # not al-Khums in Libya, which is Homs too
        ("Tripoli", ("LB",), (34.4, 35.8)),
        ("Tripoli, Lebanon", (), (34.4, 35.8)),
        ("tripoli,ly", (), (32.9, 13.2)),
        ("Deir Ezzor", (), (35.3, 40.1)),
        ("Kyiv", (), (50.5, 30.5)),
        ("Kiev", (), (50.5, 30.5)),
        ("Mosul", (), (36.3, 43.1)),
    ],
)
def test_a_middle_is_known_by_name(name: str, country: tuple[str, ...], point: tuple[float, float]) -> None:
    (circle,), _ = circles(10, [name], country, Gazetteer.open())
    assert (round(circle.latitude, 1), round(circle.longitude, 1), circle.km) == (*point, 10)


def test_the_users_own_places_are_known(run: Run, db: Path) -> None:
    assert run("timeline", "--db", db, "--within", "9", "--of", "Old Mill Crossroads").code == 2
    assert run("places", "add", "Old Mill Crossroads", "34.57", "38.27", "--country", "SY", "--db", db).code == 0
    assert ids(run, db, "--within", "9", "--of", "Old Mill Crossroads") == [STRIKE.id]
    assert ids(run, db, "--within", "9", "--of", "old-mill crossroads") == [STRIKE.id]


def test_a_name_that_others_bear_too_is_said_how_it_was_read(run: Run, db: Path) -> None:
    ran = run("timeline", "--db", db, "--within", "20", "--of", "Paris")
    assert ran.code == 0
    assert ran.err.startswith("tracker: --of 'Paris' is read as Paris, Île-de-France, FR (48.85,2.35), not Paris, ")
    assert ran.err.count("\n") == 1


def test_days_can_be_said_in_words(run: Run, db: Path) -> None:
    ahead = (date.today() + timedelta(days=9)).isoformat()
    assert run("timeline", "--db", db, "--since", "yesterday", "--until", ahead).code == 0


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--kind", "party"], "'party' is not one of strike, detention"),
        (["--type", "raid"], "is not one of air_strike, drone_strike,"),
        (["--scope", "all"], "is not one of incident, aggregate"),
        (["--status", "sure"], "is not one of reported, alleged, denied"),
        (["--format", "xml"], "'table', 'tsv', 'csv'"),
        (["--limit", "0"], "--limit"),
        (["--limit", "many"], "--limit"),
        (["--country", "Atlantis"], "'Atlantis'"),
        (["--country", "QQ"], "'QQ'"),
        (["--since", "yesterdayish"], "'yesterdayish'"),
        (["--since", "2026-13-01"], "2026-13-01"),
        (["--until", ""], "--until: "),  # an empty variable of a script must not mean all
        (["--since", "2026-02-02", "--until", "2026-02-01"], "--since 2026-02-02 is after --until 2026-02-01"),
        (["--within", "20"], "--within needs --of"),
        (["--of", "Homs"], "--of needs --within KM"),
        (["--within", "near", "--of", "Homs"], "--within: 'near' is not a number of kilometres"),
        (["--within", "nan", "--of", "Homs"], "--within: 'nan'"),
        (["--within", "0", "--of", "Homs"], "--within: '0' is not between 0 and 20038"),
        (["--within", "-5", "--of", "Homs"], "--within: '-5'"),
        (["--within", "20", "--of", "Qwertyville"], "--of: no place is known as 'Qwertyville'"),
        (["--within", "20", "--of", ""], "--of: no place is known as ''"),
        (["--within", "20", "--of", "Palmyra", "--country", "UA"], "no place is known as 'Palmyra' in UA"),
        (["--within", "20", "--of", "Homs, Atlantida"], "--of: no country is known as 'Atlantida'"),
        (["--within", "20", "--of", "Syria"], "'Syria' is a country: --country finds all of it"),
        (["--within", "20", "--of", "Tripoli"], "North Lebanon, LB (34.4"),  # several are as likely
        (["--within", "20", "--of", "Tripoli"], "add --country, write 'Tripoli, LY', or give LAT,LON"),
        (["--within", "20", "--of", "91,0"], "--of: '91,0' is no point"),
        (["--bbox", "1,2,3"], "--bbox: '1,2,3' is not WEST,SOUTH,EAST,NORTH"),
        (["--bbox", "a,b,c,d"], "--bbox: 'a,b,c,d' is not WEST,SOUTH,EAST,NORTH"),
        (["--bbox", "nan,1,2,3"], "--bbox: 'nan,1,2,3' leaves the globe"),
        (["--bbox", "10,200,20,210"], "leaves the globe"),
        (["--bbox", "38,35,39,34"], "the order is WEST,SOUTH,EAST,NORTH"),
        (["--bbox", ""], "--bbox: ''"),
        (["--bogus"], "--bogus"),
        (["stray"], "stray"),
    ],
)
def test_a_bad_option_is_told_in_one_line(run: Run, db: Path, options: list[str], told: str) -> None:
    ran = run("timeline", "--db", db, *options)
    assert ran.code == 2
    assert ran.out == ""
    assert told in ran.err
    assert ran.err.startswith("tracker: ")
    assert ran.err.count("\n") == 1


def test_a_date_that_is_not_understood_says_what_would_be(run: Run, db: Path) -> None:
    assert "2026-" in run("timeline", "--db", db, "--since", "yesterdayish").err


def test_the_database_is_the_commands_own_then_the_global_then_the_environments(
    run: Run, db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    nothing = tmp_path / "nothing.db"
    assert len(run("timeline", "--db", db).lines) == 5
    assert len(run("--db", db, "timeline").lines) == 5
    assert len(run("--db", nothing, "timeline", "--db", db).lines) == 5
    monkeypatch.setenv("TRACKER_DB", str(db))
    assert len(run("timeline").lines) == 5
    assert run("--db", nothing, "timeline").code == 3


@pytest.fixture
def none_yet(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Name no database, against what `run` does; that of the user's data folder is not there."""
    path = tmp_path / "data" / "tracker.db"
    monkeypatch.delenv("TRACKER_DB")
    monkeypatch.setattr("tracker.cli.options.users_database", lambda: path)
    return path


def test_without_a_database_a_pipe_gets_a_header_and_stderr_says_why(run: Run, none_yet: Path) -> None:
    ran = run("timeline")
    assert (ran.code, len(ran.lines)) == (0, 1)
    assert str(none_yet) in ran.err
    assert "tracker ingest" in ran.err
    assert not none_yet.exists()


@pytest.mark.parametrize("command", [["timeline"], ["stats"], ["articles"], ["search", "x"], ["show", "5f"]])
@pytest.mark.parametrize("named", ["option", "environment"])
def test_a_database_that_was_named_has_to_be_there(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str, command: list[str]
) -> None:
    path = tmp_path / "mistyped.db"
    if named == "environment":
        monkeypatch.setenv("TRACKER_DB", str(path))
    ran = run(*command, *(["--db", path] if named == "option" else []))
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == f"tracker: no database at {path}: check --db and TRACKER_DB, or make it with 'tracker ingest'\n"
    assert not path.exists()


@pytest.mark.parametrize(
    ("command", "printed"),
    [
        (["stats"], "figure\tname\tevents\tlow\thigh\n"),
        (["stats", "--by", "month", "--format", "json"], "[]\n"),
        (["articles", "--format", "jsonl"], ""),
        (["search", "x", "--format", "json"], "[]\n"),
    ],
)
@pytest.mark.usefixtures("none_yet")
def test_other_questions_without_a_database(run: Run, command: list[str], printed: str) -> None:
    ran = run(*command)
    assert (ran.code, ran.out) == (0, printed)


@pytest.mark.parametrize(
    ("words", "code"), [("sy", "SY"), ("Syria", "SY"), ("UK", "GB"), ("united states", "US"), ("DRC", "CD"), ("XK", "XK")]
)
def test_a_country_is_known_by_code_and_name(words: str, code: str) -> None:
    assert country_code(words) == code
