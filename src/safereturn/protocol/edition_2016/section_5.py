"""Section 5: action to locate a missing child (2016 edition)."""

from .. import vocabulary as v
from ..course import (
    categorised_missing,
    each_meeting_while_missing,
    each_time_missing,
    first_graded,
    last_seen_or_reported,
    meeting,
    went_missing,
    whereabouts_unknown,
)
from ..events import Found, Located, MeetingHeld, Returned
from ..facts import Facts
from ..notation import Duty, by_event
from ..periods import days, working_days

AT_HIGH_RISK = first_graded(v.HIGH)
MISSING_MEETING = "missing-meeting"
MISSING_REVIEW = "missing-review"
STRATEGY_MEETING = "strategy-meeting"  # what this edition calls the meeting of 5.4

# 5.1 The police. What is owed at once at high risk stays owed after a regrading or the return: done, or why not.

high_deploy_immediately = Duty(
    "high-deploy-immediately",
    name="Send officers straight away",
    sections=("5.1",),
    says="At high risk the police deploy at once.",
    strength=v.MUST,
    starts=AT_HIGH_RISK,
    by=v.POLICE,
    because="Graded high risk at {start}, so the police send officers straight away",
)

high_senior_command_involved = Duty(
    "high-senior-command-involved",
    name="Senior officers check enquiries and staffing",
    sections=("5.1",),
    says="At high risk senior command looks at the first lines of enquiry and approves the staffing.",
    strength=v.MUST,
    starts=AT_HIGH_RISK,
    by=v.POLICE,
    because="Graded high risk at {start}, so senior officers check the first enquiries and the number of staff",
)

high_appoint_investigating_officer = Duty(
    "high-appoint-investigating-officer",
    name="Appoint an investigating officer",
    sections=("5.1",),
    says="At high risk an investigating officer is appointed.",
    strength=v.SHOULD,
    starts=AT_HIGH_RISK,
    by=v.POLICE,
    because="Graded high risk at {start}, so one investigating officer is put in charge",
)

high_consider_sio_polsa = Duty(
    "high-consider-sio-polsa",
    name="Decide on a senior investigating officer and a search adviser",
    sections=("5.1",),
    says="At high risk the police decide whether to appoint a senior investigating officer and a search adviser.",
    strength=v.MAY,
    starts=AT_HIGH_RISK,
    by=v.POLICE,
    because="Graded high risk at {start}, so the police decide on a senior investigating officer and a search adviser",
)

high_media_strategy = Duty(
    "high-media-strategy",
    name="Settle how the media are used",
    sections=("5.1",),
    says="At high risk there is a media strategy.",
    strength=v.SHOULD,
    starts=AT_HIGH_RISK,
    by=v.POLICE,
    because="Graded high risk at {start}, so the police settle how the media are used",
)

high_agency_contact = Duty(
    "high-agency-contact",
    name="Stay in close touch with the other agencies",
    sections=("5.1",),
    says="At high risk the police stay in close touch with the other agencies.",
    strength=v.SHOULD,
    starts=AT_HIGH_RISK,
    by=v.POLICE,
    because="Graded high risk at {start}, so the police stay in close touch with everyone else who is involved",
)

high_family_support = Duty(
    "high-family-support",
    name="Put support for the family in place",
    sections=("5.1",),
    says="At high risk the family is supported.",
    strength=v.SHOULD,
    starts=AT_HIGH_RISK,
    by=v.POLICE,
    because="Graded high risk at {start}, so the police put support for the family in place",
)

high_notify_missing_persons_bureau = Duty(
    "high-notify-missing-persons-bureau",
    name="Tell the Missing Persons Bureau",
    sections=("5.1",),
    says="At high risk the police tell the UK Missing Persons Bureau.",
    strength=v.SHOULD,
    starts=AT_HIGH_RISK,
    by=v.POLICE,
    because="Graded high risk at {start}, so the police tell the Missing Persons Bureau straight away",
)

high_notify_ceop = Duty(
    "high-notify-ceop",
    name="Tell CEOP",
    sections=("5.1",),
    says="At high risk the police tell CEOP.",
    strength=v.SHOULD,
    starts=AT_HIGH_RISK,
    by=v.POLICE,
    because="Graded high risk at {start}, so the police tell CEOP",
)

high_notify_childrens_services = Duty(
    "high-notify-childrens-services",
    name="Tell children's services",
    sections=("5.1",),
    says="At high risk the police tell the children's services of the council concerned.",
    strength=v.SHOULD,
    starts=AT_HIGH_RISK,
    by=v.POLICE,
    because="Graded high risk at {start}, so the police tell children's services",
)

# 5.2 The local authority.

la_check_child_known = Duty(
    "la-check-child-known",
    name="Check whether the child is known",
    sections=("5.2",),
    says="The council checks each notification from the police: is the child known?",
    strength=v.MUST,
    starts=categorised_missing,
    by=v.CHILDRENS_SERVICES,
    because="Recorded by the police at {graded_at}, so the council checks whether it knows the child",
)


@la_check_child_known.required("4.2", "Recorded as missing: medium or high.")
def check_for_a_missing_child(child: Facts) -> bool:
    return child.highest_category in (v.MEDIUM, v.HIGH)


@la_check_child_known.required(
    "5.2", "An absent child in care.", reading="A86: the interview of a child in care needs the council to know."
)
def check_for_an_absent_child_in_care(child: Facts) -> bool:
    return child.in_care


# 5.4 Ongoing assessment.

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
    until=by_event(Found, Returned),
    by=v.CHILD_PROTECTION_MANAGER,
    because="{missing}{why}, so if the child is still missing, the review conference is brought forward by {due}",
)


@cp_conference_brought_forward.required("5.4", ON_A_PLAN, why=" with a child protection plan")
def conference_of_a_child_with_a_plan(child: Facts) -> bool:
    return bool(child.child_protection_plan)


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


@iro_told_missing.required("5.4", "The child is in care.", why=" and in care")
def missing_from_care(child: Facts) -> bool:
    return child.in_care


DUTIES = (
    high_deploy_immediately,
    high_senior_command_involved,
    high_appoint_investigating_officer,
    high_consider_sio_polsa,
    high_media_strategy,
    high_agency_contact,
    high_family_support,
    high_notify_missing_persons_bureau,
    high_notify_ceop,
    high_notify_childrens_services,
    la_check_child_known,
    missing_meeting_three_days,
    five_day_reviews,
    cp_manager_told_missing,
    cp_conference_brought_forward,
    iro_told_missing,
)
