"""Fetching, against a real HTTP server on loopback."""

from __future__ import annotations

import gzip
import time
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace

import httpx
import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tracker.fetch import FetchOptions, fetch, make_client
from tracker.model import Page, Skipped

QUICK = FetchOptions(
    connect_timeout=2, read_timeout=2, deadline=8, max_bytes=50_000, max_redirects=3, retries=2, backoff=0.01, max_wait=0.2
)
HTML = "<html><body><p>Two men were held in Dorn on Monday.</p></body></html>"


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with make_client(QUICK) as client:
        yield client


def get(server: HTTPServer, client: httpx.Client, options: FetchOptions = QUICK, path: str = "/a") -> Page | Skipped:
    return fetch(server.url_for(path), client, options)


def reason(result: Page | Skipped) -> str:
    assert isinstance(result, Skipped), result
    return result.reason


def content(result: Page | Skipped) -> bytes:
    assert isinstance(result, Page), result
    return result.content


def test_a_page_keeps_bytes_type_and_charset(httpserver: HTTPServer, client: httpx.Client) -> None:
    body = "<p>Café</p>".encode("latin-1")
    httpserver.expect_request("/a").respond_with_data(body, content_type="Text/HTML; Charset=ISO-8859-1")
    url = httpserver.url_for("/a")
    assert fetch(f"  {url}\n", client, QUICK) == Page(url, url, body, "text/html", "iso-8859-1")


def test_requests_name_the_tool_and_ask_for_gzip_alone(httpserver: HTTPServer, client: httpx.Client) -> None:
    httpserver.expect_request("/a").respond_with_data(HTML, content_type="text/html")
    get(httpserver, client)
    headers = httpserver.log[0][0].headers
    assert headers["User-Agent"].startswith("tracker/")
    assert "conflict-event tracker" in headers["User-Agent"]
    assert headers["Accept-Encoding"] == "gzip"


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (401, "401 UNAUTHORIZED"),
        (403, "403 FORBIDDEN"),
        (404, "404 NOT FOUND"),
        (410, "410 GONE"),
        (451, "451 UNAVAILABLE FOR LEGAL REASONS"),
        (204, "204 NO CONTENT"),
    ],
)
def test_what_will_not_pass_is_not_tried_again(httpserver: HTTPServer, client: httpx.Client, status: int, says: str) -> None:
    httpserver.expect_request("/a").respond_with_data("", status=status)
    assert reason(get(httpserver, client)).upper() == says
    assert len(httpserver.log) == 1


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504])
def test_what_may_pass_is_tried_again(httpserver: HTTPServer, client: httpx.Client, status: int) -> None:
    httpserver.expect_ordered_request("/a").respond_with_data("busy", status=status)
    httpserver.expect_ordered_request("/a").respond_with_data(HTML, content_type="text/html")
    assert content(get(httpserver, client)) == HTML.encode()


def test_tries_end(httpserver: HTTPServer, client: httpx.Client) -> None:
    httpserver.expect_request("/a").respond_with_data("", status=500)
    assert reason(get(httpserver, client)).upper() == "500 INTERNAL SERVER ERROR"
    assert len(httpserver.log) == 1 + QUICK.retries


def test_retry_after_is_honoured(httpserver: HTTPServer, client: httpx.Client) -> None:
    httpserver.expect_ordered_request("/a").respond_with_data("", status=429, headers={"Retry-After": "1"})
    httpserver.expect_ordered_request("/a").respond_with_data(HTML, content_type="text/html")
    started = time.monotonic()
    assert content(get(httpserver, client, replace(QUICK, max_wait=5))) == HTML.encode()
    assert 1 <= time.monotonic() - started < 4


def test_retry_after_is_capped_and_told(httpserver: HTTPServer, client: httpx.Client) -> None:
    httpserver.expect_request("/a").respond_with_data("", status=429, headers={"Retry-After": "86400"})
    started = time.monotonic()
    assert "asked to come back after 86400 s" in reason(get(httpserver, client))
    assert time.monotonic() - started < 4


def test_redirects_lead_to_the_page(httpserver: HTTPServer, client: httpx.Client) -> None:
    httpserver.expect_request("/a").respond_with_data("", status=301, headers={"Location": "/b"})
    httpserver.expect_request("/b").respond_with_data("", status=307, headers={"Location": httpserver.url_for("/c")})
    httpserver.expect_request("/c").respond_with_data(HTML, content_type="text/html")
    page = get(httpserver, client)
    assert isinstance(page, Page)
    assert (page.requested, page.url) == (httpserver.url_for("/a"), httpserver.url_for("/c"))


@pytest.mark.parametrize(
    ("location", "says"),
    [
        ("/a", "too many redirects (3)"),  # in a circle
        ("file:///etc/passwd", "redirects to what is not http or https: file:///etc/passwd"),
        ("ftp://files.example/a", "redirects to what is not http or https: ftp://files.example/a"),
    ],
)
def test_redirects_that_lead_nowhere(httpserver: HTTPServer, client: httpx.Client, location: str, says: str) -> None:
    httpserver.expect_request("/a").respond_with_data("", status=302, headers={"Location": location})
    assert reason(get(httpserver, client)) == says


def test_a_redirect_to_no_address() -> None:
    broken = httpx.MockTransport(lambda _: httpx.Response(302, headers={"location": "/b\x00"}))
    with make_client(QUICK, broken) as client:
        assert reason(fetch("http://news.example/a", client, QUICK)) == "redirects to what is not a web address"


def test_a_redirects_own_body_is_not_read(httpserver: HTTPServer, client: httpx.Client) -> None:
    bomb = gzip.compress(b"x" * 5_000_000)
    headers = {"Location": "/b", "Content-Encoding": "gzip"}
    httpserver.expect_request("/a").respond_with_data(bomb, status=302, headers=headers)
    httpserver.expect_request("/b").respond_with_data(HTML, content_type="text/html")
    assert content(get(httpserver, client)) == HTML.encode()


@pytest.mark.parametrize(
    ("kind", "says"),
    [
        ("image/png", "not HTML: image/png"),
        ("application/zip", "not HTML: application/zip"),
        ("application/json; charset=utf-8", "not HTML: application/json"),
    ],
)
def test_other_types_are_not_read(httpserver: HTTPServer, client: httpx.Client, kind: str, says: str) -> None:
    httpserver.expect_request("/a").respond_with_data(b"\x89PNG", content_type=kind)
    assert reason(get(httpserver, client)) == says


@pytest.mark.parametrize("kind", ["text/plain", "application/xhtml+xml", "text/html;charset=utf-8"])
def test_types_that_hold_articles(httpserver: HTTPServer, client: httpx.Client, kind: str) -> None:
    httpserver.expect_request("/a").respond_with_data(HTML, content_type=kind)
    assert content(get(httpserver, client)) == HTML.encode()


def test_gzip_in_several_members(httpserver: HTTPServer, client: httpx.Client) -> None:
    packed = gzip.compress(HTML[:20].encode()) + gzip.compress(HTML[20:].encode())
    httpserver.expect_request("/a").respond_with_data(packed, content_type="text/html", headers={"Content-Encoding": "gzip"})
    assert content(get(httpserver, client)) == HTML.encode()


@pytest.mark.parametrize(
    ("coding", "body", "says"),
    [
        ("gzip", HTML.encode(), "damaged gzip data"),
        ("gzip", gzip.compress(HTML.encode(), mtime=0)[:-12], "the page broke off before its end"),
        ("br", b"\x0b\x02\x80", "compressed in a way that was not asked for: br"),
    ],
)
def test_bad_compression(httpserver: HTTPServer, client: httpx.Client, coding: str, body: bytes, says: str) -> None:
    httpserver.expect_request("/a").respond_with_data(body, content_type="text/html", headers={"Content-Encoding": coding})
    assert reason(get(httpserver, client)) == says


def _chunked(_: Request) -> Response:
    return Response((b"x" * 9_000 for _ in range(20)), content_type="text/html")  # no Content-Length


def test_too_large(httpserver: HTTPServer, client: httpx.Client) -> None:
    options = replace(QUICK, max_bytes=2**17)
    httpserver.expect_request("/a").respond_with_data(b"x" * (2**17 + 1), content_type="text/html")
    httpserver.expect_request("/chunked").respond_with_handler(_chunked)
    assert reason(get(httpserver, client, options)) == "larger than 0.125 MiB"
    assert reason(get(httpserver, client, options, "/chunked")) == "larger than 0.125 MiB"


def test_a_gzip_bomb_is_not_unpacked(httpserver: HTTPServer, client: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = gzip.compress(b"x" * 50_000_000)
    assert len(bomb) < QUICK.max_bytes
    sizes: list[int] = []
    real = zlib.decompressobj

    class Watched:
        """zlib's object, which tells how much it gave."""

        def __init__(self, wbits: int) -> None:
            self._real = real(wbits)

        def decompress(self, data: bytes, limit: int) -> bytes:
            out = self._real.decompress(data, limit)
            sizes.append(len(out))
            return out

        def __getattr__(self, name: str) -> object:
            return getattr(self._real, name)

    monkeypatch.setattr(zlib, "decompressobj", Watched)
    httpserver.expect_request("/a").respond_with_data(bomb, content_type="text/html", headers={"Content-Encoding": "gzip"})
    assert reason(get(httpserver, client)).startswith("larger than")
    assert sum(sizes) <= 2 * QUICK.max_bytes


def _slow(seconds: float) -> Response:
    time.sleep(seconds)
    return Response(HTML, content_type="text/html")


def test_slow_to_answer(httpserver: HTTPServer, client: httpx.Client) -> None:
    httpserver.expect_request("/a").respond_with_handler(lambda _: _slow(0.6))
    options = replace(QUICK, read_timeout=0.1, retries=1)
    assert reason(get(httpserver, client, options)) == "timed out after 0.1 s"


def test_slow_once_then_quick(httpserver: HTTPServer, client: httpx.Client) -> None:
    waits = [0.6, 0.0]
    httpserver.expect_request("/a").respond_with_handler(lambda _: _slow(waits.pop(0)))
    assert content(get(httpserver, client, replace(QUICK, read_timeout=0.3))) == HTML.encode()


def _dripping(_: Request) -> Response:
    def drops() -> Iterator[bytes]:
        for _ in range(30):
            time.sleep(0.05)
            yield b"x"

    return Response(drops(), content_type="text/html")


def test_dripping_ends_at_the_deadline(httpserver: HTTPServer, client: httpx.Client) -> None:
    httpserver.expect_request("/a").respond_with_handler(_dripping)
    started = time.monotonic()
    assert reason(get(httpserver, client, replace(QUICK, deadline=0.4))) == "timed out after 0.4 s"
    assert time.monotonic() - started < 1.2


def test_a_connection_that_breaks_is_tried_again() -> None:
    calls: list[str] = []

    def answer(request: httpx.Request) -> httpx.Response:
        calls.append(str(request.url))
        if len(calls) == 1:
            raise httpx.ReadError("[Errno 104] Connection reset by peer", request=request)
        return httpx.Response(200, headers={"content-type": "text/html"}, stream=httpx.ByteStream(HTML.encode()))

    with make_client(QUICK, httpx.MockTransport(answer)) as client:
        assert content(fetch("http://news.example/a", client, QUICK)) == HTML.encode()
    assert len(calls) == 2


def test_connection_refused(httpserver: HTTPServer, client: httpx.Client) -> None:
    import socket

    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    assert reason(fetch(f"http://127.0.0.1:{port}/", client, QUICK)) == f"connection refused by 127.0.0.1:{port}"


def test_a_server_without_tls(httpserver: HTTPServer, client: httpx.Client) -> None:
    url = httpserver.url_for("/a").replace("http:", "https:")
    assert reason(fetch(url, client, QUICK)).startswith("no secure connection to")


def test_a_name_that_does_not_exist(client: httpx.Client) -> None:
    assert reason(fetch("http://news.invalid/a", client, QUICK)) == "name could not be resolved: news.invalid"  # RFC 6761


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("", "not a web address: (empty)"),
        ("news.example/a", "not a web address: news.example/a"),
        ("//news.example/a", "not a web address: //news.example/a"),
        ("http:/a", "not a web address: http:/a"),
        ("http://", "not a web address: http://"),
        ("http://[::1", "not a web address: http://[::1"),
        ("http://news.example:port/", "not a web address: http://news.example:port/"),
        ("http://news.example:99999/", "not a web address: http://news.example:99999/"),
        ("http://news example/", "not a web address: http://news example/"),
        ("http://a" + "b" * 70 + ".example/", "not a web address: http://a" + "b" * 70 + ".example/"),  # a label of 71 letters
        ("mailto:desk@news.example", "not a web address: mailto:desk@news.example"),
        ("ftp://news.example/a", "only http and https: ftp://news.example/a"),
        ("file:///etc/passwd", "only http and https: file:///etc/passwd"),
        ("javascript:alert(1)", "not a web address: javascript:alert(1)"),
    ],
)
def test_addresses_that_are_none(client: httpx.Client, url: str, says: str) -> None:
    assert fetch(url, client, QUICK) == Skipped(url, says)
