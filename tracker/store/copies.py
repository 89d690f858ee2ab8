"""Link articles whose text is that of another, as when forty sites print one wire story.

1. Each text gets a sketch (MinHash): 128 numbers, of which two texts share as large a part as they share runs of four words.
2. Articles that share two of the first 16 numbers are compared whole. Two are alike from a threshold on, which is higher where
   both are of one publisher, or it is not known whether they are (`alike`).
3. Articles that are alike, directly or through others, are one group. Its original was published first (read first where that
   is the same day); the rest are copies of it. So the groups are the same in whatever order the articles came.

Sketches can only be compared with their like: what changes them (words, runs, the numbers here, another algorithm in rensa) needs
a step in tracker.migrations that empties `sketches` and `sketch_keys` and puts all articles into `unsketched`. A test holds this.
"""

from __future__ import annotations

import json
import re
import sqlite3
import struct
from collections.abc import Iterable
from operator import eq
from typing import NamedTuple

SLOTS = 128  # numbers in a sketch: a similarity of 0.3 is estimated to within 0.04 (standard error)
SEED = 1
RUN = 4  # words that stand in a row: shorter runs are shared by any two reports on one war
SHORTEST = 40  # words: below, a few stock phrases are half of the text
KEYS = 16  # numbers of a sketch by which others are found
SHARED = 2  # of those, to be compared: at a similarity of 0.3 it is 97 of 100 pairs, at 0.05 one of five
SHARED_AT_HOME = 8  # the same for texts of one publisher: at a similarity of 0.8 it is 99 of 100 pairs, at 0.3 one of 16
ALIKE = 0.27  # measured: prints of one story from 0.29 up, others at most 0.23 (tests/store/test_store_copies.py)
ALIKE_AT_HOME = 0.8  # of one publisher: its daily reports follow a form, and share up to 0.42 by that alone
BACKLOG = 50  # articles of an older database that are compared with each save

_WORD = re.compile(r"\w+")


class Sketched(NamedTuple):
    """An article as far as comparing goes. `publisher` is its host, else its source; null if neither is known."""

    serial: int
    sketch: bytes | None
    publisher: str | None


def sketch(text: str) -> bytes | None:
    """Describe a text by 128 numbers; None where it is too short to be told from others."""
    words = _WORD.findall(text.casefold())
    if len(words) < SHORTEST:
        return None
    from rensa import RMinHash

    runs = {" ".join(words[at : at + RUN]) for at in range(len(words) - RUN + 1)}
    hashed = RMinHash(num_perm=SLOTS, seed=SEED)
    hashed.update(sorted(runs))
    return struct.pack(f"<{SLOTS}I", *hashed.digest())


def similarity(one: bytes | None, other: bytes | None) -> float:
    """Estimate the share of runs of words that two texts have in common (Jaccard)."""
    if one is None or other is None:
        return 0.0
    same: int = sum(map(eq, memoryview(one).cast("I"), memoryview(other).cast("I")))
    return same / SLOTS


def alike(one: Sketched, other: Sketched) -> bool:
    """Say whether two articles are one report. It is the same whichever is asked first, and whatever else is in the store."""
    if one.sketch is None or other.sketch is None:
        return False
    two_houses = one.publisher and other.publisher and one.publisher != other.publisher
    if len(keys_of(one.sketch) & keys_of(other.sketch)) < (SHARED if two_houses else SHARED_AT_HOME):
        return False
    return similarity(one.sketch, other.sketch) >= (ALIKE if two_houses else ALIKE_AT_HOME)


def keys_of(sketched: bytes) -> set[int]:
    """Give the numbers by which others are found, each marked by its place: the same number elsewhere means nothing."""
    return {place << 32 | number for place, number in enumerate(struct.unpack_from(f"<{KEYS}I", sketched))}


# CROSS JOIN keeps the order: SQLite, which knows nothing of sizes, would look through all articles for the few that are asked for.
_OLD = "SELECT sketch FROM sketches WHERE article = ?"
_KEEP = "INSERT INTO sketches VALUES (?, ?) ON CONFLICT (article) DO UPDATE SET sketch = excluded.sketch"

_ARTICLE = """
SELECT a.serial, s.sketch, coalesce(a.host, a.source)
FROM json_each(?) AS asked CROSS JOIN articles AS a ON a.serial = asked.value CROSS JOIN sketches AS s ON s.article = a.serial
"""

# Texts that follow a form have many near them, of which few are alike: no article, which is large, is looked at before its sketch.
_NEAR = """
SELECT s.article, s.sketch
FROM (SELECT article FROM sketch_keys WHERE key IN (SELECT value FROM json_each(:keys)) AND article <> :serial
    GROUP BY article HAVING count(*) >= :shared) AS near
CROSS JOIN sketches AS s ON s.article = near.article
"""

_ORIGINAL_OF = "SELECT coalesce((SELECT original FROM copies WHERE article = :serial), :serial)"

_MEMBERS = """
SELECT article FROM copies WHERE original = :original
UNION SELECT :original
"""

_ORIGINAL = """
SELECT serial FROM articles WHERE serial IN (SELECT value FROM json_each(?))
ORDER BY published IS NULL, published, ingested, id LIMIT 1
"""

_UNLINK = """
DELETE FROM copies
WHERE article IN (SELECT value FROM json_each(:all)) AND (original <> :original OR article = :original)
RETURNING article
"""


def link(connection: sqlite3.Connection, serial: int, text: str) -> set[int]:
    """Put an article that was stored or changed into its group, inside the caller's transaction; give the articles that are
    copies now and were not, or the other way, or may be of another original.
    """
    new = sketch(text)
    old = connection.execute(_OLD, [serial]).fetchone()
    group = _group_of(connection, serial)
    if old is None or old[0] != new:
        _keep(connection, serial, new)
    changed = {serial} if connection.execute("DELETE FROM copies WHERE article = ?", [serial]).rowcount else set()
    rest = group - {serial}
    if rest:  # it may have held others together, and may have been their original
        changed |= regroup(connection, rest)
    near = _near(connection, serial, new)
    if len(near) == 1 and _comes_after(connection, serial, *near):  # the group stays as it is, however large
        first = connection.execute(_OLD, list(near)).fetchone()[0]
        connection.execute("INSERT INTO copies VALUES (?, ?, ?)", [serial, *near, similarity(new, first)])
        return changed | {serial}
    if near:
        changed |= _write_group(connection, {serial}.union(*(_members(connection, each) for each in near)))
    return changed


def _comes_after(connection: sqlite3.Connection, serial: int, original: int) -> bool:
    (first,) = connection.execute(_ORIGINAL, [json.dumps([serial, original])]).fetchone()
    return bool(first == original)


def _group_of(connection: sqlite3.Connection, serial: int) -> set[int]:
    found = connection.execute("SELECT original FROM copies WHERE article = ?", [serial]).fetchone()
    return _members(connection, found[0] if found else serial)


def _members(connection: sqlite3.Connection, original: int) -> set[int]:
    return {serial for (serial,) in connection.execute(_MEMBERS, {"original": original})}


def _keep(connection: sqlite3.Connection, serial: int, new: bytes | None) -> None:
    connection.execute(_KEEP, [serial, new])
    connection.execute("DELETE FROM sketch_keys WHERE article = ?", [serial])
    if new is not None:
        connection.executemany("INSERT INTO sketch_keys VALUES (?, ?)", [(key, serial) for key in sorted(keys_of(new))])


def _near(connection: sqlite3.Connection, serial: int, new: bytes | None) -> set[int]:
    """Name the originals of the groups in which an article is alike."""
    if new is None:
        return set()
    (mine,) = _sketched(connection, {serial})
    shared = SHARED if mine.publisher else SHARED_AT_HOME
    asked = {"keys": json.dumps(sorted(keys_of(new))), "serial": serial, "shared": shared}
    near = [other for other, sketched in connection.execute(_NEAR, asked) if similarity(new, sketched) >= ALIKE]
    found: set[int] = set()
    for other in _sketched(connection, near):
        if alike(mine, other):
            found.add(connection.execute(_ORIGINAL_OF, {"serial": other.serial}).fetchone()[0])
    return found


def _sketched(connection: sqlite3.Connection, serials: Iterable[int]) -> list[Sketched]:
    return [Sketched(*row) for row in connection.execute(_ARTICLE, [json.dumps(sorted(serials))])]


def regroup(connection: sqlite3.Connection, serials: set[int]) -> set[int]:
    """Part the articles of a group anew, some of them having left, inside the caller's transaction; give those that changed."""
    changed: set[int] = set()
    left = _sketched(connection, serials)
    while left:
        group, queue = [], [left.pop()]
        while queue:
            group.append(queue.pop())
            joined = {each for each in left if alike(group[-1], each)}
            left = [each for each in left if each not in joined]
            queue += joined
        changed |= _write_group(connection, {each.serial for each in group})
    return changed


def _write_group(connection: sqlite3.Connection, serials: set[int]) -> set[int]:
    """Link the articles of a group with their original; write only what is new, and give the articles of which that is."""
    listed = json.dumps(sorted(serials))
    (original,) = connection.execute(_ORIGINAL, [listed]).fetchone()
    changed = {article for (article,) in connection.execute(_UNLINK, {"all": listed, "original": original}).fetchall()}
    linked = _members(connection, original)
    missing = {each.serial: each.sketch for each in _sketched(connection, {original, *(serials - linked)})}
    first = missing.pop(original)
    rows = [(serial, original, similarity(other, first)) for serial, other in sorted(missing.items())]
    connection.executemany("INSERT INTO copies VALUES (?, ?, ?)", rows)
    return changed | missing.keys()


_WAITING = """
SELECT article, text FROM unsketched CROSS JOIN articles ON serial = article ORDER BY article LIMIT ?
"""


def catch_up(connection: sqlite3.Connection, most: int = BACKLOG) -> tuple[int, set[int]]:
    """Compare articles that were stored before copies were looked for, inside the caller's transaction; give how many were, and
    the articles that changed as in `link`.
    """
    changed: set[int] = set()
    waiting = connection.execute(_WAITING, [most]).fetchall()
    for serial, text in waiting:
        changed |= link(connection, serial, text)
        connection.execute("DELETE FROM unsketched WHERE article = ?", [serial])
    return len(waiting), changed
