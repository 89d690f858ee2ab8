"""Find tolls: how many were killed, wounded or hurt in a way that a sentence says so.

The steps:
1. words that say so, alone or two joined ('killed and wounded' is one word for casualties).
2. for each its form: passive ('were killed'), bare ('12 killed'), active ('killing 12'), noun ('a toll of 12', 'no casualties').
   What is threatened, planned, possible or denied is dropped here.
3. the phrases before or after it that say how many (`counts.find_phrases`), added up.
4. parts of a whole ('8 people, including 3 children') become tolls with a `group`, after the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.extract.counts import add_up
from tracker.extract.numbers import Number
from tracker.extract.toll import Toll, group_noun
from tracker.extract.toll_figures import noun_tolls
from tracker.extract.toll_phrases import TollPhrases
from tracker.extract.toll_verbs import verb_tolls
from tracker.extract.toll_words import words

if TYPE_CHECKING:
    from tracker.extract.parsed import Doc


def find_tolls(doc: Doc, numbers: tuple[Number, ...]) -> tuple[Toll, ...]:
    """Find what a sentence says of people killed, wounded or either; the whole figure first, its parts with a `group` after it."""
    told = TollPhrases(doc, numbers)
    tolls: list[Toll] = []
    for word in words(doc):
        tolls += verb_tolls(told, word)
    tolls += noun_tolls(told)
    tolls += _later_parts(told, tolls)
    return tuple(_ordered(tolls))


def _later_parts(told: TollPhrases, tolls: list[Toll]) -> Iterator[Toll]:
    """Read parts told apart from their whole: 'killed 12, ... four of them were children', 'two commanders among them'."""
    for i, phrase in enumerate(told.phrases):
        amount = add_up(told.doc, told.phrases, (i,)) if i not in told.used else None
        among = [t.lower_ for t in told.doc[phrase.last : phrase.last + 2]] == ["among", "them"] and phrase.is_people
        if amount is None or phrase.noun is None or not (phrase.of_them or among):
            continue
        wholes = [t for t in tolls if t.group is None and t.low and t.start < amount.start]
        if wholes:
            text = told.doc.text[amount.start : amount.end]
            yield replace(
                wholes[-1],
                low=amount.low,
                high=amount.high,
                group=group_noun(told.doc, phrase),
                start=amount.start,
                end=amount.end,
                text=text,
            )


def _ordered(tolls: list[Toll]) -> Iterator[Toll]:
    """Give each toll once, in the order of the text, the whole before its parts."""
    seen: set[tuple[str, int, int, str | None]] = set()
    for toll in sorted(tolls, key=lambda t: (t.verb, t.group is not None, t.start)):
        key = (toll.of, toll.start, toll.end, toll.group)
        if key not in seen:
            seen.add(key)
            yield toll
