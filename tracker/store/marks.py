"""How far files of many records have been read, so that a run that was stopped goes on there."""

from __future__ import annotations

import sqlite3

from tracker.model import Mark
from tracker.store.database import transaction

_READ = "SELECT file, head_size, head, position, records FROM files_read WHERE file = ? AND options = ?"
_SET = """
INSERT INTO files_read (file, options, head_size, head, position, records) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT DO UPDATE SET (head_size, head, position, records) =
    (excluded.head_size, excluded.head, excluded.position, excluded.records)
"""


def read_mark(connection: sqlite3.Connection, file: str, options: str) -> Mark | None:
    """Give the mark of a file, None where there is none."""
    row = connection.execute(_READ, [file, options]).fetchone()
    return Mark(*row) if row else None


def set_mark(connection: sqlite3.Connection, mark: Mark, options: str) -> None:
    """Keep the mark of a file, in place of an earlier one."""
    with transaction(connection):
        connection.execute(_SET, [mark.file, options, mark.head_size, mark.head, mark.position, mark.records])
