"""Streams of bytes that are bounded, whatever an archive holds: gzip, members of archives, and how much may come out of them."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

# Articles shrink to a tenth, at most to a fiftieth, when they are compressed; a bomb to a thousandth.
MAX_RATIO = 100
FREE = 256 * 2**20  # bytes that may come out of any file
_CHUNK = 2**16
_STEP = 512  # of a head: what was read before the data broke off is kept


class Unreadable(Exception):
    """Say why a file, or the rest of it, can't be read: the reason why it is skipped."""


class Bomb(Unreadable):
    """Say that more comes out of a file than any archive of articles holds."""


class Meter:
    """Count what comes out of a file and of all archives within it, and stop what is a bomb."""

    def __init__(self, size: int = 0) -> None:
        """Begin with the size of the file itself; of standard input, it is counted as it comes."""
        self.size = size
        self.made = 0

    def add(self, made: int) -> None:
        """Count bytes that came out; raise Unreadable where they are too many for the file's size."""
        self.made += made
        if self.made > max(FREE, MAX_RATIO * self.size):
            raise Bomb(f"more than {MAX_RATIO} times its size unpacked, {self.made // 2**20:,} MiB so far: not read further")


class Gunzip(io.RawIOBase):
    """Unpack gzip as it is read, member after member; what follows the last one is left alone."""

    def __init__(self, packed: BinaryIO, meter: Meter) -> None:
        """Read from `packed`, which stands at the beginning of a member."""
        self._packed = packed
        self._meter = meter
        self._member = zlib.decompressobj(31)
        self._waiting = b""
        self._ended = False

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed has any buffer
        """Fill a part of the buffer; 0 at the end."""
        while not self._ended:
            data = self._waiting or self._packed.read(_CHUNK)
            made = self._unpack(data, len(buffer))  # without data, what is left inside comes out
            if not data and not made and not self._ended:
                raise Unreadable("the gzip data end too early: cut off?")
            if made:
                self._meter.add(len(made))
                buffer[: len(made)] = made
                return len(made)
        return 0

    def _unpack(self, data: bytes, limit: int) -> bytes:
        try:
            made = self._member.decompress(data, limit)
        except zlib.error as error:
            raise Unreadable("the gzip data are damaged") from error
        self._waiting = self._member.unconsumed_tail
        if self._member.eof:
            self._begin(self._member.unused_data)
        return made

    def _begin(self, data: bytes) -> None:
        """Begin the next member, if there is one."""
        data = data.lstrip(b"\0") or self._packed.read(_CHUNK).lstrip(b"\0")  # padding between members, as tapes have it
        if len(data) == 1:
            data += self._packed.read(_CHUNK)
        self._ended = not data.startswith(b"\x1f\x8b")
        self._waiting = data
        self._member = zlib.decompressobj(31)


class Metered(io.RawIOBase):
    """Count what a stream gives: what an archive's member unpacks to, or how long standard input is."""

    def __init__(self, stream: BinaryIO, meter: Meter, *, is_input: bool = False) -> None:
        """Read from a stream; `is_input` where it is not unpacked from the file, but the file."""
        self._stream = stream
        self._meter = meter
        self._is_input = is_input

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed has any buffer
        """Fill a part of the buffer; 0 at the end."""
        data = self._stream.read(len(buffer))
        if self._is_input:
            self._meter.size += len(data)
        else:
            self._meter.add(len(data))
        buffer[: len(data)] = data
        return len(data)


class Rejoined(io.RawIOBase):
    """A stream whose beginning was read already."""

    def __init__(self, head: bytes, rest: BinaryIO | Unreadable) -> None:
        """Give the head first, then the rest, or what is wrong with it."""
        self._head = head
        self._rest = rest

    def readable(self) -> bool:
        """Say that it can be read."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # typeshed has any buffer
        """Fill a part of the buffer; 0 at the end."""
        if self._head:
            data, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        elif isinstance(self._rest, Unreadable):
            raise self._rest
        else:
            data = self._rest.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


def starts_with(packed: bytes, what: bytes) -> bool:
    """Say whether gzip data begin so, unpacked."""
    try:
        return zlib.decompressobj(31).decompress(packed, len(what)) == what
    except zlib.error:
        return False


def buffered(raw: io.RawIOBase) -> BinaryIO:
    """Give a stream with a buffer."""
    return io.BufferedReader(raw, _CHUNK)


def with_head(stream: BinaryIO, size: int) -> tuple[bytes, BinaryIO]:
    """Give the first bytes of a stream, and a stream that still has them."""
    pieces: list[bytes] = []
    missing = size
    try:
        while missing and (piece := stream.read(min(missing, _STEP))):  # a pipe gives what it has
            pieces.append(piece)
            missing -= len(piece)
    except Unreadable as error:  # told where reading comes to it
        if not pieces:
            raise
        return b"".join(pieces), buffered(Rejoined(b"".join(pieces), error))
    head = b"".join(pieces)
    if stream.seekable():
        stream.seek(-len(head), io.SEEK_CUR)
        return head, stream
    return head, buffered(Rejoined(head, stream))


def read_whole(stream: BinaryIO, limit: int) -> bytes:
    """Read all of a stream, or raise Unreadable where it is longer than it may be."""
    pieces: list[bytes] = []
    size = 0
    while piece := stream.read(min(2**20, limit + 1 - size)):
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise Unreadable(f"larger than {limit // 2**20} MiB")
    return b"".join(pieces)


def lines_of(stream: BinaryIO, limit: int) -> Iterator[bytes | None]:
    """Give a stream's lines, None in place of one that is longer than it may be."""
    while line := stream.readline(limit + 1):
        if len(line) <= limit:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(_CHUNK)
        yield None
