"""`tracker stats`: how many of what, when, where and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from tracker.cli import options
from tracker.cli.render import ROW_FORMATS, RowFormat, dumps, write_rows
from tracker.cli.summary import STAT_COLUMNS, as_dict, group_columns, group_row, print_groups, print_stats, stat_rows
from tracker.model import Filter

if TYPE_CHECKING:
    from tracker.store import Group, Stats

EXAMPLES = """
tracker stats --since 'January 2026' --country SY
tracker stats --by month
tracker stats --by admin1 --country Syria
tracker stats --by actor --kind strike --format csv > actors.csv
"""

By = Literal["day", "week", "month", "kind", "type", "country", "admin1", "place", "actor", "target", "source"]
_BY_HELP = f"A row for each {', '.join(get_args(By)[:-1])} or {get_args(By)[-1]}."
GroupBy = Annotated[
    By | None,
    typer.Option("--by", metavar="GROUP", help=_BY_HELP, show_default=False, rich_help_panel=options.OUTPUT),
]


@options.filtered
@options.standing
def stats(
    where: Filter,
    by: GroupBy = None,
    format: Annotated[RowFormat | None, options.format_option(ROW_FORMATS)] = None,
    db: options.Database = None,
) -> None:
    """Sum up incidents: how many of each type, the people killed, wounded and held, the places and sides named most.

    A happening counts once, whatever the number of articles that tell of it: sums are over the best figures of
    incidents and have bounds ('killed 41-45', 'killed 41+'). Totals that articles give ('since December, 100 targets
    were hit') are listed apart and never added, nor is what is denied. 'tracker totals' holds them against incidents.

    An incident counts when its days reach into --since to --until. One that began earlier is in the group of its first
    day, so that a group before --since may appear.
    """
    how = options.pick_format(format)
    with options.open_for_reading(db) as store:
        if by:
            groups = list(store.stats_by(where, by)) if store else []
            if store and not groups:
                options.say_empty("no event matches" if where != Filter() else "the database holds no events yet")
            _write_groups(by, groups, how)
        else:
            _write_stats(store.stats(where) if store else None, how)


def _write_groups(by: str, groups: Sequence[Group], how: RowFormat) -> None:
    if how == "table":
        print_groups(by, groups)
    else:
        write_rows(group_columns(by), (group_row(by, group) for group in groups), how)


def _write_stats(found: Stats | None, how: RowFormat) -> None:
    if how in ("tsv", "csv", "markdown"):
        write_rows(STAT_COLUMNS, stat_rows(found) if found else (), how)
    elif found and how == "table":
        print_stats(found)
    elif found:
        print(dumps(as_dict(found), indent=2 if how == "json" else None))
