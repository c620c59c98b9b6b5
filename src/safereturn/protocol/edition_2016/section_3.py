"""Section 3: definitions and assessment of risk (2016 edition)."""

import datetime as dt
from typing import Any

from .. import vocabulary as v
from ..course import (
    away_since,
    declined_and_signed_off,
    no_longer_away,
    returned_from_away,
    told,
    told_and_consulted,
    went_away,
    whereabouts_known_so_far,
)
from ..events import Categorised, InterviewHeld
from ..facts import Facts
from ..history import History
from ..notation import Constraint, Duty, by_event
from ..periods import hours, next_time_of_day

AWAY_CEILING = hours(6)
NIGHT = dt.time(23, 0)  # A08: the home's night time; 23:00 unless the partnership sets another


def six_hours_or_overnight(left: dt.datetime, child: Any, _event: Any) -> dt.datetime:
    """Six hours, or the night, whichever comes first; sooner if the child's own plan says so (A08)."""
    ceiling = min(AWAY_CEILING.after(left), next_time_of_day(left, NIGHT))
    plan = child.plan_notify_after
    return ceiling if plan is None else min(ceiling, left + dt.timedelta(hours=plan))


# 3.3 Away from placement without authorisation.

away_notify_social_worker = Duty(
    "away-notify-social-worker",
    name="Tell the social worker or the out-of-hours service",
    sections=("3.3",),
    says="The carer tells the child's social worker or the out-of-hours service within the time the child's plan sets.",
    strength=v.SHOULD,
    starts=went_away,
    counted_from=away_since,
    due=six_hours_or_overnight,
    met_by=told,
    until=no_longer_away,
    by=v.CARER,
    because="{away}, so the carer tells the social worker or the out-of-hours service by {due}",
)

away_six_hour_ceiling = Duty(
    "away-six-hour-ceiling",
    name="Agree what to do with the social worker or the out-of-hours service",
    sections=("3.3",),
    says="No child stays away for more than six hours, or overnight, "
    "unless the social worker or the out-of-hours service has been told and consulted.",
    strength=v.SHOULD,
    starts=went_away,
    counted_from=away_since,
    due=six_hours_or_overnight,
    met_by=told_and_consulted,
    until=no_longer_away,
    by=v.CARER,
    because="{away}, so what to do is agreed with the social worker or the out-of-hours service by {due}",
)

away_interview_opportunity = Duty(
    "away-interview-opportunity",
    name="Offer and hold an independent interview",
    sections=("3.3",),
    says="A child who was away is offered an interview with someone independent, within 72 hours of the return.",
    strength=v.MUST,
    starts=returned_from_away,
    due=hours(72),
    met_by=by_event(InterviewHeld),
    declined_by=declined_and_signed_off,
    by=v.CHILDRENS_SERVICES,
    because="Back at {start} after being away{why}, so an independent interview is {offered} by {due}",
)


@away_interview_opportunity.required(
    "3.3", "The child was away from a registered children's home.", why=" from a registered children's home"
)
def from_a_registered_home(child: Facts) -> bool:
    return bool(child.registered_home)


@away_interview_opportunity.required(
    "3.3",
    "The child was away from foster care or semi-independent living.",
    strength=v.MAY,
    reading="A05: 3.3 names registered homes alone; 6.8 wants every child in care heard, so it is considered.",
    why=" from {placement}",
)
def from_foster_care_or_semi_independent(child: Facts) -> bool:
    return child.placement in (v.FOSTER, v.SEMI_INDEPENDENT)


# 3.1 Definitions.

absent_excludes_away = Constraint(
    "absent-excludes-away",
    section="3.1",
    says="A child who is away at a known place is not recorded as absent.",
    on=Categorised,
    reading="A22: a known location always wins: away, not absent.",
)


@absent_excludes_away.refuses_when
def absent_though_the_place_is_known(categorised: Categorised, history: History) -> bool:
    return categorised.category == v.ABSENT and whereabouts_known_so_far(history)


CONSTRAINTS = (absent_excludes_away,)

DUTIES = (away_notify_social_worker, away_six_hour_ceiling, away_interview_opportunity)
