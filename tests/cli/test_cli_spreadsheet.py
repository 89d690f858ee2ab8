"""--csv-safe: no cell of CSV or TSV is a formula; and no format of any listing lets an article steer the terminal."""

from __future__ import annotations

import csv
import dataclasses
import io
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.made import ARTICLE, EVENTS, HOSTILE_TITLE, STRIKE, Run
from tracker.cli.render import ROW_FORMATS, formulas_guarded, write_csv, write_tsv
from tracker.store import Store

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", '=HYPERLINK("http://x")']


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize("write", [write_csv, write_tsv])
def test_a_formula_is_guarded_if_asked(write: object, text: str) -> None:
    for wanted in (False, True):
        out = io.StringIO()
        with formulas_guarded(wanted):
            (write_csv if write is write_csv else write_tsv)(("a", "b"), [{"a": text, "b": -12.5}], out)
        (_, (a, b)) = csv.reader(io.StringIO(out.getvalue()), delimiter="," if write is write_csv else "\t")
        assert a == ("'" if wanted else "") + text.strip()
        assert b == "-12.5"  # a number is none


def test_on_the_command_line(run: Run, tmp_path: Path) -> None:
    db = tmp_path / "x.db"
    with Store.open(db) as store:
        article = dataclasses.replace(ARTICLE, title="=cmd|' /C calc'!A0", source="@x")
        store.save(article, EVENTS, parser="test 1", ingested=datetime(2026, 2, 16, tzinfo=UTC))
    for command in ("timeline", "incidents", "articles"):
        for format in ("csv", "tsv"):
            assert "'=cmd" not in run(command, "--db", db, "--format", format).out
            assert "'=cmd" in run(command, "--db", db, "--format", format, "--csv-safe").out
    assert "'=cmd" not in run("timeline", "--db", db, "--format", "json", "--csv-safe").out


@pytest.mark.parametrize("format", ROW_FORMATS)
@pytest.mark.parametrize(
    "command",
    [
        ["articles"],
        ["articles", "versions", ARTICLE.id],
        ["timeline"],
        ["timeline", "--events"],
        ["incidents"],
        ["incident", STRIKE.id],
        ["totals"],
        ["search", "raids"],
        ["stats", "--by", "source"],
    ],
)
def test_no_listing_lets_an_article_steer_the_terminal(run: Run, tmp_path: Path, command: list[str], format: str) -> None:
    db = tmp_path / "x.db"
    with Store.open(db) as store:
        hostile = dataclasses.replace(ARTICLE, title=HOSTILE_TITLE, source=HOSTILE_TITLE, author=HOSTILE_TITLE)
        store.save(hostile, EVENTS, parser="test 1", ingested=datetime(2026, 2, 16, tzinfo=UTC))
    how = "text" if (command[0], format) == ("incident", "table") else format
    ran = run(*command, "--db", db, "--format", how, width=200)
    assert ran.code == 0
    for steering in ("\x1b", "\x07", "\x9b", "\u202e", "\u2069", "\r"):
        assert steering not in ran.out + ran.err
