"""Measure how long an article takes to be linked into a large store.

    python tests/benchmarks/bench_linking.py [EVENTS] [ARTICLES]

The store is filled by bulk SQL: happenings of one year in twelve hundred towns of six countries, each told by one to four reports,
filed under their keys and linked as the program does it; then the year is copied, with other days and keys. Then articles of three
events come, two of which tell of happenings that are on record. The aim is a median under 50 ms at 1,000,000 events.
"""

from __future__ import annotations

import random
import sqlite3
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations
from pathlib import Path
from types import MappingProxyType

sys.path.insert(0, str(Path(__file__).parent.parent.parent))

from tracker.incidents.compare import compare
from tracker.incidents.keys import keys
from tracker.incidents.weights import JOIN
from tracker.model import Article, Count, Event, EventDate, Evidence, Place, StoredEvent
from tracker.store import Store, linking, write
from tracker.store.folding import fold, host

AT_MOST = 0.050  # seconds, at the median
FIRST, DAYS = date(2024, 1, 1), 365
YEARS = 8
LANDS = ("SY", "UA", "YE", "SD", "ML", "IQ")
HIT = "mill depot bakery convoy school market bridge camp checkpoint warehouse hospital barracks farm station".split()
SIDES = [f"{name} {kind}" for name in ("Northern", "Southern", "Valley", "River") for kind in ("Army", "Brigade", "Front")]
SYLLABLES = "ba ko ri mu ta se lo ni dra fe go hu ja ve zi pa or un ke sha".split()
BATCH = 20_000

OUTLETS = [f"Outlet {number}" for number in range(200)]


def make_word(number: int) -> str:
    """Make up a name."""
    return "".join(random.Random(number).choices(SYLLABLES, k=4)).title()


TOWNS = [
    Place(make_word(n), make_word(n), LANDS[n % 6], f"Province {n % 40}", dice.uniform(12, 50), dice.uniform(-8, 50), "town", 4.0)
    for n in range(1200)
    for dice in [random.Random(n)]
]


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened."""

    day: date
    town: Place
    side: str
    hit: str
    killed: int
    type: str


def happen(dice: random.Random, day: date) -> Happening:
    """Let something happen about that day; a third of it in twenty towns at the front."""
    town = TOWNS[dice.randrange(20)] if dice.random() < 0.33 else dice.choice(TOWNS)
    day += timedelta(days=dice.randrange(-2, 3))
    kind = dice.choice(("air_strike", "drone_strike", "shelling", "missile_strike"))
    return Happening(
        day, town, dice.choice(SIDES), dice.choice(HIT), min(300, int(dice.paretovariate(1.1)) - 1), kind
    )  # most kill nobody or one


def tell(fact: Happening, identity: str, dice: random.Random) -> StoredEvent:
    """Tell of a happening in an article of its own, more or less well."""
    told = fact.day + timedelta(days=dice.randrange(3))
    who, whom = make_word(dice.randrange(4000)), make_word(dice.randrange(99))
    text = f"{fact.side} struck a {fact.hit} in {fact.town.name}, {who} told {whom}."
    when = EventDate(fact.day, fact.day, "day", "text", "then") if dice.random() < 0.8 else EventDate(None, told, "by", "published")
    event = Event(
        id=f"{identity}{dice.getrandbits(40):010x}",
        article=f"https://example.org/{identity}",
        kind="strike",
        type=fact.type,  # type: ignore[arg-type]
        scope="incident",
        status="reported",
        date=when,
        places=(fact.town,),
        actors=(fact.side,) if dice.random() < 0.7 else (),
        targets=(fact.hit,) if dice.random() < 0.7 else (),
        weapons=(),
        counts=(Count("killed", fact.killed, fact.killed, None, "so many"),) if fact.killed else (),
        claimed_by=(),
        confidence=0.8,
        evidence=(Evidence(text, 0, len(text)),),
    )
    return StoredEvent(event, "Report", dice.choice(OUTLETS), event.article, told, 1, "1")


def reports(events: int) -> Iterator[tuple[int, Happening, list[StoredEvent]]]:
    """Make up reports until there are so many, by happening."""
    dice, made = random.Random(1), 0
    while made < events:
        fact = happen(dice, FIRST + timedelta(days=DAYS * made // events))  # articles come as things happen
        told = [tell(fact, f"{made + n:07}", dice) for n in range(min(dice.choice((1, 1, 2, 2, 3, 4)), events - made))]
        yield made + 1, fact, sorted(told, key=lambda each: (each.published, each.event.article))
        made += len(told)


def fill(connection: sqlite3.Connection, events: int) -> list[Happening]:
    """Write so many events, each in an article of its own, by bulk SQL; give some of what they tell of."""
    facts, rows = [], Rows(connection)
    for first, fact, told in reports(events):
        if first % 50 == 0 and fact.killed:
            facts.append(fact)
        rows.add(first, told)
    rows.flush()
    for year in range(1, YEARS):
        copy_year(connection, year, events)
    return facts


# What is another number, id, day or key in a copied year; all else is the same.
_NUMBERS = {name: f"{name} + :shift" for name in ("serial", "event", "article", "incident", "lead", "a", "b", "original")}
_OTHERS = {
    "id": "id || '-' || :year",
    "requested": "requested || '-' || :year",
    "published": "date(published, :days)",
    "first_published": "date(first_published, :days)",
    "date_start": "date(date_start, :days)",
    "date_end": "date(date_end, :days)",
    "key": "(key + :year * 1000003) & 0x7fffffffffffffff",
}
TABLES = {
    "articles": "serial",
    "events": "serial",
    "incidents": "serial",
    "incident_counts": "incident",
    "places": "event",
    "names": "event",
    "counts": "event",
    "evidence": "event",
    "link_keys": "event",
    "links": "a",
}


def copy_year(
    connection: sqlite3.Connection, year: int, events: int, days: int = DAYS, tables: Mapping[str, str] = MappingProxyType(TABLES)
) -> None:
    """Let all happen once more, some years later, or earlier with days below 0. No table may have a number beyond `events`."""
    asked = {"shift": year * events, "year": year, "days": f"{year * days:+} days", "most": events}
    connection.execute("BEGIN")
    for table, number in tables.items():
        columns = [name for (name,) in connection.execute("SELECT name FROM pragma_table_xinfo(?) WHERE NOT hidden", [table])]
        shifted = {**_NUMBERS, **_OTHERS}
        values = [shifted.get(name, name) for name in columns]
        sql = (
            f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {table} WHERE {number} <= :most ORDER BY 1"
        )
        connection.execute(sql, asked)
    connection.execute("COMMIT")


class Rows:
    """Rows that wait to be written."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take the database; texts are not indexed for searching."""
        self._connection = connection
        connection.execute("PRAGMA foreign_keys = OFF")  # for this connection: events come before their incidents
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -2000000")
        self._waiting: dict[str, list[object]] = {}
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")

    def add(self, first: int, told: list[StoredEvent]) -> None:
        """Write a happening: its reports are one incident where all links join them, else one each."""
        serials = list(range(first, first + len(told)))
        links = {(a, b): compare(told[a - first], told[b - first]).score for a, b in combinations(serials, 2)}
        one = all(score >= JOIN for score in links.values())
        for number, (serial, report) in enumerate(zip(serials, told, strict=True)):
            self._report(serial, report, first if one else serial, alone=not one or not number, size=len(told) if one else 1)
        self._put(_LINK, *((a, b, score) for (a, b), score in links.items() if score >= JOIN))
        if len(self._waiting[_ARTICLE]) >= BATCH:
            self.flush()

    def _report(self, serial: int, report: StoredEvent, incident: int, *, alone: bool, size: int) -> None:
        event, day = report.event, report.published and report.published.isoformat()
        article = (serial, event.article, "", day, report.source, report.url, host(report.url), fold(report.source or ""))
        self._put(_ARTICLE, article)
        row = {**write._event_row(event, 0), "serial": serial, "article": serial, "incident": incident}
        self._put(_EVENT, row)
        for insert, rows_of in write._PARTS:
            self._put(insert, *({"event": serial, **each} for each in rows_of(event)))
        self._put(_KEY, *((key, serial) for key in keys(report)))
        if alone:
            self._put(_INCIDENT, {**row, "reports": size, "day": day})
            self._put(_FIGURE, *((serial, count.low) for count in event.counts))

    def _put(self, sql: str, *rows: object) -> None:
        self._waiting.setdefault(sql, []).extend(rows)

    def flush(self) -> None:
        """Write them."""
        self._connection.execute("BEGIN")
        for sql, rows in self._waiting.items():
            self._connection.executemany(sql, rows)  # type: ignore[arg-type]
            rows.clear()
        self._connection.execute("COMMIT")


_ARTICLE = """
INSERT INTO articles (serial, id, version, title, text, published, published_basis, source, url, parser, ingested, host,
    source_words)
VALUES (?, ?, 1, 'Report', ?, ?, 'given', ?, ?, '1', '2026-01-01T00:00:00+00:00', ?, ?)
"""
_EVENT = write._INSERT_EVENT.replace("confidence, parser)", "confidence, parser, incident)").replace(":parser)", "'1', :incident)")
_INCIDENT = """
INSERT INTO incidents (serial, id, lead, article, position, kind, type, scope, status, date_start, date_end, reports, sources,
    grade, first_published, confidence)
VALUES (:serial, :id, :serial, :article, 0, :kind, :type, :scope, :status, :date_start, :date_end, :reports, :reports, 'Weak', :day,
    :confidence)
"""
_FIGURE = "INSERT INTO incident_counts VALUES (?1, 'killed', ?2, ?2, ?2, ?2, 1, 'conservative')"
_KEY = "INSERT INTO link_keys VALUES (?, ?)"
_LINK = "INSERT INTO links VALUES (?, ?, ?)"


def new_articles(facts: list[Happening], articles: int) -> Iterator[tuple[Article, list[Event]]]:
    """Make up articles of three events: two happenings on record, and one that is not."""
    dice = random.Random(99)
    for number in range(articles):
        told = [
            tell(fact, f"n{number:05}{n}", dice)
            for n, fact in enumerate((*dice.sample(facts, 2), happen(dice, dice.choice(facts).day)))
        ]
        name = f"https://new.example/{number}"
        text = " ".join([each.event.evidence[0].text for each in told])
        article = Article(name, text, "Report", told[0].published, "given", told[0].source, name)
        yield article, [replace(each.event, article=name) for each in told]


def measure(store: Store, facts: list[Happening], articles: int) -> dict[str, list[float]]:
    """Save articles; give how long each took to be linked, by the clock and of the processor, and to be saved in all."""
    linked: list[float] = []
    worked: list[float] = []
    whole: list[float] = []
    link = linking.link

    def timed(*arguments: object) -> None:
        start, busy = time.perf_counter(), time.process_time()
        link(*arguments)  # type: ignore[arg-type]
        linked.append(time.perf_counter() - start)
        worked.append(time.process_time() - busy)

    linking.link = timed  # type: ignore[assignment]
    for article, events in new_articles(facts, articles):
        start = time.perf_counter()
        store.save(article, events, parser="1", ingested=datetime(2026, 2, 2, tzinfo=UTC))
        whole.append(time.perf_counter() - start)
    linking.link = link
    return {"linked": linked, "  of it working": worked, "saved in all": whole}


def main() -> int:
    """Fill a store, link articles into it, print how long it took; give 1 where the median is over the aim."""
    events = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    articles = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "bench.db")
        with Store.open(path) as store:
            start = time.perf_counter()
            facts = fill(store._connection, events // YEARS)
            filed, held, most = store._connection.execute(_BUCKETS).fetchone()
            print(f"{events:,} events in {time.perf_counter() - start:.0f} s, {path.stat().st_size / 1e6:.0f} MB")
            events = store._connection.execute("SELECT count(*) FROM events").fetchone()[0]
            print(f"{filed} keys, {filed / events:.1f} an event; a key holds {filed / held:.1f} at the mean, {most} at most")
        with Store.open(path) as store:  # with a cold cache of its own
            times = measure(store, facts, articles)
            joined = sum(len(store.incident(each).reports) > 1 for each in _new(store)) / (3 * articles)
    for name, taken in times.items():
        ordered = sorted(1000 * each for each in taken)
        print(f"{name:15} median {statistics.median(ordered):7.1f} ms, 95 of 100 under {ordered[len(ordered) * 95 // 100]:7.1f} ms")
    print(f"{joined:.0%} of the new events are in an incident with others")
    return 0 if statistics.median(times["linked"]) <= AT_MOST else 1


_BUCKETS = "SELECT sum(n), count(*), max(n) FROM (SELECT count(*) AS n FROM link_keys GROUP BY key)"


def _new(store: Store) -> list[str]:
    return [identity for (identity,) in store._connection.execute("SELECT id FROM events WHERE id LIKE 'n%'")]


if __name__ == "__main__":
    sys.exit(main())
