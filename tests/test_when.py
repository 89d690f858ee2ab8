"""Days that people type for `--since` and `--until`, on Tuesday, 10 February 2026."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.errors import UsageError
from tracker.when import read_when

TODAY = date(2026, 2, 10)


@pytest.mark.parametrize(
    ("words", "since", "until"),
    [
        ("2026-02-03", "2026-02-03", "2026-02-03"),
        ("2026-01", "2026-01-01", "2026-01-31"),
        ("2024", "2024-01-01", "2024-12-31"),
        ("January 2026", "2026-01-01", "2026-01-31"),
        ("january 2026", "2026-01-01", "2026-01-31"),
        ("Feb 2024", "2024-02-01", "2024-02-29"),
        ("march", "2025-03-01", "2025-03-31"),
        ("may", "2025-05-01", "2025-05-31"),
        ("3 February", "2026-02-03", "2026-02-03"),
        ("feb 3 2025", "2025-02-03", "2025-02-03"),
        ("03/02/2026", "2026-02-03", "2026-02-03"),
        ("15 May 2025 10:00", "2025-05-15", "2025-05-15"),
        ("today", "2026-02-10", "2026-02-10"),
        ("yesterday", "2026-02-09", "2026-02-09"),
        ("  Yesterday ", "2026-02-09", "2026-02-09"),
        ("tomorrow", "2026-02-11", "2026-02-11"),
        ("monday", "2026-02-09", "2026-02-09"),
        ("tuesday", "2026-02-10", "2026-02-10"),  # today, where dateparser says a week ago
        ("last monday", "2026-02-09", "2026-02-09"),
        ("last tuesday", "2026-02-03", "2026-02-03"),
        ("last week", "2026-02-02", "2026-02-08"),
        ("this week", "2026-02-09", "2026-02-10"),
        ("last month", "2026-01-01", "2026-01-31"),
        ("early January", "2026-01-01", "2026-01-10"),
        ("two weeks ago", "2026-01-27", "2026-01-27"),
        ("2 weeks ago", "2026-01-27", "2026-01-27"),
        ("two months ago", "2025-12-10", "2025-12-10"),
        ("a year ago", "2025-02-10", "2025-02-10"),
        ("30d", "2026-01-11", "2026-01-11"),
        ("1w", "2026-02-03", "2026-02-03"),
        ("2 months", "2025-12-10", "2025-12-10"),
        ("2m", "2025-12-10", "2025-12-10"),
        ("1y", "2025-02-10", "2025-02-10"),
        ("in the last two weeks", "2026-01-27", "2026-02-10"),
    ],
)
def test_words(words: str, since: str, until: str) -> None:
    assert read_when(words, TODAY).isoformat() == since
    assert read_when(words, TODAY, end=True).isoformat() == until


@pytest.mark.parametrize(
    "words", ["yesterdayish", "", "2026-13", "2026-02-30", "0000", "12", "sometime", "next Friday week maybe", "-", "d"]
)
def test_what_is_no_day_says_what_would_be(words: str) -> None:
    with pytest.raises(UsageError) as error:
        read_when(words, TODAY)
    message = str(error.value)
    assert repr(words) in message
    assert "last monday" in message
    assert "\n" not in message


@settings(deadline=None)  # the machine may be busy
@given(st.text(max_size=20) | st.from_regex(r"[0-9]{1,4}[-/ .]?[0-9]{0,2}[-/ .]?[0-9a-z ]{0,6}", fullmatch=True))
def test_anything_is_a_day_or_a_usage_error(words: str) -> None:
    with contextlib.suppress(UsageError):
        assert read_when(words, TODAY) <= read_when(words, TODAY, end=True)


def test_common_words_import_no_dateparser() -> None:
    code = (
        "import datetime, sys; from tracker.when import read_when; "
        "[read_when(w, datetime.date(2026, 2, 10)) for w in ('2026-01', '2026-02-03', '30d', 'last monday', 'January 2026')]; "
        "sys.exit('dateparser' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
