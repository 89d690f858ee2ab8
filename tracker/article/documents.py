"""Read the articles of a file, whatever it is: a document, many articles in one file, or an archive of such."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import chain

from tracker.article import kinds
from tracker.article.archive import members_of
from tracker.article.captures import read_captures
from tracker.article.charset import decode
from tracker.article.jsonl import Record, read_record, read_records
from tracker.article.letters import read_letter
from tracker.article.pages import article_of_page, article_of_record
from tracker.article.reading import Opened, Reading, Said, skipped
from tracker.article.streams import Bomb, Gunzip, Unreadable, buffered, lines_of, read_whole, starts_with
from tracker.model import Article, Page, Skipped

# A document; lines of JSONL and records of WARC are read one by one.
MAX_BYTES = 64 * 2**20
MAX_TEXT = 16 * 2**20  # of one that is all text
MAX_JSON = 16 * 2**20  # JSON takes thirty times its size in memory, if it is all brackets
_MAX_DEPTH = 2
_MAX_NAMES = 2_000_000  # of articles in one file that are watched for names given twice


def readings(source: Opened, said: Said) -> Iterator[Reading]:
    """Read the articles of a source; what can't be read is one Skipped, after what could be."""
    try:
        form = kinds.form_of(source.head, source.named)
        yield from _READERS[form](source, said)
    except Bomb as error:
        if source.depth:  # no more of the whole file is read
            raise
        yield skipped(source.name, str(error))
    except Unreadable as error:
        yield skipped(source.name, str(error))
    except OSError as error:
        yield skipped(source.name, reason_of(error))


def reason_of(error: OSError) -> str:
    """Give the reason that the system gave."""
    return (error.strerror or str(error)).lower() if error.strerror else str(error)


def _document(form: kinds.Form) -> Callable[[Opened, Said], Iterator[Reading]]:
    def read(source: Opened, said: Said) -> Iterator[Reading]:
        yield _page(source, form, _content(source, MAX_BYTES if form == "pdf" else MAX_TEXT), said)

    return read


def _content(source: Opened, limit: int) -> bytes:
    content = read_whole(source.stream, limit)
    if not content.strip():
        raise Unreadable("empty")
    return content


def _page(source: Opened, form: kinds.Form, content: bytes, said: Said) -> Reading:
    page = Page(source.name, None, content, kinds.TYPES[form])
    identity = source.identity or _named_by(content)
    return Reading(source.name, page, article_of_page(page, identity, published=said.published, source=said.source))


def _named_by(content: bytes) -> str:
    return f"stdin:{hashlib.sha256(content).hexdigest()[:12]}"


def _mail(source: Opened, said: Said) -> Iterator[Reading]:
    content = _content(source, MAX_BYTES)
    yield from read_letter(replace(source, identity=source.identity or _named_by(content)), content, said, readings)


def _jsonl(source: Opened, said: Said) -> Iterator[Reading]:
    """Read what is JSONL by its name, or begins like JSON and has no name: then it can be JSON, JSONL or any text."""
    if kinds.form_named(source.named) == "jsonl":
        yield from _lines(source, lines_of(source.stream, MAX_JSON), said)
        return
    begun = source.stream.read(MAX_JSON)
    rest = lines_of(source.stream, MAX_JSON)
    if kinds.is_jsonl(begun):
        first, last = begun[: begun.rfind(b"\n") + 1], begun[begun.rfind(b"\n") + 1 :]
        joined = [last + (next(rest, b"") or b"")]
        yield from _lines(source, chain(first.splitlines(keepends=True), filter(None, joined), rest), said)
    elif not isinstance(found := read_records(decode(begun)), str) and any(isinstance(record, Record) for record in found):
        yield from _records(source, found, said)
    else:
        yield _page(source, "text", begun + read_whole(source.stream, MAX_TEXT - len(begun)), said)


def _lines(source: Opened, lines: Iterable[bytes | None], said: Said) -> Iterator[Reading]:
    """Read JSONL line by line: a bad line is one Skipped, and the rest goes on."""
    found = False
    once = _Once()
    for number, raw in enumerate(lines, 1):
        what, where = f"line {number}", f"{source.name}:{number}"
        if raw is None:
            found = True
            yield skipped(where, f"{what} is longer than {MAX_JSON // 2**20} MiB")
        elif line := decode(raw).strip("\ufeff \t\r\n"):
            found = True
            article = article_of_record(read_record(line), what, where, published=said.published, source=said.source)
            yield Reading(where, None, once.check(article, what, where))
    if not found:
        raise Unreadable("empty")


def _json(source: Opened, said: Said) -> Iterator[Reading]:
    """Read a JSON file: an article, a list of them, or JSONL by another name."""
    try:
        content = read_whole(source.stream, MAX_JSON)
    except Unreadable as error:
        raise Unreadable(f"{error}: write it as JSONL, an article a line") from error
    if kinds.is_jsonl(content) and b"\n" in content.strip():
        yield from _lines(source, content.splitlines(keepends=True), said)
        return
    found = read_records(decode(content))
    if isinstance(found, str):
        raise Unreadable(found)
    yield from _records(source, found, said)


def _records(source: Opened, found: list[Record | str], said: Said) -> Iterator[Reading]:
    if len(found) > 1 and not any(isinstance(record, Record) for record in found):
        raise Unreadable(f"no articles in {len(found):,} items of JSON: the first {found[0]}")
    once = _Once()
    for number, record in enumerate(found, 1):
        what, where = f"item {number}", f"{source.name}:{number}"
        if len(found) == 1:
            what, where = "it", source.name
        article = article_of_record(record, what, where, published=said.published, source=said.source)
        yield Reading(where, None, once.check(article, what, where))
    if not found:
        raise Unreadable("empty")


class _Once:
    """See that no two articles of a file have one name: the later would take the place of the earlier, each time it is read."""

    def __init__(self) -> None:
        self._seen: dict[int, tuple[str, int]] = {}

    def check(self, article: Article | Skipped, what: str, where: str) -> Article | Skipped:
        """Let an article through, unless its name was that of another text before."""
        if isinstance(article, Skipped) or len(self._seen) > _MAX_NAMES:
            return article
        first, text = self._seen.setdefault(hash(article.id), (what, hash(article.text)))
        if text == hash(article.text):
            return article
        return Skipped(where, f"{what} repeats the id of {first} ('{article.id[:80]}') with another text: give it its own")


def _gzip(source: Opened, said: Said) -> Iterator[Reading]:
    _check_depth(source)
    if starts_with(source.head, b"WARC/"):  # packed record by record, so that it is read from anywhere, and around what is broken
        yield from read_captures(source, said)
    else:
        unpacked = source.inner(buffered(Gunzip(source.stream, source.meter)), kinds.inner_name(source.named))
        yield from readings(unpacked, said)


def _zip(source: Opened, said: Said) -> Iterator[Reading]:
    _check_depth(source)
    file = source.stream
    if not file.seekable():
        content = read_whole(file, MAX_BYTES)
        file = io.BytesIO(content)
        source = replace(source, identity=source.identity or _named_by(content))
    found = False
    for member in members_of(file, source.meter):
        found = True
        if isinstance(member.stream, str):
            yield skipped(f"{source.name}!/{member.name}", member.stream)
            continue
        try:
            inside = source.inner(member.stream, member.name, member.name)
        except Bomb:
            raise
        except Unreadable as error:
            yield skipped(f"{source.name}!/{member.name}", str(error))
        else:
            yield from readings(inside, said)
    if not found:
        raise Unreadable("no articles in this archive")


def _check_depth(source: Opened) -> None:
    if source.depth >= _MAX_DEPTH:
        raise Unreadable("an archive in an archive in an archive is not opened")


_READERS: dict[kinds.Form, Callable[[Opened, Said], Iterator[Reading]]] = {
    "html": _document("html"),
    "text": _document("text"),
    "markdown": _document("markdown"),
    "pdf": _document("pdf"),
    "mhtml": _mail,
    "mail": _mail,
    "jsonl": _jsonl,
    "json": _json,
    "warc": read_captures,
    "gzip": _gzip,
    "zip": _zip,
}
