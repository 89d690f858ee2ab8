"""Make reports of happenings that are known: several wars with dense towns, each happening told by one to six reports, with noise.

All is drawn from one seed. What goes wrong in news goes wrong here: a day off by one, known by publication alone, or told as a
stretch; a quarter, a province or another spelling for the town; other names for a side, the other side, or none; tolls that rise;
fields that are missing; wire stories copied; round-ups of several happenings in one article. A fifth of the happenings are
made to look like another one: the next day a few kilometres off, a second strike on the town on that day, the same toll elsewhere.
"""

from __future__ import annotations

import math
import random
import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from itertools import count

from tracker.model import Count, Event, EventDate, EventType, Evidence, Kind, Place, StoredEvent

FIRST_DAY = date(2024, 1, 5)
DAYS = 365


@dataclass(frozen=True, slots=True)
class War:
    """Where it is, and the names that each side goes by, all of one side in a row."""

    country: str
    point: tuple[float, float]
    provinces: tuple[str, ...]
    sides: tuple[tuple[str, ...], ...]


WARS = (
    War(
        "SY",
        (35.6, 36.6),
        ("Idlib", "Hama", "Aleppo"),
        (
            ("Syrian army", "regime forces", "Syrian military", "government forces"),
            ("Russian warplanes", "Russian Air Force", "Russia"),
        ),
    ),
    War(
        "YE",
        (15.2, 43.6),
        ("Taiz", "Hodeidah", "Saada"),
        (
            ("Saudi-led coalition", "Arab coalition", "Saudi coalition"),
            ("CENTCOM", "US Central Command", "American forces", "US military"),
        ),
    ),
    War(
        "SD",
        (13.4, 29.9),
        ("North Kordofan", "North Darfur", "Khartoum"),
        (("Sudanese army", "Sudanese military", "SAF"), ("RSF", "Rapid Support Forces", "paramilitaries")),
    ),
    War(
        "UA",
        (48.5, 37.5),
        ("Donetsk", "Kharkiv", "Zaporizhzhia"),
        (("Russian forces", "Russian army", "Russia"), ("Ukrainian forces", "Armed Forces of Ukraine", "Ukraine")),
    ),
)
STARTS = "Qam Tell Kaf Mar Saf Jab Har Zar Bin Khan Dor Sher Tam Ras Naj Ghur Bel Vod Lub Kost".split()
MIDDLES = "ar i ou a an e al ur ish o".split()
ENDS = "iya in oub at aniyah een iq oura esh ana im ovka".split()
RESPELL = (("ou", "u"), ("q", "k"), ("iyah", "iya"), ("ee", "i"), ("kh", "k"), ("ya", "ia"), ("gh", "g"), ("v", "w"))
DOUBLED = re.compile(r"[aeiou]{3}|(.)\1\1|(ou){2}|([aeiou])\3")
QUARTERS = ("Old Town", "Nahda", "Station Quarter", "Zuhur", "Karama", "Dockside")
# Each with other words for it.
TARGETS = (
    ("school", "classrooms"), ("market", "bazaar"), ("bakery", "bread queue"), ("hospital", "clinic"), ("mosque", "mosque"),
    ("fuel depot", "oil store"), ("bridge", "crossing"), ("power station", "substation"), ("house", "home"),
    ("checkpoint", "roadblock"), ("camp", "tents"), ("warehouse", "store"), ("convoy", "vehicles"), ("bus", "minibus"),
    ("port", "docks"), ("farm", "farmhouse"),
)  # fmt: skip
TAKEN = (
    ("journalists", "reporters"),
    ("students", "students"),
    ("aid workers", "aid workers"),
    ("farmers", "villagers"),
    ("suspects", "men"),
)
# Parts of what only one happening has: some thousands of details, few of them shared by chance.
WHO = (
    "a goalkeeper", "an exam class", "two ambulances", "a wedding party", "shopkeepers", "a beekeeper", "bread sellers",
    "a crane driver", "the headmaster", "divers", "a tailor", "three cousins", "an orphanage", "the ferry crew", "a pharmacist",
    "worshippers", "twin brothers", "a night watchman", "harvest hands", "a football team", "the choir", "electricians",
    "a mayor's aide", "a midwife",
)  # fmt: skip
DID = (
    "dug carried lost found repaired watched dropped buried searched photographed opened guarded counted "
    "locked emptied lifted painted sold"
).split()
WHAT = (
    "the minaret", "sacks of flour", "an elevator", "a well", "the generator", "exam papers", "a balcony", "the trains",
    "two goats", "a piano", "the ferry", "old coins", "the cellar", "a red tractor", "olive trees", "bicycles", "the archive",
    "a stove", "carpets", "a chlorine tank", "the bell", "medicine boxes", "a cradle", "the wedding cake", "fishing nets",
    "a violin", "the clock", "candles", "a staircase", "wheat",
)  # fmt: skip
GIVEN, FAMILY = (
    "Yusuf Mariam Oleh Salwa Idris Nadia Taras Hamid Amna Petro Layla Bakri".split(),
    "Qasimi Haddadi Bondar Shaweesh Tombe Kravets Maqtari Jomaa Lysenko Fadlalla".split(),
)
WEAPONS: dict[EventType, tuple[str, ...]] = {
    "air_strike": ("barrel bombs", "guided bombs", "warplanes"),
    "drone_strike": ("drone", "Shahed drone", "quadcopter"),
    "missile_strike": ("ballistic missile", "rockets", "Grad rockets"),
    "shelling": ("mortar shells", "artillery", "tank shells"),
}
VERBS: dict[EventType, tuple[str, ...]] = {
    "air_strike": ("bombed", "carried out an air strike on", "struck"),
    "drone_strike": ("sent a drone into", "struck", "hit"),
    "missile_strike": ("fired missiles at", "struck", "hit"),
    "shelling": ("shelled", "fired shells at", "hit"),
}
LOOSER: dict[EventType, tuple[EventType, ...]] = {
    "air_strike": ("strike", "strike", "drone_strike"),
    "drone_strike": ("strike", "air_strike"),
    "missile_strike": ("strike", "strike", "drone_strike"),
    "shelling": ("strike", "missile_strike"),
    "arrest": ("capture",),
    "abduction": ("arrest",),
    "capture": ("arrest",),
}


@dataclass(frozen=True, slots=True)
class Town:
    """A town of a war, with quarters if it is large."""

    name: str
    province: str
    point: tuple[float, float]
    radius: float
    quarters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """What happened: the truth that reports are drawn from."""

    number: int
    war: War
    kind: Kind
    type: EventType
    day: date
    town: Town
    quarter: str | None
    side: int
    target: tuple[str, str]
    killed: int
    wounded: int
    taken: int
    details: tuple[str, ...]
    name: str
    weapon: str | None


@dataclass(slots=True)
class Made:
    """The reports, and the number of the happening that each event id tells of."""

    reports: list[StoredEvent] = field(default_factory=list)
    truth: dict[str, int] = field(default_factory=dict)


def make(happenings: int = 2000, seed: int = 20240105, days: int = DAYS) -> Made:
    """Make reports of so many happenings in so many days."""
    chance = random.Random(seed)
    towns = {war.country: _towns(war, chance) for war in WARS}
    true: list[Happening] = []
    plain: list[Happening] = []  # those that none looks like yet
    for number in range(happenings):
        if plain and chance.random() < 0.2:
            true.append(_alike(number, plain.pop(chance.randrange(len(plain))), towns, days, chance))
        else:
            plain.append(_happening(number, towns, days, chance))
            true.append(plain[-1])
    made, serial = Made(), count(1)
    for each in true:
        _tell(each, made, serial, chance)
    chance.shuffle(made.reports)
    return made


def _towns(war: War, chance: random.Random) -> list[Town]:
    """Give forty towns a few kilometres from each other, around the seats of the provinces."""
    found, taken = [], set()
    for n, province in enumerate(war.provinces):
        for _ in range(13):
            name = chance.choice(STARTS) + chance.choice(MIDDLES) + chance.choice(ENDS)
            if name in taken or DOUBLED.search(name):
                continue
            taken.add(name)
            if war.country != "UA" and chance.random() < 0.25:
                name = f"al-{name}"
            point = (war.point[0] + 0.6 * n + chance.uniform(-0.15, 0.15), war.point[1] + chance.uniform(-0.2, 0.2))
            large = chance.random() < 0.25
            quarters = tuple(chance.sample(QUARTERS, 4)) if large else ()
            found.append(Town(name, province, point, 8.0 if large else chance.choice((3.0, 4.0, 5.0)), quarters))
    return found


def _happening(number: int, towns: dict[str, list[Town]], days: int, chance: random.Random) -> Happening:
    war = chance.choice(WARS)
    town = chance.choice(towns[war.country])
    strike = chance.random() < 0.85
    sort: EventType
    kinds: tuple[EventType, ...] = (
        ("air_strike", "drone_strike", "missile_strike", "shelling") if strike else ("arrest", "capture", "abduction", "release")
    )
    sort = chance.choice(kinds)
    killed = min(120, int(chance.expovariate(1 / 8))) if strike else 0
    return Happening(
        number=number,
        war=war,
        kind="strike" if strike else "detention",
        type=sort,
        day=FIRST_DAY + timedelta(days=chance.randrange(days)),
        town=town,
        quarter=chance.choice(town.quarters) if town.quarters and chance.random() < 0.6 else None,
        side=chance.randrange(2),
        target=chance.choice(TARGETS if strike else TAKEN),
        killed=killed,
        wounded=int(killed * chance.uniform(0.5, 3)) if strike else 0,
        taken=0 if strike else 1 + int(chance.expovariate(1 / 9)),
        details=tuple(" ".join(map(chance.choice, (WHO, DID, WHAT))) for _ in range(3)),
        name=f"{chance.choice(GIVEN)} {chance.choice(FAMILY)}",
        weapon=chance.choice(WEAPONS[sort]) if strike else None,
    )


def _alike(number: int, other: Happening, towns: dict[str, list[Town]], days: int, chance: random.Random) -> Happening:
    """Make a happening that looks like another, and is not."""
    fresh = _happening(number, towns, days, chance)
    how = chance.randrange(3)
    if how == 0:  # next day, a few kilometres off: same side, means and target, about the same toll
        near = min((t for t in towns[other.war.country] if t != other.town), key=lambda town: _far(town.point, other.town.point))
        toll = max(0, other.killed + chance.randint(-2, 2))
        return replace(
            other,
            number=number,
            day=other.day + timedelta(days=1),
            town=near,
            quarter=None,
            killed=toll,
            wounded=other.wounded + chance.randint(0, 3),
            details=fresh.details,
            name=fresh.name,
        )
    if how == 1:  # the same town and day: another target and another toll
        target = chance.choice([each for each in (TARGETS if other.kind == "strike" else TAKEN) if each != other.target])
        return replace(
            other,
            number=number,
            target=target,
            quarter=chance.choice(other.town.quarters) if other.town.quarters else None,
            killed=other.killed * 2 + 3 if chance.random() < 0.5 else other.killed // 3,
            wounded=other.wounded * 2 + 5,
            taken=other.taken * 2 + 2 if other.taken else 0,
            details=fresh.details,
            name=fresh.name,
        )
    if other.kind == fresh.kind:  # the same toll elsewhere, on that day
        return replace(fresh, day=other.day, killed=other.killed, wounded=other.wounded, taken=other.taken)
    return fresh


def _far(one: tuple[float, float], other: tuple[float, float]) -> float:
    return math.dist(one, other)


def _tell(truth: Happening, made: Made, serial: count[int], chance: random.Random) -> None:
    """Tell a happening in one to six reports, the first on its day or the next, later ones with higher tolls."""
    told: list[StoredEvent] = []
    lag = chance.choice((0, 0, 1))
    curve = sorted(chance.uniform(0.5, 1.0) for _ in range(3))  # how much of the toll is known on each of the first days
    for _ in range(chance.choice((1, 1, 2, 2, 3, 3, 4, 5, 6))):
        number = next(serial)
        if told and chance.random() < 0.2:
            report = _copy(chance.choice(told), number)
        else:
            report = _report(truth, number, lag, [*curve, 1.0][min(lag, 3)], chance)
        lag += chance.choice((0, 0, 0, 1, 1, 2))
        told.append(report)
        made.reports.append(report)
        made.truth[report.event.id] = truth.number


def _copy(report: StoredEvent, number: int) -> StoredEvent:
    """Print a report again on another site."""
    event = replace(report.event, id=f"e{number:06}", article=f"https://site{number % 97}.example/{number}")
    return replace(report, event=event, source=None, url=event.article, original=report.original or report.event.article)


def _report(truth: Happening, number: int, lag: int, known: float, chance: random.Random) -> StoredEvent:
    published = truth.day + timedelta(days=lag)
    # One report in ten stands in a round-up, with others of that day.
    article = (
        f"roundup/{truth.war.country}/{published}" if chance.random() < 0.1 else f"https://paper{number % 31}.example/{number}"
    )
    place = _place(truth, chance)
    actors = _actors(truth, chance)
    struck = truth.target[0] if chance.random() < 0.8 else truth.target[1]
    targets = (struck,) if chance.random() < 0.75 else ()
    weapons = (truth.weapon,) if truth.weapon and chance.random() < 0.35 else ()
    counts = _counts(truth, known, chance)
    text = _text(truth, place, actors, struck, counts, chance)
    event = Event(
        id=f"e{number:06}",
        article=article,
        kind=truth.kind,
        type=chance.choice(LOOSER[truth.type]) if truth.type in LOOSER and chance.random() < 0.15 else truth.type,
        scope="incident",
        status="reported",
        date=_date(truth.day, published, chance),
        places=(place,) if place else (),
        actors=actors,
        targets=targets,
        weapons=weapons,
        counts=counts,
        claimed_by=(),
        confidence=0.9,
        evidence=(Evidence(text, 0, len(text)),),
    )
    return StoredEvent(event, f"News of {published}", f"Paper {number % 31}", None, published, 1, "made")


def _date(day: date, published: date, chance: random.Random) -> EventDate | None:
    sort = chance.random()
    if sort < 0.7:
        return EventDate(day, day, "day", "text", "on that day")
    if sort < 0.74:
        off = min(published, day + timedelta(days=chance.choice((-1, 1))))
        return EventDate(off, off, "day", "text", "on that day")
    if sort < 0.86:
        return EventDate(None, published, "by", "published", None)
    if sort < 0.94:
        return EventDate(day - timedelta(days=1), day, "range", "text", "overnight")
    if sort < 0.97:
        monday = day - timedelta(days=day.weekday())
        return EventDate(monday, monday + timedelta(days=6), "week", "text", "this week")
    return None


def _place(truth: Happening, chance: random.Random) -> Place | None:
    town, sort = truth.town, chance.random()
    country = None if chance.random() < 0.03 else truth.war.country
    latitude, longitude = (round(x + chance.uniform(-0.004, 0.004), 5) for x in town.point)
    if sort < 0.03:
        return None
    if sort < 0.12:
        point = (truth.war.point[0] + 0.6 * truth.war.provinces.index(town.province), truth.war.point[1])
        return Place(town.province, town.province, country, town.province, *point, "province", 60.0)
    if sort < 0.17:
        return Place(town.name, town.name, country, None, None, None, "unknown", None)
    name = town.name if chance.random() < 0.8 else _respell(town.name, chance)
    if truth.quarter and chance.random() < 0.5:
        name = f"{truth.quarter}, {name}"
    return Place(name, name, country, town.province, latitude, longitude, "town", town.radius)


def _respell(name: str, chance: random.Random) -> str:
    if name.startswith("al-") and chance.random() < 0.5:
        return name[3:]
    fitting = [(old, new) for old, new in RESPELL if old in name]
    return name.replace(*chance.choice(fitting)) if fitting else name


def _actors(truth: Happening, chance: random.Random) -> tuple[str, ...]:
    sort = chance.random()
    if sort < 0.2:
        return ()
    side = 1 - truth.side if sort > 0.96 else truth.side  # the other side is accused
    return (chance.choice(truth.war.sides[side]),)


def _counts(truth: Happening, known: float, chance: random.Random) -> tuple[Count, ...]:
    """Give tolls as known on that day; one in five has heard another one."""
    found = []
    for of, whole, often in (("killed", truth.killed, 0.85), ("wounded", truth.wounded, 0.45), ("detained", truth.taken, 0.85)):
        if (truth.kind == "detention") != (of == "detained") or chance.random() > often:
            continue
        heard = chance.uniform(0.75, 1.25) if chance.random() < 0.2 else 1.0
        number = round(whole * heard * (1.0 if of == "detained" else known))
        of = "released" if truth.type == "release" else of
        high = None if chance.random() < 0.25 else number
        found.append(Count(of, number, high, None, str(number)))  # type: ignore[arg-type]  # one of the three
    return tuple(found)


def _text(
    truth: Happening, place: Place | None, actors: tuple[str, ...], struck: str, counts: tuple[Count, ...], chance: random.Random
) -> str:
    """Tell it in a sentence, with some of its details."""
    where = f"in {place.name}" if place else "in the area"
    tolls = " and ".join(f"{count.low} {count.of}" for count in counts)
    verb, what = (
        chance.choice(VERBS.get(truth.type, ("took", "seized"))),
        f"the {struck}" if chance.random() < 0.85 else "several places",
    )
    deed = f"{actors[0]} {verb} {what}" if actors else f"{what} came under attack"
    told = [detail for detail in truth.details if chance.random() < 0.45]
    named = [f"{truth.name} told reporters"] if chance.random() < 0.25 else []
    source = chance.choice(("officials said", "residents said", "the army said", "rescue workers said", "a monitoring group said"))
    return ", and ".join((f"{deed} {where}{tolls and f', with {tolls}'}, {source}", *told, *named)) + "."
