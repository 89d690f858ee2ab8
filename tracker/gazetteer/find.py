"""What may bear a name, in the order in which it would be chosen where no article says more, and why."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from tracker.gazetteer import names
from tracker.gazetteer.database import Gazetteer
from tracker.gazetteer.entry import Entry, kilometres, preference

Match = Literal["name", "other name", "other spelling", "a letter or two off"]
_ORIGINS = {
    "hand": "added by hand: before all others",
    "imported": "imported",
    "installed": "installed",
    "built-in": "built in",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean. `away_km` is how far it is from the place that it was asked to be near, null if from none."""

    entry: Entry
    match: Match
    away_km: float | None
    reasons: tuple[str, ...]


def find(gazetteer: Gazetteer, name: str, country: str | None = None, near: Entry | None = None) -> tuple[Candidate, ...]:
    """List what may bear a name, the likeliest first.

    1. Bearers of the name, or of another name that is spelt so; only where a country has none, what is spelt alike there.
    2. Those added by hand; then the nearest, where a place to be near is given.
    3. The most telling kind and the largest, as `preference` weighs them.
    """
    found = [(entry, _match(name, entry)) for entry in gazetteer.candidates(name) if country in (None, entry.country)]
    land = country or (near.country if near is not None else None)
    if land is not None and not any(entry.country == land for entry, _ in found):
        found += [(entry, _likeness(name, entry)) for entry in gazetteer.similar(name, (land,))]
    candidates = [_candidate(entry, match, near) for entry, match in found]
    return tuple(sorted(candidates, key=_order))


def _order(candidate: Candidate) -> tuple[bool, bool, float, float, str]:
    entry = candidate.entry
    unlike = candidate.match in ("other spelling", "a letter or two off")
    # By tens of km: the town and the province that has its point are equally near.
    away = round(candidate.away_km / 10) if candidate.away_km is not None else math.inf
    return unlike, entry.origin != "hand", away, -preference(entry), entry.id


def _match(name: str, entry: Entry) -> Match:
    return "name" if names.key(name) == names.key(entry.name) else "other name"


def _likeness(name: str, entry: Entry) -> Match:
    alike = names.skeleton(names.key(name)) == names.skeleton(names.key(entry.name))
    return "other spelling" if alike else "a letter or two off"


def _candidate(entry: Entry, match: Match, near: Entry | None) -> Candidate:
    away = _away(entry, near)
    reasons = [match if match == "name" else f"{match}: {entry.name}"]
    if entry.origin == "hand":
        reasons.append(_ORIGINS["hand"])
    if near is not None:
        reasons.append(f"{away:.0f} km from {near.name}" if away is not None else "has no point")
    reasons.append(entry.kind)
    if entry.population:
        reasons.append(f"population {entry.population:,}")
    elif entry.kind == "town":
        reasons.append("population not known")
    if entry.origin != "hand":
        reasons.append(_ORIGINS[entry.origin])
    return Candidate(entry, match, away, tuple(reasons))


def _away(entry: Entry, near: Entry | None) -> float | None:
    if near is None or near.latitude is None or near.longitude is None or entry.latitude is None or entry.longitude is None:
        return None
    return kilometres((near.latitude, near.longitude), (entry.latitude, entry.longitude))
