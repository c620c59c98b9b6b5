"""Section 4.2: what the police do with a report (2016 edition)."""

from .. import vocabulary as v
from ..course import categorised_missing, first_graded, out_of_low_category, went_missing
from ..facts import Facts
from ..notation import Duty
from ..periods import hours

AT_ABSENT = first_graded(v.ABSENT)

police_tell_caller_sharing = Duty(
    "police-tell-caller-sharing",
    name="Tell the caller that information is shared",
    sections=("4.2",),
    says="Taking the report, the police tell the caller that information about the child is shared and partners are "
    "asked to help.",
    strength=v.MUST,
    starts=went_missing,
    by=v.POLICE,
    because="{missing}, so the police tell the caller that partners are told and asked to help",
)

# Absent.

low_category_record_and_agree = Duty(
    "low-category-record-and-agree",
    name="Record the details and agree when to look again",
    sections=("4.2",),
    says="The police record the details of an absent child, and agree actions and review times with the family, the "
    "carer or the council.",
    strength=v.MUST,
    starts=AT_ABSENT,
    by=v.POLICE,
    because="First recorded as absent at {since}, so the police agree with the family, the carer or the council "
    "what is done and when they look again",
)

low_category_constant_review = Duty(
    "low-category-constant-review",
    name="Keep the risk under review",
    sections=("4.2",),
    says="An absent child stays under constant review, above all when something new is known.",
    strength=v.MUST,
    starts=AT_ABSENT,
    until=out_of_low_category(v.ABSENT),  # B10: for as long as it lasts
    by=v.POLICE,
    because="First recorded as absent at {since}, so the police keep the risk under review",
)

low_category_ceiling = Duty(
    "low-category-24h-ceiling",
    name="Regrade or find the child within 24 hours",
    sections=("4.2",),
    says="No child stays absent for more than 24 hours.",
    strength=v.MUST,
    starts=AT_ABSENT,
    due=hours(24),  # A13: from the first such grading, time in other categories included
    met_by=out_of_low_category(v.ABSENT),
    by=v.POLICE,
    because="First recorded as absent at {since}, and nobody stays absent for more than a day, "
    "so the police regrade or find the child by {due}",
)

# Missing.

compact_entry = Duty(
    "compact-entry",
    name="Enter the child on COMPACT",
    sections=("4.2",),
    says="Once a child is recorded as missing, the police enter the details on COMPACT.",
    strength=v.MUST,
    starts=categorised_missing,
    by=v.POLICE,
    because="Recorded as missing at {graded_at}, graded {category}, so the police enter the details on COMPACT",
)

intelligence_history_check = Duty(
    "intelligence-history-check",
    name="Check for intelligence and recent history",
    sections=("4.2",),
    says="Once a child is recorded as missing, the police check COMPACT and their own systems.",
    strength=v.MUST,
    starts=categorised_missing,
    by=v.POLICE,
    because="Recorded as missing at {graded_at}, graded {category}, so the police check for intelligence and history",
)

la_notified = Duty(
    "la-notified-by-secure-email",
    name="Send the council the details by secure e-mail",
    sections=("4.2", "5.2"),
    says="Once a child is recorded as missing, the police send the details to the council by secure e-mail.",
    strength=v.MUST,
    starts=categorised_missing,
    by=v.POLICE,
    because="Recorded by the police at {graded_at}{why}, so they send the council the details",
)


RECORDED_AS_MISSING = "Recorded as missing: medium or high."


@la_notified.required("4.2", RECORDED_AS_MISSING, why=" as missing, graded {category}")
@intelligence_history_check.required("4.2", RECORDED_AS_MISSING)
@compact_entry.required("4.2", RECORDED_AS_MISSING)
def recorded_as_missing(child: Facts) -> bool:
    return child.highest_category in (v.MEDIUM, v.HIGH)


@la_notified.required(
    "4.2",
    "An absent child in care.",
    reading="A86: the interview of a child in care needs the council to know.",
    why=" as absent, and in care",
)
def tell_of_an_absent_child_in_care(child: Facts) -> bool:
    return child.in_care


# The telephone call, beside the e-mail.

IN_CARE = "The child is in care."
WORRYING = "The situation is worrying to the police."
ON_THE_REPORT = "B19: a child in care is rung about on the report, before the grading."

call_derbyshire = Duty(
    "concerning-or-care-call-derbyshire",
    name="Ring Starting Point",
    sections=("4.2",),
    says="In the county the police ring Starting Point at once about a child in care, or a worrying situation.",
    strength=v.MUST,
    starts=went_missing,
    by=v.POLICE,
    because="{missing}{why}, so the police ring Starting Point at once",
)


@call_derbyshire.required("4.2", IN_CARE, reading=ON_THE_REPORT, why=" and in care")
def in_care_in_the_county(child: Facts) -> bool:
    return child.area == v.DERBYSHIRE and child.in_care


@call_derbyshire.required("4.2", WORRYING, why=", which worries the police")
def worrying_in_the_county(child: Facts) -> bool:
    return child.area == v.DERBYSHIRE and "concerning-to-police" in child.came_about


call_derby = Duty(
    "concerning-or-care-call-derby",
    name="Ring First Contact or Careline",
    sections=("4.2",),
    says="In the city the police ring First Contact or Careline at once about a child in care, or when worried.",
    strength=v.MUST,
    starts=went_missing,
    by=v.POLICE,
    because="{missing}{why}, so the police ring First Contact or Careline at once",
)


@call_derby.required("4.2", IN_CARE, reading=ON_THE_REPORT, why=" and in care")
def in_care_in_the_city(child: Facts) -> bool:
    return child.area == v.DERBY and child.in_care


@call_derby.required("4.2", WORRYING, why=", which worries the police")
def worrying_in_the_city(child: Facts) -> bool:
    return child.area == v.DERBY and "concerning-to-police" in child.came_about


# From the report on.

partners_assist_police = Duty(
    "partners-assist-police",
    name="Help the police to find the child",
    sections=("4.2",),
    says="Once a child is reported missing the police lead, and the partners help them and do what is required of "
    "themselves.",
    strength=v.MUST,
    starts=went_missing,
    by=v.CHILDRENS_SERVICES,
    because="{missing}, so the police lead the search and the partners help them",
)

police_investigate = Duty(
    "police-investigate-per-college-policy",
    name="Investigate by the national policy",
    sections=("4.2",),
    says="The police investigate every missing child by the College of Policing's policy.",
    strength=v.MUST,
    starts=went_missing,
    by=v.POLICE,
    because="{missing}, so the police investigate by the College of Policing's policy",
)

DUTIES = (
    police_tell_caller_sharing,
    low_category_record_and_agree,
    low_category_constant_review,
    low_category_ceiling,
    compact_entry,
    intelligence_history_check,
    la_notified,
    call_derbyshire,
    call_derby,
    partners_assist_police,
    police_investigate,
)
