"""`--as-of` and `tracker changes`, through the program."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tests.cli.made import KAMEN, STRIKE, VETROVO, Run
from tracker.model import Article, Count, Event, EventDate, Evidence
from tracker.store import Store

TEXT = "Jets struck 31 depots near the old mill of Vetrovo. Shells fell on Kamen."


def report(article: str, killed: int, *, kamen: bool = False) -> Event:
    """Make a strike on Vetrovo, or shells on Kamen, on the first of March."""
    words = TEXT[52:73] if kamen else TEXT[:51]
    start = TEXT.index(words)
    return dataclasses.replace(
        STRIKE,
        id=f"{article}{int(kamen)}",
        article=article,
        type="shelling" if kamen else "air_strike",
        date=EventDate(date(2026, 3, 1), date(2026, 3, 1), "day", "text", "on Sunday"),
        places=(KAMEN if kamen else VETROVO,),
        counts=(Count("killed", killed, killed, None, f"{killed} people"),),
        evidence=(Evidence(words, start, start + len(words)),),
    )


def save(store: Store, name: str, published: int, read: int, *events: Event, title: str = "Raid") -> None:
    url = f"https://{name}.example/"
    article = Article(name, TEXT, title, date(2026, 3, published), "given", name.title(), url, None, "en")
    store.save(article, events, parser="1", ingested=datetime(2026, 3, read, 12, tzinfo=UTC))


@pytest.fixture(name="week")
def grown(tmp_path: Path) -> Path:
    """Give a database that grew over a week.

    2nd: valley tells of Vetrovo, killed 5
    4th: valley has a new version: killed 12
    5th: harbour tells of Kamen, killed 3; it was published on the 3rd
    """
    path = tmp_path / "week.db"
    with Store.open(path) as store:
        save(store, "valley", 2, 2, report("valley", 5))
        save(store, "valley", 2, 4, report("valley", 12), title="Twelve dead")
        save(store, "harbour", 3, 5, report("harbour", 3, kamen=True))
    return path


def killed(run: Run, db: Path, *words: str) -> int | None:
    """Give the sum of the killed."""
    (stats,) = map(json.loads, run("stats", "--format", "jsonl", "--db", db, *words).lines)
    return next((each["low"] for each in stats["sums"] if each["of"] == "killed"), None)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ([], 12 + 3),
        (["--as-of", "2026-03-05"], 12 + 3),
        (["--as-of", "2026-03-03"], 5 + 3),
        (["--as-of", "3 March 2026", "--known"], 5),
        (["--as-of", "2026-03-02"], 5),
        (["--as-of", "2026-03-01"], None),
        (["--as-of", "March 2026", "--known"], 12 + 3),
        (["--as-of", "2026-03-04", "--known", "--country", "UA"], None),
        (["--as-of", "2026-03-04", "--country", "UA"], 3),
    ],
)
def test_numbers_as_of_a_day(run: Run, week: Path, words: list[str], expected: int | None) -> None:
    assert killed(run, week, *words) == expected


def test_other_commands_as_of_a_day(run: Run, week: Path) -> None:
    then = ["--as-of", "2026-03-03", "--known", "--db", week, "--format", "jsonl"]
    assert [json.loads(line)["id"] for line in run("timeline", *then).lines] == ["valley0"]
    assert [json.loads(line)["id"] for line in run("timeline", "--events", *then).lines] == ["valley0"]
    (incident,) = map(json.loads, run("incidents", *then).lines)
    assert incident == json.loads(run("incident", "valley0", *then).out)
    assert [(each["best_low"], each["best_high"]) for each in incident["figures"]] == [(5, 5)]
    ran = run("incident", "harbour1", *then)
    assert (ran.code, ran.out) == (4, "")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["stats", "--known"], "--known goes with --as-of DATE"),
        (["stats", "--as-of", "someday"], "--as-of:"),
        (["changes", "--since", "2026-03-05", "--until", "2026-03-04"], "--since 2026-03-05 is after --until 2026-03-04"),
        (["changes", "--since", "someday"], "--since:"),
        (["changes"], "Missing option '--since'"),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, week: Path, words: list[str], told: str) -> None:
    ran = run(*words, "--db", week)
    assert (ran.code, ran.out) == (2, "")
    assert told in ran.err


CHANGES = [
    (["--since", "2026-03-01"], ["valley0 new", "harbour1 new"]),
    (["--since", "2026-03-03"], ["valley0 rose 5 12", "harbour1 new"]),
    (["--since", "2026-03-03", "--until", "2026-03-03"], ["harbour1 new"]),
    (["--since", "2026-03-03", "--until", "2026-03-03", "--known"], []),
    (["--since", "2026-03-04"], ["valley0 rose 5 12"]),
    (["--since", "2026-03-04", "--known"], ["valley0 rose 5 12", "harbour1 new"]),
    (["--since", "2026-03-05"], []),
    (["--since", "2026-03-05", "--known"], ["harbour1 new"]),
    (["--since", "2026-03-03", "--country", "UA"], ["harbour1 new"]),
    (["--since", "2026-03-03", "--source", "valley"], ["valley0 rose 5 12"]),
]


@pytest.mark.parametrize(("words", "expected"), CHANGES)
def test_changes(run: Run, week: Path, words: list[str], expected: list[str]) -> None:
    rows = [json.loads(line) for line in run("changes", *words, "--db", week, "--format", "jsonl").lines]
    told = [" ".join(str(row[name]) for name in ("incident", "change", "before", "after") if row[name] is not None) for row in rows]
    assert sorted(re_graded(line) for line in told) == sorted(expected)


def re_graded(line: str) -> str:
    """Leave out the grade of what is new."""
    return line.partition(" new ")[0] + " new" if " new " in line else line


def test_changes_as_a_person_reads_them(run: Run, week: Path) -> None:
    ran = run("changes", "--since", "2026-03-03", "--db", week, "--format", "table", width=150)
    assert ran.lines[0] == "1 Mar 2026, air strike, Vetrovo SY, Northern Command -> Grey Band  valley0"
    assert ran.lines[1] == "    killed 5 -> 12 (Valley, 2 Mar; corrected)"
    assert ran.lines[2] == "1 Mar 2026, shelling, Kamen UA, Northern Command -> Grey Band  harbour1"
    assert ran.lines[3].startswith("    new: ")
    assert ran.lines[3].endswith(", 1 source, killed 3 (Harbour, 3 Mar)")
    assert "\x1b" not in ran.out


def test_changes_in_a_pipe(run: Run, week: Path) -> None:
    header, row = run("changes", "--since", "2026-03-04", "--db", week).lines
    cells = dict(zip(header.split("\t"), row.split("\t"), strict=True))
    assert (cells["change"], cells["of"], cells["before"], cells["after"]) == ("rose", "killed", "5", "12")
    assert (cells["before_low"], cells["before_high"], cells["after_low"], cells["after_high"]) == ("5", "5", "12", "12")
    assert (cells["source"], cells["published"], cells["corrected"], cells["article"]) == ("Valley", "2026-03-02", "1", "valley")
    assert run("changes", "--since", "2026-03-04", "--db", week, "--format", "markdown").lines[2].startswith("| 1 Mar 2026 | ")


def test_what_cannot_be_told_of_the_past_is_said(run: Run, week: Path) -> None:
    with closing(sqlite3.connect(week)) as plain:
        plain.execute("UPDATE article_versions SET events = NULL")
        plain.commit()
    ran = run("timeline", "--as-of", "2026-03-03", "--db", week, "--format", "jsonl")
    assert [json.loads(line)["id"] for line in ran.lines] == ["harbour1"]
    assert ran.err == "tracker: what valley reported on 2026-03-03 was not kept: an older tracker had replaced it; left out\n"
    with closing(sqlite3.connect(week)) as plain:
        plain.execute("UPDATE article_versions SET events = '[]', parser = '0'")
        plain.commit()
    ran = run("timeline", "--as-of", "2026-03-03", "--db", week)
    assert ran.err == "tracker: valley, as of 2026-03-03, was read by an older parser: some of what differs may be due to that\n"
    assert run("timeline", "--as-of", "2026-03-04", "--db", week).err == ""


def test_it_works_on_a_file_that_cannot_be_written(run: Run, week: Path) -> None:
    for file in week.parent.glob("week.db*"):
        file.chmod(0o400)
    before = week.read_bytes()
    assert killed(run, week, "--as-of", "2026-03-03") == 5 + 3
    assert run("changes", "--since", "2026-03-03", "--db", week).code == 0
    assert week.read_bytes() == before
