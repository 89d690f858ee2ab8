"""Find the side behind an instrument, a weapon or a strike: 'Israeli' of 'Israeli warplanes', the army of 'the army's shelling'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.extract.lexicon_actors import (
    CALENDAR,
    COUNTRIES,
    DEMONYMS,
    GROUP_NOUNS,
    INSTRUMENTS,
    MUNITIONS,
    NOT_OWNER_SUFFIXES,
    OWNER_SUFFIXES,
    SIDE_WEAK,
    STRIKE_NOUNS,
    known_actor,
)
from tracker.extract.parsed import words_of
from tracker.extract.party import HYPHENS, LONGEST_NAME, NOUNISH, Party, cut, is_actor, is_side, party

if TYPE_CHECKING:
    from tracker.extract.parsed import Token


def owner(noun: Token) -> Party | None:
    """Find the side behind an instrument, a weapon or a strike: 'Israeli' of 'Israeli warplanes'; null where none is named."""
    found = _possessor(noun) or side_before(noun)
    return found or _side_after(noun)


def _possessor(noun: Token) -> Party | None:
    for child in noun.children:
        if child.dep_ == "poss" and child.pos_ in NOUNISH | {"ADJ"} and child.lower_ not in CALENDAR:
            return party(child)
    return None


def side_before(noun: Token) -> Party | None:
    """Take the run of words before a noun that names a side, from its first side word to its last."""
    doc = noun.doc
    low = noun.i
    while low > 0 and _before(doc[low - 1], noun):
        low -= 1
    begin = next((i for i in range(low, noun.i) if _opens(doc[i], noun)), None)
    if begin is None:
        return None
    end = _run_end(doc[begin], noun)
    if all(doc[i].lower_ in SIDE_WEAK for i in range(begin, end + 1)):
        return None
    return cut(doc[end], begin, end)


def _before(token: Token, noun: Token) -> bool:
    joint = token.lower_ == "and" and token.i and (token.nbor(-1).lower_ in DEMONYMS or is_side(token.nbor(-1)))
    if (
        token.tag_ in {"DT", "IN", "CD", "VBZ", "VBD", "VBP", "MD", "PRP", "PRP$", "TO", "RP", "WDT"}
        and token.lower_ not in OWNER_SUFFIXES
    ):
        return False
    inside = noun.is_ancestor(token) or token.pos_ in NOUNISH | {"ADJ"} or token.lower_ in OWNER_SUFFIXES or joint
    return bool(inside and (not token.is_punct or token.text in HYPHENS))


_DOUBT = frozenset({"suspected", "alleged", "unidentified", "apparent", "presumed", "unknown"})


def _opens(token: Token, noun: Token) -> bool:
    suffix = _suffix(token)
    if suffix in NOT_OWNER_SUFFIXES or token.lower_ in _DOUBT or _tail_of_compound(token):
        return False
    if suffix in OWNER_SUFFIXES:
        return True
    if token.lower_ in SIDE_WEAK - {"forces", "security", "enemy", "force"}:
        return False
    names = (words_of(token.doc[token.i : end]) for end in range(min(noun.i, token.i + LONGEST_NAME), token.i, -1))
    if is_side(token) or any(known_actor(name) for name in names):
        return True
    aimed = any(child.lower_ in {"on", "against", "at"} for child in noun.children)
    return token.lower_ in COUNTRIES and (aimed or (token.i + 1 < noun.i and token.nbor().tag_ == "POS"))


def _suffix(token: Token) -> str:
    doc = token.doc
    if token.i + 2 < len(doc) and doc[token.i + 1].text in HYPHENS:
        return str(doc[token.i + 2].lower_)
    if token.i + 1 < len(doc) and doc[token.i + 1].lower_ in OWNER_SUFFIXES | {"held", "made", "controlled"}:
        return str(doc[token.i + 1].lower_)
    return str(token.lower_.rsplit("-", 1)[-1]) if "-" in token.text else ""


def _tail_of_compound(token: Token) -> bool:
    return bool(token.i > 1 and token.nbor(-1).text in HYPHENS and not token.nbor(-1).whitespace_)


def _run_end(first: Token, noun: Token) -> int:
    doc, last, index = first.doc, first.i, first.i
    while index < noun.i:
        token = doc[index]
        closes = token.lower_ in (INSTRUMENTS | MUNITIONS | STRIKE_NOUNS) - {"fighter"} and index > first.i
        named = token.pos_ == "PROPN" or is_side(token) or token.lower_ in GROUP_NOUNS | OWNER_SUFFIXES or index == first.i
        if closes or not (
            named
            or token.text in HYPHENS
            or token.lower_ in {"and", "democratic", "national"}
            or token.lower_ in {"al", "international"}
        ):
            break
        if named or token.lower_ == "international":
            last = index
        index += 1
    while last > first.i and doc[last].lower_ in {"air", "fighter", "armed", "security", "international"}:
        last -= 1
    return int(last)


def _side_after(noun: Token) -> Party | None:
    """Read 'warplanes of the coalition', 'missiles from a drone', 'jets belonging to X'; 'of' after a deed names its target."""
    links = {"of", "from", "by"} if noun.lower_ not in STRIKE_NOUNS else {"by", "from"}
    for child in noun.children:
        if child.lower_ in {"belonging", "operated", "flown", "owned"}:
            child = next((prep for prep in child.children if prep.lower_ in {"to", "by"}), child)
            links = links | {"to", "by"}
        if child.lower_ in links:
            for inner in child.children:
                place = child.lower_ == "from" and inner.pos_ == "PROPN" and not is_side(inner)  # 'rocket fire from Gaza'
                if inner.dep_ == "pobj" and is_actor(inner) and not place:
                    return party(inner) if inner.lower_ not in INSTRUMENTS else owner(inner) or party(inner)
                if inner.dep_ == "pobj" and (side := side_before(inner)) is not None:
                    return side  # 'shelling from army posts'
    return None
