"""Find where the amount of a toll stands: the phrase before or after the word that tells it, its list, and its parts."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from tracker.extract.counts import add_up, joined, listing
from tracker.extract.numbers import Number
from tracker.extract.phrases import PART_WORDS, find_phrases
from tracker.extract.toll import Toll, group_noun, make_tolls
from tracker.extract.toll_words import BE, SAID, VERBS, Word, is_neutralised

if TYPE_CHECKING:
    from tracker.extract.parsed import Doc


# What may stand between 'killed' and its number: 'killed off', 'killing up to', 'killed "some 40 rebels"'.
_SKIPPED = frozenset({"all", "the", "off", "up", "to", ":", '"', "“", "'", "‘", "``"})
_ALONG = frozenset({"along with", "together with", "as well as", "alongside", "in addition to"})


class TollPhrases:
    """A sentence with its phrases, and which of them are taken by a toll."""

    def __init__(self, doc: Doc, numbers: tuple[Number, ...]) -> None:
        self.doc = doc
        self.phrases = find_phrases(doc, numbers)
        self.used: set[int] = set()

    def after(self, at: int) -> int | None:
        """Give the phrase that starts at a token, adverbs and 'up to' skipped."""
        if (said := self._after_source(at)) is not None:
            return said
        for i, phrase in enumerate(self.phrases):
            if phrase.first >= at:
                gap = self.doc[at : phrase.first]
                plain = all(t.pos_ in {"ADV", "DET"} or t.lower_ in _SKIPPED for t in gap)
                return i if len(gap) <= 3 and plain else None
        return None

    def _after_source(self, at: int) -> int | None:
        """Step over 'killing, according to the latest toll, 44 civilians'."""
        words = [t.lower_ for t in self.doc[at : at + 3]]
        if words[:2] != ["according", "to"] and words != [",", "according", "to"]:
            return None
        near = (i for i, p in enumerate(self.phrases) if at < p.first <= at + 9 and p.kind == "number" and p.is_people)
        return next(near, None)

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
        if (found := self.own_subject(at, word)) is not None:
            return found
        return self._shared(at, word) if self.doc[at - 1].lower_ in {"and", "then", "but"} else self._nearest(at)

    def own_subject(self, at: int, word: Word) -> int | None:
        """Give the phrase that the tree takes for the subject, whatever stands between it and the token."""
        for child in self.doc[word.first].children:
            if child.dep_ in {"nsubjpass", "nsubj"} and child.i < at:
                found = self._people_at(child.i)
                if found is not None:
                    return found
        return None

    def _shared(self, at: int, word: Word) -> int | None:
        """Give the subject of the verb that a verb is joined to: 'the pilot was arrested and was later killed'."""
        verb = self.doc[word.first]
        while verb.dep_ == "conj" and verb.head.i < verb.i:
            verb = verb.head
            for child in verb.children:
                if child.dep_ in {"nsubjpass", "nsubj"} and child.i < at:
                    return self._people_at(child.i)
        return None

    def _people_at(self, at: int) -> int | None:
        """Give the phrase that counts people around a token."""
        around = (i for i, p in enumerate(self.phrases) if p.first <= at < p.last and p.low is not None and p.is_people)
        return next(around, None)

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

    def with_others(self, word: Word, items: tuple[int, ...]) -> tuple[int, ...]:
        """Add '... was killed along with four others'."""
        for i, phrase in enumerate(self.phrases):
            lead = " ".join(t.lower_ for t in self.doc[word.last : phrase.first])
            if phrase.first >= word.last and lead.strip(" ,") in _ALONG:
                return (*items, *(j for j in listing(self.doc, self.phrases, i) if self.phrases[j].low is not None))
        return items

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

    def before_part(self, lead: int) -> int | None:
        """Give the whole before the token of 'including'."""
        for i in range(len(self.phrases) - 1, -1, -1):
            if self.phrases[i].last <= lead:
                gap = self.doc[self.phrases[i].last : lead]
                return i if all(t.text in ",(-–—" or t.lower_ in {"some", "of", "them"} for t in gap) else None
        return None

    def among(self, at: int) -> tuple[int, ...]:
        """Give the parts in 'two nurses and a driver were among nine who were killed'."""
        first = self.phrases[at].first
        while first and self.doc[first - 1].lower_ in {"the", "these", "those"}:
            first -= 1
        if first < 2 or self.doc[first - 1].lower_ != "among" or self.doc[first - 2].lower_ not in BE:
            return ()
        found = self.before(first - 2)
        return self.list_to(found) if found is not None else ()

    def _nobody(self, at: int) -> bool:
        phrase = self.phrases[at]
        return (phrase.low, phrase.high) == (0, 0) and (phrase.noun is None or self.doc[phrase.noun].lower_ in {"people", "one"})

    def counted(self, word: Word, items: tuple[int, ...], parts: tuple[int, ...] = ()) -> list[Toll]:
        """Make the toll of a list, and those of its parts."""
        items = tuple(i for i in items if self.phrases[i].is_people)
        if is_neutralised(self.doc[word.first]):  # of threats and bombs as well
            items = tuple(i for i in items if self.phrases[i].noun_class == "people" or self.phrases[i].noun is None)
        if word.of == "wounded" and any(self._nobody(i) for i in items):
            word = replace(word, of="harmed")  # 'nobody was hurt': nobody was killed, either
        out: list[Toll] = []
        amount = add_up(self.doc, self.phrases, items) if items else None
        whole = amount
        if amount is None and parts:
            inner = add_up(self.doc, self.phrases, parts)
            whole = inner and replace(inner, high=None)
        if whole is not None:
            self.used.update(items)
            out += make_tolls(self.doc, word, whole)
        for i in parts:
            part = add_up(self.doc, self.phrases, (i,))
            if part is not None:
                self.used.add(i)
                out += make_tolls(self.doc, word, part, group_noun(self.doc, self.phrases[i]))
        return out
