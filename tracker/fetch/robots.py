"""What a site's robots.txt asks of programs (RFC 9309), for addresses that no person typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tracker.fetch.client import ROBOT, Wire
from tracker.fetch.page import FetchOptions, Refused, fetch_by
from tracker.model import Page

if TYPE_CHECKING:
    from protego import Protego

_MAX_BYTES = 512 * 1024  # RFC 9309 has 500 KiB at least
_MAX_DELAY = 30.0  # seconds; some sites ask for hours, which would be a ban


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one site. Without rules all is allowed, unless `refusal` says why nothing is."""

    rules: Protego | None = None
    refusal: str | None = None

    def forbids(self, url: str) -> str | None:
        """Say why an address may not be read, None where it may."""
        if self.refusal or self.rules is None:
            return self.refusal
        return None if self.rules.can_fetch(url, ROBOT) else "robots.txt forbids it"

    def permit(self, url: str) -> None:
        """Raise Refused where an address may not be read."""
        if reason := self.forbids(url):
            raise Refused(reason)

    @property
    def delay(self) -> float:
        """Give the seconds between requests that the site asks for."""
        asked = self.rules.crawl_delay(ROBOT) if self.rules is not None else None
        return min(float(asked), _MAX_DELAY) if asked else 0.0


def origin(url: str) -> str:
    """Give the site of an address ('https://news.example'), without the name of a user."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}"


async def read_robots(wire: Wire, site: str, options: FetchOptions) -> Robots:
    """Ask a site ('https://news.example') for its rules."""
    from protego import Protego

    small = replace(options, robots=False, archive=None, content_types=None, max_bytes=_MAX_BYTES, deadline=20)
    small = replace(small, retries=min(options.retries, 1))
    found = await fetch_by(wire, f"{site}/robots.txt", small)
    if isinstance(found, Page):
        return Robots(Protego.parse(found.content.decode("utf-8", "replace")))
    if found.status is not None and (found.status >= 500 or found.status == 429):  # it has rules, and can't tell them now
        return Robots(refusal=f"its site's robots.txt could not be read: {found.reason}")
    return Robots()  # a site without rules, or without a server, which the page itself will show
