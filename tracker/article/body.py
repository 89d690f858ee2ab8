"""Find the article's text in an HTML page, without what stands around it.

1. trafilatura finds the body (set to precision: on short pages its other modes glue paragraphs and take in captions).
2. On pages without a marked body it finds paragraphs alone: the headings and list items among them are put back.
3. Where it finds nothing, the blocks of text in the page's main part are taken.
4. Lines that are no part of the article are left out: photo credits, 'Source link', 'Read more: ...', cookie notices.

Paragraphs and headings stand apart by an empty line; list items ('- ...') and table rows are one a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from tracker.article.normal import tidy
from tracker.article.plain import unwrapped

if TYPE_CHECKING:
    from lxml.etree import _Element
    from lxml.html import HtmlElement

Block = tuple[str, str]  # kind ('p', 'head', 'item', 'row') and text

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
# trafilatura's own names for blocks, and HTML's.
_FOUND = ("p", "head", "quote", "item", "row", "code", "ab")
_HTML_KINDS = {"h1": "head", "h2": "head", "h3": "head", "h4": "head", "li": "item", "dd": "item", "dt": "item"}
_HTML_BLOCKS = (*_HTML_KINDS, "p", "pre", "blockquote", "td", "th", "div", "section", "article", "main", "body", "center")
_BLOCKS = frozenset({*_FOUND, *_HTML_BLOCKS, "list", "ul", "ol", "dl", "table", "tr"})
_ASIDE = ("script", "style", "nav", "aside", "footer", "header", "form", "figure", "figcaption", "noscript", "button", "template")
# Shorter text that stands in no paragraph is a label; longer cells make a layout, not a table.
_MIN_LOOSE = 40
_LAYOUT_CELL = 200


def text_of(tree: HtmlElement) -> str:
    """Give the article's text; empty where there is none. The tree is left as it is."""
    from copy import deepcopy

    from trafilatura import bare_extraction

    tree = deepcopy(tree)
    _drop_citations(tree)
    found = bare_extraction(deepcopy(tree), favor_precision=True, include_comments=False)
    body = getattr(found, "body", None)  # it can give a dict too, when asked to
    blocks = list(_found_blocks(body)) if body is not None else []
    kinds = {kind for kind, _ in blocks}
    if kinds <= {"head"}:
        return _joined(_main_blocks(tree))
    if kinds == {"p"}:
        blocks = _with_headings_and_items(blocks, _main_blocks(tree))
    return _joined(blocks)


def _drop_citations(tree: HtmlElement) -> None:
    """Drop '[12]' and the like, which would stick to the word before."""
    for element in list(tree.iter("sup")):
        if element.find(".//a") is not None:
            element.drop_tree()


def _found_blocks(body: _Element) -> Iterator[Block]:
    """Yield trafilatura's blocks in order."""
    for element in body.iter(*_FOUND):
        above = [str(a.tag) for a in element.iterancestors()]
        if "row" in above:
            continue
        if element.tag == "row":
            yield from _row_blocks(element)
        elif text := _own_text(element):
            # '<li><p>' is an item with a paragraph inside.
            starts_item = above[0] == "item" and element.getprevious() is None
            kind = "item" if starts_item else str(element.tag)
            yield (kind if kind in ("head", "item") else "p"), text


def _row_blocks(row: _Element) -> Iterator[Block]:
    cells = [_lines("".join(_collected(cell, whole=True))) for cell in row.iter("cell")]
    if any(len(cell) > _LAYOUT_CELL for cell in cells):
        yield from (("p", cell) for cell in cells if len(cell) >= _MIN_LOOSE)
    elif line := " | ".join(" ".join(cell.split()) for cell in cells if cell):
        yield "row", line


def _main_blocks(tree: HtmlElement) -> list[Block]:
    """Give the blocks of the page's main part as they stand in HTML, those left out that are mostly links."""
    for element in list(tree.iter(*_ASIDE)):
        element.drop_tree()
    main = next((e for tag in ("article", "main", "body") for e in tree.iter(tag)), tree)
    return [block for element in main.iter(*_HTML_BLOCKS) if (block := _html_block(element))]


def _html_block(element: HtmlElement) -> Block | None:
    tag = str(element.tag)
    text = _own_text(element)
    parent = element.getparent()
    starts_item = tag == "p" and parent is not None and parent.tag == "li" and element.getprevious() is None
    kind = "item" if starts_item else _HTML_KINDS.get(tag, "p")
    loose = kind == "p" and tag not in ("p", "pre", "blockquote")
    links = sum(len(a.text_content()) for a in element.iter("a")) if text else 0
    if not text or tag == "h1" or (loose and len(text) < _MIN_LOOSE) or links > 0.5 * len(text):
        return None
    return kind, text


def _with_headings_and_items(found: list[Block], page: list[Block]) -> list[Block]:
    """Put back the headings and list items that stand among the paragraphs that were found."""
    texts = {_key(text) for _, text in found}
    places = [i for i, (_, text) in enumerate(page) if _key(text) in texts]
    if len(places) < len(found):  # what was found can't be told in the page
        return found
    first, last = places[0], places[-1]
    while first and page[first - 1][0] == "head":
        first -= 1
    while page[last][0] == "item" and last + 1 < len(page) and page[last + 1][0] == "item":
        last += 1
    out: list[Block] = []
    for kind, text in page[first : last + 1]:
        key = _key(text)
        if kind != "p" or key in texts:
            out.append((kind, text))
            texts.discard(key)  # a paragraph that stands twice was found once
    return out


def _key(text: str) -> str:
    return "".join(text.split())


def _own_text(element: _Element) -> str:
    """Give the text of a block without that of blocks inside it; a line break in it stays one."""
    if element.tag in ("pre", "code"):
        return unwrapped(tidy("".join(element.itertext())))
    return _lines("".join(_collected(element)))


def _lines(text: str) -> str:
    return tidy("\n".join(" ".join(line.split()) for line in text.split("\n")))


def _collected(element: _Element, *, whole: bool = False) -> Iterator[str]:
    """Yield the pieces of an element's text; those of blocks inside it only where it is wanted `whole`, then on their own lines."""
    yield _flat(element.text)
    for child in element:
        is_block = child.tag in _BLOCKS
        if child.tag in ("lb", "br") or (whole and is_block):
            yield "\n"
        if isinstance(child.tag, str) and (whole or not is_block):
            yield from _collected(child, whole=whole)
        yield ("\n" if whole and is_block else "") + _flat(child.tail)


def _flat(text: str | None) -> str:
    return re.sub(r"[\r\n]", " ", text or "")


def _joined(blocks: list[Block]) -> str:
    out: list[str] = []
    last = ""
    for kind, text in blocks:
        if _NOT_TEXT.fullmatch(text) or (len(text) < 300 and kind != "item" and _CREDIT.search(text)):
            continue
        close = kind == last and kind in ("item", "row")
        out += ["" if not out else "\n" if close else "\n\n", f"- {text}" if kind == "item" else text]
        last = kind
    return tidy("".join(out))
