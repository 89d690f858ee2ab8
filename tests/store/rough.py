"""Be rough with an ingest, for real: kill it at random moments, run many at once. `python -m tests.store.rough kill 200`.

One process loads the language model; each ingest is a process that is forked from it and runs the program itself, so that moments
are spread over the work and not over the loading. What is left is compared, article by article, with what one unbroken run leaves.
"""

from __future__ import annotations

import json
import os
import random
import signal
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.store.wire import MILL, PRISON, variants
from tracker.store import Store, upkeep

ARTICLES = 200
PLACES = ("Aleppo", "Kharkiv", "Khartoum", "Gao", "Sanaa", "Mosul", "Bamako", "Homs", "Kassala", "Odesa")
DEEDS = (
    "Drones struck a depot in {place} on Monday, killing {number} people and wounding {more}, the governor said.",
    "Police arrested {number} men in {place} on Tuesday after a raid on a warehouse.",
    "At least {number} shells fell on {place} overnight. Nobody was hurt, but {more} houses burned.",
    "Gunmen abducted {number} miners near {place} on Sunday. The army said that it had freed {more} of them by the evening.",
)
NOTHING = "The fair in {place} opened for the {number}th time with a parade of tractors."

Snapshot = dict[str, tuple[Any, ...]]


def make_articles(folder: Path, count: int = ARTICLES) -> Path:
    """Write so many short articles as JSONL, some of them prints of one story."""
    dice = random.Random(5)
    prints = [text for story in (MILL, PRISON) for text in variants(story).values()]
    path = folder / "articles.jsonl"
    with path.open("w") as file:
        for number in range(count):
            if number % 15 == 7 and prints:
                text, day = prints.pop(), f"2025-{1 + number // 28 % 12:02}-{1 + number % 28:02}"  # a day that no other has
            else:
                day = f"2026-03-{1 + number % 28:02}"
                said = [dice.choice((*DEEDS, NOTHING)) for _ in range(dice.randrange(1, 4))]
                text = " ".join(
                    each.format(place=dice.choice(PLACES), number=dice.randrange(2, 40), more=dice.randrange(2, 9)) for each in said
                )
            url = f"https://news{number % 9}.example/{number}"
            print(json.dumps({"id": url, "url": url, "title": f"Report {number}", "published": day, "text": text}), file=file)
    return path


def load() -> None:
    """Load the language model, so that processes that are forked have it."""
    from tracker.extract import parse_articles
    from tracker.model import Article

    list(parse_articles([Article("a", "Drones struck a depot in Aleppo.", language="en")]))


def start(*arguments: str, errors: Path) -> int:
    """Fork a process that runs the program; give its number."""
    child = os.fork()
    if child:
        return child
    code = 70
    try:
        os.setpgid(0, 0)
        out = os.open(errors, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(out, 2)
        os.dup2(nowhere, 1)
        from tracker.cli.main import app

        app(list(arguments))
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else 1
    except BaseException as error:
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(code)


def wait(child: int) -> int:
    """Wait for a process; give its exit code, negative if a signal ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def snapshot(db: Path) -> Snapshot:
    """Give all that a database knows of each article, but for what depends on when and in what order they came."""
    found: Snapshot = {}
    with Store.open(db, create=False) as store, closing(sqlite3.connect(db)) as plain:
        sketches = dict(plain.execute("SELECT id, hex(sketch) FROM articles JOIN sketches ON article = serial"))
        for held in list(store.articles(text=True)):
            events = store.version_events(held.article.id, held.version) or ()
            same = (held.version, held.versions, held.parser, held.original, held.similarity, held.copies)
            words = [found.event for found in store.search(held.article.title)][:1]
            found[held.article.id] = (
                held.article,
                events,
                store.page(held.article.id),
                sketches[held.article.id],
                same,
                bool(words),
            )
    return found


def problems(db: Path, whole: Snapshot, *, complete: bool) -> Iterator[str]:
    """Say what is wrong with a database whose ingest was ended: damage, half articles, or less than all where it is complete."""
    if not db.exists() or not db.stat().st_size:
        if complete:
            yield "there is no database"
        return
    for checked in upkeep.check(db):
        yield from checked.findings
    found = snapshot(db)
    for identity, held in found.items():
        one, other = (held, whole[identity]) if complete else (_alone(held), _alone(whole[identity]))
        if one != other:
            yield f"{identity} is not as an unbroken run leaves it"
    if complete and len(found) != len(whole):
        yield f"{len(found)} of {len(whole)} articles"


def _alone(held: tuple[Any, ...]) -> tuple[Any, ...]:
    """Give what is known of an article without regard to the others: its copies may be yet to come."""
    return (*held[:4], held[4][:3], held[5])


def ingest(source: Path, db: Path, errors: Path) -> int:
    return start("ingest", "file", str(source), "--db", str(db), errors=errors)


def unbroken(folder: Path, source: Path) -> tuple[Snapshot, float]:
    """Ingest without a break; give what is left and how long it took."""
    db, errors = folder / "whole.db", folder / "whole.err"
    began = time.monotonic()
    if code := wait(ingest(source, db, errors)):
        raise RuntimeError(f"the unbroken run ended with {code}: {errors.read_text()}")
    return snapshot(db), time.monotonic() - began


def kill(times: int, folder: Path, say: Callable[[str], None], *, seed: int = 1) -> dict[str, Any]:
    """Kill ingests at random moments until it was done so many times; each database is then completed and compared."""
    dice = random.Random(seed)
    source, errors = make_articles(folder), folder / "errors"
    load()
    whole, seconds = unbroken(folder, source)
    report: dict[str, Any] = {"kills": 0, "databases": 0, "seconds": round(seconds, 2), "left": [], "problems": []}
    while report["kills"] < times:
        db = folder / f"{report['databases']}.db"
        report["databases"] += 1
        for _ in range(8):  # kills of one database, if they come before its end
            child = ingest(source, db, errors)
            time.sleep(dice.uniform(0, seconds * (1.1 - _count(db) / ARTICLES)))  # what was done is passed over quickly
            os.kill(child, signal.SIGKILL)
            if wait(child) != -signal.SIGKILL:
                break  # it was done before
            report["kills"] += 1
            report["problems"] += [f"kill {report['kills']}: {each}" for each in problems(db, whole, complete=False)]
            report["left"].append(_count(db))
        if code := wait(ingest(source, db, errors)):
            report["problems"].append(f"the run after the kills ended with {code}")
        report["problems"] += [f"database {report['databases']}: {each}" for each in problems(db, whole, complete=True)]
        for each in folder.glob(f"{db.name}*"):
            each.unlink()
        say(f"{report['kills']} kills, {report['databases']} databases, problems: {report['problems']}")
    report["told"] = _odd(errors)
    return report


def _count(db: Path) -> int:
    if not db.exists() or not db.stat().st_size:
        return 0
    with closing(sqlite3.connect(db)) as plain:
        there = plain.execute("SELECT 1 FROM sqlite_master WHERE name = 'articles'").fetchone()
        return plain.execute("SELECT count(*) FROM articles").fetchone()[0] if there else 0


def _odd(errors: Path) -> list[str]:
    """Give what was said on stderr beside the sums ('300 stored (409 events)') that each run ends with."""
    return [line for line in errors.read_text().splitlines() if "stored" not in line and "unchanged" not in line]


def together(writers: int, folder: Path) -> dict[str, Any]:
    """Ingest with several processes at once, all of the first articles and each its own, while two read."""
    source, errors = make_articles(folder), folder / "errors"
    load()
    whole, _ = unbroken(folder, source)
    lines = source.read_text().splitlines(keepends=True)
    db = folder / "together.db"
    children = []
    for number in range(writers):
        part = folder / f"part{number}.jsonl"
        part.write_text("".join(lines[:20] + lines[20 + number :: writers]))
        children.append(ingest(part, db, errors))
    asked = [0, 0]
    readers = [_reader(db, folder / f"reader{number}", whole) for number in range(2)]
    codes = [wait(child) for child in children]
    for number, reader in enumerate(readers):
        os.kill(reader, signal.SIGTERM)
        codes.append(wait(reader))
        asked[number] = int((folder / f"reader{number}").read_text() or 0)
    return {"codes": codes, "asked": asked, "told": _odd(errors), "problems": list(problems(db, whole, complete=True))}


def _reader(db: Path, notes: Path, whole: Snapshot) -> int:
    """Fork a process that asks for everything again and again until it is told to end; each article that it sees must be whole."""
    child = os.fork()
    if child:
        return child
    ended = []
    signal.signal(signal.SIGTERM, lambda *_: ended.append(1))
    code, asked = 1, 0
    try:
        while not ended:
            if not db.exists() or not db.stat().st_size:
                time.sleep(0.01)
                continue
            with Store.open(db, create=False) as store:
                counts = {held.article.id: held.events for held in store.articles()}
                assert all(len(whole[name][1]) == count for name, count in counts.items())
                assert sum(1 for _ in store.events()) >= sum(counts.values())
                assert store.stats().reports >= sum(counts.values())
                asked += 1
        notes.write_text(str(asked))
        code = 0
    except BaseException as error:
        notes.write_text("0")
        os.write(2, f"reader: {type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(code)


def main() -> None:
    """Do what is asked for, print the report as JSON."""
    what, number, *rest = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        if what == "kill":
            report = kill(int(number), Path(folder), lambda line: print(line, file=sys.stderr), seed=int(rest[0]) if rest else 1)
        else:
            report = together(int(number), Path(folder))
    print(json.dumps(report))


if __name__ == "__main__":
    main()
