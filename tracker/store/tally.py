"""Count, sum and group the events that meet a filter.

1. The filter is answered once, into a temporary table of its own in memory: `chosen`.
2. Everything else joins it. All of it sees one state of the database, whatever is written meanwhile.

Sums are over incidents that are not denied, and take each event's whole figures alone: parts are in the whole already, totals
(aggregates) would count incidents twice. A sum's upper bound is null as soon as one event has none.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from tracker.errors import UsageError
from tracker.model import COUNTS, Filter, StoredEvent
from tracker.store.filters import event_conditions
from tracker.store.read import read_event
from tracker.store.records import Group, Stats, Sum, Tally

TOP = 10  # places, actors, targets and sources that are named
TOTALS_SHOWN = 20  # aggregate events that are listed

_TABLE = """
CREATE TEMP TABLE IF NOT EXISTS chosen (
    serial INTEGER PRIMARY KEY,
    article INTEGER, kind TEXT, type TEXT, scope TEXT, status TEXT, date_end TEXT, sort_day TEXT,
    summed INTEGER  -- 1 for what sums may hold: incidents that are not denied
) STRICT
"""

_CHOOSE = """
INSERT INTO chosen
SELECT e.serial, e.article, e.kind, e.type, e.scope, e.status, e.date_end, e.sort_day, e.scope = 'incident' AND e.status <> 'denied'
FROM events AS e JOIN articles AS a ON a.serial = e.article
WHERE"""

# Where all events are chosen (:all), those with an index of their own need not look each one up.
_FACETS = """
SELECT e.kind, e.type, e.scope, e.status, count(*)
FROM events AS e
WHERE :all OR EXISTS (SELECT 1 FROM chosen WHERE serial = e.serial)
GROUP BY e.kind, e.type, e.scope, e.status
"""

_SPAN = "SELECT min(sort_day), max(date_end), sum(date_end IS NULL) FROM chosen"

_ARTICLES = "SELECT count(*) FROM articles WHERE :all OR serial IN (SELECT article FROM chosen)"

_SUMS = """
SELECT c.of, sum(c.low), CASE WHEN count(c.high) = count(*) THEN sum(c.high) END, count(*)
FROM counts AS c JOIN chosen AS e ON e.serial = c.event
WHERE e.summed AND c.whole
GROUP BY c.of
"""

_TOTALS = """
SELECT events.id FROM chosen AS e JOIN events USING (serial)
WHERE e.scope = 'aggregate' AND EXISTS (SELECT 1 FROM counts WHERE event = e.serial)
ORDER BY e.date_end IS NULL, e.sort_day, e.date_end, e.article, e.serial LIMIT :limit
"""

_TOP_PLACES = """
SELECT min(p.name), p.country, count(*) AS events
FROM places AS p
WHERE NOT p.repeated AND (:all OR EXISTS (SELECT 1 FROM chosen WHERE serial = p.event))
GROUP BY p.name_words, p.country ORDER BY events DESC, p.name_words, p.country LIMIT :limit
"""

_TOP_NAMES = """
SELECT min(n.name), count(*) AS events
FROM names AS n
WHERE n.role = :role AND NOT n.repeated AND (:all OR EXISTS (SELECT 1 FROM chosen WHERE serial = n.event))
GROUP BY n.name_words ORDER BY events DESC, n.name_words LIMIT :limit
"""

_SOURCES = """
SELECT coalesce(a.source, a.host) AS publisher, sum(found.events) AS events
FROM (SELECT article, count(*) AS events FROM chosen GROUP BY article) AS found JOIN articles AS a ON a.serial = found.article
GROUP BY publisher ORDER BY events DESC, publisher
"""

# How an event gets its group. The second column says which events are one group, the third how it is called.
_KEYS = {
    "day": "SELECT serial, sort_day, sort_day FROM chosen",
    # A week is known by its Monday.
    "week": "SELECT serial, date(sort_day, 'weekday 0', '-6 days'), date(sort_day, 'weekday 0', '-6 days') FROM chosen",
    "month": "SELECT serial, substr(sort_day, 1, 7), substr(sort_day, 1, 7) FROM chosen",
    "kind": "SELECT serial, kind, kind FROM chosen",
    "type": "SELECT serial, type, type FROM chosen",
    "country": "SELECT DISTINCT e.serial, p.country, p.country FROM chosen AS e LEFT JOIN places AS p ON p.event = e.serial",
    # A division is one only with its country: there is a 'Northern' in many.
    "admin1": """SELECT DISTINCT e.serial, p.admin1 || char(9) || coalesce(p.country, ''), p.admin1
        FROM chosen AS e LEFT JOIN places AS p ON p.event = e.serial""",
    "place": """SELECT e.serial, p.name_words || coalesce(p.country, ''), p.name
        FROM chosen AS e LEFT JOIN places AS p ON p.event = e.serial AND NOT p.repeated""",
    "actor": """SELECT e.serial, n.name_words, n.name
        FROM chosen AS e LEFT JOIN names AS n ON n.event = e.serial AND n.role = 'actor' AND NOT n.repeated""",
    "target": """SELECT e.serial, n.name_words, n.name
        FROM chosen AS e LEFT JOIN names AS n ON n.event = e.serial AND n.role = 'target' AND NOT n.repeated""",
    "source": """SELECT e.serial, coalesce(a.source, a.host), coalesce(a.source, a.host)
        FROM chosen AS e JOIN articles AS a ON a.serial = e.article""",
}
GROUPINGS = tuple(_KEYS)
PERIODS = ("day", "week", "month")

_GROUPS = """
SELECT keys.key, min(keys.name), count(*), sum(e.summed AND e.kind = 'strike'), sum(e.summed AND e.kind = 'detention'),
    sum(e.scope = 'aggregate' AND e.status <> 'denied'), sum(e.status = 'denied')
FROM keys JOIN chosen AS e ON e.serial = keys.event
GROUP BY keys.key
"""

_GROUP_SUMS = """
SELECT keys.key, c.of, sum(c.low), CASE WHEN count(c.high) = count(*) THEN sum(c.high) END, count(*)
FROM keys JOIN chosen AS e ON e.serial = keys.event JOIN counts AS c ON c.event = e.serial
WHERE e.summed AND c.whole
GROUP BY keys.key, c.of
"""


def stats(connection: sqlite3.Connection, where: Filter) -> Stats:
    """Count and sum the events that meet a filter."""
    everything = where == Filter()
    with _chosen(connection, where):
        sources = _sources(connection)
        facets = connection.execute(_FACETS, {"all": everything}).fetchall()
        first, last, undated = connection.execute(_SPAN).fetchone()
        return Stats(
            articles=connection.execute(_ARTICLES, {"all": everything}).fetchone()[0],
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
        )


@contextmanager
def _chosen(connection: sqlite3.Connection, where: Filter) -> Iterator[None]:
    """Answer the filter into `chosen`, and hold one state of the database until the block ends."""
    condition, parameters = event_conditions(where)
    connection.execute(_TABLE)
    connection.execute("BEGIN")
    try:
        connection.execute(" ".join((_CHOOSE, condition)), parameters)
        yield
    finally:
        connection.execute("ROLLBACK")  # empties the table, too


def _counted(facets: list[tuple[Any, ...]], which: int) -> Tally:
    """Add up the numbers by one of the facets, the largest first."""
    found: Counter[str] = Counter()
    for row in facets:
        found[row[which]] += row[-1]
    return tuple(sorted(found.items(), key=lambda item: (-item[1], item[0])))


def _in_order(sums: list[Sum]) -> tuple[Sum, ...]:
    return tuple(sorted(sums, key=lambda each: COUNTS.index(each.of)))


def _totals(connection: sqlite3.Connection) -> tuple[StoredEvent, ...]:
    ids = connection.execute(_TOTALS, {"limit": TOTALS_SHOWN}).fetchall()
    return tuple(read_event(connection, identity) for (identity,) in ids)


def _top_places(connection: sqlite3.Connection, everything: bool) -> Tally:
    """Name the places of most events; one name in two countries is told apart by the country."""
    rows = connection.execute(_TOP_PLACES, {"all": everything, "limit": TOP}).fetchall()
    names = Counter(name for name, _, _ in rows)
    return tuple((f"{name}, {country}" if names[name] > 1 and country else name, events) for name, country, events in rows)


def _top_names(connection: sqlite3.Connection, role: str, everything: bool) -> Tally:
    return tuple(connection.execute(_TOP_NAMES, {"role": role, "all": everything, "limit": TOP}).fetchall())


def _sources(connection: sqlite3.Connection) -> list[tuple[str, int]]:
    """Name the publishers, by host where no name is known; events of articles with neither are not counted."""
    return [(publisher, events) for publisher, events in connection.execute(_SOURCES) if publisher is not None]


def stats_by(connection: sqlite3.Connection, where: Filter, by: str) -> list[Group]:
    """Count and sum the events that meet a filter, a group for each value of `by`."""
    if by not in _KEYS:
        raise UsageError(f"can't group by {by!r}: it is one of {', '.join(GROUPINGS)}")
    keys = " ".join(("WITH keys(event, key, name) AS (", _KEYS[by], ")"))
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
