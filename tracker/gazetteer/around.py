"""Say where a point lies: in which first-level division, and whether the country that was named can hold it."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from tracker.gazetteer import names
from tracker.gazetteer.database import Gazetteer
from tracker.gazetteer.entry import Entry, kilometres

_NEAR_KM = 60.0  # a town further away says nothing of the division
# Degrees that a place may lie beyond the outermost towns of its country: at its border, and in its deserts and waters.
_BESIDE, _BEYOND = 1.0, 4.0


class Around:
    """The built-in towns of countries, kept by cells of one degree as they are asked for."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self._gazetteer = gazetteer
        self._cells = cache(self._read)
        self._extent = cache(self._measure)

    def _read(self, country: str) -> dict[tuple[int, int], list[Entry]]:
        cells: dict[tuple[int, int], list[Entry]] = defaultdict(list)
        for town in self._gazetteer.towns(country):
            if town.latitude is not None and town.longitude is not None:
                cells[int(town.latitude // 1), int(town.longitude // 1)].append(town)
        return dict(cells)

    def _measure(self, country: str) -> tuple[float, float, float, float]:
        """Give the outermost degrees of a country's towns: the whole world where it has none."""
        towns = [town for cell in self._cells(country).values() for town in cell]
        if not towns:
            return -90.0, 90.0, -180.0, 180.0
        latitudes, longitudes = [town.latitude or 0.0 for town in towns], [town.longitude or 0.0 for town in towns]
        return min(latitudes), max(latitudes), min(longitudes), max(longitudes)

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

    def within(self, country: str, point: tuple[float, float], margin: float) -> bool:
        """Say whether a point lies among the towns of a country, or so many degrees beyond the outermost of them."""
        south, north, west, east = self._extent(country)
        return south - margin <= point[0] <= north + margin and west - margin <= point[1] <= east + margin

    def check(self, country: str, point: tuple[float, float]) -> None:
        """Raise ValueError where a point can't lie in its country, as where latitude and longitude are swapped."""
        if self.within(country, point, _BESIDE):
            return
        swapped = self.within(country, (point[1], point[0]), 0.0)
        if swapped or not self.within(country, point, _BEYOND):
            hint = ": are latitude and longitude swapped?" if swapped else ""
            raise ValueError(f"{point[0]:g}, {point[1]:g} is far from {country}{hint}")


def read_country(gazetteer: Gazetteer, words: str) -> str | None:
    """Give the ISO 3166-1 alpha-2 code that words mean, by code or name; null where they mean none."""
    told = words.strip()
    known = gazetteer.country(told.upper()) if len(told) == 2 else None
    known = known or next((entry for entry in gazetteer.candidates(told) if entry.kind == "country"), None)
    return known.country if known is not None and names.key(told) else None
