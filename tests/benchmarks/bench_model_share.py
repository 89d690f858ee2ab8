"""Show what the language model earns: the accuracy with it and with rules on tokens alone, and its share of the time.

    bench_model_share.py [FOLDER]     coded articles, as `tracker evaluate` takes them (default: samples/)

Without the model a sentence is still split into words; each word is given a class by lists and endings, and a place in a tree by
word order: nouns before the first verb are its subject, nouns after it its object, and a preposition takes the noun after it.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

os.environ["OPENBLAS_NUM_THREADS"] = "1"  # before NumPy is imported

from tracker.extract import lexicon_detentions as detentions
from tracker.extract import lexicon_strikes as strikes
from tracker.extract import nlp, pipeline
from tracker.extract.parsed import Doc, Token

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?|\d+(?:[.,:]\d+)*|\S")
_CLASSES = {
    "IN": "of in on at by from with against near into over after before during between under through toward towards for as since",
    "DT": "the a an this that these those some any each no",
    "CC": "and or but",
    "PRP": "he she it they we i him them us",
    "PRP$": "his her its their our",
    "MD": "will would may might could should must can",
    "TO": "to",
    "CD": "one two three four five six seven eight nine ten eleven twelve twenty dozen",
    "AUX": "is are was were be been being has have had having do does did",
}
_TAGS = {word: tag for tag, words in _CLASSES.items() for word in words.split()}
_POS = {"IN": "ADP", "DT": "DET", "CC": "CCONJ", "PRP": "PRON", "PRP$": "PRON", "MD": "AUX", "TO": "PART", "CD": "NUM"}
_POS |= {"NNP": "PROPN", "NN": "NOUN", "NNS": "NOUN", "VBD": "VERB", "VBN": "VERB", "VBG": "VERB", "VB": "VERB", "JJ": "ADJ"}
_POS |= {"RB": "ADV", ".": "PUNCT"}
_LEMMAS = {"struck": "strike", "held": "hold", "freed": "free", "shot": "shoot", "took": "take", "taken": "take", "was": "be"}
_LEMMAS |= {"were": "be", "is": "be", "are": "be", "been": "be", "has": "have", "had": "have", "hit": "hit", "said": "say"}
_VERBS = {*strikes.STRIKE_VERBS, *strikes.FIRING_VERBS, *strikes.MEANS_VERBS, *strikes.ACTOR_VERBS, *detentions.DETAIN_VERBS, "say"}


def main() -> None:
    from tracker.evaluate import evaluate, read_coded
    from tracker.extract import parse_articles

    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "samples"
    coded = read_coded(folder)
    spent = [0.0]

    def run() -> tuple[float, dict[str, float]]:
        start = time.process_time()
        found = {article.id: list(events) for article, events in parse_articles(c.article for c in coded)}
        took = time.process_time() - start
        return took, evaluate([c.gold for c in coded], found).f1()

    run()
    batch = nlp._parse_batch

    def watched(*args: object) -> list[Doc]:
        start = time.process_time()
        try:
            return batch(*args)  # type: ignore[arg-type]  # passed through
        finally:
            spent[0] += time.process_time() - start

    nlp._parse_batch = watched  # type: ignore[assignment]
    took, with_model = run()
    setattr(pipeline, "parse", without_model)  # noqa: B010  # a name that it imports
    plain_took, without = run()
    print(f"model's share of the time  {spent[0] / took:6.1%}   ({took:.2f} s with it, {plain_took:.2f} s without)")
    print(f"{'F1':10} {'model':>7} {'rules alone':>12}")
    for name, figure in with_model.items():
        print(f"{name:10} {figure:7.3f} {without[name]:12.3f}")


def without_model(texts: Iterable[str], model: str | None = None) -> Iterator[Doc]:
    """Stand in for `nlp.parse`."""
    for text in texts:
        yield flat(text)


def flat(text: str) -> Doc:
    """Make a sentence whose words are classed by lists and endings, and whose tree follows word order."""
    tokens: list[Token] = []
    for i, match in enumerate(_WORD.finditer(text)):
        token = Token()
        token.i, token.idx, token.text, token.lower_ = i, match.start(), match.group(), match.group().lower()
        token.whitespace_ = " " if text[match.end() : match.end() + 1] == " " else ""
        token.tag_ = _tag(token, tokens[-1] if tokens else None)
        token.pos_ = "AUX" if token.tag_ == "AUX" else _POS[token.tag_]
        token.tag_ = "VBD" if token.tag_ == "AUX" else token.tag_
        token.lemma_ = _lemma(token)
        token.is_punct, token.is_space, token.like_num = token.tag_ == ".", False, token.tag_ == "CD"
        tokens.append(token)
    _hang(tokens)
    for token in tokens:
        token.children = tuple(t for t in tokens if t.head is token and t is not token)
    return Doc(text, tokens)


def _tag(token: Token, before: Token | None) -> str:
    low = token.lower_
    if low in _TAGS:
        return _TAGS[low]
    if low[0].isdigit():
        return "CD"
    if not low[0].isalpha():
        return "."
    if token.text[0].isupper() and before is not None:
        return "NNP"
    if low.endswith("ing"):
        return "VBG"
    if low in {"struck", "held", "shot", "hit", "said", "took", "taken"} or (low.endswith("ed") and len(low) > 4):
        return "VBN" if before is not None and before.pos_ == "AUX" else "VBD"
    if low.endswith("ly"):
        return "RB"
    return "NNS" if low.endswith("s") and not low.endswith("ss") else "NN"


def _lemma(token: Token) -> str:
    low = token.lower_
    if low in _LEMMAS or token.pos_ not in {"VERB", "NOUN"}:
        return _LEMMAS.get(low, low)
    for ending, instead in (("ied", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ies", "y"), ("es", "e"), ("s", "")):
        stem = low.removesuffix(ending) + instead
        if low.endswith(ending) and (stem in _VERBS or token.tag_ == "NNS"):
            return stem
    doubled = re.sub(r"(.)\1(?:ed|ing)$", r"\1", low)
    return doubled if doubled in _VERBS else low


def _hang(tokens: list[Token]) -> None:
    """Set each word's head and dependency."""
    verbs = [t for t in tokens if t.pos_ == "VERB"]
    root = verbs[0] if verbs else next((t for t in tokens if t.pos_ == "NOUN"), tokens[0] if tokens else None)
    verb = preposition = None
    for token in tokens:
        after = tokens[token.i + 1] if token.i + 1 < len(tokens) else None
        token.head, token.dep_ = root or token, "dep"
        if token is root:
            token.dep_, verb, preposition = "ROOT", token, None
        elif token.pos_ == "VERB":
            token.dep_, verb, preposition = "conj", token, None
        elif token.pos_ == "AUX":
            token.head = next((v for v in verbs if v.i > token.i), root or token)
            token.dep_ = "auxpass" if token.head.tag_ == "VBN" and token.lemma_ == "be" else "aux"
        elif token.pos_ == "ADP":
            noun = token.lower_ == "of" and token.i and tokens[token.i - 1].pos_ in {"NOUN", "PROPN"}
            token.head, token.dep_ = tokens[token.i - 1] if noun else verb or root or token, "prep"
            token.dep_ = "agent" if token.lower_ == "by" else token.dep_
            preposition = token
        elif token.pos_ in {"NOUN", "PROPN", "PRON"}:
            if after is not None and after.pos_ in {"NOUN", "PROPN"} and token.pos_ != "PRON":
                token.head, token.dep_ = after, "compound"
            elif preposition is not None:
                token.head, token.dep_, preposition = preposition, "pobj", None
            elif verb is None and root is not None:
                token.dep_ = "nsubjpass" if root.tag_ == "VBN" else "nsubj"
            elif verb is not None:
                token.head, token.dep_ = verb, "dobj"
        elif token.pos_ in {"DET", "NUM", "ADJ"}:
            noun_after = next((t for t in tokens[token.i + 1 : token.i + 5] if t.pos_ in {"NOUN", "PROPN"}), None)
            token.head = noun_after or token.head
            token.dep_ = {"DET": "det", "NUM": "nummod"}.get(token.pos_, "amod")
    _unknot(tokens, root)


def _unknot(tokens: list[Token], root: Token | None) -> None:
    """Hang what hangs on itself on the root."""
    for token in tokens:
        seen, at = {token.i}, token
        while at.head is not at and at is not root:
            at = at.head
            if at.i in seen:
                at.head = root or at
                break
            seen.add(at.i)


if __name__ == "__main__":
    main()
