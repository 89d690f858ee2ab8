"""Step 8: articles with pages (PDF), when a page was captured (WARC, MHTML), and how far a long file has been read."""

from __future__ import annotations

from sqlite_utils import Database

from tracker.migrations.notes import add_notes

COLUMNS = (
    "ALTER TABLE articles ADD COLUMN page_starts TEXT",  # null if it has no pages
    "ALTER TABLE article_versions ADD COLUMN page_starts TEXT",  # null if it has no pages
    "ALTER TABLE evidence ADD COLUMN page INTEGER CHECK (page >= 1)",  # null if the article has no pages
    "ALTER TABLE pages ADD COLUMN captured TEXT",  # null if it was read where it was published, or from a file that does not say
)

FILES_READ = """
CREATE TABLE files_read (
    file TEXT NOT NULL,
    options TEXT NOT NULL,
    head_size INTEGER NOT NULL,
    head TEXT NOT NULL,
    position INTEGER NOT NULL,
    records INTEGER NOT NULL,
    PRIMARY KEY (file, options)
) STRICT, WITHOUT ROWID
"""

_STARTS = "offsets into the text at which its pages start, a JSON array; null if it has no pages"
_PAGE = "the page on which it stands, 1 for the first; null if the article has no pages"
_CAPTURED = "when an archive says that it was captured (ISO 8601, UTC); null if it was read where it was published, or not told"


def apply(db: Database) -> None:
    """Add the columns, and the table that lets a stopped run go on."""
    for statement in (*COLUMNS, FILES_READ):
        db.execute(statement)
    for table, column, note in (
        ("articles", "page_starts", _STARTS),
        ("article_versions", "page_starts", _STARTS),
        ("evidence", "page", _PAGE),
        ("pages", "captured", _CAPTURED),
    ):
        db.table("schema_notes").insert({"object": table, "column_name": column, "note": note})
    add_notes(
        db,
        "files_read",
        "how far files of many records (WARC) have been read, so that a run that was stopped goes on there",
        {
            "file": "the whole path",
            "options": "what it was read with: the parser, the day and source that were given",
            "head_size": "so many bytes of the file's beginning",
            "head": "had this SHA-256, by which it is known again",
            "position": "offset of the first byte that was not read",
            "records": "records before it",
        },
    )
    db.execute("PRAGMA user_version = 8")
