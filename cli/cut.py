"""Say a field of an event in fewer characters: at a word, at a whole number, what matters least first. Pure.

Widths are in cells of the terminal: a letter of Chinese takes two.
"""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

_SHORTEST = 4  # less of a name says nothing


def cut(text: str, width: int) -> str:
    """Cut text to the width, at a word where that leaves more than half of it."""
    if cell_len(text) <= width:
        return text
    kept, room = "", width - 1
    for letter in text:
        room -= cell_len(letter)
        if room < 0:
            break
        kept += letter
    if text[len(kept)] != " ":
        space = kept.rfind(" ")
        kept = kept[:space] if space > len(kept) // 2 else kept
    return f"{kept.rstrip(' ,;:-')}…" if width > 0 else ""


def cut_counts(counts: Sequence[str], width: int) -> str:
    """Say as many counts as fit, no number in part: 'killed 2; wounded 14; …', or without its group: 'killed 3 (…)'."""
    whole = "; ".join(counts)
    if cell_len(whole) <= width:
        return whole
    fewer = ["; ".join(counts[:n]) + "; …" for n in range(len(counts) - 1, 0, -1)]
    of, _, group = counts[0].partition(" (")
    fewer += [f"{of} (…)"] if group else []
    return next((said for said in fewer if cell_len(said) <= width), cut("……", min(width, 1)))


def who(actors: str, targets: str) -> str:
    """Say who did it to whom: 'police → two men', '→ two men', 'police'."""
    return f"{actors} → {targets}".strip() if targets else actors


def cut_who(actors: str, targets: str, width: int) -> str:
    """Say who did it to whom, the target cut first."""
    full = who(actors, targets)
    if cell_len(full) <= width or not (actors and targets):
        return cut(full, width)
    room = width - cell_len(f"{actors} → ")
    if room >= _SHORTEST:
        return f"{actors} → {cut(targets, room)}"
    return f"{actors} →…" if room >= 0 else cut(actors, width)


def scene(places: str, actors: str, targets: str) -> str:
    """Say where and who: 'Palmyra SY: army → ISIS'."""
    return ": ".join(filter(None, [places, who(actors, targets)]))


def cut_scene(places: str, actors: str, targets: str, width: int) -> str:
    """Say where and who, the target cut first, then the actor; the place has all but a few cells."""
    told = who(actors, targets)
    if not places:
        return cut_who(actors, targets, width)
    where = cut(places, max(width - 2 - cell_len(told), width * 3 // 5, width - 8))
    room = width - cell_len(where) - 2
    if told and room >= _SHORTEST:
        return f"{where}: {cut_who(actors, targets, room)}"
    return cut(places, width)
