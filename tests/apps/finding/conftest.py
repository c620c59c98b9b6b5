"""A child who is missing, or was."""

import datetime as dt
import uuid

from safereturn.agencies.models import Post, Team
from safereturn.children.models import Child
from safereturn.episodes.actions import Happening, open_episode, record
from safereturn.episodes.models import Episode
from tests.apps.partnership import a_child, a_post


def a_missing_child(
    teams: dict[str, Team], at: dt.datetime, *, child: Child | None = None, back: dt.datetime | None = None
) -> Episode:
    """A child of a home, reported by it to the police; and back, where it says when."""
    held = Post.objects.filter(team=teams["Alder House"], role="residential-worker").first()
    carer = held or a_post(teams["Alder House"], "residential-worker")
    child = child or a_child(teams["Alder House"])
    episode = open_episode(
        child=child,
        kind="missing",
        facts={**child.facts, "born": "2012-05-04"},
        about={"last_seen": None, "with_family": False, "education_only": False},
        happenings=[Happening("reported", at, {"by": "carer"})],
        key=uuid.uuid4(),
        now=at,
        by=carer,
    )
    if back is not None:
        happened = [Happening("returned", back, {})]
        record(episode_id=episode.pk, happenings=happened, key=uuid.uuid4(), now=back, by=carer)
    return episode
