"""Stored duties follow changed term dates when somebody asks for it, and say first what would become another."""

import datetime as dt

import pytest

from safereturn.config.derive_again import derive_again, in_words
from safereturn.config.load import load
from safereturn.duties.models import Duty
from safereturn.episodes.models import Event
from safereturn.protocol.school_days import calendars_from
from tests.protocol.scenarios import event, scenario
from tests.protocol.test_school_days import INVENTED, TEN

pytestmark = pytest.mark.django_db
ABSENT = event("came-about", "2026-10-12T09:10", what="absent-from-school")
BY_WORKING_DAYS = dt.datetime(2026, 10, 23, 22, 59, 59, tzinfo=dt.UTC)
BY_TERM_DATES = dt.datetime(2026, 11, 6, 23, 59, 59, tzinfo=dt.UTC)


@pytest.fixture
def absence(monkeypatch: pytest.MonkeyPatch) -> Duty:
    """An absence from school that was stored before the term dates were known, and they are now."""
    duty = Duty.objects.get(
        episode=load(scenario(ABSENT, edition="2016", now="2026-10-12T10:00", last_seen=None)), protocol_id=TEN
    )
    assert (duty.due_at, duty.provisional) == (BY_WORKING_DAYS, True)
    monkeypatch.setattr("safereturn.protocol.school_days.CALENDARS", calendars_from(INVENTED))
    return duty


def test_what_would_become_another_is_told_and_nothing_is_stored(absence: Duty) -> None:
    told = in_words(derive_again(stores=False), stored=False)
    assert f"     1  {TEN}: another time" in told
    assert "1 open episodes, 1 with other duties than before; nothing was stored." in told
    assert absence.episode.reference in told
    absence.refresh_from_db()
    assert absence.due_at == BY_WORKING_DAYS


def test_stored_duties_follow_and_the_log_stays_as_it_was(absence: Duty) -> None:
    events = Event.objects.count()
    assert derive_again(stores=True).changed == [absence.episode.reference]
    absence.refresh_from_db()
    assert (absence.due_at, absence.provisional) == (BY_TERM_DATES, False)
    assert Event.objects.count() == events
    assert derive_again(stores=True).changed == []


def test_duties_of_a_closed_episode_stay_as_they_were_at_its_closing(absence: Duty) -> None:
    absence.episode.closed_at = absence.arose_at
    absence.episode.save()
    assert derive_again(stores=True).episodes == 0
    absence.refresh_from_db()
    assert absence.due_at == BY_WORKING_DAYS


def test_the_command_says_how_far_it_has_come(absence: Duty) -> None:
    shares: list[float] = []
    derive_again(stores=False, progress=shares.append)
    assert shares == [0, 1]
