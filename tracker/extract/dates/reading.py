"""What a stretch of words was read as, before it becomes a `DateSpan`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.extract.dates.days import Part
from tracker.model import DatePrecision


@dataclass(frozen=True, slots=True)
class Scene:
    """The text that is read and what is known of it. `default_year` serves where `published` is unknown."""

    text: str
    published: date | None
    default_year: int | None = None


@dataclass(frozen=True, slots=True)
class Partial:
    """A calendar date as written, with what it leaves out: 'May 8' has no year, 'early July' a part, '2014' no month."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    to_day: int | None = None
    part: Part | None = None
    season: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """Words up to `end` and the days they come to (null where they can't be resolved).

    `partial` and `weekday` keep what was written, so that the other end of a range can lend a year or a week. `past` marks words
    that can't mean the future, whatever verb is near. `point` marks what may stand after 'since', 'from', 'by'.
    """

    end: int
    first: date | None
    last: date | None
    precision: DatePrecision
    anchor_days: int | None = None
    since: bool = False
    time_of_day: bool = False
    partial: Partial | None = None
    weekday: int | None = None
    past: bool = False
    point: bool = True
