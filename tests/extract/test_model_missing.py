"""The language model: a clear line where it is missing, and no cost where it is not needed."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tracker.errors import ModelMissing
from tracker.extract import parse_articles
from tracker.extract.nlp import load
from tracker.model import Article

STRIKE = Article(id="a", text="An air strike killed four people in Idlib on Tuesday.")
QUIET = Article(id="b", text="The market opened at eight. Onions were cheap.")


def test_missing_model_is_named_with_what_to_do() -> None:
    with pytest.raises(ModelMissing) as caught:
        list(parse_articles([STRIKE], model="no_such_pipeline"))
    line = str(caught.value)
    assert "no_such_pipeline" in line
    assert "install" in line
    assert "\n" not in line
    assert caught.value.exit_code == 5


def test_missing_model_is_no_matter_where_nothing_has_to_be_parsed() -> None:
    ((_, events),) = parse_articles([QUIET], model="no_such_pipeline")
    assert events == ()


def test_model_is_loaded_once() -> None:
    assert load() is load()


# Each is run in a process of its own: (what the row tests, program).
COLD = {
    "import": "import tracker.extract",
    "nothing to parse": "from tracker.extract import parse_articles; list(parse_articles([]))",
    "unread": "from tracker.extract import parse_articles; from tracker.model import Article; "
    "parse_articles([Article(id='a', text='An air strike killed four people in Idlib.')])",
}


@pytest.mark.parametrize("program", COLD.values(), ids=COLD)
def test_spacy_is_not_imported(program: str) -> None:
    check = f"import sys; {program}; assert 'spacy' not in sys.modules"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
