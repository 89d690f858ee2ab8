"""Words of a text with their offsets, and the runs of capitalised words among them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tracker.extract.places import words as w

_WORD = re.compile(r"(?:[A-Z]\.){2,}|[^\W\d_]+(?:['’‘ʿʾʼ`´][^\W\d_]+)*")
_POSSESSIVE = frozenset({"'s", "’s", "´s", "`s"})
_OPENER = re.compile(r"[\n.!?:;•“\"]|- ")  # what a sentence or a line begins after
_JOIN = frozenset({" ", "-", "\u00a0", "‑", "‐", " '", " ‘"})
# Small words inside names. Those that are English prepositions too need a hyphen ('Lebanon at Tyre' is no name).
_ARTICLES = frozenset("al el ar er es ash et ad ed az ez en ul bin ibn abu umm ye yi wa va i e de".split())
_HYPHENED = frozenset("as at an is au aux sur on des du la le les sous dos das do da".split())  # 'Port-au-Prince'
_SENTENCE_ONLY = frozenset({"at", "as", "an", "ad"})  # at a sentence's start the preposition, else the article ('near At Tanf')


@dataclass(slots=True)
class Tokens:
    """The words of a text in parallel lists. `ends` leaves a possessive 's out; `possessive` says that there was one.

    `tied` says that only a space or a hyphen stands between a word and the next, a possessive 's left out.
    """

    text: str
    starts: list[int]
    ends: list[int]
    lower: list[str]
    capital: list[bool]
    possessive: list[bool]
    opens: list[bool]
    tied: list[bool]

    def gap(self, i: int) -> str:
        """Give what stands between word i and the next, a possessive 's left out."""
        if i + 1 >= len(self.starts):
            return self.text[self.ends[i] :]
        return self.text[self.ends[i] + (2 if self.possessive[i] else 0) : self.starts[i + 1]]

    def joined(self, i: int) -> bool:
        """Say whether word i and the next stand in one phrase, with a space or hyphen between them."""
        return 0 <= i < len(self.starts) - 1 and self.tied[i] and not self.possessive[i]

    def plain(self, i: int) -> bool:
        """Say whether nothing but one space (or a lost line's) or hyphen stands after word i."""
        return 0 <= i < len(self.starts) - 1 and self.tied[i]


def tokenise(text: str) -> Tokens:
    """Split a text into words."""
    matches = list(_WORD.finditer(text))
    found = [m.group() for m in matches]
    starts, ends = [m.start() for m in matches], [m.end() for m in matches]
    lower = [word.lower() for word in found]
    possessive = [word[-2:] in _POSSESSIVE and len(word) > 2 for word in lower]
    opens = [True] * len(found)
    for i in range(1, len(found)):
        between = text[ends[i - 1] : starts[i]]
        opens[i] = between != " " and _OPENER.search(between) is not None
    for i, owned in enumerate(possessive):
        if owned:
            ends[i] -= 2
            lower[i] = lower[i][:-2]
    tied = [text[end + 2 * owned : start] in _JOIN for end, owned, start in zip(ends, possessive, starts[1:], strict=False)]
    return Tokens(text, starts, ends, lower, [word[0].isupper() for word in found], possessive, opens, tied)


# Words of the function list that may open a name in the middle of a sentence: 'in Now Zad district'.
_OPENING = frozenset("now no so do just our all".split())


def _begins(t: Tokens, i: int) -> bool:
    """Say whether a name can begin at word i: a capital, or an article tied to one ('al-Hol')."""
    if not t.capital[i]:
        return _article(t, i) and t.lower[i] not in ("i", "e", "de", "ye", "yi", "wa", "va", "bin", "ibn")
    if t.lower[i] in _SENTENCE_ONLY:
        return not t.opens[i] and t.joined(i) and t.capital[i + 1]
    if t.lower[i] in _OPENING:
        return not t.opens[i] and t.joined(i) and t.capital[i + 1]
    return t.lower[i] not in w.FUNCTION or t.text[t.starts[i] : t.ends[i]] == "US"


def _article(t: Tokens, i: int) -> bool:
    """Say whether word i is a small word tied to the capital after it."""
    if not t.joined(i) or not t.capital[i + 1]:
        return False
    return t.lower[i] in _ARTICLES or (t.lower[i] in _HYPHENED and t.gap(i) != " ")


def _goes_on(t: Tokens, i: int) -> bool:
    """Say whether a name that holds word i may hold the next one too."""
    if not t.joined(i) or (t.opens[i + 1] and t.gap(i) != "-"):
        return False
    if t.capital[i + 1]:
        return t.lower[i + 1] not in w.FUNCTION or t.lower[i + 1] in _ARTICLES or t.lower[i + 1] in ("yet", "now", "no")
    return _article(t, i + 1)


def runs(t: Tokens) -> Iterator[tuple[int, int]]:
    """Give each longest run of words that a name may be made of: first and last word, both included."""
    i, n = 0, len(t.starts)
    while i < n:
        if not _begins(t, i):
            i += 1
            continue
        j = i
        while j + 1 < n and _goes_on(t, j):
            j += 1
        while j > i and not t.capital[j]:
            j -= 1
        yield i, j
        i = j + 1
