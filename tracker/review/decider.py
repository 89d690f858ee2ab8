"""What reviewing needs of whoever keeps decisions: the seam between the queue and the store's history."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from tracker.model import Filter

Action = Literal["accept", "reject", "set", "merge", "apart", "split", "link", "unlink", "grade"]


@dataclass(frozen=True, slots=True)
class Told:
    """An event as it is named elsewhere: found by its id, else in its article by its kind and the words that it was read from."""

    article: str
    event: str
    kind: str
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that nobody has taken back. `field` is that of 'set', `value` (as a person writes it) that of 'set' and 'grade'.

    `others` are the events that the event was merged with, or is kept apart from, `along` those that went with it. `by` is null
    where nobody is named.
    """

    serial: int
    made: str
    by: str | None
    action: str
    about: Told
    field: str | None = None
    value: str | None = None
    why: str | None = None
    others: tuple[Told, ...] = ()
    along: tuple[Told, ...] = ()


class Decider(Protocol):
    """Keeps decisions. Every method can raise DatabaseError; those that write, UsageError and NotFound."""

    @property
    def fields(self) -> Sequence[str]:
        """Name the fields that can be corrected."""
        ...

    def decide(
        self,
        action: Action,
        event: str,
        *,
        by: str | None,
        other: str | None = None,
        field: str | None = None,
        value: str | None = None,
        why: str | None = None,
    ) -> int:
        """Write a decision in a transaction of its own; give its number.

        'Merge' and 'apart' are about the incidents of two events; 'link' puts an event into the incident of the other, 'split'
        takes the other out of that of the event.
        """
        ...

    def undo(self, decision: int, *, by: str | None) -> int:
        """Take a decision back, in the history too; give the number of that."""
        ...

    def standing(self, event: str) -> list[Decided]:
        """Give the decisions that stand on an event, or name it as another, the last one first."""
        ...

    def orphaned(self) -> list[Decided]:
        """Give the decisions whose event is not found any more, in the order in which they were made."""
        ...

    def all(self, where: Filter) -> Iterator[Decided]:
        """Give the decisions that stand, of events that meet a filter, in the order in which they were made."""
        ...
