"""Count what a noun phrase counts, with what is coordinated to it: 'two soldiers and an interpreter' are three."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.extract.numbers import Number
from tracker.extract.phrases import TOLL_WORDS, Phrase, find_phrases

if TYPE_CHECKING:
    from tracker.extract.parsed import Doc, Token


@dataclass(frozen=True, slots=True)
class Amount:
    """How many, as [low, high] with both included; `doc.text[start:end]` are the words that say it."""

    low: int
    high: int | None
    start: int
    end: int


# Nouns that a list may spell out: 'two men, a Saudi and a Kuwaiti'.
_GENERIC = frozenset("people persons men women individuals victims suspects foreigners nationals members others".split())
# What joins the items of one list.
_CONNECTORS = sorted(
    (
        ("and",),
        ("&",),
        (",", "and"),
        (",",),
        ("or",),
        ("plus",),
        (",", "plus"),
        ("as", "well", "as"),
        (",", "as", "well", "as"),
        ("along", "with"),
        (",", "along", "with"),
        ("together", "with"),
        (",", "together", "with"),
        ("in", "addition", "to"),
        (",", "in", "addition", "to"),
        ("besides",),
        (",", "with"),
        ("and", "also"),
        ("alongside",),
    ),
    key=len,
    reverse=True,
)
# What may stand between a noun and the next item of its list: a phrase that says whose or of what kind, never where.
_INNER_PREPOSITIONS = frozenset({"of", "from", "with", "belonging", "aged", "who", "affiliated", "linked"})


def joined(doc: Doc, left: Phrase, right: Phrase) -> tuple[str, ...] | None:
    """Give the words that join two phrases of one list (none at all in text that lost its commas), None where nothing does."""
    between = [token.lower_ for token in doc[left.last : right.first]]
    for connector in _CONNECTORS:
        size = len(connector)
        if tuple(between[-size:]) == connector and _inner(doc, left.last, right.first - size):
            return connector
    if not between and right.kind in {"number", "article"} and left.low is not None and right.noun is not None:
        return ()
    return None


def _inner(doc: Doc, first: int, last: int) -> bool:
    """Tell whether tokens only say more of the noun before them: nothing, an age, 'of the 5th brigade'."""
    inner = doc[first:last]
    if len(inner) == 0:
        return True
    if inner[0].text in {",", "("} and all(token.text in ",()" or token.text.isdigit() for token in inner):
        return True
    if len(inner) > 9 or inner[0].lower_ not in _INNER_PREPOSITIONS:
        return False
    return not any(token.pos_ in {"VERB", "AUX", "CCONJ"} or token.lower_ in TOLL_WORDS or token.text in ";:" for token in inner)


def _says_of_itself(doc: Doc, right: Phrase) -> bool:
    """Tell whether a toll word or an auxiliary follows, so that a phrase starts its own clause ('... and 30 others were hurt')."""
    after = doc[right.last : right.last + 3]
    for token in after:
        if token.lower_ in TOLL_WORDS or token.pos_ == "AUX" or token.lower_ in {"were", "was", "are", "is", "had", "have"}:
            return True
        if token.pos_ not in {"ADV"} and token.lower_ not in {"reported", "also", "are"}:
            return False
    return False


def _fits(left: Phrase, right: Phrase) -> bool:
    """Tell whether two items can be counted together: people with people, missiles with drones."""
    if left.is_people and right.is_people:
        return right.noun is not None or right.kind == "number"
    return left.noun_class == right.noun_class


def listing(doc: Doc, phrases: tuple[Phrase, ...], at: int, *, to_verb: bool = False) -> tuple[int, ...]:
    """Give the indices of the phrases that form one list with `phrases[at]` as its first, itself included.

    `to_verb` keeps an item that a verb follows ('Two soldiers and a guide were killed'); without it, such an item starts a clause
    of its own. Items joined by commas alone count only when an 'and' closes the list.
    """
    sure, open_items = [at], list[int]()
    last = at
    for i in range(at + 1, len(phrases)):
        right = phrases[i]
        if right.first - phrases[last].last > 12:
            break
        words = joined(doc, phrases[last], right)
        if words is None:
            if _inner(doc, phrases[last].last, right.first) or (
                phrases[i].low is None and _inner(doc, phrases[last].last, right.last)
            ):
                continue  # inside 'of the brigade'
            break
        if not _fits(phrases[at], right) or right.of_them or (not to_verb and _says_of_itself(doc, right)):
            break
        last = i
        open_items.append(i)
        if words != (",",):
            sure += open_items
            open_items = []
    return tuple(sure)


def _appositions(doc: Doc, phrases: tuple[Phrase, ...], items: tuple[int, ...]) -> tuple[int, ...]:
    """Drop what names an item again: 'Ahmed Ali, a commander, and his wife' is two; 'two men, a Saudi and a Kuwaiti' is two."""
    kept: list[int] = []
    for i in items:
        before = phrases[kept[-1]] if kept else None
        comma = before is not None and joined(doc, before, phrases[i]) == (",",)
        kinds = {before.kind, phrases[i].kind} if before else set()
        if comma and "name" in kinds and len(kinds) == 2 and kinds & {"article", "definite", "bare"}:
            continue
        kept.append(i)
    lows = [phrases[i].low or 0 for i in kept]
    generic = phrases[kept[0]].noun is not None and doc[phrases[kept[0]].noun or 0].lower_ in _GENERIC
    comma = len(kept) > 2 and joined(doc, phrases[kept[0]], phrases[kept[1]]) == (",",)
    return (kept[0],) if generic and comma and lows[0] == sum(lows[1:]) > 1 else tuple(kept)


def add_up(doc: Doc, phrases: tuple[Phrase, ...], items: tuple[int, ...]) -> Amount | None:
    """Add the items of a list up; plurals without a number leave the sum as it is, None where nothing is counted."""
    counted = [phrases[i] for i in _appositions(doc, phrases, items) if phrases[i].low is not None]
    if not counted:
        return None
    low = sum(phrase.low or 0 for phrase in counted)
    highs = [phrase.high for phrase in counted]
    high = None if None in highs else sum(value or 0 for value in highs)
    last = doc[counted[-1].last - 1]
    return Amount(low, high, doc[counted[0].first].idx, last.idx + len(last))


def _phrase_of(noun: Token, phrases: tuple[Phrase, ...]) -> int | None:
    """Find the phrase that a noun heads, or stands in; by the tree where a number word is its head ('dozens of fighters')."""
    for i, phrase in enumerate(phrases):
        if phrase.noun == noun.i or phrase.first <= noun.i < phrase.last:
            return i
    return None


def _is_object(doc: Doc, phrase: Phrase) -> bool:
    before = doc[phrase.first - 1] if phrase.first else None
    return (
        before is not None
        and (before.pos_ == "VERB" or before.lower_ in TOLL_WORDS)
        and before.lemma_ not in {"say", "report", "add"}
    )


def noun_amount(noun: Token, numbers: tuple[Number, ...], *, singular: bool = True) -> Amount | None:
    """Say how many the noun phrase of `noun` counts, with what is coordinated to it; None for a plural without a number.

    With `singular`, one person or thing ('a facilitator', 'the leader', a person's name) counts as [1, 1].
    """
    doc = noun.doc
    phrases = find_phrases(doc, numbers)
    at = _phrase_of(noun, phrases)
    if at is None:
        return None
    phrase = phrases[at]
    if phrase.low is None or (not singular and phrase.kind != "number"):
        return None
    items = listing(doc, phrases, at, to_verb=not _is_object(doc, phrase))
    if not singular:
        items = tuple(i for i in items if phrases[i].kind == "number")
    return add_up(doc, phrases, items)
