"""What expressions of fixed wording mean: each function reads a match against the day of publication, or makes one that does.

The wordings themselves are the table in `phrases`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from tracker.extract.dates import days as d
from tracker.extract.dates.lexicon import NUMBERS, UNITS, counts_things, number, word_before
from tracker.extract.dates.reading import Reading
from tracker.model import DatePrecision

Match = re.Match[str]
Read = Callable[[Match, date], Reading | None]


def unresolved(precision: DatePrecision = "range", *, since: bool = False) -> Read:
    """Read words that have a date of their own which nobody can tell."""
    return lambda match, now: Reading(match.end(), None, None, precision, since=since)


def day(shift: int, *, time_of_day: bool = False) -> Read:
    def read(match: Match, now: date) -> Reading:
        day = d.shift(now, shift)
        return Reading(match.end(), day, day, "day", time_of_day=time_of_day, past=True)

    return read


def since_hour(match: Match, now: date) -> Reading:
    return Reading(match.end(), now, now, "day", since=True, past=True)


def anchored(days: int) -> Read:
    return lambda match, now: Reading(match.end(), None, None, "day", anchor_days=days)


def overnight(match: Match, now: date) -> Reading:
    return Reading(match.end(), d.shift(now, -1), now, "range", past=True)


_PRECISIONS: dict[str, DatePrecision] = {"week": "week", "month": "month", "year": "year"}


def _unit_days(unit: str, now: date, back: int) -> d.Days:
    """Give the days of the calendar week, month or year that is so many back from now."""
    if unit == "week":
        return d.week_days(now, -back)
    if unit == "year":
        return d.year_days(max(now.year - back, 1))
    start = d.months_back(now, back)
    return d.month_days(start.year, start.month)


def this(match: Match, now: date) -> Reading:
    """Read 'this week', 'so far this year', 'earlier this month': from its first day to publication."""
    unit, how = match["unit"].lower(), " ".join((match["how"] or "").lower().split())
    if how in ("later", "late"):
        return Reading(match.end(), None, None, _PRECISIONS[unit])
    first, _ = _unit_days(unit, now, 0)
    return Reading(match.end(), first, now, _PRECISIONS[unit], since=how in ("", "so far"), past=how != "")


def last(match: Match, now: date) -> Reading:
    """Read 'last week', 'late last month', 'early last year'."""
    unit, part = match["unit"].lower(), (match["part"] or "").lower()
    first, last = _unit_days(unit, now, 1)
    if part not in ("early", "mid", "late"):
        return Reading(match.end(), first, last, _PRECISIONS[unit], past=True)
    parts: dict[str, d.Part] = {"early": "early", "mid": "mid", "late": "late"}
    if unit == "month":
        first, last = d.month_days(first.year, first.month, parts[part])
    elif unit == "year":
        first, last = d.year_days(first.year, parts[part])
    else:  # of a week: Monday and Tuesday, Wednesday and Thursday, Friday to Sunday
        low, high = {"early": (0, 1), "mid": (2, 3), "late": (4, 6)}[part]
        first, last = d.shift(first, low), d.shift(first, high)
    return Reading(match.end(), first, last, "range", past=True)


def edge(match: Match, now: date) -> Reading | None:
    """Read 'the start of the year', 'the end of last month'."""
    unit, back = match["unit"].lower(), int(match["which"].lower() == "last")
    first, last = _unit_days(unit, now, back)
    if match["edge"].lower() == "end":
        if not back:
            return Reading(match.end(), None, None, "range")  # still to come
        return Reading(
            match.end(), max(first, d.shift(last, -{"week": 2, "month": 9, "year": 121}[unit])), last, "range", past=True
        )
    return Reading(match.end(), first, min(now, d.shift(first, {"week": 1, "month": 9, "year": 119}[unit])), "range", past=True)


def weekend(match: Match, now: date) -> Reading:
    """Read 'at the weekend', the one that has begun last; 'last weekend' is one that is over."""
    if (match["which"] or "").lower() == "last":
        sunday = d.weekday_by(d.shift(now, -1), 6)
        return Reading(match.end(), d.shift(sunday, -1), sunday, "range", past=True)
    saturday = d.weekday_by(now, 5)
    return Reading(match.end(), saturday, min(now, d.shift(saturday, 1)), "range")


def window(match: Match, now: date) -> Reading | None:
    """Read 'in the last two months', 'over the past year', 'in the past 24 hours': a stretch that ends with publication."""
    unit, count = match["unit"].lower(), match["n"]
    if count is None and (match["vague"] or match["s"]):
        first = d.shift(now, -1) if unit == "hour" else None
        return Reading(match.end(), first, first and now, "range", since=True)
    if count is None:
        short = unit in ("hour", "day", "night")
        if match["the"] is None or match["which"].lower().startswith("pre") or (short and match["prep"] is None):
            return None  # 'last week', 'the previous day', 'the last day' are others
        count = "1"
    return Reading(match.end(), _back(now, number(count), unit), now, "range", since=True, past=True)


def _back(now: date, count: int, unit: str) -> date:
    if unit == "hour":
        return d.shift(now, -max(1, -(-count // 24)))
    if unit in UNITS:
        return d.shift(now, -count * UNITS[unit])
    return d.months_back(now, count * {"month": 1, "year": 12, "decade": 120}[unit])


def ago(match: Match, now: date) -> Reading:
    """Read 'two days ago' (that day), 'two months ago' (that month), 'five years ago' (that year)."""
    unit = match["unit"].lower()
    if match["n"] is None or match["loose"]:
        return Reading(match.end(), None, None, "range")
    count = number(match["n"])
    if unit == "hour":
        day = d.shift(now, -(count // 24))
        return Reading(match.end(), day, day, "day", past=True)
    day = _back(now, count, unit)
    if unit in UNITS:
        return Reading(match.end(), day, day, "day", past=True)
    precision: DatePrecision = "year" if unit == "decade" or (unit == "year" and count > 1) else "month"
    first, last = _unit_days(precision, day, 0)
    return Reading(match.end(), first, last, precision, past=True)


def leaning(match: Match, now: date) -> Reading | None:
    """Read 'two days later', 'a day earlier', 'hours before': days from another date of the text."""
    unit, sign = match["unit"].lower(), 1 if match["way"].lower().startswith(("later", "after", "on")) else -1
    before = word_before(match.string, match.start())
    if (match["n"] is None and not match["s"]) or before == "for" or before in NUMBERS:
        return None  # 'the day before' is another; 'held for two days before' is a length of time
    if unit in ("hour", "minute"):
        return Reading(match.end(), None, None, "day", anchor_days=0)
    if unit not in UNITS or match["n"] is None:
        return Reading(match.end(), None, None, "range")
    return Reading(match.end(), None, None, "day", anchor_days=sign * UNITS[unit] * number(match["n"]))


def that_day(match: Match, now: date) -> Reading | None:
    """Read 'that night', but not 'said that night raids ...'."""
    return None if counts_things(match.string, match.end()) else Reading(match.end(), None, None, "day", anchor_days=0)


def yearly(day: Callable[[int], date | None]) -> Read:
    """Read a feast, of the year that is said or the last one that is not more than a week ahead."""

    def read(match: Match, now: date) -> Reading | None:
        limit = d.shift(now, 7)
        years = [int(match["year"])] if match["year"] else [limit.year, max(limit.year - 1, 1)]
        found = next((x for x in map(day, years) if x is not None and (match["year"] or x <= limit)), None)
        return None if found is None else Reading(match.end(), found, found, "day")

    return read


def fixed(month: int, day: int) -> Read:
    return yearly(lambda year: date(year, month, day))


def season(match: Match, now: date) -> Reading:
    """Read 'last summer' (over before now), 'this spring', 'in the autumn' (the latest that has begun)."""
    season, last = match["season"].lower(), match["which"].lower() == "last"
    for year in range(now.year, max(now.year - 3, 1), -1):
        first, end = d.season_days(year, season)
        if end < now if last else first <= now:
            return Reading(match.end(), first, end, "range", past=last)
    return Reading(match.end(), None, None, "range")


def decade(match: Match, now: date) -> Reading:
    low, high = {"": (0, 9), "early": (0, 3), "mid": (4, 6), "late": (7, 9)}[(match["part"] or "").lower()]
    year = int(match["year"])
    return Reading(match.end(), d.year_days(year + low)[0], d.year_days(year + high)[1], "year", past=True)
