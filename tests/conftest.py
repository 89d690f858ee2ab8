"""Fixtures that tests share."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest
from hypothesis import settings
from pytest_httpserver import HTTPServer

# The machine may be busy: no example has a deadline. Where a change is judged, a test takes the same examples each time.
settings.register_profile("tracker", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("tracker")

# Whoever starts the tests in the background may have Ctrl-C ignored, and programs that are started inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep a developer's proxy and database out of the tests: they speak to loopback and to folders of their own."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "TRACKER_DB"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture(scope="session")
def make_httpserver() -> Iterator[HTTPServer]:
    """Serve with threads, so that an answer that is slow on purpose holds up no other test."""
    with HTTPServer(host="127.0.0.1", threaded=True) as server:
        yield server
