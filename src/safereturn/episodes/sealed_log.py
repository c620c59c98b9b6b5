"""The events of the episodes as a sealed log: one chain for each episode."""

from collections.abc import Iterator

from safereturn.audit.logs import Head, Log, rows_of

from .models import Episode, Event


def heads_of_events() -> Iterator[Head]:
    """How far the chain of each episode has come, as the episode itself says."""
    ends = Episode.objects.filter(count__gt=0).order_by("pk").values_list("pk", "count", "seal")
    return (Head("events", chain, count, bytes(seal)) for chain, count, seal in ends.iterator(chunk_size=2_000))


EVENTS = Log("events", lambda: rows_of(Event, chain="episode_id"), heads_of_events)
