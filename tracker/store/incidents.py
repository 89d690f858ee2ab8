"""Read incidents: which there are and in what order stands in the tables, what is known of each is summed up from its reports."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

from tracker.errors import Ambiguous, NotFound
from tracker.incidents.nouns import DEFAULT_RULE, Comparison, Incident, Rule, Total
from tracker.model import Filter, StoredEvent
from tracker.store.filters import Parameters, event_conditions
from tracker.store.grading import graded
from tracker.store.read import BATCH, SHOWN, events_by_serial

# So many reports that meet a filter are looked for first: where there are fewer, their incidents are sorted; where there are more,
# the incidents are gone through in order until enough have such a report.
SPARSE = 2000
_MANY = 100  # events whose ids begin alike that are looked at

# Both are the order of an index, so that the first lines come without sorting. Undated incidents stand last in both.
_FORWARD = "ORDER BY i.undated, i.sort_day, i.date_end, i.article, i.position LIMIT :limit"
_REVERSE = "ORDER BY i.undated, i.sort_day DESC, i.date_end DESC, i.article DESC, i.position DESC LIMIT :limit"

_ALL = "SELECT i.serial FROM incidents AS i"
_MET = "SELECT DISTINCT e.incident FROM events AS e JOIN articles AS a ON a.serial = e.article WHERE @"
# CROSS JOIN keeps the order: SQLite, which knows nothing of sizes, would go through all incidents for the few that are asked for.
_OF_THESE = "SELECT i.serial FROM json_each(:these) AS met CROSS JOIN incidents AS i ON i.serial = met.value"
_OF_MET = f"SELECT i.serial FROM ({_MET}) AS met CROSS JOIN incidents AS i ON i.serial = met.incident"  # noqa: S608
_IN_ORDER = """
SELECT i.serial FROM incidents AS i WHERE EXISTS (
    SELECT 1 FROM events AS e INDEXED BY events_incident JOIN articles AS a ON a.serial = e.article
    WHERE e.incident = i.serial AND @)
"""

_REPORTS = """
SELECT e.incident, e.serial
FROM json_each(?) AS asked CROSS JOIN events AS e ON e.incident = asked.value JOIN articles AS a ON a.serial = e.article
ORDER BY e.incident, a.published IS NULL, a.published, a.id, e.id
"""


def read_incidents(
    connection: sqlite3.Connection, where: Filter, limit: int | None, reverse: bool, rule: Rule = DEFAULT_RULE
) -> Iterator[Incident]:
    """Give the incidents one of whose reports meets a filter, by date as events are; the same order every time."""
    sql, parameters = _asked(connection, where, limit)
    order = _REVERSE if reverse else _FORWARD
    cursor = connection.execute(f"{sql} {order}", {**parameters, "limit": -1 if limit is None else limit})
    while rows := cursor.fetchmany(BATCH):
        yield from load(connection, [serial for (serial,) in rows], rule)


def _asked(connection: sqlite3.Connection, where: Filter, limit: int | None) -> tuple[str, Parameters]:
    """Choose how the incidents are found."""
    if where == Filter():
        return _ALL, {}
    condition, parameters = event_conditions(where)
    if limit is None:
        return _OF_MET.replace("@", condition), parameters
    some = connection.execute(f"{_MET} LIMIT :sparse".replace("@", condition), {**parameters, "sparse": SPARSE}).fetchall()
    if len(some) < SPARSE:
        return _OF_THESE, {"these": json.dumps([serial for (serial,) in some])}
    return _IN_ORDER.replace("@", condition), parameters


def load(connection: sqlite3.Connection, serials: Sequence[int], rule: Rule = DEFAULT_RULE) -> Iterator[Incident]:
    """Give the incidents of these numbers, in this order."""
    from tracker.incidents.summary import summarise

    of_incidents: dict[int, list[int]] = {}
    for incident, serial in connection.execute(_REPORTS, [json.dumps(list(serials))]):
        of_incidents.setdefault(incident, []).append(serial)
    held = events_by_serial(connection, [serial for reports in of_incidents.values() for serial in reports])
    (set_by_people,) = connection.execute("SELECT EXISTS (SELECT 1 FROM decisions WHERE action = 'grade')").fetchone()
    for incident in serials:
        if incident in of_incidents:
            reports = of_incidents[incident]
            grade = graded(connection, reports) if set_by_people else None
            yield summarise([held[serial] for serial in reports], rule=rule, graded=grade)


_NAMED = "SELECT id, incident FROM events WHERE id = :prefix"
# A range of ids, not LIKE: '%' in a prefix means itself, and the index finds it.
_BEGINNING = "SELECT id, incident FROM events WHERE id >= :prefix AND id < :prefix || char(0x10FFFF) ORDER BY id LIMIT :limit"


def find(connection: sqlite3.Connection, prefix: str) -> int:
    """Give the number of the incident one of whose events has an id that is or starts with `prefix`."""
    wanted = {"prefix": prefix.strip().lower()}
    found = connection.execute(_NAMED, wanted).fetchall()
    if not found and wanted["prefix"]:
        found = connection.execute(_BEGINNING, {**wanted, "limit": _MANY}).fetchall()
    if not found:
        raise NotFound(f"no incident has the id {prefix!r}: `tracker incidents` shows the ids")
    incidents = {incident for _, incident in found if incident is not None}
    if len(incidents) > 1:
        ids = ", ".join(identity for identity, _ in found[:SHOWN]) + (", ..." if len(found) > SHOWN else "")
        raise Ambiguous(f"{prefix!r} fits events of more than one incident: {ids}: give more of the id")
    if not incidents:
        raise NotFound(f"the event {found[0][0]} was rejected: `tracker history {found[0][0]}` says why")
    return int(incidents.pop())


def read_incident(connection: sqlite3.Connection, prefix: str, rule: Rule = DEFAULT_RULE) -> Incident:
    """Give the one incident of an id, or of the beginning of one."""
    return next(load(connection, [find(connection, prefix)], rule))


_NEIGHBOURS = """
SELECT l.a AS inside, l.b AS outside, l.score FROM events AS e CROSS JOIN links AS l ON l.a = e.serial
JOIN events AS o ON o.serial = l.b
WHERE e.incident = :incident AND o.incident <> :incident AND l.score >= :suggest
UNION ALL
SELECT l.b, l.a, l.score FROM events AS e CROSS JOIN links AS l ON l.b = e.serial JOIN events AS o ON o.serial = l.a
WHERE e.incident = :incident AND o.incident <> :incident AND l.score >= :suggest
ORDER BY 3 DESC, 1, 2
"""


def compare_reports(connection: sqlite3.Connection, prefix: str) -> list[tuple[StoredEvent, StoredEvent, Comparison]]:
    """Compare the reports of an incident with each other, then with those outside it that may be of it."""
    from tracker.incidents.compare import compare
    from tracker.incidents.weights import SUGGEST

    number = find(connection, prefix)
    serials = [serial for _, serial in connection.execute(_REPORTS, [json.dumps([number])])]
    near = connection.execute(_NEIGHBOURS, {"incident": number, "suggest": SUGGEST}).fetchall()
    pairs = [*combinations(serials, 2), *((inside, outside) for inside, outside, _ in near)]
    held = events_by_serial(connection, sorted({serial for pair in pairs for serial in pair}))
    return [(held[a], held[b], compare(*in_order(held[a], held[b]))) for a, b in pairs]


def in_order(a: StoredEvent, b: StoredEvent) -> tuple[StoredEvent, StoredEvent]:
    """Give two reports in the order in which they are always compared."""
    return (a, b) if a.event.id <= b.event.id else (b, a)


# Pairs of incidents, by the strongest link between them. One that can't be, or a person's word on any pair, settles the matter.
_SUGGESTED = """
WITH pairs AS (
    SELECT min(x.incident, y.incident) AS one, max(x.incident, y.incident) AS other, max(l.score) AS score
    FROM links AS l CROSS JOIN events AS x ON x.serial = l.a CROSS JOIN events AS y ON y.serial = l.b
    WHERE l.score >= :suggest AND x.incident <> y.incident
    GROUP BY 1, 2)
SELECT p.one, p.other
FROM pairs AS p CROSS JOIN incidents AS i ON i.serial = p.one CROSS JOIN incidents AS j ON j.serial = p.other
WHERE i.kind = j.kind AND i.scope = j.scope AND (@)
    AND NOT EXISTS (
        SELECT 1 FROM events AS x CROSS JOIN events AS y ON y.incident = p.other
        WHERE x.incident = p.one AND (
            x.article = y.article
            OR EXISTS (SELECT 1 FROM links WHERE a = min(x.serial, y.serial) AND b = max(x.serial, y.serial) AND score <= :never)
            OR EXISTS (SELECT 1 FROM link_decisions WHERE a = min(x.serial, y.serial) AND b = max(x.serial, y.serial))))
ORDER BY p.score DESC, i.id, j.id LIMIT :limit
"""


def read_suggestions(connection: sqlite3.Connection, where: Filter, limit: int | None) -> Iterator[tuple[Incident, Incident]]:
    """Give pairs of incidents that may be one, the likeliest first, where nobody has said whether they are."""
    from tracker.incidents.weights import SUGGEST
    from tracker.store.linking import NEVER

    condition, parameters = event_conditions(where)
    met = _MET.replace("@", condition)
    either = "TRUE" if where == Filter() else f"p.one IN ({met}) OR p.other IN ({met})"
    asked = {**parameters, "suggest": SUGGEST, "never": NEVER, "limit": -1 if limit is None else limit}
    for pair in connection.execute(_SUGGESTED.replace("@", either), asked).fetchall():
        one, other = load(connection, pair)
        yield one, other


_AGGREGATES = """
SELECT serial FROM incidents
WHERE kind = :kind AND scope = 'aggregate' AND serial <> :serial AND date_end >= :first AND sort_day <= :last
ORDER BY serial
"""
# A place of unknown country may lie anywhere; what was only denied is not on record.
_ITEMS = """
SELECT i.serial FROM incidents AS i
WHERE i.kind = :kind AND i.scope = 'incident' AND i.status <> 'denied' AND i.date_end >= :first AND i.sort_day <= :last
    AND i.type IN (SELECT value FROM json_each(:types))
    AND (:countries IS NULL OR EXISTS (
        SELECT 1 FROM events AS e JOIN places AS p ON p.event = e.serial
        WHERE e.incident = i.serial AND (p.country IS NULL OR p.country IN (SELECT value FROM json_each(:countries)))))
ORDER BY i.serial
"""
_HELD_MOST = 10_000  # incidents that are kept for the next total


def read_totals(connection: sqlite3.Connection, prefix: str | None, where: Filter) -> Iterator[Total]:
    """Hold totals against what is on record: the one of an id, or all that meet a filter, by date."""
    from tracker.incidents.totals import account

    if prefix is not None:
        serials = [find(connection, prefix)]
    elif where.scopes and "aggregate" not in where.scopes:
        return
    else:
        sql, parameters = _asked(connection, replace(where, scopes=("aggregate",)), None)
        serials = [serial for (serial,) in connection.execute(f"{sql} {_FORWARD}", {**parameters, "limit": -1})]
    held: dict[int, Incident] = {}
    for serial in serials:
        (total,) = _held(connection, held, [serial])
        if total.scope != "aggregate":
            raise NotFound(f"{total.id} tells of one happening: `tracker totals` shows the ids of totals")
        period = _period(total, serial)
        yield account(total, *(_found(connection, held, sql, period) for sql in (_ITEMS, _AGGREGATES)))


def _period(total: Incident, serial: int) -> Parameters | None:
    """Give what incidents are looked for by that may fall in a total; None where its days are not known."""
    from tracker.incidents.totals import COUNTS_IN

    if total.date is None or total.date.start is None:
        return None
    countries = [place.country for place in total.places]
    return {
        "serial": serial,
        "kind": total.kind,
        "first": total.date.start.isoformat(),
        "last": total.date.end.isoformat(),
        "types": json.dumps(sorted(COUNTS_IN[total.type])),
        "countries": json.dumps(countries) if countries and all(countries) else None,
    }


def _found(connection: sqlite3.Connection, held: dict[int, Incident], sql: str, period: Parameters | None) -> list[Incident]:
    serials = connection.execute(sql, period).fetchall() if period else []
    return _held(connection, held, [serial for (serial,) in serials])


def _held(connection: sqlite3.Connection, held: dict[int, Incident], serials: Sequence[int]) -> list[Incident]:
    """Give incidents, those that were read for another total from there."""
    if len(held) > _HELD_MOST:
        held.clear()
    missing = [serial for serial in serials if serial not in held]
    for at in range(0, len(missing), BATCH):
        some = missing[at : at + BATCH]
        held.update(zip(some, load(connection, some), strict=True))
    return [held[serial] for serial in serials]
