"""What people decided holds for the past, too; as it was known, only what they had decided by then."""

from __future__ import annotations

import dataclasses
from datetime import UTC, date, datetime

import pytest

from tests.store.made import ARTICLE, day, event, killed
from tracker.decisions import Decisions
from tracker.model import Article, Event, Evidence, Place
from tracker.store import Store

LIPA = Place("Lipa", "Lipa", "SY", None, 34.5, 38.5, "town", 5.0)
TEXT = "Shells fell on the quay at Lipa and killed {n} porters.\n\nA drone hit the silo of Lipa and killed {n} millers."


class Desk:
    """A database that two articles and some decisions went into; a clock that is set."""

    def __init__(self, store: Store) -> None:
        self.store, self.today = store, 1
        self.decisions = Decisions(store, lambda: at(self.today))

    def decide(self, today: int, action: str, one: str, **more: str) -> int:
        self.today = today
        return self.decisions.decide(action, one, by="ana", **more)  # type: ignore[arg-type]

    def undo(self, today: int, number: int) -> None:
        self.today = today
        self.decisions.undo(number, by="ana", why=None)

    def then(self, today: int, *, known: bool = True) -> list[str]:
        """Say the incidents as of a day: their reports, and what their best figure is."""
        with self.store.as_of(date(2026, 3, today), known=known) as past:
            assert past._connection.execute("PRAGMA foreign_key_check").fetchall() == []
            return said(past)


def at(today: int) -> datetime:
    return datetime(2026, 3, today, 12, tzinfo=UTC)


def said(store: Store) -> list[str]:
    return sorted(
        f"{'+'.join(sorted(report.event.id for report in incident.reports))}: "
        + " ".join(f"{figure.of} {figure.best_low}" for figure in incident.figures)
        for incident in store.incidents()
    )


def save(store: Store, name: str, today: int, n: int, *kinds: str) -> None:
    """Save an article that was published on the first; `kinds` are its events: 'quay', 'silo'."""
    text = TEXT.format(n=n)
    article = dataclasses.replace(
        ARTICLE, id=name, text=text, source=name, url=f"https://{name}.example/", published=date(2026, 3, 1)
    )
    store.save(article, [_event(article, kind, n) for kind in kinds], parser="1", ingested=at(today))


def _event(article: Article, kind: str, n: int) -> Event:
    line = next(line for line in article.text.split("\n\n") if kind in line)
    start = article.text.index(line)
    return dataclasses.replace(
        event(f"{article.id}{kind}", date=day("2026-02-28"), places=(LIPA,), counts=(killed(n, n),), targets=(kind,)),
        article=article.id,
        type="shelling" if kind == "quay" else "drone_strike",
        evidence=(Evidence(line, start, start + len(line)),),
    )


@pytest.fixture(name="desk")
def new_desk(store: Store) -> Desk:
    """Give a desk that read of two happenings on the second, each in an article, and a new version of one on the fourth."""
    save(store, "valley", 2, 4, "quay")
    save(store, "harbour", 2, 9, "silo")
    save(store, "valley", 4, 6, "quay")
    return Desk(store)


def test_without_decisions(desk: Desk) -> None:
    assert desk.then(3) == ["harboursilo: killed 9", "valleyquay: killed 4"]
    assert desk.then(4) == said(desk.store) == ["harboursilo: killed 9", "valleyquay: killed 6"]


def test_what_was_rejected(desk: Desk) -> None:
    number = desk.decide(5, "reject", "harboursilo", why="an exercise")
    assert desk.then(4) == ["harboursilo: killed 9", "valleyquay: killed 6"]
    assert desk.then(4, known=False) == desk.then(5) == said(desk.store) == ["valleyquay: killed 6"]
    desk.undo(6, number)
    assert desk.then(5) == ["valleyquay: killed 6"]
    assert desk.then(6) == desk.then(4) == desk.then(5, known=False) == said(desk.store)


def test_what_was_corrected(desk: Desk) -> None:
    """It corrects the version that was there then, too: the same statement is found by its words."""
    desk.decide(5, "set", "valleyquay", field="killed", value="7")
    assert desk.then(3) == ["harboursilo: killed 9", "valleyquay: killed 4"]
    assert desk.then(4) == ["harboursilo: killed 9", "valleyquay: killed 6"]
    assert desk.then(5) == said(desk.store) == ["harboursilo: killed 9", "valleyquay: killed 7"]
    assert desk.then(3, known=False) == ["harboursilo: killed 9", "valleyquay: killed 7"]
    desk.decide(6, "set", "valleyquay", field="killed", value="8")
    assert desk.then(5) == ["harboursilo: killed 9", "valleyquay: killed 7"]
    assert desk.then(6) == ["harboursilo: killed 9", "valleyquay: killed 8"]


def test_what_was_merged(desk: Desk) -> None:
    desk.decide(5, "merge", "valleyquay", other="harboursilo")
    for past in (desk.then(5), desk.then(4, known=False), said(desk.store)):
        assert [line.partition(":")[0] for line in past] == ["harboursilo+valleyquay"]
    assert desk.then(4) == ["harboursilo: killed 9", "valleyquay: killed 6"]
    assert [line.partition(":")[0] for line in desk.then(3, known=False)] == ["harboursilo+valleyquay"]  # an earlier version, too
    assert desk.then(1, known=True) == []


def test_what_was_parted_again(desk: Desk) -> None:
    merged = desk.decide(5, "merge", "valleyquay", other="harboursilo")
    desk.undo(7, merged)
    assert [line.partition(":")[0] for line in desk.then(6)] == ["harboursilo+valleyquay"]
    assert desk.then(7) == desk.then(6, known=False) == ["harboursilo: killed 9", "valleyquay: killed 6"]


def test_a_grade_that_was_set(desk: Desk) -> None:
    desk.decide(5, "grade", "valleyquay", value="Confirmed", why="seen by us")

    def grade(today: int, *, known: bool) -> tuple[str, bool]:
        with desk.store.as_of(date(2026, 3, today), known=known) as past:
            found = past.incident("valleyquay").grade
            return found.value, found.set_by is not None

    assert grade(4, known=True) == ("Weak", False)
    assert grade(4, known=False) == grade(5, known=True) == ("Confirmed", True)


def test_what_was_decided_is_told_as_of_then(desk: Desk) -> None:
    desk.decide(5, "reject", "harboursilo")
    desk.decide(6, "reject", "valleyquay")
    with desk.store.as_of(date(2026, 3, 5), known=True) as past:
        decided = Decisions(past, lambda: at(9))
        assert [each.about.event for each in decided.history(None)] == ["harboursilo"]
