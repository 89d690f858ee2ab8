"""Fill from the passage what a mention's own sentence leaves open: date, place, actor.

1. A list item takes them from its lead, then from its heading.
2. Running text takes them from the mention before it, as long as that is near.
3. A pronoun stands for the actor named last.
4. A date that leans on another ('the next day') is resolved against the last one.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.extract.dates import lean
from tracker.extract.frames import heading_frame, is_part, total_frame
from tracker.extract.lexicon_actors import known_actor
from tracker.extract.passage import Memory, is_near, passage_date, passage_places
from tracker.model import EventDate

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from tracker.extract.dates import DateSpan
    from tracker.extract.mentions import Mention
    from tracker.extract.places import PlaceMention
    from tracker.extract.segment import Sentence

# 'US' in capitals is a country; `_is_pronoun` sees to that.
_PRONOUNS = frozenset("it they he she we i them him her us its their who group".split())
# Instruments with no owner: whose they are is known, if at all, from the passage.
_BARE = frozenset(
    """
    drone missile rocket artillery shell uav aircraft jet plane helicopter mortar projectile paraglider paramotor howitzer tank
    vessel
    """.split()
)

# Of those, what has a crew and may stand for its side where the passage names none.
_CREWED = frozenset("aircraft jet jets plane planes helicopter helicopters warplanes".split())


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


def link(
    mentions: Sequence[Mention],
    sentences: Sequence[Sentence],
    dates: Sequence[tuple[DateSpan, ...]],
    places: Sequence[PlaceMention],
    published: date | None,
) -> tuple[Linked, ...]:
    """Link the mentions of one article, in order. `dates` are by sentence, `places` the article's."""
    memory = Memory(frame=heading_frame(sentences, dates), published=published)
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
    memory: Memory,
) -> Linked:
    borrowed = set()
    span = mention.date
    if span is not None and span.anchor_days is not None:
        base = (_leant_on(span, dates[mention.sentence.index]) if span.anchor_days < 0 else None) or memory.date
        span = lean(span, base) if base is not None else None
    if (span is None and mention.own_date == "none") or (span is not None and span.time_of_day):
        told = passage_date(mention, sentences, dates, memory)
        if told is not None:
            span = told
            borrowed.add("date")
    where = mention.places
    if not where:
        where = passage_places(mention, sentences, places, memory)
        if where:
            borrowed.add("places")
    near = memory.actors if is_near(mention.sentence, sentences[max(memory.actors_at, 0)]) else ()
    actors = _resolve(mention.actors, near)
    if not actors:
        actors = _passage_actors(mention, near, memory)
        if actors:
            borrowed.add("actors")
    if _of_total(mention, memory):
        mention = dataclasses.replace(mention, type=memory.total_type or mention.type)
    return Linked(
        mention,
        _event_date(span, "passage" if "date" in borrowed else "text", published),
        bool(span and span.since and (span.first is None or span.first != span.last or "date" not in borrowed)),
        where,
        actors,
        _resolve(mention.targets, memory.targets),
        frozenset(borrowed),
    )


_TAKINGS = frozenset({"capture", "arrest"})
_CUSTODY = _TAKINGS | {"transfer", "release", "held"}


def _passage_actors(mention: Mention, near: tuple[str, ...], memory: Memory) -> tuple[str, ...]:
    """Say who did what is told without saying whose it was: the list's lead, the total's side, those who acted just before."""
    if mention.sentence.role == "item" and memory.lead_actors:
        return memory.lead_actors
    if mention.anaphor or memory.actors_type is None:
        return ()
    if mention.kind == "strike":
        if near and mention.type == memory.actors_type:
            return near  # 'the jets came back'
        return memory.total_actors if _of_total(mention, memory) else ()
    takes = memory.actors_type in _TAKINGS and mention.type in _TAKINGS
    return near if takes else ()


def _of_total(mention: Mention, memory: Memory) -> bool:
    """Tell a part of the total of strikes that the article opened with: counted, or with its own place at its head."""
    if mention.kind != "strike" or mention.type != "strike" or mention.anaphor or mention.actors or not memory.total_actors:
        return False
    return mention.sentence.role == "item" or is_part(mention.sentence)


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
            out += last if _is_pronoun(name) or (_is_bare(name) and (last or name.lower() not in _CREWED)) else [name]
    return tuple(dict.fromkeys(out))


def _event_date(span: DateSpan | None, basis: str, published: date | None) -> EventDate | None:
    if span is not None and span.first is not None and published is not None and span.first > published:
        span = None  # nothing has happened after the day it was published: the words were read wrongly
    if span is not None and span.last is not None:
        return EventDate(span.first, span.last, span.precision, "passage" if basis == "passage" else "text", span.text)
    if published is not None:
        return EventDate(None, published, "by", "published", None)
    return None


def _counts_strikes(mention: Mention) -> bool:
    return any(c.of == "strikes" and c.low > 1 for c in mention.counts)


def _is_stretch(span: DateSpan) -> bool:
    """Tell a stretch, which dates what says 'the same period', from a day, which dates what follows."""
    return span.first is not None and (span.since or span.precision == "range") and span.first != span.last


def _remember(memory: Memory, mention: Mention, linked: Linked) -> None:
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
        if mention.date.anchor_days is None or memory.date_at < at:  # 'rescued on Friday men who were taken two days earlier'
            memory.date, memory.date_at = resolved, at
    elif "date" in linked.borrowed:
        memory.date_at = at
    if mention.kind == "strike" and linked.actors and not memory.total_actors and _counts_strikes(mention):
        memory.total_actors, memory.total_type = linked.actors, mention.type
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
