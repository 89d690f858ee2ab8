"""Fuzz the readers of feeds and web pages with atheris, guided by what of their code is reached (uv sync --group fuzz).

    python -m tests.fuzz.fuzz_webs FOUND [CORPUS] [-max_total_time=3600 and other options of libFuzzer]

Each new kind of failure is written to the folder FOUND with its traceback and what was read, and the fuzzer goes on. Once mended,
it belongs into the tests.
"""

from __future__ import annotations

import resource
import sys
import traceback
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["tracker.article", "tracker.feeds"]):
    import tracker.article
    import tracker.feeds
    from tests.fuzz.sound_webs import check_any

from tests.fuzz.fuzz_files import Provided

MEMORY_KIB = 2**20


def where(error: BaseException) -> str:
    """Name the kind of failure: the error, and the innermost places in the code of this project."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "/tracker/" in f.filename or "sound_" in f.filename]
    return " < ".join([type(error).__name__, *(f"{Path(f.filename).name}:{f.lineno}" for f in frames[-3:][::-1])])


def main() -> None:
    """Fuzz until libFuzzer's options say stop."""
    found, seen = Path(sys.argv[1]), set[str]()
    found.mkdir(parents=True, exist_ok=True)
    assert tracker.article
    assert tracker.feeds

    def one_input(data: bytes) -> None:
        try:
            check_any(Provided(data))
            used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            assert used < MEMORY_KIB, f"{used} KiB"
        except Exception as error:
            kind = where(error)
            if kind not in seen:
                seen.add(kind)
                print(f"FAILURE {kind}", file=sys.stderr, flush=True)
                (found / f"{len(seen):03}.txt").write_text("".join(traceback.format_exception(error)), "utf-8", "backslashreplace")

    atheris.Setup([sys.argv[0], *sys.argv[2:]], one_input)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
