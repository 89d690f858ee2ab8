"""A little fuzzing of the readers of files with every run of the tests. See fuzz_files.py."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.files import make_file
from tests.fuzz.sound_files import check_file
from tests.fuzz.test_fuzz import Drawn
from tests.fuzz.texts import Chance
from tracker.article.pdf_lines import Line, Sheet, paragraphs_of
from tracker.model import Article


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_no_file_is_too_much_for_the_readers(data: st.DataObject) -> None:
    name, content = make_file(Drawn(data), depth=2)
    check_file(name, content)


@pytest.mark.filterwarnings("ignore:Duplicate name")
@pytest.mark.parametrize("start", [0, 1000, 2000])
def test_random_files(start: int) -> None:
    found = []
    for seed in range(start, start + 60):
        choices = Chance(seed)
        name, content = make_file(choices)
        found += check_file(name, content, piped=choices.below(4) == 0)
    # Hold the maker of files to its purpose: files that are all refused at once test nothing.
    assert sum(isinstance(reading.found, Article) for reading in found) >= 10


PLACES = st.floats(-50, 900)
LINES = st.builds(
    Line, st.text(min_size=1, max_size=30).map(lambda text: " ".join(text.split()) or "x"), PLACES, PLACES, PLACES, PLACES
)


@given(st.lists(st.builds(Sheet, st.floats(0, 900), st.lists(LINES, max_size=6).map(tuple)), max_size=4))
def test_lines_of_any_pdf_make_a_text_with_pages(sheets: list[Sheet]) -> None:
    text, starts = paragraphs_of(sheets)
    assert len(starts) == len(sheets)
    assert list(starts) == sorted(starts)
    assert all(0 <= start <= len(text) for start in starts)
