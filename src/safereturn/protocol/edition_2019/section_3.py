"""Section 3: definitions and assessment of risk (2019 edition)."""

from .. import vocabulary as v
from ..course import came_about, each_grading, first_graded, went_missing
from ..events import CategoryDisputed, DisputeDecided
from ..facts import Facts
from ..notation import Duty, at_each, by_event

# 3.1 Definitions.

nar_actions_and_review_time = Duty(
    "nar-actions-and-review-time",
    name="Agree what is done at no apparent risk, and when risk is looked at again",
    sections=("3.1", "5.1"),
    says="At no apparent risk the police agree with whoever reported what is done to find the child or to learn more, "
    "and set the latest time at which the risk is looked at again.",
    strength=v.SHOULD,
    starts=first_graded(v.NO_APPARENT_RISK),
    by=v.POLICE,
    because="First graded no apparent risk at {since}, so the police agree with whoever reported what is done next "
    "and when the risk is looked at again",
)

medium_active_response = Duty(
    "medium-active-response",
    name="Search actively, and support whoever reported",
    sections=("3.1", "5.1"),
    says="At medium risk the police and the other agencies take active, measured steps to trace the child "
    "and support the person who reported.",
    strength=v.MUST,
    starts=first_graded(v.MEDIUM),
    by=v.POLICE,
    because="Graded medium at {since}, so the police search actively and support whoever reported",
)

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


individual_missing_plan_kept_current = Duty(
    "individual-missing-plan-kept-current",
    name="Bring the child's missing plan up to date",
    sections=("3.1",),
    says="The child's missing plan is reviewed and changed whenever that is needed.",
    strength=v.SHOULD,
    starts=came_about("missing-plan-out-of-date"),
    by=v.LEAD_WORKER,
    because="The missing plan no longer fitted at {start}, so the lead worker brings it up to date",
)

# 3.2 Assessment of risk.

risk_factor_fgm_forced_marriage = Duty(
    "risk-factor-fgm-forced-marriage",
    name="Weigh female genital mutilation and forced marriage",
    sections=("3.2",),
    says="Setting the level of risk, the police weigh whether the child was taken away for female genital mutilation "
    "or a forced marriage.",
    strength=v.SHOULD,
    starts=each_grading,  # B11: each grading sets the level
    by=v.POLICE,
    because="Graded {category} at {graded_at}, so the police weigh whether the child was taken away for female genital "
    "mutilation or a forced marriage",
)

risk_factor_radicalisation = Duty(
    "risk-factor-radicalisation",
    name="Weigh radicalisation",
    sections=("3.2",),
    says="Setting the level of risk, the police weigh any concern about radicalisation.",
    strength=v.SHOULD,
    starts=each_grading,  # B11: each grading sets the level
    by=v.POLICE,
    because="Graded {category} at {graded_at}, so the police weigh whether the child is being radicalised",
)

category_dispute_to_duty_inspector = Duty(
    "category-dispute-to-duty-inspector",
    name="Take the dispute about the category to the duty inspector",
    sections=("3.2",),
    says="Whoever disagrees with the category takes it to the duty inspector, urgently.",
    strength=v.SHOULD,
    starts=at_each(CategoryDisputed),  # A15: about the category or the level
    met_by=by_event(DisputeDecided),  # B12: what was decided had been taken there
    by=v.CHILDRENS_SERVICES,
    because="The category was disputed at {start}, so the dispute goes to the duty inspector",
)

DUTIES = (
    nar_actions_and_review_time,
    medium_active_response,
    police_recovery_help_given,
    individual_missing_plan,
    individual_missing_plan_followed,
    individual_missing_plan_kept_current,
    risk_factor_fgm_forced_marriage,
    risk_factor_radicalisation,
    category_dispute_to_duty_inspector,
)
