"""Keep what pages and feeds name away from the inside: this machine, its network, the services of a cloud.

A name is resolved once, every address that it has is looked at, and the very address that was looked at is the one that is
connected to: a name that changes its mind in between (DNS rebinding) gains nothing. TLS still asks for the name's certificate.
What a person typed is not guarded: an intranet may be read on purpose. Where a proxy is set, it resolves names, and only
addresses that are written out can be refused here.
"""

from __future__ import annotations

import socket
from collections.abc import Iterable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpcore
    import httpx

GUARDED = "tracker.guarded"  # a request's extension: whether its address may not be a private one
_NAT64 = ip_network("64:ff9b::/96")  # RFC 6052: its last four bytes are an address of IPv4
_LOCAL_NAMES = ("localhost", "local", "internal", "localdomain", "home.arpa")


class PrivateAddress(Exception):
    """Say that an address is none of the public internet's."""

    def __init__(self, host: str, address: str) -> None:
        """Name the host, and the address that it has."""
        told = host if host == address else f"{host} ({address})"
        super().__init__(f"refused: {told} is a private address; --allow-private reads it")


def is_public(address: str) -> bool:
    """Say whether an IP address is one of the public internet, whatever it is wrapped in."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    return all(one.is_global and not (one.is_multicast or one.is_reserved or _is_site_local(one)) for one in _meant(found))


def _is_site_local(address: IPv4Address | IPv6Address) -> bool:
    return isinstance(address, IPv6Address) and address.is_site_local  # fec0::/10, given up in 2004 and routed by some still


def _meant(found: IPv4Address | IPv6Address) -> Iterable[IPv4Address | IPv6Address]:
    """Give the addresses that one leads to: those of IPv4 that are written inside of one of IPv6."""
    if isinstance(found, IPv4Address):
        return (found,)
    if found.ipv4_mapped:
        return (found.ipv4_mapped,)
    if found in _NAT64:
        return (IPv4Address(int(found) & 0xFFFFFFFF),)
    if found.sixtofour:
        return (found, found.sixtofour)
    return (found, *found.teredo) if found.teredo else (found,)


def check_written(host: str) -> None:
    """Refuse what is private as it is written, before anybody resolves it. Raise PrivateAddress."""
    plain = host.strip("[]").rstrip(".").lower()
    if any(plain == name or plain.endswith(f".{name}") for name in _LOCAL_NAMES):
        raise PrivateAddress(host, host)
    try:
        address = str(ip_address(plain.partition("%")[0]))
    except ValueError:
        return
    if not is_public(address):
        raise PrivateAddress(host, host)


def checked(host: str, found: Iterable[Any]) -> Sequence[str]:
    """Give the addresses of what getaddrinfo found; PrivateAddress if any of them is none of the public internet's."""
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    for address in addresses:
        if not is_public(address):
            raise PrivateAddress(host, address)
    return addresses


def guarded_backend() -> httpcore.NetworkBackend:
    """Make a network backend for clients that block."""
    import httpcore

    inner = httpcore.SyncBackend()

    class Backend(httpcore.NetworkBackend):
        def connect_tcp(self, host: str, port: int, *rest: Any, **extra: Any) -> httpcore.NetworkStream:
            try:
                found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            except OSError as error:
                raise httpcore.ConnectError(str(error)) from error
            *others, last = checked(host, found)
            for address in others:
                try:
                    return inner.connect_tcp(address, port, *rest, **extra)
                except (httpcore.ConnectError, httpcore.ConnectTimeout):
                    continue
            return inner.connect_tcp(last, port, *rest, **extra)

    return Backend()


def guarded_async_backend() -> httpcore.AsyncNetworkBackend:
    """Make a network backend for clients that do not block."""
    import anyio
    import httpcore

    inner = httpcore.AnyIOBackend()

    class Backend(httpcore.AsyncNetworkBackend):
        async def connect_tcp(self, host: str, port: int, timeout: float | None = None, *rest: Any, **extra: Any) -> Any:
            try:
                with anyio.fail_after(timeout):
                    found = await anyio.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            except TimeoutError as error:
                raise httpcore.ConnectTimeout(str(error)) from error
            except OSError as error:
                raise httpcore.ConnectError(str(error)) from error
            *others, last = checked(host, found)
            for address in others:
                try:
                    return await inner.connect_tcp(address, port, timeout, *rest, **extra)
                except (httpcore.ConnectError, httpcore.ConnectTimeout):
                    continue
            return await inner.connect_tcp(last, port, timeout, *rest, **extra)

        async def sleep(self, seconds: float) -> None:
            await anyio.sleep(seconds)

    return Backend()


def make_transport() -> httpx.BaseTransport:
    """Make a transport that guards the requests that are marked so. Guarded and open ones share no connections."""
    import httpcore
    import httpx

    secure = httpx.create_ssl_context()
    free, guarded = httpx.HTTPTransport(verify=secure), httpx.HTTPTransport(verify=secure)
    # httpx has no way to hand a backend over; httpcore, which does the work, has.
    guarded._pool = httpcore.ConnectionPool(ssl_context=secure, max_connections=100, network_backend=guarded_backend())

    class Choosing(httpx.BaseTransport):
        def handle_request(self, request: httpx.Request) -> httpx.Response:
            return (guarded if request.extensions.get(GUARDED) else free).handle_request(request)

        def close(self) -> None:
            free.close()
            guarded.close()

    return Choosing()


def make_async_transport(connections: int) -> httpx.AsyncBaseTransport:
    """Make a transport likewise, for clients that do not block."""
    import httpcore
    import httpx

    secure = httpx.create_ssl_context()
    limits = httpx.Limits(max_connections=2 * connections, max_keepalive_connections=connections)
    free, guarded = (httpx.AsyncHTTPTransport(verify=secure, limits=limits) for _ in range(2))
    guarded._pool = httpcore.AsyncConnectionPool(
        ssl_context=secure,
        max_connections=limits.max_connections,
        max_keepalive_connections=limits.max_keepalive_connections,
        keepalive_expiry=limits.keepalive_expiry,
        network_backend=guarded_async_backend(),
    )

    class Choosing(httpx.AsyncBaseTransport):
        async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
            return await (guarded if request.extensions.get(GUARDED) else free).handle_async_request(request)

        async def aclose(self) -> None:
            await free.aclose()
            await guarded.aclose()

    return Choosing()
