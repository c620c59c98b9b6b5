"""An invented edition of an invented partnership, as somebody would write it in a day: other clocks, other teams.

Nothing of it is in force anywhere. It shows that an edition is a file or two, and that nothing else need be touched.
"""

import datetime as dt

from safereturn.protocol import vocabulary as v
from safereturn.protocol.course import (
    each_time_missing,
    found_or_returned,
    meeting,
    returned_from_missing,
    went_missing,
    whereabouts_unknown,
)
from safereturn.protocol.events import Categorised, FactRecorded, InterviewHeld, PreventionVisit, Reported, Returned
from safereturn.protocol.facts import Facts
from safereturn.protocol.history import grading, recording
from safereturn.protocol.notation import ANY, Constraint, Duty, Edition, Row, Table, at_first, by_event
from safereturn.protocol.periods import days, hours, working_days

WATCHFUL = "watchful-waiting"

# 1. Reporting

police_grade = Duty(
    "harbour-police-grade",
    name="Grade the report",
    sections=("1.2",),
    says="The police grade each report within the hour.",
    strength=v.MUST,
    starts=at_first(Reported),
    due=hours(1),
    met_by=by_event(Categorised),
    by=v.DUTY_INSPECTOR,
    because="Reported at {start}, so the inspector grades it by {due}",
)

# 2. While the child is missing

KEEPS_WATCH = Table(
    columns=("in_care", "known_to_yos"),
    rows=(
        Row((True, ANY), by=v.SOCIAL_WORKER, section="2.1", says="A child in care: the social worker."),
        Row((ANY, True), by=v.YOS_WORKER, section="2.1", says="A child known to the Youth Offending Service."),
        Row((ANY, ANY), by=v.EDUCATION_WELFARE_OFFICER, section="2.1", says="Any other child: the school's service."),
    ),
)

gathering = Duty(
    "harbour-gathering",
    name="Hold the gathering",
    sections=("2.3",),
    says="Everyone meets within two days of the child going missing.",
    strength=v.MUST,
    starts=each_time_missing,
    counted_from=whereabouts_unknown,
    due=days(2),
    met_by=meeting("missing-meeting"),
    until=by_event(Returned),
    by=KEEPS_WATCH,
    because="{missing}, so everyone gathers by {due}",
)

board_is_told = Duty(
    "harbour-board-told",
    name="Tell the board",
    sections=("2.4",),
    says="The safeguarding board hears of a child on a plan within ten working days.",
    strength=v.SHOULD,
    starts=went_missing,
    due=working_days(10),
    by=v.CHILD_PROTECTION_MANAGER,
    because="{missing}{why}, so the board is told by {due}",
)


@board_is_told.required("2.4", "The child is on a child protection plan.", why=" with a child protection plan")
def on_a_plan(child: Facts) -> bool:
    return bool(child.child_protection_plan)


# 3. The return

seen_at_once = Duty(
    "harbour-seen",
    name="See the child",
    sections=("3.1",),
    says="A police officer sees the child on the day.",
    strength=v.SHOULD,
    starts=found_or_returned,
    due=hours(12),
    met_by=by_event(PreventionVisit),
    by=v.INVESTIGATING_OFFICER,
    because="{found_or_back} at {start}, so an officer sees the child by {due}",
)

conversation = Duty(
    "harbour-conversation",
    name="Return conversation",
    sections=("3.2",),
    says="Somebody whom the child chooses talks with the child within 48 hours.",
    strength=v.MUST,
    starts=returned_from_missing,
    due=hours(48),
    met_by=by_event(InterviewHeld),
    by=KEEPS_WATCH,
    because="Back {where} at {start}{why}, so somebody talks with the child by {due}",
)


@conversation.not_required("3.3", "A child who was only ever watched for is not asked again.")
def only_watched_for(child: Facts) -> bool:
    return child.highest_category == WATCHFUL


@conversation.required("3.2", "Every other child.")
def every_other_child(child: Facts) -> bool:
    return True


not_in_uniform = Constraint(
    "harbour-no-police-conversation",
    section="3.2",
    says="The police do not hold the conversation.",
    on=InterviewHeld,
)


@not_in_uniform.refuses_when
def held_by_the_police(event: InterviewHeld, history: object) -> bool:
    return event.interviewer in v.POLICE_ROLES


EDITION = Edition(
    "2027",
    title="Harbour Towns partnership: children who go missing, 2027 (invented)",
    in_force_from=dt.date(2027, 1, 1),
    categories=(WATCHFUL, v.MEDIUM, v.HIGH),
    duties=(police_grade, gathering, board_is_told, seen_at_once, conversation),
    constraints=(not_in_uniform,),
    folds={Categorised: grading, FactRecorded: recording},
)
