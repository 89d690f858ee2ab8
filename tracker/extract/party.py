"""Cut clean names of parties out of a parsed sentence.

The small model errs on rough text (lost commas and apostrophes), so that a noun phrase is cut by the tree and by the words:
a determiner, a number, a weekday or a finite verb ends it, whatever the tree says.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.extract.lexicon_actors import (
    CALENDAR,
    DEMONYMS,
    GENERIC_HEADS,
    GROUP_NOUNS,
    INSTRUMENTS,
    MUNITIONS,
    PARTITIVE_HEADS,
    PEOPLE_NOUNS,
    QUANTIFIERS,
    SIDE_NOUNS,
    STRIKE_NOUNS,
    TITLE_FOLLOWERS,
    TITLES,
    known_actor,
)
from tracker.extract.lexicon_people import is_people
from tracker.extract.parsed import words_of

if TYPE_CHECKING:
    from tracker.extract.parsed import Token

HYPHENS = frozenset("-–‑")
NOUNISH = frozenset({"NOUN", "PROPN"})
_TAKEN = frozenset(
    {"arrested", "detained", "captured", "kidnapped", "abducted", "jailed", "imprisoned", "freed", "released", "escaped", "free"}
)
_MOST = 6
LONGEST_NAME = 9  # tokens of 'Islamic State of Iraq and the Levant' and the like


@dataclass(frozen=True, slots=True)
class Party:
    """A side, a person or a thing as the text names it: `doc.text[start:end] == name`; `head` is the index of its head token."""

    name: str
    start: int
    end: int
    head: int


def party(noun: Token) -> Party:
    """Give the clean name of the noun phrase that a token heads: no determiner, number or title before, no tail after."""
    head = content_head(noun)
    if head.pos_ == "PRON":
        return cut(head, head.i, head.i)
    last = _last(head)
    first = _without_title(_first(head), head)
    return cut(head, first, last)


def parties(noun: Token) -> tuple[Party, ...]:
    """Give the noun phrase and those joined to it; 'A and its B' comes whole first."""
    members = [party(token) for token in _joined(noun)]
    whole = _whole(noun, members)
    kept = [member for member in members if member.name.lower() not in {"others", "other", "another"}] or members[:1]
    return tuple(dict.fromkeys(([whole] if whole else []) + kept))


def distinct(found: Iterable[Party]) -> tuple[Party, ...]:
    """Give each name once, whatever its case, and no more than a sentence can tell of."""
    return tuple({p.name.lower(): p for p in reversed(list(dict.fromkeys(found))[:_MOST])}.values())[::-1]


def content_head(noun: Token) -> Token:
    """Step from a word that only measures to what it measures ('dozens of fighters'), and off a stray weekday."""
    if noun.lower_ in CALENDAR and noun.i and noun.nbor(-1).pos_ in NOUNISH and noun.nbor(-1).head == noun:
        return noun.nbor(-1)
    if joined := _joint_adjectives(noun):
        return joined
    if noun.lower_ in PARTITIVE_HEADS or noun.like_num:
        inner = [child for prep in noun.children if prep.lower_ == "of" for child in prep.children if child.dep_ == "pobj"]
        if inner and (noun.lower_ not in {"group", "groups"} or inner[0].tag_ in {"NNS", "NNPS"}):
            return content_head(inner[0])
    return noun


def is_side(token: Token) -> bool:
    """Tell whether a word by itself names a side ('regime', 'Israeli', 'NATO')."""
    word = token.lower_
    return word in SIDE_NOUNS or word in DEMONYMS or known_actor(token.text) is not None


def is_actor(token: Token) -> bool:
    """Tell whether a noun can act: a side, people, a name, what flies or fires; never a munition or a deed."""
    token = content_head(token)
    word = token.lower_
    if word in INSTRUMENTS and word not in {"mortar", "mortars"}:
        return True
    if word in MUNITIONS or word in STRIKE_NOUNS or word in CALENDAR:
        return False
    if token.pos_ == "PRON":
        return word not in {"it", "that", "which", "this", "what", "there"} or token.dep_ in {"nsubj", "nsubjpass"}
    if token.pos_ == "PROPN" and token.doc[_first(token)].lower_ in {"near", "outside", "around", "inside"}:
        return False  # 'Near Homs, one strike ...' taken for a name
    return (
        is_side(token) or word in PEOPLE_NOUNS or token.pos_ == "PROPN" or token.lemma_.lower() in PEOPLE_NOUNS or is_people(token)
    )


def cut(head: Token, first: int, last: int) -> Party:
    """Make the party of the tokens from first to last, both included."""
    doc = head.doc
    start, end = doc[first].idx, doc[last].idx + len(doc[last])
    return Party(doc.text[start:end], start, end, head.i)


def _joint_adjectives(noun: Token) -> Token | None:
    """Read 'Afghan and coalition force' as one phrase where the parser has two ('Afghan' joined to 'force')."""
    if noun.lower_ not in DEMONYMS and noun.lower_ not in {"coalition", "army", "police"}:
        return None
    for conj in noun.children:
        between = noun.doc[noun.i + 1 : conj.i]
        plain = all(t.lower_ == "and" or t.pos_ in NOUNISH | {"ADJ"} for t in between)
        if (
            conj.dep_ == "conj"
            and conj.pos_ in NOUNISH
            and len(between) > 1
            and between[0].lower_ == "and"
            and plain
            and is_side(between[1])
        ):
            return conj
    return None


def _first(head: Token) -> int:
    first = head.i
    while first > 0 and _continues(head.doc[first - 1], head):
        first -= 1
    while first < head.i and _droppable(head.doc[first]):
        first += 1
    return first


def _continues(token: Token, head: Token) -> bool:
    if token.lower_ in STRIKE_NOUNS and token.i > 1 and token.nbor(-1).tag_ == "DT" and token.nbor(-2).tag_ == "IN":
        return False  # 'During the raid troops seized' has lost its comma
    inside = head.is_ancestor(token) or (
        head.head.is_ancestor(token) and head.dep_ == "conj" and _joint_adjectives(head.head) == head
    )
    inside = inside or token.i < token.head.i <= head.i or _glued(token)
    inside = inside or (head.dep_ == "conj" and _joint_adjectives(head.head) == head and token.i >= head.head.i)
    if not inside or token.tag_ in {"CD", "DT", "PRP$", "WP$", "IN", "WDT", "WP", "MD", "VBZ", "VBP", "TO", "RP"}:
        return False
    if token.lower_ in CALENDAR and token.lower_ not in {"march", "may"}:
        return False
    return not token.is_punct or token.text in HYPHENS or token.text in {"/", "'", "’", "."}


def _glued(token: Token) -> bool:
    """Tell a piece of 'al-Assad', whatever the tree makes of it."""
    joins = token.text in HYPHENS or (token.i + 1 < len(token.doc) and token.nbor().text in HYPHENS)
    return bool(joins and not token.whitespace_)


def _droppable(token: Token) -> bool:
    hyphenated = token.i + 1 < len(token.doc) and token.nbor().text in HYPHENS
    if hyphenated and token.text not in HYPHENS:
        return False
    if token.like_num and token.text.isalpha() and (hyphen_before(token) or token.lower_.endswith(("ty", "teen"))):
        return True  # the number of 'Forty-one inmates', taken for a noun
    return token.lower_ in QUANTIFIERS | _TAKEN or token.tag_ in {"RB", "CC", "POS", "PDT"} or token.is_punct or token.is_space


def hyphen_before(token: Token) -> bool:
    return bool(token.i and token.nbor(-1).text in HYPHENS)


def _without_title(first: int, head: Token) -> int:
    """Start a person's name after the last title: 'CENTCOM spokesman Captain Tim Hawkins' is 'Tim Hawkins'."""
    doc = head.doc
    if head.pos_ != "PROPN" or known_actor(words_of(doc[first : head.i + 1])) or head.lower_ in GROUP_NOUNS | TITLE_FOLLOWERS:
        return first
    for index in range(head.i - 1, first - 1, -1):
        if doc[index].lower_ in TITLES and doc[index + 1].lower_ not in TITLE_FOLLOWERS and doc[index + 1].pos_ in NOUNISH:
            return index + 1
    return first


def _last(head: Token) -> int:
    doc, start = head.doc, _first(head)
    for end in range(min(len(doc), head.i + LONGEST_NAME), head.i + 1, -1):
        if any(known_actor(words_of(doc[begin:end])) for begin in range(start, head.i + 1)):
            return end - 1
    tail = next((prep for prep in head.rights if prep.lower_ == "of" and prep.i == head.i + 1), None)
    target = next((child for child in tail.children if child.dep_ == "pobj"), None) if tail is not None else None
    if target is None or target.lower_ in CALENDAR:
        return int(head.i)
    named = head.pos_ == "PROPN" and target.pos_ == "PROPN"
    bare = head.lower_ in GENERIC_HEADS and not any(is_side(token) for token in doc[start : head.i])
    return _last(target) if named or bare else int(head.i)


def _joined(noun: Token) -> Iterator[Token]:
    yield noun
    skip = content_head(noun)
    for child in skip.children if skip != noun and skip.dep_ != "conj" else noun.children:
        if (child.dep_ == "conj" or _is_item(noun, child)) and child != skip and _is_name(child):
            yield from _joined(child)
    if skip.dep_ == "conj" and skip.head == noun:
        yield from (t for child in skip.children if child.dep_ == "conj" and _is_name(child) for t in _joined(child))


def _is_item(noun: Token, child: Token) -> bool:
    """Tell an item of a list that the parser takes for an apposition: 'a bunker, two vehicles, and a tank'."""
    counted = any(c.tag_ == "CD" or c.lower_ in {"a", "an"} for c in child.children)
    things = noun.pos_ == "NOUN" and noun.lower_ not in PEOPLE_NOUNS and child.lower_ not in PEOPLE_NOUNS
    return child.dep_ == "appos" and counted and things and child.i > noun.i


def _is_name(token: Token) -> bool:
    clause = any(child.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass"} for child in token.children)
    named = token.pos_ in NOUNISH | {"PRON"} or token.lower_ in DEMONYMS
    return named and not clause and token.lower_ not in CALENDAR


def _whole(noun: Token, members: list[Party]) -> Party | None:
    if len(members) < 2:
        return None
    doc = noun.doc
    gap = doc.text[members[0].end : members[1].start].lower().split()
    if gap[:1] == ["and"] and gap[1:] and gap[1] in {"its", "their", "his", "her"}:
        return Party(doc.text[members[0].start : members[1].end], members[0].start, members[1].end, members[0].head)
    return None
