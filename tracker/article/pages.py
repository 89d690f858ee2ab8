"""Make an Article of what was read: which name, day, language and source hold where several are known."""

from __future__ import annotations

from datetime import date

from tracker import language
from tracker.article.charset import decode
from tracker.article.html import read_html
from tracker.article.jsonl import Record
from tracker.article.normal import one_line
from tracker.article.pdf import read_pdf
from tracker.article.plain import read_plain
from tracker.article.published import day_in_url, read_day
from tracker.article.urls import canonical, host_of
from tracker.model import Article, Page, PublishedBasis, Skipped

_Published = tuple[date | None, PublishedBasis]


def read_page(page: Page, *, published: date | None = None, source: str | None = None) -> Article | Skipped:
    """Read the article of a fetched page; its name is its canonical URL."""
    return article_of_page(page, page.url or page.requested, published=published, source=source)


def article_of_page(page: Page, identity: str, *, published: date | None, source: str | None) -> Article | Skipped:
    """Read a page or a document; `identity` is its name where it has no URL of its own."""
    if page.content_type == "application/pdf" or page.content.startswith(b"%PDF-"):
        return _article_of_pdf(page, identity, published, source)
    if page.content_type in ("text/plain", "text/markdown"):
        return _article_of_text(page, identity, published, source)
    found = read_html(page)
    if isinstance(found, str):
        return Skipped(page.requested, found)
    day, basis = _published(published, (found.published, found.published_basis), found.text)
    return Article(
        id=found.url or identity,
        text=found.text,
        title=found.title,
        published=day,
        published_basis=basis,
        source=source or found.site,
        url=found.url,
        author=found.author,
        language=language_of(found.text, found.language),
    )


def _article_of_text(page: Page, identity: str, published: date | None, source: str | None) -> Article | Skipped:
    found = read_plain(decode(page.content, page.charset), markdown=page.content_type == "text/markdown")
    if not found.text:
        return Skipped(page.requested, "no article text found")
    said = found.fields
    named = said.get("url") or page.url
    url = canonical(named) if named else None
    day, basis = _published(published, _said(said.get("published") or said.get("date"), url), found.text)
    return Article(
        id=said.get("id") or url or identity,
        text=found.text,
        title=found.title,
        published=day,
        published_basis=basis,
        source=source or one_line(said.get("source", "")) or (host_of(url) if url else None),
        url=url,
        author=one_line(said.get("author", "")) or None,
        language=language_of(found.text, said.get("language") or said.get("lang")),
    )


def _article_of_pdf(page: Page, identity: str, published: date | None, source: str | None) -> Article | Skipped:
    found = read_pdf(page.content)
    if isinstance(found, str):
        return Skipped(page.requested, found)
    url = canonical(page.url) if page.url else None
    said: _Published = (found.published, "metadata") if found.published else _said(None, url)
    day, basis = _published(published, said, found.text)
    return Article(
        id=url or identity,
        text=found.text,
        title=found.title,
        published=day,
        published_basis=basis,
        source=source or (host_of(url) if url else None),
        url=url,
        author=found.author,
        language=language_of(found.text, None),
        page_starts=found.page_starts,
    )


def article_of_record(
    found: Record | str, what: str, where: str, *, published: date | None, source: str | None
) -> Article | Skipped:
    """Make an article of a record ('line 3' of JSONL) or of what is wrong with it; `where` names it where nothing else does."""
    if isinstance(found, str):
        return Skipped(where, f"{what} {found}")
    url = canonical(found.url) if found.url else None
    said: _Published = (found.published, "given") if found.published else _said(None, url)
    day, basis = _published(published, said, found.text)
    return Article(
        id=found.id or url or where,
        text=found.text,
        title=found.title,
        published=day,
        published_basis=basis,
        source=source or found.source or (host_of(url) if url else None),
        url=url,
        author=found.author,
        language=language_of(found.text, found.language),
    )


def _said(written: str | None, url: str | None) -> _Published:
    """Give the day of front matter or a URL."""
    if written and (day := read_day(written)):
        return day, "metadata"
    if url and (day := day_in_url(url)):
        return day, "url"
    return None, "unknown"


def _published(given: date | None, said: _Published, text: str) -> _Published:
    """Choose the day: what the user gave, what the page says, what a dateline in the text says; else it is unknown."""
    if given:
        return given, "given"
    if said[0]:
        return said
    from tracker.extract.dates import find_dateline

    dateline = find_dateline(text)
    return (dateline[0], "dateline") if dateline else (None, "unknown")


def language_of(text: str, said: str | None) -> str | None:
    """Choose the language: the text itself decides whether it is English; which other one, its owner knows better."""
    found = language.detect(text)
    other = (said or "").strip().lower()[:2] or None
    return other if found is None or (found != "en" and other not in (None, "en")) else found
