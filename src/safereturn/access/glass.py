"""Opening an episode in an emergency: read-only, for an hour by the database's clock, and never in silence."""

import datetime as dt
import uuid

from django.db import transaction
from django.db.models import DateTimeField, ExpressionWrapper, Value
from django.db.models.functions import Now

from safereturn.agencies.models import Post

from .models import Authorisation, BreakGlass, Involvement

LASTS = dt.timedelta(minutes=60)


@transaction.atomic
def ask(
    *,
    episode_id: int | None,
    child_id: int | None,
    reason: str,
    incident_number: str,
    words: str,
    is_risk_to_life: bool,
    is_restricted: bool,
    key: uuid.UUID,
    by: Post,
) -> tuple[BreakGlass, bool]:
    """Break the glass, and say whether this is new: the same key twice breaks it once.

    Without an episode somebody tried by a name that nobody bears: it is kept, and opens nothing.

    The episode opens at once, unless the child is kept for named people and no life is at risk: then it waits for
    `authorise`. Whoever calls has asked `decide`.
    """
    glass, is_new = BreakGlass.objects.get_or_create(
        key=key,
        defaults={
            "person_id": by.person_id,
            "post_id": by.pk,
            "team_id": by.team_id,
            "agency_id": by.agency_id,
            "role": by.role,
            "child_id": child_id,
            "episode_id": episode_id,
            "reason": reason,
            "incident_number": incident_number,
            "words": words,
            "is_risk_to_life": is_risk_to_life,
            "is_restricted": is_restricted,
        },
    )
    if is_new and episode_id is not None and not glass.needs_authorising:
        _open(glass)
    return glass, is_new


@transaction.atomic
def authorise(*, glass: BreakGlass, is_given: bool, words: str, by: Post) -> bool:
    """Say yes or no to somebody who asked; with yes it opens now. False where somebody has answered already.

    Raises `ValueError` where somebody would authorise themselves.
    """
    if glass.person_id == by.person_id:
        raise ValueError("Nobody authorises themselves.")
    _, is_new = Authorisation.objects.get_or_create(
        glass=glass, defaults={"is_given": is_given, "words": words, **by.signature}
    )
    if is_new and is_given:
        _open(glass)
    return is_new


def _open(glass: BreakGlass) -> None:
    kind = Involvement.Kind
    kinds = [kind.GLASS]
    kinds += [kind.GLASS_RISK] if glass.is_risk_to_life else []
    kinds += [kind.GLASS_NAMED] if glass.is_restricted else []
    ends_at = ExpressionWrapper(Now() + Value(LASTS), output_field=DateTimeField())
    Involvement.objects.bulk_create(
        Involvement(
            team_id=glass.team_id,
            post_id=glass.post_id,
            episode_id=glass.episode_id,
            child_id=glass.child_id,
            kind=kind,
            because=f"Opened in an emergency: {glass.get_reason_display().lower()}.",
            ends_at=ends_at,
        )
        for kind in kinds
    )
