"""Read an article out of an HTML page: its text without what stands around it, and what the page says of itself.

1. trafilatura finds the body (set to precision: on short pages its other modes glue paragraphs and take in captions).
2. Where it finds nothing, the paragraphs of the page's main part are taken.
3. Lines that are no part of the article are left out: photo credits, 'Source link', 'Read more: ...', cookie notices.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tracker.article import jsonld
from tracker.article.charset import decode
from tracker.article.normal import one_line, tidy
from tracker.article.published import find_published
from tracker.article.urls import canonical, host_of, is_front_page, same_site
from tracker.model import Page, PublishedBasis

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

# Articles have up to about 1,700 elements. A page of 100,000 links would keep trafilatura busy for more than a minute.
MAX_ELEMENTS = 20_000
_AGENCY = r"(?:reuters|afp|ap(?: photo)?|getty images|epa(?:-efe)?|anadolu|xinhua)"
_CREDIT = re.compile(
    r"(?:\bphoto(?:graph)?s?(?: by| courtesy(?: of)?| credit)?: ?[^.]{2,60}|\bphoto(?:graph)? (?:by|courtesy of) [^.]{2,60}|"
    rf"\b(?:file|handout) (?:photo|image|picture)|via {_AGENCY}|"
    rf"[/\[(](?:[^\[(/]{{0,60}}[ /])?{_AGENCY}(?:[ /][^\])/]{{0,20}})?)[\])]?\.?$",
    re.I,
)
_NOT_TEXT = re.compile(
    r"(?:source link|source|advertisement|sponsored|share(?: this)?(?: article| story| page)?|print|e-?mail|comments?|most read|"
    r"leave a comment|recommended(?: stories)?|list of \d+ items|end of list|related(?: (?:articles?|stories|news|content))?|"
    r"(?:(?:read|see|watch|listen)(?: more| also)?|also read|more on this(?: story| topic)?|you may also like|related)\s*[:|»>-].*|"
    r"read more|read also|see also|(?:click|tap) here\b.*|sign up (?:for|to)\b.*|subscribe (?:to|now)\b.*|follow us on\b.*|"
    r"download (?:the|our) app\b.*|(?:we|this (?:web)?site|our (?:web)?site) uses? cookies\b.*|accept(?: all)?(?: cookies)?|"
    r"all rights reserved\.?|(?:copyright|©).{0,120}|(?:get|join) our (?:newsletter|whatsapp|telegram)\b.*|"
    r"skip to (?:main )?content)",
    re.I | re.S,
)
_BLOCKS = frozenset({"p", "head", "quote", "item", "row", "code", "ab"})
_ASIDE = ("script", "style", "nav", "aside", "footer", "header", "form", "figure", "figcaption", "noscript", "button", "template")
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
    tree = _parse(decode(page.content, page.charset))
    if tree is None:
        return "no article text found (the page is empty)"
    if (elements := sum(1 for _ in tree.iter())) > MAX_ELEMENTS:
        return f"no article: the page has {elements:,} elements (the limit is {MAX_ELEMENTS:,})"
    objects = jsonld.article_objects(tree)
    url = _url(tree, page.url)
    published, basis = find_published(tree, objects, url or page.url)
    head = _trafilatura_head(tree)
    title = _title(tree, objects, head.title)
    text = _body(tree)
    if not text:
        return "no article text found (is it behind a login?)"
    return Reading(
        title=title,
        text=_with_title(text, title),
        url=url,
        site=_site(objects, head.site, url),
        author=_author(objects, head.author),
        language=_language(tree),
        published=published,
        published_basis=basis,
    )


def _parse(text: str) -> HtmlElement | None:
    from lxml import etree, html

    if not text.strip():
        return None
    parser = html.HTMLParser(encoding="utf-8", remove_pis=True)
    try:
        # NUL would end the document for the parser; lone surrogates can't be encoded.
        return html.document_fromstring(text.replace("\x00", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


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


def _with_title(text: str, title: str) -> str:
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


def _body(tree: HtmlElement) -> str:
    from copy import deepcopy

    from trafilatura import bare_extraction

    found = bare_extraction(deepcopy(tree), favor_precision=True, include_comments=False)
    body = getattr(found, "body", None)  # it can give a dict too, when asked to
    blocks = list(_blocks(body)) if body is not None else []
    if not any(kind != "head" for kind, _ in blocks):
        blocks = list(_paragraphs(deepcopy(tree)))
    return _joined(blocks)


def _blocks(body: _Element) -> Iterator[tuple[str, str]]:
    """Yield trafilatura's blocks in order, each with its kind."""
    for element in body.iter(*_BLOCKS):
        above = [str(a.tag) for a in element.iterancestors()]
        if "row" not in above and (text := _own_text(element)):
            # '<li><p>' is an item with a paragraph inside.
            starts_item = above[0] == "item" and element.getprevious() is None
            yield "item" if starts_item else str(element.tag), text


def _own_text(element: _Element) -> str:
    """Give the text of a block without that of blocks inside it; a line break in it stays one."""
    if element.tag == "row":
        return " | ".join(" ".join("".join(cell.itertext()).split()) for cell in element.iter("cell"))
    parts: list[str] = []
    _collect(element, parts)
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _collect(element: _Element, parts: list[str]) -> None:
    parts.append(" ".join((element.text or "").split("\n")))
    for child in element:
        if child.tag == "lb":
            parts.append("\n")
        elif child.tag not in _BLOCKS and child.tag != "list":
            _collect(child, parts)
        parts.append(" ".join((child.tail or "").split("\n")))


def _paragraphs(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    """Yield the paragraphs and list items of the page's main part."""
    for element in list(tree.iter(*_ASIDE)):
        element.drop_tree()
    main = next((e for tag in ("article", "main", "body") for e in tree.iter(tag)), tree)
    for element in main.iter("p", "li", "pre", "h2", "h3"):
        kind = {"li": "item", "h2": "head", "h3": "head"}.get(element.tag, "p")
        links = sum(len(a.text_content()) for a in element.iter("a"))
        text = " ".join(element.text_content().split())
        if text and links <= 0.5 * len(text):
            yield kind, text


def _joined(blocks: list[tuple[str, str]]) -> str:
    """Join blocks to text: paragraphs and headings apart by an empty line, list items and table rows one a line."""
    out: list[str] = []
    last = ""
    for kind, text in blocks:
        if _NOT_TEXT.fullmatch(text) or (len(text) < 300 and kind != "item" and _CREDIT.search(text)):
            continue
        close = kind == last and kind in ("item", "row")
        out += ["" if not out else "\n" if close else "\n\n", f"- {text}" if kind == "item" else text]
        last = kind
    return tidy("".join(out))
