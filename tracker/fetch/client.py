"""The clients that pages are fetched with, and the wires by which `page.py` speaks to either kind."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any, Protocol

from tracker import __version__

if TYPE_CHECKING:
    import httpx
    from httpx_retries import Retry

    from tracker.fetch.page import FetchOptions
    from tracker.fetch.robots import Robots

ROBOT = "tracker"  # the name by which robots.txt may speak to this program
USER_AGENT = f"{ROBOT}/{__version__} (+conflict-event tracker; reads pages that a person names)"
ACCEPT = "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.1"
HEADERS = {"User-Agent": USER_AGENT, "Accept": ACCEPT, "Accept-Language": "en", "Accept-Encoding": "gzip"}


def make_client(options: FetchOptions, transport: httpx.BaseTransport | None = None) -> httpx.Client:
    """Make a client that names this tool. Close it after use; tests pass a transport in."""
    import httpx

    from tracker.fetch.guard import make_transport

    timeout = httpx.Timeout(options.read_timeout, connect=options.connect_timeout)
    client = httpx.Client(headers=HEADERS, timeout=timeout, transport=transport, follow_redirects=False)
    if transport is None:
        client._transport = make_transport()  # as an argument, it would turn the proxies of the environment off
    return client


def make_async_client(
    options: FetchOptions, connections: int, transport: httpx.AsyncBaseTransport | None = None
) -> httpx.AsyncClient:
    """Make a client likewise, for so many connections at once."""
    import httpx

    from tracker.fetch.guard import make_async_transport

    timeout = httpx.Timeout(options.read_timeout, connect=options.connect_timeout)
    client = httpx.AsyncClient(headers=HEADERS, timeout=timeout, transport=transport, follow_redirects=False)
    if transport is None:
        client._transport = make_async_transport(connections)
    return client


class Wire(Protocol):
    """What fetching asks of a client. Where the client blocks, nothing is ever waited for, and an `await` is a plain call."""

    def request(self, url: str, headers: dict[str, str]) -> httpx.Request:
        """Make a request."""

    async def permit(self, url: str) -> None:
        """Raise `page.Refused` where the site does not want the address to be read by programs."""

    async def send(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the body of the answer is not read."""

    def chunks(self, response: httpx.Response) -> AsyncIterator[bytes]:
        """Read the body as it came."""

    async def close(self, response: httpx.Response) -> None:
        """Be done with an answer."""

    async def rest(self, retry: Retry, answer: Any) -> None:
        """Wait before the next try, as long as the answer asks for or the retry says."""

    async def archive(self) -> None:
        """Wait for a turn to ask a web archive."""


class Blocking:
    """A wire to a client that blocks. Where robots.txt is to be asked, each site is asked once as long as the wire is used."""

    def __init__(self, client: httpx.Client, options: FetchOptions) -> None:
        """Take a client, which somebody else closes."""
        self._client, self._options = client, options
        self._robots: dict[str, Robots] = {}

    def request(self, url: str, headers: dict[str, str]) -> httpx.Request:
        """Make a request."""
        return self._client.build_request("GET", url, headers=headers)

    async def permit(self, url: str) -> None:
        """Raise Refused where the site's robots.txt forbids the address."""
        from tracker.fetch.robots import origin, read_robots

        site = origin(url)
        if site not in self._robots:
            self._robots[site] = await read_robots(self, site, self._options)
        self._robots[site].permit(url)

    async def send(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the body of the answer is not read."""
        return self._client.send(request, stream=True)

    async def chunks(self, response: httpx.Response) -> AsyncIterator[bytes]:
        """Read the body as it came."""
        for chunk in response.iter_raw():
            yield chunk

    async def close(self, response: httpx.Response) -> None:
        """Be done with an answer."""
        response.close()

    async def rest(self, retry: Retry, answer: Any) -> None:
        """Wait before the next try."""
        retry.sleep(answer)

    async def archive(self) -> None:
        """Ask at once: pages are fetched one after the other."""
