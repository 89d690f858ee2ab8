"""Decode a page's bytes.

1. A byte order mark says it.
2. What is UTF-8 and more than ASCII is UTF-8, whatever a server or page says: chance can't make it. A broken byte here and
   there does not count.
3. What the server said, then what the page says of itself.
4. cp1252, which is what undeclared English pages are in.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_META = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([\w.:-]{2,40})", re.I
)
# Web pages that say Latin-1 or ASCII mean Windows' superset of it (WHATWG Encoding Standard).
_ALIASES = {
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
}
_HEAD = 4096


def decode(content: bytes, charset: str | None = None) -> str:
    """Decode bytes whose server or owner named `charset`; never fails, undecodable bytes become U+FFFD."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content.decode(name, errors="replace")
    if not content.isascii() and (text := _as_utf8(content)) is not None:
        return text
    declared = [name for name in _declared(content, charset) if name != "utf-8" or content.isascii()]
    for name in declared:
        try:
            return content.decode(name)
        except UnicodeDecodeError:
            continue
    return content.decode(declared[0] if declared else "cp1252", errors="replace")


def _as_utf8(content: bytes) -> str | None:
    text = content.decode("utf-8", errors="replace")
    broken = text.count("\ufffd")
    return text if not broken or sum(c > "\x7f" for c in text) > 20 * broken else None


def _declared(content: bytes, charset: str | None) -> Iterator[str]:
    found = _META.search(content[:_HEAD])
    for name in (charset, (found[1] or found[2]).decode("ascii") if found else None):
        if name and (known := _known(name)):
            yield known


def _known(name: str) -> str | None:
    """Give Python's name of a character set, None for what is none (and for codecs that are no character sets, as 'hex')."""
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return None
    # A page that could be read so far is not in UTF-16, whatever its meta element says (WHATWG does the same).
    if not getattr(info, "_is_text_encoding", True) or info.name.startswith(
        ("utf-16", "utf-32", "utf-7", "undefined", "idna", "punycode")
    ):
        return None
    return _ALIASES.get(info.name, info.name)
