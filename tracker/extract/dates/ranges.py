"""What is made of points in time: joined ('from January 27 to February 2'), opened ('since mid-September'), bounded ('by Friday'),
divided ('the first week of March').

`read_compound` gives the longest reading at a position.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from datetime import date

from tracker.extract.dates.days import Days, month_days, shift, week_days, year_days
from tracker.extract.dates.lexicon import ABSOLUTE_OPENS, WEEKDAY_OPENS, first_word, number, pattern
from tracker.extract.dates.phrases import PHRASE_OPENS, POINT_OPENS, read_phrase
from tracker.extract.dates.points import DECORATED_OPENS, joined, listed, read_point
from tracker.extract.dates.reading import Reading, Scene

_SINCE = pattern(r"(?:ever )?since (?:(?:at least|about|around|as early as|as far back as|late on|early on) )?(?:the )?|so far in ")
_SINCE_CLAUSE = re.compile(r"since [a-z'’ \xa0-]{2,90}", re.IGNORECASE)
_BEGINNING = re.compile(
    r"\b(?:began|begun|beginning|start(?:ed|ing)?|broke out|erupted|outbreak|onset|launch(?:ed|ing)?|(?:took|seized|came to) power"
    r"|signed|reached|agreed|declared|imposed|resumed|collapsed|ended|expired|fell|captured|ousted|overthrown|invaded|returned"
    r"|withdr[ae]w|left|arrived|attacked|coup|invasion|takeover|uprising)\b"
)
_IN = re.compile(r"\s(?:in|on)\s")
_BETWEEN = pattern(r"(?:between|from) (?:(?:about|around|late on|early on) )?(?:{CLOCK},? (?:on )?)?(?:the )?")
_NOW = pattern(r"(?:,? (?:to|until|till|up to|through)(?: the)? (?:now|today|present(?: day)?|date)|,? on ?wards?| onwards?)\b")
_BY = pattern(r"(?:by|as of|as at) (?:(?:about|around|late|early) )?(?:the )?")
_OVERNIGHT = pattern(r"overnight (?:(?P<how>on|from|between|of|into|in to|to) )?")
_FRACTION = pattern(
    r"(?:the )?(?P<nth>first|second|third|fourth|last|final|latter) (?:(?P<n>{NUMBER}) )?"
    r"(?P<unit>days?|weeks?|months?|half|quarter) of (?:(?P<year>(?:the|this|last) year\b)|(?:the )?)"
)
_HOURS_TO = pattern(
    r"(?:in|over|during) the (?P<n>{NUMBER}) (?P<unit>hours|days|weeks) (?:up )?(?:to|until|ending)(?: on)? (?:the )?"
)
_NIGHT_TO = pattern(r"(?:in |during |on )?(?:the )?night (?:in)?to (?=(?:{WEEKDAY}|{MONTH}|{DAY}))")
_WEEK = pattern(r"(?:the )?week (?P<how>ending|to|of|starting|beginning)(?: on)? (?:the )?")


def read_compound(scene: Scene, at: int) -> Reading | None:
    """Give the longest reading that begins at the position, null where no date does."""
    readings = (read(scene, at) for read in _BY_WORD.get(first_word(scene.text, at), ()))
    return max((r for r in readings if r is not None), key=lambda r: r.end, default=None)


def _read_points(scene: Scene, at: int) -> Reading | None:
    """Read a point and, where it is one end of a range, the other: 'Friday to Sunday', 'January 27 - February 2'."""
    reading = read_point(scene, at)
    if reading is None:
        return None
    return joined(scene, reading, any_and=False) or listed(scene, reading) or reading


def _read_between(scene: Scene, at: int) -> Reading | None:
    """Read 'between A and B', 'from A to B', 'from A until now', 'from A onwards'."""
    match = _BETWEEN.match(scene.text, at)
    if match is None:
        return None
    start = read_point(scene, match.end(), led=True)
    if start is None:
        return None
    if start.partial is not None and start.partial.to_day is not None:  # 'between February 3 and 12' is one calendar date
        whole = joined(scene, start, any_and=True)
        return whole or start
    now = _NOW.match(scene.text, start.end)
    if now is not None:
        return _open(scene, start, now.end())
    return joined(scene, start, any_and=True)


def _read_since(scene: Scene, at: int) -> Reading | None:
    match = _SINCE.match(scene.text, at)
    if match is None:
        return _read_since_clause(scene, at)
    start = read_point(scene, match.end(), led=True)
    if start is None and match.group().lower().endswith("the "):  # 'since the start of March': the article belongs to the point
        start = read_point(scene, match.end() - 4, led=True)
    if start is None:
        return _read_since_clause(scene, at)
    return None if start.anchor_days is not None else _open(scene, start, start.end)


def _read_since_clause(scene: Scene, at: int) -> Reading | None:
    """Read 'since the war broke out in March 2011': a beginning and its date within one clause."""
    clause = _SINCE_CLAUSE.match(scene.text, at)
    if clause is None or not _BEGINNING.search(clause.group()):
        return None
    for gap in _IN.finditer(scene.text, clause.start(), clause.end()):
        start = read_point(scene, gap.end(), led=True)
        if start is not None and start.anchor_days is None and _BEGINNING.search(scene.text, at, gap.start()):
            return _open(scene, start, start.end)
    return None


def _open(scene: Scene, start: Reading, end: int) -> Reading:
    """Give the stretch from a point to publication; not resolved where either end is unknown."""
    if start.first is None or scene.published is None or start.first > scene.published:
        return Reading(end, None, None, "range", since=True)
    return Reading(end, start.first, scene.published, "range", since=True)


def _read_by(scene: Scene, at: int) -> Reading | None:
    match = _BY.match(scene.text, at)
    if match is None:
        return None
    point = read_point(scene, match.end(), led=True)
    if point is None or point.anchor_days is not None or point.time_of_day:
        return None
    return dataclasses.replace(point, first=point.last, precision="by")


def _read_overnight(scene: Scene, at: int) -> Reading | None:
    """Read 'overnight on Friday', 'overnight into Saturday', 'overnight from Friday to Saturday': two days."""
    match = _OVERNIGHT.match(scene.text, at)
    if match is None:
        return None
    point = read_point(scene, match.end())
    if point is None or point.precision not in ("day", "range") or point.anchor_days is not None or point.time_of_day:
        return None
    whole = joined(scene, point, any_and=True)
    if whole is not None:
        return whole
    return _night(scene, point, ends=(match["how"] or "").lower().endswith("to"))


def _read_night_to(scene: Scene, at: int) -> Reading | None:
    """Read 'in the night to Sunday': the two days that the night joins."""
    match = _NIGHT_TO.match(scene.text, at)
    point = read_point(scene, match.end()) if match else None
    if point is None or point.precision != "day" or point.anchor_days is not None or point.time_of_day:
        return None
    return _night(scene, point, ends=True)


def _night(scene: Scene, point: Reading, *, ends: bool) -> Reading:
    """Give the night that begins with a day, or ends with it: 'overnight into Saturday', or on the day of publication."""
    if point.first is None or point.last is None:
        return dataclasses.replace(point, precision="range")
    if point.first != point.last:
        return point
    ends = ends or (scene.published is not None and point.first >= scene.published)
    first: date = shift(point.first, -1) if ends else point.first
    return dataclasses.replace(point, first=first, last=shift(first, 1), precision="range")


def _read_fraction(scene: Scene, at: int) -> Reading | None:
    """Read 'the first week of March', 'the second half of 2015', 'the last ten days of July'."""
    match = _FRACTION.match(scene.text, at)
    if match is None:
        return None
    whole = _said_year(scene, match) if match["year"] else read_point(scene, match.end(), led=True)
    if whole is None or whole.precision not in ("month", "year", "week"):
        return None
    if whole.first is None or whole.last is None:
        return dataclasses.replace(whole, precision="range")
    nth, unit = match["nth"].lower(), match["unit"].lower()
    count = number(match["n"]) if match["n"] else {"days": 10, "weeks": 2}.get(unit, 1)  # 'the first days of': a third of a month
    days = _fraction((whole.first, whole.last), nth, unit, count)
    return dataclasses.replace(whole, first=days[0], last=days[1], precision="range")


def _said_year(scene: Scene, match: re.Match[str]) -> Reading:
    """Read 'the year', 'this year' and 'last year' as a whole, from January to December."""
    if scene.published is None:
        return Reading(match.end(), None, None, "year")
    first, last = year_days(max(scene.published.year - match["year"].lower().startswith("last"), 1))
    return Reading(match.end(), first, last, "year", past=True)


def _read_week(scene: Scene, at: int) -> Reading | None:
    """Read 'the week of February 3' (its Monday to Sunday), 'the week ending 8 February', 'the week starting on Monday'."""
    match = _WEEK.match(scene.text, at)
    day = read_point(scene, match.end()) if match else None
    if match is None or day is None or day.precision != "day" or day.anchor_days is not None or day.time_of_day:
        return None
    if day.first is None:
        return dataclasses.replace(day, precision="week")
    how = match["how"].lower()
    first, last = week_days(day.first)
    if how != "of":
        first, last = (shift(day.first, -6), day.first) if how in ("ending", "to") else (day.first, shift(day.first, 6))
    return dataclasses.replace(day, first=first, last=last, precision="week")


def _read_hours_to(scene: Scene, at: int) -> Reading | None:
    """Read 'in the 24 hours to Monday', 'over the three days ending on 8 February'."""
    match = _HOURS_TO.match(scene.text, at)
    day = read_point(scene, match.end()) if match else None
    if match is None or day is None or day.precision != "day" or day.anchor_days is not None or day.time_of_day:
        return None
    if day.first is None:
        return dataclasses.replace(day, precision="range")
    count, unit = number(match["n"]), match["unit"].lower()
    back = {"hours": -(-count // 24), "days": count - 1, "weeks": count * 7 - 1}[unit]
    return dataclasses.replace(day, first=shift(day.first, -max(back, 0)), precision="range" if back > 0 else "day")


def _fraction(whole: Days, nth: str, unit: str, count: int) -> Days:
    first, last = whole
    index = {"first": 0, "second": 1, "third": 2, "fourth": 3}.get(nth, -1)
    if unit in ("half", "quarter"):
        parts = 2 if unit == "half" else 4
        index = parts - 1 if index < 0 else min(index, parts - 1)
        if first.month == 1 and last.month == 12:
            size = 12 // parts
            return date(first.year, index * size + 1, 1), month_days(first.year, (index + 1) * size)[1]
        length = ((last - first).days + 1) // parts
        return shift(first, index * length), last if index == parts - 1 else shift(first, (index + 1) * length - 1)
    if unit.startswith("month"):
        index = max(index, 0) * count
        low, high = (12 - count, 11) if nth in ("last", "final") else (index, index + count - 1)
        return month_days(first.year, min(low + 1, 12))[0], month_days(first.year, min(high + 1, 12))[1]
    length = count * (7 if unit.startswith("week") else 1)
    if index < 0:
        return max(first, shift(last, 1 - length)), last
    start = min(shift(first, index * length), last)
    return start, min(last, shift(start, length - 1))


_POINT_OPENS = ABSOLUTE_OPENS | WEEKDAY_OPENS | POINT_OPENS | DECORATED_OPENS
_READERS: tuple[tuple[frozenset[str], Callable[[Scene, int], Reading | None]], ...] = (
    (frozenset({"since", "ever", "so"}), _read_since),
    (frozenset({"between", "from"}), _read_between),
    (frozenset({"by", "as"}), _read_by),
    (frozenset({"overnight"}), _read_overnight),
    (frozenset("in during on the night".split()), _read_night_to),
    (frozenset("the first second third fourth last final latter".split()), _read_fraction),
    (frozenset({"the", "week"}), _read_week),
    (frozenset({"in", "over", "during"}), _read_hours_to),
    (_POINT_OPENS, _read_points),
    (PHRASE_OPENS, read_phrase),
)
OPENS = frozenset().union(*(opens for opens, _ in _READERS))
_BY_WORD = {word: tuple(read for opens, read in _READERS if word in opens) for word in OPENS}
