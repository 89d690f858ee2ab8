"""Tables at fixed widths."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.made import Run
from tracker.cli.table import Column, fit, wrap


@pytest.mark.parametrize(
    ("cell", "width", "lines"),
    [
        ("3 Feb 2026", 20, ["3 Feb 2026"]),
        ("27 Jan - 2 Feb 2026", 12, ["27 Jan - ", "2 Feb 2026"]),  # a date breaks after its dash
        ("killed 31+; strikes 10", 15, ["killed 31+; ", "strikes 10"]),  # numbers break between each other
        ("strike (total, alleged)", 16, ["strike", " (total, alleged)"]),  # not inside brackets
        ("strike (total, alleged)", 10, ["strike", " (total, ", "alleged)"]),  # where there is no other way
        ("Northern Command → Grey Band", 18, ["Northern Command", " → Grey Band"]),
        ("one two three", 8, ["one two ", "three"]),
        ("Unbreakable", 5, ["Unbreakable"]),  # left to Rich, which folds it
        ("", 5, [""]),
    ],
)
def test_lines_break_where_it_reads_well(cell: str, width: int, lines: list[str]) -> None:
    assert wrap(cell, width) == lines
    assert "".join(wrap(cell, width)) == cell


def test_prose_breaks_between_any_words() -> None:
    assert wrap("Near Rutbah, two strikes hit it", 20, prose=True) == ["Near Rutbah, two ", "strikes hit it"]


@given(st.lists(st.sampled_from(["a", "bb,", "ccc;", "(d,", "e)", "→", "-", "+3", "long-word"]), max_size=12), st.integers(9, 30))
def test_nothing_is_lost_and_no_line_is_too_long(pieces: list[str], width: int) -> None:
    cell = " ".join(pieces)
    lines = wrap(cell, width)
    assert "".join(lines) == cell
    assert all(len(line.strip()) <= width for line in lines)
    assert " ".join(lines).split() == pieces


def test_columns_get_their_full_width_where_there_is_room() -> None:
    assert fit([Column("A"), Column("B")], [["one two", "three"]], 80) == {0: 7, 1: 5}


def test_the_widest_column_is_narrowed_first() -> None:
    assert fit([Column("A"), Column("B")], [["one two three four", "five"]], 15) == {0: 9, 1: 4}


def test_what_hardly_matters_goes_first() -> None:
    columns = [Column("A", whole=True), Column("B", keep=2), Column("C", keep=5, whole=True)]
    cells = [["x" * 10, "y" * 10, "z" * 10]]
    assert list(fit(columns, cells, 34)) == [0, 1, 2]
    assert list(fit(columns, cells, 33)) == [0, 2]
    assert list(fit(columns, cells, 15)) == [0]


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120, 200])
@pytest.mark.parametrize(
    "command",
    [
        ["timeline"],
        ["timeline", "--events"],
        ["incidents"],
        ["stats"],
        ["stats", "--by", "month"],
        ["stats", "--by", "actor"],
        ["articles"],
        ["search", "depots"],
    ],
)
def test_every_table_fits_its_width(run: Run, db: Path, command: list[str], width: int) -> None:
    ran = run(*command, "--db", db, "--format", "table", width=width)
    assert ran.code == 0
    assert ran.lines
    assert max(len(line) for line in ran.lines) <= width


def test_a_narrow_timeline_wraps_and_keeps_everything(run: Run, db: Path) -> None:
    ran = run("timeline", "--db", db, "--format", "table", width=72)
    told = re.sub(r"\s+", " ", ran.out)
    for words in ("3-12 Feb 2026", "by 15 Feb 2026", "undated", "air strike", "capture", "(alleged)", "(total)", "(denied)"):
        assert words in told
    for words in ("Vetrovo", "Northern", "Command", "31+", "strikes", "5f0c9a3e71"):
        assert words in told


@pytest.mark.parametrize("width", [80, 120])
def test_a_passage_has_its_articles_title(run: Run, db: Path, width: int) -> None:
    header, first, *_ = run("search", "seized", "--db", db, "--format", "table", width=width).lines
    assert len(first[header.index("Article") :].strip()) > 16


def test_a_group_without_events_between_others_is_shown_as_a_gap(run: Run, db: Path) -> None:
    ran = run("stats", "--by", "month", "--db", db, "--format", "table")
    assert "… 1 empty" in ran.out  # January, between December and February
