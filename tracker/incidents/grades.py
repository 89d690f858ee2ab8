"""Propose a grade and a strike status for an incident, in Airwars' words, from who claims, tells and denies it.

Airwars' definitions (airwars.org/about/methodology), and what is read for them here:

Confirmed     a belligerent has accepted responsibility: a report's claim comes from an actor that it names
Fair          two or more credible sources: two or more independent ones
Weak          a single source claim
Contested     competing claims of responsibility: sources name actors that can't be one, or somebody denies it
Discounted    found not to have happened so: taken back by whoever said it, or only denied

Strike status: Declared (a belligerent says that it struck), Likely (several sources, no word of the belligerent), Contested (as
above), Single source claim. How credible a source is, and whether those killed were civilians, a person judges: what is proposed
here rests on claims alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from tracker.gazetteer.names import plain
from tracker.incidents.names import actors_agree, names_agree
from tracker.incidents.nouns import Grade, Graded, StrikeStatus
from tracker.incidents.sources import ages, source_keys, standing, taken_back
from tracker.model import StoredEvent


@dataclass(frozen=True, slots=True)
class _Case:
    """What speaks for and against, each in words (null where nothing does). `sources` tell of it and did not take it back."""

    sources: tuple[str, ...]
    gone: str | None
    contested: str | None
    claimed: str | None


def grade(reports: Sequence[StoredEvent]) -> Graded:
    """Propose a grade."""
    case = _case(reports)
    value: Grade
    if case.gone:
        value, why = "Discounted", case.gone
    elif case.contested:
        value, why = "Contested", case.contested
    elif case.claimed:
        value, why = "Confirmed", case.claimed
    else:
        value, why = ("Fair" if len(case.sources) > 1 else "Weak"), _told_by(case.sources)
    return Graded(value, why)


def strike_status(reports: Sequence[StoredEvent]) -> Graded | None:
    """Propose a strike status; null for detentions."""
    if reports[0].event.kind != "strike":
        return None
    case = _case(reports)
    value: StrikeStatus
    if case.gone or case.contested:
        value, why = "Contested", case.gone or case.contested or ""
    elif case.claimed:
        value, why = "Declared", case.claimed
    else:
        value, why = ("Likely" if len(case.sources) > 1 else "Single source claim"), _told_by(case.sources)
    return Graded(value, why)


def _told_by(sources: Sequence[str]) -> str:
    if len(sources) == 1:
        return f"a single source: {sources[0]}"
    return f"{len(sources)} independent sources: {_and(sources)}; no belligerent that they name has claimed it"


def _and(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _case(reports: Sequence[StoredEvent]) -> _Case:
    keys = source_keys(reports)
    stand = standing(reports)
    return _Case(
        sources=tuple(dict.fromkeys(keys[report.event.id] for report in stand)),
        gone=None if stand else _gone(reports, keys),
        contested="; ".join(filter(None, (_competing(stand, keys), _denied(reports, keys)))) or None,
        claimed=_claimed(stand, keys),
    )


def _gone(reports: Sequence[StoredEvent], keys: dict[str, str]) -> str:
    """Say why nothing stands."""
    back = set(taken_back(reports).values())
    if not back:
        return f"only a denial is told, by {_and(_names(reports, keys))}"
    return f"taken back by {_and(_names([each for each in reports if each.event.id in back], keys))}"


def _names(reports: Sequence[StoredEvent], keys: dict[str, str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for each in reports for name in each.event.claimed_by or (keys[each.event.id],)))


def _competing(stand: Sequence[StoredEvent], keys: dict[str, str]) -> str | None:
    """Say who names whom, where the latest reports of two sources name actors that can't be one."""
    age = ages(stand)
    newest = {keys[each.event.id]: each for each in sorted(stand, key=lambda e: age[e.event.id]) if each.event.actors}
    for one, other in combinations(sorted(newest), 2):
        if actors_agree(newest[one].event.actors, newest[other].event.actors) is False:
            named = ((source, _and(newest[source].event.actors)) for source in (one, other))
            return "; ".join(f"{source} names {actors}" for source, actors in named)
    return None


def _denied(reports: Sequence[StoredEvent], keys: dict[str, str]) -> str | None:
    """Say who denies it; null where the denial only took back what its own source had said."""
    told, back = {each.event.id: each for each in reports}, taken_back(reports)
    own = set(back.values())
    denials = [each for each in told.values() if each.event.status == "denied" and each.event.id not in own]
    return f"denied by {_and(sorted(_names(denials, keys)))}" if denials else None


def _claimed(stand: Sequence[StoredEvent], keys: dict[str, str]) -> str | None:
    """Say which belligerent claims it: who says so is one of those who did it."""
    for report in stand:
        source, event = keys[report.event.id], report.event
        by = (*event.claimed_by, *filter(None, [report.source]))
        actor = next((actor for actor in event.actors for name in by if _is_of(name, actor)), None)
        if actor is not None:
            return f"{actor} claims it" if _is_of(source, actor) else f"{actor} claims it, as {source} tells"
    return None


def _is_of(name: str, actor: str) -> bool:
    """Tell whether who says so is the actor, whom a report may call by less: 'the command', after 'US Africa Command'."""
    said = set(plain(name).split()) - {"the"}
    return bool(said) and (names_agree(name, actor) is True or said <= set(plain(actor).split()))
