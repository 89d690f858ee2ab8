"""Events and other rows as tsv, csv, json, jsonl, markdown and geojson, for pipes and files. The table is in `events.py`."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, Literal, TextIO, get_args

from tracker.cli import words
from tracker.cli.geocodes import geo_precision, where_prec
from tracker.model import Count, Event, Place, StoredEvent

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
_MARKDOWN_COLUMNS = ("date", "type", "place", "country", "actors", "targets", "counts", "status", "scope", "source", "id")
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
    """Give an event as GeoJSON features (RFC 7946): one for each of its places with a point, else one without a geometry.

    The properties are the flat row, with the fields of that place alone; `event` is the event's id, which its features share.
    """
    row, identity = event_row(stored), stored.event.id
    located = [place for place in stored.event.places if words.first_point((place,))]
    if not located:
        yield _feature(identity, None, {**row, "event": identity})
    for number, place in enumerate(located, 1):
        geometry = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
        name = identity if len(located) == 1 else f"{identity}-{number}"
        yield _feature(name, geometry, {**row, **_place_cells((place,)), "id": name, "event": identity})


def _feature(name: str, geometry: dict[str, Any] | None, properties: Row) -> dict[str, Any]:
    return {"type": "Feature", "id": name, "geometry": geometry, "properties": properties}


def write_geojson(events: Iterable[StoredEvent], out: TextIO) -> None:
    """Write one FeatureCollection, a feature a line."""
    print('{"type": "FeatureCollection", "features":', file=out)
    write_json((each for stored in events for each in features(stored)), out)
    print("}", file=out)


_ROW_WRITERS: dict[str, Callable[[Sequence[str], Iterable[Row], TextIO], None]] = {
    "tsv": write_tsv,
    "csv": write_csv,
    "markdown": write_markdown,
}


def write_events(events: Iterable[StoredEvent], how: EventFormat) -> int:
    """Write events to stdout in the format; give how many there were."""
    seen = 0

    def counted() -> Iterator[StoredEvent]:
        nonlocal seen
        for stored in events:
            seen += 1
            yield stored

    out = sys.stdout
    if how == "table":
        from tracker.cli.events import print_events

        print_events(list(counted()))
    elif how == "geojson":
        write_geojson(counted(), out)
    elif how in ("json", "jsonl"):
        write = write_json if how == "json" else write_jsonl
        write((stored.event.as_dict() for stored in counted()), out)
    else:
        columns = _MARKDOWN_COLUMNS if how == "markdown" else EVENT_COLUMNS
        _ROW_WRITERS[how](columns, map(event_row, counted()), out)
    return seen


def write_rows(columns: Sequence[str], rows: Iterable[Row], how: RowFormat) -> None:
    """Write flat rows to stdout; a table is for the command itself to draw."""
    if how == "json":
        write_json(rows, sys.stdout)
    elif how == "jsonl":
        write_jsonl(rows, sys.stdout)
    else:
        _ROW_WRITERS[how](columns, rows, sys.stdout)
