"""A parsed sentence as plain values: what the rules ask of it a hundred times a word is an attribute here, not a lookup.

The names are spaCy's, and so is what they mean. spaCy's own tokens are views, made anew each time one is asked for, which look each
string up in the vocabulary; the rules ask so often that this was most of the time that a parse took.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any


class Token:
    """A word of a parsed sentence: its form, its class, and its place in the tree.

    `i` is its index in the sentence, `idx` its first character; `head` of a root is the token itself; `children` stand in the order
    of the text.
    """

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "head",
        "i",
        "idx",
        "is_punct",
        "is_space",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "tag_",
        "text",
        "whitespace_",
    )

    doc: Doc
    head: Token
    children: tuple[Token, ...]
    i: int
    idx: int
    text: str
    lower_: str
    lemma_: str
    tag_: str
    pos_: str
    dep_: str
    whitespace_: str
    is_punct: bool
    is_space: bool
    like_num: bool

    def __len__(self) -> int:
        return len(self.text)

    def __str__(self) -> str:
        return self.text

    __repr__ = __str__

    def nbor(self, by: int = 1) -> Token:
        """Give the token so many places on. Raises IndexError outside the sentence."""
        at = self.i + by
        if at < 0:
            raise IndexError(at)
        return self.doc[at]

    @property
    def lefts(self) -> Iterator[Token]:
        """Give the children before the token."""
        return (t for t in self.children if t.i < self.i)

    @property
    def rights(self) -> Iterator[Token]:
        """Give the children after the token."""
        return (t for t in self.children if t.i > self.i)

    @property
    def ancestors(self) -> Iterator[Token]:
        """Climb from the token's head to the root."""
        at = self
        while at.head is not at:
            at = at.head
            yield at

    def is_ancestor(self, other: Token) -> bool:
        """Tell whether another token hangs on this one, directly or not."""
        while other.head is not other:
            other = other.head
            if other is self:
                return True
        return False

    @property
    def subtree(self) -> list[Token]:
        """Give the token and all that hangs on it, in the order of the tree."""
        out: list[Token] = []
        open_: list[tuple[Token, bool]] = [(self, False)]
        while open_:
            token, ready = open_.pop()
            if ready or not token.children:
                out.append(token)
                continue
            open_ += [(t, False) for t in reversed(token.children) if t.i > token.i]
            open_.append((token, True))
            open_ += [(t, False) for t in reversed(token.children) if t.i < token.i]
        return out

    @property
    def conjuncts(self) -> tuple[Token, ...]:
        """Give the tokens that it is coordinated with, without itself."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        out = [first]
        for token in out:
            out += [t for t in token.children if t.dep_ == "conj" and t.i > token.i]
        return tuple(t for t in out if t is not self)


class Doc(tuple[Token, ...]):
    """A parsed sentence: its tokens, its text, and notes (`user_data`) that the stages leave on it."""

    text: str
    user_data: dict[str, Any]

    def __new__(cls, text: str, tokens: Iterable[Token]) -> Doc:
        """Take tokens whose heads and children are set; each is told what it belongs to."""
        doc = super().__new__(cls, tokens)
        doc.text, doc.user_data = text, {}
        for token in doc:
            token.doc = doc
        return doc


def words_of(tokens: Sequence[Token]) -> str:
    """Give the words of neighbouring tokens as they stand in the text, '' for none."""
    return tokens[0].doc.text[tokens[0].idx : tokens[-1].idx + len(tokens[-1].text)] if tokens else ""
