"""Say what a file is: by its content where that can't be mistaken, else by its name, else by a closer look at its content."""

from __future__ import annotations

import json
import re
from pathlib import PurePosixPath
from typing import Literal

from tracker.article.charset import decode
from tracker.article.streams import Unreadable

Form = Literal["html", "text", "markdown", "jsonl", "json", "pdf", "mhtml", "mail", "warc", "gzip", "zip"]

SUFFIXES: dict[str, Form] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".pdf": "pdf",
    ".mht": "mhtml",
    ".mhtml": "mhtml",
    ".eml": "mail",
    ".warc": "warc",
    ".zip": "zip",
    ".wacz": "zip",
}
TYPES: dict[Form, str] = {"html": "text/html", "text": "text/plain", "markdown": "text/markdown", "pdf": "application/pdf"}
HEAD = 8192  # bytes of a file by which its kind is told

_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype html|html|head|body|article|main|div|p|h1|meta|title)\b",
    re.I | re.S,
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OTHER = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"SQLite format 3", "an SQLite database"),
    (b"BZh", "bzip2 data"),
    (b"\xfd7zXZ\x00", "xz data"),
    (b"(\xb5/\xfd", "zstd data"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
)
_TAR = slice(257, 262)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")
_MHTML = re.compile(rb"^content-type:\s*multipart/related\b", re.I | re.M)
_MAIL = re.compile(rb"^(from|date|subject|message-id|received|return-path|mime-version):", re.I | re.M)
_HEADERS = re.compile(rb"(?:[!-9;-~]{1,60}:[^\n]{0,1000}\n(?:[ \t][^\n]{0,1000}\n)*){2,}")
_LEFT_OUT = b"\xef\xbb\xbf \t\r\n"
# What a name says of a file that is nothing else, and what to call it.
_SURE: dict[Form, str] = {"pdf": "PDF", "warc": "WARC file", "zip": "ZIP archive", "gzip": "gzip file"}


def form_named(name: str) -> Form | None:
    """Say what a name promises; 'a.jsonl.gz' is gzip."""
    path = PurePosixPath(name.lower())
    return "gzip" if path.suffix == ".gz" else SUFFIXES.get(path.suffix)


def inner_name(name: str) -> str:
    """Give the name of what a gzip file holds, for its form alone: 'a.jsonl' of 'a.jsonl.gz'."""
    return name[:-3] if name.lower().endswith(".gz") else name


def is_readable(name: str) -> bool:
    """Say whether a file of a folder or archive is to be looked at, by its name."""
    return form_named(inner_name(name)) not in (None, "gzip")


def form_of(head: bytes, name: str) -> Form:
    """Say what a file is by its beginning and its name; raise Unreadable where it is nothing that can be read."""
    named = form_named(name)
    if not head.strip():
        raise Unreadable("empty")
    if sure := _by_magic(head, named):
        return sure
    if 20 * len(_CONTROL.findall(head)) > len(head) and not head.startswith(_WIDE_MARKS):
        # A stray control character is left out later; one in twenty is no text.
        raise Unreadable("not text: binary data")
    if headed := _by_headers(head, named):
        return headed
    if named in ("html", "markdown"):
        return named
    if _HTML.match(decode(head)):
        return "html"
    if named in _SURE:
        raise Unreadable(f"no {_SURE[named]}, though its name says so")
    if named in ("text", "json", "jsonl"):
        return named
    return "jsonl" if head.lstrip(_LEFT_OUT)[:1] in (b"{", b"[") else "text"


def _by_magic(head: bytes, named: Form | None) -> Form | None:
    if head.lstrip(_LEFT_OUT).startswith(b"%PDF-") or (named == "pdf" and b"%PDF-" in head[:1024]):
        return "pdf"
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith(_ZIP):
        return "zip"
    if head.startswith(b"WARC/"):
        return "warc"
    if kind := next((kind for magic, kind in _OTHER if head.startswith(magic)), None):
        raise Unreadable(f"not text: {kind}")
    if head[_TAR] == b"ustar":
        raise Unreadable("not text: a tar archive (unpack it, and name the folder)")
    return None


def _by_headers(head: bytes, named: Form | None) -> Form | None:
    """Tell mails and MHTML, which both begin with lines 'Name: value'."""
    block = _HEADERS.match(head.lstrip(b"\r\n"))
    found = {name.lower() for name in _MAIL.findall(block[0])} if block else set()
    if block and b"mime-version" in found and _MHTML.search(block[0]):
        return "mhtml" if named != "mail" else named
    if named in ("mhtml", "mail"):
        return named
    return "mail" if block and len(found) >= 4 and {b"from", b"date"} <= found else None


def is_jsonl(content: bytes) -> bool:
    """Say whether a text that begins like JSON is JSONL of articles."""
    line = content.lstrip(_LEFT_OUT).split(b"\n", 1)[0]
    if not line.startswith(b"{"):
        return False
    if _is_json(line):
        return True
    # A broken first line of what is JSONL all the same: the line is named, the rest goes on. JSON in many lines is none.
    return (b'"text"' in content or b'"maintext"' in content) and not _is_json(content)


def _is_json(content: bytes) -> bool:
    try:
        return isinstance(json.loads(content), dict)
    except (ValueError, RecursionError):
        return False
