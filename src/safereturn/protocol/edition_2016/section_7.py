"""Section 7: prevention and intervention (2016 edition)."""

from .. import vocabulary as v
from ..course import came_about, meeting, returned_from_missing, went_missing
from ..facts import Facts
from ..notation import Duty

# 7.1 What follows an episode. B38: what every episode asks begins when the child is missing.

single_episode_assessed = Duty(
    "single-episode-assessed",
    name="Assess the risk of what happened",
    sections=("7.1",),
    says="Even after a single episode the risk is assessed, by the responsible worker and by the police.",
    strength=v.MUST,
    starts=went_missing,
    by=v.LEAD_WORKER,
    parts=(v.LEAD_WORKER, v.POLICE),  # A59: two entries, one of each
    because="{missing}, so the responsible worker and the police each assess the risk",
)

needs_assessment_and_services = Duty(
    "needs-assessment-and-services",
    name="Assess the needs and find the services",
    sections=("7.1",),
    says="Where needs show, the fitting assessment is completed or brought up to date, and services are found.",
    strength=v.SHOULD,
    starts=came_about("needs-came-to-light"),
    by=v.LEAD_WORKER,
    because="Needs came to light at {start}, so they are assessed and the services for them found",
)

known_child_plan_reviewed = Duty(
    "known-child-plan-reviewed",
    name="Review the child's plan",
    sections=("7.1",),
    says="The plan of a child known to social care or a MAT, or in care, is reviewed and acted on.",
    strength=v.SHOULD,
    starts=returned_from_missing,
    by=v.LEAD_WORKER,
    because="Back {where} at {start}{why}, so the plan is reviewed and acted on",
)


@known_child_plan_reviewed.required("7.1", "Known to social care or a MAT, or in care.", why=", and known to services")
def known_to_social_care_or_mat(child: Facts) -> bool:
    return child.in_care or not {v.SOCIAL_CARE, v.MAT}.isdisjoint(child.open_to or ())


missing_plan_updated_after_episode = Duty(
    "missing-plan-updated-after-episode",
    name="Bring the missing plan up to date",
    sections=("7.1", "7.2"),
    says="After an episode a missing plan that there is already is brought up to date.",
    strength=v.SHOULD,
    starts=returned_from_missing,
    by=v.LEAD_WORKER,
    because="Back {where} at {start}{why}, so the missing plan is brought up to date",
)


@missing_plan_updated_after_episode.required("7.1", "The child has a missing plan.", why=", and has a missing plan")
def has_a_missing_plan(child: Facts) -> bool:
    return bool(child.missing_plan)


abuse_at_home_always_considered = Duty(
    "abuse-at-home-always-considered",
    name="Ask whether the child is abused at home or in the placement",
    sections=("7.1",),
    says="In every episode it is considered, and assessed, whether the child is abused at home or in the placement, "
    "and what is urgent is done.",
    strength=v.MUST,
    starts=went_missing,
    by=v.LEAD_WORKER,
    because="{missing}, and whoever goes may be going from harm, "
    "so it is asked whether the child is abused at home or in the placement",
)

# 7.2 Children in care: on admission.

care_plans_cover_missing_risk = Duty(
    "care-plans-cover-missing-risk",
    name="Write the risk of going missing into the care and placement plans",
    sections=("7.2",),
    says="The care and the placement plan say how likely the child is to go missing, and what would add to the danger.",
    strength=v.SHOULD,
    starts=came_about("admitted-to-placement"),
    by=v.SOCIAL_WORKER,
    because="Came to the placement at {start}, so both plans say how likely the child is to go missing",
)

ADMITTED_TO_CARE = came_about("admitted-to-care")

photo_consent_parental = Duty(
    "photo-consent-parental",
    name="Ask for consent to a photograph",
    sections=("7.2",),
    says="When a child comes into care, somebody with parental responsibility is asked to consent to a photograph "
    "that may be used if the child goes missing.",
    strength=v.MUST,
    starts=ADMITTED_TO_CARE,
    by=v.CHILDRENS_SERVICES,
    because="Came into care at {start}, so whoever has parental responsibility is asked to consent to a photograph",
)

photo_agreement_child = Duty(
    "photo-agreement-child",
    name="Ask the child to agree to the photograph",
    sections=("7.2",),
    says="If possible the child agrees to the photograph too.",
    strength=v.SHOULD,
    starts=ADMITTED_TO_CARE,
    by=v.CHILDRENS_SERVICES,
    because="Came into care at {start}, so the child is asked to agree to the photograph, if that is possible",
)

carer_raises_awareness = Duty(
    "carer-raises-awareness",
    name="Help the child see the dangers and safer answers",
    sections=("7.2",),
    says="The manager of the unit or the foster carer works out how to make the child aware of the dangers, "
    "and helps them to safer answers.",
    strength=v.SHOULD,
    starts=went_missing,
    by=v.CARER,
    because="{missing}{why}, so the carer works out how to show the child the dangers and safer answers",
)

# 7.2 Children in care: after an episode.

post_episode_care_plans_reviewed = Duty(
    "post-episode-care-plans-reviewed",
    name="Review the placement plan and the missing plan",
    sections=("7.2",),
    says="After an episode the placement plan and the missing plan are reviewed and brought up to date, "
    "and the care plan is reviewed if need be.",
    strength=v.SHOULD,
    starts=returned_from_missing,
    by=v.SOCIAL_WORKER,
    because="Back {where} at {start}{why}, so the placement plan and the missing plan are reviewed",
)

push_pull_understood = Duty(
    "push-pull-understood",
    name="Understand what pushes and pulls the child",
    sections=("7.2",),
    says="Care is taken to understand what draws a child in care away: missing the family, or being unhappy where "
    "they are; and the care plan is reviewed to match.",
    strength=v.MUST,
    starts=returned_from_missing,
    by=v.SOCIAL_WORKER,
    because="Back {where} at {start}{why}, so what pushes and pulls the child is understood, and the care plan with it",
)


@carer_raises_awareness.required("7.2", "The child is in care.", why=" and in care")
@post_episode_care_plans_reviewed.required("7.2", "The child is in care.", why=", and in care")
@push_pull_understood.required("7.2", "The child is in care.", why=", and in care")
def in_care(child: Facts) -> bool:
    return child.in_care


# 7.3 Missing again and again.

persistent_two_episodes_meeting = Duty(
    "persistent-two-episodes-meeting",
    name="Meet and write a missing strategy",
    sections=("7.3",),
    says="After two or more reported episodes the agencies meet, review the plan and write a missing strategy.",
    strength=v.SHOULD,
    starts=went_missing,
    met_by=meeting("persistent-meeting"),
    by=v.LEAD_WORKER,
    because="Reported missing at {start} and not for the first time, so everyone involved meets and writes a strategy",
)

persistent_meeting_attendance = Duty(
    "persistent-meeting-attendance",
    name="Ask everyone involved to that meeting",
    sections=("7.3",),
    says="The meeting is attended by the professionals involved, the Police Liaison Officer, the carers, "
    "the child and the parents.",
    strength=v.SHOULD,
    starts=went_missing,
    by=v.LEAD_WORKER,
    because="Reported missing at {start} and not for the first time, "
    "so the professionals, the police, the carers, the child and the parents are asked to meet",
)


@persistent_meeting_attendance.required(
    "7.3", "Reported missing two or more times.", reading="A10: the text gives no window, so none is used."
)
@persistent_two_episodes_meeting.required(
    "7.3", "Reported missing two or more times.", reading="A10: the text gives no window, so none is used."
)
def reported_before(child: Facts) -> bool:
    return child.earlier_reports >= 1


DUTIES = (
    single_episode_assessed,
    needs_assessment_and_services,
    known_child_plan_reviewed,
    missing_plan_updated_after_episode,
    abuse_at_home_always_considered,
    care_plans_cover_missing_risk,
    photo_consent_parental,
    photo_agreement_child,
    carer_raises_awareness,
    post_episode_care_plans_reviewed,
    push_pull_understood,
    persistent_two_episodes_meeting,
    persistent_meeting_attendance,
)
