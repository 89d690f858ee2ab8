"""Fixtures that tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_httpserver import HTTPServer


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
