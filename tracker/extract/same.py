"""Tell whether two mentions agree in one field (type, date, place), or one is silent in it. Numbers are in `agree`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.extract.scope import reach
from tracker.model import Count, EventType, Place

if TYPE_CHECKING:
    from tracker.extract.link import Linked

# Types that two tellings of one happening may use for each other.
_FAMILIES: tuple[frozenset[EventType], ...] = (
    frozenset({"strike", "air_strike"}),
    frozenset({"strike", "drone_strike"}),
    frozenset({"strike", "missile_strike"}),
    frozenset({"strike", "shelling"}),
    frozenset({"air_strike", "drone_strike"}),
    frozenset({"drone_strike", "missile_strike"}),
    frozenset({"missile_strike", "shelling"}),
    frozenset({"capture", "arrest"}),
    frozenset({"capture", "abduction"}),
    frozenset({"arrest", "abduction"}),
)


def types_agree(a: EventType, b: EventType) -> bool:
    """Tell whether two tellings of one happening may use these types."""
    return a == b or any({a, b} <= family for family in _FAMILIES)


def dates_agree(a: Linked, b: Linked) -> bool:
    """Tell whether the dates overlap; borrowed ones never speak against each other."""
    if a.date is None or b.date is None or a.date.start is None or b.date.start is None:
        return True
    if "date" in a.borrowed and "date" in b.borrowed:
        return True
    if reach(a).scope == reach(b).scope == "aggregate" and a.date.basis == b.date.basis == "text":
        return (a.date.start, a.date.end) == (b.date.start, b.date.end)  # totals of two stretches are two totals
    return a.date.start <= b.date.end and b.date.start <= a.date.end


def places_agree(a: Linked, b: Linked) -> bool:
    """Tell whether the places share a name, or one lies in the other; borrowed ones speak against nothing."""
    if not a.places or not b.places:
        return True
    if "places" in a.borrowed or "places" in b.borrowed:
        return True
    if _is_nearer(a, b):
        return True
    mine, theirs = {key(p.name) for p in a.places}, {key(p.name) for p in b.places}
    if mine & theirs or any(x in y or y in x for x in mine for y in theirs) or same_toll(a, b):
        return True
    return any(_inside(p.place, q.place) or _inside(q.place, p.place) for p in a.places for q in b.places)


# How many sentences on 'the attack' still goes on about one place.
_SOON = 2
_QUARTER = re.compile(r"\b(?:neighbou?rhoods?|quarter|suburb|district|area|market|school|hospital|camp|street)\b", re.IGNORECASE)


def _is_nearer(a: Linked, b: Linked) -> bool:
    """Tell words that go on about a strike, with the quarter or the distance that the first telling left out."""
    soon = 0 <= b.mention.sentence.index - a.mention.sentence.index <= _SOON
    if not soon or not b.mention.weak or a.mention.kind != "strike" or "item" in {a.mention.sentence.role, b.mention.sentence.role}:
        return False
    return all(_QUARTER.search(p.place.text) or p.cue in _FROM_AFAR for p in b.places)


_FROM_AFAR = frozenset({f"{way} of" for way in "north south east west northeast northwest southeast southwest".split()})


# A toll this high is not shared by chance.
_TELLING = 3


def same_toll(a: Linked, b: Linked) -> bool:
    """Tell one happening told twice by its toll, where one place is a quarter or a site that the other may hold."""
    if not any(p.place.precision in {"site", "unknown", "town", "district"} for p in (*a.places, *b.places)):
        return False
    tolls = [(x, y) for x in harm(a) for y in harm(b) if x.of == y.of]
    return bool(tolls) and all(overlap(x, y) for x, y in tolls) and sum(x.low for x, _ in tolls) >= _TELLING


def harm(part: Linked) -> list[Count]:
    """Give the whole figures of killed and wounded, none that are zero."""
    return [c for c in part.mention.counts if c.of in {"killed", "wounded"} and c.group is None and c.low]


def overlap(a: Count, b: Count) -> bool:
    """Tell figures that may be one; '100' and 'more than 100' may."""
    slack = int(a.high is None or b.high is None)
    return (b.high is None or a.low - slack <= b.high) and (a.high is None or b.low - slack <= a.high)


def _inside(small: Place, large: Place) -> bool:
    if large.precision == "country":
        return small.country is not None and small.country == large.country
    if small.admin1 is None or small.country != large.country:
        return False
    if large.precision == "province":
        return key(small.admin1) in {key(large.admin1 or ""), key(large.name)}
    return key(small.admin1) == key(large.name)  # a village in the province that is named like its capital


def key(name: str) -> str:
    """Give a name as it is compared: no case, no punctuation."""
    return re.sub(r"\W+", " ", name).casefold().strip()
