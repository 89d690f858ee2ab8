"""The nouns of the review queue: what a person is asked, each under an id that is the same in every copy of a database. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from tracker.changes import EventChanges
from tracker.incidents.nouns import Comparison, Incident
from tracker.model import Event, StoredEvent
from tracker.review.decider import Decided
from tracker.store.reviews import Review

Question = Literal["orphaned", "changed", "suggestion", "conflict", "event"]

# The order of the queue: first what undoes a person's work, then what is few and moves many numbers, then the long rest.
QUESTIONS: tuple[Question, ...] = get_args(Question)


@dataclass(frozen=True, slots=True)
class Reviewed:
    """An event and what a person decided about it; `review` is null while nobody has."""

    event: Event
    review: Review | None


@dataclass(frozen=True, slots=True)
class EventItem:
    """An event that nobody has looked at.

    `choices` are the reports that a person can choose from, `asked` those that are accepted where all is accepted at once; so of
    each item.
    """

    stored: StoredEvent
    question: Literal["event"] = "event"

    @property
    def id(self) -> str:
        """Name it by its event."""
        return f"event:{self.stored.event.id}"

    @property
    def confidence(self) -> float:
        """Give the parser's."""
        return self.stored.event.confidence

    @property
    def choices(self) -> tuple[StoredEvent, ...]:
        """Give the event alone."""
        return (self.stored,)

    @property
    def asked(self) -> tuple[StoredEvent, ...]:
        """Give the event alone."""
        return (self.stored,)


@dataclass(frozen=True, slots=True)
class SuggestionItem:
    """Two incidents that may be one. `pair` are the two reports that are likest, `comparison` is theirs."""

    incidents: tuple[Incident, Incident]
    pair: tuple[str, str]
    comparison: Comparison
    question: Literal["suggestion"] = "suggestion"

    @property
    def id(self) -> str:
        """Name it by its incidents, whichever of them was named first."""
        return ":".join(("suggestion", *sorted(each.id for each in self.incidents)))

    @property
    def confidence(self) -> float:
        """Give that of the less sure of the two."""
        return min(each.confidence for each in self.incidents)

    @property
    def choices(self) -> tuple[StoredEvent, ...]:
        """Give the lead of each."""
        return tuple(each.lead for each in self.incidents)

    @property
    def asked(self) -> tuple[StoredEvent, ...]:
        """Give nothing: whether they are one says nothing of each."""
        return ()


@dataclass(frozen=True, slots=True)
class ConflictItem:
    """An incident whose sources differ. `waiting` are those of its reports (ids) that nobody has looked at."""

    incident: Incident
    waiting: frozenset[str]
    question: Literal["conflict"] = "conflict"

    @property
    def id(self) -> str:
        """Name it by its incident."""
        return f"conflict:{self.incident.id}"

    @property
    def confidence(self) -> float:
        """Give the incident's."""
        return self.incident.confidence

    @property
    def choices(self) -> tuple[StoredEvent, ...]:
        """Give what each source reports."""
        return self.incident.reports

    @property
    def asked(self) -> tuple[StoredEvent, ...]:
        """Give the reports that nobody has looked at."""
        return tuple(stored for stored in self.incident.reports if stored.event.id in self.waiting)


@dataclass(frozen=True, slots=True)
class ChangedItem:
    """An article that tells otherwise since a person looked at its events: `old` is the version of that time, `new` today's."""

    article: str
    title: str
    old: int
    new: int
    changes: EventChanges
    reports: tuple[StoredEvent, ...]
    question: Literal["changed"] = "changed"

    @property
    def id(self) -> str:
        """Name it by its article and the version that is new."""
        return f"changed:{self.new}:{self.article}"

    @property
    def asked(self) -> tuple[StoredEvent, ...]:
        """Give the events that are new or altered; all that are left where some were only lost."""
        told = {event.id for event in (*self.changes.gained, *(each.new for each in self.changes.altered))}
        return tuple(stored for stored in self.reports if stored.event.id in told) or self.reports

    @property
    def choices(self) -> tuple[StoredEvent, ...]:
        """Give the same."""
        return self.asked

    @property
    def confidence(self) -> float:
        """Give that of the least sure event that is asked about."""
        return min((stored.event.confidence for stored in self.asked), default=1.0)


@dataclass(frozen=True, slots=True)
class OrphanedItem:
    """A decision whose event is not found any more. `choices` are the events that its article has now."""

    decision: Decided
    choices: tuple[StoredEvent, ...]
    question: Literal["orphaned"] = "orphaned"

    @property
    def id(self) -> str:
        """Name it by what was decided of what."""
        return ":".join(("orphaned", self.decision.about.event, self.decision.action, *filter(None, (self.decision.field,))))

    @property
    def confidence(self) -> float:
        """Give the highest: no event is in doubt."""
        return 1.0

    @property
    def asked(self) -> tuple[StoredEvent, ...]:
        """Give nothing: there is no event to accept."""
        return ()


Item = EventItem | SuggestionItem | ConflictItem | ChangedItem | OrphanedItem
