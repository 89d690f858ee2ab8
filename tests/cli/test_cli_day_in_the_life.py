"""A desk's week, as one test through the command line: news come in, are corrected, reviewed and merged, and the past stays asked.

The server, the parser, the gazetteer and the database are the real ones; only the clock is set. Every number is told by hand
in a comment beside it. The towns are real, what is said to have happened there is made up.
"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Request, Response

from tests.cli.made import Ran, Run

MARKET = (
    "EL OBEID, Sudan - A drone hit the fuel market in El Obeid on Monday, killing {killed} people and wounding nine others, "
    "doctors at the town's main hospital said.",
    "The army blamed the Rapid Support Forces, which did not comment. Traders said that the fire burned for two hours.",
    "The hospital asked for blood, and its generator ran on what fuel was left in the ambulances.",
)
WIRE = """\
EL OBEID, Sudan - A drone strike on the fuel market of El Obeid on Monday killed at least eight people, a health official in \
North Kordofan told this agency on Tuesday.

The official, who asked not to be named since he was not allowed to speak to reporters, said that most of the dead had been \
queueing for cooking gas when the drone came in from the west at about ten in the morning.

Two fuel tankers burned out, and the stalls on the northern side of the market were still smoking in the evening. Shopkeepers \
dug through the ash for what was left of their stock, and a school next to the square sent its pupils home.

The price of a canister of gas in the town doubled within hours, residents said, and lorry drivers were turned back at the gate.
"""
NYALA = """\
NYALA, Sudan - Shells fired by the army fell on the cattle yard of Nyala on Wednesday, killing three herders, a volunteer group \
said.
"""
PORT_SUDAN = """\
PORT SUDAN - Police arrested four men in Port Sudan on Wednesday on suspicion of guiding drones, the interior ministry said.
"""
TOTAL = """\
KHARTOUM - Drone strikes have killed at least 20 people in North Kordofan since the beginning of March, a doctors' union said \
on Thursday.
"""
LAWYERS = """\
OMDURMAN, Sudan - Eleven people died when a drone was used against a crowd of customers in the capital of North Kordofan on \
Monday, a lawyers' group said on Thursday.
"""
KOSTI = """\
KOSTI, Sudan - A drone hit a grain barge in Kosti on Monday, killing two sailors, the river authority said.
"""


class Desk:
    """A desk with its own database, a feed that it follows, and a clock that is set."""

    def __init__(self, run: Run, server: HTTPServer, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._run, self._folder, self._monkeypatch = run, folder, monkeypatch
        self.killed = "five"
        self.feed = server.url_for("/rss")
        server.expect_request("/rss").respond_with_handler(self._feed)
        server.expect_request("/market").respond_with_handler(self._page)
        server.expect_request("/robots.txt").respond_with_data("", content_type="text/plain")

    def _feed(self, _: Request) -> Response:
        item = "<item><title>Market hit</title><link>/market</link><pubDate>02 Mar 2026 15:00:00 +0200</pubDate></item>"
        told = f'<rss version="2.0"><channel><title>Kordofan Post</title>{item}</channel></rss>'
        return Response(told, content_type="application/rss+xml")

    def _page(self, _: Request) -> Response:
        body = "".join(f"<p>{line.format(killed=self.killed)}</p>" for line in MARKET)
        head = '<title>Market hit</title><meta property="og:site_name" content="Kordofan Post">'
        return Response(f'<html lang="en"><head>{head}</head><body><article><h1>Market hit</h1>{body}', content_type="text/html")

    def wake(self, day: str) -> None:
        """Begin a day: it is noon (UTC)."""
        noon = datetime.fromisoformat(f"{day}T12:00:00").replace(tzinfo=UTC)
        self._monkeypatch.setattr("tracker.cli.sources.now", lambda: noon)
        self._monkeypatch.setattr("tracker.cli.options.today", lambda: date.fromisoformat(day))

    def run(self, *words: object) -> Ran:
        """Run the program; all must go well."""
        ran = self._run(*words, "--db", self._folder / "desk.db", width=120)
        assert ran.code == 0, ran.err
        return ran

    def read(self, day: str, **texts: str) -> None:
        """Read articles of a day from files, in one run; the underscores in a source's name are spaces."""
        files = []
        for name, text in texts.items():
            file = self._folder / f"{name.lower()}.txt"
            head = f"title: News of {day}\ndate: {day}\nsource: {name.replace('_', ' ')}\nurl: https://{file.stem}.example/{day}"
            file.write_text(f"{head}\n\n{text}")
            files.append(file)
        self.run("ingest", "file", *files)

    def asked(self, *words: object) -> list[dict[str, Any]]:
        """Ask for lines of JSON."""
        return [json.loads(line) for line in self.run(*words, "--format", "jsonl").lines]

    def timeline(self, *words: object) -> list[str]:
        """Say each incident: where, its best figures, how many reports and independent sources."""
        return [said(incident) for incident in self.asked("timeline", *words)]

    def incident(self, place: str) -> str:
        """Name the one incident of a place."""
        (found,) = (each["id"] for each in self.asked("incidents", "--scope", "incident") if each["places"][0]["name"] == place)
        return str(found)

    def sums(self, *words: object) -> dict[str, tuple[int, int | None]]:
        """Give the sums of the statistics."""
        (found,) = self.asked("stats", *words)
        return {each["of"]: (each["low"], each["high"]) for each in found["sums"]}

    def learnt(self, *words: object) -> list[str]:
        """Say each change."""
        rows = self.asked("changes", *words)
        return [" ".join(str(row[name]) for name in ("place", "change", "of", "before", "after") if row[name]) for row in rows]


def said(incident: dict[str, Any]) -> str:
    place = incident["places"][0]["name"] if incident["places"] else "nowhere"
    told = " ".join(
        f"{count['of']} {count['low']}" + ("+" if count["high"] is None else "")
        for count in sorted(incident["counts"], key=lambda count: count["of"])
        if count["of"] in ("killed", "wounded", "detained")
    )
    total = " total" if incident["scope"] == "aggregate" else ""
    return f"{place}{total}: {told}, {incident['reports']} reports, {incident['sources']} sources"


@pytest.fixture(name="desk")
def new_desk(run: Run, httpserver: HTTPServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(run, httpserver, tmp_path, monkeypatch)


MARKET_FIRST = "El Obeid: killed 5 wounded 9, 1 reports, 1 sources"


def test_a_week(desk: Desk) -> None:
    monday(desk)
    tuesday(desk)
    wednesday(desk)
    thursday(desk)
    friday(desk)
    looking_back(desk)
    what_was_learnt(desk)


def monday(desk: Desk) -> None:
    """Read the feed: the Post says five dead and nine wounded at the market of El Obeid."""
    desk.wake("2026-03-02")
    desk.run("feeds", "add", desk.feed, "--allow-private")
    desk.run("feeds", "update", "--allow-private", "--delay", "0")
    assert desk.timeline() == [MARKET_FIRST]
    assert desk.sums() == {"killed": (5, 5), "wounded": (9, 9)}


def tuesday(desk: Desk) -> None:
    """Read an agency's story (at least eight dead) and a reprint of it: one more source.

    'At least 8' and '5' can't both be right; one source stands for each, so that the lower one is the best figure.
    """
    desk.wake("2026-03-03")
    desk.read("2026-03-03", Desk_of_the_Plains=WIRE, Harbour_Gazette=WIRE)
    assert desk.timeline() == ["El Obeid: killed 5 wounded 9, 3 reports, 2 sources"]  # 5, not 5 + 8 + 8
    assert desk.sums() | {"strikes": None} == {"killed": (5, 5), "wounded": (9, 9), "strikes": None}
    (market,) = desk.asked("incidents")
    assert figure(market, "killed") == (5, 5, 5, None)  # low and best 5; at least 8 leaves the upper end open
    assert market["grade"] == "Fair"  # two sources, and nobody has claimed it


def wednesday(desk: Desk) -> None:
    """Ask for the Post's page again: it says twelve now, which the agency's 'at least 8' allows. Two other things are read."""
    desk.wake("2026-03-04")
    desk.killed = "twelve"
    assert desk.run("refresh", "--allow-private", "--delay", "0").lines[1].startswith("changed\t0\t0\t1\t0\t")  # one event, altered
    desk.read("2026-03-04", Nyala_Voices=NYALA, Red_Sea_Mail=PORT_SUDAN)
    assert desk.timeline() == [
        "El Obeid: killed 12 wounded 9, 3 reports, 2 sources",
        "Nyala: killed 3, 1 reports, 1 sources",
        "Port Sudan: detained 4, 1 reports, 1 sources",
    ]
    sums = desk.sums()
    assert (sums["killed"], sums["detained"]) == ((15, 15), (4, 4))  # 12 + 3


def thursday(desk: Desk) -> None:
    """Read a total, which is added to nothing, and a report without the town's name, which a person merges; reject one."""
    desk.wake("2026-03-05")
    desk.read("2026-03-05", Doctors_Union_Bulletin=TOTAL, Lawyers_Watch=LAWYERS)
    assert desk.sums()["killed"] == (26, 26)  # 12 + 3 + 11: that the lawyers tell of the market is not known yet
    assert left_of_total(desk) == (20, 12 + 11)  # claimed at least 20, found 12 and 11: both are in North Kordofan
    market, lawyers = desk.incident("El Obeid"), desk.incident("North Kordofan")
    desk.run("merge", market, lawyers, "--by", "ana", "--why", "the town is the capital of the province")
    desk.run("reject", desk.incident("Port Sudan"), "--by", "ana", "--why", "the ministry took it back")
    # The claims are now 12, at least 8, and 11. 'At least 8' allows both; of two figures that two sources support, the lower.
    assert desk.timeline("--scope", "incident") == [
        "El Obeid: killed 11 wounded 9, 4 reports, 3 sources",
        "Nyala: killed 3, 1 reports, 1 sources",
    ]
    sums = desk.sums()
    assert (sums["killed"], "detained" in sums) == ((14, 14), False)  # 11 + 3
    assert left_of_total(desk) == (20, 11)  # so that 9 or more are not accounted for


def friday(desk: Desk) -> None:
    """Read late what was published on Monday, and correct a figure."""
    desk.wake("2026-03-06")
    desk.read("2026-03-02", River_Authority=KOSTI)
    desk.run("set", desk.incident("Nyala"), "killed", "4", "--by", "ben", "--why", "the fourth herder died on Friday")
    assert desk.sums()["killed"] == (17, 17)  # 11 + 4 + 2
    assert [row["action"] for row in desk.asked("history")] == ["merge", "reject", "set"]


def looking_back(desk: Desk) -> None:
    """Ask for each day again, with what was published, and with what was known to the desk."""
    table: list[tuple[str, int | None, int | None]] = [
        ("2026-03-01", None, None),
        ("2026-03-02", 5 + 2, 5),  # Kosti was published then, and read on Friday
        ("2026-03-03", 5 + 2, 5),
        ("2026-03-04", 12 + 4 + 2, 12 + 3),  # that Nyala's figure is 4 was decided on Friday
        ("2026-03-05", 11 + 4 + 2, 11 + 3),  # with the lawyers' 11
        ("2026-03-06", 11 + 4 + 2, 11 + 4 + 2),
    ]
    for day, published, known in table:
        assert killed(desk.sums("--as-of", day)) == published, day
        assert killed(desk.sums("--as-of", day, "--known")) == known, day
    assert desk.timeline("--as-of", "2026-03-02", "--known") == [MARKET_FIRST]
    assert desk.sums("--as-of", "2026-03-04", "--known")["detained"] == (4, 4)  # not rejected yet
    assert "detained" not in desk.sums("--as-of", "2026-03-04")  # it never was so
    assert desk.asked("totals", "--as-of", "2026-03-04") == []
    assert left_of_total(desk, "--as-of", "2026-03-05", "--known") == (20, 11)


def what_was_learnt(desk: Desk) -> None:
    """Ask what each day has brought, to those who read it then."""
    learnt = {n: desk.learnt("--since", f"2026-03-0{n}", "--until", f"2026-03-0{n}", "--known") for n in range(2, 7)}
    assert learnt == {
        2: ["El Obeid new Weak"],
        3: [
            "El Obeid grade Weak Fair",
            "El Obeid strike_status Single source claim Likely",
            "El Obeid sources 1 2",
        ],
        4: ["El Obeid rose killed 5 12", "Nyala new Weak", "Port Sudan new Weak"],
        5: [
            "North Kordofan new Weak",
            "El Obeid sources 2 3",
            "El Obeid told munitions 1",  # the lawyers' 'a drone'
            "El Obeid fell killed 12 11",
            "Port Sudan rejected Weak",
        ],
        6: ["Kosti new Weak", "Nyala rose killed 3 4"],
    }
    told = desk.run("changes", "--since", "2026-03-04", "--until", "2026-03-04", "--known", "--format", "table").out
    assert "    killed 5 -> 12 (Kordofan Post, 2 Mar; corrected)\n" in told


def killed(sums: dict[str, tuple[int, int | None]]) -> int | None:
    """Give the killed, who are told exactly or not at all."""
    if "killed" not in sums:
        return None
    low, high = sums["killed"]
    assert low == high
    return low


def figure(incident: dict[str, Any], of: str) -> tuple[int, int, int | None, int | None]:
    (found,) = (each for each in incident["figures"] if each["of"] == of)
    return found["low"], found["best_low"], found["best_high"], found["high"]


def left_of_total(desk: Desk, *words: str) -> tuple[int, int]:
    """Give how many the one total claims at least, and how many of these are on record; hold what is missing against both."""
    (total,) = desk.asked("totals", *words)
    (number,) = (each for each in total["numbers"] if each["of"] == "killed")
    claimed, found = number["claimed_low"], number["found_low"]
    assert (number["claimed_high"], number["missing_low"]) == (None, max(0, claimed - found))
    return claimed, found
