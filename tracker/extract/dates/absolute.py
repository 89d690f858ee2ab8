"""Calendar dates as written: '2026-02-03', 'Feb. 3-12', '3 February 2026', 'early July', 'March 2024', 'in 2014', 'summer 2015'.

`read_absolute` tries the forms from the most to the least said. What the words leave out is found by `days_of`.
"""

from __future__ import annotations

import dataclasses
import re

from tracker.extract.dates.days import Days, Part, day_of, month_days, season_days, shift, year_days
from tracker.extract.dates.lexicon import (
    ABSOLUTE_OPENS,
    LEADS,
    LOWER_CASE_WORDS,
    MONTHS,
    PARTS,
    WORDLIKE_MONTHS,
    counts_things,
    first_word,
    pattern,
    word_before,
)
from tracker.extract.dates.reading import Partial, Reading, Scene
from tracker.model import DatePrecision

LAG = 7  # days that a dateline may be ahead of the publication day that is known

_JOIN = r"(?P<join> ?[-–—/] ?| (?:to|until|through|and|or) (?:the )?|(?:, \d{1,2}){1,3},? and )"
_YEAR_FIRST = pattern(
    r"(?P<year>(?:19|20)\d\d)(?P<sep>[-/.])(?P<month>0[1-9]|1[0-2])(?P=sep)(?P<day>0[1-9]|[12]\d|3[01])(?=T\d|(?![\w]|[-/.]\w))"
)
_NUMBERS = pattern(
    r"(?P<day>\d{1,2})(?P<sep>[-/.])(?P<month>\d{1,2})(?P=sep)"
    r"(?P<year>(?:19|20)\d\d|\d\d(?<=/\d\d))(?!\d|(?-i:[a-z_])|[-/.]\d)"
)
_DAY_NAME_YEAR = pattern(r"(?P<day>{DAY})[-–/](?P<month>{MONTH})[-–/](?P<year>{YEAR}|\d\d(?!\w|[-/.]\d))")
_MONTH_DAY = pattern(r"(?P<month>{MONTH})(?:,? |(?<=\.))(?:the )?(?P<day>{DAY})(?:" + _JOIN + r"(?P<to>{DAY}))?")
_DAY_MONTH = pattern(r"(?P<day>{DAY})(?:" + _JOIN + r"(?P<to>{DAY}))?,? (?:of )?(?P<month>{MONTH})")
_YEAR_AFTER = pattern(r"(?P<comma>,)?(?: (?:of )?|(?<=,))(?P<year>{YEAR})")
_YEAR_WORDS_AFTER = pattern(r",? (?:of )?(?P<which>last|this) year\b")
_MONTH_ALONE = pattern(r"(?:(?P<mod>last|this|next) )?(?:(?P<part>{PART})(?:-| ))?(?P<month>{MONTH})")
_YEAR_ALONE = pattern(r"(?:(?P<part>{PART})(?:-| ))?(?P<year>{YEAR})(?:[-–](?P<to>(?:19|20)?\d\d)(?!\w|[-–]\w))?")
_SEASON = pattern(
    r"(?:(?P<part>early|mid|late)(?:-| ))?(?:the )?(?P<season>spring|summer|autumn|fall|winter),? (?:of |in )?(?P<year>{YEAR})"
)
# 'The 2019 missile strike on the plant', in which one deed is told apart by its year.
_DEED_OF_YEAR = re.compile(
    r" (?:[A-Za-z][\w-]*(?: [A-Za-z][\w-]*)? )?(?:air ?strike|strike|shelling|bombing|bombardment|raid|attack"
    r"|kidnapping|abduction|hostage-taking|capture|arrest|jailbreak|escape|release)\b(?! (?:capab|group|plan|law|season))",
    re.I,
)
_BAD_TAIL = re.compile(r"%|:\d|[.,]\d|[-–](?:[a-z]|\d{4,})|/\d")


def read_absolute(scene: Scene, at: int, *, led: bool = False) -> Reading | None:
    """Read a calendar date at the position. `led` says that a word of time stands before it ('since'): a bare 'May' will do."""
    if first_word(scene.text, at) not in ABSOLUTE_OPENS:
        return None
    for read in (_read_numeric, _read_day, _read_season, _read_month, _read_year):
        reading = read(scene, at, led)
        if reading is not None:
            return reading
    return None


def days_of(partial: Partial, scene: Scene) -> Days | None:
    """Give the days that a calendar date stands for, the year being found where it is not said.

    A day with no year is the nearest on or before publication, or up to `LAG` days after it; a month the latest that has begun.
    """
    if partial.year is not None:
        return on_calendar(partial, partial.year)
    if scene.published is None:
        return on_calendar(partial, scene.default_year) if scene.default_year else None
    limit = shift(scene.published, LAG if partial.day else 0)
    for year in range(limit.year, max(limit.year - 9, 0), -1):  # nine: 29 February can be eight years away
        days = on_calendar(partial, year)
        if days is not None and days[0] <= limit:
            return days
    return None


def on_calendar(partial: Partial, year: int) -> Days | None:
    """Give the days of a calendar date in the year; null where that year has no such day."""
    if not 1 <= year <= 9999:
        return None
    if partial.season is not None:
        return season_days(year, partial.season)
    if partial.month is None:
        return year_days(year, partial.part)
    if partial.day is None:
        return month_days(year, partial.month, partial.part)
    first, last = day_of(year, partial.month, partial.day), day_of(year, partial.month, partial.to_day or partial.day)
    return None if first is None or last is None else (first, last)


def settle(partial: Partial, end: int, scene: Scene) -> Reading:
    """Make a reading of a calendar date."""
    first, last = days_of(partial, scene) or (None, None)
    return Reading(end, first, last, _precision(partial), partial=partial)


def _precision(partial: Partial) -> DatePrecision:
    if partial.to_day is not None or partial.part is not None or partial.season is not None:
        return "range"
    if partial.day is not None:
        return "day"
    return "year" if partial.month is None else "month"


def _read_numeric(scene: Scene, at: int, led: bool) -> Reading | None:
    match = _YEAR_FIRST.match(scene.text, at) or _NUMBERS.match(scene.text, at)
    if match is None:
        return None
    year, month, day = _century(int(match["year"])), int(match["month"]), int(match["day"])
    if month > 12:  # the day stands first unless that is impossible
        month, day = day, month
    if not 1 <= month <= 12 or day_of(year, month, day) is None:
        return None
    return settle(Partial(year, month, day), match.end(), scene)


def _read_day(scene: Scene, at: int, led: bool) -> Reading | None:
    text = scene.text
    match = _DAY_NAME_YEAR.match(text, at)
    if match is not None:
        year = _century(int(match["year"]))
        partial = Partial(year, _month(match["month"]), _day(match["day"]))
        return settle(partial, match.end(), scene) if on_calendar(partial, year) else None
    match = _MONTH_DAY.match(text, at)
    if match is not None:
        return _finish_month_day(scene, match, led)
    match = _DAY_MONTH.match(text, at)
    if match is None:
        return None
    to_day = _day(match["to"]) if match["to"] else None
    if to_day is not None and to_day <= _day(match["day"]):
        return None
    return _finish_day(scene, Partial(None, _month(match["month"]), _day(match["day"]), to_day), match["month"], match.end())


def _finish_month_day(scene: Scene, match: re.Match[str], led: bool) -> Reading | None:
    """Drop the second day of 'Feb. 3 and 4' where it counts things, and the first where that does ('in May 8 people')."""
    text, day, end, to_day = scene.text, _day(match["day"]), match.end("day"), None
    if match["to"] and _day(match["to"]) > day and not _BAD_TAIL.match(text, match.end()):
        counted = not led and counts_things(text, match.end()) and _YEAR_AFTER.match(text, match.end()) is None
        tight = match["join"] in ("-", "–", "—", "/")
        if tight or not counted:
            to_day, end = _day(match["to"]), match.end()
    ordinal = not match["day"].isdecimal()
    if to_day is None and not ordinal and counts_things(text, end) and word_before(text, match.start()) == "in":
        return None
    return _finish_day(scene, Partial(None, _month(match["month"]), day, to_day), match["month"], end)


def _finish_day(scene: Scene, partial: Partial, name: str, end: int) -> Reading | None:
    """Add the year, if it is said, and refuse what is no day of any year or whose month is only a word."""
    partial, end = _with_year(scene, partial, end)
    if on_calendar(partial, partial.year or 2000) is None or _BAD_TAIL.match(scene.text, end):
        return None
    if partial.year is None and not _is_name(name):
        return None
    return settle(partial, end, scene)


def _with_year(scene: Scene, partial: Partial, end: int) -> tuple[Partial, int]:
    """Take the year that follows, unless the number counts things: 'on May 8, 2000 people fled'."""
    match = _YEAR_AFTER.match(scene.text, end)
    if match is not None:
        year = int(match["year"])
        near = scene.published is not None and abs(year - scene.published.year) <= 1
        if near or not counts_things(scene.text, match.end()):
            return dataclasses.replace(partial, year=year), match.end()
    match = _YEAR_WORDS_AFTER.match(scene.text, end)
    if match is not None and scene.published is not None:
        year = scene.published.year - (match["which"].lower() == "last")
        return dataclasses.replace(partial, year=year), match.end()
    return partial, end


def _read_season(scene: Scene, at: int, led: bool) -> Reading | None:
    match = _SEASON.match(scene.text, at)
    if match is None or word_before(scene.text, at) in ("arab", "prague"):
        return None
    return settle(Partial(int(match["year"]), season=match["season"].lower()), match.end(), scene)


def _read_month(scene: Scene, at: int, led: bool) -> Reading | None:
    match = _MONTH_ALONE.match(scene.text, at)
    if match is None:
        return None
    partial = Partial(None, _month(match["month"]), part=_part(match["part"]))
    partial, end = _with_year(scene, partial, match.end())
    led = led or match["mod"] is not None or match["part"] is not None
    if partial.year is None and not _may_stand_alone(scene.text, match, led):
        return None
    if match["mod"] is None or partial.year is not None:
        return settle(partial, end, scene)
    return _with_modifier(scene, partial, end, match["mod"].lower())


def _with_modifier(scene: Scene, partial: Partial, end: int, modifier: str) -> Reading:
    """Read 'last May' (before this month), 'this May', 'next May' (not resolved)."""
    if scene.published is None or modifier == "next":
        return Reading(end, None, None, _precision(partial))
    before = shift(scene.published.replace(day=1), -1) if modifier == "last" else scene.published
    reading = settle(partial, end, dataclasses.replace(scene, published=before))
    return dataclasses.replace(reading, past=modifier == "last")


def _may_stand_alone(text: str, match: re.Match[str], led: bool) -> bool:
    """Tell whether a month with neither day nor year is one: 'in May', 'the March raid', not 'May says', 'a march on'."""
    name, end = match["month"], match.end()
    if not _is_name(name):
        return False
    plain = name.rstrip(".").lower()
    before = word_before(text, match.start())
    led = led or before in LEADS
    if plain not in WORDLIKE_MONTHS and len(plain) > 4:
        return True
    if plain in WORDLIKE_MONTHS and before in ("the", "a", "an"):
        return re.match(r" (?!(?:on|of|for|to|in|by)\b)[a-z]", text[end : end + 8]) is not None
    return led and plain != "mar"


def _read_year(scene: Scene, at: int, led: bool) -> Reading | None:
    match = _YEAR_ALONE.match(scene.text, at)
    if match is None:
        return None
    end, year, before = match.end(), int(match["year"]), word_before(scene.text, at)
    led = led or match["part"] is not None
    if not match["to"] and _DEED_OF_YEAR.match(scene.text, end) and before in ("the", "a", "an", "s"):
        return settle(Partial(year), end, scene)
    if not led and (before not in LEADS or before in ("last", "this")):
        return None
    if match["part"] is None and counts_things(scene.text, end) and (before != "in" or year % 100 == 0):
        return None
    partial = Partial(year, part=_part(match["part"]))
    if not match["to"]:
        return settle(partial, end, scene)
    to_year = int(match["to"]) if len(match["to"]) == 4 else year - year % 100 + int(match["to"])
    if to_year <= year:
        return None
    return Reading(end, year_days(year)[0], year_days(to_year)[1], "range")


def _century(year: int) -> int:
    """Read two digits as a year from 1970 to 2069."""
    return year if year > 99 else year + (2000 if year < 70 else 1900)


def _part(words: str | None) -> Part | None:
    """Read 'early', 'late in', 'the end of'."""
    if words is None:
        return None
    return next(part for word, part in PARTS.items() if word in words.lower())


def _month(name: str) -> int:
    return MONTHS[name.rstrip(".").lower()]


def _day(words: str) -> int:
    return int(words.rstrip("stndrhSTNDRH"))


def _is_name(name: str) -> bool:
    """Tell a month's name from a word in lower case ('march', 'may')."""
    return name[0].isupper() or name.rstrip(".").lower() not in LOWER_CASE_WORDS
