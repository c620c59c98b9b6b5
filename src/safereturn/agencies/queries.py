"""Which teams there are, and which of them carries a role of the protocol for a child."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from safereturn.protocol import vocabulary as v

from .models import Post, Team
from .roles import TEAM_OF_ROLE


def posts_of(person_id: int, now: dt.datetime) -> list[Post]:
    """The posts that a person holds now, with team and agency."""
    held = Post.objects.filter(person_id=person_id, started_at__lte=now).filter(Q(ended_at=None) | Q(ended_at__gt=now))
    return list(held.select_related("person", "team__agency").order_by("id"))


@dataclass(frozen=True)
class Directory:
    """The teams of the partnership, read once and asked often."""

    teams: dict[tuple[str, str], int]  # by kind and area; the area is empty for the whole force

    def team_for(self, role: str, *, area: str | None, home_team: int | None) -> int | None:
        """The team that carries a role of the protocol for a child in an area, placed with `home_team`.

        Duties of the carer belong to the home. A role that no team carries falls to the front door of the area,
        so that no duty is without a team; None only where the area is not known either.
        """
        if role in (v.CARER, v.PLACEMENT_PROVIDER) and home_team is not None:
            return home_team
        kind = TEAM_OF_ROLE.get(role, "front-door")
        return (
            self.teams.get((kind, ""))
            or self.teams.get((kind, area or ""))
            or self.teams.get(("front-door", area or ""))
        )


def directory() -> Directory:
    """The directory as it stands."""
    teams = Team.objects.exclude(kind="home").order_by("-id").values_list("kind", "area", "id")
    return Directory({(kind, area): id for kind, area, id in teams})
