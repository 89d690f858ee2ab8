"""Run the command line: where the program `tracker` and `python -m tracker` begin.

Importing all that commands need takes its time; who presses Ctrl-C meanwhile gets the same line as later.
"""

from __future__ import annotations

import os
import sys

INTERRUPTED = 130


def main() -> None:
    """Run the command that the arguments name, and exit with its code."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed by whoever started this; its number must not become a database's
            setattr(sys, name, open(os.devnull, mode))  # noqa: SIM115  # open until the end
    try:
        from tracker.cli.main import main as run

        run()
    except KeyboardInterrupt:
        sys.stderr.write("tracker: interrupted\n")
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
