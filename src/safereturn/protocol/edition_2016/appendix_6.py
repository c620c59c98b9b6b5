"""Appendix 6: the place of the return interview (2016 edition)."""

from .. import vocabulary as v
from ..course import declined_and_signed_off, returned_from_missing
from ..facts import Facts
from ..notation import Duty
from .section_6_7 import WHOEVER_INTERVIEWS, return_interview

interview_neutral_place = Duty(
    "interview-neutral-place",
    name="Choose a neutral place for the interview",
    sections=("App 6",),
    says="Whoever interviews picks a place that is neutral and in which the child feels safe.",
    strength=v.SHOULD,
    starts=returned_from_missing,  # B37: the place is chosen before the interview is held
    until=declined_and_signed_off,
    by=WHOEVER_INTERVIEWS,
    because="Back {where} at {start}, so a neutral place is chosen for the interview, in which the child feels safe",
)


@interview_neutral_place.required("6.7", "The interview is owed.")
def interview_owed(child: Facts) -> bool:
    return return_interview.judged(child) is not None


DUTIES = (interview_neutral_place,)
