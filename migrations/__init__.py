"""The history of the schema: numbered, append-only, imports nothing from tracker or cli.

Each step is a file with one function of the same number. A step that has been released is never edited: write the next one,
raise `SCHEMA_VERSION` in tracker/store/database.py with it, and keep names and meanings of what people may already query.
`PRAGMA user_version` is the number of the last step applied; `PRAGMA application_id` tells this program's files from others'.
"""

from __future__ import annotations

import sqlite3

from sqlite_utils import Database, Migrations

from tracker.migrations import (
    m0001_articles,
    m0002_events,
    m0003_search,
    m0004_views,
    m0005_gazetteer,
    m0006_copies,
    m0007_radius,
    m0008_documents,
    m0009_feeds,
    m0010_incidents,
    m0011_decisions,
    m0012_waiting,
)

migrations = Migrations("tracker")
migrations(name="0001_articles")(m0001_articles.apply)
migrations(name="0002_events")(m0002_events.apply)
migrations(name="0003_search")(m0003_search.apply)
migrations(name="0004_views")(m0004_views.apply)
migrations(name="0005_gazetteer")(m0005_gazetteer.apply)
migrations(name="0006_copies")(m0006_copies.apply)
migrations(name="0007_radius")(m0007_radius.apply)
migrations(name="0008_documents")(m0008_documents.apply)
migrations(name="0009_feeds")(m0009_feeds.apply)
migrations(name="0010_incidents")(m0010_incidents.apply)
migrations(name="0011_decisions")(m0011_decisions.apply)
migrations(name="0012_waiting")(m0012_waiting.apply)


def upgrade(connection: sqlite3.Connection, *, stop_before: str | None = None) -> None:
    """Apply the steps that are missing, inside the caller's transaction (BEGIN IMMEDIATE: two at once would both try)."""
    if not connection.in_transaction:
        raise ValueError("begin a transaction first")
    migrations.apply(Database(connection, execute_plugins=False), stop_before=stop_before)
