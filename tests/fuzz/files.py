"""Files for fuzzing: pages, PDFs, mails, JSON, WARC and archives of them, each made by its rules and then damaged anywhere.

What is chosen comes from outside, as in `texts.py`.
"""

from __future__ import annotations

import gzip
import io
import json
import re
import zipfile
from collections.abc import Callable, Sequence
from typing import TypeVar

from tests.fuzz.texts import Choices
from tests.made_files import LEAD, SECOND, THIRD, TOLD, zipped

T = TypeVar("T")

WORDS = [
    LEAD,
    SECOND,
    THIRD,
    "",
    " ",
    "\n",
    "\x00",
    "\x1b[31m",
    "2026-02-15",
    "é",
    "\u202e",
    "\ud800",
    "<p>",
    "-->",
    "=?utf-8?q?=41?=",
]
NAMES = [
    "a.html",
    "b.txt",
    "c.md",
    "d.jsonl",
    "e.json",
    "f.pdf",
    "g.warc",
    "h.warc.gz",
    "i.zip",
    "j.eml",
    "k.mhtml",
    "l",
    "m.gz",
    "n.txt.gz",
]
_TAGS = "html head body article p div h1 time meta title table tr td ul li a script style br pre b sup template svg iframe".split()
_MARKS = ["<!--", "]]>", "<![CDATA[", "&#0;", "&amp;", "<!DOCTYPE html>", "<?xml version='1.0'?>", "&#x1F4A9;", "</", "<"]
_ATTRIBUTES = [
    'class="date"',
    'href="https://wire.example/2026/02/15/a"',
    'datetime="2026-02-15"',
    'property="og:title" content="Depots"',
    'name="date" content="2026-02-30"',
    'rel="canonical" href="//[::1"',
    'type="application/ld+json"',
    'charset="utf-16"',
    'charset="hex"',
]
_LENGTHS = ["0", "1", "99", "-1", "99999999999", "1e3", "", "٣", "9" * 40]
_FIELDS = ["text", "maintext", "title", "id", "url", "source", "date", "published", "authors", "hostname", "language", "publisher"]
_VALUES: Sequence[object] = [
    LEAD,
    "2026-02-15",
    "https://wire.example/a",
    "http://[",
    7,
    -0.0,
    10**400,
    None,
    True,
    [],
    [1],
    {},
    "",
    "\ud800",
]
_MAGIC = [
    b"%PDF-1.7\n",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b\x08",
    b"WARC/1.0\r\n",
    b"\r\n\r\n",
    b"--b\r\n",
    b"--b--",
    b"\xff\xfe",
    b"{",
    b"<html>",
]


def make_file(choices: Choices, *, depth: int = 3) -> tuple[str, bytes]:
    """Make a file: its name, which may lie, and its content."""
    makers: list[Callable[[Choices, int], bytes]] = [_html, _jsonl, _json, _warc, _zip, _gzip, _message, _text, _html, _warc, _pdf]
    content = _one(choices, makers[: None if depth else 3])(choices, depth)
    for _ in range(choices.below(4) if choices.below(2) else 0):
        content = _damaged(choices, content)
    return _one(choices, NAMES), content[: 2**20]


def _text(choices: Choices, depth: int) -> bytes:
    return _words(choices, 6).encode("utf-8", "replace")


def _words(choices: Choices, most: int) -> str:
    pieces = (_one(choices, WORDS) if choices.below(5) else choices.anything(8) for _ in range(choices.below(most)))
    return " ".join(pieces)


def _html(choices: Choices, depth: int) -> bytes:
    pieces = [_one(choices, ["<!DOCTYPE html><html><body>", "<html>", "", "<!-- saved from url=(0020)https://wire.example/a -->"])]
    for _ in range(choices.below(12)):
        tag, attributes = _one(choices, _TAGS), _one(choices, _ATTRIBUTES) if choices.below(2) else ""
        inner = _one(
            choices, [TOLD, "", json.dumps({"@type": "NewsArticle", "datePublished": _one(choices, WORDS)}), _words(choices, 3)]
        )
        end = f"</{tag}>" if choices.below(4) else _one(choices, _MARKS)
        pieces.append(f"<{tag} {attributes}>" * (1 + (choices.below(300) if not choices.below(8) else 0)) + inner + end)
    return "".join(pieces).encode(_one(choices, ["utf-8", "cp1252", "utf-16", "latin-1"]), "replace")


def _record(choices: Choices) -> object:
    return (
        {_one(choices, _FIELDS): _one(choices, _VALUES) for _ in range(choices.below(6))}
        if choices.below(8)
        else _one(choices, _VALUES)
    )


def _jsonl(choices: Choices, depth: int) -> bytes:
    ends = ["\n", "\r\n", "\n\n", "\u2028", ""]
    return "".join(json.dumps(_record(choices)) + _one(choices, ends) for _ in range(choices.below(6))).encode()


def _json(choices: Choices, depth: int) -> bytes:
    return json.dumps(
        [_record(choices) for _ in range(choices.below(4))] if choices.below(2) else _record(choices), indent=1
    ).encode()


def _warc(choices: Choices, depth: int) -> bytes:
    packed = choices.below(2)
    records = [_warc_record(choices, depth) for _ in range(1 + choices.below(4))]
    return b"".join(gzip.compress(record, 1, mtime=0) if packed else record for record in records)


def _warc_record(choices: Choices, depth: int) -> bytes:
    kind = _one(choices, ["text/html", "text/html; charset=utf-8", "text/plain", "application/pdf", "", "image/png"])
    body = make_file(choices, depth=depth - 1)[1] if depth and not choices.below(3) else _html(choices, 0)
    encoding = _one(choices, ["", "", "Content-Encoding: gzip\r\n", "Content-Encoding: deflate\r\n", "Content-Encoding: br\r\n"])
    if "gzip" in encoding and choices.below(4):
        body = gzip.compress(body, 1, mtime=0)
    if not choices.below(4):
        encoding += "Transfer-Encoding: chunked\r\n"
        body = b"%x\r\n%s\r\n0\r\n\r\n" % (len(body) + (choices.below(9) if not choices.below(4) else 0), body)
    status = _one(choices, ["200 OK", "200", "301 Moved", "999999", "²00 OK"])
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{encoding}\r\n".encode() + body
    length = str(len(answer)) if choices.below(5) else _one(choices, _LENGTHS)
    uri = _one(choices, ["https://wire.example/2026/02/15/a", "<https://wire.example/b>", "dns:x", "", "http://[::1", "\x1b[31m"])
    head = {"WARC-Type": _one(choices, ["response", "response", "resource", "revisit", "x"]), "WARC-Target-URI": uri}
    head |= {"WARC-Date": _one(choices, ["2026-02-15T10:00:00Z", "0001-01-01T00:00:00+23:59", "x", ""]), "Content-Length": length}
    block = "".join(f"{name}: {value}\r\n" for name, value in head.items())
    return f"WARC/1.0\r\n{block}\r\n".encode() + answer + _one(choices, [b"\r\n\r\n", b"\r\n\r\n", b"", b"\n"])


def _zip(choices: Choices, depth: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(
        out, "w", _one(choices, [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    ) as archive:
        for number in range(choices.below(4)):
            name, content = make_file(choices, depth=depth - 1) if depth else ("a.txt", b"x")
            folder = _one(choices, ["", "", "../", "/", "C:\\", "a_files/", "x\x00", "__MACOSX/", "é/"])
            archive.writestr(f"{folder}{number}{name}", content)
    return out.getvalue()


def _gzip(choices: Choices, depth: int) -> bytes:
    content = make_file(choices, depth=depth - 1)[1]
    return gzip.compress(content, 1, mtime=0) + _one(choices, [b"", b"", bytes(9), b"x", gzip.compress(content, 1, mtime=0)])


def _message(choices: Choices, depth: int) -> bytes:
    heads = [
        "MIME-Version: 1.0",
        f"Subject: {_words(choices, 2)}",
        "From: " + _one(choices, ["Desk <a@b.example>", "=?utf-8?b?=?=", "<<", '"', "a@"]),
        "Date: " + _one(choices, ["Sun, 15 Feb 2026 23:30:00 -0500", "Sun, 99 Feb 99999 99:99:99 +9999", "", "0"]),
        "Content-Type: "
        + _one(choices, ["multipart/related; boundary=b", 'multipart/mixed; boundary="b"; start=x', "multipart/x", "text/html"]),
        "Snapshot-Content-Location: " + _one(choices, ["https://wire.example/a", "x", "http://["]),
    ]
    parts = [_part(choices, depth) for _ in range(choices.below(5))]
    return (
        "\r\n".join(head for head in heads if choices.below(6)).encode("utf-8", "replace")
        + b"\r\n\r\n"
        + b"".join(parts)
        + b"--b--"
    )


def _part(choices: Choices, depth: int) -> bytes:
    name, content = make_file(choices, depth=depth - 1) if depth and not choices.below(3) else ("a.html", _html(choices, 0))
    kind = _one(
        choices, ["text/html", "text/plain; charset=x", "multipart/alternative; boundary=b", "multipart/mixed; boundary=c", "a/b"]
    )
    more = _one(choices, ["Content-Transfer-Encoding: base64\r\n", "Content-Transfer-Encoding: quoted-printable\r\n", ""])
    more += _one(
        choices,
        ["", f'Content-Disposition: attachment; filename="{name}"\r\n', "Content-Disposition: attachment; filename*=x''%FF\r\n"],
    )
    return f"--b\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + content + b"\r\n"


def _pdf(choices: Choices, depth: int) -> bytes:
    """Make a PDF by hand, whose numbers may be anything."""
    number = _one(choices, ["1", "1", "1", "0", "-1", "1000000", "999999999999"])
    text = re.sub(r"[()\\]", "", _words(choices, 4))[:400]
    stream = f"BT /F1 {_one(choices, ['12', '0', '-3', '1e9'])} Tf 72 700 Td ({text}) Tj ET".encode("latin-1", "replace")
    size = str(len(stream)) if choices.below(4) else _one(choices, _LENGTHS)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{_one(choices, ['3 0 R', '2 0 R', '3 0 R ' * 50])}] /Count {number} >>".encode(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {size} >>\nstream\n".encode() + stream + b"\nendstream",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"[" * (choices.below(5000) if not choices.below(4) else 0),
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (index, content) for index, content in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer << /Root 1 0 R >>\n%%EOF"


def _damaged(choices: Choices, content: bytes) -> bytes:
    """Change one thing, anywhere."""
    at = choices.below(len(content) + 1)
    to = min(len(content), at + choices.below(64))
    actions: Sequence[Callable[[], bytes]] = (
        lambda: b"",
        lambda: content[at:to] * 3,
        lambda: bytes(255 - byte for byte in content[at:to]),
        lambda: content[at:to] + _one(choices, _MAGIC),
        lambda: bytes([choices.below(256)]) * (to - at),
    )
    if not choices.below(4):
        return content[:at]
    return content[:at] + _one(choices, actions)() + content[to:]


def _one(choices: Choices, options: Sequence[T]) -> T:
    return options[choices.below(len(options))]


__all__ = ["make_file", "zipped"]
