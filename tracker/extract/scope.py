"""Tell a total over several happenings from one happening (CODEBOOK: `aggregate` and `incident`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.extract.link import Linked
    from tracker.model import Scope

_WIDE = frozenset({"country", "province"})
# 'Near Raqqa' is one spot, though Raqqa may be a province.
_AROUND = frozenset({"near", "outside", "at", "north of", "south of", "east of", "west of", "northeast of", "northwest of"})
# So many people at no one place are not taken, moved or freed in one operation.
_MANY = 100
# Words of summing up, in the sentence.
_SUMS = ("so far", "in total", "a total of", "in all", "since the start", "altogether", "to date", "overall", "cumulative")


@dataclass(frozen=True, slots=True)
class Reach:
    """How much a mention covers. `sure` is false where only the lack of a narrow place speaks for a total."""

    scope: Scope
    sure: bool = True


def reach(linked: Linked) -> Reach:
    """Decide from the date's stretch, the places' width and the words of summing up whether a mention is a total."""
    mention = linked.mention
    lower = mention.sentence.text.lower()
    if not _is_many(linked):
        return Reach("incident")
    if linked.since or any(words in lower for words in _SUMS):
        return Reach("aggregate")
    days = linked.date and linked.date.start and (linked.date.end - linked.date.start).days
    if days and days >= 2 and linked.date is not None and linked.date.basis == "text":
        return Reach("aggregate")
    narrow = any(p.place.precision not in _WIDE or p.cue in _AROUND for p in linked.places)
    if mention.kind == "strike":
        return Reach("incident") if narrow else Reach("aggregate", sure=_has_number(linked))
    if not narrow and any(c.low >= _MANY for c in mention.counts if c.group is None):
        return Reach("aggregate")
    if mention.perfect and not days and mention.date is None:
        return Reach("aggregate", sure=False)
    return Reach("aggregate", sure=False) if len(linked.places) > 1 else Reach("incident")


def _has_number(linked: Linked) -> bool:
    return any(c.of == "strikes" for c in linked.mention.counts)


def _is_many(linked: Linked) -> bool:
    """Tell whether the words allow more than one happening: a plural or a number of them."""
    mention = linked.mention
    for c in mention.counts:
        if c.of == "strikes":
            return c.high is None or c.high > 1
    if mention.kind == "strike":
        return mention.plural or mention.perfect or linked.since
    return any(c.high is None or c.high > 1 for c in mention.counts) or not mention.counts
