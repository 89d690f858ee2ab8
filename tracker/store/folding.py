"""Fold names so that whole words can be compared, case and accents aside."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit

# Marks inside a word, as in "Sana'a", 'U.S.' and 'Deir ez‑Zor': the first two are taken out, other punctuation parts words.
_INSIDE = dict.fromkeys(map(ord, ".'’‘ʼʻʿʾ`"))
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe"})


@lru_cache(4096)  # the same names come again and again
def fold(name: str) -> str:
    """Give the words of a name, each with a space before and after it: 'Deir al-Zour' is ' deir al zour '.

    So `fold(part) in fold(name)` holds where the part's words stand in the name, in order. '' has no words at all.
    """
    plain = unicodedata.normalize("NFKD", name.translate(_INSIDE)).casefold()  # 'ﬁ' and 'ℌ' are letters only once they are spread
    spread = unicodedata.normalize("NFKD", plain)
    bare = "".join(c for c in spread if not unicodedata.combining(c)).translate(_LETTERS)
    words = "".join(c if c.isalnum() else " " for c in bare).split()
    return f" {' '.join(words)} " if words else ""


def fold_source(source: str | None, url: str | None) -> str:
    """Give the words that a filter on sources is looked up in: the publisher's name and its host, dotted or not."""
    parts = [source or "", (source or "").replace(".", " "), host(url).replace(".", " ")]
    return "|".join(filter(None, map(fold, parts)))


def wanted(names: tuple[str, ...], *, dotted: bool = False) -> list[str]:
    """Give the folded words to look for. With `dotted`, a dot may also part words: 'reuters.com' is ' reuters com '."""
    spelled = [*names, *(name.replace(".", " ") for name in names if dotted)]
    return [words for words in dict.fromkeys(map(fold, spelled)) if words]


def host(url: str | None) -> str:
    """Give the host of a URL without 'www.', '' where it has none."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:  # 'http://[half an address'
        return ""
    return (name or "").removeprefix("www.")
