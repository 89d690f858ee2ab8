"""Put other points to the places of stored events: what was found in the text stays, what the gazetteer says changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.model import Event
from tracker.store import linking, read
from tracker.store.database import transaction, translated
from tracker.store.records import StoredArticle
from tracker.store.store import Store
from tracker.store.write import _place_rows as place_rows

# What a gazetteer says of a place, and what follows from it.
_CHANGED = ("country", "admin1", "latitude", "longitude", "precision", "radius_km", "repeated", "admin1_words")
_UPDATE = f"""
UPDATE places SET ({", ".join(_CHANGED)}) = ({", ".join(f":{name}" for name in _CHANGED)})
WHERE event = :event AND position = :position AND NOT corrected
"""  # noqa: S608
_SERIALS = "SELECT id, serial FROM events WHERE article = (SELECT serial FROM articles WHERE id = ?)"


@dataclass(frozen=True, slots=True)
class HeldEvent:
    """An event, and which of its places (by position) a person has corrected."""

    event: Event
    corrected: frozenset[int]


def held_events(store: Store, article: str) -> list[HeldEvent]:
    """Give the events of an article, in its order."""
    with translated(store.path):
        found = list(read.read_events_of(store._connection, article))
        rows = store._connection.execute(
            "SELECT e.id, p.position FROM places AS p JOIN events AS e ON e.serial = p.event"
            " WHERE p.corrected AND e.article = (SELECT serial FROM articles WHERE id = ?)",
            [article],
        )
        corrected: dict[str, set[int]] = {}
        for identity, position in rows:
            corrected.setdefault(identity, set()).add(position)
    return [HeldEvent(event, frozenset(corrected.get(event.id, ()))) for event in found]


def put_places(store: Store, held: StoredArticle, events: Mapping[str, Event]) -> bool:
    """Write the places of events, by their ids, in one transaction; False where the article has changed since it was read.

    Places that a person has corrected stay as they are.
    """
    connection = store._connection
    with translated(store.path), transaction(connection):
        now = read.read_article(connection, held.article.id, text=False)
        if (now.version, now.parser) != (held.version, held.parser):
            return False
        serials = dict(connection.execute(_SERIALS, [held.article.id]).fetchall())
        if not events.keys() <= serials.keys():
            return False
        connection.executemany(
            _UPDATE,
            [
                {name: row[name] for name in ("position", *_CHANGED)} | {"event": serials[identity]}
                for identity, event in events.items()
                for row in place_rows(event)
            ],
        )
        linking.relink_events(connection, [serials[identity] for identity in events])
    return True
