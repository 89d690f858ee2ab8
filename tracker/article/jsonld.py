"""Read what a page says of itself in JSON-LD (schema.org)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_ARTICLE = re.compile(r"Article$|^Report|BlogPosting$|^PressRelease$|^LiveBlogPosting$|^SocialMediaPosting$")
_PAGE = re.compile(r"Page$")
# Where an article may stand inside other objects. Lists of related ones ('itemListElement', 'hasPart') are not among them.
_INSIDE = ("@graph", "mainEntity", "mainEntityOfPage")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|\]\]>|/\*\s*\]\]>\s*\*/)\s*$"
)
_BROKEN = re.compile(r'"(datePublished|dateCreated|headline)"\s*:\s*"((?:[^"\\\n]|\\.){1,300})"')
_MAX_DEPTH = 4


def article_objects(tree: HtmlElement) -> tuple[Mapping[str, Any], ...]:
    """Give the page's JSON-LD objects that can speak for it, articles before pages."""
    found = [item for script in tree.iter("script") if _is_jsonld(script.get("type")) for item in _read(script.text or "")]
    articles = [item for item in found if _has_type(item, _ARTICLE)]
    return (*articles, *(item for item in found if _has_type(item, _PAGE) and item not in articles))


def string_of(value: object) -> str | None:
    """Give the text of a value that may be a string, a list of them, or an object with a name."""
    if isinstance(value, list):
        return next((text for item in value if (text := string_of(item))), None)
    if isinstance(value, dict):
        return string_of(value.get("name") or value.get("@value"))
    return value.strip() or None if isinstance(value, str) else None


def names_of(value: object) -> tuple[str, ...]:
    """Give all names of one or several persons or organisations."""
    items = value if isinstance(value, list) else [value]
    return tuple(dict.fromkeys(text for item in items if (text := string_of(item))))


def _is_jsonld(kind: str | None) -> bool:
    return (kind or "").lower().strip().startswith("application/ld+json")


def _read(text: str) -> Iterator[dict[str, Any]]:
    try:
        # Not strict: real pages have raw line ends inside strings.
        data = json.loads(_WRAPPING.sub("", text.strip()), strict=False)
    except (ValueError, RecursionError):
        pieces = dict(reversed(_BROKEN.findall(text)))
        data = {"@type": "Article", **pieces} if pieces else None
    yield from _objects(data, _MAX_DEPTH)


def _objects(data: object, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(data, list) and depth:
        for item in data:
            yield from _objects(item, depth - 1)
    elif isinstance(data, dict):
        yield data
        for key in _INSIDE:
            if depth and isinstance(data.get(key), dict | list):
                yield from _objects(data[key], depth - 1)


def _has_type(item: Mapping[str, Any], pattern: re.Pattern[str]) -> bool:
    kinds = item.get("@type")
    return any(isinstance(kind, str) and pattern.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds]))
