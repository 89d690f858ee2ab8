"""The grade that a person has set for an incident, which stands before what is proposed from its reports."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection

from tracker.incidents.nouns import Graded

_GRADED = """
SELECT d.value, d.why, d.person, d.made FROM decided_events AS f JOIN decisions AS d ON d.serial = f.decision
WHERE f.event IN (SELECT value FROM json_each(?)) AND d.action = 'grade'
AND NOT EXISTS (SELECT 1 FROM decisions WHERE undoes = d.serial) ORDER BY d.serial DESC LIMIT 1
"""


def graded(connection: sqlite3.Connection, serials: Collection[int]) -> Graded | None:
    """Give the last grade that somebody set for an incident with one of these events; None where nobody has."""
    row = connection.execute(_GRADED, [json.dumps(sorted(serials))]).fetchone()
    if row is None:
        return None
    value, why, person, made = row
    return Graded(value, why or "no reason given", person or f"somebody on {made[:10]}")
