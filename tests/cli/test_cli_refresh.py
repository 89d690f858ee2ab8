"""Pages that change, vanish and come back, on a real local server; the program is run as a user runs it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.cli.made import Ran, Run
from tracker.model import Filter
from tracker.store import Poll, Store

OLD = "<p>Drones struck a flour mill in Vetrovo on Tuesday, killing four workers and wounding eleven others, the governor said.</p>"
NEW = OLD.replace("four", "six")
FILL = "<p>The schools stay shut until the end of the week, and bakers in the province said that flour was short already.</p>" * 3


def page(body: str, published: str = "2026-03-03") -> str:
    return f"""<html lang="en"><head><title>Raid on the mill</title>
<meta property="article:published_time" content="{published}"></head><body><article><h1>Raid on the mill</h1>
{body}{FILL}</article></body></html>"""


class Site:
    """A site of one page, which can be changed, and remembers how it was asked."""

    def __init__(self, server: HTTPServer) -> None:
        self.url = server.url_for("/raids/mill.html")
        self.body: str | None = OLD
        self.status = 404  # where there is no body
        self.location: str | None = None
        self.etag: str | None = '"1"'
        self.modified: str | None = "Tue, 03 Mar 2026 12:00:00 GMT"
        self.published = "2026-03-03"
        self.asked: list[tuple[str | None, str | None, int]] = []
        server.expect_request("/raids/mill.html").respond_with_handler(self._answer)
        server.expect_request("/").respond_with_data(page("<p>All the news of the valley.</p>"), content_type="text/html")

    def change(self, body: str, version: int) -> None:
        self.body, self.etag, self.modified = body, f'"{version}"', None

    def _answer(self, request: Request) -> Response:
        match, since = request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since")
        response = self._said(match, since)
        self.asked.append((match, since, response.status_code))
        return response

    def _said(self, match: str | None, since: str | None) -> Response:
        if self.location:
            return Response(status=302, headers={"Location": self.location})
        if self.body is None:
            return Response("gone", status=self.status)
        headers = {name: value for name, value in (("ETag", self.etag), ("Last-Modified", self.modified)) if value}
        if (self.etag and match == self.etag) or (self.etag is None and self.modified and since == self.modified):
            return Response(status=304, headers=headers)
        return Response(page(self.body, self.published), content_type="text/html", headers=headers)


@pytest.fixture(name="site")
def read_site(httpserver: HTTPServer, run: Run, db: Path) -> Site:
    """Give a site whose page has been read once."""
    db.unlink()
    site = Site(httpserver)
    assert run("ingest", "url", site.url, "--db", db).lines[1].startswith("stored")
    return site


@pytest.fixture(name="refresh")
def refreshed(run: Run, db: Path) -> Callable[..., Ran]:
    return lambda *more: run("refresh", "--delay", "0", "--allow-private", "--db", db, *more)


def test_a_page_that_has_not_changed_is_asked_for_with_its_tag_and_nothing_is_said(site: Site, refresh: Callable[..., Ran]) -> None:
    ran = refresh()
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert site.asked[-1] == ('"1"', "Tue, 03 Mar 2026 12:00:00 GMT", 304)


def test_the_same_text_under_another_tag_is_nothing_new(site: Site, refresh: Callable[..., Ran], db: Path) -> None:
    site.change(OLD, 2)
    assert refresh().out == ""
    assert refresh().out == ""
    assert site.asked[-2:] == [('"1"', "Tue, 03 Mar 2026 12:00:00 GMT", 200), ('"2"', None, 304)]
    with Store.open(db) as store:
        assert [held.versions for held in store.articles()] == [1]


def test_a_server_without_tags_is_asked_for_the_whole_page(site: Site, refresh: Callable[..., Ran]) -> None:
    site.etag = site.modified = None
    assert refresh().out == refresh().out == ""
    assert site.asked[-1] == (None, None, 200)


def test_a_correction_becomes_a_version(site: Site, refresh: Callable[..., Ran], run: Run, db: Path) -> None:
    site.change(NEW, 2)
    ran = refresh("--format", "jsonl")
    (row,) = map(json.loads, ran.lines)
    assert (row["fate"], row["altered"], row["gained"], row["url"]) == ("changed", 1, 0, site.url)
    assert ran.err == "1 changed\n"
    assert "killing [-four-] {+six+} workers" in run("articles", "diff", row["article"], "--db", db).out
    assert refresh().out == ""
    assert site.asked[-1][::2] == ('"2"', 304)
    with Store.open(db) as store:
        assert store.page(row["article"], 1) != store.page(row["article"], 2)


@pytest.mark.parametrize("status", [404, 410])
def test_a_page_that_is_gone_is_marked_and_told_once(
    site: Site, refresh: Callable[..., Ran], run: Run, db: Path, status: int
) -> None:
    site.body, site.status = None, status
    ran = refresh()
    assert re.match(rf"gone\t.*\t{status} ", ran.lines[1])
    assert ran.code == 0
    assert refresh().out == ""
    (row,) = map(json.loads, run("articles", "--format", "jsonl", "--db", db).lines)
    assert row["gone"].startswith("20")
    assert row["events"] == 1  # kept
    site.body = OLD
    assert refresh().lines[1].startswith("back\t")
    assert json.loads(run("articles", "--format", "jsonl", "--db", db).out)["gone"] is None


def test_a_page_that_leads_to_the_front_page_is_gone(site: Site, refresh: Callable[..., Ran], db: Path) -> None:
    site.location = "/"
    assert "leads to the front page" in refresh().out
    with Store.open(db) as store:
        assert [held.versions for held in store.articles()] == [1]


def test_what_fails_is_told_and_asked_for_again(site: Site, refresh: Callable[..., Ran]) -> None:
    site.body, site.status = None, 403
    ran = refresh()
    assert (ran.code, ran.out) == (1, "")  # nothing could be read
    assert f"failed {site.url}: 403" in ran.err
    site.change(NEW, 2)
    assert refresh().lines[1].startswith("changed")


def test_since_and_source_choose_and_files_are_not_asked_for(site: Site, refresh: Callable[..., Ran], run: Run, db: Path) -> None:
    before = len(site.asked)
    (file := db.parent / "a.txt").write_text(f"title: Mill\nurl: {site.url}?from=file\n\n" + re.sub("<[^>]+>", "", OLD))
    run("ingest", "file", file, "--db", db)
    refresh("--since", "2026-03-04")
    refresh("--source", "nobody")
    assert len(site.asked) == before
    refresh("--since", "2026-03-03", "--until", "2026-03-03")
    assert len(site.asked) == before + 1
    with Store.open(db) as store:
        assert [each.url for each in store.due(Filter(since=date(2026, 3, 1)))] == [site.url]


def test_those_asked_for_longest_ago_come_first(httpserver: HTTPServer, run: Run, db: Path) -> None:
    db.unlink()
    urls = [httpserver.url_for(f"/{name}.html") for name in "ab"]
    for name, url in zip("ab", urls, strict=True):
        body = page(OLD.replace("Vetrovo", f"Vetrovo {name}"))
        httpserver.expect_request(f"/{name}.html").respond_with_data(body, content_type="text/html")
        run("ingest", "url", url, "--db", db)
    with Store.open(db) as store:
        store.record_poll(urls[0], Poll(304), when=datetime(2030, 1, 1, tzinfo=UTC))
        assert [each.url for each in store.due()] == [urls[1], urls[0]]
        assert [each.url for each in store.due(limit=1)] == [urls[1]]


def test_a_day_that_only_the_feed_told_is_kept(site: Site, refresh: Callable[..., Ran], db: Path) -> None:
    with Store.open(db) as store:
        day = next(store.articles()).article.published
    site.change(NEW.replace("Tuesday", "Monday"), 2)
    site.published = ""
    assert refresh().code == 0
    with Store.open(db) as store:
        (held,) = store.articles()
        assert (held.version, held.article.published) == (2, day)
        (stored,) = store.events()
        assert stored.event.date is not None
        assert stored.event.date.end == date(2026, 3, 2)


def test_an_address_that_is_stored_leads_inside_only_where_that_is_allowed(site: Site, run: Run, db: Path) -> None:
    """A feed or an archive's file may have named it."""
    asked = len(site.asked)
    ran = run("refresh", "--delay", "0", "--db", db)
    assert "is a private address; --allow-private reads it" in ran.err
    assert (ran.code, len(site.asked)) == (1, asked)


RSS = """<rss version="2.0"><channel><title>Vetrovo</title><link>/</link>
<item><title>Raid on the mill</title><link>{url}</link><pubDate>Tue, 03 Mar 2026 12:00:00 GMT</pubDate></item></channel></rss>"""


@pytest.mark.parametrize("typed", [False, True])
def test_robots_txt_is_asked_of_what_a_feed_named(httpserver: HTTPServer, run: Run, db: Path, typed: bool) -> None:
    db.unlink()
    site = Site(httpserver)
    httpserver.expect_request("/feed.xml").respond_with_data(RSS.format(url=site.url), content_type="application/rss+xml")
    httpserver.expect_oneshot_request("/robots.txt").respond_with_data("")
    if typed:
        run("ingest", "url", site.url, "--db", db)
    else:
        run("feeds", "add", httpserver.url_for("/feed.xml"), "--allow-private", "--db", db)
        assert "stored" in run("feeds", "update", "--allow-private", "--delay", "0", "--db", db).out
    httpserver.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /raids/")
    site.change(NEW, 2)
    ran = run("refresh", "--delay", "0", "--allow-private", "--db", db)
    if typed:
        assert ran.lines[1].startswith("changed\t")
    else:
        assert f"failed {site.url}: robots.txt forbids it" in ran.err
        assert len(site.asked) == 1
