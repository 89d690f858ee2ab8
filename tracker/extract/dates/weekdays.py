"""Weekdays: 'on Friday', 'last Friday', 'Friday last week', 'Mondays raids', and a weekday beside its date."""

from __future__ import annotations

import dataclasses
from datetime import date

from tracker.extract.dates.absolute import read_absolute
from tracker.extract.dates.days import shift, week_days, weekday_by
from tracker.extract.dates.lexicon import (
    NAMED_WEEKDAY_AFTER,
    NAMED_WEEKDAY_BEFORE,
    NUMBERS,
    WEEKDAY_OPENS,
    WEEKDAYS,
    first_word,
    pattern,
    word_before,
)
from tracker.extract.dates.reading import Reading, Scene

_WITH_DATE = pattern(r"(?P<day>{WEEKDAY}|{WEEKDAY_SHORT})(?: {DAYPART})?(?:, |,| \(| the | )")
_ALONE = pattern(
    r"(?:(?P<mod>this past|last|past|this coming|next|coming|this|every|each|the following|the next|the previous) )?"
    r"(?P<day>{WEEKDAY})(?!\w*day)(?P<s>['’]?s)?(?!\w)(?! (?P<name>" + NAMED_WEEKDAY_AFTER.replace(" ", "|") + r")\b)"
    r"(?:,? (?:of )?(?P<week>last|this|next) week\b)?"
)
_SHORT_ALONE = pattern(r"(?P<day>mon|tues?|thurs?|thu|fri)(?P<dot>\.)?(?!\w)")
_BEFORE_PLURAL = frozenset({"on", "every", "most", "all", "some", *NUMBERS})
_UNRESOLVED = frozenset({"next", "coming", "this coming", "every", "each", "the following", "the next", "the previous"})


def read_weekday(scene: Scene, at: int) -> Reading | None:
    """Read a weekday, with its date where one stands beside it ('Tuesday, January 15, 2019', 'Sun 22 Feb 2015')."""
    if first_word(scene.text, at) not in WEEKDAY_OPENS:
        return None
    return _read_with_date(scene, at) or _read_alone(scene, at) or _read_short(scene, at)


def weekday_reading(end: int, weekday: int, published: date | None) -> Reading:
    """Give the last such weekday on or before publication."""
    day = None if published is None else weekday_by(published, weekday)
    return Reading(end, day, day, "day", weekday=weekday)


def _read_with_date(scene: Scene, at: int) -> Reading | None:
    match = _WITH_DATE.match(scene.text, at)
    if match is None:
        return None
    reading = read_absolute(scene, match.end())
    if reading is None or reading.partial is None or reading.partial.day is None or reading.partial.to_day is not None:
        return None
    if match.group().endswith("("):
        if not scene.text.startswith(")", reading.end):
            return None
        return dataclasses.replace(reading, end=reading.end + 1)
    return reading


def _read_alone(scene: Scene, at: int) -> Reading | None:
    match = _ALONE.match(scene.text, at)
    if match is None or word_before(scene.text, at) in NAMED_WEEKDAY_BEFORE.split():
        return None
    if scene.text.endswith("Mail on ", 0, at):
        return None
    weekday, modifier = WEEKDAYS[match["day"].lower()], " ".join((match["mod"] or "").lower().split())
    if match["s"] == "s" and word_before(scene.text, match.start("day")) in _BEFORE_PLURAL:
        modifier = "every"  # 'on Fridays' is a habit; 'Fridays raid' has lost its apostrophe
    end = match.end() if match["week"] else match.end("day")  # without the 's of 'Friday's raid'
    if modifier in _UNRESOLVED or (match["week"] or "").lower() == "next" or scene.published is None:
        return Reading(end, None, None, "day", weekday=None if modifier in _UNRESOLVED else weekday)
    if match["week"]:
        day = shift(week_days(scene.published, -1 if match["week"].lower() == "last" else 0)[0], weekday)
        return Reading(end, day, day, "day", past=True)
    reading = weekday_reading(end, weekday, shift(scene.published, -1 if modifier == "last" else 0))
    return dataclasses.replace(reading, past=modifier in ("last", "past", "this past"))


def _read_short(scene: Scene, at: int) -> Reading | None:
    """Read 'on Tues.' and its like: with a capital, after 'on' or 'since'."""
    match = _SHORT_ALONE.match(scene.text, at)
    if match is None or not match["day"][0].isupper() or word_before(scene.text, at) not in ("on", "since", "late", "early"):
        return None
    return weekday_reading(match.end(), WEEKDAYS[match["day"].lower()], scene.published)
