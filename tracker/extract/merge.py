"""Make one event of the mentions that tell of one happening, keeping every piece of evidence.

Two mentions are of one happening when they are of one kind, agree in type, scope, date, place, actor and numbers, or are silent
where the other speaks. Different day, place, actor or kind: different events (CODEBOOK, 'One record or several').
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tracker.extract.agree import agree
from tracker.extract.make_event import make_event
from tracker.extract.operations import adds
from tracker.extract.scope import Reach, reach
from tracker.model import Article, Event, StrikeType

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tracker.extract.link import Linked


_WITNESSES = 6
# Events that a mention is held against, the last ones told: time would grow with the square of a text that tells of thousands.
_OPEN = 100


@dataclass(slots=True)
class _Draft:
    """An event in the making: its mentions, in the order of the article, and how much they cover."""

    reach: Reach
    best: Linked
    parts: list[Linked] = field(default_factory=list)

    def add(self, part: Linked) -> None:
        """Take a mention in; `best` is the one that says most so far, the first of equals."""
        self.parts.append(part)
        if _rank(part) > _rank(self.best):
            self.best = part

    def witnesses(self) -> list[Linked]:
        """Give the mentions that a new one is held against: all, but for a draft of very many, whose time would grow with them."""
        return self.parts if len(self.parts) <= 2 * _WITNESSES else [*self.parts[:_WITNESSES], *self.parts[-_WITNESSES:]]

    def event(self, article: Article, number: int, means: StrikeType | None) -> Event:
        """Make the event, the mention that says most speaking first."""
        best = self.best
        parts = [best, *(p for p in self.parts if p is not best)]
        return make_event(article, parts, self.reach.scope, number, means)


def merge(article: Article, linked: Sequence[Linked], means: StrikeType | None = None) -> tuple[Event, ...]:
    """Merge the linked mentions of one article into its events, in the order of the article.

    `means` is the one kind of strike that the article names: bare 'strikes' take it.
    """
    drafts: list[_Draft] = []
    for part in linked:
        covers = reach(part)
        home = _home(drafts, part, covers)
        if home is not None:
            home.add(part)
            if covers.sure and not home.reach.sure:
                home.reach = covers
        elif _stands_alone(part):
            drafts.append(_Draft(covers, part, [part]))
    return tuple(draft.event(article, n, means) for n, draft in enumerate(drafts))


def _stands_alone(part: Linked) -> bool:
    """Tell whether a mention says enough to be an event where no other is found: more if it leans on one, more for a noun."""
    m = part.mention
    if m.anaphor:
        return False
    if m.weak:
        return bool(m.places and (m.actors or m.counts or m.date))
    return not m.noun or bool(m.places or m.date or m.counts or (m.actors and m.targets))


def _weight(part: Linked) -> int:
    m = part.mention
    return 3 * len(m.counts) + 2 * bool(m.places) + 2 * bool(m.date) + 2 * bool(m.actors) + bool(m.targets) - 4 * m.weak


def _rank(part: Linked) -> tuple[int, int]:
    return _weight(part), -part.mention.sentence.index


# How many sentences back 'the attack' may point.
_ANAPHOR_REACH = 4


def _may_point(part: Linked, draft: _Draft) -> bool:
    """Tell whether 'the attack' may be this one: told a few sentences before, and of no other day."""
    if part.mention.sentence.index - draft.parts[-1].mention.sentence.index > _ANAPHOR_REACH:
        return False
    return part.mention.date is None or any(p.date and p.date.start for p in draft.parts)


def _home(drafts: list[_Draft], part: Linked, covers: Reach) -> _Draft | None:
    for draft in reversed(drafts[-_OPEN:]):
        if draft.best.mention.kind != part.mention.kind:
            continue
        if part.mention.anaphor and not _may_point(part, draft):
            continue
        same = draft.reach.scope == covers.scope or not draft.reach.sure or not covers.sure
        loose = _loose(part) or _loose(draft.best) or adds(draft.best, part)
        if (same or loose) and all(agree(p, part) for p in draft.witnesses()):
            return draft
    return None


def _loose(part: Linked) -> bool:
    return part.mention.weak or not (part.mention.places or part.mention.date or part.mention.counts)
