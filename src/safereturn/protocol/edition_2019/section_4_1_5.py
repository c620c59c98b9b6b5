"""Sections 4.1.5 and 4.1.6: children who may be trafficked, and families that have gone missing (2019 edition)."""

from .. import vocabulary as v
from ..course import at_the_outset, came_about, each_time_missing, nobody_knew_where, went_missing
from ..events import Found, Located, Returned
from ..facts import Facts
from ..notation import Duty, by_event

# 4.1.5 Children who may be trafficked.

trafficked_plan_agreed = Duty(
    "trafficked-plan-agreed",
    name="Agree beforehand what happens if the child disappears",
    sections=("4.1.5",),
    says="What happens when a child who may be trafficked disappears is agreed beforehand.",
    strength=v.SHOULD,
    starts=at_the_outset,
    by=v.CHILDRENS_SERVICES,
    because="First told of at {known}{why}, so the council and the police agree what happens if the child disappears",
)

trafficked_plan_activated = Duty(
    "trafficked-plan-activated",
    name="Put the plan into effect",
    sections=("4.1.5",),
    says="The plan for a child who may be trafficked takes effect as soon as the whereabouts are unknown.",
    strength=v.SHOULD,
    starts=nobody_knew_where,
    by=v.CARER,
    because="{unseen}{why}, so what was agreed for this takes effect at once",
)

trafficked_contact = Duty(
    "trafficked-contact-police-and-social-care",
    name="Contact the police and social care at once",
    sections=("4.1.5",),
    says="At the least, the police and social care are contacted at once.",
    strength=v.SHOULD,
    starts=nobody_knew_where,
    by=v.CARER,
    because="{unseen}{why}, so the police and social care are contacted at once",
)


@trafficked_contact.required("4.1.5", "The child may be trafficked.", why=", and perhaps trafficked")
@trafficked_plan_activated.required("4.1.5", "The child may be trafficked.", why=", and perhaps trafficked")
@trafficked_plan_agreed.required("4.1.5", "The child may be trafficked.", why=" as a child who may be trafficked")
def may_be_trafficked(child: Facts) -> bool:
    return bool(child.trafficking_concern)


# 4.1.6 A child or an unborn baby missing with the family.

family_move_share_with_consent = Duty(
    "family-move-share-with-consent",
    name="Stay in touch, and tell the service of the new area",
    sections=("4.1.6",),
    says="A service tries to stay in touch with a family that moves and, if the parents agree, tells its counterpart.",
    strength=v.SHOULD,
    starts=came_about("family-moves"),
    by=v.CHILDRENS_SERVICES,
    because="The family was moving at {start}, so its service stays in touch and, if the parents agree, tells the next",
)

family_moved_locate = Duty(
    "family-moved-locate-proportionately",
    name="Try to trace the family",
    sections=("4.1.6",),
    says="A service that a family left without a word tries to trace it, in proportion to its worry for the children.",
    strength=v.SHOULD,
    starts=came_about("family-left-without-telling"),
    by=v.CHILDRENS_SERVICES,
    because="Gone without a word by {start}, so the family's service tries to trace it",
)

family_concern_shared = Duty(
    "family-concern-shared-and-agreed",
    name="Agree with the other agencies whether the child is missing and at risk",
    sections=("4.1.6",),
    says="At the least the agencies involved share what they know, and agree whether the child is missing and at risk.",
    strength=v.SHOULD,
    starts=came_about("family-not-traced"),
    by=v.CHILDRENS_SERVICES,
    because="Not traced at {start}, so the agencies share what they know and agree whether the child is missing",
)

family_missing_report = Duty(
    "family-missing-report",
    name="Report the family to the police and social care",
    sections=("4.1.6",),
    says="A child who is agreed to be missing, and perhaps at risk, is reported to the police and social care at once.",
    strength=v.SHOULD,
    starts=came_about("family-agreed-missing"),
    by=v.CHILDRENS_SERVICES,
    because="Agreed at {start} to be missing and perhaps at risk, so the police and social care are told at once",
)

UNDER_CHILD_PROTECTION = "On a child protection plan, or believed to be at risk of significant harm."

cp_child_missing_report = Duty(
    "cp-child-missing-report",
    name="Report the child to the police and social care at once",
    sections=("4.1.6",),
    says="Any worry that a child or unborn baby under child protection is missing is reported at once, to the police "
    "and to social care.",
    strength=v.SHOULD,
    starts=nobody_knew_where,
    by=v.CHILDRENS_SERVICES,
    because="{unseen}{why}, so the police and social care are told at once",
)

cp_missing_senior_managers = Duty(
    "cp-missing-senior-managers",
    name="Tell senior managers",
    sections=("4.1.6",),
    says="Senior managers are told that a child under child protection is missing.",
    strength=v.SHOULD,
    starts=went_missing,
    by=v.CHILDRENS_SERVICES,
    because="{missing}{why}, so senior managers are told",
)


@cp_missing_senior_managers.required(
    "4.1.6",
    UNDER_CHILD_PROTECTION,
    reading="B16: a child protection case is a plan, or a belief of significant harm.",
    why=" and under child protection",
)
@cp_child_missing_report.required("4.1.6", UNDER_CHILD_PROTECTION, why=" and under child protection")
def under_child_protection(child: Facts) -> bool:
    return child.under_child_protection


cp_missing_national_alert = Duty(
    "cp-missing-national-alert",
    name="Decide on a national alert",
    sections=("4.1.6",),
    says="While a family under child protection is not found, senior managers may have a national alert issued.",
    strength=v.MAY,
    starts=each_time_missing,
    until=by_event(Located, Found, Returned),
    by=v.CHILDRENS_SERVICES,
    because="{missing}{why}, so senior managers decide on a national alert",
)


@cp_missing_national_alert.required(
    "4.1.6",
    "Missing with the family, or unborn, and under child protection.",
    reading="B16: a child protection case is a plan, or a belief of significant harm.",
    why=" {with_whom}, under child protection",
)
def family_under_child_protection(child: Facts) -> bool:
    return child.missing_with_family and child.under_child_protection


DUTIES = (
    trafficked_plan_agreed,
    trafficked_plan_activated,
    trafficked_contact,
    family_move_share_with_consent,
    family_moved_locate,
    family_concern_shared,
    family_missing_report,
    cp_child_missing_report,
    cp_missing_senior_managers,
    cp_missing_national_alert,
)
