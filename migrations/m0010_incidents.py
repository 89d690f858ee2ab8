"""Step 10: incidents: which events tell of one happening, what is known of it by all of them, and what people said of events."""

from __future__ import annotations

from sqlite_utils import Database

from tracker.migrations.notes import add_notes

# The number of an incident is that of its founding event. Where another program deletes its lead or its founding article, it goes;
# what is left of its events is linked anew with the next save.
INCIDENTS = """
CREATE TABLE incidents (
    serial INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    lead INTEGER NOT NULL REFERENCES events(serial) ON DELETE CASCADE,
    article INTEGER NOT NULL REFERENCES articles(serial) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    type TEXT NOT NULL,
    scope TEXT NOT NULL,
    status TEXT NOT NULL,
    date_start TEXT,            -- null if not known, or only that it was by date_end
    date_end TEXT,              -- null if nothing is known of the day
    undated INTEGER NOT NULL GENERATED ALWAYS AS (date_end IS NULL) VIRTUAL,
    sort_day TEXT GENERATED ALWAYS AS (coalesce(date_start, date_end)) VIRTUAL,  -- null if nothing is known of the day
    reports INTEGER NOT NULL CHECK (reports >= 1),
    sources INTEGER NOT NULL CHECK (sources >= 1),
    grade TEXT,                 -- null while its events wait in 'unlinked'
    strike_status TEXT,         -- null if it is no strike, or while its events wait in 'unlinked'
    first_published TEXT,       -- null if not known of any of its articles
    confidence REAL NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    CHECK (date_start IS NULL OR date_start <= date_end)
) STRICT
"""

INCIDENT_COUNTS = """
CREATE TABLE incident_counts (
    incident INTEGER NOT NULL REFERENCES incidents(serial) ON DELETE CASCADE,
    of TEXT NOT NULL,
    low INTEGER NOT NULL CHECK (low >= 0),
    best_low INTEGER NOT NULL CHECK (best_low >= 0),
    best_high INTEGER CHECK (best_high >= best_low),    -- null if what it rests on gives no upper bound
    high INTEGER CHECK (high >= low),                   -- null if one of the claims gives no upper bound
    claims INTEGER NOT NULL CHECK (claims >= 1),
    rule TEXT NOT NULL,
    PRIMARY KEY (incident, of)
) STRICT, WITHOUT ROWID
"""

LINKS = """
CREATE TABLE links (
    a INTEGER NOT NULL REFERENCES events(serial) ON DELETE CASCADE,
    b INTEGER NOT NULL REFERENCES events(serial) ON DELETE CASCADE,
    score REAL NOT NULL,
    PRIMARY KEY (a, b),
    CHECK (a < b)
) STRICT, WITHOUT ROWID
"""

LINK_KEYS = """
CREATE TABLE link_keys (
    key INTEGER NOT NULL,
    event INTEGER NOT NULL REFERENCES events(serial) ON DELETE CASCADE,
    PRIMARY KEY (key, event)
) STRICT, WITHOUT ROWID
"""

LINK_DECISIONS = """
CREATE TABLE link_decisions (
    a INTEGER NOT NULL REFERENCES events(serial) ON DELETE CASCADE,
    b INTEGER NOT NULL REFERENCES events(serial) ON DELETE CASCADE,
    together INTEGER NOT NULL CHECK (together IN (0, 1)),
    PRIMARY KEY (a, b),
    CHECK (a < b)
) STRICT, WITHOUT ROWID
"""

UNLINKED = "CREATE TABLE unlinked (event INTEGER PRIMARY KEY REFERENCES events(serial) ON DELETE CASCADE) STRICT"

COLUMNS = (
    # Null if it was rejected, or has yet to be linked.
    "ALTER TABLE events ADD COLUMN incident INTEGER REFERENCES incidents(serial) ON DELETE SET NULL",
    "ALTER TABLE events ADD COLUMN review TEXT CHECK (review IN ('accepted', 'rejected'))",  # null if nobody has said anything
)

# What is there already: each event an incident of its own, until it is compared with others, which takes more than SQL.
FILL = (
    """
    INSERT INTO incidents (serial, id, lead, article, position, kind, type, scope, status, date_start, date_end, reports, sources,
        first_published, confidence)
    SELECT e.serial, e.id, e.serial, e.article, e.position, e.kind, e.type, e.scope, e.status, e.date_start, e.date_end, 1, 1,
        a.published, e.confidence
    FROM events AS e JOIN articles AS a ON a.serial = e.article ORDER BY e.serial
    """,
    """
    INSERT INTO incident_counts (incident, of, low, best_low, best_high, high, claims, rule)
    SELECT event, of, low, low, high, high, 1, 'conservative' FROM counts WHERE whole ORDER BY event, of
    """,
    "UPDATE events SET incident = serial",
    "INSERT INTO unlinked (event) SELECT serial FROM events",
)

INDEXES = (
    # Finds the events of an incident.
    "CREATE INDEX events_incident ON events (incident)",
    # Gives the list of incidents its order without sorting, as events_timeline does for events.
    "CREATE INDEX incidents_timeline ON incidents (undated, sort_day, date_end, article, position)",
    # The same, latest first.
    "CREATE INDEX incidents_timeline_reversed ON incidents (undated, sort_day DESC, date_end DESC, article DESC, position DESC)",
    # Speeds up the numbers by kind, type, scope and status, which then read no other rows.
    "CREATE INDEX incidents_facets ON incidents (kind, type, scope, status, reports)",
    # Speeds up sums, which then read no other rows.
    "CREATE INDEX incident_counts_of ON incident_counts (of, incident, best_low, best_high)",
    # Finds the links, keys and decisions of an event that goes; SQLite asks for them by both ends.
    "CREATE INDEX links_b ON links (b, a, score)",
    "CREATE INDEX link_keys_event ON link_keys (event)",
    "CREATE INDEX link_decisions_b ON link_decisions (b)",
    # Finds the incidents that lean on an event or an article that goes.
    "CREATE INDEX incidents_lead ON incidents (lead)",
    "CREATE INDEX incidents_article ON incidents (article)",
)

_BEFORE = "a.id AS article_id, e.id AS event_id,"
_NAMED = "(SELECT id FROM incidents WHERE serial = e.incident) AS incident_id, e.review,"
_LAST = "LEFT JOIN places AS p ON p.event = e.serial AND p.position = 0"


def apply(db: Database) -> None:
    """Create the tables; make an incident of each event that is there."""
    for statement in (INCIDENTS, INCIDENT_COUNTS, LINKS, LINK_KEYS, LINK_DECISIONS, UNLINKED, *COLUMNS, *FILL, *INDEXES):
        db.execute(statement)
    _change_views(db)
    _describe(db)
    db.execute("PRAGMA user_version = 10")


def _change_views(db: Database) -> None:
    """Leave rejected events out of the flat views, and name the incident in them."""
    (timeline,) = db.execute("SELECT sql FROM sqlite_master WHERE type = 'view' AND name = 'timeline'").fetchone()
    db.execute("DROP VIEW timeline")
    named = timeline.replace(_BEFORE, f"{_BEFORE} {_NAMED}")
    db.execute(named.replace(_LAST, f"{_LAST} WHERE e.review IS NOT 'rejected'"))
    for view in ("timeline", "strikes", "detentions"):
        db.table("schema_notes").insert_all(
            [
                {"object": view, "column_name": "incident_id", "note": "incidents.id: several events may tell of one incident"},
                {"object": view, "column_name": "review", "note": "'accepted' by a person; null if nobody has said anything"},
            ]
        )


def _describe(db: Database) -> None:
    db.table("schema_notes").insert_all(
        [
            {
                "object": "events",
                "column_name": "incident",
                "note": "incidents.serial of what it tells of; null if it was rejected, or has yet to be linked",
            },
            {
                "object": "events",
                "column_name": "review",
                "note": "'accepted' or 'rejected' by a person; null if nobody has said anything",
            },
        ]
    )
    add_notes(db, "incidents", "happenings and totals, each told by one or more events", INCIDENT_NOTES)
    add_notes(
        db,
        "incident_counts",
        "how many, over all events of an incident; both bounds of each pair included",
        {
            "incident": "incidents.serial",
            "of": "as counts.of",
            "low": "the lowest claim",
            "best_low": "the best estimate: at least so many",
            "best_high": "the best estimate: at most so many; null if what it rests on gives no upper bound",
            "high": "the highest claim; null if one of them gives no upper bound",
            "claims": "how many claims there are",
            "rule": "how the best estimate was chosen",
        },
    )
    add_notes(
        db,
        "links",
        "pairs of events that were compared and may be of one incident, or can't be",
        {
            "a": "events.serial, the smaller one",
            "b": "events.serial",
            "score": "the sum of what speaks for it and against it; -1000 where they can't be one",
        },
    )
    add_notes(
        db,
        "link_keys",
        "what events are filed under: only those that share a key are compared",
        {"key": "a number made of kind, day, place and the like", "event": "events.serial"},
    )
    add_notes(
        db,
        "link_decisions",
        "pairs of events that a person has said are of one incident, or are not: it comes before all else",
        {"a": "events.serial, the smaller one", "b": "events.serial", "together": "1 for one incident, 0 for two"},
    )
    add_notes(
        db,
        "unlinked",
        "events that were stored before incidents were looked for, and have yet to be compared with others",
        {"event": "events.serial"},
    )


INCIDENT_NOTES = {
    "serial": "number that other tables point to: that of its founding event",
    "id": "the id of its founding event, whose article was published first",
    "lead": "events.serial of the event that tells most",
    "article": "articles.serial of the founding event's article",
    "position": "events.position of the founding event",
    "kind": "as events.kind",
    "type": "as events.type",
    "scope": "as events.scope: incident, or aggregate: one claim of a total",
    "status": "as events.status",
    "date_start": "first day (YYYY-MM-DD); null if not known, or only that it was by date_end",
    "date_end": "last day, included; null if nothing is known of the day",
    "undated": "1 if there is no date, else 0",
    "sort_day": "the day that orders a timeline: date_start, else date_end; null if there is no date",
    "reports": "how many events tell of it",
    "sources": "how many independent sources tell of it: copies of one story and articles of one publisher are one",
    "grade": "Confirmed, Fair, Weak, Contested or Discounted; null while its events wait in 'unlinked'",
    "strike_status": "Declared, Likely, Contested or Single source claim; null if it is no strike, or while its events wait",
    "first_published": "day of the first article's publication; null if not known of any",
    "confidence": "between 0 and 1",
}
