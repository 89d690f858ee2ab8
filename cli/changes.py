"""`tracker changes`: what was learnt or corrected since a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import options, words
from tracker.cli.render import ROW_FORMATS, Row, RowFormat, write_rows
from tracker.errors import UsageError
from tracker.model import Filter

if TYPE_CHECKING:
    from tracker.incidents.nouns import Incident
    from tracker.learnt import Bounds, Change, Learnt
    from tracker.model import StoredEvent
    from tracker.store import Store

EXAMPLES = """
tracker changes --since yesterday
tracker changes --since 2026-02-01 --until 2026-02-07 --country Syria
tracker changes --since 'two weeks ago' --known --format jsonl | jq 'select(.change == "fell")'
"""

COLUMNS = (
    "incident",
    "date",
    "type",
    "scope",
    "place",
    "country",
    "change",
    "of",
    "before",
    "after",
    "before_low",
    "before_high",
    "after_low",
    "after_high",
    "others",
    "source",
    "published",
    "corrected",
    "event",
    "article",
)
_MARKDOWN_COLUMNS = ("date", "type", "place", "change", "of", "before", "after", "source", "published", "incident")


@partial(options.filtered, but=("since", "until"))
def changes(
    where: Filter,
    since: Annotated[
        str,
        typer.Option(
            "--since",
            metavar="DATE",
            help="What was learnt from this day on: 'yesterday', '2026-02-01'.",
            show_default=False,
            rich_help_panel=options.CHOOSE,
        ),
    ],
    until: Annotated[
        str | None,
        typer.Option(
            "--until",
            metavar="DATE",
            help="What was learnt by the end of this day. Default: all that is known now.",
            show_default=False,
            rich_help_panel=options.CHOOSE,
        ),
    ] = None,
    known: Annotated[
        bool,
        typer.Option(
            "--known",
            help="By the days on which it was read and decided, whenever it was published.",
            rich_help_panel=options.CHOOSE,
        ),
    ] = False,
    format: Annotated[RowFormat | None, options.format_option(ROW_FORMATS)] = None,
    db: options.Database = None,
) -> None:
    """List what was learnt or corrected since a day: new incidents, tolls that rose or fell, grades, merges, retractions.

    What was on record when the day began is held against what is now, or was at the end of --until. Without --known an
    article counts from its day of publication on, and its later versions from the day on which they were read.
    """
    first, last = _days(since, until)
    how = options.pick_format(format)
    with options.open_for_reading(db) as store:
        found = _learnt(store, where, first, last, known=known) if store else []
        if store and not found:
            options.say_empty("nothing was learnt")
        if how == "table":
            print_learnt(found)
        else:
            columns = _MARKDOWN_COLUMNS if how == "markdown" else COLUMNS
            write_rows(columns, (change_row(each, change) for each in found for change in each.changes), how)


def _days(since: str, until: str | None) -> tuple[date, date | None]:
    first = options.read_day(since, option="--since")
    last = None if until is None else options.read_day(until, option="--until", end=True)
    if last and first > last:
        raise UsageError(f"--since {first} is after --until {last}")
    if first == date.min:
        raise UsageError(f"--since {first}: there is no day before it")
    return first, last


def _learnt(store: Store, where: Filter, first: date, last: date | None, *, known: bool) -> list[Learnt]:
    """Compare what differs between the two states, then choose: what meets the filter in either of them."""
    from tracker.learnt import compare
    from tracker.store.past import incidents_named, rejected_reports

    with ExitStack() as stack:
        before = stack.enter_context(options.past(store, first - timedelta(days=1), known=known))
        then, now = before.differing()
        after = store
        if last is not None:
            after = later = stack.enter_context(options.past(store, last, known=known))
            other_then, other_now = later.differing()
            then, now = then | other_now, now | other_then  # what is as it is now in one may not be so in the other
        found = compare(incidents_named(before, then), incidents_named(after, now), rejected=rejected_reports(after))
        if where == Filter() or not found:
            return found
        wanted = {incident.id for incident in before.incidents(where)}, {incident.id for incident in after.incidents(where)}
    return [each for each in found if _is_wanted(each.before, wanted[0]) or _is_wanted(each.after, wanted[1])]


def _is_wanted(incident: Incident | None, wanted: set[str]) -> bool:
    return incident is not None and incident.id in wanted


# --- rows ---------------------------------------------------------------------------------------------------------------------


def change_row(learnt: Learnt, change: Change) -> Row:
    """Give one change as a flat row, its keys being COLUMNS in that order."""
    incident = learnt.incident
    place = incident.places[0] if incident.places else None
    by = change.by
    return {
        "incident": incident.id,
        "date": words.when(incident.date),
        "type": incident.type,
        "scope": incident.scope,
        "place": words.clean(place.name) if place else None,
        "country": place.country if place else None,
        "change": change.what,
        "of": change.of,
        "before": _value(change.before, change.old),
        "after": _value(change.after, change.new),
        **_bounds("before", change.before),
        **_bounds("after", change.after),
        "others": "; ".join(change.others) or None,
        "source": words.clean(source_of(by)) or None if by else None,
        "published": by.published.isoformat() if by and by.published else None,
        "corrected": int(change.corrected),
        "event": by.event.id if by else None,
        "article": words.clean(by.event.article) if by else None,
    }


def _value(bounds: Bounds | None, said: str | None) -> str | None:
    return words.number(*bounds) if bounds else words.clean(said) or None


def _bounds(name: str, bounds: Bounds | None) -> Row:
    low, high = bounds or (None, None)
    return {f"{name}_low": low, f"{name}_high": high}


def source_of(report: StoredEvent) -> str:
    """Name who published a report: the source, else its address, else the article."""
    return report.source or report.url or report.event.article


# --- in words -----------------------------------------------------------------------------------------------------------------


def print_learnt(found: Sequence[Learnt]) -> None:
    """Print each incident in one line, with what was learnt of it below, a line each."""
    from tracker.cli.terminal import console, on_terminal, safe

    out = console()
    for learnt in found:
        head = safe(said_incident(learnt.incident), "bold").append("  ").append_text(safe(learnt.incident.id, "dim"))
        out.print(head, soft_wrap=not on_terminal())
        for line, style in _lines(learnt):
            out.print(safe("").append("    ").append_text(safe(line, style)), soft_wrap=not on_terminal())


_STYLES = {
    "new": "green",
    "rose": "red",
    "fell": "cyan",
    "withdrawn": "yellow",
    "rejected": "yellow",
    "merged": "magenta",
    "split": "magenta",
}


def _lines(learnt: Learnt) -> Iterable[tuple[str, str]]:
    return ((said_change(learnt, change), _STYLES.get(change.what, "")) for change in learnt.changes)


def said_incident(incident: Incident) -> str:
    """Say an incident in one line."""
    event = incident.event
    marks = words.marks(event)
    sides = " -> ".join(filter(None, (words.short_names(event.actors), words.short_names(event.targets))))
    parts = (
        words.when(event.date),
        words.label(event.type) + (f" ({marks})" if marks else ""),
        words.short_names([words.place_name(place) for place in event.places], most=2),
        sides,
    )
    return ", ".join(part for part in parts if part)


def said_change(learnt: Learnt, change: Change) -> str:
    """Say one change: 'killed 5 -> 12 (Valley Monitor, 3 Feb)', 'grade Weak -> Fair', 'merged with 5f0c9a3e71'."""
    by = "; ".join(_said_by(change))
    return _said_what(learnt, change) + (f" ({by})" if by else "")


def _said_by(change: Change) -> Iterator[str]:
    if change.by:
        day = change.by.published
        said = words.shorten(source_of(change.by), 40)
        yield f"{said}, {words.interval(day, day).rsplit(' ', 1)[0]}" if day else said
    if change.corrected:
        yield "corrected"


def _said_what(learnt: Learnt, change: Change) -> str:
    if change.what == "new":
        told = [words.plural(learnt.incident.sources, "source"), *words.telling_counts(learnt.incident.counts)]
        return f"new: {change.new}, {', '.join(told)}"
    if change.what == "merged":
        return f"merged with {', '.join(change.others)}"
    if change.what == "split":
        return f"split from {', '.join(change.others)}"
    if change.what == "withdrawn":
        return "withdrawn: no article tells of it any more"
    if change.what == "rejected":
        return "rejected"
    name = words.label(change.of or change.what)
    total = "total: " if learnt.incident.scope == "aggregate" and change.of else ""
    return f"{total}{name} {_value(change.before, change.old) or 'none'} -> {_value(change.after, change.new) or 'none'}"
