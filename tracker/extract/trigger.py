"""A word that tells of an event, as the stages after it take it, and small questions to its phrase."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.extract.tree import after_preposition, noun_modifiers
from tracker.model import EventType, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tracker.extract.parsed import Token


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells of an event. `token` is its index in the sentence; `start`, `end` are characters of the sentence.

    `weak` marks a word that only leans on an event told elsewhere ('the strikes', 'the arrested leader'); `anaphor` one that
    is no event without it ('the attack', which may be of any kind).
    """

    token: int
    start: int
    end: int
    kind: Kind
    type: EventType
    noun: bool = False
    plural: bool = False
    weak: bool = False
    anaphor: bool = False


def make(token: Token, type_: EventType, *, noun: bool, weak: bool = False, anaphor: bool = False) -> Trigger:
    """Make the trigger of a token; its kind follows from its type."""
    kind: Kind = "strike" if type_ in {"air_strike", "drone_strike", "missile_strike", "shelling", "strike"} else "detention"
    plural = noun and (token.tag_ in {"NNS", "NNPS"} or token.lower_ in {"shelling", "fire", "bombardment"})
    return Trigger(token.i, token.idx, token.idx + len(token.text), kind, type_, noun, plural, weak, anaphor)


def phrase(noun: Token) -> list[Token]:
    """Give a noun with the words before it in its phrase."""
    return [*noun_modifiers(noun), noun]


def counted(noun: Token) -> list[Token]:
    """Give what is counted where a number word is the head: 'dozens of rockets', 'a barrage of missiles'."""
    return [t for n in after_preposition(noun, {"of"}) for t in phrase(n)]


def is_definite(noun: Token) -> bool:
    """Tell 'the strikes', which were told of elsewhere, from 'the strikes on X'."""
    return any(
        (t.dep_ == "det" and t.lower_ in {"the", "these", "those", "that", "this", "such"})
        or (t.dep_ == "poss" and (t.lower_ in _DAYS or t.lower_.endswith("day")))
        for t in noun.children
    ) and not any(
        t.dep_ in {"nummod", "relcl", "acl"} or (t.dep_ == "prep" and t.lower_ in {"on", "in", "near", "against", "at", "of"})
        for t in noun.children
    )


_DAYS = frozenset({"yesterday", "today", "week", "month", "night", "weekend"})  # 'Thursday's strike', 'last week's raid'

QUANTIFIERS = frozenset(
    {"all", "most", "many", "some", "several", "half", "one", "both", "dozens", "scores", "hundreds", "thousands"}
)

_NUMBER_NOUNS = frozenset({"number", "group", "dozen", "hundred", "thousand", "score", "total", "couple", "pair", "handful"})


def counted_heads(noun: Token) -> Iterator[Token]:
    """Give what a number word counts: 'fighters' of 'dozens of fighters'."""
    if noun.pos_ == "NUM" or noun.lemma_.lower() in _NUMBER_NOUNS or noun.lower_ in QUANTIFIERS:
        yield from after_preposition(noun, {"of"})
