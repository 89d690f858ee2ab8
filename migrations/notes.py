"""Document tables, views and columns inside the database, for people who open it with other tools."""

from __future__ import annotations

from collections.abc import Mapping

from sqlite_utils import Database


def add_notes(db: Database, name: str, note: str, columns: Mapping[str, str]) -> None:
    """Write a note on a table or view (its `column_name` is '') and on each of its columns."""
    rows = {"": note, **columns}
    db.table("schema_notes").insert_all({"object": name, "column_name": column, "note": text} for column, text in rows.items())
