"""What people decide: `tracker accept`, `reject`, `set`, `merge`, `split`, `link`, `unlink`, `grade`, `undo`."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from tracker.cli import options, words
from tracker.cli.terminal import say
from tracker.correct import FIELDS
from tracker.incidents.nouns import GRADES

if TYPE_CHECKING:
    from tracker.decisions import Decisions

ACCEPT_EXAMPLES = """
tracker accept 5f0c9a3e71 --why 'checked against the page'
tracker accept 5f0c9a3e71 96e0613a52 --by mara
"""
REJECT_EXAMPLES = """
tracker reject 5f0c9a3e71 --why 'an exercise, no attack'
tracker reject 5f0c9a3e71 96e0613a52 --by mara
"""
SET_EXAMPLES = """
tracker set 5f0c9a3e71 killed 12-15 --why 'the figure is for both days'
tracker set 5f0c9a3e71 date 2026-02-03..2026-02-05
tracker set 5f0c9a3e71 place 'Tripoli, Lebanon'
tracker set 5f0c9a3e71 actor 'Israeli Air Force; Israeli Navy'
tracker set 5f0c9a3e71 wounded none
"""
MERGE_EXAMPLES = """
tracker merge 5f0c9a3e71 96e0613a52
tracker merge 5f0c9a3e71 96e0613a52 --why 'one strike, told by the day of the funeral'
"""
SPLIT_EXAMPLES = """
tracker split 5f0c9a3e71 96e0613a52
tracker split 5f0c9a3e71 96e0613a52 4ad28842df --why 'the second wave, hours later'
"""
LINK_EXAMPLES = """
tracker link 96e0613a52 5f0c9a3e71
tracker link 96e0613a52 5f0c9a3e71 --why 'the same convoy'
"""
UNLINK_EXAMPLES = """
tracker unlink 96e0613a52
tracker unlink 96e0613a52 --why 'another village of that name'
"""
GRADE_EXAMPLES = """
tracker grade 5f0c9a3e71 Confirmed --why 'the command said so on 4 March'
tracker grade 5f0c9a3e71 Discounted --by mara
"""
UNDO_EXAMPLES = """
tracker undo
tracker undo 17 --why 'the page was right'
"""

_EVENT_HELP = "An event's id, or its beginning."
_INCIDENT_HELP = "The id of an incident or of one of its events, or its beginning."
Events = Annotated[list[str], typer.Argument(metavar="EVENT...", help="Events' ids, or their beginnings.", show_default=False)]
One = Annotated[str, typer.Argument(metavar="EVENT", help=_EVENT_HELP, show_default=False)]
Which = Annotated[str, typer.Argument(metavar="INCIDENT", help=_INCIDENT_HELP, show_default=False)]
First = Annotated[str, typer.Argument(metavar="INCIDENT", help=_INCIDENT_HELP, show_default=False)]
Second = Annotated[str, typer.Argument(metavar="INCIDENT", help="Another one.", show_default=False)]
Why = Annotated[str | None, typer.Option("--why", metavar="WORDS", help="The reason, for the history.", show_default=False)]


def _decide(db: options.Database, do: Callable[[Decisions], int], told: str) -> None:
    """Open the database, decide, and say what was decided under which number."""
    from tracker.cli.sources import now
    from tracker.decisions import Decisions
    from tracker.store import Store

    with Store.open(options.database(db), create=False) as store:
        number = do(Decisions(store, now))
    say(f"decision {number}: {told}")


def _review(action: Literal["accept", "reject"], event: str, by: str | None, why: str | None, book: Decisions) -> int:
    return book.decide(action, event, by=options.person(by), why=why)


def accept(events: Events, why: Why = None, by: options.By = None, db: options.Database = None) -> None:
    """Say that events are right as they stand.

    An accepted event is out of the review's queue, and goes into what 'tracker review gold' writes.
    """
    for event in events:
        _decide(db, partial(_review, "accept", event, by, why), f"{event} is accepted")


def reject(events: Events, why: Why = None, by: options.By = None, db: options.Database = None) -> None:
    """Say that events are none: they leave the timeline, the incidents and all sums.

    'tracker show' still finds them, and 'tracker undo' takes it back.
    """
    for event in events:
        _decide(db, partial(_review, "reject", event, by, why), f"{event} is rejected")


def set_(
    event: One,
    field: Annotated[str, typer.Argument(metavar="FIELD", help=f"One of {', '.join(FIELDS)}.", show_default=False)],
    value: Annotated[str, typer.Argument(metavar="VALUE", help="The new value; 'none' empties a field.", show_default=False)],
    why: Why = None,
    by: options.By = None,
    db: options.Database = None,
) -> None:
    """Correct a field of an event; what the parser read stays in the history.

    Numbers are written 12, 12-15, 31+ or 'at least 12'; dates 2026-02-03, 2026-02-03..2026-02-12, 'January 2026' or
    'by 2026-02-15'; several names with ';' between them; places by name, with a country where one name has many. The
    correction is put to the same statement again when its article is read anew.
    """

    def do(book: Decisions) -> int:
        return book.decide("set", event, field=field.strip().lower(), value=value, by=options.person(by), why=why)

    _decide(db, do, f"{event}: {words.clean(field)} is {words.clean(value)}")


def merge(one: First, other: Second, why: Why = None, by: options.By = None, db: options.Database = None) -> None:
    """Say that two incidents are one. It holds whatever the program would make of them, now and later."""
    told = f"{one} and {other} are one incident"
    _decide(db, lambda book: book.decide("merge", one, other=other, by=options.person(by), why=why), told)


def split(incident: Which, events: Events, why: Why = None, by: options.By = None, db: options.Database = None) -> None:
    """Take events out of an incident, together; they are never linked with the rest of it again."""
    told = f"{', '.join(events)} split from {incident}"
    _decide(db, lambda book: book.decide("split", incident, others=events, by=options.person(by), why=why), told)


def link(event: One, incident: Which, why: Why = None, by: options.By = None, db: options.Database = None) -> None:
    """Put an event into an incident."""
    told = f"{event} is a report of {incident}"
    _decide(db, lambda book: book.decide("link", event, other=incident, by=options.person(by), why=why), told)


def unlink(event: One, why: Why = None, by: options.By = None, db: options.Database = None) -> None:
    """Take an event out of its incident; it is never linked with the others in it again."""
    told = f"{event} is no report of its incident"
    _decide(db, lambda book: book.decide("unlink", event, by=options.person(by), why=why), told)


def grade(
    incident: Which,
    value: Annotated[str, typer.Argument(metavar="GRADE", help=f"{', '.join(GRADES[:-1])} or {GRADES[-1]}.", show_default=False)],
    why: Why = None,
    by: options.By = None,
    db: options.Database = None,
) -> None:
    """Set the grade of an incident, in Airwars' words. Until a person has set it, it is proposed from the reports."""
    told = f"{incident} is {words.clean(value)}"
    _decide(db, lambda book: book.decide("grade", incident, value=value, by=options.person(by), why=why), told)


def undo(
    decision: Annotated[int | None, typer.Argument(metavar="[NUMBER]", help="The decision. Default: the last one.", min=1)] = None,
    why: Why = None,
    by: options.By = None,
    db: options.Database = None,
) -> None:
    """Take a decision back, with all that followed from it. It stays in the history, and so does this."""
    told = f"decision {decision or 'before it'} is taken back"
    _decide(db, lambda book: book.undo(decision, by=options.person(by), why=why), told)
