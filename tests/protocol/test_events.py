"""What happened twice happened twice, however alike it is told."""

import datetime as dt
from dataclasses import MISSING, fields

import pytest

from safereturn.protocol.events import Event, FactRecorded
from safereturn.protocol.scenario import _FORMS

AT = dt.datetime(2026, 1, 9, 21, 40, tzinfo=dt.UTC)


@pytest.mark.parametrize("kind", [FactRecorded, *(form.event for form in _FORMS.values())], ids=lambda kind: kind.type)
def test_two_events_told_alike_are_two(kind: type[Event]) -> None:
    told = {one.name: "" for one in fields(kind) if one.default is MISSING and one.name != "at"}
    assert len({kind(AT, **told), kind(AT, **told)}) == 2
