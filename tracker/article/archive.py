"""Look into ZIP archives: one member after the other as a stream, nothing is ever written to disk.

The list of members is measured before it is read, for a small file can claim millions of them.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import BinaryIO, NamedTuple

from tracker.article.kinds import is_readable
from tracker.article.normal import one_line
from tracker.article.streams import Meter, Metered, Unreadable, buffered

MAX_MEMBERS = 50_000
MAX_LIST = 16 * 2**20  # bytes of the list of members
_END = struct.Struct("<4s4H2LH")
_END64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR = struct.Struct("<4sLQL")
_TAIL = _END.size + 2**16
# Folders in which browsers keep the parts of a page that was saved as 'complete', in the languages that name them otherwise.
_PARTS = (
    "_files",
    ".files",
    "-filer",
    "_fichiers",
    "-dateien",
    "_archivos",
    "_file",
    "_bestanden",
    "_arquivos",
    "_soubory",
    "_pliki",
)
_PAGES = (".html", ".htm", ".xhtml")


class Member(NamedTuple):
    """A member of an archive: its name, and its bytes or why they can't be had."""

    name: str
    stream: BinaryIO | str


def is_part_of_page(folder: str, beside: set[str]) -> bool:
    """Say whether a folder holds the parts of a saved page: frames and scripts. `beside` are the files beside it, in lower case."""
    name = folder.lower()
    stems = (name.removesuffix(part) for part in _PARTS if name.endswith(part))
    return any(stem + page in beside for stem in stems for page in _PAGES)


def members_of(file: BinaryIO, meter: Meter) -> Iterator[Member]:
    """Give the members of an archive that can be articles, in its order; raise Unreadable where it is none."""
    _measure(file)
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, struct.error) as error:
        raise Unreadable("the ZIP archive is damaged or cut off") from error
    with archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        names = [info.filename for info in infos]
        if kind := _office(names):
            raise Unreadable(f"not text: {kind}")
        wanted = _wanted(names)
        seen: set[str] = set()
        for info in infos:
            if info.filename in wanted:
                name = one_line(info.filename) or "?"
                yield Member(name, "repeats the name of another member" if name in seen else _opened(archive, info, meter))
                seen.add(name)


def _measure(file: BinaryIO) -> None:
    """Raise Unreadable where the list of members is too long to be read."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _TAIL))
    tail = file.read(_TAIL)
    at = tail.rfind(b"PK\x05\x06")
    if at < 0 or len(tail) - at < _END.size:
        raise Unreadable("the ZIP archive is damaged or cut off")
    _, _, _, _, count, length, _, _ = _END.unpack_from(tail, at)
    before = at - _LOCATOR.size
    if before >= 0 and tail.startswith(b"PK\x06\x07", before):
        file.seek(min(_LOCATOR.unpack_from(tail, before)[2], size))
        if len(data := file.read(_END64.size)) == _END64.size and data.startswith(b"PK\x06\x06"):
            count, length = _END64.unpack(data)[7:9]
    if length > MAX_LIST:
        raise Unreadable("the ZIP archive's list of members is longer than 16 MiB")
    if count > MAX_MEMBERS:
        raise Unreadable(f"the ZIP archive has {count:,} members (the limit is {MAX_MEMBERS:,}): unpack it, and name the folder")
    file.seek(0)


def _office(names: list[str]) -> str | None:
    if "[Content_Types].xml" in names:
        return "an office document (save it as PDF or text)"
    if "mimetype" in names[:1]:
        return "an office document or e-book (save it as PDF or text)"
    return None


def _wanted(names: list[str]) -> set[str]:
    """Choose the members to read: as in folders, no hidden ones, no other kinds, no parts of saved pages."""
    beside: dict[str, set[str]] = {}
    for name in names:
        path = PurePosixPath(name)
        beside.setdefault(str(path.parent), set()).add(path.name.lower())

    def in_parts(path: PurePosixPath) -> bool:
        return any(is_part_of_page(above.name, beside.get(str(above.parent), set())) for above in path.parents if above.name)

    parts: dict[str, bool] = {}
    out = set()
    for name in names:
        path = PurePosixPath(name)
        # '..' is a part of a path like any other: nothing is written anywhere.
        if not is_readable(path.name) or any((part.startswith(".") and part != "..") or part == "__MACOSX" for part in path.parts):
            continue
        folder = str(path.parent)
        if folder not in parts:
            parts[folder] = in_parts(path)
        if not parts[folder]:
            out.add(name)
    return out


def _opened(archive: zipfile.ZipFile, info: zipfile.ZipInfo, meter: Meter) -> BinaryIO | str:
    if info.flag_bits & 1:
        return "is encrypted"
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):  # LZMA takes what memory its header asks for
        return "is packed in a way that is not read here"
    try:
        return buffered(Metered(_Guarded(archive.open(info)), meter))  # type: ignore[arg-type]  # it has what is read here
    except (zipfile.BadZipFile, NotImplementedError, OSError, ValueError, RuntimeError, struct.error):
        return "is damaged"


class _Guarded:
    """A member's stream whose errors say what is wrong."""

    def __init__(self, stream: BinaryIO | zipfile.ZipExtFile) -> None:
        self._stream = stream

    def read(self, size: int) -> bytes:
        try:
            return self._stream.read(size)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, RuntimeError) as error:
            raise Unreadable("is damaged or cut off") from error
