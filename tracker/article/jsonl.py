"""Read one line of JSONL: this program's own fields, and those that trafilatura and news-please write.

| here      | also read                                                        |
|-----------|------------------------------------------------------------------|
| text      | maintext, body, content, raw_text                                |
| published | date, date_publish, datePublished, published_at                  |
| source    | sitename, source-hostname, source_domain, hostname, publisher    |
| author    | authors, byline                                                  |
| title     | headline                                                         |
| language  | lang                                                             |
| url       | link, and source where it is an address (trafilatura writes so)  |

A field that holds something else than it should makes the line one that is skipped: a list may be of paragraphs, or of words.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker.article.jsonld import names_of
from tracker.article.normal import normalise, one_line
from tracker.article.published import read_day

_TEXT = ("text", "maintext", "body", "content", "raw_text")
_PUBLISHED = ("published", "date", "date_publish", "datePublished", "published_at")
_SOURCE = ("source", "sitename", "source-hostname", "source_domain", "hostname", "publisher")
_AUTHOR = ("author", "authors", "byline")
_TITLE = ("title", "headline")
_LANGUAGE = ("language", "lang")
_URL = ("url", "link")
_KINDS = {list: "a list", dict: "an object", bool: "true or false", int: "a number", float: "a number"}


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
        return record_of(read_json(line))
    except _Wrong as wrong:
        return str(wrong)


class _Wrong(Exception):
    """Say what is wrong with a record."""


def read_json(text: str) -> object:
    """Read JSON; raise what `read_record` says of it where it is none."""
    try:
        return json.loads(text, strict=False)
    except json.JSONDecodeError as error:
        raise _Wrong(f"is not JSON: {error.msg.removesuffix(' starting at')} at column {error.colno}") from error
    except (ValueError, RecursionError) as error:  # a number of 5,000 digits; lists in lists in lists
        raise _Wrong(f"is not JSON that can be read: {str(error).split(';')[0]}") from error


def read_records(text: str) -> list[Record | str] | str:
    """Read a JSON file of one article or a list of them, or say what is wrong with it, as of a line."""
    try:
        data = read_json(text)
    except _Wrong as wrong:
        return str(wrong)
    return [_record_or_wrong(item) for item in (data if isinstance(data, list) else [data])]


def holds_articles(text: str) -> bool:
    """Say whether a JSON file is of articles: a folder can hold any other."""
    found = read_records(text)
    return not isinstance(found, str) and any(isinstance(item, Record) for item in found[:20])


def _record_or_wrong(data: object) -> Record | str:
    try:
        return record_of(data)
    except _Wrong as wrong:
        return str(wrong)


def record_of(data: object) -> Record:
    """Make a record of one JSON value."""
    if not isinstance(data, dict):
        raise _Wrong("is not a JSON object")
    text = _first(data, _TEXT)
    text = normalise(text or "")
    if not text.strip():  # nothing, or nothing but control characters
        raise _Wrong('has no "text"')
    written = _first(data, _PUBLISHED)
    published = read_day(written) if written else None
    if written and published is None:
        raise _Wrong(f'has a "published" that is no date: {written[:40]}')
    language = (_first(data, _LANGUAGE) or "")[:2].lower()
    source, url = _source_and_url(data)
    return Record(
        id=_identity(data.get("id")),
        title=one_line(_first(data, _TITLE) or ""),
        text=text,
        published=published,
        url=url,
        source=one_line(source or "") or None,
        author=one_line(_first(data, _AUTHOR, several=True) or "") or None,
        language=language or None,
    )


def _source_and_url(data: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Tell the publisher's name from the article's address, which trafilatura calls its source."""
    url = _first(data, _URL)
    named = _first(data, ("source",), several=True)
    if named and named.startswith(("http://", "https://")):
        return _first(data, _SOURCE[1:], several=True), url or named
    return _first(data, _SOURCE, several=True), url


def _identity(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return one_line(value or "") or None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise _Wrong(f'has an "id" that is {_KINDS.get(type(value), "no text")}, not text')


def _first(data: Mapping[str, Any], names: tuple[str, ...], *, several: bool = False) -> str | None:
    """Give the first of these fields that holds something; where `several` can be meant, names in a list or object."""
    for name in names:
        value = data.get(name)
        if several and isinstance(value, list | dict):
            value = ", ".join(names_of(value))
        if value is None or value == []:
            continue
        if not isinstance(value, str):
            raise _Wrong(f'has a "{name}" that is {_KINDS.get(type(value), "no text")}, not text')
        if value.strip() not in ("", "None", "null", "NaN"):  # as written by careless exports
            return value
    return None
