"""Measure how many places the gazetteer holds and how well the stage finds them in texts.

    places_recall.py points PLACES.jsonl          {"name", "country", "lat", "lon"} a line: found within 25 km?
    places_recall.py events DOCS.jsonl GOLD.jsonl  places of careful gold, in the quote or the article, and the country
    places_recall.py facts DOCS.jsonl FACTS.jsonl  places, provinces and country known of whole documents

`--errors` lists what was missed.
"""

from __future__ import annotations

import argparse
import json
import math
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tracker.extract.places import PlaceMention, find_places
from tracker.gazetteer import Gazetteer
from tracker.gazetteer import names as spelling

KM = 25.0
_SENTENCE = re.compile(r"[^\n.!?]+(?:[.!?](?!\s)[^\n.!?]*)*[.!?]?")
_KIND_WORDS = re.compile(
    r"\b(?:district|province|village|town|city|area|camp|valley|agency|raion|governorate|international airport|the|of"
    r"|neighbou?rhood)\b",
    re.I,
)


def read(path: Path) -> list[dict[str, Any]]:
    """Read JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def kilometres(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Give the great-circle distance."""
    a, b = math.radians(lat), math.radians(other_lat)
    h = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 6371 * 2 * math.asin(math.sqrt(h))


def points(path: Path, *, errors: bool) -> None:
    """Count names of which some bearer in the right country lies within 25 km; and those whose first bearer does."""
    gazetteer = Gazetteer.open()
    found = first = loose = 0
    rows = read(path)
    for row in rows:
        own = [e for e in gazetteer.candidates(row["name"]) if e.country == row["country"]]
        near = [e for e in own if e.latitude is not None and kilometres(e.latitude, e.longitude or 0, row["lat"], row["lon"]) <= KM]
        found += bool(near)
        first += bool(near) and own[0] in near
        alike = near or _in_parts(gazetteer, row)
        loose += bool(alike)
        if errors and not alike:
            print("MISSED", row["name"], row["country"], row.get("admin1"), [(e.name, e.latitude, e.longitude) for e in own][:3])
    print(
        f"{len(rows)} names: {found} found within {KM:g} km by name, {first} of them first in their country,"
        f" {loose} with parts and transliterations"
    )


def _in_parts(gazetteer: Gazetteer, row: dict[str, Any]) -> bool:
    """Try the parts of 'X near Y' and another transliteration, as the stage does."""
    for part in re.split(r",?\s+near\s+|,\s+|/|\s+or\s+|\s+area of\s+|[()]", row["name"]):
        entries = [*gazetteer.candidates(part), *gazetteer.similar(part, (row["country"],))]
        for e in entries:
            same = e.country == row["country"] and e.latitude is not None
            if same and kilometres(e.latitude or 0, e.longitude or 0, row["lat"], row["lon"]) <= KM:
                return True
    return False


def plain(name: str) -> str:
    """Fold a spelling for comparison, kind words left out."""
    return spelling.skeleton(spelling.key(_KIND_WORDS.sub(" ", name))) or spelling.key(name)


def mentions(doc: dict[str, Any]) -> tuple[PlaceMention, ...]:
    """Run the stage on one document."""
    text = doc["text"]
    return find_places(text, [m.span() for m in _SENTENCE.finditer(text)], doc.get("title") or "")


def _spans(text: str, quote: str) -> Iterator[tuple[int, int]]:
    at = text.find(quote)
    if at >= 0:
        yield at, at + len(quote)


def events(docs: Path, gold: Path, *, errors: bool) -> None:
    """Count gold events with a place of accepted spelling among the mentions, and whose country is right."""
    texts = {d["id"]: d for d in read(docs)}
    total = sentence = article = country_right = country_known = pointed = placed = 0
    for row in read(gold):
        doc = texts[row["id"]]
        found = [m for m in mentions(doc) if not m.demonym]
        for event in row["events"]:
            if not event["places"]:
                continue
            total += 1
            wanted = {plain(s) for group in event["places"] for s in group}
            fits = [m for m in found if plain(m.name) in wanted or plain(m.place.text) in wanted]
            spans = [s for q in [event["quote"], *event.get("also", [])] for s in _spans(doc["text"], q)]
            sentence += any(a <= m.start < b for m in fits for a, b in spans)
            article += bool(fits)
            if fits and event["country"]:
                country_known += 1
                right = any(m.place.country == event["country"] for m in fits)
                country_right += right
                if errors and not right:
                    print("COUNTRY", row["id"], event["country"], [(m.name, m.place.country) for m in fits][:4])
            if fits:
                placed += 1
                pointed += any(m.place.latitude is not None for m in fits)
            elif errors:
                print("MISSED", row["id"], event["places"], "|", event["quote"][:150])
    print(
        f"{total} events with places: {sentence} found in the quotes, {article} in the article;"
        f" country right {country_right}/{country_known}"
    )
    print(f"  coordinates for {pointed}/{placed}")


def facts(docs: Path, known: Path, *, errors: bool) -> None:
    """Count documents whose places, provinces and country are among the mentions."""
    texts = {d["id"]: d for d in read(docs)}
    started = time.perf_counter()
    found = {key: [m for m in mentions(doc) if not m.demonym] for key, doc in texts.items()}
    spent = time.perf_counter() - started
    tally = {"place": [0, 0], "province": [0, 0], "country": [0, 0], "point": [0, 0]}
    for row in read(known):
        here = found[row["id"]]
        names = {plain(m.name) for m in here} | {plain(m.place.text) for m in here}
        admin = {plain(m.place.admin1) for m in here if m.place.admin1} | names
        checks = []
        if row.get("places"):
            checks.append(("place", any(plain(p) in names for p in row["places"])))
            checks.append(
                ("point", any(m.place.latitude is not None for m in here if plain(m.name) in {plain(p) for p in row["places"]}))
            )
        checks += [("province", plain(p) in admin) for p in row.get("provinces") or [] if p.strip("?")]
        if row.get("country"):
            checks.append(("country", row["country"] in {m.place.country for m in here if not m.actor_like}))
        for name, right in checks:
            tally[name][0] += right
            tally[name][1] += 1
            if errors and not right:
                print(
                    "MISSED",
                    name,
                    row["id"],
                    row.get("places"),
                    row.get("provinces"),
                    row.get("country"),
                    [m.name for m in here][:8],
                )
    print(", ".join(f"{name} {a}/{b}" for name, (a, b) in tally.items() if b), f"; {1000 * spent / len(texts):.2f} ms a document")


def main() -> None:
    """Read the arguments and run one measure."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measure", choices=["points", "events", "facts"])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--errors", action="store_true")
    args = parser.parse_args()
    if args.measure == "points":
        points(args.files[0], errors=args.errors)
    elif args.measure == "events":
        events(args.files[0], args.files[1], errors=args.errors)
    else:
        facts(args.files[0], args.files[1], errors=args.errors)


if __name__ == "__main__":
    main()
