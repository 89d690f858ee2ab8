"""Sum the reports of one incident up: each field as the reports support it best, and where its sources differ.

Only what stands is asked (not denied, not taken back), unless nothing does. Each independent source has one voice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import Final, TypeVar

from tracker.gazetteer.names import plain
from tracker.incidents.areas import FINENESS, compatible
from tracker.incidents.figures import figures_told, reconcilable
from tracker.incidents.grades import judged
from tracker.incidents.names import actors_agree, names_agree
from tracker.incidents.nouns import DEFAULT_RULE, Claim, Figure, Graded, Incident, Rule
from tracker.incidents.sources import Told, told
from tracker.incidents.words import target
from tracker.model import Count, CountOf, Event, EventDate, EventType, Place, Status, StoredEvent

# Types that leave open what a finer one says.
_ROUGH: Final[frozenset[EventType]] = frozenset({"strike"})
T = TypeVar("T")
_STATUS: Final[tuple[Status, ...]] = ("reported", "alleged", "denied")


def summarise(reports: Sequence[StoredEvent], *, rule: Rule = DEFAULT_RULE, graded: Graded | None = None) -> Incident:
    """Make an incident of its reports, in whatever order they come; `graded` is the grade that a person set."""
    case = told(reports)
    stand = case.standing or case.reports
    lead = max(reversed(stand), key=_tells)  # the first of several
    numbers = figures_told(case, rule)
    proposed, struck = judged(case)
    voices = _voices(stand, case)
    return Incident(
        id=case.reports[0].event.id,
        kind=lead.event.kind,
        type=_type(voices, lead.event.type),
        scope=lead.event.scope,
        status=min((each.event.status for each in case.standing), key=_STATUS.index, default="denied"),
        date=_date(stand, case),
        places=_places(stand, case),
        actors=_names(voices, lambda event: event.actors, same=_one_actor),
        targets=_telling(_names(voices, lambda event: event.targets, same=_one_thing)),
        weapons=_names(voices, lambda event: event.weapons, same=_one_thing),
        claimed_by=_names(voices, lambda event: event.claimed_by, same=_one_actor),
        counts=_counts(numbers, stand),
        confidence=max(each.event.confidence for each in stand),
        figures=numbers,
        grade=graded or proposed,
        strike_status=struck,
        sources=len(set(case.sources.values())),
        conflicts=_conflicts(case, voices, numbers),
        lead=lead,
        reports=case.reports,
    )


def _tells(report: StoredEvent) -> tuple[bool, int, float]:
    """Say how much a report tells: an original before a copy, then by fields filled, then by confidence."""
    event = report.event
    dated = event.date is not None and event.date.start is not None
    said = (event.places, event.actors, event.targets, event.weapons, event.claimed_by, event.type not in _ROUGH)
    return report.original is None, dated + sum(map(bool, said)) + len(event.counts), event.confidence


def _voices(stand: Sequence[StoredEvent], case: Told) -> list[tuple[Event, ...]]:
    """Give the events of each source, the newest first; the sources as they began to tell of it."""
    by_source: dict[str, list[Event]] = {case.source(report): [] for report in stand}
    for report in reversed(case.by_age(stand)):
        by_source[case.source(report)].append(report.event)
    return list(map(tuple, by_source.values()))


def _type(voices: Sequence[tuple[Event, ...]], lead: EventType) -> EventType:
    """Take the type that most sources say, one that leaves the means open only if none says more."""
    said = Counter(_own_type(events) for events in voices)
    return max(said, key=lambda each: (each not in _ROUGH, said[each], each == lead, each))


def _own_type(events: Sequence[Event]) -> EventType:
    return next((event.type for event in events if event.type not in _ROUGH), events[0].type)


def _date(stand: Sequence[StoredEvent], case: Told) -> EventDate | None:
    """Take the date that most sources agree with, the most precise of them; where none says when, the first day it was told by."""
    if len(stand) == 1:
        return stand[0].event.date
    said: dict[EventDate, set[str]] = {}
    for each in stand:
        if each.event.date is not None:
            said.setdefault(each.event.date, set()).add(case.source(each))
    known = {day: sources for day, sources in said.items() if day.start is not None}
    if not known:
        return min(said, key=lambda day: day.end, default=None)

    def rank(mine: EventDate) -> tuple[int, int]:
        return -len(set[str]().union(*(sources for day, sources in known.items() if _meet(day, mine)))), _days(mine)

    return min(known, key=rank)


def _days(day: EventDate) -> int:
    return (day.end - day.start).days if day.start else 0


def _meet(one: EventDate, other: EventDate) -> bool:
    return one.start is None or other.start is None or (one.start <= other.end and other.start <= one.end)


def _places(stand: Sequence[StoredEvent], case: Told) -> tuple[Place, ...]:
    """Take the places of the report that most sources agree with, the finest."""
    said: dict[tuple[Place, ...], set[str]] = {}
    for each in stand:
        if each.event.places:
            said.setdefault(each.event.places, set()).add(case.source(each))

    if len(said) <= 1:
        return next(iter(said), ())

    def rank(mine: tuple[Place, ...]) -> tuple[int, int, int]:
        agreeing = set[str]().union(*(sources for places, sources in said.items() if _places_agree(places, mine)))
        return -len(agreeing), min(FINENESS[place.precision] for place in mine), -len(mine)

    return min(said, key=rank, default=())


def _places_agree(mine: Iterable[Place], theirs: Iterable[Place]) -> bool:
    theirs = tuple(theirs)
    return any(compatible(one, other) for one in mine for other in theirs)


def _names(
    voices: Sequence[tuple[Event, ...]], field: Callable[[Event], tuple[str, ...]], *, same: Callable[[str, str], bool]
) -> tuple[str, ...]:
    """Give all names once, those that most sources say first, each in the words that most of them use."""
    groups: list[Counter[str]] = []
    distinct = {name for events in voices for event in events for name in field(event)}
    if len(distinct) <= 1:  # as of most incidents, which one report tells of
        return tuple(distinct)
    for events in voices:
        mine: set[int] = set()
        for name in dict.fromkeys(name for event in events for name in field(event)):
            place = next((n for n, group in enumerate(groups) if any(same(name, other) for other in group)), len(groups))
            if place == len(groups):
                groups.append(Counter())
            # A source has one voice in a group, in the words that it used last.
            groups[place][name] += 0 if place in mine else 1
            mine.add(place)
    ranked = sorted(groups, key=lambda group: -sum(group.values()))
    return tuple(max(group, key=lambda name: (group[name], len(name), name)) for group in ranked)


def _telling(targets: tuple[str, ...]) -> tuple[str, ...]:
    """Leave out targets that any strike or arrest has ('people'), where others say more."""
    return tuple(name for name in targets if target(name)) or targets


def _one_actor(one: str, other: str) -> bool:
    return names_agree(one, other) is True


def _one_thing(one: str, other: str) -> bool:
    mine, theirs = set(plain(one).split()), set(plain(other).split())
    return mine <= theirs or theirs <= mine


def _counts(numbers: Sequence[Figure], stand: Sequence[StoredEvent]) -> tuple[Count, ...]:
    """Give the best estimates, each followed by the parts of it that its newest claim with any tells of."""
    told = {report.event.id: report.event for report in stand}
    found: list[Count] = []
    for figure in numbers:
        behind = [each for each in reversed(figure.claims) if each.counted and _backs(each, figure)] or [figure.claims[-1]]
        found.append(Count(figure.of, figure.best_low, figure.best_high, None, behind[0].text))
        parts = (_parts(told[each.event], figure.of) for each in behind if each.event in told)
        found += next(filter(None, parts), [])
    return tuple(found)


def _parts(event: Event, of: CountOf) -> list[Count]:
    return [count for count in event.counts if count.of == of and count.group is not None]


def _backs(claim: Claim, figure: Figure) -> bool:
    return claim.low <= figure.best_low and (claim.high is None or figure.best_low <= claim.high)


def _conflicts(case: Told, voices: Sequence[tuple[Event, ...]], numbers: Sequence[Figure]) -> tuple[str, ...]:
    """Name the fields in which the newest reports of the sources differ, in the order of an event's keys; of counts, which."""
    if len(case.reports) == 1:
        return ()
    newest = [events[0] for events in voices]
    checks: dict[str, bool] = {
        "type": _any({event.type for event in newest} - _ROUGH, lambda one, other: one != other),
        "status": len({report.event.status == "denied" for report in case.reports}) > 1,
        "date": _any({event.date for event in newest if event.date}, lambda one, other: not _meet(one, other)),
        "places": _any({event.places for event in newest if event.places}, lambda one, other: not _places_agree(one, other)),
        "actors": _any({event.actors for event in newest}, lambda one, other: actors_agree(one, other) is False),
    }
    counted = ((figure.of, [(claim.low, claim.high) for claim in figure.claims if claim.counted]) for figure in numbers)
    return (*(name for name, found in checks.items() if found), *(of for of, claims in counted if not reconcilable(claims)))


def _any(said: Iterable[T], differ: Callable[[T, T], bool]) -> bool:
    return any(differ(one, other) for one, other in combinations(said, 2))
