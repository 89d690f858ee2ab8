"""Incidents of our own making, as nouns: one that sources dispute, one that a single source tells of, a total."""

from __future__ import annotations

import dataclasses
from datetime import date

from tests.cli.made import HOSTILE_TITLE, STRIKE, VETROVO
from tracker.incidents.nouns import Accounted, Claim, Figure, Graded, Incident, Total
from tracker.model import Count, CountOf, EventDate, Evidence, StoredEvent

DAY = EventDate(date(2026, 2, 3), date(2026, 2, 3), "day", "text", "on Tuesday")


def report(
    id: str, source: str, published: int, *counts: Count, said: str, original: str | None = None, **fields: object
) -> StoredEvent:
    """Make the report of an article of its own."""
    article = f"https://{source.lower().replace(' ', '-')}.example/{id}"
    event = dataclasses.replace(
        STRIKE,
        id=id,
        article=article,
        date=DAY,
        counts=counts,
        evidence=(Evidence(said, 0, len(said)),),
        **fields,  # type: ignore[arg-type]
    )
    return StoredEvent(event, HOSTILE_TITLE, source, article, date(2026, 2, published), 1, "test 1", original)


def killed(low: int, high: int | None = None, *, open: bool = False) -> Count:
    """Make a number of killed, exact unless `open` or with another upper bound."""
    return Count("killed", low, None if open else high or low, None, str(low))


def claim(one: StoredEvent, of: CountOf = "killed", *, counted: bool = True, source: str = "") -> Claim:
    """Give what a report says of one number."""
    count = next(count for count in one.event.counts if count.of == of)
    return Claim(source or one.source or "", one.event.id, count.low, count.high, one.published, counted, count.text)


FIRST = report("a100000001", "Valley Monitor", 3, killed(9), said="Jets hit the mill and nine died, the monitor counted.")
COPY = report(
    "a200000001",
    "Harbour Times",
    4,
    killed(9),
    said="Jets hit the mill and nine died, the monitor counted.",
    original=FIRST.event.article,
)
LATER = report(
    "a300000001",
    "Valley Monitor",
    5,
    killed(12),
    Count("wounded", 20, None, None, "a score or more"),
    said="The monitor now puts the dead of the mill at twelve.",
)
STATE = report(
    "a400000001",
    "State \x1b[31mAgency",
    4,
    killed(17),
    said="The enemy's rockets killed seventeen at the mill.",
    actors=("Grey Band",),
    targets=("millers",),
    weapons=(),
    claimed_by=(),
)

DISPUTED = Incident(
    id=FIRST.event.id,
    kind="strike",
    type="air_strike",
    scope="incident",
    status="reported",
    date=DAY,
    places=(VETROVO,),
    actors=("Northern Command",),
    targets=("Grey Band",),
    weapons=("jets",),
    claimed_by=("Northern Command",),
    counts=(killed(12, 17), Count("wounded", 20, None)),
    confidence=0.86,
    figures=(
        Figure(
            "killed",
            9,
            12,
            17,
            17,
            "conservative",
            (claim(FIRST, counted=False), claim(COPY, counted=False, source="Valley Monitor"), claim(STATE), claim(LATER)),
        ),
        Figure("wounded", 20, 20, None, None, "conservative", (claim(LATER, "wounded"),)),
    ),
    grade=Graded("Contested", "two sources name different sides"),
    strike_status=Graded("Declared", "Northern Command says so", set_by="A. Person"),
    sources=2,
    conflicts=("actors", "killed"),
    lead=LATER,
    reports=(FIRST, COPY, STATE, LATER),
)

ALONE = dataclasses.replace(
    DISPUTED,
    id="b100000001",
    actors=(),
    claimed_by=(),
    counts=(Count("strikes", 10, 10, None, "ten strikes"),),
    figures=(Figure("strikes", 10, 10, 10, 10, "conservative", ()),),
    grade=Graded("Weak", "one source"),
    strike_status=Graded("Single source claim", "one source"),
    sources=1,
    conflicts=(),
    reports=(report("b100000001", "Example News", 6, Count("strikes", 10, 10, None, "ten"), said="Ten strikes hit the band."),),
    lead=report("b100000001", "Example News", 6, Count("strikes", 10, 10, None, "ten"), said="Ten strikes hit the band."),
)

_TOLD = report(
    "c100000001",
    "Northern Command",
    15,
    Count("strikes", 101, None, None, "more than 100 strikes"),
    said="More than 100 strikes since December, the command said.",
    scope="aggregate",
)
SUM = dataclasses.replace(
    ALONE,
    id="c100000001",
    scope="aggregate",
    date=EventDate(date(2025, 12, 1), date(2026, 2, 15), "range", "text", "since December"),
    claimed_by=("Northern Command",),
    counts=(Count("strikes", 101, None, None, "more than 100 strikes"),),
    figures=(Figure("strikes", 101, 101, None, None, "conservative", (claim(_TOLD, "strikes"),)),),
    reports=(_TOLD,),
    lead=_TOLD,
)
TOTAL = Total(
    total=SUM,
    items=(DISPUTED, ALONE),
    numbers=(Accounted("strikes", 101, None, 15, 15, 86, None),),
    within=("c000000001",),
    holds=("c200000001", "c300000001"),
    overlaps=(),
    flags=("lies within c000000001, which claims fewer strikes (90)",),
)
