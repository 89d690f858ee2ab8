"""Names as they are written: one key for the spellings of one name.

Two keys, both of ASCII letters and digits only:

- `key` is strict. It takes away what writers leave out or add without meaning another place: case, accents, hyphens,
  apostrophes and ayn signs, the Arabic article in all its forms, the h of a feminine ending, doubled letters, 'St.' for 'Saint'.
- `skeleton` is loose: the consonants alone, letters that stand for one sound made one. Two names with one skeleton are only
  candidates for being one name; `distance` says how far apart they are. It is never used across countries.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from tracker.gazetteer.transliteration import RESPELLINGS, SOUNDS, Respelling

# The version of what `key` and `skeleton` give. It is kept with folded names, which are folded anew when it is another.
RULES = 1

# Letters that Unicode does not decompose into a base letter and a mark.
_LETTERS = str.maketrans(
    {
        "ı": "i",
        "ə": "e",
        "ł": "l",
        "ø": "o",
        "ß": "ss",
        "đ": "d",
        "ð": "d",
        "æ": "ae",
        "œ": "oe",
        "þ": "th",
        "ŋ": "n",
        "ɓ": "b",
        "ɗ": "d",
        "ƙ": "k",
        **dict.fromkeys("'’‘`´ʿʾʼʻˈˌ′“”\"", None),
        **dict.fromkeys("-‐‑‒–—/.,_()", " "),
    }
)

# The Arabic article takes the first letter of a 'sun' word: 'ar-Raqqah', 'az-Zawr'. 'al' and 'el' stand before any.
_SUN_ARTICLES = {
    "ar": "r",
    "er": "r",
    "as": "s",
    "es": "s",
    "ash": "sh",
    "esh": "sh",
    "at": "t",
    "et": "t",
    "ad": "d",
    "ed": "d",
    "az": "z",
    "ez": "z",
    "an": "n",
    "en": "n",
    "adh": "dh",
    "ath": "th",
}
_ARTICLES = frozenset({"al", "el", "ul", "the"})

_DOUBLED = re.compile(r"(.)\1+")

_VOWELS = re.compile(r"[aeiouyhw]+")  # h and w: 'Raqqah' / 'Raqqa', 'Zawr' / 'Zor'


@lru_cache(maxsize=65536)
def _words(name: str) -> list[str]:
    if name.isascii() and name.isalpha():
        return [name.casefold()]
    folded = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS)).translate(_LETTERS)
    return re.findall(r"[a-z0-9]+", "".join(c for c in folded if c.isascii()))


def plain(name: str) -> str:
    """Give a name in small ASCII letters, its words parted by single spaces."""
    return " ".join(_words(name))


def _is_article(word: str, following: str) -> bool:
    sun = _SUN_ARTICLES.get(word)
    return word in _ARTICLES or (sun is not None and following.startswith(sun))


def _ending(word: str) -> str:
    """Drop the h of the Arabic feminine ending: 'Hawijah' / 'Hawija'."""
    return word[:-1] if len(word) > 4 and word.endswith("ah") else word


@lru_cache(maxsize=65536)
def key(name: str) -> str:
    """Fold a name to the strict key that its plain spellings share ('' where it has no Latin letter).

    'Deir ez-Zor' and 'Deir al-Zor' share 'deirzor', 'Deir Ezzor' is 'deirezor': what is glued stays glued.
    """
    return key_of(tuple(name.split()))


@lru_cache(maxsize=65536)
def key_of(parts: tuple[str, ...]) -> str:
    """Fold a name that is already cut into words to its strict key."""
    words = [word for part in parts for word in _words(part)]
    kept = [w for i, w in enumerate(words) if i == len(words) - 1 or not _is_article(w, words[i + 1])]
    joined = "".join("saint" if w == "st" and len(kept) > 1 else _ending(w) for w in kept)
    return _DOUBLED.sub(r"\1", joined)


@lru_cache(maxsize=16384)
def skeleton(folded: str) -> str:
    """Reduce a strict key to the consonants that transliterations of one name share."""
    for rule in SOUNDS:
        folded = folded.replace(rule.written, rule.sound)
    first, rest = folded[:1], folded[1:]
    start = "a" if first in "aeiouyw" else first
    return _DOUBLED.sub(r"\1", start + _VOWELS.sub("", rest))


def respellings(folded: str, countries: Sequence[str]) -> list[str]:
    """Give the other keys that a strict key may be written as in these countries, each by one rule."""
    rules = (rule for rule in RESPELLINGS if not rule.countries.isdisjoint(countries))
    other = dict.fromkeys(respelt(folded, rule) for rule in rules)
    return [key for key in other if key != folded and len(key) > 2]


def respelt(folded: str, rule: Respelling) -> str:
    """Apply one rule to a strict key, wherever it fits."""
    if rule.written.startswith("^"):
        start = rule.written[1:]
        changed = rule.read + folded[len(start) :] if folded.startswith(start) else folded
    else:
        changed = folded.replace(rule.written, rule.read)
    return _DOUBLED.sub(r"\1", changed)


def distance(one: str, other: str, limit: int) -> int:
    """Count the letters to change, add, drop or swap to make one key the other; `limit` + 1 where it is more than `limit`."""
    if abs(len(one) - len(other)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        older, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)
