"""Say where a point lies: in which first-level division, and whether the country that was named can hold it."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from tracker.gazetteer import names
from tracker.gazetteer.database import Gazetteer
from tracker.gazetteer.entry import Entry, kilometres

_NEAR_KM = 60.0  # a town further away says nothing of the division
_MARGIN = 2.0  # degrees that a place may lie beyond the outermost towns of its country: deserts, islands, waters


class Around:
    """The built-in towns of countries, kept by cells of one degree as they are asked for."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._cells = cache(self._read)

    def _read(self, country: str) -> dict[tuple[int, int], list[Entry]]:
        cells: dict[tuple[int, int], list[Entry]] = defaultdict(list)
        for town in self._gazetteer.towns(country):
            if town.latitude is not None and town.longitude is not None:
                cells[int(town.latitude // 1), int(town.longitude // 1)].append(town)
        return dict(cells)

    def division(self, country: str, point: tuple[float, float]) -> tuple[str | None, str | None]:
        """Give the code and name of the division that the nearest town within 60 km lies in, null where there is none."""
        cells = self._cells(country)
        row, column = int(point[0] // 1), int(point[1] // 1)
        near = [
            (kilometres(point, (town.latitude or 0.0, town.longitude or 0.0)), town.id, town)
            for cell in ((row + i, column + j) for i in (-1, 0, 1) for j in (-1, 0, 1))
            for town in cells.get(cell, ())
        ]
        if not near or min(near)[0] > _NEAR_KM:
            return None, None
        return min(near)[2].division, min(near)[2].admin1

    def named_division(self, country: str, name: str) -> tuple[str | None, str]:
        """Give the code and name of the division that a table names, the code null where it is not known."""
        for entry in self._gazetteer.candidates(name):
            if entry.kind == "province" and entry.country == country:
                return entry.division, entry.name
        return None, name

    def fits(self, country: str, point: tuple[float, float]) -> bool:
        """Say whether a point lies among the towns of a country, or not far beyond them."""
        cells = self._cells(country)
        if not cells:
            return True
        rows, columns = [cell[0] for cell in cells], [cell[1] for cell in cells]
        return (
            min(rows) - _MARGIN <= point[0] <= max(rows) + 1 + _MARGIN
            and min(columns) - _MARGIN <= point[1] <= max(columns) + 1 + _MARGIN
        )


def read_country(gazetteer: Gazetteer, words: str) -> str | None:
    """Give the ISO 3166-1 alpha-2 code that words mean, by code or name; null where they mean none."""
    told = words.strip()
    known = gazetteer.country(told.upper()) if len(told) == 2 else None
    known = known or next((entry for entry in gazetteer.candidates(told) if entry.kind == "country"), None)
    return known.country if known is not None and names.key(told) else None
