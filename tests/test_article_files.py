"""Files of many kinds: PDF, WARC, MHTML, mails, JSON of other tools, and archives of them."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.made_files import LEAD, SECOND, THIRD, TOLD, gzipped, html, mail, mhtml, pdf, pdf_lines, warc, zipped
from tracker.article import Reading, file_readings, find_files, read_stream
from tracker.model import Article, Mark, Skipped

DAY = date(2026, 2, 15)
TEXT = f"Depots struck near Marat\n\n{LEAD}\n\n{SECOND}\n\n{THIRD}"


def write(folder: Path, name: str, content: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def readings(folder: Path, name: str, content: bytes | str, **more: Any) -> list[Reading]:
    """Read a file; names come without the folder."""
    path = write(folder, name, content)
    return [found._replace(source=found.source.removeprefix(f"{folder.as_posix()}/")) for found in file_readings(path, **more)]


def articles(folder: Path, name: str, content: bytes | str, **more: Any) -> list[Article]:
    found = [reading.found for reading in readings(folder, name, content, **more)]
    assert all(isinstance(each, Article) for each in found), found
    return [each for each in found if isinstance(each, Article)]


def reasons(folder: Path, name: str, content: bytes | str) -> list[tuple[str, str]]:
    """Give what was skipped, and why."""
    return [(found.source, found.found.reason) for found in readings(folder, name, content) if isinstance(found.found, Skipped)]


# PDF


def test_a_pdf_with_pages(tmp_path: Path) -> None:
    pages = [["# Depots struck near Marat", LEAD, SECOND], [THIRD, "The last of the nine was freed on Sunday."]]
    (found,) = articles(tmp_path, "a.pdf", pdf(pages, title="Depots struck near Marat", header="Valley Mission"))
    assert found.title == "Depots struck near Marat"
    assert found.text.split() == f"Valley Mission {found.title} {LEAD} {SECOND} {THIRD} {pages[1][1]}".split()
    assert "Page" not in found.text  # page numbers are none of the text, a header is where it stands first
    assert found.text.count("Valley Mission") == 1
    assert [found.page_at(found.text.index(words)) for words in ("Valley", "Police", "The governor", "The last")] == [1, 1, 2, 2]
    assert f"{LEAD}\n" in found.text  # paragraphs stand apart
    assert (found.id, found.language) == (f"{tmp_path.as_posix()}/a.pdf", "en")


PDF_LINES = [
    # Full lines are joined, short ones end a paragraph
    (
        [["Warplanes struck two depots near Marat on Friday, and killed", "four guards.", "Police held nine."]],
        "Warplanes struck two depots near Marat on Friday, and killed four guards.\nPolice held nine.",
    ),
    # A hyphen that only the line's end needs goes; one of the word stays: before capitals, after known first parts, where it stands
    # so elsewhere
    ([["They found deton-", "ators there"]], "They found detonators there"),
    (
        [["It was hit by US-", "led forces, and a long-", "range drone in Has-", "akah"]],
        "It was hit by US-led forces, and a long-range drone in Hasakah",
    ),
    ([["A cease-fire held. Then the cease-", "fire broke"]], "A cease-fire held. Then the cease-fire broke"),
    # Items of a list
    (
        [["Arrests were made in these places on Monday:", "• Marat: nine men", "• Dorn: two"]],
        "Arrests were made in these places on Monday:\n• Marat: nine men\n• Dorn: two",
    ),
    # A sentence that goes on over the page, and a word that does
    ([["The army struck the", "depots and the"], ["bridge near Dorn."]], "The army struck the depots and the bridge near Dorn."),
    ([["The army used deton-"], ["ators."]], "The army used detonators."),
    ([["The army left."], ["Nine were held."]], "The army left.\n\nNine were held."),
]


@pytest.mark.parametrize(("lines", "text"), PDF_LINES)
def test_lines_of_a_pdf(tmp_path: Path, lines: list[list[str]], text: str) -> None:
    (found,) = articles(tmp_path, "a.pdf", pdf_lines(lines))
    assert found.text == text
    assert len(found.page_starts) == len(lines)
    if len(lines) > 1:
        assert found.text[found.page_starts[1] :].startswith(lines[1][0].rstrip("-").split(" ")[0])


def test_what_a_pdf_says_of_itself_is_believed_where_its_first_page_says_so(tmp_path: Path) -> None:
    today = datetime.now(UTC).date()  # the maker of PDFs writes that they were made now, or in 2000 where they are to be invariant
    assert today
    said = [["# Two raids near Marat", "By Ana Reyes, January 1, 2000", LEAD, SECOND]]
    (found,) = articles(tmp_path, "a.pdf", pdf(said, title="Two raids near Marat", author="Ana Reyes"))
    assert (found.title, found.author) == ("Two raids near Marat", "Ana Reyes")
    assert (found.published, found.published_basis) == (date(2000, 1, 1), "metadata")
    silent = [["# Two raids near Marat", LEAD, SECOND]]
    (found,) = articles(tmp_path, "b.pdf", pdf(silent, title="Microsoft Word - final_v3.doc", author="user7"))
    assert (found.title, found.author) == ("Two raids near Marat", None)  # by its large type
    assert (found.published, found.published_basis) == (None, "unknown")


BAD_PDF = [
    (pdf([[LEAD]], password="secret"), "the PDF is encrypted: save it without a password"),
    (pdf([[LEAD]])[:300], "the PDF is damaged or cut off"),
    (pdf_lines([[], []]), "no text in the PDF (2 pages): scanned? Run it through OCR (ocrmypdf)"),
    (b"%PDF-1.7\n" + bytes(1000), "the PDF is damaged or cut off"),
    (b"Just words in a file of that name", "no PDF, though its name says so"),
]


@pytest.mark.parametrize(("content", "reason"), BAD_PDF, ids=range(len(BAD_PDF)))
def test_pdfs_without_text(tmp_path: Path, content: bytes, reason: str) -> None:
    assert reasons(tmp_path, "a.pdf", content) == [("a.pdf", reason)]


def test_the_pdf_reader_imports_nothing_of_the_folder_it_is_run_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("json.py", "pypdfium2.py", "ctypes.py"):
        write(tmp_path, name, "raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    (found,) = articles(tmp_path, "a.pdf", pdf([[LEAD]]))
    assert found.text == LEAD


# WARC

URL = "https://wire.example/2026/02/15/depots"
RECORDS = [(f"{URL}{number}", html(TOLD.replace("nine", str(number))), "text/html; charset=utf-8") for number in range(2, 6)]


@pytest.mark.parametrize("name", ["a.warc.gz", "a.warc", "b.bin"])
def test_a_warc_file(tmp_path: Path, name: str) -> None:
    found = readings(tmp_path, name, warc(RECORDS, packed=name.endswith(".gz")))
    assert [each.source for each in found] == [f"{name}!/{url}" for url, _, _ in RECORDS]
    first = found[0].found
    assert isinstance(first, Article)
    assert (first.id, first.url, first.source, first.published_basis) == (f"{URL}2", f"{URL}2", "wire.example", "url")
    assert first.text == TEXT.replace("nine", "2")
    page = found[0].page
    assert page is not None
    assert (page.url, page.captured) == (f"{URL}2", datetime(2026, 2, 15, 10, tzinfo=UTC))


def test_kinds_of_records(tmp_path: Path) -> None:
    kinds = [
        (f"{URL}/a", html(), "text/html"),
        (f"{URL}/b", f"Depots struck\n\n{LEAD}".encode(), "text/plain"),
        (f"{URL}/c", pdf([[LEAD]]), "application/pdf"),
        (f"{URL}/d", b"{}", "application/json"),
        ("https://wire.example/robots.txt", b"User-agent: *\nDisallow: /private", "text/plain"),
        ("dns:wire.example", b"10.0.0.1", "text/dns"),
    ]
    found = articles(tmp_path, "a.warc.gz", warc(kinds))
    assert [(each.id, bool(each.page_starts)) for each in found] == [(f"{URL}/a", False), (f"{URL}/b", False), (f"{URL}/c", True)]


def test_a_warc_file_without_pages(tmp_path: Path) -> None:
    assert reasons(tmp_path, "a.warc", warc(RECORDS, status="404 Not Found")) == [("a.warc", "no pages in this WARC file")]
    assert reasons(tmp_path, "b.warc", b"words") == [("b.warc", "no WARC file, though its name says so")]


@pytest.mark.parametrize("packed", [True, False])
def test_a_broken_record_costs_itself_alone(tmp_path: Path, packed: bool) -> None:
    whole = warc(RECORDS, packed=packed)
    parts = [
        warc(RECORDS[:2], packed=packed),
        b"\x1f\x8b\x08broken" if packed else b"WARC/1.0\r\nWARC-Type: response\r\n\r\nx",
        whole,
    ]
    found = readings(tmp_path, "a.warc.gz" if packed else "a.warc", b"".join(parts))
    assert sum(isinstance(each.found, Article) for each in found) == 6
    (told,) = [each.found.reason for each in found if isinstance(each.found, Skipped)]
    assert told.startswith(f"a record at byte {len(parts[0]):,} can't be read: ")


@pytest.mark.parametrize("packed", [True, False])
def test_a_warc_file_that_is_cut_off(tmp_path: Path, packed: bool) -> None:
    found = readings(tmp_path, "a.warc", warc(RECORDS, packed=packed)[:-900])  # in the last page or the picture after it
    assert sum(isinstance(each.found, Article) for each in found) >= 3
    told = [each.found.reason for each in found if isinstance(each.found, Skipped)]
    assert len(told) == 1
    assert "cut off" in told[0]


@pytest.mark.parametrize("packed", [True, False])
@pytest.mark.parametrize("lie", [-40, 40, 10**7])
def test_lengths_that_lie(tmp_path: Path, packed: bool, lie: int) -> None:
    one = warc(RECORDS[:1], packed=False).partition(b"WARC-Type: response")
    before, record = one[0], b"".join(one[1:])
    at = record.index(b"Content-Length: ") + 16
    length = int(record[at : record.index(b"\r", at)])
    lying = before + record[:at] + str(length + lie).encode() + record[record.index(b"\r", at) :]
    rest = warc(RECORDS[1:], packed=packed)
    found = readings(tmp_path, "a.warc", (gzipped(lying) if packed else lying) + rest)
    ids = [each.found.id for each in found if isinstance(each.found, Article)]
    assert set(ids) >= {url for url, _, _ in RECORDS[1:]}
    assert any(isinstance(each.found, Skipped) for each in found)


def test_a_warc_file_is_read_from_where_it_was_left(tmp_path: Path) -> None:
    content = warc(RECORDS)
    path = write(tmp_path, "a.warc.gz", content)
    kept: dict[str, Mark] = {}
    marks = kept.get
    found = list(file_readings(path, marks=marks))
    for stop in range(4):
        mark = found[stop].mark
        assert mark is not None
        kept[mark.file] = mark
        first, *rest = file_readings(path, marks=marks)
        assert first.known
        assert [each.found for each in rest] == [each.found for each in found[stop + 1 :]]
    # It has grown since
    write(tmp_path, "a.warc.gz", content + warc([(f"{URL}9", html(), "text/html")]))
    first, last = file_readings(path, marks=marks)
    assert isinstance(first.found, Skipped)
    assert first.found.reason.endswith("records were read before; going on there")
    assert isinstance(last.found, Article)
    # It is another file now
    write(tmp_path, "a.warc.gz", warc(RECORDS[::-1], date="2026-03-01T00:00:00Z"))
    assert len(list(file_readings(path, marks=marks))) == 4


# Archives

ARCHIVES = [
    # (name, content, names of what is in it, without the file's own)
    ("a.html.gz", gzipped(html()), [""]),
    ("a.txt.gz", gzipped(LEAD.encode()) + gzipped(SECOND.encode()), [""]),  # two members are one file
    ("a.jsonl.gz", gzipped(b'{"text": "Ten held."}\n{"text": "Two held."}\n'), [":1", ":2"]),
    (
        "a.zip",
        zipped({"x/b.txt": LEAD.encode(), "c.html": html(), "d.png": b"x", ".e.txt": b"x", "__MACOSX/c.html": b"x"}),
        ["!/x/b.txt", "!/c.html"],
    ),
    ("a.zip", zipped({"page.html": html(), "page_files/frame.html": html(), "page_files/deep/b.html": html()}), ["!/page.html"]),
    (
        "a.zip",
        zipped({"b.zip": zipped({"c.md": b"# Raids\n\n" + LEAD.encode()}), "d.jsonl.gz": gzipped(b'{"text": "x y"}')}),
        ["!/b.zip!/c.md", "!/d.jsonl.gz:1"],
    ),
    ("a.pdf", zipped({"b.txt": LEAD.encode()}), ["!/b.txt"]),  # content decides
    (
        "a.wacz",
        zipped({"archive/data.warc.gz": warc(RECORDS[:2]), "pages/pages.jsonl": b'{"text": "x"}'}),
        [f"!/archive/data.warc.gz!/{URL}2", f"!/archive/data.warc.gz!/{URL}3", "!/pages/pages.jsonl:1"],
    ),
]


@pytest.mark.parametrize(("name", "content", "inside"), ARCHIVES, ids=range(len(ARCHIVES)))
def test_archives(tmp_path: Path, name: str, content: bytes, inside: list[str]) -> None:
    found = readings(tmp_path, name, content)
    assert [each.source for each in found] == [name + each for each in inside]
    for each, rest in zip(found, inside, strict=True):
        assert isinstance(each.found, Article), each.found
        assert each.found.id.startswith(("https://", f"{tmp_path.as_posix()}/{name}{rest}"))
    assert [path.name for path in tmp_path.iterdir()] == [name]  # nothing was unpacked to the disk


BAD_ARCHIVES = [
    ("a.zip", zipped({"a.txt": LEAD.encode()})[:-9], "a.zip", "the ZIP archive is damaged or cut off"),
    ("a.zip", zipped({"a.png": b"x"}), "a.zip", "no articles in this archive"),
    ("a.zip", b"PK\x05\x06" + bytes(18), "a.zip", "no articles in this archive"),
    (
        "a.docx",
        zipped({"[Content_Types].xml": b"x", "word/document.xml": b"x"}),
        "a.docx",
        "not text: an office document (save it as PDF or text)",
    ),
    (
        "a.zip",
        zipped({"b.zip": zipped({"c.zip": zipped({"d.txt": b"x"})})}),
        "a.zip!/b.zip!/c.zip",
        "an archive in an archive in an archive is not opened",
    ),
    ("a.zip", zipped({"a.txt": LEAD.encode()}).replace(LEAD.encode()[:9], b"x"), "a.zip", None),
    ("a.html.gz", gzipped(html())[:-20], "a.html.gz", "the gzip data end too early: cut off?"),
    ("a.html.gz", gzipped(html())[:20] + b"\xff" * 30 + gzipped(html())[50:], "a.html.gz", "the gzip data are damaged"),
    (
        "a.tar.gz",
        gzipped(bytes(257) + b"ustar" + bytes(300)),
        "a.tar.gz",
        "not text: a tar archive (unpack it, and name the folder)",
    ),
    ("a.gz", gzipped(b""), "a.gz", "empty"),
]


@pytest.mark.parametrize(("name", "content", "source", "reason"), BAD_ARCHIVES, ids=range(len(BAD_ARCHIVES)))
def test_bad_archives(tmp_path: Path, name: str, content: bytes, source: str, reason: str | None) -> None:
    told = reasons(tmp_path, name, content)
    if reason is not None:
        assert told == [(source, reason)]


def test_a_member_that_is_damaged_costs_itself_alone(tmp_path: Path) -> None:
    packed = bytearray(zipped({"a.txt": LEAD.encode() * 20, "b.txt": SECOND.encode()}))
    packed[60:70] = b"\xff" * 10
    first, second = readings(tmp_path, "a.zip", bytes(packed))
    assert first.found == Skipped(f"{tmp_path.as_posix()}/a.zip!/a.txt", "is damaged or cut off")
    assert isinstance(second.found, Article)


def test_jsonl_that_is_cut_off_in_gzip_gives_what_is_there(tmp_path: Path) -> None:
    lines = b"".join(
        json.dumps({"id": str(n), "text": f"{n} men were held near {n * 7919}."}).encode() + b"\n" for n in range(3000)
    )
    found = readings(tmp_path, "a.jsonl.gz", gzipped(lines)[:-5000])
    assert sum(isinstance(each.found, Article) for each in found) > 500
    assert found[-1].found == Skipped(f"{tmp_path.as_posix()}/a.jsonl.gz", "the gzip data end too early: cut off?")


# Mails and pages saved in one file


def test_a_page_saved_in_one_file(tmp_path: Path) -> None:
    for name in ("a.mhtml", "a.mht", "a.txt"):
        (found,) = readings(tmp_path, name, mhtml(html()))
        assert isinstance(found.found, Article)
        assert (found.found.id, found.found.text, found.found.published) == (URL, TEXT, DAY)
        assert found.page is not None
        assert found.page.captured == datetime(2026, 2, 16, 8, tzinfo=UTC)


def test_a_complete_page_and_its_folder(tmp_path: Path) -> None:
    write(tmp_path, "Depots.html", html(head=f"<!-- saved from url=(0039){URL} --><title>Depots struck near Marat</title>"))
    for folder in ("Depots_files", "Depots-Dateien"):
        write(tmp_path, f"{folder}/frame.html", html())
    write(tmp_path, "Other_files/b.html", html())  # no page is beside it: a folder like any other
    found = [path.relative_to(tmp_path).as_posix() for path in find_files([tmp_path]) if isinstance(path, Path)]
    assert found == ["Depots.html", "Other_files/b.html"]


def test_the_address_that_a_browser_wrote_into_a_page(tmp_path: Path) -> None:
    content = f"<!DOCTYPE html>\n<!-- saved from url=({len(URL):04}){URL} -->\n".encode() + html().partition(b">")[2]
    (found,) = articles(tmp_path, "a.html", content)
    assert (found.id, found.published, found.source) == (URL, DAY, "wire.example")


MAILS = [
    (mail(html().decode(), "See it in your browser"), f"Weekly brief\n\n{TEXT}"),
    (mail(None, f"{LEAD}\n\n{SECOND}"), f"Weekly brief\n\n{LEAD}\n\n{SECOND}"),
    (
        mail("<p>See it in your browser, or by the link below this line</p>", f"{LEAD}\n\n{SECOND}"),
        f"Weekly brief\n\n{LEAD}\n\n{SECOND}",
    ),
]


@pytest.mark.parametrize(("content", "text"), MAILS, ids=range(len(MAILS)))
def test_mails(tmp_path: Path, content: bytes, text: str) -> None:
    for name in ("a.eml", "b"):  # by its name, or by its headers
        (found,) = articles(tmp_path, name, content)
        assert found.text == text
        assert (found.title, found.source) == ("Weekly brief", "Sahel Desk")
        assert (found.published, found.published_basis) == (DAY, "metadata")  # the day where it was sent
        assert found.id == f"{tmp_path.as_posix()}/{name}"


def test_what_is_attached_to_a_mail(tmp_path: Path) -> None:
    attached = {"a.pdf": pdf([[LEAD]]), "b.png": b"x", "../c.txt": SECOND.encode()}
    found = readings(tmp_path, "m.eml", mail(None, THIRD, attached))
    assert [each.source for each in found] == ["m.eml", "m.eml!/a.pdf", "m.eml!/.._c.txt"]
    assert [each.found.text for each in found if isinstance(each.found, Article)] == [f"Weekly brief\n\n{THIRD}", LEAD, SECOND]
    (only,) = readings(tmp_path, "n.eml", mail(None, None, {"a.pdf": pdf([[LEAD]])}))
    assert only.source == "n.eml!/a.pdf"


def test_a_mail_without_words(tmp_path: Path) -> None:
    assert reasons(tmp_path, "a.eml", mail(None, None)) == [("a.eml", "no article text found in this mail")]


# JSON of other tools

TRAFILATURA = {
    "title": "Depots struck",
    "author": "Ana Reyes; Jo Lind",
    "hostname": "wire.example",
    "date": "2026-02-15",
    "fingerprint": "7ed8",
    "id": None,
    "license": None,
    "comments": "",
    "raw_text": LEAD,
    "text": LEAD,
    "language": None,
    "image": None,
    "pagetype": "article",
    "filedate": "2026-02-16",
    "source": f"{URL}?utm_source=x",
    "source-hostname": "Harbour Wire",
    "excerpt": "",
    "categories": "",
    "tags": "",
}
NEWS_PLEASE = {
    "authors": ["Ana Reyes", "Jo Lind"],
    "date_download": "2026-02-16 08:00:00",
    "date_modify": None,
    "date_publish": "2026-02-15 23:30:00",
    "description": "Two depots",
    "filename": "x.json",
    "image_url": None,
    "language": "en",
    "localpath": None,
    "maintext": LEAD,
    "source_domain": "wire.example",
    "text": None,
    "title": "Depots struck",
    "title_page": None,
    "title_rss": None,
    "url": URL,
}
OTHERS = [
    (TRAFILATURA, ("Harbour Wire", "Ana Reyes; Jo Lind")),
    (NEWS_PLEASE, ("wire.example", "Ana Reyes, Jo Lind")),
    (
        {"headline": "Depots struck", "content": LEAD, "link": URL, "datePublished": "2026-02-15", "publisher": {"name": "Wire"}},
        ("Wire", None),
    ),
]


@pytest.mark.parametrize(("record", "expected"), OTHERS, ids=["trafilatura", "news-please", "schema.org"])
@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "b", "list.json"])
def test_what_other_tools_write(tmp_path: Path, name: str, record: dict[str, Any], expected: tuple[str, str | None]) -> None:
    content = json.dumps(record) if name == "a.jsonl" else json.dumps([record] if name == "list.json" else record, indent=4)
    (found,) = articles(tmp_path, name, content)
    assert (found.id, found.url, found.title, found.text) == (URL, URL, "Depots struck", LEAD)
    assert (found.published, found.published_basis) == (DAY, "given")
    assert (found.source, found.author) == expected


WRONG = [
    ({"text": ["One.", "Two."]}, 'has a "text" that is a list, not text'),
    ({"text": {"p": "One."}}, 'has a "text" that is an object, not text'),
    ({"text": LEAD, "title": 7}, 'has a "title" that is a number, not text'),
    ({"text": LEAD, "published": 20260215}, 'has a "published" that is a number, not text'),
    ({"text": LEAD, "url": ["https://x.example/"]}, 'has a "url" that is a list, not text'),
    ({"text": LEAD, "id": True}, 'has an "id" that is true or false, not text'),
    ({"text": "\x00\x07"}, 'has no "text"'),
]


@pytest.mark.parametrize(("record", "reason"), WRONG)
def test_fields_that_hold_something_else(tmp_path: Path, record: dict[str, Any], reason: str) -> None:
    assert reasons(tmp_path, "a.jsonl", json.dumps(record)) == [("a.jsonl:1", f"line 1 {reason}")]
    assert reasons(tmp_path, "a.json", json.dumps([{"text": LEAD}, record])) == [("a.json:2", f"item 2 {reason}")]
    assert reasons(tmp_path, "a.json", json.dumps(record)) == [("a.json", f"it {reason}")]


def test_an_id_that_a_file_gives_twice(tmp_path: Path) -> None:
    lines = [{"id": "a", "text": LEAD}, {"id": "b", "text": LEAD}, {"id": "a", "text": SECOND}, {"id": "a", "text": LEAD}]
    found = readings(tmp_path, "a.jsonl", "\n".join(map(json.dumps, lines)))
    assert [isinstance(each.found, Article) for each in found] == [True, True, False, True]
    reason = "line 3 repeats the id of line 1 ('a') with another text: give it its own"
    assert found[2].found == Skipped(f"{tmp_path.as_posix()}/a.jsonl:3", reason)


def test_json_of_other_things_in_folders(tmp_path: Path) -> None:
    write(tmp_path, "a.json", json.dumps({"maintext": LEAD}))
    write(tmp_path, "events.json", json.dumps([{"kind": "strike", "evidence": [{"text": "x"}]}]))
    write(tmp_path, "package.json", "{")
    assert list(find_files([tmp_path])) == [tmp_path / "a.json"]
    assert reasons(tmp_path, "package.json", "{")[0][1].startswith("is not JSON: ")  # named by the user


PIPED = [
    (html(), 1),
    (gzipped(html()), 1),
    (zipped({"a.txt": LEAD.encode(), "b.txt": SECOND.encode()}), 2),
    (warc(RECORDS), 4),
    (warc(RECORDS, packed=False), 4),
    (pdf([[LEAD]]), 1),
    (mhtml(html()), 1),
    (json.dumps([{"text": LEAD}, {"text": SECOND}], indent=1).encode(), 2),
    (b'{"text": "One."}\n' * 3 + b'{"text": "Four."}', 4),
    (gzipped(b'{"text": "One."}\n{"text": "Two."}'), 2),
    (b"[Marat, Feb. 15] " + LEAD.encode(), 1),
]


@pytest.mark.parametrize(("content", "count"), PIPED, ids=range(len(PIPED)))
def test_anything_on_standard_input(content: bytes, count: int) -> None:
    found = list(read_stream(content))
    assert len(found) == count
    assert all(isinstance(each, Article) for each in found), found
