"""Section 6.6: the prevention visit, and what the police look at again (2019 edition)."""

from .. import vocabulary as v
from ..course import (
    came_about,
    categorised_missing,
    each_harm_found_on_return,
    found_or_returned,
    meeting,
    visit_not_made_with_reason,
    went_missing,
)
from ..events import HarmFound, PreventionVisit, PreventionVisitNotMade
from ..facts import Facts
from ..history import History
from ..notation import Constraint, Duty, at_each, at_first, by_event
from ..periods import hours

prevention_visit = Duty(
    "prevention-visit",
    name="See the child in person",
    sections=("6.6",),
    says="When the child is found or back, the investigating officer sees the child in person as soon as possible.",
    strength=v.MUST,
    starts=found_or_returned,
    met_by=by_event(PreventionVisit),
    waived_by=visit_not_made_with_reason,
    by=v.INVESTIGATING_OFFICER,
    because="{found_or_back} at {start}, so the officer sees the child in person as soon as possible",
)


@prevention_visit.not_required(
    "6.6", "An unborn baby cannot be visited.", reading="A28: no prevention visit for an unborn baby."
)
def a_baby_still_to_be_born(child: Facts) -> bool:
    return child.unborn


@prevention_visit.required("6.6", "The child is known to services.")
def known_to_services(child: Facts) -> bool:
    return child.known_to_services


@prevention_visit.required("6.6", "Medium or high at any time in the episode.")
def graded_medium_or_high(child: Facts) -> bool:
    return child.highest_category in (v.MEDIUM, v.HIGH)


@prevention_visit.silent(
    reading="A04: of a child unknown to services and only ever at no apparent risk, 5.2 lets the police choose."
)
def unknown_and_at_no_apparent_risk(child: Facts) -> bool:
    return child.highest_category == v.NO_APPARENT_RISK


prevention_visit_closes_report = Duty(
    "prevention-visit-closes-report",
    name="Close the missing report",
    sections=("6.6",),
    says="After the visit the police close the report on COMPACT and take the child off the PNC.",
    strength=v.MUST,
    starts=at_first(PreventionVisit),
    by=v.POLICE,
    because="Seen by the police at {start}, so the report is closed on COMPACT and cancelled on the PNC",
)

# How often a child who goes missing again and again is seen is for people to agree (A55); nothing here counts.

VISITED_LESS_OFTEN = came_about("visit-each-time-impracticable")

frequent_missing_visit_frequency = Duty(
    "frequent-missing-visit-frequency",
    name="Agree how often the child is seen",
    sections=("6.6",),
    says="Where a child goes missing too often to be seen each time, the police agree with the parents, the carer "
    "or the social worker how often to.",
    strength=v.SHOULD,
    starts=VISITED_LESS_OFTEN,
    by=v.POLICE,
    because="At {start} it was no longer possible to see the child after each return, so it is agreed how often to",
)

frequent_missing_harm_link = Duty(
    "frequent-missing-harm-link",
    name="Bear in mind that often missing can mean serious harm",
    sections=("6.6",),
    says="Whoever agrees on fewer visits takes into account that going missing often goes with serious harm.",
    strength=v.MUST,
    starts=VISITED_LESS_OFTEN,
    by=v.POLICE,
    because="At {start} it was no longer possible to see the child after each return, "
    "and often missing can mean serious harm, so that is weighed and noted",
)

strategy_meeting_three_in_30 = Duty(
    "strategy-meeting-three-in-30",
    name="Hold a strategy meeting",
    sections=("6.6",),
    says="A strategy meeting is asked of children's services when a child is missing three times in 30 days.",
    strength=v.MUST,
    starts=went_missing,
    met_by=meeting("strategy-meeting"),
    by=v.CHILDRENS_SERVICES,  # A63: raised to children's services on the trigger of the police
    because="Reported missing at {start}, {reports_in_30} times in 30 days, "
    "so children's services hold a strategy meeting",
)


@strategy_meeting_three_in_30.required("6.6", "Reported missing three or more times in 30 days.")
def three_in_30_days(child: Facts) -> bool:
    return child.reports_within(hours(30 * 24)) >= 3


police_review_three_in_90 = Duty(
    "police-review-three-in-90",
    name="Review the pattern",
    sections=("6.6",),
    says="The police review a child who is missing three times in 90 days.",
    strength=v.SHOULD,
    starts=went_missing,
    by=v.POLICE,
    because="Reported missing at {start}, {reports_in_90} times in 90 days, so the police look again at the pattern",
)


@police_review_three_in_90.required("6.6", "Reported missing three or more times in 90 days.")
def three_in_90_days(child: Facts) -> bool:
    return child.reports_within(hours(90 * 24)) >= 3


visit_concerns_derbyshire = Duty(
    "visit-concerns-derbyshire",
    name="Report the concerns to Starting Point",
    sections=("6.6",),
    says="In the county the police report a concern raised by the visit to Starting Point and children's social care.",
    strength=v.MUST,
    starts=each_harm_found_on_return,  # B31: harm found on return counts as a concern of the visit
    by=v.POLICE,
    because="A concern came to light at {start}, so the police report it to Starting Point and social care",
)


@visit_concerns_derbyshire.required("6.6", "The child is in the county.")
def in_the_county(child: Facts) -> bool:
    return child.area == v.DERBYSHIRE


visit_concerns_derby = Duty(
    "visit-concerns-derby",
    name="Report the concerns to First Response and the Referral Unit",
    sections=("6.6",),
    says="In the city the police report a concern raised by the visit to First Response, "
    "social care and the Derby Police Referral Unit.",
    strength=v.MUST,
    starts=each_harm_found_on_return,
    by=v.POLICE,
    because="A concern came to light at {start}, so the police report it to First Response, "
    "their Referral Unit and social care",
)


@visit_concerns_derby.required("6.6", "The child is in the city.")
def in_the_city(child: Facts) -> bool:
    return child.area == v.DERBY


allegation_recorded_and_acted_on = Duty(
    "allegation-recorded-and-acted-on",
    name="Record the allegation and act on it",
    sections=("6.6",),
    says="Where the child alleges a crime while missing, or one that led to going, the police record it and act.",
    strength=v.MUST,
    starts=at_each(HarmFound, where=lambda harm: harm.kind == "allegation"),
    by=v.POLICE,
    because="The child made an allegation at {start}, so the police record it and act on it",
)

police_team_reviews_all_cases = Duty(
    "police-team-reviews-all-cases",
    name="Review the investigation",
    sections=("6.6",),
    says="The Neighbourhood Safeguarding Team reviews every missing investigation on COMPACT: is more to be done?",
    strength=v.MUST,
    starts=categorised_missing,  # B38: it is on COMPACT once the police have recorded the child
    by=v.POLICE_OVERSIGHT_TEAM,
    because="Recorded by the police at {graded_at}, so the Neighbourhood Safeguarding Team reviews the investigation",
)

# What 6.6 does not allow.

visit_in_person = Constraint(
    "prevention-visit-in-person",
    section="6.6",
    says="A telephone call is not a prevention visit: the child is seen in person.",
    on=PreventionVisit,
)


@visit_in_person.refuses_when
def by_telephone(visit: PreventionVisit, history: History) -> bool:
    return not visit.in_person


visit_not_made_needs_a_reason = Constraint(
    "no-visit-reason-recorded",
    section="6.6",
    says="A visit is left out only with a reason, in agreement with the parent, the carer or the social worker.",
    on=PreventionVisitNotMade,
)


@visit_not_made_needs_a_reason.refuses_when
def without_reason_or_agreement(not_made: PreventionVisitNotMade, history: History) -> bool:
    return not (not_made.reason and not_made.agreed_with)


CONSTRAINTS = (visit_in_person, visit_not_made_needs_a_reason)

DUTIES = (
    prevention_visit,
    prevention_visit_closes_report,
    frequent_missing_visit_frequency,
    frequent_missing_harm_link,
    strategy_meeting_three_in_30,
    police_review_three_in_90,
    visit_concerns_derbyshire,
    visit_concerns_derby,
    allegation_recorded_and_acted_on,
    police_team_reviews_all_cases,
)
