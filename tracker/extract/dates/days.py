"""Arithmetic on days, months and weeks. Results are kept inside the calendar of `datetime.date` instead of overflowing."""

from __future__ import annotations

import calendar
from datetime import date
from typing import Literal

Days = tuple[date, date]
Part = Literal["early", "mid", "late"]

# Northern hemisphere, by whole months, as newsrooms use them; winter runs into the next year.
SEASONS: dict[str, tuple[int, int]] = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}


def shift(day: date, days: int) -> date:
    """Move by days; stop at the calendar's ends."""
    ordinal = min(max(day.toordinal() + days, date.min.toordinal()), date.max.toordinal())
    return date.fromordinal(ordinal)


def months_back(day: date, months: int) -> date:
    """Give the same day of the month so many months before, or that month's last day where it is shorter."""
    total = max(day.year * 12 + day.month - 1 - months, 12)
    year, month = total // 12, total % 12 + 1
    if year > date.max.year:
        return date.max
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def month_days(year: int, month: int, part: Part | None = None) -> Days:
    """Give a month's days, or its first ten, second ten or the rest ('early July' is 1 to 10, 'late August' 21 to 31)."""
    last = calendar.monthrange(year, month)[1]
    low, high = {None: (1, last), "early": (1, 10), "mid": (11, 20), "late": (21, last)}[part]
    return date(year, month, low), date(year, month, high)


def year_days(year: int, part: Part | None = None) -> Days:
    """Give a year's days, or a third of it: January to April, May to August, September to December."""
    low, high = {None: (1, 12), "early": (1, 4), "mid": (5, 8), "late": (9, 12)}[part]
    return date(year, low, 1), month_days(year, high)[1]


def season_days(year: int, season: str) -> Days:
    """Give the days of a season that begins in the year."""
    low, high = SEASONS[season]
    return date(year, low, 1), month_days(min(year + (high < low), date.max.year), high)[1]


def week_days(day: date, weeks: int = 0) -> Days:
    """Give Monday to Sunday of the day's week, or of one so many weeks away."""
    monday = shift(day, weeks * 7 - day.weekday())
    return monday, shift(monday, 6)


def weekday_by(day: date, weekday: int) -> date:
    """Give the last such weekday (Monday is 0) on or before the day."""
    return shift(day, -((day.weekday() - weekday) % 7))


def day_of(year: int, month: int, day: int) -> date | None:
    """Give the day, or null where the calendar has none such."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def thanksgiving(year: int) -> date:
    """Give the fourth Thursday of November."""
    return shift(weekday_by(date(year, 11, 7), 3), 21)


def easter(year: int) -> date:
    """Give Easter Sunday of the western churches (the anonymous Gregorian rule, Nature, 20 April 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    e = (32 + 2 * (b % 4) + 2 * (c // 4) - d - c % 4) % 7
    f = d + e - 7 * ((a + 11 * d + 22 * e) // 451) + 114
    return date(year, f // 31, f % 31 + 1)
