"""Sections 3.1 and 3.2: definitions and assessment of risk (2016 edition)."""

from .. import vocabulary as v
from ..course import came_about, went_missing, whereabouts_known_so_far
from ..events import Categorised, CategoryDisputed, DisputeDecided
from ..facts import Facts
from ..history import History
from ..notation import Constraint, Duty, at_each, by_event

# 3.1 Definitions.

absent_excludes_away = Constraint(
    "absent-excludes-away",
    section="3.1",
    says="A child who is away at a known place is not recorded as absent.",
    on=Categorised,
    reading="A22: a known location always wins: away, not absent.",
)


@absent_excludes_away.refuses_when
def absent_though_the_place_is_known(categorised: Categorised, history: History) -> bool:
    return categorised.category == v.ABSENT and whereabouts_known_so_far(history)


police_recovery_help_given = Duty(
    "police-recovery-help-given",
    name="Help to bring the child back",
    sections=("3.1",),
    says="Asked to help bring back a child whose place is known, the police help where that makes the child safer.",
    strength=v.MUST,
    starts=came_about("recovery-help-asked"),
    by=v.POLICE,
    because="The council asked for help at {start}, so the police help to bring the child back, or say why not",
)

individual_missing_plan = Duty(
    "individual-missing-plan",
    name="Write the child's missing plan",
    sections=("3.1",),
    says="A child known to be at risk of going missing, from home or from care, has an individual plan.",
    strength=v.SHOULD,
    starts=came_about("known-risk-of-going-missing"),
    by=v.LEAD_WORKER,
    because="Known at {start} to be at risk of going missing, so the lead worker has a plan ready",
)

individual_missing_plan_followed = Duty(
    "individual-missing-plan-followed",
    name="Follow the child's missing plan",
    sections=("3.1",),
    says="The child's missing plan is followed each time that the child goes missing.",
    strength=v.SHOULD,
    starts=went_missing,
    by=v.CHILDRENS_SERVICES,
    because="{missing}{why}, so everyone involved follows the plan",
)


@individual_missing_plan_followed.required("3.1", "The child has a missing plan.", why=" with a missing plan in place")
def has_a_missing_plan(child: Facts) -> bool:
    return bool(child.missing_plan)


# 3.2 Assessment of risk.

category_dispute_to_duty_inspector = Duty(
    "category-dispute-to-duty-inspector",
    name="Take the dispute about the category to the duty inspector",
    sections=("3.2",),
    says="Whoever disagrees with absent or missing, or with the level, takes it to the duty inspector at once.",
    strength=v.SHOULD,
    starts=at_each(CategoryDisputed),
    met_by=by_event(DisputeDecided),  # B12: what was decided had been taken there
    by=v.CHILDRENS_SERVICES,
    because="The category or level was disputed at {start}, so the dispute goes to the duty inspector",
)

CONSTRAINTS = (absent_excludes_away,)

DUTIES = (
    police_recovery_help_given,
    individual_missing_plan,
    individual_missing_plan_followed,
    category_dispute_to_duty_inspector,
)
