"""Bring places of the user's own into the store: countries of GeoNames, files, single places. And look stored names up again.

Each country and file is written in one transaction of its own: what can't be read leaves what was there, and never stops the rest.
"""

from __future__ import annotations

import dataclasses
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.fetch import MIB, FetchOptions, fetch
from tracker.gazetteer import Gazetteer
from tracker.gazetteer.archive import Unreadable, text_lines, zipped_lines
from tracker.gazetteer.geonames import BadRow, looks_like_geonames, read_geonames
from tracker.gazetteer.own import OwnPlace
from tracker.gazetteer.tables import NoTable, read_table
from tracker.model import Skipped
from tracker.store.places import OwnPlaces, Source, Written

if TYPE_CHECKING:
    import httpx

GEONAMES = "https://download.geonames.org/export/dump"
# The largest dumps (US, CN) have some 70 MiB; a slow line takes its time.
LIMITS = FetchOptions(read_timeout=60, deadline=1800, max_bytes=128 * MIB, content_types=None)
_STEP = 1000  # places between two reports of progress


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads places, and when; what is to be told of a row that is bad, and after each so many places."""

    now: datetime
    by: str | None = None
    bad: Callable[[BadRow], None] = lambda row: None
    step: Callable[[int], None] = lambda count: None


@dataclass(frozen=True, slots=True)
class Read:
    """What became of one country or file."""

    source: str
    written: Written
    bad: int


def install(
    code: str, base: str, client: httpx.Client, own: OwnPlaces, reader: Reader, limits: FetchOptions = LIMITS
) -> Read | Skipped:
    """Fetch a country's dump ({base}/SY.zip, in it SY.txt) and write its places in place of those installed before."""
    url = f"{base.rstrip('/')}/{code}.zip"
    page = fetch(url, client, LIMITS)
    if isinstance(page, Skipped):
        return Skipped(code, f"{page.reason} ({url})")
    lines = zipped_lines(io.BytesIO(page.content), f"{code}.txt")
    return _write(Source("installed", code, url), code, read_geonames(lines, code), own, reader)


def import_file(path: Path, own: OwnPlaces, reader: Reader) -> Read | Skipped:
    """Read a file of GeoNames' format (.txt, .zip) or a CSV and write its places in place of those it gave before."""
    try:
        with path.open("rb") as file:
            lines = zipped_lines(file) if file.read(4) == b"PK\3\4" else text_lines(file)
            file.seek(0)
            return _write(Source("imported", str(path.resolve())), str(path), _rows(lines), own, reader)
    except OSError as error:
        return Skipped(str(path), error.strerror or str(error))


def _rows(lines: Iterator[str]) -> Iterator[OwnPlace | BadRow]:
    """Read lines by what the first of them looks like."""
    first = next(lines, "")
    whole = chain([first], lines)
    yield from read_geonames(whole) if looks_like_geonames(first) else read_table(whole, Gazetteer.open())


def _write(source: Source, name: str, rows: Iterable[OwnPlace | BadRow], own: OwnPlaces, reader: Reader) -> Read | Skipped:
    sieve = _Sieve(reader)
    try:
        written = own.save(source, sieve.places(rows), read=reader.now, read_by=reader.by)
    except (Unreadable, NoTable) as error:
        return Skipped(name, str(error))
    return Read(name, written, sieve.bad)


class _Sieve:
    """Lets the places of rows through, each with its division's name; counts and tells the bad ones."""

    def __init__(self, reader: Reader) -> None:
        self.bad = 0
        self._reader = reader
        self._division = cache(Gazetteer.open().division)

    def places(self, rows: Iterable[OwnPlace | BadRow]) -> Iterator[OwnPlace]:
        count = 0
        for row in rows:
            if isinstance(row, BadRow):
                self.bad += 1
                self._reader.bad(row)
                continue
            count += 1
            if count % _STEP == 0:
                self._reader.step(count)
            named = row.admin1 is None and row.division is not None
            yield dataclasses.replace(row, admin1=self._division(row.division or "")) if named else row
        if not count:  # what it gave before is better than nothing
            raise Unreadable("holds no place that could be taken")
