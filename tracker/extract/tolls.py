"""Find tolls: how many were killed, wounded or hurt in a way that a sentence says so.

The steps:
1. words that say so, alone or two joined ('killed and wounded' is one word for casualties).
2. for each its form: passive ('were killed'), bare ('12 killed'), active ('killing 12'), noun ('a toll of 12', 'no casualties').
   What is threatened, planned, possible or denied is dropped here.
3. the phrases before or after it that say how many (`counts.find_phrases`), added up.
4. parts of a whole ('8 people, including 3 children') become tolls with a `group`, after the whole.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tracker.extract.counts import Amount, add_up, joined, listing
from tracker.extract.numbers import Number
from tracker.extract.phrases import PART_WORDS, Phrase, find_phrases
from tracker.extract.toll_words import (
    BE,
    LIFE_VERBS,
    MODALS,
    NOUNS,
    NOUNS_OF,
    RISING,
    SAID,
    THE_DEAD,
    UNREAL_HEADS,
    VERBS,
    Word,
    words,
)
from tracker.model import CountOf

if TYPE_CHECKING:
    from spacy.tokens import Doc


@dataclass(frozen=True, slots=True)
class Toll:
    """How many were killed, wounded, or either: [low, high], both included, `high` None where unbounded.

    `group` is the noun of a part of the whole ('children'), None for the whole figure. `doc.text[start:end] == text` are the words
    of the amount; `verb` is the index of the token that says what became of them. `deed` is True where people are said to have been
    killed or hurt, False where a figure is given ('a toll of 12', '12 bodies', 'no casualties').
    """

    of: CountOf
    low: int
    high: int | None
    group: str | None
    start: int
    end: int
    text: str
    verb: int
    deed: bool


def _group_noun(doc: Doc, phrase: Phrase) -> str:
    return doc[phrase.noun].text.lower() if phrase.noun is not None else "others"


def _make(doc: Doc, word: Word, amount: Amount, group: str | None = None) -> list[Toll]:
    """Make the toll, or both of 'no casualties' and 'no civilians were harmed'."""
    text = doc.text[amount.start : amount.end]
    kinds: list[CountOf]
    if word.of in {"casualties", "harmed"} and amount.low == 0 and amount.high == 0:
        kinds = ["killed", "wounded"]
    elif word.of in {"harmed", "captured"}:
        return []
    else:
        kinds = [word.of]  # type: ignore[list-item]  # 'captured' and 'harmed' are gone
    return [
        Toll(of, amount.low, amount.high, group, amount.start, amount.end, text, word.first, word.form != "state" or word.past)
        for of in kinds
    ]


class _Finder:
    """The sentence with its phrases, and which of them are taken by a toll."""

    def __init__(self, doc: Doc, numbers: tuple[Number, ...]) -> None:
        self.doc = doc
        self.phrases = find_phrases(doc, numbers)
        self.used: set[int] = set()

    # -- where the amount stands

    def after(self, at: int) -> int | None:
        """Give the phrase that starts at a token, adverbs and 'up to' skipped."""
        for i, phrase in enumerate(self.phrases):
            if phrase.first >= at:
                gap = self.doc[at : phrase.first]
                plain = all(t.pos_ in {"ADV", "DET"} or t.lower_ in {"all", "the", "off", "up", "to", ":"} for t in gap)
                return i if len(gap) <= 3 and plain else None
        return None

    def before(self, at: int) -> int | None:
        """Give the phrase that ends right before a token, adverbs and 'reportedly' skipped; a part may end with a comma."""
        for i in range(len(self.phrases) - 1, -1, -1):
            phrase = self.phrases[i]
            if phrase.last <= at:
                gap = self.doc[phrase.last : at]
                loose = {"(", ")"} | ({","} if self.is_part(i) is not None else set())
                plain = all(t.lower_ in SAID | BE or t.pos_ == "ADV" or t.text in loose for t in gap)
                return i if len(gap) <= 4 and plain else None
        return None

    def subject(self, at: int, word: Word) -> int | None:
        """Give the phrase that is the subject of the auxiliary at a token: by the tree, else by nearness."""
        verb = self.doc[word.first]
        for child in verb.children:
            if child.dep_ in {"nsubjpass", "nsubj"} and child.i < at:
                for i, phrase in enumerate(self.phrases):
                    if phrase.first <= child.i < phrase.last and phrase.low is not None and phrase.is_people:
                        return i
        return self._shared(at, word) if self.doc[at - 1].lower_ in {"and", "then", "but"} else self._nearest(at)

    def _shared(self, at: int, word: Word) -> int | None:
        """Give the subject of the verb that a verb is joined to: 'the pilot was arrested and was later killed'."""
        verb = self.doc[word.first]
        while verb.dep_ == "conj" and verb.head.i < verb.i:
            verb = verb.head
            for child in verb.children:
                if child.dep_ in {"nsubjpass", "nsubj"} and child.i < at:
                    return next(
                        (
                            i
                            for i, p in enumerate(self.phrases)
                            if p.first <= child.i < p.last and p.low is not None and p.is_people
                        ),
                        None,
                    )
        return None

    def _nearest(self, at: int) -> int | None:
        for i in range(len(self.phrases) - 1, -1, -1):
            phrase = self.phrases[i]
            if phrase.last > at:
                continue
            gap = self.doc[phrase.last : at]
            if len(gap) > 14 or any(t.lower_ in VERBS or t.text == ";" for t in gap):
                return None
            before = self.doc[phrase.first - 1] if phrase.first else None
            if before is not None and before.pos_ == "ADP" and before.lower_ not in PART_WORDS and before.lower_ != "of":
                continue
            if before is not None and before.lower_ in PART_WORDS and before.lower_ != "among":
                continue
            if phrase.low is None and len(gap) > 0:
                continue
            return i
        return None

    def list_to(self, at: int, limit: int | None = None) -> tuple[int, ...]:
        """Give the list that a phrase stands in, up to a token ('two soldiers and a guide were'), without another verb's object."""
        first = at
        for i in range(at - 1, -1, -1):
            left = self.phrases[i]
            words = joined(self.doc, left, self.phrases[first])
            if words is None or i in self.used or left.low is None or not left.is_people:
                break
            before = self.doc[left.first - 1] if left.first else None
            if before is not None and (
                before.lower_ in VERBS or (before.pos_ == "VERB" and before.lemma_ not in {"say", "add", "report"})
            ):
                break
            first = i
        items = listing(self.doc, self.phrases, first, to_verb=True)
        end = self.phrases[at].last if limit is None else limit
        return tuple(i for i in items if self.phrases[i].last <= end) if at in items else (at,)

    # -- parts

    def parts(self, at: int) -> tuple[int, ...]:
        """Give the phrases that are parts of the whole told before a token: ', including 3 children and a woman'."""
        near = range(at, min(at + 4, len(self.doc)))
        for i, phrase in enumerate(self.phrases):
            if phrase.of_them and phrase.noun is not None and phrase.first in near:
                return (i,)
        if at < len(self.doc) and self.doc[at].text in {"(", ":"}:
            return self._breakdown(at)
        lead = next((i for i in near if self.doc[i].lower_ in PART_WORDS), None)
        if lead is None or any(self.doc[i].pos_ in {"VERB", "AUX"} and i < lead for i in near):
            return ()
        start = lead + 1 + (lead + 1 < len(self.doc) and self.doc[lead + 1].lower_ in {"them", "whom"})
        first = self.after(start)
        if first is None:
            return ()
        return tuple(i for i in listing(self.doc, self.phrases, first) if self.phrases[i].is_people)

    def _breakdown(self, at: int) -> tuple[int, ...]:
        """Give the items of 'eight people (five men and three children)' where they add up to the whole."""
        first = self.after(at + 1)
        if first is None or first == 0 or self.phrases[first].noun is None:
            return ()
        items = tuple(i for i in listing(self.doc, self.phrases, first) if self.phrases[i].low is not None)
        same = sum(self.phrases[i].low or 0 for i in items) == self.phrases[first - 1].low
        return items if same and len(items) > 1 else ()

    def is_part(self, at: int) -> int | None:
        """Give the token of 'including' where a phrase is a part, by what stands before its list."""
        for back in range(at, -1, -1):
            first = self.phrases[back].first
            lead = self.doc[first - 1].lower_ if first else ""
            if lead in {"them", "whom"} and first > 1:
                return first - 2 if self.doc[first - 2].lower_ in PART_WORDS else None
            if lead in PART_WORDS and lead != "among":
                return first - 1
            if back == 0 or back - 1 in self.used or joined(self.doc, self.phrases[back - 1], self.phrases[back]) is None:
                return None
        return None

    def later_parts(self, tolls: list[Toll]) -> Iterator[Toll]:
        """Read parts told apart from their whole: 'killed 12, ... four of them were children', 'two commanders among them'."""
        for i, phrase in enumerate(self.phrases):
            amount = add_up(self.doc, self.phrases, (i,)) if i not in self.used else None
            among = [t.lower_ for t in self.doc[phrase.last : phrase.last + 2]] == ["among", "them"] and phrase.is_people
            if amount is None or phrase.noun is None or not (phrase.of_them or among):
                continue
            wholes = [t for t in tolls if t.group is None and t.low and t.start < amount.start]
            if wholes:
                text = self.doc.text[amount.start : amount.end]
                yield replace(
                    wholes[-1],
                    low=amount.low,
                    high=amount.high,
                    group=_group_noun(self.doc, phrase),
                    start=amount.start,
                    end=amount.end,
                    text=text,
                )

    # -- tolls

    def counted(self, word: Word, items: tuple[int, ...], parts: tuple[int, ...] = ()) -> list[Toll]:
        """Make the toll of a list, and those of its parts."""
        items = tuple(i for i in items if self.phrases[i].is_people)
        out: list[Toll] = []
        amount = add_up(self.doc, self.phrases, items) if items else None
        whole = amount
        if amount is None and parts:
            inner = add_up(self.doc, self.phrases, parts)
            whole = inner and replace(inner, high=None)
        if whole is not None:
            self.used.update(items)
            out += _make(self.doc, word, whole)
        for i in parts:
            part = add_up(self.doc, self.phrases, (i,))
            if part is not None:
                self.used.add(i)
                out += _make(self.doc, word, part, _group_noun(self.doc, self.phrases[i]))
        return out

    def active(self, word: Word) -> list[Toll]:
        at = self.after(word.last)
        if at is None or at in self.used or not self.phrases[at].is_people:
            return []
        items = listing(self.doc, self.phrases, at)
        return self.counted(word, items, self.parts(self.phrases[items[-1]].last))

    def _with_others(self, word: Word, items: tuple[int, ...]) -> tuple[int, ...]:
        """Add '... was killed along with four others'."""
        for i, phrase in enumerate(self.phrases):
            lead = " ".join(t.lower_ for t in self.doc[word.last : phrase.first])
            if phrase.first >= word.last and lead.strip(" ,") in {
                "along with",
                "together with",
                "as well as",
                "alongside",
                "in addition to",
            }:
                return (*items, *(j for j in listing(self.doc, self.phrases, i) if self.phrases[j].low is not None))
        return items

    def passive(self, word: Word, at: int) -> list[Toll]:
        """Read what stands before: `at` is the token where the verb group starts."""
        found = self.subject(at, word) if at < word.first else self.before(at)
        if found is None or found in self.used:
            return []
        lead = self.is_part(found)
        if lead is not None:  # 'Eight people, including three children, were killed'
            whole = self.before_part(lead)
            first = self.after(lead + 1 + (self.doc[lead + 1].lower_ in {"them", "whom"}))
            parts = listing(self.doc, self.phrases, first, to_verb=True) if first is not None else (found,)
            return self.counted(word, self.list_to(whole) if whole is not None else (), parts)
        items = self._with_others(word, self.list_to(found, at))
        parts = self.parts(self.phrases[found].last) or self.parts(word.last) or self._among(items[0])
        return self.counted(word, items, parts)

    def before_part(self, lead: int) -> int | None:
        for i in range(len(self.phrases) - 1, -1, -1):
            if self.phrases[i].last <= lead:
                gap = self.doc[self.phrases[i].last : lead]
                return i if all(t.text in ",(-–—" or t.lower_ in {"some", "of", "them"} for t in gap) else None
        return None

    def _among(self, at: int) -> tuple[int, ...]:
        """Give the parts in 'two women and two children were among eight people killed'."""
        first = self.phrases[at].first
        while first and self.doc[first - 1].lower_ in {"the", "these", "those"}:
            first -= 1
        if first < 2 or self.doc[first - 1].lower_ != "among" or self.doc[first - 2].lower_ not in BE:
            return ()
        found = self.before(first - 2)
        return self.list_to(found) if found is not None else ()

    def group_start(self, word: Word) -> tuple[int, bool]:
        """Give where the verb group of a word starts, and whether it is passive: 'was believed to have killed' is not."""
        at, passive = word.first, None
        while at > 0:
            token = self.doc[at - 1]
            if token.lower_ in BE:
                passive = passive is None or passive
            elif token.lower_ in {"have", "has", "had", "having"}:
                passive = bool(passive)
            elif not (token.lower_ in MODALS | SAID | {"to", "not", "n't", "feared", "later"} or token.tag_ in {"RB", "MD"}):
                break
            at -= 1
        return at, bool(passive)

    def is_real(self, word: Word, start: int) -> bool:
        """Tell whether it is told as having happened: no 'could', 'to kill', 'threatened to', 'not'."""
        group = [t.lower_ for t in self.doc[start : word.first]]
        near = self.doc[max(0, word.first - 5) : word.first]
        back = [t.lower_ for t in near]
        if any(t.lower_ in MODALS and t.tag_ == "MD" for t in self.doc[max(0, start - 1) : word.first]):
            return False
        if "not" in group or "n't" in group or "never" in back[-2:]:
            return False
        if "to" in group and not {"have", "had"} & set(group) and word.form in {"base", "past"}:
            return word.form == "past" and "be" not in group
        tail = back[-3:]
        if word.form == "base" and tail and (tail[-1] in {"to", "not", "n't"} or any(w in MODALS for w in tail)):
            return False
        return "feared" not in group and not any(w in UNREAL_HEADS for w in back[-3:])

    def verb(self, word: Word) -> list[Toll]:
        start, passive = self.group_start(word)
        if not self.is_real(word, start):
            return self.nobody(word)
        if word.form == "past" and (word.first == 0 or self.doc[word.first - 1].text in ",:;"):
            found = self.inverted(word)
            if found:
                return found
        if word.last < len(self.doc) and self.doc[word.last].lower_ == "of" and word.form == "ing":
            return []
        if passive or word.form == "intransitive":
            return self.passive(word, start if passive else word.first)
        if word.form in {"ing", "base"}:
            return self.active(word)
        return self.bare(word)

    def inverted(self, word: Word) -> list[Toll]:
        """Read 'Killed in the strike were two brothers'."""
        for i in range(word.last, min(word.last + 9, len(self.doc))):
            if self.doc[i].text in ",;.":
                return []
            if self.doc[i].lower_ in {"were", "was", "are"}:
                return self.active(replace(word, last=i + 1))
        return []

    def nobody(self, word: Word) -> list[Toll]:
        """Read 'without killing or injuring anyone', 'did not kill anyone' as none."""
        back = {t.lower_ for t in self.doc[max(0, word.first - 3) : word.first]}
        if (
            not back & {"without", "not", "n't"}
            or word.last >= len(self.doc)
            or self.doc[word.last].lower_ not in {"anyone", "anybody"}
        ):
            return []
        start = self.doc[word.first].idx
        end = self.doc[word.last].idx + len(self.doc[word.last])
        of = "harmed" if word.of == "casualties" else word.of
        return _make(self.doc, replace(word, of=of), Amount(0, 0, start, end))

    def bare(self, word: Word) -> list[Toll]:
        """Decide for 'killed' alone between '12 killed' and 'killed 12'."""
        left, right = self.before(word.first), self.after(word.last)
        shot = word.form == "state" and word.first > 0 and self.doc[word.first - 1].lower_ == "shot"
        left_ok = left is not None and self.phrases[left].low is not None and self.phrases[left].is_people and left not in self.used
        if word.form == "state" and not shot:
            return self.passive(word, word.first) if left_ok or (left is not None and self.is_part(left) is not None) else []
        if right is not None and self._is_object(word, right, left_ok):
            return self.active(word)
        if left_ok or (left is not None and self.is_part(left) is not None):
            return self.passive(word, word.first)
        return self._with_parts(word, left)

    def _with_parts(self, word: Word, left: int | None) -> list[Toll]:
        """Read 'civilians killed, including 3 children': at least the parts."""
        return self.counted(word, (), self.parts(word.last)) if left is not None else []

    def _is_object(self, word: Word, right: int, left_ok: bool) -> bool:
        phrase = self.phrases[right]
        if not phrase.is_people or right in self.used:
            return False
        said = phrase.last < len(self.doc) and self.doc[phrase.last].lower_ in VERBS
        if left_ok and said:  # '12 people killed 30 injured'
            return False
        if left_ok and phrase.low is None:  # '12 people killed Monday'
            return self.doc[word.first].tag_ == "VBD" and any(c.dep_ == "dobj" for c in self.doc[word.first].children)
        if phrase.kind in {"bare", "name"} and phrase.noun is not None and left_ok:
            return any(c.dep_ == "dobj" for c in self.doc[word.first].children)
        return phrase.low is not None or not left_ok

    def nouns(self) -> Iterator[Toll]:
        """Read what nouns count: '12 deaths', 'no casualties', 'the death of 12', 'two lives', 'a toll of 12'."""
        for i, phrase in enumerate(self.phrases):
            if phrase.noun is None or phrase.low is None or i in self.used or phrase.kind != "number":
                continue
            low = self.doc[phrase.noun].lower_
            amount = add_up(self.doc, self.phrases, (i,))
            assert amount is not None
            if low in NOUNS:
                yield from self._figure(phrase.noun, NOUNS[low], amount)
                yield from self._also_none(phrase, amount)
            elif low in {"lives", "life"} and self._near_life_verb(phrase):
                yield from self._figure(phrase.noun, "killed", amount)
        for token in self.doc:
            yield from self._of(token.i)
            yield from self._none(token.i)
            yield from self._toll(token.i)
            yield from self._the_dead(token.i)

    def _figure(self, at: int, of: str, amount: Amount) -> list[Toll]:
        return _make(self.doc, Word(at, at + 1, of, "state", past=False), amount)  # type: ignore[arg-type]

    def _near_life_verb(self, phrase: Phrase) -> bool:
        near = self.doc[max(0, phrase.first - 3) : phrase.first]
        return any(t.lower_ in LIFE_VERBS for t in near) or any(t.lower_ == "lost" for t in self.doc[phrase.last : phrase.last + 3])

    def _also_none(self, phrase: Phrase, amount: Amount) -> Iterator[Toll]:
        """Read the second of 'no deaths or injuries'."""
        if amount.low or amount.high is None or amount.high > 0 or phrase.last + 1 >= len(self.doc):
            return
        second = self.doc[phrase.last + 1]
        if self.doc[phrase.last].lower_ in {"or", "and", "nor"} and second.lower_ in NOUNS:
            yield from self._figure(second.i, NOUNS[second.lower_], amount)

    def _of(self, at: int) -> list[Toll]:
        token = self.doc[at]
        if token.lower_ not in NOUNS_OF or at + 2 >= len(self.doc) or self.doc[at + 1].lower_ != "of" or token.tag_ == "VBZ":
            return []
        if any(
            at < self.phrases[i].last and self.phrases[i].first <= at and self.phrases[i].kind == "number"
            for i in range(len(self.phrases))
        ):
            return []
        if not self.is_real(Word(at, at + 1, "killed", "ing"), at):
            return []
        return self.active(Word(at, at + 2, NOUNS_OF[token.lower_], "past"))  # type: ignore[arg-type]

    def _none(self, at: int) -> list[Toll]:
        """Read 'without casualties', 'no damage or casualties', 'no reports of injuries'."""
        token = self.doc[at]
        if token.lower_ not in {"casualties", "injuries", "fatalities", "deaths", "casualty"}:
            return []
        back = [t.lower_ for t in self.doc[max(0, at - 6) : at]]
        cut = max((k for k, w in enumerate(back) if w in {"without", "no", "nor", "neither", "zero"}), default=-1)
        between = back[cut + 1 :]
        plain = {
            "any",
            "or",
            "of",
            "causing",
            "reports",
            "report",
            "damage",
            "reported",
            "immediate",
            "material",
            "further",
            "human",
            "and",
            "casualties",
        }
        plain |= {
            "injuries",
            "deaths",
            "word",
            "sign",
            "early",
            "fatalities",
            "known",
            "serious",
            "losses",
            "nor",
            "property",
            "suffering",
        }
        if cut < 0 or any(word not in plain for word in between) or (back[cut] in {"no", "zero"} and not between):
            return []
        if set(between) & set(NOUNS) and back[cut] == "no":
            return []  # `_also_none` has read it
        start = self.doc[at - len(back) + cut].idx
        return self._figure(at, NOUNS[token.lower_], Amount(0, 0, start, token.idx + len(token)))

    def _the_dead(self, at: int) -> list[Toll]:
        """Read parts of a whole that is told elsewhere: 'the dead included four children', 'among the wounded were two nurses'."""
        doc = self.doc
        of = THE_DEAD.get(doc[at].lower_)
        if of is None or at == 0 or doc[at - 1].lower_ != "the" or at + 2 >= len(doc):
            return []
        among = at > 1 and doc[at - 2].lower_ == "among" and doc[at + 1].lower_ in {"were", "was", "are"}
        if not among and doc[at + 1].lower_ not in {"included", "include", "includes", "including"}:
            return []
        first = self.after(at + 2)
        items = listing(doc, self.phrases, first) if first is not None and first not in self.used else ()
        word = Word(at, at + 1, of, "state", past=False)
        parts = [(i, add_up(doc, self.phrases, (i,))) for i in items if self.phrases[i].is_people]
        return [toll for i, amount in parts if amount for toll in _make(doc, word, amount, _group_noun(doc, self.phrases[i]))]

    def _toll(self, at: int) -> list[Toll]:
        """Read 'the death toll rose to 12', 'a toll of 12', 'the number of dead reached 12'."""
        token = self.doc[at]
        near = " ".join(t.lower_ for t in self.doc[at : at + 7])
        number_of = token.lower_ == "number" and any(
            f"of {w}" in near for w in ("dead", "victims", "deaths", "martyrs", "killed", "people killed", "fatalities")
        )
        if token.lower_ not in {"toll", "tolls"} and not number_of:
            return []
        of = "casualties" if at and self.doc[at - 1].lower_ in {"casualty", "casualties"} else "killed"
        for i, phrase in enumerate(self.phrases):
            if phrase.first <= at or phrase.low is None or phrase.kind != "number":
                continue
            gap = [t.lower_ for t in self.doc[at + 1 : phrase.first]]
            if i in self.used or len(gap) > 14 or not RISING & set(gap[-3:]) or not phrase.is_people:
                continue
            if gap[-1] == "from" or (gap[-1:] == ["of"] and "to" in [t.lower_ for t in self.doc[phrase.last : phrase.last + 2]]):
                continue
            amount = add_up(self.doc, self.phrases, (i,))
            assert amount is not None
            self.used.add(i)
            return self._figure(at, of, amount)
        return []


def _ordered(tolls: list[Toll]) -> Iterator[Toll]:
    """Give each toll once, in the order of the text, the whole before its parts."""
    seen: set[tuple[str, int, int, str | None]] = set()
    for toll in sorted(tolls, key=lambda t: (t.verb, t.group is not None, t.start)):
        key = (toll.of, toll.start, toll.end, toll.group)
        if key not in seen:
            seen.add(key)
            yield toll


def find_tolls(doc: Doc, numbers: tuple[Number, ...]) -> tuple[Toll, ...]:
    """Find what a sentence says of people killed, wounded or either; the whole figure first, its parts with a `group` after it."""
    finder = _Finder(doc, numbers)
    tolls: list[Toll] = []
    for word in words(doc):
        tolls += finder.verb(word)
    tolls += finder.nouns()
    tolls += finder.later_parts(tolls)
    return tuple(_ordered(tolls))
