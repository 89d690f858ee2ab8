"""Measure the store on 200,000 events: `python tests/benchmarks/bench_store.py [events]`.

Each question is asked through the store, and as the plainest SQL that answers the same through sqlite3 alone.
"""

from __future__ import annotations

import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from tracker.model import Article, Box, Circle, Count, Event, EventDate, Evidence, Filter, Meaning, Place
from tracker.store import Store

PER_ARTICLE = 20
FIRST, DAYS = date(2022, 1, 1), 1500
TOWNS = [
    (f"Town {number}", dice.choice(["SY", "UA", "YE", "SD", "ML", "IQ"]), dice.uniform(10, 50), dice.uniform(-10, 50))
    for number in range(400)
    for dice in [random.Random(number)]
]
ACTORS = [f"Brigade {number}" for number in range(60)]
HIT = "mill depot bakery convoy school market bridge camp checkpoint warehouse hospital barracks farm station port mosque".split()
SYLLABLES = "ba ko ri mu ta se lo ni dra fe go hu ja ve zi pa or un ke sha".split()
WORDS = ["".join(random.Random(number).choices(SYLLABLES, k=3)) for number in range(3000)]
SENTENCE = 100  # characters


def make_text(dice: random.Random) -> str:
    """Make up a text of so many sentences, which is like no other."""
    sentences = ("Aircraft struck a place near " + " ".join(dice.choices(WORDS, k=14)) for _ in range(PER_ARTICLE))
    return "".join(f"{sentence[: SENTENCE - 2]:.<{SENTENCE - 1}} " for sentence in sentences)


def make_event(article: str, text: str, number: int, dice: random.Random) -> Event:
    """Make up an event that is as full as those of real articles."""
    day = FIRST + timedelta(days=dice.randrange(DAYS))
    name, country, latitude, longitude = dice.choice(TOWNS)
    begin = number * SENTENCE
    killed, wounded = (int(dice.paretovariate(0.9)) for _ in range(2))  # most kill few, some many
    return Event(
        id=f"{dice.getrandbits(64):016x}",
        article=article,
        kind="strike",
        type=dice.choice(["air_strike", "drone_strike", "shelling"]),
        scope="aggregate" if dice.random() < 0.1 else "incident",
        status="denied" if dice.random() < 0.02 else "reported",
        date=EventDate(day, day, "day", "text", "on Monday") if dice.random() < 0.9 else None,
        places=(Place(name, f"near {name}", country, "Province", latitude, longitude, "town", 8.0),),
        actors=(dice.choice(ACTORS),),
        targets=(dice.choice(ACTORS), dice.choice(HIT)),
        weapons=("bomb",),
        counts=(Count("killed", killed, killed, None, "so many"), Count("wounded", wounded, None, None, "at least so many")),
        claimed_by=(),
        confidence=0.8,
        evidence=(Evidence(text[begin : begin + SENTENCE], begin, begin + SENTENCE),),
    )


def fill(store: Store, events: int) -> None:
    """Save so many events, some to an article, the way an ingest does."""
    dice = random.Random(7)
    for number in range(events // PER_ARTICLE):
        name = f"https://example.org/{number}"
        text = make_text(dice)
        article = Article(name, text, f"Report {number}", date(2026, 2, 1), "given", f"Source {number % 30}", name)
        found = [make_event(name, text, each, dice) for each in range(PER_ARTICLE)]
        store.save(article, found, parser="1", ingested=datetime(2026, 2, 2, tzinfo=UTC))


def questions(store: Store) -> Iterator[tuple[str, Callable[[], object], str]]:
    """Name what is asked, how of the store, and how of SQLite itself."""
    by_day = "SELECT * FROM events ORDER BY coalesce(date_start, date_end) LIMIT 20"
    named = "SELECT * FROM events WHERE serial IN (SELECT event FROM places WHERE name = 'Town 17') ORDER BY date_end"
    summed = (
        "SELECT of, sum(low), sum(high) FROM counts JOIN events ON serial = event WHERE scope = 'incident' AND whole GROUP BY of"
    )
    monthly = "SELECT substr(date_end, 1, 7) AS month, count(*) FROM events GROUP BY month"
    since = "SELECT * FROM events WHERE date_end >= '2026-01-01' ORDER BY date_end"
    yield "timeline --limit 20", lambda: list(store.events(limit=20)), by_day
    yield "timeline --limit 20 --reverse", lambda: list(store.events(limit=20, reverse=True)), by_day
    yield "timeline --since", lambda: list(store.events(Filter(since=date(2026, 1, 1)))), since
    yield "timeline --place", lambda: list(store.events(Filter(places=("Town 17",)))), named
    named_too = Filter(places=("Town 17",), meaning=Meaning(points=(TOWNS[17][2:],), areas=(("SY", "Province"),)))
    yield "timeline --place (a province)", lambda: list(store.events(named_too, limit=20)), named
    lying = "SELECT event FROM places WHERE latitude BETWEEN 33 AND 35 AND longitude BETWEEN 35 AND 38"
    around = f"SELECT * FROM events WHERE serial IN ({lying})"  # no input
    yield "timeline --within 100", lambda: list(store.events(Filter(circles=(Circle(34.0, 36.5, 100.0),)))), around
    yield "stats --within 20000", lambda: store.stats(Filter(circles=(Circle(34.0, 36.5, 20_000.0),))), around
    yield "timeline --bbox", lambda: list(store.events(Filter(box=Box(35.0, 33.0, 38.0, 35.0)))), around
    yield "timeline (all)", lambda: sum(1 for _ in store.events()), "SELECT * FROM timeline"
    yield "stats", lambda: store.stats(), summed
    yield "stats --place", lambda: store.stats(Filter(places=("Town 17",))), summed
    yield "stats --since", lambda: store.stats(Filter(since=date(2024, 1, 1))), summed
    yield "stats --by month", lambda: store.stats_by(Filter(), "month"), monthly
    yield "stats --by admin1", lambda: store.stats_by(Filter(), "admin1"), "SELECT admin1, count(*) FROM places GROUP BY admin1"
    yield "stats --by place", lambda: store.stats_by(Filter(), "place"), "SELECT name, count(*) FROM places GROUP BY name"
    yield (
        "search",
        lambda: store.search("place struck"),
        "SELECT * FROM evidence_fts WHERE evidence_fts MATCH 'place struck' LIMIT 20",
    )


def timed(ask: Callable[[], object]) -> float:
    """Give the best of three, in milliseconds."""
    best = float("inf")
    for _ in range(3):
        start = time.perf_counter()
        ask()
        best = min(best, time.perf_counter() - start)
    return best * 1000


def _fetch(plain: sqlite3.Connection, sql: str) -> list[object]:
    return plain.execute(sql).fetchall()


def main() -> None:
    """Fill a database, ask, print a table."""
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 200_000
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bench.db")
        with Store.open(path) as store:
            start = time.perf_counter()
            fill(store, events)
            print(f"save {events} events: {time.perf_counter() - start:.1f} s, {path.stat().st_size / 1e6:.0f} MB")
            plain = sqlite3.connect(path)
            for name, ask, sql in questions(store):
                print(f"{name:32}{timed(ask):9.1f} ms {timed(partial(_fetch, plain, sql)):9.1f} ms plain")
            plain.close()


if __name__ == "__main__":
    main()
