"""Nothing is lost: ingests that are killed, that run beside each other, and files in places where they can't be written.

Processes are killed for real. TRACKER_KILLS says how often (200 take half an hour on two busy cores); six on every run.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.cli.made import environment


def rough(*arguments: str, seconds: int) -> Any:
    """Run the rough treatment in a process of its own: it forks."""
    command = [sys.executable, "-m", "tests.store.rough", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, env=environment(), timeout=seconds, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_an_ingest_that_is_killed_leaves_whole_articles_and_the_next_completes_it() -> None:
    kills = int(os.environ.get("TRACKER_KILLS", "6"))
    report = rough("kill", str(kills), str(os.getpid()), seconds=300 + 30 * kills)
    assert report["problems"] == []
    assert report["told"] == []  # nothing but each run's sums: no warning, no traceback
    assert report["kills"] >= kills
    assert any(0 < left < 200 for left in report["left"])  # some came in the middle of the work


@pytest.mark.parametrize("writers", [2, 6])
def test_several_ingests_at_once_lose_nothing_while_others_read(writers: int) -> None:
    report = rough("together", str(writers), seconds=600)
    assert report["problems"] == []
    assert report["told"] == []  # nobody was told that the database is locked
    assert set(report["codes"]) == {0}
    assert all(report["asked"])
