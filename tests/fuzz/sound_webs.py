"""What holds of reading any feed and any web page at all: used by tests and by the fuzzer."""

from __future__ import annotations

import re
import time

from tests.fuzz.sound_files import assert_reading_is_sound
from tests.fuzz.texts import Choices
from tests.fuzz.webs import make_charset, make_feed, make_page
from tracker.article import Reading
from tracker.feeds import Feed, feeds_of_page, parse_feed
from tracker.ingest import IngestOptions, read_fetched
from tracker.model import Page

ADDRESS = "http://news.example/feed"
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\n]")
SECONDS_AT_LEAST, SECONDS_A_BYTE = 10.0, 50e-6


class Slow(AssertionError):
    """Say that something took too long for its size."""


def assert_address_is_sound(url: str) -> None:
    """Hold an address that a feed or page names to what the rest relies on."""
    assert re.match(r"https?://[^/]+/", url)
    assert len(url) < 8000
    assert not _CONTROL.search(url)
    assert url.encode()


def check_feed(content: bytes, charset: str | None = None) -> Feed | str:
    """Read a feed and hold what comes out to the contract."""
    start = time.process_time()
    page = Page(ADDRESS, ADDRESS, content, None, charset)
    found = parse_feed(page)
    spent = time.process_time() - start
    if spent > SECONDS_AT_LEAST + SECONDS_A_BYTE * len(content):
        raise Slow(f"{spent:.1f} s for {len(content)} bytes")
    if isinstance(found, str):
        assert found.startswith("not a feed: ")
        assert "\n" not in found
        return found
    assert len({entry.url for entry in found.entries}) == len(found.entries) <= 5000
    for entry in found.entries:
        assert_address_is_sound(entry.url)
        assert not _CONTROL.search(entry.title)
        assert len(entry.title.encode()) <= 4 * 500
    return found


def check_page(content: bytes, charset: str | None = None) -> Reading:
    """Read a web page and the feeds that it names, and hold what comes out to the contract."""
    start = time.process_time()
    page = Page(ADDRESS, ADDRESS, content, "text/html", charset)
    for each in feeds_of_page(page):
        assert_address_is_sound(each.url)
        assert not _CONTROL.search(each.title)
    reading = read_fetched(ADDRESS, page, IngestOptions())
    spent = time.process_time() - start
    if spent > SECONDS_AT_LEAST + SECONDS_A_BYTE * len(content):
        raise Slow(f"{spent:.1f} s for {len(content)} bytes")
    assert_reading_is_sound(reading)
    return reading


def check_any(choices: Choices) -> bytes:
    """Make a feed or a page and read it; give what was made."""
    feed = choices.below(2) == 0
    content, charset = (make_feed if feed else make_page)(choices), make_charset(choices)
    try:
        if feed:
            check_feed(content, charset)
        else:
            check_page(content, charset)
    except Exception as error:
        error.add_note(f"{'feed' if feed else 'page'} {charset} {content!r}")
        raise
    return content
