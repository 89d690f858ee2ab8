"""Watch the memory of `tracker ingest file` over many articles, made here: it should be flat.

    bench_memory.py [ARTICLES]     how many (default: 10000)

Each article has names of its own, so that whatever keeps the names that it meets grows. Linux only: it reads /proc.
"""

from __future__ import annotations

import json
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SEED = 7
MARKS = (1_000, 2_000, 5_000, 10_000)
TOWNS = "Idlib Raqqa Aleppo Homs Mosul Kirkuk Kabul Kandahar Kharkiv Odesa Gaza Rafah Aden Hodeidah Goma Bamako".split()
STARTS = "Ab Bar Dal Far Gor Hal Jan Kar Lor Mar Nor Qar Ras Sar Tal Zar".split()
ENDS = "an ak eh id in or ul un iyah abad".split()
TELLING = (
    "An air strike on {place} killed {n} people on Tuesday, residents said.",
    "Police detained {n} men in {town} on Monday, among them {name}.",
    "Artillery shelled the village of {place} near {town}, wounding {n} farmers.",
    "{name}, who was kidnapped in {town} last month, was freed on Sunday.",
)
PLAIN = (
    "{name} opened a bakery in {town} that sells {n} kinds of bread.",
    "The road from {place} to {town} was closed for repairs, {name} said.",
    "Rain fell on {place} for {n} days, and the river rose.",
)


def article(number: int, chance: random.Random) -> dict[str, str]:
    """Make an article of nine sentences, three of them events."""

    def word() -> str:
        return chance.choice(STARTS) + chance.choice(ENDS) + chance.choice(ENDS)

    def sentence(template: str) -> str:
        name, place = f"{word().title()} {word().title()}", f"{word().title()}"
        return template.format(name=name, place=place, town=chance.choice(TOWNS), n=chance.randint(2, 30))

    told = [*chance.sample(TELLING, 3), *(chance.choice(PLAIN) for _ in range(5))]
    chance.shuffle(told)
    rest = " ".join(word() for _ in range(60))  # else each article would be nearly a copy of the one before
    text = " ".join(sentence(t) for t in told) + f"\n\nAlso in the news: {rest}."
    return {"id": f"made-{number}", "title": f"News from {word().title()}", "published": "2024-05-15", "text": text}


def main() -> None:
    articles = int(sys.argv[1]) if len(sys.argv) > 1 else MARKS[-1]
    with tempfile.TemporaryDirectory() as folder:
        source, db = Path(folder, "made.jsonl"), Path(folder, "made.db")
        chance = random.Random(SEED)
        with source.open("w") as out:
            for number in range(articles):
                out.write(json.dumps(article(number, chance)) + "\n")
        watch(source, db, articles)


def watch(source: Path, db: Path, articles: int) -> None:
    """Run the program and print its memory as it passes each mark."""
    marks = [m for m in MARKS if m < articles] + [articles]
    start = time.perf_counter()
    command = [sys.executable, "-m", "tracker", "ingest", "file", str(source), "--db", str(db)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            time.sleep(0.2)
            now, peak = memory(process.pid)
            done = stored(db)
            while marks and done >= marks[0]:
                took = time.perf_counter() - start
                print(f"{marks.pop(0):6} articles  {now:4} MB now  {peak:4} MB at most  {done / took:6.0f} articles/s", flush=True)
    took = time.perf_counter() - start
    print(f"{stored(db):6} articles in {took:.0f} s, {articles / took:.0f} articles/s")


def memory(pid: int) -> tuple[int, int]:
    """Give what a process holds and the most that it held, in MB; zeros where it is gone."""
    try:
        lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    except OSError:
        return 0, 0
    kept = {
        name: int(rest.split()[0]) // 1024
        for name, _, rest in (line.partition(":") for line in lines)
        if name in {"VmRSS", "VmHWM"}
    }
    return kept.get("VmRSS", 0), kept.get("VmHWM", 0)


def stored(db: Path) -> int:
    if not db.exists():
        return 0
    connection = sqlite3.connect(f"file:{db}?mode=ro", uri=True, timeout=10)
    try:
        return int(connection.execute("select count(*) from articles").fetchone()[0])
    except sqlite3.OperationalError:  # not made yet
        return 0
    finally:
        connection.close()


if __name__ == "__main__":
    main()
