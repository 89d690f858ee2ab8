"""`tracker reparse`: the stored articles through today's parser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import options, words
from tracker.cli.progress import counted
from tracker.cli.render import ROW_FORMATS, Row, RowFormat, write_rows
from tracker.cli.terminal import console, forget_output, safe, say
from tracker.model import Filter

if TYPE_CHECKING:
    from tracker.reparse import Reparsed

EXAMPLES = """
tracker reparse --dry-run  # after an upgrade: what would change?
tracker reparse --since 2026-01-01 --source CENTCOM
tracker reparse --all --format jsonl > changes.jsonl
"""

COLUMNS = ("change", "event", "kind", "type", "fields", "date", "place", "counts", "article", "title")


@options.filtered
def reparse(
    where: Filter,
    everything: Annotated[
        bool, typer.Option("--all", help="Also articles that today's parser has read already.", rich_help_panel=options.READING)
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Show what would change; change nothing.", rich_help_panel=options.READING)
    ] = False,
    format: Annotated[RowFormat | None, options.format_option(ROW_FORMATS)] = None,
    db: options.Database = None,
) -> None:
    """Read the stored articles again with today's parser, and print each event that is gained, lost or altered.

    Articles that it has read already are passed over, so a run that was stopped goes on where it was; each article is changed
    whole or not at all. Texts, versions and what you corrected by hand stay as they are.
    --source, --since and --until choose articles by publisher and day of publication; the other options choose those with such
    events in them.
    """
    from tracker.cli.sources import make_parser
    from tracker.reparse import find
    from tracker.reparse import reparse as read_again

    how = options.pick_format(format)
    sums = Summary()
    with options.open_for_reading(db) as store:
        ids = find(store, where, everything=everything) if store else []
        try:
            if store and ids:
                with counted(len(ids), "articles") as step:
                    _write(sums.watch(map(step, read_again(store, ids, make_parser(store), dry_run=dry_run))), how)
        except KeyboardInterrupt:
            say(f"tracker: interrupted; kept what was done, the same command goes on: {sums.told(dry_run=dry_run)}")
            raise typer.Exit(130) from None
    if not ids:
        options.say_empty("nothing to do: today's parser has read every article that matches (--all reads them again)")
    else:
        say(sums.told(dry_run=dry_run), "bold")


class Summary:
    """Count what changes, event by event and field by field."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.counts: Counter[str] = Counter()
        self.fields: Counter[str] = Counter()

    def watch(self, done: Iterable[Reparsed]) -> Iterator[Reparsed]:
        """Let articles through and count what changed in them."""
        for each in done:
            changes = each.changes
            self.counts["articles"] += 1
            self.counts["changed"] += bool(changes)
            self.counts["missed"] += each.missed
            for name in ("gained", "lost", "altered"):
                self.counts[name] += len(getattr(changes, name))
            self.counts["same"] += changes.same
            self.fields.update(field for altered in changes.altered for field in altered.fields)
            yield each

    def told(self, *, dry_run: bool = False) -> str:
        """Say it in one line."""
        counts = self.counts
        fields = ", ".join(f"{words.label(name)} {number}" for name, number in self.fields.most_common())
        done = "would be read again" if dry_run else "read again"
        parts = [
            f"{words.plural(counts['articles'], 'article')} {done}, {counts['changed']} changed",
            f"events: {counts['gained']} gained, {counts['lost']} lost, {counts['altered']} altered"
            + (f" ({fields})" if fields else "")
            + f", {counts['same']} the same",
        ]
        if counts["missed"]:
            parts.append(f"{words.plural(counts['missed'], 'article')} left to another process")
        return "; ".join(parts)


def change_rows(done: Reparsed) -> Iterator[Row]:
    """Give each event that is gained, lost or altered as one flat row, its keys being COLUMNS in that order."""
    changes = done.changes
    told = [("gained", event, None) for event in changes.gained]
    told += [("lost", event, None) for event in changes.lost]
    rows = [*told, *(("altered", each.new, "; ".join(each.fields)) for each in changes.altered)]
    for change, event, fields in rows:
        yield {
            "change": change,
            "event": event.id,
            "kind": event.kind,
            "type": event.type,
            "fields": fields,
            "date": words.when(event.date),
            "place": words.names(words.place_name(place) for place in event.places),
            "counts": words.numbers(event.counts),
            "article": done.article,
            "title": done.title,
        }


def _write(done: Iterator[Reparsed], how: RowFormat) -> None:
    """Print changes as they come. A reader that goes away does not stop the work: it is for the store."""
    with suppress(BrokenPipeError):
        if how == "table":
            for each in done:
                _print(each)
        else:
            write_rows(COLUMNS, (row for each in done for row in change_rows(each)), how)
        return
    forget_output()
    for _ in done:
        pass


def _print(done: Reparsed) -> None:
    from tracker.cli.versions import event_lines

    if not done.changes:
        return
    out = console()
    out.print(safe(done.title or done.article, "bold"), soft_wrap=True)
    for line in list(event_lines(done.changes))[1:]:
        out.print(line, soft_wrap=True)
