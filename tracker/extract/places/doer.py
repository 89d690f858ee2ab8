"""Tell a country or town that acts or speaks from one where something happens: 'Israel said', 'US strikes', 'officials in Baku'."""

from __future__ import annotations

from tracker.extract.places import words as w
from tracker.extract.places.spans import Found
from tracker.extract.places.tokens import Tokens

# States whose name, with no cue of place before it, is a doer's: they strike abroad.
_DOERS = w.ABROAD | {"IL", "RU"}


def acts(t: Tokens, item: Found) -> bool:
    """Say whether a country or capital is a doer here: 'Israel said', 'Turkey's army', 'US strikes', 'by Russia'."""
    country = next((e for e in item.entries if e.kind == "country"), None)
    if _speaks(t, item):
        return True
    if country is None and " ".join(item.tokens) not in w.SPEAKERS:
        return False
    cue = item.around.cue
    after = item.around.after
    following = t.lower[after] if after < len(t.lower) else ""
    gap = t.text[item.end : t.starts[after]] if after < len(t.lower) else ""
    if country is not None and country.country in _DOERS and gap == " " and not t.capital[after] and _modifies(following):
        return True
    if cue in w.PARTY and country is not None:
        return t.lower[max(0, item.around.before - 1)] not in ("border", "frontier")  # 'on the border with Jordan'
    if cue is not None and cue not in ("of", "for", "from", "to", "on", "under"):
        return gap == "-" and following in ("led", "backed", "based", "supported", "allied", "made", "funded")
    if gap in ("-", "‑"):
        return following not in ("border", "held")
    if t.possessive[item.last] or item.name_end < t.ends[item.last]:
        return following not in w.DIRECTIONS and following not in w.AREAS and following not in w.LEVELS
    if cue is not None:
        return False
    if gap == " " and (following in w.VERBS or following.endswith("ed")):
        return True
    if (following in ("and", "or") or gap.startswith(",")) and t.opens[item.first]:
        return country is not None and _verb_soon(t, after)
    return country is not None and country.country in _DOERS


def _speaks(t: Tokens, item: Found) -> bool:
    """Say whether a place is only where somebody speaks: 'authorities in Baku said', 'told reporters in Bogota'."""
    p = item.around.before
    if item.around.cue not in ("in", "from") or p < 1 or item.around.start != item.name_start:
        return False
    who = t.lower[p - 1]
    if who in w.HEARERS:
        return True
    after = item.around.after
    return who in w.OFFICES and any(t.lower[j] in w.SAYING for j in range(after, min(after + 2, len(t.lower))))


def _modifies(following: str) -> bool:
    """Say whether the word after a country is a noun that it stands before: 'a US drone', 'from US custody'."""
    return following not in w.FUNCTION and following not in w.LOCATIVE and following not in w.VERBS


def _verb_soon(t: Tokens, i: int) -> bool:
    return any(
        t.lower[j] in w.VERBS and t.lower[j] not in ("and", "its", "which", "who") for j in range(i, min(i + 4, len(t.lower)))
    )
