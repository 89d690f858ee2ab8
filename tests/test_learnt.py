"""What was learnt between two states of incidents, made by hand."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from datetime import date

import pytest

from tests.store.made import EVENT, day
from tracker.incidents.nouns import Claim, Figure, Graded, Incident
from tracker.learnt import Change, Learnt, compare
from tracker.model import Evidence, Place, StoredEvent

WORDS = "Shells hit the ferry quay at {name} before dawn and the harbour master counted {killed} dead."


def report(name: str, killed: int = 0, *, source: str = "", version: int = 1, published: int = 3, id: str = "") -> StoredEvent:
    """Make the report of an article; `name` is the article, and the event's id unless another is given."""
    said = WORDS.format(name=name, killed=killed)
    event = dataclasses.replace(EVENT, id=id or name, article=name, evidence=(Evidence(said, 0, len(said)),))
    return StoredEvent(event, "", source or name, None, date(2026, 2, published), version, "1")


def claim(one: StoredEvent, low: int, high: int | None) -> Claim:
    return Claim(one.source or "", one.event.id, low, high, one.published, counted=True)


def incident(*reports: StoredEvent, killed: tuple[int, int | None] | None = None, **fields: object) -> Incident:
    """Make an incident of reports. `killed` is the best figure, which each report claims whose words say so; else the last one."""
    figures: tuple[Figure, ...] = ()
    if killed:
        claims = tuple(claim(one, *killed) for one in reports if f" {killed[0]} dead" in one.event.evidence[0].text)
        figures = (Figure("killed", killed[0], *killed, killed[1], "conservative", claims or (claim(reports[-1], *killed),)),)
    made = Incident(
        id=reports[0].event.id,
        kind="strike",
        type="shelling",
        scope="incident",
        status="reported",
        date=day("2026-02-03"),
        places=(),
        actors=(),
        targets=(),
        weapons=(),
        claimed_by=(),
        counts=(),
        confidence=0.5,
        figures=figures,
        grade=Graded("Weak", ""),
        strike_status=None,
        sources=len({one.source for one in reports}),
        conflicts=(),
        lead=reports[0],
        reports=tuple(reports),
    )
    return dataclasses.replace(made, **fields)  # type: ignore[arg-type]


def said(found: Sequence[Learnt]) -> list[str]:
    """Say what was learnt: 'a: killed rose 5 -> 12 by b'."""
    return [f"{each.incident.id}: {say(change)}" for each in found for change in each.changes]


def say(change: Change) -> str:
    parts: list[object] = [*([change.of] if change.of else ()), change.what]
    if change.before or change.after:
        parts.append(f"{_bounds(change.before)} -> {_bounds(change.after)}")
    elif change.old or change.new:
        parts.append(f"{change.old} -> {change.new}")
    parts += change.others
    if change.by:
        parts.append(f"by {change.by.event.id}")
    if change.corrected:
        parts.append("corrected")
    return " ".join(map(str, parts))


def _bounds(bounds: tuple[int, int | None] | None) -> str:
    if bounds is None:
        return "none"
    low, high = bounds
    return str(low) if low == high else f"{low}-{'' if high is None else high}"


A, B, C, D = (report(name) for name in "abcd")
FAIR = Graded("Fair", "")

TABLE: list[tuple[str, list[Incident], list[Incident], list[str]]] = [
    ("nothing", [incident(A, B)], [incident(A, B)], []),
    ("a new one", [incident(A)], [incident(A), incident(B)], ["b: new None -> Weak by b"]),
    ("told no more", [incident(A), incident(B)], [incident(B)], ["a: withdrawn Weak -> None"]),
    (
        "another source, and its toll",
        [incident(A, killed=(5, 5))],
        [incident(A, report("b", 12), killed=(12, 12), grade=FAIR)],
        ["a: grade Weak -> Fair by b", "a: sources 1 -> 2 by b", "a: killed rose 5 -> 12 by b"],
    ),
    (
        "an earlier report takes its id over",  # the founding report is the one that was published first
        [incident(B)],
        [incident(A, B)],
        ["a: sources 1 -> 2 by a"],
    ),
    (
        "two that were one all along",
        [incident(A, C), incident(B)],
        [incident(A, B, C)],
        ["a: merged b", "a: sources 2 -> 3"],
    ),
    (
        "one that was two",
        [incident(A, B, C)],
        [incident(A, B), incident(C)],
        ["a: sources 3 -> 2", "c: split a"],
    ),
    (
        "a report that goes over to another",
        [incident(A, B), incident(C)],
        [incident(A), incident(B, C)],
        ["a: sources 2 -> 1", "b: sources 1 -> 2"],
    ),
    ("a denial", [incident(A)], [incident(A, B, status="denied")], ["a: status reported -> denied by b", "a: sources 1 -> 2 by b"]),
    (
        "a day and a place",
        [incident(A, date=None)],
        [incident(A, date=day("2026-02-03/2026-02-05"), places=(Place("Lipa", "Lipa"),))],
        ["a: date None -> 2026-02-03/2026-02-05", "a: place None -> Lipa"],
    ),
    (
        "two of one article",
        [incident(report("a", id="a1")), incident(report("a", id="a2"))],
        [incident(report("a", id="a1")), incident(report("a", id="a2"))],
        [],
    ),
]


@pytest.mark.parametrize(("before", "after", "expected"), [row[1:] for row in TABLE], ids=[row[0] for row in TABLE])
def test_incidents(before: list[Incident], after: list[Incident], expected: list[str]) -> None:
    assert said(compare(before, after)) == expected


@pytest.mark.parametrize(
    ("was", "now", "expected"),
    [
        ((5, 5), (12, 12), ["a: killed rose 5 -> 12 by a2 corrected"]),
        ((12, 12), (5, 5), ["a: killed fell 12 -> 5 by a2 corrected"]),
        ((31, 31), (31, None), ["a: killed rose 31 -> 31- by a2 corrected"]),
        ((31, None), (31, 40), ["a: killed fell 31- -> 31-40 by a2 corrected"]),
        ((10, 12), (11, 11), ["a: killed revised 10-12 -> 11 by a2 corrected"]),
        (None, (3, 3), ["a: killed told none -> 3 by a2 corrected"]),
        ((3, 3), None, ["a: killed untold 3 -> none"]),
        ((0, 0), (0, 0), []),
    ],
)
def test_figures_of_an_article_that_was_changed(
    was: tuple[int, int | None] | None, now: tuple[int, int | None] | None, expected: list[str]
) -> None:
    """The event of the new version has another id, as its sentence stands elsewhere; the words pair the two."""
    before, after = report("a", 5, id="a1"), report("a", 12, version=2, id="a2")
    found = compare([incident(before, id="a", killed=was)], [incident(after, id="a", killed=now)])
    assert said(found) == expected


def test_an_unlike_event_of_a_new_version_is_another_one() -> None:
    text = "Two envoys were freed in the old town on Sunday"
    other = dataclasses.replace(EVENT, id="a2", article="a", kind="detention", type="release", evidence=(Evidence(text, 0, 47),))
    after = incident(StoredEvent(other, "", "a", None, date(2026, 2, 3), 2, "1"))
    assert said(compare([incident(report("a", 5, id="a1"))], [after])) == [
        "a2: new None -> Weak by a2",
        "a1: withdrawn Weak -> None",
    ]


def test_the_report_that_is_named_is_the_one_that_says_so() -> None:
    """Of two new reports, the figure is that of `c`; the other facts come from the latest, `b`."""
    first, second, third = report("a", 5), report("b", 30, published=9), report("c", 12, published=8)
    merged = incident(first, second, third, killed=(12, 12))
    found = compare([incident(first, killed=(5, 5))], [merged])
    assert said(found) == ["a: sources 1 -> 3 by b", "a: killed rose 5 -> 12 by c"]


def test_what_people_rejected_is_told_apart() -> None:
    found = compare([incident(A), incident(B, C)], [], rejected={"a", "b"})
    assert said(found) == ["a: rejected Weak -> None", "b: withdrawn Weak -> None"]


def test_a_copy_is_not_named_where_another_report_is_new() -> None:
    copy = dataclasses.replace(report("c", published=9), original="b")
    found = compare([incident(report("a"))], [incident(report("a"), report("b"), copy, sources=2)])
    assert said(found) == ["a: sources 1 -> 2 by b"]


def test_one_strike_is_what_a_strike_is() -> None:
    first = report("a")
    one = Figure("strikes", 1, 1, 1, 1, "conservative", (claim(first, 1, 1),))
    two = dataclasses.replace(one, low=2, best_low=2, best_high=2, high=2)
    assert compare([incident(first)], [incident(first, figures=(one,))]) == []
    assert compare([incident(first, figures=(one,))], [incident(first)]) == []
    assert len(compare([incident(first)], [incident(first, figures=(two,))])) == 1
    assert len(compare([incident(first, figures=(one,))], [incident(first, figures=(two,))])) == 1
