"""`tracker ingest url` and `tracker ingest file`: read articles, find their events, keep both."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import options, sources
from tracker.cli.progress import progress
from tracker.cli.render import ROW_FORMATS, EventFormat, Row, write_events, write_rows
from tracker.cli.report import Report, print_line
from tracker.cli.terminal import forget_output, say
from tracker.errors import UsageError
from tracker.model import Outcome

if TYPE_CHECKING:
    from tracker.article import Reading
    from tracker.ingest import IngestOptions
    from tracker.store import Store

OUTCOMES = (
    "Each article is stored (new), unchanged (the same text was read before), updated (its text has changed: the old version "
    "is kept, its events are replaced) or skipped (with the reason on stderr)."
)

app = typer.Typer(
    help="Read articles from the web or from files, find their events, and keep both in the database.\n\n" + OUTCOMES,
    no_args_is_help=True,
)

URL_EXAMPLES = """
tracker ingest url https://example.org/press/2026-02-15.html
xargs -n 50 tracker ingest url < urls.txt
tracker ingest url - --source 'Example News' --strict < urls.txt
"""
FILE_EXAMPLES = """
tracker ingest file samples/
tracker ingest file release.txt --published 2026-02-15 --source 'Ministry of Defence'
pandoc -t html report.docx | tracker ingest file - --dry-run
"""

COLUMNS = ("status", "events", "source", "article", "title", "reason", "note")

DryRun = Annotated[
    bool,
    typer.Option("--dry-run", help="Store nothing; print the events that would be stored.", rich_help_panel=options.READING),
]
_FORMATS = "With --dry-run also geojson. Default: table on a terminal, tsv in a pipe."
Format = Annotated[EventFormat | None, options.format_option(ROW_FORMATS, told=_FORMATS)]


def url(
    urls: Annotated[list[str], typer.Argument(metavar="URL...", help="Web pages; - reads one URL a line from standard input.")],
    published: options.Published = None,
    source: options.Source = None,
    dry_run: DryRun = False,
    strict: options.Strict = False,
    format: Format = None,
    db: options.Database = None,
) -> None:
    """Read web pages and store their events. A page that was read before is looked at again.

    Each is stored, unchanged (read before, the same text), updated (the text has changed: its events are replaced) or
    skipped, with the reason on stderr. One that can't be read never stops the rest.
    """
    from tracker.fetch import FetchOptions, make_client
    from tracker.ingest import from_urls

    wanted = sources.ingest_options(published, source, dry_run=dry_run)
    with make_client(FetchOptions()) as client:
        readings = from_urls(sources.read_urls(urls), client, wanted)
        _run(readings, wanted, db, format, strict, total=None if "-" in urls else len(urls))


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
) -> None:
    """Ingest, print outcomes as they come, and exit with the report's code."""
    if format == "geojson" and not wanted.dry_run:
        raise UsageError("--format geojson is for events: give --dry-run too, or ask 'tracker timeline' for those stored")
    report, heads = Report(), sources.Heads()
    with _open(db, dry_run=wanted.dry_run) as store:
        found = readings(store) if callable(readings) else readings
        outcomes = sources.ingested(heads.watch(found) if wanted.dry_run else found, store, wanted)
        try:
            with progress(total) as step:
                _write(map(step, report.watch(outcomes)), format, heads if wanted.dry_run else None)
        except KeyboardInterrupt:
            say(f"tracker: interrupted; kept what was done: {report.summary(dry_run=wanted.dry_run)}")
            raise typer.Exit(130) from None
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
