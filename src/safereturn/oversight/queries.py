"""What was kept of the governance cycles. It names no child, and whoever may see it sees all of it."""

from collections import defaultdict

from django.db.models import QuerySet

from safereturn.protocol.governance import Cycle

from .models import CycleKept


def kept_in(edition: str) -> dict[str, list[CycleKept]]:
    """What was kept under an edition, by the id of its cycle, the latest first, without mistakes. One statement."""
    kept = defaultdict(list)
    for one in _latest_first(edition).filter(taken_back_by=None):
        kept[one.cycle].append(one)
    return kept


def recorded_of(cycle: Cycle, edition: str) -> list[CycleKept]:
    """What was recorded of a cycle, the latest first, each mistake with what took it back. One statement."""
    return list(_latest_first(edition).filter(cycle=cycle.id).select_related("taken_back_by"))


def _latest_first(edition: str) -> QuerySet[CycleKept]:
    return CycleKept.objects.filter(edition=edition, takes_back=None).order_by("-held_on", "-id")
