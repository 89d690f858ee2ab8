"""`tracker places`: the user's own places, beside the built-in gazetteer: add, list, remove."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tracker.cli import options, words
from tracker.cli.render import ROW_FORMATS, Row, RowFormat, write_rows
from tracker.cli.sources import now
from tracker.cli.terminal import say
from tracker.errors import UsageError

if TYPE_CHECKING:
    from tracker.gazetteer import Gazetteer
    from tracker.store.places import KeptPlace, KeptSource, OwnPlaces, SourceKind

ABOUT = (
    "The gazetteer, which turns names into points: look a name up in it, and give it places that it lacks. "
    "Your own places are kept in the database beside the articles, and every command that reads articles into it knows them."
)

app = typer.Typer(help=ABOUT, no_args_is_help=True)

ADD_EXAMPLES = """
tracker places add 'Tal Maraq' 35.61 40.17 --country SY
tracker places add 'Rasm al-Wadi' 36.05 37.9 --country Syria --kind site --alias 'Rasm camp' --alias 'Rasim al-Wadi'
tracker places add 'Anse Rouge' 19.63 -73.05 --country HT --admin1 Artibonite
"""
LIST_EXAMPLES = """
tracker places list
tracker places list --country SY --installed --format csv > syria.csv
tracker places list --sources
"""
REMOVE_EXAMPLES = """
tracker places remove 'Tal Maraq'
tracker places remove own:3fa9c1d204 own:77b0e1c9aa
tracker places remove --source SY
"""

COLUMNS = (
    "id",
    "name",
    "kind",
    "admin1",
    "country",
    "latitude",
    "longitude",
    "population",
    "radius_km",
    "other_names",
    "source",
    "origin",
    "added",
    "added_by",
)
SOURCE_COLUMNS = ("source", "origin", "places", "address", "read", "read_by")

# Who adds places, for those who share a database.
Person = Annotated[
    str | None,
    typer.Option("--by", metavar="NAME", help="Who adds it. Default: as in 'tracker accept'.", show_default=False),
]
Country = Annotated[
    str | None, typer.Option("--country", metavar="NAME", help="A country's name or ISO code: Syria, SY.", show_default=False)
]


def own_places(db: Path | None) -> AbstractContextManager[OwnPlaces | None]:
    """Open the user's own places for reading; none where there is no database yet, which is no reason to stop."""
    path = options.database(db)
    return kept_places(db) if path.exists() else nullcontext()


@contextmanager
def kept_places(db: Path | None) -> Iterator[OwnPlaces]:
    """Open the user's own places, the database made where need be."""
    from tracker.store import Store
    from tracker.store.places import OwnPlaces

    with Store.open(options.database(db)) as store:
        yield OwnPlaces(store)


def gazetteer(own: OwnPlaces | None) -> Gazetteer:
    """Give the gazetteer with the user's own places, where there are any."""
    from tracker.gazetteer import Gazetteer

    return own.gazetteer() if own is not None else Gazetteer.open()


def read_country(told: str) -> str:
    """Read a country as its ISO code or its name (UsageError where it is neither)."""
    from tracker.gazetteer import Gazetteer
    from tracker.gazetteer.around import read_country

    code = read_country(Gazetteer.open(), told)
    if code is None:
        raise UsageError(f"no country is known as {told!r}: give its English name or its ISO code, such as SY")
    return code


# --- add ----------------------------------------------------------------------------------------------------------------------


def add(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The place's name, as articles have it.")],
    latitude: Annotated[str, typer.Argument(metavar="LAT", help="Degrees north, WGS 84; south is negative.")],
    longitude: Annotated[str, typer.Argument(metavar="LON", help="Degrees east; west is negative.")],
    country: Annotated[str, typer.Option("--country", metavar="NAME", help="A country's name or ISO code: Syria, SY.")],
    kind: Annotated[
        str,
        typer.Option(
            "--kind",
            metavar="KIND",
            help="site (a camp, prison, base ...), town, district or province. Default: town.",
            show_default=False,
        ),
    ] = "town",
    admin1: Annotated[
        str | None,
        typer.Option("--admin1", metavar="NAME", help="Its province. Default: that of the nearest town.", show_default=False),
    ] = None,
    alias: Annotated[
        list[str] | None,
        typer.Option("--alias", metavar="NAME", help="Another name or spelling; may be given again.", show_default=False),
    ] = None,
    radius: Annotated[
        float | None,
        typer.Option("--radius", metavar="KM", help="How far it may reach. Default: by its kind.", min=0.01, max=500),
    ] = None,
    by: Person = None,
    db: options.Database = None,
) -> None:
    """Add one place by hand. It is preferred to every other place of its name, where the article does not speak against it.

    The same name at the same point again changes the place. Events that are stored already keep their points until
    'tracker places resolve'.
    """
    from tracker.gazetteer import Gazetteer
    from tracker.gazetteer.around import Around
    from tracker.gazetteer.geonames import read_point
    from tracker.gazetteer.own import OwnPlace
    from tracker.gazetteer.tables import locate, read_kind
    from tracker.store.places import Source

    code, around = read_country(country), Around(Gazetteer.open())
    if not name.strip():
        raise UsageError("the place has no name")
    try:
        point = read_point(latitude, longitude)
        around.check(code, point)
        division, province = locate(around, code, point, admin1 or "")
        place = OwnPlace(name.strip(), read_kind(kind), code, *point, tuple(alias or ()), province, division, radius_km=radius)
    except ValueError as error:
        raise UsageError(str(error)) from None
    with kept_places(db) as own:
        done = own.save(Source("hand"), [place], read=now(), read_by=options.person(by), whole=False)
        others = [each for each in own.namesakes(place) if each.source.kind == "hand"]
    did = "added" if done.new else "changed" if done.changed else "unchanged"
    say(f"{did}: {place.name}, {place.kind} in {', '.join(filter(None, (province, code)))} at {point[0]:g}, {point[1]:g}")
    for other in others:
        at = f"{other.place.latitude:g}, {other.place.longitude:g}"
        say(f"note: you have another {other.place.name} in {code}, at {at}: 'tracker places remove {other.id}' if it is wrong")


# --- list ---------------------------------------------------------------------------------------------------------------------


def list_(
    country: Country = None,
    installed: Annotated[bool, typer.Option("--installed", help="Also those of installed countries, which are many.")] = False,
    sources: Annotated[bool, typer.Option("--sources", help="Only from where they come, and how many.")] = False,
    format: Annotated[RowFormat | None, options.format_option(ROW_FORMATS)] = None,
    db: options.Database = None,
) -> None:
    """List your own places: those added by hand and imported from files, by country and name.

    Places of installed countries are left out, if --installed is not given.
    """
    how = options.pick_format(format)
    code = read_country(country) if country is not None else None
    kinds: tuple[SourceKind, ...] = ("hand", "imported", "installed") if installed else ("hand", "imported")
    with own_places(db) as own:
        if sources:
            _write_sources(own.sources() if own else [], how)
            return
        if how == "table":
            print_places(list(own.kept(code, kinds)) if own else [])
        else:
            write_rows(COLUMNS, map(place_row, own.kept(code, kinds) if own else ()), how)
        left = [each for each in (own.sources() if own else []) if each.source.kind not in kinds and each.places]
    if left:
        told = ", ".join(f"{each.source.name} ({each.places:,})" for each in left)
        options.say_empty(f"not listed: the places of installed countries, {told}; --installed lists them")


def place_row(kept: KeptPlace) -> Row:
    """Give a place as one flat row, its keys being COLUMNS in that order."""
    place = kept.place
    return {
        "id": kept.id,
        "name": place.name,
        "kind": place.kind,
        "admin1": place.admin1,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "population": place.population,
        "radius_km": place.radius_km,
        "other_names": words.names(place.other_names),
        "source": kept.source.name,
        "origin": kept.source.kind,
        "added": str(kept.added),
        "added_by": kept.added_by,
    }


def print_places(found: Sequence[KeptPlace]) -> None:
    """Print places, one a row."""
    from tracker.cli.table import Column, print_table
    from tracker.cli.terminal import safe

    columns = (
        Column("Id", keep=6, whole=True),
        Column("Name", keep=9),
        Column("Kind", keep=5),
        Column("Where", keep=7),
        Column("Point", keep=8, whole=True),
        Column("Other names", keep=3),
        Column("From", keep=4),
    )
    rows = [
        [
            safe(each.id, "dim"),
            safe(each.place.name, "bold"),
            safe(each.place.kind),
            safe(", ".join(filter(None, (each.place.admin1, each.place.country)))),
            safe(f"{each.place.latitude:.4f}, {each.place.longitude:.4f}"),
            safe(words.shorten(words.names(each.place.other_names) or "", 60), "dim"),
            safe(each.added_by or "hand" if each.source.kind == "hand" else words.shorten(Path(each.source.name).name, 30), "dim"),
        ]
        for each in found
    ]
    if rows:
        print_table(columns, rows)
    else:
        options.say_empty("you have no places of your own yet: 'tracker places add' and 'tracker places import' bring some")


def _write_sources(found: Sequence[KeptSource], how: RowFormat) -> None:
    rows: list[Row] = [
        {
            "source": each.source.name,
            "origin": each.source.kind,
            "places": each.places,
            "address": each.source.address,
            "read": str(each.read),
            "read_by": each.read_by,
        }
        for each in found
    ]
    if how != "table":
        write_rows(SOURCE_COLUMNS, rows, how)
        return
    from tracker.cli.table import Column, print_table
    from tracker.cli.terminal import safe

    columns = (
        Column("From", keep=9),
        Column("How", keep=6),
        Column("Places", right=True),
        Column("Read", keep=5),
        Column("By", keep=3),
    )
    if rows:
        shown = ("source", "origin", "places", "read", "read_by")
        print_table(columns, [[safe("" if row[name] is None else str(row[name])) for name in shown] for row in rows])
    else:
        options.say_empty("you have no places of your own yet")


# --- remove -------------------------------------------------------------------------------------------------------------------


def remove(
    places: Annotated[
        list[str] | None, typer.Argument(metavar="PLACE...", help="Ids or names, as 'tracker places list' shows them.")
    ] = None,
    source: Annotated[
        str | None,
        typer.Option("--source", metavar="SOURCE", help="All that came from a file or an installed country.", show_default=False),
    ] = None,
    db: options.Database = None,
) -> None:
    """Remove places of your own. Built-in places stay; events keep their points until 'tracker places resolve'."""
    if not places and source is None:
        raise UsageError("name a place to remove, or a --source (see 'tracker places list')")
    with own_places(db) as own:
        if own is None:
            raise UsageError("you have no places of your own yet")
        for wanted in places or ():
            gone = own.remove(wanted)
            say(f"removed: {gone.place.name}, {gone.place.kind} in {gone.place.country} ({gone.id})")
        if source is not None:
            named = str(Path(source).resolve()) if Path(source).exists() else source.upper() if len(source) == 2 else source
            say(f"removed: {words.plural(own.remove_source(named), 'place')} from {named}")
