"""Dates, numbers and names in few words."""

from __future__ import annotations

from datetime import date

import pytest

from tracker.cli import words
from tracker.model import Count, DatePrecision, EventDate


@pytest.mark.parametrize(
    ("start", "end", "precision", "said"),
    [
        ("2026-02-03", "2026-02-03", "day", "3 Feb 2026"),
        ("2026-02-03", "2026-02-12", "range", "3-12 Feb 2026"),
        ("2026-01-27", "2026-02-02", "range", "27 Jan - 2 Feb 2026"),
        ("2025-12-27", "2026-01-02", "range", "27 Dec 2025 - 2 Jan 2026"),
        ("2026-02-02", "2026-02-08", "week", "2-8 Feb 2026"),
        ("2026-02-01", "2026-02-28", "month", "Feb 2026"),
        ("2024-02-01", "2024-02-29", "month", "Feb 2024"),  # a leap year
        ("2026-07-01", "2026-07-10", "month", "1-10 Jul 2026"),  # 'early July' is no whole month
        ("2026-01-01", "2026-03-31", "month", "Jan - Mar 2026"),
        ("2026-01-01", "2026-12-31", "year", "2026"),
        ("2025-01-01", "2026-12-31", "year", "1 Jan 2025 - 31 Dec 2026"),
        (None, "2026-02-15", "by", "by 15 Feb 2026"),
        ("2026-05-01", "2026-05-01", "range", "1 May 2026"),  # a range of one day is that day
    ],
)
def test_a_date_is_said_in_its_own_precision(start: str | None, end: str, precision: DatePrecision, said: str) -> None:
    day = EventDate(date.fromisoformat(start) if start else None, date.fromisoformat(end), precision, "text")
    assert words.when(day) == said


def test_no_date_is_said() -> None:
    assert words.when(None) == "undated"


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(31, None, "31+"), (10, 10, "10"), (10, 12, "10-12"), (0, 10, "up to 10"), (0, 0, "0"), (5700, 5700, "5700"), (0, None, "0+")],
)
def test_a_number_keeps_its_bounds(low: int, high: int | None, said: str) -> None:
    assert words.number(low, high) == said


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((), ""),
        ((Count("strikes", 10, 10), Count("killed", 31, None)), "killed 31+; strikes 10"),  # deaths first
        ((Count("killed", 8, 8), Count("killed", 3, 3, "children")), "killed 8"),  # the whole stands for its parts
        ((Count("killed", 3, 3, "children"), Count("killed", 8, 8)), "killed 8"),  # in any order
        ((Count("killed", 3, 3, "children"),), "killed 3 (children)"),  # a part alone says that it is one
        ((Count("killed_or_captured", 51, None),), "killed or captured 51+"),
    ],
)
def test_numbers(counts: tuple[Count, ...], said: str) -> None:
    assert words.numbers(counts) == said


def test_one_strike_goes_without_saying() -> None:
    assert words.telling_counts((Count("strikes", 1, 1), Count("wounded", 10, 12))) == ["wounded 10-12"]


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("plain", "plain"),
        (None, ""),
        ("\x1b[31mred\x1b[0m", "red"),  # colours
        ("\x1b]0;title\x07text", "text"),  # a window's title
        ("\x1b]8;;http://x.example\x1b\\link\x1b]8;;\x1b\\", "link"),  # a hyperlink
        ("a\x9b2Jb", "a 2Jb"),  # C1: what it started stays as text
        ("tab\tline\r\nbreak", "tab line break"),
        ("\u202egnip\u2069", "gnip"),  # text turned around
        ("nul\x00 bell\x07 del\x7f", "nul bell del"),
        ("line\u2028separator", "line separator"),
        ("[bold]x[/]", "[bold]x[/]"),  # markup is text; who prints it must not read it
        ("Ведрово دير", "Ведрово دير"),  # other scripts are as they are
    ],
)
def test_text_from_outside_is_made_safe(raw: str | None, cleaned: str) -> None:
    assert words.clean(raw) == cleaned


@pytest.mark.parametrize(
    ("text", "width", "short"),
    [
        ("short", 10, "short"),
        ("cut between the words", 14, "cut between…"),
        ("Unbreakablyverylongword", 10, "Unbreakab…"),
        ("no comma, left", 10, "no comma…"),
    ],
)
def test_shortened_text_ends_at_a_word(text: str, width: int, short: str) -> None:
    assert words.shorten(text, width) == short
    assert len(short) <= width


def test_long_lists_say_how_many_more() -> None:
    assert words.short_names(["a", "b", "c", "d"]) == "a, b +2"
