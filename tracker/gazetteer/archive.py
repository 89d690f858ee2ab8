"""Read the lines of text files, and of those in zip archives, within limits: a small archive can hold a flood."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO

MIB = 2**20
MOST_BYTES = 1024 * MIB  # of one unpacked file; the largest country of GeoNames has some 300 MiB
MOST_TIMES = 100  # how many times its packed size a file may unpack to; GeoNames' texts unpack to some 4 times
_MOST_LINE = 65536  # characters in a line; GeoNames' longest have some 12,000
_NOT_READ = (zipfile.BadZipFile, zlib.error, lzma.LZMAError, RuntimeError, NotImplementedError, EOFError, OSError)


class Unreadable(Exception):
    """Carry the reason why a file can't be read."""


def text_lines(file: IO[bytes]) -> Iterator[str]:
    """Give the lines of a UTF-8 text, a byte order mark left out (Unreadable where it is something else)."""
    number = 0
    while line := file.readline(_MOST_LINE):
        number += 1
        if len(line) >= _MOST_LINE and not line.endswith(b"\n"):
            raise Unreadable(f"line {number} is longer than {_MOST_LINE} bytes")
        if b"\0" in line:
            raise Unreadable("is not a text")
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError:
            raise Unreadable(f"line {number} is not UTF-8") from None


def zipped_lines(file: IO[bytes], member: str | None = None) -> Iterator[str]:
    """Give the lines of one file in a zip archive: the one of this name, else its only or largest text."""
    try:
        with zipfile.ZipFile(file) as archive:
            chosen = _member(archive, member)
            with archive.open(chosen) as text:
                yield from text_lines(text)
    except _NOT_READ as error:
        raise Unreadable(f"is no sound zip archive: {error}") from None


def _member(archive: zipfile.ZipFile, wanted: str | None) -> zipfile.ZipInfo:
    texts = [i for i in archive.infolist() if i.filename.lower().endswith((".txt", ".csv", ".tsv"))]
    if wanted is not None:
        texts = [i for i in texts if i.filename.casefold() == wanted.casefold()]
    else:
        texts = [i for i in texts if "readme" not in i.filename.casefold()]
    if not texts:
        raise Unreadable(f"has no {wanted or 'text'} in it")
    chosen = max(texts, key=lambda i: i.file_size)
    if chosen.file_size > MOST_BYTES or chosen.file_size > MOST_TIMES * max(chosen.compress_size, MIB // MOST_TIMES):
        raise Unreadable(f"unpacks to more than is believable ({chosen.file_size / MIB:.0f} MiB)")
    return chosen
