"""Expressions of fixed wording, as a table: each row a pattern and the function that reads it against the publication day.

`read_phrase` gives the longest row that fits. Rows marked as points may stand after 'since', 'from', 'by' and 'between'.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from datetime import date

from tracker.extract.dates.days import easter, shift, thanksgiving
from tracker.extract.dates.lexicon import NUMBER_WORDS, first_word, pattern
from tracker.extract.dates.meanings import (
    Read,
    ago,
    anchored,
    day,
    decade,
    edge,
    fixed,
    last,
    leaning,
    overnight,
    season,
    since_hour,
    that_day,
    this,
    unresolved,
    weekend,
    window,
    yearly,
)
from tracker.extract.dates.reading import Reading, Scene

_ANY_DAY = date(2000, 1, 1)  # read against when publication is unknown; the days are then dropped


@dataclass(frozen=True, slots=True)
class Phrase:
    """A wording, the words that it can begin with ('#' for digits), and how it is read."""

    opens: str
    wording: re.Pattern[str]
    read: Read
    point: bool = True


def read_phrase(scene: Scene, at: int, *, points_only: bool = False) -> Reading | None:
    """Read the longest phrase at the position. Its days are null where publication is unknown."""
    best: Reading | None = None
    for phrase in _BY_WORD.get(first_word(scene.text, at), ()):
        if points_only and not phrase.point:
            continue
        match = phrase.wording.match(scene.text, at)
        if match is None or (best is not None and match.end() <= best.end):
            continue
        reading = phrase.read(match, scene.published or _ANY_DAY)
        best = best if reading is None else dataclasses.replace(reading, point=phrase.point)
    if best is not None and scene.published is None:
        return dataclasses.replace(best, first=None, last=None)
    return best


_TIME = "dawn|dusk|sunrise|sunset|daybreak|nightfall|noon|midday|midnight|night|first light"
_WHEN = "at|around|by|near|about|just before|just after|shortly before|shortly after|after|before"
_MODIFIER = "about|around|roughly|some|exactly|just|only"
_LOOSE = "more than|less than|over|under|at least|almost|nearly"
_YEAR_SAID = r"(?:,? (?P<year>{YEAR}))?"
_FUTURE_UNIT = "(?:hour|day|night|week|weekend|month|year|spring|summer|autumn|winter)"
_WHEN_OPENS = "at around by near about just shortly after before"
# After these a number with a point is no hour: '13.40' is one, '3.40 per cent' is none.
_MEASURED = r"%|°|per|[kc]?m\b|kg|million|billion|met|mile|point|degree|times|tons?|on the"
_AMOUNT_OPENS = (
    f"about around roughly some exactly just only more less over under at almost nearly a few several many {NUMBER_WORDS}"
    " minute minutes hour hours day days night nights week weeks fortnight month months year years decade decades"
)

PHRASES: tuple[Phrase, ...] = (
    # days beside publication
    Phrase("the", pattern(r"the day before yesterday\b"), day(-2)),
    Phrase("early earlier late later yesterday", pattern(r"(?:(?:early|earlier|late|later) )?yesterday\b(?: {DAYPART})?"), day(-1)),
    Phrase("late last", pattern(r"(?:late )?last (?:night|evening)\b"), day(-1)),
    Phrase("early earlier late today tonight", pattern(r"(?:(?:early|earlier|late) )?(?:today|tonight)\b"), day(0)),
    Phrase(
        "later tomorrow the",
        pattern(r"later (?:today|tonight)\b|tomorrow\b(?: {DAYPART})?|the day after tomorrow\b"),
        unresolved("day"),
    ),
    Phrase("pre early late overnight", pattern(r"(?:pre-dawn |early |late )?overnight\b"), overnight),
    # hours alone
    Phrase(
        "earlier early late this",
        pattern(r"(?:earlier |early |late )?this (?:very )?(?:morning|afternoon|evening)\b"),
        day(0, time_of_day=True),
    ),
    Phrase(_WHEN_OPENS, pattern(r"(?:" + _WHEN + r") (?:" + _TIME + r")\b"), day(0, time_of_day=True)),
    Phrase(
        "since",
        pattern(r"since (?:" + _TIME + r"|(?:early )?(?:the|this) (?:early )?morning(?: hours)?)\b"),
        since_hour,
        point=False,
    ),
    Phrase(
        "in during",
        pattern(
            r"(?:in|during) the (?:(?:early|late|small|pre-dawn) )?"
            r"(?:morning|afternoon|evening|night|hours)(?: hours)?(?: of the morning)?\b(?! of)"
        ),
        day(0, time_of_day=True),
        point=False,
    ),
    Phrase(
        "at around about before after",
        pattern(
            r"(?:at|around|about|before|after) (?:(?:about|around|approximately) )?\d{1,2}(?:[:.]\d\d)? ?"
            r"(?:a\.?m\b\.?|p\.?m\b\.?|gmt\b|utc\b|local time\b|o['’]?clock\b)(?: local time\b)?"
        ),
        day(0, time_of_day=True),
        point=False,
    ),
    Phrase(
        "at around about before after",
        pattern(
            r"(?:at|around|about|before|after) (?:(?:about|around|approximately) )?"
            r"(?:(?:[01]?\d|2[0-3])(?::[0-5]\d|[.][0-5]\d(?! ?(?:" + _MEASURED + ")))"
            r"|(?:[01]\d|2[0-3])[0-5]\d ?(?:hrs|hours|h)\b)(?: ?(?:hrs|hours|local time))?(?![\d.:])"
        ),
        day(0, time_of_day=True),
        point=False,
    ),
    # weeks, months, years beside publication
    Phrase(
        "earlier early late later so this the",
        pattern(r"(?:(?P<how>earlier|early|later|late|so far) (?:in )?)?(?:this|the current) (?P<unit>week|month|year)\b"),
        this,
    ),
    Phrase("earlier early", pattern(r"(?P<how>earlier|early) in the (?P<unit>week|month|year)\b"), this),
    Phrase(
        "earlier early mid late later last",
        pattern(r"(?:(?P<part>earlier|early|mid|late|later)(?:-| (?:in )?))?last (?P<unit>week|month|year)\b"),
        last,
    ),
    Phrase(
        "the start beginning end",
        pattern(r"(?:the )?(?P<edge>start|beginning|end) of (?P<which>last|this|the) (?P<unit>week|month|year)\b(?! of)"),
        edge,
    ),
    Phrase(
        "at over during on the past last this",
        pattern(r"(?:(?:at|over|during|on) )?(?:(?:the )?(?P<which>past|last)|this|the) weekend\b"),
        weekend,
    ),
    Phrase(
        "in over during within for throughout across since the these last past previous preceding",
        pattern(
            r"(?:(?P<prep>in|over|during|within|for|throughout|across|since) )?(?P<the>the |these )?"
            r"(?P<which>last|past|previous|preceding) (?:(?:(?P<n>{NUMBER})|(?P<vague>few|several|many)) )?"
            r"(?P<unit>hour|day|night|week|fortnight|month|year|decade)(?P<s>s)?\b(?! of)"
        ),
        window,
        point=False,
    ),
    Phrase(
        "in over during the most recent",
        pattern(r"(?:(?:in|over|during) )?(?:the )?(?:most )?recent (?:hours|days|weeks|months|years)\b"),
        unresolved(since=True),
        point=False,
    ),
    Phrase(
        "in over within",
        pattern(r"(?:in|over|within) (?:the )?(?:coming|next|following) (?:\w+ )?" + _FUTURE_UNIT + r"s?\b"),
        unresolved(),
        point=False,
    ),
    Phrase(
        "the following next coming",
        pattern(r"(?:the )?(?:following|next|coming) (?:week|weekend|month|year|spring|summer|autumn|winter)\b"),
        unresolved(),
    ),
    # so long ago
    Phrase(
        _AMOUNT_OPENS,
        pattern(
            r"(?:(?:" + _MODIFIER + r") )?(?:(?P<loose>" + _LOOSE + r") )?(?:(?P<n>{NUMBER}) |(?:a few|few|several|some|many) )?"
            r"(?P<unit>hour|day|night|week|fortnight|month|year|decade)s? ago\b"
        ),
        ago,
    ),
    # what leans on another date
    Phrase("the", pattern(r"the (?:following|next|very next) (?:day|morning|afternoon|evening|night)\b"), anchored(1)),
    Phrase("the", pattern(r"the (?:day|morning|night) after\b"), anchored(1)),
    Phrase(
        "the",
        pattern(r"the (?:(?:previous|preceding) (?:week|month|year)|(?:week|month|year) (?:before|earlier|after))\b"),
        unresolved(),
    ),
    Phrase("the", pattern(r"the (?:previous|preceding) (?:day|morning|afternoon|evening|night)\b"), anchored(-1)),
    Phrase("the", pattern(r"the (?:day|evening|night) (?:before|earlier)\b"), anchored(-1)),
    Phrase(
        "early earlier late later the that",
        pattern(r"(?:(?:early|earlier|late|later) (?:on )?)?(?:the|that) same (?:day|morning|afternoon|evening|night)\b"),
        anchored(0),
    ),
    Phrase(
        "early earlier late later that",
        pattern(r"(?:(?:early|earlier|late|later) (?:on )?)?that (?:very )?(?:day|morning|afternoon|evening|night)\b"),
        that_day,
    ),
    Phrase("earlier later early late", pattern(r"(?:earlier|later|early|late) in the day\b"), anchored(0)),
    Phrase(
        _AMOUNT_OPENS,
        pattern(
            r"(?:(?:" + _MODIFIER + "|" + _LOOSE + r") )?(?:(?:(?P<n>{NUMBER})|a few|few|several|some|many) )?"
            r"(?P<unit>minute|hour|day|night|week|fortnight|month|year|decade)(?P<s>s)?"
            r" (?P<way>later|earlier|before|afterwards?|after|previously|prior|on from)\b"
        ),
        leaning,
        point=False,
    ),
    # feasts
    Phrase("may", pattern(r"may day\b" + _YEAR_SAID), fixed(5, 1)),
    Phrase("christmas", pattern(r"christmas day\b" + _YEAR_SAID), fixed(12, 25)),
    Phrase("at on", pattern(r"(?:at|on) christmas\b(?! (?:eve|day))" + _YEAR_SAID), fixed(12, 25)),
    Phrase("christmas", pattern(r"christmas eve\b" + _YEAR_SAID), fixed(12, 24)),
    Phrase("boxing", pattern(r"boxing day\b" + _YEAR_SAID), fixed(12, 26)),
    Phrase("new", pattern(r"new year['’]?s day\b" + _YEAR_SAID), fixed(1, 1)),
    Phrase("new", pattern(r"new year['’]?s eve\b" + _YEAR_SAID), fixed(12, 31)),
    Phrase("valentine valentines", pattern(r"valentine['’]?s day\b" + _YEAR_SAID), fixed(2, 14)),
    Phrase("thanksgiving", pattern(r"thanksgiving(?: day)?\b" + _YEAR_SAID), yearly(thanksgiving)),
    Phrase("palm", pattern(r"palm sunday\b" + _YEAR_SAID), yearly(lambda year: shift(easter(year), -7))),
    Phrase("good", pattern(r"good friday\b" + _YEAR_SAID), yearly(lambda year: shift(easter(year), -2))),
    Phrase("easter", pattern(r"easter sunday\b" + _YEAR_SAID), yearly(easter)),
    Phrase("easter", pattern(r"easter monday\b" + _YEAR_SAID), yearly(lambda year: shift(easter(year), 1))),
    # seasons and decades
    Phrase("last this", pattern(r"(?P<which>last|this) (?P<season>spring|summer|autumn|fall|winter)\b"), season),
    Phrase(
        "in during over the",
        pattern(r"(?:(?:in|during|over) )?(?P<which>the) (?P<season>spring|summer|autumn|winter)\b(?! of)"),
        season,
    ),
    Phrase("in during", pattern(r"(?:in|during) (?P<which>the) (?P<season>fall)\b(?! of)"), season, point=False),
    Phrase("the", pattern(r"the (?:(?P<part>early|mid|late)(?:-| ))?(?P<year>(?:19|20)\d0)['’]?s\b"), decade),
)

_BY_WORD: dict[str, list[Phrase]] = {}
for _phrase in PHRASES:
    for _word in _phrase.opens.split():
        _BY_WORD.setdefault(_word, []).append(_phrase)
PHRASE_OPENS = frozenset(_BY_WORD)
POINT_OPENS = frozenset(word for word, phrases in _BY_WORD.items() if any(phrase.point for phrase in phrases))
