"""The words that say what became of people, alone or two joined, and the tables that reading a toll needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tracker.model import CountOf

if TYPE_CHECKING:
    from tracker.extract.parsed import Doc, Token

Form = Literal["past", "ing", "base", "state", "intransitive"]


@dataclass(frozen=True, slots=True)
class Word:
    """One or two joined words that say what became of people: tokens [first, last)."""

    first: int
    last: int
    of: CountOf | Literal["captured", "harmed"]
    form: Form
    past: bool = True


def _forms(of: str, form: Form, words: str) -> dict[str, tuple[str, Form]]:
    return dict.fromkeys(words.split(), (of, form))


VERBS: dict[str, tuple[str, Form]] = {
    **_forms(
        "killed",
        "past",
        "killed slain slew martyred assassinated massacred murdered executed slaughtered beheaded eliminated neutralized "
        "neutralised",
    ),
    **_forms(
        "killed",
        "ing",
        "killing martyring assassinating massacring murdering executing slaughtering beheading eliminating "
        "neutralizing neutralising",
    ),
    **_forms(
        "killed",
        "base",
        "kill kills martyr assassinate murder murders execute executes eliminate eliminates massacre "
        "neutralize neutralise neutralizes neutralises",
    ),
    **_forms("killed", "state", "dead"),
    **_forms("killed", "intransitive", "died perished dying dies succumbed perish"),
    **_forms("wounded", "past", "wounded injured hurt maimed"),
    **_forms("wounded", "ing", "wounding injuring hurting maiming"),
    **_forms("wounded", "base", "wound wounds injure injures maim maims"),
    **_forms("harmed", "past", "harmed"),
    **_forms("harmed", "ing", "harming"),
    **_forms("captured", "past", "captured detained arrested"),
    **_forms("captured", "ing", "capturing detaining arresting"),
    **_forms("captured", "base", "capture detain arrest captures arrests"),
}
# Nouns that count people by themselves.
NOUNS: dict[str, str] = {
    **dict.fromkeys("death deaths fatality fatalities martyr martyrs killings".split(), "killed"),
    **dict.fromkeys("body bodies corpse corpses".split(), "killed"),
    **dict.fromkeys("injury injuries wounded injured".split(), "wounded"),
    **dict.fromkeys("casualty casualties".split(), "casualties"),
}
# 'the death of 12', 'the killing of 12', 'the lives of two'.
NOUNS_OF: dict[str, str] = {
    **dict.fromkeys(
        "death deaths killing killings murder murders martyrdom lives life bodies body corpses execution massacre "
        "assassination".split(),
        "killed",
    ),
    **dict.fromkeys("wounding injury injuries injuring maiming".split(), "wounded"),
}
THE_DEAD: dict[str, CountOf] = {
    **dict.fromkeys(("dead", "killed", "victims", "fatalities", "martyrs"), "killed"),
    **dict.fromkeys(("wounded", "injured"), "wounded"),
}
LIFE_VERBS = frozenset("claim claims claimed claiming cost costs costing took take takes taking lost lose losing".split())
MODALS = frozenset("could may might would will should can must shall 'll".split())
BE = frozenset("was were is are been being be got get getting".split())
SAID = frozenset(
    "reported reportedly said believed confirmed known also so far now already even still either all both thus have had has".split()
)
UNREAL_HEADS = frozenset(
    "threaten threatened threatening plot plotted plotting plan planned planning aim aimed aiming attempt attempted".split()
) | frozenset(
    "attempting try tried trying want wanted intend intended vow vowed order ordered avoid avoiding avoided prevent risk risking "
    "without fear feared fears if unless hope hoping seek sought meant designed likely able".split()
)
JOIN = frozenset({"and", "or", "/", "and/or", "&", "or/and"})
RISING = frozenset(
    "rose risen rises rising reached reaches climbed stands stood was is at to of : passed hit topped exceeded "
    "exceeds surpassed put".split()
)
# Figures that 'without' and 'no' deny, and what may stand between ('no reports of serious injuries').
DENIED = frozenset("casualties injuries fatalities deaths casualty".split())
DENYING = frozenset("without no nor neither zero".split())
BETWEEN_DENIED = frozenset(
    "any or of causing reports report damage reported immediate material further human and casualties injuries deaths word sign "
    "early fatalities known serious losses nor property suffering".split()
)
# 'The number of dead reached 12'.
NUMBER_OF = ("dead", "victims", "deaths", "martyrs", "killed", "people killed", "fatalities")

# Forms that are verbs only when the tagger says so.
NOUN_LIKE = frozenset("wound wounds murder murders massacre arrests martyr".split())


def verb_of(doc: Doc, at: int) -> tuple[str, Form, int] | None:
    """Give what a token says became of people, its form, and the token after it ('shot dead' and 'lost their lives' are longer)."""
    low, after = doc[at].lower_, [t.lower_ for t in doc[at + 1 : at + 3]]
    if low == "shot" and after[:1] == ["dead"]:
        return "killed", "past", at + 2
    if (
        low in {"lost", "losing", "lose"}
        and len(after) == 2
        and after[0] in {"their", "his", "her"}
        and after[1] in {"lives", "life"}
    ):
        return "killed", "intransitive", at + 3
    found = VERBS.get(low)
    if found is None or (low in NOUN_LIKE and doc[at].tag_ in {"NN", "NNS"}):
        return None
    return (*found, at + 1)


def is_neutralised(token: Token) -> bool:
    """Tell the word by which armies name those whom they have put out of action."""
    return token.lower_.startswith("neutrali")


def _means(token: Token, of: str) -> str:
    """Name what 'neutralized' says: killed; by the Turkish army's own definition killed or captured."""
    turkish = is_neutralised(token) and any(t.text.startswith(("Tur", "Tür")) or t.text in {"PKK", "YPG"} for t in token.doc)
    return "killed_or_captured" if turkish or (is_neutralised(token) and "PKK" in token.doc.text) else of


def joint(kinds: set[str], word: str) -> str:
    """Name what two joined words say: 'captured and killed' were killed, 'captured or killed' can't be told apart."""
    if len(kinds) == 1:
        return next(iter(kinds))
    if kinds == {"killed", "captured"}:
        return "killed_or_captured" if "or" in word else "killed"
    return "casualties"


def words(doc: Doc) -> Iterator[Word]:
    """Find the verbs and states, two joined ones as one word."""
    i = 0
    while i < len(doc):
        found = verb_of(doc, i)
        if found is None:
            i += 1
            continue
        of, form, last = found
        of = _means(doc[i], of)
        gap = last + (last < len(doc) and doc[last].lower_ in JOIN)
        other = verb_of(doc, gap) if gap < len(doc) else None
        if other is not None and (gap > last or other[1] == form):
            last = other[2]
            kinds = {of, other[0]}
            of = joint(kinds, doc[gap - 1].lower_)
            form = other[1] if form == "state" else form
        shot = doc[i].lower_ in {"killed", "wounded", "injured"} and i > 1 and [t.lower_ for t in doc[i - 2 : i]] == ["shot", "and"]
        if of != "captured":
            yield Word(i - 2 * shot, last, of, form)  # type: ignore[arg-type]  # a str of the table
        i = last
