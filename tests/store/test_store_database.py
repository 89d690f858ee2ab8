"""Files that can't be used, each told in one line and left as they are; files that can, in hard places."""

from __future__ import annotations

import hashlib
import multiprocessing
import os
import re
import shutil
import sqlite3
import stat
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest

from tests.store.made import NOW, event, ids, put
from tracker.errors import DatabaseBusy, DatabaseError, NewerSchema, NotADatabase
from tracker.model import Article
from tracker.store import Store
from tracker.store.database import SCHEMA_VERSION


@pytest.fixture(name="path")
def full(tmp_path: Path) -> Path:
    """Give the path of a database with an article of two events, closed."""
    path = tmp_path / "full.db"
    with Store.open(path) as store:
        put(store, event("e1"), event("e2"))
    return path


def test_a_new_file_in_new_folders(tmp_path: Path) -> None:
    path = tmp_path / "new" / "er" / "a database ?#%.db"
    with Store.open(path) as store:
        assert list(store.events()) == []
        connection = store._connection
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)
        assert connection.execute("PRAGMA user_version").fetchone() == (SCHEMA_VERSION,)
    assert [each.name for each in path.parent.iterdir()] == [path.name]  # no backup of nothing, no log left over


def test_an_empty_file_becomes_a_database(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with Store.open(path) as store:
        assert put(store, event("e1")) == "stored"


def test_no_database_where_none_is_to_be_made(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "none.db"
    with pytest.raises(DatabaseError, match=r"no database at .*none\.db: run `tracker ingest` first"):
        Store.open(path, create=False)
    assert not path.parent.exists()


def test_an_open_store_closes_with_its_block(path: Path) -> None:
    with Store.open(path, create=False) as store:
        assert ids(store) == ["e1", "e2"]
    with pytest.raises(sqlite3.ProgrammingError):
        ids(store)


def of_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE articles (serial, id)")


def marked_by_another_program(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA application_id = 252006674")
        connection.execute("PRAGMA user_version = 3")


def of_another_program_in_wal_mode(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE cookies (name)")


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda path: path.write_text("An article, not a database.\n"), "is not a database: left as it is"),
        (lambda path: path.write_bytes(bytes(5000)), "is not a database"),
        (lambda path: path.write_bytes(b"SQLite"), "is not a database"),
        (lambda path: path.write_bytes(b"SQLite format 3\0"), "is not a database|is damaged"),
        (lambda path: path.mkdir(), "is a folder"),
        (of_another_program, "another program's SQLite database: left as it is"),
        (marked_by_another_program, "another program's"),
        (of_another_program_in_wal_mode, "another program's"),
    ],
)
def test_what_is_not_ours_is_refused_untouched(tmp_path: Path, make: Callable[[Path], object], message: str) -> None:
    path = tmp_path / "other.db"
    make(path)
    before = _state(tmp_path)
    with pytest.raises(NotADatabase, match=message) as caught:
        Store.open(path)
    assert caught.value.exit_code == 3
    assert "\n" not in str(caught.value)
    assert _state(tmp_path) == before


def test_a_newer_schema_is_refused_untouched(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    before = _state(path.parent)
    with pytest.raises(NewerSchema, match=rf"newer tracker \(schema {SCHEMA_VERSION + 1}.*upgrade tracker"):
        Store.open(path)
    assert _state(path.parent) == before


def _state(folder: Path) -> dict[str, str]:
    return {each.name: hashlib.sha256(each.read_bytes()).hexdigest() for each in folder.iterdir() if each.is_file()}


@pytest.mark.parametrize("kept", [50, 100, 4096, 20000])
def test_a_file_that_lost_its_end_is_told(path: Path, kept: int) -> None:
    with path.open("r+b") as file:
        file.truncate(kept)
    with pytest.raises(NotADatabase, match=r"damaged"):
        Store.open(path)
    assert path.stat().st_size == kept


def test_a_file_that_is_damaged_inside_is_told_when_it_is_read(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(os.urandom(size - 4096))
    with pytest.raises(NotADatabase, match=r"is damaged: restore a backup"), Store.open(path) as store:
        list(store.events())


@contextmanager
def _held(path: Path, *statements: str) -> Iterator[None]:
    """Let another connection hold the file."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        for statement in statements:
            other.execute(statement)
        yield


def test_another_writer_is_waited_for_then_told(path: Path) -> None:
    with Store.open(path, timeout=0.1) as store, _held(path, "BEGIN EXCLUSIVE"):
        assert ids(store) == ["e1", "e2"]  # readers need not wait
        with pytest.raises(DatabaseBusy, match="in use by another process"):
            put(store, event("e3"), parser="2")
    with Store.open(path, timeout=0.1) as store:
        assert put(store, event("e3"), parser="2") == "updated"


def test_a_file_that_is_locked_altogether_is_told(path: Path) -> None:
    holds = ("PRAGMA locking_mode = EXCLUSIVE", "BEGIN EXCLUSIVE", "CREATE TABLE x (y)")
    with _held(path, *holds), pytest.raises(DatabaseBusy, match="in use by another process"):
        Store.open(path, timeout=0.1)


def test_three_processes_make_one_database(tmp_path: Path) -> None:
    path = tmp_path / "new.db"
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(3)
    workers = [context.Process(target=_open_and_save, args=(path, barrier, name)) for name in "xyz"]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join(60)
    assert [worker.exitcode for worker in workers] == [0, 0, 0]
    with Store.open(path) as store:
        assert sorted(ids(store)) == ["x", "y", "z"]
    assert [each.name for each in tmp_path.iterdir()] == ["new.db"]


def _open_and_save(path: Path, barrier: Barrier, name: str) -> None:
    barrier.wait(60)
    with Store.open(path) as store:
        store.save(Article(name, "text"), [event(name, article=name)], parser="1", ingested=NOW)


# The rest needs a user whom the system refuses something: root, where the tests are run by root, steps down in a child process.


@pytest.fixture(name="open_folder")
def folder_for_anybody() -> Iterator[Path]:
    """Give a folder that another user can reach."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o777)
    yield folder
    folder.chmod(0o777)
    shutil.rmtree(folder)


def _as_somebody(job: Callable[[Path], None], path: Path) -> None:
    """Run a job as a user without privileges; fail with what it raised."""
    child = os.fork()
    if not child:  # pragma: no cover
        status = 1
        try:
            if os.geteuid() == 0:
                os.setgid(65534)
                os.setuid(65534)
            job(path)
            status = 0
        except BaseException as error:
            os.write(2, f"{type(error).__name__}: {error}\n".encode())
        finally:
            os._exit(status)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def _read(path: Path) -> None:
    with Store.open(path, create=False, timeout=0.1) as store:
        assert ids(store) == ["e1", "e2"]
        assert store.stats().events == 2
        assert store.search("mill")


def _fail_to_save(path: Path) -> None:
    with Store.open(path, timeout=0.1) as store, pytest.raises(DatabaseBusy, match="permissions"):
        put(store, event("e3"), parser="2")


def _fail_to_open(path: Path) -> None:
    with pytest.raises(DatabaseBusy, match=re.escape(str(path))):
        Store.open(path, timeout=0.1)


@pytest.mark.parametrize("folder", [0o777, 0o555])
def test_a_file_that_can_only_be_read_is_read(path: Path, open_folder: Path, folder: int) -> None:
    copy = Path(shutil.copy(path, open_folder))
    copy.chmod(stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH)
    open_folder.chmod(folder)
    _as_somebody(_read, copy)
    _as_somebody(_fail_to_save, copy)


def test_a_folder_that_can_only_be_read_is_read(path: Path, open_folder: Path) -> None:
    copy = Path(shutil.copy(path, open_folder))
    copy.chmod(0o666)
    open_folder.chmod(0o555)
    _as_somebody(_read, copy)
    _as_somebody(_fail_to_save, copy)


def test_no_database_in_a_folder_that_can_only_be_read(open_folder: Path) -> None:
    open_folder.chmod(0o555)
    _as_somebody(_fail_to_open, open_folder / "new.db")
    _as_somebody(_fail_to_open, open_folder / "folder" / "new.db")


def test_a_file_that_must_not_be_read(path: Path, open_folder: Path) -> None:
    copy = Path(shutil.copy(path, open_folder))
    copy.chmod(0)
    _as_somebody(_fail_to_open, copy)
