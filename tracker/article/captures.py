"""Make articles of the pages that a WARC file holds."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from tracker.article.normal import one_line
from tracker.article.pages import read_page
from tracker.article.reading import Opened, Reading, Said, skipped
from tracker.article.streams import Unreadable
from tracker.article.urls import canonical
from tracker.article.warc import Broken, Capture, Record, capture_of, records_of
from tracker.model import Mark, Page, Skipped

_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "application/pdf"})
_HEAD = 2**16  # bytes by which a file is known again


def read_captures(source: Opened, said: Said) -> Iterator[Reading]:
    """Read the pages of a WARC file, from where it was read before.

    Answers that are no pages (redirects, errors, pictures) and records that are no answers are passed by.
    """
    before = _mark_before(source)
    if before.records:
        rest = "" if _ends_at(source.stream, before.position) else "; going on there"
        known = Skipped(source.name, f"{before.records:,} records were read before{rest}")
        yield Reading(source.name, None, known, known=True)
    # One is held back until the next one comes: its mark is to cover what is passed by after it.
    held: Reading | None = None
    broken: Unreadable | None = None
    try:
        for reading, mark in _walk(source, before, said):
            if reading is not None and held is not None:
                yield held
            held = reading or held
            held = held and held._replace(mark=mark if mark.file else None)
    except Unreadable as error:
        broken = error
    if held is not None:
        yield held
    if broken is not None:
        raise broken
    if held is None and not before.records:
        raise Unreadable("no pages in this WARC file")


def _walk(source: Opened, mark: Mark, said: Said) -> Iterator[tuple[Reading | None, Mark]]:
    """Give what each record holds, if it is for us, and how far the file is read with it."""
    records = mark.records
    for record in records_of(source.stream, source.meter, offset=mark.position):
        if isinstance(record, Broken):
            yield skipped(source.name, f"a record at byte {record.offset:,} can't be read: {record.reason}"), mark
            continue
        records += 1
        if record.next is not None:
            mark = replace(mark, position=record.next, records=records)
        yield _reading(source.name, record, said), mark


def _reading(name: str, record: Record, said: Said) -> Reading | None:
    """Read one record, if it is a page that a server gave."""
    uri = one_line(record.headers.get("warc-target-uri", "")).strip("<>")
    url = canonical(uri)
    where = f"{name}!/{uri}"
    if url is None or url.endswith("/robots.txt"):
        return None
    if record.body is None:
        return skipped(where, "larger than 64 MiB") if _is_page_record(record) else None
    try:
        capture = capture_of(record)
    except Unreadable as error:
        return skipped(where, str(error))
    if capture is None or capture.status != 200 or not _is_page(capture):
        return None
    page = Page(uri, url, capture.body, capture.type, capture.charset, captured=record.date)
    found = read_page(page, published=said.published, source=said.source)
    return Reading(where, page, Skipped(where, found.reason) if isinstance(found, Skipped) else found)


def _is_page_record(record: Record) -> bool:
    return record.headers.get("warc-type") in ("response", "resource")


def _is_page(capture: Capture) -> bool:
    if capture.type is None:
        return capture.body.lstrip()[:1] == b"<" or capture.body.startswith(b"%PDF-")
    return capture.type in _TYPES


def _mark_before(source: Opened) -> Mark:
    """Say how far this file was read before: by its path, and its beginning."""
    if source.path is None or source.marks is None:
        return Mark("", 0, "", 0, 0)
    before = source.marks(source.path)
    if before is not None and _head(source.stream, before.head_size) == before.head and _begins(source.stream, before.position):
        return before
    size = min(_HEAD, source.meter.size)
    return Mark(source.path, size, _head(source.stream, size), 0, 0)


def _head(file: BinaryIO, size: int) -> str:
    file.seek(0)
    digest = hashlib.sha256(file.read(size)).hexdigest()
    file.seek(0)
    return digest


def _begins(file: BinaryIO, offset: int) -> bool:
    """Say whether a record can begin at an offset: there stands one, or the file ends there."""
    file.seek(offset)
    found = file.read(5)
    file.seek(0)
    return found.startswith(b"\x1f\x8b") or found == b"WARC/" or (not found and _ends_at(file, offset))


def _ends_at(file: BinaryIO, offset: int) -> bool:
    size = file.seek(0, 2)
    file.seek(0)
    return size == offset
