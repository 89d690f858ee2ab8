"""Split an article's text into sentences that know where they stand: paragraph, heading, list item, dateline.

1. Lines, and runs of spaces where a copy lost its line breaks, make blocks.
2. A block is a heading (short, no full stop), a list item (bullet) or running text.
3. Running text is split into sentences (sentencex); a dateline ('KABUL, Afghanistan (Oct. 8) -') is cut off the first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

Role = Literal["text", "heading", "item", "dateline"]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and its setting. `text == article.text[start:end]`; `heading` and `lead` are indexes of sentences.

    `heading` is the nearest heading above; `lead` the last sentence of running text before a list, for the list's items.
    """

    index: int
    text: str
    start: int
    end: int
    paragraph: int
    role: Role
    heading: int | None = None
    lead: int | None = None


# Two or more spaces stand for a lost line break after a full stop, or before a capital; three or more always do.
_BLOCK = re.compile(r"[\n\r\v\f\u2028\u2029]|(?<=[.!?:”\"')])[^\S\n]{2,}(?=\S)|[^\S\n]{2,}(?=[A-Z\"“(]|[-•*]{1,2} )|[^\S\n]{3,}")
_BREAKS = frozenset("\n\r\v\f\u2028\u2029")
_BULLET = re.compile(r"(?:--|[-*•·–—▪●■□▫◦‣►▶➤➡✅❗⚡🔻🔺🔹🔸🔴🔵⚫⬛]\ufe0f?|\.|\(?\d{1,2}[.)])\s+(?=\S)")
_DATELINE = re.compile(
    r"""
    [A-Z][A-Z.'’/-]+(?:[ ][A-Z][A-Z.'’/-]+){0,3}                        # KABUL
    (?:,[ ]?[A-Z][\w.'’-]+(?:[ ][A-Z][\w.'’-]+){0,3})?                  # , Afghanistan
    (?:
        [ ]?\([^()\n]{3,40}\)[ ]?[-–—:]{0,2}                           # (Oct. 8) -
      | [ ]?,?[ ](?:[A-Z][a-z]{2,8}\.?[ ]\d{1,2}(?:,[ ]\d{4})?|\d{1,2}[ ][A-Z][a-z]{2,8}\.?(?:[ ]\d{4})?)
        [ ]?(?:\([^()\n]{2,30}\)[ ]?)?[-–—:]{1,2}                      # , March 3 (Wire) --
      | [ ]?[-–—]{1,2}                                                  # -
      | ,[ ](?:[A-Z][a-z]{2,8}\.?[ ]\d{1,2}|\d{1,2}[ ][A-Z][a-z]{2,8})(?:,?[ ]\d{4})?\.?[ ]?/[A-Z]\w{2,11}/\.?  # /TASS/.
    )(?:\s+|$)
    """,
    re.VERBOSE,
)
_CLOSE = re.compile(r"[.!?;][\"'”’»)\]]*$")
_STRANDED = re.compile(r"^[\"'”’»)\]]+$")
_MAX_HEADING_WORDS = 14
# A line with no full stop that goes on for longer is cut here: the parser's cost grows with a sentence's length.
_MAX_SENTENCE = 1500
# The sentence splitter looks for the end of each quotation: its time grows with the square of a block full of open quotes.
_MAX_BLOCK = 20_000


# A line that breaks inside a sentence: what follows goes on in lower case, or what stands before wants more.
_SOFT_BREAK = re.compile(
    r"(?<=[\w,’'\"”)])[ \t]*\n(?=[ \t]*[a-z])"
    r"|(?:(?<= of)|(?<= in)|(?<= to)|(?<= by)|(?<= at)|(?<= a)|(?<= the)|(?<= and)|(?<= for)|(?<= from)|(?<= with))[ \t]*\n(?=\w)"
)
_SURROGATE = re.compile(r"[\ud800-\udfff]")
# Shorter lines are headings or items, not lines cut to a width.
_MIN_WIDTH = 35


def unwrapped(text: str) -> str:
    """Put blanks for line breaks inside sentences, as texts cut to a width have them; all offsets hold."""

    def joined(match: re.Match[str]) -> str:
        width = match.start() - text.rfind("\n", 0, match.start()) - 1
        return " " * len(match.group()) if width >= _MIN_WIDTH else match.group()

    text = _SURROGATE.sub("\ufffd", text)  # no library below takes half a character
    return _SOFT_BREAK.sub(joined, text) if "\n" in text else text


def segment(text: str) -> tuple[Sentence, ...]:
    """Split a text into sentences, in order, never overlapping; white space between them belongs to none."""
    out: list[Sentence] = []
    heading: int | None = None
    lead: int | None = None
    for paragraph, (start, end) in enumerate(_blocks(text)):
        for role, first, last in _pieces(text, start, end):
            sentence = Sentence(len(out), text[first:last], first, last, paragraph, role, heading, lead if role == "item" else None)
            out.append(sentence)
            if role == "heading":
                heading = sentence.index
            elif role == "text":
                lead = sentence.index
    return tuple(out)


def _blocks(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for cut in _BLOCK.finditer(text):
        if cut.group() not in _BREAKS:
            bullet = _BULLET.match(text, _first_mark(text, start, cut.start()))
            if bullet and bullet.end() == cut.end():
                continue  # the spaces after a bullet
        yield from _trimmed(text, start, cut.start())
        start = cut.end()
    yield from _trimmed(text, start, len(text))


def _first_mark(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    if start < end:
        yield start, end


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[Role, int, int]]:
    block = text[start:end]
    if bullet := _BULLET.match(block):
        yield from _sentences(text, start + bullet.end(), end, "item")
        return
    if dateline := _DATELINE.match(block):
        yield "dateline", start, start + len(dateline.group().rstrip())
        start += dateline.end()
        block = text[start:end]
    if start < end:
        yield from _sentences(text, start, end, "heading" if _is_heading(block) else "text")


def _is_heading(block: str) -> bool:
    return len(block.split(None, _MAX_HEADING_WORDS)) <= _MAX_HEADING_WORDS and not _CLOSE.search(block)


def _sentences(text: str, start: int, end: int, role: Role) -> Iterator[tuple[Role, int, int]]:
    from sentencex import get_sentence_boundaries

    for begin, stop in _cut(text, start, end, _MAX_BLOCK):
        for boundary in get_sentence_boundaries("en", text[begin:stop]):
            first, last = begin + boundary["start_index"], begin + boundary["end_index"]
            for left, right in _trimmed(text, first, last):
                if not _STRANDED.match(text[left:right]):
                    yield from ((role, a, b) for a, b in _cut(text, left, right, _MAX_SENTENCE))


def _cut(text: str, start: int, end: int, most: int) -> Iterator[tuple[int, int]]:
    while end - start > most:
        stop = text.rfind(" ", start, start + most)
        stop = stop if stop > start else start + most
        yield from _trimmed(text, start, stop)
        start = stop
    yield from _trimmed(text, start, end)
