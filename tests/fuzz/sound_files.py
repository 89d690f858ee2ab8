"""What holds of reading any file at all: used by tests and by the fuzzer."""

from __future__ import annotations

import re
import tempfile
import time
from pathlib import Path

from tracker.article import Reading, file_readings, stream_readings
from tracker.article.normal import normalise
from tracker.model import Article, Skipped

_NOT_SAID = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\n]")
# What breaks these bounds is not slow but superlinear: ten times what it costs on a slow machine.
SECONDS_AT_LEAST, SECONDS_A_BYTE = 10.0, 50e-6


class Slow(AssertionError):
    """Say that a file took too long for its size."""


def check_file(name: str, content: bytes, *, piped: bool = False) -> list[Reading]:
    """Read a file, or the same piped in, and hold what comes out to the contract."""
    start = time.process_time()
    if piped:
        found = list(stream_readings(content))
    else:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, name)
            path.write_bytes(content)
            found = list(file_readings(path))
            assert [each.name for each in Path(folder).iterdir()] == [name], "nothing is written"
    spent = time.process_time() - start
    if spent > SECONDS_AT_LEAST + SECONDS_A_BYTE * len(content):
        raise Slow(f"{spent:.1f} s for {len(content)} bytes")
    assert found, "each file gives an article or a reason"
    for reading in found:
        assert_reading_is_sound(reading)
    return found


def assert_reading_is_sound(reading: Reading) -> None:
    """Hold one reading to the contract."""
    if isinstance(reading.found, Skipped):
        assert reading.found.reason.strip()
        assert "\n" not in reading.found.reason
        assert "Traceback" not in reading.found.reason
        return
    article: Article = reading.found
    assert article.id
    assert article.text.strip()
    assert normalise(article.text) == article.text
    assert "\n" not in article.title
    assert not _NOT_SAID.search(article.title + article.id)
    assert list(article.page_starts) == sorted(article.page_starts)
    assert all(0 <= start <= len(article.text) for start in article.page_starts)
    for offset in (0, len(article.text) // 2):
        assert (article.page_at(offset) is None) == (not article.page_starts)
