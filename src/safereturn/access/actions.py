"""Ties between teams and episodes follow the events; nobody ties themselves."""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import NamedTuple

from django.db import transaction
from django.db.models import Case, DateTimeField, Q, Value, When
from django.db.models.functions import Now

from .models import Involvement, Restriction

# Ties made by an act: whoever told, was told or was let in stays tied until the episode is over. All others follow the
# facts.
BY_AN_ACT = frozenset({Involvement.Kind.TOLD, Involvement.Kind.NOTIFIED, Involvement.Kind.LET_IN})


class Tie(NamedTuple):
    """A team, what ties it to an episode, and why; with `post_id`, only that post of the team."""

    team_id: int
    kind: str
    because: str
    post_id: int | None = None


@transaction.atomic(savepoint=False)
def reinvolve(
    *,
    episode_id: int,
    child_id: int,
    ties: Iterable[Tie],
    until: dt.datetime | None = None,
    keeps: Collection[str] = BY_AN_ACT,
) -> None:
    """Let exactly these teams be tied to an episode, and those tied in a kind that it `keeps`.

    A tie that no longer follows ends now; that of a broken glass ends by itself. With `until`, for an episode that is
    over, all ties end at that moment. Called again with the same it changes nothing; at most three statements, however
    many teams. The caller has locked the episode.
    """
    wanted = {(tie.team_id, tie.post_id, tie.kind): tie for tie in ties}
    standing = Involvement.objects.filter(Q(ends_at=None) | Q(ends_at__gt=Now()), episode_id=episode_id)
    standing = standing.exclude(kind__in=Involvement.BY_GLASS)
    there = {(row.team_id, row.post_id, row.kind): row for row in standing}
    missing = [tie for key, tie in wanted.items() if key not in there]
    Involvement.objects.bulk_create(as_rows(episode_id, child_id, missing, until), ignore_conflicts=True)
    over = [row.pk for key, row in there.items() if key not in wanted and row.kind not in keeps]
    moved = [row.pk for row in there.values() if row.pk not in over and row.ends_at != until]
    if over or moved:
        Involvement.objects.filter(pk__in=[*over, *moved]).update(
            ends_at=Case(When(pk__in=over, then=Now()), default=Value(until, DateTimeField()))
        )


def as_rows(episode_id: int, child_id: int, ties: Iterable[Tie], until: dt.datetime | None = None) -> list[Involvement]:
    """Ties to an episode as rows; nothing is stored."""
    return [
        Involvement(
            team_id=tie.team_id,
            post_id=tie.post_id,
            episode_id=episode_id,
            child_id=child_id,
            kind=tie.kind,
            because=tie.because,
            ends_at=until,
        )
        for tie in ties
    ]


def share_restrictions(*, child_ids: Collection[int]) -> None:
    """Let each restriction that stands on one of these records of one child stand on all of them.

    Joining records only ever raises what keeps people out: nothing is lifted here, nor by parting them. The caller
    holds a transaction.
    """
    standing = list(Restriction.objects.filter(child_id__in=child_ids, lifted_at=None).order_by("pk"))
    there = {(row.child_id, row.kind, row.person_id, row.field_class) for row in standing}
    missing = {
        (child_id, row.kind, row.person_id, row.field_class): row
        for row in standing
        for child_id in child_ids
        if (child_id, row.kind, row.person_id, row.field_class) not in there
    }
    for (child_id, *_), row in missing.items():
        row.pk, row.child_id, row._state.adding = None, child_id, True
        row.save(force_insert=True)
