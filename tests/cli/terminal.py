"""A real terminal at which the program runs, and somebody types."""

from __future__ import annotations

import os
import re
import select
import struct
import subprocess
import sys
import time
from types import TracebackType
from typing import Self

from tests.cli.made import environment

TRACKER = (sys.executable, "-m", "tracker")
_PATIENCE = 30.0  # seconds


class Terminal:
    """Runs the program with a terminal of 80 columns for all that it reads and writes."""

    def __init__(self, *arguments: object, **more: str) -> None:
        """Start the program."""
        import fcntl
        import pty
        import termios

        self.leader, follower = pty.openpty()
        fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 80, 0, 0))
        around = environment(TERM="xterm-256color", PAGER="cat", **more)
        command = [*TRACKER, *map(str, arguments)]
        self.process = subprocess.Popen(
            command,
            stdin=follower,
            stdout=follower,
            stderr=follower,
            env=around,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),  # so that Ctrl-C reaches it
        )
        os.close(follower)
        self.written, self._seen = "", 0

    def __enter__(self) -> Self:
        """Give the terminal."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Pull the plug."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(timeout=_PATIENCE)
        os.close(self.leader)

    def type(self, keys: str) -> None:
        """Send what somebody types."""
        os.write(self.leader, keys.encode())

    def wait_for(self, words: str) -> str:
        """Wait until words stand on the screen that did not before; give all up to there, colours left out."""
        deadline = time.monotonic() + _PATIENCE
        while (at := self.written.find(words, self._seen)) < 0:
            assert time.monotonic() < deadline, f"no {words!r} in {self.written[self._seen :]!r}"
            assert self._read(), f"no {words!r} in {self.written[self._seen :]!r}, and the program has ended"
        shown, self._seen = self.written[self._seen : at], at + len(words)
        return shown

    def ends(self) -> int:
        """Wait until the program has ended; give its exit code."""
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline and self._read():
            pass
        return self.process.wait(timeout=_PATIENCE)

    def _read(self) -> bool:
        """Take what has been written; False where nothing more will be."""
        ready, _, _ = select.select([self.leader], [], [], 0.2)
        if not ready:
            return self.process.poll() is None
        try:
            chunk = os.read(self.leader, 65536)
        except OSError:  # EIO: how Linux says that the other end is closed
            return False
        self.written += re.sub(r"\x1b\[[\d;?]*[a-zA-Z]", "", chunk.decode(errors="replace")).replace("\r\n", "\n")
        return bool(chunk)
