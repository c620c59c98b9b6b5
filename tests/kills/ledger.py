"""What became of what was acknowledged: the log, the duties and the chains of a database after the kills.

Reads from standard input the acknowledged reports, as JSON: the episode of each key. Prints what it finds, as JSON.
"""

import json
import sys
from collections import Counter
from typing import Any

from safereturn.config.django_setup import set_up_django

set_up_django()

from django.db.models import Count  # noqa: E402  # these need Django

from safereturn.agencies.queries import Directory, directory  # noqa: E402
from safereturn.audit.verification import verify  # noqa: E402
from safereturn.children.models import Child  # noqa: E402
from safereturn.config import clock  # noqa: E402
from safereturn.duties.models import Duty  # noqa: E402
from safereturn.duties.reconcile import COLUMNS, duties_of  # noqa: E402
from safereturn.episodes.actions import earlier_episodes  # noqa: E402
from safereturn.episodes.fold import OPENED, fold  # noqa: E402
from safereturn.episodes.models import Episode, Event  # noqa: E402


def ledger(acknowledged: dict[str, int]) -> dict[str, int]:
    """The figures."""
    stored: dict[str, list[int]] = {}
    for key, episode_id in Event.objects.filter(type=OPENED).values_list("key", "episode_id"):
        stored.setdefault(str(key), []).append(episode_id)
    teams = directory()
    return {
        "reports lost": sum(stored.get(key) != [episode] for key, episode in acknowledged.items()),
        "reports twice": sum(len(episodes) > 1 for episodes in stored.values()),
        "episodes": Episode.objects.count(),
        "episodes without duties": Episode.objects.annotate(owed=Count("duties")).filter(owed=0).count(),
        "children without an episode": Child.objects.filter(episodes=None).count(),
        "duties": Duty.objects.count(),
        "duties lost": sum(_differing(episode, teams) for episode in Episode.objects.select_related("child")),
        "faults in the logs": len(verify()),
    }


def _differing(episode: Episode, teams: Directory) -> int:
    """How many duties of an episode are not stored as its log gives them, or stored and not given by it."""
    rows = list(episode.events.order_by("place"))
    folding = fold(episode, rows, earlier=earlier_episodes(episode, rows), now=clock.now())
    given = Counter(_content(duty) for duty in duties_of(folding, teams))
    there = Counter(_content(duty) for duty in Duty.objects.filter(episode=episode))
    return sum(((given - there) + (there - given)).values())


def _content(duty: Duty) -> str:
    values: dict[str, Any] = {column: getattr(duty, duty._meta.get_field(column).attname) for column in COLUMNS}
    return json.dumps(values, default=str, sort_keys=True)


if __name__ == "__main__":
    print(json.dumps(ledger(json.load(sys.stdin))))
