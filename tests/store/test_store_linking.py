"""Incidents follow from the events and from what people decided, in whatever order they came, and whatever happened meanwhile."""

from __future__ import annotations

import random
import re
import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.made import NOW
from tests.store.told import DOLNA, Written, killed, make_some, on, save, sentence, stored, write
from tests.store.wire import MILL, variants
from tracker.incidents.keys import asks, keys
from tracker.model import Evidence, StoredEvent
from tracker.store import Store, linking, upkeep
from tracker.store.functions import add_functions

State = dict[str, list[tuple[Any, ...]]]

# Everything that is kept of incidents, with the ids of events in place of their numbers.
_STATE = {
    "incidents": """
        SELECT i.id, f.id, l.id, i.kind, i.type, i.scope, i.status, i.date_start, i.date_end, i.reports, i.sources, i.grade,
            i.strike_status, i.first_published, i.confidence, i.position, a.id
        FROM incidents AS i JOIN events AS f ON f.serial = i.serial JOIN events AS l ON l.serial = i.lead
        JOIN articles AS a ON a.serial = i.article ORDER BY 1""",
    "members": "SELECT e.id, i.id FROM events AS e LEFT JOIN incidents AS i ON i.serial = e.incident ORDER BY 1",
    "counts": """
        SELECT i.id, c.of, c.low, c.best_low, c.best_high, c.high, c.claims, c.rule
        FROM incident_counts AS c JOIN incidents AS i ON i.serial = c.incident ORDER BY 1, 2""",
    "links": """
        SELECT min(a.id, b.id), max(a.id, b.id), l.score
        FROM links AS l JOIN events AS a ON a.serial = l.a JOIN events AS b ON b.serial = l.b ORDER BY 1, 2""",
    "keys": "SELECT k.key, e.id FROM link_keys AS k JOIN events AS e ON e.serial = k.event ORDER BY 1, 2",
    "waiting": "SELECT event FROM unlinked",
}


def state(store: Store) -> State:
    """Give all that is kept of incidents, whatever the numbers of rows."""
    return {name: store._connection.execute(sql).fetchall() for name, sql in _STATE.items()}


def groups(store: Store) -> list[list[str]]:
    """Give the ids of the events of each incident, the founding one first."""
    return sorted([report.event.id for report in incident.reports] for incident in store.incidents())


def memory(written: Iterable[Written] = ()) -> Store:
    """Make a store in memory."""
    from tracker.migrations import upgrade

    connection = sqlite3.connect(":memory:", isolation_level=None)
    add_functions(connection)
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("BEGIN IMMEDIATE")
    upgrade(connection)
    connection.execute("COMMIT")
    store = Store(connection, Path("memory"))
    save(store, written)
    return store


def serials(store: Store, *ids: str) -> list[int]:
    return [store._connection.execute("SELECT serial FROM events WHERE id = ?", [each]).fetchone()[0] for each in ids]


def decide(store: Store, one: str, other: str, *, together: bool) -> None:
    """Say that two events are of one incident, or are not."""
    a, b = sorted(serials(store, one, other))
    store._connection.execute("INSERT INTO link_decisions VALUES (?, ?, ?)", [a, b, together])
    linking.relink_events(store._connection, [a, b])


def reject(store: Store, *ids: str, review: str | None = "rejected") -> None:
    """Say what a person says of events."""
    numbers = serials(store, *ids)
    for number in numbers:
        store._connection.execute("UPDATE events SET review = ? WHERE serial = ?", [review, number])
    linking.relink_events(store._connection, numbers)


# One strike told by three outlets, one on another day, one elsewhere.
FIRST = write("a", "2026-02-03", "Valley Monitor", {"counts": killed(5)})
SECOND = write("b", "2026-02-04", "Northern Post", {"counts": killed(7)})
THIRD = write("c", "2026-02-05", "Radio Steppe", {"counts": killed(6), "status": "alleged"})
LATER = write("d", "2026-02-20", "Valley Monitor", {"date": on("2026-02-19"), "counts": killed(2)})
ELSEWHERE = write("e", "2026-02-04", "The Ledger", {"places": (DOLNA,), "targets": ("a convoy",)})
ALL = (FIRST, SECOND, THIRD, LATER, ELSEWHERE)


def test_reports_of_one_happening_are_one_incident(store: Store) -> None:
    save(store, ALL)
    assert groups(store) == [["a1", "b1", "c1"], ["d1"], ["e1"]]


def test_the_founding_report_is_that_of_the_article_published_first(store: Store) -> None:
    for written in (THIRD, SECOND):
        save(store, [written])
    assert groups(store) == [["b1", "c1"]]
    save(store, [FIRST])  # its number is the highest, its day the earliest
    assert groups(store) == [["a1", "b1", "c1"]]
    assert store.incident("c1").id == "a1"
    undated = Written(replace(FIRST.article, id="0", published=None), (replace(FIRST.events[0], id="01", article="0"),))
    save(store, [undated])
    assert groups(store) == [["a1", "b1", "c1", "01"]]


def test_events_of_one_article_are_never_linked(store: Store) -> None:
    save(store, [write("a", "2026-02-03", "Valley Monitor", {"counts": killed(5)}, {"counts": killed(5)})])
    assert groups(store) == [["a1"], ["a2"]]


def test_an_article_that_tells_of_nothing_any_more_leaves_its_incident(store: Store) -> None:
    save(store, ALL)
    save(store, [replace(FIRST, events=(), parser="2")])
    assert groups(store) == [["b1", "c1"], ["d1"], ["e1"]]
    assert state(store) == state(memory([replace(FIRST, events=(), parser="2"), *ALL[1:]]))


def test_what_held_two_together_goes_and_they_part(store: Store) -> None:
    """The middle one is like both, these are not like each other."""
    middle = write("m", "2026-02-04", "Northern Post", {})
    one = write("a", "2026-02-03", "Valley Monitor", {})
    save(store, [one, middle])
    before = state(store)
    save(store, [THIRD])
    save(store, [replace(THIRD, events=(), parser="2")])
    assert {name: rows for name, rows in state(store).items() if rows} == {name: rows for name, rows in before.items() if rows}


@settings(max_examples=15, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, 40))
def test_incidents_are_the_same_in_any_order(order: random.Random, seed: int) -> None:
    told = make_some(random.Random(seed), 14, 4)
    expected = state(memory(told))
    order.shuffle(told)
    with memory(told) as store:
        assert state(store) == expected


@settings(max_examples=10, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(0, 40))
def test_incidents_are_the_same_whatever_the_articles_said_before(dice: random.Random, seed: int) -> None:
    """Articles change, are parsed anew, lose events and get them back: what counts is what they say now."""
    final = make_some(random.Random(seed), 10, 3)
    before = [
        replace(earlier, article=replace(earlier.article, id=now.article.id), events=_renamed(earlier, now.article.id))
        for now, earlier in zip(final, make_some(random.Random(seed + 1), 10, 3), strict=True)
    ]
    changes = [*before, *before[::3], *(replace(each, events=each.events[:1], parser="2") for each in final[::2])]
    dice.shuffle(changes)
    with memory(changes) as store:
        save(store, final)
        save(store, final)  # again: unchanged
        with memory(final) as fresh:
            assert state(store) == state(fresh)


def _renamed(written: Written, article: str) -> tuple[Any, ...]:
    return tuple(replace(each, article=article, id=f"{article}old{n}") for n, each in enumerate(written.events))


def test_linking_anew_finds_what_is_there(store: Store) -> None:
    told = make_some(random.Random(3), 30, 6)
    save(store, told)
    before = state(store)
    assert any(len(group) > 2 for group in groups(store))
    assert store.relink() == sum(len(each.events) for each in told)
    assert store.stats().reports == store.relink()  # nothing is lost meanwhile
    while store.link_waiting(7):
        assert store.stats().reports == len(before["members"])
    assert state(store) == before


def test_events_of_an_older_database_are_linked_with_each_save(tmp_path: Path) -> None:
    from tests.test_migrations import make

    told = make_some(random.Random(5), 24, 5)
    path = tmp_path / "old.db"
    with closing(make(path, 9)) as connection:
        _insert(connection, told)
    with Store.open(path) as store:
        events = sum(len(each.events) for each in told)
        assert store.unlinked() == events == store.stats().events == store.stats().reports  # each is one, as before
        assert not [found for check in upkeep.check(path) for found in check.findings]
        assert all(len(incident.reports) == 1 for incident in store.incidents())
        save(store, [write("new", "2027-01-01", "Far Away", {"date": on("2027-01-01"), "places": ()})])
        while store.link_waiting():
            pass
        assert store.unlinked() == 0
        rest = (written for written in told)
        with memory([*rest, write("new", "2027-01-01", "Far Away", {"date": on("2027-01-01"), "places": ()})]) as fresh:
            assert state(store)["members"] == state(fresh)["members"]
            assert state(store)["links"] == state(fresh)["links"]


def _insert(connection: sqlite3.Connection, told: Sequence[Written]) -> None:
    """Insert articles as a tracker of schema 9 did: by today's hand, without what came later."""
    from tracker.store import write as writing

    add_functions(connection)
    db = writing.prepare(connection)
    for each in told:
        batch = writing.Batch(each.article, each.events, each.parser, NOW)
        row = {**writing._article_row(batch), "id": each.article.id, "version": 1}
        serial = db.table("articles").insert(row).last_rowid
        assert serial is not None
        writing.insert_events(db.conn, serial, each.events, each.parser)


# --- what people decide --------------------------------------------------------------------------------------------------------


def test_two_that_a_person_merges_are_one_and_stay_so(store: Store) -> None:
    save(store, ALL)
    decide(store, "d1", "e1", together=True)
    assert groups(store) == [["a1", "b1", "c1"], ["e1", "d1"]]
    save(store, [write("f", "2026-02-06", "Border Gazette", {"counts": killed(6)})])
    assert groups(store) == [["a1", "b1", "c1", "f1"], ["e1", "d1"]]


def test_two_that_a_person_parts_are_two_and_stay_so(store: Store) -> None:
    save(store, ALL[:2])
    decide(store, "a1", "b1", together=False)
    assert groups(store) == [["a1"], ["b1"]]
    save(store, ALL[2:])
    assert sorted(map(len, groups(store))) == [1, 1, 1, 2]
    assert ["a1", "b1", "c1"] not in groups(store)


def test_what_is_rejected_is_in_no_incident_and_meets_no_filter(store: Store) -> None:
    save(store, ALL)
    before = state(store)
    reject(store, "a1", "e1")
    assert groups(store) == [["b1", "c1"], ["d1"]]
    assert [found.event.id for found in store.events()] == ["b1", "c1", "d1"]
    assert store.stats().reports == 3
    assert store.event("a1").event.id == "a1"  # `show` still has it
    assert {held.article.id: held.events for held in store.articles()} == {"a": 0, "b": 1, "c": 1, "d": 1, "e": 0}
    assert not [found for found in store.search("convoy") if found.event]
    with closing(sqlite3.connect(store.path)) as plain:
        assert plain.execute("SELECT event_id, incident_id FROM timeline ORDER BY 1").fetchall() == [
            ("b1", "b1"),
            ("c1", "b1"),
            ("d1", "d1"),
        ]
    reject(store, "a1", "e1", review=None)
    assert state(store) == before


def test_a_field_that_is_set_is_compared_anew(store: Store) -> None:
    save(store, ALL)
    (number,) = serials(store, "d1")
    store._connection.execute("UPDATE events SET date_start = '2026-02-03', date_end = '2026-02-03' WHERE serial = ?", [number])
    linking.relink_events(store._connection, [number])
    assert "d1" in store.incident("a1").as_dict()["events"]


# --- copies --------------------------------------------------------------------------------------------------------------------


def _print(name: str, day: str, text: str) -> Written:
    """Print a wire story under an outlet's own name."""
    told = write(name, day, f"{name} Times", {"counts": killed(9)})
    begin = len(text) + 1
    words = sentence(told.events[0])
    event = replace(told.events[0], evidence=(Evidence(words, begin, begin + len(words)),))
    return Written(replace(told.article, text=f"{text} {words}"), (event,))


def test_incidents_are_summed_up_anew_where_an_article_turns_out_to_be_a_copy(store: Store) -> None:
    prints = [_print(name, f"2026-02-0{day}", text) for day, (name, text) in enumerate(_TEXTS, 4)]
    save(store, prints)
    assert groups(store) == [["x1", "y1", "z1"]]
    assert store.incident("x1").sources == 1
    own = prints[1]
    rewritten = replace(own.article, text=" ".join(reversed(own.article.text.split())))
    words = Evidence(rewritten.text[:20], 0, 20)
    save(store, [Written(rewritten, (replace(own.events[0], evidence=(words,)),))])
    assert store.incident("x1").sources == 2
    assert store._connection.execute("SELECT sources FROM incidents").fetchall() == [(2,)]
    save(store, [own])
    assert store._connection.execute("SELECT sources FROM incidents").fetchall() == [(1,)]


_TEXTS = (("x", MILL), ("y", variants(MILL)["headline"]), ("z", variants(MILL)["edited"]))


def test_copies_that_are_found_late_are_one_source_as_well(tmp_path: Path) -> None:
    path = tmp_path / "t.db"
    prints = [_print(name, f"2026-02-0{day}", text) for day, (name, text) in enumerate(_TEXTS, 4)]
    with Store.open(path) as store:
        save(store, prints)
    with closing(sqlite3.connect(path)) as plain:  # as a database of before step 6, whose articles were never compared
        for table in ("copies", "sketch_keys", "sketches"):
            plain.execute(f"DELETE FROM {table}")
        plain.execute("INSERT INTO unsketched SELECT serial FROM articles")
        plain.commit()
    with Store.open(path) as store:
        assert store.incident("x1").sources == 3
        assert store.catch_up() == 3
        assert store._connection.execute("SELECT sources FROM incidents").fetchall() == [(1,)]


# --- whole or not at all -------------------------------------------------------------------------------------------------------


def test_a_save_that_fails_at_the_last_leaves_incidents_as_they_were(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    save(store, ALL[:2])
    before = state(store)

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("no")

    monkeypatch.setattr(linking, "catch_up", fail)
    with pytest.raises(RuntimeError, match="no"):
        save(store, [THIRD])
    monkeypatch.undo()
    assert state(store) == before


def test_what_another_program_deletes_leaves_events_that_are_linked_with_the_next_save(store: Store) -> None:
    save(store, ALL)
    with closing(sqlite3.connect(store.path)) as plain:
        plain.execute("PRAGMA foreign_keys = ON")
        plain.execute("DELETE FROM articles WHERE id = 'a'")
        plain.commit()
    assert store.unlinked() == 2
    findings = {check.name: check.findings for check in upkeep.check(store.path)}
    assert findings["incidents"] == ("the event b1 is in no incident", "the event c1 is in no incident")
    assert groups(store) == [["d1"], ["e1"]]
    assert store.link_waiting() == 2
    assert groups(store) == [["b1", "c1"], ["d1"], ["e1"]]
    assert state(store) == state(memory(ALL[1:]))


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        ("UPDATE events SET incident = NULL WHERE id = 'd1'", "the event d1 is in no incident"),
        ("UPDATE events SET review = 'rejected' WHERE id = 'd1'", "the event d1 was rejected, but is in an incident"),
        ("UPDATE events SET incident = 99 WHERE id = 'd1'", "the event d1 is in no incident"),
        ("UPDATE incidents SET reports = 4 WHERE id = 'd1'", "the incident d1 should have 4 reports, but has 1"),
        ("DELETE FROM events WHERE id = 'd1'", "the incident d1 does not hold the events that it is known by"),
        ("UPDATE incidents SET id = 'z' WHERE id = 'd1'", "the incident z does not hold the events that it is known by"),
        ("UPDATE events SET kind = 'detention' WHERE id = 'd1'", "the incident d1 mixes strikes and detentions"),
    ],
)
def test_the_check_finds_incidents_that_are_broken(store: Store, harm: str, found: str) -> None:
    save(store, ALL)
    with closing(sqlite3.connect(store.path)) as plain:
        plain.execute(harm)
        plain.commit()
    findings = {check.name: check.findings for check in upkeep.check(store.path)}
    assert any(line.startswith(found) for line in findings["incidents"]), findings


# --- keys and questions --------------------------------------------------------------------------------------------------------


def test_whom_a_report_asks_for_asks_for_it() -> None:
    """What is asked for is not kept, only what is filed: else it would matter who came first."""
    told = [stored(each, n) for each in make_some(random.Random(9), 150, 30) for n in range(len(each.events))]
    told += [_moved(report, dice) for report in told[::2] for dice in [random.Random(report.event.id)]]
    filed = [(keys(report), asks(report)) for report in told]
    for own, asked in filed:
        for others, their in filed:
            assert bool(asked & others) == bool(their & own)


def _moved(report: StoredEvent, dice: random.Random) -> StoredEvent:
    """Move a report by up to ten kilometres, far north as well, and stretch its days."""
    event = report.event
    north = dice.choice((0.0, 24.0, 47.0))
    places = tuple(
        replace(
            place, latitude=(place.latitude or 0) + north + dice.uniform(-0.1, 0.1), longitude=dice.choice((-180, 38.2, 179.99))
        )
        for place in event.places
    )
    day = event.date and replace(event.date, end=event.date.end + timedelta(days=dice.randrange(40)), precision="range")
    return replace(report, event=replace(event, places=places, date=day and (day if day.start else event.date)))


@pytest.mark.parametrize(
    ("sql", "values"),
    [
        (linking._NEAR, ["[1]"]),
        (linking._NEXT, {"of": "[1]", "join": 1.0}),
        (linking._MEMBERS, ["[1]"]),
        (linking._LINKS, {"of": "[1]"}),
        (linking._DECISIONS, {"of": "[1]"}),
        (linking._INCIDENTS_OF, ["[1]"]),
        (linking._WAITING, {"most": 50}),
        (linking._FORGET.format(table="links", column="b"), ["[1]"]),
        (linking._FORGET.format(table="link_keys", column="event"), ["[1]"]),
    ],
)
def test_an_event_is_linked_without_a_look_at_all_others(store: Store, sql: str, values: Any) -> None:
    plan = [step for *_, step in store._connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)]
    scans = [step for step in plan if step.startswith("SCAN")]
    assert all(re.match(r"SCAN (json_each|asked|unlinked|CONSTANT)", step) for step in scans), scans
    assert any(step.startswith("SEARCH") for step in plan)


def test_an_incident_of_many_reports_is_parted_now_and_then_and_whole_when_all_is_written(tmp_path: Path) -> None:
    path = tmp_path / "large.db"
    told = [write(f"a{number:03}", "2026-02-04", f"Outlet {number}", {"counts": killed(5)}) for number in range(linking.LARGE + 20)]
    with Store.open(path) as store:
        save(store, told)
        assert 0 < store.unlinked() < linking.BACKLOG  # these stand alone as yet
        alone = store.unlinked()
        assert sorted(len(incident.reports) for incident in store.incidents()) == [*[1] * alone, len(told) - alone]
    with Store.open(path) as store:
        assert store.unlinked() == 0
        assert [len(incident.reports) for incident in store.incidents()] == [len(told)]
