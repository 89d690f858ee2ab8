"""Read WARC files record by record, packed or not: in little memory however long they are, and from where a run was stopped.

Each record of a .warc.gz is a gzip member of its own, so that reading can begin at any of them. Lengths that lie, headers
without end and broken members cost the record, not the file: reading goes on at the next one that begins as it should.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import BinaryIO

from tracker.article.streams import Bomb, Meter, Unreadable

MAX_BODY = 64 * 2**20
_MAX_HEADERS = 2**16
_CHUNK = 2**16
_PATIENCE = 2**28  # bytes that may be read in vain, beside twice the file
_GZIP = b"\x1f\x8b\x08"
_BEGIN = re.compile(rb"WARC/\d\.\d{1,2}\r?\n")
_STATUS = re.compile(rb"HTTP/\d(?:\.\d)? (\d{3})\b")
_HEADERS_END = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True)
class Record:
    """A record: its headers (names in lower case), its body, and the offset in the file at which the next one begins.

    `body` is None where nobody wants it or it is too long. `next` is None where reading can't begin there: inside one gzip member.
    """

    headers: Mapping[str, str]
    body: bytes | None
    next: int | None

    @property
    def date(self) -> datetime | None:
        """When it was captured, in UTC."""
        try:
            when = datetime.fromisoformat(self.headers.get("warc-date", ""))
            return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
        except (ValueError, OverflowError):
            return None


@dataclass(frozen=True, slots=True)
class Broken:
    """A record that can't be read, where it begins, and why."""

    offset: int
    reason: str


@dataclass(frozen=True, slots=True)
class Capture:
    """What a server answered, as a record holds it; `body` is unpacked."""

    status: int
    type: str | None
    charset: str | None
    body: bytes


class _Ends(Exception):
    """Say that the file ends here."""


class _Source:
    """The bytes of a WARC: read forward, unpacked where they are packed, with the offset in the file of what comes next."""

    def __init__(self, file: BinaryIO, offset: int, meter: Meter) -> None:
        self._file = file
        self._meter = meter
        self._end = offset  # of what was read from the file
        self._raw = b""  # read and not unpacked
        self._member: zlib._Decompress | None = None
        self._fed = False
        self.ready = b""  # unpacked and not taken
        self.packed: bool | None = None

    def offset(self) -> int | None:
        """Give the offset of what comes next, None where that is inside a gzip member."""
        if not self.packed:
            return self._end - len(self.ready)
        inside = bool(self.ready) or (self._member is not None and not self._member.eof and self._fed)
        return None if inside else self._end - len(self._raw)

    def fill(self) -> bool:
        """Get more; False at the end."""
        if self.packed is None:
            self._raw = self._read()
            self.packed = self._raw.startswith(_GZIP[:2])
            if not self.packed:
                self.ready, self._raw = self._raw, b""
                return bool(self.ready)
        if not self.packed:
            data = self._read()
            self.ready += data
            return bool(data)
        return self._unpack()

    def read_since(self, offset: int) -> int:
        """Say how many bytes were read from the file since it stood there."""
        return self._end - offset

    def _read(self) -> bytes:
        data = self._file.read(_CHUNK)
        self._end += len(data)
        return data

    def _unpack(self) -> bool:
        while True:
            if self._member is None or self._member.eof:
                if not self._raw:
                    self._raw = self._read()
                if not self._raw:
                    return False
                self._member, self._fed = zlib.decompressobj(31), False
            data = self._raw or self._read()
            made = self._member.decompress(data, _CHUNK)
            self._fed = True
            self._raw = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
            if made:
                self._meter.add(len(made))
                self.ready += made
                return True
            if not data and not self._member.eof:
                raise zlib.error("cut off")

    def finish(self) -> None:
        """Take in what is left of the gzip member, if nothing more comes out of it."""
        while self.packed and not self.ready and self._member is not None and not self._member.eof:
            data = self._raw or self._read()
            self.ready = self._member.decompress(data, _CHUNK)
            self._raw = self._member.unused_data if self._member.eof else self._member.unconsumed_tail
            if not data and not self.ready and not self._member.eof:
                raise zlib.error("cut off")

    def take(self, size: int) -> bytes:
        """Take up to so many bytes, at least one; b'' at the end."""
        if not self.ready and not self.fill():
            return b""
        out, self.ready = self.ready[:size], self.ready[size:]
        return out

    def find_next(self, after: int) -> bool:
        """Go to the next place after an offset where a record can begin; False where there is none. Needs a file that can seek."""
        self._file.seek(after)
        self._end, self._raw, self.ready, self._member, self._fed = after, b"", b"", None, False
        window = b""
        while data := self._read():
            window += data
            at = window.find(_GZIP) if self.packed else getattr(_BEGIN.search(window), "start", lambda: -1)()
            if at >= 0:
                self._raw, self.ready = (window[at:], b"") if self.packed else (b"", window[at:])
                return True
            window = window[-32:]
        return False


def records_of(file: BinaryIO, meter: Meter, *, offset: int = 0) -> Iterator[Record | Broken]:
    """Give the records from an offset on, at which one begins."""
    if offset:
        file.seek(offset)
    source = _Source(file, offset, meter)
    begun, wasted, broken = offset, 0, False
    while True:
        before = source.offset()
        begun = begun if before is None else before
        try:
            record = _record(source)
        except _Ends:
            return
        except Bomb:
            raise
        except (Unreadable, zlib.error) as error:
            reason = "the gzip data are damaged or cut off" if isinstance(error, zlib.error) else str(error)
            wasted += source.read_since(begun)
            if not broken:  # tries to find the next record are no news
                yield Broken(begun, reason)
            broken = True
            if not file.seekable() or not source.find_next(begun + 1):
                return
            if wasted > _PATIENCE + 2 * meter.size:
                raise Unreadable("too much of the file is damaged: not read further") from error
            begun = source.offset() or begun + 1
        else:
            broken = False
            yield record


def _record(source: _Source) -> Record:
    headers = _headers(source)
    length = headers.get("content-length", "")
    if not length.isascii() or not length.isdigit() or len(length) > 15:
        raise Unreadable("the record does not say how long it is")
    body = _body(source, int(length), wanted=headers.get("warc-type") in ("response", "resource"))
    _pass_blank(source)
    return Record(headers, body, source.offset())


def _headers(source: _Source) -> dict[str, str]:
    """Take a record's headers."""
    while not source.ready.lstrip(b"\r\n"):
        source.ready = b""
        if not source.fill():
            raise _Ends
    source.ready = source.ready.lstrip(b"\r\n")
    while not (end := _HEADERS_END.search(source.ready)):
        if len(source.ready) > _MAX_HEADERS or (len(source.ready) > 9 and not source.ready.startswith(b"WARC/")):
            raise Unreadable("no WARC record begins here")
        if not source.fill():
            raise Unreadable("the file ends in the middle of a record: cut off?")
    block, source.ready = source.ready[: end.start()], source.ready[end.end() :]
    first, *lines = block.decode("utf-8", "replace").splitlines()
    if not first.startswith("WARC/"):
        raise Unreadable("no WARC record begins here")
    pairs = (line.partition(":") for line in lines if ":" in line)
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _body(source: _Source, length: int, *, wanted: bool) -> bytes | None:
    kept = wanted and length <= MAX_BODY
    pieces: list[bytes] = []
    while length:
        piece = source.take(min(length, _CHUNK))
        if not piece:
            raise Unreadable("the file ends in the middle of a record: cut off?")
        length -= len(piece)
        if kept:
            pieces.append(piece)
    return b"".join(pieces) if kept else None


def _pass_blank(source: _Source) -> None:
    """Pass the empty lines after a record, that its member ends with; what else stands there shows that its length lies."""
    blank = 0
    while blank < 4:
        source.finish()
        if source.packed and not source.ready:
            return
        piece = source.take(4 - blank)
        if piece.strip(b"\r\n"):
            source.ready = piece.lstrip(b"\r\n") + source.ready
            if source.ready.startswith(b"W"):
                return
            raise Unreadable("the record is not as long as it says")
        blank += len(piece) or 4
    source.finish()


def capture_of(record: Record) -> Capture | None:
    """Give what the server answered; None where the record holds no answer."""
    if record.body is None:
        return None
    if record.headers.get("warc-type") == "resource":
        kind, charset = _content_type(record.headers.get("content-type", ""))
        return Capture(200, kind, charset, record.body)
    status = _STATUS.match(record.body)
    end = _HEADERS_END.search(record.body, 0, _MAX_HEADERS)
    if not status or not end:
        return None
    lines = record.body[: end.start()].decode("latin-1").splitlines()[1:]
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    kind, charset = _content_type(headers.get("content-type", ""))
    body = record.body[end.end() :]
    if headers.get("transfer-encoding", "").lower() == "chunked":
        body = _unchunked(body)
    return Capture(int(status[1]), kind, charset, _unpacked(body, headers.get("content-encoding", "").lower()))


def _content_type(header: str) -> tuple[str | None, str | None]:
    kind, _, rest = header.partition(";")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", rest, re.I)
    return kind.strip().lower() or None, charset[1] if charset else None


def _unchunked(body: bytes) -> bytes:
    """Join a chunked body; one that is none (its archiver joined it already) is left as it is."""
    pieces: list[bytes] = []
    at = 0
    while found := re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n").match(body, at):
        size = int(found[1], 16)
        if not size:
            return b"".join(pieces)
        pieces.append(body[found.end() : found.end() + size])
        at = found.end() + size + 2
    return b"".join(pieces) if pieces else body


def _unpacked(body: bytes, encoding: str) -> bytes:
    if encoding in ("", "identity") or (encoding in ("gzip", "x-gzip") and not body.startswith(b"\x1f\x8b")):
        return body  # some archivers unpack what they keep, and keep the header
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise Unreadable(f"packed as {encoding[:20]}, which can't be read here")
    for bits in (47, -15):  # gzip or zlib by its header; deflate without any, as some servers send it
        unpacker = zlib.decompressobj(bits)
        try:
            made = unpacker.decompress(body, MAX_BODY + 1)
        except zlib.error:
            continue
        if len(made) > MAX_BODY:
            raise Unreadable(f"larger than {MAX_BODY // 2**20} MiB")
        return made
    raise Unreadable(f"its {encoding} data are damaged")
