"""The wall in the database and the door in front of the pages say the same, of whom and of what chance will have it."""

import datetime as dt
import os
import random
from typing import Any

import pytest

from safereturn.access.decisions import Subject, context_of, decide
from safereturn.access.models import Involvement, Restriction
from safereturn.access.queries import visible_episode_ids
from safereturn.access.wall import seen_by
from safereturn.agencies.models import Agency, Person, Post, Team
from safereturn.agencies.roles import ROLES
from safereturn.episodes.actions import database_time
from tests.apps.partnership import LONG_AGO

from .test_wall import NOW, episodes, shown

pytestmark = pytest.mark.django_db


class World:
    """A few teams with posts of every kind, and episodes: tied, ended, restricted and opened by chance."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.episodes = episodes(12)
        agency = Agency.objects.create(name=f"Agency of {seed}", kind="council")
        named = [Team(agency=agency, name=f"Team {n} of {seed}", kind="social-care") for n in range(5)]
        self.teams = Team.objects.bulk_create(named)
        people = Person.objects.bulk_create(
            Person(email=f"{n}.of.{seed}@team.example", full_name=f"Person {n}") for n in range(24)
        )
        self.posts = Post.objects.bulk_create(
            Post(
                person=people[n % len(people)], team=self.chance.choice(self.teams), role=role, started_at=LONG_AGO,
                ended_at=NOW if self.chance.random() < 0.1 else None,
            )
            for n, role in enumerate([*ROLES, *ROLES])
        )  # fmt: skip
        Involvement.objects.bulk_create([self._tie() for _ in range(90)], ignore_conflicts=True)
        Restriction.objects.bulk_create(self._restriction() for _ in range(self.chance.randrange(12)))

    def _over(self) -> Any:
        """When something ended, or will: mostly it does not."""
        ends = database_time() + dt.timedelta(hours=self.chance.choice((-1, 1)))
        return ends if self.chance.random() < 0.4 else None

    def _tie(self) -> Involvement:
        kind = self.chance.choice(Involvement.Kind.values)
        post, episode = self.chance.choice(self.posts), self.chance.choice(self.episodes)
        of_one_post = kind in Involvement.BY_GLASS or self.chance.random() < 0.2
        return Involvement(
            team_id=post.team_id, post_id=post.pk if of_one_post else None, episode_id=episode.pk,
            child_id=episode.child_id, kind=kind, because="Chance", ends_at=self._over(),
        )  # fmt: skip

    def _restriction(self) -> Restriction:
        kind = self.chance.choice(
            ("excluded", "excluded", "named-only", "hidden-from", "location-hidden", "allegation")
        )
        return Restriction(
            child_id=self.chance.choice(self.episodes).child_id, kind=kind, because="Chance", ring="none",
            person_id=None if kind == "location-hidden" else self.chance.choice(self.posts).person_id,
            field_class="location" if kind == "hidden-from" else "", lifted_at=self._over() and NOW,
        )  # fmt: skip

    def allowed(self, post: Post) -> set[int]:
        """What the door lets through: whoever's post has ended is nobody."""
        subjects = [Subject(episode.pk, episode.child_id) for episode in self.episodes]
        context = context_of(post, subjects)
        asks = None if post.ended_at else post
        return {
            subject.episode_id
            for subject in subjects
            if decide(asks, "see-episode", subject, context=context).allowed and subject.episode_id is not None
        }


@pytest.mark.parametrize("seed", range(int(os.environ.get("WORLDS", "6"))))
def test_the_wall_and_the_lists_hold_what_the_door_lets_through(seed: int) -> None:
    world, cells, allowed = World(seed), 0, 0
    differences = []
    for post in world.posts:
        wanted = world.allowed(post)
        with seen_by(post):
            found = shown()
        if post.ended_at is None:
            listed = Involvement.objects.filter(episode_id__in=visible_episode_ids(post))
            found["lists"] = set(listed.values_list("episode_id", flat=True))
        differences += [(post.role, post.pk, where, got, wanted) for where, got in found.items() if got != wanted]
        cells += len(found) * len(world.episodes)
        allowed += len(wanted)
    assert differences == []
    assert cells > 2_500
    assert allowed > 20
