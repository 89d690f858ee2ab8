"""A store of what was on record as of a day: made by `Store.as_of`, read as any other."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Self

from tracker.incidents.nouns import Incident
from tracker.store import asof
from tracker.store.asof import Projected
from tracker.store.database import translated
from tracker.store.incidents import load
from tracker.store.records import Found
from tracker.store.store import Store

_NAMED = """
SELECT serial FROM incidents WHERE id IN (SELECT value FROM json_each(?))
ORDER BY undated, sort_day, date_end, article, position
"""


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

    def differing(self) -> tuple[frozenset[str], frozenset[str]]:
        """Name (by id) the incidents as of the day that are not told so now, and those of now that were not told so."""
        with translated(self.path):
            return asof.differing(self._connection)


def incidents_named(store: Store, ids: Collection[str]) -> list[Incident]:
    """Give the incidents of these ids, by date; an id that no incident has gives none."""
    with translated(store.path):
        serials = [serial for (serial,) in store._connection.execute(_NAMED, [json.dumps(sorted(ids))])]
        return list(load(store._connection, serials))


def rejected_reports(store: Store) -> frozenset[str]:
    """Name the reports that people have rejected."""
    with translated(store.path):
        return frozenset(identity for (identity,) in store._connection.execute("SELECT id FROM events WHERE review = 'rejected'"))
