"""Measure look-ups: `python tests/benchmarks/bench_places.py [rows]`, built in and with one big imported country.

The country is made up (seeded), in GeoNames' format, by default of 100,000 rows. Names are looked up as the parser does, each
once: nothing comes from the cache. Times are those of the processor, for the machine may be busy.
"""

from __future__ import annotations

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

NOW = datetime(2026, 3, 1, tzinfo=UTC)
FIRST = "Kili Goth Chak Dera Basti Mauza Kot Jhok Thatta Pind Bela Ghar".split()
PARTS = "ab ar mir shah nur dad kha gul zar man wal pur bad tal sang khel kas ram din lak jan per sob mo ri ta".split()
CODES = "PPL PPL PPL PPL PPL PPLX PPLL ADM3 PRN AIRP".split()


def country(rows: int, seed: int = 7) -> Iterator[str]:
    """Make up the lines of a country's dump, four names to a place."""
    dice = random.Random(seed)

    def word() -> str:
        return "".join(dice.choices(PARTS, k=dice.randint(2, 4))).capitalize()

    for number in range(rows):
        name = f"{dice.choice(FIRST)} {word()} {word()}" if dice.random() < 0.7 else word()
        others = [name.replace("kh", "k"), f"{word()} {word()}", name.upper().title()]
        code = dice.choice(CODES)
        kind = {"ADM3": "A", "PRN": "S", "AIRP": "S"}.get(code, "P")
        point = f"{dice.uniform(25, 36):.5f}\t{dice.uniform(62, 75):.5f}"
        cells = [20_000_000 + number, name, name, ",".join(others), point, kind, code, "PK", "", f"0{dice.randint(1, 8)}"]
        cells += [dice.randint(1, 90), "", "", dice.choice([0, 0, 0, 900, 15_000]), "", "", "", "2026-01-01"]
        yield "\t".join(map(str, cells)) + "\n"


def rate(names: list[str], database: Path | None) -> str:
    """Look names up in a process of its own; give what was measured."""
    code = """
import sys, time
def peak():
    status = open("/proc/self/status").read()
    return int(status.split("VmHWM:")[1].split()[0]) // 1024
began = time.process_time()
from pathlib import Path
from tracker.gazetteer import Gazetteer
from tracker.store import Store
from tracker.store.places import OwnPlaces
started = time.process_time()
if sys.argv[1]:
    gazetteer = OwnPlaces(Store.open(Path(sys.argv[1]), create=False)).gazetteer()
else:
    gazetteer = Gazetteer.open()
opened = time.process_time()
gazetteer.candidates("Aleppo")
first = time.process_time()
names = sys.stdin.read().splitlines()
read = time.process_time()
known = sum(bool(gazetteer.candidates(name)) for name in names)
one_by_one = time.process_time() - read
print(f"{(started - began) * 1000:.0f} ms to import, {(opened - started) * 1000:.1f} ms to open, "
      f"{(first - opened) * 1000:.1f} ms for the first, "
      f"{len(names) / one_by_one:,.0f} look-ups a second ({known} of {len(names)} known), "
      f"{peak()} MB at most")
"""
    command = [sys.executable, "-c", code, str(database or "")]
    done = subprocess.run(command, input="\n".join(names), capture_output=True, text=True, check=True)
    return done.stdout.strip()


def main() -> None:
    """Import the country, look up, print."""
    from tracker.places import Reader, import_file
    from tracker.store import Store
    from tracker.store.places import OwnPlaces

    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    dice = random.Random(11)
    with tempfile.TemporaryDirectory() as folder:
        dump, database = Path(folder, "PK.txt"), Path(folder, "bench.db")
        dump.write_text("".join(country(rows)), encoding="utf-8")
        known = [line.split("\t")[dice.choice((1, 2))] for line in country(rows) if dice.random() < 15_000 / rows]
        names = list(dict.fromkeys([*known, *(f"{name}ra" for name in known)]))
        for told in ("first import", "the same again"):
            with Store.open(database) as store:
                started = time.process_time()
                done = import_file(dump, OwnPlaces(store), Reader(NOW))
                print(f"{told}: {time.process_time() - started:.1f} s, {done}")
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{database.stat().st_size / 1e6:.0f} MB of database, {peak:.0f} MB of memory to import")
        print("built in alone:    ", rate(names, None))
        print(f"with {rows:,} more:", rate(names, database))


if __name__ == "__main__":
    main()
