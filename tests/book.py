"""Decisions kept in memory, with what follows from them in the store: the little that reviewing asks of whoever keeps them."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.errors import UsageError
from tracker.model import TYPES, Event, Filter
from tracker.review import Action, Decided, Told
from tracker.store import Store
from tracker.store.database import transaction
from tracker.store.linking import relink_events


def told(event: Event) -> Told:
    """Name an event."""
    return Told(event.article, event.id, event.kind, tuple(piece.text for piece in event.evidence))


class Book:
    """Knows one field that can be corrected: the type."""

    fields = ("type",)

    def __init__(self, store: Store) -> None:
        """Begin with an empty book."""
        self.store = store
        self.rows: list[Decided] = []
        self.lost: list[Decided] = []
        self._undone: set[int] = set()

    def decide(
        self,
        action: Action,
        event: str,
        *,
        by: str | None,
        other: str | None = None,
        field: str | None = None,
        value: str | None = None,
        why: str | None = None,
    ) -> int:
        """Write a decision."""
        found = self.store.event(event).event
        if action == "set" and (field not in self.fields or value not in TYPES):
            raise UsageError(f"the {field} can't be {value!r}")
        others = (told(self.store.event(other).event),) if other else ()
        row = Decided(len(self.rows) + 1, "2026-03-05T10:00:00Z", by, action, told(found), field, value, why, others)
        self.rows.append(row)
        self._apply(row)
        return row.serial

    def undo(self, decision: int, *, by: str | None) -> int:
        """Take a decision back: what it did, too."""
        self._undone.add(decision)
        undone = next(row for row in (*self.rows, *self.lost) if row.serial == decision)
        if undone in self.rows:
            self._run(undone, "UPDATE events SET review = NULL WHERE id = :event")
            self._run(undone, "DELETE FROM link_decisions")
        for row in self.rows:
            if row.serial not in self._undone:
                self._apply(row)
        return decision

    def standing(self, event: str) -> list[Decided]:
        """Give what was decided of an event."""
        named = [row for row in self.all(Filter()) if event in (row.about.event, *(other.event for other in row.others))]
        return named[::-1]

    def orphaned(self) -> list[Decided]:
        """Give what a test has put there."""
        return [row for row in self.lost if row.serial not in self._undone]

    def all(self, where: Filter) -> Iterator[Decided]:
        """Give all, whatever the filter."""
        return (row for row in self.rows if row.serial not in self._undone)

    def _apply(self, row: Decided) -> None:
        if row.action in ("accept", "reject"):
            self._run(row, f"UPDATE events SET review = '{row.action}ed' WHERE id = :event")
        elif row.action == "set":
            self._run(row, "UPDATE events SET type = :value WHERE id = :event")
        elif row.others:
            self._run(
                row,
                f"""
                INSERT OR REPLACE INTO link_decisions
                SELECT min(x.serial, y.serial), max(x.serial, y.serial), {int(row.action == "merge")}
                FROM events AS x JOIN events AS y ON y.id = :other WHERE x.id = :event
                """,
            )

    def _run(self, row: Decided, sql: str) -> None:
        connection = self.store._connection
        names = [row.about.event, *(other.event for other in row.others)]
        marks = ", ".join("?" * len(names))
        with transaction(connection):
            connection.execute(sql, {"event": names[0], "value": row.value, "other": names[-1]})
            serials = connection.execute(f"SELECT serial FROM events WHERE id IN ({marks})", names).fetchall()
            relink_events(connection, [serial for (serial,) in serials])
