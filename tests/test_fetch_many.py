"""Many pages at once, with manners; and captures of pages that are gone."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tracker.fetch import FetchOptions, Manners, Wanted, fetch, fetch_many, make_client
from tracker.model import Page, Skipped

LIMITS = FetchOptions(connect_timeout=2, read_timeout=5, deadline=10, retries=1, backoff=0.01, allow_private=True)
HTML = "<p>Jets struck a mill.</p>"


class Busy:
    """A server that counts how many requests it has at a time, and when they came."""

    def __init__(self, server: HTTPServer, seconds: float = 0.1) -> None:
        self._seconds, self._lock = seconds, threading.Lock()
        self.now = self.most = 0
        self.starts: list[float] = []
        server.expect_request("/robots.txt").respond_with_data("", status=404)
        server.expect_request("/slow").respond_with_handler(self._answer)

    def _answer(self, _: Request) -> Response:
        with self._lock:
            self.now += 1
            self.most = max(self.most, self.now)
            self.starts.append(time.monotonic())
        time.sleep(self._seconds)
        with self._lock:
            self.now -= 1
        return Response(HTML, content_type="text/html")


@contextmanager
def servers(n: int) -> Iterator[list[HTTPServer]]:
    made = [HTTPServer(host="127.0.0.1", threaded=True) for _ in range(n)]
    try:
        for server in made:
            server.start()
        yield made
    finally:
        for server in made:
            server.stop()


def wanted(*urls: str) -> list[Wanted]:
    return [Wanted(url) for url in urls]


def test_at_most_two_to_a_host_and_hosts_at_the_same_time() -> None:
    with servers(3) as made:
        busy = [Busy(server) for server in made]
        urls = [f"{server.url_for('/slow')}?{n}" for server in made for n in range(6)]
        started = time.monotonic()
        found = list(fetch_many(wanted(*urls), LIMITS, Manners(connections=16, delay=0)))
        assert {each.url for each, _ in found} == set(urls)
        assert all(isinstance(page, Page) for _, page in found)
        assert [each.most for each in busy] == [2, 2, 2]
        assert time.monotonic() - started < 18 * 0.1  # one after the other


def test_a_pause_between_two_requests_to_one_host(httpserver: HTTPServer) -> None:
    busy = Busy(httpserver, 0)
    urls = [f"{httpserver.url_for('/slow')}?{n}" for n in range(4)]
    list(fetch_many(wanted(*urls), LIMITS, Manners(delay=0.2)))
    gaps = [later - earlier for earlier, later in zip(busy.starts, busy.starts[1:], strict=False)]
    assert min(gaps) > 0.12


def test_connections_are_bounded_over_all_hosts() -> None:
    with servers(3) as made:
        busy = [Busy(server) for server in made]
        urls = [f"{server.url_for('/slow')}?{n}" for server in made for n in range(2)]
        list(fetch_many(wanted(*urls), LIMITS, Manners(connections=1, delay=0)))
        assert [each.most for each in busy] == [1, 1, 1]


def test_in_order_if_asked(httpserver: HTTPServer) -> None:
    for n in range(6):
        pause = 0.2 if n == 0 else 0
        answer = Response(f"{n}", content_type="text/html")
        httpserver.expect_request(f"/{n}").respond_with_handler(lambda _, p=pause, a=answer: time.sleep(p) or a)  # type: ignore[func-returns-value,misc]
    urls = [httpserver.url_for(f"/{n}") for n in range(6)]
    found = [each.url for each, _ in fetch_many(wanted(*urls), LIMITS, Manners(delay=0, ordered=True))]
    assert found == urls
    assert next(fetch_many(wanted(*urls), LIMITS, Manners(delay=0)))[0].url != urls[0]  # else as they come


@pytest.mark.parametrize(
    ("rules", "status", "says"),
    [
        ("User-agent: *\nDisallow: /a", 200, "robots.txt forbids it"),
        ("User-agent: *\nDisallow: /*.html$\nUser-agent: tracker\nDisallow: /b", 200, None),
        ("User-agent: tracker\nDisallow: /", 200, "robots.txt forbids it"),
        ("User-agent: *\nDisallow: /\nAllow: /a.html", 200, None),
        ("", 404, None),
        ("", 503, "its site's robots.txt could not be read: 503 SERVICE UNAVAILABLE"),
        ("User-agent: *\nDisallow: /" + "*a" * 2000 + "b$", 200, None),
    ],
)
def test_robots_are_asked_once_for_what_no_person_typed(httpserver: HTTPServer, rules: str, status: int, says: str | None) -> None:
    from dataclasses import replace

    httpserver.expect_request("/robots.txt").respond_with_data(rules, status=status)
    httpserver.expect_request("/a.html").respond_with_data(HTML, content_type="text/html")
    urls = [f"{httpserver.url_for('/a.html')}?{n}" for n in range(3)]
    for _, page in fetch_many(wanted(*urls), replace(LIMITS, typed=False, robots=True, retries=0), Manners(delay=0)):
        assert (page.reason if isinstance(page, Skipped) else None) == says
    paths = [request.path for request, _ in httpserver.log]
    assert paths.count("/robots.txt") == 1
    list(fetch_many(wanted(*urls), LIMITS, Manners(delay=0)))
    assert [request.path for request, _ in httpserver.log].count("/robots.txt") == 1  # typed: not asked


def test_retry_after_gives_the_whole_host_a_rest(httpserver: HTTPServer) -> None:
    asked: list[float] = []

    def answer(_: Request) -> Response:
        asked.append(time.monotonic())
        if len(asked) == 1:
            return Response("busy", status=429, headers={"Retry-After": "1"})
        return Response(HTML, content_type="text/html")

    httpserver.expect_request("/a").respond_with_handler(answer)
    urls = [f"{httpserver.url_for('/a')}?{n}" for n in range(4)]
    found = list(fetch_many(wanted(*urls), LIMITS, Manners(delay=0.2)))
    assert all(isinstance(page, Page) for _, page in found)
    assert asked[1] - asked[0] >= 0.95


def test_a_host_that_asks_for_a_long_rest_is_left_for_another_run(httpserver: HTTPServer) -> None:
    from dataclasses import replace

    httpserver.expect_request("/a").respond_with_data("", status=503, headers={"Retry-After": "7200"})
    urls = [f"{httpserver.url_for('/a')}?{n}" for n in range(20)]
    started = time.monotonic()
    found = list(fetch_many(wanted(*urls), replace(LIMITS, max_wait=0.1), Manners(delay=0.05)))
    assert len(found) == 20
    assert sum("asked to be left alone" in page.reason for _, page in found if isinstance(page, Skipped)) >= 16
    assert time.monotonic() - started < 5
    assert len(httpserver.log) <= 8


def test_closing_ends_what_is_under_way(httpserver: HTTPServer) -> None:
    Busy(httpserver, 0.3)
    many = fetch_many((Wanted(f"{httpserver.url_for('/slow')}?{n}") for n in range(10_000)), LIMITS, Manners(delay=0))
    next(many)
    started = time.monotonic()
    many.close()
    assert time.monotonic() - started < 2
    assert len(httpserver.log) < 10


def test_an_error_in_the_list_reaches_the_caller(httpserver: HTTPServer) -> None:
    def broken() -> Iterator[Wanted]:
        yield Wanted("no address")
        raise OSError("the list is gone")

    with pytest.raises(OSError, match="the list is gone"):
        list(fetch_many(broken(), LIMITS, Manners()))


def test_nothing_wanted_is_nothing_done() -> None:
    assert list(fetch_many([], LIMITS, Manners())) == []


def test_a_caller_that_is_slow_holds_fetching_back(httpserver: HTTPServer) -> None:
    Busy(httpserver, 0)
    many = fetch_many(wanted(*[f"{httpserver.url_for('/slow')}?{n}" for n in range(200)]), LIMITS, Manners(connections=2, delay=0))
    next(many)
    time.sleep(0.7)
    assert len(httpserver.log) < 20
    many.close()


# --- archives -----------------------------------------------------------------------------------------------------------------


def available(server: HTTPServer, **closest: object) -> FetchOptions:
    told = {"archived_snapshots": {"closest": closest} if closest else {}}
    server.expect_request("/wayback/available").respond_with_data(json.dumps(told), content_type="application/json")
    from dataclasses import replace

    return replace(LIMITS, allow_private=False, archive=server.url_for(""), retries=0)


@pytest.mark.parametrize("how", ["one", "many"])
@pytest.mark.parametrize("status", [404, 410, None])
def test_a_page_that_is_gone_is_read_from_the_archive(httpserver: HTTPServer, how: str, status: int | None) -> None:
    page = "http://127.0.0.1:9/raid?id=5" if status is None else httpserver.url_for("/raid?id=5")  # nobody listens at 9
    capture = httpserver.url_for(f"/web/20260303102030/{page}")
    httpserver.expect_request("/raid").respond_with_data("", status=status or 404)
    httpserver.expect_request(f"/web/20260303102030id_/{page.partition('?')[0]}").respond_with_data(HTML, content_type="text/html")
    limits = available(httpserver, available=True, url=capture, timestamp="20260303102030", status="200")
    if how == "one":
        with make_client(limits) as client:
            found = fetch(page, client, limits)
    else:
        ((_, found),) = fetch_many(wanted(page), limits, Manners(delay=0))
    assert isinstance(found, Page), found
    assert (found.requested, found.url, found.archive) == (page, page, capture)
    assert (found.captured, found.etag) == (datetime(2026, 3, 3, 10, 20, 30, tzinfo=UTC), None)
    asked = next(request for request, _ in httpserver.log if request.path == "/wayback/available")
    assert asked.args["url"] == page


@pytest.mark.parametrize(
    ("closest", "says"),
    [
        ({}, "404 NOT FOUND; the web archive: has no capture"),
        (
            {"available": True, "url": "http://127.0.0.1:9/web/1/x", "timestamp": "2026", "status": "404"},
            "404 NOT FOUND; the web archive: its newest capture is of status 404",
        ),
        (
            {"available": True, "url": "http://127.0.0.1:9/web/20260303/x", "timestamp": "20260303102030", "status": "200"},
            "404 NOT FOUND; the web archive's capture: connection refused by 127.0.0.1:9",
        ),
        (
            {"available": True, "url": "/web/x", "timestamp": "yesterday"},
            "404 NOT FOUND; the web archive: gave an answer that can't be read",
        ),
    ],
)
def test_what_an_archive_can_lack(httpserver: HTTPServer, closest: dict[str, object], says: str) -> None:
    httpserver.expect_request("/gone").respond_with_data("", status=404)
    limits = available(httpserver, **closest)
    with make_client(limits) as client:
        found = fetch(httpserver.url_for("/gone"), client, limits)
    assert isinstance(found, Skipped)
    assert (found.reason, found.status, found.gone) == (says, 404, True)


@pytest.mark.parametrize("status", [403, 500])
def test_what_is_not_gone_is_not_looked_for(httpserver: HTTPServer, status: int) -> None:
    httpserver.expect_request("/a").respond_with_data("", status=status)
    limits = available(httpserver)
    with make_client(limits) as client:
        assert isinstance(fetch(httpserver.url_for("/a"), client, limits), Skipped)
    assert [request.path for request, _ in httpserver.log if "wayback" in request.path] == []
