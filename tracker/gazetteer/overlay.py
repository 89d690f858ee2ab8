"""Lay the user's own places over the built-in ones, so that every question is answered from both."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from tracker.gazetteer.database import Gazetteer, Mark
from tracker.gazetteer.entry import RANKS, Entry

_OWN = 1  # the layer's number in marks


class Layer(Protocol):
    """Places that lie over the built-in ones. It is asked by one thread at a time."""

    def bearers(self, keys: Sequence[str]) -> list[tuple[str, Entry]]:
        """Give the bearers of keys, each with its key."""

    def instead(self, ids: Sequence[str]) -> dict[str, Entry]:
        """Give those of these places that this layer has, by id."""

    def alike(self, skeletons: Sequence[str], countries: Sequence[str]) -> list[tuple[str, int]]:
        """Give the keys of these countries that have one of the skeletons, each with its bearer's number."""

    def entries(self, numbers: Sequence[int]) -> list[Entry]:
        """Give the places of these numbers."""


class Overlay(Gazetteer):
    """A gazetteer of two layers. Where both have a place of one id, the upper one's stands, under the names of both."""

    def __init__(self, built_in: Gazetteer, own: Layer) -> None:
        super().__init__(built_in._path)
        self._built_in = built_in
        self._own = own

    def close(self) -> None:
        """Leave both layers open: they belong to others."""

    def country(self, code: str) -> Entry | None:
        """Give the country of an ISO 3166-1 alpha-2 code."""
        return self._built_in.country(code)

    def towns(self, country: str) -> tuple[Entry, ...]:
        """Give all populated places of a country that the built-in file has."""
        return self._built_in.towns(country)

    def division(self, code: str) -> str | None:
        """Give the name of a first-level division by its GeoNames code ('SY.11')."""
        return self._built_in.division(code)

    def demonyms(self) -> dict[str, str]:
        """Map lower-case demonyms ('syrian', 'iraqis') to ISO 3166-1 alpha-2."""
        return self._built_in.demonyms()

    def _bearers(self, keys: Sequence[str]) -> dict[str, tuple[Entry, ...]]:
        below = self._built_in._bearers(keys)
        above: dict[str, list[Entry]] = {}
        for key, entry in self._own.bearers(keys):
            above.setdefault(key, []).append(entry)
        instead = self._instead(entry for entries in below.values() for entry in entries)
        if not above and not instead:  # most names: nobody but the built-in places bears them
            return below
        return {key: _ordered([*above.get(key, ()), *(instead.get(e.id, e) for e in below[key])]) for key in keys}

    def _alike(self, skeletons: Sequence[str], countries: tuple[str, ...]) -> list[tuple[str, Mark]]:
        with self._lock:
            own = self._own.alike(skeletons, countries)
        return [*self._built_in._alike(skeletons, countries), *((key, (_OWN, number)) for key, number in own)]

    def _entries(self, marks: Sequence[Mark]) -> tuple[Entry, ...]:
        below = self._built_in._entries([mark for mark in marks if mark[0] != _OWN])
        with self._lock:
            above = self._own.entries([number for layer, number in marks if layer == _OWN])
            instead = self._instead(below)
        return _ordered([*above, *(instead.get(e.id, e) for e in below)])

    def _instead(self, entries: Iterable[Entry]) -> dict[str, Entry]:
        """Give the user's own for those built-in places that GeoNames has numbered."""
        numbered = sorted({entry.id for entry in entries if entry.id.startswith("geonames:")})
        return self._own.instead(numbered) if numbered else {}


def _ordered(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Put each place once: those added by hand first, then by kind and size; the user's own before a built-in of the same size."""
    if len(entries) < 2:
        return tuple(entries)
    once: dict[str, Entry] = {}
    for entry in entries:
        once.setdefault(entry.id, entry)
    return tuple(sorted(once.values(), key=lambda e: (e.origin != "hand", RANKS[e.kind], -e.population)))
