"""What was on record as of a day: a database in a temporary file, made by SQL from the real one, which stays untouched.

1. Of each article the latest version that was there by the end of the day. Its first version counts as published on its day of
   publication, where that is known; later versions came on the day (UTC) on which they were read. With `known`, all did.
2. What is as it is now comes as it is: articles, events, groups of copies and incidents that are whole.
3. Earlier versions come with the events that were kept with them, and are compared with the rest anew.
4. Groups and incidents from which something is missing are parted anew.

Tables that hold nothing of this (pages, feeds, notes) are those of the real file, which stays attached, for reading alone.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from tracker.model import Event
from tracker.store import copies, decisions, linking
from tracker.store.database import APPLICATION_ID, SCHEMA_VERSION, attach_for_reading, temporary_database, transaction
from tracker.store.folding import fold_source, host
from tracker.store.read import events_by_serial
from tracker.store.versions import Correction, carry_corrections, corrections
from tracker.store.write import insert_events

_THERE = "CREATE TEMP TABLE there (article INTEGER PRIMARY KEY, version INTEGER NOT NULL, old INTEGER NOT NULL)"
_CHOOSE = """
INSERT INTO temp.there
SELECT v.article, max(v.version), max(v.version) < a.version
FROM (
    SELECT article, version, published, ingested FROM now.article_versions
    UNION ALL SELECT serial, version, published, ingested FROM now.articles
) AS v JOIN now.articles AS a ON a.serial = v.article
WHERE coalesce(CASE WHEN v.version = 1 AND NOT :known THEN v.published END, substr(v.ingested, 1, 10)) <= :day
GROUP BY v.article
"""

_AS_IT_IS = "IN (SELECT article FROM temp.there WHERE NOT old)"
_HERE = "IN (SELECT serial FROM main.events)"

# Groups of copies, and incidents, of which something is not there as it is now.
_PARTED = f"""
CREATE TEMP TABLE parted AS
SELECT DISTINCT original FROM now.copies WHERE article NOT {_AS_IT_IS} OR original NOT {_AS_IT_IS}
"""  # noqa: S608
_BROKEN = f"""
CREATE TEMP TABLE broken AS SELECT DISTINCT incident FROM now.events WHERE article NOT {_AS_IT_IS} AND incident IS NOT NULL
"""  # noqa: S608

# What people have decided corrects how the articles are read, not what they said: it holds for the past, too, unless that is
# asked for as it was known.
_TAKEN = "{decision} IN (SELECT serial FROM temp.taken)"
_TAKE = "INSERT INTO temp.taken SELECT serial FROM now.decisions WHERE NOT :known OR substr(made, 1, 10) <= :day"
_UNDECIDED = f"""
SELECT DISTINCT event FROM now.decided_events WHERE decision NOT IN (SELECT serial FROM temp.taken) AND event {_HERE}
"""  # noqa: S608

# What is copied, in this order, and which rows of it.
_WHICH = {
    "articles": f"serial {_AS_IT_IS}",
    "article_versions": "version < (SELECT version FROM temp.there AS t WHERE t.article = article_versions.article)",
    "polls": f"article {_AS_IT_IS}",
    "sketches": f"article {_AS_IT_IS}",
    "sketch_keys": "FALSE",  # those that matter come later: see `_take_near`
    "unsketched": f"article {_AS_IT_IS}",
    "copies": "original NOT IN (SELECT original FROM temp.parted)",
    "events": f"article {_AS_IT_IS}",
    "places": f"event {_HERE}",
    "names": f"event {_HERE}",
    "counts": f"event {_HERE}",
    "evidence": f"event {_HERE}",
    "incidents": f"serial {_HERE} AND serial NOT IN (SELECT incident FROM temp.broken)",  # noqa: S608
    "incident_counts": "incident IN (SELECT serial FROM main.incidents)",
    "links": f"a {_HERE} AND b {_HERE}",
    "link_keys": "FALSE",
    "link_decisions": f"a {_HERE} AND b {_HERE}",
    "unlinked": f"event {_HERE}",
    "decisions": _TAKEN.format(decision="serial"),
    "decision_events": _TAKEN.format(decision="decision"),
    "decided_events": f"event {_HERE} AND {_TAKEN.format(decision='decision')}",
    "parsed_events": f"event {_HERE}",
}
_LOOSE = "UPDATE main.events SET incident = NULL WHERE incident IN (SELECT incident FROM temp.broken)"

# Events that something spoke to, or was one incident with, which is missing.
_LEFT = f"""
SELECT serial FROM main.events WHERE incident IS NULL AND review IS NOT 'rejected'
UNION SELECT a FROM now.links WHERE score > 0 AND a {_HERE} AND b NOT {_HERE}
UNION SELECT b FROM now.links WHERE score > 0 AND b {_HERE} AND a NOT {_HERE}
"""  # noqa: S608
_LEFT_COPIES = f"""
SELECT original, article FROM now.copies WHERE original IN (SELECT original FROM temp.parted) AND article {_AS_IT_IS}
UNION SELECT original, original FROM temp.parted WHERE original {_AS_IT_IS}
ORDER BY 1, 2
"""  # noqa: S608

_OLD_ARTICLES = """
INSERT INTO main.articles (serial, id, version, title, text, published, published_basis, source, url, author, language, note,
    parser, ingested, page_starts, host, source_words)
SELECT v.article, a.id, v.version, v.title, v.text, v.published, v.published_basis, v.source, v.url, v.author, v.language, v.note,
    v.parser, v.ingested, v.page_starts, nullif(host_of(v.url), ''), folded_source(v.source, v.url)
FROM temp.there AS t CROSS JOIN now.articles AS a ON a.serial = t.article
CROSS JOIN now.article_versions AS v ON v.article = t.article AND v.version = t.version
WHERE t.old
"""
_OLD_TEXTS = "SELECT serial, text FROM main.articles WHERE serial IN (SELECT article FROM temp.there WHERE old) ORDER BY serial"
_OLD_EVENTS = """
SELECT t.article, a.id, v.parser, v.events, v.parser IS NOT a.parser
FROM temp.there AS t CROSS JOIN now.articles AS a ON a.serial = t.article
CROSS JOIN now.article_versions AS v ON v.article = t.article AND v.version = t.version
WHERE t.old ORDER BY t.article
"""
_NEAR_TEXTS = f"""
INSERT INTO main.sketch_keys SELECT key, article FROM now.sketch_keys
WHERE key IN (SELECT value FROM json_each(?)) AND article {_AS_IT_IS}
"""  # noqa: S608
_NEAR_EVENTS = f"""
INSERT INTO main.link_keys SELECT key, event FROM now.link_keys
WHERE key IN (SELECT value FROM json_each(?)) AND event IN (SELECT serial FROM main.events WHERE article {_AS_IT_IS})
"""  # noqa: S608

# Incidents that are told otherwise in one state than in the other: a row, a figure or the reports differ, or an article does.
_TOLD = "id, kind, type, scope, status, date_start, date_end, reports, sources, grade, strike_status, confidence"
_COUNTED = (
    "SELECT i.id, c.of, c.best_low, c.best_high FROM {one}.incident_counts AS c JOIN {one}.incidents AS i ON i.serial = c.incident"
)
_HELD = "SELECT i.id, e.id FROM {one}.events AS e JOIN {one}.incidents AS i ON i.serial = e.incident"
_DIFFERING = f"""
SELECT id FROM (SELECT {_TOLD} FROM {{one}}.incidents EXCEPT SELECT {_TOLD} FROM {{other}}.incidents)
UNION SELECT id FROM ({_COUNTED} EXCEPT {_COUNTED.replace("one", "other")})
UNION SELECT id FROM ({_HELD} EXCEPT {_HELD.replace("one", "other")})
UNION SELECT i.id FROM temp.there AS t CROSS JOIN {{one}}.events AS e ON e.article = t.article
    CROSS JOIN {{one}}.incidents AS i ON i.serial = e.incident WHERE t.old
"""  # noqa: S608

_CHANGING = {sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE}


@dataclass(frozen=True, slots=True)
class Projected:
    """How a past state came about. Articles (ids) of which an earlier version stands, whose events were not kept (`silent`), or
    were found by another parser than the one of today's version (`otherwise`).
    """

    day: date
    known: bool
    silent: tuple[str, ...] = ()
    otherwise: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Owed:
    """What follows from what is missing: events whose incidents are others without it (`left`), events on which people had not
    decided yet all that they have by now (`undecided`), and what people have corrected of the places of earlier versions.
    """

    left: frozenset[int] = frozenset()
    undecided: frozenset[int] = frozenset()
    corrected: Mapping[int, Sequence[Correction]] = field(default_factory=dict)


def project(path: Path, day: date, *, known: bool) -> tuple[sqlite3.Connection, Projected]:
    """Make a database of what was on record by the end of a day; it can be read, not written."""
    connection = temporary_database()
    try:
        connection.create_function("host_of", 1, host, deterministic=True)
        connection.create_function("folded_source", 2, fold_source, deterministic=True)
        attach_for_reading(connection, path, "now")
        with transaction(connection):
            owed = _copied(connection, day, known=known)
        connection.execute("PRAGMA foreign_keys = ON")  # copying goes faster without
        with transaction(connection):
            projected = _completed(connection, owed, day, known=known)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.set_authorizer(_reading_alone)
    except BaseException:
        connection.close()
        raise
    return connection, projected


# --- what is as it is now -----------------------------------------------------------------------------------------------------


def _copied(connection: sqlite3.Connection, day: date, *, known: bool) -> _Owed:
    """Copy what is there as it is now, and say what is owed to the rest."""
    connection.execute(_THERE)
    connection.execute(_CHOOSE, {"day": day.isoformat(), "known": known})
    connection.execute("CREATE TEMP TABLE taken (serial INTEGER PRIMARY KEY)")
    connection.execute(_TAKE, {"day": day.isoformat(), "known": known})
    connection.execute(_PARTED)
    connection.execute(_BROKEN)
    corrected = _corrections(connection)
    for table in _WHICH:
        _create(connection, table)
    for table in _WHICH:
        _copy(connection, table)
    connection.execute(_LOOSE)
    for table in _WHICH:
        _index(connection, table)
    left, undecided = (frozenset(serial for (serial,) in connection.execute(sql)) for sql in (_LEFT, _UNDECIDED))
    return _Owed(left, undecided, corrected)


def _corrections(connection: sqlite3.Connection) -> dict[int, list[Correction]]:
    """Give the places that people have corrected in what stands now of articles of which an earlier version is asked for.

    It is asked before there are tables of the same names, which would come before those of the real file.
    """
    serials = [serial for (serial,) in connection.execute("SELECT article FROM temp.there WHERE old").fetchall()]
    return {serial: found for serial in serials if (found := corrections(connection, serial))}


def _create(connection: sqlite3.Connection, table: str) -> None:
    (sql,) = connection.execute("SELECT sql FROM now.sqlite_master WHERE type = 'table' AND name = ?", [table]).fetchone()
    connection.execute(sql)


def _copy(connection: sqlite3.Connection, table: str) -> None:
    """Copy the rows that are there as they are now, without the columns that follow from others."""
    columns = ", ".join(
        name for (name,) in connection.execute("SELECT name FROM pragma_table_xinfo(?, 'now') WHERE NOT hidden", [table])
    )
    connection.execute(f"INSERT INTO main.{table} ({columns}) SELECT {columns} FROM now.{table} WHERE {_WHICH[table]}")  # noqa: S608


def _index(connection: sqlite3.Connection, table: str) -> None:
    """Give a table its indexes, once its rows are there: that is faster."""
    asked = "SELECT sql FROM now.sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"
    for (sql,) in connection.execute(asked, [table]).fetchall():
        connection.execute(sql)


# --- what is not --------------------------------------------------------------------------------------------------------------


def _completed(connection: sqlite3.Connection, owed: _Owed, day: date, *, known: bool) -> Projected:
    """Add earlier versions, and put all that is touched by what is missing into groups and incidents."""
    connection.execute(_OLD_ARTICLES)
    changed = _part_copies(connection) | _group_old(connection)
    silent, otherwise, added = _old_events(connection, owed.corrected)
    for serial in sorted(owed.undecided):
        decisions._restate(connection, serial)
    _near_events(connection, {*added, *owed.undecided})
    if added or owed.left:
        linking.link(connection, added, owed.left)
    if owed.undecided:
        decisions._settle(connection, owed.undecided)
    linking.refresh(connection, changed)
    return Projected(day, known, silent, otherwise)


def _near_events(connection: sqlite3.Connection, serials: Collection[int]) -> None:
    """Copy the keys by which events will find others that they may be one with."""
    if not serials:
        return
    from tracker.incidents.keys import asks

    reports = events_by_serial(connection, sorted(serials)).values()
    _take_near(connection, _NEAR_EVENTS, {key for report in reports for key in asks(report)})


def _part_copies(connection: sqlite3.Connection) -> set[int]:
    """Part the groups of copies from which an article is missing; give the articles that are left of them."""
    groups: defaultdict[int, set[int]] = defaultdict(set)
    for original, article in connection.execute(_LEFT_COPIES):
        groups[original].add(article)
    for group in groups.values():
        copies.regroup(connection, group)
    return set().union(*groups.values())


def _group_old(connection: sqlite3.Connection) -> set[int]:
    """Put earlier versions of articles into groups of copies; give the articles of which the original may be another."""
    texts: dict[int, str] = dict(connection.execute(_OLD_TEXTS).fetchall())
    sketches = filter(None, map(copies.sketch, texts.values()))
    _take_near(connection, _NEAR_TEXTS, {key for each in sketches for key in copies.keys_of(each)})
    return set().union(*(copies.link(connection, serial, text) for serial, text in texts.items()))


def _take_near(connection: sqlite3.Connection, sql: str, keys: Iterable[int]) -> None:
    """Copy the keys that earlier versions will be looked up by: of all that there are, a few."""
    connection.execute(sql, [json.dumps(sorted(keys))])


def _old_events(
    connection: sqlite3.Connection, corrected: Mapping[int, Sequence[Correction]]
) -> tuple[tuple[str, ...], tuple[str, ...], list[int]]:
    """Write the events of earlier versions as they were kept with them; name those without, and those of another parser."""
    silent, otherwise, added = [], [], list[int]()
    for serial, identity, parser, kept, by_another in connection.execute(_OLD_EVENTS).fetchall():
        if kept is None:
            silent.append(identity)
            continue
        if by_another:
            otherwise.append(identity)
        if events := tuple(map(Event.from_dict, json.loads(kept))):
            written = insert_events(connection, serial, events, parser)
            carry_corrections(connection, serial, corrected.get(serial, ()))
            decisions.put_back(connection, serial, written)
            added += written
    return tuple(silent), tuple(otherwise), added


def differing(connection: sqlite3.Connection) -> tuple[frozenset[str], frozenset[str]]:
    """Name the incidents as of the day that are not told so now, and those of now that were not told so."""
    then, now = (
        frozenset(identity for (identity,) in connection.execute(_DIFFERING.format(one=one, other=other)))
        for one, other in (("main", "now"), ("now", "main"))
    )
    return then, now


# --- afterwards ---------------------------------------------------------------------------------------------------------------


def index_texts(connection: sqlite3.Connection) -> None:
    """Make the full text indexes, for which only a search waits."""
    connection.set_authorizer(None)
    with transaction(connection):
        for name in ("articles_fts", "evidence_fts"):
            _create(connection, name)
            connection.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")  # noqa: S608
    connection.set_authorizer(_reading_alone)


def _reading_alone(action: int, table: str | None, _: str | None, where: str | None, __: str | None) -> int:
    """Refuse to change what was; reading may put things aside in tables of its own (`temp`), which `query_only` would refuse."""
    refused = action in _CHANGING and where == "main" and not (table or "").startswith("sqlite_")
    return sqlite3.SQLITE_DENY if refused else sqlite3.SQLITE_OK
