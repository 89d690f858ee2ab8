"""Step 2: events with their places, names, counts and evidence."""

from __future__ import annotations

from sqlite_utils import Database

from tracker.migrations.notes import add_notes

EVENTS = """
CREATE TABLE events (
    serial INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article INTEGER NOT NULL REFERENCES articles(serial) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    type TEXT NOT NULL,
    scope TEXT NOT NULL,
    status TEXT NOT NULL,
    date_start TEXT,            -- null if not known, or only that it was by date_end
    date_end TEXT,              -- null if nothing is known of the day
    date_precision TEXT,        -- null if nothing is known of the day
    date_basis TEXT,            -- null if nothing is known of the day
    date_text TEXT,             -- null if only the publication day is known
    undated INTEGER NOT NULL GENERATED ALWAYS AS (date_end IS NULL) VIRTUAL,
    sort_day TEXT GENERATED ALWAYS AS (coalesce(date_start, date_end)) VIRTUAL,  -- null if nothing is known of the day
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    parser TEXT NOT NULL,
    CHECK (date_start IS NULL OR date_start <= date_end),
    CHECK ((date_end IS NULL) = (date_precision IS NULL) AND (date_end IS NULL) = (date_basis IS NULL))
) STRICT
"""

PLACES = """
CREATE TABLE places (
    event INTEGER NOT NULL REFERENCES events(serial) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    country TEXT,               -- null if not known
    admin1 TEXT,                -- null if not known
    latitude REAL,              -- null if not known, like longitude
    longitude REAL,
    precision TEXT NOT NULL,
    name_words TEXT NOT NULL,
    repeated INTEGER NOT NULL CHECK (repeated IN (0, 1)),
    admin1_words TEXT,          -- null if admin1 is
    PRIMARY KEY (event, position),
    CHECK ((latitude IS NULL) = (longitude IS NULL))
) STRICT, WITHOUT ROWID
"""

NAMES = """
CREATE TABLE names (
    event INTEGER NOT NULL REFERENCES events(serial) ON DELETE CASCADE,
    role TEXT NOT NULL CHECK (role IN ('actor', 'target', 'weapon', 'claimed_by')),
    position INTEGER NOT NULL,
    name TEXT NOT NULL,
    name_words TEXT NOT NULL,
    repeated INTEGER NOT NULL CHECK (repeated IN (0, 1)),
    PRIMARY KEY (event, role, position)
) STRICT, WITHOUT ROWID
"""

COUNTS = """
CREATE TABLE counts (
    event INTEGER NOT NULL REFERENCES events(serial) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    of TEXT NOT NULL,
    whole INTEGER NOT NULL CHECK (whole IN (0, 1)),
    low INTEGER NOT NULL CHECK (low >= 0),
    high INTEGER CHECK (high >= low),   -- null if the text gives no upper bound
    group_name TEXT,                    -- null if the figure is of all
    text TEXT NOT NULL,
    PRIMARY KEY (event, position)
) STRICT, WITHOUT ROWID
"""

EVIDENCE = """
CREATE TABLE evidence (
    serial INTEGER PRIMARY KEY,
    event INTEGER NOT NULL REFERENCES events(serial) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    text TEXT NOT NULL,
    char_start INTEGER NOT NULL CHECK (char_start >= 0),
    char_end INTEGER NOT NULL CHECK (char_end >= char_start),
    UNIQUE (event, position)
) STRICT
"""

INDEXES = (
    # Speeds up replacing, showing and counting the events of one article.
    "CREATE INDEX events_article ON events (article, position)",
    # Speeds up the numbers by kind, type, scope and status, which then read no other rows.
    "CREATE INDEX events_facets ON events (kind, type, scope, status)",
    # Gives a timeline its order without sorting, so that its first lines come at once. Undated events stand last.
    "CREATE INDEX events_timeline ON events (undated, sort_day, date_end, article, position)",
    # The same for a timeline that is reversed: latest first, undated events still last.
    "CREATE INDEX events_timeline_reversed ON events (undated, sort_day DESC, date_end DESC, article DESC, position DESC)",
    # Speeds up grouping by name and the filters on actors and targets, which then read no other rows.
    "CREATE INDEX names_role ON names (role, name_words, repeated, name)",
    # Speeds up grouping by place and the filter on places, which then read no other rows.
    "CREATE INDEX places_name ON places (name_words, country, repeated, name, admin1_words)",
    # Speeds up sums and the views, which then read no other rows.
    "CREATE INDEX counts_of ON counts (of, event, whole, low, high)",
)

PLACE_NOTES = {
    "event": "events.serial",
    "position": "order within the event, from 0",
    "name": "the bare name, as 'Palmyra'",
    "text": "the words around it in the article, as 'the historic site of Palmyra'",
    "country": "ISO 3166-1 alpha-2; null if not known",
    "admin1": "province or state; null if not known",
    "latitude": "WGS 84 degrees; null if not known",
    "longitude": "WGS 84 degrees; null if not known",
    "precision": "site, town, district, province, country or unknown",
    "name_words": "name folded for filters: no case, accents or punctuation, a space around each word",
    "repeated": "1 where the event has a place of the same name and country before it, else 0",
    "admin1_words": "admin1 folded likewise; null if admin1 is",
}

EVENT_NOTES = {
    "serial": "number that other tables point to",
    "id": "the same for the same article and parser",
    "article": "articles.serial",
    "position": "order within the article, from 0",
    "kind": "strike or detention",
    "type": "of strikes: air_strike, drone_strike, missile_strike, shelling, strike; "
    "of detentions: capture, arrest, abduction, transfer, release, escape, held",
    "scope": "incident, or aggregate: a total over several that is never added to incidents",
    "status": "reported, alleged or denied",
    "date_start": "first day (YYYY-MM-DD); null if not known, or only that it was by date_end",
    "date_end": "last day, included; null if nothing is known of the day",
    "date_precision": "day, range, week, month, year or by; null if there is no date",
    "date_basis": "where the date was read: text, passage or published; null if there is no date",
    "date_text": "the words that were read as the date; null if only the publication day is known",
    "undated": "1 if there is no date, else 0",
    "sort_day": "the day that orders a timeline: date_start, else date_end; null if there is no date",
    "confidence": "between 0 and 1",
    "parser": "the version of the parser that found it",
}


def apply(db: Database) -> None:
    """Create the tables for what was found in articles."""
    for statement in (EVENTS, PLACES, NAMES, COUNTS, EVIDENCE, *INDEXES):
        db.execute(statement)
    _describe(db)
    db.execute("PRAGMA user_version = 2")


def _describe(db: Database) -> None:
    add_notes(db, "events", "what articles report: one row a happening or a total", EVENT_NOTES)
    add_notes(db, "places", "where it happened, the likeliest place first", PLACE_NOTES)
    add_notes(
        db,
        "names",
        "who and what: actors, targets, weapons, and who claims it",
        {
            "event": "events.serial",
            "role": "actor, target, weapon or claimed_by",
            "position": "order within the event and role, from 0",
            "name": "as the article has it",
            "name_words": "name folded for filters: no case, accents or punctuation, a space around each word",
            "repeated": "1 where the event has the same name in the same role before it, else 0",
        },
    )
    add_notes(
        db,
        "counts",
        "how many, with both bounds included",
        {
            "event": "events.serial",
            "position": "order within the event, from 0",
            "of": "strikes, targets, munitions, killed, wounded, detained, transferred, released, escaped, "
            "casualties (killed and wounded not told apart), killed_or_captured (likewise)",
            "whole": "1 for the event's whole figure; 0 for a part of it, which is in the whole already",
            "low": "at least so many",
            "high": "at most so many; null if the text gives no upper bound",
            "group_name": "who is counted ('civilians'); null if not said",
            "text": "the words that were read",
        },
    )
    add_notes(
        db,
        "evidence",
        "the exact words that report an event",
        {
            "serial": "row number",
            "event": "events.serial",
            "position": "order within the event, from 0",
            "text": "articles.text from char_start to char_end",
            "char_start": "first code point, from 0",
            "char_end": "the code point after the last",
        },
    )
