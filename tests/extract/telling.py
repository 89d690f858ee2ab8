"""What a reader finds in an article, told in part: only the fields that a row is about are compared."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import permutations
from typing import Any

import pytest

from tracker.extract import parse_articles
from tracker.model import Article, Event

SUNDAY = date(2026, 2, 15)
"""The day on which the articles of the tables appear."""

Bounds = tuple[int, int | None]


@dataclass(frozen=True)
class Told:
    """An event as a reader tells it. What is null is not compared.

    `types` are acceptable ones, separated by a bar. `day` is a day, two days with '..' between them, or 'none' where the text says
    none. Each of `places` is in one of the event's places, and the other way round; `actor` and `target` are words in one of its
    actors or targets, '' where there is none. `counts` are all of its whole figures.
    """

    types: str
    day: str | None = None
    places: tuple[str, ...] | None = None
    country: str | None = None
    actor: str | None = None
    target: str | None = None
    counts: dict[str, Bounds] | None = None
    scope: str | None = None
    status: str | None = None
    pieces: int | None = None
    quote: str | None = None


@dataclass(frozen=True)
class Row:
    """An article, what it tests, and the events in it."""

    about: str
    text: str
    events: Sequence[Told]
    title: str = ""
    published: date | None = SUNDAY

    def article(self) -> Article:
        return Article(id=self.about, text=self.text, title=self.title, published=self.published, language="en")


def cases(rows: Iterable[Row], known: Mapping[str, str]) -> list[Any]:
    """Give the rows as parameters; those that the parser is known to get wrong are marked with the reason."""
    rows = list(rows)
    assert set(known) <= {row.about for row in rows}
    assert len({row.about for row in rows}) == len(rows)
    marks = {about: [pytest.mark.xfail(reason=reason, strict=False)] for about, reason in known.items()}
    return [pytest.param(row, id=row.about, marks=marks.get(row.about, [])) for row in rows]


def parse_rows(rows: Iterable[Row]) -> dict[str, tuple[Event, ...]]:
    """Parse all articles of a table in one go."""
    return {article.id: events for article, events in parse_articles(row.article() for row in rows)}


def parse_text(text: str, *, title: str = "", published: date | None = SUNDAY) -> tuple[Event, ...]:
    """Parse one article."""
    (_, events), *_ = parse_articles([Article(id="a", text=text, title=title, published=published, language="en")])
    return events


def assert_told(events: Sequence[Event], expected: Sequence[Told]) -> None:
    """Pair the events with those expected, one to one; say what differs in the pairing that fits best."""
    shown = "\n".join(show(event) for event in events)
    assert len(events) == len(expected), f"{len(expected)} expected, {len(events)} found:\n{shown}"
    pairings = ([d for t, e in zip(expected, order, strict=True) for d in differences(t, e)] for order in permutations(events))
    best = min(pairings, key=len)
    assert not best, "\n".join([*best, "found:", shown])


def differences(told: Told, event: Event) -> list[str]:
    """Name the fields of an event that are not as told."""
    wrong = []
    for name in ("country", "actor", "target", "counts", "scope", "status", "pieces", "day", "places", "quote"):
        wanted = getattr(told, name)
        if wanted is not None and not _fits(name, wanted, event):
            wrong.append(f"{told.types}: {name} is not {wanted!r}")
    if event.type not in told.types.split("|"):
        wrong.append(f"type {event.type} is not {told.types}")
    return wrong


def _fits(name: str, wanted: object, event: Event) -> bool:
    if name == "places":
        assert isinstance(wanted, tuple)
        names = [f"{p.name} {p.text}" for p in event.places]
        return len(names) == len(wanted) and all(any(w in n for n in names) for w in wanted)
    if name == "country":
        return wanted in {p.country for p in event.places}
    if name in {"actor", "target"}:
        names = list(event.actors if name == "actor" else event.targets)
        return any(str(wanted).casefold() in n.casefold() for n in names) if wanted else not names
    if name == "quote":
        return str(wanted) in event.evidence[0].text
    own = {"day": day_of(event), "counts": counts_of(event), "pieces": len(event.evidence)}
    return bool(wanted == (own[name] if name in own else getattr(event, name)))


def day_of(event: Event) -> str:
    """Write an event's days; 'none' where only the publication day is known."""
    if event.date is None or event.date.start is None:
        return "none"
    start, end = event.date.start, event.date.end
    return str(start) if start == end else f"{start}..{end}"


def counts_of(event: Event) -> dict[str, Bounds]:
    """Give an event's whole figures; one strike is too little said to be held to it (CODEBOOK)."""
    return {c.of: (c.low, c.high) for c in event.counts if c.group is None and (c.of, c.low, c.high) != ("strikes", 1, 1)}


def show(event: Event) -> str:
    """Write an event on one line, for people to read where a test fails."""
    places = "; ".join(f"{p.name}/{p.country}" for p in event.places)
    quotes = " | ".join(e.text for e in event.evidence)
    return (
        f"  {event.type} {event.scope} {event.status} {day_of(event)} at [{places}] by {list(event.actors)} "
        f"on {list(event.targets)} {counts_of(event)} <{quotes}>"
    )
