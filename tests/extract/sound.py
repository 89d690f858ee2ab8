"""What holds of every event of every text: the contract of model.py, as assertions. Used by tests and by the fuzzer."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.model import COUNTS, KINDS, STRIKE_TYPES, TYPES, Article, Event


def assert_sound(article: Article, events: Sequence[Event]) -> None:
    """Hold each event to the contract."""
    assert len({event.id for event in events}) == len(events)
    for event in events:
        assert event.article == article.id
        assert event.kind in KINDS
        assert event.type in TYPES
        assert (event.type in STRIKE_TYPES) == (event.kind == "strike")
        assert 0 <= event.confidence <= 1
        assert_date_is_sound(event)
        assert_counts_are_sound(event)
        assert event.evidence
        for piece in event.evidence:
            assert article.text[piece.start : piece.end] == piece.text != ""
        for place in event.places:
            assert (place.latitude is None) == (place.longitude is None)
            assert place.text in article.text or place.text in article.title
        assert Event.from_dict(event.as_dict()) == event


def assert_date_is_sound(event: Event) -> None:
    if event.date is None:
        return
    assert (event.date.start is None) == (event.date.basis == "published")
    assert event.date.start is not None or (event.date.precision, event.date.text) == ("by", None)
    assert event.date.start is None or event.date.start <= event.date.end


def assert_counts_are_sound(event: Event) -> None:
    for count in event.counts:
        assert count.of in COUNTS
        assert count.low >= 0
        assert count.high is None or count.low <= count.high
    wholes = [count.of for count in event.counts if count.group is None]
    assert len(set(wholes)) == len(wholes), "one count for each `of`, the whole figure first"
    for number, count in enumerate(event.counts):
        first = next(n for n, c in enumerate(event.counts) if c.of == count.of)
        assert first == number or count.group is not None
