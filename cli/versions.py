"""`tracker articles versions` and `tracker articles diff`: what an article was before it changed."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_args

import typer

from tracker.cli import options, words
from tracker.cli.render import ROW_FORMATS, Row, RowFormat, dumps, write_rows
from tracker.cli.show import said_count, said_when, said_where
from tracker.cli.terminal import console, on_terminal, safe, say
from tracker.errors import NotFound
from tracker.model import Event

if TYPE_CHECKING:
    from rich.text import Text

    from tracker.changes import Altered, EventChanges, Piece
    from tracker.store import ArticleVersion, Store

VERSIONS_EXAMPLES = """
tracker articles versions https://example.org/raids
tracker articles versions https://example.org/raids --format jsonl | jq .events
"""
DIFF_EXAMPLES = """
tracker articles diff https://example.org/raids
tracker articles diff https://example.org/raids --from 1 --to 3
tracker articles diff https://example.org/raids --format json | jq .events.lost
"""

COLUMNS = ("version", "current", "ingested", "published", "title", "words", "events", "parser")

DiffFormat = Literal["text", "json", "jsonl"]
DIFF_FORMATS: tuple[DiffFormat, ...] = get_args(DiffFormat)

Id = Annotated[
    str, typer.Argument(metavar="ARTICLE", help="An article's id: its address, as in the last column of 'tracker articles'.")
]

# How words that came or went are marked without colour, as wdiff does, and with it.
_MARKS = {"removed": ("[-", "-]", "red strike"), "added": ("{+", "+}", "green")}
_SIGNS = {"gained": ("+", "green"), "lost": ("-", "red")}


def versions(
    article: Id,
    format: Annotated[RowFormat | None, options.format_option(ROW_FORMATS)] = None,
    db: options.Database = None,
) -> None:
    """List the versions of an article, the oldest first."""
    how = options.pick_format(format)
    with options.open_for_reading(db) as store:
        found = _versions(store, article)
        rows = map(version_row, found)
        if how == "table":
            _print_versions(rows)
        else:
            write_rows(COLUMNS, rows, how)


def diff(
    article: Id,
    old: Annotated[
        int | None, typer.Option("--from", metavar="N", help="The older version. Default: the one before.", show_default=False)
    ] = None,
    new: Annotated[
        int | None, typer.Option("--to", metavar="N", help="The newer version. Default: the current one.", show_default=False)
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="Read both texts with today's parser, whatever was found in them at the time.")
    ] = False,
    format: Annotated[
        DiffFormat | None,
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
    """Show what changed between two versions of an article: its words, and the events gained, lost and altered.

    Where the two were read by different parsers, or an older tracker did not keep what it found, both are read again with
    today's, so that what differs is due to the words. A line on stderr says so.
    """
    from tracker.changes import compare_events, compare_words

    with options.open_for_reading(db) as store:
        found = _versions(store, article)
        assert store is not None
        newer = _pick(found, new, found[-1].version, article)
        older = _pick(found, old, max(1, newer.version - 1), article)
        if older.version == newer.version:
            say(f"tracker: {words.clean(article)} has one version: it has not changed since it was read")
            if format is None or format == "text":
                return
        before, after = _events(store, older, newer, again=again)
    paragraphs = compare_words(older.article.text, newer.article.text)
    changes = compare_events(before, after)
    if format in ("json", "jsonl"):
        print(dumps(diff_dict(older, newer, paragraphs, changes), indent=2 if format == "json" else None))
    else:
        print_diff(older, newer, paragraphs, changes)


def _versions(store: Store | None, article: str) -> list[ArticleVersion]:
    found = store.versions(article) if store else []
    if not found:
        raise NotFound(f"no article has the id {article!r}: `tracker articles` shows the ids")
    return found


def _pick(found: list[ArticleVersion], number: int | None, default: int, article: str) -> ArticleVersion:
    wanted = default if number is None else number
    chosen = next((each for each in found if each.version == wanted), None)
    if chosen is None:
        raise NotFound(f"{article!r} has the versions 1 to {found[-1].version}, not {wanted}")
    return chosen


def _events(store: Store, older: ArticleVersion, newer: ArticleVersion, *, again: bool) -> tuple[Sequence[Event], Sequence[Event]]:
    """Give the events of two versions as one parser found them."""
    kept = [store.version_events(each.article.id, each.version) for each in (older, newer)]
    if not again and older.parser == newer.parser and kept[0] is not None and kept[1] is not None:
        return kept[0], kept[1]
    from tracker.cli.sources import make_parser
    from tracker.extract import PARSER

    if not again:
        why = "by different parsers" if kept[0] is not None else "before events were kept with versions"
        say(f"tracker: the versions were read {why}: both were read again by {PARSER}")
    before, after = (events for _, events in make_parser(store)([older.article, newer.article]))
    return before, after


def version_row(held: ArticleVersion) -> Row:
    """Give a version as one flat row, its keys being COLUMNS in that order."""
    article = held.article
    return {
        "version": held.version,
        "current": int(held.current),
        "ingested": str(held.ingested),
        "published": article.published.isoformat() if article.published else None,
        "title": article.title,
        "words": len(article.text.split()),
        "events": held.events,
        "parser": held.parser,
    }


def _print_versions(rows: Iterable[Row]) -> None:
    from tracker.cli.table import Column, print_table

    columns = (
        Column("Version", keep=9, right=True),
        Column("Read", keep=8, whole=True),
        Column("Title", keep=5),
        Column("Words", keep=6, right=True),
        Column("Events", keep=7, right=True),
        Column("Parser", keep=2),
    )
    cells = [(row["version"], str(row["ingested"])[:16], row["title"], row["words"], row["events"], row["parser"]) for row in rows]
    print_table(columns, [[safe("" if cell is None else words.shorten(str(cell), 90)) for cell in row] for row in cells])


# --- the difference -----------------------------------------------------------------------------------------------------------


def heads(older: ArticleVersion, newer: ArticleVersion) -> dict[str, tuple[str | None, str | None]]:
    """Give what is known of the article beside its text and differs."""
    names = ("title", "published", "author", "source", "url")
    pairs = {name: (getattr(older.article, name), getattr(newer.article, name)) for name in names}
    return {name: (old and str(old), new and str(new)) for name, (old, new) in pairs.items() if old != new}


def diff_dict(
    older: ArticleVersion, newer: ArticleVersion, paragraphs: Sequence[Sequence[Piece]], changes: EventChanges
) -> dict[str, Any]:
    """Give a difference as JSON has it; of the words, the paragraphs that differ."""
    return {
        "article": newer.article.id,
        "from": {"version": older.version, "ingested": older.ingested.isoformat(), "parser": older.parser},
        "to": {"version": newer.version, "ingested": newer.ingested.isoformat(), "parser": newer.parser},
        "fields": {name: {"from": old, "to": new} for name, (old, new) in heads(older, newer).items()},
        "words": [[{"kind": p.kind, "text": p.text} for p in pieces] for pieces in paragraphs if _differs(pieces)],
        "events": {
            "same": changes.same,
            "gained": [event.as_dict() for event in changes.gained],
            "lost": [event.as_dict() for event in changes.lost],
            "altered": [
                {"from": each.old.as_dict(), "to": each.new.as_dict(), "fields": list(each.fields)} for each in changes.altered
            ],
        },
    }


def _differs(pieces: Iterable[Piece]) -> bool:
    return any(piece.kind != "same" for piece in pieces)


def print_diff(older: ArticleVersion, newer: ArticleVersion, paragraphs: Sequence[Sequence[Piece]], changes: EventChanges) -> None:
    """Print a difference: in colour on a terminal, with marks in a pipe."""
    out = console()
    colour = out.color_system is not None and not out.no_color

    def write(text: Text) -> None:
        out.print(text, soft_wrap=not on_terminal())

    write(safe(newer.article.id, "bold"))
    write(safe(f"version {older.version}, read {older.ingested:%Y-%m-%d %H:%M} UTC", "red" if colour else ""))
    write(safe(f"version {newer.version}, read {newer.ingested:%Y-%m-%d %H:%M} UTC", "green" if colour else ""))
    for name, (old, new) in heads(older, newer).items():
        write(safe(f"{name}: {words.clean(old) or 'none'} -> {words.clean(new) or 'none'}"))
    for text in _passages(paragraphs, colour=colour):
        out.print()
        write(text)
    out.print()
    for text in event_lines(changes):
        write(text)


def _passages(paragraphs: Sequence[Sequence[Piece]], *, colour: bool) -> Iterable[Text]:
    """Give the paragraphs that differ, and '...' for each run of those that do not."""
    passed = False
    for pieces in paragraphs:
        if not _differs(pieces):
            passed = True
            continue
        if passed:
            yield safe("...", "dim")
            passed = False
        text = safe("")
        for piece in pieces:
            text.append_text(_marked(piece, colour=colour))
        yield text


def _marked(piece: Piece, *, colour: bool) -> Text:
    tail = " " if piece.text[-1:].isspace() else ""  # cleaning strips it
    if piece.kind == "same":
        return safe(piece.text).append(tail)
    left, right, style = _MARKS[piece.kind]
    if colour:
        return safe(piece.text, style).append(tail)
    return safe(f"{left}{words.clean(piece.text)}{right}").append(tail)


def event_lines(changes: EventChanges) -> Iterable[Text]:
    """Give what became of events: a line of sums, a line each for those gained and lost, a line a field for those altered."""
    yield safe(said_changes(changes), "bold")
    for name in ("gained", "lost"):
        sign, style = _SIGNS[name]
        for event in getattr(changes, name):
            yield safe(f"{sign} {said_event(event)}", style)
    for altered in changes.altered:
        yield safe(f"~ {said_event(altered.new)}", "yellow")
        for line in said_fields(altered):
            yield safe("").append("    ").append_text(safe(line))


def said_changes(changes: EventChanges) -> str:
    """Say in one line how many events came, went, are told otherwise, and are the same."""
    counts = {
        "gained": len(changes.gained),
        "lost": len(changes.lost),
        "altered": len(changes.altered),
    }
    told = [f"{number} {name}" for name, number in counts.items() if number]
    return f"events: {', '.join([*told, f'{changes.same} the same'])}"


def said_event(event: Event) -> str:
    """Say an event in one line."""
    parts = (
        f"{event.id} {words.label(event.type)}",
        words.when(event.date),
        words.names(words.place_name(place) for place in event.places[:1]),
        words.names(event.targets[:1]),
        words.numbers(event.counts),
        words.marks(event),
    )
    return ", ".join(part for part in parts if part)


def said_fields(altered: Altered) -> Iterable[str]:
    """Say each field that differs, before and after; of lists, what is not in both."""
    for name in altered.fields:
        if name == "evidence" and len(altered.fields) > 1:
            continue  # what is said otherwise stands above, with the words around it
        before, after = _said_field(altered.old, name), _said_field(altered.new, name)
        old = "; ".join(item for item in before if item not in after)
        new = "; ".join(item for item in after if item not in before)
        yield f"{words.label(name)}: {old or 'none'} -> {new or 'none'}"


def _said_field(event: Event, name: str) -> list[str]:
    """Say the values of a field in full."""
    value: Any = getattr(event, name)
    if name == "date":
        return [said_when(value)]
    if name in _SAID:
        return list(map(_SAID[name], value))
    return [f"{value:.2f}" if name == "confidence" else words.label(value)]


_SAID: dict[str, Callable[[Any], str]] = {
    "places": said_where,
    "counts": said_count,
    "evidence": lambda piece: words.clean(piece.text),
    **dict.fromkeys(("actors", "targets", "weapons", "claimed_by"), words.clean),
}
