"""Points in time with the hour around them ('late on Monday', 'before dawn on Friday'), and the range that two of them make."""

from __future__ import annotations

import dataclasses

from tracker.extract.dates.absolute import days_of, on_calendar, read_absolute
from tracker.extract.dates.days import Days, weekday_by
from tracker.extract.dates.lexicon import DAYPART_WORDS, first_word, pattern
from tracker.extract.dates.phrases import read_phrase
from tracker.extract.dates.reading import Reading, Scene
from tracker.extract.dates.weekdays import read_weekday

# Words that an expression with an hour can begin with: most positions are passed over by these alone.
DECORATED_OPENS = frozenset(f"early earlier late later in on during at by around the small pre predawn mid {DAYPART_WORDS}".split())
_HOUR_OPENS = frozenset("at around by near about just shortly after before in during this early earlier late".split())

_BEFORE_WEEKDAY = pattern(r"(?:early|earlier|late|later)(?: on| (?:morning|afternoon|evening|night))? (?:the )?")
_BEFORE_DAY = pattern(
    r"(?:(?:early|earlier|late|later) on|(?:(?:in|on|during|at|by|around) )?(?:the )?"
    r"(?:(?:early|late|pre-dawn|small|predawn) |mid-)?"
    r"(?:hours|morning|afternoon|evening|night)(?: hours)? (?:of|on|between|from)) (?:the )?"
)
_AFTER_DAY = pattern(
    r"(?:,? (?:at |in the |around )?(?:(?:late|early|local) )?{DAYPART}| overnight)(?! (?:raids?|strikes?|attacks?))"
)
_GAP = pattern(r",? ")
_COMMA = pattern(r", (?:on )?")
_BETWEEN_HOUR_AND_DAY = pattern(r",? (?:on |of |late |early |late on |early on )?(?:the )?")
_JOIN = pattern(r"(?: ?[-–—] ?| (?P<word>to|until|till|through|thru|into|and|or) )(?:{CLOCK},? )?(?:the |on |in |up to )?")


def read_point(scene: Scene, at: int, *, led: bool = False) -> Reading | None:
    """Read one day, week, month or year, and the part of the day with it: 'the evening of May 3', 'late Tuesday'."""
    word = first_word(scene.text, at)
    reading = _decorated(scene, at) if word in DECORATED_OPENS else None
    if reading is None and word in _HOUR_OPENS:
        reading = _after_hour(scene, at)
    reading = reading or _plain_point(scene, at, led)
    if reading is None or reading.precision != "day" or reading.anchor_days is not None or reading.time_of_day:
        return reading
    after = _AFTER_DAY.match(scene.text, reading.end)
    end = after.end() if after else reading.end
    gap = _GAP.match(scene.text, end)
    hour = read_phrase(scene, gap.end()) if gap and first_word(scene.text, gap.end()) in _HOUR_OPENS else None
    if hour is not None and hour.time_of_day and not hour.since:
        end = hour.end
    return reading if end == reading.end else dataclasses.replace(reading, end=end)


def _plain_point(scene: Scene, at: int, led: bool) -> Reading | None:
    readings = (read_weekday(scene, at), read_absolute(scene, at, led=led), read_phrase(scene, at, points_only=True))
    return max((r for r in readings if r is not None), key=lambda r: r.end, default=None)


def _after_hour(scene: Scene, at: int) -> Reading | None:
    """Read 'before dawn on Friday', 'at 4.30 pm on Feb. 3': the day."""
    hour = read_phrase(scene, at)
    if hour is None or not hour.time_of_day or hour.since:
        return None
    match = _BETWEEN_HOUR_AND_DAY.match(scene.text, hour.end)
    if match is None:
        return None
    reading = _plain_point(scene, match.end(), False)
    return reading if reading is not None and reading.precision == "day" and not reading.time_of_day else None


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


def joined(scene: Scene, start: Reading, *, any_and: bool) -> Reading | None:
    """Join what follows; 'and' and 'or' join only what touches ('Saturday and Sunday'), unless a 'between' asks for them."""
    match = _JOIN.match(scene.text, start.end)
    if match is None or start.anchor_days is not None or start.time_of_day:
        return None
    wide = start.partial is not None and start.partial.day is None
    end = read_point(scene, match.end(), led=wide)
    if end is None or end.anchor_days is not None or end.time_of_day or not _alike(start, end):
        return None
    word = (match["word"] or "").lower()
    whole = combine(scene, start, end)
    if whole is None or any_and or word not in ("and", "or"):
        return whole
    return whole if _touching(start, end) else None


def listed(scene: Scene, start: Reading, *, depth: int = 6) -> Reading | None:
    """Join a list of days that touch: 'Friday, Saturday and Sunday'."""
    match = _COMMA.match(scene.text, start.end)
    after = read_point(scene, match.end()) if match and depth else None
    if after is None or not _touching(start, after):
        return None
    rest = joined(scene, after, any_and=False) or listed(scene, after, depth=depth - 1)
    return None if rest is None else combine(scene, start, rest)


def _touching(start: Reading, end: Reading) -> bool:
    if start.last is None or end.first is None or start.precision != end.precision:
        return False
    return 0 <= (end.first - start.last).days <= 1


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
