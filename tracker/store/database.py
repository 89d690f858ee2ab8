"""Open the database file: say what is wrong with it, bring its schema up to date, and never touch another program's file.

1. No file, or an empty one: a new database, if one may be made.
2. Bytes that are not SQLite's, or SQLite's with another program's mark: refused untouched.
3. A newer schema: refused untouched. An older one: backed up beside the file if it holds articles, then migrated.
4. The current schema: opened for reading and writing, or for reading alone where the file or its folder can't be written.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from tracker.errors import DatabaseBusy, DatabaseError, NewerSchema, NotADatabase
from tracker.store.functions import add_functions

APPLICATION_ID = 0x54524B52  # 'TRKR', in the file's header
SCHEMA_VERSION = 12  # the number of steps in tracker.migrations, which is not imported for this: it costs 0.1 s
TIMEOUT = 30.0  # seconds to wait for another process

_MAGIC = b"SQLite format 3\0"
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_DENIED = {sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}
_FAILED = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR}


def open_database(path: Path, *, create: bool = True, timeout: float = TIMEOUT) -> sqlite3.Connection:
    """Give a connection to a database of the current schema, or raise the DatabaseError that says why there is none."""
    with translated(path):
        if _is_blank(path):
            return _make(path, create, timeout)
        _check_header(path)
        connection = _connect(path, timeout)
        try:
            return _brought_up_to_date(connection, path)
        except BaseException:
            connection.close()
            raise


def open_as_it_is(path: Path, *, timeout: float = TIMEOUT) -> sqlite3.Connection:
    """Give a connection to a database of this schema or an older one, which stays the older one."""
    with translated(path):
        if _is_blank(path):
            raise DatabaseError(f"no database at {path}: run `tracker ingest` first, or name another with --db")
        _check_header(path)
        connection = _connect(path, timeout)
        try:
            schema_version(connection, path)
        except BaseException:
            connection.close()
            raise
        return connection


@contextmanager
def translated(path: Path) -> Iterator[None]:
    """Turn what SQLite and the system say of the file into a DatabaseError; what only a bug can cause stays as it is."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        known = _translate(error, path)
        if known is None:
            raise
        raise known from error
    except OSError as error:
        raise DatabaseBusy(f"can't use the database {path}: {error.strerror or error}") from error


def _translate(error: sqlite3.DatabaseError, path: Path) -> DatabaseError | None:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF  # the low byte is the class of the error
    if code in _BUSY:
        return DatabaseBusy(f"the database {path} is in use by another process: try again when it is done")
    if code in _DAMAGED:
        return NotADatabase(
            f"the database {path} is damaged: restore a backup, or save what is left with `sqlite3 {path} .recover`"
        )
    if code in _DENIED:
        return DatabaseBusy(f"the database {path} can't be opened or written: look at the permissions of the file and its folder")
    if code == sqlite3.SQLITE_AUTH:
        return DatabaseError("what was on record as of a day can be read, not changed")
    if code in _FAILED:
        return DatabaseBusy(f"the database {path} can't be read or written: {error}")
    return None


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Write all or nothing. The lock is taken at the start, so that what was read stays true until it is written."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _is_blank(path: Path) -> bool:
    if path.is_dir():
        raise NotADatabase(f"{path} is a folder, not a database")
    return not path.exists() or path.stat().st_size == 0


def _make(path: Path, create: bool, timeout: float) -> sqlite3.Connection:
    if not create:
        raise DatabaseError(f"no database at {path}: run `tracker ingest` first, or name another with --db")
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = _connect(path, timeout)
    try:
        _use_wal(connection, timeout)
        return _brought_up_to_date(connection, path)
    except BaseException:
        connection.close()
        raise


def _check_header(path: Path) -> None:
    """Look at the first bytes before SQLite does: it could write to a file that it recovers."""
    with path.open("rb") as file:
        header = file.read(100)
    if not header.startswith(_MAGIC):
        raise NotADatabase(f"{path} is not a database: left as it is")
    page_size = int.from_bytes(header[16:18], "big")
    pages = int.from_bytes(header[28:32], "big")
    whole = pages * (65536 if page_size == 1 else page_size)
    log = Path(f"{path}-wal")
    if path.stat().st_size < whole and not (log.exists() and log.stat().st_size):
        raise NotADatabase(
            f"the database {path} is damaged: its end is missing ({path.stat().st_size} of {whole} bytes); restore a backup"
        )
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        _check_stranger(path)


def _check_stranger(path: Path) -> None:
    """Refuse another program's database; ours may not carry its mark yet while it is still in the write-ahead log."""
    # Without a log the file is whole; SQLite then need not put one beside it, as it does even for reading in WAL mode.
    how = "mode=ro" if Path(f"{path}-wal").exists() else "mode=ro&immutable=1"
    with closing(sqlite3.connect(_uri(path, how), uri=True, timeout=TIMEOUT)) as connection:
        (mark,) = connection.execute("PRAGMA application_id").fetchone()
        (objects,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if mark != APPLICATION_ID and (mark or objects):
        raise NotADatabase(f"{path} is another program's SQLite database: left as it is")


def _connect(path: Path, timeout: float) -> sqlite3.Connection:
    try:
        return _connected(path, "mode=rwc", timeout)
    except sqlite3.OperationalError as error:
        # A folder that can't be written has no place for the files beside a database in WAL mode. Where there is no log, the
        # file itself is whole, and SQLite may be told that nobody changes it.
        if error.sqlite_errorcode & 0xFF not in _DENIED or not path.exists() or Path(f"{path}-wal").exists():
            raise
        return _connected(path, "mode=ro&immutable=1", timeout)


def _connected(path: Path, how: str, timeout: float) -> sqlite3.Connection:
    connection = sqlite3.connect(_uri(path, how), uri=True, timeout=timeout, isolation_level=None)
    try:
        add_functions(connection)
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("PRAGMA cache_size = -65536")  # 64 MB at most: sums over many events read each page once
        connection.execute("PRAGMA synchronous = NORMAL")  # in WAL mode a power cut can undo the last writes, never damage
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()  # only now is the file opened
    except BaseException:
        connection.close()
        raise
    return connection


def temporary_database() -> sqlite3.Connection:
    """Give an empty database of this connection's own: in memory, in a file without a name once it gets large."""
    connection = sqlite3.connect("", uri=True, isolation_level=None)
    add_functions(connection)
    connection.execute("PRAGMA cache_size = -65536")
    connection.execute("PRAGMA journal_mode = MEMORY")
    connection.execute("PRAGMA synchronous = OFF")  # nobody needs it after a power cut
    return connection


def attach_for_reading(connection: sqlite3.Connection, path: Path, name: str) -> None:
    """Attach a database to a connection that can't write it; as in `_connect`, where its folder can't be written either."""
    try:
        _attach(connection, _uri(path, "mode=ro"), name)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF not in _DENIED or Path(f"{path}-wal").exists():
            raise
        _attach(connection, _uri(path, "mode=ro&immutable=1"), name)


def _attach(connection: sqlite3.Connection, uri: str, name: str) -> None:
    connection.execute(f"ATTACH ? AS {name}", [uri])
    try:
        connection.execute(f"SELECT count(*) FROM {name}.sqlite_master").fetchone()  # noqa: S608 - only now is the file opened
    except BaseException:
        connection.execute(f"DETACH {name}")
        raise


def _uri(path: Path, how: str) -> str:
    return f"{path.absolute().as_uri()}?{how}"


def _use_wal(connection: sqlite3.Connection, timeout: float) -> None:
    """Let readers and one writer work at once. SQLite does not wait for its turn here, so ask again until `timeout`."""
    deadline = time.monotonic() + timeout
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF not in _BUSY or time.monotonic() > deadline:
                raise
        time.sleep(0.02)


def _brought_up_to_date(connection: sqlite3.Connection, path: Path) -> sqlite3.Connection:
    if schema_version(connection, path) == SCHEMA_VERSION:
        return connection
    with transaction(connection):
        found = schema_version(connection, path)  # another process may have been first
        if found == SCHEMA_VERSION:
            return connection
        if found and connection.execute("SELECT EXISTS (SELECT 1 FROM articles)").fetchone()[0]:
            _back_up(path, found)
        from tracker.migrations import upgrade

        upgrade(connection)
    return connection


def schema_version(connection: sqlite3.Connection, path: Path) -> int:
    """Give the number of the last step that was applied; NewerSchema where this program does not know it."""
    found: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if found > SCHEMA_VERSION:
        raise NewerSchema(
            f"the database {path} was written by a newer tracker (schema {found}, this one knows {SCHEMA_VERSION}): upgrade tracker"
        )
    return found


def _back_up(path: Path, version: int) -> None:
    """Copy the database as it was before the transaction that is open: a second connection sees just that."""
    target = Path(f"{path}.backup-{version}")
    number = 1
    while target.exists():  # never over an older backup
        number += 1
        target = Path(f"{path}.backup-{version}.{number}")
    part = Path(f"{target}.part")  # what is cut short is not taken for a backup
    try:
        with (
            closing(sqlite3.connect(_uri(path, "mode=ro"), uri=True, timeout=TIMEOUT)) as source,
            closing(sqlite3.connect(part)) as copy,
        ):
            source.backup(copy)
        part.replace(target)
    finally:
        for left in (part, Path(f"{part}-journal"), Path(f"{part}-wal"), Path(f"{part}-shm")):
            left.unlink(missing_ok=True)
