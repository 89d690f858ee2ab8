"""Step 9: feeds that are followed, what they named, and pages that were read from a web archive."""

from __future__ import annotations

from sqlite_utils import Database

from tracker.migrations.notes import add_notes

FEEDS = """
CREATE TABLE feeds (
    serial INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    url TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    added TEXT NOT NULL,
    etag TEXT,                  -- null if the server gave none
    last_modified TEXT,         -- null if the server gave none
    checked TEXT,               -- null if it was not asked for yet
    failure TEXT                -- null if it could be read when it was asked for last
) STRICT
"""

ENTRIES = """
CREATE TABLE feed_entries (
    feed INTEGER NOT NULL REFERENCES feeds(serial) ON DELETE CASCADE,
    url TEXT NOT NULL,
    title TEXT NOT NULL,
    published TEXT,             -- null if the feed does not say
    seen TEXT NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    outcome TEXT,               -- null while it waits to be read
    reason TEXT,                -- null if nothing went wrong
    PRIMARY KEY (feed, url)
) STRICT, WITHOUT ROWID
"""

# Speeds up finding what waits.
WAITING = "CREATE INDEX feed_entries_waiting ON feed_entries (feed) WHERE outcome IS NULL"
# Speeds up telling which addresses of a list were read.
REQUESTED = "CREATE INDEX pages_requested ON pages (requested)"
ARCHIVE = "ALTER TABLE pages ADD COLUMN archive TEXT"  # null if it was not read from a web archive


def apply(db: Database) -> None:
    """Create the tables."""
    for statement in (FEEDS, ENTRIES, WAITING, REQUESTED, ARCHIVE):
        db.execute(statement)
    note = "the address of the capture that it was read from; null if it was not read from a web archive"
    db.table("schema_notes").insert({"object": "pages", "column_name": "archive", "note": note})
    add_notes(
        db,
        "feeds",
        "feeds that are followed",
        {
            "serial": "number of the row",
            "name": "what the user calls it",
            "url": "the feed's address",
            "title": "what the feed calls itself; '' if nothing",
            "added": "since when it is followed (ISO 8601, UTC)",
            "etag": "to ask for it only if it has changed; null if the server gave none",
            "last_modified": "likewise; null if the server gave none",
            "checked": "when it was asked for last (ISO 8601, UTC); null if it was not yet",
            "failure": "why it could not be read when it was asked for last; null if it could",
        },
    )
    add_notes(
        db,
        "feed_entries",
        "what feeds named, and what became of it",
        {
            "feed": "feeds.serial",
            "url": "the address of the entry's page, canonical",
            "title": "as the feed gives it; '' if there is none",
            "published": "day of publication that the feed says; null if it does not",
            "seen": "when the feed named it first (ISO 8601, UTC)",
            "tries": "how often its page was asked for",
            "outcome": "stored, updated, unchanged, known (its page had been read before) or skipped; null while it waits",
            "reason": "why it could not be read when that was tried last; null if nothing went wrong",
        },
    )
    db.execute("PRAGMA user_version = 9")
