"""`tracker feeds`, `ingest feed`, lists and archives, against a real local server; where it matters, as real processes."""

from __future__ import annotations

import fcntl
import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.cli.made import Ran, Run, environment
from tracker.feeds.lock import one_run
from tracker.store import Store

TEXT = "<p>Jets struck two depots near the old mill of Vetrovo on Tuesday, killing four people, said release number {n}.</p>"


def page(n: int, *, head: str = "") -> str:
    return f'<html lang="en"><head><title>Raid {n}</title>{head}</head><body><article><h1>Raid {n}</h1>{TEXT.format(n=n) * 3}'


class Site:
    """A site with a feed, which can be changed, and remembers what it was asked for."""

    def __init__(self, server: HTTPServer) -> None:
        self.server, self.url = server, server.url_for("/rss")
        self.entries = [1, 2]
        self.status, self.busy = 200, set[int]()
        self.asked: list[tuple[str, str | None]] = []
        home = '<html><head><link rel="alternate" type="application/rss+xml" title="News" href="/rss"></head></html>'
        server.expect_request("/").respond_with_data(home, content_type="text/html")
        server.expect_request("/robots.txt").respond_with_data("User-agent: *\nDisallow: /raid/13", content_type="text/plain")
        server.expect_request("/rss").respond_with_handler(self._feed)
        for n in range(1, 40):
            server.expect_request(f"/raid/{n}").respond_with_handler(self._page)

    def _feed(self, request: Request) -> Response:
        tag = f'"{self.entries}"'
        self.asked.append(("/rss", request.headers.get("If-None-Match")))
        if self.status != 200 or request.headers.get("If-None-Match") == tag:
            return Response(status=self.status if self.status != 200 else 304)
        items = "".join(
            f"<item><title>Raid {n}</title><link>/raid/{n}</link><pubDate>{n:02} Mar 2026 23:30:00 -0500</pubDate></item>"
            for n in self.entries
        )
        told = f'<rss version="2.0"><channel><title>Mill News</title>{items}</channel></rss>'
        return Response(told, content_type="application/rss+xml", headers={"ETag": tag})

    def _page(self, request: Request) -> Response:
        n = int(request.path.rpartition("/")[2])
        self.asked.append((request.path, None))
        if n in self.busy:
            return Response("busy", status=403 if n == 7 else 503, headers={"Retry-After": "0"})
        return Response(page(n), content_type="text/html")


@pytest.fixture(name="site")
def made_site(httpserver: HTTPServer) -> Site:
    return Site(httpserver)


@pytest.fixture(name="go")
def runner(run: Run, tmp_path: Path, parser: None) -> Callable[..., Ran]:
    def go(*words: object, private: bool = True) -> Ran:
        allow = ["--allow-private", "--delay", "0"] if words[1] in ("update", "feed", "url") else ["--allow-private"]
        return run(*words, *(allow if private and words[1] not in ("list", "remove") else []), "--db", tmp_path / "f.db")

    return go


def titles(ran: Ran) -> list[str]:
    return sorted(line.split("\t")[4] for line in ran.lines[1:])


def test_a_feed_is_followed_and_only_news_are_read(go: Callable[..., Ran], site: Site, run: Run, tmp_path: Path) -> None:
    added = go("feeds", "add", site.server.url_for("/"), "--name", "Mill")  # found on the page
    assert (added.code, added.out) == (0, "")
    assert added.err == f"following 'Mill': Mill News, 2 entries, the newest of 2026-03-02: {site.url}\n"
    first = go("feeds", "update")
    assert (first.code, titles(first), first.err) == (0, ["Raid 1", "Raid 2"], "2 stored (2 events)\n")
    again = go("feeds", "update")
    assert (again.code, again.out, again.err) == (0, "", "")
    assert site.asked[-1] == ("/rss", '"[1, 2]"')
    site.entries = [2, 3]
    assert titles(go("feeds", "update", "Mill")) == ["Raid 3"]
    found = map(json.loads, run("articles", "--format", "jsonl", "--db", tmp_path / "f.db").lines)
    # the page says no day: the feed's holds, as it was written there
    assert [(each["published"], each["published_basis"]) for each in found] == [(f"2026-03-0{n}", "metadata") for n in (1, 2, 3)]


def test_add_list_remove(go: Callable[..., Ran], site: Site) -> None:
    assert go("feeds", "add", site.url).code == 0
    assert "followed already" in go("feeds", "add", site.url, "--name", "Other").err
    (row,) = (json.loads(line) for line in go("feeds", "list", "--format", "jsonl").lines)
    assert (row["name"], row["title"], row["url"], row["failure"]) == ("127.0.0.1", "Mill News", site.url, None)
    assert go("feeds", "remove", "nobody").code == 4
    assert go("feeds", "remove", "127.0.0.1").code == 0
    assert go("feeds", "list").lines[1:] == []
    assert go("feeds", "add", site.server.url_for("/raid/1")).err.endswith("not a feed: a web page, and it names none\n")


def test_a_feed_that_fails_is_told_and_stops_no_other(go: Callable[..., Ran], site: Site) -> None:
    with HTTPServer(host="127.0.0.1") as other:
        other.expect_ordered_request("/atom").respond_with_data("<feed><title>A</title></feed>")
        other.expect_request("/atom").respond_with_data("", status=404)
        go("feeds", "add", other.url_for("/atom"), "--name", "A")
        go("feeds", "add", site.url, "--name", "Mill")
        ran = go("feeds", "update")
        assert (ran.code, titles(ran)) == (0, ["Raid 1", "Raid 2"])
        assert ran.err.startswith("failed A: 404")
        assert go("feeds", "update", "--strict").code == 1
        assert go("feeds", "update", "A").code == 1  # nothing could be done
        assert '"failure": "404' in go("feeds", "list", "--format", "jsonl").lines[0]


def test_what_is_busy_waits_and_what_is_refused_does_not(go: Callable[..., Ran], site: Site) -> None:
    site.entries, site.busy = [6, 7, 13], {6, 7}
    go("feeds", "add", site.url, "--name", "Mill")
    ran = go("feeds", "update")
    assert ran.code == 0
    assert "robots.txt forbids it" in ran.err
    assert ("/raid/13", None) not in site.asked
    site.busy = set()
    assert titles(go("feeds", "update")) == ["Raid 6"]
    assert go("feeds", "update").out == ""


def test_since_leaves_older_entries_for_another_time(go: Callable[..., Ran], site: Site) -> None:
    go("feeds", "add", site.url)
    assert titles(go("feeds", "update", "--since", "2026-03-02")) == ["Raid 2"]
    assert go("feeds", "update", "--since", "2026-03-02").out == ""
    assert titles(go("feeds", "update")) == ["Raid 1"]


def test_once(go: Callable[..., Ran], site: Site) -> None:
    assert titles(go("ingest", "feed", site.url, "--since", "2026-03-02")) == ["Raid 2"]
    assert titles(go("ingest", "feed", site.server.url_for("/"))) == ["Raid 1"]
    assert (go("ingest", "feed", site.url).out, go("feeds", "list").lines[1:]) == ("", [])


def test_what_a_feed_names_inside_is_refused(go: Callable[..., Ran], site: Site) -> None:
    ran = go("ingest", "feed", site.url, "--delay", "0", private=False)  # the feed is typed, what it names is not
    assert ran.code == 1
    assert ran.err.count("refused: 127.0.0.1 is a private address; --allow-private reads it") == 2
    assert not [path for path, _ in site.asked if path.startswith("/raid")]


def test_one_run_at_a_time_and_a_killed_one_leaves_no_lock(go: Callable[..., Ran], site: Site, tmp_path: Path) -> None:
    go("feeds", "add", site.url)
    code = "import sys, time; from pathlib import Path; from tracker.feeds.lock import one_run\n"
    code += "with one_run(Path(sys.argv[1])): print('held', flush=True); time.sleep(60)"
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "f.db")], stdout=subprocess.PIPE, text=True, env=environment()
    )
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        ran = go("feeds", "update")
        assert (ran.code, ran.out) == (6, "")
        assert "another run is updating the feeds" in ran.err
    finally:
        holder.send_signal(signal.SIGKILL)
        holder.communicate()
    assert go("feeds", "update").code == 0
    with one_run(tmp_path / "f.db"), (tmp_path / "f.db.feeds-lock").open() as file, pytest.raises(BlockingIOError):
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def stored(db: Path) -> set[str]:
    if not db.exists() or not db.stat().st_size:
        return set()
    with Store.open(db) as store:
        return {held.article.id for held in store.articles()}


def test_an_interrupted_list_keeps_what_was_done_and_resume_goes_on(site: Site, tmp_path: Path) -> None:
    urls = [site.server.url_for(f"/raid/{n}") for n in range(1, 31)]
    (tmp_path / "urls.txt").write_text("# thirty\n" + "\n".join(urls))
    command = [sys.executable, "-m", "tracker", "ingest", "url", "--from", str(tmp_path / "urls.txt"), "--allow-private"]
    command += ["--db", str(tmp_path / "f.db"), "--resume", "--delay"]
    running = subprocess.Popen([*command, "0.15"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment())
    assert running.stdout is not None
    deadline = time.monotonic() + 60
    while not stored(tmp_path / "f.db") and time.monotonic() < deadline:
        time.sleep(0.1)
    running.send_signal(signal.SIGINT)
    _, told = running.communicate(timeout=30)
    assert running.returncode == 130, told
    assert "interrupted; kept what was done" in told
    done = stored(tmp_path / "f.db")
    assert 0 < len(done) < 29
    before = len(site.asked)
    again = subprocess.run([*command, "0"], capture_output=True, text=True, env=environment(), timeout=120, check=False)
    assert f"skipped {urls[12]}: robots.txt forbids it" in again.stderr
    assert f"{len(done)} read before, " in again.stderr
    once_more = subprocess.run([*command, "0"], capture_output=True, text=True, env=environment(), timeout=120, check=False)
    assert once_more.stderr.splitlines()[-1] == "29 read before, 1 skipped"
    assert once_more.returncode == 0  # a dead link among pages that are read is no failure of each run to come
    assert not {site.server.url_for(path) for path, _ in site.asked[before:]} & done
    assert stored(tmp_path / "f.db") == set(urls) - {urls[12]}


def test_an_archived_page_is_read_kept_and_shown(go: Callable[..., Ran], run: Run, httpserver: HTTPServer, tmp_path: Path) -> None:
    gone, capture = httpserver.url_for("/gone"), httpserver.url_for("/web/20260305101500/x")
    told = {"archived_snapshots": {"closest": {"available": True, "url": capture, "timestamp": "20260305101500", "status": "200"}}}
    httpserver.expect_request("/gone").respond_with_data("", status=410)
    httpserver.expect_request("/wayback/available").respond_with_json(told)
    httpserver.expect_request("/web/20260305101500id_/x").respond_with_data(page(1), content_type="text/html")
    offered = go("ingest", "url", gone)
    assert f"skipped {gone}: 410 GONE (--archived reads the newest capture of a web archive)" in offered.err
    ran = go("ingest", "url", gone, "--archived", "--archive", httpserver.url_for(""), "--format", "jsonl")
    (row,) = map(json.loads, ran.lines)
    assert (row["status"], row["article"]) == ("stored", gone)
    assert row["note"] == f"the page is gone: read from a web archive, captured on 2026-03-05: {capture}"
    event = json.loads(run("timeline", "--format", "jsonl", "--db", tmp_path / "f.db").lines[0])
    shown = run("show", event["id"], "--db", tmp_path / "f.db", width=200).out
    assert f"kept, captured on 2026-03-05 at 10:15 UTC by a web archive: {capture}" in shown
