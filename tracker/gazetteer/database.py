"""Look names up in the built-in gazetteer, a read-only SQLite file inside the package.

Tables: place(id, ref, name, kind, country, admin1, latitude, longitude, population), alias(key, place), skeleton(skeleton, country,
key, place), division(code, name, place), demonym(key, country). `scripts/build_gazetteer.py` says what is in them and from where.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from tracker.gazetteer import names

EntryKind = Literal["site", "town", "district", "province", "country", "region"]

_BUILT_IN = Path(__file__).parent.parent / "data" / "gazetteer.db"
_COLUMNS = "p.id, p.ref, p.name, p.kind, p.country, d.name, p.admin1, p.latitude, p.longitude, p.population"
_BATCH = 500  # names in one statement; SQLite allows 999 parameters in its oldest builds
_MOST_CACHED = 50_000


@dataclass(frozen=True, slots=True)
class Entry:
    """One place that a name may mean.

    `country` is ISO 3166-1 alpha-2, null for a region of several countries. `admin1` is the name of the first-level division and
    `division` its GeoNames code ('SY.11'). A division has its seat's point, a country the middle of its inhabited places;
    both coordinates are null where no open source gives a point. `id` holds over releases.
    """

    name: str
    kind: EntryKind
    country: str | None
    admin1: str | None
    latitude: float | None
    longitude: float | None
    population: int
    id: str
    division: str | None = None


class Gazetteer:
    """Answer what places may bear a name. Opened at the first question; safe to share between threads."""

    def __init__(self, path: Path = _BUILT_IN) -> None:
        self._path = path
        self._lock = threading.Lock()
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
        return self.by_keys((names.key(name),)).get(names.key(name), ())

    def by_keys(self, keys: Iterable[str]) -> dict[str, tuple[Entry, ...]]:
        """Look many strict keys up at once (one statement for each few hundred); keys that nothing bears are left out."""
        wanted = set(keys) - {""}
        with self._lock:
            if len(self._known) > _MOST_CACHED:
                self._known.clear()
            unknown = sorted(key for key in wanted if key not in self._known)
            for start in range(0, len(unknown), _BATCH):
                self._load(unknown[start : start + _BATCH])
            return {key: entries for key in wanted if (entries := self._known[key])}

    def similar(self, name: str, countries: Iterable[str]) -> tuple[Entry, ...]:
        """Find places of these countries whose name is another transliteration, or one letter off.

        Empty unless all that is nearest is one place (or one name borne by several places).
        """
        folded = names.key(name)
        if len(folded) < 4:
            return ()
        limit = max(1, len(folded) // 4)
        near: dict[int, set[int]] = {}
        for other, place in self._alike(folded, tuple(countries)):
            away = names.distance(folded, other, limit)
            if away <= limit:
                near.setdefault(away, set()).add(place)
        if not near:
            return ()
        entries = self._entries(sorted(near[min(near)]))
        # A town, its district and its province are one answer, the town first; two towns of different names are none.
        towns = {names.skeleton(names.key(e.name)) for e in entries if e.kind == "town"}
        one = towns or {names.skeleton(names.key(e.name)) for e in entries}
        return tuple(sorted(entries, key=lambda e: e.kind != "town")) if len(one) == 1 else ()

    def country(self, code: str) -> Entry | None:
        """Give the country of an ISO 3166-1 alpha-2 code."""
        found = self._entries_where("p.kind = 'country' AND p.country = ?", (code,))
        return found[0] if found else None

    def demonyms(self) -> dict[str, str]:
        """Map lower-case demonyms ('syrian', 'iraqis') to ISO 3166-1 alpha-2."""
        if self._demonyms is None:
            with self._lock:
                self._demonyms = dict(self._cursor().execute("SELECT key, country FROM demonym"))
        return self._demonyms

    def _cursor(self) -> sqlite3.Connection:
        if self._connection is None:
            uri = f"{self._path.absolute().as_uri()}?mode=ro&immutable=1"
            self._connection = sqlite3.connect(uri, uri=True, check_same_thread=False)
            self._connection.execute("PRAGMA mmap_size = 67108864")  # the whole file: reads without copying
        return self._connection

    def _load(self, keys: list[str]) -> None:
        marks = ",".join("?" * len(keys))
        rows = self._cursor().execute(
            f"SELECT a.key, {_COLUMNS} FROM alias a JOIN place p ON p.id = a.place LEFT JOIN division d ON d.code = p.admin1"  # noqa: S608
            f" WHERE a.key IN ({marks}) ORDER BY p.rank, p.population DESC, p.id",
            keys,
        )
        found: dict[str, list[Entry]] = {}
        for key, *row in rows:
            found.setdefault(key, []).append(_entry(row))
        for key in keys:
            self._known[key] = tuple(found.get(key, ()))

    def _alike(self, folded: str, countries: tuple[str, ...]) -> list[tuple[str, int]]:
        marks = ",".join("?" * len(countries))
        skeletons = _near_skeletons(names.skeleton(folded))
        with self._lock:
            rows = self._cursor().execute(
                f"SELECT key, place FROM skeleton WHERE country IN ({marks}) AND skeleton IN ({','.join('?' * len(skeletons))})",  # noqa: S608
                (*countries, *skeletons),
            )
            return list(rows)

    def _entries(self, ids: list[int]) -> tuple[Entry, ...]:
        return self._entries_where(f"p.id IN ({','.join('?' * len(ids))})", tuple(ids))

    def _entries_where(self, condition: str, values: tuple[object, ...]) -> tuple[Entry, ...]:
        with self._lock:
            rows = self._cursor().execute(
                f"SELECT {_COLUMNS} FROM place p LEFT JOIN division d ON d.code = p.admin1 WHERE {condition}"  # noqa: S608
                " ORDER BY p.rank, p.population DESC, p.id",
                values,
            )
            return tuple(_entry(row) for row in rows)


@lru_cache(maxsize=1)
def _built_in() -> Gazetteer:
    return Gazetteer()


def _entry(row: list[object] | tuple[object, ...]) -> Entry:
    number, ref, name, kind, country, admin1, division, latitude, longitude, population = row
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
    )


def _near_skeletons(skeleton: str) -> list[str]:
    """Add to a skeleton those with one letter dropped or two neighbours swapped (one letter off in the name)."""
    near = {skeleton}
    if len(skeleton) >= 4:
        near.update(skeleton[:i] + skeleton[i + 1 :] for i in range(len(skeleton)))
        near.update(skeleton[:i] + skeleton[i + 1] + skeleton[i] + skeleton[i + 2 :] for i in range(len(skeleton) - 1))
    return sorted(near)
