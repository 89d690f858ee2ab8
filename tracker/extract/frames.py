"""Find the day or night that a bulletin is about: told once, in its heading or in the total it opens with, for all that follows."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tracker.extract.dates import DateSpan
    from tracker.extract.mentions import Mention
    from tracker.extract.segment import Sentence

# How many sentences make a bulletin's head.
_HEAD = 4
# A total over a longer stretch says too little of the day of its parts.
_SHORT = 2

_LOG = re.compile(
    r"\b(?:lists?|log|digest|round[- ]?up|diary|incidents?|violations?|chronology"
    r"|summary of (?:the )?(?:day|night|incidents|events)"
    r"|daily (?:summary|report|brief(?:ing)?|bulletin|sitrep)|situation (?:report|on)|events? of)\b",
    re.IGNORECASE,
)
# 'Evening update of March 3' is the day it was put out; what it tells need not be.
_ONE_PLACE = re.compile(r"(?:In|At|Near|Around|Outside|Elsewhere in|Also in|Meanwhile,? in) (?:the )?[A-Z]")


def heading_frame(sentences: Sequence[Sentence], dates: Sequence[tuple[DateSpan, ...]]) -> DateSpan | None:
    """Give the day that the heading of a list of incidents names ('DAILY INCIDENTS - 16 MARCH 2025')."""
    for sentence in sentences[:_HEAD]:
        line = " ".join(s.text for s in sentences[:_HEAD] if s.paragraph == sentence.paragraph)
        if sentence.role != "heading" or not _LOG.search(line):
            continue
        told = [d for d in dates[sentence.index] if d.first is not None and d.first == d.last]
        if len(told) == 1:
            return told[0]
    return None


def total_frame(mention: Mention, span: DateSpan | None) -> DateSpan | None:
    """Give the day or night of the total that an article opens with: its parts fall in it."""
    if span is None or span.first is None or span.last is None or mention.sentence.index >= _HEAD:
        return None
    return dataclasses.replace(span, since=False) if _days(span.first, span.last) <= _SHORT else None


def is_part(sentence: Sentence) -> bool:
    """Tell a sentence that opens with the place it is about, as the parts of a round-up do."""
    return _ONE_PLACE.match(sentence.text) is not None


def _days(first: date, last: date) -> int:
    return (last - first).days + 1
