"""Read the small words on a node that tell what did not, may or usually does happen: negation, auxiliaries, adverbs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from tracker.extract import lexicon_modality as lex
from tracker.extract.actor_grammar import SPEECH, child, is_verb
from tracker.extract.generic import is_generic, is_present

if TYPE_CHECKING:
    from tracker.extract.parsed import Token

Modality = Literal["fact", "alleged", "denied", "not_an_event"]
Verdict = tuple[Modality, str]


def signs_on(node: Token, trigger: Token) -> list[Verdict]:
    """Judge a node by its own small words: negation, auxiliaries, 'to', adverbs, conjunctions, determiners and adjectives."""
    found: list[Verdict] = []
    for word in node.children:
        low = word.lower_
        if word.dep_ == "advmod" and low in lex.HEARSAY_ADVERBS and (is_verb(node) or node == trigger):
            found.append(("alleged", low))
        if (word.dep_ == "mark" and low in {"if", "unless", "whether"}) or (low == "case" and word.dep_ == "mark"):
            found.append(("not_an_event", "conditional"))
    if _in_condition(node):
        found.append(("not_an_event", "conditional"))
    if is_verb(node):
        return found + _of_verb(node, trigger)
    return found + _of_noun(node, trigger)


def _in_condition(node: Token) -> bool:
    """Tell the second verb of a condition: 'unless it lays down its arms and lets the captives go'."""
    if node.dep_ != "conj" or not is_verb(node) or child(node, "nsubj", "nsubjpass") is not None:
        return False
    return any(c.dep_ == "mark" and c.lower_ in {"if", "unless"} for c in node.head.children)


def _of_verb(verb: Token, trigger: Token) -> list[Verdict]:
    found: list[Verdict] = []
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}] or _shared_auxiliaries(verb)
    speech = verb != trigger and verb.lemma_.lower() in SPEECH
    if is_negated(verb) and (verb == trigger or _negation_reaches(verb, trigger)):
        found.append(("not_an_event", "negated"))
    if not speech and not _background(verb, trigger) and (modal := _modal(verb, auxiliaries)) is not None:
        found.append(modal)
    if (habit := _habit(verb, trigger)) is not None:
        found.append(habit)
    if verb == trigger and (generic := is_generic(verb)):
        found.append(("not_an_event", generic))
    if _nobody(verb) and (verb == trigger or verb.lemma_.lower() in lex.HAPPEN):
        found.append(("not_an_event", "nobody"))
    return found


def _modal(verb: Token, auxiliaries: list[Token]) -> Verdict | None:
    modal = next((aux.lower_ for aux in auxiliaries if aux.tag_ == "MD" and aux.lower_ in lex.MODALS), None)
    if modal is None:
        return None
    if modal == "would" and any(c.lower_ in {"later", "eventually", "subsequently", "finally"} for c in verb.children):
        return None  # told from before: 'he would later be released'
    perfect = any(aux.lower_ in {"have", "'ve", "’ve"} for aux in auxiliaries)
    return ("alleged", "may have") if perfect and modal in {"may", "might", "must", "could"} else ("not_an_event", "modal")


def _nobody(verb: Token) -> bool:
    return any(
        who.lower_ in {"nobody", "none", "neither", "whoever", "anyone", "anybody"}
        or any(c.lower_ in {"no", "neither"} or _is_not_one(c) for c in who.children)
        for who in verb.children
        if who.dep_ in {"nsubj", "nsubjpass"}
    )


def _is_not_one(word: Token) -> bool:
    """Tell the 'not' of 'not a shell fell', 'not one of the rockets', which leaves none, from that of 'not only', 'not all'."""
    return word.lower_ == "not" and word.i + 1 < len(word.doc) and word.nbor().lower_ in {"a", "an", "one"}


def _shared_auxiliaries(verb: Token) -> list[Token]:
    """Give a joined verb the auxiliaries of the first: 'could strike and kill', 'was not arrested or detained'."""
    if (
        verb.dep_ != "conj"
        or not is_verb(verb.head)
        or child(verb, "nsubj", "nsubjpass") is not None
        or verb.tag_ not in {"VB", "VBN"}
    ):
        return []
    return [c for c in verb.head.children if c.dep_ in {"aux", "auxpass"}]


def is_negated(verb: Token) -> bool:
    own = [c for c in verb.children if c.dep_ == "neg" or c.lower_ in {"never", "not"}]
    own = [n for n in own if n.i + 1 >= len(verb.doc) or n.nbor().lower_ not in {"only", "just", "least"}]
    if own or verb.dep_ != "conj" or not is_verb(verb.head):
        return bool(own)
    either = any(c.lower_ in {"or", "nor"} for c in verb.head.children)
    return either and child(verb, "nsubj", "aux") is None and is_negated(verb.head)


def _negation_reaches(verb: Token, trigger: Token) -> bool:
    """Tell whether 'not' above negates the deed: 'did not carry out strikes' does, 'was not hurt in the strike' doesn't."""
    if verb.lemma_.lower() in lex.HAPPEN:
        return not any(
            c.lower_ in {"the", "this", "that", "these", "those"} for c in trigger.children
        ) or verb.lemma_.lower() not in {"see", "report"}
    return (
        trigger.dep_ in {"dobj", "xcomp"}
        and trigger.head == verb
        and verb.lemma_.lower() in {"conduct", "launch", "use", "involve", "include"}
    )


def _background(verb: Token, trigger: Token) -> bool:
    """Tell whether a definite deed stands in a clause about something else: 'the strike could raise tensions'."""
    if verb == trigger or is_verb(trigger):
        return False
    definite = any(
        c.dep_ in {"det", "poss"} and c.lower_ in {"the", "this", "that", "these", "those", "its", "his", "their"}
        for c in trigger.children
    )
    dated = any(c.dep_ == "poss" for c in trigger.children)
    return (definite or dated) and verb.lemma_.lower() not in lex.GOING_ON


def _either(verb: Token) -> bool:
    """Tell a choice in the present tense, said of people in general: 'terrorists who surrender or are captured'."""
    first = verb.head if verb.dep_ == "conj" else verb
    if first.dep_ != "relcl" or not any(c.lower_ == "or" and c.dep_ == "cc" for c in first.children):
        return False
    helper = next((c for c in verb.children if c.dep_ in {"aux", "auxpass"}), verb)
    bare = first.head.tag_ == "NNS" and not any(c.dep_ in {"det", "nummod", "poss"} for c in first.head.children)
    return bare and helper.tag_ in {"VBP", "VBZ"}


def _habit(verb: Token, trigger: Token) -> Verdict | None:
    """Find what someone or something usually does: 'regularly bombs', 'who conducts mortar attacks'."""
    if verb == trigger and _either(verb):
        return "not_an_event", "generic"
    if not is_present(verb) and not _is_bare_plural_present(verb):
        return None
    joined = [c for c in verb.children if c.dep_ == "conj" and is_verb(c) and child(c, "nsubj", "nsubjpass") is None]
    if any(c.lower_ in lex.OFTEN for v in (verb, *joined) for c in v.children):
        return "not_an_event", "habitual"
    plural = trigger.tag_ == "NNS" and not any(c.dep_ in {"det", "nummod", "poss"} for c in trigger.children)
    if verb != trigger and plural and verb.lemma_.lower() in lex.TRADES:
        return "not_an_event", "habitual"
    return None


def _is_bare_plural_present(verb: Token) -> bool:
    """Tell the present that the tagger takes for an infinitive: 'pirates of that coast take crews hostage'."""
    who = child(verb, "nsubj")
    return verb.tag_ == "VB" and verb.dep_ == "ROOT" and who is not None and who.i < verb.i and child(verb, "aux") is None


def _of_noun(noun: Token, trigger: Token) -> list[Verdict]:
    if noun != trigger:
        return []
    found: list[Verdict] = []
    for word in noun.children:
        if word.dep_ in {"amod", "nmod", "compound"} and word.lower_ in lex.HEARSAY_ADJECTIVES:
            found.append(("alleged", word.lower_))
        if word.dep_ in {"amod", "nmod"} and word.lower_ in lex.UNREAL_MODIFIERS:
            found.append(("not_an_event", word.lower_))
        if word.dep_ in {"det", "neg"} and word.lower_ in {"no", "neither"}:
            found.append(("not_an_event", "negated"))
        if word.dep_ == "det" and word.lower_ in {"any", "each", "every"} and noun.head.lemma_.lower() != "deny":
            found.append(("not_an_event", "generic"))
    if _is_only_possible(noun):
        found.append(("not_an_event", "possible"))
    if _is_definition(noun):
        found.append(("not_an_event", "definition"))
    return found


def _is_only_possible(noun: Token) -> bool:
    """Read 'a strike is possible', 'an attack remains likely': a possibility told by a predicate."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.lemma_ not in {"be", "remain", "seem", "appear", "look", "become"}:
        return False
    return any(
        c.dep_ in {"acomp", "attr"} and c.lower_ in {"possible", "likely", "imminent", "unlikely", "inevitable"}
        for c in verb.children
    )


def _is_definition(noun: Token) -> bool:
    """Read 'a strike means ...', 'firing one bomb is one strike', 'counted as a strike': words about the word."""
    verb = noun.head
    if noun.dep_ == "nsubj" and verb.tag_ == "VBZ" and verb.lemma_.lower() in {"mean", "refer", "denote", "constitute"}:
        return True
    if noun.dep_ == "attr" and verb.lemma_ == "be" and child(verb, "csubj") is not None:
        return True
    counted = verb.lower_ == "as" and verb.head.lemma_.lower() in {
        "classify",
        "define",
        "count",
        "regard",
        "categorize",
        "categorise",
        "treat",
    }
    defined = any(c.lemma_.lower() == "define" for c in noun.children)
    return counted or defined
