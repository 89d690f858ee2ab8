"""Read gold: articles, and the events that a careful reader finds in them.

It comes in two forms: a folder with docs.jsonl and gold.jsonl, and a folder of articles (x.html, .txt, .md, .jsonl), each with an
x.events.json beside it. What can't be read is a TrackerError that names the file and the line.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from tracker.errors import TrackerError
from tracker.model import KINDS, Article, Event, Skipped

Bounds = tuple[int | None, int | None]
Days = tuple[str | None, str | None]
T = TypeVar("T")

GOLDEN = ".events.json"


@dataclass(frozen=True, slots=True)
class GoldEvent:
    """An event as a careful reader codes it.

    Names are lists of acceptable ones. `date` is null where the text gives none: any is accepted then, and so is any `country`.
    """

    kind: str
    type: str
    scope: str
    status: str
    quotes: tuple[str, ...]
    date: Days | None
    places: tuple[tuple[str, ...], ...]
    country: str | None
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    counts: tuple[tuple[str, Bounds], ...]
    optional: bool = False


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """An article's words and the events in it."""

    id: str
    title: str
    text: str
    events: tuple[GoldEvent, ...]


class Coded(NamedTuple):
    """An article as the parser reads it, and as a careful reader codes it."""

    article: Article
    gold: GoldArticle


def read_coded(folder: Path) -> tuple[Coded, ...]:
    """Read a folder of gold in either form. Documents without a line of gold are left out."""
    if not folder.is_dir():
        raise TrackerError(f"{folder}: {'is not a folder' if folder.exists() else 'no such folder'}")
    if (folder / "gold.jsonl").exists() or (folder / "docs.jsonl").exists():
        return tuple(_coded_lines(folder))
    goldens = sorted(folder.glob(f"*{GOLDEN}"))
    if not goldens:
        raise TrackerError(f"{folder}: no gold here (looked for docs.jsonl with gold.jsonl, and for articles with *{GOLDEN})")
    return tuple(coded for path in goldens for coded in read_sample(path))


def load_gold(folder: Path) -> tuple[GoldArticle, ...]:
    """Read a folder with docs.jsonl and gold.jsonl."""
    docs = _by_id(folder / "docs.jsonl", lambda line: (str(line.get("title") or ""), str(line["text"])))
    gold = _by_id(folder / "gold.jsonl", lambda line: tuple(map(gold_event, line["events"])))
    if unknown := [id for id in gold if id not in docs]:
        raise TrackerError(f"{folder / 'gold.jsonl'}: no such article in docs.jsonl: {_some(unknown)}")
    return tuple(GoldArticle(id, *docs[id], events) for id, events in gold.items())


def read_sample(path: Path) -> Iterator[Coded]:
    """Read a golden file (x.events.json) and the article or articles beside it."""
    from tracker.article import files, read_file

    stem = path.name.removesuffix(GOLDEN)
    beside = [other for suffix in files.SUFFIXES if (other := path.with_name(stem + suffix)).exists()]
    if not beside:
        raise TrackerError(f"{path}: no article {stem}.html, .txt, .md or .jsonl is beside it")
    golden = _golden(path)
    for found in read_file(beside[0]):
        article = _read(found)
        try:
            yield Coded(article, sample_article(article, golden))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise TrackerError(f"{path}: {article.id}: {_what(error)}") from None


def sample_article(article: Article, golden: Mapping[str, Any]) -> GoldArticle:
    """Join an article as it was read with its golden file, one of several articles' by id."""
    own = golden if "events" in golden else golden[article.id]
    return GoldArticle(article.id, article.title, article.text, tuple(map(gold_event, own["events"])))


def load_predictions(path: Path) -> dict[str, list[Event]]:
    """Read events printed one a line, by the id of their article."""
    out: dict[str, list[Event]] = {}
    for event in _lines(path, Event.from_dict):
        out.setdefault(event.article, []).append(event)
    return out


def gold_event(data: Mapping[str, Any]) -> GoldEvent:
    """Read one gold event (KeyError, TypeError or ValueError where it is something else)."""
    when = data["date"]
    if data["kind"] not in KINDS:
        raise ValueError(f"kind is {data['kind']!r}, not one of {', '.join(KINDS)}")
    return GoldEvent(
        kind=data["kind"],
        type=data["type"],
        scope=data["scope"],
        status=data["status"],
        quotes=(data["quote"], *data.get("also", ())),
        date=(when[0], when[1]) if when else None,
        places=tuple((names,) if isinstance(names, str) else tuple(names) for names in data.get("places", ())),
        country=data.get("country"),
        actors=tuple(data.get("actors") or ()),
        targets=tuple(data.get("targets") or ()),
        counts=tuple((of, (low, high)) for of, (low, high) in data.get("counts", {}).items()),
        optional=bool(data.get("optional")),
    )


def _coded_lines(folder: Path) -> Iterator[Coded]:
    """Give the articles as `tracker parse` reads docs.jsonl; gold keeps the text as it stands there, which its quotes are of."""
    from tracker.article import read_file

    gold = {article.id: article for article in load_gold(folder)}
    for article in map(_read, read_file(folder / "docs.jsonl")):
        if article.id in gold:
            yield Coded(article, gold.pop(article.id))
    if gold:
        raise TrackerError(f"{folder / 'docs.jsonl'}: read under another id than gold has: {_some(list(gold))}")


def _read(found: Article | Skipped) -> Article:
    if isinstance(found, Skipped):
        raise TrackerError(f"{found.source}: {found.reason}")
    return found


def _golden(path: Path) -> dict[str, Any]:
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise TrackerError(f"{path}: is not JSON: {error}") from None
    if not isinstance(data, dict):
        raise TrackerError(f"{path}: is not a JSON object")
    return data


def _by_id(path: Path, read: Callable[[dict[str, Any]], T]) -> dict[str, T]:
    """Read a JSONL file whose lines have an id of their own."""
    out: dict[str, T] = {}

    def keep(line: dict[str, Any]) -> None:
        id = str(line["id"])
        if id in out:
            raise ValueError(f"the id {id!r} again")
        out[id] = read(line)

    for _ in _lines(path, keep):
        pass
    return out


def _lines(path: Path, read: Callable[[dict[str, Any]], T]) -> Iterator[T]:
    """Read each line of a JSONL file; say in which line something is wrong, and what."""
    try:
        lines = path.read_text(encoding="utf-8").split("\n")
    except OSError as error:
        raise TrackerError(f"{path}: {(error.strerror or str(error)).lower()}") from None
    except UnicodeDecodeError:
        raise TrackerError(f"{path}: is not UTF-8 text") from None
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield read(json.loads(line))
        except json.JSONDecodeError as error:
            raise TrackerError(f"{path}: line {number} is not JSON: {error.msg} at column {error.colno}") from None
        except (KeyError, TypeError, ValueError, AttributeError, IndexError, RecursionError) as error:
            raise TrackerError(f"{path}: line {number}: {_what(error)}") from None


def _what(error: Exception) -> str:
    return f"has no {error}" if isinstance(error, KeyError) else f"is not as it should be: {error}"


def _some(ids: list[str]) -> str:
    return ", ".join(ids[:3]) + (f" and {len(ids) - 3} more" if len(ids) > 3 else "")
