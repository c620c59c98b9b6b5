"""Sections 4.1 to 4.1.3: reporting a missing child, from home and from care (2019 edition)."""

from .. import vocabulary as v
from ..course import (
    at_the_outset,
    came_about,
    nobody_knew_where,
    reported_missing_by,
    went_missing,
)
from ..events import Categorised, Reported
from ..facts import Facts
from ..history import History
from ..notation import Constraint, Duty, at_first, by_event

# 4.1 Reporting a missing child.

report_immediate_risk = Duty(
    "report-immediate-risk-999",
    name="Ring 999",
    sections=("4.1",),
    says="Where the child, or the unborn baby, is at immediate risk, somebody rings 999 without delay.",
    strength=v.SHOULD,
    starts=came_about("immediate-risk"),
    by=v.CHILDRENS_SERVICES,
    because="At immediate risk at {start}, so the police are rung on 999",
)

report_to_all_three = Duty(
    "report-non-emergency-three-way",
    name="Tell the police, children's services and the health service",
    sections=("4.1",),
    says="Where it is no emergency, the police, the children's services and the health service of the area are told.",
    strength=v.SHOULD,
    starts=came_about("no-emergency"),
    by=v.CHILDRENS_SERVICES,  # A34: a parent tells the police; telling the others is for professionals
    because="Missing and no emergency at {start}, so the police, children's services and the health service are told",
)

health_check_systems = Duty(
    "health-check-systems",
    name="Search the health records for the child",
    sections=("4.1",),
    says="The health service of the area, once told, searches its systems for the child or the family.",
    strength=v.MUST,
    starts=went_missing,  # A34: told once the report is there
    by=v.HEALTH_SAFEGUARDING_TEAM,
    because="{missing}, so the health service searches its systems for the child and the family",
)

health_notify_designated_nurse = Duty(
    "health-notify-designated-nurse",
    name="Tell the designated nurse",
    sections=("4.1",),
    says="The health safeguarding team tells the designated nurse of the missing child or family.",
    strength=v.MUST,
    starts=went_missing,  # A34: told once the report is there
    by=v.HEALTH_SAFEGUARDING_TEAM,
    because="{missing}, so the health safeguarding team tells the designated nurse",
)

# 4.1.1 Missing from home.

search_before_report_home = Duty(
    "search-before-report-home",
    name="Look for the child before ringing the police",
    sections=("4.1.1",),
    says="Where there is no immediate risk, the parents first look at home, ask friends and relatives, visit where the "
    "child may be, ring the child and ask the school.",
    strength=v.SHOULD,
    starts=came_about("not-where-expected"),
    by=v.PARENT,
    because="Not where expected at {start}, so the parents first look and ask for the child themselves",
)

report_missing_from_home = Duty(
    "report-missing-from-home-101",
    name="Report the child missing on 101",
    sections=("4.1.1",),
    says="Whoever cares for a child at home tells the police on 101, without delay, once they consider it missing.",
    strength=v.SHOULD,
    starts=came_about("considered-missing"),
    met_by=by_event(Reported),
    by=v.PARENT,
    because="Considered missing at {start}, so whoever cares for the child rings the police on 101",
)

# 4.1.2 Not reported. Once the child is reported, none of this is needed any more.

agency_check_carer_efforts = Duty(
    "agency-check-carer-efforts",
    name="Check that the parents or carer have looked for the child",
    sections=("4.1.2",),
    says="An agency that learns of an unreported missing child checks that the parents or carer tried to find it.",
    strength=v.SHOULD,
    starts=came_about("unreported-child-noticed"),
    until=by_event(Reported),
    by=v.CHILDRENS_SERVICES,
    because="Missing and not reported at {start}, so the agency checks that the parents or carer have looked",
)

agency_advise_must_report = Duty(
    "agency-advise-must-report",
    name="Tell the parents or carer that they have to report it",
    sections=("4.1.2",),
    says="An agency that learns of an unreported missing child tells the parents or carer that they have to report it.",
    strength=v.MUST,
    starts=came_about("unreported-child-noticed"),
    until=by_event(Reported),
    by=v.CHILDRENS_SERVICES,
    because="Missing and not reported at {start}, so the agency tells the parents or carer that they have to report it",
)

agency_confirm_reported = Duty(
    "agency-confirm-reported",
    name="Check that the child was reported",
    sections=("4.1.2",),
    says="Where that is appropriate, the agency checks that the child was reported to the police.",
    strength=v.SHOULD,
    starts=came_about("unreported-child-noticed"),
    met_by=by_event(Reported),
    by=v.CHILDRENS_SERVICES,
    because="Missing and not reported at {start}, so the agency checks that the police are told",
)

# 4.1.3 Missing from care.

IN_CARE = "The child is in care."

search_before_report_care = Duty(
    "search-before-report-care",
    name="Look for the child before ringing the police",
    sections=("4.1.3",),
    says="The carer of a child in care takes the same steps as a parent: looks, asks, rings the child and the school.",
    strength=v.MUST,
    starts=nobody_knew_where,  # B13: reported or not
    by=v.CARER,
    because="{unseen}{why}, so the carer looks and asks for the child",
)


@search_before_report_care.required("4.1.3", IN_CARE, why=" and in care")
def searched_for_by_the_carer(child: Facts) -> bool:
    return child.in_care


carer_says_reporting_missing = Duty(
    "carer-says-reporting-missing",
    name="Say plainly that the child is being reported missing",
    sections=("4.1.3",),
    says="Ringing the police, the carer says plainly that the child is being reported as missing.",
    strength=v.SHOULD,
    starts=reported_missing_by(v.CARER),
    by=v.CARER,
    because="Reported by the carer at {start}{why}, so it is said plainly that the child is reported as missing",
)


@carer_says_reporting_missing.required("4.1.3", IN_CARE, why=" and in care")
def reported_from_care(child: Facts) -> bool:
    return child.in_care


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

provider_follows_both_protocols = Duty(
    "provider-follows-both-protocols",
    name="Have the placement provider follow both protocols",
    sections=("4.1.3",),
    says="The council requires the provider of a placement outside the area to follow this protocol and that of the "
    "place.",
    strength=v.MUST,
    starts=at_the_outset,
    by=v.CHILDRENS_SERVICES,
    because="First told of at {known}{why}, so the council requires the provider to follow this protocol "
    "and the one of the place",
)


@provider_follows_both_protocols.required(
    "4.1.3",
    "Looked after by Derby or Derbyshire and placed outside both.",
    reading="B14: this protocol is the local one in both areas, so outside means outside both.",
    why=" as placed outside the area",
)
def placed_outside_both_areas(child: Facts) -> bool:
    return child.own_child_in_care and child.area == v.ELSEWHERE


one_to_one_proactive_checks = Duty(
    "one-to-one-proactive-checks",
    name="Check again and again where the child may be",
    sections=("4.1.3",),
    says="The carer of a child in care who needs one-to-one care checks actively where the child may be.",
    strength=v.MUST,
    starts=went_missing,
    by=v.CARER,
    because="{missing}{why}, so the carer checks actively where the child may be",
)


@one_to_one_proactive_checks.required(
    "4.1.3", "The child is in care and assessed as needing one-to-one care or more.", why=" and needing one-to-one care"
)
def needs_one_to_one_care(child: Facts) -> bool:
    return child.in_care and bool(child.one_to_one_care)


only_the_police_grade = Constraint(
    "police-decide-recorded-category",
    section="4.1.3",
    says="Only the police decide how a child is recorded and graded.",
    on=Categorised,
)


@only_the_police_grade.refuses_when
def graded_by_somebody_else(categorised: Categorised, history: History) -> bool:
    return categorised.by is not None and categorised.by not in v.POLICE_ROLES


CONSTRAINTS = (only_the_police_grade,)

DUTIES = (
    report_immediate_risk,
    report_to_all_three,
    health_check_systems,
    health_notify_designated_nurse,
    search_before_report_home,
    report_missing_from_home,
    agency_check_carer_efforts,
    agency_advise_must_report,
    agency_confirm_reported,
    search_before_report_care,
    carer_says_reporting_missing,
    police_decide,
    provider_follows_both_protocols,
    one_to_one_proactive_checks,
)
