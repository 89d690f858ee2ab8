"""What became of all sources of a run: the summary on stderr, and the exit code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tracker.cli import words
from tracker.cli.terminal import console, safe, say
from tracker.model import Outcome, OutcomeStatus


@dataclass(slots=True)
class Report:
    """Count outcomes as they come; say on stderr at once what a person should know of each."""

    before: int = 0  # left out: they were read by an earlier run
    done: int = 0
    skipped: int = 0
    counts: dict[OutcomeStatus, int] = field(default_factory=dict)
    events: dict[OutcomeStatus, int] = field(default_factory=dict)

    def skip(self, source: str, reason: str) -> None:
        """Count a source that gave nothing, and say why."""
        self.skipped += 1
        say(f"skipped {source}: {reason}", "yellow")

    def add(self, outcome: Outcome) -> None:
        """Count an outcome."""
        self.counts[outcome.status] = self.counts.get(outcome.status, 0) + 1
        self.events[outcome.status] = self.events.get(outcome.status, 0) + len(outcome.events)
        if outcome.status == "skipped":
            self.skip(outcome.source, outcome.reason or "no reason is known")
            return
        self.done += 1
        if outcome.note:
            say(f"note on {outcome.source}: {outcome.note}")

    def watch(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """Let outcomes through, and count them."""
        for outcome in outcomes:
            self.add(outcome)
            yield outcome

    def summary(self, *, dry_run: bool = False, nothing: str = "nothing to read") -> str:
        """Say in one line what was done: '12 stored (34 events), 3 unchanged, 1 skipped'."""
        parts = [f"{self.before} read before"] if self.before else []
        for status in ("stored", "updated", "unchanged"):
            n = self.counts.get(status, 0)
            if n:
                told = f" ({words.plural(self.events[status], 'event')})" if status != "unchanged" else ""
                parts.append(f"{n} {'would be ' if dry_run else ''}{status}{told}")
        if self.skipped:
            parts.append(f"{self.skipped} skipped")
        return ", ".join(parts) or nothing

    def exit_code(self, *, strict: bool) -> int:
        """Give 1 where nothing was done, now or before, or, with --strict, not everything."""
        return 1 if not (self.done or self.before) or (strict and self.skipped) else 0


_STATUS, _LEAD = 11, 22  # where the number of events, and where the title begins
_STYLES = {"stored": "green", "updated": "cyan", "unchanged": "dim"}


def print_line(outcome: Outcome) -> None:
    """Print what became of one source on a terminal; what was skipped is on stderr already."""
    if outcome.status == "skipped":
        return
    out = console()
    source = words.clean(outcome.source)
    room = out.width - _LEAD
    line = safe(outcome.status, _STYLES[outcome.status])
    line.pad_right(_STATUS - len(line.plain))
    told = "" if outcome.status == "unchanged" else words.plural(len(outcome.events), "event")  # what it had is not read again
    line.append(told.ljust(_LEAD - _STATUS), style="default")
    title = words.shorten(outcome.title, max(room // 2, room - len(source) - 2))
    line.append(f"{title}  " if title else "", style="default")
    line.append(source, style="dim")
    out.print(line, overflow="ellipsis", no_wrap=True)
