"""Reading feeds, and finding those that a page names."""

from __future__ import annotations

import json
import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzz.sound_webs import check_any, check_feed, check_page
from tests.fuzz.test_fuzz import Drawn
from tests.fuzz.texts import Chance
from tracker.feeds import Entry, Feed, feeds_of_page, parse_feed
from tracker.feeds.parse import MAX_ENTRIES
from tracker.model import Page

BASE = "http://mill.example/news/feed.xml"
DAY = date(2026, 3, 3)


def parse(content: str | bytes, charset: str | None = None) -> Feed | str:
    raw = content.encode() if isinstance(content, str) else content
    return parse_feed(Page(BASE, BASE, raw, None, charset))


def rss(*items: str, title: str = "Mill News") -> str:
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>{title}</title>{"".join(items)}</channel></rss>'


def item(link: str = "/raid", **more: str) -> str:
    return f"<item><link>{link}</link>{''.join(f'<{name}>{text}</{name}>' for name, text in more.items())}</item>"


ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Mill &amp;amp; River</title>
<link rel="self" href="http://mill.example/atom"/>
<entry><title>Raid</title><id>tag:mill.example,2026:1</id><link rel="edit" href="/edit/1"/><link href="/raid?utm_source=atom"/>
<updated>2026-03-09T01:00:00Z</updated><published>2026-03-03T23:30:00-05:00</published></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Old Mill</title></channel>
<item rdf:about="http://mill.example/raid"><title>Raid</title><dc:date>2026-03-03</dc:date></item></rdf:RDF>"""
JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Mill",
        "items": [{"id": "1", "url": "/raid", "title": "Raid", "date_published": "2026-03-03T23:30:00-05:00"}, {"id": "2"}, "x"],
    }
)


@pytest.mark.parametrize(
    ("content", "title"),
    [
        (rss(item(title="Raid", pubDate="Tue, 03 Mar 2026 23:30:00 -0500")), "Mill News"),  # the day where it was written
        (ATOM, "Mill & River"),
        (RDF, "Old Mill"),
        (JSON, "Mill"),
        ("\ufeff \n" + JSON, "Mill"),
        (rss(item(title="Raid", pubDate="03 Mar 26 10:00 GMT")), "Mill News"),  # RFC 822's year of two digits
        (rss(item(title="<![CDATA[<b>Raid</b>]]>", pubDate="2026-03-03")), "Mill News"),
        (rss(item("\n /raid#more \n", title="&lt;b&gt;Raid&lt;/b&gt;", pubDate="2026-03-03T10:00:00Z")), "Mill News"),
        (rss(item(title="Raid", pubDate="2026-03-03"))[:-30], "Mill News"),  # broken off
        (rss(item(title="Raid", pubDate="2026-03-03"), "<item><title>A & B</title>"), "Mill News"),  # not well-formed
        (rss(item(title="Raid", pubDate="2026-03-03"), item(title="Again")), "Mill News"),  # the same address twice
    ],
)
def test_each_kind_of_feed(content: str, title: str) -> None:
    found = parse(content)
    assert isinstance(found, Feed)
    assert (found.title, found.cut) == (title, False)
    assert found.entries == (Entry("http://mill.example/raid", "Raid", DAY),)


@pytest.mark.parametrize(
    ("entry", "url"),
    [
        ("<item><guid>http://mill.example/g</guid></item>", "http://mill.example/g"),
        ('<item><guid isPermaLink="false">http://mill.example/g</guid></item>', None),
        ("<item><guid>tag:mill.example,2026:1</guid></item>", None),  # a name, no address
        ("<item><link>javascript:alert(1)</link></item>", None),
        ("<item><link>file:///etc/passwd</link></item>", None),
        ("<item><link>http://[::1</link></item>", None),
        ("<item><link>http://user:secret@mill.example/a</link></item>", "http://mill.example/a"),
        ("<item><title>no address</title></item>", None),
    ],
)
def test_what_an_entry_names(entry: str, url: str | None) -> None:
    found = parse(rss(entry))
    assert isinstance(found, Feed)
    assert [each.url for each in found.entries] == ([url] if url else [])


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("", "not a feed: empty"),
        ("<!doctype html><html><head></head></html>", "not a feed: a web page"),
        ("<urlset><url/></urlset>", "not a feed: XML of another kind (<urlset>)"),
        ("{}", "not a feed: JSON of another kind"),
        ("{", "not a feed: broken JSON"),
        ('{"items":' + "[" * 100_000, "not a feed: broken JSON"),
        ("Jets struck", "not a feed: no XML and no JSON"),
    ],
)
def test_what_is_no_feed(content: str, says: str) -> None:
    assert parse(content) == says


def test_charsets() -> None:
    told = rss(item(title="Café")).replace('"1.0"', '"1.0" encoding="windows-1252"')
    for content, charset in (
        (told.encode("windows-1252"), None),
        (told.encode("windows-1252"), "utf-8"),  # what the feed says of itself holds
        (rss(item(title="Café")).encode(), "x-nobody-knows"),
        (rss(item(title="Café")).encode("utf-16"), None),
        (rss(item(title="Café")).encode("latin-1"), "latin-1"),
    ):
        found = parse(content, charset)
        assert isinstance(found, Feed)
        assert found.entries[0].title == "Café"


LAUGHS = "".join(f'<!ENTITY {name} "{f"&{inner};" * 10}">' for inner, name in zip("abcdefghi", "bcdefghij", strict=True))


@pytest.mark.parametrize(
    "content",
    [
        f'<!DOCTYPE x [<!ENTITY a "lol">{LAUGHS}]>{rss(item(title="&j;"), title="&j;")}',
        f'<!DOCTYPE x [<!ENTITY a "{"x" * 100_000}">]>{rss(item(title="&a;" * 100_000))}',
        f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>{rss(item(title="&a;"), title="&a;")}',
        "<rss>" + "<a>" * 1_000_000,
        "<rss>" + "<item>" * 500_000,
        "<rss><item>" + "<link>/a</link>" * 200_000,
        "<rss><item><link>" + "x" * 5_000_000,
        "<rss>" + "<" * 5_000_000,
        '{"items":[' + '{"url":"/a"},' * 200_000 + "{}]}",
    ],
    ids=["billion laughs", "quadratic", "files", "deep", "deep entries", "wide entry", "long", "brackets", "json"],
)
def test_bombs_are_bounded(content: str) -> None:
    started = time.process_time()
    found = check_feed(content.encode())
    assert time.process_time() - started < 8
    assert "root:" not in repr(found)
    assert len(repr(found)) < 2_000


def test_a_huge_feed_is_read_to_a_bound() -> None:
    found = parse(rss(*(item(f"/{n}") for n in range(MAX_ENTRIES + 1))))
    assert isinstance(found, Feed)
    assert (len(found.entries), found.cut) == (MAX_ENTRIES, True)


def test_feeds_that_a_page_names() -> None:
    head = """<link rel="stylesheet" type="text/css" href="/a.css"><link rel="alternate" hreflang="fr" href="/fr">
    <link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
    <LINK REL="alternate home" TYPE="Application/RSS+XML; charset=utf-8" TITLE="News" HREF="../rss#x">
    <link rel="alternate" type="application/feed+json" href="https://other.example/feed.json">
    <link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">"""
    page = Page(BASE, BASE, f"<html><head>{head}</head><body>\0&#0;</body></html>".encode())
    found = [(each.url, each.title) for each in feeds_of_page(page)]
    assert found == [
        ("http://mill.example/rss", "News"),
        ("https://other.example/feed.json", ""),
        ("http://mill.example/comments/feed", "Comments"),
    ]
    many = b'<link rel="alternate" type="application/rss+xml" href="/x">' * 100_000
    assert len(feeds_of_page(Page(BASE, BASE, many))) == 1


def test_half_a_character_is_left_out() -> None:
    # JSON can name what no file can hold; neither the store nor a request takes it
    told = '{"items": [{"url": "/raid", "title": "Raid\\ud800"}, {"url": "/\\ud800"}, {"url": "/\\u007f"}]}'
    assert parse(told) == Feed("", (Entry("http://mill.example/raid", "Raid"),))


@settings(max_examples=80)
@given(st.data())
def test_no_feed_and_no_page_is_too_much(data: st.DataObject) -> None:
    check_any(Drawn(data))


@pytest.mark.parametrize("start", [0, 100])
def test_random_feeds_and_pages(start: int) -> None:
    for seed in range(start, start + 40):
        check_any(Chance(seed))


@pytest.mark.parametrize("reference", ["&#27;[31m", "&#x1b;", "&#0;", "&#xFFFF;", "&#xD800;", "&#99999999;", "\uffff", "\ufffe"])
def test_references_to_controls_in_a_page(reference: str) -> None:
    # found by fuzzing: trafilatura makes elements of what it finds in the head, and lxml refuses to
    body = "<p>Jets struck two depots near the mill of Vetrovo on Tuesday, the command said in a release to the press.</p>" * 3
    page = f'<html><head><title>Raid {reference}</title><meta name="author" content="{reference}x"></head><body>{body}{reference}'
    assert check_page(page.encode()).source


@pytest.mark.parametrize("page", ["<p><a href=x>x</a></p>" * 100_000, "<iframe src=/x></iframe>" * 100_000, "<div>" * 100_000])
def test_pages_of_too_many_links_and_frames(page: str) -> None:
    started = time.process_time()
    check_page(page.encode())
    assert time.process_time() - started < 10


@pytest.mark.parametrize("broken", ["<rss><broken", "<rss version='2.0'><channel><title>A</title><item><title>B"])
def test_a_feed_that_breaks_off_before_its_first_entry_is_no_empty_one(broken: str) -> None:
    told = parse_feed(Page("https://news.example/rss", "https://news.example/rss", broken.encode()))
    assert isinstance(told, str)
    assert told.startswith("not a feed: it breaks off before its first entry: ")
    empty = parse_feed(Page("https://news.example/rss", "https://news.example/rss", b"<rss version='2.0'><channel/></rss>"))
    assert isinstance(empty, Feed)
    assert empty.entries == ()
