"""Step 7: how far from its point a place may reach, and indexes for questions about the map."""

from __future__ import annotations

from sqlite_utils import Database

RADIUS = "ALTER TABLE places ADD COLUMN radius_km REAL CHECK (radius_km >= 0)"  # null if there is no point

# What is stored already gets the radius that is usual for its precision: only the parser knows the place's own.
FILL = """
UPDATE places SET radius_km = CASE precision
    WHEN 'site' THEN 2.0
    WHEN 'town' THEN 10.0
    WHEN 'district' THEN 30.0
    WHEN 'province' THEN 100.0
    WHEN 'country' THEN 300.0
    ELSE CASE WHEN country IS NULL THEN 500.0 ELSE 100.0 END
END
WHERE latitude IS NOT NULL
"""

INDEXES = (
    # Finds the points within a circle or a box, and reads no other rows.
    "CREATE INDEX places_point ON places (latitude, longitude, radius_km, precision)",
    # Finds what lies in a country or a first-level division, and groups by it, reading no other rows.
    "CREATE INDEX places_area ON places (country, admin1)",
)

_BEFORE = "p.precision AS place_precision,"

NOTE = "the event happened within so many km of the point, as far as the words tell; null if there is no point"


def apply(db: Database) -> None:
    """Add the radius to places and to the flat views."""
    for statement in (RADIUS, FILL, *INDEXES):
        db.execute(statement)
    # 'strikes' and 'detentions' are all columns of 'timeline', whatever these are.
    (timeline,) = db.execute("SELECT sql FROM sqlite_master WHERE type = 'view' AND name = 'timeline'").fetchone()
    db.execute("DROP VIEW timeline")
    db.execute(timeline.replace(_BEFORE, f"{_BEFORE} p.radius_km,"))
    db.table("schema_notes").insert({"object": "places", "column_name": "radius_km", "note": NOTE})
    for view in ("timeline", "strikes", "detentions"):
        note = "of the first place: it happened within so many km of the point; null if there is no point"
        db.table("schema_notes").insert({"object": view, "column_name": "radius_km", "note": note})
    db.execute("PRAGMA user_version = 7")
