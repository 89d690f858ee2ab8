"""Reviewing at a terminal, and by file."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.review_desk import Typed, article, fill
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
    desk = Desk(store, book, Queue(store, book, Filter(), ("event",)), by="mara", now=lambda: NOW)
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
