"""One incident on a screen: what is known, who says what, what agrees, what conflicts, how its figures changed, its reports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from tracker.cli import claims, words
from tracker.cli.show import field_grid, fields
from tracker.cli.table import Column, print_table
from tracker.cli.terminal import console, safe
from tracker.incidents.nouns import DEFAULT_RULE

if TYPE_CHECKING:
    from rich.text import Text

    from tracker.cli.claims import Voice
    from tracker.incidents.nouns import Comparison, Figure, Graded, Incident
    from tracker.model import StoredEvent

_BOUNDS = ("low", "best", "high")


def day_of(published: date | None) -> str:
    """Say a day of publication."""
    return words.interval(published, published) if published else "unknown"


def graded(grade: Graded, said: str = "") -> str:
    """Say a grade, whether it is a person's, and why if that was not `said`: 'Fair (proposed): two independent sources'."""
    set_by = f"set by {words.clean(grade.set_by)}" if grade.set_by else "proposed"
    return f"{words.clean(grade.value)} ({set_by})" + (f": {words.clean(grade.why)}" if grade.why not in ("", said) else "")


def print_incident(incident: Incident) -> None:
    """Print an incident, a section for each question that its reports give an answer to."""
    from tracker.cli.events import contested, what

    out = console()
    head = safe(incident.id, "dim")
    out.print(head.append("  ").append_text(what(incident.event, disputed=contested(incident))))
    out.print(field_grid(_known(incident)))
    told = claims.voices(incident)
    if incident.figures and len(incident.reports) > 1:
        _heading("Who says what", f"best by the rule '{incident.figures[0].rule}'")
        _print_claims(incident, told)
    if len(told) > 1:
        _print_fields(incident, len(told))
    _print_changes(incident)
    _heading("Reports")
    for report in claims.in_time(incident.reports):
        _print_report(report, incident)


def _heading(title: str, note: str = "") -> None:
    out = console()
    out.print()
    head = safe(title, "bold")
    if note:
        head.append(f"  {note}", style="not bold dim")
    out.print(head)


def _known(incident: Incident) -> list[tuple[str, str]]:
    """Give the lines that describe an incident: those of an event, its numbers and grades instead of the event's."""
    lines = fields(incident.event)
    before = [line for line in lines if line[0] in ("When", "Where", "Actor", "Target", "Weapon")]
    after = [line for line in lines if line[0] in ("Claimed by", "Status", "Scope")]
    numbers = [("Numbers", said) for said in words.estimates(incident)]
    told = f"{words.plural(len(incident.reports), 'report')} of {words.plural(incident.sources, 'independent source')}"
    grades = [("Grade", graded(incident.grade))]
    if incident.strike_status:
        grades.append(("Strike", graded(incident.strike_status, incident.grade.why)))
    return [*before, *numbers, *after, ("Told by", told), *grades]


# --- who says what ------------------------------------------------------------------------------------------------------------


def _print_claims(incident: Incident, told: Sequence[Voice]) -> None:
    """Print a source a row and a number a column, and under them the lowest, best and highest of each."""
    figures = words.in_order(incident.figures)
    columns = [
        Column("Source", keep=9),
        Column("Last told", keep=6, whole=True),
        *(Column(words.label(figure.of).capitalize(), keep=7, right=True) for figure in figures),
    ]
    rows = [_claims_row(voice, figures) for voice in told]
    for bound in _BOUNDS:
        style = "bold" if bound == "best" else "dim"
        rows.append([safe(bound, style), safe(""), *(safe(_bound(figure, bound), style) for figure in figures)])
    print_table(columns, rows)


def _claims_row(voice: Voice, figures: Sequence[Figure]) -> list[Text]:
    source = safe(words.shorten(voice.name, 60))
    if voice.copies:
        source.append(f"\n= {words.shorten('; '.join(voice.copies), 120)}", style="dim")
    found = [claims.claim_of(voice, figure) for figure in figures]
    said = [words.number(claim.low, claim.high) if claim else "-" for claim in found]
    return [source, safe(day_of(voice.published)), *(safe(each, "dim" if each == "-" else "") for each in said)]


def _bound(figure: Figure, bound: str) -> str:
    if bound == "best":
        return words.number(figure.best_low, figure.best_high)
    if bound == "low":
        return str(figure.low)
    return "open" if figure.high is None else str(figure.high)


# --- what agrees, what conflicts ----------------------------------------------------------------------------------------------


def _print_fields(incident: Incident, sources: int) -> None:
    """Print in which fields sources say the same, in which they contradict each other, and in which they do neither."""
    agree, differ, else_told = list[tuple[str, str]](), list[tuple[str, str]](), list[tuple[str, str]]()
    for field in [*claims.fields(incident), *claims.number_fields(incident)]:
        name = words.label(field.name).capitalize()
        told = sum(len(names) for _, names in field.values)
        if field.differs:
            differ += [(name, _said(*value)) for value in field.values]
        elif len(field.values) == 1 and told > 1:
            agree.append((name, f"{field.values[0][0]}  ({told} of {words.plural(sources, 'source')})"))
        elif told > 1:
            else_told += [(name, _said(*value)) for value in field.values]
    for title, lines in (("What agrees", agree), ("What conflicts", differ), ("Told otherwise, without conflict", else_told)):
        if lines:
            _heading(title)
            console().print(field_grid(lines))


def _said(value: str, names: Sequence[str]) -> str:
    return f"{value}  ({words.short_names(names, most=4)})"


# --- how it changed -----------------------------------------------------------------------------------------------------------


def changes(incident: Incident) -> Iterator[tuple[StoredEvent, str, str]]:
    """Give the reports that tell or change numbers as they were published: what each says, and the best figures that it changed."""
    from tracker.incidents.figures import figures

    rule = incident.figures[0].rule if incident.figures else DEFAULT_RULE
    ordered, before = claims.in_time(incident.reports), dict[str, str]()
    for n, report in enumerate(ordered, 1):
        then: dict[str, str] = {figure.of: words.one_estimate(figure) for figure in words.in_order(figures(ordered[:n], rule))}
        said = claims.said_by(report) if report.event.status != "denied" else "denied" if then != before else ""
        changed = [told for of, told in then.items() if told != before.get(of)]
        changed += [f"{words.label(of)} none" for of in before if of not in then]
        if said:
            yield report, said, "; ".join(changed)
        before = then


def _print_changes(incident: Incident) -> None:
    found = list(changes(incident))
    if sum(bool(changed) for _, _, changed in found) < 2:
        return
    _heading("How the figures changed")
    columns = (
        Column("Published", keep=7, whole=True),
        Column("Source", keep=6),
        Column("Says", keep=8),
        Column("Best then", keep=9),
    )
    rows = []
    for report, said, changed in found:
        source = words.shorten(claims.publisher(report), 40)
        best = safe(changed, "bold") if changed else safe("the same", "dim")
        rows.append([safe(day_of(report.published)), safe(source), safe(said), best])
    print_table(columns, rows)


# --- reports ------------------------------------------------------------------------------------------------------------------


def _print_report(report: StoredEvent, incident: Incident) -> None:
    """Print a report: its head in one line, its title, and its words; those of a copy stand with the original."""
    from rich.padding import Padding

    out = console()
    head = safe("").append("  ").append_text(safe(report.event.id, "dim")).append("  ")
    head.append_text(safe(day_of(report.published), "bold")).append("  ")
    head.append_text(safe(claims.publisher(report)))
    notes = _notes(report, incident)
    head.append(f"  ({', '.join(notes)})" if notes else "", style="yellow")
    out.print(head)
    if report.title:
        out.print(Padding(safe(report.title, "dim"), (0, 0, 0, 4)))
    if report.original not in {other.event.article for other in incident.reports}:
        for piece in report.event.evidence:
            out.print(Padding(safe(f"'{words.clean(piece.text)}'"), (0, 0, 0, 4)))


def _notes(report: StoredEvent, incident: Incident) -> list[str]:
    from tracker.incidents.sources import taken_back

    original = next((other for other in incident.reports if other.event.article == report.original), None)
    notes: list[str] = [report.event.status] if report.event.status != "reported" else []
    if denial := taken_back(incident.reports).get(report.event.id):
        notes.append(f"taken back by {denial}")
    if report.original is not None:
        notes.append(f"copy of {original.event.id}" if original else f"copy of {words.clean(report.original)}")
    if report.version > 1:
        notes.append(f"version {report.version}")
    return notes


# --- why ----------------------------------------------------------------------------------------------------------------------

Compared = tuple["StoredEvent", "StoredEvent", "Comparison"]


def print_why(incident: Incident, compared: Sequence[Compared]) -> None:
    """Print for each pair of reports what speaks for and against their being of one happening, with the weights.

    Below stand pairs of which one is a report of another incident, which may be the same.
    """
    own = {report.event.id for report in incident.reports}
    within = [each for each in compared if {each[0].event.id, each[1].event.id} <= own]
    beyond = [each for each in compared if each not in within]
    _heading("Why these reports", "what speaks for (+) and against (-) two being of one happening")
    if not within:
        console().print(field_grid([("", "one report: there is nothing to compare")]))
    _print_compared(within)
    if beyond:
        _heading("May be of the same", "near what links, but not enough: 'tracker merge' joins them")
        _print_compared(beyond)


def _print_compared(compared: Iterable[Compared]) -> None:
    out = console()
    for one, other, found in compared:
        verdict = "never" if found.never else f"{found.score:+.1f}"
        out.print(safe(f"{_named(one)} - {_named(other)}:").append(" ").append_text(safe(verdict, "bold")))
        reasons = sorted(found.reasons, key=lambda reason: -abs(reason.weight))
        out.print(field_grid([(each.aspect, f"{each.weight:+.1f}  {words.clean(each.text)}") for each in reasons]))


def _named(report: StoredEvent) -> str:
    return f"{report.event.id} {words.shorten(claims.publisher(report), 30)}"


def why_dicts(compared: Iterable[Compared]) -> list[dict[str, object]]:
    """Give the same as JSON has it."""
    return [
        {
            "events": (one.event.id, other.event.id),
            "score": round(found.score, 3),
            "never": found.never,
            "reasons": [{"aspect": each.aspect, "weight": round(each.weight, 3), "text": each.text} for each in found.reasons],
        }
        for one, other, found in compared
    ]
