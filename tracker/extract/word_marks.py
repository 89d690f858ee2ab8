"""What a word is by its form, its tag and its dependency alone: word class, lemma, flags. Asked once for each, then remembered.

spaCy's attribute ruler and lemmatizer go over each word of each sentence with some 180 patterns and give nearly always what they
gave to the same word before. Only what they say of words that stand side by side ('there is') has to be asked of the sentence.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import spacy.tokens
    from spacy.language import Language

Key = tuple[int, int, int]
"""A word's form, tag and dependency, by their numbers in spaCy's store of strings."""

RULED = ("attribute_ruler", "lemmatizer")
# What the patterns of a ruler may look at for its answer to depend on the key alone.
_OF_THE_KEY = frozenset({"TAG", "LOWER", "ORTH", "TEXT", "DEP", "IS_SPACE"})
# Keys that are remembered; a war's news has fewer, and what is lost is only asked again.
_MOST = 60_000


class Marks(NamedTuple):
    """What is known of a word by its key. `opens` tells that with the next word it may be something else."""

    text: str
    lower: str
    tag: str
    pos: str
    dep: str
    lemma: str
    is_punct: bool
    is_space: bool
    like_num: bool
    opens: bool


def can_remember(nlp: Language) -> bool:
    """Tell whether a pipeline ends in an attribute ruler and a lemmatizer of a kind whose answers depend on the key alone."""
    from spacy.lang.en.lemmatizer import EnglishLemmatizer

    if tuple(nlp.pipe_names[-2:]) != RULED or not isinstance(nlp.get_pipe("lemmatizer"), EnglishLemmatizer):
        return False
    return all(word.keys() <= _OF_THE_KEY for pattern in _patterns(nlp) for word in pattern)


def _patterns(nlp: Language) -> list[list[dict[str, Any]]]:
    ruler: Any = nlp.get_pipe("attribute_ruler")
    return [pattern for row in ruler.patterns for pattern in row["patterns"]]


class WordMarks(dict[Key, Marks]):
    """The marks of the words that were met so far."""

    def __init__(self, nlp: Language) -> None:
        from spacy.matcher import Matcher

        self._vocab = nlp.vocab
        self._ruler: list[Any] = [nlp.get_pipe(name) for name in RULED]
        self._openers = Matcher(nlp.vocab)
        if first := [pattern[:1] for pattern in _patterns(nlp) if len(pattern) > 1]:
            self._openers.add("opens", first)

    def learn(self, keys: Iterable[Key]) -> None:
        """Ask for the marks of those keys that are not known yet."""
        wanted = dict.fromkeys(keys)
        new = [key for key in wanted if key not in self]
        if not new:
            return
        if len(self) + len(new) > _MOST:
            self.clear()
            self._ruler[1].cache.clear()
            new = list(wanted)
        doc = self._beside_nothing(new)
        opening = {start for _, start, _ in self._openers(doc, allow_missing=True)}
        self.ask(doc)
        for n, key in enumerate(new):
            self[key] = _marks(doc[2 * n], 2 * n in opening)

    def ask(self, doc: spacy.tokens.Doc) -> None:
        """Have a sentence marked by spaCy itself."""
        for component in self._ruler:
            component(doc)

    def _beside_nothing(self, keys: list[Key]) -> spacy.tokens.Doc:
        """Make a sentence of words that have nothing to do with each other: a comma stands between each two."""
        from spacy.tokens import Doc

        strings = self._vocab.strings
        words, tags, deps = ([strings[key[n]] for key in keys] for n in range(3))
        commas = [","] * len(keys)
        return Doc(
            self._vocab,
            words=_mixed(words, commas),
            tags=_mixed(tags, commas),
            deps=_mixed(deps, ["punct"] * len(keys)),
            heads=list(range(2 * len(keys))),
        )


def _mixed(a: list[str], b: list[str]) -> list[str]:
    return [x for pair in zip(a, b, strict=True) for x in pair]


def _marks(word: Any, opens: bool) -> Marks:
    return Marks(
        word.text, word.lower_, word.tag_, word.pos_, word.dep_, word.lemma_, word.is_punct, word.is_space, word.like_num, opens
    )


def marks_of(doc: spacy.tokens.Doc) -> list[Marks]:
    """Give the marks of a sentence that spaCy has marked itself."""
    return [_marks(word, opens=False) for word in doc]
