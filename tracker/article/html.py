"""Read an article out of an HTML page: its text without what stands around it, and what the page says of itself.

`body.py` finds the text, `published.py` the day, `jsonld.py` reads what publishers say in a form of their own.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tracker.article import body, jsonld
from tracker.article.charset import decode
from tracker.article.normal import normalise, one_line
from tracker.article.published import find_published
from tracker.article.urls import canonical, host_of, is_front_page, same_site
from tracker.model import Page, PublishedBasis

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Where nobody listens, Python prints a library's warnings on stderr; a program that wants them still gets them.
for _name in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

# Articles have up to about 1,700 elements. A page of 100,000 links would keep trafilatura busy for more than a minute.
MAX_ELEMENTS = 20_000
MAX_MARKS = 400_000  # a page has more marks than elements: at their ends, in scripts
MAX_TITLE = 500  # what is longer is no headline, but a page with its marks gone wrong
_SAVED = re.compile(r"<!-- saved from url=\(\d{1,5}\)(https?://[^\s<>]{1,2000}) -->")
_NO_CHARACTER = re.compile("[\ud800-\udfff\ufffe\uffff]")  # what XML does not have; lxml can make no element of it
_REFERENCE = re.compile(r"&#(?:x([0-9a-f]{1,8})|([0-9]{1,8}));?", re.I)
_MONTH_WORD = re.compile(r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?(?: \d.*)?|\d.*", re.I)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one HTML page gives. `language` is what the page says of itself."""

    title: str
    text: str
    url: str | None
    site: str | None
    author: str | None
    language: str | None
    published: date | None
    published_basis: PublishedBasis


def read_html(page: Page) -> Reading | str:
    """Read a page, or say why there is no article in it."""
    # Parsed, each element takes a hundred times the space of its mark.
    if (marks := page.content.count(b"<")) > MAX_MARKS:
        return f"no article: the page has some {marks:,} elements (the limit is {MAX_ELEMENTS:,})"
    text = normalise(decode(page.content, page.charset))
    own = page.url or _saved_from(text)
    tree = _parse(text)
    if tree is None:
        return "no article text found (the page is empty)"
    if (elements := sum(1 for _ in tree.iter())) > MAX_ELEMENTS:
        return f"no article: the page has {elements:,} elements (the limit is {MAX_ELEMENTS:,})"
    objects = jsonld.article_objects(tree)
    url = _url(tree, own)
    published, basis = find_published(tree, objects, url or own)
    head = _trafilatura_head(tree)
    title = _title(tree, objects, head.title)
    title = title if len(title) <= MAX_TITLE else ""
    text = body.text_of(tree)
    if not text:
        return "no article text found" + (" (is it behind a login?)" if page.url else "")
    return Reading(
        title=title,
        text=with_title(text, title),
        url=url,
        site=_site(objects, head.site, url),
        author=_author(objects, head.author),
        language=_language(tree),
        published=published,
        published_basis=basis,
    )


def _saved_from(text: str) -> str | None:
    """Give the address that browsers write into a page that they save."""
    found = _SAVED.search(text, 0, 2_000)
    return found[1] if found else None


def _parse(text: str) -> HtmlElement | None:
    """Parse a page's normalised text: raw, NUL would end it for the parser, and half of an escape sequence would stay."""
    from lxml import etree, html

    if not text.strip():
        return None
    parser = html.HTMLParser(encoding="utf-8", remove_pis=True)
    try:
        return html.document_fromstring(_REFERENCE.sub(_plain_reference, _NO_CHARACTER.sub("", text)).encode(), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _plain_reference(match: re.Match[str]) -> str:
    """Drop '&#27;' and its like: the parser would make the control character of it, of which lxml can make no element."""
    code = int(match[1], 16) if match[1] else int(match[2])
    return match[0] if code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or code > 0xFFFF else ""


@dataclass(frozen=True, slots=True)
class _Head:
    title: str
    author: str | None
    site: str | None


def _trafilatura_head(tree: HtmlElement) -> _Head:
    from trafilatura.metadata import extract_metadata

    # Its date search is not used; an early end keeps it short and off today's clock.
    dates = {"original_date": True, "extensive_search": False, "max_date": "2100-01-01"}
    found = extract_metadata(tree, date_config=dates)
    return _Head(one_line(found.title or ""), found.author, found.sitename)


def _title(tree: HtmlElement, objects: tuple[Mapping[str, object], ...], guess: str) -> str:
    """Give the headline: the heading that the page's title starts with or contains, else JSON-LD's, else trafilatura's."""
    headings = [t for e in tree.iter("h1") if (t := one_line(e.text_content()))]
    for heading in headings:
        if len(heading) > 15 and _plain(heading) in _plain(guess):
            return heading
    headline = next((h for item in objects if (h := jsonld.string_of(item.get("headline")))), None)
    if headline:
        return one_line(_unescape(headline))
    return guess or (headings[0] if headings else "")


def _unescape(text: str) -> str:
    from html import unescape

    return unescape(text)


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def with_title(text: str, title: str) -> str:
    """Put the headline first where the text does not begin with it, so that evidence can point to it."""
    if not title or _plain(title) in _plain(text[: len(title) + 400]):
        return text
    return f"{title}\n\n{text}"


def _url(tree: HtmlElement, own: str | None) -> str | None:
    """Give the page's canonical URL: what it says of itself, if that can be true, else where it was fetched."""
    named = [e.get("href") for e in tree.iter("link") if "canonical" in (e.get("rel") or "").lower().split()]
    named += [e.get("content") for e in tree.iter("meta") if (e.get("property") or "").lower() == "og:url"]
    for said in named:
        url = canonical(said, own) if said else None
        # Some sites name their front page on every page, and one name for all would make each article overwrite the last.
        if url and not (is_front_page(url) and not (own and is_front_page(own))) and (not own or same_site(url, own)):
            return url
    return canonical(own) if own else None


def _site(objects: tuple[Mapping[str, object], ...], guess: str | None, url: str | None) -> str | None:
    publisher = next((p for item in objects if (p := jsonld.string_of(item.get("publisher")))), None)
    return one_line(guess or publisher or "") or (host_of(url) if url else None)


def _author(objects: tuple[Mapping[str, object], ...], guess: str | None) -> str | None:
    names = next((n for item in objects if (n := jsonld.names_of(item.get("author")))), ())
    # trafilatura takes 'By Ana Reyes | Feb. 15' for two persons.
    names = names or tuple(n for n in (guess or "").split("; ") if not _MONTH_WORD.fullmatch(n.strip()))
    return one_line(", ".join(n for n in names if not n.startswith("http"))) or None


def _language(tree: HtmlElement) -> str | None:
    said = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or tree.get("xml:lang") or ""
    code = re.match(r"[a-z]{2}(?=$|[-_])", said.strip().lower())
    return code[0] if code else None
