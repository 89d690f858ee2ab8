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
from tracker.incidents.sources import Told, told
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
    return judged(told(reports))[0]


def strike_status(reports: Sequence[StoredEvent]) -> Graded | None:
    """Propose a strike status; null for detentions."""
    return judged(told(reports))[1]


def judged(case: Told) -> tuple[Graded, Graded | None]:
    """Propose grade and strike status where it is known who says it."""
    found = _case(case)
    return _grade(found), _status(found) if case.reports[0].event.kind == "strike" else None


def _grade(case: _Case) -> Graded:
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


def _status(case: _Case) -> Graded:
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


def _case(case: Told) -> _Case:
    return _Case(
        sources=tuple(dict.fromkeys(map(case.source, case.standing))),
        gone=None if case.standing else _gone(case),
        contested="; ".join(filter(None, (_competing(case), _denied(case)))) or None,
        claimed=_claimed(case),
    )


def _gone(case: Told) -> str:
    """Say why nothing stands."""
    back = set(case.back.values())
    if not back:
        return f"only a denial is told, by {_and(_names(case.reports, case))}"
    return f"taken back by {_and(_names([each for each in case.reports if each.event.id in back], case))}"


def _names(reports: Sequence[StoredEvent], case: Told) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for each in reports for name in each.event.claimed_by or (case.source(each),)))


def _competing(case: Told) -> str | None:
    """Say who names whom, where the latest reports of two sources name actors that can't be one."""
    newest = {case.source(each): each.event.actors for each in case.by_age(case.standing) if each.event.actors}
    # Of sources that name actors in the same words, one is asked.
    said = {actors: source for source, actors in sorted(newest.items(), reverse=True)}
    for one, other in combinations(sorted(said, key=said.__getitem__), 2):
        if actors_agree(one, other) is False:
            return "; ".join(f"{said[actors]} names {_and(actors)}" for actors in (one, other))
    return None


def _denied(case: Told) -> str | None:
    """Say who denies it; null where the denial only took back what its own source had said."""
    own = set(case.back.values())
    denials = [each for each in case.reports if each.event.status == "denied" and each.event.id not in own]
    return f"denied by {_and(sorted(_names(denials, case)))}" if denials else None


def _claimed(case: Told) -> str | None:
    """Say which belligerent claims it: who says so is one of those who did it."""
    for report in case.standing:
        source, event = case.source(report), report.event
        by = (*event.claimed_by, *filter(None, [report.source]))
        actor = next((actor for actor in event.actors for name in by if _is_of(name, actor)), None)
        if actor is not None:
            return f"claimed by {actor}" if _is_of(source, actor) else f"claimed by {actor}, as {source} tells"
    return None


def _is_of(name: str, actor: str) -> bool:
    """Tell whether who says so is the actor, whom a report may call by less: 'the command', after 'US Africa Command'."""
    said = set(plain(name).split()) - {"the"}
    return bool(said) and (names_agree(name, actor) is True or said <= set(plain(actor).split()))
