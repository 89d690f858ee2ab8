"""Find the feeds that a site's page names: <link rel="alternate" type="application/rss+xml" href="...">."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.article.charset import decode
from tracker.article.normal import one_line
from tracker.feeds.parse import address
from tracker.model import Page

_TYPES = {"application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml", "application/json"}
_COMMENTS = re.compile(r"\bcomments?\b", re.I)
_MAX_HEAD = 2 * 2**20  # characters; links to feeds stand in a page's head
_MOST = 50


@dataclass(frozen=True, slots=True)
class Found:
    """A feed that a page names, with the title that the page gives it."""

    url: str
    title: str


def feeds_of_page(page: Page) -> tuple[Found, ...]:
    """Give the feeds that a page names, in its order; those of comments last."""
    from lxml import etree, html

    try:
        tree = html.document_fromstring(decode(page.content, page.charset)[:_MAX_HEAD].replace("\0", "").encode())
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ()
    base = page.url or page.requested
    found: dict[str, Found] = {}
    for element in tree.iter("link"):
        if "alternate" not in (element.get("rel") or "").lower().split() or len(found) >= _MOST:
            continue
        kind = (element.get("type") or "").partition(";")[0].strip().lower()
        url = address(element.get("href"), base)
        if kind in _TYPES and url and "wp-json" not in url:
            found.setdefault(url, Found(url, one_line(element.get("title") or "")))
    return tuple(sorted(found.values(), key=lambda each: bool(_COMMENTS.search(f"{each.title} {each.url}"))))
