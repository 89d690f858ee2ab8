"""`tracker refresh`: ask for the pages of stored articles again."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import options, words
from tracker.cli.progress import counted
from tracker.cli.render import ROW_FORMATS, Row, RowFormat, write_rows
from tracker.cli.terminal import console, forget_output, safe, say
from tracker.cli.timeline import Limit
from tracker.model import Filter

if TYPE_CHECKING:
    from tracker.refresh import Refreshed
    from tracker.store import Due, Store

EXAMPLES = """
tracker refresh --since '30 days ago'
tracker refresh --source 'Example News' --limit 200
tracker refresh --since 2026-01-01 --format jsonl >> corrections.jsonl
"""

COLUMNS = ("fate", "gained", "lost", "altered", "same", "title", "reason", "url", "article")
_STYLES = {"changed": "yellow", "gone": "red", "back": "green"}
_ERROR = 1


@options.filtered
def refresh(
    where: Filter,
    limit: Limit = None,
    delay: Annotated[
        float,
        typer.Option(
            "--delay",
            metavar="SECONDS",
            min=0,
            help="Pause between requests. Default: 1.",
            show_default=False,
            rich_help_panel=options.READING,
        ),
    ] = 1.0,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 if any page could not be read.", rich_help_panel=options.READING)
    ] = False,
    allow_private: options.AllowPrivate = False,
    format: Annotated[RowFormat | None, options.format_option(ROW_FORMATS)] = None,
    db: options.Database = None,
) -> None:
    """Ask for the pages of stored articles again, and print those that have changed, are gone or are back.

    A page that says something else becomes a new version of its article: 'tracker articles diff' shows the difference.
    One that is gone (404, 410, or leads to the front page) is marked and its article kept. Nothing is printed of pages that
    are as they were. Servers are asked with what they said last, and those asked for longest ago come first. Of what a
    feed named, the site's robots.txt is asked before. --since and --until choose by the day of publication, by that of reading
    where it is not known.
    """
    how = options.pick_format(format)
    fates: Counter[str] = Counter()
    with options.open_for_reading(db) as store:
        due = store.due(where, limit=limit) if store else []
        try:
            if store and due:
                _run(store, due, fates, Asking(delay, allow_private), how)
            else:
                options.say_empty("no article that matches came from the web")
        except KeyboardInterrupt:
            say(f"tracker: interrupted; kept what was done: {told(fates)}")
            raise typer.Exit(130) from None
    if set(fates) - {"same"}:  # from cron, no news is no mail
        say(told(fates), "bold")
    else:
        options.say_empty(told(fates) if fates else "nothing was asked for")
    failed = fates["failed"]
    raise typer.Exit(_ERROR if failed and (strict or failed == fates.total()) else 0)


def told(fates: Counter[str]) -> str:
    """Say in one line what became of how many."""
    return ", ".join(f"{fates[fate]} {fate}" for fate in ("changed", "gone", "back", "same", "failed") if fates[fate]) or "nothing"


@dataclass(frozen=True, slots=True)
class Asking:
    """How pages are asked for: the pause between two, in seconds, and whether private networks may be asked."""

    delay: float
    allow_private: bool


def _run(store: Store, due: list[Due], fates: Counter[str], asking: Asking, how: RowFormat) -> None:
    from tracker.cli.sources import make_parser, now
    from tracker.fetch import FetchOptions, make_client
    from tracker.refresh import Means
    from tracker.refresh import refresh as ask_again

    # A stored address may have been named by a feed or an archive's file: no person need have typed it.
    limits = FetchOptions(typed=False, allow_private=asking.allow_private)
    with make_client(limits) as client, counted(len(due), "pages") as step:
        means = Means(client, make_parser(store), now, partial(time.sleep, asking.delay), limits)
        _write(_news(map(step, ask_again(store, due, means)), fates), how)


def _news(done: Iterable[Refreshed], fates: Counter[str]) -> Iterator[Refreshed]:
    """Give what a person wants to know; failures are told on stderr."""
    for each in done:
        fates[each.fate] += 1
        if each.fate == "failed":
            say(f"failed {each.url}: {each.reason}", "red")
        elif each.fate != "same":
            yield each


def refreshed_row(done: Refreshed) -> Row:
    """Give an article's fate as one flat row, its keys being COLUMNS in that order."""
    changes = done.changes
    return {
        "fate": done.fate,
        "gained": len(changes.gained) if changes else None,
        "lost": len(changes.lost) if changes else None,
        "altered": len(changes.altered) if changes else None,
        "same": changes.same if changes else None,
        "title": done.title,
        "reason": done.reason,
        "url": done.url,
        "article": done.article,
    }


def _write(news: Iterator[Refreshed], how: RowFormat) -> None:
    """Print news as they come, and nothing at all where there are none. A reader that goes away does not stop the work."""
    try:
        if how == "table":
            for each in news:
                _print(each)
            return
        first = next(news, None)
        if first is not None or how == "json":
            rows = map(refreshed_row, [] if first is None else [first])
            write_rows(COLUMNS, (row for part in (rows, map(refreshed_row, news)) for row in part), how)
    except BrokenPipeError:
        forget_output()
        for _ in news:
            pass


def _print(done: Refreshed) -> None:
    from tracker.cli.versions import said_changes

    line = safe(f"{done.fate:8}", _STYLES[done.fate]).append(" ").append_text(safe(words.shorten(done.title or done.article, 60)))
    news = said_changes(done.changes) if done.changes is not None else done.reason
    if news:
        line.append("  ").append_text(safe(news, "dim"))
    console().print(line, soft_wrap=True)
    console().print(safe("").append("         ").append_text(safe(done.url, "dim")), soft_wrap=True)
