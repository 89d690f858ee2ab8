"""What is to be reviewed, in order. It follows from the store alone, so nothing is lost when a session ends in the middle.

1. First it is looked up what each question is about (`Ask`: names alone); all that is known of that is read when its turn comes
   (`item`). What has been settled meanwhile, by what came before it or by somebody else, has no item any more.
2. Questions come in the order of `QUESTIONS`, the least sure first; what this person has skipped comes last.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from tracker.changes import compare_events
from tracker.errors import NotFound
from tracker.incidents.nouns import Comparison, Incident
from tracker.model import Filter
from tracker.review.decider import Decider
from tracker.review.items import (
    QUESTIONS,
    ChangedItem,
    ConflictItem,
    EventItem,
    Item,
    OrphanedItem,
    Question,
    SuggestionItem,
)
from tracker.store import Store
from tracker.store.reviews import Reviews

BATCH = 200  # events, or suggestions, that are looked up at a time
CHECKED = 500  # incidents of several sources that are looked at to say how many conflicts there are


@dataclass(frozen=True, slots=True)
class Ask:
    """What will be asked, by name: an event's id, an incident's, two incidents', an article's or a decision's number."""

    question: Question
    of: tuple[str, ...]

    @property
    def id(self) -> str:
        """Name it in a way that stays the same from day to day."""
        return ":".join((self.question, *self.of))


class Queue:
    """What one store has to be reviewed, as far as it meets a filter. Every method can raise DatabaseError."""

    def __init__(self, store: Store, decider: Decider, where: Filter, only: Collection[Question] = ()) -> None:
        """Take the store and its history; nothing is read yet."""
        self._store, self._decider, self._where = store, decider, where
        self._reviews = Reviews(store)
        self._only = [question for question in QUESTIONS if question in (only or QUESTIONS)]
        self._find: dict[Question, Callable[[], Iterator[Ask]]] = {
            "orphaned": self._orphaned,
            "changed": self._changed,
            "suggestion": self._suggestions,
            "conflict": self._conflicts,
            "event": self._events,
        }
        self._build: dict[Question, Callable[[Ask], Item | None]] = {
            "orphaned": self._orphaned_item,
            "changed": self._changed_item,
            "suggestion": self._suggestion_item,
            "conflict": self._conflict_item,
            "event": self._event_item,
        }

    def asks(self, skipped: Collection[str] = ()) -> Iterator[Ask]:
        """Give what is to be asked in order, what was skipped last. What is decided while it is read is not asked any more."""
        late = {id: at for at, id in enumerate(skipped)}
        held: list[Ask] = []
        for question in self._only:
            for ask in self._find[question]():
                if ask.id in late:
                    held.append(ask)
                else:
                    yield ask
        yield from sorted(held, key=lambda ask: late[ask.id])

    def item(self, ask: Ask) -> Item | None:
        """Give all that is known of what is asked; None where it is settled."""
        try:
            return self._build[ask.question](ask)
        except NotFound:
            return None

    def items(self) -> Iterator[Item]:
        """Give all that is to be asked."""
        return (item for item in map(self.item, self.asks()) if item is not None)

    def count(self) -> int:
        """Say how many questions there are; of very many incidents of several sources it is not looked which are in conflict."""
        asked = sum(sum(1 for _ in self._find[question]()) for question in self._only if question != "event")
        return asked + (self._reviews.count_open(self._where) if "event" in self._only else 0)

    # --- events ---------------------------------------------------------------------------------------------------------------

    def _events(self) -> Iterator[Ask]:
        last = None
        while found := self._reviews.open_events(self._where, BATCH, after=last):
            yield from (Ask("event", (each.event,)) for each in found)
            last = found[-1]

    def _event_item(self, ask: Ask) -> Item | None:
        stored = self._store.event(ask.of[0])
        return EventItem(stored) if self._reviews.waiting([stored.event.id]) else None

    # --- incidents ------------------------------------------------------------------------------------------------------------

    def _suggestions(self) -> Iterator[Ask]:
        for one, other in list(self._store.suggestions(self._where, limit=BATCH)):
            yield Ask("suggestion", (one.id, other.id))

    def _suggestion_item(self, ask: Ask) -> Item | None:
        one, other = map(self._store.incident, ask.of)
        if one.id == other.id or self._reviews.settled(one.id, other.id):
            return None
        return SuggestionItem((one, other), *self._likest(one, other))

    def _likest(self, one: Incident, other: Incident) -> tuple[tuple[str, str], Comparison]:
        """Give the two reports for which most speaks, and what speaks for and against them."""
        ids = {report.event.id: 0 for report in one.reports} | {report.event.id: 1 for report in other.reports}
        pairs = [
            (tuple(sorted((a.event.id, b.event.id), key=lambda id: (ids[id], id))), comparison)
            for a, b, comparison in self._store.comparisons(one.id)
            if ids.get(a.event.id, 2) + ids.get(b.event.id, 2) == 1
        ]
        pair, comparison = max(pairs, key=lambda each: each[1].score, default=((one.id, other.id), Comparison(0.0, ())))
        return (pair[0], pair[1]), comparison

    def _conflicts(self) -> Iterator[Ask]:
        found = self._reviews.several_told(self._where)
        for number, (identity, _) in enumerate(found):
            ask = Ask("conflict", (identity,))
            if number >= CHECKED or self.item(ask):
                yield ask

    def _conflict_item(self, ask: Ask) -> Item | None:
        incident = self._store.incident(ask.of[0])
        waiting = self._reviews.waiting([report.event.id for report in incident.reports])
        return ConflictItem(incident, frozenset(waiting)) if incident.conflicts and waiting else None

    # --- articles -------------------------------------------------------------------------------------------------------------

    def _changed(self) -> Iterator[Ask]:
        asks = (Ask("changed", (str(each.new), each.article)) for each in self._reviews.changed(self._where))
        yield from (ask for ask in list(asks) if self.item(ask))

    def _changed_item(self, ask: Ask) -> Item | None:
        article = ask.of[1]
        found = next((each for each in self._reviews.changed(Filter(), article=article)), None)
        if found is None:
            return None
        before = self._store.version_events(article, found.old)
        reports = tuple(stored for stored, _ in self._reviews.events_of(article))
        changes = compare_events(before or (), [stored.event for stored in reports])
        title = reports[0].title if reports else self._store.article(article).article.title
        return ChangedItem(article, title, found.old, found.new, changes, reports) if changes and reports else None

    # --- decisions ------------------------------------------------------------------------------------------------------------

    def _orphaned(self) -> Iterator[Ask]:
        yield from [Ask("orphaned", (str(each.serial),)) for each in self._decider.orphaned()]

    def _orphaned_item(self, ask: Ask) -> Item | None:
        decision = next((each for each in self._decider.orphaned() if str(each.serial) == ask.of[0]), None)
        if decision is None:
            return None
        return OrphanedItem(decision, tuple(stored for stored, _ in self._reviews.events_of(decision.about.article)))
