"""Say what the passage before a mention leaves for it: the day and the place that still govern there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.extract.anchors import introduction
from tracker.extract.dates import DateSpan
from tracker.extract.frames import is_part
from tracker.model import EventType

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date as Day

    from tracker.extract.mentions import Mention
    from tracker.extract.places import PlaceMention
    from tracker.extract.segment import Sentence

# How many sentences back a date or place still governs what follows it.
_REACH = 3
# How many sentences make the head of an article: headline, caption, lead.
_HEAD = 6


@dataclass(slots=True)
class Memory:
    """What the passage has said last, and in which sentence."""

    date: DateSpan | None = None
    date_at: int = -99
    stretch: DateSpan | None = None
    frame: DateSpan | None = None
    published: Day | None = None
    opening: DateSpan | None = None
    places: tuple[PlaceMention, ...] = ()
    places_at: int = -99
    actors: tuple[str, ...] = ()
    actors_at: int = -99
    actors_type: EventType | None = None
    lead_actors: tuple[str, ...] = ()
    total_actors: tuple[str, ...] = ()
    total_type: EventType | None = None
    targets: tuple[str, ...] = ()


def passage_date(
    mention: Mention, sentences: Sequence[Sentence], dates: Sequence[tuple[DateSpan, ...]], memory: Memory
) -> DateSpan | None:
    sentence = mention.sentence
    if _UNREAD_STRETCH.search(sentence.text):
        return None
    for index in (sentence.lead, sentence.heading) if sentence.role == "item" else ():
        for span in dates[index] if index is not None else ():
            if span.first is not None and not span.dateline:
                return span
    own = _of_item(sentence, sentences, dates)
    if own is not None:
        return own
    if sentence.role == "item" and (memory.date is not None or memory.frame is not None):
        return memory.frame or memory.date
    if memory.stretch is not None and _SAME_STRETCH.search(sentence.text):
        return memory.stretch
    for index in range(sentence.index - 1, max(-1, sentence.index - 1 - _REACH), -1):
        if memory.date is not None and memory.date_at >= index:
            return memory.date
        told = [d for d in dates[index] if _governs(d, sentences[index])]
        if told:
            return told[0]
    opening = introduction(sentence, sentences)
    told = [d for d in dates[opening.index] if _governs(d, opening)] if opening is not None else []
    if told:
        return told[0]
    if memory.published is not None and _under_clock(sentence, sentences):
        return DateSpan(0, 0, "", memory.published, memory.published, "day")
    return memory.frame or (memory.opening if is_part(sentence) else None)


_HOUR = re.compile(r"(?:[01]?\d|2[0-3])[:.h][0-5]\d(?: ?(?:[ap]\.?m\.?|GMT|UTC|[A-Z]{3,4}|hrs?|local time))?:?")


def _under_clock(sentence: Sentence, sentences: Sequence[Sentence]) -> bool:
    """Tell an entry of a live page, which stands under the hour it was written at: that is the day of publication."""
    at = sentence.heading
    while at is not None and at >= 0 and sentences[at].role == "heading":
        if _HOUR.fullmatch(sentences[at].text.strip()):
            return True
        at -= 1
    return False


def _of_item(sentence: Sentence, sentences: Sequence[Sentence], dates: Sequence[tuple[DateSpan, ...]]) -> DateSpan | None:
    """Give the day that an earlier sentence of the same item tells."""
    if sentence.role != "item":
        return None
    for index in range(sentence.index - 1, -1, -1):
        if sentences[index].paragraph != sentence.paragraph:
            return None
        told = [d for d in dates[index] if _governs(d, sentences[index])]
        if told:
            return told[-1]
    return None


# A stretch that the dates' grammar does not know is still no other day.
_UNREAD_STRETCH = re.compile(
    r"\b(?:in|over|during) the (?:first|final|past|last|previous) (?:\w+ )?(?:months?|weeks?|years?)\b", re.IGNORECASE
)
_SAME_STRETCH = re.compile(r"\b(?:the same|that|this same) (?:\w+ )?(?:period|time|months?|weeks?|days)\b", re.IGNORECASE)
_SAID = re.compile(
    r"\b(?:sa(?:id|ys)|told [\w. ]{1,30}|announced|reported|added|(?:statement|report|briefing|interview)(?: released| issued)?)"
    r" (?:late |early |earlier )?(?:on )?$"
)


def _governs(span: DateSpan, sentence: Sentence) -> bool:
    """Tell whether a date of a sentence without an event may date what follows: one day, told as such, not one of saying."""
    if span.first is None or span.dateline or span.since or span.first != span.last or sentence.role == "dateline":
        return False
    return not _SAID.search(sentence.text[: span.start])


def passage_places(
    mention: Mention, sentences: Sequence[Sentence], places: Sequence[PlaceMention], memory: Memory
) -> tuple[PlaceMention, ...]:
    sentence = mention.sentence
    if sentence.role == "item" and sentence.heading is not None:
        above = sentences[sentence.heading]
        found = tuple(p for p in places if above.start <= p.start < above.end and not p.demonym)
        if found:
            return found[:1]
    meant = _spoken_of(sentence, sentences, places)
    if meant:
        return meant
    if memory.places and is_near(sentence, sentences[max(memory.places_at, 0)]):
        return memory.places
    near = _before(sentence, sentences[max(0, sentence.index - _REACH)].start, places)
    opening = introduction(sentence, sentences) if not near else None
    if opening is not None:
        near = _before(sentences[opening.index + 1], opening.start, places)
    if near:
        return near
    return _theatre(sentences, places, total=mention.date is not None and mention.date.since)


_SPOKEN_OF = re.compile(
    r"\b(?:the|this) (?:(?:besieged|embattled|border|northern|southern|eastern|western|coastal|port|same) )?"
    r"(?P<kind>city|town|village|region|province|oblast|governorate|district)\b(?! of\b)(?!['’]s (?:mayor|governor|police))"
)
_KINDS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("city", "town", "village"), frozenset({"town"})),
    **dict.fromkeys(("region", "province", "oblast", "governorate"), frozenset({"province"})),
    "district": frozenset({"district"}),
}


def _spoken_of(sentence: Sentence, sentences: Sequence[Sentence], places: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Give the place that 'the city' or 'the region' means: the last of its kind that the passage named."""
    match = _SPOKEN_OF.search(sentence.text)
    if match is None:
        return ()
    first = sentences[max(0, sentence.index - 2 * _REACH)].start
    before = [p for p in places if first <= p.start < sentence.start and not (p.demonym or p.dateline or p.actor_like)]
    meant = [p for p in before if p.place.precision in _KINDS[match["kind"]]]
    return (meant[-1],) if meant else ()


def _theatre(sentences: Sequence[Sentence], places: Sequence[PlaceMention], *, total: bool) -> tuple[PlaceMention, ...]:
    """Give the one country that the head of the article names: to a total over a stretch of time, else where no other is named."""
    head = sentences[min(len(sentences), _HEAD) - 1].end
    named = [
        p for p in places if p.start < head and p.place.precision == "country" and not (p.demonym or p.actor_like or p.dateline)
    ]
    around = named if total else [p for p in places if p.place.country and not (p.actor_like or p.dateline)]
    countries = {p.place.country for p in around}
    return tuple(named[:1]) if len(countries) == 1 else ()


def is_near(sentence: Sentence, other: Sentence) -> bool:
    """Tell sentences of one passage: in one paragraph and within reach, or next to each other."""
    apart = sentence.index - other.index
    return apart <= (_REACH if sentence.paragraph == other.paragraph else 1)


def _before(sentence: Sentence, first: int, places: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Take the last place named before a sentence, from `first` on, that is a location and not an actor."""
    near = [
        p
        for p in places
        if first <= p.start < sentence.start and not (p.demonym or p.dateline or p.actor_like) and p.cue is not None
    ]
    if not near:
        return ()
    last = near[-1]
    held = [p for p in near if p.part_of is not None and places[p.part_of] is last]
    if held:
        return (held[-1],)  # 'Nad Ali district, Helmand province'
    wider = [p for p in near if p is not last and last.part_of is not None and places[last.part_of] is p]
    return (last,) if not wider or last.place.precision != "country" else (wider[0],)
