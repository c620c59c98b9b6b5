"""Sections 6.1 to 6.5: the return, and who is told of it (2019 edition)."""

from .. import vocabulary as v
from ..course import came_about, each_time_located, found_or_returned, returned_from_missing
from ..events import HarmFound, Returned
from ..facts import Facts
from ..notation import Duty, at_each, by_event

# 6.1 and 6.2 Arranging the return. B30: it ends with the return.

parents_arrange_return = Duty(
    "parents-arrange-return",
    name="Arrange the return: parents",
    sections=("6.1",),
    says="Once it is known where the child is, the parents or carers arrange the return.",
    strength=v.MUST,
    starts=each_time_located,
    until=by_event(Returned),
    by=v.PARENT,
    because="Located at {start} and not yet back, so the parents arrange the return",
)


@parents_arrange_return.not_required(
    "6.2", "The return of a looked after child is for the council to arrange.", reading="B30: 6.1 speaks of the others."
)
def for_the_council_to_arrange(child: Facts) -> bool:
    return child.in_care


@parents_arrange_return.required("6.1", "Every other child.")
def for_the_parents_to_arrange(child: Facts) -> bool:
    return True


la_arranges_return_care = Duty(
    "la-arranges-return-care",
    name="Arrange the return: council",
    sections=("6.2",),
    says="Once it is known where a looked after child is, the council arranges the return.",
    strength=v.MUST,
    starts=each_time_located,
    until=by_event(Returned),
    by=v.CHILDRENS_SERVICES,
    because="Located at {start} and not yet back{why}, so the council arranges the return",
)


@la_arranges_return_care.required("6.2", "The child is in care.", why=", and in care")
def looked_after(child: Facts) -> bool:
    return child.in_care


# 6.3 Found, and unwilling to come back.

recovery_order_considered = Duty(
    "recovery-order-considered",
    name="Decide whether to ask a court for a recovery order",
    sections=("6.3",),
    says="Where talking with a child who is found and will not come back has failed, "
    "a recovery order or another order of a court is considered, as far as risk and urgency allow.",
    strength=v.SHOULD,
    starts=came_about("will-not-come-back"),
    by=v.CHILDRENS_SERVICES,
    because="Found, and by {start} talking had not brought the child back, so it is decided whether to go to court",
)

unsuitable_place_liaison = Duty(
    "unsuitable-place-liaison",
    name="Agree how the child is kept safe in an unsuitable place",
    sections=("6.3",),
    says="Where a child is found somewhere unsuitable and the police have no ground to take the child away, "
    "they, the council's manager and the parents agree what keeps the child safe.",
    strength=v.MUST,
    starts=came_about("found-somewhere-unsuitable"),
    by=v.POLICE,
    because="Found somewhere unsuitable, as known at {start}, so the police, the council and the parents "
    "agree what keeps the child safe",
)

# 6.4 Held or encouraged to stay.

abduction_warning_considered = Duty(
    "abduction-warning-considered",
    name="Decide whether to warn the adults",
    sections=("6.4",),
    says="Where the adults with the child do not help the return, the police consider advice or a warning to them.",
    strength=v.SHOULD,
    starts=came_about("with-adults-who-hinder-the-return"),
    by=v.POLICE,
    because="Found with adults who do not help the return, as known at {start}, "
    "so the police decide whether to advise or warn them",
)

# 6.5 Telling that the child is found or back.

parents_report_found = Duty(
    "parents-report-found",
    name="Tell the police that the child is found or back",
    sections=("6.5",),
    says="When the child is found or home, parents or carers tell the police, and children's services if they can.",
    strength=v.MUST,
    starts=found_or_returned,
    by=v.PARENT,
    because="{found_or_back} at {start}, so the parents tell the police, and children's services if they can",
)

carers_report_return = Duty(
    "carers-report-return",
    name="Tell the police, the social worker and social care: back",
    sections=("6.5",),
    says="When a looked after child is back, the carers tell the police, the social worker and children's social care.",
    strength=v.MUST,
    starts=returned_from_missing,
    by=v.CARER,
    because="Back {where} at {start}{why}, so the carer tells the police, the social worker and social care",
)


@carers_report_return.required("6.5", "The child is in care.", why=", and in care")
def back_in_care(child: Facts) -> bool:
    return child.in_care


police_tell_other_agencies_return = Duty(
    "police-tell-other-agencies-return",
    name="Tell the other agencies that the child is safe",
    sections=("6.5",),
    says="The police let all other agencies that are involved know that the child is safe.",
    strength=v.SHOULD,
    starts=found_or_returned,
    by=v.POLICE,
    because="{found_or_back} at {start}, so the police tell everyone else who is involved that the child is safe",
)

return_crime_enquiries = Duty(
    "return-crime-enquiries",
    name="Begin further enquiries",
    sections=("6.5",),
    says="Where the child was a victim of crime while missing, or is in danger from somebody because of it, "
    "the police begin further enquiries.",
    strength=v.MUST,
    starts=at_each(HarmFound, where=lambda harm: harm.kind == "crime-against"),
    by=v.POLICE,
    because="A crime against the child came to light at {start}, so the police begin further enquiries",
)

sexual_abuse_no_washing = Duty(
    "sexual-abuse-no-washing",
    name="Keep the child from washing, and ask the police",
    sections=("6.5",),
    says="After sexual abuse, whoever receives the child discourages washing and asks the police for advice at once.",
    strength=v.SHOULD,
    starts=came_about("sexual-abuse-feared"),
    by=v.CARER,
    because="Sexual abuse is feared since {start}, so the carer discourages washing and asks the police straight away",
)

return_harm_referral = Duty(
    "return-harm-referral",
    name="Refer the child to children's services",
    sections=("6.5",),
    says="Where the child was hurt, or there are signs of exploitation, trafficking or dangerous contacts, "
    "the child is referred to the council.",
    strength=v.MUST,
    starts=at_each(HarmFound, where=lambda harm: harm.kind in ("hurt", "exploitation", "trafficking")),
    by=v.CHILDRENS_SERVICES,  # any agency: whoever found it refers, and children's services see that it is done
    because="Signs of harm were found at {start}, so the child is referred to children's services",
)

DUTIES = (
    parents_arrange_return,
    la_arranges_return_care,
    recovery_order_considered,
    unsuitable_place_liaison,
    abduction_warning_considered,
    parents_report_found,
    carers_report_return,
    police_tell_other_agencies_return,
    return_crime_enquiries,
    sexual_abuse_no_washing,
    return_harm_referral,
)
