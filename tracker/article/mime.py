"""Read mails (.eml) and pages that a browser saved in one file (MHTML): both are MIME messages.

The message is cut into parts by its boundaries, without taking each part for an object first: a hostile one has millions.
"""

from __future__ import annotations

import binascii
import quopri
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesHeaderParser
from email.utils import parseaddr, parsedate_to_datetime

from tracker.article.normal import one_line
from tracker.article.streams import Unreadable

MAX_PARTS = 10_000
_MAX_DEPTH = 8
_MAX_HEADERS = 2**18
_BLANK = re.compile(rb"\r?\n\r?\n|\A\r?\n")
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a message: what it says of itself, and its bytes, still as they were sent."""

    type: str
    charset: str | None
    name: str | None
    is_attachment: bool
    location: str | None
    id: str | None
    encoding: str
    packed: bytes

    def content(self) -> bytes:
        """Decode the bytes; what is broken is left out."""
        if self.encoding == "base64":
            clean = _NOT_BASE64.sub(b"", self.packed)
            return binascii.a2b_base64(clean[: len(clean) - (len(clean) % 4 == 1)] + b"==")
        return quopri.decodestring(self.packed) if self.encoding == "quoted-printable" else self.packed


@dataclass(frozen=True, slots=True)
class Mail:
    """A message: its headers, decoded, and its parts."""

    subject: str
    sender: str | None
    date: str
    location: str | None
    root: str | None
    parts: tuple[Part, ...]

    def sent(self) -> datetime | None:
        """Give the moment of its date, in UTC."""
        try:
            when = parsedate_to_datetime(self.date)
            return when.astimezone(UTC) if when.tzinfo else when.replace(tzinfo=UTC)
        except (ValueError, TypeError, OverflowError, IndexError):
            return None


def read_mail(content: bytes) -> Mail:
    """Read a message; raise Unreadable where it has too many parts."""
    head, _ = _headers(content, 0, len(content))
    name, address = parseaddr(_text(head, "From"))
    return Mail(
        subject=one_line(_text(head, "Subject")),
        sender=one_line(name) or one_line(address.rpartition("@")[2]) or None,
        date=_text(head, "Date"),
        location=_text(head, "Snapshot-Content-Location") or None,
        root=_parameter(head, "start"),
        parts=tuple(_parts(content)),
    )


def _parts(content: bytes) -> Iterator[Part]:
    """Give the leaves of the tree of parts, in order."""
    waiting = [(0, len(content), 0)]
    marks = 0
    while waiting:
        start, end, depth = waiting.pop()
        head, body = _headers(content, start, end)
        boundary = _parameter(head, "boundary") if head.get_content_maintype() == "multipart" else None
        if not boundary or depth >= _MAX_DEPTH:
            yield _leaf(head, content[body:end])
            continue
        spans = list(_between(content, body, end, boundary, MAX_PARTS - marks))
        marks += len(spans)
        waiting += [(first, last, depth + 1) for first, last in reversed(spans)]


def _between(content: bytes, start: int, end: int, boundary: str, most: int) -> Iterator[tuple[int, int]]:
    """Give where the parts between boundaries stand."""
    mark = re.compile(rb"^--" + re.escape(boundary.encode("utf-8", "replace")) + rb"(--)?[ \t]*\r?(?:\n|\Z)", re.M)
    begun: int | None = None
    for count, found in enumerate(mark.finditer(content, start, end)):
        if begun is not None:
            yield begun, found.start()
        if count >= most:
            raise Unreadable(f"the message has more than {MAX_PARTS:,} parts")
        begun = found.end()
        if found[1]:
            return
    if begun is not None:
        yield begun, end  # cut off: what is there is read


def _headers(content: bytes, start: int, end: int) -> tuple[Message, int]:
    """Give the headers of a part, and where its body begins."""
    found = _BLANK.search(content, start, min(end, start + _MAX_HEADERS))
    if content[start : start + 1] in (b"\n", b"\r"):  # no headers at all
        return Message(), start + 1 + content.startswith(b"\r\n", start)
    stop, body = found.span() if found else (min(end, start + _MAX_HEADERS), end)
    return BytesHeaderParser().parsebytes(content[start:stop].lstrip(b"\r\n")), body


def _leaf(head: Message, packed: bytes) -> Part:
    return Part(
        type=head.get_content_type(),
        charset=_parameter(head, "charset"),
        name=_words(_parameter(head, "filename", "content-disposition") or _parameter(head, "name") or "") or None,
        is_attachment=_text(head, "Content-Disposition").lower().startswith("attachment"),
        location=_text(head, "Content-Location") or None,
        id=_text(head, "Content-ID") or None,
        encoding=_text(head, "Content-Transfer-Encoding").lower(),
        packed=packed,
    )


def _parameter(head: Message, name: str, header: str = "content-type") -> str | None:
    try:
        value = head.get_param(name, None, header)
    except (ValueError, TypeError, LookupError, AttributeError):  # hostile ones reach corners of the library
        return None
    if isinstance(value, tuple):  # RFC 2231
        charset, _, text = value
        try:
            value = text.encode("latin-1", "replace").decode(charset or "ascii", "replace")
        except LookupError:
            value = text
    return str(value).strip() or None if value else None


def _text(head: Message, name: str) -> str:
    return _words(str(head.get(name, ""))).strip()


def _words(value: str) -> str:
    """Decode '=?utf-8?q?...?='."""
    try:
        return str(make_header(decode_header(" ".join(value.split()))))
    except (MessageError, LookupError, ValueError):
        return value
