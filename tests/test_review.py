"""What is to be reviewed and in what order; lines that are filled in elsewhere; what was reviewed as gold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.made import ARTICLE, CAPTURE, EVENTS, STRIKE, TOTAL, UNDATED
from tracker.evaluate import evaluate, gold_event, load_gold
from tracker.model import Count, Event
from tracker.review import Reviewed, document, gold, is_complete
from tracker.review.gold import whole

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
