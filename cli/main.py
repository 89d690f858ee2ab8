"""The app, its global options, and the one place where an error becomes a line on stderr and an exit code."""

from __future__ import annotations

import errno
import inspect
import re
import sys
from collections.abc import Callable
from copy import copy
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from tracker import __version__
from tracker.cli import (
    articles,
    changes,
    db,
    decide,
    evaluate,
    feeds,
    gold,
    history,
    incidents,
    ingest,
    options,
    parse,
    places,
    places_find,
    places_read,
    places_resolve,
    refresh,
    reparse,
    review,
    review_file,
    search,
    show,
    stats,
    timeline,
    totals,
    versions,
)
from tracker.cli.terminal import forget_output, say
from tracker.errors import TrackerError

INTERRUPTED = 130

_ORDER = (
    "ingest",
    "feeds",
    "parse",
    "refresh",
    "reparse",
    "timeline",
    "incidents",
    "incident",
    "totals",
    "stats",
    "changes",
    "show",
    "articles",
    "search",
    "review",
    "accept",
    "reject",
    "set",
    "merge",
    "split",
    "link",
    "unlink",
    "grade",
    "undo",
    "history",
    "evaluate",
    "places",
    "db",
)


class Commands(TyperGroup):
    """The top of the commands: turns what can be mended by a user into one line, and lets bugs show their traceback."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Name the commands in the order that a newcomer needs them."""
        return sorted(super().list_commands(ctx), key=_ORDER.index)

    def main(self, *args: Any, **extra: Any) -> Any:
        """Run a command and exit with its code. What Typer itself refuses is told in one line as well."""
        try:
            code = super().main(*args, **{**extra, "standalone_mode": False})
            sys.stdout.flush()
        except typer.TyperException as error:
            code = _refuse(error)
        except BrokenPipeError:  # of a help that nobody reads to its end
            forget_output()
            code = 0
        except OSError as error:
            code = _unwritable(error)
        sys.exit(code if isinstance(code, int) else 0)

    def invoke(self, ctx: Any) -> Any:
        """Run a command; turn what a user can mend, has stopped or has seen enough of into an exit code."""
        try:
            try:
                return super().invoke(ctx)
            finally:
                sys.stdout.flush()  # or a closed pipe would be noticed too late
        except TrackerError as error:
            say(f"tracker: {error}", "red")
            raise typer.Exit(error.exit_code) from None
        except BrokenPipeError:  # `| head` has what it wants
            forget_output()
            raise typer.Exit(0) from None
        except OSError as error:
            raise typer.Exit(_unwritable(error)) from None
        except KeyboardInterrupt:
            say("tracker: interrupted")
            raise typer.Exit(INTERRUPTED) from None


# A full disk, or none: what was to be printed can't be.
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EBADF)


def _unwritable(error: OSError) -> int:
    """Say in a line that the output has no room; another error is a bug, and shows its traceback."""
    if error.errno not in _NO_ROOM:
        raise error
    forget_output()
    say(f"tracker: the output can't be written: {str(error.strerror).lower()}", "red")
    return 1


class Command(TyperCommand):
    """A command whose help names its arguments plainly: 'PATH...', not '{PATH...}', '<str>' and '[required]'."""

    def __init__(self, *args: Any, **extra: Any) -> None:
        """Make the command; an argument's type goes without saying."""
        super().__init__(*args, **extra)
        self._arguments = [param for param in self.params if param.param_type_name == "argument"]
        for param in self._arguments:
            kind: Any = copy(param.type)
            kind.get_metavar = lambda *_, **__: ""
            param.type = kind

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """Give the pieces of the usage line. An argument that has not to be given says so in its metavar: '[ID]'."""
        return ["[OPTIONS]", *(param.metavar or "" for param in self._arguments)]

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Write the help. Its usage line says already which arguments have to be given."""
        needed = [param for param in self._arguments if param.required]
        for param in needed:
            param.required = False
        try:
            super().format_help(ctx, formatter)
        finally:
            for param in needed:
                param.required = True


def _refuse(error: typer.TyperException) -> int:
    if message := error.format_message().rstrip("."):  # none where the help has been printed instead
        ctx = getattr(error, "ctx", None)
        say(f"tracker: {message}" + (f" (see '{ctx.command_path} --help')" if ctx else ""), "red")
    return error.exit_code


app = typer.Typer(
    cls=Commands,
    name="tracker",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
    epilog="Start with 'tracker ingest file PATH', then 'tracker timeline'. Each command's --help has examples.",
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"tracker {__version__}")
        raise typer.Exit


@app.callback()
def root(
    db: options.RootDatabase = None,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Turn news articles and press releases into dated strike and detention events, each traced to its words."""


def _told(command: Callable[..., None]) -> str:
    """Give a command's docstring as help, paragraphs unbroken."""
    return re.sub(r"(?<!\n)\n(?!\n)", " ", inspect.getdoc(command) or "")


def _listing(command: Callable[..., None], examples: str) -> typer.Typer:
    """Make a command that works by itself and has others below it: 'articles', 'articles diff'."""
    epilog = f"Examples:\n{examples.rstrip()}"
    group = typer.Typer(name=command.__name__, help=_told(command), epilog=epilog, invoke_without_command=True)
    group.callback()(options.safe_for_spreadsheets(command))
    return group


def _add(to: typer.Typer, command: Callable[..., None], examples: str, panel: str | None = None, **extra: Any) -> None:
    """Add a command with its docstring as help, paragraphs unbroken, and its examples below."""
    name, epilog = command.__name__.rstrip("_"), f"Examples:\n{examples.rstrip()}"
    told = _told(command)
    to.command(name, cls=Command, help=told, epilog=epilog, rich_help_panel=panel, **extra)(options.safe_for_spreadsheets(command))


_READ, _ASK, _DECIDE = "Read articles", "Ask", "Review and decide"
_add(ingest.app, ingest.url, ingest.URL_EXAMPLES)
_add(ingest.app, ingest.feed, ingest.FEED_EXAMPLES)
_add(ingest.app, ingest.file, ingest.FILE_EXAMPLES)
app.add_typer(ingest.app, name="ingest", rich_help_panel=_READ)
_add(feeds.app, feeds.add, feeds.ADD_EXAMPLES)
_add(feeds.app, feeds.list_, feeds.LIST_EXAMPLES)
_add(feeds.app, feeds.remove, feeds.REMOVE_EXAMPLES)
_add(feeds.app, feeds.update, feeds.UPDATE_EXAMPLES)
app.add_typer(feeds.app, name="feeds", rich_help_panel=_READ)
_add(app, parse.parse, parse.EXAMPLES, _READ)
_add(app, refresh.refresh, refresh.EXAMPLES, _READ)
_add(app, reparse.reparse, reparse.EXAMPLES, _READ)
_add(app, timeline.timeline, timeline.EXAMPLES, _ASK)
_add(app, incidents.incidents, incidents.EXAMPLES, _ASK)
_add(app, incidents.incident, incidents.INCIDENT_EXAMPLES, _ASK)
_add(app, totals.totals, totals.EXAMPLES, _ASK)
_add(app, stats.stats, stats.EXAMPLES, _ASK)
_add(app, changes.changes, changes.EXAMPLES, _ASK)
_add(app, show.show, show.EXAMPLES, _ASK)
_articles = _listing(articles.articles, articles.EXAMPLES)
_add(_articles, versions.versions, versions.VERSIONS_EXAMPLES)
_add(_articles, versions.diff, versions.DIFF_EXAMPLES)
app.add_typer(_articles, name="articles", rich_help_panel=_ASK)
_add(app, search.search, search.EXAMPLES, _ASK)
_review = _listing(review.review, review.EXAMPLES)
_add(_review, review_file.export, review_file.EXPORT_EXAMPLES)
_add(_review, review_file.import_, review_file.IMPORT_EXAMPLES)
_add(_review, gold.gold, gold.EXAMPLES)
app.add_typer(_review, name="review", rich_help_panel=_DECIDE)
_decisions: tuple[tuple[Callable[..., None], str], ...] = (
    (decide.accept, decide.ACCEPT_EXAMPLES),
    (decide.reject, decide.REJECT_EXAMPLES),
    (decide.set_, decide.SET_EXAMPLES),
    (decide.merge, decide.MERGE_EXAMPLES),
    (decide.split, decide.SPLIT_EXAMPLES),
    (decide.link, decide.LINK_EXAMPLES),
    (decide.unlink, decide.UNLINK_EXAMPLES),
    (decide.grade, decide.GRADE_EXAMPLES),
    (decide.undo, decide.UNDO_EXAMPLES),
    (history.history, history.EXAMPLES),
)
for _command, _examples in _decisions:
    _add(app, _command, _examples, _DECIDE)
_add(app, evaluate.evaluate, evaluate.EXAMPLES, _ASK)
_add(places.app, places_find.find, places_find.EXAMPLES)
# A longitude in the west is no option.
_add(places.app, places.add, places.ADD_EXAMPLES, context_settings={"ignore_unknown_options": True})
_add(places.app, places_read.import_, places_read.IMPORT_EXAMPLES)
_add(places.app, places_read.install, places_read.INSTALL_EXAMPLES)
_add(places.app, places.list_, places.LIST_EXAMPLES)
_add(places.app, places.remove, places.REMOVE_EXAMPLES)
_add(places.app, places_resolve.resolve, places_resolve.EXAMPLES)
app.add_typer(places.app, name="places", rich_help_panel="Places")

for _command, _examples in (
    (db.check, db.CHECK_EXAMPLES),
    (db.backup, db.BACKUP_EXAMPLES),
    (db.path, db.PATH_EXAMPLES),
    (db.vacuum, db.VACUUM_EXAMPLES),
    (db.migrate, db.MIGRATE_EXAMPLES),
):
    _add(db.app, _command, _examples)
app.add_typer(db.app, name="db", rich_help_panel="The database")


def main() -> None:
    """Run the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # an ASCII terminal is no reason to stop
    app()
