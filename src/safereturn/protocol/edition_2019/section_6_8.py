"""Section 6.8: children in care (2019 edition). Who interviews them stands in the table of 6.7."""

import datetime as dt

from .. import vocabulary as v
from ..course import (
    came_about,
    each_placement,
    each_return_interview,
    returned_from_missing,
    went_missing,
    went_missing_and_returned,
)
from ..events import Placed
from ..facts import Facts
from ..notation import Duty
from ..periods import hours
from .section_6_7 import WHOEVER_INTERVIEWS

care_interview_exploitation_assessment = Duty(
    "care-interview-exploitation-assessment",
    name="Put an exploitation assessment into the interview",
    sections=("6.8",),
    says="The interview of a child missing from care includes an assessment of exploitation (CRE), if that fits.",
    strength=v.SHOULD,
    starts=each_return_interview,
    by=v.SOCIAL_WORKER,
    because="Interviewed at {start} after being missing{why}, so the risk of exploitation is assessed if that fits",
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

# Residential care in the county.

residential_profile_updated_derbyshire = Duty(
    "residential-profile-updated-derbyshire",
    name="Bring the missing profile and the safe care plan up to date",
    sections=("6.8",),
    says="After a return to residential care in the county, the missing profile and the risk assessment or safe care "
    "plan are checked for what has changed.",
    strength=v.MUST,
    starts=returned_from_missing,
    by=v.CARER,
    because="Back {where} at {start}{why}, so the home checks what the missing profile and the safe care plan now need",
)

residential_professionals_told_derbyshire = Duty(
    "residential-professionals-told-derbyshire",
    name="Tell the Independent Reviewing Officer and others who need to know",
    sections=("6.8",),
    says="When a child goes missing from residential care in the county, and again on the return, "
    "the Independent Reviewing Officer and others who need to know are told.",
    strength=v.SHOULD,
    starts=went_missing_and_returned,
    by=v.CARER,
    because="{missing_or_back}{why}, so the home tells the Independent Reviewing Officer and others who need to know",
)

IN_A_COUNTY_HOME = "The child is in residential care in the county."


@residential_professionals_told_derbyshire.required("6.8", IN_A_COUNTY_HOME, why=", in residential care in the county")
@residential_profile_updated_derbyshire.required("6.8", IN_A_COUNTY_HOME, why=", in residential care in the county")
def in_residential_care_in_the_county(child: Facts) -> bool:
    return child.area == v.DERBYSHIRE and child.in_care and child.placement == v.CHILDRENS_HOME


# Placed at a distance, or by another authority.

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


def before_the_move_or_within_24_hours(moved_at: dt.datetime, child: Facts, placed: Placed) -> dt.datetime:
    """By the start of a planned placement; 24 hours after the start of any other (A84)."""
    return moved_at if placed.planned else hours(24).after(moved_at)


placing_notifies_host = Duty(
    "placing-notifies-host-missing-lead",
    name="Tell the host's missing children lead",
    sections=("6.8",),
    says="The placing authority tells the host's missing children lead before it places a child at risk, "
    "or within 24 hours in an emergency.",
    strength=v.MUST,
    starts=each_placement(notice="placing-notifies-host-missing-lead"),
    due=before_the_move_or_within_24_hours,
    met_before_it_arises=True,
    by=v.PLACING_AUTHORITY,
    because="The placement in another authority's area begins at {since}, "
    "so the missing children lead there is told by {due}",
)

placement_carer_informs_missing = Duty(
    "placement-carer-informs-missing",
    name="Tell those who placed the child: missing",
    sections=("6.8",),
    says="When a child placed by another authority goes missing, the carer tells the local police, the social worker, "
    "the placing authority's missing children officer and, unless that would harm the child, whoever holds "
    "parental responsibility.",
    strength=v.MUST,
    starts=went_missing,
    by=v.CARER,
    because="{missing}{why}, so the carer tells the police, the social worker, the placing authority "
    "and, unless that would harm the child, the parents",
)

placement_carer_informs_return = Duty(
    "placement-carer-informs-return",
    name="Tell those who placed the child: back",
    sections=("6.8",),
    says="When a child placed by another authority is back, the carer tells the local police, the social worker "
    "and the placing authority's missing children officer.",
    strength=v.SHOULD,
    starts=returned_from_missing,
    by=v.CARER,
    because="Back {where} at {start}{why}, so the carer tells the police, the social worker and the placing authority",
)

placing_officer_tells_iro = Duty(
    "placing-officer-tells-iro",
    name="Pass the return on to the Independent Reviewing Officer",
    sections=("6.8",),
    says="Whoever is told for the placing authority that the child is back shares it with the child's "
    "Independent Reviewing Officer.",
    strength=v.SHOULD,
    starts=returned_from_missing,
    by=v.SOCIAL_WORKER,
    because="Back {where} at {start}{why}, so the social worker passes it on to the Independent Reviewing Officer",
)

placing_shares_interview_with_host = Duty(
    "placing-shares-interview-with-host",
    name="Share the interview with the host authority",
    sections=("6.8",),
    says="The placing authority shares what it learns with the host authority, a copy of the interview included.",
    strength=v.MUST,
    starts=each_return_interview,
    by=v.PLACING_AUTHORITY,
    because="Interviewed at {start}{why}, so the placing authority sends the host authority a copy",
)

BY_ANOTHER_AUTHORITY = "The child was placed by another authority."
PLACED = ", and placed by another authority"


@placement_carer_informs_missing.required("6.8", BY_ANOTHER_AUTHORITY, why=PLACED)
@placement_carer_informs_return.required("6.8", BY_ANOTHER_AUTHORITY, why=PLACED)
@placing_officer_tells_iro.required("6.8", BY_ANOTHER_AUTHORITY, why=PLACED)
@placing_shares_interview_with_host.required("6.8", BY_ANOTHER_AUTHORITY, why=PLACED)
def placed_by_another_authority(child: Facts) -> bool:
    return child.placed_by_another_authority  # B33: looked after by another than the one in whose area the child is


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
    residential_profile_updated_derbyshire,
    residential_professionals_told_derbyshire,
    distant_placement_interview_arranged,
    placing_notifies_host,
    placement_carer_informs_missing,
    placement_carer_informs_return,
    placing_officer_tells_iro,
    placing_shares_interview_with_host,
    provider_facilitates_interview,
    advocate_explained_derbyshire,
    advocate_referral_derbyshire,
)
