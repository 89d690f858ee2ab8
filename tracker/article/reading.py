"""What reading a source gives, and what it is read with."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import BinaryIO, NamedTuple

from tracker.article.kinds import HEAD
from tracker.article.streams import Meter, with_head
from tracker.model import Article, Mark, Page, Skipped

Marks = Callable[[str], "Mark | None"]


class Reading(NamedTuple):
    """What one source gave: its name for the user, its bytes if it is a document of its own, the result.

    The name is 'file', 'file:LINE' in JSONL, 'file!/MEMBER' in archives. `mark` is how far the file has been read with it, where
    reading can go on from there. `known` says that `found` is no failure: what the file holds so far was brought in before.
    """

    source: str
    page: Page | None
    found: Article | Skipped
    mark: Mark | None = None
    known: bool = False


class Said(NamedTuple):
    """What the user says of all articles."""

    published: date | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """A file, member of an archive or standard input, at its beginning.

    `name` is for the user; `identity` names an article that has no name of its own, null where its content has to. `named` tells
    the form ('a.txt' in a.txt.gz). `depth` is how many archives are around it. `path` is the whole path of a file that stands on
    its own, by which `marks` says how far it was read.
    """

    name: str
    identity: str | None
    named: str
    stream: BinaryIO
    head: bytes
    meter: Meter
    depth: int = 0
    path: str | None = None
    marks: Marks | None = None

    def inner(self, stream: BinaryIO, named: str, member: str = "") -> Opened:
        """Give what is inside: in gzip the same by another form, in archives a member."""
        head, stream = with_head(stream, HEAD)
        suffix = f"!/{member}" if member else ""
        identity = self.identity and self.identity + suffix
        inside = replace(self, name=self.name + suffix, identity=identity, named=named, stream=stream, head=head)
        return replace(inside, depth=self.depth + 1, path=None, marks=None)


def opened(name: str, identity: str | None, stream: BinaryIO, meter: Meter) -> Opened:
    """Open a source of that name."""
    head, stream = with_head(stream, HEAD)
    return Opened(name, identity, name, stream, head, meter)


def skipped(name: str, reason: str) -> Reading:
    """Say that a source gave nothing."""
    return Reading(name, None, Skipped(name, reason))
