"""`tracker ingest` and `tracker parse`: outcomes, summary, exit codes. The parser here finds one strike in what has 'struck'."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pytest_httpserver import HTTPServer

from tests.cli.made import Run
from tracker.cli.report import Report
from tracker.model import Event, Outcome

pytestmark = pytest.mark.usefixtures("parser")

STRUCK = (
    "Depots raided\n\nJets struck two depots near the old mill of Vetrovo on Tuesday, the command said in a release to the press.\n"
)
QUIET = "Harvest fair\n\nThe fair of Vetrovo opened on Tuesday with a parade of tractors, and the mayor spoke to the visitors.\n"


@pytest.fixture
def struck(tmp_path: Path) -> Path:
    path = tmp_path / "struck.txt"
    path.write_text(STRUCK)
    return path


@pytest.fixture
def quiet(tmp_path: Path) -> Path:
    path = tmp_path / "quiet.txt"
    path.write_text(QUIET)
    return path


def outcomes(text: str) -> list[dict[str, str]]:
    header, *rows = [line.split("\t") for line in text.splitlines()]
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_each_file_is_a_row_and_the_summary_is_on_stderr(run: Run, struck: Path, quiet: Path, tmp_path: Path) -> None:
    ran = run("ingest", "file", struck, quiet, tmp_path / "none.txt", "--db", tmp_path / "x.db")
    assert ran.code == 0
    assert ran.lines[0].split("\t") == ["status", "events", "source", "article", "title", "reason", "note"]
    assert [(row["status"], row["events"]) for row in outcomes(ran.out)] == [("stored", "1"), ("stored", "0"), ("skipped", "0")]
    assert outcomes(ran.out)[2]["reason"] == "no such file or folder"
    assert ran.err.splitlines() == [f"skipped {tmp_path / 'none.txt'}: no such file or folder", "2 stored (1 event), 1 skipped"]


def test_ingest_twice_changes_nothing(run: Run, struck: Path, tmp_path: Path) -> None:
    run("ingest", "file", struck, "--db", tmp_path / "x.db")
    before = run("timeline", "--db", tmp_path / "x.db").out
    ran = run("ingest", "file", struck, "--db", tmp_path / "x.db")
    assert (ran.code, ran.err) == (0, "1 unchanged\n")
    assert run("timeline", "--db", tmp_path / "x.db").out == before


def test_a_changed_file_is_updated(run: Run, struck: Path, tmp_path: Path) -> None:
    run("ingest", "file", struck, "--db", tmp_path / "x.db")
    struck.write_text(STRUCK.replace("two depots", "three depots"))
    assert run("ingest", "file", struck, "--db", tmp_path / "x.db").err == "1 updated (1 event)\n"


def test_what_the_user_says_of_the_source_is_kept(run: Run, struck: Path, tmp_path: Path) -> None:
    run("ingest", "file", struck, "--published", "2026-02-17", "--source", "The Mill", "--db", tmp_path / "x.db")
    (found,) = json.loads(run("articles", "--db", tmp_path / "x.db", "--format", "json").out)
    assert (found["published"], found["published_basis"], found["source"]) == ("2026-02-17", "given", "The Mill")


def test_a_dry_run_prints_the_events_and_stores_nothing(run: Run, struck: Path, quiet: Path, tmp_path: Path) -> None:
    ran = run("ingest", "file", struck, quiet, "--dry-run", "--source", "The Mill", "--db", tmp_path / "x.db")
    (event,) = outcomes(ran.out)
    assert (event["type"], event["source"], event["title"]) == ("air_strike", "The Mill", "Depots raided")
    assert ran.err == "2 would be stored (1 event)\n"
    assert not (tmp_path / "x.db").exists()


@pytest.mark.parametrize("format", ["table", "csv", "json", "jsonl", "markdown"])
def test_outcomes_in_each_format(run: Run, struck: Path, tmp_path: Path, format: str) -> None:
    ran = run("ingest", "file", struck, "--format", format, "--db", tmp_path / "x.db")
    assert ran.code == 0
    assert "stored" in ran.out
    if format == "jsonl":
        assert json.loads(ran.out)["events"] == 1


@pytest.mark.parametrize(
    ("sources", "strict", "code"),
    [
        (["struck.txt"], False, 0),
        (["struck.txt"], True, 0),
        (["struck.txt", "none.txt"], False, 0),  # one bad source never stops the rest
        (["struck.txt", "none.txt"], True, 1),
        (["none.txt"], False, 1),  # nothing could be done
        (["folder"], False, 1),
    ],
)
@pytest.mark.parametrize("command", [["ingest", "file"], ["parse"]])
def test_exit_codes(run: Run, struck: Path, command: list[str], sources: list[str], strict: bool, code: int) -> None:
    (struck.parent / "folder").mkdir()
    paths = [struck.parent / name for name in sources]
    assert run(*command, *paths, *(["--strict"] if strict else [])).code == code


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("blank.html", b" \n\n ", "empty"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00", "not text"),
        ("broken.jsonl", b"{oops\n", "line 1"),
        ("lacks.jsonl", b'{"title": "x"}\n', "text"),
    ],
)
def test_a_bad_file_is_skipped_with_its_reason(run: Run, tmp_path: Path, name: str, content: bytes, reason: str) -> None:
    (tmp_path / name).write_bytes(content)
    ran = run("ingest", "file", tmp_path / name)
    assert (ran.code, len(ran.err.splitlines())) == (1, 2)
    assert ran.err.startswith("skipped ")
    assert name in ran.err
    assert reason in ran.err or name.endswith(".jsonl")


def test_a_bad_line_of_jsonl_is_named_and_the_rest_goes_on(run: Run, tmp_path: Path) -> None:
    lines = [json.dumps({"id": "a", "text": STRUCK}), "{oops", json.dumps({"id": "c", "text": STRUCK})]
    (tmp_path / "x.jsonl").write_text("\n".join(lines))
    ran = run("ingest", "file", tmp_path / "x.jsonl")
    assert [(row["status"], row["article"]) for row in outcomes(ran.out)] == [("stored", "a"), ("skipped", ""), ("stored", "c")]
    assert "x.jsonl:2" in ran.err


def test_one_document_on_standard_input(run: Run) -> None:
    ran = run("ingest", "file", "-", input=STRUCK)
    assert ran.err == "1 stored (1 event)\n"


def test_another_language_is_kept_and_said_to_be_unparsed(run: Run, tmp_path: Path) -> None:
    text = "Foire agricole\n\n" + "Les habitants du village sont venus voir les machines et le maire a parlé aux visiteurs. " * 5
    (tmp_path / "fr.txt").write_text(text)
    ran = run("ingest", "file", tmp_path / "fr.txt")
    assert ran.code == 0
    assert ran.err.splitlines()[0].startswith(f"note on {tmp_path / 'fr.txt'}: language is fr")


def test_a_dry_run_gives_geojson_which_outcomes_have_none_of(run: Run, struck: Path, tmp_path: Path) -> None:
    found = json.loads(run("ingest", "file", struck, "--dry-run", "--format", "geojson").out)
    assert [feature["properties"]["type"] for feature in found["features"]] == ["air_strike"]
    ran = run("ingest", "file", struck, "--format", "geojson", "--db", tmp_path / "x.db")
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "--dry-run" in ran.err
    assert not (tmp_path / "x.db").exists()


def test_what_is_unchanged_has_no_number_of_events(run: Run, struck: Path, tmp_path: Path) -> None:
    run("ingest", "file", struck, "--db", tmp_path / "x.db")
    (row,) = outcomes(run("ingest", "file", struck, "--db", tmp_path / "x.db").out)
    assert (row["status"], row["events"]) == ("unchanged", "")
    assert "event" not in run("ingest", "file", struck, "--db", tmp_path / "x.db", "--format", "table").out


# --- parse --------------------------------------------------------------------------------------------------------------------


def test_parse_prints_one_contract_a_line_in_a_pipe(run: Run, struck: Path, quiet: Path, tmp_path: Path) -> None:
    ran = run("parse", struck, quiet)
    (event,) = [Event.from_dict(json.loads(line)) for line in ran.lines]
    assert event.article == str(struck)
    assert (ran.code, ran.err) == (0, "")
    assert not (tmp_path / "default.db").exists()


def test_parse_reads_jsonl_and_html_from_standard_input(run: Run) -> None:
    articles = "".join(json.dumps({"id": name, "published": "2026-02-17", "text": STRUCK}) + "\n" for name in "ab")
    assert [json.loads(line)["article"] for line in run("parse", "-", input=articles).lines] == ["a", "b"]
    page = f"<html><body><article><h1>Depots raided</h1><p>{STRUCK}</p><p>{QUIET}</p></article></body></html>"
    assert len(run("parse", "-", input=page).lines) == 1


@pytest.mark.parametrize(("format", "lines"), [("tsv", 2), ("csv", 2), ("json", 3), ("table", 2), ("markdown", 3), ("geojson", 5)])
def test_parse_in_each_format(run: Run, struck: Path, format: str, lines: int) -> None:
    assert len(run("parse", struck, "--format", format, width=200).lines) == lines


# --- url ----------------------------------------------------------------------------------------------------------------------


def page(text: str) -> str:
    return (
        f"<html><head><title>Depots raided</title></head><body><article><h1>Depots raided</h1><p>{text}</p></article></body></html>"
    )


def test_pages_are_read_and_a_bad_one_never_stops_the_rest(run: Run, httpserver: HTTPServer, tmp_path: Path) -> None:
    httpserver.expect_request("/a").respond_with_data(page(STRUCK * 3), content_type="text/html")
    httpserver.expect_request("/gone").respond_with_data("no", status=404)
    httpserver.expect_request("/b").respond_with_data(page(QUIET * 3), content_type="text/html")
    urls = [httpserver.url_for(path) for path in ("/a", "/gone", "/b")]
    ran = run("ingest", "url", *urls, "ftp://example.org/x", "--db", tmp_path / "x.db")
    assert [row["status"] for row in outcomes(ran.out)] == ["stored", "skipped", "stored", "skipped"]
    assert f"skipped {urls[1]}: 404 " in ran.err
    assert ran.err.splitlines()[-1] == "2 stored (1 event), 2 skipped"
    assert ran.code == 0


def test_urls_come_a_line_each_from_standard_input(run: Run, httpserver: HTTPServer) -> None:
    httpserver.expect_request("/a").respond_with_data(page(STRUCK * 3), content_type="text/html")
    httpserver.expect_request("/robots.txt").respond_with_data("", status=404)
    ran = run("ingest", "url", "-", "--allow-private", input=f"# a list\n\n  {httpserver.url_for('/a')}  \n")
    assert ran.err == "1 stored (1 event)\n"


def test_no_url_at_all_is_nothing_done(run: Run) -> None:
    ran = run("ingest", "url", "-", input="\n")
    assert (ran.code, ran.err) == (1, "nothing to read\n")


# --- the report ---------------------------------------------------------------------------------------------------------------


def test_the_summary_counts_each_status(capsys: pytest.CaptureFixture[str]) -> None:
    report = Report()
    for status in ("stored", "stored", "unchanged", "updated", "skipped"):
        report.add(Outcome("x", status, reason="404 Not Found"))
    assert report.summary() == "2 stored (0 events), 1 updated (0 events), 1 unchanged, 1 skipped"
    assert capsys.readouterr().err == "skipped x: 404 Not Found\n"
    assert (report.exit_code(strict=False), report.exit_code(strict=True)) == (0, 1)


def test_a_hostile_reason_is_one_harmless_line(capsys: pytest.CaptureFixture[str]) -> None:
    Report().skip("http://x/\x1b[31m", "[red]no[/]\nmore\x07")
    assert capsys.readouterr().err == "skipped http://x/: [red]no[/] more\n"
