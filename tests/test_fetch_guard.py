"""What pages and feeds name may not lead inside."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import httpx
import pytest
from pytest_httpserver import HTTPServer

from tracker.fetch import FetchOptions, Manners, Wanted, fetch, fetch_many, make_client
from tracker.fetch.guard import PrivateAddress, check_written, is_public
from tracker.model import Page, Skipped

QUICK = FetchOptions(connect_timeout=2, read_timeout=2, deadline=8, retries=0, backoff=0.01, content_types=None)
NAMED = replace(QUICK, typed=False)
AT_ONCE = Manners(delay=0)


@pytest.fixture
def client() -> Iterator[httpx.Client]:
    with make_client(QUICK) as client:
        yield client


def many(url: str, options: FetchOptions) -> Page | Skipped:
    ((_, found),) = fetch_many([Wanted(url)], options, AT_ONCE)
    return found


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("127.0.0.1", False),
        ("127.8.8.8", False),
        ("0.0.0.0", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("100.64.0.1", False),  # a carrier's own network
        ("169.254.169.254", False),  # a cloud's keys
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::", False),
        ("::1", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:93.184.215.14", True),
        ("64:ff9b::7f00:1", False),  # 127.0.0.1 behind NAT64
        ("64:ff9b::5db8:d70e", True),
        ("2002:7f00:1::", False),  # 127.0.0.1 by 6to4
        ("2001:db8::1", False),
        ("no address", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    "host", ["localhost", "LOCALHOST.", "a.localhost", "printer.local", "db.internal", "127.0.0.1", "[::1]", "::1"]
)
def test_what_is_private_as_it_is_written(host: str) -> None:
    with pytest.raises(PrivateAddress):
        check_written(host)


@pytest.mark.parametrize("host", ["news.example", "local.example", "2130706433", "93.184.215.14"])
def test_what_has_to_be_resolved_first(host: str) -> None:
    check_written(host)


# Ways to write this machine's address that the system's resolver knows.
ALIASES = [
    "127.0.0.1",
    "localhost",
    "2130706433",
    "0x7f000001",
    "017700000001",
    "127.1",
    "0.0.0.0",
    "0",
    "[::1]",
    "[::ffff:127.0.0.1]",
]


@pytest.mark.parametrize("alias", ALIASES)
@pytest.mark.parametrize("how", ["one", "many"])
def test_a_named_address_of_this_machine_is_refused(httpserver: HTTPServer, client: httpx.Client, alias: str, how: str) -> None:
    httpserver.expect_request("/a").respond_with_data("secret")
    url = f"http://{alias}:{httpserver.port}/a"
    found = fetch(url, client, NAMED) if how == "one" else many(url, NAMED)
    assert isinstance(found, Skipped)
    assert found.reason.startswith("refused: ")
    assert "--allow-private" in found.reason
    assert httpserver.log == []


@pytest.mark.parametrize("how", ["one", "many"])
def test_allowed_or_typed_it_is_read(httpserver: HTTPServer, client: httpx.Client, how: str) -> None:
    httpserver.expect_request("/a").respond_with_data("<p>mine</p>")
    for options in (QUICK, replace(NAMED, allow_private=True)):
        url = httpserver.url_for("/a")
        found = fetch(url, client, options) if how == "one" else many(url, options)
        assert isinstance(found, Page)


@pytest.mark.parametrize("how", ["one", "many"])
def test_a_redirect_of_a_typed_address_may_stay_there_but_lead_nowhere_else_inside(
    httpserver: HTTPServer, client: httpx.Client, how: str
) -> None:
    with HTTPServer(host="127.0.0.1") as other:
        other.expect_request("/secret").respond_with_data("secret")
        httpserver.expect_request("/here").respond_with_data("", status=302, headers={"Location": "/b"})
        httpserver.expect_request("/there").respond_with_data("", status=302, headers={"Location": other.url_for("/secret")})
        httpserver.expect_request("/b").respond_with_data("b")
        for path, told in (("/here", "b"), ("/there", None)):
            url = httpserver.url_for(path)
            found = fetch(url, client, QUICK) if how == "one" else many(url, QUICK)
            assert (found.content.decode() if isinstance(found, Page) else None) == told
        assert other.log == []


@pytest.mark.parametrize("how", ["one", "many"])
def test_the_address_that_was_looked_at_is_the_one_that_is_dialled(
    monkeypatch: pytest.MonkeyPatch, client: httpx.Client, how: str
) -> None:
    """A name that is public when it is looked at and private a moment later gains nothing: it is resolved once."""
    asked: list[Any] = []
    dialled: list[str] = []
    answers = iter(["93.184.215.14", "127.0.0.1", "127.0.0.1"])

    def resolve(host: Any, port: Any, *_: Any, **__: Any) -> list[Any]:
        if host != "rebinding.example" and host != b"rebinding.example":
            return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port))]
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    def connect(address: tuple[str, int], *_: Any, **__: Any) -> None:
        dialled.append(address[0])
        raise ConnectionRefusedError

    async def connect_tcp(*_: Any, remote_host: str, **__: Any) -> None:
        dialled.append(remote_host)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket, "create_connection", connect)
    monkeypatch.setattr("anyio.connect_tcp", connect_tcp)
    url = "http://rebinding.example/"
    found = fetch(url, client, NAMED) if how == "one" else many(url, NAMED)
    assert isinstance(found, Skipped)
    assert len(asked) == 1
    assert set(dialled) == {"93.184.215.14"}


@pytest.mark.parametrize("found", [["93.184.215.14", "10.0.0.1"], ["10.0.0.1"], ["::1"]])
def test_a_name_one_of_whose_addresses_is_private_is_refused(
    monkeypatch: pytest.MonkeyPatch, client: httpx.Client, found: list[str]
) -> None:
    def resolve(_: Any, port: Any, *__: Any, **___: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    for result in (fetch("http://news.example/", client, NAMED), many("http://news.example/", NAMED)):
        assert isinstance(result, Skipped)
        assert result.reason == f"refused: news.example ({found[-1]}) is a private address; --allow-private reads it"


def test_a_name_that_is_not_there_is_told_as_ever(client: httpx.Client) -> None:
    for result in (fetch("http://news.invalid/", client, NAMED), many("http://news.invalid/", NAMED)):
        assert isinstance(result, Skipped)
        assert (result.reason, result.gone) == ("name could not be resolved: news.invalid", True)


def test_the_certificate_is_still_asked_for_the_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guarded backend hands httpcore a stream; the name for TLS comes from the request, not from the address dialled."""
    import anyio
    import httpcore

    from tracker.fetch.guard import guarded_async_backend

    names: list[str | None] = []

    class Stream(httpcore.AsyncNetworkStream):
        async def start_tls(self, ssl_context: Any, server_hostname: str | None = None, timeout: Any = None) -> Any:
            names.append(server_hostname)
            raise httpcore.ConnectError("enough")

        async def aclose(self) -> None:
            pass

    async def dial(self: Any, host: str, *_: Any, **__: Any) -> Stream:
        assert host == "93.184.215.14"
        return Stream()

    async def resolve(*_: Any, **__: Any) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.215.14", 443))]

    monkeypatch.setattr(anyio, "getaddrinfo", resolve)
    monkeypatch.setattr(httpcore.AnyIOBackend, "connect_tcp", dial)

    async def ask() -> None:
        async with httpcore.AsyncConnectionPool(network_backend=guarded_async_backend()) as pool:
            with pytest.raises(httpcore.ConnectError):
                await pool.request("GET", "https://news.example/")

    asyncio.run(ask())
    assert names == ["news.example"]
