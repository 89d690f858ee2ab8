"""Where one person sits: what is asked of them, and their decisions, each written at once in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from tracker.errors import NotFound
from tracker.review.decider import Decider
from tracker.review.items import Item
from tracker.review.queue import Ask, Queue
from tracker.store import Store, StoredArticle
from tracker.store.reviews import Reviews


class Desk:
    """One person at work on one store. Every method can raise DatabaseError; those that decide, UsageError and NotFound.

    What decides gives the number of the decision, by which it can be undone.
    """

    def __init__(self, store: Store, decider: Decider, queue: Queue, *, by: str | None, now: Callable[[], datetime]) -> None:
        """Take the store, what is to be asked, and whose decisions they will be."""
        self._store, self._decider, self._queue, self._by, self._now = store, decider, queue, by, now
        self._reviews = Reviews(store)
        self.total = queue.count()
        self.fields = decider.fields

    def __iter__(self) -> Iterator[Ask]:
        """Give what is to be asked; what this person skipped comes last, the longest ago first."""
        return self._queue.asks(self._reviews.skipped(self._by or ""))

    def item(self, ask: Ask) -> Item | None:
        """Give all that is known of what is asked; None where it is settled."""
        return self._queue.item(ask)

    def article(self, identity: str) -> StoredArticle | None:
        """Give an article with its text, None where it is gone."""
        try:
            return self._store.article(identity, text=True)
        except NotFound:
            return None

    def skip(self, ask: Ask) -> None:
        """Keep that this person would rather come to it later."""
        self._reviews.skip(ask.id, self._by or "", when=self._now())

    def accept(self, event: str) -> int:
        """Say that an event is as it stands."""
        return self._decider.decide("accept", event, by=self._by)

    def reject(self, event: str) -> int:
        """Say that it is none."""
        return self._decider.decide("reject", event, by=self._by)

    def correct(self, event: str, field: str, value: str) -> int:
        """Give a field another value, written as `tracker set` reads it."""
        return self._decider.decide("set", event, by=self._by, field=field, value=value)

    def merge(self, one: str, other: str) -> int:
        """Say that the incidents of two events are one."""
        return self._decider.decide("merge", one, other=other, by=self._by)

    def keep_apart(self, one: str, other: str) -> int:
        """Say that the incidents of two events are two."""
        return self._decider.decide("apart", one, other=other, by=self._by)

    def take_out(self, event: str) -> int:
        """Say that an event is not of the incident in which it is."""
        return self._decider.decide("unlink", event, by=self._by)

    def undo(self, decision: int) -> int:
        """Take a decision back, one whose event is gone too; it stays in the history."""
        return self._decider.undo(decision, by=self._by)
