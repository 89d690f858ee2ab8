"""Tell whether two mentions may be of one happening: of one kind, and no field of the one speaks against the other's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.extract.operations import adds, head_word, names_one, one_operation, retells
from tracker.extract.same import dates_agree, harm, key, overlap, places_agree, same_toll, types_agree
from tracker.extract.same_actor import actors_agree
from tracker.model import Count

if TYPE_CHECKING:
    from tracker.extract.link import Linked


def agree(a: Linked, b: Linked) -> bool:
    """Tell whether two mentions may be of one happening, the one told first being `a`."""
    same_breath = a.mention.sentence.index == b.mention.sentence.index and b.mention.token in a.mention.conjuncts
    if {a.mention.type, b.mention.type} & _TAKING and {a.mention.type, b.mention.type} & _LEAVING:
        return False  # 'arrested nine suspects and freed five hostages'
    if a.mention.kind != b.mention.kind or not (same_breath or types_agree(a.mention.type, b.mention.type)):
        return False
    if (
        a.mention.sentence.role == "item"
        and b.mention.sentence.role == "item"
        and a.mention.sentence.index != b.mention.sentence.index
    ):
        return False
    if a.mention.type != b.mention.type and not _same_people(a, b):
        return False
    if a.mention.sentence.index == b.mention.sentence.index and _told_apart(a, b) and not adds(a, b):
        return False
    if not _means_agree(a, b):
        return False
    if (a.mention.sentence.role == "item") != (b.mention.sentence.role == "item") and not _linked_to_item(a, b):
        return False
    return dates_agree(a, b) and places_agree(a, b) and actors_agree(a, b) and _counts_agree(a, b)


_TAKING = frozenset({"arrest", "capture", "abduction"})
_LEAVING = frozenset({"release", "escape"})


def _means_agree(a: Linked, b: Linked) -> bool:
    """Tell one strike told by two means ('shells', then 'rocket fire') by a place, a toll or words that lean on the first."""
    types = {a.mention.type, b.mention.type}
    if a.mention.kind != "strike" or len(types) == 1 or "strike" in types or b.mention.weak or b.mention.anaphor:
        return True
    if a.mention.sentence.index == b.mention.sentence.index or same_toll(a, b):
        return True
    return bool(a.mention.places) or not b.mention.places


def _same_people(a: Linked, b: Linked) -> bool:
    """Tell people who are 'abducted' here and 'captured' there from their abductors, who were captured."""
    if "abduction" not in {a.mention.type, b.mention.type}:
        return True
    mine, theirs = ({head_word(t) for t in p.mention.targets} for p in (a, b))
    return bool(mine & _ABDUCTORS) == bool(theirs & _ABDUCTORS)


_ABDUCTORS = frozenset({"kidnapper", "abductor", "captor", "bandit", "gunmen", "gunman", "pirate"})


def _linked_to_item(a: Linked, b: Linked) -> bool:
    """Tell running text that speaks of a list's item by its place or toll from text about the list as a whole."""
    return bool({key(p.name) for p in a.mention.places} & {key(p.name) for p in b.mention.places}) or same_toll(a, b)


def _told_apart(a: Linked, b: Linked) -> bool:
    """Tell two happenings of one sentence: each has its own number of strikes, or its own people."""
    for of in ("strikes", "detained", "transferred", "released", "escaped"):
        mine = {(c.low, c.high) for c in a.mention.counts if c.of == of}
        theirs = {(c.low, c.high) for c in b.mention.counts if c.of == of}
        if mine and theirs and mine != theirs:
            return True
    return False


def _counts_agree(a: Linked, b: Linked) -> bool:
    if adds(a, b) or (one_operation(a, b) and retells(a, b) and names_one(a, b)):
        return True
    if _undecided(a) != _undecided(b) and a.mention.kind == "detention":
        return False  # 'captured or killed' is no figure of those who were captured
    strict = ("strikes", "munitions", "detained", "transferred", "released", "escaped")
    same_spot = {key(p.name) for p in a.places} & {key(p.name) for p in b.places}
    for of in strict if same_spot else (*strict, "killed", "wounded"):
        mine = next((c for c in a.mention.counts if c.of == of and c.group is None), None)
        theirs = next((c for c in b.mention.counts if c.of == of and c.group is None), None)
        if mine and theirs and not overlap(mine, theirs) and not _of_civilians(mine, theirs):
            return False
    return all(_may_conflict(x, y) for x in harm(a) for y in harm(b) if x.of == y.of)


def _of_civilians(a: Count, b: Count) -> bool:
    """Tell 'no civilians were harmed', which speaks against no toll of fighters."""
    return any(c.high == 0 and _CIVILIAN.search(c.text) for c in (a, b))


_CIVILIAN = re.compile(r"\b(?:civilians?|residents|children|women|bystanders)\b", re.IGNORECASE)


def _undecided(part: Linked) -> bool:
    return any(c.of == "killed_or_captured" for c in part.mention.counts)


# Tolls of one happening conflict, but not by more than this (the first reports of a strike against the last).
_CONFLICT = 3


def _may_conflict(a: Count, b: Count) -> bool:
    return overlap(a, b) or max(a.low, b.low) <= _CONFLICT * max(1, min(a.low, b.low))
