"""What a word is by its key: the same as spaCy itself says of it in its sentence."""

from __future__ import annotations

import pytest

from tracker.extract.nlp import DEFAULT_MODEL, load, parse, parse_one

SENTENCES = [
    "An air strike killed four people in Idlib on Tuesday.",
    "There were 12 detainees, and there's no word of the others.",  # 'there is' is asked of the sentence
    "They've been held; it ain't clear where, he said: \"Let's go.\"",
    "Rebels  fired   rockets at al-Rai\tand withdrew.",  # spaces are words to spaCy
    "“We'll release them all,” the U.S.-backed group's spokesman told AFP (in Arabic).",
    "left left LEFT Left found found",
    "The 5th Brigade's 3 men - a Saudi, a Kuwaiti & an Iraqi - hadn't been freed as of 5:30 p.m.",
    "",
]


_NAMES = "text lower_ lemma_ tag_ pos_ dep_ i idx whitespace_ is_punct is_space like_num".split()


@pytest.fixture(scope="module")
def whole() -> object:
    """Give the pipeline as it comes."""
    import spacy

    return spacy.load(DEFAULT_MODEL)


@pytest.mark.parametrize("text", SENTENCES)
def test_words_are_as_spacy_has_them(text: str, whole: object) -> None:
    theirs = whole(text)  # type: ignore[operator]  # an object, so that nothing heavy is imported here
    ours = parse_one(text)
    assert ours.text == theirs.text
    for a, b in zip(ours, theirs, strict=True):
        for name in (
            "text",
            "lower_",
            "lemma_",
            "tag_",
            "pos_",
            "dep_",
            "i",
            "idx",
            "whitespace_",
            "is_punct",
            "is_space",
            "like_num",
        ):
            assert getattr(a, name) == getattr(b, name), (a, name)
        assert (a.head.i, [t.i for t in a.children]) == (b.head.i, [t.i for t in b.children])
        assert [t.i for t in a.subtree] == [t.i for t in b.subtree]
        assert [t.i for t in a.ancestors] == [t.i for t in b.ancestors]
        assert [t.i for t in a.conjuncts] == [t.i for t in b.conjuncts]
        assert ([t.i for t in a.lefts], [t.i for t in a.rights]) == ([t.i for t in b.lefts], [t.i for t in b.rights])
        assert [a.is_ancestor(t) for t in ours] == [b.is_ancestor(t) for t in theirs]


def test_a_sentence_is_the_same_whatever_is_parsed_with_it() -> None:
    together = list(parse(SENTENCES))
    for text, doc in zip(SENTENCES, together, strict=True):
        assert [(t.tag_, t.lemma_, t.head.i) for t in doc] == [(t.tag_, t.lemma_, t.head.i) for t in parse_one(text)]


def test_a_token_knows_its_neighbours_and_no_further() -> None:
    doc = parse_one("Jets struck.")
    assert doc[0].nbor().text == "struck"
    with pytest.raises(IndexError):
        doc[0].nbor(-1)
    with pytest.raises(IndexError):
        doc[-1].nbor()


def test_a_pipeline_without_a_ruler_is_parsed_all_the_same() -> None:
    from tracker.extract.word_marks import can_remember

    assert can_remember(load())
    import spacy

    assert not can_remember(spacy.blank("en"))
