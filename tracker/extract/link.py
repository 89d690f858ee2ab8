"""Fill from the passage what a mention's own sentence leaves open: date, place, actor.

1. A list item takes them from its lead, then from its heading.
2. Running text takes them from the mention before it, as long as that is near.
3. A pronoun stands for the actor named last.
4. A date that leans on another ('the next day') is resolved against the last one.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.extract.anchors import introduction
from tracker.extract.dates import lean
from tracker.extract.frames import heading_frame, is_part, total_frame
from tracker.extract.lexicon_actors import known_actor
from tracker.model import EventDate, EventType

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tracker.extract.dates import DateSpan
    from tracker.extract.mentions import Mention
    from tracker.extract.places import PlaceMention
    from tracker.extract.segment import Sentence

# How many sentences back a date or place still governs what follows it.
_REACH = 3
# How many sentences make the head of an article: headline, caption, lead.
_HEAD = 6
# 'US' in capitals is a country; `_is_pronoun` sees to that.
_PRONOUNS = frozenset("it they he she we i them him her us its their who group".split())
# Instruments with no owner: whose they are is known, if at all, from the passage.
_BARE = frozenset("drone missile rocket artillery shell uav aircraft jet plane helicopter mortar projectile".split())


@dataclass(frozen=True, slots=True)
class Linked:
    """A mention with its date resolved and its places chosen, and what of it came from the passage."""

    mention: Mention
    date: EventDate | None
    since: bool
    places: tuple[PlaceMention, ...]
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    borrowed: frozenset[str] = frozenset()


@dataclass(slots=True)
class _Memory:
    """What the passage has said last, and in which sentence."""

    date: DateSpan | None = None
    date_at: int = -99
    stretch: DateSpan | None = None
    frame: DateSpan | None = None
    opening: DateSpan | None = None
    places: tuple[PlaceMention, ...] = ()
    places_at: int = -99
    actors: tuple[str, ...] = ()
    actors_at: int = -99
    actors_type: EventType | None = None
    lead_actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()


def link(
    mentions: Sequence[Mention],
    sentences: Sequence[Sentence],
    dates: Sequence[tuple[DateSpan, ...]],
    places: Sequence[PlaceMention],
    published: date | None,
) -> tuple[Linked, ...]:
    """Link the mentions of one article, in order. `dates` are by sentence, `places` the article's."""
    memory = _Memory(frame=heading_frame(sentences, dates))
    out = []
    for mention in mentions:
        linked = _link(mention, sentences, dates, places, published, memory)
        out.append(linked)
        _remember(memory, mention, linked)
    return tuple(out)


def _link(
    mention: Mention,
    sentences: Sequence[Sentence],
    dates: Sequence[tuple[DateSpan, ...]],
    places: Sequence[PlaceMention],
    published: date | None,
    memory: _Memory,
) -> Linked:
    borrowed = set()
    span = mention.date
    if span is not None and span.anchor_days is not None:
        base = (_leant_on(span, dates[mention.sentence.index]) if span.anchor_days < 0 else None) or memory.date
        span = lean(span, base) if base is not None else None
    if (span is None and mention.own_date == "none") or (span is not None and span.time_of_day):
        told = _passage_date(mention, sentences, dates, memory)
        if told is not None:
            span = told
            borrowed.add("date")
    where = mention.places
    if not where:
        where = _passage_places(mention, sentences, places, memory)
        if where:
            borrowed.add("places")
    near = memory.actors if _near(mention.sentence, sentences[max(memory.actors_at, 0)]) else ()
    actors = _resolve(mention.actors, near)
    if not actors and mention.sentence.role == "item" and memory.lead_actors:
        actors = memory.lead_actors
        borrowed.add("actors")
    if not actors and near and mention.kind == "strike" and mention.type == memory.actors_type and not mention.anaphor:
        actors = near  # 'the jets came back', told without saying whose
        borrowed.add("actors")
    return Linked(
        mention,
        _event_date(span, "passage" if "date" in borrowed else "text", published),
        bool(span and span.since and (span.first is None or span.first != span.last or "date" not in borrowed)),
        where,
        actors,
        _resolve(mention.targets, memory.targets),
        frozenset(borrowed),
    )


def _leant_on(span: DateSpan, told: tuple[DateSpan, ...]) -> DateSpan | None:
    """Give the day of the same sentence that 'the previous day' goes back from: the last one told before it."""
    before = [d for d in told if d.end <= span.start and d.first is not None and not d.dateline]
    return before[-1] if before else None


def _is_pronoun(name: str) -> bool:
    return name != "US" and name.lower().removeprefix("the ") in _PRONOUNS


def _is_bare(name: str) -> bool:
    return name.lower().removesuffix("s") in _BARE


def _resolve(names: tuple[str, ...], last: tuple[str, ...]) -> tuple[str, ...]:
    """Put the names said last in the place of pronouns and of instruments that nobody owns; 'we' speaks for a side alone."""
    out: list[str] = []
    for name in names:
        if name.lower() in {"we", "i"}:
            out += [side for side in last if known_actor(side)]
        else:
            out += last if _is_pronoun(name) or _is_bare(name) else [name]
    return tuple(dict.fromkeys(out))


def _event_date(span: DateSpan | None, basis: str, published: date | None) -> EventDate | None:
    if span is not None and span.first is not None and published is not None and span.first > published:
        span = None  # nothing has happened after the day it was published: the words were read wrongly
    if span is not None and span.last is not None:
        return EventDate(span.first, span.last, span.precision, "passage" if basis == "passage" else "text", span.text)
    if published is not None:
        return EventDate(None, published, "by", "published", None)
    return None


def _passage_date(
    mention: Mention, sentences: Sequence[Sentence], dates: Sequence[tuple[DateSpan, ...]], memory: _Memory
) -> DateSpan | None:
    sentence = mention.sentence
    if _UNREAD_STRETCH.search(sentence.text):
        return None
    for index in (sentence.lead, sentence.heading) if sentence.role == "item" else ():
        for span in dates[index] if index is not None else ():
            if span.first is not None and not span.dateline:
                return span
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
    return memory.frame or (memory.opening if is_part(sentence) else None)


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


def _passage_places(
    mention: Mention, sentences: Sequence[Sentence], places: Sequence[PlaceMention], memory: _Memory
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
    if memory.places and _near(sentence, sentences[max(memory.places_at, 0)]):
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


def _near(sentence: Sentence, other: Sentence) -> bool:
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


def _is_stretch(span: DateSpan) -> bool:
    """Tell a stretch, which dates what says 'the same period', from a day, which dates what follows."""
    return span.first is not None and (span.since or span.precision == "range") and span.first != span.last


def _remember(memory: _Memory, mention: Mention, linked: Linked) -> None:
    at = mention.sentence.index
    memory.opening = memory.opening or total_frame(mention, mention.date)
    if mention.date is not None and _is_stretch(mention.date):
        memory.stretch = mention.date
    elif mention.date is not None and linked.date is not None and linked.date.start is not None:
        resolved = (
            mention.date
            if mention.date.anchor_days is None
            else dataclasses.replace(mention.date, first=linked.date.start, last=linked.date.end, anchor_days=None)
        )
        memory.date, memory.date_at = resolved, at
    elif "date" in linked.borrowed:
        memory.date_at = at
    if mention.weak:
        return  # what only leans on another event does not say where the passage is
    if linked.places:
        memory.places, memory.places_at = linked.places, at
    named = tuple(a for a in linked.actors if not _is_pronoun(a))
    if named:
        memory.actors, memory.actors_at, memory.actors_type = named, at, mention.type
        if mention.sentence.role != "item":
            memory.lead_actors = named
    if linked.targets:
        memory.targets = linked.targets
