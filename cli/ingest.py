"""`tracker ingest url`, `feed` and `file`: read articles, find their events, keep both."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import options, sources, words
from tracker.cli.progress import progress
from tracker.cli.render import ROW_FORMATS, EventFormat, Row, write_events, write_rows
from tracker.cli.report import Report, print_line
from tracker.cli.terminal import forget_output, say
from tracker.errors import TrackerError, UsageError
from tracker.model import Outcome, Skipped

if TYPE_CHECKING:
    from tracker.article import Reading
    from tracker.ingest import IngestOptions
    from tracker.store import Store

OUTCOMES = (
    "Each article is stored (new), unchanged (the same text was read before), updated (its text has changed: the old version "
    "is kept, its events are replaced) or skipped (with the reason on stderr)."
)

app = typer.Typer(
    help="Read articles from the web, from feeds or from files, find their events, and keep both in the database.\n\n" + OUTCOMES,
    no_args_is_help=True,
)

URL_EXAMPLES = """
tracker ingest url https://example.org/press/2026-02-15.html
tracker ingest url --from urls.txt --resume --connections 16
tracker ingest url https://example.org/gone.html --archived
tracker ingest url - --source 'Example News' --strict < urls.txt
"""
FEED_EXAMPLES = """
tracker ingest feed https://example.org/rss.xml --since yesterday
tracker ingest feed https://example.org --dry-run  # the feed that the page names
"""
FILE_EXAMPLES = """
tracker ingest file samples/
tracker ingest file release.txt --published 2026-02-15 --source 'Ministry of Defence'
pandoc -t html report.docx | tracker ingest file - --dry-run
"""

INTERRUPTED = 130
COLUMNS = ("status", "events", "source", "article", "title", "reason", "note")

DryRun = Annotated[
    bool,
    typer.Option("--dry-run", help="Store nothing; print the events that would be stored.", rich_help_panel=options.READING),
]
_FORMATS = "With --dry-run also geojson. Default: table on a terminal, tsv in a pipe."
Format = Annotated[EventFormat | None, options.format_option(ROW_FORMATS, told=_FORMATS)]


def url(
    urls: Annotated[
        list[str] | None, typer.Argument(metavar="URL...", help="Web pages; - reads one URL a line from standard input.")
    ] = None,
    lists: Annotated[
        list[str] | None,
        typer.Option(
            "--from",
            metavar="FILE",
            help="Read the pages of a list, one URL a line; - is standard input.",
            show_default=False,
            rich_help_panel=options.READING,
        ),
    ] = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Leave out what has been read before.", rich_help_panel=options.READING)
    ] = False,
    archived: Annotated[
        bool,
        typer.Option(
            "--archived", help="Read the newest capture of a web archive where a page is gone.", rich_help_panel=options.READING
        ),
    ] = False,
    published: options.Published = None,
    source: options.Source = None,
    dry_run: DryRun = False,
    strict: options.Strict = False,
    connections: options.Connections = 8,
    delay: options.Delay = 1.0,
    archive: Annotated[
        str | None,
        typer.Option(
            "--archive",
            metavar="URL",
            envvar="TRACKER_ARCHIVE",
            show_envvar=False,
            help="The web archive that --archived asks. Default: $TRACKER_ARCHIVE, else https://archive.org.",
            show_default=False,
            rich_help_panel=options.FETCHING,
        ),
    ] = None,
    allow_private: options.AllowPrivate = False,
    format: Format = None,
    db: options.Database = None,
) -> None:
    """Read web pages and store their events. A page that was read before is looked at again.

    Each is stored, unchanged (read before, the same text), updated (the text has changed: its events are replaced) or
    skipped, with the reason on stderr. One that can't be read never stops the rest.

    Of an address on a list, the site's robots.txt is asked first, and none may lead into a private network.
    """
    from tracker.fetch import FetchOptions, Manners
    from tracker.fetch.archived import ARCHIVE

    if not urls and not lists:
        raise typer.BadParameter("give URL... or --from FILE")
    wanted = sources.ingest_options(published, source, dry_run=dry_run)
    limits = FetchOptions(allow_private=allow_private, archive=(archive or ARCHIVE) if archived else None)
    pages = sources.Pages(urls or (), lists or (), limits, Manners(connections=connections, delay=delay))
    if resume:
        with _open(db, dry_run=dry_run) as store:
            pages.leave_out(store)
    if pages.left_out and not pages.total:
        say(f"tracker: nothing to do: {words.plural(pages.left_out, 'page')} read before")
        raise typer.Exit(0)
    try:
        _run(pages.readings(wanted), wanted, db, format, strict, total=pages.total, before=pages.left_out)
    except typer.Exit as end:
        if end.exit_code == INTERRUPTED:
            say("tracker: the same command with --resume goes on")
        raise


def feed(
    url: Annotated[str, typer.Argument(metavar="URL", help="A feed, or a site's page that names one.")],
    since: Annotated[
        str | None,
        typer.Option(
            "--since",
            metavar="DATE",
            help="Leave entries of earlier days out.",
            show_default=False,
            rich_help_panel=options.READING,
        ),
    ] = None,
    published: options.Published = None,
    source: options.Source = None,
    dry_run: DryRun = False,
    strict: options.Strict = False,
    connections: options.Connections = 8,
    delay: options.Delay = 1.0,
    allow_private: options.AllowPrivate = False,
    format: Format = None,
    db: options.Database = None,
) -> None:
    """Read what a feed names now, once: pages that have been read before are passed by. 'tracker feeds add' follows it.

    RSS, Atom and JSON Feed are read. Of a web page, the first feed that it names is taken.
    """
    from tracker.cli.feeds import means
    from tracker.feeds import entries_to_read, find_feed, read_entries

    wanted = sources.ingest_options(published, source, dry_run=dry_run)
    day = options.read_day(since, option="--since") if since is not None else None
    how = means(connections, delay, allow_private=allow_private, options=wanted)
    found = find_feed(url, how)
    if isinstance(found, Skipped):
        raise TrackerError(f"{found.source}: {found.reason}")
    with _open(db, dry_run=dry_run) as store:
        entries = entries_to_read(found.feed, store, since=day)
    if not entries:
        options.say_empty(f"nothing new in {found.url}")
        raise typer.Exit(0)
    left_out = len(found.feed.entries) - len(entries)
    _run(read_entries(entries, how), wanted, db, format, strict, total=len(entries), before=left_out)


def file(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help=sources.PATHS_HELP)],
    published: options.Published = None,
    source: options.Source = None,
    dry_run: DryRun = False,
    strict: options.Strict = False,
    format: Format = None,
    db: options.Database = None,
) -> None:
    """Read files and store their events. Folders are searched for articles, with all that is in them.

    Each article is stored, unchanged (read before, the same text), updated (the text has changed: its events are replaced)
    or skipped, with the reason on stderr. One that can't be read never stops the rest.

    In JSONL files each line is an article: {"id", "title", "published", "text", "url"}, of which only "text" has to be there.
    """
    wanted = sources.ingest_options(published, source, dry_run=dry_run)
    _run(partial(sources.read_paths, paths, wanted), wanted, db, format, strict)


def _run(
    readings: Iterable[Reading] | Callable[[Store | None], Iterable[Reading]],
    wanted: IngestOptions,
    db: Path | None,
    format: EventFormat | None,
    strict: bool,
    total: int | None = None,
    before: int = 0,
) -> None:
    """Ingest, print outcomes as they come, and exit with the report's code. `before` sources were read by an earlier run."""
    if format == "geojson" and not wanted.dry_run:
        raise UsageError("--format geojson is for events: give --dry-run too, or ask 'tracker timeline' for those stored")
    report, heads = Report(before), sources.Heads()
    with _open(db, dry_run=wanted.dry_run) as store:
        found = readings(store) if callable(readings) else readings
        outcomes = sources.ingested(heads.watch(found) if wanted.dry_run else found, store, wanted)
        try:
            with progress(total) as step:
                _write(map(step, report.watch(outcomes)), format, heads if wanted.dry_run else None)
        except KeyboardInterrupt:
            say(f"tracker: interrupted; kept what was done: {report.summary(dry_run=wanted.dry_run, nothing='nothing yet')}")
            raise typer.Exit(INTERRUPTED) from None
        except BaseException:
            if report.done or report.skipped:
                say(f"{report.summary(dry_run=wanted.dry_run)}, then:")
            raise
    say(report.summary(dry_run=wanted.dry_run), "bold")
    raise typer.Exit(report.exit_code(strict=strict))


def _open(db: Path | None, *, dry_run: bool) -> AbstractContextManager[Store | None]:
    """Open the database; a dry run needs it for the user's own places alone, and makes none."""
    path = options.database(db)
    if dry_run and not path.exists():
        return nullcontext()
    from tracker.store import Store

    return Store.open(path, create=not dry_run)


def outcome_row(outcome: Outcome) -> Row:
    """Give an outcome as one flat row, its keys being COLUMNS in that order."""
    return {
        "status": outcome.status,
        "events": len(outcome.events) if outcome.status != "unchanged" else None,  # what it had is not read again
        "source": outcome.source,
        "article": outcome.article,
        "title": outcome.title,
        "reason": outcome.reason,
        "note": outcome.note,
    }


def _write(outcomes: Iterator[Outcome], format: EventFormat | None, heads: sources.Heads | None) -> None:
    """Print outcomes, or in a dry run their events. A reader that goes away does not stop the work: it is for the store."""
    how = options.pick_event_format(format)
    try:
        if heads:
            write_events(heads.dress(outcomes), how)
        elif how == "table":
            deque(map(print_line, outcomes), maxlen=0)
        elif how != "geojson":  # refused before anything was read
            write_rows(COLUMNS, map(outcome_row, outcomes), how)
        sys.stdout.flush()
    except BrokenPipeError:
        forget_output()
        deque(outcomes, maxlen=0)
