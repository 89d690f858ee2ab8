"""A toll: how many were killed, wounded or hurt, as a sentence says it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tracker.extract.counts import Amount
from tracker.extract.phrases import Phrase
from tracker.extract.toll_words import Word
from tracker.model import CountOf

if TYPE_CHECKING:
    from tracker.extract.parsed import Doc


@dataclass(frozen=True, slots=True)
class Toll:
    """How many were killed, wounded, or either: [low, high], both included, `high` None where unbounded.

    `group` is the noun of a part of the whole ('children'), None for the whole figure. `doc.text[start:end] == text` are the words
    of the amount; `verb` is the index of the token that says what became of them. `deed` is True where people are said to have been
    killed or hurt, False where a figure is given ('a toll of 12', '12 bodies', 'no casualties').
    """

    of: CountOf
    low: int
    high: int | None
    group: str | None
    start: int
    end: int
    text: str
    verb: int
    deed: bool


def group_noun(doc: Doc, phrase: Phrase) -> str:
    """Give the noun of a part of a toll ('children')."""
    return doc[phrase.noun].text.lower() if phrase.noun is not None else "others"


def make_tolls(doc: Doc, word: Word, amount: Amount, group: str | None = None) -> list[Toll]:
    """Make the toll, or both of 'no casualties' and 'no civilians were harmed'."""
    text = doc.text[amount.start : amount.end]
    kinds: list[CountOf]
    if word.of in {"casualties", "harmed"} and amount.low == 0 and amount.high == 0:
        kinds = ["killed", "wounded"]
    elif word.of in {"harmed", "captured"}:
        return []
    else:
        kinds = [word.of]  # type: ignore[list-item]  # 'captured' and 'harmed' are gone
    return [
        Toll(of, amount.low, amount.high, group, amount.start, amount.end, text, word.first, word.form != "state" or word.past)
        for of in kinds
    ]
