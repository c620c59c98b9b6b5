"""Two logs with something in them: the events of three episodes, and who was shown their children."""

import datetime as dt
import itertools
import uuid

from django.db import connection, transaction

from safereturn.audit.actions import Shown, log_views
from safereturn.children.models import Child
from safereturn.episodes.actions import chain
from safereturn.episodes.models import Episode, Event

from .viewers import APost, looks

_MORNING = dt.datetime(2026, 11, 24, 8, tzinfo=dt.UTC)
_children = itertools.count(1)


def an_episode() -> Episode:
    """An episode of a child of its own, in which nothing has happened yet."""
    child = Child.objects.create(given_name="Robin", family_name="Example")
    return Episode.objects.create(
        child=child, reference=f"SR26-{next(_children)}", kind="missing", state="missing", opened_at=_MORNING
    )


@transaction.atomic
def happens(episode: Episode, *types: str) -> None:
    """Add events to the log of an episode, sealed as the service seals them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT now()")
        (now,) = cursor.fetchone()
    new = [
        Event(
            episode=episode,
            type=type,
            happened_at=_MORNING,
            content={"note": f"{type} happened"},
            post_id=7,
            said_by="Sam Worker, Social worker, City",
            key=uuid.uuid4(),
        )
        for type in types
    ]
    chain(episode, new, recorded_at=now)
    Event.objects.bulk_create(new)
    episode.save()


def looked_at(*episodes: Episode, by: int = 7) -> None:
    """Log that a post was shown the children of episodes."""
    log_views(shown=[Shown(episode.child_id, episode.pk) for episode in episodes], **looks(by=APost(pk=by)))
