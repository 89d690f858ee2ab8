"""A store with something to review, and keys that were typed beforehand."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.store import made
from tracker.cli.keys import Keys
from tracker.model import Article, Evidence, Place
from tracker.store import Store

VETROVO = Place("Vetrovo", "Vetrovo", "SY", None, 34.5, 38.2, "town", 5.0)
SHELLS = made.event("a2", type="shelling", confidence=0.2, evidence=(Evidence("Shells fell on Kamen.", 33, 54),))
SHARED: dict[str, Any] = {"date": made.day("2026-02-03"), "places": (VETROVO,), "actors": ("Northern Command",)}


def article(identity: str) -> Article:
    """Make an article of its own publisher."""
    return dataclasses.replace(made.ARTICLE, id=identity, source=f"The {identity}", url=f"https://{identity}.example/raids")


def fill(path: Path) -> None:
    """Store an event that the parser is hardly sure of, and an incident that two sources tell of, each with another toll."""
    with Store.open(path) as store:
        made.put(store, made.event("a1", counts=(made.killed(5, 5),), **SHARED), SHELLS, article=article("a"))
        made.put(store, made.event("b1", counts=(made.killed(9, 9),), **SHARED), article=article("b"))


class Typed(Keys):
    """Keys and lines that were typed beforehand. At their end the person has gone."""

    def __init__(self, script: Sequence[str | None]) -> None:
        """Take what will be typed."""
        super().__init__()
        self.script = list(script)

    def key(self) -> str:
        """Give the next key."""
        if not self.script:
            raise EOFError
        return self.script.pop(0) or ""

    def line(self, prompt: str) -> str | None:
        """Give the next line."""
        told = self.script.pop(0) if self.script else None
        print(f"{prompt}{told or ''}")
        return told

    @contextmanager
    def paused(self) -> Iterator[None]:
        """There is no terminal to hand over."""
        yield
