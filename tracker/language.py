"""Tell which language a text is in, as far as this program needs it: English or not, with a code where that is plain.

1. The script decides for languages that are alone, or nearly, in using it: Arabic, Hebrew, Greek, Cyrillic, Han, Hangul ...
2. Else the share of each language's commonest words decides. They are few, short and in every text: a paragraph is enough.
3. Else nothing is said: too short, or a list of names.
"""

from __future__ import annotations

import re
from collections import Counter

# Function words alone, and of those the ones that say much; a word that two languages share ('de', 'in') counts for both.
_WORDS = {
    "en": (
        "the of and to in a that is was for on with as by at from it were said have has had be an are which this their "
        "after who not but or been they his its he she will would more than about near two one no by we you i"
    ),
    "fr": (
        "le la les des du de et en un une dans que qui est pour sur par au aux avec ont été son sa ses ce cette pas plus "
        "se ne ou il elle nous leur selon après a à"
    ),
    "de": (
        "der die das und in den von zu mit dem des im ist nicht ein eine einer einem auf für als auch sich wurde wurden "
        "bei nach es er sie sind hat haben am aus war"
    ),
    "es": (
        "el la los las de del y en que un una por con para se al es su sus no lo más fue fueron ha han como pero este "
        "esta según entre tras sobre"
    ),
    "pt": (
        "o a os as de do da dos das e em que um uma por com para se ao no na nos nas não mais foi foram é são seu sua "
        "como mas pelo pela segundo após"
    ),
    "it": (
        "il lo la i gli le di del della dei delle e in che un una per con non si è sono al alla da dal nel nella ha hanno "
        "anche più dopo stato stati"
    ),
    "nl": (
        "de het een en van in op dat is voor met zijn te aan door bij niet ook werd werden naar uit om als er hebben heeft maar nog"
    ),
    "pl": "i w na z do że się nie jest to od o po za przez jak dla oraz był były ich został zostali który które przy",
    "tr": "ve bir bu da de için ile olarak olan çok daha sonra en kadar gibi olduğu ise ancak ne var göre iki tarafından",
    "id": ("yang di dan dari ke pada untuk dengan ini itu dalam tidak oleh akan telah adalah juga sebagai para serta kata mereka"),
    "ro": "și în de la a cu pe din care nu este că o un au fost pentru mai prin după sau al ale lui dar",
    "sv": "och i att det som en på är av för med den till har de inte om ett var men från vid efter",
    "so": "oo iyo in ka ku waa u ay la uu ayaa soo waxaa kale ee dhacay markii aan",
    "sw": "ya na wa kwa ni katika la za cha kuwa hiyo huo hii baada watu pia kutoka mwa lakini",
    "ha": "da a na ta ya cewa su wani ba ga sun an wannan domin kuma daga inda mutane",
}
_COMMON = {code: frozenset(words.split()) for code, words in _WORDS.items()}
_SCRIPTS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),  # before Han, which Japanese uses too
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("am", re.compile(r"[\u1200-\u137f]")),
    ("my", re.compile(r"[\u1000-\u109f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
)
# Letters that tell the languages of one script apart. Each is common in its language and absent from the script's first one.
_LETTERS: dict[str, tuple[tuple[str, re.Pattern[str]], ...]] = {
    "ar": (("ur", re.compile("[ٹڈڑںے]")), ("fa", re.compile("[پچژگک]"))),
    "ru": (("uk", re.compile("[іїєґ]", re.I)),),
}
_WORD = re.compile(r"[^\W\d_]+")
_LETTER = re.compile(r"[^\W\d_]")
# The beginning of a text tells as much as the whole and bounds the work.
_SAMPLE = 20_000
_MIN_WORDS = 12
_MIN_SHARE = 0.12
# An English text full of foreign names must not go unread: another language has to be plain.
_MARGIN = 1.5


def detect(text: str) -> str | None:
    """Give the ISO 639-1 code of a text's language, or None where it is too short or too mixed to tell."""
    sample = text[:_SAMPLE]
    letters = len(_LETTER.findall(sample))
    if not letters:
        return None
    return _by_script(sample, letters) or _by_words(sample)


def _by_script(sample: str, letters: int) -> str | None:
    for code, pattern in _SCRIPTS:
        found = len(pattern.findall(sample))
        # Three in ten: Japanese mixes its scripts, and pages in any language hold Latin names.
        if found >= 8 and found > 0.3 * letters:
            return next((other for other, own in _LETTERS.get(code, ()) if len(own.findall(sample)) > 0.01 * found), code)
    return None


def _by_words(sample: str) -> str | None:
    words = Counter(word.lower() for word in _WORD.findall(sample))
    total = sum(words.values())
    if total < _MIN_WORDS:
        return None
    shares = {code: sum(words[w] for w in common) / total for code, common in _COMMON.items()}
    best = max(shares, key=lambda code: shares[code])
    if best != "en" and shares[best] < _MARGIN * shares["en"]:
        return None
    return best if shares[best] >= _MIN_SHARE else None
