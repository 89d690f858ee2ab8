"""Single keys and lines of a person at a terminal, none lost: what is typed ahead counts in its order."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import TracebackType
from typing import Any, Self

import typer

# What keys without a character send: arrows, function keys. Their letters are no commands.
_SEQUENCE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|O.|.)?", re.S)
_LINE_END = re.compile(r"\r\n|[\r\n]")
_INTERRUPT, _END = "\x03", "\x04"


def at_terminal() -> bool:
    """Say whether a person can answer: both ends have to be a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


class Keys:
    """What is typed. The terminal gives each key at once inside the block, and is as before after it."""

    def __init__(self) -> None:
        """Begin with nothing typed."""
        self._ahead = ""
        self._before: list[Any] | None = None

    def __enter__(self) -> Self:
        """Ask the terminal for each key at once, unseen. It stays able to interrupt and to suspend."""
        with suppress(ImportError):  # Windows: `typer.getchar` does all that is to be done
            import termios
            import tty

            self._before = termios.tcgetattr(sys.stdin)
            tty.setcbreak(sys.stdin, termios.TCSADRAIN)  # the default would throw away what was typed ahead
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Leave the terminal as it was, if it is still there."""
        if self._before is not None:
            import termios

            with suppress(termios.error):
                termios.tcsetattr(sys.stdin, termios.TCSADRAIN, self._before)

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Let somebody else use the terminal in the block: a pager, a line with its own editing."""
        self.__exit__(None, None, None)
        try:
            yield
        finally:
            self.__enter__()

    def key(self) -> str:
        """Wait for a key and give its character, '' for one that has none. Raise KeyboardInterrupt, or EOFError at the end."""
        if not self._ahead:
            self._ahead = self._read()
        sequence = _SEQUENCE.match(self._ahead)
        taken = sequence.end() if sequence else 1
        found, self._ahead = self._ahead[:taken], self._ahead[taken:]
        if found == _INTERRUPT:
            raise KeyboardInterrupt
        if found == _END:
            raise EOFError
        return "" if sequence else found

    def _read(self) -> str:
        sys.stdout.flush()
        try:
            told = typer.getchar() if self._before is None else os.read(sys.stdin.fileno(), 1024).decode(errors="replace")
        except OSError:  # the terminal is gone
            told = ""
        if not told:
            raise EOFError
        return told

    def line(self, prompt: str) -> str | None:
        """Ask for a line; None where the person gives none (Ctrl-C, Ctrl-D)."""
        ended = _LINE_END.search(self._ahead)
        if ended:
            told, self._ahead = self._ahead[: ended.start()], self._ahead[ended.end() :]
            print(f"{prompt}{told}")
            return told.strip()
        with suppress(ImportError):
            import readline  # noqa: F401  # arrow keys and earlier lines, where the system has it
        begun, self._ahead = self._ahead, ""
        with self.paused():
            try:
                return (begun + input(prompt + begun)).strip()
            except (KeyboardInterrupt, EOFError):
                print()
                return None
