"""Fuzz the readers of files with atheris, guided by what of their code a file reaches (uv sync --group fuzz).

    python -m tests.fuzz.fuzz_files FOUND [CORPUS] [-max_total_time=3600 and other options of libFuzzer]

No file may make a reader raise, break its contract, take more than so much time a byte or more than 1 GiB of memory. Each new kind
of failure is written to the folder FOUND, the file and beside it the traceback, and the fuzzer goes on. Once mended, a file of
FOUND belongs into the tests.
"""

from __future__ import annotations

import resource
import sys
import traceback
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["tracker.article"]):
    import tracker.article
    from tests.fuzz.files import make_file
    from tests.fuzz.sound_files import check_file

MEMORY_KIB = 2**20


class Provided:
    """Choices made by the fuzzer's bytes; where these are used up, the first option and no characters."""

    def __init__(self, data: bytes) -> None:
        """Read decisions from these bytes."""
        self._provider = atheris.FuzzedDataProvider(data)

    def below(self, limit: int) -> int:
        """Give a number from 0 up to, and not including, the limit."""
        return int(self._provider.ConsumeIntInRange(0, limit - 1))

    def anything(self, length: int) -> str:
        """Give any characters, at most so many."""
        return str(self._provider.ConsumeUnicode(length))


def where(error: BaseException) -> str:
    """Name the kind of failure: the error, and the innermost places in the code of this project."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "/tracker/" in f.filename or "sound_files.py" in f.filename]
    return " < ".join([type(error).__name__, *(f"{Path(f.filename).name}:{f.lineno}" for f in frames[-3:][::-1])])


def main() -> None:
    """Fuzz until libFuzzer's options say stop."""
    found, seen = Path(sys.argv[1]), set[str]()
    found.mkdir(parents=True, exist_ok=True)
    assert tracker.article

    def one_input(data: bytes) -> None:
        choices = Provided(data)
        name, content = make_file(choices)
        try:
            check_file(name, content, piped=choices.below(4) == 0)
            used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            assert used < MEMORY_KIB, f"{used} KiB"
        except Exception as error:
            kind = where(error)
            if kind not in seen:
                seen.add(kind)
                write(found, f"{len(seen):03}-{name}", content, kind, error)

    atheris.Setup([sys.argv[0], *sys.argv[2:]], one_input)
    atheris.Fuzz()


def write(found: Path, name: str, content: bytes, kind: str, error: Exception) -> None:
    """Keep a failure."""
    (found / name).write_bytes(content)
    (found / f"{name}.txt").write_text(kind + "\n" + "".join(traceback.format_exception(error))[-4000:], "utf-8", "replace")
    print(f"FAILURE {kind}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
