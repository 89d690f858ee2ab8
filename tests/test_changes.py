"""What differs between two texts, word by word, and between two sets of events, field by field."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.made import day, event, killed
from tracker.changes import compare_events, compare_words
from tracker.model import Event, Evidence, Place

MARKS = {"same": "{}", "removed": "[-{}-]", "added": "[+{}+]"}


def told(old: str, new: str) -> list[str]:
    """Give the difference as one reads it."""
    return ["".join(MARKS[piece.kind].format(piece.text) for piece in pieces) for pieces in compare_words(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Four died.", "Four died.", ["Four died."]),
        ("Four men died there.", "Six men died there.", ["[-Four -][+Six +]men died there."]),
        ("It rained.\n\nFour died.", "Four died.", ["[-It rained.-]", "Four died."]),  # a paragraph goes
        ("Four died.", "Four died.\n\nIt rained.", ["Four died.", "[+It rained.+]"]),  # a paragraph comes
        # A paragraph that is changed is paired with what it became, not with what stands in its place.
        (
            "Guards shot two men.",
            "New: talks failed.\nGuards shot three men.",
            ["[+New: talks failed.+]", "Guards shot [-two -][+three +]men."],
        ),
        ("Guards shot two men.", "Bread is short.", ["[-Guards shot two men.-]", "[+Bread is short.+]"]),  # nothing in common
        ("two  men", "two men", ["two men"]),  # spaces are no change
        ("", "Four died.", ["[+Four died.+]"]),
    ],
)
def test_words_that_came_and_went_are_marked(old: str, new: str, expected: list[str]) -> None:
    assert told(old, new) == expected


TEXTS = st.lists(st.lists(st.sampled_from("Four men died in Lipa on Monday".split()), min_size=1).map(" ".join)).map("\n".join)


@given(TEXTS, TEXTS)
def test_each_text_can_be_read_off_the_difference(old: str, new: str) -> None:
    paragraphs = compare_words(old, new)
    for text, gone in ((old, "added"), (new, "removed")):
        words = [word for pieces in paragraphs for piece in pieces if piece.kind != gone for word in piece.text.split()]
        assert words == text.split()


def said(identity: str, words: str, **fields: Any) -> Event:
    """Make an event with these words as evidence."""
    return event(identity, evidence=(Evidence(words, 0, len(words)),), **fields)


MILL = said("e1", "Jets struck the mill at Vetrovo on Monday.", date=day("2026-03-02"), places=(Place("Vetrovo", "Vetrovo"),))
BUS = said("e2", "Shells fell on a bus in Lipa.", date=day("2026-03-03"), places=(Place("Lipa", "Lipa"),))


def at(place: str, type: str) -> Event:
    """Make one of the events of a sentence."""
    return said("e1", "Jets struck Kamen and Lipa.", places=(Place(place, place),), type=type)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([MILL, BUS], [BUS, MILL], ("", "", "")),  # order is nothing
        ([MILL], [MILL, BUS], ("e2", "", "")),
        ([MILL, BUS], [BUS], ("", "e1", "")),
        ([MILL], [event("e9", evidence=MILL.evidence, places=MILL.places, date=MILL.date)], ("", "", "")),  # the id alone
        ([MILL], [said("e1", MILL.evidence[0].text, places=MILL.places, date=MILL.date, type="strike")], ("", "", "type")),
        # The same sentence with other figures is the same event.
        (
            [said("e1", "Jets struck the mill, killing four.", counts=(killed(4, 4),))],
            [said("e7", "Jets struck the mill, killing six.", counts=(killed(6, 6),))],
            ("", "", "counts evidence"),
        ),
        # A rewritten sentence on the same place and day is, too; on other ones it is not.
        (
            [MILL],
            [said("e5", "Vetrovo's grain works burn after an air raid", date=MILL.date, places=MILL.places)],
            ("", "", "evidence"),
        ),
        ([MILL], [BUS], ("e2", "e1", "")),
        ([MILL], [event("e1", kind="detention", type="arrest", evidence=MILL.evidence)], ("e1", "e1", "")),
        # Two events of one sentence are told apart by where they happened.
        (
            [at("Kamen", "strike"), at("Lipa", "strike")],
            [at("Lipa", "shelling"), at("Kamen", "strike")],
            ("", "", "type"),
        ),
    ],
)
def test_events_are_gained_lost_and_altered(old: list[Event], new: list[Event], expected: tuple[str, str, str]) -> None:
    changes = compare_events(old, new)
    found = (
        " ".join(each.id for each in changes.gained),
        " ".join(each.id for each in changes.lost),
        " ".join(field for each in changes.altered for field in each.fields),
    )
    assert found == expected
    assert changes.same + len(changes.lost) + len(changes.altered) == len(old)
    assert bool(changes) == any(expected)
