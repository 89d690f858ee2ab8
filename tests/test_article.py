"""Reading articles from pages, files and streams."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from textwrap import fill
from typing import Any

import pytest

from tracker.article import find_files, read_file, read_page, read_stream
from tracker.model import Article, Page, Skipped

LEAD = "Warplanes struck two depots near Marat on Friday, killing at least four guards, the ministry said."
SECOND = "Police in Dorn detained nine men who had crossed the river, an officer told reporters at the scene."
THIRD = "The governor said that the curfew would stay in place until the roads are open again."
DAY = date(2026, 2, 15)


def html(body: str, head: str = "", lang: str = "en") -> bytes:
    return f'<!DOCTYPE html><html lang="{lang}"><head>{head}</head><body>{body}</body></html>'.encode()


def page(
    content: bytes, url: str = "https://wire.example/news/depots", kind: str = "text/html", charset: str | None = None
) -> Page:
    return Page(url, url, content, kind, charset)


def read(content: bytes, url: str = "https://wire.example/news/depots", charset: str | None = None, **more: Any) -> Article:
    found = read_page(page(content, url, charset=charset), **more)
    assert isinstance(found, Article), found
    return found


def one(path: Path, **more: Any) -> Article | Skipped:
    (found,) = read_file(path, **more)
    return found


def article(path: Path, **more: Any) -> Article:
    found = one(path, **more)
    assert isinstance(found, Article), found
    return found


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


FULL = html(
    f"""<nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<div id="cookie-consent" class="cookie-banner">We use cookies to improve this site. <button>Accept all</button></div>
<main><article><h1>Depots struck near Marat</h1><p class="byline">By Ana Reyes | Feb. 15, 2026</p>
<figure><img src="a.jpg"><figcaption>A warehouse burns after a strike on Jan. 3, 2024. Photo: H. Dahl</figcaption></figure>
<p>{LEAD}</p>
<p class="caption">Ruins in Dorn in 2019. (AP Photo/H. Dahl)</p>
<h2>Arrests in Dorn</h2>
<ul><li>{SECOND}</li><li>Two of the nine were <a href="/x">freed later</a>.</li></ul>
<blockquote><p>We heard six blasts, a shopkeeper said.</p></blockquote>
<p>{THIRD}<br>The army did not comment.</p>
<p>Read more: Five killed in a raid on Jan. 1</p><p>Source link</p><p>Advertisement</p>
</article><aside class="related"><h3>Related</h3><ul>
<li><a href="/1">Two captured in raid on Hill on Jan. 1</a></li></ul></aside></main>
<footer>Copyright 2026 Harbour Wire. All rights reserved.</footer>""",
    """<title>Depots struck near Marat | Harbour Wire</title><meta property="og:site_name" content="Harbour Wire">
<link rel="canonical" href="/2026/02/15/depots?utm_source=feed#top">
<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Depots struck near Marat",
"datePublished": "2026-02-15T23:30:00-05:00", "author": [{"name": "Ana Reyes"}, {"name": "Jo Lind"}]}</script>""",
)


def test_a_whole_page() -> None:
    found = read(FULL)
    assert found.text == "\n\n".join(
        (
            "Depots struck near Marat",
            LEAD,
            "Arrests in Dorn",
            f"- {SECOND}\n- Two of the nine were freed later.",
            "We heard six blasts, a shopkeeper said.",
            f"{THIRD}\nThe army did not comment.",
        )
    )
    assert found.id == found.url == "https://wire.example/2026/02/15/depots"
    assert (found.title, found.source, found.author, found.language) == (
        "Depots struck near Marat",
        "Harbour Wire",
        "Ana Reyes, Jo Lind",
        "en",
    )
    assert (found.published, found.published_basis) == (DAY, "metadata")


BODIES = [
    # Paragraphs made of line breaks
    (f"<div>{LEAD}<br><br>{SECOND}</div>", f"{LEAD}\n\n{SECOND}"),
    # A table that only lays out the page
    (
        f"<table><tr><td><a href=/>Home</a></td><td>{LEAD}<br><br>{SECOND}<br><br>{THIRD}</td></tr></table>",
        f"{LEAD}\n\n{SECOND}\n\n{THIRD}",
    ),
    # Text set in typewriter lines
    (f"<pre>{fill(LEAD, 70)}\n\n{fill(SECOND, 70)}</pre>", f"{LEAD}\n\n{SECOND}"),
    # No element at all
    (f"{LEAD} {SECOND}", f"{LEAD} {SECOND}"),
    # Headings that name the country of what follows, on a page without a marked body
    (f"<h2>Syria</h2><p>{LEAD}</p><h2>Iraq</h2><p>{SECOND}</p>", f"Syria\n\n{LEAD}\n\nIraq\n\n{SECOND}"),
    # Items with paragraphs, and items inside items
    (
        f"<p>Syria:</p><ul><li><p>{LEAD}</p></li><li>{SECOND}<ul><li>{THIRD}</li></ul></li></ul>",
        f"Syria:\n\n- {LEAD}\n- {SECOND}\n- {THIRD}",
    ),
    # One paragraph told twice by the page's maker
    (f"<p>{LEAD}</p><p>{LEAD}</p><p>{SECOND}</p>", f"{LEAD}\n\n{SECOND}"),
    # Captions that are no figures
    (
        f"<p>{LEAD}</p><div class='wp-caption'><img src=x><p class='wp-caption-text'>Dorn in 2020</p></div><p>{SECOND}</p>",
        f"{LEAD}\n\n{SECOND}",
    ),
    # A citation mark would stick to its word
    (f"<p>{LEAD[:-1]}<sup><a href='#n12'>[12]</a></sup>.</p><p>{SECOND}</p>", f"{LEAD}\n\n{SECOND}"),
    # A short page
    (f"<p>{LEAD}</p>", LEAD),
    # A photo agency at the end of a caption that is set as a paragraph
    (f"<p>Smoke over Marat on Jan. 3. [Rami Sole/AFP]</p><p>{LEAD}</p><p>{SECOND}</p>", f"{LEAD}\n\n{SECOND}"),
    # ... but not an agency that is told something
    (f"<p>{LEAD}</p><p>Nine were held, an officer told Reuters.</p>", f"{LEAD}\n\nNine were held, an officer told Reuters."),
    # Unclosed elements
    (f"<p>{LEAD} <b>It <i>said.<p>{SECOND}</div></td>", f"{LEAD} It said.\n\n{SECOND}"),
]


@pytest.mark.parametrize(("body", "text"), BODIES)
def test_bodies(body: str, text: str) -> None:
    assert read(html(body)).text == text


TITLES = [
    ("<title>Depots struck | Harbour Wire</title>", "<h1>Depots struck near Marat</h1>", "Depots struck near Marat"),
    # The heading of the site is no headline
    ('<meta property="og:title" content="Depots struck near Marat">', "<h1>Harbour Wire</h1>", "Depots struck near Marat"),
    # The site's name at the end of the title goes where the page has the headline
    (
        '<meta property="og:title" content="Depots struck near Marat - Harbour Wire">',
        "<h1>Depots struck near Marat</h1>",
        "Depots struck near Marat",
    ),
    (
        '<script type="application/ld+json">{"@type":"Article","headline":"Struck &amp; held"}</script><title>x</title>',
        "",
        "Struck & held",
    ),
    ("<title>Depots \x1b[31mstruck\x07\n near [bold]Marat[/]</title>", "", "Depots struck near [bold]Marat[/]"),
    ("", "", ""),
]


@pytest.mark.parametrize(("head", "body", "title"), TITLES)
def test_titles(head: str, body: str, title: str) -> None:
    found = read(html(f"{body}<p>{LEAD}</p><p>{SECOND}</p>", head))
    assert found.title == title
    assert found.text.startswith(f"{title}\n\n{LEAD}" if title else LEAD)  # so that evidence can point to it


def test_a_headline_that_the_text_has_is_not_repeated() -> None:
    found = read(html(f"<article><h1>Depots struck near Marat</h1><p>{LEAD}</p><p>{SECOND}</p></article>"))
    assert found.text.count("Depots struck near Marat") == 1


def jsonld(data: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


STATED = [
    jsonld({"@type": "NewsArticle", "datePublished": "2026-02-15"}),
    jsonld({"@type": ["Article", "Thing"], "datePublished": "2026-02-15T09:30:00Z"}),
    jsonld({"@context": "x", "@graph": [{"@type": "WebSite"}, {"@type": "WebPage", "datePublished": "2026-02-15T09:00:00+03:00"}]}),
    jsonld([{"@type": "BreadcrumbList"}, {"@type": "ReportageNewsArticle", "datePublished": "Feb 15, 2026"}]),
    # Articles come before pages, publication before creation
    jsonld([{"@type": "WebPage", "datePublished": "2020-01-01"}, {"@type": "Article", "datePublished": "2026-02-15"}]),
    jsonld({"@type": "Article", "dateCreated": "2026-01-01", "dateModified": "2026-03-01", "datePublished": "2026-02-15"}),
    # Late in the evening, west of Greenwich: the page's own day, not that of UTC
    jsonld({"@type": "NewsArticle", "datePublished": "2026-02-15T23:30:00-05:00"}),
    jsonld({"@type": "NewsArticle", "datePublished": "2026-02-15T01:30:00+0900"}),
    # Neighbours in a list are not this article
    jsonld({"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle", "datePublished": "2020-01-01"}]})
    + '<meta name="date" content="2026-02-15">',
    # Broken JSON with a raw line end, and with a comma too many
    '<script type="application/ld+json">{"@type":"Article","description":"two\nlines","datePublished":"2026-02-15"}</script>',
    '<script type="application/ld+json">{"@type":"Article","datePublished":"2026-02-15T08:00",}</script>',
    '<script type="application/ld+json">//<![CDATA[\n{"@type":"Article","datePublished":"2026-02-15"}\n//]]></script>',
    '<meta property="article:published_time" content="2026-02-15T23:59:00-08:00">',
    '<meta property="og:article:published_time" content="2026-02-15 08:00:00">',
    '<meta property="og:published_time" content="2026-02-15">',
    '<meta name="article.published" content="2026-02-15T08:00:00.000Z">',
    '<meta name="parsely-pub-date" content="2026-02-15T10:00:00Z">',
    '<meta name="sailthru.date" content="2026-02-15 10:00:00">',
    '<meta name="dc.date" content="2026-02-15">',
    '<meta name="DC.date.issued" content="2026-02-15">',
    '<meta name="dcterms.created" content="2026-02-15T10:00">',
    '<meta name="date" content="20260215">',
    '<meta name="pubdate" content="20260215T101500">',
    '<meta name="publish-date" content="Sun, 15 Feb 2026 23:30:00 EST">',
    '<meta name="citation_publication_date" content="2026/02/15">',
    '<meta name="cXenseParse:recs:publishtime" content="2026-02-15T10:00:00+02:00">',
    '<meta itemprop="datePublished" content="February 15, 2026">',
    '<meta name="publication_date" content="02/15/2026">',  # one order alone is possible
    '<meta name="publication_date" content="15.02.2026">',
    # A day of change is no day of publication
    '<meta property="article:modified_time" content="2026-03-01"><meta property="article:published_time" content="2026-02-15">',
]
SHOWN = [
    '<time datetime="2026-02-15T23:30:00-05:00">last night</time>',
    '<time pubdate datetime="2026-02-15">Sunday</time>',
    '<time class="updated" datetime="2026-03-01">Updated March 1, 2026</time><time datetime="2026-02-15">Feb. 15, 2026</time>',
    '<aside><time datetime="2020-01-01">2020</time></aside><time datetime="2026-02-15">x</time>',
    '<div class="related-posts"><time datetime="2020-01-01">2020</time></div><time datetime="2026-02-15">x</time>',
    '<time datetime="2020-01-01">Jan 1, 2020</time><time itemprop="datePublished" datetime="2026-02-15">x</time>',
    '<span class="posted-on">Feb. 15, 2026</span>',
    '<p class="date">15 February 2026</p>',
    '<div class="entry-meta">By Ana Reyes, 15th Feb 2026, 10:15</div>',
    '<span itemprop="datePublished" content="2026-02-15">on Sunday</span>',
    '<span class="byline">Ana Reyes | Sept. 5, 2025</span>',
]
TOLD = f"<p>{LEAD}</p><p>{SECOND}</p><p>The strikes of March 3, 2024, were the last.</p>"


@pytest.mark.parametrize("head", STATED)
def test_days_of_publication_in_metadata(head: str) -> None:
    found = read(html(TOLD, head))
    assert (found.published, found.published_basis) == (DAY, "metadata")


@pytest.mark.parametrize("shown", SHOWN)
def test_days_of_publication_on_the_page(shown: str) -> None:
    found = read(html(f"<article><h1>Depots struck</h1>{shown}{TOLD}</article>"))
    expected = date(2025, 9, 5) if "Sept" in shown else DAY
    assert (found.published, found.published_basis) == (expected, "metadata")


def test_the_day_that_the_page_shows_is_its_local_one() -> None:
    # 04:30 on the 16th in UTC was still the 15th where the page was published
    stated = jsonld({"@type": "NewsArticle", "datePublished": "2026-02-16T04:30:00Z"})
    assert read(html(f"<time datetime='2026-02-16T04:30:00Z'>Feb. 15, 2026</time>{TOLD}", stated)).published == DAY
    assert read(html(f"<time>Feb. 11, 2026</time>{TOLD}", stated)).published == date(2026, 2, 16)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://wire.example/2026/02/15/depots", DAY),
        ("https://wire.example/world/2026/feb/15/depots", DAY),
        ("https://wire.example/depots-2026-02-15", DAY),
        ("https://wire.example/depots-20260215.html", DAY),
        ("https://wire.example/2026-02-15/depots", DAY),
        ("https://wire.example/id/2026021599/depots", None),  # a number
        ("https://wire.example/2026/13/45/depots", None),
        ("https://wire.example/2026/02/depots", None),  # a month is no day
        ("https://wire.example/depots?on=2026-02-15", None),
    ],
)
def test_days_of_publication_in_urls(url: str, day: date | None) -> None:
    found = read(html(TOLD), url)
    assert (found.published, found.published_basis) == (day, "url" if day else "unknown")


UNDATED = [
    html(TOLD),  # the day of a strike is not that of the page
    html(f"<h1>Raids of March 3, 2024</h1>{TOLD}"),
    html(TOLD, "<title>Raids of 2024-03-03</title>"),
    html(TOLD, '<meta name="date" content="03/04/2026">'),  # March or April
    html(TOLD, '<meta property="article:modified_time" content="2026-02-15">'),
    html(f"<span class='updated date'>Updated Feb. 15, 2026</span>{TOLD}"),
    html(TOLD + "<footer><p class='date'>Copyright Feb. 15, 2026</p></footer>"),
    html(TOLD, '<meta name="date" content="2026-02-31">'),
    html(TOLD, jsonld({"@type": "NewsArticle", "datePublished": None, "headline": 7, "author": [None]})),
]


@pytest.mark.parametrize("content", UNDATED)
def test_no_day_is_invented(content: bytes) -> None:
    found = read(content)
    assert (found.published, found.published_basis) == (None, "unknown")


def test_what_the_user_says_comes_first() -> None:
    found = read(FULL, published=date(2026, 1, 2), source="Desk")
    assert (found.published, found.published_basis, found.source) == (date(2026, 1, 2), "given", "Desk")


def test_a_dateline_dates_an_undated_text() -> None:
    found = read(html(f"<p>MARAT, Feb. 15, 2026 (Harbour Wire) - {LEAD}</p><p>{SECOND}</p>"))
    assert (found.published, found.published_basis) == (DAY, "dateline")


CANONICAL = [
    ("", "https://wire.example/news/depots?utm_source=x&id=7#top", "https://wire.example/news/depots?id=7"),
    ("", "http://WIRE.example:80/news", "http://wire.example/news"),
    ("", "https://user:secret@wire.example/news?fbclid=1", "https://wire.example/news"),
    ("", "https://wire.example/news?cid=4&ref=9", "https://wire.example/news?cid=4&ref=9"),  # they can name the article
    ('<link rel="canonical" href="/depots">', "https://m.wire.example/amp/depots", "https://m.wire.example/depots"),
    ('<link rel="canonical" href="https://wire.example/depots">', "https://m.wire.example/x", "https://wire.example/depots"),
    (
        '<meta property="og:url" content="https://www.wire.example/depots">',
        "https://wire.example/x",
        "https://www.wire.example/depots",
    ),
    # A site that names its front page on each of its pages; another site's page
    ('<link rel="canonical" href="https://wire.example/">', "https://wire.example/news/7", "https://wire.example/news/7"),
    ('<link rel="canonical" href="https://other.example/a">', "https://wire.example/news/7", "https://wire.example/news/7"),
    ('<link rel="canonical" href="javascript:void(0)">', "https://wire.example/news/7", "https://wire.example/news/7"),
]


@pytest.mark.parametrize(("head", "url", "expected"), CANONICAL)
def test_names_of_pages(head: str, url: str, expected: str) -> None:
    found = read(html(TOLD, head), url)
    assert found.id == found.url == expected


WORDS = "Le café a été touché, a dit la « défense » — l’armée n’a pas répondu à nos questions dans la nuit."
ARABIC = "قصفت الطائرات مستودعين قرب المدينة يوم الجمعة وقتل أربعة حراس وفق ما قالت الوزارة في بيان لها صباح السبت"
ENCODINGS: list[tuple[bytes, str | None, str]] = [
    (html(f"<p>{WORDS}</p>"), None, WORDS),
    (html(f"<p>{WORDS}</p>"), "iso-8859-1", WORDS),  # a server's default that is wrong: this is UTF-8
    (html(f"<p>{WORDS}</p>").decode().encode("cp1252"), None, WORDS),
    (html(f"<p>{WORDS}</p>").decode().encode("cp1252"), "iso-8859-1", WORDS),  # on the web that means cp1252
    (html(f"<p>{WORDS}</p>").decode().encode("cp1252"), "utf-8", WORDS),  # said wrongly
    (html(f"<p>{WORDS}</p>").decode().encode("cp1252"), "no-such-charset", WORDS),
    (html(f"<p>{WORDS}</p>").decode().encode("utf-16"), None, WORDS),
    (b"\xef\xbb\xbf" + html(f"<p>{WORDS}</p>"), "windows-1251", WORDS),
    (html(f"<p>{ARABIC}</p>").decode().encode("cp1256"), "windows-1256", ARABIC),
    (html(f"<p>{ARABIC}</p>", '<meta charset="windows-1256">').decode().encode("cp1256"), None, ARABIC),
    # Header and page disagree: the server holds
    (html(f"<p>{ARABIC}</p>", '<meta charset="iso-8859-1">').decode().encode("cp1256"), "windows-1256", ARABIC),
    (
        html(f"<p>{ARABIC}</p>", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1256">')
        .decode()
        .encode("cp1256"),
        None,
        ARABIC,
    ),
    (b'<?xml version="1.0" encoding="windows-1256"?>' + html(f"<p>{ARABIC}</p>").decode().encode("cp1256"), None, ARABIC),
]


@pytest.mark.parametrize(("content", "charset", "words"), ENCODINGS)
def test_encodings(content: bytes, charset: str | None, words: str) -> None:
    assert read(content, charset=charset).text == words


LANGUAGES = [
    (LEAD, "", "en"),
    (LEAD, "fr", "en"),  # the text itself decides
    (WORDS, "en", "fr"),
    (WORDS, "", "fr"),
    (ARABIC, "", "ar"),
    (ARABIC, "ckb", "ar"),
    (ARABIC, "fa", "fa"),  # which language of a script, the page knows better
    ("Вночі російські дрони атакували місто, повідомила обласна адміністрація, є поранені та їх везуть до лікарень", "", "uk"),
    ("Ночью дроны атаковали город, сообщила областная администрация, пострадали четыре человека", "", "ru"),
    ("Die Luftwaffe hat am Freitag zwei Lager in der Nähe der Stadt bombardiert, sagte das Ministerium", "", "de"),
    ("Los aviones bombardearon dos depósitos cerca de la ciudad el viernes, según dijo el ministerio", "", "es"),
    ("Savaş uçakları cuma günü kente yakın iki depoyu vurdu ve dört kişi öldü, bakanlık bir açıklama yaptı", "", "tr"),
    ("Two held in Dorn", "", None),  # too short to tell
    (
        "La Oroya, El Alto, Los Andes, San Luis and Santa Cruz de la Sierra: arrests in each of the towns",
        "",
        None,
    ),  # no other one for sure: parsed
    ("Two held in Dorn", "en-GB", "en"),
]


@pytest.mark.parametrize(("text", "said", "expected"), LANGUAGES)
def test_languages(text: str, said: str, expected: str | None) -> None:
    assert read(html(f"<p>{text}</p>", lang=said)).language == expected


NO_ARTICLE = [
    (b"", "no article text found (the page is empty)"),
    (b"   \n ", "no article text found (the page is empty)"),
    (b"<!-- nothing -->", "no article text found"),
    (html("<nav><a href=/>Home</a></nav>"), "no article text found (is it behind a login?)"),
    (html("<a href=x>y</a>" * 20_000), "no article: the page has 20,003 elements (the limit is 20,000)"),
]


@pytest.mark.parametrize(("content", "reason"), NO_ARTICLE)
def test_pages_without_an_article(content: bytes, reason: str) -> None:
    found = read_page(page(content))
    assert isinstance(found, Skipped)
    assert found.reason.startswith(reason)


def test_pages_of_plain_text() -> None:
    found = read_page(page(f"Depots struck\n\n{LEAD}".encode(), "https://wire.example/2026/02/15/a.txt", "text/plain"))
    assert isinstance(found, Article)
    assert (found.id, found.title, found.published_basis, found.source) == (
        "https://wire.example/2026/02/15/a.txt",
        "Depots struck",
        "url",
        "wire.example",
    )


PLAIN = [
    # (file, title, text)
    (f"Depots struck\n\n{LEAD}\n", "Depots struck", f"Depots struck\n\n{LEAD}"),
    (LEAD, "", LEAD),  # a sentence is no title
    (f"{LEAD}\n{LEAD} {SECOND}", "", f"{LEAD}\n{LEAD} {SECOND}"),  # a paragraph a line
    ("Only a line", "", "Only a line"),
    (f"- one\n- two\n{LEAD}", "", f"- one\n- two\n{LEAD}"),
    # Control characters, line ends and spaces that can't be seen
    ("A\x1b[31mB\x1b[0m\x00C\r\n\r\nten\u00a0men\u200b\rhere", "ABC", "ABC\n\nten men\nhere"),
    ("Title\n\n\n\n\ntext  \n", "Title", "Title\n\ntext"),
    # Hard line breaks are undone where the line was full, and there alone
    (
        "Marat raids\n\nWarplanes struck a depot near Marat on Friday, killing at\nleast four guards. Police in Dorn\nheld nine.\n",
        "Marat raids",
        "Marat raids\n\nWarplanes struck a depot near Marat on Friday, killing at least four guards. Police in Dorn\nheld nine.",
    ),
    (
        "Near Marat, two strikes destroyed three trucks and a depot of\n- Near Dorn, one strike.\n",
        "Near Marat, two strikes destroyed three trucks and a depot of",
        "Near Marat, two strikes destroyed three trucks and a depot of\n- Near Dorn, one strike.",
    ),
]


@pytest.mark.parametrize(("content", "title", "text"), PLAIN)
def test_plain_text(tmp_path: Path, content: str, title: str, text: str) -> None:
    found = article(write(tmp_path, "a.txt", content))
    assert (found.title, found.text) == (title, text)


MARKDOWN = [
    ("# Depots struck\n\nTwo *men* were **held**.", "Depots struck\n\nTwo men were held."),
    ("Depots struck\n=============\n\nTwo men\nwere held.", "Depots struck\n\nTwo men were held."),
    ("See [the report](https://x.example/a_b) and ![map](m.png)here.", "See the report and here."),
    ("* one\n+ two\n- three\n\n1. four", "- one\n- two\n- three\n\n1. four"),
    ("> Six blasts,\n> she said.", "Six blasts, she said."),
    ("one\n\n---\n\ntwo\n\n***\n\n<!-- note -->\nthree", "one\n\ntwo\n\nthree"),
    ("a_b_c 2*3*4 snake_case", "a_b_c 2*3*4 snake_case"),  # no emphasis
    ("***both*** and **_both_** and `code` and \\*star\\*", "both and both and code and *star*"),
    ("## Syria ##\n- Near Marat, one strike.\n  It hit a truck.", "Syria\n\n- Near Marat, one strike. It hit a truck."),
    ("[the report][1]\n\n[1]: https://x.example/", "the report"),
]


@pytest.mark.parametrize(("content", "text"), MARKDOWN)
def test_markdown(tmp_path: Path, content: str, text: str) -> None:
    assert article(write(tmp_path, "a.md", content)).text == text


FRONT = [
    f'---\ntitle: "Depots struck"\ndate: 2026-02-15T10:00:00+02:00\nsource: Wire\nurl: https://x.example/a?utm_source=b\n---\n\n{LEAD}\n',
    f"Title: Depots struck\nDate: February 15, 2026\nSource: Wire\nURL: https://x.example/a\n\n{LEAD}\n",
]


@pytest.mark.parametrize("content", FRONT)
@pytest.mark.parametrize("name", ["a.md", "a.txt"])
def test_front_matter(tmp_path: Path, name: str, content: str) -> None:
    found = article(write(tmp_path, name, content))
    assert (found.id, found.title, found.text, found.source) == ("https://x.example/a", "Depots struck", LEAD, "Wire")
    assert (found.published, found.published_basis) == (DAY, "metadata")


def test_a_rule_is_no_front_matter(tmp_path: Path) -> None:
    assert article(write(tmp_path, "a.txt", f"---\n{LEAD}\n---\n{SECOND}")).text == f"---\n{LEAD}\n---\n{SECOND}"


def test_names_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in").mkdir()
    write(tmp_path / "in", "a.txt", LEAD)
    write(tmp_path / "in", "b.html", html(TOLD))
    write(tmp_path / "in", "c.html", html(TOLD, '<link rel="canonical" href="https://wire.example/c">'))
    found = [article(path) for path in find_files([Path("in")]) if isinstance(path, Path)]
    assert [a.id for a in found] == ["in/a.txt", "in/b.html", "https://wire.example/c"]
    assert [a.source for a in found] == [None, None, "wire.example"]


def test_folders(tmp_path: Path) -> None:
    for name in ("b.txt", "a.HTML", "c.png", ".hidden.txt", "x.ndjson", "y.md", "events.json", "z.txt.gz", "z.tar.gz"):
        write(tmp_path, name, "x")
    for folder in ("sub", ".git", "bare"):
        (tmp_path / folder).mkdir()
    write(tmp_path / "sub", "d.htm", "x")
    write(tmp_path / ".git", "e.txt", "x")
    found = list(find_files([tmp_path, tmp_path / "bare", tmp_path / "none.txt", tmp_path / "c.png"]))
    assert [p.relative_to(tmp_path).as_posix() for p in found if isinstance(p, Path)] == [
        "a.HTML",
        "b.txt",
        "x.ndjson",
        "y.md",
        "z.txt.gz",
        "sub/d.htm",
        "c.png",  # named by the user
    ]
    reasons = [s.reason for s in found if isinstance(s, Skipped)]
    assert reasons[0].startswith("no articles in this folder (looked for .html, ")
    assert reasons[1:] == ["no such file or folder"]


def test_a_folder_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "closed").mkdir()
    write(tmp_path, "a.txt", LEAD)
    real = os.scandir

    def scandir(path: str) -> Any:
        if os.fspath(path).endswith("closed"):  # by permission, which the root user of a container does not feel
            raise PermissionError(13, "Permission denied", os.fspath(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
    assert list(find_files([tmp_path])) == [tmp_path / "a.txt", Skipped((tmp_path / "closed").as_posix(), "permission denied")]


BAD_FILES = [
    ("a.txt", b"", "empty"),
    ("a.html", b" \n\t", "empty"),
    ("a.jsonl", b"\n\n", "empty"),
    ("a.txt", bytes(range(256)) * 40, "not text: binary data"),
    ("a.html", b"\x7fELF\x02\x01\x01" + bytes(2000), "not text: binary data"),
    ("a.txt", b"%PDF-1.7 ...", "the PDF is damaged or cut off"),
    ("a.docx", b"PK\x03\x04 ...", "the ZIP archive is damaged or cut off"),
    ("a.html", b"\x89PNG ...", "not text: a PNG image"),
    ("a.html", html("<nav>Home</nav>"), "no article text found"),
    ("a.md", b"<!-- nothing -->", "no article text found"),
]


@pytest.mark.parametrize(("name", "content", "reason"), BAD_FILES)
def test_bad_files(tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    path = write(tmp_path, name, content)
    assert one(path) == Skipped(path.as_posix(), reason)


def test_files_that_are_not_there(tmp_path: Path) -> None:
    assert one(tmp_path / "none.txt") == Skipped((tmp_path / "none.txt").as_posix(), "no such file or folder")
    assert one(tmp_path / "none.jsonl") == Skipped((tmp_path / "none.jsonl").as_posix(), "no such file or folder")
    assert one(tmp_path) == Skipped(tmp_path.as_posix(), "is a folder")


def test_invalid_utf8_is_cp1252(tmp_path: Path) -> None:
    assert article(write(tmp_path, "a.txt", b"The caf\xe9 \x93Sol\x94 \x96 ten held.")).text == "The café “Sol” – ten held."


@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html", "a.jsonl"])
def test_ten_megabytes_on_one_line(tmp_path: Path, name: str) -> None:
    line = "a strike hit *the* [town " * 400_000
    found = one(
        write(tmp_path, name, f"<p>{line}" if name == "a.html" else json.dumps({"text": line}) if name == "a.jsonl" else line)
    )
    assert isinstance(found, Article) == (name != "a.html")  # lxml holds no text of that size, and no article has one


def test_a_deep_page(tmp_path: Path) -> None:
    assert isinstance(one(write(tmp_path, "a.html", "<div>" * 19_000 + LEAD)), Article | Skipped)


def test_content_decides_where_a_suffix_is_wrong_or_unknown(tmp_path: Path) -> None:
    assert article(write(tmp_path, "a.txt", html(TOLD))).text.startswith(LEAD)
    assert article(write(tmp_path, "b.page", html(TOLD))).text.startswith(LEAD)
    assert article(write(tmp_path, "c.json", json.dumps({"text": LEAD}) + "\n")).text == LEAD
    assert article(write(tmp_path, "d", f"Depots struck\n\n{LEAD}")).title == "Depots struck"


LINES: list[tuple[str, dict[str, Any] | str | None]] = [
    # (line, article's fields or the reason)
    (
        '{"id": "a", "title": "T", "text": "Ten held.", "published": "2026-02-15"}',
        {"id": "a", "title": "T", "published": DAY, "published_basis": "given"},
    ),
    ('{"id": 7, "text": "Ten held.", "published": null}', {"id": "7", "published": None, "published_basis": "unknown"}),
    ('{"text": "Ten held.", "published": "2026-02-15T23:30:00-05:00"}', {"id": "f.jsonl:3", "published": DAY}),
    (
        '{"text": "Ten held.", "url": "https://x.example/2026/02/15/a?utm_source=b"}',
        {"id": "https://x.example/2026/02/15/a", "published": DAY, "published_basis": "url", "source": "x.example"},
    ),
    # news-please, trafilatura
    (
        '{"maintext": "Ten held.", "date_publish": "2026-02-15 10:00:00", "source_domain": "x.example", "authors": ["A B", "C D"]}',
        {"text": "Ten held.", "published": DAY, "source": "x.example", "author": "A B, C D"},
    ),
    (
        '{"text": "Ten held.", "date": "2026-02-15", "sitename": "Wire", "hostname": "x.example", "author": null}',
        {"published": DAY, "source": "Wire", "author": None},
    ),
    ('{"text": "Ten held.", "published": "None", "source": "Wire"}', {"published": None, "source": "Wire"}),
    # The text is as given, white space and all, but for control characters
    (r'{"text": "  Ten\u0007 held.  \n\n\n\nNo\u00a0more.\u001b[31m "}', {"text": "  Ten held.  \n\n\n\nNo more. "}),
    ("", None),
    ("not json", "line 10 is not JSON: Expecting value at column 1"),
    ('{"id": "b", "text": "cut o', "line 11 is not JSON: Unterminated string at column 21"),
    ('{"id": "b"}', 'line 12 has no "text"'),
    ('{"id": "b", "text": "  "}', 'line 13 has no "text"'),
    ('{"id": "b", "text": 7}', 'line 14 has a "text" that is a number, not text'),
    ('["text"]', "line 15 is not a JSON object"),
    ('{"text": "Ten held.", "published": "yesterdayish"}', 'line 16 has a "published" that is no date: yesterdayish'),
    ("[" * 50_000, "line 17 is not JSON that can be read: maximum recursion depth exceeded"),
    ('{"id": "z", "text": "The last."}', {"id": "z"}),
]


def test_jsonl_line_by_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path, "f.jsonl", "\n".join(line for line, _ in LINES))
    found = list(read_file(Path("f.jsonl")))
    expected = [(number, wanted) for number, (_, wanted) in enumerate(LINES, 1) if wanted is not None]
    assert len(found) == len(expected)
    for got, (number, wanted) in zip(found, expected, strict=True):
        if isinstance(wanted, str):
            assert isinstance(got, Skipped)
            assert got.source == f"f.jsonl:{number}"
            assert got.reason.startswith(wanted)
        else:
            assert isinstance(got, Article), got
            assert {name: getattr(got, name) for name in wanted} == wanted


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (html(TOLD), [LEAD]),
        (f"Depots struck\n\n{LEAD}".encode(), ["Depots struck"]),
        (b'{"text": "One."}\n{"text": "Two."}\n', ["One.", "Two."]),
        (b'{"text": "One.\n{"text": "Two."}\n', [None, "Two."]),  # a broken first line
        (b"{curly} text, on Monday", ["{curly}"]),
        (b"", [None]),
    ],
)
def test_standard_input(data: bytes, texts: list[str | None]) -> None:
    found = list(read_stream(data))
    assert len(found) == len(texts)
    for got, text in zip(found, texts, strict=True):
        assert isinstance(got, Skipped) if text is None else isinstance(got, Article) and got.text.startswith(text)


def test_names_on_standard_input() -> None:
    (first,), (second,) = list(read_stream(LEAD.encode())), list(read_stream(SECOND.encode()))
    assert isinstance(first, Article)
    assert isinstance(second, Article)
    assert first.id.startswith("stdin:")
    assert first.id != second.id
    assert list(read_stream(LEAD.encode())) == [first]


def test_marks_of_dates_without_end_cost_little() -> None:
    # Each of 100 nested blocks is marked as a date, and so is each of 5,000 words in them
    nested = '<div class="date">' * 100 + '<b class="date">x </b>' * 5_000
    assert read(html(f"{nested}<p>{LEAD}</p>")).published is None


def test_a_title_without_end_is_none() -> None:
    assert read(html(f"<p>{LEAD}</p><p>{SECOND}</p>", "<title>" + "Depots " * 1_000 + "</title>")).title == ""
