"""Hold the places of two reports against each other: by name and spelling, by points and radii, by what lies in what."""

from __future__ import annotations

from functools import lru_cache

from tracker.gazetteer import names
from tracker.gazetteer.entry import kilometres
from tracker.incidents import weights as w
from tracker.incidents.nouns import Reason
from tracker.incidents.profile import Profile, Spot

_LETTERS = 2  # that spellings with one skeleton may differ by


def place_reason(p: Profile, q: Profile) -> Reason | None:
    """Give the best agreement of any place of the one with any of the other; null where one has none."""
    if not p.spots or not q.spots:
        return None
    if len(p.spots) == len(q.spots) == 1:
        return _reason(p.spots[0], q.spots[0])
    found = (_reason(one, other) for one in p.spots for other in q.spots)
    return max(found, key=lambda reason: (reason.weight, reason.text))


@lru_cache(maxsize=65536)
def _reason(one: Spot, other: Spot) -> Reason:
    return Reason("place", *(_compare(one, other) if one.name <= other.name else _compare(other, one)))


def _compare(a: Spot, b: Spot) -> tuple[float, str]:
    if a.level or b.level:
        return _coarse(a, b)
    apart = kilometres(a.point, b.point) if a.point is not None and b.point is not None else None
    named = _named(a, b)
    if named is not None:
        if apart is not None and apart > w.NAMESAKES_KM:
            return w.NAMESAKES, f"two places called {a.name}, {apart:.0f} km apart"
        return named
    if apart is None:
        return w.OTHER_NAME, f"{a.name} and {b.name}"
    return _by_points(a, b, apart)


def _named(a: Spot, b: Spot) -> tuple[float, str] | None:
    """Compare by name alone; null where the names say nothing."""
    quarters = a.whole is not None and b.whole is not None
    if a.key == b.key and a.key and (not quarters or a.whole == b.whole or _one_spelling(a.whole or "", b.whole or "")):
        return w.SAME_PLACE, f"both at {a.name}"
    if not quarters and _one_spelling(a.key, b.key):
        return w.SAME_SPELLING, f"{a.name} and {b.name} are one name"
    if quarters and (a.whole == b.whole or _one_spelling(a.whole or "", b.whole or "")):
        return w.OTHER_QUARTER, f"{a.name} and {b.name} are two quarters"
    if _holds(a, b) or _holds(b, a):
        return w.PART_OF_TOWN, f"{a.name} and {b.name}: one is in the other"
    return None


def _holds(large: Spot, small: Spot) -> bool:
    """Say whether one name is the other's town, or a part of it: 'Gaza City', 'Gaza City school'."""
    if small.whole is not None and (small.whole == large.key or _one_spelling(small.whole, large.key)):
        return True
    return bool(large.words) and large.words < small.words


@lru_cache(maxsize=16384)
def _one_spelling(one: str, other: str) -> bool:
    if len(one) < 4 or len(other) < 4 or names.skeleton(one) != names.skeleton(other):
        return False
    return names.distance(one, other, _LETTERS) <= _LETTERS


def _by_points(a: Spot, b: Spot, apart: float) -> tuple[float, str]:
    text = f"{a.name} and {b.name}, {apart:.0f} km apart"
    small, large = sorted((a.radius, b.radius))
    if apart <= large and (large >= 2 * small or apart < 0.5):
        return w.IN_REACH, text  # a village of a district, 'near X'; one point for two names
    beyond = apart - small - large
    if beyond <= 0:
        return w.NEIGHBOURS, text
    return next(weight for most, weight in w.AWAY if beyond <= most), text


def _coarse(a: Spot, b: Spot) -> tuple[float, str]:
    """Compare where at least one is a province or a country."""
    text = f"{a.name} and {b.name}"
    if a.level == b.level == 2 and a.key == b.key:
        return w.SAME_COUNTRY, f"both in {a.name}"
    if a.level == 2 or b.level == 2:
        return (w.IN_COUNTRY if a.country == b.country else 0.0), text
    if a.level == b.level:
        same = a.key == b.key or _one_spelling(a.key, b.key)
        return (w.SAME_PROVINCE, f"both in {a.name}") if same else (w.OTHER_PROVINCE, text)
    wide, fine = (a, b) if a.level else (b, a)
    if fine.admin1 and fine.admin1 in (wide.key, wide.admin1):
        return w.IN_PROVINCE, f"{fine.name} is in {wide.name}"
    if wide.point is not None and fine.point is not None:
        beyond = kilometres(wide.point, fine.point) - wide.radius - fine.radius
        if beyond > 0:
            return next(weight for most, weight in w.AWAY if beyond <= most), text
    return (w.OTHER_PROVINCE if fine.admin1 and wide.admin1 and fine.point is None else 0.0), text
