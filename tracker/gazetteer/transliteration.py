"""How one sound is spelt by different hands: rules as data, each with two spellings of one place that it joins.

- `SOUNDS` are always taken for one, in any country: they are built into the skeleton of every name. A change here asks for the
  gazetteer to be built anew, and for `names.RULES` to be raised.
- `RESPELLINGS` hold in some countries only, or would join too much if they always held: a name that nothing bears is
  looked up again under each spelling that they give.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Sound:
    """Letters that stand for one sound: `written` becomes `sound` in a skeleton."""

    written: str
    sound: str
    example: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Respelling:
    """Letters that writers of these countries' names put for others. In `written` and `read`, ^ is a name's begin, $ its end.

    `example` is how a text may have it, how the gazetteer does, and where.
    """

    written: str
    read: str
    countries: frozenset[str]
    example: tuple[str, str, str]


# Longest first; applied in this order, on strict keys. Vowels, h, w and y are dropped afterwards.
SOUNDS: tuple[Sound, ...] = (
    Sound("tch", "x", ("Ouatchi", "Wachi")),
    Sound("kh", "k", ("Khan Bani Sa'd", "Kan Bani Sad")),
    Sound("gh", "g", ("Ghazni", "Gazni")),
    Sound("dh", "d", ("Dhamar", "Damar")),
    Sound("th", "t", ("Haditha", "Hadita")),
    Sound("ph", "f", ("Phnom Penh", "Fnom Penh")),
    Sound("sh", "x", ("Shahr-e Kord", "Chahr-e Kord")),
    Sound("ch", "x", ("Rachidia", "Rashidia")),
    Sound("zh", "j", ("Zhob", "Job")),
    Sound("dj", "j", ("Djebel Chambi", "Jebel Chambi")),
    Sound("ck", "k", ("Mückenberg", "Mukenberg")),
    Sound("q", "k", ("Qandahar", "Kandahar")),
    Sound("c", "k", ("Caracas", "Karakas")),
    Sound("v", "w", ("Vardak", "Wardak")),
)


def _countries(codes: str) -> frozenset[str]:
    return frozenset(codes.split())


ARAB = _countries("AE BH DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SY TD TN YE")
IRANIAN = _countries("AF IR PK TJ")
SLAVIC = _countries("BY RU UA")
SOMALI = _countries("DJ ET KE SO")
ETHIOPIC = _countries("ER ET")
BURMESE = _countries("MM")
ITALIAN = _countries("ER ET LY SO")

RESPELLINGS: tuple[Respelling, ...] = (
    # An Arabic article that is glued to its word. Keys have doubled letters once: 'Arraqqa' is 'araqa'.
    Respelling("^al", "", ARAB, ("Almayadin", "Mayadin", "SY")),
    Respelling("^el", "", ARAB, ("Elobeid", "Obeid", "SD")),
    Respelling("^ar", "r", ARAB, ("Arrutba", "Rutba", "IQ")),
    Respelling("^as", "s", ARAB, ("Assuwayda", "Suwayda", "SY")),
    Respelling("^ashsh", "sh", ARAB, ("Ashshihr", "Shihr", "YE")),
    Respelling("^at", "t", ARAB, ("Attabqa", "Tabqa", "SY")),
    Respelling("^az", "z", ARAB, ("Azzubayr", "Zubayr", "IQ")),
    Respelling("^an", "n", ARAB, ("Annajaf", "Najaf", "IQ")),
    Respelling("^ad", "d", ARAB, ("Addali", "Dali", "YE")),
    # Arabic consonants as dialects and other tongues have them.
    Respelling("g", "j", ARAB, ("Gabalya", "Jabalya", "PS")),  # jim in Egypt
    Respelling("g", "q", ARAB, ("Gatana", "Qatana", "SY")),  # qaf among Bedouins and in Yemen
    Respelling("z", "dh", ARAB, ("Zamar", "Dhamar", "YE")),
    Respelling("dh", "z", ARAB, ("Abu Dhabad", "Abu Zabad", "SD")),
    Respelling("ch", "kh", ARAB, ("Chan Yunis", "Khan Yunis", "PS")),  # German
    # Persian, Pashto and Urdu.
    Respelling("gh", "q", IRANIAN, ("Ghazvin", "Qazvin", "IR")),
    Respelling("q", "gh", IRANIAN, ("Qazni", "Ghazni", "AF")),
    Respelling("kh", "sh", IRANIAN, ("Pekhawar", "Peshawar", "PK")),  # one Pashto letter, kh in the north, sh in the south
    Respelling("ph", "p", IRANIAN, ("Phishin", "Pishin", "PK")),
    # Ukrainian beside Russian.
    Respelling("g", "h", SLAVIC, ("Gorlovka", "Horlivka", "UA")),
    Respelling("h", "g", SLAVIC, ("Homel", "Gomel", "BY")),
    Respelling("ch", "kh", SLAVIC, ("Charkiw", "Kharkiv", "UA")),  # German
    Respelling("tsch", "ch", SLAVIC, ("Tschernihiw", "Chernihiv", "UA")),
    Respelling("sch", "sh", SLAVIC, ("Schostka", "Shostka", "UA")),
    Respelling("j", "y", SLAVIC, ("Jenakijeve", "Yenakiyeve", "UA")),
    # Somali: x is h, c is ayn, which other spellings leave out; older maps are Italian.
    Respelling("x", "h", SOMALI, ("Xudur", "Hudur", "SO")),
    Respelling("c", "", SOMALI, ("Cadaado", "Adado", "SO")),
    Respelling("gi", "j", ITALIAN, ("Gilib", "Jilib", "SO")),
    Respelling("chi", "ki", ITALIAN, ("Chisimaio", "Kismayo", "SO")),
    # Amharic and Tigrinya.
    Respelling("ts", "s", ETHIOPIC, ("Tsekota", "Sekota", "ET")),
    # Burmese: breath is written before a letter or after it or not at all; ky is heard as ch.
    Respelling("hp", "p", BURMESE, ("Hpekon", "Pekon", "MM")),
    Respelling("ht", "t", BURMESE, ("Htaton", "Thaton", "MM")),
    Respelling("hk", "k", BURMESE, ("Hkutkai", "Kutkai", "MM")),
    Respelling("ch", "ky", BURMESE, ("Chaukse", "Kyaukse", "MM")),
    Respelling("my", "mr", BURMESE, ("Myauk-U", "Mrauk-U", "MM")),
)
