"""Fuzz the parser with atheris, guided by what of its code a text reaches (uv sync --group fuzz).

    python -m tests.fuzz.fuzz_parse FOUND [CORPUS] [-max_total_time=3600 and other options of libFuzzer]

No text may make the parser raise, break the contract of an event (offsets, bounds, round trip), or take more than so much time a
character. Each new kind of failure is written to FOUND as a JSON object, the article's fields and the traceback, and the fuzzer
goes on. Once mended, a text of FOUND belongs into HARD in tests/extract/test_pipeline.py.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from pathlib import Path
from typing import Any

import atheris

with atheris.instrument_imports(include=["tracker"]):
    from tests.extract.sound import assert_sound
    from tests.fuzz.texts import make_article
    from tracker.extract import parse_articles, pipeline  # the pipeline too, that else is imported when it is first used
    from tracker.extract.nlp import load
    from tracker.model import Article

# A bound ten times what a text costs on a slow machine whose code is instrumented: what breaks it is not slow but superlinear.
SECONDS_AT_LEAST, SECONDS_A_CHARACTER = 2.0, 0.01


class Slow(AssertionError):
    """Say that a text took too long for its length."""


class Provided:
    """Choices made by the fuzzer's bytes; where these are used up, the first option and no characters."""

    def __init__(self, data: bytes) -> None:
        """Read decisions from these bytes."""
        self._provider = atheris.FuzzedDataProvider(data)

    def below(self, limit: int) -> int:
        """Give a number from 0 up to, and not including, the limit."""
        return int(self._provider.ConsumeIntInRange(0, limit - 1))

    def anything(self, length: int) -> str:
        """Give any characters, at most so many."""
        return str(self._provider.ConsumeUnicode(length))


def check(article: Article) -> None:
    """Parse one article and hold its events to the contract."""
    start = time.process_time()
    ((_, events),) = parse_articles([article])
    spent = time.process_time() - start
    if spent > SECONDS_AT_LEAST + SECONDS_A_CHARACTER * len(article.text):
        raise Slow(f"{spent:.1f} s for {len(article.text)} characters")
    assert_sound(article, events)


def where(error: BaseException) -> str:
    """Name the kind of failure: the error, and the innermost places in the code of this project."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "/tracker/" in f.filename or "sound.py" in f.filename]
    return " < ".join([type(error).__name__, *(f"{Path(f.filename).name}:{f.lineno}" for f in frames[-3:][::-1])])


def main() -> None:
    """Fuzz until libFuzzer's options say stop."""
    found, seen = Path(sys.argv[1]), set[str]()
    load()
    assert pipeline

    def one_input(data: bytes) -> None:
        article = make_article(Provided(data))
        try:
            check(article)
        except Exception as error:
            kind = where(error)
            if kind not in seen:
                seen.add(kind)
                write(found, article, kind, error)

    atheris.Setup([sys.argv[0], *sys.argv[2:]], one_input)
    atheris.Fuzz()


def write(found: Path, article: Article, kind: str, error: Exception) -> None:
    """Append a failure to the file."""
    day = article.published.isoformat() if article.published else None
    told: dict[str, Any] = {"kind": kind, "text": article.text, "title": article.title, "published": day}
    told["traceback"] = "".join(traceback.format_exception(error))[-3000:]
    with found.open("a", encoding="utf-8", errors="backslashreplace") as out:
        print(json.dumps(told), file=out, flush=True)
        os.fsync(out.fileno())
    print(f"FAILURE {kind}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
