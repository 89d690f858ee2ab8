"""Find the words that may name a place, with what stands around them; which place it is, is settled later.

1. `names` looks every sequence of words in each run of capitals up at once.
2. `pieces` cuts a run into the longest names known, directions, levels and the rest.
3. `found` judges the run as a whole: a person's or an organisation's name holds no place, a name with a rest is none or a new one.
4. `before` and `after` read the cue, the kind of place and the limits of the phrase.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from tracker.extract.places import words as w
from tracker.extract.places.tokens import Tokens
from tracker.gazetteer import Entry, Gazetteer
from tracker.gazetteer import names as spelling
from tracker.model import PlacePrecision

_LONGEST = 5  # words in a name that is looked up
_SMALL_PIECES = frozenset({"al", "el", "ar", "as", "at", "ad", "az", "an", "de", "e", "i"})

PieceKind = Literal["place", "demonym", "direction", "level", "ordinary", "acronym", "other"]


@dataclass(slots=True)
class Piece:
    """A part of a run: words `first` to `last`, both included."""

    first: int
    last: int
    kind: PieceKind
    entries: tuple[Entry, ...] = ()
    demonym: str | None = None
    cut: int = 0  # letters to leave out at the end: the s of a lost apostrophe


@dataclass(slots=True)
class Around:
    """What stands around a name."""

    start: int
    end: int
    before: int  # the last word before the phrase and its cue, -1 if none
    after: int  # the first word after the phrase
    cue: str | None = None
    level: PlacePrecision | None = None
    noun: str | None = None
    inherited: bool = False  # the cue is that of the first in a list
    object: bool = False  # the verb before takes it as its object
    directed: int | None = None  # where the direction before the name starts ('northeastern Syria')


@dataclass(slots=True, eq=False)
class Found:
    """A span that may be a place, and all that is known before it is resolved."""

    start: int
    end: int
    name_start: int
    name_end: int
    first: int
    last: int
    around: Around
    entries: tuple[Entry, ...] = ()
    demonym: str | None = None
    ordinary: bool = False
    in_title: bool = False
    doer: bool = False
    heading: bool = False
    dateline: bool = False
    parent: int | None = None
    joint: Literal["comma", "in", "possessive"] | None = None
    entry: Entry | None = None
    country: str | None = None
    tokens: tuple[str, ...] = ()


@dataclass(slots=True)
class Names:
    """The names of one text that the gazetteer knows, by first and last word."""

    places: dict[tuple[int, int], tuple[Entry, ...]]
    demonyms: dict[str, str]


def _folded(t: Tokens, i: int, j: int) -> str:
    return spelling.key_of(tuple(t.lower[i : j + 1]))


def _following(t: Tokens, b: int) -> int:
    """Give the last of the lower-case words after b that may belong to a site's name ('military air base')."""
    j = b
    while j < b + 3 and t.joined(j) and not t.capital[j + 1] and t.lower[j + 1] in w.SITE_NOUNS:
        j += 1
    return j


def look_up(t: Tokens, spans: Iterable[tuple[int, int]], gazetteer: Gazetteer) -> Names:
    """Look up every name of up to five words inside the runs, in one go."""
    keys: dict[tuple[int, int], str] = {}
    for a, b in spans:
        end = _following(t, b)
        for i in range(a, b + 1):
            for j in range(i, min(i + _LONGEST, b + 1)):
                keys[i, j] = _folded(t, i, j)
            for j in range(b + 1, min(i + _LONGEST + 1, end + 1)):
                keys[i, j] = _folded(t, i, j)
    known = gazetteer.by_keys([*keys.values(), *(k[:-1] for (i, j), k in keys.items() if i == j and len(k) > 4 and k[-1] == "s")])
    places = {span: known[key] for span, key in keys.items() if key in known}
    for (i, j), key in keys.items():
        if i == j and key not in known and key[-1:] == "s" and key[:-1] in known:
            places[i, -j - 1] = known[key[:-1]]  # 'Syrias': a possessive whose apostrophe was lost
    return Names(places, gazetteer.demonyms())


def pieces(t: Tokens, run: tuple[int, int], known: Names) -> list[Piece]:
    """Cut a run into parts, longest known names first, from left to right."""
    a, b = run
    end = _following(t, b)
    out: list[Piece] = []
    i = a
    while i <= b:
        piece = _longest(t, i, b, end, known) or _single(t, i, known)
        out.append(piece)
        i = piece.last + 1
    return out


def _longest(t: Tokens, i: int, b: int, end: int, known: Names) -> Piece | None:
    for j in range(min(i + _LONGEST, end), i, -1):
        two_words = j == i + 1 and known.demonyms.get(f"{t.lower[i]} {t.lower[j]}")
        if two_words:
            return Piece(i, j, "demonym", demonym=two_words)
        entries = known.places.get((i, j))
        if entries and j > b:
            entries = tuple(e for e in entries if e.kind == "site")
        if entries and not _splits(t, i, j, known):
            return Piece(i, j, "place", entries)
    return None


def _splits(t: Tokens, i: int, j: int, known: Names) -> bool:
    """Say whether a name of two words is better read as a direction or level with a known name ('Central Sudan', 'Homs City')."""
    if j != i + 1:
        return False
    whole = known.places[i, j]
    kinds = ("country", "province", "region", "site")
    telling = any(e.kind in kinds or e.population >= 15_000 or not e.id.startswith("geonames") for e in whole)
    return (
        not telling
        and (t.lower[i] in w.DIRECTIONS or t.lower[j] in w.LEVELS)
        and ((i, i) in known.places or (j, j) in known.places)
    )


def _single(t: Tokens, i: int, known: Names) -> Piece:
    word = t.lower[i]
    entries = known.places.get((i, i), ())
    if word in known.demonyms and not any(e.kind == "country" for e in entries):
        return Piece(i, i, "demonym", demonym=known.demonyms[word])
    if word in w.DIRECTIONS:
        return Piece(i, i, "direction")
    if word in w.LEVELS or word in w.AREAS:
        return Piece(i, i, "level")
    written = t.text[t.starts[i] : t.ends[i]]
    if any(e.kind == "country" for e in entries) and (len(word) > 3 or written.isupper() or "." in written):
        return Piece(i, i, "place", entries)
    if word in w.ORDINARY or word in w.TITLES or (word in w.FIRST_NAMES and not any(e.population > 300_000 for e in entries)):
        return Piece(i, i, "ordinary", tuple(e for e in entries if e.kind != "country"))
    if written.isupper() and 2 <= len(word) <= 6 and not entries:
        return Piece(i, i, "acronym")
    entries = tuple(e for e in entries if e.kind != "country")
    if entries and len(word) > 2:
        return Piece(i, i, "place", entries)
    return _rough(t, i, known)


def _rough(t: Tokens, i: int, known: Names) -> Piece:
    """Read a possessive or plural whose apostrophe was lost: 'Syrias', 'Aleppos'."""
    word = t.lower[i]
    entries = known.places.get((i, -i - 1), ())
    if (
        entries
        and word[:-1] not in w.ORDINARY
        and word[:-1] not in w.FIRST_NAMES
        and (entries[0].kind == "country" or entries[0].population > 50_000)
    ):
        return Piece(i, i, "place", entries, cut=1)
    return Piece(i, i, "other")


def before(t: Tokens, first: int, around: Around) -> None:
    """Read back from the name: directions, the kind of place, and the cue."""
    p = first - 1
    while p >= 0 and t.joined(p):
        word = t.lower[p]
        if word in w.DIRECTIONS:
            around.directed = t.starts[p]
            around.start = t.starts[p]
            p -= 1
        elif (
            (t.gap(p) == "-" and word in w.HELD)
            or (word in w.HELD and p + 1 < first and t.lower[p + 1] in ("held", "controlled"))
            or word in ("held", "controlled", "besieged", "occupied", "neighbouring", "neighboring", "nearby")
        ):
            around.start = t.starts[p]
            p -= 1
        elif word == "of" and p >= 1 and t.plain(p - 1) and _noun_of(t, p - 1, around):
            p = _adjectives(t, p - 2, around)
        elif (
            word in w.LEVELS
            and not t.capital[p]
            and not t.possessive[p]
            and around.level is None
            and p >= 1
            and (t.lower[p - 1] in ("the", "in", "near", "of") or word in ("village", "town", "hamlet", "settlement"))
        ):
            around.level, around.noun, around.start = w.LEVELS[word], word, t.starts[p]
            p -= 1
        elif word in ("the", "its", "both", "either", "all"):
            p -= 1
        else:
            break
    if p >= 0 and (t.plain(p) or around.start < t.starts[first]):
        _cue(t, p, around)
    around.before = p


def _noun_of(t: Tokens, p: int, around: Around) -> bool:
    """Take 'city of', 'outskirts of', 'north of' into the phrase or its cue; say whether there was one."""
    word = t.lower[p]
    if word in w.COMPASS or word in ("outside", "ahead", "front"):
        return False
    if p and word not in w.OWN_OF and t.joined(p - 1) and t.capital[p - 1] and t.lower[p - 1] not in w.FUNCTION:
        return False  # 'the Jobar neighbourhood of Damascus': the noun is Jobar's
    if word in w.LEVELS:
        around.level, around.noun = around.level or w.LEVELS[word], around.noun or word
    elif word not in w.PARTS and word not in w.AREAS:
        return False
    around.start = t.starts[p]
    return True


def _adjectives(t: Tokens, p: int, around: Around) -> int:
    """Step over 'the historic', 'the besieged southern port': up to four lower-case words back to an article or a cue."""
    for q in range(p, max(p - 5, -1), -1):
        if not t.plain(q) or (t.capital[q] and not t.opens[q]):
            break
        if t.lower[q] in ("the", "a", "an"):
            around.start = t.starts[q]
            return q - 1
        if t.lower[q] in w.LOCATIVE or t.lower[q] in w.FUNCTION:
            return q
        if q < p - 3:
            break
    return p


def _cue(t: Tokens, p: int, around: Around) -> None:
    word = t.lower[p]
    if word == "of" and p and t.lower[p - 1] in w.COMPASS:
        around.cue = f"{t.lower[p - 1]} of"
        if p >= 3 and t.lower[p - 2] in w.COMPASS and t.gap(p - 2) == "-":
            around.cue = f"{t.lower[p - 2]}-{around.cue}"
    elif word == "of" and p and t.lower[p - 1] == "outside":
        around.cue = "outside"
    elif word == "to" and p and t.lower[p - 1] in ("close", "next"):
        around.cue = "near"
    elif word in w.LOCATIVE or word in w.PARTY:
        around.cue = word
    around.object = word in w.STRIKING


def after(t: Tokens, last: int, around: Around) -> None:
    """Read on from the name: 'district', 'refugee camp', 'countryside'."""
    q = last
    while t.joined(q) and q < last + 3:
        word = t.lower[q + 1]
        if word in w.OWN_OF and t.plain(q + 1) and q + 2 < len(t.lower) and t.lower[q + 2] == "of":
            break  # 'the Black Sea port of Odesa': the noun is Odesa's
        if word in w.LEVELS and (not t.capital[q + 1] or not t.opens[q + 1]):
            around.level, around.noun = w.LEVELS[word], word
            q += 1
            around.end = t.ends[q]
            break
        if word in w.AREAS and not t.capital[q + 1]:
            q += 1
            around.end = t.ends[q]
            break
        if (
            word in w.BEFORE_LEVEL
            and not t.capital[q + 1]
            and t.joined(q + 1)
            and (t.lower[q + 2] in w.LEVELS or t.lower[q + 2] in w.BEFORE_LEVEL)
        ):
            q += 1
            continue
        break
    around.after = q + 1


def surroundings(t: Tokens, first: int, last: int) -> Around:
    """Read what stands before and after words `first` to `last`."""
    around = Around(t.starts[first], t.ends[last], first - 1, last + 1)
    before(t, first, around)
    after(t, last, around)
    return around
