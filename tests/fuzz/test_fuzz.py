"""A little fuzzing with every run of the tests: the texts that the fuzzer makes, and what it found once. See fuzz_parse.py."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.sound import assert_sound
from tests.fuzz.texts import Chance, lexicon, make_article, make_text
from tracker.extract import parse_articles


class Drawn:
    """Choices that hypothesis makes, and makes smaller where a text fails."""

    def __init__(self, data: st.DataObject) -> None:
        """Draw from a test's data."""
        self._data = data

    def below(self, limit: int) -> int:
        """Give a number from 0 up to, and not including, the limit."""
        return self._data.draw(st.integers(0, limit - 1))

    def anything(self, length: int) -> str:
        """Give any characters, at most so many."""
        return self._data.draw(st.text(max_size=length))


@settings(max_examples=60)
@given(st.data())
def test_no_text_is_too_much_for_the_parser(data: st.DataObject) -> None:
    article = make_article(Drawn(data), most=4)
    ((_, events),) = parse_articles([article])
    assert_sound(article, events)


@pytest.mark.parametrize("start", [0, 100, 200])
def test_random_texts_in_one_batch(start: int) -> None:
    articles = [make_article(Chance(seed)) for seed in range(start, start + 32)]
    for article, events in parse_articles(articles):
        assert_sound(article, events)


def test_texts_are_of_the_parsers_words_and_hold_events() -> None:
    """Hold the maker of texts to its purpose: a fuzzer whose texts stop at the gate finds nothing."""
    assert {"struck" in make_text(Chance(seed)) for seed in range(20)} == {True, False}
    assert len(lexicon()) > 3000
    found = [events for _, events in parse_articles(make_article(Chance(seed)) for seed in range(40))]
    assert sum(map(bool, found)) > 15
