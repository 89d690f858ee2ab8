"""What was learnt between two states of what is on record: new incidents, tolls that rose or fell, merges, splits. Pure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from tracker.changes import pair_events
from tracker.incidents.nouns import Claim, Figure, Incident
from tracker.model import CountOf, StoredEvent

Learning = Literal[
    "new",  # an incident that was not on record
    "merged",  # it holds what was more than one incident
    "split",  # its reports were part of another incident
    "withdrawn",  # none of its reports is told any more
    "rejected",  # a person rejected its reports
    "told",  # a number that was not told before
    "rose",
    "fell",
    "revised",  # bounds that neither rose nor fell: 10-12 -> 11
    "untold",  # a number that is told no more
    "grade",
    "strike_status",
    "status",
    "type",
    "date",
    "place",
    "sources",  # how many independent sources tell of it
]
LEARNINGS: tuple[Learning, ...] = get_args(Learning)

Bounds = tuple[int, int | None]

_OPEN = float("inf")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was learnt of an incident.

    Numbers have `of`, with the best estimates `before` and `after`, null where none was told. Everything else has `old` and
    `new` in words. `others` are the ids of incidents that were merged into it, or that it was split from. `by` is the report
    that says so, null where none does (a report is gone, a person decided); `corrected` says that its article said otherwise.
    """

    what: Learning
    of: CountOf | None = None
    before: Bounds | None = None
    after: Bounds | None = None
    old: str | None = None
    new: str | None = None
    others: tuple[str, ...] = ()
    by: StoredEvent | None = None
    corrected: bool = False


@dataclass(frozen=True, slots=True)
class Learnt:
    """What was learnt of one incident: as it stands `after`, null where it is gone; as it stood `before`, null where it is new."""

    before: Incident | None
    after: Incident | None
    changes: tuple[Change, ...]

    @property
    def incident(self) -> Incident:
        """Give the incident as it stands, else as it stood."""
        found = self.after or self.before
        assert found is not None
        return found


def compare(before: Iterable[Incident], after: Iterable[Incident], *, rejected: Collection[str] = ()) -> list[Learnt]:
    """Say what became of the incidents of one state in a later one, in the order of `after`; what is gone stands last.

    `rejected` are the ids of reports that people have rejected by the later state.
    """
    old, new = list(before), list(after)
    links = _Links(old, new)
    found = [_of_present(links, incident) for incident in new]
    found += [_of_gone(incident, rejected) for incident in old if not links.became[incident.id]]
    return [each for each in found if each.changes]


class _Links:
    """Which incident holds which, by the reports that both states have."""

    def __init__(self, old: Sequence[Incident], new: Sequence[Incident]) -> None:
        self.old = {incident.id: incident for incident in old}
        self.same = _same_reports(old, new)
        self.were = {report: event for event, report in self.same.items()}  # an event as it is -> as it was
        self.reports = {report.event.id: report for incident in old for report in incident.reports}
        holder = {report.event.id: incident.id for incident in new for report in incident.reports}
        self.became: dict[str, Counter[str]] = defaultdict(Counter)  # an old incident -> new ones, with the reports they share
        self.came: dict[str, Counter[str]] = defaultdict(Counter)  # the other way round
        for incident in old:
            for report in incident.reports:
                held = holder.get(self.same.get(report.event.id, ""))
                if held is not None:
                    self.became[incident.id][held] += 1
                    self.came[held][incident.id] += 1

    def heir(self, identity: str) -> str:
        """Name the new incident that most of an old one went to."""
        return _most(self.became[identity])


def _most(counted: Counter[str]) -> str:
    return min(counted, key=lambda identity: (-counted[identity], identity))


def _same_reports(old: Sequence[Incident], new: Sequence[Incident]) -> dict[str, str]:
    """Pair the reports of two states: by id where the same words were read, else by likeness within one article."""
    left, right = _by_article(old), _by_article(new)
    pairs: dict[str, str] = {}
    for article in left.keys() & right.keys():
        before, after = left[article], right[article]
        if _reading(before[0]) == _reading(after[0]):
            pairs.update((event, event) for event in {each.event.id for each in before} & {each.event.id for each in after})
        else:
            found = pair_events([each.event for each in before], [each.event for each in after])
            pairs.update((before[i].event.id, after[j].event.id) for i, j in found.items())
    return pairs


def _by_article(incidents: Iterable[Incident]) -> dict[str, list[StoredEvent]]:
    found: dict[str, list[StoredEvent]] = defaultdict(list)
    for incident in incidents:
        for report in incident.reports:
            found[report.event.article].append(report)
    for reports in found.values():
        reports.sort(key=lambda report: report.event.id)
    return found


def _reading(report: StoredEvent) -> tuple[int, str]:
    return report.version, report.parser


def _of_gone(incident: Incident, rejected: Collection[str]) -> Learnt:
    by_people = all(report.event.id in rejected for report in incident.reports)
    return Learnt(incident, None, (Change("rejected" if by_people else "withdrawn", old=incident.grade.value),))


def _of_present(links: _Links, incident: Incident) -> Learnt:
    sources = links.came[incident.id]
    if not sources:
        return Learnt(None, incident, (Change("new", new=incident.grade.value, by=incident.reports[0]),))
    own = Counter({identity: shared for identity, shared in sources.items() if links.heir(identity) == incident.id})
    if not own:
        return Learnt(None, incident, (Change("split", others=(links.heir(_most(sources)),)),))
    first = _most(own)
    others = tuple(sorted(own.keys() - {first}))
    before = links.old[first]
    merged = [Change("merged", others=others)] if others else []
    return Learnt(before, incident, (*merged, *_facts(links, before, incident), *_numbers(links, before, incident)))


def _facts(links: _Links, old: Incident, new: Incident) -> Iterator[Change]:
    """Say which words differ, and who says so: of the reports that are new or were read anew the latest, rather than a copy."""
    fresh = [report for report in new.reports if _is_fresh(links, report)]
    by = max(fresh, key=_recency, default=None)
    pairs: Mapping[Learning, tuple[str | None, str | None]] = {
        "type": (old.type, new.type),
        "status": (old.status, new.status),
        "grade": (old.grade.value, new.grade.value),
        "strike_status": (
            old.strike_status.value if old.strike_status else None,
            new.strike_status.value if new.strike_status else None,
        ),
        "date": (_day(old), _day(new)),
        "place": (_place(old), _place(new)),
        "sources": (str(old.sources), str(new.sources)),
    }
    for what, (one, other) in pairs.items():
        if one != other:
            yield Change(what, old=one, new=other, by=by, corrected=_corrected(links, by))


def _day(incident: Incident) -> str | None:
    when = incident.date
    if when is None:
        return None
    start = when.start.isoformat() if when.start else ""
    return start if when.start == when.end else f"{start}/{when.end.isoformat()}"


def _place(incident: Incident) -> str | None:
    return incident.places[0].name if incident.places else None


def _is_fresh(links: _Links, report: StoredEvent) -> bool:
    was = links.were.get(report.event.id)
    return was is None or _reading(links.reports[was]) != _reading(report)


def _corrected(links: _Links, report: StoredEvent | None) -> bool:
    was = links.were.get(report.event.id) if report else None
    return bool(report and was and links.reports[was].version < report.version)


def _recency(report: StoredEvent) -> tuple[bool, date, str, str]:
    return report.original is None, report.published or date.min, report.event.article, report.event.id


def _numbers(links: _Links, old: Incident, new: Incident) -> Iterator[Change]:
    before, after = ({figure.of: figure for figure in incident.figures} for incident in (old, new))
    for of in dict.fromkeys((*after, *before)):
        one, other = before.get(of), after.get(of)
        was, now = _best(one), _best(other)
        if was == now or (of == "strikes" and {was, now} == {None, (1, 1)}):  # that is what a strike is anyhow
            continue
        by = _told_by(links, new, one, other)
        yield Change(_direction(was, now), of=of, before=was, after=now, by=by, corrected=_corrected(links, by))


def _best(figure: Figure | None) -> Bounds | None:
    return (figure.best_low, figure.best_high) if figure else None


def _direction(was: Bounds | None, now: Bounds | None) -> Learning:
    if was is None:
        return "told"
    if now is None:
        return "untold"
    (low, high), (new_low, new_high) = _closed(was), _closed(now)
    if new_low >= low and new_high >= high:
        return "rose"
    return "fell" if new_low <= low and new_high <= high else "revised"


def _closed(bounds: Bounds) -> tuple[int, float]:
    return bounds[0], _OPEN if bounds[1] is None else bounds[1]


def _told_by(links: _Links, incident: Incident, old: Figure | None, new: Figure | None) -> StoredEvent | None:
    """Name the report that brought a number: of the claims that are new, the latest that lies next to the number."""
    known = {(links.same.get(claim.event), claim.low, claim.high) for claim in old.claims} if old else set()
    fresh = [claim for claim in new.claims if (claim.event, claim.low, claim.high) not in known] if new else []
    if not new or not fresh:
        return None
    chosen = min(fresh, key=lambda claim: (not claim.counted, *_off(claim, new), -_when(claim), claim.event))
    return next((report for report in incident.reports if report.event.id == chosen.event), None)


def _off(claim: Claim, figure: Figure) -> tuple[float, float]:
    """Say how far a claim is from the best estimate: in its lower bound, then whether only one of the two is open."""
    return abs(claim.low - figure.best_low), (claim.high is None) != (figure.best_high is None)


def _when(claim: Claim) -> int:
    return (claim.published or date.min).toordinal()
