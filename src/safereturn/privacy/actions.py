"""Breaking the glass, answering for somebody who asked, what a referee found, and who may not see a child."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import transaction

from safereturn.access import flags
from safereturn.access import glass as glasses
from safereturn.access.models import BreakGlass, Restriction
from safereturn.agencies.models import Person, Post
from safereturn.children.queries import record_ids

from . import jobs, limits, naming, queries
from .desks import desks
from .models import GlassNotice, Review


class Refused(Exception):
    """It cannot be done now; each message says why and what to do."""


@transaction.atomic
def break_glass(
    *,
    episode_id: int | None,
    child_id: int | None,
    reason: str,
    incident_number: str,
    words: str,
    is_risk_to_life: bool,
    is_restricted: bool,
    key: uuid.UUID,
    now: dt.datetime,
    by: Post,
    is_by_name: bool = False,
) -> BreakGlass:
    """Open an episode in an emergency, or ask to; whoever leads the case and the referees are told in the same breath.

    The referees are told as well where somebody tried by name and there was none.

    Raises `Refused` where this person, or everybody in their role, has done so too often without a review. The same
    key twice does it once.
    """
    Person.objects.select_for_update(no_key=True).get(pk=by.person_id)  # two presses at once count as two
    if before := BreakGlass.objects.filter(key=key).first():
        return before
    if why_not := limits.why_not(by, now, is_risk_to_life=is_risk_to_life, is_by_name=is_by_name):
        raise Refused(why_not)
    glass, _ = glasses.ask(
        episode_id=episode_id,
        child_id=child_id,
        reason=reason,
        incident_number=incident_number,
        words=words,
        is_risk_to_life=is_risk_to_life,
        is_restricted=is_restricted,
        key=key,
        by=by,
    )
    _tell(glass, _teams_told(glass))
    return glass


def authorise(*, glass: BreakGlass, is_given: bool, words: str, by: Post) -> bool:
    """Say yes or no to somebody who asked to open a child kept for named people. False where it was answered."""
    return glasses.authorise(glass=glass, is_given=is_given, words=words, by=by)


def review(*, outcome: str, words: str, key: uuid.UUID, by: Post, **of: object) -> None:
    """Record what a referee found of one thing: `alert`, `glass` or `sampled`. The same key twice records it once.

    Whoever calls has asked `desks.may_answer`.
    """
    found = Review(outcome=outcome, words=words, key=key, **by.signature, **of)
    Review.objects.bulk_create([found], ignore_conflicts=True)


@transaction.atomic
def set_flags(*, child_id: int, kind: str, person_ids: Sequence[int], by: Post, **told: Any) -> None:
    """Set a flag, one for each of the people it names, on all records of the child.

    Raises `Refused` where it would keep a child who is gone from the police, or from whoever holds the case.
    """
    records = record_ids(child_id)
    if kind == Restriction.Kind.NAMED_ONLY:
        _refuse(naming.who_is_missing(records, {*naming.named_for(child_id), *person_ids}))
    for person_id in person_ids or (None,):
        teams = queries.teams_of(person_id) if kind == Restriction.Kind.ALLEGATION else ()
        flags.set_flag(
            child_id=child_id, kind=kind, person_id=person_id, team_ids=teams, records=records, by=by, **told
        )


@transaction.atomic
def lift_flag(*, flag: Restriction, because: str, by: Post) -> None:
    """Lift a flag that somebody else set, on all records of the child.

    Raises `Refused` where the child stays kept for others, and the last of the police, or of whoever holds the case,
    would go.
    """
    records, named = record_ids(flag.child_id), naming.named_for(flag.child_id)
    others = named - {flag.person_id}
    if flag.kind == Restriction.Kind.NAMED_ONLY and others and not naming.who_is_missing(records, named):
        _refuse(naming.who_is_missing(records, others))
    flags.lift_flag(flag_id=flag.pk, records=records, because=because, by=by)


def _refuse(because: Sequence[str]) -> None:
    if because:
        raise Refused(*because)


def _teams_told(glass: BreakGlass) -> set[int]:
    """Whoever leads the case, the referees of both agencies, and who may authorise where somebody must."""
    known, lead = desks(), queries.leading_team(glass.episode_id) if glass.episode_id is not None else None
    told = known.teams_of_referees(known.agency_for(glass.person_id, glass.team_id))
    if lead is not None:
        told |= {lead.pk} | known.teams_of_referees(lead.agency_id)
    if glass.needs_authorising:
        told |= queries.teams_of_authorisers(glass.agency_id)
    return told


def _tell(glass: BreakGlass, teams: set[int]) -> None:
    GlassNotice.objects.bulk_create(GlassNotice(glass=glass, team_id=team) for team in sorted(teams))
    jobs.mail_glass_now.defer()
