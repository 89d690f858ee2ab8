"""Read one line of JSONL: this program's own fields, and those that trafilatura and news-please write.

| here      | also read                                       |
|-----------|-------------------------------------------------|
| text      | maintext, body, content, raw_text               |
| published | date, date_publish, datePublished, published_at |
| source    | sitename, source_domain, hostname, publisher    |
| author    | authors, byline                                 |
| title     | headline                                        |
| language  | lang                                            |
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.article.normal import normalise, one_line
from tracker.article.published import read_day

_TEXT = ("text", "maintext", "body", "content", "raw_text")
_PUBLISHED = ("published", "date", "date_publish", "datePublished", "published_at")
_SOURCE = ("source", "sitename", "source_domain", "hostname", "publisher")
_AUTHOR = ("author", "authors", "byline")
_TITLE = ("title", "headline")
_LANGUAGE = ("language", "lang")


@dataclass(frozen=True, slots=True)
class Record:
    """One article of a JSONL file. The text is as given but for control characters, so that offsets hold for its owner."""

    id: str | None
    title: str
    text: str
    published: date | None
    url: str | None
    source: str | None
    author: str | None
    language: str | None


def read_record(line: str) -> Record | str:
    """Read one line, or say what is wrong with it."""
    try:
        data = json.loads(line, strict=False)
    except json.JSONDecodeError as error:
        return f"is not JSON: {error.msg.removesuffix(' starting at')} at column {error.colno}"
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits; lists in lists in lists
        return f"is not JSON that can be read: {str(error).split(';')[0]}"
    if not isinstance(data, dict):
        return "is not a JSON object"
    text = _first(data, _TEXT)
    if text is None:
        return 'has no "text"'
    written = _first(data, _PUBLISHED)
    published = read_day(written) if written else None
    if written and published is None:
        return f'has a "published" that is no date: {written[:40]}'
    language = (_first(data, _LANGUAGE) or "")[:2].lower()
    return Record(
        id=_identity(data.get("id")),
        title=one_line(_first(data, _TITLE) or ""),
        text=normalise(text),
        published=published,
        url=_first(data, ("url",)),
        source=one_line(_first(data, _SOURCE) or "") or None,
        author=one_line(_first(data, _AUTHOR) or "") or None,
        language=language or None,
    )


def _identity(value: object) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return (one_line(value) or None) if isinstance(value, str) else None


def _first(data: Mapping[str, Any], names: tuple[str, ...]) -> str | None:
    """Give the first of these fields that holds something; a list of strings is joined."""
    for name in names:
        value = data.get(name)
        if isinstance(value, list):
            value = ", ".join(item for item in value if isinstance(item, str))
        if isinstance(value, str) and value.strip() not in ("", "None", "null", "NaN"):  # as written by careless exports
            return value
    return None
