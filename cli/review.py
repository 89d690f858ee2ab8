"""`tracker review`: walk what people have to look at, key by key."""

from __future__ import annotations

from typing import Annotated

import typer

from tracker.cli import keys, options, words
from tracker.cli.terminal import say
from tracker.cli.timeline import Limit
from tracker.errors import UsageError
from tracker.model import Filter
from tracker.review import QUESTIONS, Question

EXAMPLES = """
tracker review
tracker review --only suggestions --limit 20
tracker review --country Syria --since 'January 2026' --by mara
"""

# What they are called on the command line.
NAMES: dict[str, Question] = {
    "orphaned": "orphaned",
    "changed": "changed",
    "suggestions": "suggestion",
    "conflicts": "conflict",
    "events": "event",
}


def _check(values: list[str] | None) -> list[str]:
    found: list[str] = []
    for value in values or ():
        name = next((name for name in NAMES if value.strip().lower() in (name, NAMES[name])), None)
        if name is None:
            raise typer.BadParameter(f"{value!r} is not one of {', '.join(NAMES)}")
        found.append(NAMES[name])
    return found


Only = Annotated[
    list[str] | None,
    typer.Option(
        "--only",
        metavar="WHAT",
        help=f"{', '.join(list(NAMES)[:-1])} or {list(NAMES)[-1]}. Default: all, in this order.",
        show_default=False,
        rich_help_panel=options.CHOOSE,
        callback=_check,
        autocompletion=lambda incomplete: [name for name in NAMES if name.startswith(incomplete)],
    ),
]


@options.filtered
def review(
    where: Filter,
    ctx: typer.Context,
    only: Only = None,
    limit: Limit = None,
    by: options.By = None,
    db: options.Database = None,
) -> None:
    """Look at what is not sure, one after the other, and decide with a single key; or ask for it as a file.

    First come decisions whose event is gone and articles that changed since you looked at them, then suggested merges and
    incidents whose sources differ, then single events; the least sure first. The words that say so stand marked in their
    paragraph. Each decision is written at once, so a session can end at any time, and the next goes on; what you skip comes
    last then.
    """
    if ctx.invoked_subcommand:
        return
    if not keys.at_terminal():
        raise UsageError("a review needs a terminal: without one, use 'tracker review export' and 'tracker review import'")
    with options.open_for_reading(db) as store:
        if store is None:
            return
        from tracker.cli.review_loop import Walk
        from tracker.cli.sources import now
        from tracker.decisions import Decisions
        from tracker.review import Desk, Queue

        decider = Decisions(store, now)
        desk = Desk(store, decider, Queue(store, decider, where, questions(only)), by=options.person(by), now=now)
        if not desk.total:
            say("tracker: nothing to review" + (" that matches" if where != Filter() or only else ""))
            return
        with keys.Keys() as typed:
            walked = Walk(desk, typed, limit).run()
        left = Queue(store, decider, where, questions(only)).count()
    say(f"{walked.summary()}; {words.plural(left, 'question') if left else 'nothing'} left")


def questions(names: list[str] | None) -> list[Question]:
    """Give the questions of --only, all where none is named."""
    return [question for question in QUESTIONS if question in (names or ())]
