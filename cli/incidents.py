"""`tracker incidents` and `tracker incident`: happenings, with who says what of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Literal, get_args

import typer

from tracker.cli import options
from tracker.cli.render import EVENT_FORMATS, EventFormat, dumps, write_incidents, write_rows
from tracker.cli.timeline import Limit, Reverse
from tracker.errors import NotFound
from tracker.incidents.nouns import DEFAULT_RULE, GRADES, RULES, Rule
from tracker.model import Filter

if TYPE_CHECKING:
    from tracker.incidents.nouns import Incident
    from tracker.store import Store

EXAMPLES = """
tracker incidents --since 'January 2026' --country Syria
tracker incidents --grade contested --format jsonl | jq -r '.id'
tracker incidents --sources 2 --rule highest --format csv > incidents.csv
"""
INCIDENT_EXAMPLES = """
tracker incident 5f0c9a3e71  # an id of the timeline
tracker incident 5f0c --why
tracker incident 5f0c --format json | jq .figures
"""

IncidentFormat = Literal["text", "tsv", "csv", "json", "jsonl", "markdown", "geojson"]
INCIDENT_FORMATS: tuple[IncidentFormat, ...] = get_args(IncidentFormat)

_RULES = f"How the best figure is chosen: {', '.join(RULES[:-1])} or {RULES[-1]}. Default: {DEFAULT_RULE}."
RuleOption = Annotated[
    Rule, typer.Option("--rule", metavar="RULE", help=_RULES, show_default=False, rich_help_panel=options.OUTPUT)
]


@options.filtered
@options.standing
def incidents(
    where: Filter,
    grade: Annotated[
        list[str] | None,
        options.choice("--grade", "GRADE", f"{', '.join(GRADES[:-1])} or {GRADES[-1]}.", [each.lower() for each in GRADES]),
    ] = None,
    sources: Annotated[
        int,
        typer.Option(
            "--sources",
            metavar="N",
            min=1,
            help="Told by at least so many independent sources.",
            show_default=False,
            rich_help_panel=options.CHOOSE,
        ),
    ] = 1,
    limit: Limit = None,
    reverse: Reverse = False,
    rule: RuleOption = DEFAULT_RULE,
    format: Annotated[EventFormat | None, options.format_option(EVENT_FORMATS)] = None,
    db: options.Database = None,
) -> None:
    """List incidents by date, one a line, each with its grade and the number of independent sources that tell of it.

    An incident is listed when any of its reports meets the options. Copies of one wire story, and all articles of one
    publisher, are one source. Grades are proposed from what the reports claim, until a person sets them.
    """
    how = options.pick_event_format(format)
    chosen = bool(grade) or sources > 1
    with options.open_for_reading(db) as store:
        found = store.incidents(where, limit=None if chosen else limit, reverse=reverse, rule=rule) if store else iter(())
        fitting = islice(_fitting(found, grade or (), sources), limit)
        if not write_incidents(fitting, how, graded=True) and store:
            options.say_empty("no incident matches" if chosen or where != Filter() else "the database holds no events yet")


def _fitting(found: Iterable[Incident], grades: Iterable[str], sources: int) -> Iterator[Incident]:
    wanted = set(grades)
    for incident in found:
        if incident.sources >= sources and (not wanted or incident.grade.value.lower() in wanted):
            yield incident


@options.standing
def incident(
    incident: Annotated[
        str,
        typer.Argument(metavar="INCIDENT", help="The id of an incident or of any of its reports, or enough of its beginning."),
    ],
    why: Annotated[bool, typer.Option("--why", help="What speaks for and against its reports being of one happening.")] = False,
    rule: RuleOption = DEFAULT_RULE,
    format: Annotated[IncidentFormat | None, options.format_option(INCIDENT_FORMATS, told="Default: text.")] = None,
    db: options.Database = None,
) -> None:
    """Show everything known of one incident: what each source claims, what agrees, what conflicts, and its reports.

    Tables (tsv, csv, markdown) have a row for each claim of a number; json and geojson have the incident.
    """
    with options.open_for_reading(db) as store:
        if store is None:
            raise NotFound(f"no incident has the id '{incident}': there is no database yet")
        found = store.incident(incident, rule=rule)
        _write(store, found, format or "text", why=why)


def _write(store: Store, found: Incident, how: IncidentFormat, *, why: bool) -> None:
    from tracker.cli.claims import CLAIM_COLUMNS, claim_rows
    from tracker.cli.incident_view import print_incident, print_why, why_dicts

    compared = store.comparisons(found.id) if why else []
    if how == "text":
        print_incident(found)
        if why:
            print_why(found, compared)
    elif how in ("json", "jsonl"):
        told = {**found.as_dict(), **({"why": why_dicts(compared)} if why else {})}
        print(dumps(told, indent=2 if how == "json" else None))
    elif how == "geojson":
        write_incidents([found], how)
    else:
        write_rows(CLAIM_COLUMNS, claim_rows(found), how)
