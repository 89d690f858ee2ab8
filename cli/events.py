"""A timeline on a terminal: an event a line; on one narrower than any is today, an event a row of a table that wraps."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tracker.cli import lines, words
from tracker.cli.cut import cut, cut_counts, cut_scene, cut_who, scene, who
from tracker.cli.table import Column, print_table
from tracker.cli.terminal import console, safe

if TYPE_CHECKING:
    from rich.text import Text

    from tracker.model import Event, StoredEvent

NARROW = 80  # columns of a terminal below which an event has no line of its own
MEDIUM = 100  # from here on a place has a column apart from who did it
WIDE = 120  # from here on an actor has one apart from the target
_LEAST = 8  # cells that a name keeps where numbers can be cut instead
_STYLES = {"strike": "red", "detention": "cyan"}

_NUMBERS, _SOURCE = lines.Column("Numbers", keep=8), lines.Column("Source", keep=1)
_COLUMNS = {
    NARROW: (lines.Column("Place: actor → target", keep=6), _NUMBERS, _SOURCE),
    MEDIUM: (lines.Column("Place", keep=6), lines.Column("Actor → target", keep=5), _NUMBERS, _SOURCE),
    WIDE: (lines.Column("Place", keep=6), lines.Column("Actor", keep=5), lines.Column("Target", keep=4), _NUMBERS, _SOURCE),
}


def what(event: Event, *, copy: bool = False) -> Text:
    """Give an event's type in its kind's colour, with what sets it apart ('total', 'alleged', 'copy')."""
    text = safe(words.label(event.type), _STYLES[event.kind])
    marks = ", ".join(filter(None, (words.marks(event), "copy" if copy else "")))
    if marks:
        text.append(f" ({marks})", style="yellow")
    return text


def _when(event: Event) -> Text:
    return safe(words.when(event.date), "bold" if event.date and event.date.start else "dim")


def _sides(event: Event) -> tuple[str, str]:
    return words.short_names(event.actors), words.short_names(event.targets)


def _places(event: Event) -> str:
    return words.short_names([words.place_name(place) for place in event.places], most=3)


def _name(full: str, shorten: lines.Cut, style: str = "") -> lines.Field:
    return lines.Field(full, shorten, min(cell_len(full), _LEAST), style)


def _plain(text: str, style: str = "") -> lines.Field:
    return _name(text, partial(cut, text), style)


def _numbers(counts: Sequence[str]) -> lines.Field:
    least = min(cell_len(counts[0].partition(" (")[0]) + 4, cell_len("; ".join(counts))) if counts else 0
    return lines.Field("; ".join(counts), partial(cut_counts, counts), least)


def _names(event: Event, layout: int) -> tuple[lines.Field, ...]:
    """Give places, actors and targets in as many fields as the layout has columns for them."""
    places, (actors, targets) = _places(event), _sides(event)
    if layout == NARROW:
        return (_name(scene(places, actors, targets), partial(cut_scene, places, actors, targets)),)
    if layout == MEDIUM:
        return _plain(places), _name(who(actors, targets), partial(cut_who, actors, targets))
    return _plain(places), _plain(actors), _plain(targets)


def _row(stored: StoredEvent, layout: int) -> lines.Row:
    event = stored.event
    return lines.Row(
        date=_when(event),
        what=what(event, copy=stored.original is not None),
        names=_names(event, layout),
        numbers=_numbers(words.telling_counts(event.counts)),
        source=_plain(words.shorten(stored.source or "", 24), "dim"),
        id=safe(event.id, "dim"),
    )


def print_events(events: Sequence[StoredEvent]) -> None:
    """Print a timeline."""
    if not events:
        return
    out = console()
    layout = max((least for least in _COLUMNS if out.width >= least), default=None)
    if layout is None:
        print_table(_WRAPPED, [_wrapped_cells(stored) for stored in events])
        return
    rows = [_row(stored, layout) for stored in events]
    found = lines.plan(_COLUMNS[layout], rows, out.width)
    for text in (lines.header(_COLUMNS[layout], found), *(lines.line(row, found) for row in rows)):
        out.print(text, no_wrap=True, crop=False, overflow="ignore")


# --- where there is no room for a line ----------------------------------------------------------------------------------------

_WRAPPED = (Column("Date"), Column("Event"), Column("Place", keep=8), Column("Numbers", keep=7), Column("Id", whole=True))


def _wrapped_cells(stored: StoredEvent) -> list[Text]:
    """Give the cells of an event, 'actor → target' below its type."""
    event = stored.event
    text = what(event, copy=stored.original is not None)
    told = who(*_sides(event))
    if told:
        text.append(f"\n{told}", style="default")
    return [_when(event), text, safe(_places(event)), safe("; ".join(words.telling_counts(event.counts))), safe(event.id, "dim")]
