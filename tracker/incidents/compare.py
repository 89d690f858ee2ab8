"""Compare two reports: what speaks for their telling of one happening, and what against it, with weights.

1. What can't be: another kind or scope, types that exclude each other (an arrest is no release), other countries, one article.
2. Else each aspect gives a reason with a weight (see `weights`), and the score is their sum. It is the same both ways round.
"""

from __future__ import annotations

from functools import lru_cache

from tracker.incidents import weights as w
from tracker.incidents.days import date_reason, period_reason
from tracker.incidents.names import actors_agree
from tracker.incidents.nouns import Comparison, Reason
from tracker.incidents.profile import Profile, profile
from tracker.incidents.spots import place_reason
from tracker.incidents.tolls import count_reasons, total_reasons
from tracker.model import EventType, StoredEvent


def compare(a: StoredEvent, b: StoredEvent) -> Comparison:
    """Say how far two reports may be of one happening."""
    p, q = profile(a), profile(b)
    barred = _barred(p, q)
    if barred is not None:
        return Comparison(w.NEVER, (barred,), never=True)
    total = p.scope == "aggregate"
    when = (
        None
        if p.last is None or q.last is None
        else (period_reason if total else date_reason)((p.first, p.last), (q.first, q.last))
    )
    reasons = [_type(p.type, q.type)]
    for reason in (
        when,
        place_reason(p, q),
        _actors(p.actors, q.actors) if p.actors and q.actors else None,
        _targets(p, q),
        *(total_reasons(p, q) if total else count_reasons(p, q)),
        _weapons(p, q),
        *_words(p, q, routine=when is not None and when.weight <= w.GAP[0][1]),
    ):
        if reason is not None:
            reasons.append(reason)
    return Comparison(round(sum(reason.weight for reason in reasons), 2), tuple(reasons))


def _barred(p: Profile, q: Profile) -> Reason | None:
    """Give what excludes that two reports are of one happening, whatever else agrees."""
    if p.kind != q.kind or p.scope != q.scope or frozenset((p.type, q.type)) not in w.TYPES:
        one, other = (f"{each.type}, {each.scope}" if p.scope != q.scope else each.type for each in (p, q))
        return Reason("type", w.NEVER, f"{one} and {other} are two things")
    if p.article == q.article:
        return Reason("article", w.NEVER, "one article tells them apart")
    if p.countries and q.countries and p.countries.isdisjoint(q.countries):
        return Reason("place", w.NEVER, f"in {_list(p.countries)} and in {_list(q.countries)}")
    return None


def _list(names: frozenset[str]) -> str:
    return ", ".join(sorted(names))


@lru_cache
def _type(one: EventType, other: EventType) -> Reason:
    weight = w.TYPES[frozenset((one, other))]
    return Reason("type", weight, f"both {one}" if one == other else " and ".join(sorted((one, other))))


@lru_cache(maxsize=16384)
def _actors(mine: tuple[str, ...], theirs: tuple[str, ...]) -> Reason | None:
    """Compare who did it: one side's forces under two names agree, and a name that says little ('the army') is silent."""
    agree = actors_agree(mine, theirs)
    if agree is None:
        return None
    one, other = sorted((", ".join(mine), ", ".join(theirs)))
    if one == other:
        return Reason("actor", w.SAME_ACTOR, f"both name {one}")
    return Reason("actor", w.SAME_SIDE if agree else w.OTHER_ACTOR, f"{one} and {other}")


def _targets(p: Profile, q: Profile) -> Reason | None:
    if p.targets and q.targets and (shared := p.targets & q.targets):
        return Reason("target", w.SAME_TARGET, f"both name {_list(shared)}")
    if told := (p.targets & q.told) | (q.targets & p.told):
        return Reason("target", w.TOLD_TARGET, f"both tell of {_list(told)}")
    if not p.targets and not q.targets:
        return None
    if not p.targets or not q.targets:
        return Reason("target", w.UNTOLD_TARGET, f"only one tells of {_list(p.targets or q.targets)}")
    return Reason("target", w.OTHER_TARGET, " and ".join(sorted((_list(p.targets), _list(q.targets)))))


def _weapons(p: Profile, q: Profile) -> Reason | None:
    if not p.weapons or not q.weapons:
        return None
    if shared := p.weapons & q.weapons:
        return Reason("weapon", w.SAME_WEAPON, f"both name {_list(shared)}")
    return Reason("weapon", w.OTHER_WEAPON, f"{_list(p.weapons)} here, {_list(q.weapons)} there")


def _words(p: Profile, q: Profile, *, routine: bool) -> tuple[Reason | None, ...]:
    """Compare the sentences that say so: the same one, rare words and names that both have, or none at all."""
    copies = p.group == q.group
    most = w.ROUTINE if routine and not copies else w.SAME_TEXT
    if not p.sentences.isdisjoint(q.sentences):
        return (Reason("words", min(most, w.SAME_TEXT), "the same sentence"),)
    copy = Reason("article", w.OTHERS_OF_COPY, "other sentences of two copies") if copies else None
    names, content = _names(p, q), _content(p, q)
    if names is not None and content is not None and names.weight + content.weight > most:
        return copy, Reason("words", most, f"{names.text}; {content.text}, which routine reports do")
    return copy, names, content


def _names(p: Profile, q: Profile) -> Reason | None:
    shared = p.names & q.names
    if not shared:
        return None
    return Reason("words", min(w.SHARED_NAME * len(shared), w.SHARED_NAMES_MOST), f"both name {_list(shared)}")


def _content(p: Profile, q: Profile) -> Reason | None:
    least = min(len(p.words), len(q.words))
    if least < 3:
        return None
    shared = p.words & q.words
    if not shared:
        return Reason("words", w.NO_SHARED_WORD, "not a word in common beside the usual ones")
    for number, part, weight in w.SHARED_WORDS:
        if len(shared) >= number and len(shared) >= part * least:
            return Reason("words", weight, f"both say {', '.join(sorted(shared)[:6])}")
    return None
