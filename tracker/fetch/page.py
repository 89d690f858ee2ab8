"""Fetch one web page: a URL in, its bytes or a reason out.

What can pass is tried again with back-off (a timeout, a connection that breaks, 429 with its Retry-After, 5xx); all tries
share one deadline. Redirects are followed here, one by one, so that each target is checked and no body of a redirect is read.
Bodies are decompressed in bounded steps: a small gzip file can hold gigabytes.
"""

from __future__ import annotations

import logging
import time
import zlib
from collections.abc import AsyncGenerator, AsyncIterator, Callable, Coroutine, Iterator
from contextlib import aclosing
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from tracker.fetch.client import Blocking, Wire
from tracker.fetch.guard import GUARDED, PrivateAddress, check_written
from tracker.model import Page, Skipped

if TYPE_CHECKING:
    import httpx

CONTENT_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/pdf"})
logging.getLogger("httpx_retries").addHandler(logging.NullHandler())  # else a malformed Retry-After is told on stderr
# What may pass by itself. 500 is among them: news sites answer with it while they are being updated.
STATUS_TO_RETRY = frozenset({429, 500, 502, 503, 504})
GONE = (404, 410)
MIB = 2**20
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """Limits of one fetch. Times are in seconds; `deadline` is for all tries of one URL, `max_wait` for one pause between them.

    `content_types` are those that are taken, null for any. `typed` says that a person typed the address: it may be one inside
    the user's own network. What a page redirects to, and what a feed names, may not, unless `allow_private`. With `robots`, the
    site's robots.txt is asked before a page is, by `fetch_many`. `archive` is the address of a web archive that is asked for
    pages that are gone, null where none is to be asked.
    """

    connect_timeout: float = 10
    read_timeout: float = 20
    deadline: float = 60
    max_bytes: int = 10 * MIB
    max_redirects: int = 10
    retries: int = 3
    backoff: float = 0.5
    max_wait: float = 30
    content_types: frozenset[str] | None = CONTENT_TYPES
    typed: bool = True
    allow_private: bool = False
    robots: bool = False
    archive: str | None = None


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of a page by which it can tell later whether it has changed; null where it said nothing."""

    etag: str | None = None
    last_modified: str | None = None


class Refused(Exception):
    """Carry the reason why a page is not taken, and the status that said so, out of the depth of one try."""

    def __init__(self, reason: str, status: int | None = None, *, gone: bool = False) -> None:
        super().__init__(reason)
        self.status = status
        self.gone = gone or status in GONE


class _Passing(Refused):
    """Carry the reason for what may pass, and the answer that said so, which may say when to come back."""

    def __init__(self, reason: str, response: httpx.Response | None = None) -> None:
        super().__init__(reason, None if response is None else response.status_code, gone=response is None)
        self.response = response


def fetch(url: str, client: httpx.Client | Blocking, options: FetchOptions, *, held: Validators | None = None) -> Page | Skipped:
    """Fetch a page, or say in words that a person can act on why there is none.

    With `held`, what the server said of the page that is held, a page that has not changed is Skipped with the status 304.
    A wire in place of the client remembers what robots.txt of each site says.
    """
    wire = client if isinstance(client, Blocking) else Blocking(client, options)
    return run_now(fetch_by(wire, url, options, held=held))


def run_now(work: Coroutine[None, None, T]) -> T:
    """Run what never waits, since the wire below it blocks."""
    try:
        work.send(None)
    except StopIteration as done:
        result: T = done.value
        return result
    raise RuntimeError("a wire that blocks has waited")


async def fetch_by(wire: Wire, url: str, options: FetchOptions, *, held: Validators | None = None) -> Page | Skipped:
    """Fetch a page as `fetch` does, by any wire. What is gone is looked for in the web archive of the options, if there is one."""
    requested = url.strip()
    try:
        check_url(requested)
        page = await _fetch_with_retries(requested, wire, options, _conditions(held))
        return replace(page, requested=requested)
    except Refused as refused:
        skipped = Skipped(requested, str(refused), refused.status, refused.gone)
    if not skipped.gone or options.archive is None:
        return skipped
    from tracker.fetch.archived import fetch_archived

    await wire.archive()
    return await fetch_archived(wire, skipped, options)


def _conditions(held: Validators | None) -> dict[str, str]:
    if held is None:
        return {}
    headers = {"If-None-Match": held.etag, "If-Modified-Since": held.last_modified}
    return {name: value for name, value in headers.items() if value}


async def _fetch_with_retries(url: str, wire: Wire, options: FetchOptions, headers: dict[str, str]) -> Page:
    from httpx_retries import Retry

    started = time.monotonic()

    def left() -> float:
        return options.deadline - (time.monotonic() - started)

    retry = Retry(total=options.retries, backoff_factor=options.backoff, max_backoff_wait=options.max_wait)
    while True:
        try:
            return await _try_once(url, wire, options, left, headers)
        except _Passing as passing:
            retry = retry.increment()
            if retry.attempts_made > options.retries or left() <= 0:
                raise
            capped = retry.copy_with(max_backoff_wait=max(0.001, min(options.max_wait, left())))
            await wire.rest(capped, passing if passing.response is None else passing.response)


async def _try_once(url: str, wire: Wire, options: FetchOptions, left: Callable[[], float], headers: dict[str, str]) -> Page:
    import httpx

    try:
        return await _follow(wire.request(url, headers), wire, options, left)
    except PrivateAddress as error:
        raise Refused(str(error)) from None
    except httpx.ConnectTimeout:
        raise _Passing(f"timed out after {min(options.connect_timeout, options.deadline):g} s, not connected") from None
    except httpx.TimeoutException:
        raise _Passing(f"timed out after {min(options.read_timeout, options.deadline):g} s") from None
    except httpx.ConnectError as error:
        raise Refused(_connection_reason(error), gone=True) from None
    except (httpx.NetworkError, httpx.RemoteProtocolError) as error:
        if "location header" in str(error):  # httpx's words for a redirect to what is no URL
            raise Refused("redirects to what is not a web address") from None
        raise _Passing(f"the connection to {_host(url)} broke off") from None
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError):
        raise Refused(f"not a web address: {url}") from None
    except httpx.HTTPError as error:
        raise Refused(f"could not be fetched: {error}") from None


async def _follow(request: httpx.Request, wire: Wire, options: FetchOptions, left: Callable[[], float]) -> Page:
    """Walk the redirects from a request to a page."""
    first = request.url
    for _ in range(options.max_redirects + 1):
        _guard(request, first, options)
        if options.robots:
            await wire.permit(str(request.url))
        _set_timeouts(request, options, left())
        response = await wire.send(request)
        try:
            if response.next_request is None:
                return await _read_page(str(first), response, wire, options, left)
            request = response.next_request
        finally:
            await wire.close(response)
        if request.url.scheme not in ("http", "https"):
            raise Refused(f"redirects to what is not http or https: {response.headers['location']}")
    raise Refused(f"too many redirects ({options.max_redirects})")


def _guard(request: httpx.Request, first: httpx.URL, options: FetchOptions) -> None:
    """Mark a request whose address must not be a private one: that is what no person typed, redirects to elsewhere with it."""
    guarded = not options.allow_private and not (options.typed and _is_same_place(first, request.url))
    if guarded:
        check_written(request.url.host)
    request.extensions = {**request.extensions, GUARDED: guarded}


def _is_same_place(typed: httpx.URL, url: httpx.URL) -> bool:
    """Say whether a redirect stays where the person went: the same host and port, or the usual turn to https there."""
    if url.host != typed.host:
        return False
    secured = typed.scheme == "http" and typed.port is None and url.scheme == "https" and url.port is None
    return secured or (url.scheme, url.port) == (typed.scheme, typed.port)


def _set_timeouts(request: httpx.Request, options: FetchOptions, left: float) -> None:
    """Let no single wait outlast what is left of the deadline."""
    if left <= 0:
        raise Refused(f"timed out after {options.deadline:g} s")
    import httpx

    timeout = httpx.Timeout(min(options.read_timeout, left), connect=min(options.connect_timeout, left))
    request.extensions = {**request.extensions, "timeout": timeout.as_dict()}


async def _read_page(
    requested: str, response: httpx.Response, wire: Wire, options: FetchOptions, left: Callable[[], float]
) -> Page:
    status = response.status_code
    if status >= 400 or status in (204, 304):
        raise _status_reason(response)
    content_type, charset = _content_type(response.headers.get("content-type", ""))
    if content_type is not None and options.content_types is not None and content_type not in options.content_types:
        raise Refused(f"not HTML: {content_type}")
    content = await _read_body(response, wire, options, left)
    said = response.headers
    return Page(requested, str(response.url), content, content_type, charset, said.get("etag"), said.get("last-modified"))


def _status_reason(response: httpx.Response) -> Refused:
    reason = f"{response.status_code} {response.reason_phrase}".strip()
    if response.status_code not in STATUS_TO_RETRY:
        return Refused(reason, response.status_code)
    wait = response.headers.get("retry-after")
    return _Passing(f"{reason} (asked to come back after {wait} s)" if wait and wait.isdigit() else reason, response)


def _content_type(header: str) -> tuple[str | None, str | None]:
    """Split 'text/html; charset=utf-8' into its type and character set."""
    kind, *parameters = [part.strip() for part in header.split(";")]
    named = [p.partition("=")[2].strip(" \"'") for p in parameters if p.lower().startswith("charset=")]
    return kind.lower() or None, (named[0].lower() or None) if named else None


async def _read_body(response: httpx.Response, wire: Wire, options: FetchOptions, left: Callable[[], float]) -> bytes:
    """Read and decompress the body, never holding more than the limit."""
    too_large = f"larger than {options.max_bytes / MIB:g} MiB"
    length = response.headers.get("content-length", "")
    if length.isdigit() and int(length) > options.max_bytes:
        raise Refused(too_large)
    content = bytearray()
    async with aclosing(_decompressed(response, wire, options.max_bytes)) as pieces:
        async for piece in pieces:
            content += piece
            if len(content) > options.max_bytes:
                raise Refused(too_large)
            if left() <= 0:
                raise Refused(f"timed out after {options.deadline:g} s")
    return bytes(content)


async def _decompressed(response: httpx.Response, wire: Wire, limit: int) -> AsyncGenerator[bytes, None]:
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding in ("identity", ""):
        async for chunk in wire.chunks(response):
            yield chunk
    elif coding in ("gzip", "x-gzip"):
        async for piece in _gunzipped(wire.chunks(response), limit):
            yield piece
    else:
        raise Refused(f"compressed in a way that was not asked for: {coding}")


async def _gunzipped(chunks: AsyncIterator[bytes], limit: int) -> AsyncIterator[bytes]:
    """Decompress in steps of at most `limit` bytes; several gzip members in a row count as one (RFC 1952)."""
    new = partial(zlib.decompressobj, zlib.MAX_WBITS | 16)
    member, anything = new(), False
    async for chunk in chunks:
        rest = chunk
        while rest:
            if member.eof:
                member = new()
            try:
                piece = member.decompress(rest, limit + 1)
            except zlib.error:
                raise Refused("damaged gzip data") from None
            anything = True
            yield piece
            rest = member.unused_data if member.eof else member.unconsumed_tail
    if anything and not member.eof:
        raise _Passing("the page broke off before its end")


def check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise Refused(f"not a web address: {url}") from None
    if parts.scheme and parts.scheme.lower() not in ("http", "https") and ("://" in url or not parts.netloc):
        raise Refused(f"only http and https: {url}" if "://" in url else f"not a web address: {url}")
    if not parts.scheme or not parts.hostname or any(c.isspace() for c in url):
        raise Refused(f"not a web address: {url or '(empty)'}")


def _host(url: str) -> str:
    return urlsplit(url).hostname or url


def _connection_reason(error: httpx.ConnectError) -> str:
    """Say in words why no connection came about, by the cause that httpx wraps."""
    import socket
    import ssl

    parts = urlsplit(str(error.request.url))
    where = f"{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"
    causes = list(_causes(error))
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return f"name could not be resolved: {parts.hostname}"
    if any(isinstance(cause, ConnectionRefusedError) for cause in causes):
        return f"connection refused by {where}"
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"the certificate of {parts.hostname} can't be trusted: {cause.verify_message or cause.reason}"
        if isinstance(cause, ssl.SSLError):
            return f"no secure connection to {where}: {(cause.reason or str(cause)).replace('_', ' ').lower()}"
    return f"no connection to {where}: {error}"


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__
