"""What is to be reviewed and in what order; lines that are filled in elsewhere; what was reviewed as gold."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cli.made import ARTICLE, CAPTURE, EVENTS, STRIKE, TOTAL, UNDATED
from tests.store import made
from tracker.decisions import Decisions
from tracker.evaluate import evaluate, gold_event, load_gold
from tracker.incidents.weights import SUGGEST
from tracker.model import Article, Count, Event, Evidence, Filter, Place
from tracker.review import (
    KEYS,
    Action,
    Ask,
    ChangedItem,
    Question,
    Queue,
    Reviewed,
    SuggestionItem,
    Taken,
    Taker,
    decision_line,
    document,
    gold,
    is_complete,
    question_lines,
    read_line,
)
from tracker.review.gold import whole
from tracker.store import Store
from tracker.store.reviews import Reviews

# --- gold ---------------------------------------------------------------------------------------------------------------------


def reviewed(*reviews: str | None, events: tuple[Event, ...] = EVENTS) -> list[Reviewed]:
    """Pair events with what people decided about each."""
    return [Reviewed(event, review) for event, review in zip(events, reviews, strict=True)]  # type: ignore[arg-type]


def write_gold(folder: Path, events: list[Reviewed]) -> None:
    (folder / "docs.jsonl").write_text(json.dumps(document(ARTICLE)) + "\n", "utf-8")
    (folder / "gold.jsonl").write_text(json.dumps(gold(ARTICLE.id, events)) + "\n", "utf-8")


def test_a_parser_that_finds_what_was_accepted_is_right_in_all(tmp_path: Path) -> None:
    write_gold(tmp_path, reviewed("accepted", "accepted", "accepted", "accepted"))
    result = evaluate(load_gold(tmp_path), {ARTICLE.id: EVENTS})
    assert set(result.f1().values()) == {1.0}
    assert result.differences == ()


def test_one_that_finds_what_was_rejected_is_wrong_in_that_alone(tmp_path: Path) -> None:
    write_gold(tmp_path, reviewed("accepted", "rejected", "accepted", "corrected"))
    result = evaluate(load_gold(tmp_path), {ARTICLE.id: EVENTS})
    assert [(each.field, each.gold, each.predicted) for each in result.differences] == [("event", None, CAPTURE)]


def test_what_nobody_has_reviewed_is_optional(tmp_path: Path) -> None:
    write_gold(tmp_path, reviewed("accepted", None, "accepted", "accepted"))
    (article,) = load_gold(tmp_path)
    assert [event.optional for event in article.events] == [False, True, False, False]
    for found in (EVENTS, (STRIKE, TOTAL, UNDATED)):
        assert evaluate([article], {ARTICLE.id: found}).differences == ()


@pytest.mark.parametrize(
    ("reviews", "complete"),
    [
        (("accepted", "rejected", "corrected", "accepted"), True),
        (("accepted", None, "accepted", "accepted"), False),
        ((None, None, None, None), False),
    ],
)
def test_gold_is_complete_where_every_event_is_reviewed(reviews: tuple[str | None, ...], complete: bool) -> None:
    assert is_complete(reviewed(*reviews)) is complete


def test_an_article_without_events_is_not_reviewed() -> None:
    assert not is_complete([])


def test_gold_has_the_fields_of_the_codebook() -> None:
    (coded, *_) = gold(ARTICLE.id, reviewed("accepted", "accepted", "accepted", "accepted"))["events"]
    assert coded == {
        "kind": "strike",
        "type": "air_strike",
        "scope": "incident",
        "status": "reported",
        "quote": "Jets struck 31 depots of the Grey Band",
        "also": ["More than 30 fighters died"],
        "date": ["2026-02-03", "2026-02-12"],
        "places": [["Vetrovo"]],
        "country": "SY",
        "actors": ["Northern Command"],
        "targets": ["Grey Band"],
        "counts": {"killed": [31, None], "strikes": [10, 10]},
        "optional": False,
    }
    assert gold_event(coded).quotes[0] in ARTICLE.text


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((Count("killed", 8, 8), Count("killed", 3, 3, "children")), [8]),
        ((Count("killed", 3, 3, "children"), Count("killed", 8, 8)), [8]),  # whichever stands first
        ((Count("killed", 2, 2, "women"), Count("killed", 3, 3, "children")), [3]),  # no whole is told
        ((Count("killed", 8, 8), Count("wounded", 1, None)), [8, 1]),
        ((), []),
    ],
)
def test_the_whole_is_counted_and_of_several_the_largest(counts: tuple[Count, ...], expected: list[int]) -> None:
    assert [count.low for count in whole(counts)] == expected


def test_only_days_that_are_known_are_gold() -> None:
    """'By' the day of publication is what the parser says where the text gives no day."""
    assert gold(ARTICLE.id, [Reviewed(CAPTURE, "accepted")])["events"][0]["date"] is None


# --- the queue ----------------------------------------------------------------------------------------------------------------

NOW = datetime(2026, 3, 5, tzinfo=UTC)
NEAR = Place("Vetrovo", "Vetrovo", "SY", None, 34.5, 38.2, "town", 5.0)


def article(identity: str) -> Article:
    """Make an article of its own publisher."""
    return dataclasses.replace(made.ARTICLE, id=identity, source=f"The {identity}", url=f"https://{identity}.example/raids")


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Give a store with an incident that three sources tell of, two of them otherwise, and an event that one is hardly sure of."""
    shared: dict[str, Any] = {"date": made.day("2026-02-03"), "places": (NEAR,), "actors": ("Northern Command",)}
    with Store.open(tmp_path / "t.db") as opened:
        unsure = made.event("a2", confidence=0.2, evidence=(Evidence("Shells fell on Kamen.", 33, 54),))
        made.put(opened, made.event("a1", counts=(made.killed(5, 5),), **shared), unsure, article=article("a"))
        made.put(opened, made.event("b1", counts=(made.killed(9, 9),), **shared), article=article("b"))
        made.put(opened, made.event("c1", **shared), article=article("c"))
        yield opened


@pytest.fixture
def book(store: Store) -> Decisions:
    return Decisions(store, lambda: NOW)


EVERYTHING = Filter()


def asked(
    store: Store, book: Decisions, where: Filter = EVERYTHING, only: tuple[Question, ...] = (), skipped: Sequence[str] = ()
) -> list[str]:
    """Name what is asked, in order."""
    queue = Queue(store, book, where, only)
    return [ask.id for ask in queue.asks(skipped) if queue.item(ask)]


def test_conflicts_come_before_events_and_the_least_sure_event_first(store: Store, book: Decisions) -> None:
    assert asked(store, book) == ["conflict:a1", "event:a2", "event:a1", "event:b1", "event:c1"]
    assert Queue(store, book, EVERYTHING).count() == 5


@pytest.mark.parametrize(
    ("only", "expected"),
    [(("conflict",), ["conflict:a1"]), (("event",), ["event:a2", "event:a1", "event:b1", "event:c1"]), (("orphaned",), [])],
)
def test_only_some_questions_are_asked(store: Store, book: Decisions, only: tuple[Question, ...], expected: list[str]) -> None:
    assert asked(store, book, only=only) == expected


def test_a_filter_chooses(store: Store, book: Decisions) -> None:
    assert asked(store, book, Filter(sources=("The b",))) == ["conflict:a1", "event:b1"]


def test_what_was_skipped_comes_last_the_longest_ago_first(store: Store, book: Decisions) -> None:
    skipped = ["event:a2", "conflict:a1"]
    assert asked(store, book, skipped=skipped) == ["event:a1", "event:b1", "event:c1", "event:a2", "conflict:a1"]


def test_many_events_come_in_one_order_whatever_the_batch(store: Store, book: Decisions, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = asked(store, book, only=("event",))
    monkeypatch.setattr("tracker.review.queue.BATCH", 1)
    assert asked(store, book, only=("event",)) == whole


def test_what_is_decided_is_asked_no_more_and_undone_it_is_again(store: Store, book: Decisions) -> None:
    before = asked(store, book)
    decision = book.decide("reject", "a2", by="mara")
    assert asked(store, book) == [each for each in before if each != "event:a2"]
    book.undo(decision, by="mara")
    assert asked(store, book) == before


def test_a_conflict_is_settled_when_all_its_reports_are_looked_at(store: Store, book: Decisions) -> None:
    for event in ("a1", "b1"):
        book.decide("accept", event, by="mara")
    queue = Queue(store, book, EVERYTHING)
    item = queue.item(Ask("conflict", ("a1",)))
    assert item is not None
    assert [stored.event.id for stored in item.asked] == ["c1"]
    assert [stored.event.id for stored in item.choices] == ["a1", "b1", "c1"]
    book.decide("accept", "c1", by="mara")
    assert queue.item(Ask("conflict", ("a1",))) is None


def test_a_conflict_is_settled_when_the_report_that_differs_is_rejected(store: Store, book: Decisions) -> None:
    book.decide("reject", "b1", by="mara")
    assert asked(store, book) == ["event:a2", "event:a1", "event:c1"]


def test_what_is_gone_meanwhile_is_asked_no_more(store: Store, book: Decisions) -> None:
    assert Queue(store, book, EVERYTHING).item(Ask("event", ("no-such",))) is None


def test_a_decision_whose_event_is_gone_is_asked_about_first(store: Store, book: Decisions) -> None:
    decision = book.decide("reject", "a2", by="mara")
    corrected = dataclasses.replace(article("a"), text=made.TEXT[:32])  # the paper has taken that sentence back
    made.put(store, store.event("a1").event, article=corrected)
    assert asked(store, book)[0] == f"orphaned:{decision}"
    item = Queue(store, book, EVERYTHING).item(Ask("orphaned", (str(decision),)))
    assert item is not None
    assert item.id == "orphaned:a2:reject"
    assert [stored.event.id for stored in item.choices] == ["a1"]
    book.undo(decision, by="mara")
    assert asked(store, book)[0] == "conflict:a1"


LATER = datetime(2026, 3, 9, tzinfo=UTC)


def read_again(store: Store, text: str, *events: Event) -> None:
    """Store another version of the article a."""
    newer = dataclasses.replace(article("a"), text=text)
    own = [dataclasses.replace(event, article="a") for event in events]
    assert store.save(newer, own, parser="1", ingested=LATER) == "updated"


def test_an_article_that_changed_since_somebody_looked_is_asked_about(store: Store, book: Decisions) -> None:
    first, second = (store.event(identity).event for identity in ("a1", "a2"))
    book.decide("accept", "a1", by="mara")
    read_again(store, made.TEXT + " Two more died.", dataclasses.replace(first, counts=(made.killed(7, 7),)), second)
    assert asked(store, book, only=("changed",)) == ["changed:2:a"]
    item = Queue(store, book, EVERYTHING).item(Ask("changed", ("2", "a")))
    assert isinstance(item, ChangedItem)
    assert (item.old, item.new, [altered.fields for altered in item.changes.altered]) == (1, 2, [("counts",)])
    assert [stored.event.id for stored in item.asked] == ["a1"]
    Decisions(store, lambda: LATER).decide("accept", "a1", by="mara")
    assert asked(store, book, only=("changed",)) == []


def test_an_article_that_changed_in_words_alone_or_that_nobody_looked_at_is_not_asked_about(store: Store, book: Decisions) -> None:
    events = [store.event(identity).event for identity in ("a1", "a2")]
    read_again(store, made.TEXT + " The hills were green.", *events)
    assert asked(store, book, only=("changed",)) == []
    book.decide("accept", "a1", by="mara")
    read_again(store, made.TEXT + " The hills were blue.", *events)
    assert asked(store, book, only=("changed",)) == []


@pytest.fixture
def near(tmp_path: Path) -> Iterator[Store]:
    """Give a store with two incidents of which it was found that they may be one, whatever the weights are today."""
    with Store.open(tmp_path / "near.db") as opened:
        for name, said in (("a", Evidence(made.TEXT[:32], 0, 32)), ("b", Evidence("Nobody was hurt.", 55, 71))):
            made.put(opened, made.event(f"{name}1", actors=(f"Command {name}",), evidence=(said,)), article=article(name))
        opened._connection.execute("INSERT OR REPLACE INTO links VALUES (1, 2, ?)", [SUGGEST])
        yield opened


def test_a_suggested_merge_shows_the_likest_reports_and_is_settled_by_a_decision(near: Store) -> None:
    book = Decisions(near, lambda: NOW)
    assert asked(near, book, only=("suggestion",)) == ["suggestion:a1:b1"]
    queue, ask = Queue(near, book, EVERYTHING), Ask("suggestion", ("a1", "b1"))
    item = queue.item(ask)
    assert isinstance(item, SuggestionItem)
    assert item.pair == ("a1", "b1")
    assert any(reason.text == "both air_strike" for reason in item.comparison.reasons)
    actions: tuple[Action, ...] = ("apart", "merge")
    for action in actions:
        decision = book.decide(action, "a1", other="b1", by="mara")
        assert queue.item(ask) is None
        assert asked(near, book, only=("suggestion",)) == []
        book.undo(decision, by="mara")
    assert queue.item(ask) is not None


# --- lines --------------------------------------------------------------------------------------------------------------------


def lines(store: Store, book: Decisions) -> list[dict[str, Any]]:
    """Give the queue's lines as another program reads them."""
    found = [line for item in Queue(store, book, EVERYTHING).items() for line in question_lines(item)]
    return [json.loads(json.dumps(line)) for line in found]


def test_a_line_names_its_event_so_that_another_copy_finds_it(store: Store, book: Decisions) -> None:
    line = next(line for line in lines(store, book) if line["event"] == "a2")
    assert list(line) == list(KEYS)
    assert (line["id"], line["question"], line["decision"]) == ("event:a2", "event", None)
    assert (line["article"], line["kind"], line["evidence"]) == ("a", "strike", ["Shells fell on Kamen."])


def test_a_conflict_has_a_line_for_each_report_that_nobody_has_looked_at(store: Store, book: Decisions) -> None:
    book.decide("accept", "b1", by="mara")
    assert [line["id"] for line in lines(store, book) if line["question"] == "conflict"] == ["conflict:a1:a1", "conflict:a1:c1"]


def test_ids_of_lines_are_the_same_in_another_copy(store: Store, book: Decisions, tmp_path: Path) -> None:
    with Store.open(tmp_path / "copy.db") as copy:
        for identity in ("c", "b", "a"):  # read in another order
            held = store.article(identity, text=True)
            events = [stored.event for stored, _ in Reviews(store).events_of(identity)]
            made.put(copy, *events, article=held.article)
        assert [line["id"] for line in lines(copy, Decisions(copy, lambda: NOW))] == [line["id"] for line in lines(store, book)]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        ({"decision": "accept"}, "names no event"),
        ({"decision": "perhaps", "event": "a1"}, "the decision is 'perhaps', not one of accept, reject, set, merge, apart"),
        ({"decision": "set", "event": "a1", "field": "type"}, "'set' needs a field and a value"),
        ({"decision": "set", "event": "a1", "value": "3"}, "'set' needs a field and a value"),
        ({"decision": "merge", "event": "a1"}, "'merge' needs another event in 'others'"),
        ({"decision": "merge", "event": "a1", "others": ["b1"]}, "'others' does not hold events"),
        ({"decision": "merge", "event": "a1", "others": "[{"}, "'others' is not as it was exported"),
        ({"decision": "accept", "event": 7}, "'event' is not text"),
        ({"decision": ["accept"], "event": "a1"}, "'decision' is not text"),
        ({"decision": "accept", "event": "a1", "evidence": 3}, "'evidence' is not a list of texts"),
        ({"decision": "accept", "event": "a1", "evidence": [3]}, "'evidence' is not a list of texts"),
        ({"decision": "accept", "event": "a1", "kind": "strikes"}, "the kind is 'strikes', not one of strike, detention"),
    ],
)
def test_what_is_wrong_with_a_line_is_said(data: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=re.escape(why)):
        read_line(data)


@pytest.mark.parametrize("written", ["accept", "Accept ", "ACCEPTED", " accepted"])
def test_decisions_are_read_as_people_write_them(written: str) -> None:
    assert read_line({"decision": written, "event": "a1"}).decision == "accept"


def test_a_line_without_a_decision_is_open() -> None:
    assert read_line({"decision": "", "event": "a1"}).decision is None
    assert read_line({"event": "a1"}).decision is None


# --- taking over --------------------------------------------------------------------------------------------------------------


@pytest.fixture
def take(store: Store, book: Decisions) -> Callable[..., Taken]:
    """Take a line over as Ben, whose name stands in none."""

    def go(*, overrule: bool = False, **data: Any) -> Taken:
        return Taker(store, book, by="ben", overrule=overrule).take(read_line(data))

    return go


Take = Callable[..., Taken]


@pytest.mark.parametrize(
    "data",
    [
        {"decision": "accept", "event": "a1"},
        {"decision": "reject", "event": "a2", "why": "a drill"},
        {"decision": "set", "event": "a1", "field": "type", "value": "drone_strike"},
        {"decision": "split", "event": "b1", "others": [{"event": "a1"}]},
        {"decision": "link", "event": "a2", "others": '[{"event": "a1"}]'},
        {"decision": "unlink", "event": "b1"},
        {"decision": "grade", "event": "a1", "value": "Fair"},
    ],
)
def test_a_decision_is_taken_over_once(take: Take, book: Decisions, data: dict[str, Any]) -> None:
    assert take(**data) == Taken("done")
    (row,) = book.all(EVERYTHING)
    assert (row.action, row.by, row.why) == (data["decision"], "ben", data.get("why"))
    assert take(**data) == Taken("already there", "decided by ben")
    assert len(list(book.all(EVERYTHING))) == 1


def test_who_decided_stands_in_the_line(take: Take, book: Decisions) -> None:
    take(decision="accept", event="a1", by="mara")
    assert next(book.all(EVERYTHING)).by == "mara"


@pytest.mark.parametrize(
    ("first", "then", "reason"),
    [
        ({"decision": "accept", "event": "a1"}, {"decision": "reject", "event": "a1"}, "mara decided: accept"),
        (
            {"decision": "set", "event": "a1", "field": "type", "value": "strike"},
            {"decision": "set", "event": "a1", "field": "type", "value": "shelling"},
            "mara decided: set type strike",
        ),
        (
            {"decision": "link", "event": "a2", "others": [{"event": "c1"}]},
            {"decision": "apart", "event": "c1", "others": [{"event": "a2"}]},  # whichever is named first
            "mara decided: link with a1, b1, c1",
        ),
    ],
)
def test_somebody_elses_decision_stands_unless_it_is_overruled(
    take: Take, book: Decisions, first: dict[str, Any], then: dict[str, Any], reason: str
) -> None:
    take(**first, by="mara")
    assert take(**then) == Taken("conflict", reason)
    assert len(list(book.all(EVERYTHING))) == 1
    assert take(**then, overrule=True) == Taken("done")
    assert take(**then) == Taken("already there", "decided by ben")


def test_people_may_change_their_minds(take: Take) -> None:
    take(decision="accept", event="a1")
    assert take(decision="reject", event="a1") == Taken("done")


def test_an_event_with_another_id_is_found_by_its_words(take: Take, book: Decisions) -> None:
    found = take(decision="accept", event="from-elsewhere", article="a", kind="strike", evidence=["Shells  fell on Kamen"])
    assert found == Taken("done", "it is a2 here")
    assert next(book.all(EVERYTHING)).about.event == "a2"


@pytest.mark.parametrize(
    ("named", "reason"),
    [
        ({"event": "zzz"}, "no event has the id 'zzz'"),
        ({"event": "a"}, "no event has the id 'a'"),  # the beginning of one is none
        ({"event": "zzz", "article": "z", "evidence": ["x"]}, "no event 'zzz': its article 'z' is not here, or has no events"),
        ({"event": "zzz", "article": "a", "evidence": ["Nobody knew of it."]}, "no event 'zzz': none of 'a' has these words"),
        (
            {"event": "zzz", "article": "a", "kind": "detention", "evidence": ["Shells fell on Kamen."]},
            "no event 'zzz': none of 'a' has these words",
        ),
    ],
)
def test_an_event_that_is_not_here_is_said_to_be_so(take: Take, book: Decisions, named: dict[str, Any], reason: str) -> None:
    assert take(decision="accept", **named) == Taken("not found", reason)
    assert not list(book.all(EVERYTHING))


def test_what_can_not_be_set_is_skipped(take: Take, book: Decisions) -> None:
    found = take(decision="set", event="a1", field="colour", value="red")
    assert found.outcome == "skipped"
    assert "'colour'" in found.reason
    assert not list(book.all(EVERYTHING))


def test_decisions_say_the_same_in_another_copy(store: Store, book: Decisions, take: Take, tmp_path: Path) -> None:
    take(decision="reject", event="a2", why="a drill")
    take(decision="apart", event="a1", others=[{"event": "b1"}])
    told = [json.loads(json.dumps(decision_line(row))) for row in book.all(EVERYTHING)]
    assert len({line["id"] for line in told}) == 2
    with Store.open(tmp_path / "copy.db") as copy:
        for identity in ("a", "b", "c"):
            events = [stored.event for stored, _ in Reviews(store).events_of(identity)]
            made.put(copy, *events, article=store.article(identity, text=True).article)
        other = Decisions(copy, lambda: NOW)
        taker = Taker(copy, other, by="somebody else")
        assert [taker.take(read_line(line)).outcome for line in told] == ["done", "done"]
        assert [(row.action, row.by, row.why) for row in other.all(EVERYTHING)] == [
            ("reject", "ben", "a drill"),
            ("split", "ben", None),
        ]
