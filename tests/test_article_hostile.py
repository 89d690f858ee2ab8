"""Files made to harm: each ends soon, in little memory, with one clear line. Each is read in a process of its own, and measured."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from tests.made_files import LEAD, gzipped, html, warc, zipped

MIB = 2**20
MOST_MEMORY = 1024 * MIB
MOST_SECONDS = 60.0  # of the processor, on a slow machine that does other things

READ = """
import json, resource, sys
from pathlib import Path
from tracker.article import file_readings
from tracker.model import Skipped
count, told = 0, []
for reading in file_readings(Path(sys.argv[1])):
    count += 1
    if len(told) < 5:
        told.append(reading.found.reason if isinstance(reading.found, Skipped) else "an article")
used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
# Not ru_maxrss of this process: it begins with what the tests' own process used.
own = int(Path("/proc/self/status").read_text().partition("VmHWM:")[2].split()[0])
print(json.dumps([count, told, max(own, used[1].ru_maxrss) * 1024, sum(u.ru_utime + u.ru_stime for u in used)]))
"""


@cache
def bomb(size: int) -> bytes:
    """Give so many bytes packed with deflate: the same piece again and again, for packing ten gigabytes takes long."""
    piece = b"x " * (2 * MIB)
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    first = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    again = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    return first + again * (size // len(piece) - 1) + packer.flush()


def raw_zip(members: list[tuple[str, bytes, int]], *, one_body: bool = False) -> bytes:
    """Make a ZIP archive by hand: names, packed content, the size that they claim to have unpacked."""
    out, entries = io.BytesIO(), io.BytesIO()
    for name, packed, size in members:
        at = 0 if one_body else out.tell()
        common = struct.pack("<HHHHHLLLHH", 20, 0, 8, 0, 0, 0, len(packed), size, len(name), 0)
        entries.write(b"PK\x01\x02" + struct.pack("<H", 20) + common + struct.pack("<HHHLL", 0, 0, 0, 0, at) + name.encode())
        if not one_body or not out.tell():
            out.write(b"PK\x03\x04" + common + name.encode() + packed)
    start, count = out.tell(), min(len(members), 0xFFFF)
    out.write(entries.getvalue())
    length = entries.tell()
    if len(members) > 0xFFFF:
        end = out.tell()
        out.write(b"PK\x06\x06" + struct.pack("<QHHLLQQQQ", 44, 45, 45, 0, 0, len(members), len(members), length, start))
        out.write(b"PK\x06\x07" + struct.pack("<LQL", 0, end, 1))
    out.write(b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, count, count, length, start, 0))
    return out.getvalue()


def claims_a_billion_members() -> bytes:
    whole = bytearray(zipped({"a.txt": LEAD.encode()}))
    end = bytes(whole[-22:])
    start = struct.unpack_from("<L", end, 16)[0]
    record = b"PK\x06\x06" + struct.pack("<QHHLLQQQQ", 44, 45, 45, 0, 0, 10**9, 10**9, 60 * 10**9, start)
    return bytes(whole[:-22]) + record + b"PK\x06\x07" + struct.pack("<LQL", 0, len(whole) - 22, 1) + end


def pdf_of(*objects: bytes) -> bytes:
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, content) for number, content in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer << /Root 1 0 R >>\n%%EOF"


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"


def pdf_bomb() -> bytes:
    packed = zlib.compress(b"BT /F1 12 Tf 72 700 Td " + b"(A strike hit the town) Tj " * 4_000_000 + b"ET", 1)
    stream = b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(packed), packed)
    return pdf_of(CATALOG, b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>", PAGE, stream, FONT)


def pages_without_end() -> bytes:
    kids = b"<< /Type /Pages /Kids [%s] /Count 1000000 >>" % (b"3 0 R " * 1_000_000)
    return pdf_of(CATALOG, kids, PAGE, b"<< /Length 0 >>\nstream\n\nendstream", FONT)


def deep_pdf() -> bytes:
    nested = b"[" * 2_000_000
    return pdf_of(CATALOG, b"<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 9 >>", PAGE, nested, FONT, b"<< /A " * 1_000_000)


def record(body: bytes, length: int | None = None, **headers: str) -> bytes:
    told = {"WARC-Type": "response", "WARC-Target-URI": "https://wire.example/a", **headers}
    lines = "".join(f"{name}: {value}\r\n" for name, value in told.items())
    return f"WARC/1.0\r\n{lines}Content-Length: {len(body) if length is None else length}\r\n\r\n".encode() + body + b"\r\n\r\n"


def gzip_member(packed: bytes) -> bytes:
    return b"\x1f\x8b\x08\x00" + bytes(4) + b"\x00\x03" + packed + bytes(8)


def warc_bomb() -> bytes:
    """One record of ten gigabytes."""
    head = record(b"", 10 * 2**30).partition(b"\r\n\r\n")[0] + b"\r\n\r\n"
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    return gzip_member(packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH) + bomb(10 * 2**30))


def answer(body: bytes, headers: str) -> bytes:
    return f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{headers}\r\n".encode() + body


BOUNDARY = b"MIME-Version: 1.0\r\nSubject: x\r\nContent-Type: multipart/related; boundary=b\r\n\r\n"
NESTED = "MIME-Version: 1.0\r\n" + "".join(
    f"Content-Type: multipart/mixed; boundary=b{n}\r\n\r\n--b{n}\r\n" for n in range(100_000)
)
SMALL = zipped({"a.txt": LEAD.encode()})
LONG = 2**32 - 2  # the size that a member claims
TOO_MUCH = "more than 100 times its size unpacked"

HOSTILE: list[tuple[str, str, Callable[[], bytes], str | None]] = [
    # (what, name, content, how the first line begins; null where only the bounds matter)
    ("ten gigabytes in ZIP", "a.zip", lambda: raw_zip([("a.txt", bomb(10 * 2**30), LONG)]), "larger than 16 MiB"),
    ("the same as JSONL", "a.zip", lambda: raw_zip([("a.jsonl", bomb(10 * 2**30), LONG)]), TOO_MUCH),
    ("the same in gzip", "a.txt.gz", lambda: gzip_member(bomb(10 * 2**30)), "larger than 16 MiB"),
    ("the same in gzip, as JSONL", "a.jsonl.gz", lambda: gzip_member(bomb(10 * 2**30)), TOO_MUCH),
    ("the same in WARC", "a.warc.gz", warc_bomb, TOO_MUCH),
    ("many bombs", "a.zip", lambda: raw_zip([(f"{n}.txt", bomb(32 * MIB), LONG) for n in range(400)]), "larger than 16 MiB"),
    (
        "one body for all members",
        "a.zip",
        lambda: raw_zip([(f"{n:05}.txt", bomb(16 * MIB), LONG) for n in range(20_000)], one_body=True),
        None,
    ),
    ("a bomb in ZIP in ZIP", "a.zip", lambda: zipped({"b.zip": raw_zip([("a.jsonl", bomb(2**30), LONG)])}), TOO_MUCH),
    (
        "100,000 members",
        "a.zip",
        lambda: raw_zip([(f"{n}.txt", b"\x03\x00", 0) for n in range(100_000)]),
        "the ZIP archive has 100,000 members",
    ),
    ("a billion members, claimed", "a.zip", claims_a_billion_members, "the ZIP archive's list of members is longer"),
    (
        "names that climb",
        "a.zip",
        lambda: zipped({"../../../../tmp/climbed.txt": LEAD.encode(), "C:\\x.txt": b"x y", "/etc/y.txt": b"x y"}),
        "an article",
    ),
    (
        "a member in itself",
        "a.zip",
        lambda: zipped({"a.zip": zipped({"a.zip": zipped({"a.zip": SMALL})})}),
        "an archive in an archive",
    ),
    ("a million pages", "a.pdf", pages_without_end, None),
    ("deep objects", "a.pdf", deep_pdf, None),
    ("a hundred megabytes of text in a PDF", "a.pdf", pdf_bomb, "the PDF "),
    ("headers without end", "a.warc", lambda: b"WARC/1.0\r\n" + b"A: b\r\n" * (10 * MIB), "a record at byte 0 can't be read"),
    (
        "a length beyond the file",
        "a.warc",
        lambda: record(html(), 10**14) + warc([("https://wire.example/b", html(), "text/html")], packed=False),
        "a record at byte 0",
    ),
    ("each length a lie", "a.warc", lambda: record(b"x" * 40, 30 * MIB) * 150_000, "a record at byte 0 can't be read"),
    ("nothing but beginnings of gzip", "a.warc.gz", lambda: gzipped(record(b"x")) + b"\x1f\x8b\x08" * (5 * MIB), None),
    (
        "an answer that unpacks to a gigabyte",
        "a.warc",
        lambda: record(answer(gzip_member(bomb(2**30)), "Content-Encoding: gzip\r\n")),
        "larger than 64 MiB",
    ),
    (
        "a chunk longer than the answer",
        "a.warc",
        lambda: record(answer(b"ffffffff\r\n" + html(), "Transfer-Encoding: chunked\r\n")),
        "an article",
    ),
    ("parts without end", "a.mhtml", lambda: BOUNDARY + b"--b\r\n\r\n" * (6 * MIB), "the message has more than 10,000 parts"),
    ("parts in parts", "a.eml", NESTED.encode, "no article text found in this mail"),
    ("headers of a mail without end", "a.eml", lambda: b"Subject: x\r\n" * (4 * MIB), "no article text found in this mail"),
    (
        "brackets",
        "a.json",
        lambda: b"[" + b"[]," * (5 * MIB) + b"[]]",
        "no articles in 5,242,881 items of JSON: the first is not a JSON object",
    ),
    ("too much JSON", "a.json", lambda: b"[" * (20 * MIB), "larger than 16 MiB: write it as JSONL"),
    ("brackets in brackets", "a.json", lambda: b"[" * (10 * MIB), "is not JSON that can be read"),
    (
        "a line without end",
        "a.jsonl",
        lambda: b'{"text": "' + b"x" * (200 * MIB) + b'"}\n{"text": "y z"}',
        "line 1 is longer than 16 MiB",
    ),
    (
        "a number without end",
        "a.jsonl",
        lambda: b'{"id": ' + b"9" * 10_000 + b', "text": "x y"}',
        "line 1 is not JSON that can be read",
    ),
    ("millions of elements", "a.html", lambda: b"<html>" + b"<a>" * (5 * MIB), "no article: the page has some 5,242,881 elements"),
    ("elements in elements", "a.html", lambda: b"<html>" + b"<div>" * 300_000 + LEAD.encode(), None),
    ("text alone", "a.html", lambda: b"<html><p>" + b"a strike " * (1_800_000), None),
    ("text with one wide character", "a.txt", lambda: "\U0001f4a9".encode() + b"On Monday, " * 1_400_000, "an article"),
    (
        "entities in entities",
        "a.xhtml",
        lambda: (
            b'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY a "'
            + b"x" * 1000
            + b'">'
            + b"".join(b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 100 if n else b"&a;" * 100) for n in range(9))
            + b"]><html><body><p>&a8;</p></body></html>"
        ),
        None,
    ),
]


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="measured by what Linux tells of a process")
@pytest.mark.parametrize(("name", "make", "begins"), [each[1:] for each in HOSTILE], ids=[each[0] for each in HOSTILE])
def test_files_made_to_harm(tmp_path: Path, name: str, make: Callable[[], bytes], begins: str | None) -> None:
    path = tmp_path / name
    path.write_bytes(make())
    done = subprocess.run([sys.executable, "-c", READ, str(path)], capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stderr == ""
    count, told, memory, seconds = json.loads(done.stdout)
    assert count >= 1
    assert memory < MOST_MEMORY, f"{memory // MIB} MiB"
    assert seconds < MOST_SECONDS
    if begins is not None:
        assert told[0].startswith(begins)
    assert all("\n" not in line for line in told)
    assert not Path("/tmp/climbed.txt").exists()
    assert list(tmp_path.iterdir()) == [path]
