"""`tracker places find`: what a name may mean, in order, with the reasons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import options
from tracker.cli.places import Country, gazetteer, own_places, read_country
from tracker.cli.render import ROW_FORMATS, Row, RowFormat, write_rows
from tracker.cli.terminal import say
from tracker.cli.timeline import Limit
from tracker.errors import NotFound

if TYPE_CHECKING:
    from tracker.gazetteer import Entry, Gazetteer
    from tracker.gazetteer.find import Candidate

EXAMPLES = """
tracker places find Tripoli
tracker places find 'Deir Ezzor' --country SY
tracker places find Salihiyah --near 'Al Bukamal' --format json
"""

MOST = 20
COLUMNS = (
    "rank",
    "name",
    "kind",
    "admin1",
    "country",
    "latitude",
    "longitude",
    "population",
    "radius_km",
    "match",
    "km",
    "origin",
    "id",
    "reasons",
)


def find(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A place's name, in any plain spelling.")],
    country: Country = None,
    near: Annotated[
        str | None,
        typer.Option("--near", metavar="NAME", help="A place that it is near: the nearest comes first.", show_default=False),
    ] = None,
    limit: Limit = None,
    format: Annotated[RowFormat | None, options.format_option(ROW_FORMATS)] = None,
    db: options.Database = None,
) -> None:
    """Show what a name may mean, the likeliest first, with the reasons for the order.

    This is the order where an article says nothing more; in an article, its headings, the countries and places beside the name
    and words such as 'district' decide first. What is only spelt alike is shown where --country or --near says where to look.

    At most 20 are printed, if --limit doesn't say otherwise.
    """
    from tracker.gazetteer.find import find as find_all

    how = options.pick_format(format)
    code = read_country(country) if country is not None else None
    with own_places(db) as own:
        places = gazetteer(own)
        beside = _beside(places, near, code) if near is not None else None
        found = find_all(places, name, code, beside)
    shown = found[: limit or MOST]
    if how == "table":
        print_candidates(shown)
    else:
        write_rows(COLUMNS, (candidate_row(n, each) for n, each in enumerate(shown, 1)), how)
    if len(found) > len(shown):
        options.say_empty(f"{len(found) - len(shown)} more: --limit shows them")
    if not found:
        hint = "" if code or beside else "; --country shows what is spelt alike there"
        say(f"tracker: no place is known as {name!r}{hint}; 'tracker places add' adds it, 'tracker places install' a whole country")
        raise typer.Exit(NotFound.exit_code)


def _beside(places: Gazetteer, name: str, country: str | None) -> Entry:
    """Settle which place another is to be near: the likeliest that has a point (NotFound where there is none)."""
    from tracker.gazetteer.find import find as find_all

    entries = [each.entry for each in find_all(places, name, country)] or [each.entry for each in find_all(places, name)]
    located = [entry for entry in entries if entry.latitude is not None]
    if not located:
        raise NotFound(f"--near: no place is known as {name!r}")
    return located[0]


def candidate_row(rank: int, found: Candidate) -> Row:
    """Give a candidate as one flat row, its keys being COLUMNS in that order."""
    entry = found.entry
    return {
        "rank": rank,
        "name": entry.name,
        "kind": entry.kind,
        "admin1": entry.admin1,
        "country": entry.country,
        "latitude": entry.latitude,
        "longitude": entry.longitude,
        "population": entry.population,
        "radius_km": entry.radius_km,
        "match": found.match,
        "km": None if found.away_km is None else round(found.away_km, 1),
        "origin": entry.origin,
        "id": entry.id,
        "reasons": "; ".join(found.reasons),
    }


def print_candidates(found: Sequence[Candidate]) -> None:
    """Print candidates, one a row."""
    from tracker.cli.table import Column, print_table
    from tracker.cli.terminal import safe

    columns = (
        Column("Name", keep=9),
        Column("Kind", keep=6),
        Column("Where", keep=8),
        Column("Point", keep=7, whole=True),
        Column("Why", keep=8),
        Column("Id", keep=2, whole=True),
    )
    rows = [
        [
            safe(each.entry.name, "bold"),
            safe(each.entry.kind),
            safe(", ".join(dict.fromkeys(filter(None, (each.entry.admin1, each.entry.country))))),
            safe("" if each.entry.latitude is None else f"{each.entry.latitude:.4f}, {each.entry.longitude:.4f}"),
            safe("; ".join(each.reasons)),
            safe(each.entry.id, "dim"),
        ]
        for each in found
    ]
    if rows:
        print_table(columns, rows)
