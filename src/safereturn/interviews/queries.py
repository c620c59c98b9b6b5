"""What is kept of the interviews of an episode."""

from django.db.models import Q, QuerySet

from safereturn.episodes.models import Episode

from .models import Account


def kept_of(episode: Episode) -> QuerySet[Account]:
    """The accounts of an episode: of its own interviews, and of a later one that took up its questions (A47)."""
    held = episode.events.filter(type="interview-held").values("key")
    return Account.objects.filter(Q(episode=episode) | Q(key__in=held)).order_by("held_at", "pk")
