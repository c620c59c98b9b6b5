"""Section 4.2: what the police do with a report (2019 edition)."""

from .. import vocabulary as v
from ..course import categorised_missing, first_graded, out_of_low_category, went_missing
from ..notation import Duty
from ..periods import hours

AT_NO_APPARENT_RISK = first_graded(v.NO_APPARENT_RISK)
AT_MEDIUM_OR_HIGH = first_graded(v.MEDIUM, v.HIGH)

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

# On grading: all three categories, since no apparent risk is printed as a kind of missing (A86).

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
    because="Recorded as missing at {graded_at}, graded {category}, so the police send the council the details",
)

# At no apparent risk.

low_category_record_and_agree = Duty(
    "low-category-record-and-agree",
    name="Record the details and agree when to look again",
    sections=("4.2",),
    says="At no apparent risk the police record the details and agree actions and review times with the family, the "
    "carer or the council.",
    strength=v.MUST,
    starts=AT_NO_APPARENT_RISK,
    by=v.POLICE,
    because="First graded no apparent risk at {since}, so the police agree with the family, the carer or the council "
    "what is done and when they look again",
)

low_category_constant_review = Duty(
    "low-category-constant-review",
    name="Keep the risk under review",
    sections=("4.2",),
    says="A child at no apparent risk stays under constant review, above all when something new is known.",
    strength=v.MUST,
    starts=AT_NO_APPARENT_RISK,
    until=out_of_low_category(v.NO_APPARENT_RISK),  # B10: for as long as it lasts
    by=v.POLICE,
    because="First graded no apparent risk at {since}, so the police keep the risk under review",
)

low_category_ceiling = Duty(
    "low-category-24h-ceiling",
    name="Regrade or find the child within 24 hours",
    sections=("4.2",),
    says="No child stays at no apparent risk for more than 24 hours.",
    strength=v.MUST,
    starts=AT_NO_APPARENT_RISK,
    due=hours(24),  # A13: from the first such grading, time in other categories included
    met_by=out_of_low_category(v.NO_APPARENT_RISK),
    by=v.POLICE,
    because="First graded no apparent risk at {since}, and nobody stays there for more than a day, "
    "so the police regrade or find the child by {due}",
)

# From medium on.

partners_assist_police = Duty(
    "partners-assist-police",
    name="Help the police to find the child",
    sections=("4.2",),
    says="Once the police lead the search, at medium or high, the partners help them and do what is required of "
    "themselves.",
    strength=v.MUST,
    starts=AT_MEDIUM_OR_HIGH,
    by=v.CHILDRENS_SERVICES,
    because="Graded {category} at {since}, so the police lead the search and the partners help them",
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
    compact_entry,
    intelligence_history_check,
    la_notified,
    low_category_record_and_agree,
    low_category_constant_review,
    low_category_ceiling,
    partners_assist_police,
    police_investigate,
)
