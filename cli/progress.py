"""Progress of long work: on stderr, and only where a person looks on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeVar

from tracker.cli import words
from tracker.cli.terminal import errors, on_terminal

if TYPE_CHECKING:
    from tracker.model import Outcome

Step = Callable[["Outcome"], "Outcome"]
Item = TypeVar("Item")


@contextmanager
def progress(total: int | None = None) -> Iterator[Step]:
    """Show how far the work is; give the function that each outcome has to pass through."""
    if not sys.stderr.isatty():
        yield lambda outcome: outcome
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    count = (BarColumn(bar_width=20), MofNCompleteColumn()) if total else (TextColumn("{task.completed}"),)
    columns = (SpinnerColumn(), *count, TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    columns += (TextColumn("left:"), TimeRemainingColumn()) if total else ()
    # Only stdout that is the same screen may pass through Rich: it would end up on stderr.
    with Progress(*columns, console=errors(), transient=True, redirect_stdout=on_terminal()) as shown:
        task = shown.add_task("articles", total=total)
        events = 0

        def step(outcome: Outcome) -> Outcome:
            nonlocal events
            events += len(outcome.events)
            shown.update(task, advance=1)
            speed = shown.tasks[0].speed
            rate = f", {speed:.1f} a second" if speed else ""
            shown.update(task, description=f"articles, {words.plural(events, 'event')}{rate}")
            return outcome

        yield step


@contextmanager
def counted(total: int, noun: str) -> Iterator[Callable[[Item], Item]]:
    """Show how many of `total` are done and how long the rest will take; give the function that each has to pass through."""
    if not sys.stderr.isatty():
        yield lambda item: item
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (BarColumn(bar_width=20), MofNCompleteColumn(), TextColumn("{task.description}", markup=False), TimeRemainingColumn())
    with Progress(*columns, console=errors(), transient=True, redirect_stdout=on_terminal()) as shown:
        task = shown.add_task(noun, total=total)

        def step(item: Item) -> Item:
            shown.update(task, advance=1)
            return item

        yield step
