"""Find files of articles, and read them, whatever form they have (`documents.py`)."""

from __future__ import annotations

import io
import os
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO

from tracker.article.archive import is_part_of_page
from tracker.article.charset import decode
from tracker.article.documents import MAX_JSON, readings, reason_of
from tracker.article.jsonl import holds_articles
from tracker.article.kinds import SUFFIXES, is_readable
from tracker.article.reading import Marks, Opened, Reading, Said, opened, skipped
from tracker.article.streams import Meter, Metered, buffered
from tracker.model import Article, Skipped

__all__ = ["SUFFIXES", "Reading", "file_readings", "find_files", "read_file", "read_stream", "stream_readings"]


def find_files(paths: Sequence[Path]) -> Iterator[Path | Skipped]:
    """Give the files named and those in the folders named, sorted; in folders, what is no article by its name is passed by.

    So are hidden files, JSON of other things than articles, and the folders in which browsers keep the parts of a saved page.
    """
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path)
        elif not path.exists():
            yield Skipped(path.as_posix(), "no such file or folder")
        else:
            yield path


def _in_folder(folder: Path) -> Iterator[Path | Skipped]:
    found = False
    closed: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=closed.append):
        beside = {name.lower() for name in files}
        folders[:] = sorted(name for name in folders if not name.startswith(".") and not is_part_of_page(name, beside))
        for name in sorted(files):
            path = Path(root, name)
            if not name.startswith(".") and is_readable(name) and (path.suffix.lower() != ".json" or _holds_articles(path)):
                found = True
                yield path
    yield from (Skipped(Path(error.filename).as_posix(), reason_of(error)) for error in closed)
    if not found and not closed:
        yield Skipped(folder.as_posix(), f"no articles in this folder (looked for {', '.join(SUFFIXES)}, and .gz of them)")


def _holds_articles(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_JSON + 1)
    except OSError:
        return True  # which reading it tells
    return len(content) > MAX_JSON or holds_articles(decode(content))


def read_file(path: Path, *, published: date | None = None, source: str | None = None) -> Iterator[Article | Skipped]:
    """Read the articles of a file: one, or as many as it holds."""
    return (reading.found for reading in file_readings(path, published=published, source=source))


def file_readings(
    path: Path, *, published: date | None = None, source: str | None = None, marks: Marks | None = None
) -> Iterator[Reading]:
    """Read a file as `read_file` does, each article with its source and its raw bytes.

    `marks` says how far the file of a whole path was read before: a WARC file is read from there.
    """
    name = path.as_posix()
    try:
        if problem := _no_file(path):
            yield skipped(name, problem)
            return
        with path.open("rb") as file:
            yield from readings(_opened(name, file, path.resolve().as_posix(), marks), Said(published, source))
    except OSError as error:
        yield skipped(name, reason_of(error))


def _no_file(path: Path) -> str | None:
    if path.is_dir():
        return "is a folder"
    if not path.is_file() and not path.is_fifo():
        return "no such file or folder" if not path.exists() else "is not a file"
    return None


def _opened(name: str, file: BinaryIO, path: str, marks: Marks | None) -> Opened:
    if not file.seekable():  # a pipe by name
        meter = Meter()
        return opened(name, name, buffered(Metered(file, meter, is_input=True)), meter)
    found = opened(name, name, file, Meter(os.fstat(file.fileno()).st_size))
    return Opened(found.name, found.identity, found.named, found.stream, found.head, found.meter, path=path, marks=marks)


def read_stream(
    data: bytes | BinaryIO, name: str = "-", *, published: date | None = None, source: str | None = None
) -> Iterator[Article | Skipped]:
    """Read what came on standard input: anything that a file can hold, told apart by content."""
    return (reading.found for reading in stream_readings(data, name, published=published, source=source))


def stream_readings(
    data: bytes | BinaryIO, name: str = "-", *, published: date | None = None, source: str | None = None
) -> Iterator[Reading]:
    """Read standard input as `read_stream` does, each article with its source and its raw bytes."""
    meter = Meter()
    stream = io.BytesIO(data) if isinstance(data, bytes) else data
    whole = buffered(Metered(stream, meter, is_input=True))
    yield from readings(opened(name, name if name != "-" else None, whole, meter), Said(published, source))
