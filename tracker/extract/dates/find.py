"""Find every date expression of a text, in order and without overlap; the longest reading at the leftmost word wins.

Each word that can open an expression is tried once and each reading is of bounded length, so the time is linear in the text.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from datetime import date

from tracker.extract.dates.dateline import is_dateline
from tracker.extract.dates.lexicon import NAMED_AFTER, pattern, plain_letters, word_before
from tracker.extract.dates.ranges import OPENS, read_compound
from tracker.extract.dates.reading import Reading, Scene
from tracker.extract.dates.span import DateSpan

_WORD = re.compile(r"(?<!\w)[A-Za-z]+|(?<![\w.,/$£€#-])\d{1,4}")
_NAMED = pattern(
    r"(?:{MONTH} \d{1,2}(?:st|nd|rd|th)?|\d{1,2}(?:st|nd|rd|th)? (?:of )?{MONTH})(?:['’]s?)? (?:Martyrs['’]? )?(?P<name>"
    + "|".join(NAMED_AFTER.split())
    + r")\b"
)
_ATTACKS_OF_2001 = pattern(
    r"sep(?:tember|t?\.?) 11(?:th)?(?:, 2001,?| 2001)?(?P<attacks> (?:terror(?:ist)? )?(?:attacks?|hijack\w+))"
)

# What puts a date into the future, in the same clause before it.
_CLAUSE = 70
_FUTURE = re.compile(
    r"\b(?:will|won['’]?t|shall|due|scheduled|slated|set (?:for|to)|expected|planned (?:for|to)|plans? (?:to|a|an)|planning"
    r"|intends? to|upcoming|is to|are to|to be held|going to|ahead of|(?:could|might|would|(?-i:may))(?! have))\b",
    re.IGNORECASE,
)
_CLAUSE_BREAK = re.compile(
    r"[.;:!?\"“”»«\n]|\b(?:said|says|told|announced|reported|added|tweeted|wrote|claimed|confirmed)\b", re.IGNORECASE
)


def find_dates(text: str, published: date | None, *, default_year: int | None = None) -> tuple[DateSpan, ...]:
    """Find the date expressions of a text, resolved against its day of publication.

    `default_year` is the year of a day or month with none where `published` is unknown.
    """
    scene = Scene(plain_letters(text), published, default_year)
    return tuple(dataclasses.replace(span, text=text[span.start : span.end]) for span in _spans(scene))


def _spans(scene: Scene) -> Iterator[DateSpan]:
    at = 0
    for word in _WORD.finditer(scene.text):
        if word.start() < at or (word.group().lower() if word.group().isalpha() else "#") not in OPENS:
            continue
        named = _name_end(scene.text, word.start())
        if named:
            at = named
            continue
        reading = read_compound(scene, word.start())
        if reading is not None:
            at = reading.end
            yield _span(scene, word.start(), reading)


def _name_end(text: str, start: int) -> int:
    """Give the end of a name that holds a date ('the 17 February Brigade', 'the Sept. 11 attacks'), 0 where there is none."""
    match = _NAMED.match(text, start)
    if match is not None and match["name"][0].isupper() and word_before(text, start) != "on":
        return match.end()
    match = _ATTACKS_OF_2001.match(text, start)
    return 0 if match is None or "2001" in match.group() else match.end()


def _span(scene: Scene, start: int, reading: Reading) -> DateSpan:
    first, last = reading.first, reading.last
    dateline = is_dateline(scene.text, start, reading)
    if not dateline and _is_future(scene.text, start, reading):
        first = last = None
    return DateSpan(
        start=start,
        end=reading.end,
        text=scene.text[start : reading.end],
        first=first,
        last=last,
        precision=reading.precision,
        anchor_days=reading.anchor_days,
        since=reading.since,
        time_of_day=reading.time_of_day,
        dateline=dateline,
    )


def _is_future(text: str, start: int, reading: Reading) -> bool:
    """Tell whether the clause before a date with no year looks ahead: 'a vote is due on Tuesday'."""
    if reading.past or reading.since or reading.first is None or (reading.partial is not None and reading.partial.year is not None):
        return False
    clause = _CLAUSE_BREAK.split(text[max(0, start - _CLAUSE) : start])[-1]
    return _FUTURE.search(clause) is not None
