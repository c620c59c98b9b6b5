"""Which records are of one child, what the child is called besides, and whom to ring about a child."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from django.db.models.expressions import RawSQL

from safereturn.access.field_classes import IDENTITY
from safereturn.agencies.models import Team
from safereturn.agencies.queries import directory
from safereturn.protocol import vocabulary as v

from .models import Child, Number
from .numbers import NAMES, written_out

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


class Besides(NamedTuple):
    """A name or number of a child besides the name recorded, as a page tells it; `rings` is what a telephone dials."""

    what: str
    value: str
    rings: str = ""


def called_besides(child: Child, *, sees: Collection[str]) -> list[Besides]:
    """What else a child is called, and the numbers of all their records; nothing for who may not read who it is."""
    if IDENTITY not in sees:
        return []
    names = (("Known as", child.known_as), ("Also called", ", ".join(child.also_called.splitlines())))
    kept = Number.objects.filter(child_id__in=records_of(child.pk)).order_by("pk").values_list("kind", "number")
    numbers = sorted(dict.fromkeys(kept), key=lambda one: list(NAMES).index(one[0]))
    return [Besides(what, value) for what, value in names if value] + [
        Besides(NAMES[kind], written_out(kind, number), number if kind == Number.Kind.TELEPHONE else "")
        for kind, number in numbers
    ]


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
