"""Tell a total over several happenings from one happening (CODEBOOK: `aggregate` and `incident`)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.extract.link import Linked
    from tracker.extract.places import PlaceMention
    from tracker.model import Scope

_WIDE = frozenset({"country", "province"})
# 'Near Raqqa' is one spot, though Raqqa may be a province.
_AROUND = frozenset({"near", "outside", "at", "north of", "south of", "east of", "west of", "northeast of", "northwest of"})
# So many people at no one place and on no day are not moved or freed at once; so many held are no one group.
_MANY = 1000
_HELD_APART = 20  # fewer are one captivity, however long: 'four have been in jail since November'
_STOCK = 10
# So many in a month or a year, with no nearer date, were taken in more than one operation.
_IN_A = {"month": 100, "year": 10}
# So many drones or missiles at no one place are an attack on many.
_SWARM = 20
_OFTEN = re.compile(
    r"\b(?:daily|repeatedly|every (?:day|night|few)|regularly|routinely|(?:several|many|\w+) times)\b", re.IGNORECASE
)
_FIRST_MONTHS = re.compile(r"\bin the first (?:\w+ )?(?:months?|weeks?|half|quarter)\b")
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
    lasting = mention.type == "held" and all(c.low < _HELD_APART for c in mention.counts)
    if (linked.since and not lasting) or any(words in lower for words in _SUMS) or _FIRST_MONTHS.search(lower):
        return Reach("aggregate")
    when = linked.date if linked.date is not None and linked.date.basis == "text" else None
    days = (when.end - when.start).days if when is not None and when.start is not None else None
    narrow = any(_is_narrow(p) for p in linked.places)
    if mention.kind == "strike":
        return _strike_reach(linked, days, narrow=narrow)
    return _detention_reach(linked, days, narrow=narrow)


def _is_narrow(place: PlaceMention) -> bool:
    """Tell one spot: a town or site, 'near' a province's name, or a village of which only its province is known."""
    if place.place.precision not in _WIDE:
        return True
    if place.place.precision != "province":
        return False
    admin1, name = (place.place.admin1 or "").casefold(), place.name.casefold()
    return place.cue in _AROUND or (bool(admin1) and admin1 not in name and name not in admin1)


def _strike_reach(linked: Linked, days: int | None, *, narrow: bool) -> Reach:
    if days is not None and days >= 2:
        return Reach("aggregate")
    if len(linked.places) > 1 and any(c.of == "targets" and c.low >= _SWARM for c in linked.mention.counts):
        return Reach("aggregate")
    if narrow or (days is not None and not _has_number(linked)):
        return Reach("incident", sure=narrow)
    return Reach("aggregate", sure=_has_number(linked))


# Takings in several operations, or several cases of them, are a total whatever their day.
_SEVERAL = re.compile(
    r"\b(?:in|during|after|recorded|reported|conducted|carried out|documented) (?:about |some |over |at least |more than )?"
    r"(?:\d{2,4}|dozens of|scores of|hundreds of) (?:[\w-]+ ){0,4}?"
    r"(?:operations|raids|incidents|sweeps|cases|searches)\b"
)


def _detention_reach(linked: Linked, days: int | None, *, narrow: bool) -> Reach:
    """A month or week may be all that is known of one arrest; a period that is spelt out, or a stock with no place, is a total."""
    mention = linked.mention
    if not narrow and _SEVERAL.search(mention.sentence.text):
        return Reach("aggregate")
    lasting = mention.type == "held" and all(c.low < _HELD_APART for c in mention.counts)
    if days is not None and days >= 7 and linked.date is not None and linked.date.precision == "range" and not lasting:
        return Reach("aggregate")
    most = max((c.low for c in mention.counts if c.group is None), default=0)
    if not narrow and linked.date is not None and most >= _IN_A.get(linked.date.precision, most + 1):
        return Reach("aggregate")
    if len(linked.places) > 1 and not narrow:
        return Reach("aggregate", sure=False)
    if days is not None or narrow:
        return Reach("incident")
    stock = mention.type == "held" and most >= _STOCK
    moved = mention.type in {"transfer", "release"} and most >= _MANY
    return Reach("aggregate", sure=False) if stock or moved or (mention.perfect and not lasting) else Reach("incident", sure=False)


def _has_number(linked: Linked) -> bool:
    return any(c.of == "strikes" or (c.of in {"munitions", "targets"} and c.low >= _SWARM) for c in linked.mention.counts)


def _is_many(linked: Linked) -> bool:
    """Tell whether the words allow more than one happening: a plural or a number of them."""
    mention = linked.mention
    for c in mention.counts:
        if c.of == "strikes":
            return c.high is None or c.high > 1
    if mention.kind == "strike":
        swarm = any(c.of in {"munitions", "targets"} and c.low >= _SWARM for c in mention.counts)
        return mention.plural or mention.perfect or linked.since or swarm or bool(_OFTEN.search(mention.sentence.text))
    return any(c.high is None or c.high > 1 for c in mention.counts) or not mention.counts
