"""Section 4: initial reporting (2016 edition)."""

from .. import vocabulary as v
from ..course import categorised_missing, first_graded, out_of_low_category
from ..events import Categorised, Reported
from ..facts import Facts
from ..notation import Duty, at_first, by_event
from ..periods import hours

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

low_category_ceiling = Duty(
    "low-category-24h-ceiling",
    name="Regrade or find the child within 24 hours",
    sections=("4.2",),
    says="No child stays absent for more than 24 hours.",
    strength=v.MUST,
    starts=first_graded(v.ABSENT),
    due=hours(24),  # A13: from the first such grading, time in other categories included
    met_by=out_of_low_category(v.ABSENT),
    by=v.POLICE,
    because="First recorded as absent at {since}, and nobody stays absent for more than a day, "
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
    because="Recorded by the police at {graded_at}{why}, so they send the council the details",
)


@la_notified.required("4.2", "Recorded as missing: medium or high.", why=" as missing, graded {category}")
def tell_of_a_missing_child(child: Facts) -> bool:
    return child.highest_category in (v.MEDIUM, v.HIGH)


@la_notified.required(
    "4.2",
    "An absent child in care.",
    reading="A86: the interview of a child in care needs the council to know.",
    why=" as absent, and in care",
)
def tell_of_an_absent_child_in_care(child: Facts) -> bool:
    return child.in_care


DUTIES = (police_decide, low_category_ceiling, la_notified)
