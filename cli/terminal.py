"""What is known of the terminal, and the two ways out: data to stdout, everything else to stderr."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from tracker.cli.words import clean

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text


def on_terminal() -> bool:
    """Tell whether stdout is a person's terminal."""
    return sys.stdout.isatty()


def console() -> Console:
    """Give the console on stdout. Rich honours NO_COLOR, FORCE_COLOR, COLUMNS and TERM."""
    from rich.console import Console

    class Quiet(Console):
        def on_broken_pipe(self) -> None:
            raise BrokenPipeError  # Rich would exit with 1; main knows better

    return Quiet(highlight=False, markup=False, emoji=False)


def errors() -> Console:
    """Give the console on stderr."""
    from rich.console import Console

    return Console(stderr=True, highlight=False, markup=False, emoji=False)


def say(line: str, style: str = "") -> None:
    """Write one line to stderr, with a colour only where a person looks on."""
    if not sys.stderr.isatty():
        print(clean(line), file=sys.stderr)
        return
    errors().print(clean(line), style=style or None, soft_wrap=True)


def safe(text: str | None, style: str = "") -> Text:
    """Make text from an article printable with Rich: no markup is read in it, no control gets through."""
    from rich.text import Text

    return Text(clean(text), style=style)


def forget_output() -> None:
    """Send what is still to be written to stdout nowhere: the reader of the pipe is gone, and Python would complain at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
