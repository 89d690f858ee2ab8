"""Events of our own making, and what a run of the program gives."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from tracker.model import Article, Count, Event, EventDate, Evidence, Place

TEXT = (
    "Jets struck 31 depots of the Grey Band near the old mill of Vetrovo between February 3 and 12, the command said.\n"
    "More than 30 fighters died in the raids. A monitor could not confirm it.\n\n"
    "Two leaders of the band were seized in Kamen on Tuesday."
)
HOSTILE_TITLE = "Raids \x1b[31mred\x1b[0m [bold]on[/] \u202edepots\u2069 \x9b2J\x07\tand\nmore"


def piece(words: str) -> Evidence:
    """Find the words in TEXT."""
    start = TEXT.index(words)
    return Evidence(words, start, start + len(words))


VETROVO = Place("Vetrovo", "the old mill of Vetrovo", "SY", "Homs", 34.56, 38.28, "town", 5.0)
KAMEN = Place("Kamen", "Kamen", "UA", None, None, None, "town")

STRIKE = Event(
    id="5f0c9a3e71",
    article="https://example.org/raids",
    kind="strike",
    type="air_strike",
    scope="incident",
    status="reported",
    date=EventDate(date(2026, 2, 3), date(2026, 2, 12), "range", "text", "between February 3 and 12"),
    places=(VETROVO,),
    actors=("Northern Command",),
    targets=("Grey Band",),
    weapons=("jets",),
    counts=(Count("killed", 31, None, None, "More than 30 fighters"), Count("strikes", 10, 10, None, "ten strikes")),
    claimed_by=("Northern Command",),
    confidence=0.86,
    evidence=(piece("Jets struck 31 depots of the Grey Band"), piece("More than 30 fighters died")),
)
CAPTURE = dataclasses.replace(
    STRIKE,
    id="5f77000001",
    kind="detention",
    type="capture",
    status="alleged",
    date=EventDate(None, date(2026, 2, 15), "by", "published"),
    places=(KAMEN,),
    targets=("leaders of the Grey Band",),
    weapons=(),
    counts=(Count("detained", 2, 2, None, "Two leaders"),),
    claimed_by=(),
    evidence=(piece("Two leaders of the band were seized in Kamen"),),
)
TOTAL = dataclasses.replace(
    STRIKE,
    id="9a00000001",
    scope="aggregate",
    date=EventDate(date(2025, 12, 1), date(2026, 2, 15), "range", "text", "since December"),
    places=(),
    counts=(Count("killed", 400, 400, None, "400"),),
)
UNDATED = dataclasses.replace(STRIKE, id="9b00000001", status="denied", date=None, places=(), actors=(), counts=())
EVENTS = (STRIKE, CAPTURE, TOTAL, UNDATED)

ARTICLE = Article(
    id="https://example.org/raids",
    text=TEXT,
    title=HOSTILE_TITLE,
    published=date(2026, 2, 15),
    published_basis="metadata",
    source="Example News",
    url="https://example.org/raids",
    author="A. Writer",
    language="en",
)


@dataclass(frozen=True)
class Ran:
    """What a run printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        """Give the lines of stdout."""
        return self.out.splitlines()


Run = Callable[..., Ran]


def environment(**more: str) -> dict[str, str]:
    """Give a small environment with nothing of the developer's in it."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT", "TMPDIR") if name in os.environ}
    return {**kept, "COLUMNS": "80", "PYTHONUTF8": "1", **more}
