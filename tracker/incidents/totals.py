"""Hold a total against what is on record: 'more than 100 strikes since December', of which two reports tell of 15.

1. An incident falls in a total where its days lie in the total's (most of them), its place inside, its type is one that the total
   counts, and actors and targets agree or are silent. Of a total that names no place, the actor has to be the same by name. What
   was denied or taken back is not on record.
2. Totals that lie within another count as well, since much is only ever told as a total. Of each, and of what falls in it, the
   larger counts: never both. Of two that overlap, the larger counts, and what falls in the other alone.
3. What is left of the claim is not accounted for. A claim that is smaller than its parts is flagged, in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import timedelta
from fractions import Fraction
from functools import reduce
from typing import Final

from tracker.incidents.areas import compatible, inside
from tracker.incidents.figures import reconcilable
from tracker.incidents.names import actors_agree, one_named, opposed
from tracker.incidents.nouns import Accounted, Figure, Incident, Total
from tracker.model import CountOf, EventType

MOSTLY: Final = Fraction(1, 2)  # this part of an incident's days has to lie in a total's period: a night is half of two days
# Which types a total of a type counts: one that leaves the means open counts all, and 'air strikes' are said of drones too.
COUNTS_IN: Final[dict[EventType, frozenset[EventType]]] = {
    "strike": frozenset({"strike", "air_strike", "drone_strike", "missile_strike", "shelling"}),
    "air_strike": frozenset({"air_strike", "drone_strike", "strike"}),
    "drone_strike": frozenset({"drone_strike", "air_strike", "strike"}),
    "missile_strike": frozenset({"missile_strike", "strike"}),
    "shelling": frozenset({"shelling", "strike"}),
    "capture": frozenset({"capture", "arrest"}),
    "arrest": frozenset({"arrest", "capture"}),
    "abduction": frozenset({"abduction"}),
    "transfer": frozenset({"transfer"}),
    "release": frozenset({"release"}),
    "escape": frozenset({"escape"}),
    "held": frozenset({"held"}),  # a stock, which arrests do not sum up to
}

Bounds = tuple[int, int | None]
_NOTHING: Final[Bounds] = (0, 0)


def account(total: Incident, items: Sequence[Incident], totals: Sequence[Incident]) -> Total:
    """Hold a total against incidents and other totals, of which those count that fall in it."""
    found = tuple(item for item in _sorted(items) if falls_in(total, item))
    others = [other for other in _sorted(totals) if other.id != total.id and other.scope == "aggregate"]
    parts = [other for other in others if lies_within(total, other)]
    within = [other for other in others if lies_within(other, total)]
    nested = {other.id for other in (*parts, *within)}
    numbers = tuple(_accounted(figure, _sum(figure.of, found, parts)) for figure in total.figures)
    return Total(
        total=total,
        items=found,
        numbers=numbers,
        within=tuple(other.id for other in within),
        holds=tuple(other.id for other in parts),
        overlaps=tuple(other.id for other in others if other.id not in nested and overlap(total, other)),
        flags=tuple(_flags(total, numbers, others)),
    )


def _sorted(incidents: Iterable[Incident]) -> list[Incident]:
    return sorted(incidents, key=lambda each: (each.date.end.isoformat() if each.date else "", each.id))


def falls_in(total: Incident, item: Incident) -> bool:
    """Tell whether an incident is one of those that a total counts."""
    if item.id == total.id or item.scope != "incident" or item.status == "denied" or item.grade.value == "Discounted":
        return False
    return _counts_type(total, item) and _mostly_in(total, item) and _placed_in(total, item) and _same_sides(total, item)


def lies_within(total: Incident, part: Incident) -> bool:
    """Tell whether a total is part of another: its whole period lies in the other's, and so does all that it counts."""
    if part.id == total.id or not _counts_type(total, part) or not _same_sides(total, part) or not _spans(total, part):
        return False
    # Two that hold each other count the same, but for a type that leaves the means open: that one is the whole.
    return not _spans(part, total) or not _counts_type(part, total) or _breadth(total) > _breadth(part)


def same_extent(one: Incident, other: Incident) -> bool:
    """Tell two totals that claim to count the same: same days, same sides, types and places that hold each other."""
    types = _counts_type(one, other) and _counts_type(other, one) and _breadth(one) == _breadth(other)
    return types and _spans(one, other) and _spans(other, one) and _same_sides(one, other)


def _breadth(total: Incident) -> int:
    return len(COUNTS_IN[total.type])


def _spans(whole: Incident, part: Incident) -> bool:
    """Tell whether days and places of a total lie in another's; a part that names no place has to be of the same actor."""
    mine, theirs = _period(whole), _period(part)
    if mine is None or theirs is None or theirs[0] < mine[0] or theirs[1] > mine[1]:
        return False
    if whole.places and not part.places:
        return one_named(whole.actors, part.actors)
    return _covers(whole, part) if whole.places else not part.places or one_named(whole.actors, part.actors)


def _covers(whole: Incident, part: Incident) -> bool:
    return all(any(inside(place, other) for other in whole.places) for place in part.places)


def overlap(one: Incident, other: Incident) -> bool:
    """Tell whether two totals may count the same happenings: days, places, types and sides in common."""
    mine, theirs = _period(one), _period(other)
    if mine is None or theirs is None or mine[0] > theirs[1] or theirs[0] > mine[1]:
        return False
    placed = not one.places or not other.places or any(compatible(a, b) for a in one.places for b in other.places)
    return placed and (_counts_type(one, other) or _counts_type(other, one)) and _same_sides(one, other)


def _counts_type(total: Incident, item: Incident) -> bool:
    return item.kind == total.kind and item.type in COUNTS_IN[total.type]


def _same_sides(total: Incident, item: Incident) -> bool:
    return actors_agree(total.actors, item.actors) is not False and not opposed(total.targets, item.targets)


def _period(total: Incident) -> tuple[int, int] | None:
    """Give the first and last day, as ordinals; null where the period is not known."""
    if total.date is None or total.date.start is None:
        return None
    return total.date.start.toordinal(), total.date.end.toordinal()


def _mostly_in(total: Incident, item: Incident) -> bool:
    """Tell whether most days of an item lie in the period; of one known by the day it was told, that day and the one before."""
    period = _period(total)
    if period is None or item.date is None:
        return False
    last = item.date.end
    first = item.date.start or last - timedelta(days=1)
    common = min(period[1], last.toordinal()) - max(period[0], first.toordinal()) + 1
    return common >= MOSTLY * ((last - first).days + 1)


def _placed_in(total: Incident, item: Incident) -> bool:
    if not total.places:  # anywhere, if it is known by whom
        return one_named(total.actors, item.actors)
    return any(inside(place, whole) for place in item.places for whole in total.places)


def _sum(of: CountOf, items: Sequence[Incident], parts: Sequence[Incident]) -> Bounds:
    """Sum a number up over incidents and part totals, no happening twice."""
    left, found = list(items), _NOTHING
    for part in _apart([part for part in parts if _figure(part, of)], of):
        own = {item.id: item for item in left if falls_in(part, item)}
        deeper = [other for other in parts if lies_within(part, other)]
        claimed, summed = _best(part, of), _sum(of, tuple(own.values()), deeper)
        found = _plus(found, max(claimed, summed, key=lambda each: (each[0], each[1] is not None)))
        left = [item for item in left if item.id not in own]
    return reduce(_plus, (_best(item, of) for item in left), found)


def _plus(one: Bounds, other: Bounds) -> Bounds:
    return one[0] + other[0], None if one[1] is None or other[1] is None else one[1] + other[1]


def _apart(parts: Sequence[Incident], of: CountOf) -> list[Incident]:
    """Choose part totals that count nothing in common: those in no other part, of what overlaps the largest."""
    outer = [part for part in parts if not any(lies_within(other, part) for other in parts)]
    chosen: list[Incident] = []
    for part in sorted(outer, key=lambda each: (-_best(each, of)[0], each.id)):
        if not any(overlap(part, other) for other in chosen):
            chosen.append(part)
    return chosen


def _figure(incident: Incident, of: CountOf) -> Figure | None:
    return next((figure for figure in incident.figures if figure.of == of), None)


def _best(incident: Incident, of: CountOf) -> Bounds:
    """Give an incident's best figure. Where it has none: a strike is at least one, else nothing is on record."""
    figure = _figure(incident, of)
    if figure is not None:
        return figure.best_low, figure.best_high
    return (1, None) if of == "strikes" else _NOTHING


def _accounted(figure: Figure, found: Bounds) -> Accounted:
    """Take what is on record from what is claimed; of a record that is open, what it has at least."""
    low, high = figure.best_low, figure.best_high
    return Accounted(
        of=figure.of,
        claimed_low=low,
        claimed_high=high,
        found_low=found[0],
        found_high=found[1],
        missing_low=max(0, low - (found[0] if found[1] is None else found[1])),
        missing_high=None if high is None else max(0, high - found[0]),
    )


def _flags(total: Incident, numbers: Sequence[Accounted], others: Sequence[Incident]) -> Iterable[str]:
    """Say what contradicts a total."""
    for number in numbers:
        if number.claimed_high is not None and number.found_low > number.claimed_high:
            found, claimed = _range(number.found_low, number.found_high), _range(number.claimed_low, number.claimed_high)
            yield f"what is on record sums up to {_words(number.of, found)}, more than the {claimed} claimed"
    for other in others:
        for mine in total.figures:
            theirs = _figure(other, mine.of)
            if theirs is not None and (flag := _contradiction(total, mine, other, theirs)):
                yield flag


def _contradiction(total: Incident, mine: Figure, other: Incident, theirs: Figure) -> str | None:
    said = _range(theirs.best_low, theirs.best_high)
    if lies_within(total, other) and _more(theirs, mine):
        return f"holds {other.id}, which claims more {_words(mine.of)} ({said})"
    if lies_within(other, total) and _more(mine, theirs):
        return f"lies within {other.id}, which claims fewer {_words(mine.of)} ({said})"
    apart = not reconcilable([(mine.best_low, mine.best_high), (theirs.best_low, theirs.best_high)])
    if apart and same_extent(total, other):
        return f"{other.id} counts the same, and claims {_words(mine.of, said)}"
    return None


def _more(one: Figure, other: Figure) -> bool:
    return other.best_high is not None and one.best_low > other.best_high


def _range(low: int, high: int | None) -> str:
    """Say a number with its bounds: '101+', '10', '10-12'."""
    return f"{low}+" if high is None else (str(low) if low == high else f"{low}-{high}")


def _words(of: CountOf, said: str = "") -> str:
    return " ".join(filter(None, (said, of.replace("_", " "))))
