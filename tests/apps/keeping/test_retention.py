"""How long a child's record is kept, who says so, and what holds it."""

import datetime as dt
import uuid
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from safereturn.access.actions import Tie
from safereturn.access.models import Involvement
from safereturn.agencies.models import Agency, Post, Team
from safereturn.audit.models import View
from safereturn.children.models import Child
from safereturn.episodes.models import Episode
from safereturn.keeping import actions, queries
from safereturn.keeping.actions import lift, propose
from safereturn.keeping.models import Disposal, Hold, OwnPeriod
from safereturn.keeping.retention import STANDS_ON, CountedFrom, Record, table
from safereturn.web.wording import day
from tests.apps.access.people import involve, restricted_child
from tests.apps.partnership import a_child, a_post
from tests.apps.privacy.partnership import a_governed_partnership
from tests.apps.privacy.test_referee import signed_in, words_of

pytestmark = pytest.mark.django_db
BORN = dt.date(2012, 5, 4)
CLOSED = dt.datetime(2027, 3, 1, 12, tzinfo=dt.UTC)
LONG_AFTER = dt.date(2200, 1, 1)


@pytest.fixture
def teams() -> dict[str, Team]:
    return a_governed_partnership()


@pytest.fixture
def referee(teams: dict[str, Team]) -> Post:
    return a_post(teams["Derby City Council governance"], "privacy-referee")


@pytest.fixture
def second(teams: dict[str, Team]) -> Post:
    return a_post(teams["Derbyshire Constabulary governance"], "privacy-referee")


def an_episode(child: Child, closed: dt.datetime | None = CLOSED) -> Episode:
    return Episode.objects.create(
        child=child, reference=uuid.uuid4().hex[:12], edition="2019", kind="missing",
        state="closed" if closed else "missing", opened_at=closed - dt.timedelta(days=3) if closed else CLOSED,
        absent_until=closed, closed_at=closed,
    )  # fmt: skip


def known_to(child: Child, *teams: Team) -> Child:
    """A child whose one episode is closed, and in which these teams were involved."""
    episode = an_episode(child)
    involve(episode_id=episode.pk, child_id=child.pk, ties=[Tie(team.pk, "owes", "Owed a duty") for team in teams])
    return child


def due(child: Child, part: str = "record") -> dt.date | None:
    position = queries.position_of(child.pk, part)
    assert position is not None
    return position.due_on


# The table.


def test_every_row_of_the_table_says_what_it_stands_on_and_speaks_only_of_what_there_is() -> None:
    for row in table():
        assert row.record in Record
        assert row.counted_from in CountedFrom
        assert row.agency in ("", *Agency.Kind)
        assert row.stands_on in STANDS_ON
        assert row.basis
        assert 1 <= row.years <= 100


def test_every_kind_of_record_has_a_period_for_an_agency_of_any_kind_or_is_kept_as_the_record_of_a_child() -> None:
    for_all = {row.record for row in table() if not row.agency}
    assert for_all == {Record.CHILD, Record.ACCESS}


def test_a_child_at_home_is_kept_to_the_twenty_fifth_birthday(teams: dict[str, Team]) -> None:
    child = known_to(a_child(), teams["City early help"])
    assert due(child) == dt.date(2037, 5, 4)


def test_seven_years_after_the_last_episode_where_that_is_later(teams: dict[str, Team]) -> None:
    child = known_to(a_child(), teams["City early help"])
    an_episode(child, closed=dt.datetime(2034, 1, 31, 23, 30, tzinfo=dt.UTC))
    assert due(child) == dt.date(2041, 1, 31)


def test_the_day_is_the_latest_of_all_the_agencies_who_hold_it(teams: dict[str, Team]) -> None:
    child = known_to(a_child(), teams["City early help"], teams["Control room"])
    episode = an_episode(child, closed=dt.datetime(2029, 1, 31, 12, tzinfo=dt.UTC))
    assert due(child) == dt.date(2039, 1, 31)  # ten years of the police
    assert episode.closed_at is not None


def test_a_child_who_was_ever_looked_after_is_kept_to_the_seventy_fifth_birthday(teams: dict[str, Team]) -> None:
    child = known_to(a_child(looked_after_by="derby"), teams["City social care"])
    assert due(child) == dt.date(2087, 5, 4)


def test_what_nobody_recorded_is_no_no_and_the_longer_time_holds(teams: dict[str, Team]) -> None:
    child = known_to(a_child(), teams["City social care"])
    child.facts.pop("looked_after_by")
    child.save()
    assert due(child) == dt.date(2087, 5, 4)


def test_a_child_who_was_looked_after_when_an_episode_began_counts_as_such_for_good(teams: dict[str, Team]) -> None:
    from tests.apps.access.test_nothing_leaks import an_episode as as_reported

    episode = as_reported(teams)  # a child of a home
    child = episode.child
    Child.objects.filter(pk=child.pk).update(facts={**child.facts, "looked_after_by": None, "placement": None})
    Episode.objects.update(closed_at=CLOSED, absent_until=CLOSED)
    assert due(child) == dt.date(2087, 5, 4)


def test_a_child_without_a_date_of_birth_is_kept(teams: dict[str, Team]) -> None:
    child = known_to(a_child(), teams["City early help"])
    Child.objects.update(born_on=None)
    assert due(child) is None
    assert propose(today=LONG_AFTER) == 0


def test_two_records_of_one_child_are_one_and_count_together(teams: dict[str, Team]) -> None:
    child, other = (known_to(a_child(), teams["City early help"]) for _ in range(2))
    Episode.objects.filter(child=other).update(closed_at=dt.datetime(2035, 6, 1, tzinfo=dt.UTC))
    Child.objects.filter(pk=other.pk).update(joined_to=child)
    assert due(child) == dt.date(2042, 6, 1)
    assert queries.position_of(other.pk, "record") is None
    assert propose(today=LONG_AFTER) == 1


def test_an_agency_goes_by_its_own_schedule_and_the_others_by_theirs(
    teams: dict[str, Team], referee: Post, second: Post
) -> None:
    child = known_to(a_child(), teams["City early help"])
    other = known_to(a_child(), teams["County early help"])
    sent = {"record": "child", "years": "40", "counted_from": "birth", "basis": "Schedule of 2026, row 7"}
    client = signed_in(referee)
    answer = client.post("/keeping/period/", {**sent, "key": str(uuid.uuid4())}, follow=True)
    assert "Your agency goes by it from now on." in words_of(answer)
    assert "40 years from the date of birth" in words_of(answer)
    assert "40 years" not in words_of(signed_in(second).get("/keeping/"))
    assert due(child) == dt.date(2052, 5, 4)
    assert due(other) == dt.date(2037, 5, 4)


def test_a_period_is_sent_once_and_refused_where_it_makes_no_sense(referee: Post) -> None:
    client, key = signed_in(referee), str(uuid.uuid4())
    sent = {"record": "access", "years": "8", "counted_from": "deletion", "basis": "Schedule", "key": key}
    for _ in range(2):
        client.post("/keeping/period/", sent)
    assert OwnPeriod.objects.count() == 1
    wrong = {**sent, "key": str(uuid.uuid4()), "counted_from": "birth"}
    assert "choose that" in words_of(client.post("/keeping/period/", wrong))
    wrong |= {"record": "child", "counted_from": "deletion", "years": "0"}
    assert "this record goes first" in words_of(client.post("/keeping/period/", wrong))
    assert OwnPeriod.objects.count() == 1


# Proposing.


def test_what_is_due_is_proposed_once_and_nothing_goes_by_it(teams: dict[str, Team]) -> None:
    child = known_to(a_child(), teams["City early help"])
    assert propose(today=dt.date(2037, 5, 3)) == 0
    assert propose(today=dt.date(2037, 5, 4)) == 1
    assert propose(today=dt.date(2037, 5, 5)) == 0
    child.refresh_from_db()
    assert child.full_name == "Robin Example"
    assert Episode.objects.get().reference


def test_an_open_episode_and_a_hold_keep_everything_whatever_the_day(teams: dict[str, Team], referee: Post) -> None:
    gone, held = (known_to(a_child(), teams["City early help"]) for _ in range(2))
    an_episode(gone, closed=None)
    actions.hold(child_id=held.pk, because="A claim", review_on=BORN, key=uuid.uuid4(), by=referee)
    assert propose(today=LONG_AFTER) == 0


def test_a_proposal_whose_day_has_moved_is_void(teams: dict[str, Team], referee: Post) -> None:
    child = known_to(a_child(), teams["City early help"])
    propose(today=LONG_AFTER)
    assert [one.child_id for one, _ in queries.proposed(by=referee, today=LONG_AFTER)] == [child.pk]
    an_episode(child, closed=dt.datetime(2040, 1, 1, tzinfo=dt.UTC))
    assert queries.proposed(by=referee, today=LONG_AFTER) == []
    assert propose(today=LONG_AFTER) == 1
    assert Disposal.objects.count() == 2


# Who may.


def page(child: Child) -> str:
    return f"/keeping/children/{child.pk}/"


def to_hold(**other: str) -> dict[str, Any]:
    soon = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=90)
    return {
        "because": "A claim against the council", "review_on_day": soon.day, "review_on_month": soon.month,
        "review_on_year": soon.year, "key": str(uuid.uuid4()), **other,
    }  # fmt: skip


def test_an_agency_that_does_not_hold_the_record_learns_nothing_of_it(teams: dict[str, Team], second: Post) -> None:
    child = known_to(a_child(), teams["City early help"])
    client = signed_in(second)
    assert client.get(page(child)).status_code == 404
    assert client.post(page(child), to_hold()).status_code == 404
    asked = client.post("/keeping/find/", {"given_name": "Robin", "family_name": "Example"})
    assert "Your agency holds no record of such a child." in words_of(asked)
    assert not Hold.objects.exists()


def test_whoever_is_kept_from_the_child_finds_no_record(teams: dict[str, Team], referee: Post) -> None:
    child = known_to(a_child(), teams["City early help"])
    restricted_child(child.pk, "excluded", to=referee)
    client = signed_in(referee)
    assert client.get(page(child)).status_code == 404
    asked = client.post("/keeping/find/", {"given_name": "Robin", "family_name": "Example"})
    assert "holds no record" in words_of(asked)


def test_a_referee_finds_a_record_and_reads_who_keeps_it_until_when_and_it_is_logged(
    teams: dict[str, Team], referee: Post
) -> None:
    child = known_to(a_child(), teams["City early help"], teams["Control room"])
    client = signed_in(referee)
    asked = client.post("/keeping/find/", {"given_name": "Robin", "family_name": "Example"})
    assert page(child) in asked.content.decode()
    text = words_of(client.get(page(child)))
    assert f"Derbyshire Constabulary {day(dt.date(2037, 5, 4))} 25 years from the date of birth" in text
    assert f"Derby City Council {day(dt.date(2037, 5, 4))}" in text
    pages = set(View.objects.filter(child_id=child.pk).values_list("page", flat=True))
    assert pages == {"find-record", "record"}


# Legal holds.


def test_a_hold_stands_on_the_page_with_who_why_and_until_when_somebody_asks(
    teams: dict[str, Team], referee: Post
) -> None:
    child = known_to(a_child(), teams["City early help"])
    client = signed_in(referee)
    text = words_of(client.post(page(child), to_hold(), follow=True))
    assert "A claim against the council" in text
    assert f"Set by {referee} on" in text
    assert "a second person must lift it" in text
    assert "Held: nothing of it goes, whatever the day." in text
    assert "Held: 1" in words_of(client.get("/keeping/"))


def test_a_second_person_lifts_a_hold_with_a_reason_and_it_stays_to_be_read(
    teams: dict[str, Team], referee: Post, second: Post
) -> None:
    child = known_to(a_child(), teams["City early help"], teams["Control room"])
    client = signed_in(referee)
    client.post(page(child), to_hold())
    hold = Hold.objects.get()
    address = f"{page(child)}holds/{hold.pk}/lift/"
    assert client.post(address, {"because": "Settled", "key": str(uuid.uuid4())}).status_code == 404
    other: Client = signed_in(second)
    assert "There is a problem" in words_of(other.post(address, {"key": str(uuid.uuid4())}))
    text = words_of(other.post(address, {"because": "The claim is settled", "key": str(uuid.uuid4())}, follow=True))
    assert f"Lifted by {second} on" in text
    assert other.get(address).status_code == 404
    assert propose(today=LONG_AFTER) == 1


def test_nobody_lifts_their_own_not_even_past_the_page(teams: dict[str, Team], referee: Post) -> None:
    child = known_to(a_child(), teams["City early help"])
    actions.hold(child_id=child.pk, because="A claim", review_on=BORN, key=uuid.uuid4(), by=referee)
    hold = Hold.objects.get()
    with pytest.raises(ValueError, match="second person"):
        lift(hold_id=hold.pk, because="Mine", by=referee)
    with pytest.raises(IntegrityError, match="a_second_person_lifts_a_hold"), transaction.atomic():
        Hold.objects.update(lifted_by_person_id=referee.person_id)


def test_whoever_opened_a_record_in_an_emergency_does_not_hold_it(teams: dict[str, Team], second: Post) -> None:
    child = known_to(a_child(), teams["City early help"])
    Involvement.objects.create(
        team_id=teams["Control room"].pk, episode_id=1, child_id=child.pk, kind="glass", because="Opened"
    )
    assert not queries.holds(child.pk, by=second)


def test_whoever_was_let_in_to_an_episode_does_not_hold_the_whole_record_until_a_duty_is_theirs(
    teams: dict[str, Team], second: Post
) -> None:
    child = known_to(a_child(), teams["City early help"])
    episode = Episode.objects.get()
    involve(episode_id=episode.pk, child_id=child.pk, ties=[Tie(teams["Control room"].pk, "let-in", "Let in")])
    assert not queries.holds(child.pk, by=second)
    involve(episode_id=episode.pk, child_id=child.pk, ties=[Tie(teams["Control room"].pk, "owes", "Owed a duty")])
    assert queries.holds(child.pk, by=second)


def test_while_an_episode_is_open_the_page_says_before_which_day_nothing_goes_and_what_may_keep_it_longer(
    teams: dict[str, Team], referee: Post
) -> None:
    child = known_to(a_child(looked_after_by="derby"), teams["City social care"])
    an_episode(child, closed=None)
    text = words_of(signed_in(referee).get(page(child)))
    birthday = day(dt.date(2087, 5, 4))
    assert f"An episode is not closed: nothing of it goes. Not before {birthday} ." in text
    assert f"Derby City Council Not before {birthday} 75 years from the date of birth" in text
    assert "Or longer: 7 years from the closing of the last episode: an episode is not closed" in text
    assert "Not known" not in text


def test_where_no_day_is_known_the_page_says_what_is_missing(teams: dict[str, Team], referee: Post) -> None:
    child = known_to(a_child(), teams["City early help"])
    Child.objects.update(born_on=None)
    an_episode(child, closed=None)
    text = words_of(signed_in(referee).get(page(child)))
    assert "Derby City Council Not known" in text
    assert "25 years from the date of birth: the date of birth is not recorded" in text


def test_the_reference_says_every_row_of_the_table() -> None:
    page = (Path(__file__).parents[3] / "docs" / "reference" / "retention.md").read_text(encoding="utf-8")
    for row in table():
        assert (
            f"| {row.years} | {CountedFrom(row.counted_from).label} | {STANDS_ON[row.stands_on]} | {row.basis} |"
            in page
        )
    assert page.count("\n| ") == len(table()) + 1  # with its heading
