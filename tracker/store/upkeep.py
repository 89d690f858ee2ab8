"""Look after the database file: check it, copy it while it is in use, make it smaller, bring its schema up to date."""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from tracker.errors import NotADatabase, UsageError
from tracker.store.database import SCHEMA_VERSION, open_as_it_is, open_database, schema_version, translated

_MOST = 20  # findings of one kind that are named


@dataclass(frozen=True, slots=True)
class Checked:
    """One thing that was looked at, and what was found wrong with it."""

    name: str
    findings: tuple[str, ...]


def check(path: Path) -> Iterator[Checked]:
    """Look whether the file is whole and says what it should; change nothing. An older schema is checked as what it is."""
    with closing(open_as_it_is(path)) as connection, translated(path):
        damaged = _integrity(connection)
        yield Checked("integrity", damaged)
        if damaged:  # what else is found would mislead
            return
        yield Checked("links", _links(connection))
        version = schema_version(connection, path)
        yield Checked("schema", _schema(connection, version))
        for name, (since, look) in _LOOKS.items():
            if version >= since:
                yield Checked(name, tuple(look(connection))[:_MOST])


def _integrity(connection: sqlite3.Connection) -> tuple[str, ...]:
    try:
        return tuple(line for (line,) in connection.execute("PRAGMA integrity_check(20)") if line != "ok")
    except sqlite3.DatabaseError as error:
        return (str(error),)


def _links(connection: sqlite3.Connection) -> tuple[str, ...]:
    rows = connection.execute("PRAGMA foreign_key_check").fetchmany(_MOST)
    return tuple(f"row {row} of {table} points to nothing in {parent}" for table, row, parent, _ in rows)


def _schema(connection: sqlite3.Connection, version: int) -> tuple[str, ...]:
    """Compare with a database that is made anew; tables and views that others have added are their own affair."""
    from tracker.migrations import migrations, upgrade

    with closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        fresh.execute("BEGIN")
        names = [step.name for step in migrations._migrations]
        upgrade(fresh, stop_before=names[version] if version < len(names) else None)
        expected, found = _objects(fresh), _objects(connection)
    if not found:  # what made it was ended before its first step: as good as new, the next command goes on
        return ()
    return tuple(
        f"{kind} {name} is {'not as it should be' if (kind, name) in found else 'missing'}"
        for (kind, name), columns in expected.items()
        if found.get((kind, name)) != columns
    )


def _objects(connection: sqlite3.Connection) -> dict[tuple[str, str], tuple[object, ...]]:
    """Give all tables, views, indexes and triggers; tables and views with their columns."""
    objects = connection.execute("SELECT type, name FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'").fetchall()
    return {
        (kind, name): tuple(connection.execute('SELECT name, type, "notnull", pk FROM pragma_table_xinfo(?)', [name]))
        for kind, name in objects
    }


_EVIDENCE = """
SELECT e.id, v.position FROM evidence AS v JOIN events AS e ON e.serial = v.event JOIN articles AS a ON a.serial = e.article
WHERE substr(a.text, v.char_start + 1, v.char_end - v.char_start) <> v.text LIMIT 20
"""
_WITHOUT_EVIDENCE = "SELECT id FROM events AS e WHERE NOT EXISTS (SELECT 1 FROM evidence WHERE event = e.serial) LIMIT 20"
_HISTORY = """
SELECT id, version FROM articles AS a
WHERE version <> 1 + (SELECT count(*) FROM article_versions WHERE article = a.serial AND version BETWEEN 1 AND a.version - 1)
LIMIT 20
"""
_COPIES = """
SELECT a.id FROM copies AS c JOIN articles AS a ON a.serial = c.original
WHERE c.original IN (SELECT article FROM copies) LIMIT 20
"""


def _evidence(connection: sqlite3.Connection) -> Iterator[str]:
    for event, position in connection.execute(_EVIDENCE):
        yield f"evidence {position} of the event {event} does not stand in its article where it should"
    for (event,) in connection.execute(_WITHOUT_EVIDENCE):
        yield f"the event {event} has no evidence"


def _history(connection: sqlite3.Connection) -> Iterator[str]:
    for article, version in connection.execute(_HISTORY):
        yield f"the article {article} is at version {version}, but not all before it are kept"


def _pages(connection: sqlite3.Connection) -> Iterator[str]:
    for article, version, size, content in connection.execute("SELECT article, version, size, content FROM pages"):
        try:
            whole = len(zlib.decompress(content)) == size
        except zlib.error:
            whole = False
        if not whole:
            yield f"the page of version {version} of article {article} can't be unpacked"


def _search(connection: sqlite3.Connection) -> Iterator[str]:
    """Compare the full text indexes with the texts; the question is put as a write, which is taken back."""
    if connection.execute("PRAGMA query_only").fetchone()[0]:
        return
    for table in ("articles_fts", "evidence_fts"):
        try:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(_ASK_INDEX[table])
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_READONLY:
                return  # a file that can't be written can't be asked
            if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_CORRUPT:
                raise
            yield f"the index {table} does not hold what its texts say"
        finally:
            if connection.in_transaction:
                connection.execute("ROLLBACK")


_ASK_INDEX = {
    "articles_fts": "INSERT INTO articles_fts (articles_fts, rank) VALUES ('integrity-check', 1)",
    "evidence_fts": "INSERT INTO evidence_fts (evidence_fts, rank) VALUES ('integrity-check', 1)",
}


def _copies(connection: sqlite3.Connection) -> Iterator[str]:
    for (article,) in connection.execute(_COPIES):
        yield f"the article {article} is original and copy at once"


_OUTSIDE = """
SELECT id, review FROM events AS e
WHERE (review IS 'rejected') = (incident IS NOT NULL) OR incident NOT IN (SELECT serial FROM incidents) LIMIT 20
"""
_UNFOUNDED = """
SELECT id FROM incidents AS i
WHERE NOT EXISTS (SELECT 1 FROM events WHERE serial = i.serial AND incident = i.serial AND id = i.id)
    OR NOT EXISTS (SELECT 1 FROM events WHERE serial = i.lead AND incident = i.serial)
LIMIT 20
"""
_MISCOUNTED = """
SELECT id, reports, (SELECT count(*) FROM events WHERE incident = i.serial) AS found FROM incidents AS i
WHERE found <> reports LIMIT 20
"""
_MIXED = """
SELECT DISTINCT i.id FROM events AS e JOIN incidents AS i ON i.serial = e.incident
WHERE e.kind <> i.kind OR e.scope <> i.scope LIMIT 20
"""


def _incidents(connection: sqlite3.Connection) -> Iterator[str]:
    for event, review in connection.execute(_OUTSIDE):
        wrong = "was rejected, but is in an incident" if review == "rejected" else "is in no incident"
        yield f"the event {event} {wrong}"
    for (incident,) in connection.execute(_UNFOUNDED):
        yield f"the incident {incident} does not hold the events that it is known by"
    for incident, reports, found in connection.execute(_MISCOUNTED):
        yield f"the incident {incident} should have {reports} reports, but has {found}"
    for (incident,) in connection.execute(_MIXED):
        yield f"the incident {incident} mixes strikes and detentions, or happenings and totals"


# What is looked at, and the step of the schema from which on it can be.
_LOOKS: dict[str, tuple[int, Callable[[sqlite3.Connection], Iterator[str]]]] = {
    "evidence": (2, _evidence),
    "history": (1, _history),
    "pages": (1, _pages),
    "search": (3, _search),
    "copies": (6, _copies),
    "incidents": (10, _incidents),
}


def back_up(path: Path, target: Path) -> int:
    """Copy the database as it is at this moment, while others read and write it; give the bytes. Nothing is written over."""
    if target.exists():
        raise UsageError(f"{target} is there already: name another file, or remove it first")
    if not target.parent.is_dir():
        raise UsageError(f"no folder {target.parent}")
    part = target.with_name(f"{target.name}.part-{os.getpid()}")
    with translated(target):
        try:
            with closing(open_as_it_is(path)) as source, closing(sqlite3.connect(part)) as copy:
                source.backup(copy)
                _must_be_whole(copy, path)
            _put(part, target)
        finally:
            for left in (part, Path(f"{part}-journal"), Path(f"{part}-wal"), Path(f"{part}-shm")):
                left.unlink(missing_ok=True)
        return target.stat().st_size


def _must_be_whole(connection: sqlite3.Connection, path: Path) -> None:
    if (found := connection.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
        raise NotADatabase(f"the database {path} is damaged ({' '.join(found.split())}): restore a backup; nothing was done")


def _put(part: Path, target: Path) -> None:
    """Give a finished file its name, unless another has taken that meanwhile."""
    try:
        os.link(part, target)
    except FileExistsError:
        raise UsageError(f"{target} is there already: name another file, or remove it first") from None
    except OSError:  # a file system without hard links
        os.replace(part, target)


def vacuum(path: Path) -> tuple[int, int]:
    """Rewrite the file without gaps; give its bytes before and after. It needs as much room again while it runs."""
    with closing(open_database(path, create=False)) as connection, translated(path):
        _must_be_whole(connection, path)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        before = path.stat().st_size
        connection.execute("INSERT INTO articles_fts (articles_fts) VALUES ('optimize')")
        connection.execute("INSERT INTO evidence_fts (evidence_fts) VALUES ('optimize')")
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return before, path.stat().st_size


def missing_steps(path: Path) -> tuple[int, list[str]]:
    """Give the schema that the file has, and the names of the steps that it lacks; change nothing."""
    from tracker.migrations import migrations

    with closing(open_as_it_is(path)) as connection, translated(path):
        version = schema_version(connection, path)
    return version, [step.name for step in migrations._migrations][version:SCHEMA_VERSION]
