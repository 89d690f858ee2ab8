"""Feeds and web pages for fuzzing: their grammar half obeyed, with anything in between, cut, nested, repeated and mislabelled."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence

from tests.fuzz.texts import Choices

_WORDS = (
    "Jets struck two depots near Vetrovo on Tuesday",
    "killing four",
    "&lt;b&gt;",
    "&amp;",
    "&bomb;",
    "&#0;",
    "&#x1b;[31m",
    "<![CDATA[",
)
_URLS = (
    "/a",
    "http://news.example/a?b=c&amp;d",
    "//[::1",
    "http://[fe80::1%25eth0]/",
    "javascript:alert(1)",
    "tag:news.example,2026:1",
    "http://news.example:99999/",
    "\ud800",
    "http://ex\x00ample/",
    "data:text/html,x",
)
_DAYS = (
    "Tue, 03 Mar 2026 23:00:00 -0500",
    "2026-03-03T10:00:00Z",
    "31 Feb 26",
    "99999999999",
    "Tue, 3 Mar 26 10:00:00 GMT",
    "0000-00-00",
)
_CHARSETS = ("utf-8", "windows-1252", "utf-16", "utf-7", "x-none", "iso-8859-1", "utf-32")
_PROLOGUES = (
    '<?xml version="1.0"?>',
    '<?xml version="1.1" encoding="utf-7"?>',
    '<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY bomb "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
    '<!DOCTYPE rss SYSTEM "file:///etc/passwd" [<!ENTITY bomb SYSTEM "file:///etc/passwd">]>',
    "<!doctype html>",
    "\ufeff",
)
_TAGS = ("rss", "channel", "item", "feed", "entry", "title", "link", "guid", "pubDate", "published", "rdf:RDF", "content", "id")
_HTML = (
    "html",
    "head",
    "body",
    "article",
    "p",
    "div",
    "time",
    "h1",
    "script",
    "style",
    "table",
    "td",
    "li",
    "a",
    "meta",
    "svg",
    "template",
)


def one(choices: Choices, options: Sequence[str]) -> str:
    """Choose one."""
    return options[choices.below(len(options))]


def _text(choices: Choices) -> str:
    return " ".join(choices.anything(20) if choices.below(5) == 4 else one(choices, _WORDS) for _ in range(choices.below(6)))


def _value(choices: Choices) -> str:
    makers: tuple[Callable[[], str], ...] = (
        lambda: one(choices, _URLS),
        lambda: one(choices, _DAYS),
        lambda: _text(choices),
        lambda: choices.anything(30),
    )
    return makers[choices.below(4)]()


def _attributes(choices: Choices) -> str:
    names = (
        "href",
        "rel",
        "type",
        "isPermaLink",
        "xml:base",
        "rdf:about",
        "content",
        "property",
        "datetime",
        "class",
        "lang",
        "src",
    )
    values = ("alternate", "canonical", "false", "application/rss+xml", "article:published_time", "og:url", "en")
    parts = []
    for _ in range(choices.below(3)):
        value = one(choices, values) if choices.below(2) else _value(choices)
        parts.append(f' {one(choices, names)}="{value}"')
    return "".join(parts)


def _element(choices: Choices, tags: Sequence[str], depth: int) -> str:
    tag = one(choices, tags)
    many = 2000 if choices.below(40) == 39 else 1
    inside = "".join(
        _element(choices, tags, depth - 1) if depth and choices.below(3) else _value(choices) for _ in range(choices.below(5))
    )
    opened = f"<{tag}{_attributes(choices)}>" * many
    return opened + inside + ("" if choices.below(12) == 11 else f"</{tag}>" * many)


def _json(choices: Choices, depth: int = 3) -> object:
    keys = ("items", "url", "id", "title", "external_url", "date_published", "version", "x")
    kind = choices.below(6 if depth else 3)
    if kind < 2:
        return _value(choices)
    if kind == 2:
        return (None, True, 1e999, -5, 10**40)[choices.below(5)]
    if kind == 3:
        return [_json(choices, depth - 1) for _ in range(choices.below(5))]
    return {one(choices, keys): _json(choices, depth - 1) for _ in range(choices.below(6))}


def _spoiled(choices: Choices, text: str) -> bytes:
    """Encode, and sometimes cut or damage."""
    charset = one(choices, _CHARSETS)
    try:
        content = text.encode(charset, "replace")
    except (LookupError, UnicodeError):
        content = text.encode("utf-8", "surrogatepass")
    fate = choices.below(8)
    if fate == 6:
        return content[: choices.below(len(content) + 1)]
    if fate == 7 and content:
        at = choices.below(len(content))
        return content[:at] + bytes([choices.below(256)]) + content[at + 1 :]
    return content


def make_feed(choices: Choices) -> bytes:
    """Make a feed, or what may pass for one."""
    if choices.below(5) == 4:
        told = _json(choices)
        whole = {"version": "https://jsonfeed.org/version/1.1", "items": told} if choices.below(2) else told
        return _spoiled(choices, json.dumps(whole))
    head = "".join(one(choices, _PROLOGUES) for _ in range(choices.below(3)))
    body = "".join(_element(choices, _TAGS, 3) for _ in range(choices.below(5)))
    root = one(choices, ("rss", "feed", "rdf:RDF", "html", "x"))
    return _spoiled(choices, f"{head}<{root}{_attributes(choices)}><channel>{body}</channel></{root}>")


def make_page(choices: Choices) -> bytes:
    """Make a web page, or what may pass for one."""
    head = "".join(_element(choices, ("meta", "link", "title", "script", "base"), 1) for _ in range(choices.below(6)))
    body = "".join(_element(choices, _HTML, 4) for _ in range(choices.below(6)))
    linked = '<script type="application/ld+json">' + json.dumps(_json(choices)) + "</script>" if choices.below(3) == 2 else ""
    filled = f"<p>{one(choices, _WORDS)}, the command said in a release to the press.</p>" * choices.below(6)
    return _spoiled(choices, f"{one(choices, _PROLOGUES)}<html><head>{head}{linked}</head><body>{body}{filled}</body></html>")


def make_charset(choices: Choices) -> str | None:
    """Choose what the server says of the character set."""
    return one(choices, _CHARSETS) if choices.below(2) else None
