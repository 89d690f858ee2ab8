"""Find words in articles and evidence."""

from __future__ import annotations

import sqlite3

from tracker.store.records import Found

_EVIDENCE = """
SELECT a.id, e.id, a.title, snippet(evidence_fts, 0, '', '', '...', 40)
FROM evidence_fts
JOIN evidence AS v ON v.serial = evidence_fts.rowid
JOIN events AS e ON e.serial = v.event
JOIN articles AS a ON a.serial = e.article
WHERE evidence_fts MATCH :query AND e.review IS NOT 'rejected' ORDER BY evidence_fts.rank, v.serial LIMIT :limit
"""

_ARTICLES = """
SELECT a.id, NULL, a.title, snippet(articles_fts, 1, '', '', '...', 40)
FROM articles_fts JOIN articles AS a ON a.serial = articles_fts.rowid
WHERE articles_fts MATCH :query ORDER BY articles_fts.rank, a.serial LIMIT :limit
"""


def search(connection: sqlite3.Connection, words: str, limit: int) -> list[Found]:
    """Give passages that hold all the words, evidence before whole articles, the best first."""
    query = quote(words)
    if not query:
        return []
    found: list[Found] = []
    for sql in (_EVIDENCE, _ARTICLES):
        rows = connection.execute(sql, {"query": query, "limit": limit - len(found)})
        found.extend(Found(*row) for row in rows)
    return found


def quote(words: str) -> str:
    """Quote each word, so that none is read as an operator of the search language ('NOT', '*', 'text:', '\"')."""
    return " ".join('"' + word.replace('"', '""') + '"' for word in words.replace("\0", " ").split())
