"""Of each number the claims by source, and low, best and high by a declared rule."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.incidents.made_claims import count, report
from tracker.incidents import sources
from tracker.incidents.figures import figures
from tracker.incidents.nouns import RULES, Figure, Rule
from tracker.incidents.sources import source_keys
from tracker.model import StoredEvent


def only(reports: list[StoredEvent], rule: Rule = "conservative") -> Figure:
    (found,) = figures(reports, rule)
    return found


def said(figure: Figure) -> tuple[int, int, int | None, int | None]:
    return figure.low, figure.best_low, figure.best_high, figure.high


Row = tuple[str, int | None, str]

ROWS: list[tuple[list[Row], tuple[int, int, int | None, int | None]]] = [
    ([("A", 3, "9")], (9, 9, 9, 9)),
    ([("A", 3, "31+")], (31, 31, None, None)),  # never a false precision
    ([("A", 3, "9"), ("B", 3, "12")], (9, 9, 9, 12)),  # equally supported: the lower
    ([("A", 3, "9"), ("B", 3, "12"), ("C", 4, "12")], (9, 12, 12, 12)),
    ([("A", 3, "10+"), ("B", 3, "12")], (10, 12, 12, None)),  # 'at least 10' supports 12
    ([("A", 3, "10+"), ("B", 3, "31+")], (10, 31, None, None)),
    ([("A", 3, "31+"), ("B", 3, "31")], (31, 31, 31, None)),
    ([("A", 3, "10-12"), ("B", 3, "11-15")], (10, 11, 12, 15)),
    ([("A", 3, "0-10"), ("B", 3, "20")], (0, 0, 10, 20)),  # 'up to 10'
    # the latest of a source takes the place of what it said before
    ([("A", 3, "4"), ("A", 4, "9"), ("A", 6, "13")], (13, 13, 13, 13)),
    ([("A", 3, "13"), ("A", 4, "9")], (9, 9, 9, 9)),
    # a toll that rises leaves older figures of others behind, once two sources say so within a day
    ([("A", 3, "5"), ("B", 3, "5"), ("C", 5, "11"), ("D", 6, "12")], (5, 11, 11, 12)),
    # one source alone does not
    ([("A", 3, "5"), ("B", 3, "5"), ("C", 6, "40")], (5, 5, 5, 40)),
    # after a week it does
    ([("A", 3, "5"), ("B", 3, "5"), ("C", 11, "40")], (5, 40, 40, 40)),
    # a claim of unknown day is older than all others
    ([("A", None, "5"), ("B", 3, "7")], (5, 7, 7, 7)),
    ([("A", None, "5"), ("B", None, "7")], (5, 5, 5, 7)),
]


@pytest.mark.parametrize(("rows", "expected"), ROWS)
def test_figure_of_claims(rows: list[Row], expected: tuple[int, int, int | None, int | None]) -> None:
    assert said(only([report(source, day, toll) for source, day, toll in rows])) == expected


@pytest.mark.parametrize(
    ("rule", "best"),
    [
        ("conservative", (12, 12)),
        ("latest", (31, None)),
        ("median", (12, 12)),
        ("highest", (31, None)),
    ],
)
def test_rule_can_be_chosen_and_is_kept_with_the_number(rule: Rule, best: tuple[int, int | None]) -> None:
    told = [report("A", 3, "9"), report("B", 3, "12"), report("C", 3, "12"), report("D", 5, "31+")]
    found = only(told, rule)
    assert (found.best_low, found.best_high) == best
    assert found.rule == rule
    assert (found.low, found.high) == (9, None)


@pytest.mark.parametrize(
    ("tolls", "median"),
    [(["9", "12"], (9, 9)), (["9", "12", "40"], (12, 12)), (["9", "9+", "40"], (9, None)), (["40", "9"], (9, 9))],
)
def test_median_is_a_claim_that_somebody_made(tolls: list[str], median: tuple[int, int | None]) -> None:
    found = only([report(f"S{n}", 3, toll) for n, toll in enumerate(tolls)], "median")
    assert (found.best_low, found.best_high) == median


def test_all_claims_are_kept_with_those_that_count_marked() -> None:
    told = [report("A", 3, "9"), report("B", 4, "17"), report("A", 5, "12")]
    found = only(told)
    assert [(each.source, each.low, each.counted) for each in found.claims] == [("A", 9, False), ("B", 17, True), ("A", 12, True)]


def test_copies_are_one_source_and_as_old_as_their_original() -> None:
    wire = report("Wire", 3, "9", article="w")
    update = report("Wire", 4, "12")
    reprint = report("Harbour Times", 6, "9", original="w")  # late, and behind the wire's own update
    found = only([wire, update, reprint])
    assert said(found) == (12, 12, 12, 12)
    assert {each.source for each in found.claims} == {"Wire"}


def test_a_copy_counts_where_its_original_is_not_on_record() -> None:
    told = [
        report("Times", 3, "9", original="https://www.wire.example/1"),
        report("Post", 3, "9", original="https://www.wire.example/1"),
    ]
    assert set(source_keys(told).values()) == {"wire.example"}


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ({"source": "Valley Monitor"}, {"source": "VALLEY  MONITOR"}, True),
        ({"source": "Valley Monitor"}, {"source": "Harbour Times"}, False),
        # the host names the publisher where nothing else does
        ({"source": None, "url": "https://www.valley.example/1"}, {"source": None, "url": "http://valley.example/2"}, True),
        (
            {"source": "Valley Monitor", "url": "https://valley.example/1"},
            {"source": None, "url": "https://valley.example/2"},
            True,
        ),
        ({"source": None}, {"source": None}, False),  # nothing known: each article is its own
        ({"source": "Известия"}, {"source": "Вести"}, False),  # no Latin letter to fold
        ({"source": None, "url": "https://[bad"}, {"source": None, "url": "https://[bad"}, False),
    ],
)
def test_one_publisher_is_one_source(first: dict[str, str | None], second: dict[str, str | None], same: bool) -> None:
    told = [report(each.pop("source"), 3, "9", id=str(n), **each) for n, each in enumerate(({**first}, {**second}))]
    assert (len(set(source_keys(told).values())) == 1) is same


def test_hosts_of_several_publishers_name_none_of_them() -> None:
    told = [
        report("Wire", 3, id="1", url="https://portal.example/1"),
        report("Post", 3, id="2", url="https://portal.example/2"),
        report(None, 3, id="3", url="https://portal.example/3"),
    ]
    assert source_keys(told) == {"1": "Wire", "2": "Post", "3": "portal.example"}


def test_parts_are_not_added_and_leave_a_whole_that_is_not_told_open() -> None:
    told = [report("A", 3, count("12"), count("3", group="children")), report("B", 3, count("4", group="children"))]
    assert said(only(told)) == (4, 12, 12, None)


def test_a_whole_is_taken_wherever_it_stands() -> None:
    assert said(only([report("A", 3, count("3", group="children"), count("12"))])) == (12, 12, 12, 12)


def test_denied_reports_give_no_figures() -> None:
    assert said(only([report("A", 3, "9"), report("B", 4, "0", status="denied", claimed_by=("army",))])) == (9, 9, 9, 9)


def test_a_source_that_takes_its_claim_back_has_none() -> None:
    found = only([report("A", 3, "17"), report("B", 3, "9"), report("A", 5, status="denied")])
    assert said(found) == (9, 9, 9, 9)
    assert [(each.source, each.counted) for each in found.claims] == [("A", False), ("B", True)]


def test_what_it_says_afterwards_counts_again() -> None:
    assert said(only([report("A", 3, "17"), report("A", 5, status="denied"), report("A", 6, "2")])) == (2, 2, 2, 2)


def test_nothing_is_left_where_all_is_taken_back() -> None:
    assert figures([report("A", 3, "17"), report("A", 5, status="denied")]) == ()


def test_numbers_come_in_their_usual_order() -> None:
    told = report("A", 3, count("20", "wounded"), count("9"), count("2", "strikes"))
    assert [each.of for each in figures([told])] == ["strikes", "killed", "wounded"]


claims = st.lists(
    st.tuples(
        st.sampled_from("ABCD"),
        st.one_of(st.none(), st.integers(1, 28)),
        st.integers(0, 40),
        st.one_of(st.none(), st.integers(0, 9)),
    ),
    min_size=1,
    max_size=8,
)


@given(rows=claims, rule=st.sampled_from(RULES), seed=st.integers(0, 99))
@settings(deadline=None, max_examples=150)
def test_best_lies_between_low_and_high_whatever_the_order(
    rows: list[tuple[str, int | None, int, int | None]], rule: Rule, seed: int
) -> None:
    told = [
        report(source, day, f"{low}+" if wide is None else f"{low}-{low + wide}", id=str(n))
        for n, (source, day, low, wide) in enumerate(rows)
    ]
    found = only(told, rule)
    assert found.low <= found.best_low
    assert found.best_high is None or found.best_low <= found.best_high
    assert found.high is None or (found.best_high is not None and found.best_high <= found.high)
    assert any(
        each.counted and each.low <= found.best_low and (each.high is None or found.best_low <= each.high) for each in found.claims
    )
    random.Random(seed).shuffle(told)
    assert only(told, rule) == found


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize(
    "alone",
    [
        report("A", 3, "9+", count("2-3", "wounded")),
        report("A", 3, count("4", "wounded"), "9", count("3", group="children")),
        report("A", 3, count("3", group="children")),
        report("A", 3, "9", status="denied"),
        report("A", 3, "9", original="https://wire.example/1"),
        report("A", 3, "9", original="wire-1"),
        report(None, None, "9", url="https://www.valley.example/1"),
        report(None, None, "9"),
    ],
)
def test_one_report_is_summed_up_as_if_there_were_more(alone: StoredEvent, rule: Rule) -> None:
    """The short way of those that stand alone gives what the long one does: it is taken where a later report has another claim."""
    told = sources.told([alone])
    assert told.sources == source_keys([alone])
    assert told.standing == (() if alone.event.status == "denied" else (alone,))
    other = report("B", 20, count("1", "escaped"))
    long = [figure for figure in figures([alone, other], rule) if figure.of != "escaped"]
    assert figures([alone], rule) == tuple(long)
