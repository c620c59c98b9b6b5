"""What the demonstration tells of privacy: no page is empty, and nothing breaks the house's own rules."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator

import pytest
from django.db import DatabaseError, connection, transaction

from safereturn.access.flags import flags_to_review
from safereturn.access.models import BreakGlass, Involvement, Restriction
from safereturn.agencies.models import PeopleChange, Post
from safereturn.agencies.queries import demonstration_posts
from safereturn.audit.heads import kept_in
from safereturn.audit.models import View
from safereturn.audit.verification import faults
from safereturn.children.models import Child, Number
from safereturn.config import demonstration
from safereturn.config.demonstration.children import invented_children
from safereturn.config.demonstration.numbers import numbers_of
from safereturn.episodes.models import Episode
from safereturn.finding import asking
from safereturn.finding.queries import decided, waiting_pairs
from safereturn.keeping.models import SubjectRequest
from safereturn.keeping.queries import standing_holds
from safereturn.people.queries import changes_of, waiting
from safereturn.privacy import history, referee
from safereturn.privacy.limits import review_due
from safereturn.privacy.models import Alert, Review
from tests.conftest import owner

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 3, 29, 2, 15, 33, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.fixture(scope="module", autouse=True)
def loaded(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[None]:
    """Ten weeks, loaded once for all the tests of this file, which only look."""
    with django_db_blocker.unblock(), transaction.atomic():  # type: ignore[attr-defined]
        with owner(connection):
            demonstration.load(now=NOW, days=70)
        yield
        transaction.set_rollback(True)


def offered(role: str, team: str = "") -> Post:
    return next(post for post in demonstration_posts(NOW) if post.role == role and post.team.name.startswith(team))


def test_a_referee_finds_alerts_that_wait_and_answers_of_their_own() -> None:
    of_the_police = offered("privacy-referee", "Information")
    alerts = referee.waiting(of_the_police)["alert"]

    assert alerts
    assert any(referee.ANSWERED_WITHIN.after(alert.at) < NOW for alert in alerts), "one is overdue"
    assert referee.answered(of_the_police)


def test_another_referee_finds_alerts_too_and_each_answers_for_their_own_people_alone() -> None:
    assert referee.waiting(offered("privacy-referee", "City"))["alert"]
    for review in Review.objects.select_related("alert", "sampled__view", "glass"):
        of = review.alert or review.glass or (review.sampled and review.sampled.view)
        by = Post.objects.select_related("team").get(pk=review.post_id)
        assert of is not None
        assert referee.desks().may_answer(by, person_id=of.person_id, team_id=Post.objects.get(pk=of.post_id).team_id)


def test_the_rules_ask_about_a_name_many_children_a_night_and_the_same_child() -> None:
    rules = set(Alert.objects.values_list("rule", flat=True))

    assert rules >= {"same-name", "far-more", "one-after-another", "at-night", "again-and-again"}
    assert "not-involved" not in rules, "nobody opened what their team was not tied to"


def test_most_of_what_was_asked_is_answered_with_more_than_one_outcome_and_in_time() -> None:
    asked = Alert.objects.count()
    answered = Alert.objects.exclude(reviews=None)

    assert asked / 2 < answered.count() < asked
    assert len(set(Review.objects.values_list("outcome", flat=True))) >= 2
    assert all(
        review.recorded_at <= referee.ANSWERED_WITHIN.after(review.alert.at)
        for review in Review.objects.exclude(alert=None).select_related("alert")
        if review.alert
    )


def test_two_were_opened_in_an_emergency_one_with_a_second_persons_yes_and_both_were_answered_in_time() -> None:
    glass = list(BreakGlass.objects.select_related("authorisation").order_by("is_risk_to_life"))

    assert [one.is_risk_to_life for one in glass] == [False, True]
    assert glass[0].authorisation.is_given
    assert glass[0].authorisation.person_id != glass[0].person_id
    assert all(one.reviews.get().recorded_at <= review_due(one) for one in glass)
    assert not Involvement.objects.filter(kind__in=Involvement.BY_GLASS, ends_at__gt=NOW).exists(), "none is open now"


def test_the_published_counts_are_not_all_nothing() -> None:
    quarters = referee.published(NOW)

    assert quarters[0]["views"] > 100
    assert quarters[0]["alerts"]
    assert sum(quarter["sampled"] for quarter in quarters)


def test_whoever_signs_in_with_one_press_may_find_what_they_looked_at_themselves() -> None:
    for role in ("call-taker", "social-worker", "team-manager", "investigating-officer", "residential-worker"):
        assert history.own_views(offered(role)), role


def test_each_view_was_through_a_tie_that_stood_and_shows_no_more_than_the_post_sees() -> None:
    for view in View.objects.filter(page="episode"):
        team = Post.objects.get(pk=view.post_id).team_id
        stood = [
            tie
            for tie in Involvement.objects.filter(episode_id=view.episode_id, team_id=team, began_at__lte=view.at)
            if (tie.ends_at is None or view.at < tie.ends_at) and tie.post_id in (None, view.post_id)
        ]
        assert view.because in {tie.because for tie in stood}
        assert "identity" in view.classes


def test_there_is_a_flag_of_each_kind_and_one_is_due_to_be_asked_about() -> None:
    flags = Counter(Restriction.objects.values_list("kind", flat=True))

    assert set(flags) == set(Restriction.Kind.values)
    assert flags_to_review(offered("team-manager", "City"), NOW.date())
    assert all(flag.review_on and flag.set_at.date() < flag.review_on for flag in Restriction.objects.all())


def test_a_child_kept_for_named_people_is_back_and_closed_and_they_are_of_the_police_and_of_social_care() -> None:
    flags = Restriction.objects.filter(kind="named-only")
    named = Post.objects.filter(person_id__in=flags.values("person_id"))

    assert set(named.values_list("team__agency__kind", flat=True)) == {"police", "council"}
    assert not Episode.objects.filter(child_id__in=flags.values("child_id"), closed_at=None).exists()


def test_whoever_is_kept_out_for_being_a_relative_bears_the_name_and_had_been_asked_about() -> None:
    flag = Restriction.objects.get(kind="excluded")
    person = Post.objects.get(person_id=flag.person_id).person

    assert person.full_name.split()[-1] == Child.objects.get(pk=flag.child_id).family_name
    assert Alert.objects.get(rule="same-name", person_id=person.pk, child_id=flag.child_id).reviews.exists()
    assert not View.objects.filter(person_id=person.pk, child_id=flag.child_id, at__gt=flag.set_at).exists()


def test_a_record_is_held_and_of_two_children_who_asked_for_theirs_one_has_it() -> None:
    asked = SubjectRequest.objects.select_related("file").order_by("received_on")

    assert standing_holds(by=offered("privacy-referee", "City"))
    assert [hasattr(request, "file") for request in asked] == [True, False]


def test_no_two_children_have_a_number_that_is_one_persons_own() -> None:
    children = invented_children(seed="Safe Return", now=NOW)
    own = Counter((one.kind, one.number) for child in children for one in numbers_of(child, Child()))

    assert [number for (kind, number), times in own.items() if times > 1 and kind != Number.Kind.TELEPHONE] == []


def test_of_two_pairs_of_records_that_may_be_of_one_child_one_waits_and_one_is_decided() -> None:
    judge = offered("oversight-officer")

    assert [verdict.is_one_child for verdict in decided(judge)] == [False]
    assert "mistyped" in waiting_pairs(judge)[0].because or "exchanged" in waiting_pairs(judge)[0].because


def test_somebody_waits_for_city_social_care_to_let_them_in_and_somebody_was_answered() -> None:
    manager = offered("team-manager", "City")
    asked = asking.waiting(manager)

    assert asked.count() == 1
    assert asking.Asking.objects.exclude(answer=None).count() == 1


@pytest.mark.parametrize("team", ["Information", "City", "County"])
def test_an_administrator_finds_who_joined_moved_and_left_in_the_order_in_which_it_was(team: str) -> None:
    administrator = offered("agency-administrator", team)
    changes = list(changes_of(administrator.agency_id).order_by("id"))
    what = {change.what for change in changes}

    assert what >= {"provisioned", "post-began", "post-ended", "post-certified", "closed", "post-asked"}
    assert [change.recorded_at for change in changes] == sorted(change.recorded_at for change in changes)
    assert all(change.recorded_at < NOW for change in changes)
    assert waiting(administrator.agency_id).count() == 1
    for opened in PeopleChange.objects.filter(what="provisioned"):
        assert not Post.objects.filter(person=opened.person, started_at__lt=opened.recorded_at).exists()


def test_every_sealed_chain_is_whole_and_the_logs_refuse_a_time_of_ones_own_again() -> None:
    assert not list(faults(kept_in([])))
    with pytest.raises(DatabaseError, match="the time of the database alone"), transaction.atomic():
        Alert.objects.create(
            rule="at-night", person_id=1, post_id=1, agency_id=1, week=NOW, because="", at=NOW, found_at=NOW
        )
