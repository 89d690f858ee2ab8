"""What was on record as of a day: a database in a temporary file, made by SQL from the real one, which stays untouched.

1. Of each article the latest version that was there by the end of the day. Its first version counts as published on its day of
   publication, where that is known; later versions came on the day (UTC) on which they were read. With `known`, all did.
2. Current versions come with their events as they are; earlier ones with those that were kept with them.
3. Groups of copies from which an article is missing are parted anew; earlier versions are compared anew.

Tables that hold nothing of this (pages, feeds, notes) are those of the real file, which stays attached, for reading alone.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tracker.model import Event
from tracker.store import copies
from tracker.store.database import APPLICATION_ID, SCHEMA_VERSION, attach_for_reading, temporary_database, transaction
from tracker.store.folding import fold_source, host
from tracker.store.versions import Correction, carry_corrections, corrections

# What is copied, in this order: rows whose article or event is there as it is now.
_OF_ARTICLES = ("sketches", "sketch_keys", "unsketched", "polls")
_OF_EVENTS = ("places", "names", "counts", "evidence")
_TABLES = ("articles", "article_versions", "events", *_OF_ARTICLES, *_OF_EVENTS, "copies")

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
_WHICH = {
    "articles": f"serial {_AS_IT_IS}",
    "article_versions": "version < (SELECT version FROM temp.there AS c WHERE c.article = article_versions.article)",
    "events": f"article {_AS_IT_IS}",
    **dict.fromkeys(_OF_ARTICLES, f"article {_AS_IT_IS}"),
    **dict.fromkeys(_OF_EVENTS, "event IN (SELECT serial FROM main.events)"),
    # Whole groups: those from which an article is missing are parted anew.
    "copies": "original NOT IN (SELECT original FROM temp.parted)",
}

_OLD_ARTICLES = """
INSERT INTO main.articles (serial, id, version, title, text, published, published_basis, source, url, author, language, note,
    parser, ingested, page_starts, host, source_words)
SELECT v.article, a.id, v.version, v.title, v.text, v.published, v.published_basis, v.source, v.url, v.author, v.language, v.note,
    v.parser, v.ingested, v.page_starts, nullif(host_of(v.url), ''), folded_source(v.source, v.url)
FROM temp.there AS c CROSS JOIN now.articles AS a ON a.serial = c.article
CROSS JOIN now.article_versions AS v ON v.article = c.article AND v.version = c.version
WHERE c.old
"""
_OLD_EVENTS = """
SELECT c.article, a.id, v.parser, v.events, v.parser IS NOT a.parser
FROM temp.there AS c CROSS JOIN now.articles AS a ON a.serial = c.article
CROSS JOIN now.article_versions AS v ON v.article = c.article AND v.version = c.version
WHERE c.old ORDER BY c.article
"""

# Groups of which an article is not there as it is now.
_PARTED = f"""
CREATE TEMP TABLE parted AS
SELECT DISTINCT original FROM now.copies WHERE article NOT {_AS_IT_IS} OR original NOT {_AS_IT_IS}
"""  # noqa: S608
_LEFT = f"""
SELECT original, article FROM now.copies WHERE original IN (SELECT original FROM temp.parted) AND article {_AS_IT_IS}
UNION SELECT original, original FROM temp.parted WHERE original {_AS_IT_IS}
ORDER BY 1, 2
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


def project(path: Path, day: date, *, known: bool) -> tuple[sqlite3.Connection, Projected]:
    """Make a database of what was on record by the end of a day; it can be read, not written."""
    connection = temporary_database()
    try:
        connection.create_function("host_of", 1, host, deterministic=True)
        connection.create_function("folded_source", 2, fold_source, deterministic=True)
        attach_for_reading(connection, path, "now")
        with transaction(connection):
            projected = _fill(connection, day, known=known)
        connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
        connection.set_authorizer(_reading_alone)
    except BaseException:
        connection.close()
        raise
    return connection, projected


def _fill(connection: sqlite3.Connection, day: date, *, known: bool) -> Projected:
    connection.execute(_THERE)
    connection.execute(_CHOOSE, {"day": day.isoformat(), "known": known})
    connection.execute(_PARTED)
    corrected = _corrections(connection)
    earlier = connection.execute("SELECT EXISTS (SELECT 1 FROM temp.there WHERE old)").fetchone()[0]
    tables = [name for name in _TABLES if earlier or name != "sketch_keys"]  # only what has yet to be compared needs these
    for name in tables:
        _create(connection, name)
    for name in tables:
        _copy(connection, name)
    for name in tables:
        _dress(connection, name)
    connection.execute(_OLD_ARTICLES)
    _relink_copies(connection)
    silent, otherwise = _old_events(connection, corrected)
    return Projected(day, known, silent, otherwise)


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


def _dress(connection: sqlite3.Connection, table: str) -> None:
    """Give a table its indexes, once its rows are there: that is faster."""
    asked = "SELECT sql FROM now.sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL"
    for (sql,) in connection.execute(asked, [table]).fetchall():
        connection.execute(sql)


def _relink_copies(connection: sqlite3.Connection) -> None:
    """Part the groups from which an article is missing, then put earlier versions into groups."""
    groups: defaultdict[int, set[int]] = defaultdict(set)
    for original, article in connection.execute(_LEFT):
        groups[original].add(article)
    for group in groups.values():
        copies.regroup(connection, group)
    earlier = "SELECT serial, text FROM main.articles WHERE serial IN (SELECT article FROM temp.there WHERE old) ORDER BY serial"
    for serial, text in connection.execute(earlier).fetchall():
        copies.link(connection, serial, text)


def _old_events(
    connection: sqlite3.Connection, corrected: Mapping[int, Sequence[Correction]]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write the events of earlier versions as they were kept with them; name those without, and those of another parser."""
    silent, otherwise = [], []
    for serial, identity, parser, kept, by_another in connection.execute(_OLD_EVENTS).fetchall():
        if kept is None:
            silent.append(identity)
            continue
        if by_another:
            otherwise.append(identity)
        if events := tuple(map(Event.from_dict, json.loads(kept))):
            from tracker.store.write import insert_events, prepare

            insert_events(prepare(connection), serial, events, parser)
            carry_corrections(connection, serial, corrected.get(serial, ()))
    return tuple(silent), tuple(otherwise)


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
