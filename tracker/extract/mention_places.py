"""Choose the places of a mention among those of its sentence: the nearest, and of these the most specific."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.extract import attach

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.extract.mentions import Setting
    from tracker.extract.parsed import Token
    from tracker.extract.places import PlaceMention
    from tracker.extract.trigger import Trigger

_RANK = {"site": 0, "town": 1, "district": 2, "province": 3, "country": 5, "unknown": 1}

_NOT_HERE = {"strike": {"from", "to", "for"}, "detention": {"to", "into", "for"}}


def mention_places(setting: Setting, trigger: Trigger, token: Token, tokens: list[Token]) -> tuple[PlaceMention, ...]:
    """Give the places of a mention. `tokens` are all triggers of the sentence, each of which may have its own."""
    base = setting.sentence.start
    ranked: list[tuple[float, int, PlaceMention]] = []
    for n, place in enumerate(setting.places):
        if place.demonym or place.dateline or place.heading or place.actor_like:
            continue
        if place.cue in _NOT_HERE[trigger.kind]:
            continue
        head = attach.span_token(setting.doc, place.start - base, place.end - base)
        if head is None:
            continue
        price = attach.cost(token, head)
        others = [attach.cost(t, head) for t in tokens if t != token]
        if others and min(others) + 2 < price and _has_own(setting, token, tokens):
            price += 2 * attach.WALL  # it is another trigger's place
        ranked.append((price, n, place))
    near = [r for r in ranked if r[0] < attach.WALL]
    chosen = _most_specific(near or [r for r in ranked if r[0] < 2 * attach.WALL], setting.places)
    return _with_coordinated(chosen, [r[2] for r in near], setting)


def _has_own(setting: Setting, token: Token, tokens: list[Token]) -> bool:
    """Tell whether some other place is nearest to this trigger."""
    base = setting.sentence.start
    for place in setting.places:
        if place.demonym or place.actor_like:
            continue
        head = attach.span_token(setting.doc, place.start - base, place.end - base)
        if head is not None and min(tokens, key=lambda t: attach.cost(t, head)) == token:
            return True
    return False


def _width(place: PlaceMention) -> int:
    """Rank a place by how much it covers; a sea or a region of no country covers most."""
    nowhere = place.place.country is None and place.place.precision in {"unknown", "province"}
    return _RANK["country"] + 1 if nowhere else _RANK[place.place.precision]


def _most_specific(ranked: list[tuple[float, int, PlaceMention]], places: Sequence[PlaceMention]) -> tuple[PlaceMention, ...]:
    """Keep the most specific places: none that another stands in, none wider than the nearest ones of its kind."""
    if not ranked:
        return ()
    best = min(_width(r[2]) for r in ranked)
    kept = [r for r in ranked if _width(r[2]) == best]
    kept = [r for r in kept if not any(_within(r[2], other[2]) for other in kept)]
    first = min(kept)
    out = [r for r in kept if r is first or _joined(first[2], r[2], places)]
    return tuple(r[2] for r in sorted(out, key=lambda r: r[2].start))


def _within(wide: PlaceMention, phrase: PlaceMention) -> bool:
    """Tell the province in 'the village of X in Y province' where X, which nothing knows, has Y's point."""
    return phrase.start < wide.start and wide.end <= phrase.end


_LIST_WORDS = re.compile(r"(?:[\s,/]|\b(?:and|or|both|as well as|in|on|near|around|the|of)\b|['’]s?)*")


def _with_coordinated(chosen: tuple[PlaceMention, ...], near: Sequence[PlaceMention], setting: Setting) -> tuple[PlaceMention, ...]:
    """Add the places that stand in one list with those chosen, wide or narrow: 'southern Lebanon and the Bekaa'."""
    out = list(chosen)
    for place in sorted(near, key=lambda p: p.start):
        if place in out or any(_holds(place, p, setting.places) for p in out):
            continue
        if any(_listed(place, p, setting) for p in out):
            out.append(place)
    return tuple(sorted(out, key=lambda p: p.start))


def _holds(wide: PlaceMention, narrow: PlaceMention, places: Sequence[PlaceMention]) -> bool:
    """Tell a place that another stands in: it was said so, or the one is the other's country or province."""
    if wide.place.precision == "country" and not wide.place.name.split()[0].islower():
        return wide.place.country == narrow.place.country
    same_division = wide.place.admin1 is not None and wide.place.admin1 == narrow.place.admin1
    return same_division and _RANK[wide.place.precision] > _RANK[narrow.place.precision]


def _listed(a: PlaceMention, b: PlaceMention, setting: Setting) -> bool:
    """Tell places of one list: between them stand only its words and other places of it."""
    left, right = sorted((a, b), key=lambda p: p.start)
    base = setting.sentence.start
    between = setting.sentence.text[left.end - base : right.start - base]
    for other in sorted(setting.places, key=lambda p: -p.start):
        if left.end <= other.start and other.end <= right.start and not other.demonym:
            between = between[: other.start - left.end] + between[other.end - left.end :]
    return _LIST_WORDS.fullmatch(between) is not None and re.search(r"\b(?:and|or)\b|,|/", between) is not None


def _joined(a: PlaceMention, b: PlaceMention, places: Sequence[PlaceMention]) -> bool:
    """Tell places of one enumeration ('A, B and C') from a second phrase."""
    left, right = sorted((a, b), key=lambda p: p.start)
    if 0 <= right.start - left.end <= len(" in ") and right.cue in {"in", "of"}:
        return False  # 'X in Y' is one place
    between = [p for p in places if left.end <= p.start < right.start]
    return right.cue in {left.cue, "and", None, "in"} and right.start - left.end < 60 + 40 * len(between)
