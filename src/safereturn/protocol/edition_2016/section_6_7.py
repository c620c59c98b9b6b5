"""Section 6.7: the return interview (2016 edition). Who holds it, by 6.8 too, is one table."""

from dataclasses import replace

from .. import vocabulary as v
from ..course import (
    declined_and_signed_off,
    each_return_interview,
    each_time_no_interview_is_possible,
    returned_from_missing,
)
from ..events import Event, InterviewDeclined, InterviewHeld, InterviewOffered, InterviewSignedOff
from ..facts import Facts
from ..history import History
from ..notation import ANY, Constraint, Duty, Occasion, Row, Table, at_each, by_event
from ..periods import hours

INTERVIEWER = Table(
    columns=("in_care", "own_child_in_care", "area", "known_to_yos", "known_to_services"),
    rows=(
        Row(
            (True, True, ANY, ANY, ANY),
            by=v.SOCIAL_WORKER,
            answerable=v.CHILDRENS_SERVICES,
            section="6.8",
            says="The social worker of a child in the care of one of the two councils, wherever placed.",
        ),
        Row(
            (True, ANY, v.DERBYSHIRE, True, ANY),
            by=v.YOS_WORKER,
            answerable=v.PLACING_AUTHORITY,
            section="6.8",
            says="Another authority's child in the county, known to its Youth Offending Service.",
        ),
        Row(
            (True, ANY, ANY, ANY, ANY),
            by=v.PLACING_AUTHORITY,
            section="6.8",
            says="Another authority's child: the placing authority arranges it.",
        ),
        Row(
            (ANY, ANY, ANY, ANY, True),
            by=v.LEAD_WORKER,
            answerable=v.CHILDRENS_SERVICES,
            section="6.7",
            says="The lead worker of a known child.",
        ),
        Row(
            (ANY, ANY, v.DERBY, ANY, ANY),
            by=v.RUNAWAYS_WORKER,
            answerable=v.CHILDRENS_SERVICES,
            section="5.2",
            says="A child not known to services in the city.",
        ),
        Row(
            (ANY, ANY, v.DERBYSHIRE, ANY, ANY),
            by=v.MAT_WORKER,
            answerable=v.CHILDRENS_SERVICES,
            section="6.7",
            says="A child not known to services in the county.",
        ),
    ),
)

# What falls to whoever holds the interview: the text names nobody else to answer for that.
WHOEVER_INTERVIEWS = Table(
    columns=INTERVIEWER.columns, rows=[replace(row, answerable=None) for row in INTERVIEWER.rows]
)

return_interview = Duty(
    "return-interview",
    name="Return interview",
    sections=("6.7",),
    says="Someone independent interviews the child within 72 hours of the return.",
    strength=v.MUST,
    starts=returned_from_missing,
    due=hours(72),  # A01: elapsed hours; A02: from the return, not from being found
    met_by=by_event(InterviewHeld),
    declined_by=declined_and_signed_off,
    by=INTERVIEWER,
    because="Back {where} at {start}{why}, so someone independent sees them by {due}",
)


@return_interview.not_required(
    "6.7", "An unborn baby cannot be interviewed.", reading="A28: no interview for an unborn baby."
)
def not_yet_born(child: Facts) -> bool:
    return child.unborn


@return_interview.required(
    "6.8",
    "A child in care is interviewed whatever the category.",
    reading="A46: a child in care is interviewed even when the family exemption of 6.9 would apply.",
    why=", and a child in care is always heard",
)
def child_in_care(child: Facts) -> bool:
    return child.in_care and (child.settings.care_before_family or not child.missing_with_family)


@return_interview.not_required(
    "6.9",
    "No interview is needed where the child was missing with a family under child protection.",
    reading="A46: under a plan, or believed to be at risk of significant harm; whatever the category.",
)
def missing_with_family_under_child_protection(child: Facts) -> bool:
    return child.missing_with_family and child.under_child_protection


@return_interview.required("6.7", "Medium or high at any time in the episode.", why=" {having_been_graded}")
def medium_or_high(child: Facts) -> bool:
    return child.highest_category in (v.MEDIUM, v.HIGH)


@return_interview.not_required("6.9", "No interview is normally needed where missing school is the only concern.")
def missing_education_only(child: Facts) -> bool:
    return bool(child.education_only)


@return_interview.required(
    "6.7",
    "Every other child reported to the police, one recorded as absent included.",
    reading="A04: 6.7 names no category, and the glossary calls every reported child missing.",
)
def every_other_reported_child(child: Facts) -> bool:
    return child.settings.absent_at_home_interviewed or child.highest_category != v.ABSENT


@return_interview.waivable(
    "The interview of a child at home who was only ever absent.",
    by=v.TEAM_MANAGER,
    reading="A04: for an absent child at home a manager may waive it with a reason.",
)
def only_ever_absent_at_home(child: Facts) -> bool:
    return not child.in_care and child.highest_category == v.ABSENT


return_interview_exceptional = Duty(
    "return-interview-exceptional",
    name="Decide whether the circumstances are exceptional",
    sections=("6.7",),
    says="Only exceptional circumstances excuse an interview after the 72 hours: a manager decides, and says why.",
    strength=v.MAY,
    starts=each_time_no_interview_is_possible,  # B36: that the interview is not possible tells that time may run out
    by=v.CHILDRENS_SERVICES,
    because="No interview was possible at {start}, so a manager decides whether that is exceptional; the clock runs on",
)


@return_interview_exceptional.required("6.7", "The interview is owed.")
def interview_owed(child: Facts) -> bool:
    return return_interview.judged(child) is not None


def parents_seen(history: History, occasion: Occasion) -> Event | None:
    """The first interview, from the one that was held on, in which the parents or carers were seen too (B32)."""
    return next((e for e in history.all(InterviewHeld) if e.parent_seen and e.order >= occasion.order), None)


interview_separate_parent_talk = Duty(
    "interview-separate-parent-talk",
    name="Talk with the parents or carers on their own",
    sections=("6.7",),
    says="Whoever interviews talks with the child and, apart from that, with the parents or carers.",
    strength=v.SHOULD,
    starts=each_return_interview,
    met_by=parents_seen,
    by=WHOEVER_INTERVIEWS,
    because="The child was interviewed at {start}, and the parents or carers are talked with on their own",
)

interview_exploitation_assessment = Duty(
    "interview-exploitation-assessment",
    name="Decide on an exploitation assessment",
    sections=("6.7",),
    says="As part of the interview an assessment of the risk of sexual exploitation (CSE) is considered.",
    strength=v.MUST,
    starts=each_return_interview,
    by=WHOEVER_INTERVIEWS,
    because="The child was interviewed at {start}, so it is decided whether a CSE risk assessment is made",
)

interview_manager_quality = Duty(
    "interview-manager-quality",
    name="Read the interview and sign it off",
    sections=("6.7", "8"),
    says="The team manager makes sure that each interview was good enough, and it is signed off.",
    strength=v.MUST,
    starts=at_each(InterviewHeld),
    met_by=by_event(InterviewSignedOff),
    by=v.TEAM_MANAGER,
    because="The interview was held at {start}, so the manager reads it and signs it off",
)

# What 6.7 does not allow.

interviewer_is_independent = Constraint(
    "return-interview-independent",
    section="6.7",
    says="The interviewer is independent: not the carer, the placement's staff, the police or a relative.",
    on=InterviewHeld,
    reading="A03: the social worker counts as independent by the words of 6.8.",
)


@interviewer_is_independent.refuses_when
def by_someone_too_close(interview: InterviewHeld, history: History) -> bool:
    return interview.interviewer in (v.PARENT, v.CARER, v.PLACEMENT_PROVIDER, *v.POLICE_ROLES)


declined_only_after_an_offer = Constraint(
    "interview-declined-after-offer",
    section="6.7",
    says="An interview can be declined only after it was offered.",
    on=InterviewDeclined,
    reading="A47: held, declined after dated offers, not possible: each is recorded as what it was.",
)


@declined_only_after_an_offer.refuses_when
def never_offered(declined: InterviewDeclined, history: History) -> bool:
    return not history.all(InterviewOffered)


CONSTRAINTS = (interviewer_is_independent, declined_only_after_an_offer)

DUTIES = (
    return_interview,
    return_interview_exceptional,
    interview_separate_parent_talk,
    interview_exploitation_assessment,
    interview_manager_quality,
)
