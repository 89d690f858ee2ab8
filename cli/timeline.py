"""`tracker timeline`: events by date."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli import options
from tracker.cli.render import EVENT_FORMATS, EventFormat, write_events
from tracker.model import Filter

EXAMPLES = """
tracker timeline --country Syria --since 'January 2026'
tracker timeline --type air_strike --type drone_strike --target 'Islamic State'
tracker timeline --scope incident --format csv > events.csv
"""

Limit = Annotated[
    int | None,
    typer.Option("--limit", "-n", min=1, metavar="N", help="At most so many.", show_default=False, rich_help_panel=options.OUTPUT),
]
Reverse = Annotated[bool, typer.Option("--reverse", "-r", help="The latest first.", rich_help_panel=options.OUTPUT)]


@options.filtered
def timeline(
    where: Filter,
    limit: Limit = None,
    reverse: Reverse = False,
    format: Annotated[EventFormat | None, options.format_option(EVENT_FORMATS)] = None,
    db: options.Database = None,
) -> None:
    """List events by date, one a line.

    An event is listed when its interval of days meets --since and --until. In a pipe it prints tab-separated values
    with a header. An option given twice means either; different options narrow each other down.
    """
    how = options.pick_event_format(format)
    with options.open_for_reading(db) as store:
        found = store.events(where, limit=limit, reverse=reverse) if store else iter(())
        if not write_events(found, how) and store:
            options.say_empty("no event matches" if where != Filter() else "the database holds no events yet")
