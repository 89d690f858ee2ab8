"""Dates: find the words that say when, and the days that they stand for.

    lexicon     the words, as data, and the pieces of patterns
    days        arithmetic on days, months and weeks
    absolute    calendar dates as written          weekdays    weekdays        phrases     expressions of fixed wording
    meanings    what those wordings mean           points      points with the hour around them, two joined
    ranges      points opened, bounded, divided    dateline    the date in a text's head
    find        all expressions of a text, in order, without overlap
    span        what is found: `DateSpan`; `lean` resolves those that lean on another

Nothing here reads the clock, the network or the locale.
"""

from tracker.extract.dates.dateline import find_dateline
from tracker.extract.dates.find import find_dates
from tracker.extract.dates.span import DateSpan, lean

__all__ = ["DateSpan", "find_dateline", "find_dates", "lean"]
