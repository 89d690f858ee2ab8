"""`tracker db`, and hard places for real: a full disk, a damaged page, a log left behind, a migration that is killed.

Each is told in one line, and what was stored before is there afterwards.
"""

from __future__ import annotations

import dataclasses
import hashlib
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.made import Run, environment
from tests.store.made import ARTICLE, NOW, event, ids, put
from tests.test_migrations import make
from tracker.errors import DatabaseBusy, NotADatabase, UsageError
from tracker.model import Article
from tracker.store import Store, upkeep
from tracker.store.database import SCHEMA_VERSION

ROOT = Path(__file__).parent.parent.parent
TEXT = "Jets struck the mill at Vetrovo, and shells fell on Kamen. " * 60


def fill(store: Store, first: int, last: int) -> None:
    """Store articles of 3 kB with an event each."""
    for number in range(first, last):
        text = f"Report {number}. {TEXT}"
        put(store, event(f"e{number}", evidence=()), article=dataclasses.replace(ARTICLE, id=f"a{number}", text=text, url=None))


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def findings(path: Path) -> list[str]:
    """Check a database; events without evidence are of our own making."""
    return [each for checked in upkeep.check(path) for each in checked.findings if "has no evidence" not in each]


@pytest.fixture(name="disk")
def small_disk() -> Iterator[Path]:
    """Give a disk of 2 MB, where one can be mounted."""
    folder = Path(tempfile.mkdtemp())
    mounted = os.geteuid() == 0 and not subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", folder], capture_output=True, check=False
    ).returncode  # fmt: skip
    if not mounted:
        folder.rmdir()
        pytest.skip("needs the right to mount a small disk")
    yield folder
    subprocess.run(["umount", folder], check=True)
    folder.rmdir()


def test_a_full_disk_is_told_and_nothing_that_was_stored_is_lost(disk: Path) -> None:
    path = disk / "t.db"
    with Store.open(path) as store:
        with pytest.raises(DatabaseBusy, match=r"can't be read or written: database or disk is full") as caught:
            fill(store, 0, 2000)
        assert "\n" not in str(caught.value)
        stored = len(ids(store))  # it can still be read
        assert stored > 10
    assert findings(path) == []
    with Store.open(path) as store:
        assert len(ids(store)) == stored
    subprocess.run(["mount", "-o", "remount,size=8m", disk], check=True)
    with Store.open(path) as store:
        fill(store, stored, stored + 10)
        assert len(ids(store)) == stored + 10
    assert findings(path) == []


def test_the_program_says_that_the_disk_is_full_and_what_it_has_done(disk: Path, run: Run, parser: None) -> None:
    lines = (f'{{"id": "a{n}", "text": "Jets struck {n}. {TEXT}"}}\n' for n in range(900))
    (disk.parent / f"{disk.name}.jsonl").write_text("".join(lines))
    ran = run("ingest", "file", disk.parent / f"{disk.name}.jsonl", "--db", disk / "t.db")
    assert ran.code == 3
    done, told = ran.err.splitlines()
    assert re.fullmatch(r"\d+ stored \(\d+ events\), then:", done)
    assert told.endswith("database or disk is full")
    (disk.parent / f"{disk.name}.jsonl").unlink()


def test_a_backup_that_does_not_fit_leaves_nothing(disk: Path, tmp_path: Path) -> None:
    with Store.open(tmp_path / "t.db") as store:
        fill(store, 0, 150)
    path = Path(shutil.copy(tmp_path / "t.db", disk))
    assert path.stat().st_size > 1_000_000
    with pytest.raises(DatabaseBusy, match="full"):
        upkeep.back_up(path, disk / "copy.db")
    assert [each.name for each in disk.iterdir()] == ["t.db"]


def test_an_older_schema_stays_as_it_is_where_its_backup_does_not_fit(disk: Path) -> None:
    path = disk / "old.db"
    with closing(make(path, 2)) as old:
        for number in range(300):
            _insert(old, number)
    before = digest(path)
    with pytest.raises(DatabaseBusy, match="full"):
        Store.open(path)
    assert (digest(path), [each.name for each in disk.iterdir()]) == (before, ["old.db"])


def _insert(connection: sqlite3.Connection, number: int) -> None:
    connection.execute(
        "INSERT INTO articles (serial, id, version, title, text, published_basis, parser, ingested, source_words)"
        " VALUES (?, ?, 1, 'Raids', ?, 'unknown', '1', '2026-03-01T12:00:00+00:00', '')",
        [number, f"a{number}", f"{number} {TEXT}"],
    )


@contextmanager
def limited(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes: a disk that is full, where none can be mounted."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_file_that_may_not_grow_is_told_and_keeps_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    with Store.open(path) as store:
        fill(store, 0, 20)
        with limited(path.stat().st_size + 200_000), pytest.raises(DatabaseBusy, match="can't be read or written"):
            fill(store, 20, 2000)
        stored = len(ids(store))
        fill(store, 2000, 2010)
        assert len(ids(store)) == stored + 10
    assert findings(path) == []


# --- damage -------------------------------------------------------------------------------------------------------------------


@pytest.fixture(name="damaged")
def one_bad_page(tmp_path: Path) -> Path:
    """Give a database one page of which, in the middle of its events, is noise."""
    path = tmp_path / "bad.db"
    with Store.open(path) as store:
        fill(store, 0, 200)
    with closing(sqlite3.connect(path)) as plain:
        (page,) = plain.execute("SELECT rootpage FROM sqlite_master WHERE name = 'events'").fetchone()
        (size,) = plain.execute("PRAGMA page_size").fetchone()
    with path.open("r+b") as file:
        file.seek((page - 1) * size)
        file.write(random.Random(1).randbytes(size))
    return path


def test_a_damaged_page_is_told_by_all_that_read_it_and_the_file_is_left_alone(damaged: Path, run: Run, parser: None) -> None:
    before = digest(damaged)
    (article := damaged.parent / "a.txt").write_text("Jets struck a bridge near Lipa on Monday, the governor said.")
    for command in (["timeline"], ["stats"], ["db", "check"], ["ingest", "file", article], ["reparse", "--all"], ["db", "vacuum"]):
        ran = run(*command, "--db", damaged)
        assert ran.code == 3, command
        assert "damaged" in ran.err or "malformed" in ran.out + ran.err or "go back to a backup" in ran.err, command
        assert digest(damaged) == before, command


def test_a_damaged_database_is_not_copied_as_a_good_one(damaged: Path) -> None:
    with pytest.raises(NotADatabase, match="damaged"):
        upkeep.back_up(damaged, damaged.parent / "copy.db")
    assert [each.name for each in damaged.parent.iterdir()] == ["bad.db"]


# --- what a killed process leaves ---------------------------------------------------------------------------------------------


def _left_behind(folder: Path) -> Path:
    """Give a database whose last writes are in its log alone, as a process leaves it that was killed."""
    path = folder / "live.db"
    with Store.open(path) as store:
        fill(store, 0, 5)
    child = os.fork()
    if not child:  # pragma: no cover
        keep = Store.open(path)
        fill(keep, 5, 9)
        os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(child, 0)
    assert (folder / "live.db-wal").stat().st_size
    return path


def test_a_log_left_behind_is_taken_in(tmp_path: Path) -> None:
    path = _left_behind(tmp_path)
    with Store.open(path, create=False) as store:
        assert len(ids(store)) == 9
    assert findings(path) == []
    assert [each.name for each in tmp_path.iterdir()] == ["live.db"]


def test_a_log_left_behind_is_in_the_backup(tmp_path: Path) -> None:
    path = _left_behind(tmp_path)
    upkeep.back_up(path, tmp_path / "copy.db")
    with Store.open(tmp_path / "copy.db") as store:
        assert len(ids(store)) == 9


def test_a_log_left_behind_where_nothing_may_be_written_is_told(tmp_path: Path) -> None:
    if os.geteuid() != 0:
        pytest.skip("needs another user")
    _left_behind(tmp_path)
    folder = Path(tempfile.mkdtemp())
    try:
        for name in ("live.db", "live.db-wal"):
            shutil.copy(tmp_path / name, folder / name)
        folder.chmod(0o555)
        before = {each.name: digest(each) for each in folder.iterdir()}
        child = os.fork()
        if not child:  # pragma: no cover
            os.setgid(65534)
            os.setuid(65534)
            try:
                Store.open(folder / "live.db")
            except DatabaseBusy as error:
                os._exit(0 if "permissions" in str(error) else 2)
            os._exit(3)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
        assert {each.name: digest(each) for each in folder.iterdir()} == before
    finally:
        folder.chmod(0o777)
        shutil.rmtree(folder)


MIGRATE = "import sys; from pathlib import Path; from tracker.store import Store; Store.open(Path(sys.argv[1])).close()"


def test_a_migration_that_is_killed_leaves_the_old_schema_working(tmp_path: Path) -> None:
    source = tmp_path / "source.db"
    with closing(make(source, 2)) as old:
        old.execute("BEGIN")
        for number in range(3000):
            _insert(old, number)
        old.execute("COMMIT")
    dice, killed = random.Random(3), 0
    began = time.monotonic()
    copy = Path(shutil.copy(source, tmp_path / "whole.db"))
    subprocess.run([sys.executable, "-c", MIGRATE, str(copy)], cwd=ROOT, env=environment(), check=True)
    seconds = time.monotonic() - began
    for number in range(8):
        path = Path(shutil.copy(source, tmp_path / f"{number}.db"))
        process = subprocess.Popen([sys.executable, "-c", MIGRATE, str(path)], cwd=ROOT, env=environment())
        time.sleep(dice.uniform(0.1, seconds))
        process.kill()
        process.wait()
        with closing(sqlite3.connect(path)) as plain:
            assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            (version,) = plain.execute("PRAGMA user_version").fetchone()
            assert version in (2, SCHEMA_VERSION)  # never in between
            killed += version == 2
            assert plain.execute("SELECT count(*) FROM articles WHERE version = 1").fetchone() == (3000,)
            if version == 2:  # as the tracker of that time writes and reads
                _insert(plain, 5000)
                plain.commit()
        with Store.open(path) as store:
            assert store.stats().articles == 3000 + (version == 2)
        for backup in tmp_path.glob(f"{number}.db.backup-*[0-9]"):
            with closing(sqlite3.connect(backup)) as plain:
                assert plain.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert killed


# --- time ---------------------------------------------------------------------------------------------------------------------


def test_a_clock_that_is_set_back_loses_and_reorders_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "t.db") as store:
        for number, when in enumerate((NOW, NOW - timedelta(days=4000), datetime(1970, 1, 1, tzinfo=UTC))):
            changed = dataclasses.replace(ARTICLE, text=f"{ARTICLE.text} Update {number}.")
            store.save(changed, [event("e1")], parser="1", ingested=when)
        assert [(held.version, held.current, held.article.text[-2]) for held in store.versions("a")] == [
            (1, False, "0"),
            (2, False, "1"),
            (3, True, "2"),
        ]
        assert store.save(Article("b", "text"), (), parser="1", ingested=datetime(1970, 1, 1, tzinfo=UTC)) == "stored"
    assert findings(tmp_path / "t.db") == []


# --- db -----------------------------------------------------------------------------------------------------------------------


def test_a_check_finds_what_does_not_hold(run: Run, db: Path) -> None:
    ran = run("db", "check", "--db", db)
    assert ran.code == 0
    assert {line.split("\t")[1] for line in ran.lines[1:]} == {"ok"}
    with closing(sqlite3.connect(db)) as plain:
        plain.executescript("""
            UPDATE evidence SET char_start = char_start + 1, char_end = char_end + 1 WHERE serial = 1;
            UPDATE articles SET version = 3;
            INSERT INTO counts VALUES (99, 0, 'killed', 1, 1, 1, NULL, 'one');
            DROP INDEX events_article;
            DROP TRIGGER articles_au;
            UPDATE pages SET content = x'00';
        """)
    before = digest(db)
    ran = run("db", "check", "--db", db)
    assert ran.code == 3
    wrong = [line.split("\t")[0] for line in ran.lines[1:] if line.split("\t")[1] == "wrong"]
    assert wrong == ["links", "schema", "schema", "evidence", "history", "pages"]
    assert "6 findings" in ran.err
    assert digest(db) == before


def test_a_backup_is_the_same_and_is_never_written_over_another(run: Run, db: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    assert run("db", "backup", target, "--db", db).code == 0
    assert run("timeline", "--db", target).out == run("timeline", "--db", db).out
    before = digest(target)
    ran = run("db", "backup", target, "--db", db)
    assert (ran.code, digest(target)) == (2, before)
    assert "is there already" in ran.err
    assert "no folder" in run("db", "backup", tmp_path / "none" / "x.db", "--db", db).err
    assert "no database at" in run("db", "backup", tmp_path / "y.db", "--db", tmp_path / "none.db").err


def test_a_backup_is_made_while_another_process_writes(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    with Store.open(path) as store:
        fill(store, 0, 10)
        store._connection.execute("BEGIN IMMEDIATE")
        store._connection.execute("DELETE FROM events")
        upkeep.back_up(path, tmp_path / "copy.db")
        store._connection.execute("ROLLBACK")
    with Store.open(tmp_path / "copy.db") as copy:
        assert len(ids(copy)) == 10


def test_two_backups_to_one_name_do_not_overwrite_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, target = tmp_path / "t.db", tmp_path / "copy.db"
    Store.open(path).close()
    monkeypatch.setattr(Path, "exists", lambda self: False)  # the other comes between the look and the end
    target.write_text("the other's")
    with pytest.raises(UsageError, match="is there already"):
        upkeep._put(path, target)
    assert target.read_text() == "the other's"


def test_a_vacuum_gives_room_back(tmp_path: Path, run: Run) -> None:
    path = tmp_path / "t.db"
    with Store.open(path) as store:
        fill(store, 0, 100)
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("PRAGMA foreign_keys = ON")
        plain.execute("DELETE FROM articles WHERE serial > 10")
        plain.commit()
    before = path.stat().st_size
    assert run("db", "vacuum", "--db", path).code == 0
    assert path.stat().st_size < before / 2
    assert findings(path) == []


def test_the_path_is_printed_whether_it_is_there_or_not(run: Run, tmp_path: Path) -> None:
    assert run("db", "path", "--db", tmp_path / "none.db").out == f"{tmp_path / 'none.db'}\n"


def test_a_migration_is_told_before_it_is_made(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with closing(make(path, 4)) as old:
        _insert(old, 1)
    before = digest(path)
    ran = run("db", "migrate", "--dry-run", "--db", path)
    assert ran.lines[0] == f"schema 4, {SCHEMA_VERSION - 4} steps missing"
    assert ran.lines[1] == "would apply 0005_gazetteer"
    assert digest(path) == before
    assert run("db", "check", "--db", path).code == 0  # checked as what it is
    assert digest(path) == before
    assert "1 article compared" in run("db", "migrate", "--db", path).err
    assert run("db", "migrate", "--dry-run", "--db", path).lines == [f"schema {SCHEMA_VERSION}, 0 steps missing"]
    with closing(sqlite3.connect(path)) as plain:
        assert plain.execute("SELECT count(*) FROM unsketched").fetchone() == (0,)


def test_what_is_no_database_is_refused_by_the_keeper_too(tmp_path: Path) -> None:
    (path := tmp_path / "x.db").write_text("An article, not a database.\n")
    with pytest.raises(NotADatabase, match="left as it is"):
        list(upkeep.check(path))
    assert path.read_text() == "An article, not a database.\n"


def test_a_database_whose_making_was_ended_before_its_first_step_is_as_good_as_new(tmp_path: Path) -> None:
    path = tmp_path / "early.db"
    with closing(sqlite3.connect(path)) as plain:
        plain.execute("PRAGMA journal_mode=WAL")
    assert path.stat().st_size
    assert findings(path) == []
