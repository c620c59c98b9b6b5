"""Who may not see a child, or what of it: set with a reason, by those who answer; lifted by a second person."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from safereturn.access.actions import Tie
from safereturn.access.decisions import Subject, decide
from safereturn.access.flags import lift_flag, set_flag
from safereturn.access.models import Restriction
from safereturn.agencies.models import Post, Team
from safereturn.audit.models import View
from safereturn.children.models import Child
from safereturn.episodes.actions import Happening, open_episode
from safereturn.episodes.models import Episode
from safereturn.protocol.periods import in_london
from tests.apps.access import people
from tests.apps.access.people import involve
from tests.apps.partnership import a_child, a_partnership, a_post

from .test_referee import signed_in, words_of

pytestmark = pytest.mark.django_db
EPISODE = 71
TODAY = in_london(dt.datetime.now(dt.UTC)).date()
NOW = dt.datetime.now(dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def teams() -> dict[str, Team]:
    return a_partnership()


@pytest.fixture
def child(teams: dict[str, Team]) -> Child:
    return a_child(teams["Alder House"])


@pytest.fixture
def manager(teams: dict[str, Team], child: Child) -> Post:
    return tied(a_post(teams["City social care"], "team-manager"), child, "manager")


@pytest.fixture
def worker(teams: dict[str, Team], child: Child) -> Post:
    return tied(a_post(teams["City social care"], "social-worker"), child, "allocated")


def tied(post: Post, child: Child, kind: str) -> Post:
    involve(episode_id=EPISODE, child_id=child.pk, ties=[Tie(post.team_id, kind, "Tied")])
    return post


def sent(kind: str, person: Post | None = None, review_on: dt.date = TODAY + 30 * DAY, **other: str) -> dict[str, Any]:
    return {
        "kind": kind, "email": person.person.email if person else "", "because": "A cousin",
        "ring": "the head of service",
        "review_on_day": review_on.day, "review_on_month": review_on.month, "review_on_year": review_on.year,
        "key": str(uuid.uuid4()), **other,
    }  # fmt: skip


def a_colleague(manager: Post) -> Post:
    """Another manager of the same team, who signs in without a second proof."""
    second = people.a_post("team-manager", manager.team)
    second.person.in_demonstration = True
    second.person.save()
    return second


def sees(post: Post, child: Child) -> frozenset[str]:
    return decide(post, "see-episode", Subject(EPISODE, child.pk)).sees


def page(child: Child) -> str:
    return f"/children/{child.pk}/flags/"


def flagged(child: Child, kind: str, *, by: Post, on: Post | None = None, **other: Any) -> Restriction:
    usual = {"because": "A cousin", "ring": "the head of service", "review_on": TODAY + 30 * DAY}
    return set_flag(child_id=child.pk, kind=kind, person_id=on.person_id if on else None, by=by, **{**usual, **other})


# Setting.


def test_a_manager_keeps_a_person_out_and_it_holds_at_once(child: Child, manager: Post, worker: Post) -> None:
    assert sees(worker, child)
    client = signed_in(manager)
    answer = client.post(page(child), sent("excluded", worker), follow=True)
    assert "It holds from now on." in words_of(answer)
    assert not sees(worker, child)
    flag = Restriction.objects.get()
    assert (flag.because, flag.ring, flag.set_by, flag.review_on) == (
        "A cousin", "the head of service", str(manager), TODAY + 30 * DAY,
    )  # fmt: skip
    assert View.objects.filter(page="flags", child_id=child.pk).exists()


def test_the_same_flag_twice_stands_once(child: Child, manager: Post, worker: Post) -> None:
    client = signed_in(manager)
    for _ in range(2):
        client.post(page(child), sent("excluded", worker))
    assert Restriction.objects.count() == 1


@pytest.mark.parametrize(
    ("other", "says"),
    [
        ({"kind": "excluded", "email": ""}, "Enter the email address of the person"),
        ({"kind": "excluded", "email": "nobody@example.example"}, "Nobody signs in with nobody@example.example"),
        ({"kind": "hidden-from"}, "Choose what is hidden"),
        ({"because": ""}, "There is a problem"),
        ({"review_on_year": TODAY.year - 1}, "Enter a day after today, and within a year"),
        ({"review_on_year": TODAY.year + 2}, "Enter a day after today, and within a year"),
    ],
)
def test_what_is_missing_or_cannot_be_is_refused(
    other: dict[str, Any], says: str, child: Child, manager: Post, worker: Post
) -> None:
    answer = signed_in(manager).post(page(child), {**sent("excluded", worker), **other})
    assert says in words_of(answer)
    assert not Restriction.objects.exists()


@pytest.mark.parametrize(
    ("team", "role", "tie", "may"),
    [
        ("Control room", "duty-inspector", "police", True),
        ("City child protection", "child-protection-manager", "notified", True),
        ("City social care", "social-worker", "allocated", False),
        ("Control room", "police-officer", "police", False),
        ("Alder House", "home-manager", "placement", False),
        ("County social care", "team-manager", "", False),
    ],
)
def test_only_those_who_answer_for_the_child_set_flags(
    team: str, role: str, tie: str, may: bool, teams: dict[str, Team], child: Child
) -> None:
    post = a_post(teams[team], role)
    if tie:
        tied(post, child, tie)
    client = signed_in(post)
    assert client.get(page(child)).status_code == (200 if may else 404)
    assert (client.post(page(child), sent("location-hidden")).status_code == 302) == may
    assert Restriction.objects.exists() == may


# What each flag does.


def test_hidden_places_are_shown_to_police_and_holders_of_the_case_and_to_nobody_else(
    child: Child, manager: Post, worker: Post, teams: dict[str, Team]
) -> None:
    officer = tied(a_post(teams["Control room"], "police-officer"), child, "police")
    reporter = tied(people.a_post("police-officer", teams["Investigators"]), child, "told")
    owing = tied(people.a_post("mat-worker", teams["County early help"]), child, "owes")
    assert all("location" in sees(post, child) for post in (officer, reporter, owing, worker, manager))
    flagged(child, "location-hidden", by=manager)
    assert [("location" in sees(post, child)) for post in (officer, reporter, owing, worker, manager)] == [
        True, False, False, True, True,
    ]  # fmt: skip


def test_an_allegation_is_hidden_from_whoever_it_is_about_and_from_their_teams(
    child: Child, manager: Post, worker: Post, teams: dict[str, Team]
) -> None:
    accused = tied(people.a_post("mat-worker", teams["City early help"]), child, "owes")
    colleague = people.a_post("lead-worker", teams["City early help"])
    told = {"allegation", "notes", "childs-account"}
    assert all(told <= sees(post, child) for post in (accused, colleague, worker))
    signed_in(manager).post(page(child), sent("allegation", accused))
    assert not told & sees(accused, child)
    assert not told & sees(colleague, child)
    assert told <= sees(worker, child)
    assert {"identity", "duties"} <= sees(colleague, child)


def test_every_page_of_a_child_says_whom_to_ring_before_anybody_speaks_with_the_parents(
    child: Child, manager: Post, worker: Post
) -> None:
    warning = (
        "Do not ring, write to or visit the child’s parents, and tell them nothing, before you ring the duty lead."
    )
    before = words_of(signed_in(manager).get(page(child)))
    signed_in(manager).post(page(child), sent("no-parent-contact", ring="the duty lead"))
    assert warning not in before
    assert warning in words_of(signed_in(manager).get(page(child)))
    assert decide(worker, "see-episode", Subject(EPISODE, child.pk)).cautions == (warning,)


def test_whoever_sees_a_kept_child_reads_that_the_police_may_not_and_whom_to_ring(
    child: Child, manager: Post, worker: Post
) -> None:
    flagged(child, "named-only", by=manager, on=worker)
    told = decide(worker, "see-episode", Subject(EPISODE, child.pk)).cautions
    assert ["ring 101" in caution for caution in told] == [True]
    assert decide(manager, "see-episode", Subject(EPISODE, child.pk)).cautions == ()


def test_a_lifted_caution_is_told_no_more_and_hides_nothing_while_it_stands(
    child: Child, manager: Post, worker: Post
) -> None:
    seen = sees(worker, child)
    flag = flagged(child, "no-parent-contact", by=worker)
    assert sees(worker, child) == seen
    lift_flag(flag_id=flag.pk, because="Agreed with the mother", by=manager)
    assert decide(worker, "see-episode", Subject(EPISODE, child.pk)).cautions == ()


def test_whoever_sees_a_hidden_place_is_told_that_it_is_one_and_others_are_not(
    child: Child, manager: Post, worker: Post, teams: dict[str, Team]
) -> None:
    owing = tied(people.a_post("mat-worker", teams["County early help"]), child, "owes")
    flagged(child, "location-hidden", by=manager)
    cautions = [decide(post, "see-episode", Subject(EPISODE, child.pk)).cautions for post in (worker, owing)]
    assert [len(told) for told in cautions] == [1, 0]
    assert "stays secret" in cautions[0][0]


def test_one_class_is_hidden_from_one_person(child: Child, manager: Post, worker: Post) -> None:
    signed_in(manager).post(page(child), sent("hidden-from", worker, field_class="health"))
    signed_in(manager).post(page(child), sent("hidden-from", worker, field_class="social-care"))
    assert "social-care" not in sees(worker, child)
    assert "social-care" in sees(manager, child)


def test_whoever_keeps_the_flags_of_a_child_kept_for_others_sees_the_flags_and_not_the_child(
    child: Child, manager: Post, worker: Post
) -> None:
    flagged(child, "named-only", by=manager, on=worker)
    assert not decide(manager, "see-episode", Subject(EPISODE, child.pk)).allowed
    text = words_of(signed_in(manager).get(page(child)))
    assert "Only the people named may see the child" in text
    assert "Robin" not in text


def test_whoever_is_excluded_keeps_no_flags_of_the_child(child: Child, manager: Post, worker: Post) -> None:
    flagged(child, "excluded", by=worker, on=manager)
    assert signed_in(manager).get(page(child)).status_code == 404


# Kept for people who are named, while the child is gone.


@pytest.fixture
def gone(child: Child, teams: dict[str, Team], manager: Post, worker: Post) -> Episode:
    """The child is missing: the control room polices the episode, and the worker's team holds the case."""
    episode = open_episode(
        child=child, kind="missing", facts=child.facts, about={"last_seen": (NOW - HOUR).isoformat()}, told={},
        happenings=[Happening("reported", NOW, {"by": "carer"})], key=uuid.uuid4(), now=NOW,
        by=people.a_post("residential-worker", teams["Alder House"]),
    )  # fmt: skip
    tie = Tie(manager.team_id, "manager", "Answers for the case")
    involve(episode_id=episode.pk, child_id=child.pk, ties=[tie])
    return episode


@pytest.fixture
def inspector(teams: dict[str, Team]) -> Post:
    return a_post(teams["Control room"], "duty-inspector")


def named(*posts: Post) -> dict[str, Any]:
    return sent("named-only", email="\n".join(post.person.email for post in posts))


def test_a_child_who_is_gone_is_never_kept_from_the_police(
    child: Child, gone: Episode, manager: Post, worker: Post, teams: dict[str, Team], inspector: Post
) -> None:
    client = signed_in(manager)
    words = words_of(client.post(page(child), named(worker)))
    assert "the police must go on seeing this child. Name somebody of Control room or Investigators too" in words
    assert worker.person.email in words
    assert not Restriction.objects.exists()
    assert decide(inspector, "see-episode", Subject(gone.pk, child.pk)).allowed


@pytest.mark.parametrize(
    ("team", "role"), [("Control room", "privacy-referee"), ("Oversight team", "oversight-officer")]
)
def test_somebody_of_the_police_who_does_not_look_for_the_child_is_not_enough(
    child: Child, gone: Episode, manager: Post, worker: Post, teams: dict[str, Team], team: str, role: str
) -> None:
    words = words_of(signed_in(manager).post(page(child), named(worker, people.a_post(role, teams[team]))))
    assert "the police must go on seeing this child" in words


def test_nor_is_somebody_of_the_police_who_may_not_see_the_child_at_all(
    child: Child, gone: Episode, manager: Post, worker: Post, inspector: Post
) -> None:
    flagged(child, "excluded", by=manager, on=inspector)
    assert "the police must" in words_of(signed_in(manager).post(page(child), named(worker, inspector)))


def test_a_child_who_is_gone_is_never_kept_from_whoever_holds_the_case(
    child: Child, gone: Episode, inspector: Post, worker: Post
) -> None:
    client = signed_in(inspector)
    words = words_of(client.post(page(child), named(inspector)))
    assert "whoever holds the case must go on seeing this child. Name somebody of City social care too" in words
    assert not Restriction.objects.exists()


def test_with_both_named_it_holds_and_says_who_sees_the_child_now(
    child: Child, gone: Episode, manager: Post, worker: Post, inspector: Post, teams: dict[str, Team]
) -> None:
    outsider = people.a_post("social-worker", teams["County social care"])
    answer = signed_in(manager).post(page(child), named(worker, inspector, outsider), follow=True)
    words = words_of(answer)
    assert f"It holds from now on. Who sees this child now: {inspector}; {worker}." in words
    assert f"sees nothing until their team is involved: {outsider.person.full_name}." in words
    assert "sees this page, and not the child" in words
    may = [decide(post, "see-episode", Subject(gone.pk, child.pk)).allowed for post in (worker, inspector, manager)]
    assert may == [True, True, False]


def test_the_form_says_what_keeping_a_child_does_before_anybody_sets_it(child: Child, manager: Post) -> None:
    assert "Everybody else stops seeing this child at once" in words_of(signed_in(manager).get(page(child)))


def test_who_was_named_before_counts(
    child: Child, gone: Episode, manager: Post, worker: Post, inspector: Post, teams: dict[str, Team]
) -> None:
    client = signed_in(manager)
    client.post(page(child), named(worker, inspector))
    second = people.a_post("social-worker", teams["City social care"])
    client.post(page(child), named(second))
    assert decide(second, "see-episode", Subject(gone.pk, child.pk)).allowed


def test_nobody_lifts_the_last_of_the_police_while_the_child_stays_kept(
    child: Child, gone: Episode, manager: Post, worker: Post, inspector: Post, teams: dict[str, Team]
) -> None:
    signed_in(manager).post(page(child), named(worker, inspector))
    client = signed_in(a_colleague(manager))
    of_police = Restriction.objects.get(person_id=inspector.person_id)
    lifting = {"because": "Off duty", "key": str(uuid.uuid4())}
    assert "the police must go on seeing" in words_of(client.post(f"{page(child)}{of_police.pk}/lift/", lifting))
    assert decide(inspector, "see-episode", Subject(gone.pk, child.pk)).allowed


def test_where_the_last_of_the_police_is_kept_out_after_all_the_page_says_so(
    child: Child, gone: Episode, manager: Post, worker: Post, inspector: Post
) -> None:
    client = signed_in(manager)
    client.post(page(child), named(worker, inspector))
    assert "the police must go on seeing" not in words_of(client.get(page(child)))
    client.post(page(child), sent("excluded", inspector))
    words = words_of(client.get(page(child)))
    assert f"Who sees this child now: {worker}." in words
    assert "the police must go on seeing this child. Name somebody of Control room or Investigators too." in words


def test_once_the_episode_is_closed_a_child_may_be_kept_for_one_person(
    child: Child, gone: Episode, manager: Post, worker: Post
) -> None:
    Episode.objects.filter(pk=gone.pk).update(closed_at=NOW)
    signed_in(manager).post(page(child), named(worker))
    assert Restriction.objects.get().person_id == worker.person_id


# Lifting, and reviewing.


def test_a_second_person_lifts_with_a_reason_and_it_stays_to_be_read(
    child: Child, manager: Post, worker: Post, teams: dict[str, Team]
) -> None:
    flag = flagged(child, "excluded", by=manager, on=worker)
    address = f"{page(child)}{flag.pk}/lift/"
    assert "a second person must lift it" in words_of(signed_in(manager).get(page(child)))
    assert signed_in(manager).post(address, {"because": "Moved", "key": str(uuid.uuid4())}).status_code == 404
    second = a_colleague(manager)
    client: Client = signed_in(second)
    assert "There is a problem" in words_of(client.post(address, {"key": str(uuid.uuid4())}))
    text = words_of(client.post(address, {"because": "Moved away", "key": str(uuid.uuid4())}, follow=True))
    assert f"Lifted by {second} on" in text
    assert "Moved away" in text
    assert sees(worker, child)
    assert client.get(address).status_code == 404


def test_nobody_lifts_their_own_not_even_past_the_page(child: Child, manager: Post, worker: Post) -> None:
    flag = flagged(child, "excluded", by=manager, on=worker)
    with pytest.raises(ValueError, match="second person"):
        lift_flag(flag_id=flag.pk, because="Mine", by=manager)
    with pytest.raises(IntegrityError, match="a_second_person_lifts"), transaction.atomic():
        Restriction.objects.update(lifted_by_person_id=manager.person_id)


def test_a_flag_whose_review_date_has_come_waits_on_the_page_of_whoever_set_it(
    child: Child, manager: Post, worker: Post
) -> None:
    flagged(child, "excluded", by=manager, on=worker, review_on=TODAY)
    assert "ask whether they still hold" in words_of(signed_in(manager).get("/views/"))
    assert "ask whether they still hold" not in words_of(signed_in(worker).get("/views/"))
    assert "Review due" in words_of(signed_in(manager).get(page(child)))
