"""Judge a run of capitalised words as a whole: which of its parts may be places."""

from __future__ import annotations

import re

from tracker.extract.places import words as w
from tracker.extract.places.spans import Found, Names, Piece, pieces, surroundings
from tracker.extract.places.tokens import Tokens

_ABBREVIATED = frozenset({" ", ". ", "\u00a0"})


def found(t: Tokens, run: tuple[int, int], known: Names, people: set[str], *, title: bool) -> list[Found]:
    """List what in a run may be a place, and the demonyms in it; add the last names of people to `people`."""
    parts = pieces(t, run, known)
    demonyms = [_found(t, p, title) for p in parts if p.kind == "demonym"]
    if _of_organisation(t, run[0]):
        return demonyms
    if title:
        return demonyms + [
            _found(t, p, title) for i, p in enumerate(parts) if p.kind == "place" and not _before_organisation(t, parts, i)
        ]
    if _person(t, run, parts):
        people.add(t.lower[run[1]])
        return demonyms
    rest = [p for p in parts if p.kind in ("other", "ordinary")]
    if not rest and _side_by_side(parts):
        new = _unknown(t, [p for p in parts if p.kind not in ("direction", "level", "acronym")])
        return demonyms + ([new] if new is not None else [])
    if not rest:
        return demonyms + _chained(t, [p for p in parts if p.kind == "place"], parts)
    return demonyms + _mixed(t, parts)


def _found(t: Tokens, piece: Piece, title: bool = False, *, first: int | None = None) -> Found:
    start = piece.first if first is None else first
    around = surroundings(t, start, piece.last)
    end = t.ends[piece.last] - piece.cut
    around.end = max(around.end, end) if around.end > t.ends[piece.last] else end
    return Found(
        start=around.start,
        end=around.end,
        name_start=t.starts[start],
        name_end=end,
        first=start,
        last=piece.last,
        around=around,
        entries=piece.entries,
        demonym=piece.demonym,
        ordinary=piece.kind == "ordinary",
        in_title=title,
        tokens=tuple(t.lower[start : piece.last + 1]),
    )


def named(t: Tokens, first: int, last: int) -> Found:
    """Take words `first` to `last` for a name that nothing knows."""
    return _found(t, Piece(first, last, "other"))


def _side_by_side(parts: list[Piece]) -> bool:
    """Say whether small places stand side by side in one run: 'Tal Shamiran' is one village, not two."""
    places = [p for p in parts if p.kind == "place"]
    return len(places) > 1 and all(e.kind in ("town", "district") and e.population < 20_000 for e in places[0].entries)


def _before_organisation(t: Tokens, parts: list[Piece], i: int) -> bool:
    """Say whether the next part makes an organisation of this one: 'Aleppo Media Center' in a headline."""
    return i + 1 < len(parts) and t.lower[parts[i + 1].first] in w.ORGANISATION - {
        "forces",
        "force",
        "army",
        "police",
        "group",
        "guard",
    }


def _chained(t: Tokens, places: list[Piece], parts: list[Piece]) -> list[Found]:
    return [_found(t, p) for p in places]


def _mixed(t: Tokens, parts: list[Piece]) -> list[Found]:
    """Judge a run that holds words which are part of no known name."""
    places = [p for p in parts if p.kind == "place"]
    words = {t.lower[i] for p in parts for i in range(p.first, p.last + 1)}
    abroad = [_found(t, p) for p in places if any(e.kind == "country" and e.country in w.ABROAD for e in p.entries)]
    whole = [p for p in parts if p.kind not in ("direction", "level", "acronym")]
    if words & w.ORGANISATION and not (len(whole) == 1 and whole[0].kind == "ordinary"):
        return abroad
    new = _unknown(t, whole)
    if new is not None:
        return [new]
    leading = parts[0]
    if leading.kind == "place":
        kept = _found(t, leading)
        if kept.around.cue in w.TELLING and any(e.kind in ("country", "province", "site") for e in leading.entries):
            return [kept, *(a for a in abroad if a.first != kept.first)]
    return abroad


def _unknown(t: Tokens, whole: list[Piece]) -> Found | None:
    """Take the whole run for a place's name where a cue or a noun says so: 'near Tal Talab', 'the village of Bur Mohammad'."""
    if not whole or any(p.kind == "demonym" or any(e.kind == "country" for e in p.entries) for p in whole):
        return None
    ordinary = all(p.kind == "ordinary" for p in whole)
    if ordinary and (len(whole) > 1 or not whole[0].entries):
        return None
    if whole[-1].kind == "ordinary" and len(whole) > 1 and t.lower[whole[-1].last] not in w.FIRST_NAMES:
        return None
    one = whole[0] if len(whole) == 1 else Piece(whole[0].first, whole[-1].last, "other")
    new = _found(t, one)
    named = new.around.level is not None and new.around.noun not in (
        "state",
        "region",
        "agency",
        "site",
        "station",
        "base",
        "compound",
    )
    if ordinary:
        return new if new.around.cue in w.TELLING or (new.around.cue or "").endswith(" of") else None
    telling = new.around.cue in w.TELLING or (new.around.cue or "").endswith(" of") or (named and new.around.cue is not None)
    telling = telling or ((new.around.object or new.around.cue in w.PLACING) and _lies_in(t, new))
    if not telling and not (named and new.around.noun in w.SURE):
        return None
    if _compound(t, new) or t.lower[whole[0].first] in w.TITLES or t.text[new.name_start : new.name_end].isupper():
        return None
    return new


_IN_WIDER = re.compile(
    r"(?:,| and [A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?)?,? (?:in|of) (?:the )?(?:[a-z-]+ )?[A-Z]"
    r"|, (?:[A-Z][\w'’-]+ ){1,3}(?:district|province|region|county|oblast|governorate|state|raion|township)\b",
)


def _lies_in(t: Tokens, new: Found) -> bool:
    """Say whether a name goes on to where it lies: 'at Tal Talab in Hasaka province', 'shelled Bur and Hai in the X region'."""
    return _IN_WIDER.match(t.text, new.end) is not None


def _compound(t: Tokens, new: Found) -> bool:
    """Say whether the name goes on after a hyphen ('Counter-IED') or ends one that began before the cue ('Church in Need')."""
    if t.plain(new.last) and t.gap(new.last) != " ":
        return True
    p = new.around.before
    return (
        p >= 1
        and new.around.level is None
        and t.capital[p - 1]
        and not t.opens[p - 1]
        and t.plain(p - 1)
        and t.lower[p] in ("in", "for")
    )


def _person(t: Tokens, run: tuple[int, int], parts: list[Piece]) -> bool:
    """Say whether a run is (or holds) a person's name: a title before it, a first name or title in it with more after."""
    a, b = run
    if (
        a
        and t.text[t.ends[a - 1] : t.starts[a]] in _ABBREVIATED
        and t.lower[a - 1] in w.TITLES
        and t.lower[a - 1] not in ("saint", "leader", "chief")
    ):
        return not (
            t.lower[a - 1] in ("militant", "named", "called", "general", "deputy") and any(p.kind == "place" for p in parts[:1])
        )
    if (
        a >= 2
        and len(t.lower[a - 1]) == 1
        and t.capital[a - 1]
        and t.capital[a - 2]
        and t.text[t.ends[a - 1] : t.starts[a]] in _ABBREVIATED
    ):
        return True  # 'Scott C. Dayton'
    if a == b:
        return False
    if any(p.kind == "ordinary" and t.lower[p.first] in w.TITLES and p.last < b for p in parts):
        return True
    first = parts[0]
    if _named_like_a_country(t, run, first):
        return surroundings(t, a, b).cue not in w.TELLING
    if first.kind == "ordinary" and t.lower[first.first] in w.FIRST_NAMES:
        around = surroundings(t, a, b)
        return around.level is None and around.cue not in ("near", "outside") and not (around.cue or "").endswith(" of")
    return False


def _named_like_a_country(t: Tokens, run: tuple[int, int], first: Piece) -> bool:
    """Say whether a run may be the first and last name of a person called as a country is: 'Jordan Ellis', 'Chad Norwood'."""
    a, b = run
    if b != a + 1 or first.last != a or t.lower[a] not in w.COUNTRY_FIRST_NAMES or t.gap(a) != " ":
        return False
    last = t.lower[b]
    return not any(
        last in words for words in (w.ORGANISATION, w.ORDINARY, w.LEVELS, w.AREAS, w.DIRECTIONS, w.SITE_NOUNS, w.FUNCTION)
    )


def _of_organisation(t: Tokens, a: int) -> bool:
    """Say whether what precedes makes the run the end of a name: 'Islamic State of Iraq', 'University of Mosul'."""
    p = a - 1
    if p >= 1 and t.lower[p] == "the" and t.plain(p):
        p -= 1
    if p >= 1 and t.lower[p] == "and" and t.plain(p) and t.capital[p - 1] and t.plain(p - 1):
        return _of_organisation(t, p - 1)
    if p < 1 or t.lower[p] not in ("of", "in", "for") or not t.plain(p) or not t.plain(p - 1) or not t.capital[p - 1]:
        return False
    word = t.lower[p - 1]
    if t.lower[p] == "of":
        return word in w.ORGANISATION or word in (
            "state",
            "republic",
            "kingdom",
            "islamic",
            "sons",
            "lions",
            "voice",
            "supporters",
            "people",
        )
    return (
        word == "state" and p >= 2 and t.lower[p - 2] == "islamic" and t.lower[p] == "in" and t.capital[p - 1] and _name_of_is(t, p)
    )


def _name_of_is(t: Tokens, p: int) -> bool:
    """Tell the name 'Islamic State in Iraq and the Levant' from the group's presence in a place."""
    return re.match(r"in Iraq and (?:the Levant|Syria\b|al-Sham|Al-Sham)", t.text[t.starts[p] : t.starts[p] + 40]) is not None
