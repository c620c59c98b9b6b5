"""What the bare site shows: 2,000 duties of 40 teams."""

import datetime as dt

from django.contrib.auth import get_user_model

from .models import Child, Duty, Episode

TEAMS, DUTIES = 40, 2000


def load(now: dt.datetime) -> object:
    """Fill the tables of the bare site; the person who is signed in."""
    children = Child.objects.bulk_create(
        Child(given_name="Robin", family_name=f"Example {number}") for number in range(DUTIES)
    )
    episodes = Episode.objects.bulk_create(
        Episode(child=child, category=number % 3) for number, child in enumerate(children)
    )
    Duty.objects.bulk_create(
        Duty(
            episode=episode,
            child_id=episode.child_id,
            team_id=number % TEAMS,
            code=number % 12,
            is_open=True,
            due_at=now + dt.timedelta(hours=number % 200 - 40),
        )
        for number, episode in enumerate(episodes)
    )
    return get_user_model().objects.create(username="worker")
