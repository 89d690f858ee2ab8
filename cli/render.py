"""Incidents, events and other rows in all formats for pipes and files. Tables of events are in `events.py`."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Generic, Literal, TextIO, TypeVar, get_args

from tracker.cli import words
from tracker.cli.geocodes import geo_precision, where_prec
from tracker.model import Count, Event, Place, StoredEvent

if TYPE_CHECKING:
    from tracker.incidents.nouns import Figure, Incident

EventFormat = Literal["table", "tsv", "csv", "json", "jsonl", "markdown", "geojson"]
RowFormat = Literal["table", "tsv", "csv", "json", "jsonl", "markdown"]
EVENT_FORMATS: tuple[EventFormat, ...] = get_args(EventFormat)
ROW_FORMATS: tuple[RowFormat, ...] = get_args(RowFormat)

Cell = str | int | float | None
Row = dict[str, Cell]

EVENT_COLUMNS = (
    "date_start",
    "date_end",
    "date",
    "kind",
    "type",
    "status",
    "scope",
    "place",
    "admin1",
    "country",
    "actors",
    "targets",
    "counts",
    "killed_low",
    "killed_high",
    "wounded_low",
    "wounded_high",
    "detained_low",
    "detained_high",
    "weapons",
    "claimed_by",
    "confidence",
    "date_precision",
    "date_basis",
    "place_precision",
    "latitude",
    "longitude",
    "source",
    "title",
    "url",
    "article",
    "radius_km",
    "geo_precision",
    "where_prec",
    "copy_of",
    "id",
)
# What an incident has beside the columns of an event, after them.
INCIDENT_COLUMNS = (
    *EVENT_COLUMNS,
    "reports",
    "sources",
    "grade",
    "grade_set_by",
    "strike_status",
    "figures",
    "killed_least",
    "killed_most",
    "wounded_least",
    "wounded_most",
    "detained_least",
    "detained_most",
    "conflicts",
    "told_by",
)
_MARKDOWN_COLUMNS = ("date", "type", "place", "country", "actors", "targets", "counts", "status", "scope", "source", "id")
_INCIDENT_MARKDOWN_COLUMNS = (
    "date",
    "type",
    "place",
    "country",
    "actors",
    "targets",
    "figures",
    "status",
    "scope",
    "grade",
    "sources",
    "told_by",
    "id",
)
_BOUNDED = ("killed", "wounded", "detained")

# json.dumps leaves these as they are; a terminal would obey some of them. Escaped, they are the same text to a JSON reader.
_JSON_UNSAFE = re.compile(r"[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]|[\ud800-\udfff]")


def bare(event: Event) -> StoredEvent:
    """Dress an event that is in no store, so that it renders as one that is."""
    return StoredEvent(event, title="", source=None, url=None, published=None, version=1, parser="")


def _bounds(event: Event) -> Row:
    whole: dict[str, Count] = {count.of: count for count in words.whole_counts(event.counts) if count.group is None}
    row: Row = {}
    for of in _BOUNDED:
        count = whole.get(of)
        row[f"{of}_low"] = count.low if count else None
        row[f"{of}_high"] = count.high if count else None
    return row


def _date_cells(event: Event) -> Row:
    day = event.date
    return {
        "date_start": day.start.isoformat() if day and day.start else None,
        "date_end": day.end.isoformat() if day else None,
        "date": words.when(day),
        "date_precision": day.precision if day else None,
        "date_basis": day.basis if day else None,
    }


def _place_cells(places: Sequence[Place]) -> Row:
    point = words.first_point(places)
    coded = point or next(iter(places), None)
    return {
        "place": words.names(place.name for place in places),
        "admin1": words.names(dict.fromkeys(place.admin1 for place in places if place.admin1)),
        "country": words.names(dict.fromkeys(place.country for place in places if place.country)),
        "place_precision": places[0].precision if places else None,
        "latitude": point.latitude if point else None,
        "longitude": point.longitude if point else None,
        "radius_km": coded.radius_km if coded else None,
        "geo_precision": geo_precision(coded) if coded else None,
        "where_prec": where_prec(coded) if coded else None,
    }


def event_row(stored: StoredEvent) -> Row:
    """Give an event as one flat row, its keys being EVENT_COLUMNS in that order."""
    event = stored.event
    row: Row = {
        "kind": event.kind,
        "type": event.type,
        "status": event.status,
        "scope": event.scope,
        "actors": words.names(event.actors),
        "targets": words.names(event.targets),
        "counts": words.numbers(event.counts),
        "weapons": words.names(event.weapons),
        "claimed_by": words.names(event.claimed_by),
        "confidence": event.confidence,
        "source": words.clean(stored.source),
        "title": words.clean(stored.title),
        "url": words.clean(stored.url),
        "article": words.clean(event.article),
        "copy_of": words.clean(stored.original) or None,
        "id": event.id,
    }
    row |= _date_cells(event) | _place_cells(event.places) | _bounds(event)
    return {column: row[column] for column in EVENT_COLUMNS}


def incident_row(incident: Incident) -> Row:
    """Give an incident as one flat row, its keys being INCIDENT_COLUMNS in that order.

    It is the row of an event with its best figures; source, title and address are those of its founding report.
    """
    from tracker.cli.claims import publishers

    figures: dict[str, Figure] = {figure.of: figure for figure in incident.figures}
    row = event_row(replace(incident.reports[0], event=incident.event)) | {
        "reports": len(incident.reports),
        "sources": incident.sources,
        "grade": incident.grade.value,
        "grade_set_by": words.clean(incident.grade.set_by) or None,
        "strike_status": incident.strike_status.value if incident.strike_status else None,
        "figures": "; ".join(words.estimates(incident)),
        "conflicts": words.names(incident.conflicts),
        "told_by": words.names(publishers(incident)),
    }
    for of in _BOUNDED:
        figure = figures.get(of)
        row |= {f"{of}_least": figure.low if figure else None, f"{of}_most": figure.high if figure else None}
    return {column: row[column] for column in INCIDENT_COLUMNS}


def _cell(value: Cell) -> str:
    return "" if value is None else words.clean(str(value))


_formulas_guarded = ContextVar("_formulas_guarded", default=False)
# What a spreadsheet takes for the beginning of a formula, in full width too. Tab and line break are gone from cells already.
_FORMULA = tuple("=+-@\t\r＝＋－＠")


@contextmanager
def formulas_guarded(wanted: bool) -> Iterator[None]:
    """Write an apostrophe before text in CSV and TSV that a spreadsheet would run as a formula. Numbers stay as they are."""
    token = _formulas_guarded.set(wanted)
    try:
        yield
    finally:
        _formulas_guarded.reset(token)


def _spreadsheet_cell(value: Cell) -> str:
    cell = _cell(value)
    guarded = _formulas_guarded.get() and isinstance(value, str) and cell.startswith(_FORMULA)
    return f"'{cell}" if guarded else cell


def write_tsv(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> None:
    """Write a header and one row a line; no cell holds a tab or a line break."""
    print(*columns, sep="\t", file=out)
    for row in rows:
        print(*(_spreadsheet_cell(row[column]) for column in columns), sep="\t", file=out)


def write_csv(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> None:
    """Write RFC 4180 CSV with a header, but with plain line ends."""
    import csv

    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_spreadsheet_cell(row[column]) for column in columns] for row in rows)


def write_markdown(columns: Sequence[str], rows: Iterable[Row], out: TextIO) -> None:
    """Write a pipe table; what Markdown or HTML would read in a cell is escaped."""
    print("| " + " | ".join(columns) + " |", file=out)
    print("|" + "|".join(" --- " for _ in columns) + "|", file=out)
    for row in rows:
        print("| " + " | ".join(re.sub(r"([\\|<>`*_\[\]])", r"\\\1", _cell(row[column])) for column in columns) + " |", file=out)


def dumps(value: object, *, indent: int | None = None) -> str:
    """Give JSON that keeps every character's meaning but can't steer a terminal."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _JSON_UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def write_json(items: Iterable[object], out: TextIO) -> None:
    """Write one array, an item a line."""
    lead = "["
    for item in items:
        print(lead, dumps(item), sep="\n", end="", file=out)
        lead = ","
    print("[]" if lead == "[" else "\n]", file=out)


def write_jsonl(items: Iterable[object], out: TextIO) -> None:
    """Write one JSON value a line."""
    for item in items:
        print(dumps(item), file=out)


def features(stored: StoredEvent) -> Iterator[dict[str, Any]]:
    """Give an event as GeoJSON features (RFC 7946), its properties being its flat row."""
    return features_of(stored.event, event_row(stored))


def features_of(event: Event, row: Row) -> Iterator[dict[str, Any]]:
    """Give one feature for each of an event's places with a point, else one without a geometry.

    The properties are the row, with the fields of that place alone; `event` is the event's id, which its features share.
    """
    identity = event.id
    located = [place for place in event.places if words.first_point((place,))]
    if not located:
        yield _feature(identity, None, {**row, "event": identity})
    for number, place in enumerate(located, 1):
        geometry = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
        name = identity if len(located) == 1 else f"{identity}-{number}"
        yield _feature(name, geometry, {**row, **_place_cells((place,)), "id": name, "event": identity})


def _feature(name: str, geometry: dict[str, Any] | None, properties: Row) -> dict[str, Any]:
    return {"type": "Feature", "id": name, "geometry": geometry, "properties": properties}


def write_geojson(found: Iterable[dict[str, Any]], out: TextIO) -> None:
    """Write features as one FeatureCollection, a feature a line."""
    print('{"type": "FeatureCollection", "features":', file=out)
    write_json(found, out)
    print("}", file=out)


_ROW_WRITERS: dict[str, Callable[[Sequence[str], Iterable[Row], TextIO], None]] = {
    "tsv": write_tsv,
    "csv": write_csv,
    "markdown": write_markdown,
}


T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Form(Generic[T]):
    """How things of one sort look in each format."""

    columns: Sequence[str]
    markdown: Sequence[str]
    row: Callable[[T], Row]
    event: Callable[[T], Event]
    as_dict: Callable[[T], dict[str, Any]]
    table: Callable[[list[T]], None]


def write_all(things: Iterable[T], form: Form[T], how: EventFormat) -> int:
    """Write things of one sort to stdout in the format; give how many there were."""
    seen = 0

    def counted() -> Iterator[T]:
        nonlocal seen
        for thing in things:
            seen += 1
            yield thing

    out = sys.stdout
    if how == "table":
        form.table(list(counted()))
    elif how == "geojson":
        write_geojson((each for thing in counted() for each in features_of(form.event(thing), form.row(thing))), out)
    elif how in ("json", "jsonl"):
        write = write_json if how == "json" else write_jsonl
        write(map(form.as_dict, counted()), out)
    else:
        _ROW_WRITERS[how](form.markdown if how == "markdown" else form.columns, map(form.row, counted()), out)
    return seen


def write_events(events: Iterable[StoredEvent], how: EventFormat) -> int:
    """Write events to stdout in the format; give how many there were."""

    def table(found: list[StoredEvent]) -> None:
        from tracker.cli.events import print_events

        print_events(found)

    return write_all(events, Form(EVENT_COLUMNS, _MARKDOWN_COLUMNS, event_row, lambda stored: stored.event, _contract, table), how)


def _contract(stored: StoredEvent) -> dict[str, Any]:
    """Give a stored event as the JSON contract has it."""
    return stored.event.as_dict()


def write_incidents(incidents: Iterable[Incident], how: EventFormat, *, graded: bool = False) -> int:
    """Write incidents to stdout in the format; give how many there were. With `graded` a table has their grades."""

    def table(found: list[Incident]) -> None:
        from tracker.cli.events import print_incidents

        print_incidents(found, graded=graded)

    columns, markdown = INCIDENT_COLUMNS, _INCIDENT_MARKDOWN_COLUMNS
    form = Form(columns, markdown, incident_row, lambda incident: incident.event, lambda incident: incident.as_dict(), table)
    return write_all(incidents, form, how)


def write_rows(columns: Sequence[str], rows: Iterable[Row], how: RowFormat) -> None:
    """Write flat rows to stdout; a table is for the command itself to draw."""
    if how == "json":
        write_json(rows, sys.stdout)
    elif how == "jsonl":
        write_jsonl(rows, sys.stdout)
    else:
        _ROW_WRITERS[how](columns, rows, sys.stdout)
