"""Judge whether a trigger tells what happened, what is only alleged or denied, or what is planned, feared, possible or usual.

The judge climbs from the trigger to the root. On each step it looks at the node itself (negation, auxiliaries, adverbs,
conjunctions) and at the word that governs it, which the tables of `lexicon_modality` sort. A step out of an adverbial or
relative clause ends the climb: what stands in 'after being arrested' or 'the men who were arrested' is presupposed, whatever
the main clause says of it.
Last come surface patterns before the trigger, for sentences that the small model parses wrongly. What is not an event wins over
what is denied, and that over what is alleged.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from tracker.extract import lexicon_modality as lex
from tracker.extract.actor_grammar import SPEECH, child, governing, is_verb
from tracker.extract.lexicon_actors import STRIKE_NOUNS
from tracker.extract.modality_settings import is_called_off, is_fiction, is_habitual_role, is_named_as_worry, is_term_of_a_deal
from tracker.extract.modality_signs import Modality, Verdict, is_negated, signs_on

if TYPE_CHECKING:
    from tracker.extract.parsed import Doc, Token

__all__ = ["Modality", "Verdict", "modality"]


def modality(doc: Doc, trigger: Token) -> Verdict:
    """Judge a trigger, with the reason: not an event before denied before alleged before fact."""
    verdicts = [verdict for step in _steps(trigger) for verdict in step]
    verdicts += _surface(doc, trigger)
    for kind in ("not_an_event", "denied", "alleged"):
        for verdict in verdicts:
            if verdict[0] == kind:
                return verdict
    return "fact", "told"


def _steps(trigger: Token) -> Iterator[list[Verdict]]:
    """Judge each node from the trigger up, until a clause boundary."""
    node = trigger
    yield _whole_sentence(trigger)
    for _ in range(len(trigger.doc)):
        yield signs_on(node, trigger)
        governor = governing(node)
        if governor == node:
            return
        verdicts = _governed(node, governor, trigger)
        yield verdicts
        if _ends_climb(node, governor, trigger):
            return
        node = governor


def _whole_sentence(trigger: Token) -> list[Verdict]:
    doc = trigger.doc
    ends = doc.text.rstrip().rstrip("\"'”’»)").rstrip()
    if ends.endswith("?"):
        return [("not_an_event", "question")]
    root = trigger if is_verb(trigger) else trigger.head
    if root.tag_ == "VB" and child(root, "nsubj", "aux", "nsubjpass", "expl") is None and _starts(root):
        return [("not_an_event", "imperative")]
    if is_fiction(trigger):
        return [("not_an_event", "fiction")]
    return []


def _starts(token: Token) -> bool:
    return all(t.is_punct or t.is_space or t.lower_ in {"please", "now", "do", "not"} for t in token.doc[: token.i])


def _governed(node: Token, governor: Token, trigger: Token) -> list[Verdict]:
    """Judge a node by the word that governs it."""
    if node.dep_ in {"nsubj", "csubj", "agent"} or (node.dep_ == "conj" and not _shares(node, governor)):
        return []
    if _infinitive(node) and node.dep_ in {"xcomp", "advcl", "acl", "ccomp", "relcl", "dobj", "pcomp", "conj", "dep"}:
        return _infinitive_of(node, governor)
    if node.dep_ == "relcl":
        return []
    if (
        node.dep_ == "advcl"
        and governor.lemma_.lower() in {"die", "perish", "kill", "wound", "injure"}
        and _with_hearsay(node, governor)
    ):
        return [("alleged", "reportedly died when")]
    if is_verb(governor):
        return _by_verb(node, governor, trigger)
    if governor.dep_ == "prep" or governor.pos_ == "ADP":
        return []
    if node.pos_ == "ADP" or node.dep_ in {"prep", "acl", "compound", "nmod", "amod", "ccomp", "relcl", "pcomp"}:
        return _by_noun(node, governor, trigger)
    return []


def _with_hearsay(node: Token, harm: Token) -> bool:
    """Tell 'ten reportedly died when jets hit the camp', where what killed them is no surer than that they died."""
    when = any(c.lower_ == "when" for c in node.children)
    return when and any(c.dep_ == "advmod" and c.lower_ in lex.HEARSAY_ADVERBS for c in harm.children)


def _infinitive(node: Token) -> bool:
    return node.tag_ in {"VB", "VBN"} and any(c.lower_ == "to" and c.dep_ == "aux" for c in node.children)


def _infinitive_of(node: Token, governor: Token) -> list[Verdict]:
    """Judge an infinitive: only what was managed, begun or forced has happened; 'is said to have bombed' is alleged."""
    lemma = governor.lemma_.lower()
    perfect = any(c.lower_ == "have" and c.dep_ == "aux" for c in node.children)
    passive = any(c.dep_ == "auxpass" for c in governor.children)
    if perfect:
        own = lemma in {"claim", "know", "confirm", "find", "admit", "show"} and not (lemma == "claim" and passive)
        return [] if own else [("alleged", f"{lemma} to have")]
    if lemma in {"appear", "seem"} or (passive and lemma in lex.HEARSAY_PASSIVE):
        return [("alleged", f"{lemma} to")]
    if (
        lemma in lex.REALISED - {"allow", "use"}
        or (lemma == "able" and governor.head.tag_ in {"VBD", "VBN"})
        or lemma in {"first", "last", "latest", "second"}
    ):
        return []
    if lemma == "allow" and governor.dep_ == "advcl" and governor.tag_ == "VBG" and node.lemma_ in {"escape", "flee"}:
        return []  # 'blew up the gate, allowing 20 inmates to escape'
    if lemma == "use":
        return [] if _used_once(node, governor) else [("not_an_event", "habitual")]
    if any(c.lower_ == "only" for c in node.children) or lemma == "but":  # 'returned only to be arrested', 'no choice but to bomb'
        return []
    return [("not_an_event", f"{lemma} to")]


def _used_once(node: Token, use: Token) -> bool:
    """Tell 'used drones to strike the port', which happened, from 'a launcher used to launch attacks', which is what it is for."""
    if use.dep_ == "acl":
        return False
    deed = child(node, "dobj")
    bare = deed is not None and deed.tag_ == "NNS" and not any(c.dep_ in {"det", "nummod", "poss"} for c in deed.children)
    past = use.tag_ == "VBD" or any(c.lower_ in {"was", "were"} for c in use.children)
    return past and not (bare and deed is not None and deed.lower_ in STRIKE_NOUNS)


def _by_verb(node: Token, verb: Token, trigger: Token) -> list[Verdict]:
    lemma = verb.lemma_.lower()
    complement = node.dep_ in {"dobj", "nsubjpass", "xcomp", "ccomp", "prep", "pcomp", "oprd", "attr", "dative"}
    if node.lower_ == "out" and lemma in lex.OUT_OF:
        return [("not_an_event", f"{lemma} out of")]
    if not complement or (node.dep_ == "prep" and node.lower_ not in _LINKS):
        return []
    if is_called_off(node, verb) or is_named_as_worry(node, verb):
        return [("not_an_event", lemma)]
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)
    if lemma in lex.DENIAL and node.dep_ != "prep":
        return [("denied", lemma)]
    if lemma in lex.ACCUSATION and (node.lower_ in {"of", "with"} or node.dep_ in {"ccomp", "xcomp"}):
        return [("alleged", lemma)]
    if (node.dep_ == "ccomp" and lemma in lex.BELIEF) or (
        passive and node.dep_ in {"xcomp", "ccomp"} and lemma in lex.HEARSAY_PASSIVE - {"say", "report"}
    ):
        return [("alleged", lemma)]
    if lemma in lex.UNREAL and not _failed_prevention(verb) and _unreal_object(node, verb, trigger):
        return [("not_an_event", lemma)]
    if is_term_of_a_deal(node, verb):
        return [("not_an_event", "terms")]
    if is_habitual_role(node, verb, trigger):
        return [("not_an_event", "habitual")]
    return []


_LINKS = frozenset({"of", "for", "against", "from", "about", "to", "on", "in", "with"})


def _unreal_object(node: Token, verb: Token, trigger: Token) -> bool:
    lemma = verb.lemma_.lower()
    if node.dep_ == "prep":
        return (lemma, node.lower_) in lex.UNREAL_PREPOSITIONS
    if node.dep_ == "ccomp":
        wishes = {
            "demand",
            "order",
            "fear",
            "hope",
            "expect",
            "propose",
            "urge",
            "request",
            "wish",
            "ask",
            "require",
            "want",
            "see",
        }
        return lemma in wishes and _not_past(node)
    if (
        lemma in lex.BARE_UNREAL
        and node == trigger
        and trigger.tag_ == "NN"
        and not any(c.dep_ in {"det", "poss"} for c in trigger.children)
    ):
        return True
    if lemma in lex.REAL_OBJECT:
        vague = any(c.lower_ in {"a", "an", "any", "further", "more", "new"} for c in node.children)
        return lemma in {"support", "back", "endorse", "justify"} and vague
    definite = not is_verb(trigger) and any(
        c.dep_ in {"det", "poss"} and c.lower_ not in {"a", "an", "any"} for c in trigger.children
    )
    granted = {"discuss", "oppose", "approve", "consider", "authorize", "authorise", "debate", "order", "direct"}
    return not (definite and lemma in granted and trigger.lower_ in STRIKE_NOUNS)


def _not_past(node: Token) -> bool:
    return node.tag_ not in {"VBD"} and not any(c.tag_ in {"VBD"} and c.dep_ in {"aux", "auxpass"} for c in node.children)


_DEFINITE = frozenset({"the", "this", "that", "these", "those", "its", "his", "her", "their"})


def _by_noun(node: Token, governor: Token, trigger: Token) -> list[Verdict]:
    low = governor.lower_
    if node.dep_ in {"compound", "nmod", "amod"}:
        return [("not_an_event", f"{low} compound")] if low in lex.COMPOUND_HEADS and governor.dep_ != "compound" else []
    if low in lex.HABITUAL and node.lower_ in {"for", "of", "to"}:
        definite = any(c.dep_ in {"det", "nummod", "poss"} for c in trigger.children)
        return [] if definite and low != "capable" else [("not_an_event", "habitual")]
    if (
        low in lex.HEARSAY_NOUNS
        and node.lower_ not in {"by", "from", "in", "after", "on"}
        and node.dep_ in {"prep", "acl", "ccomp", "relcl"}
    ):
        claims_own = low in {"report", "reports"} and node.dep_ == "relcl"
        return [] if claims_own else [("alleged", low)]
    if low in lex.TRACES and node.lower_ == "of" and any(c.lower_ in {"no", "any"} for c in governor.children):
        return [] if any(c.lower_ in _DEFINITE for c in trigger.children) else [("not_an_event", f"no {low}")]
    if low in lex.TIMES_FOR and node.lower_ == "for":
        return [("not_an_event", f"{low} for")]
    if low in lex.UNREAL_ADJECTIVES and governor.pos_ in {"ADJ", "VERB"}:
        return [("not_an_event", low)]
    if (
        low in lex.UNREAL_NOUNS
        and low not in lex.INFINITIVE_ONLY
        and node.lower_ in {"of", "for", "to", "on", "against", "about", "over", "from"}
    ):
        return [("not_an_event", low)]
    return []


def _shares(node: Token, governor: Token) -> bool:
    """Tell whether a joined word shares its governor: nouns and bare verbs do, a verb with its own tense doesn't."""
    if not is_verb(node):
        return not is_verb(governor)
    own = [c for c in node.children if c.dep_ in {"nsubj", "nsubjpass", "aux", "auxpass"}]
    if own and all(c.lower_ == "be" for c in own):
        return governor.tag_ == "VB"  # 'to surrender or be bombed'
    return not own and node.tag_ == governor.tag_ and node.tag_ in {"VB", "VBG", "VBN"}


def _ends_climb(node: Token, governor: Token, trigger: Token) -> bool:
    """Tell whether a step leaves the clause that the trigger belongs to, or what the clause takes for granted."""
    if node.dep_ == "conj":
        return not _shares(node, governor)
    if node.dep_ in {"relcl", "advcl", "acl"}:
        told_of = node.dep_ == "acl" and bool(_hearsay_about(governor) or _those(node, governor) or _seen(governor))
        return not _infinitive(node) and not told_of
    if node.dep_ in {"parataxis", "appos", "csubj"} or (node.dep_ == "nsubj" and (is_verb(trigger) or node != trigger)):
        return True
    if lex.PRESUPPOSING & {governor.lower_, governor.lemma_.lower()} or _failed_prevention(governor):
        return True
    if node.dep_ in {"prep", "agent"}:
        return node.lower_ not in lex.THROUGH_LINKS or _definite_setting(node, trigger)
    if node.dep_ == "ccomp" and governor.lemma_.lower() in lex.FACTIVE and not _not_past(node):
        return True  # 'want the world to know that it was bombed'
    if node.dep_ == "ccomp" and any(c.lower_ in {"why", "how", "when", "where"} and c.dep_ == "advmod" for c in node.children):
        return True
    return bool(node.dep_ == "ccomp" and is_verb(governor) and governor.lemma_.lower() in SPEECH and governor.dep_ == "ROOT")


def _seen(whom: Token) -> bool:
    """Tell 'would see 30 hostages freed', where the freeing is as real as the seeing."""
    if whom.dep_ == "pobj" and whom.head.lower_ == "of":
        whom = whom.head.head  # 'hundreds of hostages'
    return whom.dep_ == "dobj" and whom.head.lemma_.lower() in {"see", "get", "have"}


def _those(node: Token, whom: Token) -> bool:
    """Tell 'urged the release of those still held', which says of nobody that he is held; with a place or a day it does."""
    return whom.lower_ in {"those", "anyone", "everyone", "all"} and not any(
        c.dep_ in {"prep", "agent", "npadvmod"} for c in node.children
    )


def _hearsay_about(noun: Token) -> bool:
    """Tell whether a noun is what is rumoured, or whom: 'claims that', 'reports about militias setting prisoners free'."""
    while noun.dep_ == "conj":
        noun = noun.head
    noun = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ in {"of", "about"} else noun
    return noun.lower_ in lex.HEARSAY_NOUNS


def _failed_prevention(verb: Token) -> bool:
    """Tell 'failed to prevent the escape' and 'did not stop the bombing': prevention that did not work."""
    if verb.lemma_.lower() not in lex.PREVENTION:
        return False
    return is_negated(verb) or (verb.dep_ == "xcomp" and verb.head.lemma_.lower() in {"fail", "unable", "neglect"})


def _definite_setting(prep: Token, trigger: Token) -> bool:
    """Tell 'could be killed in the strike' (which happened) from 'could be killed in air strikes'."""
    if prep.head.lower_ in {"role", "involvement", "part", "hand", "responsibility", "complicity"}:
        return False  # 'denied any role in the attack'
    definite = any(c.dep_ in {"det", "poss"} and c.lower_ not in {"a", "an", "any"} for c in trigger.children)
    return definite and prep.lower_ in {"in", "during", "by", "from", "at"}


def _surface(doc: Doc, trigger: Token) -> list[Verdict]:
    """Look at the words just before the trigger, where a broken tree hides what governs it."""
    text = doc.text[: trigger.idx]
    patterns = (lex.BEFORE_VERB if is_verb(trigger) else ()) + (lex.BEFORE_NOUN if trigger.tag_ in {"NN", "NNS", "VBG"} else ())
    found: list[Verdict] = [("not_an_event", why) for pattern, why in patterns if pattern.search(text)]
    if trigger.i + 1 < len(doc) and trigger.nbor().lower_ in {"range", "distance"}:
        found.append(("not_an_event", "range"))
    if trigger.lower_ in lex.DEMANDABLE and lex.DEMANDED_IN_LIST.search(text):
        found.append(("not_an_event", "demanded"))
    if lex.TOLD_BEFORE.search(text) and lex.UNTRUE_AFTER.search(doc.text[trigger.idx :]):
        found.append(("denied", "untrue"))
    if lex.ALLEGED_BEFORE.search(text) or lex.UNCONFIRMED.search(text):
        found.append(("alleged", "hearsay"))
    return found
