"""What people decide, as they type it: values are read, written to the store's history, and taken back.

This is what commands and the review talk to; the rules are those of `tracker.correct`, the rows those of `tracker.store.decisions`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from tracker.correct import FIELDS, Readers, read_value
from tracker.errors import UsageError
from tracker.incidents.nouns import GRADES
from tracker.model import Article, Filter, Place
from tracker.review import Decided, Told
from tracker.store import decisions as kept
from tracker.store.database import translated
from tracker.store.decisions import Asked, Decision, Named

if TYPE_CHECKING:
    from tracker.gazetteer import Gazetteer
    from tracker.store import Store


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions of one store. `clock` gives the time. Methods can raise DatabaseError, UsageError, NotFound and Ambiguous."""

    store: Store
    clock: Callable[[], datetime]

    @property
    def fields(self) -> Sequence[str]:
        """Name the fields that can be corrected."""
        return FIELDS

    def decide(
        self,
        action: kept.Action,
        event: str,
        *,
        by: str | None,
        other: str | None = None,
        others: Sequence[str] = (),
        field: str | None = None,
        value: str | None = None,
        why: str | None = None,
    ) -> int:
        """Write a decision in a transaction of its own; give its number.

        'Merge' and 'apart' are about the incidents of two events, 'split' takes `others` out of the incident of `event`, 'link'
        puts `event` into the incident of `other`, 'unlink' takes it out of its own. 'Set' has a field and a value as a person
        writes it, 'grade' a value of `GRADES`.
        """
        named = (*others, *((other,) if other else ()))
        asked = Asked(action, event, by, self.clock(), named, why=(why or "").strip() or None)
        if action == "set":
            asked = replace(asked, field=field, value=value, data=self._read(event, field or "", value or ""))
        elif action == "grade":
            asked = replace(asked, value=_grade(value or ""))
        with translated(self.store.path):
            return kept.decide(self.store._connection, asked)

    def undo(self, decision: int | None, *, by: str | None, why: str | None = None) -> int:
        """Take a decision back, by default the last that stands; give the number of that."""
        with translated(self.store.path):
            return kept.undo(self.store._connection, decision, by=by, made=self.clock(), why=why)

    def history(self, identity: str | None) -> list[Decision]:
        """Give what was decided of an event, an incident or an article, in order; all where none is named."""
        with translated(self.store.path):
            return kept.read_history(self.store._connection, identity)

    def standing(self, event: str) -> list[Decided]:
        """Give the decisions that stand on an event, or name it as another, the last one first."""
        found = [each for each in self._standing() if event in _ids(each)]
        return [_decided(each) for each in reversed(found)]

    def orphaned(self) -> list[Decided]:
        """Give the decisions whose event is not found any more, in the order in which they were made."""
        with translated(self.store.path):
            return [_decided(each) for each in kept.read_orphaned(self.store._connection)]

    def all(self, where: Filter) -> Iterator[Decided]:
        """Give the decisions that stand, of events that meet a filter, in the order in which they were made."""
        standing = self._standing()
        met = None if where == Filter() else {stored.event.id for stored in self.store.events(where)}
        for each in standing:
            if met is None or (each.about.now or each.about.event) in met or (each.action == "reject" and each.about.now):
                yield _decided(each)

    def _standing(self) -> list[Decision]:
        with translated(self.store.path):
            return kept.read_standing(self.store._connection)

    def _read(self, event: str, field: str, value: str) -> Any:
        """Read a value as a person writes it; UsageError says what is allowed."""
        held = self.store.event(event).event
        today = self.clock().date()
        return read_value(held, field, value, Readers(lambda words: _days(words, today), self._place, self._country))

    def _gazetteer(self) -> Gazetteer:
        from tracker.store.places import OwnPlaces

        return OwnPlaces(self.store).gazetteer()

    def _place(self, words: str) -> Place:
        """Find a place as the parser would, were it named in an article: 'Raqqa', 'Tripoli, Lebanon'. An unknown one is named."""
        from tracker.extract.pipeline import article_places
        from tracker.extract.segment import segment

        text = f"An air strike hit a house in {words}."
        article = Article("typed", text, language="en")
        gazetteer = self._gazetteer()
        for mention in article_places(article, segment(text), gazetteer):
            if not mention.demonym:
                return mention.place
        return Place(words, words)

    def _country(self, words: str) -> Place:
        gazetteer = self._gazetteer()
        named = (entry for entry in gazetteer.candidates(words) if entry.kind == "country")
        entry = gazetteer.country(words.upper()) or next(named, None)
        if entry is None:
            raise UsageError(f"no country is called {words!r}: write its English name or its ISO code (Syria, SY)")
        return Place(entry.name, words, entry.country, None, entry.latitude, entry.longitude, "country", entry.radius_km)


def _grade(value: str) -> str:
    known = {grade.casefold(): grade for grade in GRADES}
    if value.casefold() not in known:
        raise UsageError(f"the grade can't be {value!r}: it is one of {', '.join(GRADES)}")
    return known[value.casefold()]


def _days(words: str, today: date) -> tuple[date, date]:
    from tracker.when import read_when

    return read_when(words, today), read_when(words, today, end=True)


def _ids(decision: Decision) -> set[str]:
    named = (decision.about, *decision.along, *decision.others)
    return {each.event for each in named} | {each.now for each in named if each.now}


def _told(named: Named) -> Told:
    return Told(named.article, named.now or named.event, named.kind, named.evidence)


def _decided(decision: Decision) -> Decided:
    return Decided(
        serial=decision.serial,
        made=decision.made,
        by=decision.by,
        action=decision.action,
        about=_told(decision.about),
        field=decision.field,
        value=decision.value,
        why=decision.why,
        others=tuple(map(_told, decision.others)),
        along=tuple(map(_told, decision.along)),
    )
