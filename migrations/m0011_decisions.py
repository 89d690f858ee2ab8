"""Step 11: what people have decided: a row each, never changed; what of it holds now is derived beside it."""

from __future__ import annotations

from sqlite_utils import Database

from tracker.migrations.notes import add_notes

DECISIONS = """
CREATE TABLE decisions (
    serial INTEGER PRIMARY KEY,
    made TEXT NOT NULL,
    person TEXT,                -- null if nobody is named
    action TEXT NOT NULL
        CHECK (action IN ('accept', 'reject', 'set', 'merge', 'apart', 'split', 'link', 'unlink', 'grade', 'undo')),
    article TEXT NOT NULL,
    event TEXT NOT NULL,
    field TEXT,                 -- null but for 'set'
    value TEXT,                 -- null but for 'set' and 'grade'
    data TEXT,                  -- null but for 'set'
    was TEXT,                   -- null where there was nothing to be said of before
    why TEXT,                   -- null if not said
    undoes INTEGER UNIQUE REFERENCES decisions(serial) ON DELETE CASCADE,     -- null but for 'undo'
    CHECK ((action = 'undo') = (undoes IS NOT NULL)),
    CHECK ((action = 'set') = (field IS NOT NULL))
) STRICT
"""

EVENTS = """
CREATE TABLE decision_events (
    decision INTEGER NOT NULL REFERENCES decisions(serial) ON DELETE CASCADE,
    side TEXT NOT NULL CHECK (side IN ('about', 'along', 'other')),
    position INTEGER NOT NULL,
    article TEXT NOT NULL,
    event TEXT NOT NULL,
    kind TEXT NOT NULL,
    evidence TEXT NOT NULL,
    PRIMARY KEY (decision, side, position)
) STRICT, WITHOUT ROWID
"""

FOUND = """
CREATE TABLE decided_events (
    decision INTEGER NOT NULL REFERENCES decisions(serial) ON DELETE CASCADE,
    side TEXT NOT NULL,
    position INTEGER NOT NULL,
    event INTEGER NOT NULL REFERENCES events(serial) ON DELETE CASCADE,
    PRIMARY KEY (decision, side, position)
) STRICT, WITHOUT ROWID
"""

PARSED = """
CREATE TABLE parsed_events (
    event INTEGER PRIMARY KEY REFERENCES events(serial) ON DELETE CASCADE,
    content TEXT NOT NULL
) STRICT
"""

SKIPS = """
CREATE TABLE review_skips (
    item TEXT NOT NULL,
    person TEXT NOT NULL,
    made TEXT NOT NULL,
    PRIMARY KEY (item, person)
) STRICT, WITHOUT ROWID
"""

INDEXES = (
    # Finds what was decided of an article's events, when these are written anew.
    "CREATE INDEX decision_events_article ON decision_events (article)",
    # Finds what was decided of an event by its id, or the beginning of one.
    "CREATE INDEX decision_events_event ON decision_events (event)",
    # Finds what holds of an event; SQLite asks for it when one goes.
    "CREATE INDEX decided_events_event ON decided_events (event)",
    # Finds what people looked at last in an article.
    "CREATE INDEX decisions_article ON decisions (article, made)",
)

# Nothing that was decided is overwritten: who changes their mind says so in a row of their own.
GUARDS = tuple(
    f"CREATE TRIGGER {table}_no_{change} BEFORE {change} ON {table} BEGIN SELECT RAISE(ABORT, '{table} is only added to'); END"
    for table in ("decisions", "decision_events")
    for change in ("update", "delete")
)


def apply(db: Database) -> None:
    """Create the tables."""
    for statement in (DECISIONS, EVENTS, FOUND, PARSED, SKIPS, *INDEXES, *GUARDS):
        db.execute(statement)
    _describe(db)
    db.execute("PRAGMA user_version = 11")


def _describe(db: Database) -> None:
    add_notes(
        db,
        "decisions",
        "what people have decided of events and incidents, in order; rows are never changed",
        {
            "serial": "number of the decision",
            "made": "when (ISO 8601, UTC)",
            "person": "by whom; null if nobody is named",
            "action": "accept, reject, set (a field), merge, apart, split, link, unlink, grade or undo",
            "article": "articles.id of the event that it is about",
            "event": "events.id as it was then",
            "field": "what 'set' corrects; else null",
            "value": "the new value as a person writes it; null but for 'set' and 'grade'",
            "data": "the new value as an event's JSON has it; null but for 'set'",
            "was": "the value before, as JSON; null where there is nothing to be said of before",
            "why": "the reason given; null if none",
            "undoes": "the decision that this one takes back; else null",
        },
    )
    add_notes(
        db,
        "decision_events",
        "the events that a decision names, by what finds them again when an article is read anew",
        {
            "decision": "decisions.serial",
            "side": "about: what it is about; along: on its side; other: what it is merged with or kept apart from",
            "position": "order within the side, from 0",
            "article": "articles.id",
            "event": "events.id as it was then",
            "kind": "strike or detention",
            "evidence": "JSON array of the words that it was read from",
        },
    )
    add_notes(
        db,
        "decided_events",
        "where the events that a decision names are now; one that is missing here is orphaned",
        {"decision": "decisions.serial", "side": "decision_events.side", "position": "as there", "event": "events.serial"},
    )
    add_notes(
        db,
        "parsed_events",
        "events that people have corrected, as the parser read them",
        {"event": "events.serial", "content": "the event as JSON"},
    )
    add_notes(
        db,
        "review_skips",
        "what a person would rather come to later, in 'tracker review'",
        {"item": "name of the question", "person": "whose answer it would be", "made": "when (ISO 8601, UTC)"},
    )
