"""Take over decisions that were made elsewhere, line by line: what is the same changes nothing, what differs is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tracker.errors import NotFound, UsageError
from tracker.model import Event
from tracker.review.decider import Action, Decided, Decider, Told
from tracker.review.lines import Line
from tracker.store import Store
from tracker.store.reviews import Reviews

Result = Literal["done", "already there", "conflict", "not found", "skipped"]

_ALIKE = (
    0.5  # share of the words of both evidences that two events have in common, to be one: a half, as sentences are added or cut
)
_MATTERS: tuple[tuple[Action, ...], ...] = (
    ("accept", "reject"),
    ("set",),
    ("grade",),
    ("merge", "link", "apart", "split", "unlink"),
)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a line, and why, in words; '' where nothing has to be said."""

    outcome: Result
    reason: str = ""


class Taker:
    """Takes lines over into one store. Every method can raise DatabaseError."""

    def __init__(self, store: Store, decider: Decider, *, by: str | None, overrule: bool = False) -> None:
        """Take the store and its history. `by` is who decided where a line does not say.

        With `overrule`, what others have decided does not stand in the way.
        """
        self._store, self._decider, self._by, self._overrule = store, decider, by, overrule
        self._reviews = Reviews(store)

    def take(self, line: Line) -> Taken:
        """Write what a line decides, unless it is there, or somebody else has decided otherwise."""
        try:
            event = self._found(line.about)
            others = [self._found(other) for other in line.others]
            assert line.decision is not None
            return self._decide(line, line.decision, event, others)
        except NotFound as error:
            return Taken("not found", str(error))
        except UsageError as error:
            return Taken("skipped", str(error))

    def _found(self, told: Told) -> Event:
        """Find an event by its id, else in its article by its kind and the words that it was read from."""
        try:
            event = self._store.event(told.event).event
            if event.id == told.event and told.article in ("", event.article):
                return event
        except NotFound:
            pass
        if not told.article:
            raise NotFound(f"no event has the id {told.event!r}")
        here = [stored.event for stored, _ in self._reviews.events_of(told.article)]
        if not here:
            raise NotFound(f"no event {told.event!r}: its article {told.article!r} is not here, or has no events")
        likest = max(here, key=lambda event: likeness(told, event))
        if likeness(told, likest) < _ALIKE:
            raise NotFound(f"no event {told.event!r}: none of {told.article!r} has these words")
        return likest

    def _decide(self, line: Line, action: Action, event: Event, others: Sequence[Event]) -> Taken:
        """Write what a line decides, unless that stands already, or something else does."""
        standing = next((each for each in self._decider.standing(event.id) if _same_matter(each, line, event, others)), None)
        if standing and (_sense(standing.action), standing.value) == (_sense(action), line.value):
            return Taken("already there", f"decided by {standing.by}" if standing.by else "")
        by = line.by or self._by
        if standing and standing.by != by and not self._overrule:
            return Taken("conflict", f"{standing.by or 'somebody'} decided: {said(standing)}")
        wishes = list(self._wishes(action, event, others, [self._found(each) for each in line.along]))
        for wish, one, other in wishes:
            self._decider.decide(wish, one, other=other, by=by, field=line.field, value=line.value, why=line.why)
        if not wishes:
            return Taken(
                "already there", "they are one incident" if _sense(action) == "together" else "it is alone in its incident"
            )
        return Taken("done", "" if event.id == line.about.event else f"it is {event.id} here")

    def _wishes(
        self, action: Action, event: Event, others: Sequence[Event], along: Sequence[Event]
    ) -> Iterator[tuple[Action, str, str | None]]:
        """Give what has to be decided here, where incidents may be others: each time an action, an event and another."""
        if action in ("merge", "link"):
            for other in others:
                if other.id not in self._members(event):
                    yield action, event.id, other.id
        elif action == "unlink":
            if len(self._members(event)) > 1:
                yield action, event.id, None
        elif action in ("apart", "split"):
            for other in others:
                if other.id in self._members(event):  # what is in one incident is split, its founding event stays
                    yield from (("split", other.id, out.id) for out in (event, *along))
                else:
                    yield "apart", event.id, other.id
                return  # the others are of its incident
        else:
            yield action, event.id, None

    def _members(self, event: Event) -> set[str]:
        return {report.event.id for report in self._store.incident(event.id).reports}


def said(decided: Decided) -> str:
    """Say a decision in few words: 'accept', 'set killed 12', 'merge with 5f0c9a3e71'."""
    others = ", ".join(other.event for other in decided.others)
    joint = "with" if _sense(decided.action) == "together" else "from"
    parts = (decided.action, decided.field, decided.value, f"{joint} {others}" if others else None)
    return " ".join(part for part in parts if part)


def _sense(action: str) -> str:
    """Say what an action comes to."""
    return "together" if action in ("merge", "link") else "apart" if action in ("apart", "split", "unlink") else action


def _same_matter(decided: Decided, line: Line, event: Event, others: Sequence[Event]) -> bool:
    """Say whether a decision answers what a line does: is it an event, what is a field, are these one incident."""
    matter = next(each for each in _MATTERS if line.decision in each)
    if decided.action not in matter or decided.field != line.field:
        return False
    sides = [{decided.about.event, *_ids(decided.along)}, {*_ids(decided.others)}]
    theirs = {each.id for each in others}
    return any(event.id in side and (not theirs or theirs & other) for side, other in (sides, sides[::-1]))


def _ids(named: Iterable[Told]) -> set[str]:
    return {each.event for each in named}


def likeness(told: Told, event: Event) -> float:
    """Give the share of words that an event's evidence has in common with what a line names; 0 for another kind."""
    if told.kind and told.kind != event.kind:
        return 0.0
    left, right = _words(told.evidence), _words(piece.text for piece in event.evidence)
    return len(left & right) / len(left | right) if left and right else 0.0


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in _WORD.findall(text.casefold())}
