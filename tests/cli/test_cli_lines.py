"""A timeline of one line an event, and how its fields are cut."""

from __future__ import annotations

import dataclasses
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from tests.cli.made import CAPTURE, EVENTS, STRIKE, TOTAL, UNDATED, Run
from tracker.cli import words
from tracker.cli.cut import cut, cut_counts, cut_scene, cut_who
from tracker.cli.events import print_events
from tracker.cli.render import bare
from tracker.model import COUNTS, TYPES, Count, Event, EventDate, Place


@pytest.mark.parametrize(
    ("text", "width", "said"),
    [
        ("short", 5, "short"),
        ("coalition forces", 12, "coalition…"),  # at a word
        ("coalition forces", 10, "coalition…"),  # which just fits
        ("a Mediterranean port", 10, "a Mediter…"),  # not where hardly anything would be left
        ("空袭目标", 5, "空袭…"),  # letters of two cells
        ("any", 1, "…"),
        ("any", 0, ""),
    ],
)
def test_text_is_cut_at_a_word(text: str, width: int, said: str) -> None:
    assert cut(text, width) == said


@pytest.mark.parametrize(
    ("counts", "width", "said"),
    [
        (["killed 2", "wounded 14"], 20, "killed 2; wounded 14"),
        (["killed 2", "wounded 14", "strikes 1"], 23, "killed 2; wounded 14; …"),
        (["killed 2", "wounded 14"], 19, "killed 2; …"),
        (["killed 22000"], 11, "…"),  # 'killed 22' would be another number
        (["killed 3 (children)"], 12, "killed 3 (…)"),  # a part must not look like the whole
        (["killed 3 (children)"], 11, "…"),
        ([], 5, ""),
    ],
)
def test_no_number_is_cut_in_part(counts: list[str], width: int, said: str) -> None:
    assert cut_counts(counts, width) == said


@pytest.mark.parametrize(
    ("width", "said"),
    [(24, "army → fighters of JNIM"), (20, "army → fighters of…"), (12, "army → figh…"), (8, "army →…"), (5, "army")],
)
def test_the_target_is_cut_before_the_actor(width: int, said: str) -> None:
    assert cut_who("army", "fighters of JNIM", width) == said


@pytest.mark.parametrize(
    ("places", "actors", "targets", "width", "said"),
    [
        ("Abala NE", "army", "camp", 21, "Abala NE: army → camp"),
        ("Abala NE", "army", "camp", 18, "Abala NE: army →…"),
        ("Abala NE", "", "camp", 18, "Abala NE: → camp"),
        ("", "army", "camp", 18, "army → camp"),
        ("Abala NE", "", "", 6, "Abala…"),
        ("Saida al-Hanut SY, Koya SY", "", "two men", 20, "Saida al-Ha…: → two…"),
    ],
)
def test_where_and_who_share_a_column(places: str, actors: str, targets: str, width: int, said: str) -> None:
    assert cut_scene(places, actors, targets, width) == said


# --- the timeline -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", range(80, 200, 7))
def test_each_event_is_one_line(run: Run, db: Path, width: int) -> None:
    header, *lines = run("timeline", "--db", db, "--format", "table", width=width).lines
    assert max(map(len, (header, *lines))) <= width
    for line, event in zip(lines, (TOTAL, STRIKE, CAPTURE, UNDATED), strict=True):
        assert line.startswith(f"{words.when(event.date)}  ")
        assert line.endswith(f"  {event.id}")
        assert words.label(event.type) in line
        assert all(f"{mark}" in line for mark in filter(None, words.marks(event).split(", ")))


@pytest.mark.parametrize(
    ("width", "titles"),
    [
        (80, ["Date", "Event", "Place: actor → target", "Numbers", "Src", "Id"]),
        (100, ["Date", "Event", "Place", "Actor → target", "Numbers", "Src", "Id"]),
        (120, ["Date", "Event", "Place", "Actor", "Target", "Numbers", "Src", "Id"]),
        (170, ["Date", "Event", "Place", "Actor", "Target", "Numbers", "Source", "Src", "Id"]),
    ],
)
def test_a_wider_terminal_has_more_columns(run: Run, db: Path, width: int, titles: list[str]) -> None:
    header = run("timeline", "--db", db, "--format", "table", width=width).lines[0]
    assert re.split(r"\s{2,}", header.strip()) == titles


def test_a_medium_terminal_says_all_of_a_usual_event(run: Run, db: Path) -> None:
    line = run("timeline", "--db", db, "--format", "table", width=140).lines[2]
    for told in ("air strike", "Vetrovo SY", "Northern Command", "Grey Band", "killed 31+; strikes 10"):
        assert told in line


names = st.lists(st.text(st.characters(codec="utf-8", categories=["L", "N", "Zs", "Cc"]), max_size=40), max_size=3).map(tuple)
days = st.dates(date(2011, 1, 1), date(2026, 12, 31))
dates = st.one_of(
    st.none(),
    st.builds(lambda a, b: EventDate(min(a, b), max(a, b), "range", "text"), days, days),
    st.builds(lambda a: EventDate(None, a, "by", "published"), days),
)
bounds = st.integers(0, 10**6)
events = st.builds(
    dataclasses.replace,
    st.sampled_from(EVENTS),
    type=st.sampled_from(TYPES),
    scope=st.sampled_from(["incident", "aggregate"]),
    status=st.sampled_from(["reported", "alleged", "denied"]),
    date=dates,
    places=st.lists(st.builds(Place, st.text(max_size=30), st.just(""), st.just("SY")), max_size=3).map(tuple),
    actors=names,
    targets=names,
    counts=st.lists(st.builds(Count, st.sampled_from(COUNTS), bounds, st.none(), names.map(" ".join)), max_size=5).map(tuple),
)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(events, min_size=1, max_size=8), st.integers(80, 200))
def test_no_event_is_too_long_for_its_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], found: list[Event], width: int
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    print_events([dataclasses.replace(bare(event), source="Example News") for event in found])
    _, *lines = capsys.readouterr().out.rstrip("\n").split("\n")
    for line, event in zip(lines, found, strict=True):
        assert cell_len(line) <= width
        assert line.startswith(f"{words.when(event.date)}  ")
        assert line.endswith(f"  {event.id}")
        assert words.label(event.type) in line
        assert words.marks(event) in line
