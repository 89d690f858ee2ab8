"""`tracker history`: what people have decided, when and why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli import options, words
from tracker.cli.render import ROW_FORMATS, Row, RowFormat, dumps, write_rows
from tracker.cli.terminal import safe

if TYPE_CHECKING:
    from rich.text import Text

    from tracker.store.decisions import Decision, Named

EXAMPLES = """
tracker history
tracker history 5f0c9a3e71
tracker history https://example.org/raids --format jsonl
"""

COLUMNS = (
    "decision",
    "made",
    "by",
    "action",
    "event",
    "field",
    "was",
    "value",
    "others",
    "why",
    "undoes",
    "undone_by",
    "orphaned",
    "article",
)


def history(
    identity: Annotated[
        str | None,
        typer.Argument(metavar="[ID]", help="An event, an incident or an article. Default: all decisions.", show_default=False),
    ] = None,
    format: Annotated[RowFormat | None, options.format_option(ROW_FORMATS)] = None,
    db: options.Database = None,
) -> None:
    """List what people have decided: who, when, what it was, what it is, why. Nothing is ever overwritten.

    A decision is orphaned where the statement that it is about is not found in its article any more; it holds again as soon
    as that is back.
    """
    how = options.pick_format(format)
    with options.open_for_reading(db) as store:
        found: list[Decision] = []
        if store:
            from tracker.cli.sources import now
            from tracker.decisions import Decisions

            found = Decisions(store, now).history(identity)
            if not found:
                options.say_empty("nobody has decided anything of it" if identity else "nobody has decided anything yet")
    if how == "table":
        _print(found)
    else:
        write_rows(COLUMNS, map(_row, found), how)


def _row(decision: Decision) -> Row:
    """Give a decision as one flat row, its keys being COLUMNS in that order."""
    return {
        "decision": decision.serial,
        "made": decision.made,
        "by": decision.by,
        "action": decision.action,
        "event": decision.about.now or decision.about.event,
        "field": decision.field,
        "was": said(decision.was),
        "value": decision.value,
        "others": _others(decision) or None,
        "why": decision.why,
        "undoes": decision.undoes,
        "undone_by": decision.undone,
        "orphaned": "yes" if _is_orphaned(decision) else None,
        "article": decision.about.article,
    }


def _is_orphaned(decision: Decision) -> bool:
    return decision.about.now is None and decision.undone is None and decision.action != "undo"


def _others(decision: Decision) -> str:
    def name(named: Named) -> str:
        return named.now or named.event

    along, others = "; ".join(map(name, decision.along)), "; ".join(map(name, decision.others))
    return f"{along} | {others}" if along and decision.action not in ("merge", "link") else "; ".join(filter(None, (along, others)))


def said(value: Any) -> str | None:
    """Say what was there before in few words: '5-7', 'Palmyra', '2026-02-03'."""
    if value is None or value == []:
        return None if value is None else "none"
    if isinstance(value, list):
        return "; ".join(filter(None, map(said, value)))
    if isinstance(value, dict):
        return _said_part(value)
    return str(value)


def _said_part(value: dict[str, Any]) -> str:
    if "low" in value:
        low, high = value["low"], value["high"]
        number = f"{low}+" if high is None else str(low) if low == high else f"{low}-{high}"
        return f"{number} {value['group']}" if value.get("group") else number
    if "end" in value:
        start, end = value["start"], value["end"]
        return f"by {end}" if start is None else end if start == end else f"{start}..{end}"
    return str(value["name"]) if "name" in value else dumps(value)


def _print(found: Sequence[Decision]) -> None:
    from tracker.cli.table import Column, print_table

    if found:
        columns = (
            Column("No", whole=True),
            Column("When", keep=5),
            Column("By", keep=6),
            Column("Decision"),
            Column("Why", keep=4, prose=True),
        )
        print_table(columns, [_cells(each) for each in found])


def _cells(decision: Decision) -> list[Text]:
    event = decision.about.now or decision.about.event
    if decision.action == "undo":
        told = f"takes back {decision.undoes}"
    elif decision.field:
        told = f"{event}: {decision.field} {said(decision.was) or 'none'} → {words.clean(decision.value or '')}"
    elif decision.action == "grade":
        told = f"{event}: {said(decision.was) or 'no grade'} → {decision.value}"
    else:
        told = f"{decision.action} {event}" + (f" with {_others(decision)}" if decision.others else "")
    marks = [f"taken back by {decision.undone}"] if decision.undone else ["orphaned"] if _is_orphaned(decision) else []
    cell = safe(told, "dim" if decision.undone else "")
    if marks:
        cell.append(f" ({marks[0]})", style="yellow")
    when = decision.made[:16].replace("T", " ")
    return [safe(str(decision.serial)), safe(when, "dim"), safe(decision.by or ""), cell, safe(decision.why or "")]
