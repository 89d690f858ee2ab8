"""Step 6: what earlier versions reported, when pages were asked for last, and which articles are copies of others."""

from __future__ import annotations

from sqlite_utils import Database

from tracker.migrations.notes import add_notes

# Null if the version was replaced before its events were kept with it.
VERSION_EVENTS = "ALTER TABLE article_versions ADD COLUMN events TEXT"

POLLS = """
CREATE TABLE polls (
    article INTEGER PRIMARY KEY REFERENCES articles(serial) ON DELETE CASCADE,
    etag TEXT,                  -- null if the server gave none
    last_modified TEXT,         -- null if the server gave none
    status INTEGER,             -- null if there was no answer
    checked TEXT NOT NULL,
    gone TEXT                   -- null if the page is there
) STRICT
"""

SKETCHES = """
CREATE TABLE sketches (
    article INTEGER PRIMARY KEY REFERENCES articles(serial) ON DELETE CASCADE,
    sketch BLOB                 -- null if the text is too short to be told from others
) STRICT
"""

SKETCH_KEYS = """
CREATE TABLE sketch_keys (
    key INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles(serial) ON DELETE CASCADE,
    PRIMARY KEY (key, article)
) STRICT, WITHOUT ROWID
"""

UNSKETCHED = "CREATE TABLE unsketched (article INTEGER PRIMARY KEY REFERENCES articles(serial) ON DELETE CASCADE) STRICT"

COPIES = """
CREATE TABLE copies (
    article INTEGER PRIMARY KEY REFERENCES articles(serial) ON DELETE CASCADE,
    original INTEGER NOT NULL REFERENCES articles(serial) ON DELETE CASCADE,
    similarity REAL NOT NULL CHECK (similarity BETWEEN 0 AND 1),
    CHECK (article <> original)
) STRICT
"""

INDEXES = (
    # Speeds up replacing the keys of one article.
    "CREATE INDEX sketch_keys_article ON sketch_keys (article)",
    # Speeds up finding the copies of one article.
    "CREATE INDEX copies_original ON copies (original)",
)

ARTICLE_COPIES = """
SELECT a.id AS article_id, a.source, a.title, a.url, a.published, c.similarity,
    o.id AS original_id, o.source AS original_source, o.title AS original_title, o.url AS original_url,
    o.published AS original_published
FROM copies AS c
JOIN articles AS a ON a.serial = c.article
JOIN articles AS o ON o.serial = c.original
"""

COPY_NOTES = {
    "article_id": "articles.id of the copy",
    "source": "its publisher's name; null if not known",
    "title": "its title",
    "url": "its address; null if not known",
    "published": "its day of publication; null if not known",
    "similarity": "share of runs of four words that copy and original have in common, estimated: between 0 and 1",
    "original_id": "articles.id of the original: published first, or read first where that is the same day",
    "original_source": "its publisher's name; null if not known",
    "original_title": "its title",
    "original_url": "its address; null if not known",
    "original_published": "its day of publication; null if not known",
}


def apply(db: Database) -> None:
    """Create the tables. Articles that are there already wait in `unsketched`: comparing them takes more than SQL."""
    for statement in (VERSION_EVENTS, POLLS, SKETCHES, SKETCH_KEYS, UNSKETCHED, COPIES, *INDEXES):
        db.execute(statement)
    db.execute("INSERT INTO unsketched (article) SELECT serial FROM articles")
    db.create_view("article_copies", ARTICLE_COPIES)
    _describe(db)
    db.execute("PRAGMA user_version = 6")


def _describe(db: Database) -> None:
    note = "what the version reported: a JSON array of events; null if it was replaced before they were kept"
    db.table("schema_notes").insert({"object": "article_versions", "column_name": "events", "note": note})
    add_notes(
        db,
        "polls",
        "what the server said when an article's page was asked for last; no row if it came from a file",
        {
            "article": "articles.serial",
            "etag": "to ask for the page only if it has changed; null if the server gave none",
            "last_modified": "likewise; null if the server gave none",
            "status": "of HTTP: 200, 304, 404...; null if there was no answer",
            "checked": "when it was asked for (ISO 8601, UTC)",
            "gone": "since when the server says that the page is gone (404, 410); null if it is there",
        },
    )
    add_notes(
        db,
        "sketches",
        "a short description (MinHash) of each article's text, by which copies are found",
        {
            "article": "articles.serial",
            "sketch": "128 numbers of 32 bits, little-endian; null if the text is too short to be told from others",
        },
    )
    add_notes(
        db,
        "sketch_keys",
        "the first numbers of each sketch: articles that share two are compared",
        {"key": "place of the number in the sketch * 2^32 + the number", "article": "articles.serial"},
    )
    add_notes(
        db,
        "unsketched",
        "articles that were stored before copies were looked for, and have yet to be compared",
        {"article": "articles.serial"},
    )
    add_notes(
        db,
        "copies",
        "articles whose text is that of another, as when many sites print one wire story",
        {
            "article": "articles.serial of the copy",
            "original": "articles.serial of the original: published first, or read first where that is the same day",
            "similarity": "share of runs of four words that the two have in common, estimated: between 0 and 1",
        },
    )
    add_notes(db, "article_copies", "each copy with its original, readable", COPY_NOTES)
