"""Reviewing at a terminal, and by file."""

from __future__ import annotations

import csv
import dataclasses
import io
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.made import Ran, Run
from tests.cli.review_desk import Typed, article, fill
from tests.cli.terminal import Terminal
from tests.store import made
from tracker.cli.review_loop import Walk, Walked
from tracker.decisions import Decisions
from tracker.model import Filter
from tracker.review import Desk, Question, Queue
from tracker.store import Store

NOW = datetime(2026, 3, 5, 10, 30, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give a store with something to review."""
    fill(tmp_path / "t.db")
    with Store.open(tmp_path / "t.db") as opened:
        yield opened


@pytest.fixture
def book(store: Store) -> Decisions:
    return Decisions(store, lambda: NOW)


EVENTS: tuple[Question, ...] = ("event",)
Sit = Callable[..., Walked]


@pytest.fixture
def sit(store: Store, book: Decisions, monkeypatch: pytest.MonkeyPatch) -> Sit:
    """Let somebody sit down who types these keys and lines."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("PAGER", "cat")

    def go(*script: str | None, only: tuple[Question, ...] = (), limit: int | None = None, by: str = "mara") -> Walked:
        desk = Desk(store, book, Queue(store, book, Filter(), only), by=by, now=lambda: NOW)
        return Walk(desk, Typed(script), limit).run()

    return go


def said(book: Decisions) -> list[str]:
    """Give what was decided and not undone, in short."""
    return [
        " ".join(filter(None, (row.action, row.about.event, row.field, row.value, *(other.event for other in row.others))))
        for row in book.all(Filter())
    ]


# --- the loop -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("only", "script", "expected"),
    [
        ("event", "ar", ["accept a2", "reject a1"]),
        ("event", "AR", ["accept a2", "reject a1"]),  # caps lock
        ("event", "xma", ["accept a2"]),  # keys that mean nothing here
        ("event", "sa", ["accept a1"]),
        ("event", "?oa", ["accept a2"]),
        ("event", "aqa", ["accept a2"]),
        ("event", "aur", ["reject a2"]),
        ("event", "aauurr", ["reject a2", "reject a1"]),
        ("event", "ua", ["accept a2"]),  # nothing to undo
        ("event", ["e", "type", "strike", "a"], ["set a2 type strike", "accept a2"]),
        ("event", ["e", "type", "a lot", "type", "strike", "q"], ["set a2 type strike"]),  # said and asked again
        ("event", ["e", "colour", "red", "", "a"], ["accept a2"]),
        ("event", ["e", None, "a"], ["accept a2"]),  # Ctrl-C at the prompt goes back
        ("event", ["e", "type", None, "a"], ["accept a2"]),
        ("event", ["e", "type", "strike", "u", "a"], ["accept a2"]),
        ("conflict", "a", ["accept a1", "accept b1"]),
        ("conflict", "auq", []),  # what one key did, one key undoes
        ("conflict", ["r", "2"], ["reject b1"]),
        ("conflict", ["k", "2"], ["unlink b1 a1"]),
        ("conflict", ["r", "3", "r", "x", "r", "", "r", None, "q"], []),  # no such report
        ("conflict", ["e", "1", "type", "strike", "q"], ["set a1 type strike"]),
    ],
)
def test_keys_decide(sit: Sit, book: Decisions, only: Question, script: str | list[str | None], expected: list[str]) -> None:
    sit(*script, only=(only,))
    assert said(book) == expected
    assert {row.by for row in book.all(Filter())} <= {"mara"}


def test_each_decision_is_there_before_the_next_question(sit: Sit, store: Store) -> None:
    """Whoever looks at the file while the session stands still sees all that was decided in it."""
    seen = []

    class Watched(Typed):
        def key(self) -> str:
            with Store.open(store.path) as other:
                seen.append([found.event.id for found in other.events()])
            return super().key()

    book = Decisions(store, lambda: NOW)
    desk = Desk(store, book, Queue(store, book, Filter(), EVENTS), by="mara", now=lambda: NOW)
    Walk(desk, Watched("rr"), None).run()
    assert seen == [["a1", "b1", "a2"], ["a1", "b1"], ["b1"]]


def test_the_next_session_goes_on_and_what_was_skipped_comes_last(
    sit: Sit, book: Decisions, capsys: pytest.CaptureFixture[str]
) -> None:
    sit("s", "a", "q", only=("event",))  # skips a2, accepts a1
    sit("a", "a", only=("event",))
    assert said(book) == ["accept a1", "accept b1", "accept a2"]
    assert "1 of 2" in capsys.readouterr().out


def test_what_one_person_skipped_comes_as_ever_to_another(sit: Sit, book: Decisions) -> None:
    sit("s", "q", only=("event",))
    sit("a", "q", only=("event",), by="ben")
    assert said(book) == ["accept a2"]


def test_a_question_that_an_earlier_answer_settles_is_not_asked(sit: Sit, book: Decisions) -> None:
    assert sit("a", "a", "a", "a").seen == 2  # the conflict's two reports, then the one event that is left
    assert said(book) == ["accept a1", "accept b1", "accept a2"]


def test_a_limit_ends_the_session(sit: Sit, book: Decisions) -> None:
    sit("a", "a", "a", only=("event",), limit=1)
    assert said(book) == ["accept a2"]


@pytest.mark.parametrize(
    ("script", "told"),
    [("aa", "2 accepted"), ("ars", "1 accepted, 1 rejected, 1 skipped"), ("auq", "nothing decided"), ("", "nothing decided")],
)
def test_a_session_says_what_it_came_to(sit: Sit, script: str, told: str) -> None:
    assert sit(*script, only=("event",)).summary() == told


def test_a_decision_whose_event_is_gone_can_be_let_go(
    sit: Sit, store: Store, book: Decisions, capsys: pytest.CaptureFixture[str]
) -> None:
    book.decide("set", "a2", by="ben", field="type", value="strike", why="a \x1b[31mslip")
    kept = store.event("a1").event
    made.put(store, kept, article=dataclasses.replace(article("a"), text=made.TEXT[:32]))  # the sentence is gone
    sit("r", only=("orphaned",))
    assert not book.orphaned()
    told = capsys.readouterr().out
    assert "a2  set type strike" in told
    assert "by ben, 2026-03-05 10:30 UTC: a slip" in told
    assert "'Shells fell on Kamen.'" in told


# --- the screen ---------------------------------------------------------------------------------------------------------------


def test_a_step_shows_the_fields_and_the_words_in_their_paragraph(sit: Sit, capsys: pytest.CaptureFixture[str]) -> None:
    sit("q", only=("event",))
    assert [line.rstrip() for line in capsys.readouterr().out.splitlines()] == [
        "",
        "1 of 3: an event that nobody has looked at " + "─" * 37,
        "a2  shelling",
        "  When       undated",
        "  Status     reported",
        "  Scope      incident",
        "  Confidence 0.20",
        "",
        "  Jets struck the mill at Vetrovo. >>Shells fell on Kamen.<< Nobody was hurt.",
        "",
        "  The a, 15 Feb 2026  Raids on two towns  a2",
        "a accept  r reject  e edit  s skip  u undo  o open  ? help  q quit",
    ]


@pytest.mark.parametrize("width", [40, 80, 120])
def test_no_line_is_wider_than_the_terminal(
    sit: Sit, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    sit("?", "o", "1", "s", "?", "o", "q")
    assert max(map(len, capsys.readouterr().out.splitlines())) <= width


def test_a_conflict_shows_what_each_source_says(sit: Sit, capsys: pytest.CaptureFixture[str]) -> None:
    sit("q", only=("conflict",))
    told = capsys.readouterr().out
    assert "sources differ in killed" in told
    assert "killed: 5" in told
    assert "killed: 9" in told
    assert "killed: low 5, best" in told


# --- a real terminal ----------------------------------------------------------------------------------------------------------

KEYS = "q quit"  # the end of the line of keys


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give a database file with something to review."""
    fill(tmp_path / "r.db")
    return tmp_path / "r.db"


def decided(path: Path) -> list[str]:
    """Give what was decided in a file and not undone."""
    with Store.open(path) as store:
        return said(Decisions(store, lambda: NOW))


def test_single_keys_decide_at_a_terminal(path: Path) -> None:
    with Terminal("review", "--db", path, "--by", "mara", "--only", "events") as terminal:
        assert "Shells fell on Kamen." in terminal.wait_for(KEYS)
        terminal.type("a")
        terminal.wait_for("accepted a2")
        terminal.wait_for(KEYS)
        assert decided(path) == ["accept a2"]  # at once
        terminal.type("u")
        terminal.wait_for("undone: accepted")
        terminal.wait_for(KEYS)
        terminal.type("e")
        terminal.wait_for("field: ")
        terminal.type("killed\r")
        terminal.wait_for("value: ")
        terminal.type("lots\r")
        assert "killed can't be 'lots'" in terminal.wait_for("field: ")
        terminal.type("killed\r")
        terminal.wait_for("value: ")
        terminal.type("12+\r")
        assert "killed 12+" in terminal.wait_for(KEYS).replace("Numbers    ", "")
        terminal.type("\x1b[Ar")  # the arrow means nothing, its A is no answer
        terminal.wait_for("rejected a2")
        terminal.wait_for(KEYS)
        terminal.type("q")
        terminal.wait_for("1 corrected, 1 rejected; 2 questions left")
        assert terminal.ends() == 0
    assert decided(path) == ["set a2 killed 12+", "reject a2"]


def test_keys_typed_ahead_are_not_lost(path: Path) -> None:
    with Terminal("review", "--db", path, "--only", "events") as terminal:
        terminal.type("aekilled\r7\rrq")
        assert terminal.ends() == 0
    assert decided(path) == ["accept a2", "set a1 killed 7", "reject a1"]


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_ctrl_c_and_ctrl_d_quit(path: Path, key: str) -> None:
    with Terminal("review", "--db", path) as terminal:
        terminal.wait_for(KEYS)
        terminal.type("a")
        terminal.wait_for(KEYS)
        terminal.type(key)
        terminal.wait_for("1 accepted; 1 question left")
        assert terminal.ends() == 0


def test_a_terminal_that_dies_loses_nothing(path: Path) -> None:
    with Terminal("review", "--db", path, "--only", "events") as terminal:
        terminal.wait_for(KEYS)
        terminal.type("a")
        terminal.wait_for(KEYS)
        terminal.process.kill()
    with Terminal("review", "--db", path, "--only", "events") as terminal:
        assert "1 of 2" in terminal.wait_for(KEYS)
        terminal.type("q")
        assert terminal.ends() == 0
    assert decided(path) == ["accept a2"]


def test_the_article_opens_whole(path: Path) -> None:
    with Terminal("review", "--db", path, "--only", "events") as terminal:
        terminal.wait_for(KEYS)
        terminal.type("o")
        assert "Raids on two towns" in terminal.wait_for(KEYS)
        terminal.type("q")
        assert terminal.ends() == 0


def test_nothing_to_review_is_said(tmp_path: Path) -> None:
    with Store.open(tmp_path / "empty.db"):
        pass
    with Terminal("review", "--db", tmp_path / "empty.db") as terminal:
        terminal.wait_for("nothing to review")
        assert terminal.ends() == 0


def test_without_a_terminal_it_says_what_to_use(run: Run, path: Path) -> None:
    ran = run("review", "--db", path)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == "tracker: a review needs a terminal: without one, use 'tracker review export' and 'tracker review import'\n"


# --- by file ------------------------------------------------------------------------------------------------------------------


def exported(run: Run, path: Path, *more: str) -> list[dict[str, Any]]:
    """Give the lines of an export."""
    ran = run("review", "export", "--db", path, *more)
    assert (ran.code, ran.err) == (0, "")
    return [json.loads(line) for line in ran.lines]


def filled(lines: list[dict[str, Any]], **answers: dict[str, str]) -> str:
    """Fill in answers by event."""
    return "".join(json.dumps({**line, **answers.get(line["event"], {})}) + "\n" for line in lines)


def outcomes(ran: Ran) -> list[str]:
    """Give what became of each line, from TSV."""
    return [" ".join(filter(None, line.split("\t")[1:4])) for line in ran.lines[1:]]


def test_each_event_is_exported_once(run: Run, path: Path) -> None:
    assert [line["id"] for line in exported(run, path)] == ["conflict:a1:a1", "conflict:a1:b1", "event:a2"]
    assert [line["event"] for line in exported(run, path, "--only", "events", "--limit", "2")] == ["a2", "a1"]


def test_a_file_that_was_filled_in_is_taken_over_once(run: Run, path: Path) -> None:
    text = filled(exported(run, path), a1={"decision": "accept"}, a2={"decision": "reject", "why": "a drill"})
    ran = run("review", "import", "-", "--db", path, "--by", "mara", input=text)
    assert (ran.code, outcomes(ran)) == (0, ["done accept a1", "done reject a2"])
    assert ran.err == "2 done\n"
    again = run("review", "import", "-", "--db", path, "--by", "mara", "--strict", input=text)
    assert (again.code, outcomes(again)) == (0, ["already there accept a1", "already there reject a2"])
    assert decided(path) == ["accept a1", "reject a2"]


def test_a_table_comes_back_as_it_went(run: Run, path: Path) -> None:
    table = run("review", "export", "--db", path, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(table)))
    rows[-1] |= {"decision": "Set", "field": "killed", "value": "12+"}
    out = io.StringIO()
    writer = csv.DictWriter(out, rows[0])
    writer.writeheader()
    writer.writerows(rows)
    ran = run("review", "import", "-", "--db", path, input=out.getvalue())
    assert (ran.code, outcomes(ran)) == (0, ["done Set a2"])
    assert decided(path) == ["set a2 killed 12+"]


def test_bad_lines_are_skipped_and_the_others_go_on(run: Run, path: Path) -> None:
    lines = ['{"decision": "accept"', '{"decision": "accept", "event": "zzz"}', "[]", "", '{"decision": "maybe", "event": "a1"}']
    text = "\n".join([*lines, '{"decision": "accept", "event": "a1"}', '{"event": "a2"}'])
    ran = run("review", "import", "-", "--db", path, input=text)
    assert (ran.code, outcomes(ran)) == (0, ["skipped", "not found accept zzz", "skipped", "skipped maybe a1", "done accept a1"])
    assert ran.err.splitlines() == [
        "skipped line 1: is not JSON: Expecting ',' delimiter: line 1 column 22 (char 21)",
        "skipped line 3: is not a JSON object",
        "skipped line 5: the decision is 'maybe', not one of accept, reject, set, merge, apart, split, link, unlink, grade",
        "3 skipped, 1 not found, 1 done",
    ]
    assert run("review", "import", "-", "--db", path, "--strict", input=text).code == 1


def test_a_conflict_with_somebody_else_stays_unless_it_is_overruled(run: Run, path: Path) -> None:
    line = '{"decision": "%s", "event": "a1", "by": "%s"}\n'
    run("review", "import", "-", "--db", path, input=line % ("accept", "mara"))
    ran = run("review", "import", "-", "--db", path, input=line % ("reject", "ben"))
    assert (ran.code, outcomes(ran)) == (1, ["conflict reject a1"])
    assert "mara decided: accept" in ran.out
    ran = run("review", "import", "-", "--db", path, "--overrule", input=line % ("reject", "ben"))
    assert (ran.code, outcomes(ran)) == (0, ["done reject a1"])


def test_decisions_go_over_to_another_copy(run: Run, path: Path, tmp_path: Path) -> None:
    fill(tmp_path / "copy.db")
    lines = [
        '{"decision": "reject", "event": "a2", "by": "mara", "why": "a drill"}',
        '{"decision": "unlink", "event": "b1", "by": "ben"}',
    ]
    run("review", "import", "-", "--db", path, input="\n".join(lines))
    told = run("review", "export", "--decisions", "--db", path).out
    ran = run("review", "import", "-", "--db", tmp_path / "copy.db", input=told)
    assert (ran.code, outcomes(ran)) == (0, ["done reject a2", "done unlink b1"])
    assert decided(tmp_path / "copy.db") == decided(path)
    with Store.open(tmp_path / "copy.db") as copy:
        assert [(row.by, row.why) for row in Decisions(copy, lambda: NOW).all(Filter())] == [("mara", "a drill"), ("ben", None)]


@pytest.mark.parametrize(
    ("text", "why"),
    [("a,b\n1,2\n", "neither JSONL nor a CSV table"), (b"\xff\xfe", "is not UTF-8 text")],
)
def test_what_is_no_export_is_refused(run: Run, path: Path, text: str | bytes, why: str) -> None:
    ran = run("review", "import", "-", "--db", path, input=text)
    assert (ran.code, ran.out) == (1, "")
    assert why in ran.err


def test_a_file_that_is_not_there_is_said(run: Run, path: Path) -> None:
    ran = run("review", "import", "no-such.jsonl", "--db", path)
    assert (ran.code, ran.err) == (1, "tracker: no-such.jsonl: no such file or directory\n")


# --- gold ---------------------------------------------------------------------------------------------------------------------


def test_what_was_reviewed_is_gold_that_evaluate_reads(run: Run, path: Path, tmp_path: Path) -> None:
    answers = ['{"decision": "reject", "event": "a2"}', '{"decision": "set", "event": "a1", "field": "killed", "value": "6"}']
    run("review", "import", "-", "--db", path, input="\n".join(answers))
    ran = run("review", "gold", tmp_path / "gold", "--db", path)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"1 article, 1 event in {tmp_path / 'gold'}; none left out\n"
    with Store.open(path) as store:
        found = [store.event(identity).event for identity in ("a1", "a2")]
    (tmp_path / "found.jsonl").write_text("".join(json.dumps(event.as_dict()) + "\n" for event in found), "utf-8")
    judged = run("evaluate", tmp_path / "gold", "--predictions", tmp_path / "found.jsonl", "--errors", "--format", "tsv")
    assert [line.split("\t")[:3] for line in judged.lines[1:]] == [["a", "spurious", "event"]]


def test_articles_reviewed_in_part_are_left_out_unless_they_are_asked_for(run: Run, path: Path, tmp_path: Path) -> None:
    run("review", "import", "-", "--db", path, input='{"decision": "accept", "event": "a1"}')
    ran = run("review", "gold", tmp_path / "gold", "--db", path)
    assert (ran.code, (tmp_path / "gold").exists()) == (1, False)
    assert "1 article reviewed in part left out" in ran.err
    assert run("review", "gold", tmp_path / "gold", "--partial", "--db", path).code == 0
    (line,) = (tmp_path / "gold" / "gold.jsonl").read_text("utf-8").splitlines()
    assert [event["optional"] for event in json.loads(line)["events"]] == [False, True]


def test_gold_is_never_written_over_unasked(run: Run, path: Path, tmp_path: Path) -> None:
    run("review", "import", "-", "--db", path, input='{"decision": "accept", "event": "b1"}')
    assert run("review", "gold", tmp_path / "gold", "--db", path).code == 0
    ran = run("review", "gold", tmp_path / "gold", "--db", path)
    assert ran.code == 1
    assert "--overwrite" in ran.err
    assert run("review", "gold", tmp_path / "gold", "--overwrite", "--db", path).code == 0
