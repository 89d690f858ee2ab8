"""`tracker review export` and `tracker review import`: the queue, and what was decided, as a file for others."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

import typer

from tracker.cli import options, words
from tracker.cli.render import ROW_FORMATS, Cell, Row, RowFormat, dumps, write_csv, write_jsonl, write_rows
from tracker.cli.review import Only, questions
from tracker.cli.sources import STANDARD_INPUT, now
from tracker.cli.terminal import forget_output, safe, say
from tracker.cli.timeline import Limit
from tracker.errors import TrackerError
from tracker.model import Filter

if TYPE_CHECKING:
    from tracker.review import Taken
    from tracker.store import Store

EXPORT_EXAMPLES = """
tracker review export > queue.jsonl
tracker review export --only suggestions --format csv > merges.csv
tracker review export --decisions > decided.jsonl  # what was decided, for another copy of the database
"""
IMPORT_EXAMPLES = """
tracker review import queue.jsonl
tracker review import merges.csv --by mara --strict
tracker review import - --overrule < decided.jsonl
"""

FileFormat = Literal["jsonl", "csv"]
FILE_FORMATS: tuple[FileFormat, ...] = get_args(FileFormat)

COLUMNS = ("line", "outcome", "decision", "event", "field", "value", "reason", "id")
_STYLES = {"done": "green", "already there": "dim", "conflict": "yellow", "not found": "red", "skipped": "red"}


@options.filtered
def export(
    where: Filter,
    only: Only = None,
    decisions: Annotated[
        bool,
        typer.Option("--decisions", help="What was decided instead of what is open.", rich_help_panel=options.CHOOSE),
    ] = False,
    limit: Limit = None,
    format: Annotated[FileFormat | None, options.format_option(FILE_FORMATS, told="Default: jsonl.")] = None,
    db: options.Database = None,
) -> None:
    """Print the queue as a file that others fill in, one question a line.

    'decision' is to be accept, reject, set (with 'field' and 'value'), merge or apart; 'why' and 'by' are welcome. Lines that are
    left open stay open. Each names its event by id and by the words that it was read from, so that it is found in another copy
    of the database, too.
    """
    from tracker.decisions import Decisions
    from tracker.review import KEYS, Queue, decision_line, question_lines

    with options.open_for_reading(db) as store:
        if store is None:
            return
        decider = Decisions(store, now)
        if decisions:
            lines: Iterable[dict[str, Any]] = map(decision_line, decider.all(where))
        else:
            items = Queue(store, decider, where, questions(only)).items()
            lines = _once(chain.from_iterable(map(question_lines, items)))
        chosen = islice(lines, limit)
        if format == "csv":
            write_csv(KEYS, map(flat, chosen), sys.stdout)
        else:
            write_jsonl(chosen, sys.stdout)


def _once(lines: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Leave out events that another question has asked about already."""
    seen: set[str] = set()
    for line in lines:
        if line["others"]:
            yield line
        elif line["event"] not in seen:
            seen.add(line["event"])
            yield line


def flat(line: dict[str, Any]) -> Row:
    """Give a line as cells; what is no text or number is JSON, in which no space is lost."""
    return {key: _cell(value) for key, value in line.items()}


def _cell(value: object) -> Cell:
    if value is None or isinstance(value, str | int | float):
        return value
    return dumps(value).replace("  ", " \\u0020") if value else None


def import_(
    file: Annotated[str, typer.Argument(metavar="FILE", help="JSONL or CSV as exported and filled in, or - for standard input.")],
    by: options.By = None,
    overrule: Annotated[bool, typer.Option("--overrule", help="Also where somebody else has decided otherwise.")] = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit with 1 if not every decision could be taken over.")] = False,
    format: Annotated[RowFormat | None, options.format_option(ROW_FORMATS)] = None,
    db: options.Database = None,
) -> None:
    """Take over the decisions of a file, and print for each line what became of it.

    A decision is 'done', 'already there', in 'conflict' with somebody else's (which stays, unless --overrule), or its event is
    'not found'. Lines that can't be read are skipped with the reason, the others go on; lines without a decision stay open. A
    file that is read twice changes nothing the second time.
    """
    from tracker.store import Store

    how = options.pick_format(format)
    lines = list(read_lines(_text(file)))
    sums: Counter[str] = Counter()
    with Store.open(options.database(db), create=False) as store:
        _write(_taken(store, lines, options.person(by), overrule=overrule), sums, how)
    told = [f"{number} {outcome}" for outcome, number in sums.items() if number]
    say(", ".join(told) or "no line holds a decision")
    failed = sums["skipped"] + sums["not found"] + sums["conflict"]
    nothing = failed and not (sums["done"] or sums["already there"])
    raise typer.Exit(1 if nothing or (strict and failed) else 0)


def _text(file: str) -> str:
    """Read a file whole: it is decided as a whole what it is."""
    try:
        raw = sys.stdin.buffer.read() if file == STANDARD_INPUT else Path(file).read_bytes()
    except OSError as error:
        raise TrackerError(f"{file}: {(error.strerror or str(error)).lower()}") from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TrackerError(f"{file}: is not UTF-8 text") from None


def read_lines(text: str) -> Iterator[tuple[int, dict[str, Any] | str]]:
    """Give each line's number and what it holds, or why it can't be read. What does not begin as JSON is a table."""
    if text.lstrip()[:1] in ("{", ""):
        yield from _json_lines(text)
        return
    rows = csv.DictReader(io.StringIO(text), strict=True)
    try:
        if not {"event", "decision"} <= {name.strip() for name in rows.fieldnames or () if name}:
            raise TrackerError("neither JSONL nor a CSV table with the columns 'event' and 'decision'")
        yield from ((rows.line_num, {name: cell for name, cell in row.items() if name}) for row in rows)
    except csv.Error as error:
        yield rows.line_num, f"is not CSV: {error}"


def _json_lines(text: str) -> Iterator[tuple[int, dict[str, Any] | str]]:
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            found = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield number, f"is not JSON: {error}"
            continue
        yield number, found if isinstance(found, dict) else "is not a JSON object"


def _taken(
    store: Store, lines: Iterable[tuple[int, dict[str, Any] | str]], by: str | None, *, overrule: bool
) -> Iterator[tuple[int, dict[str, Any], Taken]]:
    """Take one line after the other."""
    from tracker.decisions import Decisions
    from tracker.review import Taken, Taker, read_line

    taker = Taker(store, Decisions(store, now), by=by, overrule=overrule)
    for number, found in lines:
        if isinstance(found, str):
            yield number, {}, Taken("skipped", found)
            continue
        try:
            line = read_line(found)
        except ValueError as error:
            yield number, found, Taken("skipped", str(error))
            continue
        if line.decision is not None:
            yield number, found, taker.take(line)


def _write(taken: Iterable[tuple[int, dict[str, Any], Taken]], sums: Counter[str], how: RowFormat) -> None:
    """Print what became of each line. A reader that goes away does not stop the work: it is for the store."""
    rows = (_row(number, found, result) for number, found, result in _counted(taken, sums))
    with suppress(BrokenPipeError):
        if how == "table":
            for row in rows:
                _print(row)
        else:
            write_rows(COLUMNS, rows, how)
        return
    forget_output()
    for _ in rows:
        pass


def _counted(taken: Iterable[tuple[int, dict[str, Any], Taken]], sums: Counter[str]) -> Iterator[tuple[int, dict[str, Any], Taken]]:
    for number, found, result in taken:
        sums[result.outcome] += 1
        if result.outcome == "skipped":
            say(f"skipped line {number}: {result.reason}", "yellow")
        yield number, found, result


def _row(number: int, found: dict[str, Any], result: Taken) -> Row:
    told = {name: found.get(name) for name in ("decision", "event", "field", "value", "id")}
    cells: Row = {name: value if isinstance(value, str) else None for name, value in told.items()}
    return {name: {**cells, "line": number, "outcome": result.outcome, "reason": result.reason}.get(name) for name in COLUMNS}


def _print(row: Row) -> None:
    from tracker.cli.terminal import console

    if row["outcome"] == "skipped":
        return  # it is on stderr already
    line = safe(str(row["outcome"]), _STYLES[str(row["outcome"])])
    line.pad_right(max(0, 15 - len(line.plain)))
    what = " ".join(words.clean(str(row[name])) for name in ("decision", "event", "field", "value") if row[name])
    line.append(what, "default")
    console().print(line.append(f"  {words.clean(str(row['reason']))}" if row["reason"] else "", "dim"), soft_wrap=True)
