"""A store of what was on record as of a day: made by `Store.as_of`, read as any other."""

from __future__ import annotations

import sqlite3
from datetime import date
from pathlib import Path
from typing import Self

from tracker.store import asof
from tracker.store.asof import Projected
from tracker.store.database import translated
from tracker.store.records import Found
from tracker.store.store import Store


class Past(Store):
    """A store that answers as of a day. It can't be written, and what is asked of it leaves the real file as it is."""

    def __init__(self, connection: sqlite3.Connection, path: Path, projected: Projected) -> None:
        """Take over a connection to a database that `asof.project` made."""
        super().__init__(connection, path)
        self.projected = projected
        self._texts_are_indexed = False

    @classmethod
    def made(cls, path: Path, day: date, *, known: bool) -> Self:
        """Make it of a database of the current schema."""
        with translated(path):
            connection, projected = asof.project(path, day, known=known)
        return cls(connection, path, projected)

    def search(self, words: str, limit: int = 20) -> list[Found]:
        """Find passages of evidence and articles that hold all the words."""
        if not self._texts_are_indexed:
            with translated(self.path):
                asof.index_texts(self._connection)
            self._texts_are_indexed = True
        return super().search(words, limit)
