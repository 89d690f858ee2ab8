"""`tracker articles versions`, `articles diff`, `articles --copies` and `reparse`, through the program."""

from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.made import Run, environment
from tests.store.wire import MILL, variants
from tracker.extract import PARSER
from tracker.store import Store

OLD = """\
title: Raid on the mill
date: 2026-03-03
source: Valley Monitor
url: https://valley.example/mill

VETROVO - Drones struck a flour mill in Vetrovo on Tuesday, killing four workers, the governor said.

The schools stay shut.

On Monday police arrested two men in Kamen on suspicion of spying.
"""
NEW = (
    OLD.replace("four", "six").replace("Raid on the mill", "Six dead in raid").replace("\nOn Monday", "\nSoldiers wept. On Monday")
)
NEW = NEW[: NEW.index("On Monday police")]
URL = "https://valley.example/mill"


@pytest.fixture(name="changed")
def two_versions(run: Run, tmp_path: Path) -> Path:
    """Give a database with an article that was read, changed and read again."""
    db, file = tmp_path / "changed.db", tmp_path / "mill.txt"
    for text in (OLD, NEW):
        file.write_text(text)
        assert run("ingest", "file", file, "--db", db).code == 0
    return db


def test_versions_are_listed_with_what_each_reported(run: Run, changed: Path) -> None:
    ran = run("articles", "versions", URL, "--db", changed)
    rows = [dict(zip(ran.lines[0].split("\t"), line.split("\t"), strict=True)) for line in ran.lines[1:]]
    assert [(r["version"], r["current"], r["title"], r["events"]) for r in rows] == [
        ("1", "0", "Raid on the mill", "2"),
        ("2", "1", "Six dead in raid", "1"),
    ]
    assert run("articles", "--db", changed).out.count("\n") == 2  # the listing stays as it was
    assert run("articles", "--db", changed, "versions", URL).out == ran.out  # --db before the command, too


def test_a_difference_is_words_then_events_then_fields(run: Run, changed: Path) -> None:
    told = run("articles", "diff", URL, "--db", changed).out
    assert "title: Raid on the mill -> Six dead in raid" in told
    assert "killing [-four-] {+six+} workers" in told
    assert "\n...\n" in told  # the paragraph that is the same
    assert "events: 1 lost, 1 altered, 0 the same" in told
    assert "    counts: killed 4 from 'four workers' -> killed 6 from 'six workers'" in told
    assert "\x1b" not in told


def test_a_difference_as_json(run: Run, changed: Path) -> None:
    told = json.loads(run("articles", "diff", URL, "--format", "json", "--db", changed).out)
    assert (told["from"]["version"], told["to"]["version"]) == (1, 2)
    assert told["fields"] == {"title": {"from": "Raid on the mill", "to": "Six dead in raid"}}
    assert {"kind": "removed", "text": "four "} in told["words"][0]
    assert [each["fields"] for each in told["events"]["altered"]] == [["counts", "evidence"]]
    assert [each["type"] for each in told["events"]["lost"]] == ["arrest"]


def test_versions_of_before_events_were_kept_are_read_again(run: Run, changed: Path) -> None:
    with closing(sqlite3.connect(changed)) as plain:
        plain.execute("UPDATE article_versions SET events = NULL")
        plain.commit()
    ran = run("articles", "diff", URL, "--db", changed)
    assert "events: 1 lost, 1 altered, 0 the same" in ran.out
    assert f"both were read again by {PARSER}" in ran.err


def test_versions_of_different_parsers_are_read_again(run: Run, changed: Path) -> None:
    with closing(sqlite3.connect(changed)) as plain:
        plain.execute("UPDATE article_versions SET events = '[]', parser = 'rules 0.0.1'")
        plain.commit()
    ran = run("articles", "diff", URL, "--db", changed)
    assert "1 lost" in ran.out
    assert "by different parsers" in ran.err


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["https://nowhere.example/"], 4, "no article has the id"),
        ([URL, "--from", "7"], 4, "has the versions 1 to 2, not 7"),
        ([URL, "--to", "1"], 0, "has one version"),
    ],
)
def test_what_there_is_not_is_told(run: Run, changed: Path, arguments: list[str], code: int, told: str) -> None:
    ran = run("articles", "diff", *arguments, "--db", changed)
    assert (ran.code, ran.out) == (code, "")
    assert told in ran.err


def test_copies_are_listed_below_their_original(run: Run, tmp_path: Path) -> None:
    db = tmp_path / "copies.db"
    prints = variants(MILL)
    for day, (name, text) in enumerate((("agency", MILL), ("harbour", prints["boilerplate"]), ("valley", prints["half"])), 1):
        file = tmp_path / f"{name}.txt"
        file.write_text(f"title: Mill hit\ndate: 2026-03-0{day}\nsource: {name}\nurl: https://{name}.example/mill\n\n{text}")
        run("ingest", "file", file, "--db", db)
    rows = [json.loads(line) for line in run("articles", "--copies", "--format", "jsonl", "--db", db).lines]
    assert [(r["source"], r["original"], r["copies"]) for r in rows] == [
        ("agency", None, 2),
        ("harbour", "https://agency.example/mill", 0),
        ("valley", "https://agency.example/mill", 0),
    ]
    assert run("articles", "--copies", "--format", "table", "--db", db).out.count("= Mill hit") == 2
    reports = run("timeline", "--events", "--db", db, "--format", "csv").out
    assert all(f"https://{name}.example/mill" in reports for name in ("agency", "harbour", "valley"))  # it hides none
    incidents = [json.loads(line) for line in run("timeline", "--db", db, "--format", "jsonl").lines]
    assert {each["sources"] for each in incidents} == {1}  # copies are one source
    assert sum(each["reports"] for each in incidents) == len(reports.splitlines()) - 1 > len(incidents)
    originals = [json.loads(line) for line in run("timeline", "--events", "--db", db, "--no-copies", "--format", "jsonl").lines]
    assert {each["article"] for each in originals} == {"https://agency.example/mill"}
    assert "drone strike (copy)" in run("timeline", "--events", "--db", db, "--format", "table", width=150).out
    assert (
        "https://agency.example/mill\t"
        in run("timeline", "--events", "--db", db, "--source", "harbour").lines[1].partition("harbour")[2]
    )


# --- reparse ------------------------------------------------------------------------------------------------------------------


def forget(db: Path, *statements: str) -> None:
    """Make a database as an older parser left it."""
    with closing(sqlite3.connect(db)) as plain:
        plain.execute("PRAGMA foreign_keys = ON")
        for statement in ("UPDATE articles SET parser = 'rules 0.0.1'", *statements):
            plain.execute(statement)
        plain.commit()


OTHERWISE = (
    "UPDATE events SET type = 'strike'",
    "UPDATE counts SET low = 5, high = 5 WHERE of = 'killed'",
)


def test_todays_parser_tells_what_it_reads_otherwise(run: Run, changed: Path) -> None:
    forget(changed, *OTHERWISE)
    dry = run("reparse", "--dry-run", "--db", changed)
    assert "1 article would be read again, 1 changed; events: 0 gained, 0 lost, 1 altered (type 1, counts 1), 0 the same" in dry.err
    ran = run("reparse", "--db", changed, "--format", "jsonl")
    (row,) = map(json.loads, ran.lines)
    assert (row["change"], row["type"], row["fields"], row["counts"]) == ("altered", "drone_strike", "type; counts", "killed 6")
    assert run("reparse", "--db", changed).lines == []  # done: nothing is left
    again = run("reparse", "--all", "--db", changed)
    assert "1 article read again, 0 changed" in again.err


def test_what_was_read_and_when_stays(run: Run, changed: Path) -> None:
    with Store.open(changed) as store:
        before = store.article(URL, text=True)
    forget(changed, "DELETE FROM events")
    assert "1 gained" in run("reparse", "--db", changed).err
    with Store.open(changed) as store:
        assert store.article(URL, text=True) == before
        assert [v.version for v in store.versions(URL)] == [1, 2]


def test_a_place_that_a_person_corrected_stays_corrected(run: Run, changed: Path) -> None:
    forget(changed, "UPDATE places SET country = 'XK', latitude = 1.5, longitude = 2.5, corrected = 1 WHERE name = 'Vetrovo'")
    assert run("reparse", "--db", changed).code == 0
    with Store.open(changed) as store:
        (stored,) = store.events()
    (place,) = stored.event.places
    assert (place.country, place.latitude, place.longitude) == ("XK", 1.5, 2.5)


def test_filters_choose_what_is_read_again(run: Run, changed: Path) -> None:
    forget(changed)
    assert run("reparse", "--source", "nobody", "--db", changed).lines == []
    assert "1 article read" in run("reparse", "--source", "valley", "--since", "2026-03-01", "--db", changed).err


@pytest.fixture(name="many")
def many_articles(tmp_path: Path) -> Path:
    """Give a database of sixty articles that another parser read, in which it found nothing."""
    from tests.store.made import NOW
    from tracker.model import Article

    db = tmp_path / "many.db"
    with Store.open(db) as store:
        for number in range(60):
            text = f"Drones struck a mill in Aleppo on Tuesday, killing {number + 2} workers, the governor said. " * 8
            store.save(Article(f"a{number}", text, language="en"), (), parser="rules 0.0.1", ingested=NOW)
    return db


def read_by_todays(db: Path) -> list[tuple[int, int]]:
    """Give, of each article that today's parser has read, its number and how many events it has."""
    with closing(sqlite3.connect(db, timeout=30)) as plain:
        sql = "SELECT serial, (SELECT count(*) FROM events WHERE article = a.serial) FROM articles AS a WHERE parser = ?"
        return plain.execute(sql, [PARSER]).fetchall()


def stop(process: subprocess.Popen[str]) -> None:
    process.send_signal(signal.SIGINT)


@pytest.mark.parametrize(("end", "code"), [(stop, 130), (subprocess.Popen.kill, -signal.SIGKILL)], ids=["ctrl-c", "kill -9"])
def test_a_run_that_is_stopped_keeps_what_is_done_and_goes_on(
    many: Path, end: Callable[[subprocess.Popen[str]], None], code: int
) -> None:
    command = [sys.executable, "-m", "tracker", "reparse", "--db", str(many)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment())
    deadline = time.monotonic() + 60
    while not read_by_todays(many) and time.monotonic() < deadline:
        time.sleep(0.01)
    end(process)
    _, told = process.communicate(timeout=60)
    done = read_by_todays(many)
    if process.returncode == 0:  # it was done before it could be stopped
        assert len(done) == 60
        return
    assert process.returncode == code
    assert 0 < len(done) <= 60
    assert {events for _, events in done} == {read_by_todays(many)[0][1]} != {0}
    if code == 130:
        assert "interrupted; kept what was done" in told
        assert "Traceback" not in told
    rest = subprocess.run(command, capture_output=True, text=True, env=environment(), timeout=120, check=True)
    assert f"{60 - len(done)} articles read again" in rest.stderr or len(done) in (59, 60)
    assert len(read_by_todays(many)) == 60
