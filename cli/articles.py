"""`tracker articles`: what has been read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Annotated

from tracker.cli import options, words
from tracker.cli.render import ROW_FORMATS, Row, RowFormat, write_rows
from tracker.cli.timeline import Limit
from tracker.model import Filter

if TYPE_CHECKING:
    from tracker.store import StoredArticle

EXAMPLES = """
tracker articles --source CENTCOM --since 2026-02-01
tracker articles --format jsonl | jq -r 'select(.events == 0) | .url'
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
    "url",
    "id",
)


@options.filtered
def articles(
    where: Filter,
    limit: Limit = None,
    format: Annotated[RowFormat | None, options.format_option(ROW_FORMATS)] = None,
    db: options.Database = None,
) -> None:
    """List the articles that have been read, with the number of events in each.

    --source, --since and --until choose articles by publisher and day of publication; the other options choose those
    with such events in them.
    """
    how = options.pick_format(format)
    with options.open_for_reading(db) as store:
        found = list(store.articles(where, limit=limit)) if store else []
        if store and not found:
            options.say_empty("no article matches" if where != Filter() else "the database holds no articles yet")
        if how == "table":
            print_articles(found)
        else:
            write_rows(COLUMNS, map(article_row, found), how)


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
        "url": article.url,
        "id": article.id,
    }


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
                safe(words.shorten(article.title or article.id, 90)),
                safe(str(held.events), "" if held.events else "dim"),
                safe(words.shorten(article.url or article.id, 60), "dim"),
            ]
        )
    if rows:
        print_table(columns, rows)
