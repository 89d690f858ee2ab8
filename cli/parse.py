"""`tracker parse`: articles in, events out, nothing stored."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli import options, sources
from tracker.cli.progress import progress
from tracker.cli.render import EVENT_FORMATS, EventFormat, write_events
from tracker.cli.report import Report

EXAMPLES = """
tracker parse release.html --format table
tracker parse articles.jsonl > events.jsonl
curl -s https://example.org/story.html | tracker parse - | jq .counts
"""

_DEFAULT = "Default: table on a terminal, jsonl in a pipe."


def parse(
    paths: Annotated[list[str], typer.Argument(metavar="PATH...", help=sources.PATHS_HELP)],
    published: options.Published = None,
    source: options.Source = None,
    strict: options.Strict = False,
    format: Annotated[EventFormat | None, options.format_option(EVENT_FORMATS, told=_DEFAULT)] = None,
) -> None:
    """Find the events in articles and print them. Nothing is stored; no database and no network is used.

    Events come article by article, in every format, not by date as in the timeline.

    In JSONL input each line is an article: {"id", "title", "published", "text", "url"}, of which only "text" has to be there.
    """
    wanted = sources.ingest_options(published, source, dry_run=True)
    report, heads = Report(), sources.Heads()
    readings = heads.watch(sources.read_paths(paths, wanted))
    with progress() as step:
        outcomes = map(step, report.watch(sources.ingested(readings, None, wanted)))
        write_events(heads.dress(outcomes), options.pick_event_format(format, pipe="jsonl"))
    raise typer.Exit(report.exit_code(strict=strict))
