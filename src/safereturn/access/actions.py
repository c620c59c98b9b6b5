"""Ties between teams and episodes follow the events; nobody ties themselves."""

from collections.abc import Iterable
from typing import NamedTuple

from .models import Involvement


class Tie(NamedTuple):
    """A team, what ties it to an episode, and why."""

    team_id: int
    kind: str
    because: str


def involve(*, episode_id: int, child_id: int, ties: Iterable[Tie]) -> None:
    """Tie teams to an episode. Ties that are there already stay as they are."""
    Involvement.objects.bulk_create(
        [
            Involvement(
                team_id=tie.team_id, episode_id=episode_id, child_id=child_id, kind=tie.kind, because=tie.because
            )
            for tie in ties
        ],
        ignore_conflicts=True,
    )
