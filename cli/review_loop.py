"""Walk the review queue at a terminal: show an item, wait for a key, write what was decided at once, go on."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from tracker.cli.review_screen import coloured, print_article, print_step
from tracker.cli.show import field_grid
from tracker.cli.terminal import console, safe
from tracker.errors import TrackerError

if TYPE_CHECKING:
    from tracker.cli.keys import Keys
    from tracker.model import StoredEvent
    from tracker.review import Ask, Desk, Item, SuggestionItem
    from tracker.store import StoredArticle

Next = Literal["stay", "again", "on", "back", "quit"]

_EVERYWHERE = (("s", "skip"), ("u", "undo"), ("o", "open"), ("?", "help"), ("q", "quit"))
# What each question offers: the key, and what it does there.
_OFFERED: dict[str, tuple[tuple[str, str], ...]] = {
    "event": (("a", "accept"), ("r", "reject"), ("e", "edit")),
    "suggestion": (("m", "merge"), ("k", "keep apart")),
    "conflict": (("a", "accept all"), ("r", "reject one"), ("e", "edit one"), ("k", "take one out")),
    "changed": (("a", "accept all"), ("r", "reject one"), ("e", "edit one")),
    "orphaned": (("r", "let it go"),),
}
_HELP = [
    ("a", "accept: it is as it stands here"),
    ("r", "reject: it is no event, or not one that can be mended; of a decision whose event is gone: let it go"),
    ("e", "edit: correct a field, then look again"),
    ("m", "merge: both are one happening"),
    ("k", "keep apart: they are two; where sources differ: this report tells of something else"),
    ("s", "skip: it comes last from now on"),
    ("u", "undo the last decision of this session"),
    ("o", "open the whole article"),
    ("q", "quit; the next 'tracker review' goes on from here"),
]


@dataclass(slots=True)
class Walked:
    """What a session came to."""

    seen: int = 0
    decided: Counter[str] = field(default_factory=Counter)

    def summary(self) -> str:
        """Say it in one line: '3 accepted, 1 rejected'."""
        return ", ".join(f"{number} {word}" for word, number in self.decided.items() if number) or "nothing decided"


@dataclass(frozen=True, slots=True)
class Done:
    """What one key has written: the decisions, in words, and what had been asked."""

    ask: Ask
    word: str
    decisions: tuple[int, ...]


class Walk:
    """One session. What is decided is written at once; what is not comes again."""

    def __init__(self, desk: Desk, keys: Keys, limit: int | None) -> None:
        """Sit down at the desk."""
        self._desk, self._keys, self._limit = desk, keys, limit
        self._out = console()
        self._done: list[Done] = []
        self._back: list[Ask] = []
        self.result = Walked()

    def run(self) -> Walked:
        """Ask until nothing is left, or the person has had enough. Who interrupts has, whatever was being done."""
        with suppress(KeyboardInterrupt):
            self._ask()
        return self.result

    def _ask(self) -> None:
        asks = iter(self._desk)
        while True:
            enough = self._limit is not None and self.result.seen >= self._limit
            ask = self._back.pop() if self._back else None if enough else next(asks, None)
            if ask is None and not self._reconsiders():
                break
            if ask is not None and not self._settle(ask):
                break

    def _reconsiders(self) -> bool:
        """Let the last decision of all be undone, too; any other key ends the session."""
        if not self._done:
            return False
        line = safe("that is all: ").append("u", "bold").append(" undo, any other key ends  ", "default")
        self._out.print(line, end="")
        key = self._key()
        self._out.print()
        if key == "u":
            self._take_back()
        return key == "u"

    def _settle(self, ask: Ask) -> bool:
        """Ask one thing until it is decided, skipped or put back; False where the person quits."""
        then: Next = "again"
        counted = False
        while then in ("stay", "again"):
            item = self._desk.item(ask)
            if item is None:  # decided meanwhile: by what came before it, or by somebody else
                return True
            if not counted:
                counted = True
                self.result.seen += 1
            if then == "again":
                print_step(self._out, item, self._article, self._place())
            then = self._answer(ask, item)
        if then == "back":
            self.result.seen -= 1
        return then != "quit"

    # --- a key ----------------------------------------------------------------------------------------------------------------

    def _answer(self, ask: Ask, item: Item) -> Next:
        """Wait for a key that means something here, and do it. What can't be done is said in a line, and asked again."""
        offered = (*_OFFERED[item.question], *_EVERYWHERE)
        self._print_keys(offered)
        known = dict(offered)
        while (key := self._key()) not in known:
            pass
        self._out.print()
        try:
            return self._does(key)(ask, item)
        except TrackerError as error:
            self._say(str(error), "red")
            return "stay"

    def _key(self) -> str:
        """Give the next key; who has gone quits."""
        try:
            return self._keys.key().lower()
        except EOFError:
            return "q"

    def _does(self, key: str) -> Callable[[Ask, Item], Next]:
        return {
            "a": self._accept,
            "r": self._reject,
            "e": self._edit,
            "m": self._merge,
            "k": self._keep_apart,
            "s": self._skip,
            "u": self._undo,
            "o": self._open,
            "?": self._help,
            "q": self._quit,
        }[key]

    def _print_keys(self, offered: Sequence[tuple[str, str]]) -> None:
        line = safe("")
        for key, does in offered:
            line.append(key, "bold").append(f" {does}", "default").append("  ")
        self._out.print(line, end="")

    def _say(self, line: str, style: str = "") -> None:
        self._out.print(safe(line, style))

    def _place(self) -> str:
        return f"{self.result.seen} of {max(self._desk.total, self.result.seen)}"

    def _article(self, identity: str) -> StoredArticle | None:
        return self._desk.article(identity)

    def _write(self, ask: Ask, word: str, decisions: Sequence[int], of: str) -> Next:
        """Remember what was written for `u`, and say it."""
        self._done.append(Done(ask, word, tuple(decisions)))
        self.result.decided[word] += 1
        self._say(f"{word} {of}", "green")
        return "on"

    # --- what keys do ---------------------------------------------------------------------------------------------------------

    def _accept(self, ask: Ask, item: Item) -> Next:
        events = [stored.event.id for stored in item.asked]
        decisions: list[int] = []
        try:
            for event in events:
                decisions.append(self._desk.accept(event))
        finally:  # what was written before something went wrong can be undone
            then = self._write(ask, "accepted", decisions, ", ".join(events[: len(decisions)])) if decisions else "on"
        return then

    def _reject(self, ask: Ask, item: Item) -> Next:
        if item.question == "orphaned":
            return self._write(ask, "let go", [self._desk.undo(item.decision.serial)], item.decision.about.event)
        stored = self._pick(item.choices)
        if stored is None:
            return "stay"
        return self._write(ask, "rejected", [self._desk.reject(stored.event.id)], stored.event.id)

    def _edit(self, ask: Ask, item: Item) -> Next:
        stored = self._pick(item.choices)
        if stored is None:
            return "stay"
        self._say(f"fields: {', '.join(self._desk.fields)}; an empty line goes back", "dim")
        while name := self._keys.line("field: "):
            value = self._keys.line("value: ")
            if value is None:
                break
            try:
                decision = self._desk.correct(stored.event.id, name, value)
            except TrackerError as error:
                self._say(str(error), "red")
                continue
            self._write(ask, "corrected", [decision], f"{name} of {stored.event.id}")
            return "again"
        return "again"

    def _merge(self, ask: Ask, item: Item) -> Next:
        assert item.question == "suggestion"
        return self._write(ask, "merged", [self._desk.merge(*item.pair)], _both(item))

    def _keep_apart(self, ask: Ask, item: Item) -> Next:
        if item.question == "suggestion":
            return self._write(ask, "kept apart", [self._desk.keep_apart(*item.pair)], _both(item))
        stored = self._pick(item.choices)
        if stored is None:
            return "stay"
        return self._write(ask, "taken out", [self._desk.take_out(stored.event.id)], stored.event.id)

    def _skip(self, ask: Ask, item: Item) -> Next:
        self._desk.skip(ask)
        self.result.decided["skipped"] += 1
        return "on"

    def _undo(self, ask: Ask, item: Item) -> Next:
        if not self._done:
            self._say("nothing to undo: this session has decided nothing yet", "yellow")
            return "stay"
        self._take_back()
        if self._back[-1] == ask:  # a field was corrected: its event is still asked about
            self.result.seen += 1
        else:
            self._back.insert(-1, ask)
        return "back"

    def _take_back(self) -> None:
        """Undo what the last key wrote; what was asked then is asked next."""
        last = self._done[-1]
        for decision in reversed(last.decisions):
            self._desk.undo(decision)
        self._done.pop()
        self._back.append(last.ask)
        self.result.seen -= 1
        self.result.decided[last.word] -= 1
        self._say(f"undone: {last.word}", "yellow")

    def _open(self, ask: Ask, item: Item) -> Next:
        stored = self._pick(item.choices)
        if stored is None:
            return "stay"
        os.environ.setdefault("LESS", "-FRX")  # as git does: colours, and no pager for what fits the screen
        with self._keys.paused(), self._out.pager(styles=coloured(self._out)):
            print_article(self._out, stored, self._article)
        return "stay"

    def _help(self, ask: Ask, item: Item) -> Next:
        self._out.print(field_grid(_HELP))
        return "stay"

    def _quit(self, ask: Ask, item: Item) -> Next:
        return "quit"

    def _pick(self, reports: Sequence[StoredEvent]) -> StoredEvent | None:
        """Let the person choose a report by its number where there are several; None where they choose none."""
        if len(reports) == 1:
            return reports[0]
        told = self._keys.line(f"which (1-{len(reports)}): ") if reports else None
        if told and told.isascii() and told.isdigit() and 0 < int(told) <= len(reports):
            return reports[int(told) - 1]
        self._say(f"choose one by its number, 1 to {len(reports)}" if reports else "there is no event to choose", "yellow")
        return None


def _both(item: SuggestionItem) -> str:
    return " and ".join(incident.id for incident in item.incidents)
