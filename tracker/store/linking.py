"""Keep links and incidents up to date with the events, inside the transaction that writes these.

1. A new event is filed under its keys, and compared with the events of other articles that are filed under what it asks for.
   What may be one happening, and what can't be, is kept as a link.
2. Events that links (or people) hold together, directly or through others, are one component; it is parted into incidents whole.
3. Only incidents whose events have changed are written.

An incident has the number of its founding event: the one whose article was published first. So links, incidents and their
numbers follow from the events and from what people have decided, in whatever order they came.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

from tracker.incidents.nouns import Incident
from tracker.model import StoredEvent
from tracker.store.grading import graded
from tracker.store.read import events_by_serial

LARGE = 64  # reports of an incident from which on those that are new come to it a few at a time
BACKLOG = 50  # events of an older database that are compared with each save
NEVER = -1000.0  # the score of a link between events that can't be one

Pair = tuple[int, int]


class Member(NamedTuple):
    """An event as far as parting goes. Members sort as reports do: by day of publication, unknown ones last."""

    unpublished: bool
    published: str
    article: str
    id: str
    serial: int
    incident: int | None

    @property
    def key(self) -> tuple[bool, str, str, str]:
        """Give what the order goes by, whatever numbers the events have."""
        return self[:4]


class Reports:
    """The reports that are looked at in one go, each read once."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Read none yet."""
        self._connection = connection
        self._held: dict[int, StoredEvent] = {}

    def of(self, serials: Iterable[int]) -> dict[int, StoredEvent]:
        """Give the reports of these numbers."""
        asked = list(serials)
        missing = [serial for serial in asked if serial not in self._held]
        if missing:
            self._held.update(events_by_serial(self._connection, missing))
        return {serial: self._held[serial] for serial in asked if serial in self._held}


def link(
    connection: sqlite3.Connection, serials: Collection[int], left: Collection[int] = (), *, large_later: bool = False
) -> None:
    """Put events that are new into incidents. `left` are events that others have left behind (see `leave`).

    With `large_later`, those that may be of an incident of many reports wait until there are more of them (see `catch_up`).
    """
    reports = Reports(connection)
    standing = _standing(connection, serials)
    if standing:
        _file(connection, reports, standing)
        _compare(connection, reports, standing)
    waiting = {serial for serial in standing if large_later and _reports_near(connection, serial) > LARGE}
    if waiting:
        _wait(connection, reports, waiting)
    _part(connection, reports, {*standing, *left} - waiting, touched=standing - waiting)


_REPORTS_NEAR = """
SELECT count(*) FROM events WHERE incident IN (
    SELECT e.incident FROM links AS l CROSS JOIN events AS e ON e.serial = l.b WHERE l.a = :event AND l.score >= :join
    UNION SELECT e.incident FROM links AS l CROSS JOIN events AS e ON e.serial = l.a WHERE l.b = :event AND l.score >= :join)
"""


def _reports_near(connection: sqlite3.Connection, serial: int) -> int:
    """Say how many reports the incidents have that an event may be of."""
    from tracker.incidents.weights import JOIN

    found: int = connection.execute(_REPORTS_NEAR, {"event": serial, "join": JOIN}).fetchone()[0]
    return found


def _wait(connection: sqlite3.Connection, reports: Reports, serials: set[int]) -> None:
    """Let events stand alone until they are linked."""
    rows = connection.execute(_MEMBERS, [_listed(serials)])
    members = {member.serial: member for member in (Member(bool(row[0]), *row[1:]) for row in rows)}
    _write(connection, reports, members, [(serial,) for serial in sorted(serials)])
    connection.executemany("INSERT OR IGNORE INTO unlinked (event) VALUES (?)", [(serial,) for serial in sorted(serials)])


def leave(connection: sqlite3.Connection, serials: Collection[int], *, large_later: bool = False) -> set[int]:
    """Take events out of their incidents, before they go or change; give the events whose incidents may be others without them.

    With `large_later`, an incident of many reports stays as it is without them, until it is parted anew (see `catch_up`).
    """
    listed = _listed(serials)
    if large_later and connection.execute(_REPORTS_WITH, [listed]).fetchone()[0] > LARGE:
        left: set[int] = set()
        _leave_large(connection, listed)
    else:
        left = _closed(connection, set(serials)) - set(serials)
        incidents = _listed(number for (number,) in connection.execute(_INCIDENTS_OF, [listed]))
        connection.execute("UPDATE events SET incident = NULL WHERE incident IN (SELECT value FROM json_each(?))", [incidents])
        connection.execute("DELETE FROM incidents WHERE serial IN (SELECT value FROM json_each(?))", [incidents])
    for table, column in (("links", "a"), ("links", "b"), ("link_keys", "event"), ("unlinked", "event")):
        connection.execute(_FORGET.format(table=table, column=column), [listed])
    return left


_REPORTS_WITH = """
SELECT count(*) FROM events WHERE incident IN (
    SELECT incident FROM events WHERE serial IN (SELECT value FROM json_each(?)) AND incident IS NOT NULL)
"""
_REST = """
SELECT serial FROM events WHERE incident IN (SELECT value FROM json_each(:incidents)) AND serial NOT IN (
    SELECT value FROM json_each(:without))
"""
_EMPTY = """
DELETE FROM incidents WHERE serial IN (SELECT value FROM json_each(?))
AND NOT EXISTS (SELECT 1 FROM events WHERE incident = incidents.serial)
"""


def _leave_large(connection: sqlite3.Connection, listed: str) -> None:
    """Take events out of incidents and let the rest of these wait to be parted."""
    incidents = _listed(number for (number,) in connection.execute(_INCIDENTS_OF, [listed]))
    rest = _listed(serial for (serial,) in connection.execute(_REST, {"incidents": incidents, "without": listed}))
    members = {member.serial: member for member in sorted(Member(bool(r[0]), *r[1:]) for r in connection.execute(_MEMBERS, [rest]))}
    groups: dict[int | None, list[int]] = {}
    for serial, member in members.items():
        groups.setdefault(member.incident, []).append(serial)
    connection.execute("UPDATE events SET incident = NULL WHERE serial IN (SELECT value FROM json_each(?))", [listed])
    _write(connection, Reports(connection), members, [tuple(group) for group in groups.values()])
    connection.execute(_EMPTY, [incidents])
    connection.executemany("INSERT OR IGNORE INTO unlinked (event) VALUES (?)", [(group[0],) for group in groups.values()])


def leave_of(connection: sqlite3.Connection, article: int) -> set[int]:
    """Take all events of an article out of their incidents, before they are replaced."""
    serials = [serial for (serial,) in connection.execute("SELECT serial FROM events WHERE article = ?", [article])]
    return leave(connection, serials, large_later=True) if serials else set()


def relink_events(connection: sqlite3.Connection, serials: Collection[int]) -> None:
    """Link events anew: their fields have changed, they were rejected or are not any more, or people have decided on them."""
    if serials:
        link(connection, serials, leave(connection, serials))


def refresh(connection: sqlite3.Connection, articles: Collection[int]) -> None:
    """Link the events of articles anew whose originals are others now: copies are compared otherwise, and are no source."""
    if articles:
        of = "SELECT serial FROM events WHERE article IN (SELECT value FROM json_each(?)) AND review IS NOT 'rejected'"
        relink_events(connection, [serial for (serial,) in connection.execute(of, [_listed(articles)])])


def catch_up(connection: sqlite3.Connection, most: int = BACKLOG, *, least: int = 1) -> int:
    """Link events that wait: stored before incidents were looked for, or of a large incident, which is parted whole each time.

    Give how many were; with `least`, none where fewer wait.
    """
    waiting = [event for (event,) in connection.execute(_WAITING, {"most": most})]
    if len(waiting) < least:
        return 0
    if waiting:
        link(connection, waiting)
        connection.execute(_FORGET.format(table="unlinked", column="event"), [_listed(waiting)])
    return len(waiting)


def count_waiting(connection: sqlite3.Connection) -> int:
    """Say how many events wait to be linked."""
    waiting: int = connection.execute(f"SELECT count(*) FROM ({_WAITING})", {"most": -1}).fetchone()[0]  # noqa: S608
    return waiting


def forget(connection: sqlite3.Connection) -> None:
    """Let all events wait to be linked anew, as when thresholds or keys are others. Incidents stand until that is done."""
    connection.execute("DELETE FROM links")
    connection.execute("DELETE FROM link_keys")
    connection.execute("INSERT OR IGNORE INTO unlinked (event) SELECT serial FROM events WHERE review IS NOT 'rejected'")


# Those that wait, and those whose incident went with an event that another program has deleted.
_WAITING = """
SELECT event FROM unlinked UNION SELECT serial FROM events WHERE incident IS NULL AND review IS NOT 'rejected'
ORDER BY 1 LIMIT :most
"""
_FORGET = "DELETE FROM {table} WHERE {column} IN (SELECT value FROM json_each(?))"
_INCIDENTS_OF = """
SELECT DISTINCT incident FROM events WHERE serial IN (SELECT value FROM json_each(?)) AND incident IS NOT NULL
"""


def _listed(serials: Iterable[int]) -> str:
    return json.dumps(sorted(serials))


def _standing(connection: sqlite3.Connection, serials: Collection[int]) -> set[int]:
    """Leave out those that were rejected."""
    sql = "SELECT serial FROM events WHERE serial IN (SELECT value FROM json_each(?)) AND review IS NOT 'rejected'"
    return {serial for (serial,) in connection.execute(sql, [_listed(serials)])}


def _file(connection: sqlite3.Connection, reports: Reports, serials: set[int]) -> None:
    from tracker.incidents.keys import keys

    rows = sorted((key, serial) for serial, report in reports.of(sorted(serials)).items() for key in keys(report))
    connection.executemany("INSERT OR IGNORE INTO link_keys VALUES (?, ?)", rows)


# CROSS JOIN keeps the order: for each key that is asked for, those that are filed under it.
_NEAR = "SELECT DISTINCT k.event FROM json_each(?) AS asked CROSS JOIN link_keys AS k ON k.key = asked.value"


def _compare(connection: sqlite3.Connection, reports: Reports, serials: set[int]) -> None:
    """Compare new events with those of other articles that they may be one with; keep what says something.

    Who came first does not matter: whom a report asks for asks for it.
    """
    from tracker.incidents.compare import compare
    from tracker.incidents.keys import asks
    from tracker.incidents.weights import AGAINST, SUGGEST

    pairs: set[Pair] = set()
    for serial, report in reports.of(sorted(serials)).items():
        others = (other for (other,) in connection.execute(_NEAR, [json.dumps(sorted(asks(report)))]) if other != serial)
        pairs.update((min(serial, other), max(serial, other)) for other in others)
    reports.of({serial for pair in pairs for serial in pair})  # in one go
    rows = []
    for a, b in sorted(pairs):
        first, second = sorted(reports.of((a, b)).values(), key=lambda report: report.event.id)
        if first.event.article == second.event.article:
            continue
        compared = compare(first, second)
        if compared.never or compared.score <= AGAINST:
            rows.append((a, b, NEVER if compared.never else compared.score))
        elif compared.score >= SUGGEST:
            rows.append((a, b, compared.score))
    connection.executemany("INSERT OR REPLACE INTO links VALUES (?, ?, ?)", rows)


# What is to be parted together: what a link or a person joins, and what is one incident as it stands.
_NEXT = """
SELECT l.b FROM json_each(:of) AS asked CROSS JOIN links AS l ON l.a = asked.value WHERE l.score >= :join
UNION SELECT l.a FROM json_each(:of) AS asked CROSS JOIN links AS l ON l.b = asked.value WHERE l.score >= :join
UNION SELECT d.b FROM json_each(:of) AS asked CROSS JOIN link_decisions AS d ON d.a = asked.value WHERE d.together
UNION SELECT d.a FROM json_each(:of) AS asked CROSS JOIN link_decisions AS d ON d.b = asked.value WHERE d.together
UNION SELECT o.serial FROM json_each(:of) AS asked
    CROSS JOIN events AS e ON e.serial = asked.value CROSS JOIN events AS o ON o.incident = e.incident
"""


def _closed(connection: sqlite3.Connection, seeds: set[int]) -> set[int]:
    """Give all that hangs together with some events."""
    from tracker.incidents.weights import JOIN

    found, fresh = set(seeds), set(seeds)
    while fresh:
        asked = {"of": _listed(fresh), "join": JOIN}
        fresh = {serial for (serial,) in connection.execute(_NEXT, asked)} - found
        found |= fresh
    return found


_MEMBERS = """
SELECT a.published IS NULL, coalesce(a.published, ''), a.id, e.id, e.serial, e.incident
FROM json_each(?) AS asked CROSS JOIN events AS e ON e.serial = asked.value JOIN articles AS a ON a.serial = e.article
WHERE e.review IS NOT 'rejected'
"""
_LINKS = """
SELECT l.a, l.b, l.score FROM json_each(:of) AS asked CROSS JOIN links AS l ON l.a = asked.value
WHERE l.b IN (SELECT value FROM json_each(:of))
"""
_DECISIONS = """
SELECT d.a, d.b, d.together FROM json_each(:of) AS asked CROSS JOIN link_decisions AS d ON d.a = asked.value
WHERE d.b IN (SELECT value FROM json_each(:of))
"""


@dataclass(frozen=True, slots=True)
class Joined:
    """What is known of pairs of events: scores, and what people have decided."""

    links: Mapping[Pair, float]
    together: frozenset[Pair]
    apart: frozenset[Pair]

    def among(self, serials: Collection[int]) -> Joined:
        """Give what is known of pairs of these."""
        within = frozenset(serials)
        return Joined(
            {pair: score for pair, score in self.links.items() if within.issuperset(pair)},
            frozenset(pair for pair in self.together if within.issuperset(pair)),
            frozenset(pair for pair in self.apart if within.issuperset(pair)),
        )


def _part(connection: sqlite3.Connection, reports: Reports, seeds: set[int], *, touched: set[int]) -> None:
    """Part all that hangs together with some events into incidents; write those that are others now, or hold one `touched`."""
    rows = connection.execute(_MEMBERS, [_listed(_closed(connection, seeds))])
    members = {member.serial: member for member in sorted(Member(bool(row[0]), *row[1:]) for row in rows)}
    joined = _joined(connection, members)
    standing: dict[int | None, set[int]] = {}
    for member in members.values():
        standing.setdefault(member.incident, set()).add(member.serial)
    changed = []
    for group in _clusters(members, joined):
        incident = members[group[0]].incident
        if incident != group[0] or standing[incident] != set(group) or not touched.isdisjoint(group):
            changed.append(group)
    if changed:
        _write(connection, reports, members, changed)


def _joined(connection: sqlite3.Connection, members: Mapping[int, Member]) -> Joined:
    asked = {"of": _listed(members)}
    links = {(a, b): score for a, b, score in connection.execute(_LINKS, asked)}
    of_articles: dict[str, list[int]] = {}
    for member in members.values():
        of_articles.setdefault(member.article, []).append(member.serial)
    for serials in of_articles.values():  # the parser has told them apart
        links.update(dict.fromkeys(combinations(sorted(serials), 2), NEVER))
    decided = connection.execute(_DECISIONS, asked).fetchall()
    return Joined(
        links,
        frozenset((a, b) for a, b, together in decided if together),
        frozenset((a, b) for a, b, together in decided if not together),
    )


def _clusters(members: Mapping[int, Member], joined: Joined) -> Iterator[tuple[int, ...]]:
    """Part the members into incidents, the founding event of each first."""
    from tracker.incidents.cluster import cluster

    for component in _components(members, joined):
        if len(component) == 1:
            yield component
            continue
        known = joined.among(component)
        keys = {serial: members[serial].key for serial in component}
        for group in cluster(keys, known.links, known.together, known.apart):
            yield tuple(sorted(group, key=keys.__getitem__))


def _components(members: Mapping[int, Member], joined: Joined) -> Iterator[tuple[int, ...]]:
    """Give the sets of members that hang together by links that join, or by people's word; each sorted as reports are."""
    from tracker.incidents.weights import JOIN

    near: dict[int, set[int]] = {serial: set() for serial in members}
    for a, b in (*(pair for pair, score in joined.links.items() if score >= JOIN), *joined.together):
        near[a].add(b)
        near[b].add(a)
    seen: set[int] = set()
    for serial in members:
        if serial not in seen:
            found, queue = {serial}, [serial]
            while queue:
                fresh = near[queue.pop()] - found
                found |= fresh
                queue += fresh
            seen |= found
            yield tuple(sorted(found, key=lambda each: members[each].key))


_INCIDENT_COLUMNS = (
    "id, lead, article, position, kind, type, scope, status, date_start, date_end, reports, sources, grade, strike_status, "
    "first_published, confidence"
)
_PUT = f"""
INSERT INTO incidents (serial, {_INCIDENT_COLUMNS})
SELECT :serial, :id, :lead, article, position, :kind, :type, :scope, :status, :date_start, :date_end, :reports, :sources, :grade,
    :strike_status, :first_published, :confidence
FROM events WHERE serial = :serial
ON CONFLICT (serial) DO UPDATE SET ({_INCIDENT_COLUMNS}) = ({", ".join(f"excluded.{n}" for n in _INCIDENT_COLUMNS.split(", "))})
"""  # noqa: S608
_PUT_COUNT = """
INSERT INTO incident_counts (incident, of, low, best_low, best_high, high, claims, rule) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""


def _write(
    connection: sqlite3.Connection, reports: Reports, members: Mapping[int, Member], groups: Collection[tuple[int, ...]]
) -> None:
    """Write incidents in place of those that their events are in."""
    from tracker.incidents.summary import summarise

    held = reports.of(serial for group in groups for serial in group)
    for group in groups:
        incident = summarise([held[serial] for serial in group], graded=graded(connection, group))
        serials = {held[serial].event.id: serial for serial in group}
        connection.execute(_PUT, _incident_row(incident, serials))
        connection.execute("DELETE FROM incident_counts WHERE incident = ?", [group[0]])
        connection.executemany(_PUT_COUNT, [(group[0], *row) for row in _count_rows(incident)])
        moved = [(group[0], serial) for serial in group if members[serial].incident != group[0]]
        connection.executemany("UPDATE events SET incident = ? WHERE serial = ?", moved)
    before = {members[serial].incident for group in groups for serial in group} - {None}
    gone = before - {group[0] for group in groups}
    connection.executemany("DELETE FROM incidents WHERE serial = ?", [(serial,) for serial in gone])


def _incident_row(incident: Incident, serials: Mapping[str, int]) -> dict[str, str | int | float | None]:
    when, first = incident.date, incident.reports[0].published
    return {
        "serial": serials[incident.id],
        "id": incident.id,
        "lead": serials[incident.lead.event.id],
        "kind": incident.kind,
        "type": incident.type,
        "scope": incident.scope,
        "status": incident.status,
        "date_start": when.start.isoformat() if when and when.start else None,
        "date_end": when.end.isoformat() if when else None,
        "reports": len(incident.reports),
        "sources": incident.sources,
        "grade": incident.grade.value,
        "strike_status": incident.strike_status.value if incident.strike_status else None,
        "first_published": first.isoformat() if first else None,
        "confidence": incident.confidence,
    }


def _count_rows(incident: Incident) -> Iterator[tuple[str, int, int, int | None, int | None, int, str]]:
    for each in incident.figures:
        yield each.of, each.low, each.best_low, each.best_high, each.high, len(each.claims), each.rule
