"""Measure commands against the sqlite3 shell: `bench_store_shell.py [articles] [events of each] [database]`.

A database of 100,000 articles with 10 events each is filled (or taken as it is, if it is there): a fortieth as an ingest does it,
the rest by copying that to earlier days, and some articles more as an ingest does, for the rate. Each question is put to the
program, a process of its own, and its very statements to the sqlite3 shell. It may take 1.3 times the shell's time and its
start-up, which is what the same command takes on a database of one article. Times are of the processor, the best of some runs:
those of the clock say more of what else the machine is doing.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import IO

from tests.benchmarks import bench_linking, bench_store
from tracker.model import Article, Filter, Page
from tracker.store import Store

COPIES = 0.02  # of the articles are another's text, with a line more
PRAGMAS = "PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536;"
ROUNDS = 5
STRETCHES, DAYS = 40, 37
LATER = 500  # articles
TABLES = {
    **bench_linking.TABLES,
    **dict.fromkeys(("pages", "polls", "sketches", "copies"), "article"),
}

# What is asked of the program and, for its statements, of the store. `limit` fits a screen; without it, all is printed.
QUESTIONS: list[tuple[str, Callable[[Store], object]]] = [
    ("timeline --limit 50", lambda store: list(store.incidents(limit=50))),
    ("timeline --limit 50 --reverse", lambda store: list(store.incidents(limit=50, reverse=True))),
    ("timeline --events --limit 50", lambda store: list(store.events(limit=50))),
    ("timeline --since 2026-01-31", lambda store: list(store.incidents(Filter(since=date(2026, 1, 31))))),
    ("timeline --since 2026-01-01", lambda store: list(store.incidents(Filter(since=date(2026, 1, 1))))),
    ("timeline --actor 'Brigade 17'", lambda store: list(store.incidents(Filter(actors=("Brigade 17",))))),
    ("stats", lambda store: store.stats()),
    ("stats --since 2026-01-01", lambda store: store.stats(Filter(since=date(2026, 1, 1)))),
    ("stats --by month", lambda store: store.stats_by(Filter(), "month")),
    ("stats --by country", lambda store: store.stats_by(Filter(), "country")),
    ("articles --limit 50", lambda store: list(store.articles(limit=50))),
    ("articles --copies --limit 50", lambda store: list(store.copies(limit=50))),
]


def fill(path: Path, articles: int, each: int) -> None:
    """Save the articles of the last of forty stretches of time as an ingest does it; copy these in SQL for those before."""
    bench_store.PER_ARTICLE, bench_store.DAYS = each, DAYS
    bench_store.FIRST = date(2026, 2, 1) - timedelta(days=DAYS)
    some, shift, dice, began = articles // STRETCHES, articles * each // STRETCHES, random.Random(7), time.perf_counter()
    with Store.open(path) as store:
        save(store, 0, some, each, dice)
    print(f"{some} articles, {some * each} events: {some / (time.perf_counter() - began):.0f} articles/s")
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in ("foreign_keys = OFF", "synchronous = OFF", "cache_size = -2000000"):
        connection.execute(f"PRAGMA {pragma}")
    for stretch in range(1, STRETCHES):
        bench_linking.copy_year(connection, stretch, shift, -DAYS, TABLES)
        print(f"  {stretch + 1} of {STRETCHES}: {time.perf_counter() - began:.0f} s", file=sys.stderr, flush=True)
    connection.close()
    began = time.perf_counter()
    with Store.open(path) as store:
        save(store, articles, LATER, each, dice)
    rate = LATER / (time.perf_counter() - began)
    print(f"{articles} articles, {articles * each} events: {path.stat().st_size / 1e6:.0f} MB, {rate:.0f} more articles/s")


def save(store: Store, first: int, articles: int, each: int, dice: random.Random) -> None:
    """Save articles, with their pages; some are another's text."""
    texts = [bench_store.make_text(dice)]
    for number in range(first, first + articles):
        url = f"https://news{number % 300}.example/{number}"
        copied = dice.random() < COPIES
        text = f"{dice.choice(texts)}More on our front page." if copied else bench_store.make_text(dice)
        texts = [*texts[-500:], text] if not copied else texts
        found = [bench_store.make_event(url, text, at, dice) for at in range(each)]
        article = Article(url, text, f"Report {number}", date(2026, 2, 1), "given", f"Source {number % 300}", url)
        page = Page(url, url, f"<html><body><p>{text}</p></body></html>".encode(), etag=f'"{number}"')
        store.save(article, found, parser="1", ingested=datetime(2026, 2, 2, tzinfo=UTC), page=page)


def statements(path: Path, ask: Callable[[Store], object]) -> str:
    """Give the statements, with their values, that a question puts to the database."""
    said: list[str] = []
    with Store.open(path) as store:
        store._connection.set_trace_callback(said.append)
        ask(store)
        store._connection.set_trace_callback(None)
    return ";\n".join([PRAGMAS, *(line for line in said if not line.startswith("--"))]) + ";\n"


def timed(command: list[str], entry: IO[bytes] | None = None) -> float:
    """Give the best of some runs, in seconds of the processor."""
    best = float("inf")
    for _ in range(ROUNDS):
        if entry:
            entry.seek(0)
        process = subprocess.Popen(command, stdin=entry or subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, command)
        best = min(best, used.ru_utime + used.ru_stime)
    return best


def main() -> int:
    """Fill, ask, print a table; exit with 1 where the program takes longer than it may."""
    shell = shutil.which("sqlite3")
    if shell is None:
        print("needs the sqlite3 shell")
        return 1
    given = sys.argv[1:]
    articles, each = (int(word) for word in [*given[:2], *("100000", "10")[len(given[:2]) :]])
    slow = 0
    with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
        full, small = Path(given[2] if given[2:] else f"{folder}/full.db"), Path(folder, "small.db")
        if not full.exists():
            fill(full, articles, each)
        bench_store.FIRST = date(2026, 1, 31)  # that its events meet the questions
        bench_store.DAYS = 1
        with Store.open(small) as store:
            save(store, 0, 1, each, random.Random(7))
        print(f"{'':32}{'program':>10}{'shell':>10}{'start-up':>10}{'allowed':>10}   (ms)")
        for words, ask in QUESTIONS:
            program = [sys.executable, "-m", "tracker", *words.replace("'Brigade 17'", "Brigade_17").split(" "), "--db"]
            program = [word.replace("_", " ") if word == "Brigade_17" else word for word in program]
            with tempfile.TemporaryFile() as script:
                script.write(statements(full, ask).encode())
                took, start = timed([*program, str(full)]), timed([*program, str(small)])
                plain = timed([shell, str(full)], script)
            allowed = 1.3 * plain + start
            slow += took > allowed
            mark = "  SLOW" if took > allowed else ""
            print(f"{words:32}" + "".join(f"{1000 * each:10.0f}" for each in (took, plain, start, allowed)) + mark, flush=True)
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
