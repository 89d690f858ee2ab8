"""Files of many kinds through the real program: pages of evidence, and a WARC file whose reading was broken off."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.made import environment
from tests.made_files import THIRD, TOLD, html, pdf, warc, zipped
from tracker.store import Store

STRUCK = "An airstrike on a depot near Aleppo, Syria, killed four guards on Feb. 3, 2026, the ministry said."
HELD = "Police arrested nine men in Homs, Syria, on Feb. 4, 2026, an officer said."


def tracker(folder: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    """Run the program in a folder, on a database there."""
    command = [sys.executable, "-m", "tracker", *arguments]
    done = subprocess.run(
        command,
        input=stdin,
        cwd=folder,
        env=environment(TRACKER_DB=str(folder / "x.db")),
        capture_output=True,
        timeout=300,
        check=False,
    )
    return subprocess.CompletedProcess(command, done.returncode, done.stdout.decode(), done.stderr.decode())


def test_evidence_from_a_pdf_says_its_page(tmp_path: Path) -> None:
    content = pdf([["# Depots struck near Aleppo", STRUCK], [THIRD], [HELD]])
    (tmp_path / "report.pdf").write_bytes(content)
    events = [json.loads(line) for line in tracker(tmp_path, "parse", "report.pdf").stdout.splitlines()]
    assert [(event["type"], [piece["page"] for piece in event["evidence"]]) for event in events] == [
        ("air_strike", [1]),
        ("arrest", [3]),
    ]
    piped = [json.loads(line) for line in tracker(tmp_path, "parse", "-", stdin=content).stdout.splitlines()]
    assert [event["evidence"] for event in piped] == [event["evidence"] for event in events]
    assert "1 stored (2 events)" in tracker(tmp_path, "ingest", "file", "report.pdf").stderr
    shown = tracker(tmp_path, "show", events[1]["id"])
    assert "(p. 3)" in shown.stdout
    assert json.loads(tracker(tmp_path, "show", events[1]["id"], "--format", "json").stdout) == events[1]
    # The pages are kept with the article: another parser's events will have them, too
    assert tracker(tmp_path, "reparse", "--everything").returncode in (0, 2)
    with Store.open(tmp_path / "x.db") as store:
        held = store.article("report.pdf", text=True).article
        assert held.page_at(held.text.index("Police")) == 3


def test_members_of_an_archive_are_articles_of_their_own(tmp_path: Path) -> None:
    (tmp_path / "week.zip").write_bytes(zipped({"a.txt": STRUCK.encode(), "b/c.txt": HELD.encode(), "../d.txt": b"x y"}))
    ran = tracker(tmp_path, "ingest", "file", "week.zip")
    assert ran.stderr == "3 stored (2 events)\n"
    with Store.open(tmp_path / "x.db") as store:
        assert sorted(held.article.id for held in store.articles()) == [
            "week.zip!/../d.txt",
            "week.zip!/a.txt",
            "week.zip!/b/c.txt",
        ]
    assert sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith("x.db")) == ["week.zip"]


URL = "https://wire.example/2026/02/15/"


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills a process")
def test_a_warc_file_goes_on_where_a_killed_run_left_it(tmp_path: Path) -> None:
    records = [(f"{URL}{n}", html(TOLD.replace("nine", str(n + 2))), "text/html") for n in range(90)]
    (tmp_path / "a.warc.gz").write_bytes(warc(records))
    surroundings = environment(TRACKER_DB=str(tmp_path / "x.db"))
    command = [sys.executable, "-m", "tracker", "ingest", "file", "a.warc.gz"]
    with subprocess.Popen(command, cwd=tmp_path, env=surroundings, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        for _ in range(40):
            process.stdout.readline()
        os.kill(process.pid, signal.SIGKILL)
        process.stdout.close()
    ran = tracker(tmp_path, "ingest", "file", "a.warc.gz")
    assert ran.returncode == 0
    assert "records were read before; going on there" in ran.stderr
    statuses = [line.split("\t")[0] for line in ran.stdout.splitlines()[1:]]
    assert 10 <= statuses.count("stored") < 90
    with Store.open(tmp_path / "x.db") as store:
        assert sum(1 for _ in store.articles()) == 90
    started = time.monotonic()
    again = tracker(tmp_path, "ingest", "file", "a.warc.gz")
    assert again.stdout.splitlines()[1].split("\t")[0] == "unchanged"
    assert "records were read before\n" in again.stderr
    assert (again.returncode, "stored" in again.stderr) == (0, False)
    assert time.monotonic() - started < 60
    # Read with something else said of it, it is read anew
    assert "read before" not in tracker(tmp_path, "ingest", "file", "a.warc.gz", "--source", "The Wire").stderr
