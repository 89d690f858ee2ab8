"""`tracker evaluate`: how well the parser does on articles whose events are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tracker.cli import options, words
from tracker.cli.progress import counted
from tracker.cli.render import ROW_FORMATS, Cell, Row, RowFormat, write_rows
from tracker.cli.sources import model_name
from tracker.cli.terminal import safe
from tracker.errors import TrackerError, UsageError

if TYPE_CHECKING:
    from rich.text import Text

    from tracker.evaluate import Coded, Difference, Evaluation, GoldEvent, Tally, Tenth
    from tracker.model import Event

EXAMPLES = """
tracker evaluate samples
tracker evaluate samples --errors --format tsv | cut -f 2,3 | sort | uniq -c
tracker evaluate coded/ --predictions events.jsonl --format json | jq '.[] | select(.figure == "record")'
"""

FIGURE_COLUMNS = ("figure", "precision", "recall", "f1", "gold", "found", "right")
ERROR_COLUMNS = ("article", "error", "field", "gold", "found", "confidence", "text")
CALIBRATION_COLUMNS = ("from", "to", "events", "matched", "share")
_SURE = 0.8
_SHOW = "What to print instead of the figures"

_GOLD_HELP = "A folder with docs.jsonl and gold.jsonl, or of articles each with an x.events.json beside it."
Gold = Annotated[Path, typer.Argument(metavar="DIR", help=_GOLD_HELP)]
Predictions = Annotated[
    Path | None,
    typer.Option(
        "--predictions",
        metavar="FILE",
        help="Events as 'tracker parse' prints them in a pipe, of these articles. Default: parse them now.",
        show_default=False,
        rich_help_panel=options.READING,
    ),
]
Errors = Annotated[
    bool, typer.Option("--errors", help="Every event missed or wrongly found and every wrong field.", rich_help_panel=_SHOW)
]
Calibration = Annotated[
    bool, typer.Option("--calibration", help="How many events are right, by their confidence.", rich_help_panel=_SHOW)
]
By = Annotated[
    Literal["type"] | None,
    typer.Option("--by", metavar="GROUP", help="Events found, by 'type'.", show_default=False, rich_help_panel=_SHOW),
]


def evaluate(
    folder: Gold,
    predictions: Predictions = None,
    errors: Errors = False,
    calibration: Calibration = False,
    by: By = None,
    format: Annotated[RowFormat | None, options.format_option(ROW_FORMATS)] = None,
) -> None:
    """Hold the events that the parser finds against those that a careful reader found: precision, recall and F1.

    'event' is about finding the happenings at all; each field is judged over all events, found or not; 'record' is over
    all fields and is the one figure to look at.

    An event found matches one of the reader's of the same kind whose words overlap with its evidence. Those that the
    reader marks as optional count for nothing.
    """
    if errors + calibration + bool(by) > 1:
        raise UsageError("--errors, --calibration and --by each print something else: give one of them")
    result = _judge(folder, predictions)
    how = options.pick_format(format)
    if errors:
        _write(ERROR_COLUMNS, [error_row(each) for each in result.differences], how)
    elif calibration:
        _write(CALIBRATION_COLUMNS, list(calibration_rows(result)), how)
    elif by:
        _write(("type", *FIGURE_COLUMNS[1:]), _tally_rows("type", dict(sorted(result.types.items()))), how)
    else:
        _write(FIGURE_COLUMNS, _tally_rows("figure", result.figures), how)


def _judge(folder: Path, predictions: Path | None) -> Evaluation:
    from tracker.evaluate import evaluate as judge
    from tracker.evaluate import load_predictions, read_coded

    coded = read_coded(folder)
    found = load_predictions(predictions) if predictions else _parse(coded)
    if unknown := sorted(set(found) - {each.gold.id for each in coded}):
        raise TrackerError(f"{predictions}: names articles that {folder} has no gold for: {', '.join(unknown[:3])}")
    return judge((each.gold for each in coded), found)


def _parse(coded: Sequence[Coded]) -> dict[str, Sequence[Event]]:
    from tracker.extract import parse_articles

    with counted(len(coded), "articles") as step:
        found = parse_articles((each.article for each in coded), model=model_name())
        return {article.id: events for article, events in map(step, found)}


# --- rows ---------------------------------------------------------------------------------------------------------------------


def _tally_rows(of: str, tallies: Mapping[str, Tally]) -> list[Row]:
    return [tally_row(of, name, counts) for name, counts in tallies.items()]


def tally_row(of: str, name: str, counts: Tally) -> Row:
    """Give a figure's numbers: to four digits, how many there are, how many were found, how many of these are right."""
    return {
        of: name,
        "precision": round(counts.precision, 4),
        "recall": round(counts.recall, 4),
        "f1": round(counts.f1, 4),
        "gold": counts.found + counts.missed,
        "found": counts.found + counts.wrong,
        "right": counts.found,
    }


def calibration_rows(result: Evaluation) -> Iterator[Row]:
    """Give a row for each tenth of confidence with an event in it, and one for all that are sure enough to be relied on."""
    for tenth in (*result.calibration(), result.sure(_SURE)):
        if tenth.events:
            yield _tenth_row(tenth)


def _tenth_row(tenth: Tenth) -> Row:
    share = tenth.share
    return {
        "from": tenth.low,
        "to": tenth.high,
        "events": tenth.events,
        "matched": tenth.matched,
        "share": None if share is None else round(share, 4),
    }


def error_row(difference: Difference) -> Row:
    """Say what was wanted and what was found: an event 'missing' or 'spurious', or a field of an event that is 'wrong'."""
    gold, event, field = difference.gold, difference.predicted, difference.field
    error = "wrong" if gold and event else "missing" if gold else "spurious"
    return {
        "article": words.clean(difference.article),
        "error": error,
        "field": field,
        "gold": _gold_value(gold, field) if gold else None,
        "found": _found_value(event, field) if event else None,
        "confidence": event.confidence if event else None,
        "text": words.clean(event.evidence[0].text if event else gold.quotes[0] if gold else None),
    }


def _gold_value(gold: GoldEvent, field: str) -> str:
    """Say a field of gold; of names, only the first acceptable spelling of each place, but all of a side."""
    told = {
        "event": words.label(gold.type),
        "date": _days(*gold.date) if gold.date else "",
        "place": "; ".join(names[0] for names in gold.places if names),
        "country": gold.country or "",
        "actor": " | ".join(gold.actors),
        "target": " | ".join(gold.targets),
        "counts": "; ".join(f"{words.label(of)} {words.number(low or 0, high)}" for of, (low, high) in gold.counts),
    }
    return words.clean(told[field] if field in told else str(getattr(gold, field)))


def _found_value(event: Event, field: str) -> str:
    day = event.date
    told = {
        "event": words.label(event.type),
        "date": _days(day.start.isoformat(), day.end.isoformat()) if day and day.start else words.when(day) if day else "",
        "place": words.names(place.name for place in event.places),
        "country": words.names(dict.fromkeys(place.country for place in event.places if place.country)),
        "actor": words.names(event.actors),
        "target": words.names(event.targets),
        "counts": words.numbers(event.counts),
    }
    return words.clean(told[field] if field in told else str(getattr(event, field)))


def _days(start: str | None, end: str | None) -> str:
    return start or "" if start == end else f"{start or ''}..{end or ''}"


# --- out ----------------------------------------------------------------------------------------------------------------------

_NUMBERS = {"precision", "recall", "f1", "gold", "found", "right", "from", "to", "events", "matched", "share"}
_MATTERS = {"precision": 7, "recall": 7, "gold": 5, "found": 4, "right": 4}
_EXACT = {"precision", "recall", "f1", "share"}
_ARTICLE, _VALUE, _SNIPPET = 28, 70, 80
_STYLES = {"missing": "yellow", "spurious": "red", "wrong": ""}


def _write(columns: Sequence[str], rows: Sequence[Row], how: RowFormat) -> None:
    if how != "table":
        write_rows(columns, rows, how)
    elif rows and columns == ERROR_COLUMNS:
        _print_errors(rows)
    elif rows:
        _print_numbers(columns, rows)
    if not rows:
        options.say_empty("nothing to show")


def _print_numbers(columns: Sequence[str], rows: Sequence[Row]) -> None:
    from tracker.cli.table import Column, print_table

    shown = [Column(name.capitalize(), keep=_MATTERS.get(name, 9), right=name in _NUMBERS) for name in columns]
    print_table(shown, [[safe(_cell(name, row[name]), "bold" if name == "f1" else "") for name in columns] for row in rows])


def _cell(name: str, value: Cell) -> str:
    if name in _EXACT and isinstance(value, float):
        return f"{value:.3f}"
    return "" if value is None else str(value)


def _print_errors(rows: Sequence[Row]) -> None:
    from tracker.cli.table import Column, print_table

    columns = (
        Column("Article", keep=6),
        Column("Error", keep=9),
        Column("Gold", keep=8, prose=True),
        Column("Found", keep=7, prose=True),
        Column("Text", keep=5, prose=True),
    )
    print_table(columns, [_error_cells(row) for row in rows])


def _error_cells(row: Row) -> list[Text]:
    return [
        safe(_tail(str(row["article"])), "dim"),
        safe(f"{row['error']} {row['field']}", _STYLES[str(row["error"])]),
        safe(words.shorten(str(row["gold"] or ""), _VALUE)),
        safe(words.shorten(str(row["found"] or ""), _VALUE)),
        safe(words.shorten(str(row["text"] or ""), _SNIPPET), "dim"),
    ]


def _tail(name: str) -> str:
    """Cut a path or URL to its end, which tells it from others."""
    return name if len(name) <= _ARTICLE else f"…{name[1 - _ARTICLE :]}"
