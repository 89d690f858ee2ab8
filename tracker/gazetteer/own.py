"""A place of the user's own, as it is read from a file or named on the command line, and the keys that it is looked up by."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import Literal

from tracker.gazetteer import names

OwnKind = Literal["site", "town", "district", "province"]

# How people and tables say what a place is.
KIND_WORDS: dict[str, OwnKind] = {
    **dict.fromkeys(
        "site camp prison jail base airbase airport airfield dam crossing checkpoint port hospital facility plant refinery oilfield"
        " gasfield school mosque church bridge mine barracks landmark military building".split(),
        "site",
    ),
    **dict.fromkeys(
        "town city village settlement hamlet locality community neighbourhood neighborhood quarter suburb ppl place"
        " populatedplace p".split(),
        "town",
    ),
    **dict.fromkeys("district subdistrict county raion rayon municipality adm2 adm3 admin2 admin3".split(), "district"),
    **dict.fromkeys("province governorate state oblast region adm1 admin1".split(), "province"),
}

# The nouns that news says with the bare name of a site, by class: 'Tishrin dam' where a list has 'Tishrin' alone.
NOUNS: dict[str, tuple[str, ...]] = {
    "air base": ("air base", "airbase", "base", "airport", "airfield", "military airport"),
    "airport": ("airport", "international airport", "airfield"),
    "bridge": ("bridge",),
    "camp": ("camp", "refugee camp", "displacement camp"),
    "crossing": ("crossing", "border crossing", "border post", "checkpoint"),
    "dam": ("dam",),
    "base": ("base", "military base", "barracks", "garrison", "camp"),
    "gas field": ("gas field", "gasfield"),
    "hospital": ("hospital",),
    "oil field": ("oil field", "oilfield"),
    "plant": ("power plant", "power station", "plant"),
    "port": ("port", "harbour", "harbor", "seaport"),
    "prison": ("prison", "jail", "detention center", "detention centre"),
    "refinery": ("refinery", "oil refinery"),
}
# What a list has before a site's bare name in Arabic, Persian or French: 'Sijn Tadmur' is 'Tadmur prison' in the news.
GENERIC = re.compile(
    r"^(?:sijn|matar|sadd|mina|mukhayyam|mu.?askar|jisr|haql|mustashfa|hawuz|aeroport(?: de| d')?|aerodrome de|barrage(?: de| d')?"
    r"|camp(?: de)?|port de|prison de|forudgah|zendan)[ -](?:(?:al|ar|as|ash|ad|az|an|at|e)[ -])?(?=\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """One place to be kept. `geonames` and `feature` ('S.PRN') are null where it does not come from GeoNames.

    `admin1` is the name of the first-level division, `division` its GeoNames code; `site` is the class of a site (a key of
    NOUNS), by whose nouns its bare name is then looked up instead of alone, null where its names are whole.
    """

    name: str
    kind: OwnKind
    country: str
    latitude: float
    longitude: float
    other_names: tuple[str, ...] = ()
    admin1: str | None = None
    division: str | None = None
    population: int = 0
    radius_km: float | None = None
    geonames: int | None = None
    feature: str | None = None

    def identity(self, source: str) -> str:
        """Give the id by which a later import knows the place again: GeoNames', else source, name, country and point."""
        if self.geonames is not None:
            return f"geonames:{self.geonames}"
        told = "\x1f".join((source, names.key(self.name) or self.name, self.country, f"{self.latitude:.5f},{self.longitude:.5f}"))
        return f"own:{hashlib.sha256(told.encode()).hexdigest()[:10]}"


def keys(name: str, other_names: tuple[str, ...], site: str | None = None) -> set[str]:
    """Give the keys that a place is looked up by. `site` is the class of a site whose names may lack its noun."""
    spelt = (name, *other_names)
    if site is None:
        return {names.key(each) for each in spelt} - {""}
    folded = set()
    for each in spelt:
        bare = bare_site(each, NOUNS[site])
        folded |= {names.key(f"{bare} {noun}") for noun in NOUNS[site]} if bare else set()
        if bare != names.plain(each):  # 'Tishrin' alone is a town sooner than a dam
            folded.add(names.key(each))
    return folded - {""}


def bare_site(name: str, nouns: tuple[str, ...]) -> str:
    """Take away what says what kind of site it is, before the name or after it."""
    bare = GENERIC.sub("", names.plain(name))
    for noun in sorted(nouns, key=len, reverse=True):
        if bare.casefold().endswith(f" {noun}"):
            return bare[: -len(noun) - 1].strip()
    return bare.strip()
