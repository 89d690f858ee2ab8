"""Step 12: events that nobody has looked at, in the order in which they are asked about."""

from __future__ import annotations

from sqlite_utils import Database

# Gives the review its order without sorting.
WAITING = "CREATE INDEX events_waiting ON events (confidence, id) WHERE review IS NULL"


def apply(db: Database) -> None:
    """Create the index."""
    db.execute(WAITING)
    db.execute("PRAGMA user_version = 12")
