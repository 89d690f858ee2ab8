"""Judge whether a trigger tells what happened, what is only alleged or denied, or what is planned, feared, possible or usual.

The judge climbs from the trigger to the root. On each step it looks at the node itself (negation, auxiliaries, adverbs,
conjunctions) and at the word that governs it, which the tables below sort. A step out of an adverbial or relative clause ends the
climb: what stands in 'after being arrested' or 'the men who were arrested' is presupposed, whatever the main clause says of it.
Last come surface patterns before the trigger, for sentences that the small model parses wrongly. What is not an event wins over
what is denied, and that over what is alleged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from tracker.extract.actor_grammar import SPEECH, child, is_verb
from tracker.extract.lexicon_actors import STRIKE_NOUNS, words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Modality = Literal["fact", "alleged", "denied", "not_an_event"]
Verdict = tuple[Modality, str]

# Verbs whose complement has not (or not yet) happened.
_UNREAL = words("""
    plan threaten vow pledge promise intend want hope aim prepare try attempt fail refuse decline agree order urge call demand ask request propose
    consider contemplate warn fear expect seek authorize authorise approve prevent avoid avert stop halt end cease suspend refrain delay postpone ban forbid
    allow permit oppose support advocate discuss mull offer instruct direct command anticipate await favour favor schedule wish need require
    beg appeal implore persuade convince tell tempt risk thwart foil cancel abort resist evade dodge escape elude deter negotiate decide pause swear
    weigh envisage envision endorse back encourage debate prohibit invite dare struggle strive hesitate rule limit restrict preempt simulate rehearse train
    practise practice guarantee oblige justify predict foresee mean ready set go hunt
""")
# Of these, the ones that leave a plain noun object standing: 'escaped the strike', 'supported the raid' tell of a strike that happened.
_REAL_OBJECT = words(
    "escape support back tell train direct set go mean survive evade dodge justify endorse command invite limit fail resist need call hunt decide"
)
# Verbs whose infinitive did happen.
_REALISED = words("""
    manage begin start continue help use go proceed force succeed get appear seem happen come compel cause lead allow enable oblige return resume prove
    keep know find confirm show reveal acknowledge see rush
""")
_DENIAL = words("deny refute reject dismiss disavow disclaim")
_ACCUSATION = words("accuse suspect allege charge speculate surmise presume suggest assume insinuate rumour rumor")
_BELIEF = words("believe think suspect presume assume fear allege rumour rumor speculate understand suppose")
_HEARSAY_PASSIVE = words(
    "say believe think allege rumour rumor suspect fear presume understand suppose report assume purport claim"
)
_HEARSAY_ADVERBS = words(
    "reportedly allegedly purportedly supposedly apparently possibly perhaps probably likely presumably seemingly maybe ostensibly"
)
_HEARSAY_ADJECTIVES = words(
    "suspected alleged reported apparent supposed purported unconfirmed possible probable presumed rumoured rumored likely claimed"
)
_HEARSAY_NOUNS = words(
    "report reports rumour rumours rumor rumors allegation allegations accusation accusations claim claims suspicion suspicions suggestion suggestions speculation"
)
# Adjectives and nouns whose complement is only planned, wanted or possible.
_UNREAL_ADJECTIVES = words("""
    ready due set likely unlikely able unable poised prepared willing unwilling eager reluctant bound supposed capable impossible possible necessary afraid
    determined scheduled slated expected free keen immune vulnerable subject eligible wanted
""")
_UNREAL_NOUNS = words("""
    threat threats risk risks possibility possibilities plan plans call calls demand demands appeal appeals fear fears prospect prospects danger dangers capability
    capabilities ability authority authorization authorisation right rights permission proposal proposals vote pledge pledges promise promises vow vows attempt
    attempts effort efforts bid intention intent readiness need request requests halt end cessation moratorium ban suspension pause truce ceasefire stop
    order orders warrant warrants decision option options case event preparation preparations chance chances warning warnings refusal willingness hope hopes
    likelihood potential deal agreement talks negotiations condition conditions deadline likelihood purpose aim goal objective mission power failure
    desire opportunity support backing approval opposition mandate bounty reward concern concerns anticipation absence lack freeze target targets strategy
    obligation duty protection defense defence deterrent way means wave-off operation operations raid campaign
""")
# Nouns that keep an 'of' complement real though they may govern an unreal infinitive: 'operation to arrest', but 'raid of strikes'.
_INFINITIVE_ONLY = words(
    "operation operations raid campaign mission order orders decision support target targets strategy way means power duty defence defense failure goal aim objective purpose agreement"
)
# A deed in compound with these is not told: 'arrest warrant', 'strike aircraft', 'prisoner exchange talks'.
_COMPOUND_HEADS = words("""
    warrant warrants capability capabilities plan plans threat threats talks negotiations deal deals agreement aircraft group groups fighter order orders
    force package option options range zone zones drill drills exercise exercises shelter shelters siren sirens alert alerts warning warnings bid attempt
    jet jets team mission target targets policy date conditions drone drones eagle command power powers
""")
_CONDITIONS = re.compile(
    r"\b(?:in (?:the )?(?:case|event) of|in case|unless|whether|even if|only if|as if|so that|in order to|instead of|rather than|short of|without)\b",
    re.I,
)
_MODAL_UNREAL = words("will would could can may might should must shall ca wo 'll 'd ll")
_PRESUPPOSED = words(
    "after before since while when as because following although though until once despite amid where whereas than like"
)
_THROUGH = words("with by through via using in during from of to for on about against into under at over regarding")
_HABITUAL = words("responsible known notorious infamous capable")
_OFTEN = words(
    "regularly often routinely usually always frequently sometimes occasionally typically generally normally daily periodically constantly"
)
_HAPPEN = words(
    "happen occur take materialize materialise carry conduct launch mount stage perform be have see make report execute record document register follow result hear confirm"
)
_BEFORE = (
    (re.compile(r"\b(?:plan\w*|vow\w*|threat\w*|pledg\w*|promis\w*|intend\w*|prepar\w+|seek\w*|sought|hop\w+|refus\w+|agreed?|try|tries|tried|trying|attempt\w*|fail\w*|ready|poised|due|set|about|order\w*|urg\w+|demand\w*|want\w*|decid\w+) to (?:\w+ ){0,2}$", re.I), "planned or tried"),
    (re.compile(r"\b(?:call(?:s|ed|ing)? (?:for|on)|demand(?:s|ed|ing)?|urg(?:es?|ed|ing)) (?:\w+ ){0,4}(?:to (?:\w+ ){0,2})?$", re.I), "demanded"),
    (re.compile(r"\b(?:will|would|could|may|might|should|must|can|cannot|can't|won't|shall)(?: not| never| also| soon| even| now| be| again| then| still)* $", re.I), "modal"),
    (re.compile(r"\b(?:did not|didn[’']?t|does not|doesn[’']?t|has not|have not|had not|hasn[’']?t|haven[’']?t|was not|were not|wasn[’']?t|weren[’']?t|never|no)(?: been| be| yet| actually)* $", re.I), "negated"),
    (re.compile(r"\b(?:threat|risk|fear|possibility|prospect|danger|warning)s? of (?:\w+ ){0,3}$", re.I), "feared"),
)  # fmt: skip
_ALLEGED_BEFORE = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|supposedly|apparently|unconfirmed reports? (?:of|that)|is said to have|are said to have)(?: \w+){0,3} $",
    re.I,
)


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
        yield _own(node, trigger)
        governor = node.head
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
    if root.tag_ == "VB" and root.dep_ == "ROOT" and child(root, "nsubj", "aux", "nsubjpass", "expl") is None and _starts(root):
        return [("not_an_event", "imperative")]
    return []


def _starts(token: Token) -> bool:
    return all(t.is_punct or t.is_space or t.lower_ in {"please", "now", "do", "not"} for t in token.doc[: token.i])


def _own(node: Token, trigger: Token) -> list[Verdict]:
    """Judge a node by its own small words: negation, auxiliaries, 'to', adverbs, conjunctions, determiners and adjectives."""
    found: list[Verdict] = []
    for word in node.children:
        low = word.lower_
        if word.dep_ == "advmod" and low in _HEARSAY_ADVERBS and (is_verb(node) or node == trigger):
            found.append(("alleged", low))
        if (word.dep_ == "mark" and low in {"if", "unless", "whether"}) or (low == "case" and word.dep_ == "mark"):
            found.append(("not_an_event", "conditional"))
    if is_verb(node):
        return found + _of_verb(node, trigger)
    return found + _of_noun(node, trigger)


def _of_verb(verb: Token, trigger: Token) -> list[Verdict]:
    found: list[Verdict] = []
    auxiliaries = [c for c in verb.children if c.dep_ in {"aux", "auxpass"}] or _shared_auxiliaries(verb)
    speech = verb != trigger and verb.lemma_.lower() in SPEECH
    if _negated(verb) and (verb == trigger or _negation_reaches(verb, trigger)):
        found.append(("not_an_event", "negated"))
    for aux in auxiliaries:
        if aux.tag_ == "MD" and aux.lower_ in _MODAL_UNREAL and not speech and not _background(verb, trigger):
            perfect = any(a.lower_ in {"have", "'ve"} for a in auxiliaries)
            found.append(
                ("alleged", "may have")
                if perfect and aux.lower_ in {"may", "might", "must", "could"}
                else ("not_an_event", "modal")
            )
    if (habit := _habit(verb, trigger)) is not None:
        found.append(habit)
    return found


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


def _negated(verb: Token) -> bool:
    own = [c for c in verb.children if c.dep_ == "neg" or c.lower_ in {"never", "not"}]
    own = [n for n in own if n.i + 1 >= len(verb.doc) or n.nbor().lower_ not in {"only", "just", "least"}]
    if own or verb.dep_ != "conj" or not is_verb(verb.head):
        return bool(own)
    either = any(c.lower_ in {"or", "nor"} for c in verb.head.children)
    return either and child(verb, "nsubj", "aux") is None and _negated(verb.head)


def _negation_reaches(verb: Token, trigger: Token) -> bool:
    """Tell whether 'not' on a verb above negates the deed: 'did not carry out strikes' does, 'was not hurt in the strike' doesn't."""
    if verb.lemma_.lower() in _HAPPEN:
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
    return (definite or dated) and verb.lemma_.lower() not in {
        "take",
        "happen",
        "occur",
        "continue",
        "carry",
        "begin",
        "be",
        "start",
        "resume",
        "face",
    }


def _habit(verb: Token, trigger: Token) -> Verdict | None:
    """Find what someone or something usually does: 'regularly bombs', 'who conducts mortar attacks', 'used to launch attacks'."""
    if verb.tag_ not in {"VBZ", "VBP"} or (verb == trigger and not any(c.lower_ in _OFTEN for c in verb.children)):
        if verb.tag_ not in {"VBZ", "VBP"} or verb == trigger:
            return None
    if any(c.lower_ in _OFTEN for c in verb.children):
        return "not_an_event", "habitual"
    leads = verb.lemma_.lower() in {
        "conduct",
        "lead",
        "coordinate",
        "facilitate",
        "plan",
        "organize",
        "organise",
        "direct",
        "oversee",
        "specialize",
        "involve",
    }
    plural = trigger.tag_ == "NNS" and not any(c.dep_ in {"det", "nummod", "poss"} for c in trigger.children)
    if leads and plural and (verb.dep_ == "relcl" or verb.tag_ == "VBZ"):
        return "not_an_event", "habitual"
    return None


def _of_noun(noun: Token, trigger: Token) -> list[Verdict]:
    found: list[Verdict] = []
    for word in noun.children:
        if noun == trigger and word.dep_ in {"amod", "nmod", "compound"} and word.lower_ in _HEARSAY_ADJECTIVES:
            found.append(("alleged", word.lower_))
        if noun == trigger and word.dep_ in {"det", "neg"} and word.lower_ in {"no", "neither"}:
            found.append(("not_an_event", "negated"))
        if (
            noun == trigger
            and word.dep_ in {"amod", "nmod"}
            and word.lower_
            in {
                "planned",
                "potential",
                "future",
                "imminent",
                "possible",
                "threatened",
                "further",
                "attempted",
                "failed",
                "foiled",
                "impending",
                "eventual",
            }
        ):
            further = word.lower_ == "further"
            found += [] if further else [("not_an_event", word.lower_)]
    return found


def _governed(node: Token, governor: Token, trigger: Token) -> list[Verdict]:
    """Judge a node by the word that governs it."""
    if node.dep_ in {"nsubj", "relcl", "csubj", "agent"} or (node.dep_ == "conj" and not _shares(node, governor)):
        return []
    if _infinitive(node) and node.dep_ in {"xcomp", "advcl", "acl", "ccomp", "relcl", "dobj", "pcomp", "conj", "dep"}:
        return _infinitive_of(node, governor)
    if is_verb(governor):
        return _by_verb(node, governor, trigger)
    if governor.dep_ == "prep" or governor.pos_ == "ADP":
        return []
    if node.pos_ == "ADP" or node.dep_ in {"prep", "acl", "compound", "nmod", "ccomp", "relcl", "pcomp"}:
        return _by_noun(node, governor, trigger)
    return []


def _infinitive(node: Token) -> bool:
    return node.tag_ == "VB" and any(c.lower_ == "to" and c.dep_ == "aux" for c in node.children)


def _infinitive_of(node: Token, governor: Token) -> list[Verdict]:
    """Judge an infinitive: only what was managed, begun or forced has happened; 'is said to have bombed' is alleged."""
    lemma = governor.lemma_.lower()
    perfect = any(c.lower_ == "have" and c.dep_ == "aux" for c in node.children)
    passive = any(c.dep_ == "auxpass" for c in governor.children)
    if perfect:
        own = lemma in {"claim", "know", "confirm", "find", "admit", "show"} and not (lemma == "claim" and passive)
        return [] if own else [("alleged", f"{lemma} to have")]
    if lemma in {"appear", "seem"} or (passive and lemma in _HEARSAY_PASSIVE):
        return [("alleged", f"{lemma} to")]
    if (
        lemma in _REALISED - {"allow", "use"}
        or (lemma == "able" and governor.head.tag_ in {"VBD", "VBN"})
        or lemma in {"first", "last", "latest", "second"}
    ):
        return []
    if lemma == "use":
        once = governor.tag_ in {"VBD"} and governor.dep_ != "acl" and child(governor, "dobj") is not None
        return [] if once else [("not_an_event", "habitual")]
    if any(c.lower_ == "only" for c in node.children):  # 'returned only to be arrested'
        return []
    return [("not_an_event", f"{lemma} to")]


def _by_verb(node: Token, verb: Token, trigger: Token) -> list[Verdict]:
    lemma = verb.lemma_.lower()
    complement = node.dep_ in {"dobj", "nsubjpass", "xcomp", "ccomp", "prep", "pcomp", "oprd", "attr", "dative"}
    if not complement or (node.dep_ == "prep" and node.lower_ not in {"of", "for", "against", "from", "about", "to", "on", "in"}):
        return []
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in verb.children)
    if lemma in _DENIAL and node.dep_ != "prep":
        return [("denied", lemma)]
    if lemma in _ACCUSATION and (node.lower_ in {"of", "with"} or node.dep_ in {"ccomp", "xcomp"}):
        return [("alleged", lemma)]
    if (
        (node.dep_ == "ccomp"
        and lemma in _BELIEF)
        or (passive and node.dep_ in {"xcomp", "ccomp"} and lemma in _HEARSAY_PASSIVE - {"say", "report"})
    ):
        return [("alleged", lemma)]
    if lemma in _UNREAL and _unreal_object(node, verb, trigger):
        return [("not_an_event", lemma)]
    if _habitual_role(node, verb, trigger):
        return [("not_an_event", "habitual")]
    return []


def _unreal_object(node: Token, verb: Token, trigger: Token) -> bool:
    lemma = verb.lemma_.lower()
    if node.dep_ == "prep":
        pairs = {
            "call": "for",
            "plan": "for",
            "prepare": "for",
            "threaten": "with",
            "warn": "of",
            "refrain": "from",
            "prevent": "from",
            "appeal": "for",
            "ask": "for",
            "push": "for",
        }
        return (
            node.lower_ == pairs.get(lemma)
            or (lemma in {"warn", "fear"} and node.lower_ in {"of", "against", "about"})
            or (lemma in {"ban", "deter", "stop", "prohibit"} and node.lower_ == "from")
        )
    if node.dep_ == "ccomp":
        return lemma in {
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
        } and _not_past(node)
    if lemma in _REAL_OBJECT:
        return lemma in {"support", "back", "endorse", "justify"} and any(
            c.lower_ in {"a", "an", "any", "further", "more", "new"} for c in node.children
        )
    definite = not is_verb(trigger) and any(
        c.dep_ in {"det", "poss"} and c.lower_ not in {"a", "an", "any"} for c in trigger.children
    )
    return not (
        definite and lemma in {"discuss", "oppose", "approve", "consider", "authorize", "authorise", "debate", "order", "direct"}
    )


def _not_past(node: Token) -> bool:
    return node.tag_ not in {"VBD"} and not any(c.tag_ in {"VBD"} and c.dep_ in {"aux", "auxpass"} for c in node.children)


def _habitual_role(node: Token, verb: Token, trigger: Token) -> bool:
    """Read 'was involved in rocket attacks', said of a man's trade: plural, with no number and no date."""
    bare = trigger.tag_ == "NNS" and not any(c.dep_ in {"det", "nummod", "poss"} for c in trigger.children)
    return verb.lemma_.lower() in {"involve", "specialize", "specialise"} and node.lower_ == "in" and bare


def _by_noun(node: Token, governor: Token, trigger: Token) -> list[Verdict]:
    low = governor.lower_
    if node.dep_ in {"compound", "nmod"}:
        return [("not_an_event", f"{low} compound")] if low in _COMPOUND_HEADS and governor.dep_ != "compound" else []
    if low in _HABITUAL and node.lower_ in {"for", "of", "to"}:
        definite = any(c.dep_ in {"det", "nummod", "poss"} for c in trigger.children)
        return [] if definite and low != "capable" else [("not_an_event", "habitual")]
    if (
        low in _HEARSAY_NOUNS
        and node.lower_ not in {"by", "from", "in", "after", "on"}
        and node.dep_ in {"prep", "acl", "ccomp", "relcl"}
    ):
        claims_own = low in {"report", "reports"} and node.dep_ == "relcl"
        return [] if claims_own else [("alleged", low)]
    if low in _UNREAL_ADJECTIVES and governor.pos_ in {"ADJ", "VERB"}:
        return [("not_an_event", low)]
    if (
        low in _UNREAL_NOUNS
        and low not in _INFINITIVE_ONLY
        and node.lower_ in {"of", "for", "to", "on", "against", "about", "over", "from"}
    ):
        return [("not_an_event", low)]
    return []


def _shares(node: Token, governor: Token) -> bool:
    """Tell whether a joined word stands under the same governor: bare verbs and nouns do, a verb with its own tense or subject doesn't."""
    if not is_verb(node):
        return not is_verb(governor)
    own = child(node, "nsubj", "nsubjpass", "aux", "auxpass") is not None
    return not own and node.tag_ == governor.tag_ and node.tag_ in {"VB", "VBG", "VBN"}


def _ends_climb(node: Token, governor: Token, trigger: Token) -> bool:
    """Tell whether a step leaves the clause that the trigger belongs to."""
    if node.dep_ == "conj":
        return not _shares(node, governor)
    if node.dep_ in {"relcl", "parataxis", "appos", "nsubj", "csubj"}:
        return node.dep_ != "nsubj" or is_verb(trigger) or node != trigger
    if node.dep_ in {"advcl", "acl"}:
        return not _infinitive(node)
    if node.dep_ in {"prep", "agent"}:
        return node.lower_ not in _THROUGH or node.lower_ in _PRESUPPOSED or _definite_setting(node, trigger)
    return node.dep_ == "ccomp" and is_verb(governor) and governor.lemma_.lower() in SPEECH and governor.dep_ == "ROOT"


def _definite_setting(prep: Token, trigger: Token) -> bool:
    """Tell 'could be killed in the strike' (which happened) from 'could be killed in air strikes'."""
    definite = any(c.dep_ in {"det", "poss"} and c.lower_ not in {"a", "an", "any"} for c in trigger.children)
    return definite and prep.lower_ in {"in", "during", "by", "from", "at"}


def _surface(doc: Doc, trigger: Token) -> list[Verdict]:
    """Look at the words just before the trigger (and its light verb's), where a broken tree hides what governs it."""
    text = doc.text[: trigger.idx]
    tight = text if is_verb(trigger) else ""
    found: list[Verdict] = [("not_an_event", why) for pattern, why in _BEFORE if tight and pattern.search(tight)]
    if _ALLEGED_BEFORE.search(text):
        found.append(("alleged", "hearsay"))
    if re.search(
        r"\b(?:in (?:the )?(?:case|event) of|without|instead of|rather than) (?:an? |any |further |more )?(?:\w+ ){0,2}$",
        text,
        re.I,
    ):
        found.append(("not_an_event", "in case of"))
    if trigger.lower_ in STRIKE_NOUNS and re.search(
        r"\b(?:threat|risk|fear|possibility|prospect|danger|right)s? of (?:an? |further |more |new )?(?:\w+ ){0,2}$", text, re.I
    ):
        found.append(("not_an_event", "feared"))
    return found
