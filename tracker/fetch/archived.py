"""Find the newest capture of a page that is gone, by a web archive's availability interface.

The interface is the Wayback Machine's: `ARCHIVE/wayback/available?url=...` answers with the closest capture, which without a day
is the newest. The capture is asked for as it was taken ('id_'), without the archive's own frame and links.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import quote, urljoin

from tracker.fetch.client import Wire
from tracker.fetch.page import FetchOptions, fetch_by
from tracker.model import Page, Skipped

ARCHIVE = "https://archive.org"
_STAMPED = re.compile(r"(/web/\d{4,14})/")
_MAX_ANSWER = 2**20


@dataclass(frozen=True, slots=True)
class Capture:
    """A page as an archive has it: where, and when it was taken (UTC)."""

    url: str
    taken: datetime


async def fetch_archived(wire: Wire, missing: Skipped, options: FetchOptions) -> Page | Skipped:
    """Fetch the newest capture of a page; where there is none, say so beside the reason why the page is gone."""
    base = (options.archive or ARCHIVE).rstrip("/")
    asking = replace(options, archive=None, robots=False, typed=True, content_types=None, max_bytes=_MAX_ANSWER)
    answer = await fetch_by(wire, f"{base}/wayback/available?url={quote(missing.source, safe='')}", asking)
    found = answer.reason if isinstance(answer, Skipped) else read_answer(answer.content, base)
    if isinstance(found, str):
        return replace(missing, reason=f"{missing.reason}; the web archive: {found}")
    # The archive named the address: like any that a page names, it may not lead inside, unless the archive itself is there.
    ours = found.url.startswith(f"{base}/")
    page = await fetch_by(wire, raw_address(found.url), replace(options, archive=None, robots=False, typed=options.typed or ours))
    if isinstance(page, Skipped):
        return replace(missing, reason=f"{missing.reason}; the web archive's capture: {page.reason}")
    return replace(
        page,
        requested=missing.source,
        url=missing.source,
        etag=None,
        last_modified=None,
        captured=found.taken,
        archive=found.url,
    )


def read_answer(content: bytes, base: str) -> Capture | str:
    """Read what the interface answered, or say why that names no capture."""
    try:
        told = json.loads(content)
        closest = told["archived_snapshots"].get("closest")
        if not closest:
            return "has no capture"
        if not closest.get("available") or str(closest.get("status", "200")) != "200":
            return f"its newest capture is of status {closest.get('status')}"
        stamp = str(closest["timestamp"]).ljust(14, "0")
        taken = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
        return Capture(urljoin(f"{base}/", str(closest["url"])), taken)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return "gave an answer that can't be read"


def raw_address(url: str) -> str:
    """Give the address of a capture as it was taken; one of another form stays as it is."""
    return _STAMPED.sub(r"\1id_/", url, count=1)
