"""Who says it: which reports come from one source, in what order, and which of them were taken back.

Independent sources are what figures and grades are counted by. Copies of one wire story are one source, that of the original;
so are all articles of one publisher.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from urllib.parse import urlsplit

from tracker.gazetteer.names import plain
from tracker.incidents.names import actors_agree
from tracker.model import StoredEvent

Order = tuple[date, bool, str, str]


def in_order(reports: Sequence[StoredEvent]) -> list[StoredEvent]:
    """Sort reports as they make the founding one the first: by day of publication (unknown last), article, event."""
    return sorted(reports, key=lambda report: (report.published or date.max, report.event.article, report.event.id))


def source_keys(reports: Sequence[StoredEvent]) -> dict[str, str]:
    """Name the source of each report, by event id: one name, as it is shown, is one independent source.

    A source is the publisher (its name, else the host of its address, else the article itself); that of a copy is its original's.
    """
    ordered = in_order(reports)
    shown, hosts = _spellings(ordered)
    publishers = {report.event.article: _publisher(report, shown, hosts) for report in ordered}
    return {
        report.event.id: publishers.get(report.original) or _host(report.original) or report.original
        if report.original
        else publishers[report.event.article]
        for report in ordered
    }


def _spellings(ordered: Sequence[StoredEvent]) -> tuple[dict[str, str], dict[str, str]]:
    """Give the first spelling of each publisher's name, and the publisher of each host that has but one."""
    shown: dict[str, str] = {}
    named: dict[str, set[str]] = {}
    for report in ordered:
        if report.source:
            name = shown.setdefault(_folded(report.source), report.source)
            named.setdefault(_host(report.url), set()).add(name)
    return shown, {host: next(iter(names)) for host, names in named.items() if host and len(names) == 1}


def _publisher(report: StoredEvent, shown: dict[str, str], hosts: dict[str, str]) -> str:
    if report.source:
        return shown[_folded(report.source)]
    host = _host(report.url)
    return hosts.get(host) or shown.get(_folded(host)) or host or report.event.article


def _folded(name: str) -> str:
    return plain(name) or name.casefold()


@lru_cache(16384)  # the same addresses come again and again
def _host(address: str | None) -> str:
    try:
        host = urlsplit(address or "").hostname
    except ValueError:
        return ""
    return (host or "").removeprefix("www.")


def ages(reports: Sequence[StoredEvent]) -> dict[str, Order]:
    """Give what sorts reports from the oldest claim to the newest, by event id: a copy comes right before its original."""
    days = {report.event.article: report.published for report in reports}
    return {
        report.event.id: (
            (days.get(report.original) if report.original else None) or report.published or date.min,
            report.original is None,
            report.event.article,
            report.event.id,
        )
        for report in reports
    }


@dataclass(frozen=True, slots=True)
class Told:
    """Reports of one incident with all that is known of who says it, found once. By event id: `sources`, `ages`, `back`.

    `back` has the reports that were taken back, with the denial that does; `standing` are those that say that it happened and
    were not. Both lists are in the order of `in_order`.
    """

    reports: tuple[StoredEvent, ...]
    sources: dict[str, str]
    ages: dict[str, Order]
    back: dict[str, str]
    standing: tuple[StoredEvent, ...]

    def source(self, report: StoredEvent) -> str:
        """Name the source of a report."""
        return self.sources[report.event.id]

    def by_age(self, reports: Sequence[StoredEvent]) -> list[StoredEvent]:
        """Sort reports from the oldest claim to the newest."""
        return sorted(reports, key=lambda report: self.ages[report.event.id])


def told(reports: Sequence[StoredEvent]) -> Told:
    """Find out who says it."""
    if len(reports) == 1:  # as of most incidents
        return _told_alone(reports[0])
    ordered = tuple(in_order(reports))
    sources, age = source_keys(ordered), ages(ordered)
    back = _taken_back(ordered, sources, age)
    standing = tuple(each for each in ordered if each.event.status != "denied" and each.event.id not in back)
    return Told(ordered, sources, age, back, standing)


def _told_alone(report: StoredEvent) -> Told:
    identity, alone = report.event.id, (report,)
    if report.original and report.original != report.event.article:
        source = _host(report.original) or report.original
    else:
        source = _publisher(report, {_folded(report.source): report.source} if report.source else {}, {})
    return Told(alone, {identity: source}, ages(alone), {}, () if report.event.status == "denied" else alone)


def _taken_back(reports: Sequence[StoredEvent], sources: dict[str, str], age: dict[str, Order]) -> dict[str, str]:
    """Give the reports that are taken back, with the denial that does: event id by event id.

    Who takes back is the source itself, or the one whose claim it told ('the ministry'), later than the claim. A denial by
    somebody else, as the accused, that the same source tells of takes nothing back. 'It was not us' takes back 'it was us',
    not 'it was them', nor that it happened.
    """
    denials = sorted((each for each in reports if each.event.status == "denied"), key=lambda each: age[each.event.id])
    found: dict[str, str] = {}
    for denial in denials:
        for report in reports:
            later = report.event.status != "denied" and age[denial.event.id] > age[report.event.id]
            same = sources[report.event.id] == sources[denial.event.id]
            if later and report.event.id not in found and _takes_back(denial, report, same):
                found[report.event.id] = denial.event.id
    return found


def _takes_back(denial: StoredEvent, report: StoredEvent, same_source: bool) -> bool:
    by, accused = denial.event.claimed_by, denial.event.actors
    agreed = actors_agree(accused, report.event.actors)
    if agreed is False or (agreed is None and actors_agree(by, accused)):
        return False
    if same_source and (not by or actors_agree(by, [denial.source or ""])):
        return True
    return bool(actors_agree(by, report.event.claimed_by))


def taken_back(reports: Sequence[StoredEvent]) -> dict[str, str]:
    """Give the reports that are taken back, with the denial that does: event id by event id."""
    return told(reports).back


def standing(reports: Sequence[StoredEvent]) -> list[StoredEvent]:
    """Give the reports that say that it happened and were not taken back, in order."""
    return list(told(reports).standing)
