"""`tracker articles`: what has been read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import options, words
from tracker.cli.render import ROW_FORMATS, Row, RowFormat, write_rows
from tracker.cli.terminal import say
from tracker.cli.timeline import Limit
from tracker.model import Filter

if TYPE_CHECKING:
    from tracker.store import Store, StoredArticle

EXAMPLES = """
tracker articles --source CENTCOM --since 2026-02-01
tracker articles --format jsonl | jq -r 'select(.events == 0) | .url'
tracker articles --copies  # wire stories that several sites print
tracker articles diff https://example.org/raids  # what changed in it
"""

COLUMNS = (
    "published",
    "published_basis",
    "source",
    "title",
    "events",
    "language",
    "author",
    "version",
    "versions",
    "ingested",
    "parser",
    "original",
    "similarity",
    "copies",
    "gone",
    "url",
    "id",
)


@options.filtered
def articles(
    where: Filter,
    ctx: typer.Context,
    copies: Annotated[
        bool,
        typer.Option(
            "--copies",
            help="Only articles that are copies of one another: each original, then its copies.",
            rich_help_panel=options.CHOOSE,
        ),
    ] = False,
    limit: Limit = None,
    format: Annotated[RowFormat | None, options.format_option(ROW_FORMATS)] = None,
    db: options.Database = None,
) -> None:
    """List the articles that have been read, with the number of events in each; or ask for the versions of one.

    --source, --since and --until choose articles by publisher and day of publication; the other options choose those
    with such events in them.
    """
    if ctx.invoked_subcommand:
        return
    how = options.pick_format(format)
    with options.open_for_reading(db) as store:
        found = _find(store, where, limit, copies=copies)
        if store and not found:
            options.say_empty("no article matches" if copies or where != Filter() else "the database holds no articles yet")
        if how == "table":
            print_articles(found)
        else:
            write_rows(COLUMNS, map(article_row, found), how)


def _find(store: Store | None, where: Filter, limit: int | None, *, copies: bool) -> list[StoredArticle]:
    if store is None:
        return []
    if not copies:
        return list(store.articles(where, limit=limit))
    if waiting := store.unsketched():
        told = words.plural(waiting, "article")
        say(f"tracker: {told} of an older tracker have yet to be compared: 'tracker db migrate' does it, or each ingest a few")
    return list(store.copies(where, limit=limit))


def article_row(held: StoredArticle) -> Row:
    """Give an article as one flat row, its keys being COLUMNS in that order."""
    article = held.article
    return {
        "published": article.published.isoformat() if article.published else None,
        "published_basis": article.published_basis,
        "source": article.source,
        "title": article.title,
        "events": held.events,
        "language": article.language,
        "author": article.author,
        "version": held.version,
        "versions": held.versions,
        "ingested": str(held.ingested),
        "parser": held.parser,
        "original": held.original,
        "similarity": None if held.similarity is None else round(held.similarity, 2),
        "copies": held.copies,
        "gone": str(held.gone) if held.gone else None,
        "url": article.url,
        "id": article.id,
    }


_COPY = "= "  # before the title of what is a copy of the article above it, or of an earlier one


def print_articles(found: Iterable[StoredArticle]) -> None:
    """Print articles, one a row."""
    from tracker.cli.table import Column, print_table
    from tracker.cli.terminal import safe

    columns: Sequence[Column] = (
        Column("Published", keep=8, whole=True),
        Column("Source", keep=5),
        Column("Title", keep=9),
        Column("Events", keep=7, right=True),
        Column("Where from", keep=2),
    )
    rows = []
    for held in found:
        article = held.article
        day = words.interval(article.published, article.published) if article.published else "unknown"
        rows.append(
            [
                safe(day, "bold" if article.published else "dim"),
                safe(words.shorten(article.source or "", 24)),
                safe(words.shorten(f"{_COPY if held.original else ''}{article.title or article.id}", 90)),
                safe(str(held.events), "" if held.events else "dim"),
                safe(words.shorten(article.url or article.id, 60), "dim"),
            ]
        )
    if rows:
        print_table(columns, rows)
