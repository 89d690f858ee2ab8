"""Deciding on the command line: each command, what it says, who is named, and the history."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.made import Run
from tests.store.told import KAMEN, killed, on, save, write
from tracker.cli import options
from tracker.store import Store

FIRST = write("a", "2026-02-04", "Valley Monitor", {"counts": killed(5)}, {"places": (KAMEN,), "counts": killed(2)})
SECOND = write("b", "2026-02-05", "Northern Post", {"counts": killed(6)})
OTHER = write("c", "2026-02-06", "Radio Steppe", {"places": (KAMEN,), "date": on("2026-02-20"), "counts": killed(9)})


@pytest.fixture(name="path")
def three_articles(tmp_path: Path) -> Path:
    with Store.open(tmp_path / "t.db") as store:
        save(store, (FIRST, SECOND, OTHER))
    return tmp_path / "t.db"


def groups(path: Path) -> set[str]:
    with Store.open(path) as store:
        return {" ".join(report.event.id for report in incident.reports) for incident in store.incidents()}


SAID = [
    (("accept", "a1"), "decision 1: a1 is accepted\n", {"a1 b1", "a2", "c1"}),
    (("reject", "b1"), "decision 1: b1 is rejected\n", {"a1", "a2", "c1"}),
    (("set", "a1", "killed", "7-8"), "decision 1: a1: killed is 7-8\n", {"a1 b1", "a2", "c1"}),
    (("merge", "a2", "c1"), "decision 1: a2 and c1 are one incident\n", {"a1 b1", "a2 c1"}),
    (("split", "a1", "b1"), "decision 1: b1 split from a1\n", {"a1", "a2", "b1", "c1"}),
    (("link", "b1", "c1"), "decision 1: b1 is a report of c1\n", {"a1", "a2", "b1 c1"}),
    (("unlink", "b1"), "decision 1: b1 is no report of its incident\n", {"a1", "a2", "b1", "c1"}),
    (("grade", "a1", "confirmed"), "decision 1: a1 is confirmed\n", {"a1 b1", "a2", "c1"}),
]


@pytest.mark.parametrize(("arguments", "told", "expected"), SAID)
def test_it_is_done_said_and_taken_back(run: Run, path: Path, arguments: tuple[str, ...], told: str, expected: set[str]) -> None:
    before = groups(path)
    ran = run(*arguments, "--by", "mara", "--why", "read the page", "--db", path)
    assert (ran.code, ran.out, ran.err) == (0, "", told)
    assert groups(path) == expected
    assert run("undo", "--by", "ben", "--db", path).code == 0
    assert groups(path) == before
    rows = json.loads(run("history", "--db", path, "--format", "json").out)
    assert [(row["action"], row["by"], row["why"]) for row in rows] == [
        (arguments[0], "mara", "read the page"),
        ("undo", "ben", None),
    ]
    assert (rows[0]["undone_by"], rows[1]["undoes"]) == (2, 1)


REFUSED = [
    (("set", "a1", "kind", "strike"), "tracker: no field 'kind': it is one of type, status"),
    (("set", "a1", "killed", "some"), "tracker: killed can't be 'some': write a number as 12, 12-15, 31+ or none"),
    (("merge", "a1", "b1"), "tracker: a1 and b1 are one incident already"),
    (("accept", "zz"), "tracker: no event has the id 'zz'"),
    (("undo", "9"), "tracker: no decision has the number 9"),
    (("history", "zz"), "tracker: no event, incident or article has the id 'zz'"),
]


@pytest.mark.parametrize(("arguments", "told"), REFUSED)
def test_what_can_not_be_is_one_line_and_nothing_is_written(run: Run, path: Path, arguments: tuple[str, ...], told: str) -> None:
    ran = run(*arguments, "--db", path)
    assert ran.code != 0
    assert ran.err.startswith(told)
    assert ran.err.count("\n") == 1
    assert run("history", "--db", path, "--format", "json").out.strip() == "[]"


def test_the_history_tells_what_was_what_is_and_who(run: Run, path: Path) -> None:
    run("set", "a1", "killed", "7", "--why", "the list of names", "--by", "mara", "--db", path)
    run("merge", "a2", "c1", "--by", "ben", "--db", path)
    run("undo", "2", "--by", "ben", "--db", path)
    wide = run("history", "--db", path, "--format", "table", width=120)
    assert all(part in wide.out for part in ("a1: killed 5 → 7", "the list of names", "mara"))
    assert "merge a2 with c1 (taken back by 3)" in wide.out
    assert max(map(len, wide.out.splitlines())) <= 120
    narrow = run("history", "a1", "--db", path, "--format", "table", width=80)
    assert max(map(len, narrow.out.splitlines())) <= 80
    assert "merge" not in narrow.out
    header, *rows = run("history", "--db", path).out.splitlines()  # in a pipe
    assert header.split("\t")[:6] == ["decision", "made", "by", "action", "event", "field"]
    assert len(rows) == 3


def test_who_decides_is_told_by_option_environment_file_or_login(
    run: Run, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "config.toml"
    config.write_text('by = "the desk"\n', "utf-8")
    monkeypatch.setattr(options, "config_file", lambda: config)
    run("accept", "a1", "--db", path)
    monkeypatch.setenv("TRACKER_BY", "ben")
    run("accept", "a1", "--db", path)
    run("accept", "a1", "--by", "mara", "--db", path)
    monkeypatch.delenv("TRACKER_BY")
    config.write_text("by = 7\n", "utf-8")
    ran = run("accept", "a1", "--db", path)
    assert ran.code != 0
    assert "config.toml: by is not a text in quotes" in ran.err
    rows = json.loads(run("history", "--db", path, "--format", "json").out)
    assert [row["by"] for row in rows] == ["the desk", "ben", "mara"]


def test_an_orphaned_decision_is_marked(run: Run, path: Path) -> None:
    run("set", "a2", "killed", "7", "--db", path)
    with Store.open(path) as store:
        save(store, [write("a", "2026-02-04", "Valley Monitor", {"counts": killed(5)})])
    (row,) = json.loads(run("history", "--db", path, "--format", "json").out)
    assert (row["orphaned"], row["event"], row["was"], row["value"]) == ("yes", "a2", "2", "7")
    assert "(orphaned)" in run("history", "--db", path, "--format", "table").out
