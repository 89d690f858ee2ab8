"""The user's own places in the database: written, listed, removed, and asked as a layer over the built-in gazetteer."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from tracker.errors import Ambiguous, NotFound
from tracker.gazetteer import Entry, Gazetteer, names
from tracker.gazetteer.geonames import SITES
from tracker.gazetteer.overlay import Overlay
from tracker.gazetteer.own import OwnPlace, keys
from tracker.store.database import transaction, translated
from tracker.store.store import Store

SourceKind = Literal["installed", "imported", "hand"]
Row = tuple[Any, ...]

BY_HAND = "hand"
_ALL: tuple[SourceKind, ...] = ("hand", "imported", "installed")
_BATCH = 2000  # places that are written at a time
_SHOWN = 5  # ids named where a prefix fits several
_SEPARATOR = "|"  # between other names; no name holds it


@dataclass(frozen=True, slots=True)
class Source:
    """Where places come from: a country's dump (its ISO code and address), a file (its path), or a person."""

    kind: SourceKind
    name: str = BY_HAND
    address: str | None = None


@dataclass(frozen=True, slots=True)
class KeptSource:
    """A source with how many places it has, when it was read last and by whom."""

    source: Source
    places: int
    read: datetime
    read_by: str | None


@dataclass(frozen=True, slots=True)
class Written:
    """What writing the places of a source has changed."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0

    @property
    def places(self) -> int:
        """Give how many places the source has."""
        return self.new + self.changed + self.unchanged


@dataclass(frozen=True, slots=True)
class KeptPlace:
    """One of the user's own places as the store holds it. `added` is when it came or was last changed."""

    id: str
    place: OwnPlace
    source: Source
    added: datetime
    added_by: str | None


_COLUMNS = "name, other_names, kind, feature, country, admin1, division, latitude, longitude, population, radius_km"  # as in _row
_FIND = f"SELECT serial, source, {_COLUMNS} FROM gazetteer_places WHERE id = ?"  # noqa: S608
_INSERT = f"INSERT INTO gazetteer_places (serial, id, source, added, added_by, {_COLUMNS}) VALUES ({','.join('?' * 16)})"  # noqa: S608
_UPDATE = f"""
UPDATE gazetteer_places SET (source, added, added_by, {_COLUMNS}) = ({",".join("?" * 14)}) WHERE serial = ?
"""  # noqa: S608
_INSERT_NAME = "INSERT INTO gazetteer_names (key, place, country, skeleton) VALUES (?, ?, ?, ?)"
_SOURCE = """
INSERT INTO gazetteer_sources (kind, name, address, read, read_by, rules) VALUES (?, ?, ?, ?, ?, ?)
ON CONFLICT (kind, name) DO UPDATE SET (address, read, read_by, rules)
    = (excluded.address, excluded.read, excluded.read_by, excluded.rules)
RETURNING serial
"""
_GONE = "DELETE FROM gazetteer_places WHERE source = ? AND serial NOT IN (SELECT serial FROM temp.seen_places)"
_KEPT = f"""
SELECT p.id, p.added, p.added_by, s.kind, s.name, {", ".join(f"p.{name}" for name in _COLUMNS.split(", "))}
FROM gazetteer_places AS p JOIN gazetteer_sources AS s ON s.serial = p.source
"""  # noqa: S608


class OwnPlaces:
    """The user's own places of one store. Every method can raise DatabaseError."""

    def __init__(self, store: Store) -> None:
        """Take the store that holds them."""
        self._connection = store._connection
        self._path = store.path

    def save(
        self, source: Source, places: Iterable[OwnPlace], *, read: datetime, read_by: str | None = None, whole: bool = True
    ) -> Written:
        """Write the places of a source in one transaction: those known by their id are updated, the rest are new.

        With `whole`, these are all that the source has: what it gave before and does not now goes. An error while `places` are
        read leaves everything as it was. `read` needs a time zone.
        """
        when = read.astimezone(UTC).isoformat(timespec="seconds")
        with translated(self._path), transaction(self._connection):
            self._connection.execute("CREATE TEMP TABLE IF NOT EXISTS seen_places (serial INTEGER PRIMARY KEY)")
            self._connection.execute("DELETE FROM temp.seen_places")
            self._refold_older(source)
            row = (source.kind, source.name, source.address, when, read_by, names.RULES)
            (serial,) = self._connection.execute(_SOURCE, row).fetchone()
            writer = _Writer(self._connection, source, (serial, when, read_by))
            for place in places:
                writer.write(place)
            writer.flush()
            gone = self._connection.execute(_GONE, (serial,)).rowcount if whole else 0
        return Written(writer.new, writer.changed, writer.unchanged, gone)

    def kept(self, country: str | None = None, kinds: Sequence[SourceKind] = _ALL) -> Iterator[KeptPlace]:
        """Give the user's own places of these kinds of source by country and name, of one country or all."""
        condition = "WHERE (:country IS NULL OR p.country = :country) AND s.kind IN (SELECT value FROM json_each(:kinds))"
        order = "ORDER BY p.country, p.name, p.serial"
        with translated(self._path):
            rows = self._connection.execute(f"{_KEPT} {condition} {order}", {"country": country, "kinds": json.dumps(list(kinds))})
            yield from map(_kept, rows)

    def sources(self) -> list[KeptSource]:
        """Give each source, by kind and name."""
        with translated(self._path):
            rows = self._connection.execute(
                "SELECT kind, name, address, read, read_by, (SELECT count(*) FROM gazetteer_places WHERE source = s.serial)"
                " FROM gazetteer_sources AS s ORDER BY kind, name"
            ).fetchall()
        return [KeptSource(Source(*told), count, datetime.fromisoformat(read), by) for *told, read, by, count in rows]

    def find(self, wanted: str) -> list[KeptPlace]:
        """Give the places of an id, of its beginning, or of a name (NotFound where there are none)."""
        told = wanted.strip()
        with translated(self._path):
            for condition, value in (
                ("p.id = ?", told),
                ("p.id LIKE 'own:%' AND substr(p.id, 5, length(?1)) = ?1 AND length(?1) >= 4", told.removeprefix("own:")),
                ("p.serial IN (SELECT place FROM gazetteer_names WHERE key = ?)", names.key(told)),
            ):
                rows = self._connection.execute(f"{_KEPT} WHERE {condition} ORDER BY p.id", (value,)).fetchall()
                if rows:
                    return [_kept(row) for row in rows]
        raise NotFound(f"none of your own places has the id or name {wanted!r}: `tracker places list` shows them")

    def namesakes(self, place: OwnPlace) -> list[KeptPlace]:
        """Give the user's other places of the same name in the same country."""
        condition = "WHERE p.country = ? AND p.serial IN (SELECT place FROM gazetteer_names WHERE key = ?) ORDER BY p.id"
        with translated(self._path):
            rows = self._connection.execute(f"{_KEPT} {condition}", (place.country, names.key(place.name))).fetchall()
        point = (place.latitude, place.longitude)
        return [each for each in map(_kept, rows) if (each.place.latitude, each.place.longitude) != point]

    def remove(self, wanted: str) -> KeptPlace:
        """Remove the one place of an id or name (NotFound where there is none, Ambiguous where there are several)."""
        found = self.find(wanted)
        if len(found) > 1:
            ids = ", ".join(each.id for each in found[:_SHOWN]) + (", ..." if len(found) > _SHOWN else "")
            raise Ambiguous(f"{wanted!r} fits more than one of your places: {ids}: give the id of one")
        with translated(self._path), transaction(self._connection):
            self._connection.execute("DELETE FROM gazetteer_places WHERE id = ?", (found[0].id,))
        return found[0]

    def remove_source(self, name: str) -> int:
        """Remove all places of a source by its name; give how many there were (NotFound where there is no such source)."""
        with translated(self._path), transaction(self._connection):
            row = self._connection.execute("SELECT serial FROM gazetteer_sources WHERE name = ?", (name,)).fetchone()
            if row is None:
                raise NotFound(f"no places come from {name!r}: `tracker places list --sources` shows from where they come")
            count = self._connection.execute("DELETE FROM gazetteer_places WHERE source = ?", row).rowcount
            self._connection.execute("DELETE FROM gazetteer_sources WHERE serial = ?", row)
        return count

    def gazetteer(self) -> Gazetteer:
        """Give the built-in gazetteer with these places laid over it; the built-in one alone where there are none.

        It asks the store's connection: use it in the thread that opened the store, and before the store is closed.
        """
        with translated(self._path):
            (any_place,) = self._connection.execute("SELECT EXISTS (SELECT 1 FROM gazetteer_places)").fetchone()
            if not any_place:
                return Gazetteer.open()
            self._refold()
        return Overlay(Gazetteer.open(), _Layer(self._connection))

    def _refold(self) -> None:
        """Fold names anew that were folded by other rules than today's."""
        stale = "SELECT serial, kind FROM gazetteer_sources WHERE rules <> ?"
        if not self._connection.execute(stale, (names.RULES,)).fetchall():
            return
        with transaction(self._connection):
            for serial, _ in self._connection.execute(stale, (names.RULES,)).fetchall():
                self._refold_source(serial)

    def _refold_older(self, source: Source) -> None:
        """Fold a source's names anew before some of them are found unchanged."""
        row = self._connection.execute(
            "SELECT serial FROM gazetteer_sources WHERE kind = ? AND name = ? AND rules <> ?",
            (source.kind, source.name, names.RULES),
        ).fetchone()
        if row is not None:
            self._refold_source(row[0])

    def _refold_source(self, serial: int) -> None:
        inside = "SELECT serial FROM gazetteer_places WHERE source = ?"
        self._connection.execute(f"DELETE FROM gazetteer_names WHERE place IN ({inside})", (serial,))  # noqa: S608
        rows = self._connection.execute(f"SELECT serial, {_COLUMNS} FROM gazetteer_places WHERE source = ?", (serial,))  # noqa: S608
        while some := rows.fetchmany(_BATCH):
            self._connection.executemany(
                _INSERT_NAME, [name for number, *row in some for name in _name_rows(number, _place(tuple(row)))]
            )
        self._connection.execute("UPDATE gazetteer_sources SET rules = ? WHERE serial = ?", (names.RULES, serial))


class _Writer:
    """Writes places one after the other inside the caller's transaction, new ones in batches."""

    def __init__(self, connection: sqlite3.Connection, source: Source, stamp: tuple[int, str, str | None]) -> None:
        self._connection, self._source, self._stamp = connection, source, stamp
        (self._next,) = connection.execute("SELECT coalesce(max(serial), 0) + 1 FROM gazetteer_places").fetchone()
        self._waiting: dict[str, tuple[int, OwnPlace]] = {}
        self._seen: set[str] = set()
        self.new = self.changed = self.unchanged = 0

    def write(self, place: OwnPlace) -> None:
        """Write one place. The first of those with the same id in one source stands."""
        identity = place.identity(f"{self._source.kind}:{self._source.name}")
        if identity in self._seen:
            return
        self._seen.add(identity)
        found = self._connection.execute(_FIND, (identity,)).fetchone()
        if found is None:
            self._waiting[identity] = (self._next, place)
            self._next += 1
            self.new += 1
            if len(self._waiting) >= _BATCH:
                self.flush()
            return
        serial, source, *before = found
        self._connection.execute("INSERT OR IGNORE INTO temp.seen_places VALUES (?)", (serial,))
        if tuple(before) == _row(place) and source == self._stamp[0]:
            self.unchanged += 1
            return
        self.changed += 1
        self._connection.execute(_UPDATE, (*self._stamp, *_row(place), serial))
        self._connection.execute("DELETE FROM gazetteer_names WHERE place = ?", (serial,))
        self._connection.executemany(_INSERT_NAME, _name_rows(serial, place))

    def flush(self) -> None:
        """Write the new places that wait."""
        some = [(serial, identity, place) for identity, (serial, place) in self._waiting.items()]
        serials = [(serial,) for serial, _, _ in some]
        rows = [(serial, identity, *self._stamp, *_row(place)) for serial, identity, place in some]
        self._connection.executemany(_INSERT, rows)
        self._connection.executemany(_INSERT_NAME, [name for serial, _, place in some for name in _name_rows(serial, place)])
        self._connection.executemany("INSERT OR IGNORE INTO temp.seen_places VALUES (?)", serials)
        self._waiting.clear()


def _row(place: OwnPlace) -> Row:
    return (
        place.name,
        _SEPARATOR.join(name.replace(_SEPARATOR, " ") for name in place.other_names),
        place.kind,
        place.feature,
        place.country,
        place.admin1,
        place.division,
        place.latitude,
        place.longitude,
        place.population,
        place.radius_km,
    )


def _place(row: Row, geonames: int | None = None) -> OwnPlace:
    name, other_names, kind, feature, country, admin1, division, latitude, longitude, population, radius_km = row
    others = tuple(other_names.split(_SEPARATOR)) if other_names else ()
    return OwnPlace(name, kind, country, latitude, longitude, others, admin1, division, population, radius_km, geonames, feature)


def _name_rows(serial: int, place: OwnPlace) -> list[Row]:
    folded = keys(place.name, place.other_names, SITES.get(place.feature or "") if place.kind == "site" else None)
    return [(key, serial, place.country, names.skeleton(key)) for key in sorted(folded)]


def _kept(row: Row) -> KeptPlace:
    identity, added, added_by, kind, source, *place = row
    number = int(identity.removeprefix("geonames:")) if identity.startswith("geonames:") else None
    return KeptPlace(identity, _place(tuple(place), number), Source(kind, source), datetime.fromisoformat(added), added_by)


_ENTRY = """p.name, p.kind, p.country, p.admin1, p.latitude, p.longitude, p.population, p.id, p.division, p.radius_km, s.kind"""
_FROM = "FROM gazetteer_places AS p JOIN gazetteer_sources AS s ON s.serial = p.source"


class _Layer:
    """The user's own places as the overlay asks them."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def bearers(self, keys: Sequence[str]) -> list[tuple[str, Entry]]:
        """Give the bearers of keys, each with its key."""
        rows = self._connection.execute(
            f"SELECT n.key, {_ENTRY} {_FROM} JOIN gazetteer_names AS n ON n.place = p.serial"
            f" WHERE n.key IN ({_marks(keys)}) ORDER BY p.population DESC, p.id",
            list(keys),
        )
        return [(key, Entry(*row)) for key, *row in rows]

    def instead(self, ids: Sequence[str]) -> dict[str, Entry]:
        """Give those of these places that the user has, by id."""
        rows = self._connection.execute(f"SELECT {_ENTRY} {_FROM} WHERE p.id IN ({_marks(ids)})", list(ids))
        return {entry.id: entry for entry in (Entry(*row) for row in rows)}

    def alike(self, skeletons: Sequence[str], countries: Sequence[str]) -> list[tuple[str, int]]:
        """Give the keys of these countries that have one of the skeletons, each with its bearer's number."""
        rows = self._connection.execute(
            "SELECT key, place FROM gazetteer_names"  # noqa: S608
            f" WHERE country IN ({_marks(countries)}) AND skeleton IN ({_marks(skeletons)}) AND length(key) >= 4",
            [*countries, *skeletons],
        )
        return list(rows)

    def entries(self, numbers: Sequence[int]) -> list[Entry]:
        """Give the places of these numbers."""
        rows = self._connection.execute(
            f"SELECT {_ENTRY} {_FROM} WHERE p.serial IN ({_marks(numbers)}) ORDER BY p.population DESC, p.id",
            list(numbers),
        )
        return [Entry(*row) for row in rows]


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))
