"""Questions and decisions as lines of a file, which can be filled in elsewhere and read into any copy of the database. Pure.

A line is about one event, named by its id, its article and the words that it was read from; a suggested merge names the other
one as well. `decision`, `field`, `value`, `why` and `by` are for the reader to fill in; what follows `others` is shown to help.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tracker.model import KINDS, Event
from tracker.review.decider import Action, Decided, Told
from tracker.review.items import Item

KEYS = (
    *("id", "decision", "field", "value", "why", "by", "made"),
    *("question", "article", "event", "kind", "evidence", "others", "along"),
    *("type", "date", "places", "actors", "targets", "counts", "confidence", "title"),
)

# What people write, in any case, and what it is called in the history.
DECISIONS: dict[str, Action] = {
    "accept": "accept",
    "accepted": "accept",
    "reject": "reject",
    "rejected": "reject",
    "set": "set",
    "edit": "set",
    "correct": "set",
    "merge": "merge",
    "apart": "apart",
    "keep apart": "apart",
    "split": "split",
    "link": "link",
    "unlink": "unlink",
    "grade": "grade",
}
_WITH_ANOTHER = ("merge", "apart", "split", "link")


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it came: what was decided about what. `decision` is null where the question is still open."""

    id: str
    decision: Action | None
    about: Told
    others: tuple[Told, ...] = ()
    along: tuple[Told, ...] = ()
    field: str | None = None
    value: str | None = None
    why: str | None = None
    by: str | None = None


# --- out ----------------------------------------------------------------------------------------------------------------------


def told(event: Event) -> dict[str, Any]:
    """Name an event so that another copy of the database finds it."""
    return {"article": event.article, "event": event.id, "kind": event.kind, "evidence": [piece.text for piece in event.evidence]}


def question_lines(item: Item) -> Iterator[dict[str, Any]]:
    """Give the lines of an item: one for each event that it asks about, one for two incidents."""
    if item.question == "suggestion":
        first, second = (each.lead for each in item.incidents)
        pair = {report.event.id: report for each in item.incidents for report in each.reports}
        first, second = pair.get(item.pair[0], first), pair.get(item.pair[1], second)
        yield _line(item.id, item.question, first.event, first.title, (second.event,))
        return
    for stored in item.asked:
        id = item.id if item.question == "event" else f"{item.id}:{stored.event.id}"
        yield _line(id, item.question, stored.event, stored.title)


def _line(id: str, question: str, event: Event, title: str, others: tuple[Event, ...] = ()) -> dict[str, Any]:
    when = event.date
    shown: dict[str, Any] = {
        "id": id,
        "question": question,
        **told(event),
        "others": [told(other) for other in others],
        "along": [],
        "type": event.type,
        "date": when and [when.start and when.start.isoformat(), when.end.isoformat()],
        "places": [place.name for place in event.places],
        "actors": event.actors,
        "targets": event.targets,
        "counts": {count.of: [count.low, count.high] for count in event.counts if count.group is None},
        "confidence": event.confidence,
        "title": title,
    }
    return {key: shown.get(key) for key in KEYS}


def decision_line(decided: Decided) -> dict[str, Any]:
    """Give a decision as a line, which says the same in another copy of the database."""
    about = decided.about
    told: dict[str, Any] = {
        "id": ":".join(("decision", about.event, decided.action, *filter(None, (decided.field,)), decided.made)),
        "decision": decided.action,
        "field": decided.field,
        "value": decided.value,
        "why": decided.why,
        "by": decided.by,
        "made": decided.made,
        **_named(about),
        "others": [_named(other) for other in decided.others],
        "along": [_named(other) for other in decided.along],
    }
    return {key: told.get(key) for key in KEYS}


def _named(about: Told) -> dict[str, Any]:
    return {"article": about.article, "event": about.event, "kind": about.kind, "evidence": about.evidence}


# --- in -----------------------------------------------------------------------------------------------------------------------


def read_line(data: Mapping[str, Any]) -> Line:
    """Read a line; ValueError says in words what is wrong with it."""
    decision = _decision(data)
    line = Line(
        id=_text(data, "id") or "",
        decision=decision,
        about=_told(data),
        others=_several(data, "others"),
        along=_several(data, "along"),
        field=_text(data, "field"),
        value=_value(data.get("value")),
        why=_text(data, "why"),
        by=_text(data, "by"),
    )
    if decision == "set" and (line.field is None or line.value is None):
        raise ValueError("'set' needs a field and a value")
    if decision == "grade" and line.value is None:
        raise ValueError("'grade' needs a value")
    if decision in _WITH_ANOTHER and not line.others:
        raise ValueError(f"{decision!r} needs another event in 'others'")
    return line


def _decision(data: Mapping[str, Any]) -> Action | None:
    written = _text(data, "decision")
    if written is None:
        return None
    known = DECISIONS.get(" ".join(written.casefold().replace("_", " ").split()))
    if known is None:
        raise ValueError(f"the decision is {written!r}, not one of {', '.join(dict.fromkeys(DECISIONS.values()))}")
    return known


def _several(data: Mapping[str, Any], name: str) -> tuple[Told, ...]:
    found = data.get(name) or []
    if isinstance(found, str):
        found = _parsed(name, found)
    if not isinstance(found, list) or not all(isinstance(each, Mapping) for each in found):
        raise ValueError(f"{name!r} does not hold events")
    return tuple(map(_told, found))


def _told(data: Mapping[str, Any]) -> Told:
    event = _text(data, "event")
    if event is None:
        raise ValueError("names no event")
    evidence = data.get("evidence") or []
    if isinstance(evidence, str):
        evidence = _parsed("evidence", evidence)
    kind = _text(data, "kind") or ""
    if kind and kind not in KINDS:
        raise ValueError(f"the kind is {kind!r}, not one of {', '.join(KINDS)}")
    if not isinstance(evidence, list) or not all(isinstance(piece, str) for piece in evidence):
        raise ValueError("'evidence' is not a list of texts")
    return Told(_text(data, "article") or "", event, kind, tuple(evidence))


def _parsed(name: str, cell: str) -> list[Any]:
    """Read a list from a cell of a table."""
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError):
        raise ValueError(f"{name!r} is not as it was exported") from None
    if not isinstance(found, list):
        raise ValueError(f"{name!r} is not as it was exported")
    return found


def _text(data: Mapping[str, Any], name: str) -> str | None:
    value = data.get(name)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"{name!r} is not text")
    return (value or "").strip() or None


def _value(value: object) -> str | None:
    """Take a value as a person writes it; numbers and yes or no of JSON likewise."""
    if value is None or isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False)
