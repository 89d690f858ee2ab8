"""Step 5: the user's own places, which the parser asks beside the built-in gazetteer; and which places a person has corrected."""

from __future__ import annotations

from sqlite_utils import Database

from tracker.migrations.notes import add_notes

SOURCES = """
CREATE TABLE gazetteer_sources (
    serial INTEGER PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('installed', 'imported', 'hand')),
    name TEXT NOT NULL,
    address TEXT,               -- null if it was not fetched
    read TEXT NOT NULL,
    read_by TEXT,               -- null if not known
    rules INTEGER NOT NULL,
    UNIQUE (kind, name)
) STRICT
"""

PLACES = """
CREATE TABLE gazetteer_places (
    serial INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    source INTEGER NOT NULL REFERENCES gazetteer_sources(serial) ON DELETE CASCADE,
    name TEXT NOT NULL,
    other_names TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('site', 'town', 'district', 'province')),
    feature TEXT,               -- null if it does not come from GeoNames
    country TEXT NOT NULL,
    admin1 TEXT,                -- null if not known
    division TEXT,              -- null if not known
    latitude REAL NOT NULL CHECK (latitude BETWEEN -90 AND 90),
    longitude REAL NOT NULL CHECK (longitude BETWEEN -180 AND 180),
    population INTEGER NOT NULL,
    radius_km REAL,             -- null if it is that of its kind
    added TEXT NOT NULL,
    added_by TEXT               -- null if not known
) STRICT
"""

NAMES = """
CREATE TABLE gazetteer_names (
    key TEXT NOT NULL,
    place INTEGER NOT NULL REFERENCES gazetteer_places(serial) ON DELETE CASCADE,
    country TEXT NOT NULL,
    skeleton TEXT NOT NULL,
    PRIMARY KEY (key, place)
) STRICT, WITHOUT ROWID
"""

INDEXES = (
    # Speeds up replacing or removing what one file or country gave.
    "CREATE INDEX gazetteer_places_source ON gazetteer_places (source)",
    # Finds other spellings of a name in one country, and reads no other rows.
    "CREATE INDEX gazetteer_names_skeleton ON gazetteer_names (country, skeleton)",
    # Speeds up replacing and removing the names of a place.
    "CREATE INDEX gazetteer_names_place ON gazetteer_names (place)",
)

CORRECTED = "ALTER TABLE places ADD COLUMN corrected INTEGER NOT NULL DEFAULT 0 CHECK (corrected IN (0, 1))"

SOURCE_NOTES = {
    "serial": "number that other tables point to",
    "kind": "installed (a country of GeoNames), imported (a file) or hand (added one by one)",
    "name": "a country's ISO code, or a file's path; 'hand' for places added one by one",
    "address": "where it was fetched from; null if it was not fetched",
    "read": "when it was read last (ISO 8601, UTC)",
    "read_by": "the user who read it last; null if not known",
    "rules": "the version of the spelling rules by which its names were folded",
}

PLACE_NOTES = {
    "serial": "number that other tables point to",
    "id": "geonames:NUMBER for a place of GeoNames, which takes the built-in one's place; else own: and a digest of its source, "
    "name, country and point",
    "source": "gazetteer_sources.serial",
    "name": "its name",
    "other_names": "other names and spellings, joined by '|'; '' if none",
    "kind": "site, town, district or province",
    "feature": "GeoNames' feature class and code, as S.PRN; null if it does not come from GeoNames",
    "country": "ISO 3166-1 alpha-2",
    "admin1": "province or state; null if not known",
    "division": "GeoNames' code of the first-level division, as SY.11; null if not known",
    "latitude": "WGS 84 degrees; of a division that of its seat, where it is known",
    "longitude": "WGS 84 degrees",
    "population": "0 if not known",
    "radius_km": "how far from the point the place may reach; null if it is that of its kind",
    "added": "when it came or was last changed (ISO 8601, UTC)",
    "added_by": "the user who added or changed it; null if not known",
}

NAME_NOTES = {
    "key": "a name folded for look-ups: no case, accents, article or doubled letters",
    "place": "gazetteer_places.serial",
    "country": "the place's country",
    "skeleton": "the key's consonants, by which transliterations of one name are found",
}


def apply(db: Database) -> None:
    """Create the tables for places of the user's own; mark places that a person has corrected."""
    for statement in (SOURCES, PLACES, NAMES, *INDEXES, CORRECTED):
        db.execute(statement)
    add_notes(db, "gazetteer_sources", "where the user's own places come from", SOURCE_NOTES)
    add_notes(db, "gazetteer_places", "places that the user installed, imported or added, beside the built-in ones", PLACE_NOTES)
    add_notes(db, "gazetteer_names", "the names of gazetteer_places as they are looked up", NAME_NOTES)
    note = "1 where a person has corrected the place, which `tracker places resolve` then leaves as it is; else 0"
    db.table("schema_notes").insert({"object": "places", "column_name": "corrected", "note": note})
    db.execute("PRAGMA user_version = 5")
