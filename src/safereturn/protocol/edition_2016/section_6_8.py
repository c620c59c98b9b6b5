"""Section 6.8: children in care (2016 edition). Who interviews them stands in the table of 6.7."""

from .. import vocabulary as v
from ..course import (
    came_about,
    each_placement,
    each_return_interview,
    returned_from_missing,
)
from ..facts import Facts
from ..notation import Duty
from .section_6_7 import WHOEVER_INTERVIEWS

care_interview_exploitation_assessment = Duty(
    "care-interview-exploitation-assessment",
    name="Put an exploitation assessment into the interview",
    sections=("6.8",),
    says="The interview of a child missing from care includes an assessment of sexual exploitation (CSE).",
    strength=v.SHOULD,
    starts=each_return_interview,
    by=v.SOCIAL_WORKER,
    because="Interviewed at {start} after being missing{why}, so the risk of sexual exploitation is assessed in it",
)


@care_interview_exploitation_assessment.required("6.8", "The child is in care.", why=" from care")
def interviewed_in_care(child: Facts) -> bool:
    return child.in_care


foster_carer_action_sheet = Duty(
    "foster-carer-action-sheet",
    name="Complete the action sheet",
    sections=("6.8",),
    says="The foster carer completes the action sheet and gives it to the supervising social worker.",
    strength=v.MUST,
    starts=returned_from_missing,
    by=v.CARER,
    because="Back {where} at {start}{why}, so the foster carer completes the action sheet",
)


@foster_carer_action_sheet.required("6.8", "The child is placed with foster carers.", why=", and in foster care")
def in_foster_care(child: Facts) -> bool:
    return child.in_care and child.placement == v.FOSTER


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


absences_considered_at_review = Duty(
    "absences-considered-at-review",
    name="Weigh every absence at the review",
    sections=("6.8",),
    says="The review of a child in care takes every kind of absence fully into account.",
    strength=v.SHOULD,
    starts=came_about("review-of-child-in-care"),
    by=v.INDEPENDENT_REVIEWING_OFFICER,
    because="The child's review was at {start}, so every absence is weighed in it",
)

# Placed at a distance, or in the county by another authority.

distant_placement_interview_arranged = Duty(
    "distant-placement-interview-arranged",
    name="Settle who would interview the child",
    sections=("6.8",),
    says="When a child is to live far away, the social worker settles how a return interview would be held, "
    "and writes it into the placement plan or the missing strategy.",
    strength=v.SHOULD,
    starts=each_placement(),
    by=v.SOCIAL_WORKER,
    because="The placement in another authority's area begins at {since}, "
    "so the social worker settles who would interview the child there",
)


provider_facilitates_interview = Duty(
    "provider-facilitates-interview",
    name="Make the interview possible",
    sections=("6.8",),
    says="Where the county's Youth Offending Service or a MAT interviews another authority's child, "
    "the placement provider may have to make that possible.",
    strength=v.MAY,
    starts=returned_from_missing,
    by=v.PLACEMENT_PROVIDER,
    because="Back {where} at {start}{why}, so the provider may have to make the interview possible",
)


@provider_facilitates_interview.required(
    "6.8",
    "Another authority's child in the county.",
    reading="B34: on each return, since whether a worker of the county interviews is settled only afterwards.",
    why=", in the county and in another authority's care",
)
def another_authoritys_child_in_the_county(child: Facts) -> bool:
    return child.area == v.DERBYSHIRE and child.looked_after_by == v.OTHER


# An advocate, in the county.

advocate_explained_derbyshire = Duty(
    "advocate-explained-derbyshire",
    name="Tell the child of the Independent Advocate",
    sections=("6.8",),
    says="In the county a looked after child is told of any right to an Independent Advocate, beside the interview.",
    strength=v.SHOULD,
    starts=returned_from_missing,  # B37: whether the child wants the interview or not
    by=WHOEVER_INTERVIEWS,
    because="Back {where} at {start}{why}, so whoever interviews tells the child of the Independent Advocate",
)

advocate_referral_derbyshire = Duty(
    "advocate-referral-derbyshire",
    name="Help the child to an Independent Advocate",
    sections=("6.8",),
    says="In the county whoever interviews helps a looked after child who wants an advocate to get one.",
    strength=v.SHOULD,
    starts=came_about("advocate-wanted"),
    by=WHOEVER_INTERVIEWS,
    because="The child asked for an advocate at {start}, so whoever interviews helps with the referral",
)

IN_CARE_IN_THE_COUNTY = "A looked after child in the county."


@advocate_explained_derbyshire.required("6.8", IN_CARE_IN_THE_COUNTY, why=", in care in the county")
@advocate_referral_derbyshire.required("6.8", IN_CARE_IN_THE_COUNTY)
def in_care_in_the_county(child: Facts) -> bool:
    return child.area == v.DERBYSHIRE and child.in_care


DUTIES = (
    care_interview_exploitation_assessment,
    foster_carer_action_sheet,
    iro_told_missing_and_return,
    absences_considered_at_review,
    distant_placement_interview_arranged,
    provider_facilitates_interview,
    advocate_explained_derbyshire,
    advocate_referral_derbyshire,
)
