"""Fetch many pages at once, with manners.

A loop of its own, in a thread of its own, keeps up to `connections` requests going while the caller reads and stores what has
come. From each host at most `per_host` at a time are asked for, with a pause between the starts of two; a host that says
Retry-After is left alone that long. Addresses wait by host, so that a slow host holds up no other.
"""

from __future__ import annotations

import asyncio
import queue
import threading
import time
from collections import deque
from collections.abc import AsyncIterator, Generator, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tracker.fetch.client import make_async_client
from tracker.fetch.page import FetchOptions, Validators, fetch_by
from tracker.fetch.robots import Robots, origin, read_robots
from tracker.model import Page, Skipped

if TYPE_CHECKING:
    import httpx
    from httpx_retries import Retry

_AHEAD = 2000  # addresses that wait in memory, sorted by host
_LONGEST_REST = 30.0  # seconds; a host that asks for more is left for another run


@dataclass(frozen=True, slots=True)
class Wanted:
    """An address to fetch, and what its server said of the page that is held of it."""

    url: str
    held: Validators | None = None


@dataclass(frozen=True, slots=True)
class Manners:
    """How many requests at once, how many of them to one host, and the seconds between two to it.

    With `ordered` what comes is given in the order in which it was wanted; else as it comes.
    """

    connections: int = 8
    per_host: int = 2
    delay: float = 1.0
    ordered: bool = False


Fetched = tuple[Wanted, Page | Skipped]


def fetch_many(
    wanted: Iterable[Wanted], options: FetchOptions, manners: Manners, transport: httpx.AsyncBaseTransport | None = None
) -> Generator[Fetched, None, None]:
    """Fetch pages; each address gives one result. Closing the iterator ends what is under way."""
    crew = _Crew(wanted, options, manners, transport)
    crew.start()
    try:
        yield from _in_order(crew.results()) if manners.ordered else (done for _, done in crew.results())
    finally:
        crew.stop()


def _in_order(found: Iterator[tuple[int, Fetched]]) -> Iterator[Fetched]:
    early: dict[int, Fetched] = {}
    turn = 0
    for number, done in found:
        early[number] = done
        while turn in early:
            yield early.pop(turn)
            turn += 1


@dataclass(slots=True)
class _Host:
    """One host: what waits for it, how many requests it has now, and from when on it may get the next (monotonic seconds)."""

    waiting: deque[tuple[int, Wanted]] = field(default_factory=deque)
    active: int = 0
    free_at: float = 0.0
    delay: float = 0.0


class _Crew:
    """The thread that fetches, and the two queues between it and the caller."""

    def __init__(
        self, wanted: Iterable[Wanted], options: FetchOptions, manners: Manners, transport: httpx.AsyncBaseTransport | None
    ) -> None:
        self._wanted, self._options, self._manners, self._transport = wanted, options, manners, transport
        # None ends either queue; an exception goes through them to the caller.
        self._incoming: queue.Queue[tuple[int, Wanted] | BaseException | None] = queue.Queue(_AHEAD)
        self._outgoing: queue.Queue[tuple[int, Fetched] | BaseException | None] = queue.Queue(2 * manners.connections)
        self._stopping = threading.Event()
        self._threads = [threading.Thread(target=run, daemon=True) for run in (self._feed, self._work)]

    def start(self) -> None:
        """Begin to fetch."""
        for thread in self._threads:
            thread.start()

    def results(self) -> Iterator[tuple[int, Fetched]]:
        """Give what comes, until all has come."""
        while (done := self._outgoing.get()) is not None:
            if isinstance(done, BaseException):
                raise done
            yield done

    def stop(self) -> None:
        """End what is under way. The thread that reads addresses may wait for standard input, and is left to the system."""
        self._stopping.set()
        worker = self._threads[1]
        while worker.is_alive():
            _drain(self._outgoing)
            worker.join(0.02)

    def _feed(self) -> None:
        end: BaseException | None = None
        try:
            for numbered in enumerate(self._wanted):
                if not _put(self._incoming, numbered, self._stopping):
                    return
        except BaseException as error:
            end = error
        _put(self._incoming, end, self._stopping)

    def _work(self) -> None:
        end: BaseException | None = None
        try:
            asyncio.run(self._dispatch())
        except BaseException as error:
            end = error
        _put(self._outgoing, end, self._stopping)

    async def _dispatch(self) -> None:
        client = make_async_client(self._options, self._manners.connections, self._transport)
        async with client:
            desk = _Desk(client, self._options, self._manners)
            while not self._stopping.is_set():
                error = desk.take(self._incoming)
                if error is not None:
                    raise error
                desk.begin()
                for done in await desk.some():
                    while not self._stopping.is_set():
                        try:
                            self._outgoing.put_nowait(done)
                            break
                        except queue.Full:  # the caller is busy: what is under way goes on
                            await asyncio.sleep(0.005)
                if desk.is_done:
                    return
            await desk.cancel()


def _put(into: queue.Queue[Any], item: object, stopping: threading.Event) -> bool:
    """Put something into a queue as soon as there is room; False where nobody wants it any more."""
    while not stopping.is_set():
        try:
            into.put(item, timeout=0.05)
            return True
        except queue.Full:
            continue
    return False


def _drain(waiting: queue.Queue[Any]) -> None:
    try:
        while True:
            waiting.get_nowait()
    except queue.Empty:
        return


class _Desk:
    """Who waits, who is being asked, and whose turn it is."""

    def __init__(self, client: httpx.AsyncClient, options: FetchOptions, manners: Manners) -> None:
        self._options, self._manners = options, manners
        self._hosts: dict[str, _Host] = {}
        self._waiting = 0
        self._ended = False
        self._tasks: set[asyncio.Task[tuple[int, Fetched]]] = set()
        self._late: list[tuple[int, Fetched]] = []
        self._wire = _Waiting(client, self._hosts, options, manners)

    @property
    def is_done(self) -> bool:
        """Say whether nothing waits and nothing will come."""
        return self._ended and not self._waiting and not self._tasks and not self._late

    def take(self, incoming: queue.Queue[tuple[int, Wanted] | BaseException | None]) -> BaseException | None:
        """Take over what has been named so far; give the error with which naming has ended, if it has."""
        while not self._ended and self._waiting < _AHEAD:
            try:
                named = incoming.get_nowait()
            except queue.Empty:
                return None
            if named is None:
                self._ended = True
            elif isinstance(named, BaseException):
                return named
            else:
                self._hosts.setdefault(place(named[1].url), _Host(delay=self._manners.delay)).waiting.append(named)
                self._waiting += 1
        return None

    def begin(self) -> None:
        """Begin as many requests as manners allow."""
        now = time.monotonic()
        for name, host in list(self._hosts.items()):
            if host.free_at - now > _LONGEST_REST:
                self._give_up(host, host.free_at - now)
            while host.waiting and host.active < self._manners.per_host and now >= host.free_at:
                if len(self._tasks) >= self._manners.connections:
                    return
                number, wanted = host.waiting.popleft()
                self._waiting -= 1
                host.active += 1
                host.free_at = now + host.delay
                self._tasks.add(asyncio.create_task(self._fetch(number, wanted, host)))
            del self._hosts[name]
            if host.waiting or host.active or host.free_at > now:  # whoever has had a turn stands at the end for the next
                self._hosts[name] = host

    def _give_up(self, host: _Host, rest: float) -> None:
        reason = f"its host asked to be left alone for {rest:.0f} s more"
        self._late += [(number, (wanted, Skipped(wanted.url, reason, 429))) for number, wanted in host.waiting]
        self._waiting -= len(host.waiting)
        host.waiting.clear()

    async def _fetch(self, number: int, wanted: Wanted, host: _Host) -> tuple[int, Fetched]:
        try:
            return number, (wanted, await fetch_by(self._wire, wanted.url, self._options, held=wanted.held))
        finally:
            host.active -= 1

    async def some(self) -> list[tuple[int, Fetched]]:
        """Wait a little for what is under way; give what is done."""
        late, self._late = self._late, []
        if late:
            return late
        if not self._tasks:
            await asyncio.sleep(0.005 if not self._waiting else self._pause())
            return []
        done, self._tasks = await asyncio.wait(self._tasks, timeout=self._pause(), return_when=asyncio.FIRST_COMPLETED)
        return [task.result() for task in done]

    def _pause(self) -> float:
        """Give the seconds until something may be begun that can't be now."""
        now = time.monotonic()
        if len(self._tasks) >= self._manners.connections:
            return 0.2
        free = [h.free_at - now for h in self._hosts.values() if h.waiting and h.active < self._manners.per_host]
        return min(max(min(free, default=0.2), 0.001), 0.2 if self._ended else 0.02)

    async def cancel(self) -> None:
        """End what is under way."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


def place(url: str) -> str:
    """Name the host and port of an address, '' for what is none."""
    try:
        return urlsplit(url.strip()).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""


class _Waiting:
    """A wire to a client that does not block, which knows the hosts' wishes."""

    def __init__(self, client: httpx.AsyncClient, hosts: dict[str, _Host], options: FetchOptions, manners: Manners) -> None:
        self._client, self._hosts, self._options, self._manners = client, hosts, options, manners
        self._robots: dict[str, asyncio.Task[Robots]] = {}
        self._archive = asyncio.Lock()

    def request(self, url: str, headers: dict[str, str]) -> httpx.Request:
        """Make a request."""
        return self._client.build_request("GET", url, headers=headers)

    async def permit(self, url: str) -> None:
        """Raise Refused where the site's robots.txt forbids the address. Each site is asked once."""
        site = origin(url)
        if site not in self._robots:
            self._robots[site] = asyncio.create_task(read_robots(self, site, self._options))
        rules = await asyncio.shield(self._robots[site])
        host = self._hosts.get(place(url))
        if host is not None:
            host.delay = max(host.delay, rules.delay)
        rules.permit(url)

    async def send(self, request: httpx.Request) -> httpx.Response:
        """Send a request; the body of the answer is not read."""
        return await self._client.send(request, stream=True)

    async def chunks(self, response: httpx.Response) -> AsyncIterator[bytes]:
        """Read the body as it came."""
        async for chunk in response.aiter_raw():
            yield chunk

    async def close(self, response: httpx.Response) -> None:
        """Be done with an answer."""
        await response.aclose()

    async def rest(self, retry: Retry, answer: Any) -> None:
        """Wait before the next try; where the host asked for a rest, nobody else asks it meanwhile."""
        said = getattr(answer, "headers", {}).get("retry-after", "")
        host = self._hosts.get(place(str(answer.url))) if said else None
        if host is not None:
            with suppress(ValueError):  # neither seconds nor a date: the retry's own pause has to do
                host.free_at = max(host.free_at, time.monotonic() + retry.parse_retry_after(said))
        await retry.asleep(answer)

    async def archive(self) -> None:
        """Wait for a turn: an archive is asked for one page at a time, with a pause."""
        async with self._archive:
            await asyncio.sleep(self._manners.delay)
