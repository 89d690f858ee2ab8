"""Fetch one web page: a URL in, its bytes or a reason out.

What can pass is tried again with back-off (a timeout, a connection that breaks, 429 with its Retry-After, 5xx); all tries
share one deadline. Redirects are followed here, one by one, so that each target is checked and no body of a redirect is read.
Bodies are decompressed in bounded steps: a small gzip file can hold gigabytes.
"""

from __future__ import annotations

import logging
import time
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tracker import __version__
from tracker.model import Page, Skipped

if TYPE_CHECKING:
    import httpx

USER_AGENT = f"tracker/{__version__} (+conflict-event tracker; reads pages that a person names)"
ACCEPT = "text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.1"
CONTENT_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", "text/markdown"})
logging.getLogger("httpx_retries").addHandler(logging.NullHandler())  # else a malformed Retry-After is told on stderr
# What may pass by itself. 500 is among them: news sites answer with it while they are being updated.
STATUS_TO_RETRY = frozenset({429, 500, 502, 503, 504})
MIB = 2**20


@dataclass(frozen=True, slots=True)
class FetchOptions:
    """Limits of one fetch. Times are in seconds; `deadline` is for all tries of one URL, `max_wait` for one pause between them.

    `content_types` are those that are taken, null for any.
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


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of a page by which it can tell later whether it has changed; null where it said nothing."""

    etag: str | None = None
    last_modified: str | None = None


class _Refused(Exception):
    """Carry the reason why a page is not taken, and the status that said so, out of the depth of one try."""

    def __init__(self, reason: str, status: int | None = None) -> None:
        super().__init__(reason)
        self.status = status


class _Passing(_Refused):
    """Carry the reason for what may pass, and the answer that said so, which may say when to come back."""

    def __init__(self, reason: str, response: httpx.Response | None = None) -> None:
        super().__init__(reason, None if response is None else response.status_code)
        self.response = response


def make_client(options: FetchOptions, transport: httpx.BaseTransport | None = None) -> httpx.Client:
    """Make a client that names this tool. Close it after use; tests pass a transport in."""
    import httpx

    headers = {"User-Agent": USER_AGENT, "Accept": ACCEPT, "Accept-Language": "en", "Accept-Encoding": "gzip"}
    timeout = httpx.Timeout(options.read_timeout, connect=options.connect_timeout)
    return httpx.Client(headers=headers, timeout=timeout, transport=transport, follow_redirects=False)


def fetch(url: str, client: httpx.Client, options: FetchOptions, *, held: Validators | None = None) -> Page | Skipped:
    """Fetch a page, or say in words that a person can act on why there is none.

    With `held`, what the server said of the page that is held, a page that has not changed is Skipped with the status 304.
    """
    requested = url.strip()
    try:
        _check_url(requested)
        return replace(_fetch_with_retries(requested, client, options, _conditions(held)), requested=requested)
    except _Refused as refused:
        return Skipped(requested, str(refused), refused.status)


def _conditions(held: Validators | None) -> dict[str, str]:
    if held is None:
        return {}
    headers = {"If-None-Match": held.etag, "If-Modified-Since": held.last_modified}
    return {name: value for name, value in headers.items() if value}


def _fetch_with_retries(url: str, client: httpx.Client, options: FetchOptions, headers: dict[str, str]) -> Page:
    from httpx_retries import Retry

    started = time.monotonic()

    def left() -> float:
        return options.deadline - (time.monotonic() - started)

    retry = Retry(total=options.retries, backoff_factor=options.backoff, max_backoff_wait=options.max_wait)
    while True:
        try:
            return _try_once(url, client, options, left, headers)
        except _Passing as passing:
            retry = retry.increment()
            if retry.attempts_made > options.retries or left() <= 0:
                raise
            capped = retry.copy_with(max_backoff_wait=max(0.001, min(options.max_wait, left())))
            capped.sleep(passing if passing.response is None else passing.response)


def _try_once(url: str, client: httpx.Client, options: FetchOptions, left: Callable[[], float], headers: dict[str, str]) -> Page:
    import httpx

    try:
        return _follow(client.build_request("GET", url, headers=headers), client, options, left)
    except httpx.ConnectTimeout:
        raise _Passing(f"timed out after {min(options.connect_timeout, options.deadline):g} s, not connected") from None
    except httpx.TimeoutException:
        raise _Passing(f"timed out after {min(options.read_timeout, options.deadline):g} s") from None
    except httpx.ConnectError as error:
        raise _Refused(_connection_reason(error)) from None
    except (httpx.NetworkError, httpx.RemoteProtocolError) as error:
        if "location header" in str(error):  # httpx's words for a redirect to what is no URL
            raise _Refused("redirects to what is not a web address") from None
        raise _Passing(f"the connection to {_host(url)} broke off") from None
    except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError):
        raise _Refused(f"not a web address: {url}") from None
    except httpx.HTTPError as error:
        raise _Refused(f"could not be fetched: {error}") from None


def _follow(request: httpx.Request, client: httpx.Client, options: FetchOptions, left: Callable[[], float]) -> Page:
    """Walk the redirects from a request to a page."""
    url = str(request.url)
    for _ in range(options.max_redirects + 1):
        _set_timeouts(request, options, left())
        response = client.send(request, stream=True)
        try:
            if response.next_request is None:
                return _read_page(url, response, options, left)
            request = response.next_request
        finally:
            response.close()
        if request.url.scheme not in ("http", "https"):
            raise _Refused(f"redirects to what is not http or https: {response.headers['location']}")
    raise _Refused(f"too many redirects ({options.max_redirects})")


def _set_timeouts(request: httpx.Request, options: FetchOptions, left: float) -> None:
    """Let no single wait outlast what is left of the deadline."""
    if left <= 0:
        raise _Refused(f"timed out after {options.deadline:g} s")
    import httpx

    timeout = httpx.Timeout(min(options.read_timeout, left), connect=min(options.connect_timeout, left))
    request.extensions = {**request.extensions, "timeout": timeout.as_dict()}


def _read_page(requested: str, response: httpx.Response, options: FetchOptions, left: Callable[[], float]) -> Page:
    status = response.status_code
    if status >= 400 or status in (204, 304):
        raise _status_reason(response)
    content_type, charset = _content_type(response.headers.get("content-type", ""))
    if content_type is not None and options.content_types is not None and content_type not in options.content_types:
        raise _Refused(f"not HTML: {content_type}")
    content = _read_body(response, options, left)
    said = response.headers
    return Page(requested, str(response.url), content, content_type, charset, said.get("etag"), said.get("last-modified"))


def _status_reason(response: httpx.Response) -> _Refused:
    reason = f"{response.status_code} {response.reason_phrase}".strip()
    if response.status_code not in STATUS_TO_RETRY:
        return _Refused(reason, response.status_code)
    wait = response.headers.get("retry-after")
    return _Passing(f"{reason} (asked to come back after {wait} s)" if wait and wait.isdigit() else reason, response)


def _content_type(header: str) -> tuple[str | None, str | None]:
    """Split 'text/html; charset=utf-8' into its type and character set."""
    kind, *parameters = [part.strip() for part in header.split(";")]
    named = [p.partition("=")[2].strip(" \"'") for p in parameters if p.lower().startswith("charset=")]
    return kind.lower() or None, (named[0].lower() or None) if named else None


def _read_body(response: httpx.Response, options: FetchOptions, left: Callable[[], float]) -> bytes:
    """Read and decompress the body, never holding more than the limit."""
    too_large = f"larger than {options.max_bytes / MIB:g} MiB"
    length = response.headers.get("content-length", "")
    if length.isdigit() and int(length) > options.max_bytes:
        raise _Refused(too_large)
    content = bytearray()
    for piece in _decompressed(response, options.max_bytes):
        content += piece
        if len(content) > options.max_bytes:
            raise _Refused(too_large)
        if left() <= 0:
            raise _Refused(f"timed out after {options.deadline:g} s")
    return bytes(content)


def _decompressed(response: httpx.Response, limit: int) -> Iterator[bytes]:
    coding = response.headers.get("content-encoding", "identity").strip().lower()
    if coding in ("identity", ""):
        yield from response.iter_raw()
    elif coding in ("gzip", "x-gzip"):
        yield from _gunzipped(response.iter_raw(), limit)
    else:
        raise _Refused(f"compressed in a way that was not asked for: {coding}")


def _gunzipped(chunks: Iterator[bytes], limit: int) -> Iterator[bytes]:
    """Decompress in steps of at most `limit` bytes; several gzip members in a row count as one (RFC 1952)."""
    new = partial(zlib.decompressobj, zlib.MAX_WBITS | 16)
    member, anything = new(), False
    for chunk in chunks:
        rest = chunk
        while rest:
            if member.eof:
                member = new()
            try:
                piece = member.decompress(rest, limit + 1)
            except zlib.error:
                raise _Refused("damaged gzip data") from None
            anything = True
            yield piece
            rest = member.unused_data if member.eof else member.unconsumed_tail
    if anything and not member.eof:
        raise _Passing("the page broke off before its end")


def _check_url(url: str) -> None:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        raise _Refused(f"not a web address: {url}") from None
    if parts.scheme and parts.scheme.lower() not in ("http", "https") and ("://" in url or not parts.netloc):
        raise _Refused(f"only http and https: {url}" if "://" in url else f"not a web address: {url}")
    if not parts.scheme or not parts.hostname or any(c.isspace() for c in url):
        raise _Refused(f"not a web address: {url or '(empty)'}")


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
