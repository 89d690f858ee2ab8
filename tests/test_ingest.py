"""Sources into the store: outcomes, order, what is parsed and what is not, what an interruption leaves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from tracker.article import Reading
from tracker.fetch import FetchOptions, make_client
from tracker.ingest import IngestOptions, from_files, from_stream, from_urls, ingest
from tracker.model import Article, Event, Evidence, Filter, Outcome, Page, Skipped
from tracker.store import Store

OPTIONS = IngestOptions()
LIMITS = FetchOptions(connect_timeout=2, read_timeout=2, deadline=5, retries=1, backoff=0.01)
TEXT = "Police in Dorn detained nine men who had crossed the river on Monday, an officer told reporters at the scene."


class Parser:
    """Find 'detained' and nothing else, and remember what was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Event, ...]]]:
        for article in articles:
            self.asked.append(article.id)
            yield article, tuple(_event(article, found) for found in re.finditer("detained", article.text))


def _event(article: Article, found: re.Match[str]) -> Event:
    evidence = (Evidence(found.group(), found.start(), found.end()),)
    identity = f"{abs(hash((article.id, found.start()))):x}"
    return Event(identity, article.id, "detention", "arrest", "incident", "reported", None, (), (), (), (), (), (), 0.5, evidence)


def now() -> datetime:
    return datetime(2026, 2, 16, 12, tzinfo=UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "t.db") as store:
        yield store


@pytest.fixture
def parser() -> Parser:
    return Parser()


def jsonl(folder: Path, *records: dict[str, object] | str, name: str = "a.jsonl") -> Path:
    path = folder / name
    path.write_text("".join((r if isinstance(r, str) else json.dumps(r)) + "\n" for r in records))
    return path


def run(paths: list[Path], store: Store | None, parser: Parser, options: IngestOptions = OPTIONS) -> list[Outcome]:
    return list(ingest(from_files(paths, options), store, parser, options, now=now))


def test_one_outcome_a_source_in_order(tmp_path: Path, store: Store, parser: Parser) -> None:
    path = jsonl(
        tmp_path,
        {"id": "a", "title": "Nine held", "text": TEXT},
        "broken",
        {"id": "b", "text": "Nothing happened, and nobody was there to see it."},
        {"id": "c", "text": ""},
        {"id": "d", "text": f"{TEXT} {TEXT}"},
    )
    missing = tmp_path / "none.html"
    outcomes = run([path, missing], store, parser)
    assert [(o.source, o.status, o.article, len(o.events)) for o in outcomes] == [
        (f"{path}:1", "stored", "a", 1),
        (f"{path}:2", "skipped", None, 0),
        (f"{path}:3", "stored", "b", 0),
        (f"{path}:4", "skipped", None, 0),
        (f"{path}:5", "stored", "d", 2),
        (str(missing), "skipped", None, 0),
    ]
    assert [o.reason for o in outcomes if o.reason] == [
        "line 2 is not JSON: Expecting value at column 1",
        'line 4 has no "text"',
        "no such file or folder",
    ]
    assert outcomes[0].title == "Nine held"
    assert [a.article.id for a in store.articles()] == ["a", "b", "d"]
    assert len(list(store.events(Filter()))) == 3


def test_twice_is_once(tmp_path: Path, store: Store, parser: Parser) -> None:
    path = jsonl(tmp_path, {"id": "a", "text": TEXT}, {"id": "b", "text": f"{TEXT} Again."})
    run([path], store, parser)
    again = run([path], store, parser)
    assert [o.status for o in again] == ["unchanged", "unchanged"]
    assert parser.asked == ["a", "b"]  # nothing is parsed for nothing
    assert len(list(store.events(Filter()))) == 2


def test_the_same_article_twice_in_one_run(tmp_path: Path, store: Store, parser: Parser) -> None:
    path = jsonl(tmp_path, {"id": "a", "text": TEXT}, {"id": "a", "text": TEXT}, {"id": "a", "text": f"Corrected: {TEXT}"})
    for first in ("stored", "unchanged"):  # a name that stands for two texts would make each run change both
        assert [o.status for o in run([path], store, parser)] == [first, "unchanged", "skipped"]
    assert store.article("a", text=True).article.text == TEXT


def test_a_changed_article_keeps_its_old_version(tmp_path: Path, store: Store, parser: Parser) -> None:
    run([jsonl(tmp_path, {"id": "a", "text": TEXT})], store, parser)
    (outcome,) = run([jsonl(tmp_path, {"id": "a", "text": "Nobody was held after all."})], store, parser)
    assert (outcome.status, outcome.events) == ("updated", ())
    assert len(store.versions("a")) == 2
    assert list(store.events(Filter())) == []


def test_a_day_that_is_on_record_is_kept_where_the_page_does_not_say_it_any_more(
    tmp_path: Path, store: Store, parser: Parser
) -> None:
    run([jsonl(tmp_path, {"id": "a", "text": TEXT, "published": "2026-02-10"})], store, parser)
    (outcome,) = run([jsonl(tmp_path, {"id": "a", "text": TEXT.replace("nine", "ten")})], store, parser)
    held = store.article("a").article
    assert (outcome.status, held.published, held.published_basis) == ("updated", date(2026, 2, 10), "given")
    (outcome,) = run([jsonl(tmp_path, {"id": "a", "text": TEXT, "published": "2026-02-11"})], store, parser)
    assert (outcome.status, store.article("a").article.published) == ("updated", date(2026, 2, 11))


def test_other_languages_are_kept_and_not_parsed(tmp_path: Path, store: Store, parser: Parser) -> None:
    french = (
        "La police a détenu neuf hommes qui avaient traversé le fleuve, a dit un officier. (detained) Les hommes ont été libérés."
    )
    path = jsonl(tmp_path, {"id": "f", "text": french}, {"id": "e", "text": TEXT})
    outcomes = run([path], store, parser)
    assert [(o.status, len(o.events), o.note) for o in outcomes] == [
        ("stored", 0, "language is fr: kept, not parsed"),
        ("stored", 1, None),
    ]
    assert parser.asked == ["e"]
    assert store.article("f", text=True).article.text == french
    assert [o.status for o in run([path], store, parser)] == ["unchanged", "unchanged"]


def test_a_dry_run_parses_and_stores_nothing(tmp_path: Path, parser: Parser) -> None:
    path = jsonl(tmp_path, {"id": "a", "text": TEXT})
    (outcome,) = run([path], None, parser, IngestOptions(dry_run=True))
    assert (outcome.status, len(outcome.events)) == ("stored", 1)


def test_a_dry_run_leaves_an_open_store_alone(tmp_path: Path, store: Store, parser: Parser) -> None:
    path = jsonl(tmp_path, {"id": "a", "text": TEXT})
    run([path], store, parser, IngestOptions(dry_run=True))
    assert list(store.articles()) == []


def test_what_the_user_says_holds_for_all(tmp_path: Path, store: Store, parser: Parser) -> None:
    path = jsonl(tmp_path, {"id": "a", "text": TEXT, "published": "2020-01-01", "source": "Wire"})
    run([path], store, parser, IngestOptions(published=date(2026, 2, 15), source="Desk"))
    article = store.article("a").article
    assert (article.published, article.published_basis, article.source) == (date(2026, 2, 15), "given", "Desk")


def test_an_interruption_keeps_what_is_done(tmp_path: Path, store: Store, parser: Parser) -> None:
    paths = [jsonl(tmp_path, {"id": f"a{n}", "text": f"{TEXT} {n}"}, name=f"{n:02}.jsonl") for n in range(40)]
    outcomes = ingest(from_files(paths, OPTIONS), store, parser, OPTIONS, now=now)
    seen = [next(outcomes) for _ in range(20)]
    with pytest.raises(KeyboardInterrupt):
        outcomes.throw(KeyboardInterrupt)  # type: ignore[attr-defined]
    kept = {a.article.id for a in store.articles()}
    assert kept == {o.article for o in seen}
    assert {e.event.article for e in store.events(Filter())} == kept


def test_an_interruption_in_the_parser_keeps_what_is_done(tmp_path: Path, store: Store) -> None:
    def interrupted(articles: Iterable[Article]) -> Iterator[tuple[Article, tuple[Event, ...]]]:
        for article in articles:
            if article.id == "a30":
                raise KeyboardInterrupt
            yield article, ()

    path = jsonl(tmp_path, *(json.dumps({"id": f"a{n}", "text": f"{TEXT} {n}"}) for n in range(40)))
    outcomes: list[Outcome] = []
    with pytest.raises(KeyboardInterrupt):
        outcomes.extend(ingest(from_files([path], OPTIONS), store, interrupted, OPTIONS, now=now))
    assert {a.article.id for a in store.articles()} == {f"a{n}" for n in range(16)}


def test_pages_are_kept_as_they_came(tmp_path: Path, store: Store, parser: Parser) -> None:
    raw = f"<html><head><title>Nine held</title></head><body><p>{TEXT}</p><p>Caf\xe9</p></body></html>".encode("latin-1")
    (tmp_path / "a.html").write_bytes(raw)
    (outcome,) = run([tmp_path / "a.html"], store, parser)
    assert outcome.article is not None
    assert store.page(outcome.article) == Page((tmp_path / "a.html").as_posix(), None, raw, "text/html", None)


def test_urls(httpserver: HTTPServer, store: Store, parser: Parser) -> None:
    body = f"<html><body><p>{TEXT}</p></body></html>"
    httpserver.expect_request("/2026/02/15/a").respond_with_data(body, content_type="text/html; charset=utf-8")
    httpserver.expect_request("/none").respond_with_data("", status=404)
    httpserver.expect_request("/login").respond_with_data("<html><form>Name</form></html>", content_type="text/html")
    httpserver.expect_request("/png").respond_with_data(b"\x89PNG", content_type="image/png")
    urls = [httpserver.url_for(p) for p in ("/2026/02/15/a?utm_source=x", "/none", "/login", "/png", "/2026/02/15/a#top")]
    with make_client(LIMITS) as client:
        readings = from_urls([*urls, "ftp://x.example/"], client, OPTIONS, LIMITS)
        outcomes = list(ingest(readings, store, parser, OPTIONS, now=now))
    assert [(o.source, o.status) for o in outcomes] == [
        (urls[0], "stored"),
        (urls[1], "skipped"),
        (urls[2], "skipped"),
        (urls[3], "skipped"),
        (urls[4], "unchanged"),  # the same page by another name
        ("ftp://x.example/", "skipped"),
    ]
    reasons = [o.reason for o in outcomes if o.reason]
    assert reasons[0].upper() == "404 NOT FOUND"
    assert reasons[1:] == [
        "no article text found (is it behind a login?)",
        "not HTML: image/png",
        "only http and https: ftp://x.example/",
    ]
    article = store.article(httpserver.url_for("/2026/02/15/a")).article
    assert (article.published, article.published_basis) == (date(2026, 2, 15), "url")
    page = store.page(article.id)
    assert page is not None
    assert (page.content, page.charset) == (body.encode(), "utf-8")


def test_a_fetched_page_is_stored_before_the_next_is_asked_for(store: Store, parser: Parser) -> None:
    def readings() -> Iterator[Reading]:
        for n in range(3):
            assert len(list(store.articles())) == n
            url = f"https://wire.example/{n}"
            yield Reading(url, Page(url, url, b"x"), Article(url, TEXT))

    assert len(list(ingest(readings(), store, parser, OPTIONS, now=now))) == 3


def test_standard_input(store: Store, parser: Parser) -> None:
    (reading,) = from_stream(TEXT.encode(), "-", OPTIONS)
    assert reading.source == "-"
    (outcome,) = ingest([reading], store, parser, OPTIONS, now=now)
    assert (outcome.source, outcome.status, len(outcome.events)) == ("-", "stored", 1)


def test_arabic_in_windows_1256_is_kept_and_not_parsed(httpserver: HTTPServer, store: Store, parser: Parser) -> None:
    words = "قصفت الطائرات مستودعين قرب المدينة يوم الجمعة وقتل أربعة حراس وفق ما قالت الوزارة في بيان لها صباح السبت"
    httpserver.expect_request("/a").respond_with_data(
        f"<html><body><p>{words}</p></body></html>".encode("cp1256"), content_type="text/html; charset=windows-1256"
    )
    with make_client(LIMITS) as client:
        (outcome,) = ingest(from_urls([httpserver.url_for("/a")], client, OPTIONS, LIMITS), store, parser, OPTIONS, now=now)
    assert (outcome.status, outcome.note) == ("stored", "language is ar: kept, not parsed")
    assert store.article(httpserver.url_for("/a"), text=True).article.text == words


def test_skipped_sources_are_told_at_once(store: Store, parser: Parser) -> None:
    def readings() -> Iterator[Reading]:
        yield Reading("a", None, Skipped("a", "empty"))
        raise AssertionError("asked for more before telling")

    assert next(ingest(readings(), store, parser, OPTIONS, now=now)).reason == "empty"
