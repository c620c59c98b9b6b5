"""What is known of a child: how earlier reports count, and what changes when something is told again."""

from collections.abc import Callable
from typing import Any

import pytest

from safereturn.protocol.editions import EDITIONS
from safereturn.protocol.facts import Facts
from safereturn.protocol.periods import hours
from safereturn.protocol.settings import settings_from
from tests.protocol.scenarios import REPORTED, duties

MEETING = "persistent-two-episodes-meeting"


@pytest.fixture
def looks_back(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    def looks_back(days: int) -> None:
        settings = settings_from({"repeats_look_back": days})
        monkeypatch.setitem(EDITIONS, "2019", EDITIONS["2019"].read_as(settings))

    return looks_back


def earlier(reported: str) -> list[dict[str, Any]]:
    return [{"reported": reported, "returned": "2025-10-20T23:00", "category": "medium"}]


def test_an_earlier_report_counts_as_far_back_as_the_partnership_looks(looks_back: Callable[[int], None]) -> None:
    ninety_days_before = "2025-10-11T22:40"  # by the clocks of summer
    a_minute_earlier = "2025-10-11T22:39"
    looks_back(90)
    assert MEETING in duties(REPORTED, earlier=earlier(ninety_days_before))
    assert MEETING not in duties(REPORTED, earlier=earlier(a_minute_earlier))
    looks_back(91)
    assert MEETING in duties(REPORTED, earlier=earlier(a_minute_earlier))


def test_a_child_whom_nobody_reported_has_no_reports() -> None:
    assert Facts(earlier=(), reported_at=None).reports_within(hours(720)) == 0


def test_what_is_told_again_changes_nothing() -> None:
    known = Facts(area="derby")
    assert known.changed(area="derby") is known
    assert Facts(area="derby", open_to=()).changed(area="derby").recorded() == {"area": "derby", "open_to": ()}
    assert known.changed(area="derbyshire") is not known
