"""Step 1: articles with their earlier versions, raw pages, and the notes that document the schema."""

from __future__ import annotations

from sqlite_utils import Database

from tracker.migrations.notes import add_notes

SCHEMA_NOTES = """
CREATE TABLE schema_notes (
    object TEXT NOT NULL,       -- a table or view
    column_name TEXT NOT NULL,  -- '' where the note is on the whole object
    note TEXT NOT NULL,
    PRIMARY KEY (object, column_name)
) STRICT, WITHOUT ROWID
"""

ARTICLES = """
CREATE TABLE articles (
    serial INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    version INTEGER NOT NULL CHECK (version >= 1),
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    published TEXT,             -- null if not known
    published_basis TEXT NOT NULL,
    source TEXT,                -- null if neither given nor told by the page
    url TEXT,                   -- null if it came from a file or standard input and names none
    author TEXT,                -- null if not told
    language TEXT,              -- null if the text is too short to tell
    note TEXT,                  -- null if there is nothing to say
    parser TEXT NOT NULL,
    ingested TEXT NOT NULL,
    host TEXT,                  -- null if there is no url
    source_words TEXT NOT NULL
) STRICT
"""

VERSIONS = """
CREATE TABLE article_versions (
    article INTEGER NOT NULL REFERENCES articles(serial) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    published TEXT,             -- null if not known
    published_basis TEXT NOT NULL,
    source TEXT,                -- null if neither given nor told by the page
    url TEXT,                   -- null if it came from a file or standard input and names none
    author TEXT,                -- null if not told
    language TEXT,              -- null if the text is too short to tell
    note TEXT,                  -- null if there is nothing to say
    parser TEXT NOT NULL,
    ingested TEXT NOT NULL,
    PRIMARY KEY (article, version)
) STRICT
"""

PAGES = """
CREATE TABLE pages (
    article INTEGER NOT NULL REFERENCES articles(serial) ON DELETE CASCADE,
    version INTEGER NOT NULL,
    requested TEXT NOT NULL,
    url TEXT,                   -- null for files and standard input
    content_type TEXT,          -- null if the server did not say
    charset TEXT,               -- null if the server did not say
    size INTEGER NOT NULL,
    content BLOB NOT NULL,
    PRIMARY KEY (article, version)
) STRICT
"""

# Speeds up the list of articles, and articles of a period: both go by the day of publication.
ARTICLES_BY_DAY = "CREATE INDEX articles_published ON articles (published)"

VERSION_NOTES = {
    "version": "1 for what was read first, one more for each change of its text, title or publication day",
    "title": "the title as the page gives it; '' if there is none",
    "text": "the clean text; offsets of evidence are code points into it",
    "published": "day of publication (YYYY-MM-DD), where it was published; null if not known",
    "published_basis": "how the day is known: given, metadata, url, dateline or unknown",
    "source": "the publisher's name, as given or as the page tells; null if neither",
    "url": "the canonical address; null for files that name none",
    "author": "null if not told",
    "language": "ISO 639-1; null if the text is too short to tell",
    "note": "what a reader should know, as that it was kept but not parsed; null if nothing",
    "parser": "the version of the parser that read it last",
    "ingested": "when it was read (ISO 8601, UTC)",
}


def apply(db: Database) -> None:
    """Create the tables for what was read."""
    db.execute("PRAGMA application_id = 0x54524b52")  # 'TRKR'
    for statement in (SCHEMA_NOTES, ARTICLES, VERSIONS, PAGES, ARTICLES_BY_DAY):
        db.execute(statement)
    _describe(db)
    db.execute("PRAGMA user_version = 1")


def _describe(db: Database) -> None:
    add_notes(
        db,
        "schema_notes",
        "what each table, view and column holds",
        {"object": "a table or view", "column_name": "'' where the note is on the whole object", "note": "what it holds"},
    )
    add_notes(
        db,
        "_sqlite_migrations",
        "which steps of the schema's history were applied (kept by sqlite-utils)",
        {"id": "row number", "migration_set": "'tracker'", "name": "the step", "applied_at": "when (UTC)"},
    )
    add_notes(
        db,
        "articles",
        "articles that were read, each in its current version",
        {
            "serial": "number that other tables point to",
            "id": "as given in JSONL input, else the canonical URL, else the path",
            **VERSION_NOTES,
            "host": "the URL's host without 'www.'; null if there is no url",
            "source_words": "source and host of the URL, folded for the filter on sources",
        },
    )
    add_notes(
        db,
        "article_versions",
        "what an article was before it changed; its current version is in articles",
        {"article": "articles.serial", **VERSION_NOTES},
    )
    add_notes(
        db,
        "pages",
        "the bytes that an article was read from, so that it can be checked when its page is gone",
        {
            "article": "articles.serial",
            "version": "the version of the article that was read from it",
            "requested": "the URL or path that was asked for",
            "url": "where the bytes came from after redirects; null for files and standard input",
            "content_type": "as the server said; null if it did not",
            "charset": "as the server said; null if it did not",
            "size": "bytes before compression",
            "content": "the bytes, compressed with zlib",
        },
    )
