"""Find noun phrases and what they count, by word order and word class.

The tree is not asked: a small model's tree breaks on headlines, on lists and on text that lost its commas, where 'number,
adjectives, noun' still stands in order.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from tracker.extract.lexicon_people import (
    MASS_PEOPLE,
    PEOPLE,
    is_group,
    is_organisation,
    is_people,
    is_plural,
    noun_class,
    singular,
)
from tracker.extract.numbers import Number

if TYPE_CHECKING:
    from tracker.extract.parsed import Doc, Token

PhraseKind = Literal["number", "article", "definite", "name", "pronoun", "bare"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase without what follows its noun: tokens [first, last), `noun` the index of its noun if it has one.

    `low` is None where it counts nothing ('fighters'). `kind` says what counts: a number, an article, 'the', a name. `noun_class`
    is that of `noun` (`lexicon_people.noun_class`); `of_them` marks a part of what was counted before ('two of them').
    """

    first: int
    last: int
    noun: int | None
    kind: PhraseKind
    noun_class: str
    low: int | None = None
    high: int | None = None
    of_them: bool = False

    @property
    def is_people(self) -> bool:
        """Tell whether it can count people: a people noun, a name, an unknown noun, or a number alone."""
        return self.noun_class in {"people", ""}


# Words that say that people were killed or hurt: they end a noun phrase ('12 people killed'), they are never its noun.
TOLL_WORDS = frozenset(
    """killed killing kill kills slain martyred dead died die dies wounded wounding wounds wound injured injuring injure injures
    hurt hurting maimed maiming executed assassinated massacred murdered perished captured detained arrested abducted
    kidnapped missing
    arresting detaining capturing kidnapping abducting""".split()
)
# Words that begin the parts of a whole.
PART_WORDS = frozenset("including include includes included among mostly mainly namely notably".split())
# Of these, those that say of people before whom they stand that they are captives already.
_CAPTIVE = frozenset("captured detained arrested abducted kidnapped".split())
_CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october
    november december today yesterday tonight overnight early late last this next earlier later ago""".split()
)
_ARTICLES = frozenset({"a", "an", "another"})
_DEFINITE = frozenset({"the", "this", "that", "his", "her", "its", "their", "my", "our", "your"})
_LEAD = _DEFINITE | {"these", "those", "all", "other"}
_ADJECTIVES = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG", "HYPH", "CD", "AFX", "``", "''", "FW", '"'})
_MORE = frozenset({"more", "other", "further", "additional", "others", "extra"})
_THEM = frozenset({"them", "whom", "which", "us", "these", "those"})
_SINGULAR_PRONOUNS = frozenset({"he", "she", "him", "her"})


def _is_noun(token: Token) -> bool:
    if token.lower_ in TOLL_WORDS or token.lower_ in _CALENDAR:
        return False
    if token.tag_.startswith("NN"):
        return True
    low = token.lower_
    return low != singular(low) and singular(low) in PEOPLE and token.tag_ in {"VBZ", "JJ", "FW", "VB", "VBP", "RB"}


def _ends_before(head: Token, token: Token) -> bool:
    """Tell whether a phrase whose last noun is `head` ends before the noun `token` ('two soldiers | residents said')."""
    if is_plural(head):
        loose = head.lower_ in {"forces", "troops", "police", "arms", "women", "special"} or not is_people(head)
        return not loose or (token.tag_ in {"NNP", "NNPS"} and head.tag_ == "NNS")
    return False


def _adjective_ok(doc: Doc, at: int, head: int | None) -> bool:
    """Tell whether an adjective or participle goes on with the phrase; behind a plain noun it starts something else."""
    token = doc[at]
    if token.lower_ in TOLL_WORDS or token.lower_ in PART_WORDS:  # 'two wounded soldiers' is seen from 'wounded'
        return False
    if head is None or token.tag_ == "HYPH" or (at > 0 and doc[at - 1].tag_ == "HYPH"):
        return token.tag_ in _ADJECTIVES or token.lower_ in _MORE or token.tag_.startswith("VB")
    return doc[head].tag_ == "NNP" and not is_plural(doc[head]) and token.tag_ in {"JJ", "HYPH"}


def _joins_modifiers(doc: Doc, at: int, head: int | None) -> bool:
    """Tell whether 'and' stands between two modifiers of one noun: '12 Taliban and Haqqani fighters'."""
    if doc[at].lower_ not in {"and", "or", ","} or at + 2 >= len(doc) or at == 0:
        return False
    left, middle, right = doc[at - 1], doc[at + 1], doc[at + 2]
    modifiers = {"JJ", "NNP", "VBN", "VBG"}
    if left.tag_ not in modifiers or middle.tag_ not in modifiers or middle.lower_ in TOLL_WORDS or is_plural(left):
        return False
    return right.tag_ in {"NNS", "NNPS"} and (head is None or not is_people(doc[head]))


def _noun_run(doc: Doc, at: int, numbers: dict[int, Number], *, plural: bool = False) -> int | None:
    """Give the index of the last noun of the run of adjectives and nouns that starts at a token, None where there is none.

    With `plural` a plural is looked for, so an adjective behind a singular goes on: '5,700 adult male fighters'.
    """
    head: int | None = None
    i = at
    while i < len(doc) and i not in numbers:
        token = doc[i]
        if _is_noun(token) and (head is None or token.tag_.startswith("NN")):
            if head is not None and doc[i - 1].tag_ != "HYPH" and _ends_before(doc[head], token):
                break
            head = i
        elif not (
            _adjective_ok(doc, i, head)
            or _joins_modifiers(doc, i, head)
            or (plural and head is not None and not is_plural(doc[head]) and token.tag_ == "JJ" and _plural_near(doc, i))
            or (head is None and token.tag_ in {"RB", "RBS", "RBR"} and token.lower_ not in _CALENDAR)
        ):
            break
        i += 1
    return head


def _plural_near(doc: Doc, at: int) -> bool:
    return any(_is_noun(token) and is_plural(token) and is_people(token) for token in doc[at + 1 : at + 4])


def _number_tokens(doc: Doc, numbers: Iterable[Number]) -> dict[int, Number]:
    found: dict[int, Number] = {}
    spans = tuple(numbers)
    for token in doc if spans else ():
        for number in spans:
            if token.idx < number.end and number.start < token.idx + len(token.text):
                found[token.i] = number
    return found


def _number_phrase(doc: Doc, at: int, numbers: dict[int, Number]) -> Phrase:
    """Build the phrase of the number at a token: '10 air strikes', 'dozens of fighters', 'two of them', '12'."""
    number = numbers[at]
    after = at
    while after < len(doc) and numbers.get(after) is number:
        after += 1
    first = at
    if after < len(doc) and doc[after].lower_ == "of" and after + 1 < len(doc):
        if doc[after + 1].lower_ in _THEM and (
            after + 2 >= len(doc) or not _is_noun(doc[after + 2]) or doc[after + 1].lower_ in {"them", "whom"}
        ):
            noun = _part_noun(doc, after + 2)
            return Phrase(
                first, after + 2, noun, "number", noun_class(doc[noun]) if noun else "", number.low, number.high, of_them=True
            )
        after += 1
    while after < len(doc) and doc[after].lower_ in _LEAD | {"new"} and after not in numbers:
        after += 1
    if after > first + 1 and doc[after - 1].lower_ in _LEAD | {"of"}:  # 'three of the eight men'
        while after in numbers and numbers[after] is not number:
            after += 1
    if after + 1 < len(doc) and doc[after].lower_ in _CAPTIVE and doc[after + 1].tag_ in {"NN", "NNS", "NNP", "JJ"}:
        after += 1  # '52 kidnapped villagers'
    head = _noun_run(doc, after, numbers, plural=number.high != 1)
    while head is not None and doc[after - 1].lower_ in _LEAD | {"of"} and head + 1 < len(doc) and doc[head + 1].tag_ == "POS":
        owned = _noun_run(doc, head + 2, numbers)  # 'two of the leader's guards'
        if owned is None:
            break
        head = owned
    if head is None:
        end = after + 1 if after < len(doc) and doc[after].lower_ in _MORE else _number_end(numbers, at)
        return Phrase(first, end, None, "number", "", number.low, number.high)
    return Phrase(first, head + 1, head, "number", noun_class(doc[head]), number.low, number.high)


def _number_end(numbers: dict[int, Number], at: int) -> int:
    end = at
    while numbers.get(end) is numbers[at]:
        end += 1
    return end


def _part_noun(doc: Doc, at: int) -> int | None:
    """Give the noun that says what the parts are: 'two of them children', '234 of them were children'."""
    if at < len(doc) and doc[at].lower_ in {"were", "are", "was"}:
        at += 1
    return at if at < len(doc) and is_people(doc[at]) and is_plural(doc[at]) else None


def _group_of(doc: Doc, first: int, head: int, numbers: dict[int, Number]) -> Phrase:
    """Build the phrase of a group noun: 'a group of 12 men' counts 12, 'a group of men' counts nothing."""
    inner = head + 2
    if head + 1 < len(doc) and doc[head + 1].lower_ in {"of", "with"}:
        while inner < len(doc) and doc[inner].lower_ in _LEAD:
            inner += 1
        if inner in numbers:
            phrase = _number_phrase(doc, inner, numbers)
            if phrase.noun is None and singular(doc[head].text) in {"family", "household", "crew"}:  # 'a family of six'
                return replace(phrase, first=first, noun=head, noun_class="people")
            return replace(phrase, first=first)
    return Phrase(first, head + 1, head, "bare", "group")


def _one_of(doc: Doc, at: int, numbers: dict[int, Number]) -> Phrase | None:
    """Build 'one of the soldiers', which `find_numbers` leaves out because of 'one of the largest'."""
    if at in numbers or doc[at].lower_ != "one" or at + 2 >= len(doc) or doc[at + 1].lower_ != "of":
        return None
    head = _noun_run(doc, at + 2 + (doc[at + 2].lower_ in _LEAD), numbers)
    if head is None or not is_people(doc[head]) or any(doc[i].tag_ == "JJS" for i in range(at, head)):
        return None
    return Phrase(at, head + 1, head, "number", "people", 1, 1)


def _nobody(doc: Doc, at: int) -> Phrase | None:
    low = doc[at].lower_
    if low in {"nobody", "none", "no-one"}:
        return Phrase(at, at + 1, None, "number", "people", 0, 0)
    if low == "no" and at + 1 < len(doc) and doc[at + 1].lower_ == "one":
        return Phrase(at, at + 2, None, "number", "people", 0, 0)
    return None


def _is_one(doc: Doc, first: int, head: int) -> bool:
    """Tell whether a phrase without a number is one: a singular noun that is no mass of people, or a person's name."""
    noun = doc[head]
    if is_plural(noun) or singular(noun.text) in MASS_PEOPLE or is_group(noun):
        return False
    named = noun.tag_ == "NNP" and not any(is_people(token) and not is_plural(token) for token in doc[first : head + 1])
    return not (named and any(is_organisation(token) for token in doc[first : head + 1] if token.tag_ == "NNP"))


def _plain_phrase(doc: Doc, at: int, numbers: dict[int, Number]) -> Phrase | None:
    """Build a phrase that starts with an article, 'the', a name or a bare noun."""
    low = doc[at].lower_
    kind: PhraseKind = "article" if low in _ARTICLES else "definite" if low in _LEAD and doc[at].tag_ != "PRP" else "bare"
    start = at + (kind != "bare")
    while kind == "definite" and start < len(doc) and doc[start].lower_ in _LEAD and start not in numbers:
        start += 1
    if kind == "definite" and start in numbers:
        return replace(_number_phrase(doc, start, numbers), first=start if low in {"that", "this"} else at)
    head = _noun_run(doc, start, numbers)
    if head is None:
        return None
    if is_group(doc[head]):
        return _group_of(doc, at, head, numbers)
    kind_of_noun = noun_class(doc[head])
    if kind == "bare" and doc[head].tag_ == "NNP" and kind_of_noun == "":
        kind = "name"
    if not _is_one(doc, at, head):
        return Phrase(at, head + 1, head, "bare", kind_of_noun)
    counts = kind in {"article", "name"} or kind_of_noun == "people" or kind == "definite"
    return Phrase(at, head + 1, head, kind, kind_of_noun, *((1, 1) if counts else (None, None)))


def find_phrases(doc: Doc, numbers: Iterable[Number]) -> tuple[Phrase, ...]:
    """Find the noun phrases of a sentence from left to right, none overlapping another; kept with the sentence."""
    kept: dict[tuple[Number, ...], tuple[Phrase, ...]] = doc.user_data.setdefault("phrases", {})
    key = tuple(numbers)
    if key not in kept:
        kept[key] = _phrases(doc, key)
    return kept[key]


def _phrases(doc: Doc, numbers: tuple[Number, ...]) -> tuple[Phrase, ...]:
    tokens = _number_tokens(doc, numbers)
    out: list[Phrase] = []
    i = 0
    while i < len(doc):
        phrase: Phrase | None = _one_of(doc, i, tokens) or _nobody(doc, i)
        if phrase is None and i in tokens:
            phrase = _number_phrase(doc, i, tokens)
        elif phrase is None and doc[i].lower_ in _SINGULAR_PRONOUNS and doc[i].tag_ == "PRP":
            phrase = Phrase(i, i + 1, i, "pronoun", "people", 1, 1)
        elif phrase is None and (_starts(doc[i])):
            phrase = _plain_phrase(doc, i, tokens)
        if phrase is not None:
            out.append(phrase)
        i = phrase.last if phrase else i + 1
    return tuple(out)


def _starts(token: Token) -> bool:
    low = token.lower_
    if low in _ARTICLES or low in _LEAD:
        return True
    return _is_noun(token) or (token.tag_ in {"JJ", "JJR", "JJS"} and low not in TOLL_WORDS)
