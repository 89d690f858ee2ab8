"""Read the tolls that verbs tell: passive ('were killed'), bare ('12 killed'), active ('killing 12')."""

from __future__ import annotations

from dataclasses import replace

from tracker.extract.counts import Amount, listing
from tracker.extract.lexicon_strikes import PURPOSES
from tracker.extract.means import means, used_for
from tracker.extract.toll import Toll, make_tolls
from tracker.extract.toll_phrases import TollPhrases
from tracker.extract.toll_words import BE, MODALS, SAID, UNREAL_HEADS, VERBS, Word


def verb_tolls(told: TollPhrases, word: Word) -> list[Toll]:
    """Read the toll that a verb or state tells, by its form; nothing where it is threatened, planned or denied."""
    start, passive = _group_start(told, word)
    if not is_real(told, word, start):
        return _nobody(told, word)
    if word.form == "past" and (word.first == 0 or told.doc[word.first - 1].text in ",:;"):
        found = _inverted(told, word)
        if found:
            return found
    if word.last < len(told.doc) and told.doc[word.last].lower_ == "of" and word.form == "ing":
        return []
    if passive or word.form == "intransitive":
        return _passive(told, word, start if passive else word.first)
    if word.form in {"ing", "base"}:
        return active_tolls(told, word)
    return _bare(told, word)


def _group_start(told: TollPhrases, word: Word) -> tuple[int, bool]:
    """Give where the verb group of a word starts, and whether it is passive: 'was believed to have killed' is not."""
    at, passive = word.first, None
    while at > 0:
        token = told.doc[at - 1]
        if token.lower_ in BE:
            passive = passive is None or passive
        elif token.lower_ in {"have", "has", "had", "having"}:
            passive = bool(passive)
        elif not (token.lower_ in MODALS | SAID | {"to", "not", "n't", "feared", "later"} or token.tag_ in {"RB", "MD"}):
            break
        at -= 1
    return at, bool(passive)


def is_real(told: TollPhrases, word: Word, start: int) -> bool:
    """Tell whether it is told as having happened: no 'could', 'to kill', 'threatened to', 'not'."""
    group = [t.lower_ for t in told.doc[start : word.first]]
    tail = [t.lower_ for t in told.doc[max(0, word.first - 3) : word.first]]
    if any(t.lower_ in MODALS and t.tag_ == "MD" for t in told.doc[max(0, start - 1) : word.first]):
        return False
    if "not" in group or "n't" in group or "never" in tail[-2:]:
        return False
    if word.form == "base" and told.doc[word.first].lemma_.lower() in PURPOSES and means(used_for(told.doc[word.first])):
        return told.doc[word.first].head.tag_ == "VBD"  # 'used drones to kill 12'
    if "to" in group and not {"have", "had"} & set(group) and word.form in {"base", "past"}:
        return word.form == "past" and "be" not in group
    if word.form == "base" and tail and (tail[-1] in {"to", "not", "n't"} or any(w in MODALS for w in tail)):
        return False
    return "feared" not in group and not any(w in UNREAL_HEADS for w in tail)


def active_tolls(told: TollPhrases, word: Word) -> list[Toll]:
    """Read what stands after: 'killing 12, including three children'."""
    at = told.after(word.last)
    if at is None or at in told.used or not told.phrases[at].is_people:
        return []
    items = listing(told.doc, told.phrases, at)
    return told.counted(word, items, told.parts(told.phrases[items[-1]].last))


def _passive(told: TollPhrases, word: Word, at: int) -> list[Toll]:
    """Read what stands before: `at` is the token where the verb group starts."""
    found = told.subject(at, word) if at < word.first else told.before(at)
    if found is None and word.form == "intransitive":
        found = told.own_subject(at, word)  # 'Four nurses, two of them trainees, died'
    if found is None or found in told.used:
        return []
    lead = told.is_part(found)
    if lead is not None:  # 'Eight people, including three children, were killed'
        whole = told.before_part(lead)
        first = told.after(lead + 1 + (told.doc[lead + 1].lower_ in {"them", "whom"}))
        parts = listing(told.doc, told.phrases, first, to_verb=True) if first is not None else (found,)
        return told.counted(word, told.list_to(whole) if whole is not None else (), parts)
    items = told.with_others(word, told.list_to(found, at))
    parts = told.parts(told.phrases[found].last) or told.parts(word.last) or told.among(items[0])
    return told.counted(word, items, parts)


def _inverted(told: TollPhrases, word: Word) -> list[Toll]:
    """Read 'Killed in the strike were two brothers'."""
    for i in range(word.last, min(word.last + 9, len(told.doc))):
        if told.doc[i].text in ",;.":
            return []
        if told.doc[i].lower_ in {"were", "was", "are"}:
            return active_tolls(told, replace(word, last=i + 1))
    return []


def _nobody(told: TollPhrases, word: Word) -> list[Toll]:
    """Read 'without killing or injuring anyone', 'did not kill anyone' as none."""
    back = {t.lower_ for t in told.doc[max(0, word.first - 3) : word.first]}
    if (
        not back & {"without", "not", "n't"}
        or word.last >= len(told.doc)
        or told.doc[word.last].lower_ not in {"anyone", "anybody"}
    ):
        return []
    start = told.doc[word.first].idx
    end = told.doc[word.last].idx + len(told.doc[word.last])
    of = "harmed" if word.of == "casualties" else word.of
    return make_tolls(told.doc, replace(word, of=of), Amount(0, 0, start, end))


def _bare(told: TollPhrases, word: Word) -> list[Toll]:
    """Decide for 'killed' alone between '12 killed' and 'killed 12'."""
    left, right = told.before(word.first), told.after(word.last)
    shot = word.form == "state" and word.first > 0 and told.doc[word.first - 1].lower_ == "shot"
    left_ok = left is not None and told.phrases[left].low is not None and told.phrases[left].is_people and left not in told.used
    by_left = left_ok or (left is not None and told.is_part(left) is not None)
    if word.form == "state" and not shot:
        return _passive(told, word, word.first) if by_left else []
    if right is not None and _is_object(told, word, right, left_ok):
        return active_tolls(told, word)
    if by_left:
        return _passive(told, word, word.first)
    return _with_parts(told, word, left)


def _with_parts(told: TollPhrases, word: Word, left: int | None) -> list[Toll]:
    """Read 'civilians killed, including 3 children': at least the parts."""
    return told.counted(word, (), told.parts(word.last)) if left is not None else []


def _is_object(told: TollPhrases, word: Word, right: int, left_ok: bool) -> bool:
    """Tell whether the phrase after 'killed' is its object: 'killed 12', but '12 people killed Monday'."""
    phrase = told.phrases[right]
    if not phrase.is_people or right in told.used:
        return False
    said = phrase.last < len(told.doc) and told.doc[phrase.last].lower_ in VERBS
    if left_ok and said:  # '12 people killed 30 injured'
        return False
    has_object = any(c.dep_ == "dobj" for c in told.doc[word.first].children)
    if left_ok and phrase.low is None:  # '12 people killed Monday'
        return told.doc[word.first].tag_ == "VBD" and has_object
    if left_ok and phrase.kind in {"bare", "name"} and phrase.noun is not None:
        return has_object
    return phrase.low is not None or not left_ok
