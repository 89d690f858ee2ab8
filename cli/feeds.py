"""`tracker feeds`: follow feeds, and read what is new in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import options, words
from tracker.cli.render import ROW_FORMATS, Row, RowFormat, write_rows
from tracker.cli.report import Report, print_line
from tracker.cli.terminal import forget_output, safe, say
from tracker.errors import TrackerError

if TYPE_CHECKING:
    from tracker.feeds import Means, Polled
    from tracker.ingest import IngestOptions
    from tracker.model import Outcome
    from tracker.store.feeds import Followed

app = typer.Typer(
    help="Follow feeds (RSS, Atom, JSON Feed), and read what is new in them.",
    no_args_is_help=True,
)

ADD_EXAMPLES = """
tracker feeds add https://example.org/rss.xml
tracker feeds add https://example.org --name 'Example News'  # finds the feed that the page names
"""
LIST_EXAMPLES = """
tracker feeds list
tracker feeds list --format jsonl | jq -r 'select(.failure) | .name'
"""
REMOVE_EXAMPLES = """
tracker feeds remove example.org
tracker feeds remove https://example.org/rss.xml
"""
UPDATE_EXAMPLES = """
tracker feeds update
tracker feeds update 'Example News' --since '3 days ago'
0 * * * * tracker feeds update --db watch.db  # in a crontab: mail comes only where there is news
"""

COLUMNS = ("name", "title", "entries", "waiting", "checked", "failure", "url")
Since = Annotated[
    str | None,
    typer.Option(
        "--since",
        metavar="DATE",
        help="Leave entries of earlier days for another time: '2026-02-01', '3 days ago'.",
        show_default=False,
        rich_help_panel=options.READING,
    ),
]


def means(connections: int, delay: float, *, allow_private: bool, options: IngestOptions | None = None) -> Means:
    """Make what reading feeds takes of the options."""
    from tracker.cli.sources import now
    from tracker.feeds import Means
    from tracker.fetch import FetchOptions, Manners
    from tracker.ingest import IngestOptions

    limits = FetchOptions(allow_private=allow_private)
    return Means(now, limits, Manners(connections=connections, delay=delay), options or IngestOptions())


def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="A feed, or a site's page that names one.")],
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="What to call it. Default: its host.", show_default=False)
    ] = None,
    allow_private: options.AllowPrivate = False,
    db: options.Database = None,
) -> None:
    """Follow a feed. What it names is read by the next 'tracker feeds update'.

    Of a web page, the first feed that it names is taken; others are told.
    """
    from tracker.article.urls import host_of
    from tracker.cli.sources import now
    from tracker.feeds import find_feed
    from tracker.model import Skipped
    from tracker.store import Store
    from tracker.store.feeds import Feeds

    found = find_feed(url, means(2, 0, allow_private=allow_private))
    if isinstance(found, Skipped):
        raise TrackerError(f"{found.source}: {found.reason}")
    with Store.open(options.database(db)) as store:
        called = name or host_of(found.url)
        Feeds(store).add(called, found.url, found.feed.title, when=now())
    entries = found.feed.entries
    newest = max((entry.published for entry in entries if entry.published), default=None)
    told = f"{len(entries)} {'entry' if len(entries) == 1 else 'entries'}" + (f", the newest of {newest}" if newest else "")
    say(f"following {called!r}: {found.feed.title or 'without a title'}, {told}: {found.url}")
    for other in found.others:
        say(f"the page also names {other.title or 'a feed'}: {other.url}")


def list_(
    format: Annotated[RowFormat | None, options.format_option(ROW_FORMATS)] = None,
    db: options.Database = None,
) -> None:
    """List the feeds that are followed, when each was asked last, and what went wrong then."""
    from tracker.store.feeds import Feeds

    how = options.pick_format(format)
    with options.open_for_reading(db) as store:
        feeds = Feeds(store).followed() if store else []
    if not feeds:
        options.say_empty("no feed is followed: 'tracker feeds add URL'")
    if how == "table":
        _print(feeds)
    else:
        write_rows(COLUMNS, map(feed_row, feeds), how)


def feed_row(feed: Followed) -> Row:
    """Give a feed as one flat row, its keys being COLUMNS in that order."""
    return {
        "name": feed.name,
        "title": feed.title,
        "entries": feed.entries,
        "waiting": feed.waiting,
        "checked": feed.checked,
        "failure": feed.failure,
        "url": feed.url,
    }


def _print(feeds: list[Followed]) -> None:
    from tracker.cli.table import Column, print_table

    columns = (
        Column("Name", keep=9),
        Column("Entries", keep=6, right=True),
        Column("Waiting", keep=6, right=True),
        Column("Asked last", keep=7, whole=True),
        Column("Where from, or what went wrong", keep=3),
    )
    rows = [
        [
            safe(words.shorten(feed.name, 30), "bold"),
            safe(str(feed.entries)),
            safe(str(feed.waiting), "" if feed.waiting else "dim"),
            safe((feed.checked or "never")[:16].replace("T", " "), "" if feed.checked else "dim"),
            safe(words.shorten(feed.failure or feed.url, 90), "red" if feed.failure else "dim"),
        ]
        for feed in feeds
    ]
    if rows:
        print_table(columns, rows)


def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A feed's name or address.")],
    db: options.Database = None,
) -> None:
    """Follow a feed no more. What was read from it stays."""
    from tracker.store import Store
    from tracker.store.feeds import Feeds

    with Store.open(options.database(db), create=False) as store:
        gone = Feeds(store).remove(name)
    say(f"no longer following {gone.name!r}: {gone.url}")


def update(
    names: Annotated[list[str] | None, typer.Argument(metavar="NAME...", help="Only these feeds. Default: all.")] = None,
    since: Since = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Exit with 1 if any feed or page could not be read.", rich_help_panel=options.READING)
    ] = False,
    connections: options.Connections = 8,
    delay: options.Delay = 1.0,
    allow_private: options.AllowPrivate = False,
    format: Annotated[RowFormat | None, options.format_option(ROW_FORMATS)] = None,
    db: options.Database = None,
) -> None:
    """Ask feeds what is new, and read it.

    Nothing is printed where nothing is new. A feed that can't be read is told on stderr and stops no other. What a run that
    was stopped has left, and pages whose server gave no answer, are taken up by the next. Two runs at once do not happen:
    the second exits with 6.
    """
    from tracker.feeds.lock import one_run
    from tracker.store.feeds import Feeds

    day = options.read_day(since, option="--since") if since is not None else None
    path = options.database(db)
    with options.open_for_reading(db) as store:
        if store is None:
            raise typer.Exit(0)
        followed = Feeds(store).chosen(names or ())
        if not followed:
            say("tracker: no feed is followed: 'tracker feeds add URL'")
            raise typer.Exit(0)
        with one_run(path):
            from tracker.cli.sources import make_parser
            from tracker.feeds import update as ask

            how = means(connections, delay, allow_private=allow_private)
            polled, waiting, outcomes = ask(store, followed, how, make_parser(store), since=day)
            failed = [each for each in polled if each.failure]
            _tell(polled)
            report = read(outcomes, len(waiting), options.pick_format(format))
    bad = len(failed) == len(polled) or (strict and (failed or report.skipped))
    raise typer.Exit(1 if bad else 0)


def _tell(polled: list[Polled]) -> None:
    for each in polled:
        if each.failure:
            say(f"failed {each.name}: {each.failure}", "red")
        if each.cut:
            say(f"note on {each.name}: it has more entries than are read")


def read(outcomes: Iterator[Outcome], total: int, how: RowFormat) -> Report:
    """Print what becomes of new entries, and nothing where there are none; give the report."""
    from tracker.cli.ingest import INTERRUPTED
    from tracker.cli.progress import progress

    report = Report()
    try:
        with progress(total) as step:
            _write(map(step, report.watch(outcomes)), how)
    except KeyboardInterrupt:
        say(f"tracker: interrupted; kept what was done: {report.summary(nothing='nothing yet')}; the next run goes on")
        raise typer.Exit(INTERRUPTED) from None
    if report.done or report.skipped:
        say(report.summary(), "bold")
    else:
        options.say_empty("nothing new")
    return report


def _write(outcomes: Iterator[Outcome], how: RowFormat) -> None:
    """Print news as they come. A reader that goes away does not stop the work."""
    from tracker.cli.ingest import COLUMNS, outcome_row

    try:
        if how == "table":
            for outcome in outcomes:
                print_line(outcome)
            return
        first = next(outcomes, None)
        if first is not None or how == "json":
            rows = iter(()) if first is None else iter((outcome_row(first),))
            write_rows(COLUMNS, (row for part in (rows, map(outcome_row, outcomes)) for row in part), how)
    except BrokenPipeError:
        forget_output()
        for _ in outcomes:
            pass
