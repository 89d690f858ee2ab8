"""How precisely a place is known, in the codes of ACLED (`geo_precision`) and UCDP GED (`where_prec`).

place                                                    where_prec  geo_precision
a site or town, as such                                  1           1
near one: within some 25 km of it                        2           2
a district (second-level division)                       3           2
a province (first-level division)                        4           3
an area without borders, or a wider circle               5           3 (2 up to 50 km)
a country                                                6           3
a sea                                                    7           3

A place without a point has the code of what is known of it: its province, else its country, else none.
"""

from __future__ import annotations

import re

from tracker.model import Place

# Km from the point up to which a site or a town counts as exact: what the parser gives to the largest without 'near' beside it.
EXACT = {"site": 5.0, "town": 12.0}
AROUND = 30.0  # 'near' a town: some 25 km, and the town's own size
LOCAL = 50.0  # a 'small part of a region', as ACLED has it

_SEA = re.compile(r"\b(?:seas?|gulf|straits?|ocean|channel|bab[ -](?:al|el)[ -]mande[bp]|waters)\b", re.IGNORECASE)
_COARSE = {"district": 3, "province": 4, "country": 6}
_ACLED = {1: 1, 2: 2, 3: 2, 4: 3, 6: 3, 7: 3}


def where_prec(place: Place) -> int | None:
    """Give UCDP GED's code, 1 (exact) to 7 (at sea); None where nothing is known."""
    if place.country is None and _SEA.search(place.name):
        return 7
    if place.latitude is None:
        return 4 if place.admin1 else 6 if place.country else None
    if place.precision in _COARSE:
        return _COARSE[place.precision]
    radius = place.radius_km or 0.0
    if radius <= EXACT.get(place.precision, -1.0):
        return 1
    return 2 if radius <= AROUND else 5


def geo_precision(place: Place) -> int | None:
    """Give ACLED's code, 1 (the town) to 3 (a larger region); None where nothing is known."""
    code = where_prec(place)
    if code == 5:
        return 2 if (place.radius_km or 0.0) <= LOCAL else 3
    return None if code is None else _ACLED[code]
