"""Which records are of one child, and whom to ring about a child."""

from collections.abc import Sequence

from django.db.models.expressions import RawSQL

from safereturn.agencies.models import Team
from safereturn.agencies.queries import directory
from safereturn.protocol import vocabulary as v

from .models import Child

_RECORDS = """
SELECT id FROM children_child, (SELECT coalesce(joined_to_id, id) AS it FROM children_child WHERE id = %s) AS used
WHERE id = it OR joined_to_id = it
"""


def records_of(child_id: int) -> RawSQL:
    """The ids of all records of one child, by any of them: `filter(child_id__in=...)`, as a part of one statement."""
    return RawSQL(_RECORDS, (child_id,))  # noqa: S611 - a constant, its value apart


def record_ids(child_id: int) -> list[int]:
    """The ids of all records of one child, by any of them."""
    return list(Child.objects.filter(pk__in=records_of(child_id)).order_by("pk").values_list("pk", flat=True))


def known_to(children: Sequence[Child]) -> dict[int, Team | None]:
    """For each child the team to ring: the service that the child is open to, or else the front door of the area."""
    if not children:
        return {}
    teams = directory()
    ids = {
        child.pk: teams.team_for(
            v.LEAD_WORKER,
            area=child.facts.get("area"),
            looked_after_by=child.facts.get("looked_after_by"),
            open_to=child.facts.get("open_to") or (),
        )
        for child in children
    }
    by_id = Team.objects.select_related("agency").in_bulk([id for id in ids.values() if id is not None])
    return {child_id: None if id is None else by_id[id] for child_id, id in ids.items()}


def ring(team: Team | None) -> str:
    """Whom to ring about a child, as a sentence."""
    if team is None:
        return "Nobody is recorded as knowing them."
    return f"Known to {team.name}, {team.agency.name}." + (f" Ring {team.telephone}." if team.telephone else "")
