"""Which records are of one child, what the child is called besides, and whom to ring about a child."""

from collections.abc import Collection, Sequence
from typing import NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce, JSONObject

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


_USED = Coalesce(OuterRef(OuterRef("child__joined_to")), OuterRef(OuterRef("child")))
# The numbers of all records of an episode's child, as a part of the statement that reads the episode.
NUMBERS = ArraySubquery(
    Number.objects.filter(child_id__in=Child.objects.filter(Q(pk=_USED) | Q(joined_to=_USED)).values("pk"))
    .order_by("pk")
    .values(one=JSONObject(kind="kind", number="number"))
)


def called_besides(
    child: Child, *, sees: Collection[str], read: Sequence[dict[str, str]] | None = None
) -> list[Besides]:
    """What else a child is called, and the numbers of all their records; nothing for who may not read who it is.

    The numbers are those that were `read` as `NUMBERS`; where none were, they are asked for.
    """
    if IDENTITY not in sees:
        return []
    names = (("Known as", child.known_as), ("Also called", ", ".join(child.also_called.splitlines())))
    if read is None:
        read = list(Number.objects.filter(child_id__in=records_of(child.pk)).order_by("pk").values("kind", "number"))
    told = dict.fromkeys((one["kind"], one["number"]) for one in read)
    numbers = sorted(told, key=lambda one: list(NAMES).index(one[0]))
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
