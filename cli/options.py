"""The options that commands share, each defined once."""

from __future__ import annotations

import inspect
import os
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tracker.cli import where as places
from tracker.cli.render import EventFormat, RowFormat, formulas_guarded
from tracker.cli.terminal import on_terminal, say
from tracker.cli.words import clean
from tracker.errors import DatabaseError, UsageError
from tracker.model import KINDS, SCOPES, STATUSES, TYPES, Circle, Filter

if TYPE_CHECKING:
    from tracker.gazetteer import Gazetteer
    from tracker.store import Store
    from tracker.store.past import Past

CHOOSE = "Which events"
OUTPUT = "Output"
READING = "Reading"
FETCHING = "Fetching"


def today() -> date:
    """Read the clock: the one place that does so for days."""
    return date.today()


# --- the database -------------------------------------------------------------------------------------------------------------


def users_database() -> Path:
    """Give the database in the platform's data folder, which need not be there."""
    from platformdirs import user_data_path

    return user_data_path("tracker", appauthor=False) / "tracker.db"


def default_database() -> Path:
    """Give $TRACKER_DB, else the platform's data folder."""
    named = os.environ.get("TRACKER_DB")
    return Path(named) if named else users_database()


def _inherit_database(ctx: typer.Context, value: Path | None) -> Path:
    above = ctx.parent
    while value is None and above is not None:  # the nearest command above that was given one
        value, above = above.params.get("db"), above.parent
    return value or default_database()


_DB_HELP = "The database file. Default: $TRACKER_DB, else tracker.db in your data folder."
RootDatabase = Annotated[Path | None, typer.Option("--db", metavar="PATH", help=_DB_HELP, show_default=False)]
Database = Annotated[
    Path | None,
    typer.Option("--db", metavar="PATH", help=_DB_HELP, show_default=False, callback=_inherit_database, rich_help_panel=OUTPUT),
]


def database(db: Path | None) -> Path:
    """Narrow what Typer hands over: the callback has always set it."""
    return db or default_database()


def open_for_reading(db: Path | None) -> AbstractContextManager[Store | None]:
    """Open the database, or say on stderr that there is none yet. One that was named has to be there (DatabaseError)."""
    path = database(db)
    if not path.exists():
        if path != users_database():
            raise DatabaseError(f"no database at {path}: check --db and TRACKER_DB, or make it with 'tracker ingest'")
        say(f"tracker: no database at {path} yet; 'tracker ingest file PATH' or 'tracker ingest url URL' makes one")
        return nullcontext()
    from tracker.store import Store

    return _as_it_stood(Store.open(path, create=False))


def say_empty(why: str) -> None:
    """Tell a person why nothing is shown. A program sees it from the output."""
    if sys.stderr.isatty():
        say(f"tracker: {why}")


# --- days ---------------------------------------------------------------------------------------------------------------------


def read_day(words: str, *, option: str, end: bool = False) -> date:
    """Read a day as a person writes it: ISO at once, other words with `tracker.when`. UsageError names the option."""
    try:
        return date.fromisoformat(words)
    except ValueError:
        from tracker.when import read_when
    try:
        return read_when(words, today(), end=end)
    except UsageError as error:
        raise UsageError(f"{option}: {error}") from None


Published = Annotated[
    str | None,
    typer.Option(
        "--published",
        metavar="DATE",
        help="The day of publication, whatever the source says: '2026-02-15', 'yesterday'.",
        show_default=False,
        rich_help_panel=READING,
    ),
]
Source = Annotated[
    str | None,
    typer.Option(
        "--source",
        metavar="NAME",
        help="Who published it, whatever the source says.",
        show_default=False,
        rich_help_panel=READING,
    ),
]
Strict = Annotated[bool, typer.Option("--strict", help="Exit with 1 if anything was skipped.", rich_help_panel=READING)]


Connections = Annotated[
    int,
    typer.Option(
        "--connections",
        "-j",
        metavar="N",
        min=1,
        max=256,
        help="Requests at once, at most two of them to one host. Default: 8.",
        show_default=False,
        rich_help_panel=FETCHING,
    ),
]
Delay = Annotated[
    float,
    typer.Option(
        "--delay",
        metavar="SECONDS",
        min=0,
        help="Pause between two requests to one host. Default: 1.",
        show_default=False,
        rich_help_panel=FETCHING,
    ),
]
AllowPrivate = Annotated[
    bool,
    typer.Option(
        "--allow-private",
        envvar="TRACKER_ALLOW_PRIVATE",
        show_envvar=False,
        help="Follow feeds, lists, redirects and stored addresses into private networks and to this machine, too.",
        rich_help_panel=FETCHING,
    ),
]


def published_day(words: str | None) -> date | None:
    """Read --published."""
    if words is None:
        return None
    day = read_day(words, option="--published", end=True)
    if day > today() + timedelta(days=1):  # east of here it may be tomorrow
        raise UsageError(f"--published: {day} is still to come")
    return day


# --- as it stood --------------------------------------------------------------------------------------------------------------

AsOf = Annotated[
    str | None,
    typer.Option(
        "--as-of",
        metavar="DATE",
        help="As it stood at the end of this day, with what was published by then.",
        show_default=False,
        rich_help_panel=CHOOSE,
    ),
]
Known = Annotated[
    bool,
    typer.Option(
        "--known",
        help="With --as-of: with what had been read and decided by then, whenever it was published.",
        rich_help_panel=CHOOSE,
    ),
]
_standing: ContextVar[tuple[date, bool] | None] = ContextVar("_standing", default=None)


def standing(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command --as-of and --known: `open_for_reading` then gives it what was on record by then."""
    own = inspect.signature(command, eval_str=True)

    def run(*, as_of: str | None, known: bool, **options: Any) -> None:
        if known and as_of is None:
            raise UsageError("--known goes with --as-of DATE")
        token = _standing.set(None if as_of is None else (read_day(as_of, option="--as-of", end=True), known))
        try:
            command(**options)
        finally:
            _standing.reset(token)

    def added(name: str, annotation: Any, default: object) -> inspect.Parameter:
        return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)

    parameters = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in own.parameters.values()]
    at = next((n for n, each in enumerate(parameters) if each.name in ("limit", "reverse", "by", "format", "db")), len(parameters))
    new = [added("as_of", AsOf, None), added("known", Known, False)]
    return _dressed(run, command, own.replace(parameters=[*parameters[:at], *new, *parameters[at:]]))


@contextmanager
def _as_it_stood(store: Store) -> Iterator[Store]:
    """Give a store, or what was on record in it as of the day that the command was asked for; close it at the end."""
    asked = _standing.get()
    with store:
        if asked is None:
            yield store
            return
        with past(store, asked[0], known=asked[1]) as stood:
            yield stood


def past(store: Store, day: date, *, known: bool) -> Past:
    """Give what was on record as of a day, and say on stderr what can't be told of it."""
    stood = store.as_of(day, known=known)
    if silent := stood.projected.silent:
        told = f"{len(silent)} articles" if len(silent) > 1 else clean(silent[0])
        say(f"tracker: what {told} reported on {day} was not kept: an older tracker had replaced it; left out")
    if otherwise := stood.projected.otherwise:
        told = f"{len(otherwise)} articles" if len(otherwise) > 1 else clean(otherwise[0])
        say(f"tracker: {told}, as of {day}, was read by an older parser: some of what differs may be due to that")
    return stood


# --- who decides --------------------------------------------------------------------------------------------------------------

By = Annotated[
    str | None,
    typer.Option(
        "--by",
        metavar="NAME",
        help="Who decides. Default: $TRACKER_BY, else 'by' in config.toml, else your user name.",
        show_default=False,
    ),
]


def config_file() -> Path:
    """Give config.toml in the platform's config folder, which need not be there."""
    from platformdirs import user_config_path

    return user_config_path("tracker", appauthor=False) / "config.toml"


def _configured(name: str) -> str | None:
    """Read a text from config.toml; UsageError says what is wrong with the file."""
    import tomllib

    path = config_file()
    try:
        value = tomllib.loads(path.read_text("utf-8")).get(name) if path.exists() else None
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: can't be read: {error}") from None
    if value is not None and not isinstance(value, str):
        raise UsageError(f"{path}: {name} is not a text in quotes")
    return value


def person(told: str | None) -> str | None:
    """Give the name of who is at work: as told, else $TRACKER_BY, config.toml or the user's name; null where none is known."""
    for name in (told, os.environ.get("TRACKER_BY"), None if told is not None else _configured("by")):
        if name is not None:
            return name.strip() or None
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return None


# --- formats ------------------------------------------------------------------------------------------------------------------


def format_option(formats: Sequence[str], *, told: str = "Default: table on a terminal, tsv in a pipe.") -> Any:
    """Make the option that sets the format; its help names them all."""
    help = f"{', '.join(formats[:-1])} or {formats[-1]}. {told}"
    return typer.Option("--format", "-f", metavar="FORMAT", help=help, show_default=False, rich_help_panel=OUTPUT)


def pick_format(chosen: RowFormat | None) -> RowFormat:
    """Choose the format that was asked for, else what fits where stdout goes."""
    return chosen or ("table" if on_terminal() else "tsv")


def pick_event_format(chosen: EventFormat | None, *, pipe: EventFormat = "tsv") -> EventFormat:
    """Choose likewise for events, which have more formats."""
    return chosen or ("table" if on_terminal() else pipe)


CsvSafe = Annotated[
    bool,
    typer.Option(
        "--csv-safe",
        help="In csv and tsv, an apostrophe before text that a spreadsheet would run as a formula.",
        rich_help_panel=OUTPUT,
    ),
]


def safe_for_spreadsheets(command: Callable[..., None]) -> Callable[..., None]:
    """Give --csv-safe to a command that writes CSV; leave others as they are."""
    own = inspect.signature(command, eval_str=True)
    told = [
        getattr(each, "help", "")
        for name, one in own.parameters.items()
        if name == "format"
        for each in one.annotation.__metadata__
    ]
    if not any("csv" in (help or "") for help in told):
        return command

    def run(*, csv_safe: bool, **options: Any) -> None:
        with formulas_guarded(csv_safe):
            command(**options)

    added = inspect.Parameter("csv_safe", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=CsvSafe)
    parameters = [each.replace(kind=inspect.Parameter.KEYWORD_ONLY) for each in own.parameters.values()]
    at = next((n for n, each in enumerate(parameters) if each.name == "db"), len(parameters))
    return _dressed(run, command, own.replace(parameters=[*parameters[:at], added, *parameters[at:]]))


def _dressed(run: Callable[..., None], command: Callable[..., None], signature: inspect.Signature) -> Callable[..., None]:
    """Let a function pass for a command of this signature: Typer reads that and the hints."""
    seen: Any = run
    seen.__signature__ = signature
    seen.__annotations__ = {parameter.name: parameter.annotation for parameter in signature.parameters.values()}
    seen.__name__, seen.__doc__ = command.__name__, command.__doc__
    return run


# --- filters ------------------------------------------------------------------------------------------------------------------


def _option(name: str, metavar: str, help: str) -> Any:
    return typer.Option(name, metavar=metavar, help=help, show_default=False, rich_help_panel=CHOOSE)


def choice(name: str, metavar: str, help: str, choices: Sequence[str]) -> Any:
    """Make a repeatable option of a few code names, which may be written in any case, with spaces or hyphens."""

    def check(values: list[str] | None) -> list[str] | None:
        return [_one_of(choices, value) for value in values or ()]

    def complete(incomplete: str) -> list[str]:
        return [choice for choice in choices if choice.startswith(incomplete)]

    return typer.Option(
        name,
        metavar=metavar,
        help=help,
        show_default=False,
        rich_help_panel=CHOOSE,
        callback=check,
        autocompletion=complete,
    )


def _one_of(choices: Sequence[str], value: str) -> str:
    chosen = value.strip().lower().replace(" ", "_").replace("-", "_")
    if chosen not in choices:
        raise typer.BadParameter(f"{value!r} is not one of {', '.join(choices)}")
    return chosen


def read_filter(
    since: Annotated[
        str | None, _option("--since", "DATE", "From this day on: '2026-02-01', 'two weeks ago', 'January 2026'.")
    ] = None,
    until: Annotated[str | None, _option("--until", "DATE", "Up to the end of this day, week, month or year.")] = None,
    kind: Annotated[list[str] | None, choice("--kind", "KIND", "strike or detention.", KINDS)] = None,
    type: Annotated[list[str] | None, choice("--type", "TYPE", f"{', '.join(TYPES[:-1])} or {TYPES[-1]}.", TYPES)] = None,
    place: Annotated[
        list[str] | None, _option("--place", "NAME", "A town, site, province or country, with all that lies in it.")
    ] = None,
    country: Annotated[list[str] | None, _option("--country", "NAME", "A country's name or ISO code: Syria, SY.")] = None,
    within: Annotated[str | None, _option("--within", "KM", "So many kilometres around --of.")] = None,
    of: Annotated[list[str] | None, _option("--of", "PLACE", "Around which place: a name, or LAT,LON.")] = None,
    bbox: Annotated[str | None, _option("--bbox", "W,S,E,N", "In a box: WEST,SOUTH,EAST,NORTH in degrees.")] = None,
    actor: Annotated[list[str] | None, _option("--actor", "NAME", "Who did it.")] = None,
    target: Annotated[list[str] | None, _option("--target", "NAME", "Who or what was hit, held or freed.")] = None,
    source: Annotated[list[str] | None, _option("--source", "NAME", "Who published the article.")] = None,
    scope: Annotated[list[str] | None, choice("--scope", "SCOPE", "incident, or aggregate: a total over several.", SCOPES)] = None,
    status: Annotated[list[str] | None, choice("--status", "STATUS", "reported (as fact), alleged, or denied.", STATUSES)] = None,
    no_copies: Annotated[
        bool, typer.Option("--no-copies", help="Leave out articles that are copies of another's.", rich_help_panel=CHOOSE)
    ] = False,
    db: Path | None = None,
) -> Filter:
    """Make a filter of the options; one given twice means either. Names of places are looked up in the gazetteer of `db`, too."""
    countries = tuple(places.country_code(words) for words in country or ())
    meaning, notes = None, tuple[str, ...]()
    circles: tuple[Circle, ...] = ()
    km = places.kilometres(within, of or ())
    if place or of:
        with _gazetteer(db) as gazetteer:
            meaning = places.meaning(place or (), countries, gazetteer)
            circles, notes = places.circles(km or 0.0, of or (), countries, gazetteer)
    where = Filter(
        since=read_day(since, option="--since") if since is not None else None,
        until=read_day(until, option="--until", end=True) if until is not None else None,
        kinds=tuple(kind or ()),
        types=tuple(type or ()),
        places=tuple(place or ()),
        countries=countries,
        actors=tuple(actor or ()),
        targets=tuple(target or ()),
        sources=tuple(source or ()),
        scopes=tuple(scope or ()),
        statuses=tuple(status or ()),
        meaning=meaning,
        circles=circles,
        box=places.box(bbox),
        originals=no_copies,
    )
    for note in notes:
        say(f"tracker: {note}")
    if where.since and where.until and where.since > where.until:
        raise UsageError(f"--since {where.since} is after --until {where.until}")
    return where


@contextmanager
def _gazetteer(db: Path | None) -> Iterator[Gazetteer]:
    """Give the gazetteer with the user's own places, where there is a database that may have some."""
    from tracker.gazetteer import Gazetteer

    path = database(db)
    if not path.exists():
        yield Gazetteer.open()
        return
    from tracker.store import Store
    from tracker.store.places import OwnPlaces

    with Store.open(path, create=False) as store:
        yield OwnPlaces(store).gazetteer()


def filtered(command: Callable[..., None], *, but: Collection[str] = ()) -> Callable[..., None]:
    """Give a command the filter options, `but` those that mean something else to it; it gets them as one `where`."""
    own = inspect.signature(command, eval_str=True)
    every = inspect.signature(read_filter, eval_str=True).parameters
    asked = {name: parameter for name, parameter in every.items() if name not in but}
    shared = [parameter for name, parameter in asked.items() if name not in own.parameters]

    def run(**options: Any) -> None:
        mine = {name: options[name] for name in own.parameters if name in options}
        command(where=read_filter(**{name: options[name] for name in asked}), **mine)

    kept = [parameter for name, parameter in own.parameters.items() if name != "where"]
    merged = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in (*shared, *kept)]
    return _dressed(run, command, own.replace(parameters=merged))
