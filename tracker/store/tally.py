"""Count, sum and group the incidents that meet a filter: each happening once, however many reports tell of it.

1. The filter is answered once, into temporary tables of their own in memory: `met` has the reports that meet it (but where that is
   all of them), `chosen` the incidents of these.
2. Everything else joins them. All of it sees one state of the database, whatever is written meanwhile.

Sums are over the best figures of incidents that are not denied; totals (aggregates) would count them twice. A sum's upper bound is
null as soon as one incident has none. Places, actors and targets of an incident are those of its lead, the report that tells most;
its sources are those of all its reports that meet the filter.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from tracker.errors import UsageError
from tracker.model import COUNTS, Filter, StoredEvent
from tracker.store.filters import event_conditions
from tracker.store.incidents import load
from tracker.store.records import Group, Stats, Sum, Tally

TOP = 10  # places, actors, targets and sources that are named
TOTALS_SHOWN = 20  # aggregate events that are listed

_TABLES = (
    "CREATE TEMP TABLE IF NOT EXISTS met (event INTEGER PRIMARY KEY, incident INTEGER, article INTEGER) STRICT",
    """
    CREATE TEMP TABLE IF NOT EXISTS chosen (
        serial INTEGER PRIMARY KEY,
        lead INTEGER, kind TEXT, type TEXT, scope TEXT, status TEXT, date_end TEXT, sort_day TEXT, reports INTEGER,
        summed INTEGER  -- 1 for what sums may hold: incidents that are not denied
    ) STRICT
    """,
)
_MEET = """
INSERT INTO met SELECT e.serial, e.incident, e.article FROM events AS e JOIN articles AS a ON a.serial = e.article WHERE"""

_CHOOSE = """
INSERT INTO chosen
SELECT serial, lead, kind, type, scope, status, date_end, sort_day, reports, scope = 'incident' AND status <> 'denied'
FROM incidents"""
_OF_MET = "WHERE serial IN (SELECT incident FROM met)"

# Where all are chosen, an index has the numbers.
_FACETS = "SELECT kind, type, scope, status, sum(reports), count(*) FROM {table} GROUP BY kind, type, scope, status"

_SPAN = "SELECT min(sort_day), max(date_end), sum(date_end IS NULL) FROM chosen"

_ALL_ARTICLES = "SELECT count(*) FROM articles"
_ARTICLES = "SELECT count(DISTINCT article) FROM met"
_MET = "SELECT count(*) FROM met"

_SUMS = """
SELECT c.of, sum(c.best_low), CASE WHEN count(c.best_high) = count(*) THEN sum(c.best_high) END, count(*)
FROM incident_counts AS c JOIN chosen AS i ON i.serial = c.incident
WHERE i.summed
GROUP BY c.of
"""

_TOTALS = """
SELECT i.serial FROM chosen AS e CROSS JOIN incidents AS i USING (serial)
WHERE e.scope = 'aggregate' AND EXISTS (SELECT 1 FROM incident_counts WHERE incident = i.serial)
ORDER BY i.undated, i.sort_day, i.date_end, i.article, i.position LIMIT :limit
"""

# Where all are chosen, an index of names is read through, and another says whether an event is the lead of an incident.
_TOP_PLACES = """
SELECT min(p.name), p.country, count(*) AS events
FROM {places} NOT p.repeated
GROUP BY p.name_words, p.country ORDER BY events DESC, p.name_words, p.country LIMIT :limit
"""
_TOP_NAMES = """
SELECT min(n.name), count(*) AS events
FROM {names} n.role = :role AND NOT n.repeated
GROUP BY n.name_words ORDER BY events DESC, n.name_words LIMIT :limit
"""
_OF_LEADS = "{table} AS {name} WHERE {name}.event IN (SELECT lead FROM incidents) AND"
_OF_CHOSEN = "chosen AS e CROSS JOIN {table} AS {name} ON {name}.event = e.lead WHERE"

# An incident with several reports of one publisher is one for it.
_SOURCES = """
WITH reports AS ({reports})
SELECT publisher, sum(events) AS events FROM (
    SELECT coalesce(a.source, a.host) AS publisher, alone.events
    FROM (SELECT article, count(*) AS events FROM reports WHERE alone GROUP BY article) AS alone
    JOIN articles AS a ON a.serial = alone.article
    UNION ALL
    SELECT coalesce(a.source, a.host), count(DISTINCT r.incident)
    FROM reports AS r JOIN articles AS a ON a.serial = r.article WHERE NOT r.alone GROUP BY 1)
GROUP BY publisher ORDER BY events DESC, publisher
"""
_ALL_REPORTS = """
SELECT e.incident, e.article, c.reports = 1 AS alone FROM events AS e JOIN chosen AS c ON c.serial = e.incident"""
_REPORTS = "SELECT m.incident, m.article, c.reports = 1 AS alone FROM met AS m JOIN chosen AS c ON c.serial = m.incident"

# How an incident gets its group. The second column says which incidents are one group, the third how it is called.
_KEYS = {
    "day": "SELECT serial, sort_day, sort_day FROM chosen",
    # A week is known by its Monday.
    "week": "SELECT serial, date(sort_day, 'weekday 0', '-6 days'), date(sort_day, 'weekday 0', '-6 days') FROM chosen",
    "month": "SELECT serial, substr(sort_day, 1, 7), substr(sort_day, 1, 7) FROM chosen",
    "kind": "SELECT serial, kind, kind FROM chosen",
    "type": "SELECT serial, type, type FROM chosen",
    "country": "SELECT DISTINCT e.serial, p.country, p.country FROM chosen AS e LEFT JOIN places AS p ON p.event = e.lead",
    # A division is one only with its country: there is a 'Northern' in many.
    "admin1": """SELECT DISTINCT e.serial, p.admin1 || char(9) || coalesce(p.country, ''), p.admin1
        FROM chosen AS e LEFT JOIN places AS p ON p.event = e.lead""",
    "place": """SELECT e.serial, p.name_words || coalesce(p.country, ''), p.name
        FROM chosen AS e LEFT JOIN places AS p ON p.event = e.lead AND NOT p.repeated""",
    "actor": """SELECT e.serial, n.name_words, n.name
        FROM chosen AS e LEFT JOIN names AS n ON n.event = e.lead AND n.role = 'actor' AND NOT n.repeated""",
    "target": """SELECT e.serial, n.name_words, n.name
        FROM chosen AS e LEFT JOIN names AS n ON n.event = e.lead AND n.role = 'target' AND NOT n.repeated""",
    "source": """SELECT DISTINCT r.incident, coalesce(a.source, a.host), coalesce(a.source, a.host)
        FROM ({reports}) AS r JOIN articles AS a ON a.serial = r.article""",
}
GROUPINGS = tuple(_KEYS)
PERIODS = ("day", "week", "month")

_GROUPS = """
SELECT keys.key, min(keys.name), count(*), sum(e.summed AND e.kind = 'strike'), sum(e.summed AND e.kind = 'detention'),
    sum(e.scope = 'aggregate' AND e.status <> 'denied'), sum(e.status = 'denied')
FROM keys JOIN chosen AS e ON e.serial = keys.incident
GROUP BY keys.key
"""

_GROUP_SUMS = """
SELECT keys.key, c.of, sum(c.best_low), CASE WHEN count(c.best_high) = count(*) THEN sum(c.best_high) END, count(*)
FROM keys JOIN chosen AS e ON e.serial = keys.incident JOIN incident_counts AS c ON c.incident = e.serial
WHERE e.summed
GROUP BY keys.key, c.of
"""


def stats(connection: sqlite3.Connection, where: Filter) -> Stats:
    """Count and sum the incidents that meet a filter."""
    everything = where == Filter()
    with _chosen(connection, where):
        sources = _sources(connection, everything)
        facets = connection.execute(_FACETS.format(table="incidents" if everything else "chosen")).fetchall()
        first, last, undated = connection.execute(_SPAN).fetchone()
        return Stats(
            articles=connection.execute(_ALL_ARTICLES if everything else _ARTICLES).fetchone()[0],
            sources=len(sources),
            events=sum(row[-1] for row in facets),
            kinds=_counted(facets, 0),
            types=_counted(facets, 1),
            scopes=_counted(facets, 2),
            statuses=_counted(facets, 3),
            undated=undated or 0,
            first=date.fromisoformat(first) if first else None,
            last=date.fromisoformat(last) if last else None,
            sums=_in_order([Sum(*row) for row in connection.execute(_SUMS)]),
            aggregates=dict(_counted(facets, 2)).get("aggregate", 0),
            totals=_totals(connection),
            top_places=_top_places(connection, everything),
            top_actors=_top_names(connection, "actor", everything),
            top_targets=_top_names(connection, "target", everything),
            top_sources=tuple(sources[:TOP]),
            reports=sum(row[-2] for row in facets) if everything else connection.execute(_MET).fetchone()[0],
        )


@contextmanager
def _chosen(connection: sqlite3.Connection, where: Filter) -> Iterator[None]:
    """Answer the filter into `met` and `chosen`, and hold one state of the database until the block ends."""
    for table in _TABLES:
        connection.execute(table)
    connection.execute("BEGIN")
    try:
        if where == Filter():
            connection.execute(_CHOOSE)
        else:
            condition, parameters = event_conditions(where)
            connection.execute(" ".join((_MEET, condition)), parameters)
            connection.execute(" ".join((_CHOOSE, _OF_MET)))
        yield
    finally:
        connection.execute("ROLLBACK")  # empties the tables, too


def _counted(facets: list[tuple[Any, ...]], which: int) -> Tally:
    """Add up the numbers by one of the facets, the largest first."""
    found: Counter[str] = Counter()
    for row in facets:
        found[row[which]] += row[-1]
    return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _in_order(sums: list[Sum]) -> tuple[Sum, ...]:
    return tuple(sorted(sums, key=lambda each: COUNTS.index(each.of)))


def _totals(connection: sqlite3.Connection) -> tuple[StoredEvent, ...]:
    """Give the first totals, each as its lead tells it, with the best figures of all that tell it."""
    serials = [serial for (serial,) in connection.execute(_TOTALS, {"limit": TOTALS_SHOWN})]
    return tuple(replace(each.lead, event=each.event) for each in load(connection, serials))


def _top_places(connection: sqlite3.Connection, everything: bool) -> Tally:
    """Name the places of most events; one name in two countries is told apart by the country."""
    sql = _TOP_PLACES.format(places=_leads("places", "p", everything))
    rows = connection.execute(sql, {"limit": TOP}).fetchall()
    names = Counter(name for name, _, _ in rows)
    return tuple((f"{name}, {country}" if names[name] > 1 and country else name, events) for name, country, events in rows)


def _top_names(connection: sqlite3.Connection, role: str, everything: bool) -> Tally:
    sql = _TOP_NAMES.format(names=_leads("names", "n", everything))
    return tuple(connection.execute(sql, {"role": role, "limit": TOP}).fetchall())


def _leads(table: str, name: str, everything: bool) -> str:
    return (_OF_LEADS if everything else _OF_CHOSEN).format(table=table, name=name)


def _sources(connection: sqlite3.Connection, everything: bool) -> list[tuple[str, int]]:
    """Name the publishers, by host where no name is known; incidents of articles with neither are not counted."""
    rows = connection.execute(_SOURCES.format(reports=_ALL_REPORTS if everything else _REPORTS))
    return [(publisher, events) for publisher, events in rows if publisher is not None]


def stats_by(connection: sqlite3.Connection, where: Filter, by: str) -> list[Group]:
    """Count and sum the incidents that meet a filter, a group for each value of `by`."""
    if by not in _KEYS:
        raise UsageError(f"can't group by {by!r}: it is one of {', '.join(GROUPINGS)}")
    of_group = _KEYS[by].format(reports=_ALL_REPORTS if where == Filter() else _REPORTS)
    keys = " ".join(("WITH keys(incident, key, name) AS (", of_group, ")"))
    with _chosen(connection, where):
        sums: dict[str | None, list[Sum]] = defaultdict(list)
        for key, *fields in connection.execute(" ".join((keys, _GROUP_SUMS))):
            sums[key].append(Sum(*fields))
        rows = connection.execute(" ".join((keys, _GROUPS))).fetchall()
    rows.sort(key=_by_period if by in PERIODS else _by_size)
    none = "(no date)" if by in PERIODS else f"(no {by})"
    labels = _labels(rows, by, none)
    return [
        Group(label, events, strikes, detentions, aggregates, denied, _in_order(sums[key]), _land(key, by))
        for label, (key, _, events, strikes, detentions, aggregates, denied) in zip(labels, rows, strict=True)
    ]


def _land(key: str | None, by: str) -> str | None:
    """Give the country that is part of a division's key."""
    return key.rpartition("\t")[2] or None if key and by == "admin1" else None


def _by_period(row: tuple[Any, ...]) -> tuple[bool, str]:
    return (row[0] is None, row[0] or "")


def _by_size(row: tuple[Any, ...]) -> tuple[bool, int, str]:
    return (row[0] is None, -row[2], row[0] or "")


def _labels(rows: list[tuple[Any, ...]], by: str, none: str) -> list[str]:
    """Name the groups: weeks as ISO 8601 has them, places of one name told apart by their country."""
    names = Counter(row[1] for row in rows)
    labels = []
    for key, name, *_ in rows:
        if key is None:
            labels.append(none)
        elif by == "week":
            labels.append("{}-W{:02}".format(*date.fromisoformat(name).isocalendar()))
        elif by == "place" and names[name] > 1 and not key.endswith(" "):
            labels.append(f"{name}, {key.rpartition(' ')[2]}")
        else:
            labels.append(name)
    return labels
