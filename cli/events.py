"""A timeline on a terminal: an incident or event a line; on one narrower than any is today, a row of a table that wraps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from rich.cells import cell_len

from tracker.cli import lines, words
from tracker.cli.cut import cut, cut_counts, cut_scene, cut_who, scene, who
from tracker.cli.table import Column, print_table
from tracker.cli.terminal import console, safe

if TYPE_CHECKING:
    from rich.text import Text

    from tracker.incidents.nouns import Incident
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


@dataclass(frozen=True, slots=True)
class _Told:
    """What a line tells of: an event, or an incident as one, which has `sources` and may have a `grade`."""

    event: Event
    numbers: Sequence[str]
    source: str
    copy: bool = False
    disputed: bool = False
    sources: int | None = None
    grade: str = ""


def _told_event(stored: StoredEvent) -> _Told:
    event, source = stored.event, words.shorten(stored.source or "", 24)
    return _Told(event, words.telling_counts(event.counts), source, copy=stored.original is not None)


def contested(incident: Incident) -> bool:
    """Tell whether sources contradict each other on who did it, or on whether it happened."""
    return incident.grade.value == "Contested"


def _told_incident(incident: Incident, *, graded: bool) -> _Told:
    more = f" +{incident.sources - 1}" if incident.sources > 1 else ""
    return _Told(
        incident.event,
        words.estimates(incident, telling=True),
        words.shorten(incident.reports[0].source or "", 24 - len(more)) + more,
        disputed=contested(incident),
        sources=incident.sources,
        grade=incident.grade.value if graded else "",
    )


def what(event: Event, *, copy: bool = False, disputed: bool = False) -> Text:
    """Give an event's type in its kind's colour, with what sets it apart ('total', 'alleged', 'contested', 'copy')."""
    text = safe(words.label(event.type), _STYLES[event.kind])
    marks = ", ".join(filter(None, (words.marks(event), "contested" if disputed else "", "copy" if copy else "")))
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


_SOURCES = ("Src", 3)
_GRADES = {"Confirmed": "green", "Contested": "yellow", "Discounted": "dim"}


def _grade(told: _Told) -> Text:
    return safe(told.grade, _GRADES.get(told.grade, ""))


def _sources(told: _Told) -> Text:
    return safe("" if told.sources is None else str(told.sources), "bold" if told.sources != 1 else "dim")


def _tail(told: _Told, widest: int) -> Text:
    """Give what ends a line: a grade, `widest` of all, and the number of sources where there are any, and the id."""
    tail = safe("")
    if told.grade:
        tail.append_text(_grade(told)).pad_right(widest + lines.GAP - len(told.grade))
    if told.sources is not None:
        number = _sources(told)
        number.pad_left(_SOURCES[1] - number.cell_len)
        tail.append_text(number).append(" " * lines.GAP)
    return tail.append_text(safe(told.event.id, "dim"))


def _row(told: _Told, layout: int, widest: int) -> lines.Row:
    return lines.Row(
        date=_when(told.event),
        what=what(told.event, copy=told.copy, disputed=told.disputed and not told.grade),  # its grade says so
        names=_names(told.event, layout),
        numbers=_numbers(told.numbers),
        source=_plain(told.source, "dim"),
        tail=_tail(told, widest),
    )


def print_events(events: Sequence[StoredEvent]) -> None:
    """Print a timeline of events."""
    _print([_told_event(stored) for stored in events])


def print_incidents(incidents: Sequence[Incident], *, graded: bool = False) -> None:
    """Print a timeline of incidents, each with the number of its sources and, if wanted, its grade."""
    _print([_told_incident(incident, graded=graded) for incident in incidents])


def _print(told: Sequence[_Told]) -> None:
    if not told:
        return
    out = console()
    layout = max((least for least in _COLUMNS if out.width >= least), default=None)
    if layout is None:
        _print_wrapped(told)
        return
    widest = max(len("Grade"), *(len(each.grade) for each in told))
    rows = [_row(each, layout, widest) for each in told]
    found = lines.plan(_COLUMNS[layout], rows, out.width)
    tail = (*([("Grade", widest)] if told[0].grade else []), *([_SOURCES] if told[0].sources is not None else []), *lines.ID)
    for text in (lines.header(_COLUMNS[layout], found, tail), *(lines.line(row, found) for row in rows)):
        out.print(text, no_wrap=True, crop=False, overflow="ignore")


# --- where there is no room for a line ----------------------------------------------------------------------------------------

_WRAPPED = (Column("Date"), Column("Event"), Column("Place", keep=8), Column("Numbers", keep=7))
_WRAPPED_GRADE, _WRAPPED_SOURCES = Column("Grade", keep=2), Column("Src", keep=3, right=True, whole=True)
_WRAPPED_ID = Column("Id", whole=True)


def _print_wrapped(told: Sequence[_Told]) -> None:
    columns, cells = list(_WRAPPED), [_wrapped_cells(each) for each in told]
    if told[0].grade:
        columns, cells = [*columns, _WRAPPED_GRADE], [[*row, _grade(each)] for row, each in zip(cells, told, strict=True)]
    if told[0].sources is not None:
        columns, cells = [*columns, _WRAPPED_SOURCES], [[*row, _sources(each)] for row, each in zip(cells, told, strict=True)]
    print_table([*columns, _WRAPPED_ID], [[*row, safe(each.event.id, "dim")] for row, each in zip(cells, told, strict=True)])


def _wrapped_cells(told: _Told) -> list[Text]:
    """Give the cells of an event, 'actor → target' below its type."""
    event = told.event
    text = what(event, copy=told.copy, disputed=told.disputed)
    sides = who(*_sides(event))
    if sides:
        text.append(f"\n{sides}", style="default")
    return [_when(event), text, safe(_places(event)), safe("; ".join(told.numbers))]
