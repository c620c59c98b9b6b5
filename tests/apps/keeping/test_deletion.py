"""A record goes once two people agreed and their day was sealed: nothing of the child is left, and the logs verify.

What somebody with the keys to the database does in the name of a deletion is told from one.
"""

import datetime as dt
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from procrastinate.contrib.django import app

from safereturn.agencies.models import Post, Team
from safereturn.audit.day_seals import seal_day
from safereturn.audit.models import DaySeal, View
from safereturn.audit.sealing import seal
from safereturn.audit.verification import verify
from safereturn.children.models import Child
from safereturn.episodes.models import Episode, Event
from safereturn.keeping import actions, jobs, queries
from safereturn.keeping.actions import propose
from safereturn.keeping.disposal import Refused, agree, carry_out
from safereturn.keeping.models import Disposal, ErasedRow, Step
from safereturn.keeping.sealed_log import _digest
from tests.apps.audit.logs import an_episode, happens, looked_at
from tests.apps.partnership import a_post
from tests.apps.privacy.partnership import a_governed_partnership
from tests.apps.privacy.test_referee import signed_in, words_of

from .whole_record import BORN, WholeRecord, tables_that_tell

pytestmark = pytest.mark.django_db
AsOwner = Callable[[], AbstractContextManager[None]]
TODAY = dt.datetime.now(dt.UTC).date()
DAY = dt.timedelta(days=1)
IN_SEVEN_YEARS = TODAY + dt.timedelta(days=7 * 366)


@pytest.fixture
def teams() -> dict[str, Team]:
    return a_governed_partnership()


@pytest.fixture
def referee(teams: dict[str, Team]) -> Post:
    return a_post(teams["Derby City Council governance"], "privacy-referee")


@pytest.fixture
def second(teams: dict[str, Team]) -> Post:
    return a_post(teams["Derbyshire Constabulary governance"], "privacy-referee")


@pytest.fixture
def record(teams: dict[str, Team]) -> WholeRecord:
    """A child whose record is due, and others in the same logs."""
    whole = WholeRecord(teams, a_post(teams["City social care"], "social-worker"))
    other = an_episode()
    happens(other, "reported", "noted")
    looked_at(other)
    return whole


def proposed(record: WholeRecord, part: str = "record", today: dt.date = TODAY) -> Disposal:
    propose(today=today)
    return Disposal.objects.get(child=record.child, part=part)


def a_day_is_sealed() -> DaySeal:
    latest = DaySeal.objects.order_by("-place").first()
    return seal_day(day=latest.day + DAY if latest else dt.date(2026, 11, 23))


def agreed(record: WholeRecord, *people: Post, part: str = "record", today: dt.date = TODAY) -> Disposal:
    disposal = proposed(record, part, today)
    for person in people:
        agree(disposal=disposal, today=today, by=person)
    return disposal


def gone(record: WholeRecord, *people: Post) -> Disposal:
    disposal = agreed(record, *people)
    a_day_is_sealed()
    assert carry_out(today=TODAY) == 1
    return disposal


# Who decides.


def test_nothing_goes_before_two_people_agreed_and_their_day_was_sealed(
    record: WholeRecord, referee: Post, second: Post
) -> None:
    disposal = agreed(record, referee)
    a_day_is_sealed()
    assert carry_out(today=TODAY) == 0
    assert not agree(disposal=disposal, today=TODAY, by=referee)  # the same person again
    assert agree(disposal=disposal, today=TODAY, by=second)
    assert carry_out(today=TODAY) == 0
    a_day_is_sealed()
    assert carry_out(today=TODAY) == 1
    assert carry_out(today=TODAY) == 0
    assert [step.what for step in Step.objects.order_by("place")] == ["agreed", "agreed", "carried-out"]


def test_a_hold_set_after_both_agreed_still_keeps_it(record: WholeRecord, referee: Post, second: Post) -> None:
    disposal = agreed(record, referee, second)
    a_day_is_sealed()
    actions.hold(child_id=record.child.pk, because="A claim", review_on=TODAY, key=uuid.uuid4(), by=referee)
    assert carry_out(today=TODAY) == 0
    with pytest.raises(DatabaseError, match="A legal hold stands"), transaction.atomic():
        erase_past_the_service(disposal)
    with pytest.raises(Refused):
        agree(disposal=disposal, today=TODAY, by=referee)


def test_a_child_who_comes_to_be_missing_again_keeps_the_record(
    record: WholeRecord, referee: Post, second: Post
) -> None:
    disposal = agreed(record, referee, second)
    a_day_is_sealed()
    Episode.objects.create(
        child=record.child, reference="SR26-NEW", kind="missing", state="missing",
        opened_at=dt.datetime(2026, 11, 1, tzinfo=dt.UTC),
    )  # fmt: skip
    assert carry_out(today=TODAY) == 0
    with pytest.raises(DatabaseError, match="Its time has not come"), transaction.atomic():
        erase_past_the_service(disposal)


@pytest.mark.parametrize(("people", "sealed", "says"), [(1, True, "Two people"), (2, False, "is not sealed")])
def test_the_database_itself_asks_for_two_people_and_a_sealed_day(
    people: int, sealed: bool, says: str, record: WholeRecord, referee: Post, second: Post
) -> None:
    disposal = agreed(record, *(referee, second)[:people])
    if sealed:
        a_day_is_sealed()
    with pytest.raises(DatabaseError, match=says), transaction.atomic():
        erase_past_the_service(disposal)


def test_nobody_sends_the_log_of_views_away_before_the_record(record: WholeRecord, referee: Post, second: Post) -> None:
    propose(today=IN_SEVEN_YEARS)
    assert not Disposal.objects.filter(part="access").exists()
    disposal = Disposal.objects.create(child=record.child, part="access", due_on=TODAY)
    for person in (referee, second):
        with pytest.raises(Refused):
            agree(disposal=disposal, today=TODAY, by=person)


def test_two_people_agree_on_the_page_and_read_what_became_of_it(
    record: WholeRecord, referee: Post, second: Post
) -> None:
    disposal = proposed(record)
    address = f"/keeping/children/{record.child.pk}/disposals/{disposal.pk}/"
    client, other = signed_in(referee), signed_in(second)
    assert "Nobody has agreed" in words_of(client.get("/keeping/"))
    sent = client.post(address, {"key": str(uuid.uuid4())}, follow=True)
    assert "You have agreed. A second person must agree too." in words_of(sent)
    assert "One person has agreed" in words_of(other.get("/keeping/"))
    other.post(address, {"key": str(uuid.uuid4())})
    assert "Two people have agreed: it goes in a night" in words_of(other.get(address))
    a_day_is_sealed()
    carry_out(today=TODAY)
    text = words_of(other.get(address))
    assert "It has gone" in text
    assert str(referee) in text
    assert f"{Event.objects.filter(type='erased').count()} rows of the logs" in text
    assert "What went: 1" in words_of(client.get("/keeping/"))
    assert "This record has gone." in words_of(client.get(f"/keeping/children/{record.child.pk}/"))


def test_whose_agency_does_not_hold_the_record_agrees_to_nothing(record: WholeRecord, teams: dict[str, Team]) -> None:
    stranger = a_post(teams["Derbyshire County Council governance"], "privacy-referee")
    disposal = proposed(record)
    address = f"/keeping/children/{record.child.pk}/disposals/{disposal.pk}/"
    assert signed_in(stranger).post(address, {"key": str(uuid.uuid4())}).status_code == 404
    assert not Step.objects.exists()


# What is left.

STAYS_AFTER_THE_RECORD = {
    "access_authorisation", "access_breakglass", "access_involvement", "access_restriction", "audit_view",
    "finding_answer", "finding_asking", "keeping_hold", "privacy_alert", "privacy_review",
}  # fmt: skip


def test_the_hunt_finds_the_child_in_every_table_before(record: WholeRecord, as_owner: AsOwner) -> None:
    with as_owner():
        found = tables_that_tell(record)
    assert set(found) == STAYS_AFTER_THE_RECORD | {
        "children_child", "children_number", "duties_duty", "episodes_episode", "episodes_event", "finding_handedover",
        "finding_pair", "finding_takenup", "finding_verdict", "interviews_account", "keeping_subjectapproval",
        "keeping_subjectedit", "keeping_subjectfile", "keeping_subjectrequest",
    }  # fmt: skip
    assert set().union(*found.values()) == {*record.words.values(), BORN.isoformat()}


def test_after_the_record_has_gone_no_table_tells_of_the_child_but_those_of_who_looked(
    record: WholeRecord, referee: Post, second: Post, as_owner: AsOwner
) -> None:
    gone(record, referee, second)
    with as_owner():
        assert set(tables_that_tell(record)) <= STAYS_AFTER_THE_RECORD
    shell = Child.objects.get(pk=record.child.pk)
    kept = {"id", "recorded_at", "joined_to"}
    others = [field.attname for field in Child._meta.concrete_fields if field.name not in kept]
    assert [getattr(shell, name) for name in others if getattr(shell, name) not in ("", None, {})] == []


def test_six_years_later_who_looked_goes_too_and_no_table_tells_of_the_child_at_all(
    record: WholeRecord, referee: Post, second: Post, as_owner: AsOwner
) -> None:
    gone(record, referee, second)
    assert queries.position_of(record.child.pk, "record") is None
    disposal = agreed(record, referee, second, part="access", today=IN_SEVEN_YEARS)
    assert disposal.due_on == (TODAY.replace(year=TODAY.year + 6))
    a_day_is_sealed()
    with pytest.raises(DatabaseError, match="Its time has not come"), transaction.atomic():
        erase_past_the_service(disposal)
    with as_owner():
        only_its_day(disposal, TODAY)
    # Six years pass in the table alone: the database reads its own clock.
    disposal.refresh_from_db()
    erase_past_the_service(disposal)
    with as_owner():
        assert tables_that_tell(record) == {}
    assert View.objects.exclude(page="erased").exists()  # those of other children


def test_what_is_left_of_the_logs_verifies_as_before_with_the_heads_kept_outside(
    record: WholeRecord, referee: Post, second: Post, tmp_path: Any
) -> None:
    line = a_day_is_sealed()
    kept = tmp_path / "seals.txt"
    kept.write_text(f"{line}\n")
    gone(record, referee, second)
    assert verify(kept) == []
    erased = Event.objects.filter(episode=record.episode)
    assert erased.count() == ErasedRow.objects.count() > 30
    assert all(event.is_erased for event in erased)
    a_day_is_sealed()
    assert verify(kept) == []


# Tampering in the name of a deletion.

EMPTIED = """
UPDATE episodes_event SET type = 'erased', content = '{}', said_by = '', post_id = NULL, source = 'live',
    happened_at = 'epoch', recorded_at = 'epoch', key = lpad(to_hex(place), 32, '0')::uuid
WHERE id = %s
"""
LOGS = ("audit_view", "episodes_event", "keeping_step", "keeping_erasedrow", "keeping_disposal")


def with_the_keys(*acts: tuple[str, list[Any]] | Callable[[], None]) -> None:
    """What the owner of the tables does with the triggers off. The caller is the owner."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for log in LOGS:
            cursor.execute(f"ALTER TABLE {log} DISABLE TRIGGER USER")
        for act in acts:
            if callable(act):
                act()
            else:
                cursor.execute(*act)
        for log in LOGS:
            cursor.execute(f"ALTER TABLE {log} ENABLE TRIGGER USER")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def only_its_day(disposal: Disposal, day: dt.date) -> None:
    with_the_keys(("UPDATE keeping_disposal SET due_on = %s WHERE id = %s", [day, disposal.pk]))


def erase_past_the_service(disposal: Disposal) -> None:
    """As the service's role, without what the service looks at before."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT erase_as_agreed(%s)", [disposal.pk])


def a_tombstone(disposal: Disposal, event: Event) -> tuple[str, list[Any]]:
    return (
        "INSERT INTO keeping_erasedrow (disposal_id, log, chain, place, seal) VALUES (%s, 'events', %s, %s, %s)",
        [disposal.pk, event.episode_id, event.place, bytes(event.seal)],
    )


def others_event(record: WholeRecord) -> Event:
    return Event.objects.exclude(episode=record.episode).order_by("place").first()  # type: ignore[return-value]


def says() -> str:
    return " / ".join(map(str, verify())) or "nothing"


def test_a_row_emptied_without_a_tombstone_is_found(record: WholeRecord, as_owner: AsOwner) -> None:
    with as_owner():
        with_the_keys((EMPTIED, [others_event(record).pk]))
    assert "is empty, and no decision erased it" in says()


def test_a_row_emptied_with_a_tombstone_and_no_decision_is_found(record: WholeRecord, as_owner: AsOwner) -> None:
    event, disposal = others_event(record), proposed(record)
    with as_owner():
        with_the_keys((EMPTIED, [event.pk]), a_tombstone(disposal, event))
    assert f"nothing says that disposal {disposal.pk} was carried out" in says()


def test_one_more_row_slipped_into_a_decision_that_was_carried_out_is_found(
    record: WholeRecord, referee: Post, second: Post, as_owner: AsOwner
) -> None:
    disposal, event = gone(record, referee, second), others_event(record)
    with as_owner():
        with_the_keys((EMPTIED, [event.pk]), a_tombstone(disposal, event))
    assert "the rows said to be erased are not those that were erased then" in says()
    assert "erased rows that are not of this part of this child's record" in says()


def forging(disposal: Disposal, what: str, *, person: int | None = None) -> Callable[[], None]:
    """Writing a step as somebody does who knows how seals are made."""
    return lambda: _forge(disposal, what, person)


def _forge(disposal: Disposal, what: str, person: int | None) -> None:
    latest = Step.objects.order_by("-place").first()
    step = Step(
        disposal=disposal, what=what, person_id=person, place=latest.place + 1 if latest else 0,
        records=[disposal.child_id], previous=latest.seal if latest else bytes(32),
        recorded_at=dt.datetime.now(dt.UTC),
        digest=_digest(disposal.pk) if what == "carried-out" else b"", rows=disposal.erased_rows.count(),
    )  # fmt: skip
    step.seal = seal(bytes(step.previous), step.sealed_content())
    step.save(force_insert=True)


def test_a_decision_forged_with_good_seals_and_one_person_is_found(record: WholeRecord, as_owner: AsOwner) -> None:
    event, disposal = others_event(record), proposed(record)
    with as_owner():
        with_the_keys(
            (EMPTIED, [event.pk]), a_tombstone(disposal, event), ("ALTER TABLE keeping_step DISABLE TRIGGER USER", [])
        )
        with_the_keys(forging(disposal, "agreed", person=1), forging(disposal, "carried-out"))
    assert "was carried out, though two people had not agreed" in says()


def test_a_decision_forged_with_good_seals_and_two_people_has_no_sealed_day_before_it(
    record: WholeRecord, as_owner: AsOwner
) -> None:
    a_day_is_sealed()
    disposal = proposed(record)
    events = list(Event.objects.filter(episode=record.episode))
    with as_owner():
        with_the_keys(*((EMPTIED, [event.pk]) for event in events), *(a_tombstone(disposal, event) for event in events))
        with_the_keys(*(forging(disposal, "agreed", person=person) for person in (1, 2)))
        with_the_keys(forging(disposal, "carried-out"))
    assert "was carried out before the day on which two people agreed was sealed" in says()
    a_day_is_sealed()  # nor does the next day make it good
    assert "was carried out before the day" in says()


def test_a_true_decision_carried_out_on_another_childs_rows_is_found(
    record: WholeRecord, referee: Post, second: Post, as_owner: AsOwner
) -> None:
    disposal, event = agreed(record, referee, second), others_event(record)
    a_day_is_sealed()
    with as_owner():
        with_the_keys((EMPTIED, [event.pk]), a_tombstone(disposal, event))
        with_the_keys(forging(disposal, "carried-out"))
    assert "erased rows that are not of this part of this child's record" in says()


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE episodes_event SET content = '{\"note\": \"Never missing\"}' WHERE id = %s", "is not what was sealed"),
        ("UPDATE episodes_event SET type = 'noted' WHERE id = %s", "though a decision erased it"),
        ("UPDATE episodes_event SET recorded_at = now() WHERE id = %s", "though a decision erased it"),
        ("UPDATE episodes_event SET seal = sha256('x') WHERE id = %s", "is not the row that the decision erased"),
        ("DELETE FROM episodes_event WHERE id = %s", "missing"),
    ],
)  # fmt: skip
def test_what_is_put_into_a_row_that_was_erased_is_found(
    change: str, found: str, record: WholeRecord, referee: Post, second: Post, as_owner: AsOwner
) -> None:
    gone(record, referee, second)
    event = Event.objects.filter(episode=record.episode, place=3).get()
    with as_owner():
        with_the_keys((change, [event.pk]))
    assert found in says()


def test_a_tombstone_that_vanished_and_a_decision_that_was_changed_are_found(
    record: WholeRecord, referee: Post, second: Post, as_owner: AsOwner
) -> None:
    gone(record, referee, second)
    with as_owner(), transaction.atomic():
        with_the_keys(("DELETE FROM keeping_erasedrow WHERE place = 3", []))
        assert "is empty, and no decision erased it" in says()
        transaction.set_rollback(True)
    with as_owner(), transaction.atomic():
        with_the_keys(("UPDATE keeping_disposal SET part = 'access'", []))
        assert "disposals, chain 0, row 0: is not what was sealed" in says()
        transaction.set_rollback(True)
    assert says() == "nothing"


def test_the_service_itself_erases_nothing_by_saying_that_it_is_erasing(record: WholeRecord) -> None:
    """The switch that lets the function through gives the service's role no right of its own."""
    for statement in ("DELETE FROM episodes_event", "UPDATE audit_view SET because = ''", "TRUNCATE keeping_step"):
        assert refused(f"SET LOCAL safereturn.erasing = 'yes'; {statement}")


def refused(statement: str) -> bool:
    """Whether the database refuses the service's role a statement."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        return "permission denied" in str(error)
    return False


# The nights.


def test_the_nights_propose_seal_and_let_go_what_was_agreed_and_running_twice_changes_nothing(
    record: WholeRecord, referee: Post, second: Post
) -> None:
    for _ in range(2):
        jobs.propose_disposals(timestamp=0)
    disposal = Disposal.objects.get(child=record.child)
    for person in (referee, second):
        agree(disposal=disposal, today=TODAY, by=person)
    jobs.carry_out_disposals(timestamp=0)
    assert not ErasedRow.objects.exists()
    a_day_is_sealed()
    for _ in range(2):
        jobs.carry_out_disposals(timestamp=0)
    assert Step.objects.filter(what="carried-out").count() == 1
    assert verify() == []
    jobs.propose_disposals(timestamp=0)
    assert Disposal.objects.count() == 1
    periodic = {name for name, _ in app.periodic_registry.periodic_tasks}
    assert {jobs.propose_disposals.name, jobs.carry_out_disposals.name} <= periodic
