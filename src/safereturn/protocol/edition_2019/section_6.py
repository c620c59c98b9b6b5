"""Section 6: management of return (2019 edition)."""

import datetime as dt

from .. import vocabulary as v
from ..course import (
    declined_and_signed_off,
    first_happening,
    found_or_returned,
    meeting,
    returned_from_missing,
    visit_not_made_with_reason,
    went_missing,
)
from ..events import (
    Done,
    InterviewDeclined,
    InterviewHeld,
    InterviewOffered,
    InterviewSignedOff,
    Placed,
    PreventionVisit,
    PreventionVisitNotMade,
)
from ..facts import Facts
from ..history import History
from ..notation import ANY, Constraint, Duty, Occasion, Row, Table, at_each, by_event
from ..periods import hours, working_days

# 6.6 The prevention visit, and what the police look at again.

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


strategy_meeting_three_in_30 = Duty(
    "strategy-meeting-three-in-30",
    name="Hold a strategy meeting",
    sections=("6.6",),
    says="A strategy meeting is asked of children's services when a child is missing three times in 30 days.",
    strength=v.MUST,
    starts=went_missing,
    tested_once=True,  # A10: at the report that completes the three, and at each further one
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
    tested_once=True,
    by=v.POLICE,
    because="Reported missing at {start}, {reports_in_90} times in 90 days, so the police look again at the pattern",
)


@police_review_three_in_90.required("6.6", "Reported missing three or more times in 90 days.")
def three_in_90_days(child: Facts) -> bool:
    return child.reports_within(hours(90 * 24)) >= 3


# 6.7 and 6.8 The return interview.

INTERVIEWER = Table(
    columns=("in_care", "own_child_in_care", "area", "known_to_yos", "known_to_services"),
    rows=(
        Row(
            (True, True, ANY, ANY, ANY),
            by=v.SOCIAL_WORKER,
            answerable=v.CHILDRENS_SERVICES,
            section="6.8",
            says="The social worker of a child in the care of one of the two councils, wherever placed.",
        ),
        Row(
            (True, ANY, v.DERBYSHIRE, True, ANY),
            by=v.YOS_WORKER,
            answerable=v.PLACING_AUTHORITY,
            section="6.8",
            says="Another authority's child in the county, known to its Youth Offending Service.",
        ),
        Row(
            (True, ANY, ANY, ANY, ANY),
            by=v.PLACING_AUTHORITY,
            section="6.8",
            says="Another authority's child: the placing authority arranges it.",
        ),
        Row(
            (ANY, ANY, ANY, ANY, True),
            by=v.LEAD_WORKER,
            answerable=v.CHILDRENS_SERVICES,
            section="6.7",
            says="The lead worker of a known child.",
        ),
        Row(
            (ANY, ANY, v.DERBY, ANY, ANY),
            by=v.RUNAWAYS_WORKER,
            answerable=v.CHILDRENS_SERVICES,
            section="5.2",
            says="A child not known to services in the city.",
        ),
        Row(
            (ANY, ANY, v.DERBYSHIRE, ANY, ANY),
            by=v.MAT_WORKER,
            answerable=v.CHILDRENS_SERVICES,
            section="6.7",
            says="A child not known to services in the county.",
        ),
    ),
)

return_interview = Duty(
    "return-interview",
    name="Return interview",
    sections=("6.7",),
    says="Someone independent interviews the child within 72 hours of the return.",
    strength=v.MUST,
    starts=returned_from_missing,
    due=hours(72),  # A01: elapsed hours; A02: from the return, not from being found
    met_by=by_event(InterviewHeld),
    declined_by=declined_and_signed_off,
    by=INTERVIEWER,
    because="Back {where} at {start}{why}, so someone independent sees them by {due}",
)


@return_interview.not_required(
    "6.7", "An unborn baby cannot be interviewed.", reading="A28: no interview for an unborn baby."
)
def not_yet_born(child: Facts) -> bool:
    return child.unborn


@return_interview.required(
    "6.8",
    "A child in care is interviewed whatever the category.",
    reading="A46: a child in care is interviewed even when the family exemption of 6.9 would apply.",
    why=", and a child in care is always heard",
)
def child_in_care(child: Facts) -> bool:
    return child.in_care


@return_interview.not_required(
    "6.9",
    "No interview is needed where the child was missing with a family under child protection.",
    reading="A46: under a plan, or believed to be at risk of significant harm; whatever the category.",
)
def missing_with_family_under_child_protection(child: Facts) -> bool:
    return child.missing_with_family and child.under_child_protection


@return_interview.required("6.7", "Medium or high at any time in the episode.", why=" {having_been_graded}")
def medium_or_high(child: Facts) -> bool:
    return child.highest_category in (v.MEDIUM, v.HIGH)


@return_interview.not_required("6.9", "No interview is normally needed where missing school is the only concern.")
def missing_education_only(child: Facts) -> bool:
    return bool(child.education_only)


@return_interview.silent(
    reading="A04: 6.7 asks at medium or high only; 5.2 leaves no apparent risk at home to the police."
)
def no_apparent_risk_at_home(child: Facts) -> bool:
    return child.highest_category == v.NO_APPARENT_RISK


interview_manager_quality = Duty(
    "interview-manager-quality",
    name="Read the interview and sign it off",
    sections=("6.7", "8"),
    says="The team manager makes sure that each interview was good enough, and it is signed off.",
    strength=v.MUST,
    starts=at_each(InterviewHeld),
    met_by=by_event(InterviewSignedOff),
    by=v.TEAM_MANAGER,
    because="The interview was held at {start}, so the manager reads it and signs it off",
)

persistent_three_in_30_derbyshire = Duty(
    "persistent-three-in-30-derbyshire",
    name="Review the file",
    sections=("6.7",),
    says="In the county the team manager reviews the file of a child missing three times in 30 days.",
    strength=v.SHOULD,
    starts=went_missing,
    tested_once=True,
    by=v.TEAM_MANAGER,
    because="Reported missing at {start}, {reports_in_30} times in 30 days, "
    "so the team manager reviews the file and notes the outcome",
)


@persistent_three_in_30_derbyshire.required("6.7", "A county child reported missing three or more times in 30 days.")
def three_in_30_days_in_the_county(child: Facts) -> bool:
    return child.council == v.DERBYSHIRE and child.reports_within(hours(30 * 24)) >= 3


persistent_three_in_30_derby = Duty(
    "persistent-three-in-30-derby",
    name="Report to the Missing Persons Monitoring Group",
    sections=("6.7",),
    says="In the city the lead practitioner reports to the Missing Persons Monitoring Group "
    "on a child missing three times in 30 days.",
    strength=v.SHOULD,
    starts=went_missing,
    tested_once=True,
    met_by=meeting("mpmg"),
    by=v.LEAD_WORKER,
    because="Reported missing at {start}, {reports_in_30} times in 30 days, "
    "so the lead worker reports to the Missing Persons Monitoring Group",
)


@persistent_three_in_30_derby.required("6.7", "A city child reported missing three or more times in 30 days.")
def three_in_30_days_in_the_city(child: Facts) -> bool:
    return child.council == v.DERBY and child.reports_within(hours(30 * 24)) >= 3


# 6.8 Children in care.

iro_told_missing_and_return = Duty(
    "iro-told-missing-and-return",
    name="Tell the Independent Reviewing Officer: back",
    sections=("6.8",),
    says="The Independent Reviewing Officer is told that a child in care is back.",
    strength=v.SHOULD,
    starts=returned_from_missing,
    by=v.CHILDRENS_SERVICES,
    because="Back {where} at {start} after being missing{why}, so the Independent Reviewing Officer is told",
)


@iro_told_missing_and_return.required("6.8", "The child is in care.", why=" from care")
def returned_to_care(child: Facts) -> bool:
    return child.in_care


def _planned_or_made(history: History) -> list[Occasion]:
    """Each placement. The notice of a planned one arises as soon as anything is known, itself given included (A84)."""
    given = (act for act in history.acts.get(placing_notifies_host.id, ()) if isinstance(act, Done))
    known = (first_happening(history), next(given, None))
    first = min((event for event in known if event is not None), key=lambda event: event.order, default=None)
    return [
        Occasion(min(first.at, placed.at), -1, placed, since=placed.at)
        if placed.planned and first is not None
        else Occasion(placed.at, placed.order, placed)
        for placed in history.all(Placed)
    ]


def before_the_move_or_within_24_hours(moved_at: dt.datetime, child: Facts, placed: Placed) -> dt.datetime:
    """By the start of a planned placement; 24 hours after the start of any other (A84)."""
    return moved_at if placed.planned else hours(24).after(moved_at)


placing_notifies_host = Duty(
    "placing-notifies-host-missing-lead",
    name="Tell the host's missing children lead",
    sections=("6.8",),
    says="The placing authority tells the host's missing children lead before it places a child at risk, "
    "or within 24 hours in an emergency.",
    strength=v.MUST,
    starts=_planned_or_made,
    due=before_the_move_or_within_24_hours,
    met_before_it_arises=True,
    by=v.PLACING_AUTHORITY,
    because="The placement in another authority's area begins at {since}, "
    "so the missing children lead there is told by {due}",
)

# 6.9 Specific situations.

FAMILY_WITH_A_PLAN = "Missing with the family, or unborn, and on a child protection plan."

cp_manager_told_return = Duty(
    "cp-manager-told-return",
    name="Tell the child protection manager: found",
    sections=("6.9",),
    says="The child protection manager is told that a family under a child protection plan is found.",
    strength=v.MUST,
    starts=found_or_returned,
    by=v.CHILDRENS_SERVICES,
    because="{found_or_back} at {start}{why}, so the child protection manager is told",
)

cp_core_group_five_days = Duty(
    "cp-core-group-five-days",
    name="Hold the core group",
    sections=("6.9",),
    says="A core group is held within five working days after a family under a child protection plan is found.",
    strength=v.SHOULD,
    starts=found_or_returned,
    due=working_days(5),  # A09: counted like the 20, from found or returned, whichever came first
    met_by=meeting("core-group"),
    by=v.CHILDRENS_SERVICES,
    because="{found_or_back} at {start}{why}, so the core group meets by {due}",
)


@cp_core_group_five_days.required("6.9", FAMILY_WITH_A_PLAN, why=" {with_whom}, under a child protection plan")
@cp_manager_told_return.required("6.9", FAMILY_WITH_A_PLAN, why=" {with_whom}, under a child protection plan")
def family_with_a_plan(child: Facts) -> bool:
    return child.missing_with_family and bool(child.child_protection_plan)


# What section 6 does not allow.

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


interviewer_is_independent = Constraint(
    "return-interview-independent",
    section="6.7",
    says="The interviewer is independent: not the carer, the placement's staff, the police or a relative.",
    on=InterviewHeld,
    reading="A03: the social worker counts as independent by the words of 6.8.",
)


@interviewer_is_independent.refuses_when
def by_someone_too_close(interview: InterviewHeld, history: History) -> bool:
    return interview.interviewer in (v.PARENT, v.CARER, v.PLACEMENT_PROVIDER, *v.POLICE_ROLES)


declined_only_after_an_offer = Constraint(
    "interview-declined-after-offer",
    section="6.7",
    says="An interview can be declined only after it was offered.",
    on=InterviewDeclined,
    reading="A47: held, declined after dated offers, not possible: each is recorded as what it was.",
)


@declined_only_after_an_offer.refuses_when
def never_offered(declined: InterviewDeclined, history: History) -> bool:
    return not history.all(InterviewOffered)


CONSTRAINTS = (
    visit_in_person,
    visit_not_made_needs_a_reason,
    interviewer_is_independent,
    declined_only_after_an_offer,
)

DUTIES = (
    prevention_visit,
    strategy_meeting_three_in_30,
    police_review_three_in_90,
    return_interview,
    interview_manager_quality,
    persistent_three_in_30_derbyshire,
    persistent_three_in_30_derby,
    iro_told_missing_and_return,
    placing_notifies_host,
    cp_manager_told_return,
    cp_core_group_five_days,
)
