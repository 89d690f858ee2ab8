"""One run at a time: a lock that the system takes back when its holder ends, however that is."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from tracker.errors import AlreadyRunning, DatabaseBusy

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def one_run(database: Path) -> Iterator[None]:
    """Hold the lock of a database's feeds; AlreadyRunning where another process does. The file stays, the lock does not."""
    path = Path(f"{database}.feeds-lock")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        file = path.open("ab")
    except OSError as error:
        raise DatabaseBusy(f"can't write {path}: {error.strerror or error}") from error
    with file:
        try:
            _lock(file)
        except OSError:
            raise AlreadyRunning(f"another run is updating the feeds of {database}: let it end") from None
        yield
