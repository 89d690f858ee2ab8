"""`tracker review gold`: what people have reviewed, as gold for `tracker evaluate`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli import options, words
from tracker.cli.render import dumps
from tracker.cli.terminal import say
from tracker.errors import TrackerError
from tracker.model import Filter

if TYPE_CHECKING:
    from tracker.review import Golden

EXAMPLES = """
tracker review gold coded/ && tracker evaluate coded/  # how well the parser does on your own material
tracker review gold coded/ --partial --source 'Example News' --overwrite
"""

_FILES = ("docs.jsonl", "gold.jsonl")


@options.filtered
def gold(
    where: Filter,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder for docs.jsonl and gold.jsonl; made if it is not there.")],
    partial: Annotated[
        bool, typer.Option("--partial", help="Also articles with events that nobody has reviewed; those are optional in gold.")
    ] = False,
    overwrite: Annotated[bool, typer.Option("--overwrite", help="Write over gold that is in the folder already.")] = False,
    db: options.Database = None,
) -> None:
    """Write the articles that people have reviewed as gold, so that 'tracker evaluate DIR' measures the parser on them.

    Accepted events are in it with what was corrected, rejected ones are not. Articles of which only some events have been
    reviewed are left out, unless --partial: then the others are optional, and the parser is neither rewarded nor punished
    for them. What the parser has missed is not in it, as nobody was asked: add it to gold.jsonl by hand, or take the recall
    for an upper bound.
    """
    taken = [folder / name for name in _FILES if (folder / name).exists()]
    if taken and not overwrite:
        raise TrackerError(f"{taken[0]} is there already: name another folder, or write over it with --overwrite")
    with options.open_for_reading(db) as store:
        if store is None:
            raise TrackerError("there is no database yet, so nothing has been reviewed")
        from tracker.review import golden

        found = list(golden(store, where))
    complete = [each for each in found if each.complete]
    written = found if partial else complete
    if not written:
        raise TrackerError(f"nothing to write: {_told(0, len(found))}: 'tracker review' goes on with them")
    _write(folder, written)
    left = 0 if partial else len(found) - len(complete)
    events = sum(len(each.gold["events"]) for each in written)
    say(f"{words.plural(len(written), 'article')}, {words.plural(events, 'event')} in {folder}; {_told(len(complete), left)}")


def _told(complete: int, partly: int) -> str:
    if not complete and not partly:
        return "no event has been accepted, corrected or rejected"
    return f"{words.plural(partly, 'article')} reviewed in part left out" if partly else "none left out"


def _write(folder: Path, found: Iterable[Golden]) -> None:
    """Write both files, each whole or not at all."""
    held = list(found)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, lines in zip(_FILES, ((each.document for each in held), (each.gold for each in held)), strict=True):
            part = folder / f"{name}.part"
            with part.open("w", encoding="utf-8") as file:
                file.writelines(_lines(lines))
            part.replace(folder / name)
    except OSError as error:
        raise TrackerError(f"{folder}: {(error.strerror or str(error)).lower()}") from None


def _lines(items: Iterable[dict[str, Any]]) -> Iterator[str]:
    return (f"{dumps(item)}\n" for item in items)
