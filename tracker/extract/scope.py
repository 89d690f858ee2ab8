"""Tell a total over several happenings from one happening (CODEBOOK: `aggregate` and `incident`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.extract.link import Linked
    from tracker.model import Scope

_WIDE = frozenset({"country", "province"})
# Words of summing up, in the sentence.
_SUMS = ("so far", "in total", "a total of", "in all", "since the start", "altogether", "to date", "overall", "cumulative")


def scope(linked: Linked) -> Scope:
    """Decide from the date's stretch, the places' width and the words of summing up whether a mention is a total."""
    mention = linked.mention
    many = _is_many(linked)
    lower = mention.sentence.text.lower()
    if not many:
        return "incident"
    if linked.since or any(words in lower for words in _SUMS):
        return "aggregate"
    days = linked.date and linked.date.start and (linked.date.end - linked.date.start).days
    if days and days >= 2 and linked.date is not None and linked.date.basis == "text":
        return "aggregate"
    narrow = [p for p in linked.places if p.place.precision not in _WIDE]
    if mention.kind == "strike":
        return "incident" if narrow else "aggregate"
    if mention.perfect and (days is None or days == 0) and mention.date is None:
        return "aggregate"
    return "aggregate" if len(linked.places) > 1 else "incident"


def _is_many(linked: Linked) -> bool:
    """Tell whether the words allow more than one happening: a plural or a number of them."""
    mention = linked.mention
    for c in mention.counts:
        if c.of == "strikes":
            return c.high is None or c.high > 1
    if mention.kind == "strike":
        return mention.plural or mention.perfect or linked.since
    return any(c.high is None or c.high > 1 for c in mention.counts) or not mention.counts
