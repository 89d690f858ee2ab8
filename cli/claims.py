"""Who says what of an incident: its reports by source, their claims side by side. Pure: nouns in, nouns and strings out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tracker.cli import words
from tracker.model import Event, StoredEvent

if TYPE_CHECKING:
    from tracker.cli.render import Row
    from tracker.incidents.nouns import Claim, Figure, Incident


def publisher(report: StoredEvent) -> str:
    """Name who published a report."""
    return words.publisher(report.source, report.url, report.event.article)


@dataclass(frozen=True, slots=True)
class Voice:
    """One independent source of an incident: its reports, the earliest first. `copies` are who else printed the same story."""

    name: str
    reports: tuple[StoredEvent, ...]
    copies: tuple[str, ...]

    @property
    def published(self) -> date | None:
        """Give the day of its latest report; others' copies of one tell nothing later."""
        own = [report for report in self.reports if report.original is None] or self.reports
        return max((report.published for report in own if report.published), default=None)


def in_time(reports: Iterable[StoredEvent]) -> list[StoredEvent]:
    """Put reports in the order in which they were published, those of unknown day last."""
    return sorted(reports, key=lambda one: (one.published is None, one.published or date.max, one.event.article, one.event.id))


def voices(incident: Incident) -> list[Voice]:
    """Give the independent sources of an incident, each with all its reports; that which was first to tell of it first."""
    from tracker.incidents.sources import source_keys

    keys = source_keys(incident.reports)
    groups: dict[str, list[StoredEvent]] = {}
    for report in in_time(incident.reports):
        groups.setdefault(keys[report.event.id], []).append(report)
    return [Voice(words.clean(key), tuple(reports), _copies(reports)) for key, reports in groups.items()]


def _copies(reports: Sequence[StoredEvent]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(publisher(report) for report in reports if report.original is not None))


def publishers(incident: Incident) -> list[str]:
    """Name the independent sources of an incident."""
    return [voice.name for voice in voices(incident)]


# --- numbers ------------------------------------------------------------------------------------------------------------------


def claim_of(voice: Voice, figure: Figure) -> Claim | None:
    """Give what a source claims of a number: its claim that counts."""
    own = {report.event.id for report in voice.reports}
    return next((claim for claim in figure.claims if claim.counted and claim.event in own), None)


def said_by(report: StoredEvent) -> str:
    """Say the numbers of a report that tell a person something."""
    return "; ".join(words.telling_counts(report.event.counts))


# --- the other fields ---------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Field:
    """What sources say in one field: each value with the names of those who say so. `differs` where they contradict each other."""

    name: str
    values: tuple[tuple[str, tuple[str, ...]], ...]
    differs: bool


def _names(event: Event, of: str) -> str:
    names: Sequence[str] = getattr(event, of)
    return "; ".join(map(words.clean, names))


# The name of a field as people call it, the names under which it may stand in `Incident.conflicts`, what it says of an event.
_FIELDS: tuple[tuple[str, Callable[[Event], str]], ...] = (
    ("type", lambda event: words.label(event.type)),
    ("status", lambda event: event.status),
    ("date", lambda event: words.when(event.date) if event.date else ""),
    ("places", lambda event: "; ".join(words.place_name(place) for place in event.places)),
    ("actors", lambda event: _names(event, "actors")),
    ("targets", lambda event: _names(event, "targets")),
    ("weapons", lambda event: _names(event, "weapons")),
    ("claimed_by", lambda event: _names(event, "claimed_by")),
)


def fields(incident: Incident) -> Iterator[Field]:
    """Give the fields, numbers aside, of which any source says something: the latest that each says and did not take back."""
    from tracker.incidents.sources import standing

    told = voices(incident)
    stand = {report.event.id for report in standing(incident.reports) or incident.reports}
    for name, say in _FIELDS:
        by: dict[str, list[str]] = {}
        for voice in told:
            newest = [report.event for report in reversed(voice.reports) if name == "status" or report.event.id in stand]
            said = next((said for event in newest if (said := say(event))), "")
            if said:
                by.setdefault(said, []).append(voice.name)
        if by:
            yield Field(name, tuple((value, tuple(names)) for value, names in by.items()), name in incident.conflicts)


def number_fields(incident: Incident) -> Iterator[Field]:
    """Give likewise the numbers of which more than one source gives one."""
    told = voices(incident)
    for figure in words.in_order(incident.figures):
        by: dict[str, list[str]] = {}
        for voice in told:
            if claim := claim_of(voice, figure):
                by.setdefault(words.number(claim.low, claim.high), []).append(voice.name)
        differs = figure.of in incident.conflicts
        yield Field(figure.of, tuple((value, tuple(names)) for value, names in by.items()), differs)


CLAIM_COLUMNS = (
    "incident",
    "of",
    "source",
    "published",
    "low",
    "high",
    "counted",
    "text",
    "publisher",
    "copy_of",
    "event",
    "article",
)


def claim_rows(incident: Incident) -> Iterator[Row]:
    """Give the claims of an incident's numbers as flat rows, their keys being CLAIM_COLUMNS in that order."""
    names = {report.event.id: voice.name for voice in voices(incident) for report in voice.reports}
    reports = {report.event.id: report for report in incident.reports}
    for figure in words.in_order(incident.figures):
        for claim in figure.claims:
            report = reports.get(claim.event)
            yield {
                "incident": incident.id,
                "of": figure.of,
                "source": names.get(claim.event, words.clean(claim.source)),
                "published": claim.published.isoformat() if claim.published else None,
                "low": claim.low,
                "high": claim.high,
                "counted": int(claim.counted),
                "text": words.clean(claim.text) or None,
                "publisher": publisher(report) if report else None,
                "copy_of": report.original if report else None,
                "event": claim.event,
                "article": report.event.article if report else None,
            }
