"""Days that people type: '2026-02-03', 'January 2026', 'last monday', 'two weeks ago', '30d'.

1. ISO days and months are read without importing anything.
2. What has a settled meaning here is read by the date grammar of articles and by '30d', '1w', '2 months'.
3. The rest is dateparser's.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time

from tracker.errors import UsageError
from tracker.extract.dates import find_dates
from tracker.extract.dates.days import Days, month_days, months_back, shift, year_days
from tracker.extract.dates.lexicon import MONTHS, NUMBERS, WEEKDAYS, number

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")
_AMOUNT = re.compile(r"(\d{1,5} ?|[a-z]+ )(d|days?|w|weeks?|m|months?|y|years?)(?: ago)?\Z")
_NAMES = frozenset({*MONTHS, *WEEKDAYS})
_EXAMPLES = "2026-02-03, 'January 2026', 'last monday', 'two weeks ago'"


def read_when(words: str, today: date, *, end: bool = False) -> date:
    """Read a day as `--since` and `--until` take it. A month or year is its first day, its last with `end`.

    Raises UsageError where the words can't be read.
    """
    plain = " ".join(words.split())
    days = _iso(plain) or _amount(plain.lower(), today) or _as_in_articles(plain, today) or _by_dateparser(plain, today)
    if days is None:
        raise UsageError(f"can't read {words!r} as a day: try {_EXAMPLES}")
    return days[1] if end else days[0]


def _iso(words: str) -> Days | None:
    match = _ISO.match(words)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if year is not None and month is not None and day is not None:
            return date(year, month, day), date(year, month, day)
        if year is not None and month is not None:
            return month_days(year, month)
        return year_days(year or 0)
    except ValueError:  # no such day; calendar's IllegalMonthError is a ValueError too
        return None


def _amount(words: str, today: date) -> Days | None:
    """Read '30d', '1w', '2 months', 'two months ago': that day."""
    match = _AMOUNT.match(words)
    if match is None or not (match[1].strip().isdecimal() or match[1].strip() in NUMBERS):
        return None
    count, unit = number(match[1]), match[2][0]
    day = (
        shift(today, -count * (7 if unit == "w" else 1)) if unit in "dw" else months_back(today, count * (12 if unit == "y" else 1))
    )
    return day, day


def _as_in_articles(words: str, today: date) -> Days | None:
    """Read the words as an article of today would mean them, if they are a date from end to end and can be resolved."""
    # Names of months and days may be typed in any case; 'in' lets a month or a year stand alone.
    sentence = "in " + re.sub(r"[a-z]{3,}", lambda m: m[0].capitalize() if m[0] in _NAMES else m[0], words.lower())
    spans = find_dates(sentence, today)
    if len(spans) != 1 or spans[0].end != len(sentence) or spans[0].start not in (0, 3):
        return None
    first, last = spans[0].first, spans[0].last
    return None if first is None or last is None else (first, last)


def _by_dateparser(words: str, today: date) -> Days | None:
    """Ask dateparser, which gives a day for a month: its `period` tells. Of digits alone ('12', '2026-13') it makes too much."""
    if not any(c.isalpha() for c in words):
        return None
    from dateparser.date import DateDataParser  # 0.2 s

    settings = {"RELATIVE_BASE": datetime.combine(today, time(12)), "PREFER_DATES_FROM": "past", "DATE_ORDER": "DMY"}
    found = DateDataParser(languages=["en"], settings=settings).get_date_data(words)
    if found.date_obj is None:
        return None
    day = found.date_obj.date()
    if found.period == "month":
        return month_days(day.year, day.month)
    return year_days(day.year) if found.period == "year" else (day, day)
