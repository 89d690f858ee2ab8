"""Read plain text and Markdown: front matter, title, and paragraphs whose hard line breaks are undone.

Words are never changed. Markup that is not words goes (heading and emphasis signs, link targets, rules, images, fences). A line
that ends only because a line was full is joined with the next one, for a sentence is not to end there.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from tracker.article.normal import one_line, tidy

_FRONT = re.compile(r"---[ \t]*\n(.{0,5000}?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.S)
# A few lines 'key: value' at the very beginning, closed by an empty line, are front matter without its fence.
_BARE_FRONT = re.compile(
    r"(?:(?:title|date|published|source|url|author|language|lang|id)[ \t]*:[ \t]*[^\n]{0,500}\n){1,9}(?=\n|$)", re.I
)
_FIELD = re.compile(r"^([A-Za-z_]{2,20})[ \t]*:[ \t]*(.*?)[ \t]*$", re.M)
_BULLET = re.compile(r"[ \t]*(?:[-*+•·–—▪●]|\(?\d{1,3}[.)])[ \t]+\S")
_MAX_TITLE = 160
_MIN_WIDTH, _MAX_WIDTH = 50, 100
_MAX_LINE = 20_000

_COMMENT = re.compile(r"<!--.*?-->", re.S)
_FENCE = re.compile(r"^[ \t]*(?:```|~~~)[^\n]*$", re.M)
_RULE = re.compile(r"^[ \t]{0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|=+)$", re.M)
_HEADING = re.compile(r"^[ \t]{0,3}#{1,6}[ \t]+([^\n]*?)[ \t]*#*[ \t]*$", re.M)
_QUOTE = re.compile(r"^[ \t]{0,3}(?:>[ \t]?)+", re.M)
_ITEM = re.compile(r"^([ \t]*)[*+-][ \t]+(?=\S)", re.M)
_IMAGE = re.compile(r"!\[[^\]\n]{0,500}\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,200}\])")
_LINK = re.compile(r"\[([^\]\n]{1,500})\](?:\([^)\n]{0,2000}\)|\[[^\]\n]{0,200}\])")
_LINK_TARGET = re.compile(r"^[ \t]{0,3}\[[^\]\n]{1,200}\]:[ \t]*\S[^\n]*$", re.M)
_EMPHASIS = re.compile(
    r"(?<![\w*\\])(\*{1,3})(?=\S)([^*\n]{1,1000}?)(?<=[^\s\\])\1(?![\w*])|(?<![\w_\\])(_{1,3})(?=\S)([^_\n]{1,1000}?)(?<=[^\s\\])\3(?![\w_])"
)
_CODE = re.compile(r"(?<!`)`([^`\n]{1,500})`(?!`)")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])")


@dataclass(frozen=True, slots=True)
class Plain:
    """What a text file gives; `fields` is its front matter, keys in lower case."""

    title: str
    text: str
    fields: Mapping[str, str]


def read_plain(raw: str, *, markdown: bool) -> Plain:
    """Read a text file's title, text and front matter."""
    fields, rest = _front_matter(tidy(raw))
    text = _from_markdown(rest) if markdown else unwrapped(rest)
    title = one_line(fields.get("title", "")) or _first_line_title(text)
    return Plain(title, text, fields)


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    match = _FRONT.match(text)
    front, start = (match[1], match.end()) if match else ("", 0)
    if not match and (bare := _BARE_FRONT.match(text)):
        front, start = bare[0], bare.end()
    fields = {key.lower(): value.strip("\"' ") for key, value in _FIELD.findall(front)}
    # A fence around something else is a rule, and what stands there is text.
    return (fields, text[start:].strip("\n")) if fields else ({}, text)


def _first_line_title(text: str) -> str:
    """Give the first line if it looks like a headline: short, no full stop, and not all there is."""
    first, _, rest = text.partition("\n")
    if not rest.strip() or len(first) > _MAX_TITLE or first.endswith((".", ":", ";", ",")) or _BULLET.match(first):
        return ""
    return one_line(first)


def unwrapped(text: str) -> str:
    """Join lines that were broken because they were full: the next line's first word would not have fitted."""
    lines = text.split("\n")
    width = max(map(len, lines))
    if not _MIN_WIDTH <= width <= _MAX_WIDTH:
        return text
    out = [[lines[0]]]
    for last, line in pairwise(lines):
        word = line.split(" ", 1)[0]
        full = _has_words(last) and _has_words(line) and len(last) + 1 + len(word) > width
        if full and not _BULLET.match(line):
            out[-1].append(line.strip())
        else:
            out.append([line])
    return "\n".join(" ".join(parts) for parts in out)


def _has_words(line: str) -> bool:
    return any(c.isalnum() for c in line)


def _from_markdown(text: str) -> str:
    text = _FENCE.sub("", _COMMENT.sub("", text))
    text = _HEADING.sub(r"\n\1\n", _RULE.sub("\n", text))
    text = _ITEM.sub(r"\1- ", _LINK_TARGET.sub("", _QUOTE.sub("", text)))
    return tidy("\n".join(_without_marks(line) for line in _joined_lines(text)))


def _without_marks(line: str) -> str:
    """Take emphasis, links and images out of one line; a line of megabytes is no Markdown that anybody wrote."""
    if len(line) > _MAX_LINE:
        return line
    line = _CODE.sub(r"\1", _LINK.sub(r"\1", _IMAGE.sub("", line)))
    for _ in range(2):  # '**_both_**'
        line = _EMPHASIS.sub(lambda m: m[2] or m[4], line)
    return _ESCAPED.sub(r"\1", line)


def _joined_lines(text: str) -> list[str]:
    """Join the lines of a paragraph, as Markdown does; items and lines that end in a backslash stay."""
    out: list[list[str]] = []
    for line in text.split("\n"):
        if out and out[-1][-1].strip() and line.strip() and not _BULLET.match(line) and not out[-1][-1].endswith("\\"):
            out[-1].append(line.strip())
        else:
            out.append([line])
    return [" ".join(parts).removesuffix("\\") for parts in out]
