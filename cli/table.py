"""Tables for a terminal: they fit its width, and break lines between words only, between names or numbers where they can."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tracker.cli.terminal import console

if TYPE_CHECKING:
    from rich.console import JustifyMethod
    from rich.text import Text

GAP = 2
_HARDLY = 2  # `keep` up to this: a column for those with room

# Where a line is best broken: after the dash of a date, after a name or number, before brackets (not inside) or an arrow.
_SEAM = re.compile(r"(?<= - )|(?<=; )|(?<=, )(?![^(]*\))|(?= \()|(?= → )|(?= \+\d)|(?<=\n)")
_WORD = re.compile(r"\s*\S+\s*")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table. `keep` (1 to 9) says how much it matters as the terminal gets narrow; the lowest goes first."""

    title: str
    keep: int = 9
    right: bool = False
    whole: bool = False  # never broken, whatever the width
    prose: bool = False  # broken between any words, not at seams


def _pieces(cell: str) -> list[str]:
    return [piece for piece in _SEAM.split(cell) if piece]


def _widest(pieces: Sequence[str]) -> int:
    return max((cell_len(piece.strip()) for piece in pieces), default=0)


def wrap(cell: str, width: int, *, prose: bool = False) -> list[str]:
    """Break a cell into lines: at seams where that is enough, else between words. Only a word wider than the line is cut."""
    lines = [""]
    for piece in [cell] if prose else _pieces(cell):
        fits = cell_len(piece.strip()) <= width
        for part in [piece] if fits else _WORD.findall(piece):
            if lines[-1] and (lines[-1].endswith("\n") or cell_len((lines[-1] + part).rstrip()) > width):
                lines.append("")
            lines[-1] += part
    return lines


def _wrapped(cell: Text, width: int, *, prose: bool) -> Text:
    """Break a styled cell likewise."""
    from rich.text import Text

    lines, at = [], 0
    for line in wrap(cell.plain, width, prose=prose):
        piece = cell[at : at + len(line)]
        at += len(line)
        piece.rstrip()
        start = len(piece.plain) - len(piece.plain.lstrip())
        lines.append(piece[start:])
    return Text("\n").join(lines)


def _sizes(columns: Sequence[Column], cells: Sequence[Sequence[str]]) -> Iterator[tuple[int, int, int]]:
    """Give each column's width with nothing broken, broken at seams only, and broken between words."""
    for n, column in enumerate(columns):
        texts = [column.title, *(row[n] for row in cells)]
        full = max(_widest(text.split("\n")) for text in texts)
        if column.whole:
            yield full, full, full
        else:
            yield full, max(_widest(_pieces(text)) for text in texts), max(_widest(text.split()) for text in texts)


def fit(columns: Sequence[Column], cells: Sequence[Sequence[str]], width: int) -> dict[int, int]:
    """Choose which columns to show and how wide each is, so that all fit the width.

    1. Columns that hardly matter go where the others would be cramped: nearer to one word a line than to one piece a line.
    2. Others go where even that isn't enough.
    3. The widest is narrowed until it breaks at seams, then until all fit, the sooner the less it matters.
    """
    sizes = list(_sizes(columns, cells))
    shown = list(range(len(columns)))
    for roomiest, most in ((1, _HARDLY), (2, 9)):
        while len(shown) > 1 and sum((sizes[n][2] + sizes[n][roomiest]) // 2 + GAP for n in shown) - GAP > width:
            gone = min(shown, key=lambda n: (columns[n].keep, -n))
            if columns[gone].keep > most:
                break
            shown.remove(gone)
    chosen = {n: sizes[n][0] for n in shown}
    for least in (1, 2):
        while sum(size + GAP for size in chosen.values()) - GAP > width:
            wide = [n for n in shown if chosen[n] > sizes[n][least]]
            if not wide:
                break
            chosen[max(wide, key=lambda n: chosen[n] * (10 - columns[n].keep))] -= 1
    return chosen


def print_table(columns: Sequence[Column], rows: Sequence[Sequence[Text]]) -> None:
    """Print rows of cells under the columns that fit the terminal."""
    from rich.table import Table

    out = console()
    sizes = fit(columns, [[cell.plain for cell in row] for row in rows], out.width)
    table = Table(box=None, padding=(0, GAP, 0, 0), pad_edge=False, header_style="bold underline", show_edge=False)
    for n, size in sizes.items():
        justify: JustifyMethod = "right" if columns[n].right else "left"
        table.add_column(columns[n].title, width=size, justify=justify, overflow="fold")
    for row in rows:
        table.add_row(*(_wrapped(row[n], size, prose=columns[n].prose) for n, size in sizes.items()))
    out.print(table)
