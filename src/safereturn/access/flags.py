"""Saying who may not see a child, or what of it; and lifting that, which only a second person can."""

import datetime as dt
from collections.abc import Collection

from django.db import transaction
from django.db.models import Q, QuerySet
from django.db.models.functions import Now

from safereturn.agencies.models import Post

from .actions import share_restrictions
from .models import Restriction
from .rights import HIDDEN_BY_AN_ALLEGATION


@transaction.atomic
def set_flag(
    *,
    child_id: int,
    kind: str,
    person_id: int | None,
    team_ids: Collection[int] = (),
    field_class: str = "",
    because: str,
    ring: str,
    review_on: dt.date,
    by: Post,
    records: Collection[int] = (),
) -> Restriction:
    """Set a flag, unless the very same stands already: then that one. It holds for all `records` of the child."""
    same = {"child_id": child_id, "kind": kind, "person_id": person_id, "field_class": field_class, "lifted_at": None}
    flag, _ = Restriction.objects.get_or_create(
        **same,
        defaults={
            "team_ids": sorted(team_ids),
            "because": because,
            "ring": ring,
            "review_on": review_on,
            "set_by_person_id": by.person_id,
            "set_by": str(by),
        },
    )
    share_restrictions(child_ids={child_id, *records})
    return flag


@transaction.atomic
def lift_flag(*, flag_id: int, because: str, by: Post, records: Collection[int] = ()) -> bool:
    """Lift a flag that stands, on all `records` of the child. False where somebody has lifted it already.

    Raises `ValueError` where the person who set it would lift it.
    """
    flag = Restriction.objects.select_for_update().get(pk=flag_id)
    if flag.set_by_person_id == by.person_id:
        raise ValueError("A flag is lifted by a second person.")
    if flag.lifted_at is not None:
        return False
    same = Restriction.objects.filter(
        child_id__in=records, kind=flag.kind, person_id=flag.person_id, field_class=flag.field_class, lifted_at=None
    ).exclude(set_by_person_id=by.person_id)
    Restriction.objects.filter(Q(pk=flag_id) | Q(pk__in=same)).update(
        lifted_at=Now(), lifted_by_person_id=by.person_id, lifted_by=str(by), lifted_because=because
    )
    return True


def flags_that_hide(field_class: str, post: Post) -> QuerySet[Restriction]:
    """The flags that hide a class of fields of a child from this person: all but those that keep places secret."""
    kind = Restriction.Kind
    hides = Q(kind=kind.HIDDEN_FROM, field_class=field_class, person_id=post.person_id)
    if field_class in HIDDEN_BY_AN_ALLEGATION:
        hides |= Q(kind=kind.ALLEGATION) & (Q(person_id=post.person_id) | Q(team_ids__contains=post.team_id))
    return Restriction.objects.filter(hides, lifted_at=None)


def flags_of(child_id: int) -> list[Restriction]:
    """The flags of a child, those that stand first."""
    return sorted(Restriction.objects.filter(child_id=child_id).order_by("-pk"), key=lambda flag: bool(flag.lifted_at))


def excluded_from(child_id: int) -> set[int | None]:
    """The ids of the people who may not see a child."""
    standing = Restriction.objects.filter(child_id=child_id, kind=Restriction.Kind.EXCLUDED, lifted_at=None)
    return set(standing.values_list("person_id", flat=True))


def flags_to_review(post: Post, today: dt.date) -> list[Restriction]:
    """The flags that this person set, and whose review date has come."""
    due = Restriction.objects.filter(set_by_person_id=post.person_id, lifted_at=None, review_on__lte=today)
    return list(due.order_by("review_on"))
