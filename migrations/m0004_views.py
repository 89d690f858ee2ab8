"""Step 4: the flat views that people query with other tools: timeline, strikes, detentions."""

from __future__ import annotations

from sqlite_utils import Database

from tracker.migrations.notes import add_notes

COUNTS = (
    "killed",
    "wounded",
    "casualties",
    "strikes",
    "targets",
    "munitions",
    "detained",
    "transferred",
    "released",
    "escaped",
    "killed_or_captured",
)

# One pair of columns for each kind of count. Scalar subqueries cost nothing where a query does not name the column.
COUNT_COLUMNS = """
    (SELECT low FROM counts WHERE event = e.serial AND of = '@' AND whole) AS @_low,
    (SELECT high FROM counts WHERE event = e.serial AND of = '@' AND whole) AS @_high,"""

TIMELINE = """
SELECT
    e.date_start, e.date_end, e.date_precision, e.kind, e.type, e.scope, e.status,
    p.name AS place, p.admin1, p.country, p.latitude, p.longitude, p.precision AS place_precision,
    (SELECT group_concat(name, '; ') FROM (SELECT name FROM places WHERE event = e.serial ORDER BY position)) AS places,
    (SELECT group_concat(name, '; ')
        FROM (SELECT name FROM names WHERE event = e.serial AND role = 'actor' ORDER BY position)) AS actors,
    (SELECT group_concat(name, '; ')
        FROM (SELECT name FROM names WHERE event = e.serial AND role = 'target' ORDER BY position)) AS targets,
    (SELECT group_concat(name, '; ')
        FROM (SELECT name FROM names WHERE event = e.serial AND role = 'weapon' ORDER BY position)) AS weapons,
    @COUNTS
    (SELECT group_concat(name, '; ')
        FROM (SELECT name FROM names WHERE event = e.serial AND role = 'claimed_by' ORDER BY position)) AS claimed_by,
    e.confidence, a.source, a.title, a.url, a.published, a.id AS article_id, e.id AS event_id,
    (SELECT group_concat(text, ' | ') FROM (SELECT text FROM evidence WHERE event = e.serial ORDER BY position)) AS evidence
FROM events AS e
JOIN articles AS a ON a.serial = e.article
LEFT JOIN places AS p ON p.event = e.serial AND p.position = 0
"""

FIELDS = {
    "date_start": "first day (YYYY-MM-DD); null if not known, or only that it was by date_end",
    "date_end": "last day, included; null if nothing is known of the day",
    "date_precision": "day, range, week, month, year or by; null if there is no date",
    "kind": "strike or detention",
    "type": "as events.type",
    "scope": "incident, or aggregate: a total that must not be added to incidents",
    "status": "reported, alleged or denied",
    "place": "name of the first place; null if none is told",
    "admin1": "province or state of the first place; null if not known",
    "country": "ISO 3166-1 alpha-2 of the first place; null if not known",
    "latitude": "of the first place, WGS 84 degrees; null if not known",
    "longitude": "of the first place, WGS 84 degrees; null if not known",
    "place_precision": "site, town, district, province, country or unknown; null if no place is told",
    "places": "names of all places, joined by '; '; null if none is told",
    "actors": "who did it, joined by '; '; null if not said",
    "targets": "who or what was hit, detained, moved or freed, joined by '; '; null if not said",
    "weapons": "with what, joined by '; '; null if not said",
}

TAIL = {
    "claimed_by": "who says so, joined by '; '; null if nobody is named",
    "confidence": "between 0 and 1",
    "source": "the publisher's name; null if not known",
    "title": "the article's title",
    "url": "the article's address; null if not known",
    "published": "the article's day of publication; null if not known",
    "article_id": "articles.id",
    "event_id": "events.id",
    "evidence": "the exact words, joined by ' | '",
}


def apply(db: Database) -> None:
    """Create the views: one row an event, flat."""
    counts = "".join(COUNT_COLUMNS.replace("@", name) for name in COUNTS).strip()
    db.create_view("timeline", TIMELINE.replace("@COUNTS", counts))
    db.create_view("strikes", "SELECT * FROM timeline WHERE kind = 'strike'")
    db.create_view("detentions", "SELECT * FROM timeline WHERE kind = 'detention'")
    columns = FIELDS | _count_notes() | TAIL
    add_notes(db, "timeline", "every event, one flat row each; order by date_end yourself", columns)
    add_notes(db, "strikes", "the rows of timeline whose kind is strike", columns)
    add_notes(db, "detentions", "the rows of timeline whose kind is detention", columns)
    db.execute("PRAGMA user_version = 4")


def _count_notes() -> dict[str, str]:
    notes = {}
    for name in COUNTS:
        words = name.replace("_", " ")
        notes[f"{name}_low"] = f"{words}: at least so many; null if the text gives no figure"
        notes[f"{name}_high"] = f"{words}: at most so many; null if the text gives no upper bound"
    return notes
