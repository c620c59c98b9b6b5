"""The demonstration as it is loaded: who can sign in, who is on the board, and that all of it holds together."""

import datetime as dt
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models import F

from safereturn.access.rights import rows_for
from safereturn.agencies.models import Person, Post, Team
from safereturn.agencies.queries import demonstration_posts
from safereturn.agencies.roles import ROLES
from safereturn.children.models import Child, Number
from safereturn.children.numbers import whats_wrong_with
from safereturn.children.search import Sought, find
from safereturn.config import demonstration
from safereturn.config.demonstration.when import in_school
from safereturn.duties.models import Duty
from safereturn.duties.queries import on_board
from safereturn.episodes.actions import earlier_episodes
from safereturn.episodes.fold import fold
from safereturn.episodes.models import Episode, Event
from safereturn.episodes.prompts import OCCASIONS
from safereturn.interviews.models import Account
from safereturn.protocol.periods import in_london
from tests.conftest import owner

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 29, 2, 15, 33, tzinfo=dt.UTC)  # in the night in which the clocks went forward
HOUR = dt.timedelta(hours=1)
GONE = {"absent_until": None}


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """A month, loaded once for all the tests of this file, which only look."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        with owner(connection):
            demonstration.load(now=NOW, days=30)
        yield
        transaction.set_rollback(True)


def waiting(duty: str, **of: object) -> list[Duty]:
    return list(Duty.objects.filter(protocol_id=duty, status__in=("open", "undecided"), **of))


def test_a_post_of_every_kind_that_has_a_page_of_its_own_signs_in_with_one_press() -> None:
    pages = ("see-board", "keep-posts", "see-view-log")
    offered = {role for role in ROLES if any(rows_for(role, page) for page in pages)}
    assert {post.role for post in demonstration_posts(NOW)} == offered


def test_a_team_manager_sees_the_children_and_the_late_interviews_of_the_team() -> None:
    manager = next(post for post in demonstration_posts(NOW) if post.role == "team-manager")
    gone, back = on_board(manager)
    late = Duty.objects.filter(protocol_id="return-interview", status="open", due_at__lt=NOW, team=manager.team)
    assert gone
    assert {episode.pk for episode in back} & set(late.values_list("episode_id", flat=True))


def test_addresses_and_telephone_numbers_can_be_nobodys() -> None:
    addresses = [*Person.objects.values_list("email", flat=True), *Team.objects.values_list("mailbox", flat=True)]
    words = json.dumps(list(Event.objects.values_list("content", flat=True)))
    numbers = re.findall(r"\b0\d{3,4} ?\d{3} ?\d{3}\b", words)

    assert all(address.endswith(".example") for address in addresses)
    assert numbers
    assert all(re.fullmatch(r"01632 960\d{3}|07700 900\d{3}", number) for number in numbers)


def test_children_are_found_by_numbers_that_can_be_nobodys() -> None:
    numbers = list(Number.objects.select_related("child"))
    kinds = Counter(one.kind for one in numbers)
    assert set(kinds) == set(Number.Kind)
    assert [one for one in numbers if whats_wrong_with(one.kind, one.number)] == []
    telephones, nhs = ([one.number for one in numbers if one.kind == kind] for kind in ("telephone", "nhs"))
    assert all(re.fullmatch(r"07700900\d{3}", number) for number in telephones)
    assert all(number.startswith("999") for number in nhs)
    own = [(one.kind, one.number) for one in numbers if one.kind != "telephone"]
    assert len(set(own)) == len(own), "a number that is one person's own is no other child's"
    officer = next(post for post in demonstration_posts(NOW) if post.role == "duty-inspector")
    for kind in kinds:
        one = next(one for one in numbers if one.kind == kind)
        assert one.child in [found.child for found in find(Sought(number=one.number), by=officer)]


def test_a_number_that_the_logs_name_is_recorded_with_the_child() -> None:
    told = Event.objects.filter(content__iregex="07700 900[0-9]{3}", episode__child__facts__mobile_known=True)
    assert told
    for event in told:
        named = {number.replace(" ", "") for number in re.findall(r"07700 900\d{3}", json.dumps(event.content))}
        assert named == set(event.episode.child.numbers.filter(kind="telephone").values_list("number", flat=True))


def test_some_children_go_by_another_name() -> None:
    assert Child.objects.exclude(known_as="").count() > 10
    assert Child.objects.exclude(also_called="").count() > 10


def test_the_board_holds_each_situation_that_a_shift_knows() -> None:
    gone = Episode.objects.filter(**GONE)
    undecided = gone.filter(state="reported")
    minutes_ago = undecided.filter(kind="missing", reported_at__gt=NOW - HOUR / 4)

    assert 10 <= gone.count() <= 15
    assert set(gone.values_list("state", flat=True)) == {"away", "reported", "missing", "located", "found"}
    assert set(gone.values_list("category", flat=True)) == {"", "no-apparent-risk", "medium", "high"}
    assert minutes_ago.exists()
    assert undecided.filter(kind="away").exists(), "an away child who was lost and reported"
    assert any(NOW < duty.due_at < NOW + 2 * HOUR for duty in waiting("low-category-24h-ceiling"))
    assert any(NOW < duty.due_at < NOW + HOUR for duty in waiting("away-six-hour-ceiling"))
    assert any(NOW < duty.due_at < NOW + 6 * HOUR for duty in waiting("missing-meeting-three-days"))
    assert any(duty.due_at < NOW for duty in waiting("five-day-reviews")), "a review that is late"
    assert waiting("strategy-meeting-three-in-30", episode__absent_until=None)


def test_some_are_lately_back_with_visits_and_interviews_open_late_or_waiting_for_a_signature() -> None:
    interviews = waiting("return-interview")

    assert waiting("prevention-visit", episode__absent_until__isnull=False)
    assert any(duty.due_at < NOW for duty in interviews)
    assert any(duty.due_at > NOW for duty in interviews)
    assert any(duty.reason_recorded for duty in interviews)
    assert Account.objects.filter(episode_id__in=[d.episode_id for d in waiting("interview-manager-quality")]).exists()
    assert set(Duty.objects.filter(protocol_id="return-interview").values_list("status", flat=True)) >= {
        "open", "met", "met-late", "declined",
    }  # fmt: skip


def test_some_duties_are_accepted_some_are_not_and_some_turn_on_what_nobody_recorded() -> None:
    owed_now = Duty.objects.filter(episode__absent_until=None, status__in=("open", "undecided"))

    assert owed_now.exclude(accepted_at=None).exclude(accepted_by="").exists()
    assert owed_now.filter(accepted_at=None).exists()
    assert any(duty.facts["turns_on"] for duty in owed_now)
    assert not Duty.objects.filter(team=None).exists()


def test_the_protocol_allows_every_event_and_none_lies_ahead() -> None:
    for episode in Episode.objects.all():
        rows = list(episode.events.order_by("place"))
        folding = fold(episode, rows, earlier=earlier_episodes(episode, rows), now=NOW)
        assert not folding.findings.refused, (episode.reference, folding.findings.refused)

    assert not Event.objects.filter(happened_at__gt=NOW).exists()
    assert not Event.objects.exclude(source="demonstration").exists()
    assert not Event.objects.filter(said_by="").exists()


def test_older_episodes_are_mostly_closed() -> None:
    older = Episode.objects.filter(returned_at__lt=NOW - 20 * 24 * HOUR)

    assert older.exclude(closed_at=None).count() > 0.6 * older.count()


def test_most_of_what_is_owed_is_done_and_a_remainder_is_open_or_decided_against() -> None:
    owed = Duty.objects.filter(episode__absent_until__lt=NOW - 7 * 24 * HOUR).exclude(status="stood-down")

    def share(strength: str, *statuses: str) -> float:
        of_strength = owed.filter(strength=strength)
        return of_strength.filter(status__in=statuses).count() / of_strength.count()

    assert 0.95 <= share("must", "met", "met-late", "declined") < 1
    assert 0.78 <= share("should", "met", "met-late") <= 0.93
    assert 0.5 <= share("may", "met", "met-late", "waived", "declined") <= 0.8
    assert owed.filter(strength="may", status="waived").exists()
    assert owed.filter(status="undecided").count() < 0.01 * owed.count()


def test_most_interviews_are_offered_two_thirds_held_and_most_of_those_in_time() -> None:
    owed = Duty.objects.filter(protocol_id="return-interview", episode__absent_until__lt=NOW - 7 * 24 * HOUR)
    offered = Event.objects.filter(type="interview-offered", episode__in=owed.values("episode"))
    in_time, late = owed.filter(status="met").count(), owed.filter(status="met-late").count()

    assert offered.values("episode").distinct().count() / owed.count() > 0.95
    assert 0.5 <= (in_time + late) / owed.count() <= 0.7
    assert 0.55 <= in_time / (in_time + late) <= 0.71


@pytest.mark.parametrize("area", ["derby", "derbyshire"])
def test_a_social_care_team_has_seen_to_most_children_who_are_back(area: str) -> None:
    manager = next(
        post for post in demonstration_posts(NOW) if post.role == "team-manager" and post.team.area == area
    )  # fmt: skip
    _, back = on_board(manager)

    assert 4 <= len(back) <= 30


def test_much_else_comes_about_and_is_written_up() -> None:
    came_about = Counter(Event.objects.filter(type="came-about").values_list("content__what", flat=True))
    written_up = [content for (content,) in Event.objects.filter(type="written-up").values_list("content")]

    assert len(came_about) > 25
    assert set().union(*written_up) == set(OCCASIONS)
    assert Duty.objects.values("protocol_id").distinct().count() > 150


def test_nothing_is_told_at_an_hour_at_which_it_cannot_happen() -> None:
    by_school = Event.objects.filter(type="reported", content__by="school").values_list("happened_at", flat=True)
    interviews = Event.objects.filter(type="interview-held").values_list("happened_at", flat=True)

    assert all(in_school(at) for at in by_school)
    assert all(8 <= in_london(at).hour < 20 for at in interviews if NOW - at > 5 * 24 * HOUR)
    assert not Event.objects.filter(type="categorised", happened_at__gt=F("episode__returned_at")).exists()
    assert not Event.objects.filter(type="found", happened_at__gt=F("episode__returned_at")).exists()


def test_every_interview_that_was_held_is_written_up_under_the_key_of_its_event() -> None:
    held = Event.objects.filter(type="interview-held")

    assert set(Account.objects.values_list("key", "episode", "held_at")) == set(
        held.values_list("key", "episode", "happened_at")
    )
    assert not Account.objects.filter(in_the_childs_words="").exists()


def test_children_and_carers_do_not_all_say_the_same() -> None:
    said = Counter(Account.objects.values_list("in_the_childs_words", flat=True))
    circumstances = Counter(
        opening["told"]["circumstances"]
        for opening in Event.objects.filter(type="opened").values_list("content", flat=True)
    )

    assert len(said) > 0.8 * said.total()
    assert len(circumstances) > 0.8 * circumstances.total()


def test_no_sentence_is_left_unfilled() -> None:
    accounts = Account.objects.values_list("in_the_childs_words", "harm", "what_happened", "what_would_help")
    events = Event.objects.values_list("content", flat=True)

    assert not [words for words in strings_in([*events, *accounts]) if "{" in words]


def strings_in(value: Any) -> Iterator[str]:
    """Every text anywhere in a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from strings_in(list(value.values()))
    elif isinstance(value, list | tuple):
        for part in value:
            yield from strings_in(part)


def test_what_an_episode_taught_about_a_child_is_recorded_of_the_child() -> None:
    taught = Event.objects.filter(type="fact").annotate(child_id=F("episode__child_id")).order_by("happened_at")
    for event in taught:
        child = Child.objects.get(pk=event.child_id)
        assert {f"child.{name}" for name in child.facts} >= set(event.content["set"])


def test_people_hold_their_posts_and_teams_have_people() -> None:
    assert not Team.objects.filter(posts=None).exists()
    assert not Post.objects.filter(started_at__gt=NOW).exists()
