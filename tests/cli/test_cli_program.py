"""The program as a process: pipes, terminals, signals, databases that can't be used."""

from __future__ import annotations

import os
import pty
import re
import signal
import sqlite3
import struct
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.cli.made import Run, environment
from tracker import __version__
from tracker.store import Store

TRACKER = [sys.executable, "-m", "tracker"]


def test_version(program: Run) -> None:
    ran = program("--version")
    assert (ran.code, ran.out) == (0, f"tracker {__version__}\n")


# --- colours ------------------------------------------------------------------------------------------------------------------


def colours(text: str) -> set[str]:
    """Give the colours (not bold or the like) that text turns on."""
    return {code for sgr in re.findall(r"\x1b\[([\d;]*)m", text) for code in sgr.split(";") if re.fullmatch(r"[34]\d|9\d", code)}


def test_a_pipe_gets_no_colour(program: Run, db: Path) -> None:
    for command in (["timeline", "--format", "table"], ["show", "5f0c"], ["stats", "--format", "table"], ["--help"]):
        assert "\x1b" not in program("--db", db, *command).out


def test_force_color_and_no_color(program: Run, db: Path) -> None:
    command = ["timeline", "--format", "table", "--db", db]
    assert colours(program(*command, env={"FORCE_COLOR": "1"}).out)
    assert not colours(program(*command, env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).out)


def test_evidence_is_coloured_or_marked(program: Run, db: Path) -> None:
    assert ">>" not in program("show", "5f0c", "--db", db, env={"FORCE_COLOR": "1"}).out
    assert ">>Jets" in program("show", "5f0c", "--db", db, env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).out


# --- pipes --------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["tsv", "csv", "json", "jsonl", "table", "geojson", "markdown"])
def test_a_closed_pipe_ends_quietly(db: Path, format: str) -> None:
    read, write = os.pipe()
    os.close(read)  # the reader is gone before anything is written
    try:
        command = [*TRACKER, "timeline", "--db", str(db), "--format", format]
        done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, env=environment(), timeout=60, check=False)
    finally:
        os.close(write)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_ascii_terminal_is_no_reason_to_stop(program: Run, db: Path) -> None:
    ran = program("stats", "--format", "table", "--db", db, env={"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert (ran.code, ran.err) == (0, "")


# --- a terminal ---------------------------------------------------------------------------------------------------------------


def on_terminal(*arguments: str, columns: int = 80) -> str:
    """Run the program with a terminal for stdin, stdout and stderr; give what it wrote."""
    import fcntl
    import termios

    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    surroundings = {**environment(TERM="xterm-256color"), "COLUMNS": str(columns)}
    process = subprocess.Popen([*TRACKER, *arguments], stdin=follower, stdout=follower, stderr=follower, env=surroundings)
    os.close(follower)
    written = b""
    while True:
        try:
            chunk = os.read(leader, 65536)
        except OSError:  # EIO: how Linux says that the other end is closed
            break
        if not chunk:
            break
        written += chunk
    os.close(leader)
    assert process.wait(timeout=60) == 0
    return written.decode()


def test_a_terminal_gets_a_coloured_table(db: Path) -> None:
    told = on_terminal("timeline", "--db", str(db))
    assert colours(told)
    assert "\t" not in told
    assert "air strike" in told


def test_an_empty_timeline_says_why_on_a_terminal(db: Path) -> None:
    assert "no event matches" in on_terminal("timeline", "--place", "Nowhere", "--db", str(db))


def test_a_title_can_neither_colour_nor_steer_the_terminal(db: Path) -> None:
    told = on_terminal("articles", "--db", str(db), columns=120)
    assert "Raids red [bold]on[/] depots 2J and more" in re.sub(r"\s+", " ", re.sub(r"\x1b\[[\d;]*m", "", told))
    assert "31" not in colours(told)
    for steering in ("\x07", "\x9b", "\u202e", "\u2069"):
        assert steering not in told


# --- databases ----------------------------------------------------------------------------------------------------------------


def foreign(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE cats (name TEXT)")
    connection.commit()
    connection.close()


def newer(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA user_version = 999")
    connection.execute(f"PRAGMA application_id = {0x54524B52}")
    connection.execute("CREATE TABLE later (x)")
    connection.commit()
    connection.close()


def corrupt(path: Path) -> None:
    path.write_bytes(b"SQLite format 3\0" + b"\xff" * 4096)


@pytest.mark.parametrize(
    "command",
    [
        ["timeline"],
        ["incidents"],
        ["incident", "5f"],
        ["totals"],
        ["stats"],
        ["articles"],
        ["show", "5f"],
        ["search", "x"],
        ["ingest", "file", "x.txt"],
    ],
)
@pytest.mark.parametrize("make", [foreign, newer, corrupt, lambda path: path.write_text("a text"), lambda path: path.mkdir()])
def test_a_database_that_is_none_of_ours_is_refused_untouched(run: Run, tmp_path: Path, make: object, command: list[str]) -> None:
    path = tmp_path / "x.db"
    make(path)  # type: ignore[operator]
    before = path.read_bytes() if path.is_file() else b""
    ran = run(*command, "--db", path)
    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("tracker: ")
    assert ran.err.count("\n") == 1
    assert (path.read_bytes() if path.is_file() else b"") == before


@pytest.mark.usefixtures("parser")
def test_a_locked_database_is_told(run: Run, db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tracker.store import Store

    (tmp_path / "a.txt").write_text("The fair of Vetrovo opened on Tuesday with a parade of tractors and a speech of the mayor.")
    opened = Store.open
    monkeypatch.setattr(Store, "open", lambda path, **options: opened(path, **{**options, "timeout": 0.1}))
    holder = sqlite3.connect(db, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        assert run("timeline", "--db", db).code == 0  # readers need not wait for a writer
        ran = run("ingest", "file", tmp_path / "a.txt", "--db", db)
    finally:
        holder.close()
    assert ran.code == 3
    assert ran.err == f"tracker: the database {db} is in use by another process: try again when it is done\n"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_database_answers_but_takes_nothing(run: Run, db: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The fair of Vetrovo opened on Tuesday with a parade of tractors and a speech of the mayor.")
    db.chmod(0o444)
    assert run("timeline", "--db", db).code == 0
    assert run("ingest", "file", tmp_path / "a.txt", "--db", db).code == 3


# --- Ctrl-C -------------------------------------------------------------------------------------------------------------------

PAGE = (
    "<html><head><title>Harvest fair</title></head><body><article><h1>Harvest fair</h1><p>"
    + "The fair of Vetrovo opened on Tuesday with a parade of tractors, and the mayor spoke to the visitors. " * 4
    + "</p></article></body></html>"
)


class Pages(BaseHTTPRequestHandler):
    """Answer /quick at once, and anything else when the test is over."""

    over = threading.Event()

    def do_GET(self) -> None:
        if self.path != "/quick":
            self.over.wait(30)
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(PAGE.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def pages() -> Iterator[str]:
    Pages.over.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Pages)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    Pages.over.set()
    server.shutdown()
    server.server_close()


def test_ctrl_c_keeps_what_is_done_and_says_so(pages: str, program: Run, tmp_path: Path) -> None:
    path = tmp_path / "x.db"
    process = subprocess.Popen(
        [*TRACKER, "ingest", "url", f"{pages}/quick", f"{pages}/slow", "--db", str(path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment(PYTHONUNBUFFERED="1"),
    )
    assert process.stdout is not None
    assert process.stdout.readline().startswith("status\t")
    assert process.stdout.readline().startswith("stored\t")  # each outcome is told as soon as it is stored
    process.send_signal(signal.SIGINT)
    _, told = process.communicate(timeout=60)
    assert process.returncode == 130
    assert told.splitlines() == [
        "tracker: interrupted; kept what was done: 1 stored (0 events)",
        "tracker: the same command with --resume goes on",
    ]
    assert len(program("articles", "--db", path).lines) == 2
    check = sqlite3.connect(path)
    assert check.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    check.close()


def test_a_reader_that_goes_away_does_not_stop_an_ingest(program: Run, tmp_path: Path) -> None:
    for name in "abc":
        (tmp_path / f"{name}.txt").write_text(
            f"{name.upper()} fair\n\nThe fair of {name} opened with a parade of tractors on Tuesday."
        )
    read, write = os.pipe()
    os.close(read)
    try:
        command = [*TRACKER, "ingest", "file", str(tmp_path), "--db", str(tmp_path / "x.db")]
        done = subprocess.run(command, stdout=write, stderr=subprocess.PIPE, env=environment(), timeout=60, check=False)
    finally:
        os.close(write)
    assert (done.returncode, done.stderr.decode()) == (0, "3 stored (0 events)\n")


# --- errors and bugs ----------------------------------------------------------------------------------------------------------


def test_a_bug_shows_its_traceback(run: Run, db: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from tracker.store import Store

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(Store, "incidents", broken)
    with pytest.raises(ZeroDivisionError):
        run("timeline", "--db", db)


# --- what is printed has nowhere to go ------------------------------------------------------------------------------------------


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
@pytest.mark.parametrize("words", [["timeline"], ["--version"], ["stats", "--format", "json"], ["timeline", "--help"]])
def test_output_that_has_no_room_is_told_in_a_line(db: Path, words: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-m", "tracker", *words]
        ran = subprocess.run(
            command, stdout=full, stderr=subprocess.PIPE, text=True, env=environment(TRACKER_DB=str(db)), timeout=60, check=False
        )
    assert (ran.returncode, ran.stderr) == (1, "tracker: the output can't be written: no space left on device\n")


def test_closed_output_stops_no_work(db: Path, tmp_path: Path) -> None:
    """As some daemons start programs; the database must not get the number of the closed output."""
    (tmp_path / "a.txt").write_text("RAQQA\n\nJets struck two depots near Raqqa on Tuesday, killing 12 people, the command said.")
    command = f"'{sys.executable}' -m tracker ingest file a.txt --db new.db >&-"
    ran = subprocess.run(
        ["sh", "-c", command], capture_output=True, text=True, cwd=tmp_path, env=environment(), timeout=60, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, "1 stored (1 event)\n")
    with Store.open(tmp_path / "new.db") as store:
        assert len(list(store.events())) == 1


def test_an_interruption_while_the_program_starts_is_one_line() -> None:
    code = (
        "import builtins, sys\nfrom tracker import __main__ as begin\nreal = builtins.__import__\n"
        "def stop(name, *rest, **more):\n    if name == 'tracker.cli.main': raise KeyboardInterrupt\n"
        "    return real(name, *rest, **more)\n"
        "builtins.__import__ = stop\nbegin.main()"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment(), timeout=60, check=False)
    assert (ran.returncode, ran.stderr) == (130, "tracker: interrupted\n")


def test_a_missing_language_model_is_told(program: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "RAQQA\n\nJets struck two depots near Raqqa on Tuesday, killing at least 12 people, the command said."
    )
    ran = program("parse", tmp_path / "a.txt", env={"TRACKER_SPACY_MODEL": "xx_no_such_model"})
    assert (ran.code, ran.out) == (5, "")
    assert "xx_no_such_model" in ran.err
    assert ran.err.count("\n") == 1


# --- completion ---------------------------------------------------------------------------------------------------------------


def complete(**env: str) -> str:
    """Ask as a shell does. The variable is named after the program: through `python -m tracker` it would be another."""
    code = "import sys; sys.argv[0] = 'tracker'; from tracker.cli.main import main; main()"
    command = [sys.executable, "-c", code]
    return subprocess.run(command, capture_output=True, text=True, env=environment(**env), timeout=60, check=False).stdout


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("tracker ti", ["timeline"]),
        ("tracker inc", ["incidents", "incident"]),
        ("tracker se", ["search", "set"]),
        ("tracker ingest ", ["url", "feed", "file"]),
        ("tracker timeline --type mis", ["missile_strike"]),
        ("tracker timeline --kind ", ["strike", "detention"]),
        ("tracker timeline --sin", ["--since"]),
        ("tracker timeline --format geo", ["geojson"]),
        ("tracker stats --by mo", ["month"]),
    ],
)
def test_completion_in_bash(words: str, offered: list[str]) -> None:
    env = {"_TRACKER_COMPLETE": "complete_bash", "COMP_WORDS": words, "COMP_CWORD": str(len(words.split(" ")) - 1)}
    assert sorted(complete(**env).split()) == sorted(offered)


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell: str) -> None:
    assert "_TRACKER_COMPLETE" in complete(_TRACKER_COMPLETE=f"source_{shell}")
