"""One step of a review on a terminal: what is asked, what is known of it, and the words that say so."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from tracker.cli import words
from tracker.cli.show import field_grid, fields, marked, paragraphs
from tracker.cli.terminal import safe
from tracker.model import COUNTS, Event, StoredEvent

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

    from tracker.incidents.nouns import Incident, Reason
    from tracker.review import ChangedItem, ConflictItem, EventItem, Item, OrphanedItem, SuggestionItem
    from tracker.store import StoredArticle

Articles = Callable[[str], "StoredArticle | None"]

_GUTTER = 12
_AROUND = 320  # characters shown before and after the evidence in a long paragraph
_TITLE = 48
_TOLD = 160  # characters of evidence where several reports stand on one screen
_ASKED = {
    "event": "an event that nobody has looked at",
    "suggestion": "one happening, or two?",
    "conflict": "sources differ",
    "changed": "the article has changed",
    "orphaned": "a decision whose event is gone",
}


def print_step(out: Console, item: Item, article: Articles, place: str) -> None:
    """Print what is asked. `place` says how far the queue has come ('3 of 143')."""
    out.print()
    out.rule(safe(f"{place}: {_ASKED[item.question]}", "bold"), align="left", style="dim")
    if item.question == "event":
        parts = _event(item, article, out)
    elif item.question == "suggestion":
        parts = _suggestion(item)
    elif item.question == "conflict":
        parts = _conflict(item)
    elif item.question == "changed":
        parts = _changed(item)
    else:
        parts = _orphaned(item)
    for part in parts:
        out.print(part)


def print_article(out: Console, stored: StoredEvent, article: Articles) -> None:
    """Print the whole article of a report, its evidence marked."""
    held = article(stored.event.article)
    if held is None:
        return
    out.print(safe(held.article.title or stored.event.article, "bold"))
    for paragraph, spans in paragraphs(held.article.text, stored.event.evidence, every=True):
        out.print("")
        out.print(marked(paragraph, spans, colour=coloured(out)))


def _event(item: EventItem, article: Articles, out: Console) -> Iterator[RenderableType]:
    stored = item.stored
    yield _head(stored)
    yield field_grid(fields(stored.event))
    held = article(stored.event.article)
    for paragraph, spans in paragraphs(held.article.text, stored.event.evidence) if held else ():
        yield ""
        yield _indented(shortened(paragraph, spans, colour=coloured(out)))
    yield ""
    yield _indented(_origin(stored))


def _suggestion(item: SuggestionItem) -> Iterator[RenderableType]:
    from rich.table import Table

    sides = [_side(each) for each in item.incidents]
    table = Table.grid(padding=(0, 2, 0, 0), expand=True)
    table.add_column(width=_GUTTER - 1, style="dim")
    for _ in sides:
        table.add_column(ratio=1, overflow="fold")
    for name in dict.fromkeys(name for side in sides for name in side):
        values = [side.get(name, "") for side in sides]
        style = "" if values[0] == values[1] else "bold"
        table.add_row(f"  {name}", *(safe(value, style) for value in values))
    yield table
    yield ""
    yield from map(_indented, reasons(item.comparison.reasons, item.comparison.score))


def _side(incident: Incident) -> dict[str, str]:
    """Give an incident's fields, each in few words, to stand beside another's."""
    event = incident.event
    told = {
        "Id": incident.id,
        "Event": ", ".join(filter(None, (words.label(event.type), words.marks(event)))),
        "When": words.when(event.date),
        "Where": words.names(words.place_name(place) for place in event.places),
        "Actor": words.names(event.actors),
        "Target": words.names(event.targets),
        "Weapon": words.names(event.weapons),
        "Numbers": words.numbers(event.counts),
        "Reports": f"{len(incident.reports)}, {words.plural(incident.sources, 'source')}",
        "Source": words.names(dict.fromkeys(_source(report) for report in incident.reports)),
        "Says": _quoted(incident.lead.event),
    }
    return {name: value for name, value in told.items() if value}


def reasons(found: Iterable[Reason], score: float) -> Iterator[Text]:
    """Give what speaks for and against two reports being of one happening, the weightiest first."""
    for reason in sorted(found, key=lambda reason: -abs(reason.weight)):
        style = "green" if reason.weight > 0 else "red" if reason.weight < 0 else "dim"
        line = safe(f"{reason.weight:+.1f}", style)
        line.append(f"  {reason.aspect:<8}  ", "dim")
        yield line.append(words.clean(reason.text), "default")
    yield safe(f"{score:+.1f}", "bold").append("  in all", "bold")


def _conflict(item: ConflictItem) -> Iterator[RenderableType]:
    incident = item.incident
    yield _said(incident.event).append(f"  sources differ in {', '.join(map(words.label, incident.conflicts))}", "yellow")
    for number, stored in enumerate(item.choices, 1):
        yield _numbered(number, _origin(stored))
        told = [f"{words.label(name)}: {_value(stored.event, name)}" for name in incident.conflicts]
        yield _indented(safe("; ".join(told), "yellow"), 5)
        yield _indented(safe(_quoted(stored.event), "dim"), 5)
    yield from (_indented(safe(line, "dim")) for line in _figures(incident))


def _figures(incident: Incident) -> Iterator[str]:
    """Say what becomes of the numbers in which sources differ."""
    for figure in incident.figures:
        if len({(claim.low, claim.high) for claim in figure.claims if claim.counted}) > 1:
            best, high = words.number(figure.best_low, figure.best_high), "open" if figure.high is None else figure.high
            yield f"{words.label(figure.of)}: low {figure.low}, best {best}, high {high} ({figure.rule})"


def _value(event: Event, name: str) -> str:
    """Say one field of an event in few words; a dash where it is silent."""
    if name in COUNTS:
        return (
            "; ".join(words.number(count.low, count.high) for count in words.whole_counts(event.counts) if count.of == name) or "-"
        )
    told = {
        "date": words.when(event.date) if event.date else "",
        "place": words.names(words.place_name(place) for place in event.places),
        "actor": words.names(event.actors),
        "target": words.names(event.targets),
        "weapon": words.names(event.weapons),
        "counts": words.numbers(event.counts),
    }
    plain = told.get(name, told.get(name.removesuffix("s")))
    if plain is None:
        held = getattr(event, name, "")
        plain = words.names(held) if isinstance(held, tuple) else words.label(str(held))
    return plain or "-"


def _changed(item: ChangedItem) -> Iterator[RenderableType]:
    from tracker.cli.versions import said_changes, said_event, said_fields

    yield safe(item.title or item.article, "bold")
    yield _indented(safe(f"{words.clean(item.article)}, version {item.old} -> {item.new}", "dim"))
    yield _indented(safe(said_changes(item.changes)))
    altered = {each.new.id: each for each in item.changes.altered}
    for number, stored in enumerate(item.choices, 1):
        known = altered.get(stored.event.id)
        style = "yellow" if known else "green"
        yield _numbered(number, safe(f"{'~' if known else '+'} {said_event(stored.event)}", style))
        yield from (_indented(safe(line), 9) for line in (said_fields(known) if known else ()))
    yield from (_indented(safe(f"- {said_event(event)}", "red"), 5) for event in item.changes.lost)


def _orphaned(item: OrphanedItem) -> Iterator[RenderableType]:
    from tracker.cli.versions import said_event
    from tracker.review import said

    decision, about = item.decision, item.decision.about
    made, why = decision.made[:16].replace("T", " "), f": {decision.why}" if decision.why else ""
    yield safe(about.event, "dim").append("  ").append_text(safe(said(decision), "bold"))
    yield _indented(safe(f"by {decision.by or 'somebody'}, {made} UTC{why}"))
    yield from (_indented(safe(f"'{text}'", "dim"), 4) for text in about.evidence)
    yield _indented(safe(f"in {about.article}, which has {words.plural(len(item.choices), 'event')} now"))
    yield from (_numbered(number, safe(said_event(stored.event))) for number, stored in enumerate(item.choices, 1))


# --- parts --------------------------------------------------------------------------------------------------------------------


def _indented(line: Text, cells: int = 2) -> RenderableType:
    """Set a paragraph a few cells in; cleaning takes spaces from the beginning of text."""
    from rich.padding import Padding

    return Padding(line, (0, 0, 0, cells))


def _numbered(number: int, line: Text) -> RenderableType:
    """Set a line behind the number by which it can be chosen."""
    from rich.table import Table

    table = Table.grid(padding=(0, 1, 0, 0))
    table.add_column(width=4, justify="right", style="bold")
    table.add_column(overflow="fold")
    table.add_row(str(number), line)
    return table


def _said(event: Event) -> Text:
    from tracker.cli.versions import said_event

    return safe(said_event(event))


def coloured(out: Console) -> bool:
    """Say whether colours reach the reader."""
    return out.color_system is not None and not out.no_color


def shortened(paragraph: str, spans: Sequence[tuple[int, int]], *, colour: bool) -> Text:
    """Give a paragraph with its evidence marked; of a long one, only what stands around the evidence."""
    kept: list[tuple[int, int]] = []
    for start, end in spans:
        left, right = _word_start(paragraph, start - _AROUND), _word_end(paragraph, end + _AROUND)
        if kept and left <= kept[-1][1]:
            kept[-1] = (kept[-1][0], max(right, kept[-1][1]))
        else:
            kept.append((left, right))
    text = safe("… " if kept[0][0] else "")
    for number, (left, right) in enumerate(kept):
        text.append(" … " if number else "")
        inside = [(start - left, end - left) for start, end in spans if left <= start and end <= right]
        text.append_text(marked(paragraph[left:right], inside, colour=colour))
    return text.append("" if kept[-1][1] == len(paragraph) else " …")


def _word_start(text: str, at: int) -> int:
    """Give the first character of a word at or after a place; the beginning of the text if that lies before it."""
    found = text.find(" ", at) if at > 0 else -1
    return found + 1 if found >= 0 else 0


def _word_end(text: str, at: int) -> int:
    found = text.rfind(" ", 0, at) if at < len(text) else -1
    return found if found >= 0 else len(text)


def _head(stored: StoredEvent) -> Text:
    from tracker.cli.events import what

    return safe(stored.event.id, "dim").append("  ").append_text(what(stored.event, copy=stored.original is not None))


def _source(stored: StoredEvent) -> str:
    return stored.source or stored.url or stored.event.article


def _origin(stored: StoredEvent) -> Text:
    """Say whose report it is: publisher, day, title."""
    day = words.interval(stored.published, stored.published) if stored.published else "day unknown"
    line = safe(f"{words.clean(_source(stored))}, {day}{' (copy)' if stored.original is not None else ''}")
    line.append(f"  {words.shorten(stored.title or stored.event.article, _TITLE)}", "dim")
    return line.append(f"  {stored.event.id}", "dim")


def _quoted(event: Event) -> str:
    return f"'{words.shorten(event.evidence[0].text, _TOLD)}'" if event.evidence else ""
