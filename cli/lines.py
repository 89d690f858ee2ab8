"""One event a line: where each field stands on a terminal of any width that has room for one.

1. A date, a type with its marks and an id are never cut. A date or type that is longer than most pushes what follows.
2. Columns are as wide as most of their cells; where that is too much, they are narrowed, the sooner the less they matter.
3. What is longer than its column runs on where its neighbour is empty. Numbers that need more take it from the names.
4. What still doesn't fit is cut (`cut.py` says how).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tracker.cli.cut import cut

if TYPE_CHECKING:
    from rich.text import Text

GAP = 2
SOURCE = 140  # columns of a terminal from which on the source has one where most cells of the others fit
_MOST = 0.85  # of the cells of a column are to fit it
_NARROWEST = 8  # cells of a column
_SHORTEST = 4  # cells below which a name is left out


Cut = Callable[[int], str]


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an event: all that there is to say, and how to say it in fewer cells, down to `least`."""

    full: str
    cut: Cut
    least: int
    style: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """An event: `date`, `what` and `tail` are never cut; `names` are places, actors and targets in one field or in several.

    `tail` is what ends the line: the id, with the cells of other columns as wide in all rows before it.
    """

    date: Text
    what: Text
    names: tuple[Field, ...]
    numbers: Field
    source: Field
    tail: Text

    @property
    def fields(self) -> tuple[Field, ...]:
        """Give what can be cut, in the order in which it stands."""
        return (*self.names, self.numbers, self.source)


@dataclass(frozen=True, slots=True)
class Column:
    """The column of a field. Of two as wide, the one with the lower `keep` (1 to 9) is narrowed first."""

    title: str
    keep: int


Tail = Sequence[tuple[str, int]]  # titles and widths of what ends a line
ID: Tail = (("Id", 10),)

_HEAD = (Column("Date", 9), Column("Event", 9))
_USUAL = (len("by 28 Feb 2026"), len("missile strike"))  # cells; in a narrower terminal what is longer pushes the rest


@dataclass(frozen=True, slots=True)
class Plan:
    """Where the columns begin. There may be none for the source."""

    what: int
    names: tuple[int, ...]
    numbers: int
    source: int | None
    tail: int

    @property
    def starts(self) -> list[int]:
        """Give all starts from the left."""
        return [0, self.what, *self.names, self.numbers, *([] if self.source is None else [self.source]), self.tail]


# --- columns ------------------------------------------------------------------------------------------------------------------


def _most(sizes: Iterable[int]) -> int:
    """Give the width that most cells need, empty ones aside."""
    told = sorted(size for size in sizes if size)
    return told[ceil(_MOST * (len(told) - 1))] if told else 0


def _total(widths: Iterable[int]) -> int:
    return sum(width + GAP for width in widths)


def plan(columns: Sequence[Column], rows: Sequence[Row], width: int) -> Plan:
    """Choose where each column begins; the source has one where nothing, on a wide terminal little, is cut for it."""
    sizes = [[cell_len(field.full) for field in column] for column in zip(*(row.fields for row in rows), strict=True)]
    titles = [len(column.title) for column in columns]
    heads = [[row.date.cell_len for row in rows], [row.what.cell_len for row in rows]]
    room = width - max(row.tail.cell_len for row in rows)
    head = [max(5, _most(cells)) for cells in heads]
    widths = [max(title, _most(cells)) for title, cells in zip(titles, sizes, strict=True)]
    full = [max(title, *cells) for title, cells in zip(titles, sizes, strict=True)]
    if not any(sizes[-1]) or _total([*(max(cells) for cells in heads), *full] if width < SOURCE else head + widths) > room:
        widths.pop()
    _narrow(head, _USUAL, _HEAD, room - _total(widths))
    for least in (titles, [_NARROWEST] * len(widths)):
        _narrow(widths, least, columns, room - _total(head))
    widths = head + widths
    _widen(widths, [max(cells) for cells in (*heads, *sizes)], room)
    at = [_total(widths[:n]) for n in range(len(widths) + 1)]
    numbers = len(columns)  # the two of the head before them, the source behind
    return Plan(at[1], tuple(at[2:numbers]), at[numbers], at[numbers + 1] if numbers + 2 < len(at) else None, at[-1])


def _narrow(widths: list[int], least: Sequence[int], columns: Sequence[Column], room: int) -> None:
    """Narrow columns until they fit the room or can be no narrower."""
    while _total(widths) > room:
        wide = [n for n, width in enumerate(widths) if width > least[n]]
        if not wide:
            break
        widths[max(wide, key=lambda n: widths[n] * (10 - columns[n].keep))] -= 1


def _widen(widths: list[int], full: Sequence[int], room: int) -> None:
    """Share what room is left among the columns that have longer cells."""
    while short := [n for n, width in enumerate(widths) if width < full[n]]:
        for n in short:
            if _total(widths) >= room:
                return
            widths[n] += 1


# --- a line -------------------------------------------------------------------------------------------------------------------


def _put(line: Text, at: int, text: str | Text, style: str = "") -> None:
    line.pad_right(max(at - line.cell_len, 0))
    line.append(text, style or None) if isinstance(text, str) else line.append_text(text)


def header(columns: Sequence[Column], found: Plan, tail: Tail = ID) -> Text:
    """Set the titles over their columns."""
    from rich.text import Text

    line = Text()
    ends = [start - GAP for start in found.starts[1:]]
    titles = [column.title for column in (*_HEAD, *columns)][: len(ends)]
    for start, end, title in zip(found.starts, ends, titles, strict=False):
        _put(line, start, cut(title, end - start).ljust(end - start), "bold underline")
    at = found.tail
    for title, width in tail:
        _put(line, at, title.ljust(width), "bold underline")
        at += width + GAP
    return line


def _set_names(names: Sequence[tuple[int, Field]], free: int, end: int) -> Iterator[tuple[int, str, str]]:
    """Set names between two cells of the line: each at its start, or as near as the least of the others lets it."""
    for n, (start, name) in enumerate(names):
        stop = end - _total(later.least for _, later in names[n + 1 :])
        at = max(free, min(start, stop - name.least))
        if n + 1 < len(names):
            stop = min(stop, max(names[n + 1][0] - GAP, at + name.least))
        told = name.cut(stop - at) if stop - at >= min(_SHORTEST, name.least) else ""
        if told:
            yield at, told, name.style
            free = at + cell_len(told) + GAP


def line(row: Row, found: Plan) -> Text:
    """Set an event as one line, which ends with its id where the plan has it."""
    out = row.date.copy()
    _put(out, max(found.what, out.cell_len + GAP), row.what)
    free, end = out.cell_len + GAP, found.tail - GAP
    source = row.source.cut(end - found.source) if found.source is not None else ""
    if source and found.source is not None:
        end = found.source - GAP
    names = [(start, name) for start, name in zip(found.names, row.names, strict=True) if name.full]
    first = max(free, min(free + _total(name.least for _, name in names), end - row.numbers.least))
    numbers = row.numbers.cut(end - first)
    last = end - cell_len(numbers)
    at = found.numbers if first <= found.numbers <= last else max(first, last)
    for start, told, style in _set_names(names, free, at - GAP if numbers else end):
        _put(out, start, told, style)
    if numbers:
        _put(out, at, numbers)
    if source and found.source is not None:
        _put(out, found.source, source, row.source.style)
    _put(out, found.tail, row.tail)
    return out
