"""Take the lines of text out of a PDF: run as a program of its own, a PDF in, JSON out.

PDFium is native code, and a PDF can be made to use up any amount of time and memory: here it can end without harm. The program
imports nothing of this package, so that it starts quickly and runs wherever the file is.
"""

from __future__ import annotations

import ctypes
import json
import sys
from collections.abc import Iterator
from typing import Any

MEMORY = 768 * 2**20
SECONDS = 60
MAX_PAGES = 10_000
MAX_CHARACTERS = 8_000_000

Line = tuple[str, float, float, float, float]  # text, left, right, baseline, height; points, the baseline from the page's top


def main() -> None:
    """Read a PDF from standard input; write one JSON object on standard output: what is told, or an error."""
    limit()
    json.dump(read(sys.stdin.buffer.read()), sys.stdout)


def limit() -> None:
    """Bound this process, where the platform can."""
    try:
        import resource
    except ImportError:  # Windows: the caller's clock is all there is
        return
    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CPU, SECONDS), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):  # macOS knows no limit of address space
            continue


def read(content: bytes) -> dict[str, Any]:
    """Read all pages."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(content)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        return {"error": "password" if "assword" in str(error) else "damaged"}
    if count > MAX_PAGES:
        return {"error": "pages", "count": count}
    pages, characters, broken = [], 0, 0
    for index in range(count):
        try:
            page = document[index]
            height = page.get_height()
            lines = list(lines_of(page))
        except pypdfium2.PdfiumError:  # one broken page, as an empty one
            height, lines, broken = 0.0, [], broken + 1
        characters += sum(len(line[0]) for line in lines)
        if characters > MAX_CHARACTERS:
            return {"error": "text"}
        pages.append({"height": height, "lines": lines})
    said = document.get_metadata_dict()
    return {"pages": pages, "broken": broken, **{name: said.get(name, "") for name in ("Title", "Author", "CreationDate")}}


def lines_of(page: Any) -> Iterator[Line]:
    """Give a page's lines in the order in which PDFium reads them."""
    from pypdfium2 import raw

    text = page.get_textpage()
    top = page.get_height()
    line: list[tuple[int, int]] = []  # index and code of each character
    for index in range(min(text.count_chars(), MAX_CHARACTERS + 1)):
        code = raw.FPDFText_GetUnicode(text, index)
        if code not in (10, 13):
            line.append((index, code))
        if code in (2, 10, 13):  # 2 stands for a hyphen at a line's end, and for the end of the line
            yield from made(text, line, top)
            line = []
    yield from made(text, line, top)
    text.close()
    page.close()


def made(text: Any, line: list[tuple[int, int]], top: float) -> Iterator[Line]:
    """Make a line of its characters, if there is more in it than white space; a hyphen at its end is U+0002."""
    from pypdfium2 import raw

    units = b"".join(code.to_bytes(2, "little") for _, code in line if code < 0x10000)
    words = units.decode("utf-16-le", "replace") if all(code < 0x10000 for _, code in line) else "".join(chr(c) for _, c in line)
    inked = [index for index, code in line if code > 32 and code != 160]
    if not inked:
        return
    middle = inked[len(inked) // 2]  # no bullet, no mark of a footnote
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(text, middle, x, y)
    yield words, box(text, inked[0])[0], box(text, inked[-1])[1], top - y.value, box(text, middle)[2]


def box(text: Any, index: int) -> tuple[float, float, float]:
    """Give left, right and height of a character's box."""
    from pypdfium2 import raw

    found = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(text, index, found)
    return found.left, found.right, found.top - found.bottom


if __name__ == "__main__":
    main()
