"""What a report is filed under, and what it looks under: two are compared where one asks for what the other is filed under.

It is the same both ways round, so that it does not matter which of two came first.

A key joins kind and scope with a day and with something that few reports of that day share:

- a cell of a twentieth of a degree, or a name's consonants, where the place is a town or smaller;
- a high figure, or one of the longest words of the evidence; with its country, a lower figure or a target;
- the sentence itself, as copies have it.

A province or a country alone is no key: on a bad day of a war hundreds of reports have it. What is only known by the day it was
told is filed under some days before, too; names and figures are asked for on the days before and after.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from hashlib import blake2b

from tracker.gazetteer import names
from tracker.incidents.profile import Profile, profile
from tracker.model import StoredEvent

_CELLS = 20  # a degree: a cell is 5.6 km high. Its neighbours are asked for
_FEW_DAYS = 3  # a longer stretch is not looked for by cells
_MANY_DAYS = 31  # the most days that a stretch is filed under
_DAYS_BEFORE = 4  # what is known by its publication day alone happened up to so many days before
_BLOCK = 8  # days that copies, and totals of one figure, are filed under together
_FIGURE_LEAST = 4  # 'three dead' is of many
_FIGURE_HIGH = 15  # rare enough to be looked for in all countries: a report may name no place
_WORDS_MOST = 4
_NOWHERE = frozenset({""})

_Part = str | int
_Token = tuple[_Part, ...]


def keys(report: StoredEvent) -> frozenset[int]:
    """Give what a report is filed under."""
    p = profile(report)
    if p.last is None:
        return _numbers(p, _sentences(p, ("",)))
    blocks = (p.last // _BLOCK,)
    if p.scope == "aggregate":
        return _numbers(p, _total(p, blocks))
    days = _days(p)
    tokens = (*_names(p), *_figures(p), *_words(p, (_knows_town(p),)))
    return _numbers(p, (*_on(days, _cells(p, 0)), *_on(days, tokens), *_sentences(p, blocks)))


def asks(report: StoredEvent) -> frozenset[int]:
    """Give what a report looks under for others."""
    p = profile(report)
    if p.last is None:
        return keys(report)
    block = p.last // _BLOCK
    blocks = (block - 1, block, block + 1)
    if p.scope == "aggregate":
        return _numbers(p, _total(p, blocks))
    days = _days(p)
    around = range(days.start - 1, days.stop + 1)
    # Who knows a town asks by words for those who know none, these ask for all.
    tokens = (*_names(p), *_figures(p), *_words(p, (False,) if _knows_town(p) else (False, True)))
    return _numbers(p, (*_on(days, _cells(p, 1)), *_on(around, tokens), *_sentences(p, blocks)))


def _numbers(p: Profile, tokens: Iterable[_Token]) -> frozenset[int]:
    """Give keys as whole numbers of 63 bits, the same on every machine."""
    told = {"\x1f".join(map(str, (p.kind, p.scope, *token))) for token in tokens}
    return frozenset(int.from_bytes(blake2b(each.encode(), digest_size=8).digest(), "big") >> 1 for each in told)


def _days(p: Profile) -> range:
    """Give the days on which it may have happened."""
    last = p.last or 0
    if p.first is None:
        return range(last - _DAYS_BEFORE, last + 1)
    return range(max(p.first, last - _MANY_DAYS + 1), last + 1)


def _on(days: Iterable[int], tokens: Iterable[_Token]) -> Iterator[_Token]:
    told = tuple(tokens)
    return ((day, *token) for day in days for token in told)


def _knows_town(p: Profile) -> bool:
    return any(not spot.level for spot in p.spots)


def _names(p: Profile) -> Iterator[_Token]:
    """Give the consonants of the names of towns and what is smaller."""
    for spot in p.spots:
        if not spot.level:
            for key in filter(None, (spot.key, spot.whole)):
                yield "name", names.skeleton(key)


def _figures(p: Profile) -> Iterator[_Token]:
    """Give figures and targets, wherever in a country it was; high figures wherever."""
    for of, (low, _) in p.counts.items():
        if low >= _FIGURE_HIGH:
            yield of, low
    for country in sorted(p.countries or _NOWHERE):
        yield from ((country, of, low) for of, (low, _) in p.counts.items() if _FIGURE_LEAST <= low < _FIGURE_HIGH)
        yield from ((country, "target", word) for word in p.targets)


def _words(p: Profile, of: Iterable[bool]) -> Iterator[_Token]:
    """Give the longest words, which are seldom the common ones, as of reports that know a town, or know none."""
    longest = sorted(p.words, key=lambda word: (-len(word), word))[:_WORDS_MOST]
    return (("word", int(knows), word) for knows in of for word in longest)


def _sentences(p: Profile, blocks: Iterable[_Part]) -> Iterator[_Token]:
    return (("sentence", block, sentence) for block in blocks for sentence in p.sentences)


def _total(p: Profile, blocks: tuple[int, ...]) -> Iterator[_Token]:
    """Give what totals are told by: their figures, or the days that they begin and end on and where; copies by their sentence."""
    yield from _sentences(p, blocks)
    for of, (low, high) in p.counts.items():
        for number in (low, low - 1) if high is None else (low,):  # '100', 'more than 100'
            yield from (("total", block, of, number) for block in blocks if low >= _FIGURE_LEAST)
    if p.first is not None and p.last is not None:
        yield from (("since", p.first, p.last, country) for country in p.countries)


def _cells(p: Profile, around: int) -> set[_Token]:
    """Give the cells that towns lie in, with those so many cells around."""
    if p.first is not None and p.last is not None and p.last - p.first >= _FEW_DAYS:
        return set()
    found: set[_Token] = set()
    for spot in p.spots:
        if not spot.level and spot.point is not None:
            row, column = (math.floor(degrees * _CELLS) for degrees in spot.point)
            steps = range(-around, around + 1)
            found |= {("cell", row + i, (column + j) % (360 * _CELLS)) for i in steps for j in steps}
    return found
