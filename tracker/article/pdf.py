"""Read a PDF: its text in paragraphs, where each page starts in it, and what can be believed of what it says of itself.

1. A process of its own gives the lines of each page with their places (`pdf_worker.py`).
2. Headers, footers and page numbers, which stand at the same place of many pages, go (`pdf_lines.py`).
3. Lines are joined to paragraphs, words that were hyphenated at a line's end are mended, across pages too.
4. Metadata are believed where the first page says the same: the title is often that of a template, the author the name of a
   computer's owner, and the day that on which somebody printed the file anew.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tracker.article import pdf_worker
from tracker.article.normal import normalise, one_line
from tracker.article.pdf_lines import HYPHEN, Line, Sheet, paragraphs_of
from tracker.article.published import read_days

_PATIENCE = 180.0  # seconds of the clock: other work may slow down the 60 of the processor that the worker has
_MAX_ANSWER = 2**28
_SAID_FIRST = 3_000  # characters in which a press release says its title, day and author
_DAYS_LATER = timedelta(days=10)
_HEADLINE = 1.15  # a headline is so many times as high as the text
_MAX_TITLE = 300
_ERRORS = {
    "password": "the PDF is encrypted: save it without a password",
    "damaged": "the PDF is damaged or cut off",
    "text": "the PDF has too much text for one article",
}
_TOO_MUCH = "the PDF takes too much time or memory to be read"


@dataclass(frozen=True, slots=True)
class Document:
    """What one PDF gives. `page_starts` are offsets into the text."""

    title: str
    text: str
    page_starts: tuple[int, ...]
    author: str | None
    published: date | None


def read_pdf(content: bytes) -> Document | str:
    """Read a PDF, or say why there is no article in it."""
    found = _ask_worker(content)
    if isinstance(found, str):
        return found
    if found.get("error") == "pages":
        return f"the PDF has {found['count']:,} pages (the limit is {pdf_worker.MAX_PAGES:,})"
    if "error" in found:
        return _ERRORS[found["error"]]
    sheets = [Sheet(page["height"], tuple(_line(*line) for line in page["lines"])) for page in found["pages"]]
    text, starts = paragraphs_of(sheets)
    if not any(map(str.isalpha, text)):
        return f"no text in the PDF ({len(sheets)} pages): scanned? Run it through OCR (ocrmypdf)"
    first = text[: max(_SAID_FIRST, starts[1] if len(starts) > 1 else 0)][: 2 * _SAID_FIRST]
    return Document(
        title=_title(one_line(found["Title"]), first, sheets),
        text=text,
        page_starts=starts,
        author=_said(one_line(found["Author"]), first),
        published=_day(found["CreationDate"], first),
    )


def _line(text: str, *place: float) -> Line:
    """Make a line of what the worker gives; a hyphen at its end is marked, at a page's end too, where PDFium does not know it."""
    words = one_line(text)
    is_broken = text.endswith(HYPHEN) or (words.endswith("-") and words[-2:-1].isalpha())
    return Line(words.removesuffix("-") + HYPHEN if is_broken else words, *place)


def _ask_worker(content: bytes) -> dict[str, Any] | str:
    # -P: no module of the folder that the user stands in is imported.
    command = [sys.executable, "-P", str(Path(pdf_worker.__file__))]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=_PATIENCE, check=False)
    except subprocess.TimeoutExpired:
        return _TOO_MUCH
    if done.returncode or len(done.stdout) > _MAX_ANSWER:
        return _TOO_MUCH
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _title(told: str, first: str, sheets: list[Sheet]) -> str:
    """Give the title of the metadata if the page has it, too; else the lines in large type at the top of the first page."""
    if " " in told and _said(told, first) and len(told) <= _MAX_TITLE:
        return told
    lines = next((sheet.lines for sheet in sheets if sheet.lines), ())
    heights = sorted(line.height for sheet in sheets for line in sheet.lines for _ in range(1 + len(line.text) // 20))
    body = heights[len(heights) // 2]
    large = [line for line in lines[:20] if line.height >= _HEADLINE * body and len(line.text) > 3]
    if not large:
        return ""
    largest = max(line.height for line in large)
    start = next(i for i, line in enumerate(lines) if line.height == largest)
    picked = []
    for line in lines[start : start + 4]:
        if abs(line.height - largest) > 0.05 * largest:
            break
        picked.append(line.text.replace("\x02", ""))
    title = one_line(" ".join(picked))
    return title if any(map(str.isalpha, title)) and len(title) <= _MAX_TITLE and title in " ".join(first.split()) else ""


def _said(told: str, first: str) -> str | None:
    """Give what metadata tell if the first page says it."""
    plain = _plain(told)
    return told if plain and f" {plain} " in f" {_plain(first)} " else None


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))


def _day(created: str, first: str) -> date | None:
    """Give the day that the first page says, if the file was made then or soon after."""
    made = re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)", normalise(created))
    try:
        day = date(*map(int, made.groups())) if made else None
    except ValueError:
        return None
    if day is None:
        return None
    return next((shown for shown in read_days(first) if timedelta(days=-1) <= day - shown <= _DAYS_LATER), None)
