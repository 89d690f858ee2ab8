"""Tell what the verb or the noun that a deed hangs on makes of it: called off, feared, a term of a deal, a trade, a story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tracker.extract import lexicon_modality as lex
from tracker.extract.actor_grammar import child, is_verb, objects_of

if TYPE_CHECKING:
    from tracker.extract.parsed import Token


def is_called_off(node: Token, verb: Token) -> bool:
    """Read 'called off an air raid', 'the arrest was put off'."""
    particles = {c.lower_ for c in verb.children if c.dep_ in {"prt", "advmod"}}
    return node.dep_ in {"dobj", "nsubjpass"} and any((verb.lemma_.lower(), p) in lex.UNREAL_PARTICLES for p in particles)


def is_named_as_worry(node: Token, verb: Token) -> bool:
    """Read 'named missile strikes as its chief worry'."""
    return node.dep_ in {"dobj", "nsubjpass"} and any(
        inner.lemma_.lower() in lex.NAMED_AS for over in (verb, node) for inner in objects_of(over, "as")
    )


def is_term_of_a_deal(node: Token, verb: Token) -> bool:
    """Read 'the offer includes the release of ten captives'."""
    who = child(verb, "nsubj")
    binds = verb.lemma_.lower() in {"include", "envisage", "stipulate", "foresee", "cover", "involve", "mean", "require"}
    return bool(binds and node.dep_ == "dobj" and verb.tag_ in {"VBZ", "VBP", "VB"} and who is not None and who.lower_ in lex.DEALS)


def is_habitual_role(node: Token, verb: Token, trigger: Token) -> bool:
    """Read 'was involved in rocket attacks', said of a man's trade: plural, with no number and no date."""
    bare = trigger.tag_ == "NNS" and not any(c.dep_ in {"det", "nummod", "poss"} for c in trigger.children)
    return verb.lemma_.lower() in {"involve", "specialize", "specialise"} and node.lower_ == "in" and bare


def is_fiction(trigger: Token) -> bool:
    """Read 'the film tells of a pilot who bombs a village', 'the novel opens with the shelling of the town'."""
    return any(
        verb.tag_ == "VBZ" and (who := child(verb, "nsubj")) is not None and who.lemma_.lower() in lex.FICTION
        for verb in trigger.ancestors
        if is_verb(verb)
    )
