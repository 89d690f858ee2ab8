"""Make paragraphs of a PDF's lines, which know nothing but where on a page they stand."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from tracker.article.normal import normalise

HYPHEN = "\x02"  # at a line's end: a hyphen that may belong to the word, or only to the line's end
_MARGIN = 0.12  # of a page's height, at its top and bottom: where headers and footers stand
_EDGE_LINES = 4
_NUMBER = re.compile(r"\W*(?:page|p\.|pg\.?)?\W*\d{1,4}(?:\s*(?:/|of|-|–)\s*\d{1,4})?\W*|[ivxlc]{1,6}", re.I)
_BULLET = re.compile(r"(?:[-*+•·–—▪●◦‣■□➢►\u25cf]|\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)])(?:\s+\S|$)")
_PRIVATE_BULLET = re.compile("^[\uf0a0-\uf0ff](?=\\s|$)")  # of the Symbol and Wingdings fonts
_END = re.compile(r"[.!?:;][\"'”’)\]]*$")
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)+|[^\W\d_]+")
_KEEPS_HYPHEN = frozenset(
    "self non anti pro semi long short mid air ground counter cross ex half high low multi post pre well so far then vice all "
    "co inter intra ultra al el abu deir ez".split()
)
_TIGHT = 1.6  # lines of a paragraph stand no further apart than so many times a character's height, unless most lines do
_LOOSE = 2.7  # and never than so many
_AIRY = 1.4  # where a sentence ends, and the next line is further away, a paragraph ends
_MORE = 1.25  # nor than so many times what is usual in the document
_USUAL = 0.15  # what so many of all lines have is usual
_NEAR = 12  # lines among which a column's right edge is looked for


class Line(NamedTuple):
    """A line: its text, and its place in points, `baseline` from the page's top."""

    text: str
    left: float
    right: float
    baseline: float
    height: float


class Sheet(NamedTuple):
    """A page's height and lines."""

    height: float
    lines: tuple[Line, ...]


def paragraphs_of(sheets: Sequence[Sheet]) -> tuple[str, tuple[int, ...]]:
    """Give the text, and the offset at which each page starts in it."""
    repeated = _repeated(sheets)
    tight = _tight(sheets)
    known = Counter(word.casefold() for sheet in sheets for line in sheet.lines for word in _WORD.findall(line.text))
    pieces: list[str] = []
    starts: list[int] = []
    length = 0
    last: Line | None = None
    for number, sheet in enumerate(sheets):
        lines = [line for index, line in enumerate(sheet.lines) if not _is_furniture(sheet, index, number, repeated)]
        page_start: int | None = None
        for index, line in enumerate(lines):
            joint = "" if last is None else _joint(last, line, lines, index, tight)
            if joint == " " and last is not None and pieces[-1].endswith(HYPHEN):
                before = len(pieces[-1])
                pieces[-1], joint = _mended(pieces[-1], line.text, known), ""
                length += len(pieces[-1]) - before
            elif pieces and pieces[-1].endswith(HYPHEN):
                pieces[-1] = pieces[-1][:-1] + "-"
            text = _PRIVATE_BULLET.sub("•", line.text)
            pieces += [joint, text]
            if page_start is None:
                page_start = length + len(joint)
            length += len(joint) + len(text)
            last = line
        starts.append(length if page_start is None else page_start)
    raw = "".join(pieces)
    raw = raw[:-1] + "-" if raw.endswith(HYPHEN) else raw
    text = normalise(raw)
    return text, tuple(starts) if text == raw else tuple(min(len(normalise(raw[:start])), len(text)) for start in starts)


def _repeated(sheets: Sequence[Sheet]) -> Counter[tuple[str, int]]:
    """Count on how many pages a line stands at the same place of the margins, its numbers aside."""
    found: Counter[tuple[str, int]] = Counter()
    for sheet in sheets:
        found.update({_key(sheet.lines[index]) for index in _edges(sheet)})
    return found


def _edges(sheet: Sheet) -> Iterator[int]:
    """Give the lines that stand in the margins: the highest and the lowest."""
    order = sorted(range(len(sheet.lines)), key=lambda index: sheet.lines[index].baseline)
    for index in {*order[:_EDGE_LINES], *order[-_EDGE_LINES:]}:
        if not _MARGIN * sheet.height < sheet.lines[index].baseline < (1 - _MARGIN) * sheet.height:
            yield index


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "#", line.text), round(line.baseline / 10)


def _is_furniture(sheet: Sheet, index: int, number: int, repeated: Counter[tuple[str, int]]) -> bool:
    """Say whether a line is a header, footer or page number. A header stays where it stands first: it can say what this is."""
    line = sheet.lines[index]
    if _MARGIN * sheet.height < line.baseline < (1 - _MARGIN) * sheet.height:
        return False
    if _NUMBER.fullmatch(line.text):
        return True
    text, place = _key(line)
    is_repeated = max(repeated[text, place + shift] for shift in (-1, 0, 1)) > 1
    return is_repeated and (number > 0 or line.baseline > sheet.height / 2)


def _tight(sheets: Sequence[Sheet]) -> float:
    """Say how far apart lines of a paragraph may stand, in heights of a character: a document has its own usual distance."""
    gaps: Counter[float] = Counter()
    for sheet in sheets:
        for last, line in pairwise(sheet.lines):
            gap = (line.baseline - last.baseline) / max(1.0, line.height)
            if 0.5 < gap < _LOOSE and abs(last.height - line.height) < 0.12 * line.height:
                gaps[round(gap, 1)] += 1
    usual = sorted(gap for gap, count in gaps.items() if count >= _USUAL * gaps.total())
    return max(1.0, usual[0] + 0.05) * _MORE if usual and gaps.total() > 2 else _TIGHT


def _joint(last: Line, line: Line, lines: Sequence[Line], index: int, tight: float) -> str:
    """Say what stands between two lines: a space in a paragraph, a line end in a list or table, an empty line."""
    if index == 0:  # a new page: only what plainly goes on is joined
        goes_on = last.text.endswith((HYPHEN, ",")) or (not _END.search(last.text) and line.text[:1].islower())
        return " " if goes_on and not _BULLET.match(line.text) else "\n\n"
    same_size = abs(last.height - line.height) <= 0.12 * max(last.height, line.height)
    gap = line.baseline - last.baseline
    if -0.5 * line.height < gap < 0.5 * line.height and line.left >= last.right - 1:  # cells of a table, or words set apart
        return " " if line.left - last.right < 1.5 * line.height else " | "
    if not same_size or not 0 < gap <= tight * max(last.height, line.height):
        return "\n\n" if not (gap < 0 and _flows(last, line)) else " "
    if gap > _AIRY * line.height and _END.search(last.text):  # a document whose paragraphs are of one line each
        return "\n\n"
    if _BULLET.match(line.text) or _PRIVATE_BULLET.match(line.text):
        return "\n"
    if last.text.endswith(HYPHEN) or _BULLET.fullmatch(last.text) or _PRIVATE_BULLET.fullmatch(last.text):
        return " "
    width = (line.right - line.left) / max(1, len(line.text))
    word = line.text.split(" ", 1)[0]
    return " " if last.right + width * (len(word) + 1) > _edge(last, lines, index) - 0.5 * width else "\n"


def _flows(last: Line, line: Line) -> bool:
    """Say whether a sentence goes on at the head of the next column."""
    return line.left > last.left and not _END.search(last.text) and (last.text.endswith(HYPHEN) or line.text[:1].islower())


def _edge(last: Line, lines: Sequence[Line], index: int) -> float:
    """Give the right edge of the column that a line stands in."""
    near = lines[max(0, index - _NEAR) : index + _NEAR]
    return max((other.right for other in near if other.left < last.right and other.right > last.left), default=last.right)


def _mended(before: str, after: str, known: Counter[str]) -> str:
    """Give the text before a line's end without its hyphen, or with it where it belongs to the word."""
    head = re.search(r"[^\W\d_]*$", before[:-1])
    tail = re.match(r"[^\W\d_]*", after)
    left, right = (head[0] if head else ""), (tail[0] if tail else "")
    joined, apart = known[(left + right).casefold()], known[f"{left}-{right}".casefold()]
    if joined != apart:
        keeps = apart > joined
    else:
        keeps = not right[:1].islower() or left.isupper() or not left or left.casefold() in _KEEPS_HYPHEN
    return before[:-1] + "-" * keeps
