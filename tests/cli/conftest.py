"""A database with events of our own making, and two ways to run the program."""

from __future__ import annotations

import dataclasses
import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tests.cli.made import ARTICLE, EVENTS, STRIKE, Ran, Run, environment
from tracker.model import Article, Evidence, Page


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Give a database with one article and its events."""
    from tracker.store import Store

    path = tmp_path / "tracker.db"
    with Store.open(path) as store:
        page = Page("https://example.org/raids", "https://example.org/raids", b"<p>")
        store.save(ARTICLE, EVENTS, parser="test 1", ingested=datetime(2026, 2, 16, 10, 5, tzinfo=UTC), page=page)
    return path


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run the program inside this process, as in a pipe, at a fixed width."""
    from tracker.cli.main import app

    monkeypatch.setenv("TRACKER_DB", str(tmp_path / "default.db"))
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def go(*arguments: object, width: int = 80, input: str | bytes | None = None) -> Ran:
        result = CliRunner().invoke(app, [str(word) for word in arguments], input=input, env={"COLUMNS": str(width)})
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout, result.stderr)

    return go


@pytest.fixture
def program(tmp_path: Path) -> Run:
    """Run the program as a process of its own."""

    def go(*arguments: object, input: str | None = None, env: dict[str, str] | None = None) -> Ran:
        command = [sys.executable, "-m", "tracker", *map(str, arguments)]
        surroundings = environment(TRACKER_DB=str(tmp_path / "default.db"), **(env or {}))
        done = subprocess.run(
            command, input=input or "", capture_output=True, encoding="utf-8", env=surroundings, timeout=60, check=False
        )
        return Ran(done.returncode, done.stdout, done.stderr)

    return go


@pytest.fixture
def parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the parser find one air strike in each article that has the word 'struck', without a language model."""

    def parse_articles(articles: Sequence[Article], *, model: str | None = None, gazetteer: object = None) -> Any:
        for article in articles:
            at = article.text.find("struck")
            events = []
            if at >= 0:
                found = Evidence("struck", at, at + len("struck"))
                events = [
                    dataclasses.replace(STRIKE, id=f"{abs(hash(article.id)):010x}"[:10], article=article.id, evidence=(found,))
                ]
            yield article, tuple(events)

    monkeypatch.setattr("tracker.extract.parse_articles", parse_articles)
