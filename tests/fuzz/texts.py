"""Texts for fuzzing: sentences built of the parser's own words, its grammar half obeyed, with anything at all in between.

What is chosen comes from outside, so that the same texts can be drawn by a fuzzer guided by coverage, by hypothesis, or at random.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Protocol, TypeVar

from tracker.extract import lexicon_actors, lexicon_detentions, lexicon_modality, lexicon_people, lexicon_strikes, lexicon_topics
from tracker.model import Article

T = TypeVar("T")


class Choices(Protocol):
    """Where decisions come from."""

    def below(self, limit: int) -> int:
        """Give a number from 0 up to, and not including, the limit."""

    def anything(self, length: int) -> str:
        """Give any characters, at most so many."""


class Chance:
    """Choices at random."""

    def __init__(self, seed: int) -> None:
        """Start from a seed: the same seed, the same choices."""
        self._random = random.Random(seed)

    def below(self, limit: int) -> int:
        """Give a number from 0 up to, and not including, the limit."""
        return self._random.randrange(limit)

    def anything(self, length: int) -> str:
        """Give any characters, at most so many."""
        codes = (self._random.choice((0x100, 0x3000, 0xD800, 0x20000)) for _ in range(self._random.randint(0, length)))
        return "".join(chr(self._random.randrange(limit)) for limit in codes)


_MODULES = (lexicon_actors, lexicon_detentions, lexicon_modality, lexicon_people, lexicon_strikes, lexicon_topics)


@cache
def lexicon() -> tuple[str, ...]:
    """Give all the words that the parser knows: strings in the tables of its lexicon."""
    found: set[str] = set()
    for module in _MODULES:
        for name, value in vars(module).items():
            if not name.startswith("__"):
                found.update(_strings(value))
    return tuple(sorted(found))


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from (piece.strip() for piece in re.split(r"[\n|;]", value) if 0 < len(piece.strip()) <= 40)
    elif isinstance(value, re.Pattern):
        yield from re.findall(r"[a-z]{3,}", value.pattern)
    elif isinstance(value, dict):
        for key, other in value.items():
            yield from _strings(key)
            yield from _strings(other)
    elif isinstance(value, frozenset | set | tuple | list):
        for item in value:
            yield from _strings(item)


PLACES = """Idlib; Kherson; Gaza City; al-Bab; Gao; Port Sudan; Deir ez-Zor; the Syrian border; northern Mali; Qandil; Bagram
Zhytomyr; Hodeidah; N'Djamena; Khan Younis; the village of Umm Dabakir; Helmand province; Hama's Salamiyah countryside; Washington
Nowhere-upon-X; Chad; Georgia; Jordan; the US; Azaz, Aleppo; Sana'a; São Tomé; Łódź; 'Ayn al-'Arab"""
DATES = """on Monday; on Tuesday night; on Feb. 3; Feb. 30, 2026; in January; since December; overnight; yesterday; last week
between February 3 and 12; from Jan. 27 to Feb. 2; on 3/2/2026; 2026-02-03; in the last two months; at dawn; three days ago; in 1987
on the 14th; in early July; on the night of 2-3 March; earlier this week; on Sunday and Monday; by Friday; in 99999; 31 April
12.02.2026; a year ago today; two weeks later; the next day; this year; every Friday; May; March"""
COUNTS = """two; 12; more than 30; at least five; up to 10; between 10 and 12; dozens of; a; no; several; 3,400; 1.5 million
two dozen; a number of; hundreds of; 10 to 12; fewer than 6; 999999999999999999999; -4; ten or twelve; a couple of; half a dozen
12th; XII; 5 or more; tens of thousands of; one of the three; about 40; a hundred and six; 1,2,3; ½; ²; ٣"""
SIGNS = [
    *".,;:-—–()[]“”‘’\"'!?…/%$&*#@|<>{}=+~^`\\",
    *("\n", "\n\n", "\r\n", "\t", "\xa0", "\u200b", "\u2028", "\x00", "...", "' s"),
]
FRAMES = """{S} {V} {N} {P} in {L} {D}
An air strike {V} {N} {P} near {L} {D}, {W} said
{D}, {S} {V} {L}, killing {N} {P} and wounding {N} more
{N} {P} were {V} in {L} {D}
{S} denied that it had {V} {L}
- {L}: {N} strikes {V} {N} {W}
{L} ({A}) — {S} {V} {P} {D}
“{N} {P} were {V},” {S} said {D}
{S} threatened to {V} {L} if {P} were not {V}
{N} {P}, including {N} {W}, {V}
{L}, {L} and {L} were {V} by {S} {D}
In {L}, {N} {W}; in {L}, {N} {P}
Neither {S} nor {S} {V} {L}
{W} {W} {W} {V} {W} {P} of {W} in {L}
{W} {A} {W}
{A}"""


def _list(text: str) -> list[str]:
    return [piece.strip() for piece in re.split(r"[;\n]", text)]


_VERBS = _list("""struck; hit; bombed; shelled; killed; wounded; arrested; detained; captured; kidnapped; freed; released; escaped
strike; raided; transferred; handed over; holding; held; were taken prisoner; has been targeting; might have bombed
fired at; carried out""")
_PEOPLE = _list("""people; civilians; fighters; soldiers; men; a commander; detainees; hostages; prisoners; drones; rockets; targets
depots""")
_SIDES = _list("""Israel; the army; US Central Command; Houthi rebels; Ukraine; police; gunmen; it; they; the group; warplanes
a drone; JNIM""")
_SLOTS: dict[str, Sequence[str]] = {
    "L": _list(PLACES),
    "D": _list(DATES),
    "N": _list(COUNTS),
    "V": _VERBS,
    "P": _PEOPLE,
    "S": _SIDES,
}


def make_text(choices: Choices, *, most: int = 8) -> str:
    """Make a text of at most so many sentences, without halves of surrogate pairs: reading an article drops them."""
    text = "".join(_sentence(choices) for _ in range(1 + choices.below(most)))
    return re.sub(r"[\ud800-\udfff]", "", text)


def make_article(choices: Choices, *, most: int = 8) -> Article:
    """Make an article; some have no title or no day."""
    text = make_text(choices, most=most)
    title = make_text(choices, most=1) if choices.below(4) == 0 else ""
    published = date(2026, 2, 15) + timedelta(days=choices.below(800) - 400) if choices.below(5) else None
    return Article(id="x", text=text, title=title, published=published, language="en")


def _sentence(choices: Choices) -> str:
    frame = _one(choices, FRAMES.split("\n"))
    filled = re.sub(r"\{(\w)\}", lambda match: _fill(choices, match[1]), frame)
    for _ in range(choices.below(3)):
        filled = _damage(choices, filled)
    return filled + _one(choices, (". ", ". ", ".\n\n", "\n", "\n\n", "; ", " ", "", "? ", ".” "))


def _fill(choices: Choices, slot: str) -> str:
    if slot == "A":
        return choices.anything(12)
    return _one(choices, lexicon() if slot == "W" else _SLOTS[slot])


def _damage(choices: Choices, text: str) -> str:
    """Change one thing in the text, anywhere."""
    at = choices.below(len(text) + 1)
    to = min(len(text), at + choices.below(20))
    piece = text[at:to]
    actions: Sequence[Callable[[], str]] = (
        lambda: "",
        lambda: piece * 3,
        piece[::-1].__str__,
        piece.upper,
        piece.title,
        lambda: piece + _one(choices, SIGNS),
        lambda: piece.replace(" ", _one(choices, SIGNS)),
        lambda: piece + _fill(choices, "A"),
        lambda: f" {_fill(choices, 'W')} {piece}",
    )
    return text[:at] + _one(choices, actions)() + text[to:]


def _one(choices: Choices, options: Sequence[T]) -> T:
    return options[choices.below(len(options))]
