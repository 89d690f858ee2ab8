"""`tracker show`: one event, whole, with its words in their place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from tracker.cli import options, words
from tracker.cli.render import dumps
from tracker.cli.terminal import console, safe
from tracker.errors import NotFound
from tracker.model import Count, Event, EventDate, Evidence, Page, Place, StoredEvent

if TYPE_CHECKING:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from tracker.incidents.nouns import Incident
    from tracker.store import Store, StoredArticle

EXAMPLES = """
tracker show 5f0c9a3e71  # an id of the timeline
tracker show 5f0c --format json | jq .evidence
"""

ShowFormat = Literal["text", "json", "jsonl"]
SHOW_FORMATS: tuple[ShowFormat, ...] = get_args(ShowFormat)

_BASIS = {
    "text": "from '{}'",
    "passage": "from '{}', said earlier in the passage",
    "published": "known only from the day of publication",
}
_PUBLISHED = {
    "given": "as given",
    "metadata": "from the page's metadata",
    "url": "from the URL",
    "dateline": "from the dateline",
    "unknown": "",
}
_GUTTER = 12
_LINE = re.compile(r"[^\n]+")


def show(
    event: Annotated[
        str,
        typer.Argument(metavar="EVENT", help="An id of the timeline, or enough of its beginning to tell it apart."),
    ],
    format: Annotated[
        ShowFormat | None,
        typer.Option(
            "--format",
            "-f",
            metavar="FORMAT",
            help="text, json or jsonl. Default: text.",
            show_default=False,
            rich_help_panel=options.OUTPUT,
        ),
    ] = None,
    db: options.Database = None,
) -> None:
    """Show everything known of one event: its fields, and the words of the article that say so, marked in their paragraph."""
    with options.open_for_reading(db) as store:
        if store is None:
            raise NotFound(f"no event has the id '{event}': there is no database yet")
        stored = store.event(event)
        if format in ("json", "jsonl"):
            print(dumps(stored.event.as_dict(), indent=2 if format == "json" else None))
            return
        held = store.article(stored.event.article, text=True)
        print_event(stored, held, page=store.page(stored.event.article), incident=_incident(store, stored))


def _incident(store: Store, stored: StoredEvent) -> str:
    """Say which incident an event is a report of."""
    try:
        return said_incident(store.incident(stored.event.id))
    except NotFound:
        return "none: rejected"


def said_when(day: EventDate | None) -> str:
    """Say a date and how it is known."""
    if day is None:
        return words.UNDATED
    return f"{words.when(day)}  ({_BASIS[day.basis].format(words.clean(day.text))})"


def said_where(place: Place) -> str:
    """Say a place with its province, country, coordinates and the article's words for it."""
    parts = dict.fromkeys(words.clean(part) for part in (place.name, place.admin1, place.country) if part)
    point = f"  {place.latitude:.4f}, {place.longitude:.4f}" if words.first_point((place,)) else ""
    if point and place.radius_km is not None:
        point += f" within {place.radius_km:g} km"
    told = f"  from '{words.clean(place.text)}'" if place.text and place.text != place.name else ""
    return f"{', '.join(parts)}  ({place.precision}{point}){told}"


def said_count(count: Count) -> str:
    """Say a count with the article's words for it."""
    return words.one_count(count) + (f"  from '{words.clean(count.text)}'" if count.text else "")


def fields(event: Event) -> list[tuple[str, str]]:
    """Give the lines that describe an event, each under a name; what isn't known has none."""
    lines = [("When", said_when(event.date))]
    lines += [("Where", said_where(place)) for place in event.places]
    lines += [("Actor", words.clean(name)) for name in event.actors]
    lines += [("Target", words.clean(name)) for name in event.targets]
    lines += [("Weapon", words.clean(name)) for name in event.weapons]
    lines += [("Numbers", said_count(count)) for count in event.counts]
    lines += [("Claimed by", words.clean(name)) for name in event.claimed_by]
    return [*lines, ("Status", event.status), ("Scope", event.scope), ("Confidence", f"{event.confidence:.2f}")]


def paragraphs(text: str, evidence: tuple[Evidence, ...], *, every: bool = False) -> list[tuple[str, list[tuple[int, int]]]]:
    """Give each paragraph that holds evidence, with the spans of evidence inside it (offsets into the paragraph).

    With `every`, the others are given as well.
    """
    found = []
    for line in _LINE.finditer(text):
        spans = [
            (max(piece.start, line.start()) - line.start(), min(piece.end, line.end()) - line.start())
            for piece in evidence
            if piece.start < line.end() and line.start() < piece.end
        ]
        if spans or every:
            found.append((line[0], sorted(spans)))
    return found


def pages(text: str, evidence: tuple[Evidence, ...]) -> list[str]:
    """Give the pages on which the evidence in each paragraph of `paragraphs` begins ('p. 3'), '' where there are none."""
    found = []
    for line in _LINE.finditer(text):
        pieces = [piece for piece in evidence if piece.start < line.end() and line.start() < piece.end]
        numbers = sorted({piece.page for piece in pieces if piece.page is not None})
        if pieces:
            found.append("p. " + ", ".join(map(str, numbers)) if numbers else "")
    return found


def marked(paragraph: str, spans: list[tuple[int, int]], *, colour: bool) -> Text:
    """Give a paragraph with its evidence in colour, or between '>>' and '<<' where there is none."""
    text, at = safe(""), 0
    for start, end in spans:
        start = max(start, at)
        # Cleaning strips, so the space at a seam is put back.
        text.append(_piece(paragraph[at:start]))
        piece = _piece(paragraph[start:end])
        text.append(piece if colour else f">>{piece}<<", style="bold black on yellow" if colour else None)
        at = max(at, end)
    text.append(_piece(paragraph[at:]))
    return text


def _piece(raw: str) -> str:
    bare = words.clean(raw)
    if not bare:
        return " " if raw else ""
    return (" " if raw[0].isspace() else "") + bare + (" " if raw[-1].isspace() else "")


def print_event(stored: StoredEvent, held: StoredArticle, *, page: Page | None, incident: str = "") -> None:
    """Print an event, its incident in words, its evidence and its article; `page` is the raw page, if it is in the store."""
    from rich.padding import Padding

    from tracker.cli.events import what

    out, event = console(), stored.event
    head = safe(event.id, "dim")
    head.append("  ").append_text(what(event, copy=stored.original is not None))
    out.print(head)
    _print_fields(out, [*fields(event), *([("Incident", incident)] if incident else [])])
    out.print()
    out.print(safe("Evidence", "bold"))
    colour = out.color_system is not None and not out.no_color
    told = zip(paragraphs(held.article.text, event.evidence), pages(held.article.text, event.evidence), strict=True)
    for (paragraph, spans), where in told:
        line = marked(paragraph, spans, colour=colour)
        line.append(f"  ({where})" if where else "", style="dim")
        out.print(Padding(line, (0, 0, 1, 2)))
    out.print(safe("Article", "bold"))
    _print_fields(out, article_fields(held, stored.parser, page))


def said_incident(incident: Incident) -> str:
    """Say which incident it is, and how many reports tell of it."""
    if len(incident.reports) == 1:
        return f"{incident.id}, told by this report alone"
    return f"{incident.id}, {len(incident.reports)} reports of {words.plural(incident.sources, 'source')}"


def article_fields(held: StoredArticle, parser: str, page: Page | None) -> list[tuple[str, str]]:
    """Give the lines that describe the article an event comes from."""
    article = held.article
    basis = _PUBLISHED[article.published_basis]
    published = words.interval(article.published, article.published) if article.published else "unknown"
    lines = [
        ("Title", words.clean(article.title)),
        ("Source", words.clean(article.source)),
        ("Author", words.clean(article.author)),
        ("Published", published + (f"  ({basis})" if basis else "")),
        ("URL", words.clean(article.url)),
        ("Id", words.clean(article.id) if article.id != article.url else ""),
        ("Version", f"{held.version} of {held.versions}, read on {held.ingested:%Y-%m-%d at %H:%M} UTC"),
        ("Page", _page_told(page)),
        ("Parser", words.clean(parser)),
        ("Note", words.clean(held.note)),
    ]
    return [(name, value) for name, value in lines if value]


def _page_told(page: Page | None) -> str:
    """Say whether the page is kept, and where it comes from if not from where it was published."""
    if page is None:
        return "not kept"
    taken = f", captured on {page.captured:%Y-%m-%d at %H:%M} UTC" if page.captured else ""
    return f"kept{taken}" + (f" by a web archive: {words.clean(page.archive)}" if page.archive else "")


def _print_fields(out: Console, lines: list[tuple[str, str]]) -> None:
    out.print(field_grid(lines))


def field_grid(lines: Sequence[tuple[str, str]]) -> Table:
    """Set values beside their names; a name that comes again is not said again."""
    from rich.table import Table

    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=_GUTTER, style="dim")
    grid.add_column(overflow="fold")
    previous = ""
    for name, value in lines:
        grid.add_row("" if name == previous else f"  {name}", safe(value))
        previous = name
    return grid
