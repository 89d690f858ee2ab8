"""`tracker places resolve`: the places of stored events in today's gazetteer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import options, words
from tracker.cli.places import gazetteer
from tracker.cli.progress import counted
from tracker.cli.render import ROW_FORMATS, Row, RowFormat, write_rows
from tracker.cli.terminal import console, forget_output, safe, say
from tracker.model import Filter, Place

if TYPE_CHECKING:
    from tracker.resolve import Moved, Resolved

EXAMPLES = """
tracker places resolve --dry-run
tracker places resolve --country SY --since 2026-01-01
tracker places resolve --format jsonl > moved.jsonl
"""

_FIELDS = ("country", "admin1", "latitude", "longitude", "precision", "radius_km")
COLUMNS = ("event", "name", *(f"{side}_{name}" for name in _FIELDS for side in ("old", "new")), "moved_km", "article", "title")


@options.filtered
def resolve(
    where: Filter,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change; change nothing.", rich_help_panel=options.READING)
    ] = False,
    format: Annotated[RowFormat | None, options.format_option(ROW_FORMATS)] = None,
    db: options.Database = None,
) -> None:
    """Look the places of stored events up again, after places were added, imported, installed or removed; print what changes.

    Each name is settled by its whole article, as when it was read. Names and the words around them stay; country, province,
    point, precision and radius are those of today. What a person has corrected stays. An article is changed whole or not at
    all, and a run that was stopped can simply be started again. Events that had no place get none: 'tracker reparse --all'
    reads their articles anew.

    The options choose articles: --source, --since and --until by publisher and day of publication, the others those with such
    events in them.
    """
    from tracker.resolve import resolve as look_up
    from tracker.store.places import OwnPlaces

    how, sums = options.pick_format(format), Summary()
    with options.open_for_reading(db) as store:
        ids = store.article_ids(where) if store else []
        try:
            if store and ids:
                with counted(len(ids), "articles") as step:
                    _write(sums.watch(map(step, look_up(store, ids, gazetteer(OwnPlaces(store)), dry_run=dry_run))), how)
        except KeyboardInterrupt:
            say(f"tracker: interrupted; kept what was done: {sums.told(dry_run=dry_run)}")
            raise typer.Exit(130) from None
    if ids:
        say(sums.told(dry_run=dry_run), "bold")
    elif store:
        options.say_empty("no article matches" if where != Filter() else "the database holds no articles yet")


class Summary:
    """Count places, and those that changed."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.articles = self.places = self.moved = self.corrected = self.missed = 0

    def watch(self, done: Iterable[Resolved]) -> Iterator[Resolved]:
        """Let articles through, and count."""
        for each in done:
            self.articles += 1
            self.places += each.places
            self.moved += len(each.moved)
            self.corrected += each.corrected
            self.missed += each.missed
            yield each

    def told(self, *, dry_run: bool = False) -> str:
        """Say it in one line."""
        parts = [
            f"{words.plural(self.places, 'place')} of {words.plural(self.articles, 'article')} looked up, "
            f"{self.moved} {'would change' if dry_run else 'changed'}"
        ]
        if self.corrected:
            parts.append(f"{self.corrected} corrected by a person and left")
        if self.missed:
            parts.append(f"{words.plural(self.missed, 'article')} left to another process")
        return "; ".join(parts)


def moved_row(moved: Moved, done: Resolved) -> Row:
    """Give a place that changed as one flat row, its keys being COLUMNS in that order."""
    row: Row = {"event": moved.event, "name": moved.before.name}
    for name in _FIELDS:
        row[f"old_{name}"], row[f"new_{name}"] = getattr(moved.before, name), getattr(moved.after, name)
    return row | {"moved_km": _away(moved), "article": done.article, "title": done.title}


def _away(moved: Moved) -> float | None:
    from tracker.gazetteer.entry import kilometres

    old, new = moved.before, moved.after
    if old.latitude is None or old.longitude is None or new.latitude is None or new.longitude is None:
        return None
    return round(kilometres((old.latitude, old.longitude), (new.latitude, new.longitude)), 1)


def _write(done: Iterator[Resolved], how: RowFormat) -> None:
    """Print changes as they come. A reader that goes away does not stop the work: it is for the store."""
    with suppress(BrokenPipeError):
        if how == "table":
            for each in done:
                _print(each)
        else:
            write_rows(COLUMNS, (moved_row(moved, each) for each in done for moved in each.moved), how)
        return
    forget_output()
    for _ in done:
        pass


def _print(done: Resolved) -> None:
    if not done.moved:
        return
    out = console()
    out.print(safe(done.title or done.article, "bold"), soft_wrap=True)
    for moved in done.moved:
        away = _away(moved)
        told = f"  {moved.event}  {moved.before.name}: {_told(moved.before)} → {_told(moved.after)}"
        out.print(safe(told + (f" ({away:g} km)" if away else "")), soft_wrap=True)


def _told(place: Place) -> str:
    """Say a place in few words: 'town in Homs, SY at 34.56, 38.28'."""
    where = ", ".join(filter(None, (place.admin1, place.country))) or "no country"
    point = f" at {place.latitude:.4f}, {place.longitude:.4f}" if place.latitude is not None and place.longitude is not None else ""
    return f"{place.precision} in {where}{point}" if place.precision != "unknown" else f"not known, {where}{point}"
