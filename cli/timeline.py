"""`tracker timeline`: incidents by date, or the single reports of them."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli import options
from tracker.cli.render import EVENT_FORMATS, EventFormat, write_events, write_incidents
from tracker.model import Filter

EXAMPLES = """
tracker timeline --country Syria --since 'January 2026'
tracker timeline --type air_strike --type drone_strike --target 'Islamic State'
tracker timeline --events --scope incident --format csv > reports.csv
tracker timeline --as-of 2026-02-05  # as it stood then
"""

Limit = Annotated[
    int | None,
    typer.Option("--limit", "-n", min=1, metavar="N", help="At most so many.", show_default=False, rich_help_panel=options.OUTPUT),
]
Reverse = Annotated[bool, typer.Option("--reverse", "-r", help="The latest first.", rich_help_panel=options.OUTPUT)]


@options.filtered
@options.standing
def timeline(
    where: Filter,
    events: Annotated[
        bool,
        typer.Option(
            "--events",
            help="The single reports: what each article says, one a line, not what they tell of together.",
            rich_help_panel=options.OUTPUT,
        ),
    ] = False,
    limit: Limit = None,
    reverse: Reverse = False,
    format: Annotated[EventFormat | None, options.format_option(EVENT_FORMATS)] = None,
    db: options.Database = None,
) -> None:
    """List incidents by date, one a line, whatever the number of articles that tell of each.

    'Src' is the number of independent sources; 'killed 12 (9-17)' is the best figure with all that sources say. An
    incident is listed when any of its reports meets the options, which for --since and --until means that its interval
    of days meets theirs. In a pipe it prints tab-separated values with a header.
    """
    how = options.pick_event_format(format)
    with options.open_for_reading(db) as store:
        if not store:
            shown = write_events((), how) if events else write_incidents((), how)
        elif events:
            shown = write_events(store.events(where, limit=limit, reverse=reverse), how)
        else:
            shown = write_incidents(store.incidents(where, limit=limit, reverse=reverse), how)
        if store and not shown:
            options.say_empty("no event matches" if where != Filter() else "the database holds no events yet")
