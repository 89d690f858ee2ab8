"""`tracker places install` and `tracker places import`: countries of GeoNames, and files of one's own."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import options, words
from tracker.cli.places import Person, kept_places, read_country
from tracker.cli.render import ROW_FORMATS, Row, RowFormat, write_rows
from tracker.cli.sources import now
from tracker.cli.terminal import errors, on_terminal, say
from tracker.model import Skipped

if TYPE_CHECKING:
    from tracker.gazetteer.geonames import BadRow
    from tracker.places import Read, Reader

INSTALL_EXAMPLES = """
tracker places install SY IQ YE
tracker places install Sudan --from https://mirror.example.org/geonames
TRACKER_GEONAMES=http://localhost:8000 tracker places install UA --strict
"""
IMPORT_EXAMPLES = """
tracker places import villages.csv
tracker places import PK.zip cities500.txt
tracker places import camps.csv --strict --format json
"""

COLUMNS = ("source", "places", "new", "changed", "unchanged", "gone", "bad")
_TOLD = 20  # bad rows of one file that are told one by one

Address = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="ADDRESS",
        envvar="TRACKER_GEONAMES",
        show_envvar=False,
        help="Where the files lie: ADDRESS/SY.zip. Default: $TRACKER_GEONAMES, else download.geonames.org.",
        show_default=False,
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 if a country, a file or a row was skipped.")]


def install(
    countries: Annotated[list[str], typer.Argument(metavar="COUNTRY...", help="ISO codes or names: SY, Iraq.")],
    address: Address = None,
    strict: Strict = False,
    by: Person = None,
    format: Annotated[RowFormat | None, options.format_option(ROW_FORMATS)] = None,
    db: options.Database = None,
) -> None:
    """Fetch whole countries from GeoNames and keep their places: villages and camps that the built-in list lacks.

    Taken are all populated places, divisions of the first three levels, and sites: air bases, airports and airfields, barracks and
    military installations, naval bases, prisons, camps, dams, bridges, hospitals, border posts, ports, power plants,
    refineries, oil and gas fields. Mountains, rivers, farms and the like are not.

    Installed again, a country is brought up to date. One that can't be fetched never stops the others. The data is
    GeoNames', CC BY 4.0: credit it where you publish coordinates.
    """
    from tracker.fetch import make_client
    from tracker.places import GEONAMES, LIMITS
    from tracker.places import install as install_one

    codes = list(dict.fromkeys(read_country(each) for each in countries))
    with kept_places(db) as own, make_client(LIMITS) as client:

        def run(reader: Reader, code: str) -> Read | Skipped:
            return install_one(code, address or GEONAMES, client, own, reader)

        _run(codes, run, options.person(by), format, strict)


def import_(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="CSV, or GeoNames' format (.txt or .zip).")],
    strict: Strict = False,
    by: Person = None,
    format: Annotated[RowFormat | None, options.format_option(ROW_FORMATS)] = None,
    db: options.Database = None,
) -> None:
    """Read places from files: GeoNames' format, or CSV whose first line names name, latitude, longitude and country.

    A CSV may also have kind (site, town, district, province), admin1, other names (parted by ; or |), population, radius_km and
    geonameid. Headers may be lat, lon, lng, iso2, governorate, aliases and the like; commas, semicolons or tabs part the cells.

    Rows that can't be read are told by their number, the others are kept. Imported again, a file is brought up to date: what is
    the same stays, what it does not have any more goes.
    """
    from tracker.places import import_file

    with kept_places(db) as own:

        def run(reader: Reader, path: str) -> Read | Skipped:
            return import_file(Path(path), own, reader)

        _run([str(path) for path in files], run, options.person(by), format, strict)


def _run(
    wanted: list[str], run: Callable[[Reader, str], Read | Skipped], by: str | None, format: RowFormat | None, strict: bool
) -> None:
    """Read one after the other, print what became of each, and exit with 1 where nothing (or, strict, not all) was read."""
    from tracker.places import Reader

    how, done, skipped = options.pick_format(format), 0, 0

    def results() -> Iterator[Read]:
        nonlocal done, skipped
        for name in wanted:
            bad = BadRows(name)
            with progress(name) as step:
                result = run(Reader(now(), by, bad.tell, step), name)
            bad.end()
            skipped += bad.count
            if isinstance(result, Skipped):
                skipped += 1
                say(f"skipped {name}: {result.reason}", "yellow")
                continue
            done += 1
            yield result

    try:
        _write(results(), how)
    except KeyboardInterrupt:
        say(f"tracker: interrupted; kept what was done: {done} of {len(wanted)}")
        raise typer.Exit(130) from None
    raise typer.Exit(1 if not done or (strict and skipped) else 0)


def _write(results: Iterable[Read], how: RowFormat) -> None:
    if how != "table":
        write_rows(COLUMNS, map(read_row, results), how)
        return
    for result in results:
        written = result.written
        told = [f"{written.new:,} new"] if written.new else []
        told += [f"{number:,} {word}" for number, word in ((written.changed, "changed"), (written.gone, "gone")) if number]
        print(words.clean(f"{result.source}: {written.places:,} places ({', '.join(told) or 'unchanged'})"))


def read_row(result: Read) -> Row:
    """Give what became of a country or file as one flat row, its keys being COLUMNS in that order."""
    written = result.written
    return {
        "source": result.source,
        "places": written.places,
        "new": written.new,
        "changed": written.changed,
        "unchanged": written.unchanged,
        "gone": written.gone,
        "bad": result.bad,
    }


class BadRows:
    """Tells bad rows on stderr, the first of them one by one."""

    def __init__(self, name: str) -> None:
        """Begin with none."""
        self.count = 0
        self._name = Path(name).name

    def tell(self, row: BadRow) -> None:
        """Count a bad row; tell it if there were not many before it."""
        self.count += 1
        if self.count <= _TOLD:
            say(f"skipped {self._name} row {row.number}: {row.reason}", "yellow")

    def end(self) -> None:
        """Say how many were not told."""
        if self.count > _TOLD:
            say(f"skipped {self._name}: {words.plural(self.count - _TOLD, 'more row')} that can't be read", "yellow")


@contextmanager
def progress(name: str) -> Iterator[Callable[[int], None]]:
    """Show that a country or file is being read, and how many places of it, where a person looks on."""
    if not sys.stderr.isatty():
        yield lambda count: None
        return
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
    with Progress(*columns, console=errors(), transient=True, redirect_stdout=on_terminal()) as shown:
        task = shown.add_task(f"{words.clean(name)}: waiting for it")
        yield lambda count: shown.update(task, description=f"{words.clean(name)}: {count:,} places")
