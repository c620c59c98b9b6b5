"""Sections 4.1.7 and 4.1.8: education, and care without the parents' knowledge (2019 edition)."""

from .. import vocabulary as v
from ..attendance import (
    MISSING_EDUCATION,
    absence_over,
    each_absence,
    end_of_first_day,
    end_of_the_councils_count,
)
from ..course import came_about, nobody_knew_where_or_reported
from ..events import Reported
from ..facts import Facts
from ..notation import Duty, by_event

# 4.1.7 Children missing from education, and educated at home.

school_first_day_contact = Duty(
    "school-first-day-contact",
    name="Contact the parents or carers on the first day",
    sections=("4.1.7",),
    says="The school of an absent child, whatever kind of school, contacts the parents or carers straight away.",
    strength=v.MUST,
    starts=each_absence(),
    due=end_of_first_day,
    by=v.SCHOOL,
    because="Absent from school at {start}, so the school contacts the parents or carers straight away",
)

school_assist_parent_report = Duty(
    "school-assist-parent-report",
    name="Help the parents to report the child",
    sections=("4.1.7",),
    says="Where the child turns out to be missing, the school helps the parents or carers to report it to the police.",
    strength=v.SHOULD,
    starts=came_about("school-contact-shows-missing"),
    by=v.SCHOOL,
    because="Perhaps missing, as the school learned at {start}, so it helps the parents or carers to report",
)

school_reports_itself = Duty(
    "school-reports-itself",
    name="Report the child, as the parents do not",
    sections=("4.1.7",),
    says="The school reports the child missing where it believes that the parents cannot or will not.",
    strength=v.SHOULD,
    starts=came_about("parents-do-not-report"),
    met_by=by_event(Reported),
    by=v.SCHOOL,
    because="The parents were not believed to report at {start}, so the school tells the police itself",
)

school_prioritise_vulnerable = Duty(
    "school-prioritise-vulnerable",
    name="Deal with this child first",
    sections=("4.1.7",),
    says="Of the children absent, the school deals first with the vulnerable, above all those who are looked after.",
    strength=v.SHOULD,
    starts=each_absence(),
    by=v.SCHOOL,
    because="Absent from school at {start}{why}, so the school deals with this child first",
)


@school_prioritise_vulnerable.required("4.1.7", "The child is in care.", why=" and in care")
def absent_and_in_care(child: Facts) -> bool:
    return child.in_care


@school_prioritise_vulnerable.required(
    "3.1",
    "One of the vulnerabilities of 3.1 is recorded.",
    reading="B18: vulnerable means what 3.1 names: child protection, exploitation or trafficking, disability.",
    why=" and vulnerable",
)
def absent_and_vulnerable(child: Facts) -> bool:
    return child.vulnerable


school_safety_referral = Duty(
    "school-safety-referral",
    name="Refer the child to social care",
    sections=("4.1.7",),
    says="A school that is worried for a child's safety refers the child to children's social care.",
    strength=v.SHOULD,
    starts=came_about("school-worried"),
    by=v.SCHOOL,
    because="Worried for the child's safety at {start}, so the school refers the child to social care",
)

school_local_cme_protocols = Duty(
    "school-local-cme-protocols",
    name="Follow the council's protocol for children missing education",
    sections=("4.1.7",),
    says="The school follows what the council lays down for children missing education, with its counts of days.",
    strength=v.SHOULD,
    starts=each_absence(or_told=MISSING_EDUCATION),
    due=end_of_the_councils_count,
    in_school_days=True,
    until=absence_over,
    by=v.SCHOOL,
    because="{schooling}, so the school follows the council's protocol and its counts of days{if_it_lasts}",
)


@school_local_cme_protocols.required("4.1.7", "The child is missing education.")
def missing_education(child: Facts) -> bool:
    return MISSING_EDUCATION in child.came_about


@school_local_cme_protocols.required(
    "4.1.7",
    "The child is absent, and the council has settled after how many school days the school acts.",
    reading="A44: the count of days is a setting of each council.",
)
def absent_where_the_council_counts_days(child: Facts) -> bool:
    return child.school_days_of_absence is not None


school_dfe_cme_guidance = Duty(
    "school-dfe-cme-guidance",
    name="Keep to the national guidance on children missing education",
    sections=("4.1.7",),
    says="The school keeps to the current statutory guidance on children missing education.",
    strength=v.SHOULD,
    starts=came_about("missing-education"),
    by=v.SCHOOL,
    because="Missing education at {start}, so the school keeps to the national guidance",
)

ehe_vigilance = Duty(
    "ehe-vigilance",
    name="Be alert: the child is educated at home",
    sections=("4.1.7",),
    says="A missing child who is educated at home may be more vulnerable, and everyone involved is alert to that.",
    strength=v.MUST,
    starts=came_about("home-educated-child-missing"),
    by=v.CHILDRENS_SERVICES,
    because="Known at {start} to be educated at home, so everyone involved is alert to what may have been missed",
)

# 4.1.8 In somebody's care without the parents' knowledge.

unauthorised_carer_safeguards = Duty(
    "unauthorised-carer-safeguards",
    name="See that the child is safe where it is",
    sections=("4.1.8",),
    says="Whoever has care of a child without the parents' knowledge does what is reasonable for the child's welfare.",
    strength=v.SHOULD,
    starts=came_about("cared-for-unknown-to-parents"),
    by=v.CHILDRENS_SERVICES,
    because="With somebody at {start} of whom the parents do not know, so the child is kept safe there",
)

unauthorised_carer_informs = Duty(
    "unauthorised-carer-informs",
    name="Tell the police, children's services and the parents where the child is",
    sections=("4.1.8",),
    says="Whoever has care of a child without the parents' knowledge tells the police, children's services and the "
    "parents where the child is, and that it is safe.",
    strength=v.SHOULD,
    starts=came_about("cared-for-unknown-to-parents"),
    by=v.CHILDRENS_SERVICES,
    because="With somebody at {start} of whom the parents do not know, so the police, children's services "
    "and the parents are told",
)

semi_independent_report = Duty(
    "semi-independent-16-18-report",
    name="Report the young person missing",
    sections=("4.1.8",),
    says="The provider reports a young person in semi-independent living to the police once plainly missing.",
    strength=v.SHOULD,
    starts=nobody_knew_where_or_reported,
    met_by=by_event(Reported),
    by=v.PLACEMENT_PROVIDER,
    because="{unseen}{why}, so the placement provider reports the young person to the police",
)


@semi_independent_report.required(
    "4.1.8",
    "The young person is 16 or 17 and in semi-independent living.",
    reading="A26: to the eighteenth birthday.",
    why=", at 16 or 17 in semi-independent living",
)
def at_16_or_17_in_semi_independent_living(child: Facts) -> bool:
    return child.placement == v.SEMI_INDEPENDENT and child.aged_16_or_17


DUTIES = (
    school_first_day_contact,
    school_assist_parent_report,
    school_reports_itself,
    school_prioritise_vulnerable,
    school_safety_referral,
    school_local_cme_protocols,
    school_dfe_cme_guidance,
    ehe_vigilance,
    unauthorised_carer_safeguards,
    unauthorised_carer_informs,
    semi_independent_report,
)
