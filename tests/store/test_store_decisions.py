"""What people decide holds: in every answer, after articles are written anew by whatever parser, and until it is taken back."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.test_store_linking import memory, state
from tests.store.told import DOLNA, Written, killed, make_some, on, save, write
from tracker.correct import corrected, value_of
from tracker.errors import Ambiguous, NotFound, UsageError
from tracker.model import Event, Filter
from tracker.store import Store, decisions
from tracker.store.decisions import Action, Asked, Decision

WHEN = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)

# One strike told by three outlets, one elsewhere, a total, an arrest.
FIRST = write("a", "2026-02-03", "Valley Monitor", {"counts": killed(5)})
SECOND = write("b", "2026-02-04", "Northern Post", {"counts": killed(7)})
THIRD = write("c", "2026-02-05", "Radio Steppe", {"counts": killed(6)})
ELSEWHERE = write("e", "2026-02-04", "The Ledger", {"places": (DOLNA,), "targets": ("a convoy",), "counts": killed(2)})
TOTAL = write("t", "2026-02-20", "The Ledger", {"scope": "aggregate", "counts": killed(40), "date": on("2026-02-01", "month", 27)})
ARREST = write("h", "2026-02-04", "Radio Steppe", {"kind": "detention", "type": "arrest", "counts": ()})
ALL = (FIRST, SECOND, THIRD, ELSEWHERE)


def decide(store: Store, action: Action, event: str, *others: str, **said: Any) -> int:
    return decisions.decide(store._connection, Asked(action, event, "mara", WHEN, others, **said))


def put(store: Store, event: str, field: str, data: Any, why: str | None = None) -> int:
    """Correct a field, the value being as an event's JSON has it."""
    return decide(store, "set", event, field=field, value=str(data), data=data, why=why)


def toll(low: int, high: int | None = None) -> list[dict[str, Any]]:
    return [{"of": "killed", "low": low, "high": high or low, "group": None, "text": ""}]


def undo(store: Store, number: int | None = None) -> int:
    return decisions.undo(store._connection, number, by="ivo", made=WHEN, why="a slip")


def history(store: Store, identity: str | None = None) -> list[Decision]:
    return decisions.read_history(store._connection, identity)


def orphans(store: Store) -> list[int]:
    return [each.serial for each in decisions.read_orphaned(store._connection)]


def groups(store: Store) -> list[list[str]]:
    return sorted([report.event.id for report in incident.reports] for incident in store.incidents())


def best(store: Store, of: str = "killed") -> int:
    """Give the sum of the best figures."""
    return next((each.low for each in store.stats().sums if each.of == of), 0)


def renamed(written: Written, *, parser: str = "2", **fields: Any) -> Written:
    """Give what a newer parser finds in an article: the same words under other ids."""
    events = tuple(replace(event, id=f"{event.id}x{parser}", **fields) for event in written.events)
    return replace(written, events=events, parser=parser)


def corrected_text(written: Written, old: str, new: str, *, ahead: str = "") -> Written:
    """Give the article after its desk has changed words and put others ahead; each event's words are found in it again."""
    text = ahead + written.article.text.replace(old, new)
    events: list[Event] = []
    for event in written.events:
        (piece,) = event.evidence
        words = piece.text.replace(old, new)
        at = text.index(words)
        events.append(
            replace(event, id=f"{event.id}y{len(text)}", evidence=(replace(piece, text=words, start=at, end=at + len(words)),))
        )
    return replace(written, article=replace(written.article, text=text), events=tuple(events))


# --- rows that stay -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["decisions", "decision_events"])
def test_rows_are_only_added(store: Store, table: str) -> None:
    save(store, ALL)
    decide(store, "reject", "a1")
    column = "person" if table == "decisions" else "event"
    for sql in (f"UPDATE {table} SET {column} = 'x'", f"DELETE FROM {table}"):
        with pytest.raises(sqlite3.IntegrityError, match="only added to"):
            store._connection.execute(sql)


def test_a_decision_says_who_when_what_it_was_what_it_is_and_why(store: Store) -> None:
    save(store, ALL)
    number = decide(store, "set", "a1", field="killed", value="9", data=toll(9), why="the hospital's list")
    (row,) = history(store, "a1")
    assert (row.serial, row.made, row.by, row.action, row.field, row.value) == (
        number,
        "2026-03-02T09:30:00+00:00",
        "mara",
        "set",
        "killed",
        "9",
    )
    assert row.was == [{"of": "killed", "low": 5, "high": 5, "group": None, "text": "5"}]
    assert row.why == "the hospital's list"
    assert (row.about.article, row.about.event, row.about.now, row.undone) == ("a", "a1", "a1", None)
    assert row.about.evidence == (FIRST.events[0].evidence[0].text,)


def test_what_can_not_be_done_leaves_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The row and what follows from it are one transaction."""
    save(store, ALL)
    before = groups(store)

    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("tracker.store.linking.relink_events", fail)
    with pytest.raises(RuntimeError):
        decide(store, "reject", "a1")
    assert history(store) == []
    assert groups(store) == before
    assert store.event("a1").event == FIRST.events[0]


# --- fields -------------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "data", "where"),
    [
        ("type", "drone_strike", Filter(types=("drone_strike",))),
        ("status", "denied", Filter(statuses=("denied",))),
        ("actor", ["Rebels"], Filter(actors=("rebels",))),
        ("target", ["the dam"], Filter(targets=("dam",))),
        ("place", [value_of(ELSEWHERE.events[0], "place")[0]], Filter(places=("dolna",))),
        (
            "date",
            value_of(TOTAL.events[0], "date") | {"start": "2025-12-02", "end": "2025-12-03"},
            Filter(until=on("2025-12-31").end),
        ),
    ],
)
def test_what_is_set_is_what_is_asked(store: Store, field: str, data: Any, where: Filter) -> None:
    save(store, [FIRST, SECOND])
    number = put(store, "a1", field, data)
    assert [stored.event for stored in store.events(where)] == [corrected(FIRST.events[0], field, data)]
    assert [incident.id for incident in store.incidents(where)] == ["a1"]
    undo(store, number)
    assert list(store.events(where)) == []
    assert store.event("a1").event == FIRST.events[0]


def test_a_number_that_is_set_is_in_the_sums(store: Store) -> None:
    save(store, [ELSEWHERE])
    put(store, "e1", "killed", toll(30))
    assert best(store) == 30
    put(store, "e1", "killed", [])
    assert best(store) == 0


def test_one_that_is_set_may_part_an_incident_and_join_it_again(store: Store) -> None:
    save(store, [FIRST, SECOND])
    assert groups(store) == [["a1", "b1"]]
    number = put(store, "b1", "date", value_of(SECOND.events[0], "date") | {"start": "2025-06-01", "end": "2025-06-01"})
    assert groups(store) == [["a1"], ["b1"]]
    undo(store, number)
    assert groups(store) == [["a1", "b1"]]


def test_fields_are_taken_back_one_by_one(store: Store) -> None:
    save(store, ALL)
    one, two, three = (
        put(store, "a1", "killed", toll(8)),
        put(store, "a1", "status", "alleged"),
        put(store, "a1", "killed", toll(9)),
    )
    undo(store, one)  # a later word on the same stands
    assert value_of(store.event("a1").event, "killed")[0]["low"] == 9
    undo(store, three)
    assert value_of(store.event("a1").event, "killed")[0]["low"] == 5
    assert store.event("a1").event.status == "alleged"
    undo(store)  # the last one that stands
    assert store.event("a1").event == FIRST.events[0]
    assert [(row.serial, row.undone) for row in history(store, "a1")][:3] == [(one, 4), (two, 6), (three, 5)]


@pytest.mark.parametrize(("again", "said"), [("undo", "decide anew"), ("same", "already"), ("none", "no decision")])
def test_what_can_not_be_taken_back(store: Store, again: str, said: str) -> None:
    save(store, ALL)
    number = decide(store, "accept", "a1")
    back = undo(store, number)
    with pytest.raises((UsageError, NotFound), match=said):
        undo(store, {"undo": back, "same": number, "none": 99}[again])
    with pytest.raises(NotFound):
        undo(store)


# --- accept and reject --------------------------------------------------------------------------------------------------------


def test_what_is_rejected_is_in_no_answer_and_comes_back(store: Store) -> None:
    save(store, ALL)
    number = decide(store, "reject", "b1")
    assert groups(store) == [["a1", "c1"], ["e1"]]
    assert [stored.event.id for stored in store.events()] == ["a1", "c1", "e1"]
    assert store.stats().reports == 3
    with pytest.raises(NotFound, match="rejected"):
        store.incident("b1")
    undo(store, number)
    assert groups(store) == [["a1", "b1", "c1"], ["e1"]]


def test_the_founding_report_can_be_rejected(store: Store) -> None:
    save(store, ALL)
    decide(store, "reject", "a1")
    assert groups(store) == [["b1", "c1"], ["e1"]]
    assert store.incident("b1").id == "b1"


def test_the_last_word_on_an_event_holds(store: Store) -> None:
    save(store, ALL)
    decide(store, "reject", "e1")
    accepted = decide(store, "accept", "e1")  # by its id, though it is in no list any more
    assert ["e1"] in groups(store)
    undo(store, accepted)
    assert ["e1"] not in groups(store)


# --- incidents ----------------------------------------------------------------------------------------------------------------


def test_two_incidents_become_one_and_part_again(store: Store) -> None:
    save(store, ALL)
    merged = decide(store, "merge", "c1", "e1")
    assert groups(store) == [["a1", "b1", "e1", "c1"]]
    undo(store, merged)
    assert groups(store) == [["a1", "b1", "c1"], ["e1"]]


def test_some_events_are_taken_out_together(store: Store) -> None:
    save(store, ALL)
    decide(store, "split", "a1", "b1", "c1")
    assert groups(store) == [["a1"], ["b1", "c1"], ["e1"]]


def test_one_event_is_taken_out_and_put_elsewhere(store: Store) -> None:
    save(store, ALL)
    decide(store, "unlink", "b1")
    assert groups(store) == [["a1", "c1"], ["b1"], ["e1"]]
    decide(store, "link", "b1", "e1")
    assert groups(store) == [["a1", "c1"], ["b1", "e1"]]
    decide(store, "unlink", "b1")
    decide(store, "link", "b1", "a1")  # whoever changes their mind is right
    assert groups(store) == [["a1", "b1", "c1"], ["e1"]]


def test_what_was_merged_through_one_event_stays_without_it(store: Store) -> None:
    """The three are one since a person said so; that one of them is taken out says nothing of the other two."""
    far = write("f", "2026-02-04", "Border Gazette", {"places": (DOLNA,), "targets": ("the school",), "date": on("2026-01-10")})
    save(store, [SECOND, ELSEWHERE, far])
    assert groups(store) == [["b1"], ["e1"], ["f1"]]
    decide(store, "merge", "b1", "e1")
    decide(store, "merge", "b1", "f1")
    assert groups(store) == [["b1", "e1", "f1"]]
    decide(store, "unlink", "b1")
    assert groups(store) == [["b1"], ["e1", "f1"]]


@pytest.mark.parametrize(
    ("action", "event", "others", "said"),
    [
        ("merge", "a1", ["b1"], "one incident already"),
        ("apart", "a1", ["b1"], "tracker split"),
        ("merge", "a1", ["t1"], "an incident and t1 an aggregate"),
        ("merge", "a1", ["h1"], "a strike and h1 a detention"),
        ("link", "a1", ["h1"], "can't be one"),
        ("unlink", "e1", [], "alone"),
        ("split", "a1", ["e1"], "not in the incident"),
        ("split", "a1", ["a1", "b1", "c1"], "leave at least one"),
    ],
)
def test_what_can_not_be_one_or_apart(store: Store, action: Action, event: str, others: Sequence[str], said: str) -> None:
    save(store, [*ALL, TOTAL, ARREST])
    before = groups(store)
    with pytest.raises(UsageError, match=said) as error:
        decide(store, action, event, *others)
    assert "\n" not in str(error.value)
    assert (groups(store), history(store)) == (before, [])


def test_ids_may_be_beginnings(store: Store) -> None:
    save(store, [write("abc", "2026-02-03", "Valley Monitor", {}, {"places": (DOLNA,)}), ELSEWHERE])
    decide(store, "accept", "e")
    assert history(store, "e")[0].about.event == "e1"
    with pytest.raises(Ambiguous):
        decide(store, "accept", "abc")
    with pytest.raises(NotFound):
        decide(store, "accept", "zz")


def test_new_reports_do_not_undo_what_people_said(store: Store) -> None:
    """A report that the machine finds like both of two that are kept apart joins one of them."""
    save(store, [FIRST, SECOND, ELSEWHERE])
    decide(store, "split", "a1", "b1")
    decide(store, "merge", "a1", "e1")
    save(store, [THIRD, write("g", "2026-02-06", "Border Gazette", {"counts": killed(6)})])
    found = groups(store)
    together = next(group for group in found if "a1" in group)
    assert "e1" in together
    assert "b1" not in together
    store.relink()
    while store.link_waiting():
        pass
    assert groups(store) == found


def test_a_grade_that_is_set_stands_before_what_is_proposed(store: Store) -> None:
    save(store, ALL)
    proposed = store.incident("a1").grade
    number = decide(store, "grade", "b1", value="Discounted", why="taken back by both")
    grade = store.incident("a1").grade
    assert (grade.value, grade.set_by, grade.why) == ("Discounted", "mara", "taken back by both")
    save(store, [renamed(each) for each in ALL])
    assert store.incident("a1x2").grade == grade
    undo(store, number)
    assert store.incident("a1x2").grade == proposed


# --- articles that are written anew -------------------------------------------------------------------------------------------

SAID: Sequence[tuple[Action, str, Sequence[str], dict[str, Any]]] = (
    ("set", "a1", (), {"field": "killed", "value": "9", "data": toll(9)}),
    ("accept", "b1", (), {}),
    ("reject", "c1", (), {}),
    ("merge", "a1", ("e1",), {}),
    ("split", "a1", ("b1",), {}),
)


def settled(store: Store) -> list[Any]:
    """Say what holds, whatever the ids of events: each incident by its articles and best figures."""
    return sorted(
        (
            [(report.event.article, value_of(report.event, "killed")) for report in incident.reports],
            [(figure.of, figure.best_low, figure.best_high) for figure in incident.figures],
        )
        for incident in store.incidents()
    )


@pytest.mark.parametrize("how", ["same ids", "other ids", "other kind of words", "moved down", "reworded", "in between gone"])
def test_what_was_decided_holds_when_articles_are_read_anew(store: Store, how: str) -> None:
    save(store, ALL)
    for action, event, others, said in SAID:
        decide(store, action, event, *others, **said)
    before = settled(store)
    anew = {
        "same ids": [replace(each, parser="2") for each in ALL],
        "other ids": [renamed(each) for each in ALL],
        "other kind of words": [renamed(each, weapons=("bombs",), confidence=0.4) for each in ALL],
        "moved down": [corrected_text(each, "", "", ahead="By our staff. ") for each in ALL],
        "reworded": [corrected_text(each, "struck", "bombed") for each in ALL],
        "in between gone": [replace(each, events=(), parser="3") for each in ALL],
    }[how]
    save(store, anew)
    if how == "in between gone":
        assert len(orphans(store)) == len(SAID)
        save(store, [renamed(each, parser="4") for each in ALL])
    assert settled(store) == before
    assert orphans(store) == []
    for number in range(len(SAID), 0, -1):
        undo(store, number)
    assert groups(store) == groups_of(store)


def groups_of(store: Store) -> list[list[str]]:
    """Give the incidents as they are linked with nothing decided."""
    store.relink()
    while store.link_waiting():
        pass
    assert not store._connection.execute("SELECT * FROM link_decisions").fetchall()
    assert not store._connection.execute("SELECT * FROM parsed_events").fetchall()
    assert not store._connection.execute("SELECT * FROM events WHERE review IS NOT NULL").fetchall()
    return groups(store)


def test_one_whose_words_are_gone_is_orphaned_until_they_are_back(store: Store) -> None:
    save(store, ALL)
    number = put(store, "a1", "killed", toll(9))
    gone = write(
        "a", "2026-02-03", "Valley Monitor", {"places": (DOLNA,), "targets": ("a ferry",), "actors": ("Rebels",), "id": "n1"}
    )
    gone = replace(gone, events=(replace(gone.events[0], evidence=gone.events[0].evidence),))
    save(store, [gone])
    assert orphans(store) == [number]
    (row,) = history(store, "a1")
    assert row.about.now is None
    assert store.event("n1").event == gone.events[0]
    save(store, [renamed(FIRST)])
    assert orphans(store) == []
    assert value_of(store.event("a1x2").event, "killed")[0]["low"] == 9
    assert [row.serial for row in history(store, "a1x2")] == [number]


def test_an_orphaned_one_can_be_taken_back(store: Store) -> None:
    save(store, ALL)
    number = put(store, "a1", "killed", toll(9))
    save(store, [replace(FIRST, events=(), parser="2")])
    undo(store, number)
    assert orphans(store) == []
    save(store, [renamed(FIRST, parser="3")])
    assert store.event("a1x3").event == renamed(FIRST, parser="3").events[0]


def test_an_event_of_the_same_id_that_says_something_else_is_another(store: Store) -> None:
    """Ids follow from where a sentence begins: the first sentence of a corrected article has that of the first one before."""
    save(store, [FIRST])
    number = decide(store, "reject", "a1")
    other = write("a", "2026-02-03", "Valley Monitor", {"places": (DOLNA,), "targets": ("a ferry",), "actors": ("Rebels",)})
    text = "Rebels sank a ferry near Dolna; nobody was hurt."
    piece = replace(other.events[0].evidence[0], text=text, start=0, end=len(text))
    save(store, [replace(other, article=replace(other.article, text=text), events=(replace(other.events[0], evidence=(piece,)),))])
    assert groups(store) == [["a1"]]
    assert orphans(store) == [number]


def test_of_two_events_each_keeps_its_own(store: Store) -> None:
    """Their sentences are alike, and they change places."""
    both = write(
        "p",
        "2026-02-03",
        "Valley Monitor",
        {"counts": killed(5)},
        {"counts": killed(3), "places": (DOLNA,), "targets": ("a convoy",)},
    )
    save(store, [both])
    decide(store, "reject", "p1")
    put(store, "p2", "killed", toll(4))
    one, two = both.events
    save(store, [replace(both, parser="2", events=(replace(two, id="q1"), replace(one, id="q2")))])
    assert groups(store) == [["q1"]]
    assert value_of(store.event("q1").event, "killed")[0]["low"] == 4


def test_a_sentence_of_two_events_gives_none_away(store: Store) -> None:
    """Both were read from the same words; the one that was rejected is not found any more, the other one is."""
    both = write("p", "2026-02-03", "Valley Monitor", {"counts": killed(5)}, {"counts": killed(3), "places": (DOLNA,)})
    (one, two) = (replace(event, evidence=both.events[0].evidence) for event in both.events)
    save(store, [replace(both, events=(one, two))])
    number = decide(store, "reject", "p2")
    save(store, [replace(both, events=(one,), parser="2")])
    assert groups(store) == [["p1"]]
    assert orphans(store) == [number]


def test_a_country_that_was_set_is_taken_back_after_another_parser(store: Store) -> None:
    save(store, [FIRST])
    lebanon = {"name": "Lebanon", "text": "Lebanon", "country": "LB", "admin1": None, "latitude": None, "longitude": None}
    number = put(store, "a1", "country", {**lebanon, "precision": "country", "radius_km": None})
    assert [place.country for place in store.event("a1").event.places] == ["LB"]
    save(store, [renamed(FIRST)])
    assert [place.country for place in store.event("a1x2").event.places] == ["LB"]
    undo(store, number)
    assert store.event("a1x2").event == renamed(FIRST).events[0]


def test_those_that_a_merge_names_stay_one_without_the_first(store: Store) -> None:
    """The event that the merge was about is gone with its article's next version; what it joined is one still."""
    save(store, [FIRST, SECOND, ELSEWHERE])
    decide(store, "merge", "a1", "e1")
    save(store, [replace(FIRST, events=(), parser="2")])
    assert groups(store) == [["b1", "e1"]]
    save(store, [renamed(SECOND)])
    assert groups(store) == [["b1x2", "e1"]]
    save(store, [renamed(FIRST, parser="3")])
    assert groups(store) == [["a1x3", "b1x2", "e1"]]


# --- history ------------------------------------------------------------------------------------------------------------------


def test_history_is_of_an_event_an_incident_or_an_article(store: Store) -> None:
    save(store, ALL)
    one, two = decide(store, "accept", "b1"), decide(store, "merge", "a1", "e1")
    three = decide(store, "grade", "e1", value="Weak")
    back = undo(store, two)
    assert [row.serial for row in history(store)] == [one, two, three, back]
    for identity in ("b1", "b"):  # an event; an article
        assert one in [row.serial for row in history(store, identity)]
    assert [row.serial for row in history(store, "e1")] == [two]  # the grade stays with the report that founded the incident
    assert [row.serial for row in history(store, "a1")] == [one, two, three, back]  # of an incident: of each of its events
    with pytest.raises(NotFound):
        history(store, "zz")


def test_what_was_before_is_kept_as_json(store: Store) -> None:
    save(store, ALL)
    merged = decide(store, "merge", "a1", "e1")
    accepted = decide(store, "accept", "a1")
    decide(store, "reject", "a1")
    was = {row.serial: row.was for row in history(store)}
    assert was[merged] == ["a1", "b1", "c1"]
    assert was[accepted] is None
    assert was[accepted + 1] == "accepted"
    kept = store._connection.execute("SELECT json_valid(was) FROM decisions WHERE was IS NOT NULL").fetchall()
    assert {valid for (valid,) in kept} == {1}
    assert json.loads(store._connection.execute("SELECT evidence FROM decision_events").fetchone()[0])


# --- whatever was decided -----------------------------------------------------------------------------------------------------

_DECIDED = {
    "pairs": """
        SELECT min(x.id, y.id), max(x.id, y.id), d.together FROM link_decisions AS d
        JOIN events AS x ON x.serial = d.a JOIN events AS y ON y.serial = d.b ORDER BY 1, 2""",
    "events": "SELECT e.id, e.review, p.content FROM events AS e LEFT JOIN parsed_events AS p ON p.event = e.serial ORDER BY 1",
    "found": "SELECT f.decision, f.side, f.position, e.id FROM decided_events AS f JOIN events AS e ON e.serial = f.event",
}


def whole(store: Store) -> dict[str, list[Any]]:
    """Give all that is kept of incidents, and what follows from decisions, whatever the numbers of rows."""
    return {**state(store), **{name: sorted(store._connection.execute(sql), key=repr) for name, sql in _DECIDED.items()}}


def decide_some(store: Store, dice: random.Random, ids: Sequence[str], number: int) -> None:
    """Decide at random; what can't be decided is not."""
    for _ in range(number):
        one, other = dice.sample(list(ids), 2)
        action = dice.choice((*decisions.ACTIONS, "set", "merge"))
        field, data = ("killed", toll(dice.randrange(9))) if action == "set" else (None, None)
        others = (other,) if action in ("merge", "apart", "split", "link") else ()
        with suppress(UsageError, NotFound):
            decide(store, action, one, *others, field=field, value="Weak", data=data)
        if dice.random() < 0.2:
            with suppress(NotFound):
                undo(store)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000))
def test_whatever_was_decided_holds_when_all_is_read_anew_and_can_be_taken_back(seed: int) -> None:
    dice = random.Random(seed)
    told = make_some(dice, 10, 3)
    with memory(told) as store, memory(told) as untouched:
        decide_some(store, dice, [event.id for each in told for event in each.events], 12)
        before = whole(store)
        for parser in ("2", "3"):
            save(store, dice.sample([replace(each, parser=parser) for each in told], len(told)))
        assert whole(store) == before
        standing = [row.serial for row in decisions.read_standing(store._connection)]
        for number in dice.sample(standing, len(standing)):
            undo(store, number)
        assert state(store) == state(untouched)
        assert list(store.events()) == [replace(each, parser="3") for each in untouched.events()]
