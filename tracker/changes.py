"""What differs between two readings: the words of two versions of a text, the events of two versions or of two parsers. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from tracker.model import Event

PieceKind = Literal["same", "removed", "added"]

FIELDS = ("type", "scope", "status", "date", "places", "actors", "targets", "weapons", "counts", "claimed_by", "confidence")

_WORD = re.compile(r"\S+\s*")
_BARE = re.compile(r"\w+")
_LONG = 1_000  # words: from there on, difflib may pass over the most frequent ones, or it takes minutes
_ENOUGH = 2.5  # of 7: see `_likeness`


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand in both texts, or in one of them alone."""

    kind: PieceKind
    text: str


@dataclass(frozen=True, slots=True)
class Altered:
    """An event that both readings have, and the names of the fields (`FIELDS`, 'evidence') that differ."""

    old: Event
    new: Event
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EventChanges:
    """What became of the events of one reading in another: those of `same` differ at most in where their words stand."""

    gained: tuple[Event, ...] = ()
    lost: tuple[Event, ...] = ()
    altered: tuple[Altered, ...] = ()
    same: int = 0

    def __bool__(self) -> bool:
        """Say whether anything differs."""
        return bool(self.gained or self.lost or self.altered)


def compare_words(old: str, new: str) -> list[tuple[Piece, ...]]:
    """Give the paragraphs of two texts, in order, each with the words that were removed and added."""
    left, right = old.split("\n"), new.split("\n")
    found: list[tuple[Piece, ...]] = []
    for tag, i, j, k, m in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if tag == "equal":
            found += [(Piece("same", line),) for line in left[i:j]]
        else:
            found += _compare_blocks(left[i:j], right[k:m])
    return [pieces for pieces in found if any(piece.text.strip() for piece in pieces)]


def _compare_blocks(left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[Piece, ...]]:
    """Pair the paragraphs of a changed block that have most in common, in order; the rest came or went whole."""
    at = 0
    for line in left:
        rates = [(_common(line, other), -place) for place, other in enumerate(right[at:], at)]
        rate, place = max(rates, default=(0.0, 0))
        if rate < 0.4:
            yield (Piece("removed", line),)
            continue
        yield from ((Piece("added", other),) for other in right[at:-place])
        yield tuple(_pieces(line, right[-place]))
        at = 1 - place
    yield from ((Piece("added", other),) for other in right[at:])


def _common(one: str, other: str) -> float:
    """Give the share of words that two paragraphs have in common."""
    left, right = _words(one), _words(other)
    return len(left & right) / len(left | right) if left and right else 0.0


def _words(text: str) -> set[str]:
    return set(_BARE.findall(text.casefold()))


def _pieces(old: str, new: str) -> Iterator[Piece]:
    left, right = _WORD.findall(old), _WORD.findall(new)
    bare = [word.rstrip() for word in left], [word.rstrip() for word in right]
    matcher = SequenceMatcher(None, *bare, autojunk=max(map(len, bare)) > _LONG)
    for tag, i, j, k, m in matcher.get_opcodes():
        if tag == "equal":
            yield Piece("same", "".join(right[k:m]))
            continue
        if i < j:
            yield Piece("removed", "".join(left[i:j]))
        if k < m:
            yield Piece("added", "".join(right[k:m]))


def compare_events(old: Sequence[Event], new: Sequence[Event]) -> EventChanges:
    """Pair the events of two readings of one article, the likest first, and say what came, went or is told otherwise."""
    pairs = pair_events(old, new)
    altered = [Altered(old[i], new[j], fields) for i, j in sorted(pairs.items()) if (fields := _differing(old[i], new[j]))]
    return EventChanges(
        gained=tuple(event for j, event in enumerate(new) if j not in pairs.values()),
        lost=tuple(event for i, event in enumerate(old) if i not in pairs),
        altered=tuple(altered),
        same=len(pairs) - len(altered),
    )


def pair_events(old: Sequence[Event], new: Sequence[Event]) -> dict[int, int]:
    """Pair the events of two readings of one article by their places in them, the likest first."""
    words = [[_words(" ".join(piece.text for piece in event.evidence)) for event in events] for events in (old, new)]
    likest = sorted(
        (-_likeness(one, other, words[0][i], words[1][j]), i, j)
        for i, one in enumerate(old)
        for j, other in enumerate(new)
        if one.kind == other.kind
    )
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for likeness, i, j in likest:
        if -likeness >= _ENOUGH and i not in pairs and j not in taken:
            pairs[i] = j
            taken.add(j)
    return pairs


def _likeness(one: Event, other: Event, left: set[str], right: set[str]) -> float:
    """Grade how far two events are one: up to 4 for the words that say so, 1 for the type, a half each for what else is equal."""
    shared = len(left & right) / len(left | right) if left and right else 0.0
    equal = sum(_fact(one, name) == _fact(other, name) for name in ("id", "date", "places", "targets"))
    return 4 * shared + (one.type == other.type) + 0.5 * equal


def _fact(event: Event, name: str) -> object:
    """Give a field as far as it says something of what happened."""
    if name == "places":
        return [place.name for place in event.places]
    if name == "date":
        return event.date and (event.date.start, event.date.end)
    return getattr(event, name)


def _differing(one: Event, other: Event) -> tuple[str, ...]:
    fields = [name for name in FIELDS if getattr(one, name) != getattr(other, name)]
    if [piece.text for piece in one.evidence] != [piece.text for piece in other.evidence]:
        fields.append("evidence")
    return tuple(fields)
