"""Step 3: full text search over articles and evidence, kept in step by triggers."""

from __future__ import annotations

from sqlite_utils import Database

from tracker.migrations.notes import add_notes

# English stems, accents aside: 'strikes' finds 'strike'.
TOKENIZER = "porter unicode61 remove_diacritics 2"


def apply(db: Database) -> None:
    """Index the texts, those that are there already included."""
    db.table("articles").enable_fts(["title", "text"], create_triggers=True, tokenize=TOKENIZER)
    db.table("evidence").enable_fts(["text"], create_triggers=True, tokenize=TOKENIZER)
    add_notes(
        db,
        "articles_fts",
        "full text index of articles (FTS5; rowid is articles.serial); tables named articles_fts_... belong to it",
        {"title": "articles.title", "text": "articles.text"},
    )
    add_notes(
        db,
        "evidence_fts",
        "full text index of evidence (FTS5; rowid is evidence.serial); tables named evidence_fts_... belong to it",
        {"text": "evidence.text"},
    )
    db.execute("PRAGMA user_version = 3")
