"""`tracker totals`: what articles claim in sum, held against the incidents on record."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli import options, words
from tracker.cli.claims import publisher
from tracker.cli.render import EVENT_FORMATS, EventFormat, Row, features_of, incident_row, write_geojson, write_rows
from tracker.cli.render import write_json as write_array
from tracker.cli.render import write_jsonl as write_lines
from tracker.cli.timeline import Limit
from tracker.model import Filter

if TYPE_CHECKING:
    from rich.text import Text

    from tracker.incidents.nouns import Accounted, Incident, Total

EXAMPLES = """
tracker totals --country Syria --since 'December 2025'
tracker totals 9a00  # one total, with the incidents that fall into it
tracker totals --format jsonl | jq 'select(.flags != [])'
"""

COLUMNS = (
    "total",
    "date_start",
    "date_end",
    "date",
    "type",
    "status",
    "place",
    "country",
    "actors",
    "targets",
    "claimed_by",
    "source",
    "of",
    "claimed_low",
    "claimed_high",
    "incidents",
    "reports",
    "found_low",
    "found_high",
    "missing_low",
    "missing_high",
    "said",
    "items",
    "within",
    "holds",
    "overlaps",
    "flags",
)
_MARKDOWN_COLUMNS = ("date", "place", "actors", "targets", "said", "flags", "total")


@options.filtered
@options.standing
def totals(
    where: Filter,
    total: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="One total: its id, or that of any report of it. Default: all.", show_default=False),
    ] = None,
    limit: Limit = None,
    format: Annotated[EventFormat | None, options.format_option(EVENT_FORMATS)] = None,
    db: options.Database = None,
) -> None:
    """Hold totals against items: what a claim such as 'more than 100 strikes since December' leaves unaccounted for.

    For each total: the incidents on record that fall into its period, place, sides and type, their sum by best figures,
    and what is left. Totals within others and totals that overlap are named; contradictions are flagged.
    """
    how = options.pick_event_format(format)
    with options.open_for_reading(db) as store:
        found = islice(store.totals(total, where), limit) if store else iter(())
        shown = write_totals(found, how, whole=total is not None)
        if store and not shown:
            options.say_empty("no total matches" if where != Filter() else "no article on record gives a total")


# --- in words -----------------------------------------------------------------------------------------------------------------


def claimant(total: Incident) -> str:
    """Name who claims a total: the side that articles name, in full where they call it 'the command', else who published it."""
    publisher_name = publisher(total.lead)
    by = words.clean(next(iter(total.claimed_by), "")) or publisher_name
    if by == by.lower():
        by = next((name for name in (publisher_name, *map(words.clean, total.actors)) if by in name.lower()), by)
    return words.shorten(by, 60)


def said_period(total: Incident) -> str:
    """Say the period of a total: 'since 1 Dec 2025' where it ends with the day on which it was told, else its days."""
    day = total.date
    if day is None:
        return ""
    told = {report.published for report in total.reports}
    if day.start and day.start != day.end and day.end in told:
        return f"since {words.interval(day.start, day.start)}"
    return f"in {words.when(day)}" if day.precision in ("month", "year") else words.when(day)


def said_number(number: Accounted, items: int, parts: int = 0) -> str:
    """Say what of one number is on record: '2 incidents and 1 smaller total with 15 strikes are on record; 86+ unaccounted'."""
    held = [words.plural(items, "incident")] if items else []
    held += [words.plural(parts, "smaller total")] if parts else []
    if not held:
        return f"nothing is on record; {said_missing(number)}"
    with_number = f" with {words.so_many(number.found_low, number.found_high, number.of)}"
    if (number.found_low, number.found_high) == (0, 0):
        with_number = f" without a number of {words.label(number.of)}"
    verb = "is" if items + parts == 1 else "are"
    return f"{' and '.join(held)}{with_number} {verb} on record; {said_missing(number)}"


def said_missing(number: Accounted) -> str:
    """Say what is not accounted for, or that there is nothing."""
    if number.missing_high == 0:
        return "nothing unaccounted"
    if not number.missing_low:
        return "perhaps more unaccounted" if number.missing_high is None else f"up to {number.missing_high} unaccounted"
    return f"{words.number(number.missing_low, number.missing_high)} unaccounted"


def said(total: Total, number: Accounted) -> str:
    """Say one number of a total in a sentence: 'CENTCOM claims 101+ strikes since 1 Dec 2025; 2 incidents with ...'."""
    claimed = words.so_many(number.claimed_low, number.claimed_high, number.of)
    claim = " ".join(filter(None, (claimant(total.total), "claims", claimed, said_period(total.total))))
    return f"{claim}; {said_number(number, len(total.items), len(total.holds))}"


# --- formats ------------------------------------------------------------------------------------------------------------------


def total_rows(total: Total) -> Iterator[Row]:
    """Give a total as flat rows, one for each of its numbers, their keys being COLUMNS in that order."""
    own = incident_row(total.total)
    same: Row = {
        **{column: own[column] for column in COLUMNS if column in own},
        "total": total.total.id,
        "incidents": len(total.items),
        "items": "; ".join(item.id for item in total.items),
        "within": "; ".join(total.within),
        "holds": "; ".join(total.holds),
        "overlaps": "; ".join(total.overlaps),
        "flags": words.names(total.flags),
    }
    for number in total.numbers or (None,):
        row = same | (_number_cells(total, number) if number else {})
        yield {column: row.get(column) for column in COLUMNS}


_BOUNDS = ("claimed_low", "claimed_high", "found_low", "found_high", "missing_low", "missing_high")


def _bounds(number: Accounted) -> Row:
    return {name: getattr(number, name) for name in _BOUNDS}


def _number_cells(total: Total, number: Accounted) -> Row:
    return {"of": number.of, "said": said(total, number), **_bounds(number)}


def as_dict(total: Total) -> dict[str, Any]:
    """Give a total as JSON has it: an incident's keys, and what it comes to when held against the record."""
    return {
        **total.total.as_dict(),
        "numbers": [_number_cells(total, number) for number in total.numbers],
        "items": [item.id for item in total.items],
        "within": total.within,
        "holds": total.holds,
        "overlaps": total.overlaps,
        "flags": total.flags,
    }


def _features(total: Total) -> Iterator[dict[str, Any]]:
    """Give a total as features: the row of an incident with what is claimed, found and missing of each number."""
    numbers = {f"{number.of}_{name}": value for number in total.numbers for name, value in _bounds(number).items()}
    told: Row = {"incidents": len(total.items), "flags": words.names(total.flags)}
    return features_of(total.total.event, incident_row(total.total) | numbers | told)


def write_totals(totals: Iterable[Total], how: EventFormat, *, whole: bool = False) -> int:
    """Write totals to stdout in the format; give how many there were. With `whole` a table lists what falls into each."""
    found = list(totals)
    if how == "table":
        print_totals(found, whole=whole)
    elif how == "geojson":
        write_geojson((feature for total in found for feature in _features(total)), sys.stdout)
    elif how in ("json", "jsonl"):
        write = write_array if how == "json" else write_lines
        write(map(as_dict, found), sys.stdout)
    else:
        columns = _MARKDOWN_COLUMNS if how == "markdown" else COLUMNS
        write_rows(columns, (row for total in found for row in total_rows(total)), how)
    return len(found)


# --- on a terminal ------------------------------------------------------------------------------------------------------------


def print_totals(found: Sequence[Total], *, whole: bool = False) -> None:
    """Print each total: what it is of, a sentence for each of its numbers, how it stands to others, what contradicts."""
    from tracker.cli.events import print_incidents
    from tracker.cli.terminal import console, safe

    out = console()
    for n, total in enumerate(found):
        if n:
            out.print()
        out.print(_head(total))
        for line, style in _lines(total):
            out.print(_indented(safe(line, style)))
        if whole and total.items:
            out.print()
            out.print(safe("On record", "bold"))
            print_incidents(total.items)


def _head(total: Total) -> Text:
    from tracker.cli.cut import scene
    from tracker.cli.events import what
    from tracker.cli.terminal import safe

    event = total.total.event
    places = words.short_names([words.place_name(place) for place in event.places], most=3)
    told = scene(places, words.short_names(event.actors), words.short_names(event.targets))
    head = safe(event.id, "dim").append("  ").append_text(safe(words.when(event.date), "bold")).append("  ")
    return head.append_text(what(event)).append(f"  {told}" if told else "", style="default")


def _lines(total: Total) -> Iterator[tuple[str, str]]:
    for number in total.numbers:
        yield said(total, number), ""
    for name, ids in (("lies within", total.within), ("holds", total.holds), ("overlaps with", total.overlaps)):
        if ids:
            yield f"{name} {', '.join(ids)}", "dim"
    for flag in total.flags:
        yield f"! {flag}", "yellow"


def _indented(line: Text) -> object:
    from rich.padding import Padding

    return Padding(line, (0, 0, 0, 2))
