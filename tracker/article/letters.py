"""Make articles of messages: a page that a browser saved in one file, or a mail with what is attached to it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import replace

from tracker.article.html import with_title
from tracker.article.kinds import is_readable
from tracker.article.mime import Mail, Part, read_mail
from tracker.article.pages import article_of_page, language_of
from tracker.article.published import read_day
from tracker.article.reading import Opened, Reading, Said
from tracker.article.urls import canonical
from tracker.model import Article, Page, Skipped

Read = Callable[[Opened, Said], Iterator[Reading]]

_HTML = ("text/html", "application/xhtml+xml")
_MAX_ATTACHED = 100


def read_letter(source: Opened, content: bytes, said: Said, read: Read) -> Iterator[Reading]:
    """Read a message; `read` reads what is attached to a mail."""
    mail = read_mail(content)
    page = _saved_page(mail, source.name)
    if page is not None:
        found = article_of_page(page, source.identity or source.name, published=said.published, source=said.source)
        yield Reading(source.name, page, found)
        return
    attached = [part for part in mail.parts if part.name and part.is_attachment and is_readable(part.name)][:_MAX_ATTACHED]
    found, page = _body(source, mail, content, said)
    if isinstance(found, Article) or not attached:
        yield Reading(source.name, page, found)
    for part in attached:
        name = (part.name or "").replace("/", "_")
        yield from read(source.inner(io.BytesIO(part.content()), name, name), said)


def _saved_page(mail: Mail, name: str) -> Page | None:
    """Give the page that a browser saved: the part that is named as the root, else the first HTML that has an address."""
    pages = [part for part in mail.parts if part.type in _HTML and not part.is_attachment]
    located = [part for part in pages if part.location or mail.location]
    root = next((part for part in pages if mail.root and part.id == mail.root), located[0] if located else None)
    if root is None or not (mail.location or root.location):
        return None
    said = mail.location or root.location or ""
    return Page(name, canonical(said), root.content(), "text/html", root.charset, captured=mail.sent())


def _body(source: Opened, mail: Mail, content: bytes, said: Said) -> tuple[Article | Skipped, Page]:
    """Read a mail's text: its HTML, unless that holds much less than its plain text."""
    page = Page(source.name, None, content, "message/rfc822")
    texts = [part for part in mail.parts if not part.is_attachment and part.type in (*_HTML, "text/plain")]
    kinds = [next((part for part in texts if part.type in wanted), None) for wanted in (_HTML, ("text/plain",))]
    found = [article for part in kinds if part and isinstance(article := _read(part, source, said), Article)]
    if not found:
        return Skipped(source.name, "no article text found in this mail"), page
    best = found[-1] if len(found[-1].text) > 2 * len(found[0].text) else found[0]
    return _headed(best, mail, said), page


def _read(part: Part, source: Opened, said: Said) -> Article | Skipped:
    kind = "text/html" if part.type in _HTML else "text/plain"
    page = Page(source.name, None, part.content(), kind, part.charset)
    return article_of_page(page, source.identity or source.name, published=said.published, source=said.source)


def _headed(article: Article, mail: Mail, said: Said) -> Article:
    """Let the mail's headers say what they say best."""
    title = mail.subject or article.title
    text = with_title(article.text, title)
    sent = read_day(mail.date)
    dated = article if said.published or not sent else replace(article, published=sent, published_basis="metadata")
    return replace(dated, title=title, text=text, source=said.source or mail.sender, language=language_of(text, article.language))
