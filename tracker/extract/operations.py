"""Tell one operation that takes several people, in several sentences, from several happenings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from tracker.extract.same import dates_agree, key, places_agree
from tracker.extract.same_actor import actors_agree

if TYPE_CHECKING:
    from tracker.extract.link import Linked

# How many sentences on a passage still tells of one operation.
_REACH = 5

_ADDS = re.compile(r"\b(?:also|additional(?:ly)?|another|others?|further|as well|more)\b", re.IGNORECASE)

_OPERATION = re.compile(r"\b(?:operation|raid|search|sweep|mission)\b", re.IGNORECASE)

_TAKEN = frozenset({"capture", "arrest"})


def adds(a: Linked, b: Linked) -> bool:
    """Tell whether b adds people to the operation that a tells of: 'arrested a leader and detained two men', 'also detained'.

    One operation that takes a leader and others is one record, its counts added (CODEBOOK).
    """
    if not one_operation(a, b) or retells(a, b):
        return False
    if a.mention.sentence.index == b.mention.sentence.index:
        return True
    return bool(_ADDS.search(b.mention.sentence.text) or _OPERATION.search(b.mention.sentence.text))


def one_operation(a: Linked, b: Linked) -> bool:
    """Tell takings of one passage that share time, place and captor, as far as they say."""
    near = 0 <= b.mention.sentence.index - a.mention.sentence.index <= _REACH
    if not near or not {a.mention.type, b.mention.type} <= _TAKEN or b.mention.sentence.role == "item":
        return False
    if b.mention.places and not {key(p.name) for p in b.mention.places} & {key(p.name) for p in a.places}:
        return False
    return dates_agree(a, b) and places_agree(a, b) and actors_agree(a, b)


def retells(a: Linked, b: Linked) -> bool:
    """Tell whether b names people of a again: the same noun, or 'the individual' for one who was told of."""
    mine, theirs = {head_word(t) for t in a.mention.targets}, {head_word(t) for t in b.mention.targets}
    if not mine or not theirs or mine & theirs:
        return not _MORE_PEOPLE.search(b.mention.sentence.text)
    return bool(theirs & _ANY_PERSON) and not _MORE_PEOPLE.search(b.mention.sentence.text)


def names_one(a: Linked, b: Linked) -> bool:
    """Tell a retelling that speaks of one of several ('the leader and four others', then 'the leader') from another figure."""
    one = any((c.low, c.high) == (1, 1) for p in (a, b) for c in p.mention.counts if c.of == "detained")
    return one and a.mention.sentence.index != b.mention.sentence.index


_MORE_PEOPLE = re.compile(
    r"\bothers\b|\b(?:other|another|additional|more|further) (?!questioning|information|than|details|investigation)\w+",
    re.IGNORECASE,
)

_ANY_PERSON = frozenset(
    {"individual", "man", "men", "person", "people", "suspect", "target", "him", "them", "he", "they", "detainee"}
)


def head_word(name: str) -> str:
    word = key(name).split(" of ")[0].split()[-1:] or [""]
    return word[0].removesuffix("s")
