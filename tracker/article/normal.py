"""Bring text into the form in which it is stored: what the offsets of all evidence refer to.

Line ends become a line feed, no-break and other odd spaces plain ones. Control characters other than line feed and tab are left
out, so that no text can colour a terminal or hide; so are soft hyphens, byte order marks, lone surrogates and invisible marks of
writing direction. Words, quotes, dashes and accents stay as they are, composed (NFC).
"""

from __future__ import annotations

import re
import unicodedata

_LINE_END = re.compile(r"\r\n?|\x0b|\x0c|\x85|\u2028|\u2029")
_ESCAPE = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)")  # CSI and OSC: their letters go too
_SPACE = re.compile(r"[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_DROP = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_BLANK = re.compile(r"(?<![ \t])[ \t]+\n")
_GAP = re.compile(r"\n{3,}")


def normalise(text: str) -> str:
    """Give the text as it is stored. Doing it twice changes nothing more."""
    text = _DROP.sub("", _SPACE.sub(" ", _LINE_END.sub("\n", _ESCAPE.sub("", text))))
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """Normalise, and leave out white space that says nothing: at line ends, around the text, second blank lines."""
    return _GAP.sub("\n\n", _BLANK.sub("\n", normalise(text))).strip("\n\t ")


def one_line(text: str) -> str:
    """Give a title, name or author: normalised, and on one line."""
    return " ".join(normalise(text).split())
