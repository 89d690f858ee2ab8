"""What a report is filed under, and what it looks under: two are compared where one asks for what the other is filed under.

A key joins kind and scope with a day and with something that few reports of that day share:

- a cell of a tenth of a degree, or a name's consonants, where the place is a town or smaller;
- a figure that is not small, a target, the longest words of the evidence, wherever it was;
- the sentence itself, as copies have it.

A province or a country alone is no key: on a bad day of a war hundreds of reports have it.

Who asks for many days, or by words, need not be asked for in turn. So that it does not matter which of two came first, such a
report is filed once more, as a wide one, where those that it asks for find it (`near`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from hashlib import blake2b

from tracker.gazetteer import names
from tracker.incidents.profile import Profile, Spot, profile
from tracker.model import StoredEvent

_CELLS = 10  # a degree
_REACH_KM = 6.0  # places further apart are not one, if their names are not
_DEGREE_KM = 111.2
_FEW_DAYS = 3  # a stretch of up to so many days is filed under each
_MANY_DAYS = 31  # a stretch of up to so many days asks for each
_DAYS_BEFORE = 4  # what is known by its publication day alone happened up to so many days before
_BLOCK = 8  # days that copies, and totals of one figure, are filed under together
_FIGURE_LEAST = 4  # 'three dead' is of many
_WORDS_MOST = 4
_WIDE = "wide"

_Part = str | int


def keys(report: StoredEvent) -> frozenset[int]:
    """Give what a report is filed under."""
    p = profile(report)
    if p.last is None:
        return frozenset(_number(p, *token) for token in _sentences(p, None))
    if p.scope == "aggregate":
        return frozenset(_number(p, *token) for token in _total(p, p.last // _BLOCK))
    days = [p.last] if p.first is None else [*range(max(p.first, p.last - _FEW_DAYS + 1), p.last + 1)]
    tokens = [*_own_cells(p), *_tokens(p), *_longest(p)]
    found = {_number(p, day, *token) for day in days for token in tokens}
    found.update(_number(p, _WIDE, day, *token) for day in days for token in _asked_widely(p))
    return frozenset(found.union(_number(p, *token) for token in _sentences(p, p.last // _BLOCK)))


def near(report: StoredEvent) -> frozenset[int]:
    """Give what all that ask for a report are filed under, and some that do not: look whether they do."""
    p = profile(report)
    if p.last is None:
        return keys(report)
    blocks = range(p.last // _BLOCK - 1, p.last // _BLOCK + 2)
    if p.scope == "aggregate":
        return frozenset(_number(p, *token) for block in blocks for token in _total(p, block))
    first = p.last if p.first is None else max(p.first, p.last - _FEW_DAYS + 1)
    cells = _cells_around(p)
    found = {_number(p, day, *token) for day in range(first - 1, p.last + 2) for token in (*cells, *_tokens(p))}
    for until, tokens in ((p.last + _DAYS_BEFORE + 2, cells), (p.last + _MANY_DAYS + 2, (*_tokens(p), *_longest(p)))):
        found.update(_number(p, _WIDE, day, *token) for day in range(first - 1, until) for token in tokens)
    return frozenset(found.union(_number(p, *token) for block in blocks for token in _sentences(p, block)))


def asks(report: StoredEvent) -> frozenset[int]:
    """Give what a report looks under for others."""
    p = profile(report)
    if p.last is None:
        return keys(report)
    blocks = range((p.last - _BLOCK // 2) // _BLOCK, (p.last + _BLOCK // 2) // _BLOCK + 1)
    if p.scope == "aggregate":
        return frozenset(_number(p, *token) for block in blocks for token in _total(p, block))
    long = _is_long(p)
    days = range(max(p.first or 0, p.last - _MANY_DAYS) if long else (p.first or p.last - _DAYS_BEFORE) - 1, p.last + 2)
    tokens = [*(() if long else _near_cells(p)), *_tokens(p), *(() if any(_points(p)) else _longest(p))]
    found = {_number(p, day, *token) for day in days for token in tokens}
    return frozenset(found.union(_number(p, *token) for block in blocks for token in _sentences(p, block)))


def _is_long(p: Profile) -> bool:
    return p.first is not None and p.last is not None and p.last - p.first >= _FEW_DAYS


def _asked_widely(p: Profile) -> Iterator[tuple[_Part, ...]]:
    """Give what a report asks by that others like it do not ask by: over more days than they, or by words."""
    if p.first is None:
        yield from _own_cells(p)
    if p.first is None or _is_long(p):
        yield from _tokens(p)
    if not any(_points(p)):
        yield from _longest(p)


def _number(p: Profile, *parts: _Part) -> int:
    """Give a key as a whole number of 63 bits, the same on every machine."""
    told = "\x1f".join(map(str, (p.kind, p.scope, *parts)))
    return int.from_bytes(blake2b(told.encode(), digest_size=8).digest(), "big") >> 1


def _tokens(p: Profile) -> Iterator[tuple[_Part, ...]]:
    """Give what is rare on one day, wherever it was."""
    for spot in p.spots:
        if not spot.level:
            for key in filter(None, (spot.key, spot.whole)):
                yield "name", names.skeleton(key)
    for of, (low, high) in p.counts.items():
        if low >= _FIGURE_LEAST:
            yield of, low
            if high is not None and high != low:
                yield of, high
    for word in p.targets:
        yield "target", word


def _longest(p: Profile) -> Iterator[tuple[_Part, ...]]:
    """Give the longest words, which are seldom the common ones. Only who knows no town asks for them."""
    for word in sorted(p.words, key=lambda word: (-len(word), word))[:_WORDS_MOST]:
        yield "word", word


def _sentences(p: Profile, block: int | None) -> Iterator[tuple[_Part, ...]]:
    for sentence in p.sentences:
        yield "sentence", block if block is not None else "", sentence


def _total(p: Profile, block: int) -> Iterator[tuple[_Part, ...]]:
    """Give what totals are told by: their figures, or the day that they begin on and where; copies by their sentence."""
    yield from _sentences(p, block)
    for of, (low, high) in p.counts.items():
        yield "total", block, of, low
        if high is None:
            yield "total", block, of, low - 1  # '100' and 'more than 100'
    if p.first is not None:
        for country in p.countries:
            yield "since", block, p.first, p.last or 0, country


def _cell(latitude: float, longitude: float) -> tuple[_Part, ...]:
    return "cell", math.floor(latitude * _CELLS), math.floor(longitude * _CELLS) % (360 * _CELLS)


def _points(p: Profile) -> Iterator[Spot]:
    return (spot for spot in p.spots if not spot.level and spot.point is not None)


def _own_cells(p: Profile) -> set[tuple[_Part, ...]]:
    return {_cell(*spot.point) for spot in _points(p) if spot.point is not None}


def _near_cells(p: Profile) -> set[tuple[_Part, ...]]:
    """Give the cells that a place, and what may be meant by another name of it, lie in."""
    found = set()
    for spot in _points(p):
        assert spot.point is not None
        latitude, longitude = spot.point
        high = _REACH_KM / _DEGREE_KM
        wide = high / max(0.1, math.cos(math.radians(latitude)))
        found |= {_cell(latitude + i * high, longitude + j * wide) for i in (-1, 0, 1) for j in (-1, 0, 1)}
    return found


def _cells_around(p: Profile) -> set[tuple[_Part, ...]]:
    """Give all cells from which a place may be in reach."""
    found = set()
    for spot in _points(p):
        assert spot.point is not None
        latitude, longitude = spot.point
        wide = _REACH_KM / _DEGREE_KM / max(0.1, math.cos(math.radians(min(90.0, abs(latitude) + 2 / _CELLS))))
        columns = math.ceil(wide * _CELLS)
        found |= {_cell(latitude + i / _CELLS, longitude + j / _CELLS) for i in (-1, 0, 1) for j in range(-columns, columns + 1)}
    return found
