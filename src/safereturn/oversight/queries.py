"""What was kept of the governance cycles. It names no child, and whoever may see it sees all of it."""

from collections import defaultdict

from .models import CycleKept


def kept_in(edition: str) -> dict[str, list[CycleKept]]:
    """What was kept under an edition, by the id of its cycle, the latest first. One statement."""
    kept = defaultdict(list)
    for one in CycleKept.objects.filter(edition=edition).order_by("-held_on", "-id"):
        kept[one.cycle].append(one)
    return kept
