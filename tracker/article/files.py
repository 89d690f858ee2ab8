"""Find and read files of articles: HTML, plain text, Markdown, JSONL. What a file is, its suffix says, then its content."""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Literal, NamedTuple

from tracker.article.charset import decode
from tracker.article.pages import article_of_page, article_of_record
from tracker.model import Article, Page, Skipped

Form = Literal["html", "text", "markdown", "jsonl"]


class Reading(NamedTuple):
    """What one source gave: its name for the user ('file:LINE' in JSONL), its bytes if it is a document of its own, the result."""

    source: str
    page: Page | None
    found: Article | Skipped


SUFFIXES: dict[str, Form] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_TYPES: dict[Form, str] = {"html": "text/html", "text": "text/plain", "markdown": "text/markdown", "jsonl": "application/jsonl"}
# A document, not a line of JSONL: those are read one by one.
MAX_BYTES = 64 * 2**20
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html|head|body|article|main|div|p|h1|meta|title)\b",
    re.I | re.S,
)
_SNIFFED = 8192
_MAGIC = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"SQLite format 3", "an SQLite database"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def find_files(paths: Sequence[Path]) -> Iterator[Path | Skipped]:
    """Give the files named and those in the folders named, sorted; hidden files and other kinds in folders are passed by."""
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
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES:
                found = True
                yield Path(root, name)
    yield from (Skipped(Path(error.filename).as_posix(), _reason(error)) for error in closed)
    if not found and not closed:
        yield Skipped(folder.as_posix(), f"no articles in this folder (looked for {', '.join(SUFFIXES)})")


def read_file(path: Path, *, published: date | None = None, source: str | None = None) -> Iterator[Article | Skipped]:
    """Read the articles of a file: one, or with JSONL one a line."""
    return (reading.found for reading in file_readings(path, published=published, source=source))


def file_readings(path: Path, *, published: date | None = None, source: str | None = None) -> Iterator[Reading]:
    """Read a file as `read_file` does, each article with its source ('file' or 'file:LINE') and its raw bytes."""
    name = path.as_posix()
    try:
        if SUFFIXES.get(path.suffix.lower()) == "jsonl" and path.is_file():
            with path.open("rb") as lines:
                yield from _lines(name, lines, published, source)
            return
        content = _read_bytes(path)
    except OSError as error:
        yield Reading(name, None, Skipped(name, _reason(error)))
        return
    if isinstance(content, str):
        yield Reading(name, None, Skipped(name, content))
    else:
        yield from _readings(name, content, SUFFIXES.get(path.suffix.lower()), published, source)


def read_stream(
    data: bytes, name: str = "-", *, published: date | None = None, source: str | None = None
) -> Iterator[Article | Skipped]:
    """Read what came on standard input: HTML, text, or JSONL of articles, told apart by content."""
    return (reading.found for reading in stream_readings(data, name, published=published, source=source))


def stream_readings(data: bytes, name: str = "-", *, published: date | None = None, source: str | None = None) -> Iterator[Reading]:
    """Read standard input as `read_stream` does, each article with its source and its raw bytes."""
    yield from _readings(name, data, None, published, source)


def _read_bytes(path: Path) -> bytes | str:
    if path.is_dir():
        return "is a folder"
    if not path.is_file() and not path.is_fifo():
        return "no such file or folder" if not path.exists() else "is not a file"
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    return content if len(content) <= MAX_BYTES else f"larger than {MAX_BYTES // 2**20} MiB"


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower() if error.strerror else str(error)


def _readings(name: str, content: bytes, form: Form | None, published: date | None, source: str | None) -> Iterator[Reading]:
    if problem := _unreadable(content):
        yield Reading(name, None, Skipped(name, problem))
        return
    form = _form(content, form)
    if form == "jsonl":
        yield from _lines(name, content.splitlines(keepends=True), published, source)
        return
    page = Page(name, None, content, _TYPES[form])
    identity = name if name != "-" else f"stdin:{hashlib.sha256(content).hexdigest()[:12]}"
    yield Reading(name, page, article_of_page(page, identity, published=published, source=source))


def _unreadable(content: bytes) -> str | None:
    if not content.strip():
        return "empty"
    if kind := next((kind for magic, kind in _MAGIC if content.startswith(magic)), None):
        return f"not text: {kind}"
    head = content[:_SNIFFED]
    # A stray control character is left out later; one in twenty is no text.
    if not content.startswith(_WIDE_MARKS) and 20 * len(_CONTROL.findall(head)) > len(head):
        return "not text: binary data"
    return None


def _form(content: bytes, form: Form | None) -> Form:
    """Say what the content is; a suffix holds, unless a file named as text begins as an HTML page."""
    if form in ("html", "markdown"):
        return form
    head = decode(content[:_SNIFFED])
    if _HTML.match(head):
        return "html"
    return "text" if form == "text" or not _is_jsonl(content) else "jsonl"


def _is_jsonl(content: bytes) -> bool:
    line = content.lstrip(b"\xef\xbb\xbf \t\r\n").split(b"\n", 1)[0]
    if not line.startswith(b"{"):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        # A broken first line of what is JSONL all the same: the line is named, the rest goes on.
        return b'"text"' in content or b'"maintext"' in content


def _lines(name: str, lines: Iterable[bytes], published: date | None, source: str | None) -> Iterator[Reading]:
    """Read JSONL line by line: a bad line is one Skipped, and the rest goes on."""
    number = 0
    found = False
    for number, raw in enumerate(lines, 1):
        line = decode(raw).strip("\ufeff \t\r\n")
        if line:
            found = True
            where = f"{name}:{number}"
            yield Reading(where, None, article_of_record(line, number, where, published=published, source=source))
    if not found:
        yield Reading(name, None, Skipped(name, "empty"))
