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

    def summary(self, *, dry_run: bool = False) -> str:
        """Say in one line what was done: '12 stored (34 events), 3 unchanged, 1 skipped'."""
        parts = []
        for status in ("stored", "updated", "unchanged"):
            n = self.counts.get(status, 0)
            if n:
                told = f" ({words.plural(self.events[status], 'event')})" if status != "unchanged" else ""
                parts.append(f"{n} {'would be ' if dry_run else ''}{status}{told}")
        if self.skipped:
            parts.append(f"{self.skipped} skipped")
        return ", ".join(parts) or "nothing to read"

    def exit_code(self, *, strict: bool) -> int:
        """Give 1 where nothing could be done, or, with --strict, not everything."""
        return 1 if not self.done or (strict and self.skipped) else 0


_STYLES = {"stored": "green", "updated": "cyan", "unchanged": "dim"}


def print_line(outcome: Outcome) -> None:
    """Print what became of one source on a terminal; what was skipped is on stderr already."""
    if outcome.status == "skipped":
        return
    line = safe(f"{outcome.status:<9}", _STYLES[outcome.status])
    line.append(f"  {words.plural(len(outcome.events), 'event'):<9}  ", style="default")
    title = words.shorten(outcome.title, 60)
    line.append(title, style="default")
    line.append(f"{'  ' if title else ''}{words.clean(outcome.source)}", style="dim")
    console().print(line, soft_wrap=False, overflow="ellipsis", no_wrap=True)
