"""Figures over many incidents: sums, groups and bars on a terminal, flat rows in a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from tracker.cli import words
from tracker.cli.events import print_events
from tracker.cli.render import Row
from tracker.cli.table import Column, print_table
from tracker.cli.terminal import console, safe
from tracker.model import COUNTS, CountOf

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from tracker.store import Group, Stats, Sum

STAT_COLUMNS = ("figure", "name", "events", "low", "high")
GROUP_COLUMNS = (
    "events",
    "strikes",
    "detentions",
    "totals",
    "denied",
    *(f"{of}_{bound}" for of in COUNTS for bound in ("low", "high")),
)
# Of these a terminal shows the sums for each group; pipes get all.
_PEOPLE: tuple[CountOf, ...] = (
    "killed",
    "wounded",
    "casualties",
    "detained",
    "released",
    "escaped",
    "transferred",
    "killed_or_captured",
)
_BAR, _GROUP_BAR = 24, 12  # characters of the longest bar
_EIGHTHS = " ▏▎▍▌▋▊▉█"
_TOPS = (("place", "Places"), ("actor", "Actors"), ("target", "Targets"), ("source", "Sources"))


def _top(stats: Stats, what: str) -> tuple[tuple[str, int], ...]:
    tops = {"place": stats.top_places, "actor": stats.top_actors, "target": stats.top_targets, "source": stats.top_sources}
    return tops[what]


def bar(n: int, most: int, width: int = _BAR) -> str:
    """Draw a bar of eighths of a character; what is not nothing shows at least one."""
    if n <= 0 or most <= 0:
        return ""
    full, rest = divmod(max(1, round(8 * width * n / most)), 8)
    return "█" * full + (_EIGHTHS[rest] if rest else "")


def _row(figure: str, name: str, events: int | None, low: int | None = None, high: int | None = None) -> Row:
    return {"figure": figure, "name": words.clean(name), "events": events, "low": low, "high": high}


def stat_rows(stats: Stats) -> Iterator[Row]:
    """Give all figures as flat rows: what figure it is, of what, over how many events, and its bounds."""
    yield _row("articles", "", None, stats.articles, stats.articles)
    yield _row("sources", "", None, stats.sources, stats.sources)
    yield _row("events", "", stats.events)
    yield _row("reports", "", stats.reports)
    yield _row("first", stats.first.isoformat() if stats.first else "", None)
    yield _row("last", stats.last.isoformat() if stats.last else "", None)
    split = (("kind", stats.kinds), ("type", stats.types), ("scope", stats.scopes), ("status", stats.statuses))
    for figure, items in split:
        for name, n in items:
            yield _row(figure, name, n)
    for total in stats.sums:
        yield _row("sum", total.of, total.events, total.low, total.high)
    for stored in stats.totals:
        for count in words.whole_counts(stored.event.counts):
            yield _row(f"total {stored.event.id}", count.of, 1, count.low, count.high)
    for figure, _ in _TOPS:
        for name, n in _top(stats, figure):
            yield _row(figure, name, n)


def as_dict(stats: Stats) -> dict[str, Any]:
    """Give all figures as one JSON object."""
    return {
        "articles": stats.articles,
        "sources": stats.sources,
        "events": stats.events,
        "reports": stats.reports,
        "first": stats.first.isoformat() if stats.first else None,
        "last": stats.last.isoformat() if stats.last else None,
        "kinds": dict(stats.kinds),
        "types": dict(stats.types),
        "scopes": dict(stats.scopes),
        "statuses": dict(stats.statuses),
        "sums": [{"of": s.of, "low": s.low, "high": s.high, "events": s.events} for s in stats.sums],
        "totals": [stored.event.as_dict() for stored in stats.totals],
        **{f"top_{what}s": [{"name": name, "events": n} for name, n in _top(stats, what)] for what, _ in _TOPS},
    }


def group_columns(by: str) -> tuple[str, ...]:
    """Name the columns of groups; a division stands with its country."""
    return (by, "country", *GROUP_COLUMNS) if by == "admin1" else (by, *GROUP_COLUMNS)


def group_row(by: str, group: Group) -> Row:
    """Give a group as one flat row, its keys being `group_columns` in that order."""
    row: Row = {
        by: words.clean(group.name),
        **({"country": group.country} if by == "admin1" else {}),
        "events": group.events,
        "strikes": group.strikes,
        "detentions": group.detentions,
        "totals": group.aggregates,
        "denied": group.denied,
    }
    sums = {total.of: total for total in group.sums}
    for of in COUNTS:
        row[f"{of}_low"] = sums[of].low if of in sums else None
        row[f"{of}_high"] = sums[of].high if of in sums else None
    return row


# --- on a terminal ------------------------------------------------------------------------------------------------------------


def _figure(n: int) -> Text:
    return safe(str(n) if n else "-", "" if n else "dim")


def _sum_cell(total: Sum | None) -> Text:
    return safe(words.number(total.low, total.high)) if total else safe("-", "dim")


def _period(by: str, name: str) -> int | None:
    """Give the running number of a day, week or month, None for what is none ('(no date)')."""
    try:
        match by:
            case "day":
                return date.fromisoformat(name).toordinal()
            case "week":
                return date.fromisoformat(f"{name}-1").toordinal() // 7
            case "month":
                year, month = name.split("-")
                return 12 * int(year) + int(month)
    except ValueError:
        return None
    return None


def with_gaps(by: str, groups: Sequence[Group]) -> Iterator[Group | int]:
    """Give the groups, and between periods that don't follow each other the number of those without events."""
    last = None
    for group in groups:
        now = _period(by, group.name)
        if last is not None and now is not None and now - last > 1:
            yield now - last - 1
        last = now
        yield group


# How the events of a group divide.
_FIGURES: dict[str, Callable[[Group], int]] = {
    "Strikes": lambda group: group.strikes,
    "Detentions": lambda group: group.detentions,
    "Totals": lambda group: group.aggregates,
    "Denied": lambda group: group.denied,
}


def print_groups(by: str, groups: Sequence[Group]) -> None:
    """Print a row a group with a bar for its events, and the sums that any group has."""
    if not groups:
        return
    told = [of for of in _PEOPLE if any(group.sum_of(of) for group in groups)]
    figures = [name for name in _FIGURES if name != "Denied" or any(group.denied for group in groups)]
    columns = [
        Column(by.capitalize(), whole=True),
        Column("Incidents", right=True),
        Column("", keep=5, whole=True),
        *(Column(name, keep=3 if name == "Denied" else 7, right=True) for name in figures),
        *(Column(words.label(of).capitalize(), keep=_keep(of), right=True, whole=True) for of in told),
    ]
    most = max(group.events for group in groups)
    rows = []
    for group in with_gaps(by, groups):
        if isinstance(group, int):
            rows.append([safe(f"… {group} empty", "dim"), *(safe("") for _ in columns[1:])])
        else:
            rows.append(_group_cells(by, group, most, figures, told))
    print_table(columns, rows)


def _keep(of: CountOf) -> int:
    return {"killed": 8, "wounded": 4, "detained": 4}.get(of, 2)


def _group_cells(by: str, group: Group, most: int, figures: Sequence[str], told: Sequence[CountOf]) -> list[Text]:
    name = words.label(group.name) if by == "type" else words.shorten(group.name, 32)
    if group.country:
        name += f" {group.country}"
    head = [safe(name), safe(str(group.events)), safe(bar(group.events, most, _GROUP_BAR), "blue")]
    counted = [_figure(_FIGURES[figure](group)) for figure in figures]
    return [*head, *counted, *(_sum_cell(group.sum_of(of)) for of in told)]


def print_stats(stats: Stats) -> None:
    """Print all figures, a section each."""
    out = console()
    span = f", {words.interval(stats.first, stats.last)}" if stats.first and stats.last else ""
    told = f" ({words.plural(stats.reports, 'report')})" if stats.reports != stats.events else ""
    head = f"{words.plural(stats.events, 'incident')}{told}{span}, from {words.plural(stats.articles, 'article')}"
    out.print(safe(f"{head} of {words.plural(stats.sources, 'source')}", "bold"))
    if not stats.events:
        return
    _print_types(stats)
    _print_sums(stats)
    _print_totals(stats)
    _print_tops(stats)


def _heading(title: str, note: str = "") -> None:
    head = safe(title, "bold")
    if note:
        head.append(f"  {note}", style="not bold dim")
    out = console()
    out.print()
    out.print(head)


def _print_types(stats: Stats) -> None:
    apart = [f"{n} {name}" for name, n in stats.statuses if name != "reported"]
    apart += [f"{n} totals" if n > 1 else "1 total" for name, n in stats.scopes if name == "aggregate"]
    _heading("Incidents", f"{', '.join(apart)} among them" if apart else "")
    most = max(n for _, n in stats.types)
    rows = [[safe(words.label(name)), safe(str(n)), safe(bar(n, most), "blue")] for name, n in stats.types]
    print_table([Column("Type"), Column("Incidents", right=True), Column("", keep=1, whole=True)], rows)


def _print_sums(stats: Stats) -> None:
    if not stats.sums:
        return
    _heading("Added up", "best figures, each happening once; + where no upper bound is told")
    rows = [[safe(words.label(s.of)), safe(words.number(s.low, s.high), "bold"), safe(str(s.events))] for s in stats.sums]
    print_table([Column("People and strikes"), Column("Sum", right=True), Column("From incidents", right=True)], rows)


def _print_totals(stats: Stats) -> None:
    if not stats.totals:
        return
    _heading("Totals that articles give", "not added to anything")
    print_events(stats.totals)


def _print_tops(stats: Stats) -> None:
    tops = [(title, _top(stats, what)) for what, title in _TOPS if _top(stats, what)]
    if not tops:
        return
    from rich.table import Table

    _heading("Named most")
    across = 4 if console().width >= 110 else 2
    grid = Table.grid(padding=(0, 4, 0, 0))
    for at in range(0, len(tops), across):
        if at:
            grid.add_row("")
        grid.add_row(*(_top_table(title, items) for title, items in tops[at : at + across]))
    console().print(grid)


def _top_table(title: str, items: Sequence[tuple[str, int]]) -> Table:
    from rich.table import Table

    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_row(safe(title, "underline"))
    for name, n in items:
        table.add_row(safe(words.shorten(name, 28)), safe(str(n), "dim"))
    return table
