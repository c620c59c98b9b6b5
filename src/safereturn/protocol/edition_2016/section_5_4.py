"""Section 5.4: the response of several agencies together (2016 edition)."""

from .. import vocabulary as v
from ..course import (
    came_about,
    each_meeting_while_missing,
    each_time_missing,
    found_or_back,
    last_seen_or_reported,
    meeting,
    went_missing,
    whereabouts_unknown,
)
from ..events import Found, Located, MeetingHeld, Returned
from ..facts import Facts
from ..notation import Duty, at_each, by_event
from ..periods import days, working_days

MISSING_MEETING = "missing-meeting"
MISSING_REVIEW = "missing-review"
STRATEGY_MEETING = "strategy-meeting"  # what this edition calls the meeting of 5.4

# Review, and the meetings.

continual_review = Duty(
    "continual-review",
    name="Keep the case under review",
    sections=("5.4",),
    says="Carers, the council and the police review the case all the time that the child is missing.",
    strength=v.MUST,
    starts=went_missing,
    until=found_or_back,  # B20: throughout the episode
    by=v.CARER,
    because="{missing}, so carers, council and police keep looking at the case afresh",
)

missing_meeting_three_days = Duty(
    "missing-meeting-three-days",
    name="Hold the missing meeting",
    sections=("5.4",),
    says="The council holds an emergency strategy meeting by the time the child has been missing for three days.",
    strength=v.MUST,
    starts=each_time_missing,
    counted_from=whereabouts_unknown,
    due=days(3),  # A06: from when the whereabouts became unknown, held by then
    met_by=meeting(MISSING_MEETING, STRATEGY_MEETING),
    until=by_event(Located, Found, Returned),
    by=v.CHILDRENS_SERVICES,
    because="{missing}, so everyone involved meets by {due}",
)

missing_meeting_attendance = Duty(
    "missing-meeting-attendance",
    name="Have everyone take part in the missing meeting",
    sections=("5.4",),
    says="The police, the carers, the child's social worker and everyone else who "
    "cares for the child take part in the meeting.",
    strength=v.MUST,
    starts=at_each(MeetingHeld, where=lambda held: held.meeting in (MISSING_MEETING, STRATEGY_MEETING)),  # B22
    by=v.CHILDRENS_SERVICES,
    because="The missing meeting was held at {start}, so police, carers, "
    "the social worker and all who care for the child take part",
)

five_day_reviews = Duty(
    "five-day-reviews",
    name="Hold the next review meeting",
    sections=("5.4",),
    says="While the child is missing, the meeting is held again within five days of the one before.",
    strength=v.MUST,
    starts=each_meeting_while_missing(MISSING_MEETING, MISSING_REVIEW, STRATEGY_MEETING),
    due=days(5),  # A07: from the meeting that was last held
    met_by=meeting(MISSING_MEETING, MISSING_REVIEW, STRATEGY_MEETING),
    until=by_event(Located, Found, Returned),
    by=v.CHILDRENS_SERVICES,
    because="The last meeting was held at {start} and the child is still missing, so the next is held by {due}",
)

# A child, or an unborn baby, with a child protection plan; taken overseas.

ON_A_PLAN = "The child, or the unborn baby, is on a child protection plan."

cp_manager_told_missing = Duty(
    "cp-manager-told-missing",
    name="Tell the child protection manager: missing",
    sections=("5.4",),
    says="The child protection manager is told that a child with a child protection plan is missing.",
    strength=v.SHOULD,
    starts=went_missing,
    by=v.CHILDRENS_SERVICES,
    because="{missing}{why}, so the child protection manager is told",
)


@cp_manager_told_missing.required("5.4", ON_A_PLAN, why=" with a child protection plan")
def manager_of_a_child_with_a_plan(child: Facts) -> bool:
    return bool(child.child_protection_plan)


cp_conference_brought_forward = Duty(
    "cp-conference-brought-forward",
    name="Bring the review conference forward",
    sections=("5.4",),
    says="When a child with a child protection plan is not found in 20 working days, "
    "the next review conference is brought forward.",
    strength=v.SHOULD,
    starts=went_missing,
    counted_from=last_seen_or_reported,
    due=working_days(20),
    met_by=by_event(
        MeetingHeld,
        where=lambda held: held.meeting == "review-conference" and held.moved_forward_from is not None,
    ),
    until=found_or_back,
    by=v.CHILD_PROTECTION_MANAGER,
    because="{missing}{why}, so if the child is still missing, the review conference is brought forward by {due}",
)


@cp_conference_brought_forward.required("5.4", ON_A_PLAN, why=" with a child protection plan")
def conference_of_a_child_with_a_plan(child: Facts) -> bool:
    return bool(child.child_protection_plan)


cp_family_left_country_inform = Duty(
    "cp-family-left-country-inform",
    name="Tell the other country: the family left",
    sections=("5.4",),
    says="When a foreign national family under a child protection plan is believed to have left, "
    "the services or the embassy of that country are told and what to do is agreed.",
    strength=v.SHOULD,
    starts=came_about("foreign-family-left-the-country"),
    by=v.CHILDRENS_SERVICES,
    because="Believed at {start} to have left the country, so its services or embassy are told",
)

# A child in care.

iro_told_missing = Duty(
    "iro-told-missing",
    name="Tell the Independent Reviewing Officer: missing",
    sections=("5.4", "6.8"),
    says="The Independent Reviewing Officer is told that a child in care is missing.",
    strength=v.SHOULD,
    starts=went_missing,  # A85: the text gives no time
    by=v.CHILDRENS_SERVICES,
    because="{missing}{why}, so the Independent Reviewing Officer is told",
)

lac_review_forward_considered = Duty(
    "lac-review-forward-considered",
    name="Decide on an earlier review of the child's care",
    sections=("5.4",),
    says="For a child in care an earlier looked-after review may be considered.",
    strength=v.MAY,
    starts=went_missing,
    by=v.INDEPENDENT_REVIEWING_OFFICER,
    because="{missing}{why}, so the Independent Reviewing Officer decides whether to bring the review forward",
)

care_legal_advice = Duty(
    "care-legal-advice",
    name="Take legal advice",
    sections=("5.4",),
    says="For a child in care legal advice is taken.",
    strength=v.SHOULD,
    starts=went_missing,  # A85
    by=v.CHILDRENS_SERVICES,
    because="{missing}{why}, so legal advice is taken",
)

care_senior_managers_alerted = Duty(
    "care-senior-managers-alerted",
    name="Alert senior managers",
    sections=("5.4",),
    says="For a child in care senior managers are alerted, by the council's own procedure.",
    strength=v.SHOULD,
    starts=went_missing,  # A85
    by=v.CHILDRENS_SERVICES,
    because="{missing}{why}, so senior managers are alerted",
)


@iro_told_missing.required("5.4", "The child is in care.", why=" and in care")
@lac_review_forward_considered.required("5.4", "The child is in care.", why=" and in care")
@care_legal_advice.required("5.4", "The child is in care.", why=" and in care")
@care_senior_managers_alerted.required("5.4", "The child is in care.", why=" and in care")
def missing_from_care(child: Facts) -> bool:
    return child.in_care


# Anyone.

concerned_worker_escalates = Duty(
    "concerned-worker-escalates",
    name="Escalate the worry about the response",
    sections=("5.4",),
    says="A worker who is worried about the response to the missing child or "
    "family takes it up by the escalation procedure.",
    strength=v.SHOULD,
    starts=came_about("worried-about-the-response"),
    by=v.CHILDRENS_SERVICES,
    because="Somebody was worried at {start} about the response, so the worry goes up by the escalation procedure",
)

DUTIES = (
    continual_review,
    missing_meeting_three_days,
    missing_meeting_attendance,
    five_day_reviews,
    cp_manager_told_missing,
    cp_conference_brought_forward,
    cp_family_left_country_inform,
    iro_told_missing,
    lac_review_forward_considered,
    care_legal_advice,
    care_senior_managers_alerted,
    concerned_worker_escalates,
)
