"""Measure how long `tracker timeline` takes on a small database, against the least that a Typer and Rich program can take.

    python tests/benchmarks/bench_startup.py [RUNS]

Both are whole processes, run in turns so that a busy machine slows both; the medians are compared. The aim is at most twice.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from tests.cli.made import ARTICLE, EVENTS, environment

AT_MOST = 2.0
BARE = [sys.executable, "-c", "import typer, rich.console"]


def seconds(command: list[str]) -> float:
    """Time one run of a command."""
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment())
    return time.perf_counter() - started


def make_database(path: Path) -> None:
    """Write a database with one article and a few events."""
    from tracker.store import Store

    with Store.open(path) as store:
        store.save(ARTICLE, EVENTS, parser="bench", ingested=datetime(2026, 2, 16, tzinfo=UTC))


def main() -> int:
    """Print the medians and their ratio; give 1 where it is over the aim."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "x.db")
        make_database(path)
        command = [sys.executable, "-m", "tracker", "timeline", "--db", str(path)]
        variants = {"bare": BARE, "tsv": command, "table": [*command, "--format", "table"]}
        for variant in variants.values():
            seconds(variant)  # compiles bytecode, warms the disk's cache
        times: dict[str, list[float]] = {name: [] for name in variants}
        for _ in range(runs):
            for name, variant in variants.items():
                times[name].append(seconds(variant))
    medians = {name: statistics.median(taken) for name, taken in times.items()}
    for name, median in medians.items():
        print(f"{name:6} {1000 * median:6.0f} ms  {median / medians['bare']:.2f} times `python -c 'import typer, rich.console'`")
    return 0 if max(medians["tsv"], medians["table"]) <= AT_MOST * medians["bare"] else 1


if __name__ == "__main__":
    sys.exit(main())
