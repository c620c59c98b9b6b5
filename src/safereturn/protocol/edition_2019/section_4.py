"""Section 4: initial reporting (2019 edition)."""

import datetime as dt
from typing import Any

from .. import vocabulary as v
from ..course import (
    away_since,
    categorised_missing,
    declined_and_signed_off,
    first_graded,
    no_longer_away,
    out_of_low_category,
    returned_from_away,
    told,
    told_and_consulted,
    went_away,
)
from ..events import Categorised, InterviewHeld, Reported
from ..facts import Facts
from ..notation import Duty, at_first, by_event
from ..periods import hours

AWAY_CEILING = hours(6)


def six_hours_or_sooner(left: dt.datetime, child: Any, _event: Any) -> dt.datetime:
    """Six hours from when the child left or was due back; sooner if the child's own plan says so (A08)."""
    ceiling = AWAY_CEILING.after(left)
    plan = child.plan_notify_after
    return ceiling if plan is None else min(ceiling, left + dt.timedelta(hours=plan))


police_decide = Duty(
    "police-decide-recorded-category",
    name="Decide how the child is recorded and graded",
    sections=("4.1.3",),
    says="The police alone decide how a reported child is recorded and graded.",
    strength=v.SHOULD,
    starts=at_first(Reported),
    met_by=by_event(Categorised),
    by=v.POLICE,
    because="Reported to the police at {start}, so the police decide how the child is recorded and graded",
)

away_notify_social_worker = Duty(
    "away-notify-social-worker",
    name="Tell the social worker or the out-of-hours service",
    sections=("4.1.4",),
    says="The carer tells the child's social worker or the out-of-hours service within the time the child's plan sets.",
    strength=v.SHOULD,
    starts=went_away,
    counted_from=away_since,
    due=six_hours_or_sooner,
    met_by=told,
    until=no_longer_away,
    by=v.CARER,
    because="{away}, so the carer tells the social worker or the out-of-hours service by {due}",
)

away_six_hour_ceiling = Duty(
    "away-six-hour-ceiling",
    name="Agree what to do with the social worker or the out-of-hours service",
    sections=("4.1.4",),
    says="No child stays away for more than six hours unless the social worker or the out-of-hours service "
    "has been told and consulted.",
    strength=v.SHOULD,
    starts=went_away,
    counted_from=away_since,
    due=six_hours_or_sooner,
    met_by=told_and_consulted,
    until=no_longer_away,
    by=v.CARER,
    because="{away}, so what to do is agreed with the social worker or the out-of-hours service by {due}",
)

away_interview_opportunity = Duty(
    "away-interview-opportunity",
    name="Offer and hold an independent interview",
    sections=("4.1.4",),
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
    "4.1.4", "The child was away from a registered children's home.", why=" from a registered children's home"
)
def from_a_registered_home(child: Facts) -> bool:
    return bool(child.registered_home)


@away_interview_opportunity.required(
    "4.1.4",
    "The child was away from foster care or semi-independent living.",
    strength=v.MAY,
    reading="A05: 4.1.4 names registered homes alone; 6.8 wants every child in care heard, so it is considered.",
    why=" from {placement}",
)
def from_foster_care_or_semi_independent(child: Facts) -> bool:
    return child.placement in (v.FOSTER, v.SEMI_INDEPENDENT)


low_category_ceiling = Duty(
    "low-category-24h-ceiling",
    name="Regrade or find the child within 24 hours",
    sections=("4.2",),
    says="No child stays at no apparent risk for more than 24 hours.",
    strength=v.MUST,
    starts=first_graded(v.NO_APPARENT_RISK),
    due=hours(24),  # A13: from the first such grading, time in other categories included
    met_by=out_of_low_category(v.NO_APPARENT_RISK),
    by=v.POLICE,
    because="First graded no apparent risk at {since}, and nobody stays there for more than a day, "
    "so the police regrade or find the child by {due}",
)

la_notified = Duty(
    "la-notified-by-secure-email",
    name="Send the council the details by secure e-mail",
    sections=("4.2", "5.2"),
    says="Once a child is recorded as missing, the police send the details to the council by secure e-mail.",
    strength=v.MUST,
    starts=categorised_missing,
    by=v.POLICE,
    because="Recorded as missing at {graded_at}, graded {category}, so the police send the council the details",
)  # A86: all three categories, since no apparent risk is printed as a kind of missing

DUTIES = (
    police_decide,
    away_notify_social_worker,
    away_six_hour_ceiling,
    away_interview_opportunity,
    low_category_ceiling,
    la_notified,
)
