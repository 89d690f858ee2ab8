"""`tracker search`: passages by their words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import options, words
from tracker.cli.render import ROW_FORMATS, Row, RowFormat, write_rows
from tracker.cli.timeline import Limit

if TYPE_CHECKING:
    from tracker.store import Found

EXAMPLES = """
tracker search prison convoy
tracker search drone depot --format jsonl | jq -r .event
"""

MOST = 20
COLUMNS = ("event", "title", "text", "article")


def search(
    wanted: Annotated[list[str], typer.Argument(metavar="WORDS...", help="All of these words have to be there.")],
    limit: Limit = None,
    format: Annotated[RowFormat | None, options.format_option(ROW_FORMATS)] = None,
    db: options.Database = None,
) -> None:
    """Find passages by their words: the evidence of events first, then articles. The best match comes first.

    At most 20 are printed, if --limit doesn't say otherwise.
    """
    how = options.pick_format(format)
    with options.open_for_reading(db) as store:
        found = store.search(" ".join(wanted), limit=limit or MOST) if store else []
        if store and not found:
            options.say_empty("nothing that was read holds all these words")
        if how == "table":
            print_found(found)
        else:
            write_rows(COLUMNS, map(found_row, found), how)


def found_row(found: Found) -> Row:
    """Give a passage as one flat row."""
    return {"event": found.event, "title": found.title, "text": found.text, "article": found.article}


def print_found(found: Sequence[Found]) -> None:
    """Print passages, each with the event that it is evidence of."""
    from tracker.cli.table import Column, print_table
    from tracker.cli.terminal import console, safe

    columns = (Column("Event", whole=True), Column("Passage", prose=True), Column("Article", keep=3, whole=True))
    room = max(24, console().width // 4)
    rows = [
        [safe(each.event or "", "dim"), safe(each.text), safe(words.shorten(each.title or each.article, room), "dim")]
        for each in found
    ]
    if rows:
        print_table(columns, rows)
