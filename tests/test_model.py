"""The nouns as JSON."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.cli.made import EVENTS
from tracker.model import Event, EventDate


def by_asdict(event: Event) -> dict[str, Any]:
    """Give the event as `dataclasses` would: slowly, with every field in the order of its class."""
    out = dataclasses.asdict(event)
    if event.date is not None:
        out["date"]["start"] = event.date.start and event.date.start.isoformat()
        out["date"]["end"] = event.date.end.isoformat()
    for piece in out["evidence"]:
        if piece["page"] is None:  # told of articles with pages alone
            del piece["page"]
    return out


@given(st.builds(Event, date=st.none() | st.builds(EventDate, start=st.none() | st.dates(), end=st.dates())))
def test_as_dict_has_every_field_in_its_order(event: Event) -> None:
    assert event.as_dict() == by_asdict(event)
    assert json.dumps(event.as_dict()) == json.dumps(by_asdict(event))  # the order of keys too


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.id)
def test_events_come_back_as_they_are(event: Event) -> None:
    assert event.as_dict() == by_asdict(event)
    assert Event.from_dict(json.loads(json.dumps(event.as_dict()))) == event
