"""Where a child is: recorded with what happened, and read by few."""

import pytest

from safereturn.agencies.models import Post, Team
from safereturn.duties.models import Duty
from safereturn.episodes.actions import Happening
from safereturn.episodes.models import Episode, Event
from tests.apps.partnership import a_post

from .conftest import ago, signed_in
from .test_sensible_answers import an_episode, sent, typed

pytestmark = pytest.mark.django_db
FLAT = "Flat 3, Fallow Street"
GRADED = Happening("categorised", ago(8), {"category": "medium"})


def officer_of(teams: dict[str, Team]) -> Post:
    return a_post(teams["Control room"], "police-officer")


def page(post: Post, episode: Episode) -> str:
    answer = signed_in(post).get(f"/episodes/{episode.pk}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_police_and_social_care_read_where_a_child_was_found_and_the_home_does_not(
    teams: dict[str, Team], carer: Post
) -> None:
    episode, officer = an_episode(carer, GRADED), officer_of(teams)
    assert (
        sent(signed_in(officer), episode, "located", confirmed_by="police", place="The bus station", **typed(3)) == ""
    )
    assert sent(signed_in(officer), episode, "found", place=FLAT, **typed(2)) == ""
    worker = a_post(teams["City social care"], "social-worker")
    for reader in (officer, worker):
        assert FLAT in page(reader, episode)
        assert "The bus station" in page(reader, episode)
    assert FLAT not in page(carer, episode)
    assert "Found" in page(carer, episode)


def test_whoever_says_where_reads_it_whatever_their_part(carer: Post) -> None:
    episode = an_episode(carer, GRADED)
    assert sent(signed_in(carer), episode, "returned", to="other-safe-place", place="At her aunt’s", **typed(1)) == ""
    assert "At another safe place: At her aunt’s" in page(carer, episode)


@pytest.mark.parametrize("place", ["", "  ", FLAT])
def test_the_duties_are_the_same_wherever_it_is(place: str, teams: dict[str, Team], carer: Post) -> None:
    episode = an_episode(carer, GRADED)
    assert sent(signed_in(officer_of(teams)), episode, "found", place=place, **typed(2)) == ""
    found = Event.objects.get(episode=episode, type="found")
    assert found.content == ({"place": FLAT} if place.strip() else {})
    other = an_episode(carer, GRADED, Happening("found", ago(2), {}))
    assert duties(episode) == duties(other)


def duties(episode: Episode) -> set[tuple[str, str]]:
    return {(duty.protocol_id, duty.status) for duty in Duty.objects.filter(episode=episode)}


def test_a_place_that_is_too_long_is_refused_and_nothing_is_lost(teams: dict[str, Team], carer: Post) -> None:
    episode = an_episode(carer, GRADED)
    answer = sent(signed_in(officer_of(teams)), episode, "found", place="x" * 201, **typed(2))
    assert "x" * 201 in answer
    assert not Event.objects.filter(episode=episode, type="found").exists()
