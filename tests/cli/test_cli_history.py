"""The history of decisions: of all, of an event, an incident, an article; in each format; what is orphaned, and comes back."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.made import Run
from tests.store.told import DOLNA, killed, save, write
from tracker.cli.history import COLUMNS
from tracker.cli.render import ROW_FORMATS
from tracker.store import Store

FIRST = write("a", "2026-02-03", "Valley Monitor", {"counts": killed(5)})
SECOND = write("b", "2026-02-04", "Northern Post", {"counts": killed(7)})
OTHER = write("e", "2026-02-04", "The Ledger", {"places": (DOLNA,), "targets": ("a convoy",)})


@pytest.fixture(name="path")
def decided(tmp_path: Path, run: Run) -> Path:
    path = tmp_path / "t.db"
    with Store.open(path) as store:
        save(store, [FIRST, SECOND, OTHER])
    run("set", "b1", "killed", "31+", "--why", "said \x1b[31magain", "--by", "mara", "--db", path)
    run("reject", "e1", "--by", "ivo", "--db", path)
    return path


def numbers(run: Run, path: Path, *identity: str) -> list[int]:
    return [row["decision"] for row in json.loads(run("history", *identity, "--db", path, "--format", "json").out)]


@pytest.mark.parametrize(
    ("identity", "expected"),
    [((), [1, 2]), (("b1",), [1]), (("b",), [1]), (("a1",), [1]), (("e",), [2]), (("e1",), [2])],
    ids=["all", "event", "its beginning, and an article", "the incident that it is in", "article", "a rejected event"],
)
def test_it_is_of_what_is_asked(run: Run, path: Path, identity: tuple[str, ...], expected: list[int]) -> None:
    assert numbers(run, path, *identity) == expected


def test_all_formats_tell_the_same(run: Run, path: Path) -> None:
    told = {how: run("history", "--db", path, "--format", how, width=140) for how in ROW_FORMATS}
    assert {ran.code for ran in told.values()} == {0}
    assert all("31+" in ran.out and "mara" in ran.out and "\x1b" not in ran.out for ran in told.values())
    rows = list(csv.DictReader(io.StringIO(told["csv"].out)))
    assert tuple(rows[0]) == COLUMNS
    assert [(row["action"], row["was"], row["value"]) for row in rows] == [("set", "7", "31+"), ("reject", "", "")]
    assert [json.loads(line)["decision"] for line in told["jsonl"].out.splitlines()] == [1, 2]


def test_what_is_orphaned_says_so_until_its_words_are_back(run: Run, path: Path) -> None:
    def mark(events: tuple[object, ...], parser: str) -> str | None:
        with Store.open(path) as store:
            save(store, [replace(SECOND, events=events, parser=parser)])  # type: ignore[arg-type]
        row = json.loads(run("history", "--db", path, "--format", "jsonl").out.splitlines()[0])
        return str(row["orphaned"]) if row["orphaned"] else None

    assert mark((), "2") == "yes"
    assert numbers(run, path, "b1") == [1]  # under the id that it had
    assert mark((replace(SECOND.events[0], id="n1"),), "3") is None
    assert numbers(run, path, "n1") == [1]
