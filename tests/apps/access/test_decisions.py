"""The door: what objects first decides, deny wins, and what is unknown is denied."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, transaction

from safereturn.access.actions import Tie, as_rows
from safereturn.access.decisions import Decision, Outcome, Subject, context_of, decide, may_by_role
from safereturn.access.models import Involvement, Restriction
from safereturn.access.queries import visible_episode_ids
from safereturn.agencies.models import Post
from safereturn.episodes.actions import database_time

from .people import CHILD, EPISODE, a_post, involve, restricted, tied

pytestmark = pytest.mark.django_db
IT = Subject(EPISODE)


def on_the_lists_of(post: Post) -> set[int]:
    """The episodes that any list holds for a post."""
    tied_to = Involvement.objects.filter(episode_id__in=visible_episode_ids(post))
    return set(tied_to.values_list("episode_id", flat=True))


def test_a_team_that_is_tied_to_the_episode_sees_it_and_is_told_why() -> None:
    decision = decide(tied(a_post(), "owes"), "see-episode", IT)
    assert decision.allowed
    assert decision.because == "Tied by owes"


def test_a_team_that_is_not_tied_to_the_episode_sees_nothing_of_it() -> None:
    tied(a_post(), "owes")
    assert decide(a_post(), "see-episode", IT).outcome is Outcome.DENY


def test_a_tie_to_another_episode_of_the_same_child_is_none_to_this_one() -> None:
    post = tied(a_post(), "owes", episode_id=EPISODE + 1)
    assert not decide(post, "see-episode", IT).allowed
    assert not decide(post, "see-episode", Subject(EPISODE, CHILD)).allowed


def test_a_child_is_seen_by_whoever_is_tied_to_one_of_their_episodes() -> None:
    post = tied(a_post(), "owes")
    assert decide(post, "see-episode", Subject(child_id=CHILD)).allowed
    assert not decide(post, "see-episode", Subject(child_id=CHILD + 1)).allowed


def test_what_is_unknown_is_denied() -> None:
    post = tied(a_post(), "owes")
    assert not decide(None, "see-episode", IT).allowed
    assert not decide(post, "read-everything", IT).allowed
    assert not decide(post, "see-episode").allowed
    assert decide(post, "see-episode", IT, field_class="no such class").outcome is Outcome.MASK
    assert not may_by_role(post, "read-everything")


def test_a_tie_made_for_one_post_is_no_tie_of_its_colleagues() -> None:
    post = a_post()
    colleague = a_post(team=post.team)
    ties = [Tie(post.team_id, "allocated", "Allocated", post_id=post.pk)]
    involve(episode_id=EPISODE, child_id=CHILD, ties=ties)
    assert decide(post, "see-episode", IT).allowed
    assert not decide(colleague, "see-episode", IT).allowed


def test_a_class_of_fields_that_the_role_does_not_see_is_masked() -> None:
    carer = tied(a_post("residential-worker"), "placement")
    assert decide(carer, "see-episode", IT, field_class="identity").allowed
    for hidden in ("location", "allegation", "childs-account"):
        assert decide(carer, "see-episode", IT, field_class=hidden).outcome is Outcome.MASK


def test_two_ties_add_up() -> None:
    officer = tied(a_post("oversight-officer"), "told")
    assert decide(officer, "see-episode", IT, field_class="childs-account").outcome is Outcome.MASK
    tied(officer, "police")
    assert decide(officer, "see-episode", IT, field_class="childs-account").allowed


def test_the_control_room_can_break_the_glass_where_a_home_cannot() -> None:
    assert decide(a_post("call-taker"), "see-episode", IT).outcome is Outcome.BREAK_GLASS
    assert decide(a_post("call-taker"), "decide-category", IT).outcome is Outcome.DENY
    assert decide(a_post("residential-worker"), "see-episode", IT).outcome is Outcome.DENY


def test_a_tie_that_shows_a_post_nothing_bars_it_from_no_emergency() -> None:
    """Every address answered as for no child to a call taker whose team was tied in a way that gives them nothing."""
    officer = tied(a_post("call-taker"), "manager")
    assert decide(officer, "see-episode", IT).outcome is Outcome.BREAK_GLASS
    assert decide(officer, "decide-category", IT).outcome is Outcome.DENY


def test_an_excluded_person_sees_nothing_whatever_their_tie_and_is_told_whom_to_ring() -> None:
    post = tied(a_post("call-taker"), "police")
    restricted("excluded", to=post)
    assert decide(post, "see-episode", IT) == Decision(
        Outcome.DENY, "This person may not see the child.", "the head of service, 01632 960801"
    )


def test_an_excluded_person_cannot_break_the_glass() -> None:
    tied(a_post(), "owes")
    officer = a_post("call-taker")
    restricted("excluded", to=officer)
    assert decide(officer, "see-episode", IT).outcome is Outcome.DENY


def test_a_child_kept_for_named_people_is_seen_by_them_alone() -> None:
    named, other = tied(a_post(), "owes"), tied(a_post(), "owes")
    restricted("named-only", to=named)
    assert decide(named, "see-episode", IT).allowed
    assert not decide(other, "see-episode", IT).allowed


def test_a_child_kept_for_named_people_is_seen_by_nobody_while_none_is_named() -> None:
    post = tied(a_post(), "owes")
    restricted("named-only")
    assert not decide(post, "see-episode", IT).allowed


def test_being_named_is_no_tie() -> None:
    tied(a_post(), "owes")
    named = a_post()
    restricted("named-only", to=named)
    assert not decide(named, "see-episode", IT).allowed


def test_exclusion_beats_being_named() -> None:
    post = tied(a_post(), "owes")
    restricted("named-only", to=post)
    restricted("excluded", to=post)
    assert not decide(post, "see-episode", IT).allowed


def test_what_is_hidden_from_a_person_is_masked_for_them_alone() -> None:
    one, other = tied(a_post(), "owes"), tied(a_post(), "owes")
    restricted("hidden-from", to=one, field_class="location")
    assert decide(one, "see-episode", IT, field_class="location").outcome is Outcome.MASK
    assert "location" not in decide(one, "see-episode", IT).sees
    assert decide(other, "see-episode", IT, field_class="location").allowed


def test_a_restriction_that_was_lifted_objects_to_nothing() -> None:
    from django.db.models.functions import Now

    post = tied(a_post(), "owes")
    restriction = restricted("excluded", to=post)
    restriction.lifted_at = Now()
    restriction.save()
    assert decide(post, "see-episode", IT).allowed


@pytest.mark.parametrize(("is_restricted", "queries"), [(False, 1), (True, 2)])
def test_deciding_about_fifty_episodes_takes_one_query_and_another_where_a_child_is_restricted(
    is_restricted: bool, queries: int, django_assert_num_queries: Callable[[int], Any]
) -> None:
    post = a_post()
    for episode in range(50):
        tied(post, "owes", episode_id=episode, child_id=CHILD + episode)
    subjects = [Subject(episode, CHILD + episode) for episode in range(50)]
    if is_restricted:
        restricted("excluded", to=post)
    with django_assert_num_queries(queries):
        context = context_of(post, subjects)
        allowed = [decide(post, "see-episode", subject, context=context).allowed for subject in subjects]
    assert allowed == [not is_restricted or subject.child_id != CHILD for subject in subjects]


@pytest.mark.parametrize("kind", ["excluded", "hidden-from", "allegation"])
def test_what_is_kept_from_others_alone_takes_the_door_no_query_more(
    kind: str, django_assert_num_queries: Callable[[int], Any]
) -> None:
    """Else how long a page takes would tell that there is a flag."""
    post = tied(a_post(), "owes")
    restricted(kind, to=a_post(), field_class="notes" if kind == "hidden-from" else "")
    with django_assert_num_queries(1):
        assert decide(post, "see-episode", IT).allowed


def test_a_list_holds_exactly_what_the_door_would_let_through(django_assert_num_queries: Callable[[int], Any]) -> None:
    post, stranger = a_post("residential-worker"), a_post()
    for episode, kind in enumerate(("placement", "told", "owes", "notified", "police", "front-door"), start=1):
        tied(post, kind, episode_id=episode, child_id=CHILD if episode == 2 else 200 + episode)
    tied(stranger, "owes", episode_id=99, child_id=299)
    restricted("excluded", to=post)
    with django_assert_num_queries(1):
        listed = on_the_lists_of(post)
    assert listed == {1, 3, 4}
    assert listed == {
        episode for episode in (*range(1, 7), 99) if decide(post, "see-episode", Subject(episode)).allowed
    }


def test_a_child_kept_for_named_people_is_on_the_lists_of_the_named_alone() -> None:
    named, other = tied(a_post(), "owes"), tied(a_post(), "owes")
    restricted("named-only", to=named)
    assert on_the_lists_of(named) == {EPISODE}
    assert on_the_lists_of(other) == set()


def test_a_glass_broken_for_one_episode_of_a_child_kept_for_others_puts_no_other_on_the_lists() -> None:
    officer = tied(a_post("police-officer"), "police", episode_id=EPISODE + 1)
    restricted("named-only", to=tied(a_post(), "owes"))
    hour = database_time() + dt.timedelta(hours=1)
    for kind in ("glass", "glass-named-only"):
        (row,) = as_rows(EPISODE, CHILD, [Tie(officer.team_id, kind, "An emergency", officer.pk)], until=hour)
        row.save()
    assert decide(officer, "see-episode", IT).allowed
    assert not decide(officer, "see-episode", Subject(EPISODE + 1)).allowed
    assert on_the_lists_of(officer) == {EPISODE}


@pytest.mark.parametrize("shown_everywhere", ["existence", "identity", "duties"])
def test_what_every_page_shows_is_not_hidden_alone_but_the_person_is_excluded(shown_everywhere: str) -> None:
    with pytest.raises(IntegrityError, match="not_hidden_alone"), transaction.atomic():
        restricted("hidden-from", to=a_post(), field_class=shown_everywhere)


def test_the_service_cannot_forget_who_was_involved_or_kept_out() -> None:
    restricted("excluded", to=tied(a_post(), "owes"))
    for kept in (Involvement, Restriction):
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            kept.objects.all().delete()
