"""Look names up in the built-in gazetteer, a read-only SQLite file inside the package.

Tables: place(id, ref, name, kind, rank, country, admin1, latitude, longitude, population), alias(key, place), skeleton(skeleton,
country, key, place), division(code, name), demonym(key, country). `scripts/build_gazetteer.py` says what is in them and from where.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from tracker.gazetteer import names
from tracker.gazetteer.entry import Entry

_BUILT_IN = Path(__file__).parent.parent / "data" / "gazetteer.db"
_FROM = "FROM place p LEFT JOIN division d ON d.code = p.admin1"
_BATCH = 500  # names in one statement; SQLite allows 999 parameters in its oldest builds
_MOST_CACHED = 20_000
_SHORTEST = 4  # letters in a name that is looked up by likeness

# A place as a search by likeness finds it, before it is read: the layer that it is in (0 is the built-in file), and its number.
Mark = tuple[int, int]


class Gazetteer:
    """Answer what places may bear a name. Opened at the first question; safe to share between threads."""

    def __init__(self, path: Path = _BUILT_IN) -> None:
        self._path = path
        self._lock = threading.RLock()
        self._connection: sqlite3.Connection | None = None
        self._known: dict[str, tuple[Entry, ...]] = {}
        self._demonyms: dict[str, str] | None = None

    @classmethod
    def open(cls) -> Gazetteer:
        """Give the built-in gazetteer, one for the whole process."""
        return _built_in()

    def close(self) -> None:
        """Close the file, if it has been opened. The next question opens it anew."""
        with self._lock:
            if self._connection is not None:
                self._connection.close()
                self._connection = None

    def candidates(self, name: str) -> tuple[Entry, ...]:
        """List the places that bear this name in any plain spelling, most telling kind and largest first."""
        key = names.key(name)
        return self.by_keys((key,)).get(key, ())

    def by_keys(self, keys: Iterable[str]) -> dict[str, tuple[Entry, ...]]:
        """Look many strict keys up at once (one statement for each few hundred); keys that nothing bears are left out."""
        wanted = set(keys) - {""}
        with self._lock:
            if len(self._known) > _MOST_CACHED:
                self._known.clear()
            unknown = sorted(key for key in wanted if key not in self._known)
            for start in range(0, len(unknown), _BATCH):
                self._known.update(self._bearers(unknown[start : start + _BATCH]))
            return {key: entries for key in wanted if (entries := self._known[key])}

    def similar(self, name: str, countries: Iterable[str]) -> tuple[Entry, ...]:
        """Find places of these countries whose name is another transliteration, or one letter off.

        Empty unless all that is nearest is one place (or one name borne by several places).
        """
        folded = names.key(name)
        if len(folded) < _SHORTEST:
            return ()
        among = tuple(countries)
        for written in (folded, *names.respellings(folded, among)):
            if found := self._nearest(written, among):
                return found
        return ()

    def country(self, code: str) -> Entry | None:
        """Give the country of an ISO 3166-1 alpha-2 code."""
        found = self._where("p.kind = 'country' AND p.country = ?", (code,))
        return found[0] if found else None

    def towns(self, country: str) -> tuple[Entry, ...]:
        """Give all populated places of a country that the built-in file has."""
        return self._where("p.kind = 'town' AND p.country = ?", (country,))

    def division(self, code: str) -> str | None:
        """Give the name of a first-level division by its GeoNames code ('SY.11')."""
        with self._lock:
            row = self._cursor().execute("SELECT name FROM division WHERE code = ?", (code,)).fetchone()
        return row[0] if row else None

    def demonyms(self) -> dict[str, str]:
        """Map lower-case demonyms ('syrian', 'iraqis') to ISO 3166-1 alpha-2."""
        if self._demonyms is None:
            with self._lock:
                self._demonyms = dict(self._cursor().execute("SELECT key, country FROM demonym"))
        return self._demonyms

    def _nearest(self, folded: str, countries: tuple[str, ...]) -> tuple[Entry, ...]:
        """Give the bearers of the one name that is nearest to a key, none where there are two such names."""
        limit = max(1, len(folded) // 4)  # one letter off, in names of eight letters and more two
        near: dict[int, set[Mark]] = {}
        for key, mark in self._alike(_near_skeletons(names.skeleton(folded)), countries):
            away = names.distance(folded, key, limit)
            if away <= limit:
                near.setdefault(away, set()).add(mark)
        if not near:
            return ()
        entries = self._entries(sorted(near[min(near)]))
        # A town, its district and its province are one answer, the town first; two towns of different names are none.
        towns = {names.skeleton(names.key(e.name)) for e in entries if e.kind == "town"}
        one = towns or {names.skeleton(names.key(e.name)) for e in entries}
        return tuple(sorted(entries, key=lambda e: e.kind != "town")) if len(one) == 1 else ()

    def _cursor(self) -> sqlite3.Connection:
        if self._connection is None:
            uri = f"{self._path.absolute().as_uri()}?mode=ro&immutable=1"
            self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self._connection.execute("PRAGMA mmap_size = 67108864")  # the whole file: reads without copying
        return self._connection

    @cached_property
    def _columns(self) -> str:
        """Name the columns that an entry is made of; a file built before places had a radius has none to give."""
        there = {row[1] for row in self._cursor().execute("PRAGMA table_info(place)")}
        radius = "p.radius_km" if "radius_km" in there else "NULL"
        return f"p.id, p.ref, p.name, p.kind, p.country, d.name, p.admin1, p.latitude, p.longitude, p.population, {radius}"

    def _bearers(self, keys: Sequence[str]) -> dict[str, tuple[Entry, ...]]:
        """Read the bearers of each key, () where there are none."""
        marks = ",".join("?" * len(keys))
        found: dict[str, list[Entry]] = {key: [] for key in keys}
        with self._lock:
            rows = self._cursor().execute(
                f"SELECT a.key, {self._columns} FROM alias a JOIN place p ON p.id = a.place"  # noqa: S608
                f" LEFT JOIN division d ON d.code = p.admin1 WHERE a.key IN ({marks}) ORDER BY p.rank, p.population DESC, p.id",
                keys,
            )
            for key, *row in rows:
                found[key].append(_entry(row))
        return {key: tuple(entries) for key, entries in found.items()}

    def _alike(self, skeletons: Sequence[str], countries: tuple[str, ...]) -> list[tuple[str, Mark]]:
        """Give the keys of these countries that have one of the skeletons, each with its bearer."""
        marks, places = ",".join("?" * len(skeletons)), ",".join("?" * len(countries))
        with self._lock:
            rows = self._cursor().execute(
                f"SELECT key, place FROM skeleton WHERE country IN ({places}) AND skeleton IN ({marks})",  # noqa: S608
                (*countries, *skeletons),
            )
            return [(key, (0, number)) for key, number in rows]

    def _entries(self, marks: Sequence[Mark]) -> tuple[Entry, ...]:
        numbers = [number for _, number in marks]
        return self._where(f"p.id IN ({','.join('?' * len(numbers))})", numbers)

    def _where(self, condition: str, values: Sequence[object]) -> tuple[Entry, ...]:
        with self._lock:
            rows = self._cursor().execute(
                f"SELECT {self._columns} {_FROM} WHERE {condition} ORDER BY p.rank, p.population DESC, p.id",
                values,
            )
            return tuple(_entry(row) for row in rows)


@lru_cache(maxsize=1)
def _built_in() -> Gazetteer:
    return Gazetteer()


def _entry(row: Sequence[object]) -> Entry:
    number, ref, name, kind, country, admin1, division, latitude, longitude, population, radius = row
    return Entry(
        name=name,  # type: ignore[arg-type]  # the build script holds the types; SQLite gives them back as stored
        kind=kind,  # type: ignore[arg-type]
        country=country,  # type: ignore[arg-type]
        admin1=admin1,  # type: ignore[arg-type]
        latitude=latitude,  # type: ignore[arg-type]
        longitude=longitude,  # type: ignore[arg-type]
        population=population,  # type: ignore[arg-type]
        id=ref or f"geonames:{number}",  # type: ignore[arg-type]
        division=division,  # type: ignore[arg-type]
        radius_km=radius,  # type: ignore[arg-type]
    )


def _near_skeletons(skeleton: str) -> list[str]:
    """Add to a skeleton those with one letter dropped or two neighbours swapped (one letter off in the name)."""
    near = {skeleton}
    if len(skeleton) >= _SHORTEST:
        near.update(skeleton[:i] + skeleton[i + 1 :] for i in range(len(skeleton)))
        near.update(skeleton[:i] + skeleton[i + 1] + skeleton[i] + skeleton[i + 2 :] for i in range(len(skeleton) - 1))
    return sorted(near)
