"""Section 6.6: the safe and well check (2016 edition)."""

from .. import vocabulary as v
from ..course import (
    came_about,
    categorised_missing,
    each_harm_found_on_return,
    found_or_returned,
    visit_not_made_with_reason,
)
from ..events import HarmFound, PreventionVisit, PreventionVisitNotMade
from ..facts import Facts
from ..history import History
from ..notation import Constraint, Duty, at_each, at_first, by_event

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
    "6.6", "An unborn baby cannot be seen.", reading="A28: no prevention visit for an unborn baby."
)
def a_baby_still_to_be_born(child: Facts) -> bool:
    return child.unborn


@prevention_visit.required("6.6", "Every child who was reported to the police.")
def every_reported_child(child: Facts) -> bool:
    return True


prevention_visit_closes_report = Duty(
    "prevention-visit-closes-report",
    name="Close the missing report",
    sections=("6.6",),
    says="After the check the police close the report on COMPACT and take the child off the PNC.",
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

visit_concerns_derbyshire = Duty(
    "visit-concerns-derbyshire",
    name="Report the concerns to Starting Point",
    sections=("6.6",),
    says="In the county the police report a concern raised by the check to Starting Point and children's social care.",
    strength=v.MUST,
    starts=each_harm_found_on_return,  # B31: harm found on return counts as a concern of the check
    by=v.POLICE,
    because="A concern came to light at {start}, so the police report it to Starting Point and social care",
)


@visit_concerns_derbyshire.required("6.6", "The child is in the county.")
def in_the_county(child: Facts) -> bool:
    return child.area == v.DERBYSHIRE


visit_concerns_derby = Duty(
    "visit-concerns-derby",
    name="Report the concerns to the Referral Unit",
    sections=("6.6",),
    says="In the city the police report a concern raised by the check to social care and to "
    "the Derby Police Referral Unit.",
    strength=v.MUST,
    starts=each_harm_found_on_return,
    by=v.POLICE,
    because="A concern came to light at {start}, so the police report it to their Referral Unit and social care",
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
    says="The Missing Persons Liaison Officer reviews every missing investigation on COMPACT: is more to be done?",
    strength=v.MUST,
    starts=categorised_missing,  # B38: it is on COMPACT once the police have recorded the child
    by=v.POLICE_OVERSIGHT_TEAM,
    because="Recorded by the police at {graded_at}, so the Missing Persons Liaison Officer reviews the investigation",
)


@police_team_reviews_all_cases.required(
    "4.2", "Recorded as missing: an absent child is not entered on COMPACT.", reading="B38: only what is on COMPACT."
)
def on_compact(child: Facts) -> bool:
    return child.highest_category in (v.MEDIUM, v.HIGH)


# What 6.6 does not allow.

visit_in_person = Constraint(
    "prevention-visit-in-person",
    section="6.6",
    says="A telephone call is not a safe and well check: the child is seen in person.",
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
    visit_concerns_derbyshire,
    visit_concerns_derby,
    allegation_recorded_and_acted_on,
    police_team_reviews_all_cases,
)
