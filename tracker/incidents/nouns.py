"""The nouns of incidents. A *report* is one article's event; an *incident* is what one or more reports tell of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, Literal, get_args

from tracker.model import Count, CountOf, Event, EventDate, EventType, Kind, Place, Scope, Status, StoredEvent

Aspect = Literal["type", "date", "place", "actor", "target", "counts", "words", "weapon", "article", "decision"]
Grade = Literal["Confirmed", "Fair", "Weak", "Contested", "Discounted"]
StrikeStatus = Literal["Declared", "Likely", "Contested", "Single source claim"]
Rule = Literal["conservative", "latest", "median", "highest"]

GRADES: tuple[Grade, ...] = get_args(Grade)
STRIKE_STATUSES: tuple[StrikeStatus, ...] = get_args(StrikeStatus)
RULES: tuple[Rule, ...] = get_args(Rule)
DEFAULT_RULE: Rule = "conservative"


@dataclass(frozen=True, slots=True)
class Reason:
    """What speaks for (weight above 0) or against (below 0) two reports being of one happening, in words."""

    aspect: Aspect
    weight: float
    text: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two reports compare: the sum of all weights. `never` where they can't be one happening whatever else agrees."""

    score: float
    reasons: tuple[Reason, ...]
    never: bool = False


@dataclass(frozen=True, slots=True)
class Claim:
    """What one report says of one number. `counted` is false where a later claim of the same source takes its place."""

    source: str
    event: str
    low: int
    high: int | None
    published: date | None
    counted: bool
    text: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of an incident, in UCDP's terms: at least `low`, at most `high` over all sources, and a best estimate by `rule`.

    All bounds are included. `best_high` and `high` are null where what they rest on gives no upper bound ('more than 30':
    31, null).
    """

    of: CountOf
    low: int
    best_low: int
    best_high: int | None
    high: int | None
    rule: Rule
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Graded:
    """A grade or status with the reason for it. `set_by` is who set it, null where it is proposed from the claims alone."""

    value: str
    why: str
    set_by: str | None = None


@dataclass(frozen=True, slots=True)
class Incident:
    """One happening (or one total: scope 'aggregate') with all its reports, the founding one first.

    `id` is the founding report's. The fields are those that the reports support best; `lead` is the report that tells most, whose
    evidence stands for it. `counts` are the figures' best estimates. `sources` is how many independent sources tell of it: copies
    of one wire story and articles of one publisher are one. `conflicts` names the fields in which sources differ.
    """

    id: str
    kind: Kind
    type: EventType
    scope: Scope
    status: Status
    date: EventDate | None
    places: tuple[Place, ...]
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    weapons: tuple[str, ...]
    claimed_by: tuple[str, ...]
    counts: tuple[Count, ...]
    confidence: float
    figures: tuple[Figure, ...]
    grade: Graded
    strike_status: Graded | None
    sources: int
    conflicts: tuple[str, ...]
    lead: StoredEvent
    reports: tuple[StoredEvent, ...]

    @property
    def event(self) -> Event:
        """Give the incident as one event, under its own id: its founding article, its lead's evidence."""
        return Event(
            id=self.id,
            article=self.reports[0].event.article,
            kind=self.kind,
            type=self.type,
            scope=self.scope,
            status=self.status,
            date=self.date,
            places=self.places,
            actors=self.actors,
            targets=self.targets,
            weapons=self.weapons,
            counts=self.counts,
            claimed_by=self.claimed_by,
            confidence=self.confidence,
            evidence=self.lead.event.evidence,
        )

    def as_dict(self) -> dict[str, Any]:
        """Give the incident as JSON has it: an event's keys, then what only an incident has.

        `evidence` is that of the event `lead`, and stands in its article.
        """
        return {
            **self.event.as_dict(),
            "lead": self.lead.event.id,
            "lead_article": self.lead.event.article,
            "reports": len(self.reports),
            "sources": self.sources,
            "grade": self.grade.value,
            "grade_why": self.grade.why,
            "grade_set_by": self.grade.set_by,
            "strike_status": self.strike_status and self.strike_status.value,
            "conflicts": self.conflicts,
            "figures": tuple(map(figure_dict, self.figures)),
            "events": tuple(report.event.id for report in self.reports),
        }


def figure_dict(figure: Figure) -> dict[str, Any]:
    """Give a figure as JSON has it."""
    return {
        "of": figure.of,
        "low": figure.low,
        "best_low": figure.best_low,
        "best_high": figure.best_high,
        "high": figure.high,
        "rule": figure.rule,
        "claims": tuple(
            {
                "source": claim.source,
                "event": claim.event,
                "low": claim.low,
                "high": claim.high,
                "published": claim.published and claim.published.isoformat(),
                "counted": claim.counted,
                "text": claim.text,
            }
            for claim in figure.claims
        ),
    }


@dataclass(frozen=True, slots=True)
class Accounted:
    """One number of a total, held against the incidents on record: `claimed` by the total, `found` as their sum of best figures.

    What is not accounted for is at least `missing_low` (0 where more is on record than the total claims) and at most
    `missing_high` (null where the total is open).
    """

    of: CountOf
    claimed_low: int
    claimed_high: int | None
    found_low: int
    found_high: int | None
    missing_low: int
    missing_high: int | None


@dataclass(frozen=True, slots=True)
class Total:
    """A total with the incidents on record that fall into its period, place, actor and type.

    `within` are totals that hold this one, `holds` those that lie in it, `overlaps` those that share a part of it (ids all).
    `flags` says in words what contradicts: a part that is larger than the whole, items that sum up to more than it.
    """

    total: Incident
    items: tuple[Incident, ...]
    numbers: tuple[Accounted, ...]
    within: tuple[str, ...]
    holds: tuple[str, ...]
    overlaps: tuple[str, ...]
    flags: tuple[str, ...]
