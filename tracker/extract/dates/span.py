"""What a date expression in a text comes to: `DateSpan`, and the one way in which two of them touch (`lean`)."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date

from tracker.extract.dates.days import shift
from tracker.model import DatePrecision


@dataclass(frozen=True, slots=True)
class DateSpan:
    """Words that say when: `text[start:end]` of the string that was searched, and the days that they stand for.

    `first` and `last` are both included, and both null where the words can't be resolved ('next Friday', a weekday in an article
    whose publication day is unknown): the sentence still has a date of its own. With precision 'by', both are the latest day.
    `anchor_days` is set for words that lean on another date of the text ('the following day' is +1): `lean` resolves them.
    `since` marks a stretch that is open up to publication ('since May', 'in the last two months', 'this year'), as totals have.
    `time_of_day` marks an hour alone ('at dawn'); `dateline` the date of a text's head ('KABUL, Afghanistan (Oct. 8) -').
    """

    start: int
    end: int
    text: str
    first: date | None
    last: date | None
    precision: DatePrecision
    anchor_days: int | None = None
    since: bool = False
    time_of_day: bool = False
    dateline: bool = False


def lean(span: DateSpan, anchor: DateSpan) -> DateSpan:
    """Resolve an anchored span against another, resolved one; what can't be resolved is returned as it came.

    Days after a stretch are counted from its end, days before from its start. No day follows 'in January': a month, week or year
    serves as anchor for 'the same day' alone.
    """
    if span.anchor_days is None or anchor.first is None or anchor.last is None:
        return span
    if span.anchor_days == 0:
        return dataclasses.replace(span, first=anchor.first, last=anchor.last, precision=anchor.precision)
    if anchor.precision in ("week", "month", "year"):
        return span
    day = shift(anchor.last if span.anchor_days > 0 else anchor.first, span.anchor_days)
    return dataclasses.replace(span, first=day, last=day, precision="day")
