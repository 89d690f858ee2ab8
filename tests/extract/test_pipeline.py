"""What holds for the parser as a whole, on any text: offsets, bounds, ids, order; and what must change nothing."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extract.sound import assert_sound
from tests.extract.telling import SUNDAY
from tracker.article import read_file
from tracker.extract import parse_articles
from tracker.model import Article, Event

SAMPLES = Path(__file__).parents[2] / "samples"


@cache
def samples() -> dict[str, Article]:
    """Read the articles in samples/, by name."""
    paths = sorted(p for p in SAMPLES.iterdir() if p.suffix in {".html", ".txt", ".md", ".jsonl"})
    found = ((path.name, article) for path in paths for article in read_file(path) if isinstance(article, Article))
    return {f"{name} {number}": article for number, (name, article) in enumerate(found)}


def parse_all(articles: list[Article]) -> dict[str, tuple[Event, ...]]:
    return {name: events for name, (_, events) in zip(samples(), parse_articles(articles), strict=True)}


@cache
def plain() -> dict[str, tuple[Event, ...]]:
    return parse_all(list(samples().values()))


def types(events: tuple[Event, ...]) -> Counter[str]:
    return Counter(event.type for event in events)


NAMES = sorted(samples())


# --- the samples ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_samples_are_sound(name: str) -> None:
    assert_sound(samples()[name], plain()[name])


def test_same_input_same_output_alone_and_in_any_company() -> None:
    assert parse_all(list(samples().values())) == plain()
    backwards = dict(reversed([(article.id, events) for article, events in parse_articles(reversed(samples().values()))]))
    assert list(backwards.values()) == list(plain().values())
    name = NAMES[len(NAMES) // 2]
    ((_, alone),) = parse_articles([samples()[name]])
    assert alone == plain()[name]


OTHER_NEWS = """

Rain is expected on the coast on Monday, with snow above 900 metres. It will be cold until the weekend.

The home side won the derby 3-1. Its captain scored twice and was carried off the pitch by supporters.

Bread prices fell by 4 per cent in the third quarter. The central bank left its rate at 12 per cent."""
BOILERPLATE = """

READ MORE: How a baker feeds a town

Follow us on social media. Sign up for our newsletter. Share this article with your friends.

© 2026 The Example Courier. All rights reserved. Terms of use. Privacy policy."""


def curled(text: str) -> str:
    """Put typographic quotation marks and apostrophes for straight ones."""
    text = re.sub(r'(^|[\s(\[—–-])"', r"\1“", text).replace('"', "”")
    return re.sub(r"(^|[\s(\[“])'", r"\1‘", text).replace("'", "’")


STRAIGHT = str.maketrans("“”‘’", "\"\"''")
CHANGES: dict[str, Callable[[str], str]] = {
    "other news below": lambda text: text + OTHER_NEWS,
    "boilerplate below": lambda text: text + BOILERPLATE,
    "blank lines doubled": lambda text: text.replace("\n\n", "\n\n\n\n"),
    "windows line breaks, spaces before them": lambda text: text.replace("\n", "  \r\n"),
    "curled quotes": curled,
    "straight quotes": lambda text: text.translate(STRAIGHT),
    "long dashes": lambda text: text.replace(" - ", " — ").replace(" – ", " — "),
}


@pytest.mark.parametrize("change", CHANGES)
def test_words_and_signs_beside_the_matter_change_nothing(change: str) -> None:
    changed = [replace(article, text=CHANGES[change](article.text)) for article in samples().values()]
    found = parse_all(changed)
    before = {name: types(events) for name, events in plain().items()}
    after = {name: types(events) for name, events in found.items()}
    assert {n: after[n] for n in after if after[n] != before[n]} == {n: before[n] for n in after if after[n] != before[n]}
    for article, events in zip(changed, found.values(), strict=True):
        assert_sound(article, events)


# --- any text ------------------------------------------------------------------------------------------------------

WORDS = """strike strikes struck drone drones missile killed wounded arrested detained captured kidnapped freed released escaped
troops Israel US the a two 12 more than at least Idlib Gaza Kharkiv on Tuesday Feb. 3 since yesterday in January 0
99999999999999999999 -1 31/02 . , ; : - — “ ” ' " ( ) [ ] \n \n\n \u2028 \u200b \u202e \x00 \ud7ff 🙂 é ا 中""".split(" ")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=6)), max_size=60), st.sampled_from([SUNDAY, None]))
def test_any_text_is_read_without_complaint(words: list[str], published: object) -> None:
    article = Article(id="x", text=" ".join(words), published=SUNDAY if published else None)
    ((_, events),) = parse_articles([article])
    assert_sound(article, events)


def mutated(text: str, chance: random.Random) -> str:
    """Cut, double, swap and drop pieces of a text."""
    for _ in range(12):
        a, b = sorted(chance.choices(range(len(text) + 1), k=2))
        b = min(b, a + 40)
        action = chance.randrange(5)
        piece = text[a:b]
        new = ("", piece * 2, piece[::-1], piece.upper(), "".join(chance.choices("\n.,-“(\u2028 0", k=5)))[action]
        text = text[:a] + new + text[b:]
    return text


@pytest.mark.parametrize("seed", [1, 2])
def test_damaged_samples_are_read_without_complaint(seed: int) -> None:
    chance = random.Random(seed)
    damaged = [replace(article, text=mutated(article.text, chance)) for article in samples().values()]
    for article, events in parse_articles(damaged):
        assert_sound(article, events)


HARD = {
    "empty": "",
    "spaces": " \n \t ",
    "a full stop": ".",
    "one word": "strike",
    "null bytes": "Air strike\x00 killed\x00 four in Idlib.",
    "huge number": "An air strike killed 99999999999999999999999 people in Idlib on Tuesday.",
    "huge day": "An air strike killed four people in Idlib on Feb. 99999, 99999.",
    "no such day": "An air strike killed four people in Idlib on February 30.",
    "year nought": "An air strike killed four people in Idlib on February 3, 0000.",
    "long ago": "An air strike killed four people in Idlib 99999 years ago.",
    "one long sentence": "An air strike killed four people in Idlib " + "and a drone hit a bus in Kherson " * 20 + "on Tuesday.",
    "right to left": "غارة جوية قتلت أربعة أشخاص. An air strike killed four people in Idlib.",
    "capitals": "AN AIR STRIKE KILLED FOUR PEOPLE IN IDLIB ON TUESDAY.",
    "zero-width spaces": "An air\u200b strike\u200b killed\u200b four people in Idlib.",
}


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
@pytest.mark.parametrize("published", [SUNDAY, None, SUNDAY.min, SUNDAY.max], ids=["dated", "undated", "first day", "last day"])
def test_hard_text_is_read_without_complaint(text: str, published: object) -> None:
    article = Article(id="x", text=text, title=text[:50], published=published)  # type: ignore[arg-type]
    ((_, events),) = parse_articles([article])
    assert_sound(article, events)


# --- articles ------------------------------------------------------------------------------------------------------

STRIKE = Article(id="a", text="An air strike killed four people in Idlib on Tuesday.", published=SUNDAY, language="en")


@pytest.mark.parametrize("article", [replace(STRIKE, text=""), replace(STRIKE, text="", title="Air strike kills four in Idlib")])
def test_empty_article_has_no_event(article: Article) -> None:
    assert [events for _, events in parse_articles([article])] == [()]


@pytest.mark.parametrize(("language", "number"), [("en", 1), (None, 1), ("fr", 0), ("ar", 0), ("de", 0)])
def test_only_english_is_read(language: str | None, number: int) -> None:
    assert [len(events) for _, events in parse_articles([replace(STRIKE, language=language)])] == [number]


def test_text_alone_tells_two_articles_not_apart() -> None:
    one, two = (events[0] for _, events in parse_articles([STRIKE, replace(STRIKE, id="b")]))
    assert (one.article, two.article) == ("a", "b")
    assert one.id != two.id
    assert replace(two, id=one.id, article="a") == one


def test_id_is_stable_when_the_text_below_changes() -> None:
    longer = replace(STRIKE, text=STRIKE.text + "\n\nIt rained on the hills.")
    (_, before), (_, after) = parse_articles([STRIKE, longer])
    assert [e.id for e in before] == [e.id for e in after]


def test_evidence_is_of_the_text_and_not_of_the_title() -> None:
    article = replace(STRIKE, title="Air strike kills four people in Idlib")
    ((_, events),) = parse_articles([article])
    assert len(events) == 1
    assert_sound(article, events)


def test_articles_are_read_as_they_are_asked_for() -> None:
    drawn: list[str] = []

    def stream() -> Iterator[Article]:
        for number in range(1000):
            drawn.append(str(number))
            yield replace(STRIKE, id=str(number))

    found = parse_articles(stream())
    assert not drawn
    article, events = next(found)
    assert (article.id, len(events)) == ("0", 1)
    assert len(drawn) < 200


def test_batches_keep_order_and_give_each_article_its_own() -> None:
    towns = ["Idlib", "Aleppo", "Homs", "Hama", "Damascus"]
    articles = [
        replace(
            STRIKE, id=str(n), text=f"An air strike killed {n + 2} people in {towns[n % 5]} on Tuesday." if n % 3 else "It rained."
        )
        for n in range(100)
    ]
    found = list(parse_articles(iter(articles)))
    assert [article.id for article, _ in found] == [article.id for article in articles]
    for n, (_, events) in enumerate(found):
        assert [c.low for e in events for c in e.counts if c.of == "killed"] == ([n + 2] if n % 3 else [])
        assert [p.name for e in events for p in e.places] == ([towns[n % 5]] if n % 3 else [])
