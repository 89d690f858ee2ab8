"""What `stats`, `show`, `articles` and `search` answer."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.cli.made import CAPTURE, EVENTS, STRIKE, TOTAL, Run
from tracker.cli.show import paragraphs
from tracker.model import Event, Evidence


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)


# --- stats --------------------------------------------------------------------------------------------------------------------


def test_stats_add_incidents_up_and_list_totals_apart(run: Run, db: Path) -> None:
    told = flat(run("stats", "--db", db, "--format", "table").out)
    assert "4 incidents, 1 Dec 2025 - 15 Feb 2026, from 1 article of 1 source" in told
    assert "1 alleged, 1 denied, 1 total among them" in told
    assert "killed 31+ 1" in told  # the total's 400 are not added
    assert "not added to anything" in told
    assert "killed 400" in told.partition("not added to anything")[2]


def test_stats_in_a_pipe_are_flat_rows(run: Run, db: Path) -> None:
    rows = [line.split("\t") for line in run("stats", "--db", db).lines]
    assert rows[0] == ["figure", "name", "events", "low", "high"]
    assert ["sum", "killed", "1", "31", ""] in rows
    assert [f"total {TOTAL.id}", "killed", "1", "400", "400"] in rows
    assert ["type", "capture", "1", "", ""] in rows


def test_stats_as_json(run: Run, db: Path) -> None:
    found = json.loads(run("stats", "--db", db, "--format", "json").out)
    assert found["events"] == 4
    assert {"of": "killed", "low": 31, "high": None, "events": 1} in found["sums"]
    assert [Event.from_dict(total) for total in found["totals"]] == [TOTAL]


def test_stats_by_kind(run: Run, db: Path) -> None:
    header, *rows = [line.split("\t") for line in run("stats", "--by", "kind", "--db", db).lines]
    strikes = dict(zip(header, next(row for row in rows if row[0] == "strike"), strict=True))
    assert [strikes[name] for name in ("events", "strikes", "detentions", "totals", "denied")] == ["3", "1", "0", "1", "1"]
    assert (strikes["killed_low"], strikes["killed_high"]) == ("31", "")


@pytest.mark.parametrize("by", ["day", "week", "month", "kind", "type", "country", "admin1", "place", "actor", "target", "source"])
@pytest.mark.parametrize("format", ["table", "tsv", "json"])
def test_stats_by_everything(run: Run, db: Path, by: str, format: str) -> None:
    ran = run("stats", "--by", by, "--db", db, "--format", format)
    assert ran.code == 0
    assert ran.out


def test_stats_by_division_name_the_country(run: Run, db: Path) -> None:
    rows = [line.split("\t")[:3] for line in run("stats", "--by", "admin1", "--db", db).lines]
    assert rows == [["admin1", "country", "events"], ["Homs", "SY", "1"], ["(no admin1)", "", "3"]]
    for width in (80, 120):
        table = run("stats", "--by", "admin1", "--db", db, "--format", "table", width=width)
        assert "Homs SY" in table.out
        assert max(map(len, table.lines)) <= width


def test_stats_of_nothing(run: Run, db: Path) -> None:
    ran = run("stats", "--actor", "Nobody", "--db", db, "--format", "table")
    assert (ran.code, ran.lines[0].split(",")[0]) == (0, "0 incidents")
    assert run("stats", "--by", "month", "--actor", "Nobody", "--db", db, "--format", "table").out == ""


# --- show ---------------------------------------------------------------------------------------------------------------------


def test_show_tells_everything(run: Run, db: Path) -> None:
    told = flat(run("show", STRIKE.id, "--db", db).out)
    for words in (
        "air strike",
        "3-12 Feb 2026 (from 'between February 3 and 12')",
        "Vetrovo, Homs, SY (town 34.5600, 38.2800 within 5 km) from 'the old mill of Vetrovo'",
        "Northern Command",
        "Grey Band",
        "jets",
        "killed 31+ from 'More than 30 fighters'",
        "reported",
        "incident",
        "0.86",
        "Raids red [bold]on[/] depots 2J and more",
        "Example News",
        "A. Writer",
        "15 Feb 2026 (from the page's metadata)",
        "https://example.org/raids",
        "1 of 1, read on 2026-02-16 at 10:05 UTC",
        "Page kept",
        "test 1",
    ):
        assert words in told


def test_show_marks_the_evidence_in_its_paragraph(run: Run, db: Path) -> None:
    told = flat(run("show", STRIKE.id, "--db", db).out)
    assert ">>Jets struck 31 depots of the Grey Band<< near the old mill of Vetrovo between" in told
    assert ">>More than 30 fighters died<< in the raids. A monitor" in told
    assert "Two leaders" not in told  # a paragraph without evidence


@pytest.mark.parametrize("width", [40, 80, 120])
def test_show_fits_its_width(run: Run, db: Path, width: int) -> None:
    assert max(map(len, run("show", STRIKE.id, "--db", db, width=width).lines)) <= width


def test_an_unambiguous_prefix_is_enough(run: Run, db: Path) -> None:
    assert json.loads(run("show", "5f0", "--db", db, "--format", "json").out)["id"] == STRIKE.id


@pytest.mark.parametrize(("prefix", "told"), [("5f", f"{STRIKE.id}, {CAPTURE.id}"), ("zz", "'zz'"), ("", "''"), ("%", "'%'")])
def test_a_prefix_that_fits_none_or_several_is_told(run: Run, db: Path, prefix: str, told: str) -> None:
    ran = run("show", prefix, "--db", db)
    assert (ran.code, ran.out) == (4, "")
    assert told in ran.err
    assert ran.err.count("\n") == 1


def test_show_without_a_database(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRACKER_DB")
    monkeypatch.setattr("tracker.cli.options.users_database", lambda: tmp_path / "none.db")
    assert run("show", "5f").code == 4


def test_show_as_json_is_the_contract(run: Run, db: Path) -> None:
    assert Event.from_dict(json.loads(run("show", STRIKE.id, "--db", db, "--format", "json").out)) == STRIKE
    assert len(run("show", STRIKE.id, "--db", db, "--format", "jsonl").lines) == 1


def test_evidence_over_two_paragraphs_is_marked_in_both() -> None:
    text = "One.\nTwo two.\n\nThree."
    found = paragraphs(text, (Evidence("two.\n\nThree", 9, 20),))
    assert [(line, [line[start:end] for start, end in spans]) for line, spans in found] == [
        ("Two two.", ["two."]),
        ("Three.", ["Three"]),
    ]


# --- articles and search ------------------------------------------------------------------------------------------------------


def test_articles_in_a_pipe(run: Run, db: Path) -> None:
    header, row = [line.split("\t") for line in run("articles", "--db", db).lines]
    found = dict(zip(header, row, strict=True))
    assert (found["published"], found["published_basis"], found["events"]) == ("2026-02-15", "metadata", str(len(EVENTS)))
    assert found["title"] == "Raids red [bold]on[/] depots 2J and more"
    assert found["url"] == "https://example.org/raids"


@pytest.mark.parametrize(
    ("options", "n"),
    [
        ([], 1),
        (["--source", "example news"], 1),
        (["--source", "other"], 0),
        (["--since", "2026-02-16"], 0),
        (["--kind", "detention"], 1),
    ],
)
def test_articles_are_filtered(run: Run, db: Path, options: list[str], n: int) -> None:
    assert len(json.loads(run("articles", "--db", db, "--format", "json", *options).out)) == n


def test_search_finds_evidence_and_articles(run: Run, db: Path) -> None:
    header, *rows = [line.split("\t") for line in run("search", "leaders", "seized", "--db", db).lines]
    assert header == ["event", "title", "text", "article"]
    assert rows[0][0] == CAPTURE.id
    assert "seized in Kamen" in rows[0][2]


@pytest.mark.parametrize("words", [["OR"], ['"'], ["text:"], ["*"], ["nowhere-told"]])
def test_search_reads_words_not_a_language(run: Run, db: Path, words: list[str]) -> None:
    ran = run("search", *words, "--db", db)
    assert (ran.code, len(ran.lines)) == (0, 1)
