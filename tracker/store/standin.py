"""Temporary stand-ins until the real modules are there."""

from __future__ import annotations

import importlib.util
import sys
import types

from tracker.incidents.nouns import Claim, Comparison, Figure, Graded, Incident, Reason


def _has(name):
    return importlib.util.find_spec(f"tracker.incidents.{name}") is not None


def _put(name, **what):
    if not _has(name):
        module = types.ModuleType(f"tracker.incidents.{name}")
        module.__dict__.update(what)
        sys.modules[module.__name__] = module


def keys(report):
    e = report.event
    if e.date is None or not e.places:
        return frozenset()
    import hashlib

    return frozenset(
        int.from_bytes(hashlib.blake2b(f"{e.kind}|{e.scope}|{e.date.end}|{p.name}".encode(), digest_size=7).digest(), "big")
        for p in e.places
    )


def compare(a, b):
    x, y = a.event, b.event
    if x.kind != y.kind or x.scope != y.scope or x.article == y.article:
        return Comparison(-1000, (Reason("type", -1000, "no"),), True)
    s = 10.0 if x.date == y.date and set(x.places) & set(y.places) else -10.0
    s += 2 if set(x.actors) & set(y.actors) else -6 if x.actors and y.actors else 0
    return Comparison(s, (Reason("date", s, "x"),))


def cluster(members, links, together, apart):
    left = sorted(members, key=members.get)
    groups = []
    for m in left:
        for g in groups:
            scores = [links.get((min(m, o), max(m, o)), 0.0) for o in g]
            if sum(scores) / len(g) >= 5 and min(scores) > -900 and not any((min(m, o), max(m, o)) in apart for o in g):
                g.append(m)
                break
        else:
            groups.append([m])
    return [tuple(g) for g in groups]


def summarise(reports, *, rule="conservative", graded=None):
    reports = sorted(
        reports, key=lambda r: (r.published is None, (r.published and r.published.isoformat()) or "", r.event.article, r.event.id)
    )
    lead = max(reports, key=lambda r: r.event.confidence)
    figs = {}
    for r in reports:
        seen = set()
        for c in r.event.counts:
            if c.of not in seen:
                seen.add(c.of)
                figs.setdefault(c.of, []).append(
                    Claim(r.source or r.event.article, r.event.id, c.low, c.high, r.published, True, c.text)
                )

    def fig(of, cl):
        highs = [c.high for c in cl]
        return Figure(of, min(c.low for c in cl), cl[0].low, cl[0].high, None if None in highs else max(highs), rule, tuple(cl))

    from tracker.model import Count

    figures = tuple(fig(of, cl) for of, cl in figs.items())
    e = lead.event
    return Incident(
        reports[0].event.id,
        e.kind,
        e.type,
        e.scope,
        e.status,
        e.date,
        e.places,
        e.actors,
        e.targets,
        e.weapons,
        e.claimed_by,
        tuple(Count(f.of, f.best_low, f.best_high, None, "") for f in figures),
        e.confidence,
        figures,
        graded or Graded("Fair", "x"),
        None,
        len({r.source or r.event.article for r in reports}),
        (),
        lead,
        tuple(reports),
    )


_put("keys", keys=keys, asks=keys)
_put("compare", compare=compare)
_put("cluster", cluster=cluster)
_put("weights", JOIN=5.0, SUGGEST=2.0, AGAINST=-5.0, NEVER=-1000.0)
_put("summary", summarise=summarise)
