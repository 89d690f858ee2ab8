"""Points in time and what is made of them: decorated ('late on Monday'), joined ('from January 27 to February 2'), opened
('since mid-September'), bounded ('by Friday'), divided ('the first week of March').

`read_compound` gives the longest reading at a position.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import date, timedelta

from tracker.extract.dates.absolute import days_of, on_calendar, read_absolute
from tracker.extract.dates.days import Days, month_days, shift, weekday_by
from tracker.extract.dates.lexicon import ABSOLUTE_OPENS, DAYPART_WORDS, WEEKDAY_OPENS, first_word, number, pattern
from tracker.extract.dates.phrases import PHRASE_OPENS, POINT_OPENS, read_phrase
from tracker.extract.dates.reading import Reading, Scene
from tracker.extract.dates.weekdays import read_weekday

_BEFORE_WEEKDAY = pattern(r"(?:early|earlier|late|later)(?: on)? (?:the )?")
_BEFORE_DAY = pattern(
    r"(?:(?:early|earlier|late|later) on|(?:(?:in|on|during|at|by|around) )?(?:the )?(?:(?:early|late|pre-dawn|small|predawn) )?"
    r"(?:hours|morning|afternoon|evening|night)(?: hours)? (?:of|on|between|from)) (?:the )?"
)
_AFTER_DAY = pattern(
    r"(?:,? (?:at |in the |around )?(?:(?:late|early|local) )?{DAYPART}| overnight)(?! (?:raids?|strikes?|attacks?))"
)
_JOIN = pattern(r"(?: ?[-–—] ?| (?P<word>to|until|till|through|thru|into|and|or) )(?:the |on |in |up to )?")
_SINCE = pattern(r"(?:ever )?since (?:(?:at least|about|around|as early as|as far back as|late on|early on) )?(?:the )?")
_BETWEEN = pattern(r"(?:between|from) (?:(?:about|around|late on|early on) )?(?:the )?")
_NOW = pattern(r"(?:,? (?:to|until|till|up to|through)(?: the)? (?:now|today|present(?: day)?|date)|,? on ?wards?| onwards?)\b")
_BY = pattern(r"(?:by|as of|as at) (?:(?:about|around|late|early) )?(?:the )?")
_OVERNIGHT = pattern(r"overnight (?:(?P<how>on|from|between|of|into|in to|to) )?")
_FRACTION = pattern(
    r"(?:the )?(?P<nth>first|second|third|fourth|last|final|latter) (?:(?P<n>{NUMBER}) )?"
    r"(?P<unit>days?|weeks?|half|quarter) of (?:the )?"
)


def read_compound(scene: Scene, at: int) -> Reading | None:
    """Give the longest reading that begins at the position, null where no date does."""
    word = first_word(scene.text, at)
    readings = (read(scene, at) for opens, read in _READERS if word in opens)
    return max((r for r in readings if r is not None), key=lambda r: r.end, default=None)


def read_point(scene: Scene, at: int, *, led: bool = False) -> Reading | None:
    """Read one day, week, month or year, and the part of the day with it: 'the evening of May 3', 'late Tuesday'."""
    reading = _decorated(scene, at) or _plain_point(scene, at, led)
    if reading is None or reading.precision != "day" or reading.anchor_days is not None or reading.time_of_day:
        return reading
    after = _AFTER_DAY.match(scene.text, reading.end)
    return dataclasses.replace(reading, end=after.end()) if after else reading


def _plain_point(scene: Scene, at: int, led: bool) -> Reading | None:
    readings = (read_weekday(scene, at), read_absolute(scene, at, led=led), read_phrase(scene, at, points_only=True))
    return max((r for r in readings if r is not None), key=lambda r: r.end, default=None)


def _decorated(scene: Scene, at: int) -> Reading | None:
    match = _BEFORE_DAY.match(scene.text, at)
    if match is not None:
        reading = (
            read_weekday(scene, match.end())
            or read_absolute(scene, match.end())
            or read_phrase(scene, match.end(), points_only=True)
        )
        if reading is not None and (reading.precision == "day" or (reading.partial and reading.partial.to_day)):
            return reading
    match = _BEFORE_WEEKDAY.match(scene.text, at)
    return None if match is None else read_weekday(scene, match.end())


def _read_points(scene: Scene, at: int) -> Reading | None:
    """Read a point and, where it is one end of a range, the other: 'Friday to Sunday', 'January 27 - February 2'."""
    reading = read_point(scene, at)
    if reading is None:
        return None
    return _joined(scene, reading, any_and=False) or reading


def _joined(scene: Scene, start: Reading, *, any_and: bool) -> Reading | None:
    """Join what follows; 'and' and 'or' join only what touches ('Saturday and Sunday'), unless a 'between' asks for them."""
    match = _JOIN.match(scene.text, start.end)
    if match is None or start.anchor_days is not None or start.time_of_day:
        return None
    wide = start.partial is not None and start.partial.day is None
    end = read_point(scene, match.end(), led=wide)
    if end is None or end.anchor_days is not None or end.time_of_day or not _alike(start, end):
        return None
    word = (match["word"] or "").lower()
    joined = combine(scene, start, end)
    if joined is None or any_and or word not in ("and", "or"):
        return joined
    if start.last is None or end.first is None:
        return None
    touching = joined.first is not None and (end.first - start.last) <= timedelta(days=1) and start.precision == end.precision
    return joined if touching else None


def _alike(start: Reading, end: Reading) -> bool:
    """Tell whether two points can be the ends of one range: both days, or both longer; 'from January to yesterday' is one too."""
    days = ("day", "range")
    return (start.precision in days) == (end.precision in days) or end.past or start.partial is not None


def combine(scene: Scene, start: Reading, end: Reading) -> Reading | None:
    """Make one range of two points; each lends the other its year or week. Null where the end would come before the start."""
    if start.partial is not None and end.partial is not None:
        days = _combine_partials(scene, start, end)
    elif start.weekday is not None and end.weekday is not None and end.first is not None:
        days = (weekday_by(end.first, start.weekday), end.first)
    else:
        days = None if start.first is None or end.last is None else (start.first, end.last)
    if days is None:
        return Reading(end.end, None, None, "range")
    if days[0] > days[1]:
        return None
    past = end.past or (end.partial is not None and end.partial.year is not None)
    return Reading(end.end, *days, "day" if days[0] == days[1] else "range", past=past)


def _combine_partials(scene: Scene, start: Reading, end: Reading) -> Days | None:
    first, last = start.partial, end.partial
    if first is None or last is None:
        return None
    if first.year is not None:
        years = [last.year] if last.year else [first.year, first.year + 1]
        begins = on_calendar(first, first.year)
        ends = next((x for x in (on_calendar(last, y) for y in years) if x and begins and (last.year or x[0] >= begins[0])), None)
    else:
        ends = days_of(last, scene)
        years = [ends[0].year, ends[0].year - 1] if ends else []
        begins = next((x for x in (on_calendar(first, y) for y in years) if x and ends and x[0] <= ends[0]), None)
    return None if begins is None or ends is None else (begins[0], ends[1])


def _read_between(scene: Scene, at: int) -> Reading | None:
    """Read 'between A and B', 'from A to B', 'from A until now', 'from A onwards'."""
    match = _BETWEEN.match(scene.text, at)
    if match is None:
        return None
    start = read_point(scene, match.end(), led=True)
    if start is None:
        return None
    if start.partial is not None and start.partial.to_day is not None:  # 'between February 3 and 12' is one calendar date
        joined = _joined(scene, start, any_and=True)
        return joined or start
    now = _NOW.match(scene.text, start.end)
    if now is not None:
        return _open(scene, start, now.end())
    return _joined(scene, start, any_and=True)


def _read_since(scene: Scene, at: int) -> Reading | None:
    match = _SINCE.match(scene.text, at)
    if match is None:
        return None
    start = read_point(scene, match.end(), led=True)
    if start is None and match.group().lower().endswith("the "):  # 'since the start of March': the article belongs to the point
        start = read_point(scene, match.end() - 4, led=True)
    return None if start is None or start.anchor_days is not None else _open(scene, start, start.end)


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
    joined = _joined(scene, point, any_and=True)
    if joined is not None:
        return joined
    return _night(scene, point, ends=(match["how"] or "").lower().endswith("to"))


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
    whole = read_point(scene, match.end(), led=True)
    if whole is None or whole.precision not in ("month", "year", "week"):
        return None
    if whole.first is None or whole.last is None:
        return dataclasses.replace(whole, precision="range")
    nth, count = match["nth"].lower(), number(match["n"]) if match["n"] else 1
    days = _fraction((whole.first, whole.last), nth, match["unit"].lower(), count)
    return dataclasses.replace(whole, first=days[0], last=days[1], precision="range")


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
    length = count * (7 if unit.startswith("week") else 1)
    if index < 0:
        return max(first, shift(last, 1 - length)), last
    start = min(shift(first, index * length), last)
    return start, min(last, shift(start, length - 1))


_POINT_OPENS = frozenset(
    {
        *ABSOLUTE_OPENS,
        *WEEKDAY_OPENS,
        *POINT_OPENS,
        *f"early earlier late later in on during at by around small pre predawn {DAYPART_WORDS}".split(),
    }
)
_READERS: tuple[tuple[frozenset[str], Callable[[Scene, int], Reading | None]], ...] = (
    (frozenset({"since", "ever"}), _read_since),
    (frozenset({"between", "from"}), _read_between),
    (frozenset({"by", "as"}), _read_by),
    (frozenset({"overnight"}), _read_overnight),
    (frozenset("the first second third fourth last final latter".split()), _read_fraction),
    (_POINT_OPENS, _read_points),
    (PHRASE_OPENS, read_phrase),
)
OPENS = frozenset().union(*(opens for opens, _ in _READERS))
