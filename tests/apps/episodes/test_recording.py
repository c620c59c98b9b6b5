"""Recording what happened: one door, nothing half-written, nothing twice, nothing erased."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError

from safereturn.agencies.models import Post
from safereturn.children.models import Child
from safereturn.duties.models import Duty
from safereturn.episodes.actions import AlreadyGone, Happening, NotPossible, open_episode, record
from safereturn.episodes.models import Episode, Event
from tests.apps.partnership import a_child, a_partnership, a_post

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 20, 22, 0, tzinfo=dt.UTC)


def hours(count: float) -> dt.timedelta:
    return dt.timedelta(hours=count)


@pytest.fixture
def carer() -> Post:
    return a_post(a_partnership()["Alder House"], "residential-worker")


@pytest.fixture
def child(carer: Post) -> Child:
    return a_child(carer.team)


def reported(child: Child, by: Post, *, at: dt.datetime = NOW, key: uuid.UUID | None = None, **about: Any) -> Episode:
    return open_episode(
        child=child,
        kind="missing",
        facts=child.facts,
        about={"last_seen": (at - hours(2)).isoformat(), "with_family": False, "education_only": False, **about},
        happenings=[Happening("reported", at, {"by": "carer"})],
        key=key or uuid.uuid4(),
        now=at,
        by=by,
    )


def told(episode: Episode, by: Post, *happenings: Happening, now: dt.datetime, key: uuid.UUID | None = None) -> None:
    record(episode_id=episode.pk, happenings=happenings, key=key or uuid.uuid4(), now=now, by=by)


def test_a_report_without_a_decision_is_a_duty_of_the_police(child: Child, carer: Post) -> None:
    episode = reported(child, carer)
    duty = Duty.objects.get(episode=episode, protocol_id="police-decide-recorded-category")
    assert (duty.status, duty.team.kind, duty.due_at) == ("open", "control-room", None)


def test_the_same_report_sent_twice_is_one_episode(child: Child, carer: Post) -> None:
    key = uuid.uuid4()
    assert reported(child, carer, key=key).pk == reported(child, carer, key=key).pk
    assert Event.objects.filter(type="reported").count() == 1


def test_two_people_who_report_one_child_are_led_to_one_episode(child: Child, carer: Post) -> None:
    first = reported(child, carer)
    with pytest.raises(AlreadyGone) as already:
        reported(child, a_post(carer.team, "foster-carer"))
    assert already.value.episode_id == first.pk
    assert Episode.objects.count() == 1


def test_a_child_who_goes_again_after_the_return_has_a_new_episode_though_the_first_is_not_closed(
    child: Child, carer: Post
) -> None:
    first = reported(child, carer)
    told(first, carer, Happening("returned", NOW + hours(1), {"to": "placement"}), now=NOW + hours(1))
    second = reported(child, carer, at=NOW + hours(5))
    assert second.pk != first.pk
    assert Duty.objects.filter(episode=second, protocol_id="persistent-two-episodes-meeting").exists()


def test_the_third_report_in_30_days_asks_for_a_strategy_meeting(child: Child, carer: Post) -> None:
    for day in (0, 10, 20):
        at = NOW + dt.timedelta(days=day)
        episode = reported(child, carer, at=at)
        told(episode, carer, Happening("returned", at + hours(2), {"to": "placement"}), now=at + hours(2))
    meetings = Duty.objects.filter(protocol_id="strategy-meeting-three-in-30")
    assert [duty.episode_id for duty in meetings] == [episode.pk]


def test_what_makes_no_sense_is_refused_and_nothing_is_written(child: Child, carer: Post) -> None:
    episode = reported(child, carer)
    with pytest.raises(NotPossible, match="comes before the report"):
        told(episode, carer, Happening("returned", NOW - hours(3), {"to": "home"}), now=NOW + hours(1))
    assert not Event.objects.filter(type="returned").exists()


def test_what_the_protocol_does_not_allow_is_refused_with_its_section(child: Child, carer: Post) -> None:
    episode = reported(child, carer)
    told(episode, carer, Happening("returned", NOW, {"to": "placement"}), now=NOW)
    with pytest.raises(NotPossible, match=r"Section 6\.6"):
        told(episode, carer, Happening("prevention-visit", NOW, {"in_person": False}), now=NOW)
    with pytest.raises(NotPossible, match=r"Section 6\.7"):
        told(episode, carer, Happening("interview-held", NOW, {"interviewer": "carer"}), now=NOW)
    assert Event.objects.filter(episode=episode).count() == 3


def test_a_late_entry_that_stands_a_duty_down_names_itself_as_the_reason(child: Child, carer: Post) -> None:
    """Entered the next day: found at half past ten on the evening of the report."""
    episode = reported(child, carer)
    told(episode, carer, Happening("found", NOW + hours(0.5)), now=NOW + hours(20))
    meeting = Duty.objects.get(episode=episode, protocol_id="missing-meeting-three-days")
    assert meeting.status == "stood-down"
    assert "Found at 22:30 on Friday 20 March" in meeting.stood_down_because
    assert "entered late" in meeting.stood_down_because


def test_a_late_report_of_a_higher_category_leaves_the_duties_people_were_told_of(child: Child, carer: Post) -> None:
    episode = reported(child, carer)
    told(episode, carer, Happening("categorised", NOW, {"category": "high"}), now=NOW + hours(1))
    told(episode, carer, Happening("categorised", NOW + hours(2), {"category": "medium"}), now=NOW + hours(2))
    assert Duty.objects.get(episode=episode, protocol_id="high-deploy-immediately").status == "open"


def test_what_became_known_of_the_child_is_kept_for_the_next_episode(child: Child, carer: Post) -> None:
    episode = reported(child, carer)
    told(episode, carer, Happening("fact", NOW, {"set": {"child.open_to": ["yos"]}}), now=NOW)
    child.refresh_from_db()
    assert child.facts["open_to"] == ["yos"]


def test_a_duty_stores_why_by_which_clause_and_from_which_facts(child: Child, carer: Post) -> None:
    episode = reported(child, carer)
    told(episode, carer, Happening("returned", NOW, {"to": "placement"}), now=NOW)
    interview = Duty.objects.get(episode=episode, protocol_id="return-interview")
    assert interview.edition == "2019"
    assert interview.clause["section"] == "6.8"
    assert interview.facts["relied_on"]["child.looked_after_by"] == "derby"
    assert interview.trigger["type"] == "returned"
    assert interview.because.startswith("Back at the placement at 22:00 on Friday 20 March")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE episodes_event SET type = 'found'",
        "DELETE FROM episodes_event",
        "TRUNCATE episodes_event",
        "UPDATE audit_view SET because = ''",
        "DELETE FROM audit_view",
        "TRUNCATE audit_view",
        "DELETE FROM interviews_account",
    ],
)
def test_the_service_cannot_alter_or_cut_a_log(statement: str, child: Child, carer: Post) -> None:
    reported(child, carer)
    with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_the_events_of_an_episode_are_chained(child: Child, carer: Post) -> None:
    episode = reported(child, carer)
    told(episode, carer, Happening("found", NOW), now=NOW)
    rows = list(Event.objects.filter(episode=episode).order_by("place"))
    episode.refresh_from_db()
    assert [bytes(row.previous) for row in rows[1:]] == [bytes(row.seal) for row in rows[:-1]]
    assert (episode.count, bytes(episode.seal)) == (3, bytes(rows[-1].seal))
