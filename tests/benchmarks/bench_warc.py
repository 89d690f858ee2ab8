"""Measure the reading of a WARC file of small pages: `python tests/benchmarks/bench_warc.py [records] [--ingest]`.

Records a second and peak memory: of walking through the records, of making articles of their pages, and (--ingest) of parsing and
storing them, too. Then a second run on the same database, which goes on where the first one stopped.
"""

from __future__ import annotations

import gzip
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from tests.made_files import html
from tracker.article import file_readings
from tracker.article.streams import Meter
from tracker.article.warc import records_of
from tracker.ingest import IngestOptions, from_files, ingest
from tracker.model import Article
from tracker.store import Store

TOWNS = "Marat Dorn Vetrovo Kamen Selim Orlik Tarsa Benim Halun Katra".split()


def page(number: int) -> bytes:
    """Make a page of some 2 KB."""
    dice = random.Random(number)
    town, killed, held = dice.choice(TOWNS), dice.randint(2, 40), dice.randint(2, 90)
    told = [
        f"Warplanes struck two depots near {town} on Friday, killing at least {killed} guards, a ministry said ({number}).",
        f"Police in {dice.choice(TOWNS)} detained {held} men who had crossed the river, an officer told reporters at the scene.",
        *(
            f"The governor of district {dice.randint(1, 99)} said that the curfew would stay until the roads are open again."
            for _ in "abc"
        ),
    ]
    links = "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(12))
    return html(
        f"<nav><ul>{links}</ul></nav>" + "".join(f"<p>{line}</p>" for line in told), f"<title>Depots struck near {town}</title>"
    )


def write(path: Path, count: int) -> None:
    """Write the file, record by record."""
    with path.open("wb") as out:
        for number in range(count):
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page(number)
            head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://wire.example/2026/02/15/{number}\r\n"
            head += f"WARC-Date: 2026-02-15T10:00:00Z\r\nContent-Length: {len(answer)}\r\n\r\n"
            out.write(gzip.compress(head.encode() + answer + b"\r\n\r\n", 6))


def peak() -> float:
    """Give the most memory that this process had so far, in MiB."""
    return int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0]) / 1024


def measure(what: str, work: Callable[[], Iterable[object]]) -> None:
    """Do some work, and tell."""
    wall, cpu = time.perf_counter(), time.process_time()
    count = sum(1 for _ in work())
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    print(f"{what:28} {count:7,} {count / wall:9,.0f}/s {count / cpu:9,.0f}/s of processor  {peak():6.0f} MiB", flush=True)


def main() -> None:
    """Measure."""
    numbers = [int(argument) for argument in sys.argv[1:] if argument.isdigit()]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "pages.warc.gz")
        write(path, numbers[0] if numbers else 20_000)
        print(f"{path.stat().st_size / 2**20:.1f} MiB packed")
        with path.open("rb") as file:
            measure("records", partial(records_of, file, Meter(path.stat().st_size)))
        measure("articles", lambda: (r for r in file_readings(path) if isinstance(r.found, Article)))
        if "--ingest" in sys.argv:
            from tracker.cli.sources import make_parser, now

            with Store.open(Path(folder, "x.db")) as store:
                options = IngestOptions()
                for what in ("stored with their events", "the same again"):
                    measure(what, lambda: ingest(from_files([path], options, store), store, make_parser(store), options, now=now))


if __name__ == "__main__":
    main()
