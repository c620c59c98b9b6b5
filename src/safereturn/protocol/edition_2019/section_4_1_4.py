"""Section 4.1.4: children in care, away from placement without authorisation (2019 edition)."""

import datetime as dt
from typing import Any

from .. import vocabulary as v
from ..course import (
    away_since,
    came_about,
    consulted_while_away,
    declined_and_signed_off,
    first_of,
    harm_found_after_away,
    no_longer_away,
    nobody_knew_where_or_reported,
    returned_from_away,
    told,
    told_and_consulted,
    went_away,
)
from ..events import InterviewHeld, InterviewOffered, Reported
from ..facts import Facts
from ..notation import Duty, by_event
from ..periods import hours

FROM_A_HOME = "The child was away from a registered children's home."
AWAY_CEILING = hours(6)


def six_hours_or_sooner(left: dt.datetime, child: Any, _event: Any) -> dt.datetime:
    """Six hours from when the child left or was due back; sooner if the child's own plan says so (A08)."""
    ceiling = AWAY_CEILING.after(left)
    plan = child.plan_notify_after
    return ceiling if plan is None else min(ceiling, left + dt.timedelta(hours=plan))


care_unknown_location_report = Duty(
    "care-unknown-location-report",
    name="Report the child to the police",
    sections=("4.1.4",),
    says="The carer reports a child in care whose whereabouts are unknown to the police, who grade the report.",
    strength=v.SHOULD,
    starts=nobody_knew_where_or_reported,  # B13
    met_by=by_event(Reported),
    by=v.CARER,
    because="{unseen}{why}, so the carer reports the child to the police",
)


@care_unknown_location_report.required("4.1.4", "The child is in care.", why=" and in care")
def lost_from_care(child: Facts) -> bool:
    return child.in_care


# What follows while the child is away ends when it is back, found, or missing (B10).

away_carer_discretion = Duty(
    "away-carer-discretion",
    name="Decide whether and when to ring the police",
    sections=("4.1.4",),
    says="While the place is known, the carer judges whether and when to report to the police.",
    strength=v.SHOULD,
    starts=went_away,
    until=no_longer_away,
    by=v.CARER,
    because="{away}, so the carer judges whether and when the police are told",
)

away_safety_concern_report = Duty(
    "away-safety-concern-report",
    name="Report the worry about the child's safety to the police",
    sections=("4.1.4",),
    says="A carer who is worried for the child's safety reports to the police and sets out the worries.",
    strength=v.SHOULD,
    starts=came_about("carer-worried"),
    by=v.CARER,
    because="Worried for the child's safety at {start}, so the carer reports that to the police, with the reasons",
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

away_la_stay_or_return = Duty(
    "away-la-stay-or-return",
    name="Decide whether the child stays there or comes back",
    sections=("4.1.4",),
    says="The council, consulted, decides whether the child may stay for now or is brought back.",
    strength=v.MUST,
    starts=consulted_while_away,
    until=no_longer_away,
    by=v.CHILDRENS_SERVICES,
    because="Consulted at {start} while the child was away, so the council decides: stay for now, or come back",
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
    return child.settings.away_offered_beyond_homes and child.placement in (v.FOSTER, v.SEMI_INDEPENDENT)


away_home_offers_interview = Duty(
    "away-home-offers-interview",
    name="Put the offer of an interview to the child",
    sections=("4.1.4",),
    says="The staff of the home put the offer of an independent interview to the child.",
    strength=v.SHOULD,
    starts=returned_from_away,
    met_by=by_event(InterviewOffered, InterviewHeld),  # B15: held is offered
    by=v.CARER,
    because="Back at {start} after being away{why}, so the staff offer the child an interview",
)

away_home_calls_social_worker = Duty(
    "away-home-calls-social-worker",
    name="Ring the child's social worker",
    sections=("4.1.4",),
    says="The staff of the home contact the social worker when the child asks, or when the time away gives cause for "
    "worry.",
    strength=v.SHOULD,
    starts=first_of(harm_found_after_away, came_about("social-worker-wanted")),  # B17
    by=v.CARER,
    because="A wish or a worry at {start} after being away{why}, so the staff contact the social worker",
)


@away_home_calls_social_worker.required("4.1.4", FROM_A_HOME, why=" from a registered children's home")
@away_home_offers_interview.required("4.1.4", FROM_A_HOME, why=" from a registered children's home")
def back_at_a_registered_home(child: Facts) -> bool:
    return bool(child.registered_home)


DUTIES = (
    care_unknown_location_report,
    away_carer_discretion,
    away_safety_concern_report,
    away_notify_social_worker,
    away_six_hour_ceiling,
    away_la_stay_or_return,
    away_interview_opportunity,
    away_home_offers_interview,
    away_home_calls_social_worker,
)
