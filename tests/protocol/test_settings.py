"""What a partnership settles otherwise moves a clock or a scope, and nothing starts on what makes no sense."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from safereturn.config.command_line import main
from safereturn.config.readings import settle
from safereturn.protocol.editions import EDITIONS
from safereturn.protocol.replay import answer
from safereturn.protocol.settings import settings_from
from tests.protocol.scenarios import IN_CARE, MEDIUM, REPORTED, RETURNED, duties, event, scenario

Settle = Callable[..., None]


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> Settle:
    """Read an edition otherwise, for one test."""

    def settled(edition: str, **values: Any) -> None:
        monkeypatch.setitem(EDITIONS, edition, EDITIONS[edition].read_as(settings_from(values)))

    return settled


def due(id: str, *events: dict[str, Any], **words: Any) -> str:
    return str(duties(*events, **words)[id]["due"])


AWAY: dict[str, Any] = {"kind": "away", "edition": "2016", "last_seen": "2026-01-09T19:30", **IN_CARE}
AWARE = event("consulted", "9 20:00", who="social-worker", told=True, consulted=False)


def test_the_night_of_a_home_may_begin_earlier(settled: Settle) -> None:
    assert due("away-six-hour-ceiling", AWARE, **AWAY) == "2026-01-09T23:00:00+00:00"
    settled("2016", night_begins="22:30")
    assert due("away-six-hour-ceiling", AWARE, **AWAY) == "2026-01-09T22:30:00+00:00"


def test_the_missing_meeting_may_count_from_the_report(settled: Settle) -> None:
    assert due("missing-meeting-three-days", REPORTED) == "2026-01-12T17:30:00+00:00"
    settled("2019", meeting_counts_from="report")
    assert due("missing-meeting-three-days", REPORTED) == "2026-01-12T21:40:00+00:00"


def test_the_conference_may_count_from_the_report(settled: Settle) -> None:
    words: dict[str, Any] = {"child_protection_plan": True, "last_seen": "2026-01-08T17:30"}
    assert due("cp-conference-brought-forward", REPORTED, **words) == "2026-02-05T23:59:59+00:00"
    settled("2019", conference_counts_from="report")
    assert due("cp-conference-brought-forward", REPORTED, **words) == "2026-02-06T23:59:59+00:00"


def test_a_partnership_may_look_back_a_year_for_repeats(settled: Settle) -> None:
    long_ago = [{"reported": "2024-12-01T20:00", "returned": "2024-12-01T23:00", "category": "medium"}]
    assert "persistent-two-episodes-meeting" in duties(REPORTED, earlier=long_ago)
    settled("2019", repeats_look_back=365)
    assert "persistent-two-episodes-meeting" not in duties(REPORTED, earlier=long_ago)


def test_a_child_who_was_only_absent_may_be_left_without_an_interview(settled: Settle) -> None:
    absent = event("categorised", "9 22:05", category="absent")
    assert "return-interview" in duties(REPORTED, absent, RETURNED, edition="2016")
    settled("2016", absent_at_home_interviewed=False)
    assert "return-interview" not in duties(REPORTED, absent, RETURNED, edition="2016")
    assert "return-interview" in duties(REPORTED, absent, RETURNED, edition="2016", **IN_CARE)


def test_the_offer_after_being_away_may_be_kept_to_registered_homes(settled: Settle) -> None:
    fostered = {**AWAY, "edition": "2019", "placement": "foster", "registered_home": None}
    assert "away-interview-opportunity" in duties(AWARE, RETURNED, **fostered)
    settled("2019", away_offered_beyond_homes=False)
    assert "away-interview-opportunity" not in duties(AWARE, RETURNED, **fostered)


def test_the_exemption_of_a_family_may_hold_for_a_child_in_care(settled: Settle) -> None:
    with_family: dict[str, Any] = {"about": {"with_family": True}, "child_protection_plan": True, **IN_CARE}
    assert "return-interview" in duties(REPORTED, MEDIUM, RETURNED, **with_family)
    settled("2019", care_before_family=False)
    assert "return-interview" not in duties(REPORTED, MEDIUM, RETURNED, **with_family)


def test_settling_one_edition_leaves_the_other_as_it_is_read(settled: Settle) -> None:
    before = answer(scenario(REPORTED, MEDIUM))
    settled("2016", meeting_counts_from="report", night_begins="20:00", repeats_look_back=1)
    assert answer(scenario(REPORTED, MEDIUM)) == before


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ('{"2016": {"night_begins": "25:00"}}', "night_begins: '25:00' is not a time of day"),
        ('{"2016": {"night_begins": 23}}', "night_begins: 23 is not a time of day"),
        ('{"2019": {"meeting_counts_from": "friday"}}', '"whereabouts-unknown" or "report"'),
        ('{"2019": {"conference_counts_from": "whereabouts-unknown"}}', '"last-seen" or "report"'),
        ('{"2019": {"repeats_look_back": 0}}', "days from 1 to 3650"),
        ('{"2019": {"repeats_look_back": true}}', "days from 1 to 3650"),
        ('{"2019": {"arrival_asked_after": null}}', "hours from 1 to 168"),
        ('{"2019": {"arrival_asked_after": 0.5}}', "hours from 1 to 168"),
        ('{"2019": {"school_days_derby": 0}}', "school days from 1 to 100, or null as the edition has it"),
        ('{"2019": {"care_before_family": "no"}}', "true or false"),
        ('{"2019": {"nights_begin": "22:00"}}', "nights_begin is not a setting; use any of absent_at_home_interviewed"),
        ('{"2018": {}}', "'2018' is not an edition; use 2016 or 2019"),
        ('["2019"]', "is not settings by edition"),
        ("{", "cannot be read"),
    ],
)
def test_nothing_starts_on_settings_that_make_no_sense(tmp_path: Path, written: str, says: str) -> None:
    path = tmp_path / "readings.json"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(SystemExit, match=r"readings\.json") as stopped:
        settle({"SAFERETURN_READINGS": str(path)})
    assert says in str(stopped.value)


@pytest.mark.parametrize(
    "asked",
    [
        ["replay", "no-such-file.json"],
        ["editions", "compare", "2016", "2019"],
        ["handbook", "1066", "--pdf", "no-such-folder/handbook.pdf"],
        ["register", "--check"],
    ],
)
def test_no_command_runs_on_settings_that_make_no_sense(
    asked: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "readings.json"
    path.write_text('{"2018": {}}', encoding="utf-8")
    monkeypatch.setenv("SAFERETURN_READINGS", str(path))
    with pytest.raises(SystemExit, match="'2018' is not an edition"):
        main(asked)


def test_a_file_of_settings_is_taken_at_the_start(tmp_path: Path, settled: Settle) -> None:
    settled("2019")  # whatever the file says is undone after the test
    path = tmp_path / "readings.json"
    path.write_text('{"2019": {"meeting_counts_from": "report"}}', encoding="utf-8")
    settle({"SAFERETURN_READINGS": str(path)})
    assert due("missing-meeting-three-days", REPORTED) == "2026-01-12T21:40:00+00:00"
