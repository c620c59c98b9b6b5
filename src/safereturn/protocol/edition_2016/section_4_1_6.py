"""Sections 4.1.6 and 4.1.7: education, and care without the parents' knowledge (2016 edition)."""

from .. import vocabulary as v
from ..attendance import TEN_DAYS, absence_over, each_absence, end_of_first_day, end_of_tenth_school_day
from ..course import came_about, carried_out, nobody_knew_where_or_reported
from ..events import Reported
from ..facts import Facts
from ..notation import Duty, by_event

# 4.1.6 Children missing from education.

school_first_day_contact = Duty(
    "school-first-day-contact",
    name="Contact the parents or carers on the first day",
    sections=("4.1.6",),
    says="The school of an absent child contacts the parents or carers straight away.",
    strength=v.MUST,
    starts=each_absence(),
    due=end_of_first_day,
    by=v.SCHOOL,
    because="Absent from school at {start}, so the school contacts the parents or carers straight away",
)

school_assist_parent_report = Duty(
    "school-assist-parent-report",
    name="Help the parents to report the child",
    sections=("4.1.6",),
    says="Where the child turns out to be missing, the school helps the parents or carers to report it to the police.",
    strength=v.SHOULD,
    starts=came_about("school-contact-shows-missing"),
    by=v.SCHOOL,
    because="Perhaps missing, as the school learned at {start}, so it helps the parents or carers to report",
)

school_prioritise_vulnerable = Duty(
    "school-prioritise-vulnerable",
    name="Deal with this child first",
    sections=("4.1.6",),
    says="Of the children absent, the school deals first with the vulnerable.",
    strength=v.SHOULD,
    starts=each_absence(),
    by=v.SCHOOL,
    because="Absent from school at {start}{why}, so the school deals with this child first",
)


@school_prioritise_vulnerable.required(
    "3.1",
    "In care, or one of the vulnerabilities of 3.1 is recorded.",
    reading="B18: vulnerable means what 3.1 names: in care, child protection, exploitation or trafficking, disability.",
    why=" and vulnerable",
)
def absent_and_vulnerable(child: Facts) -> bool:
    return child.in_care or child.vulnerable


school_safety_referral = Duty(
    "school-safety-referral",
    name="Refer the child to social care and the police",
    sections=("4.1.6",),
    says="A school that is worried for a child's safety refers the child to social care and the police.",
    strength=v.SHOULD,
    starts=came_about("school-worried"),
    by=v.SCHOOL,
    because="Worried for the child's safety at {start}, so the school refers the child to social care and the police",
)

head_tells_ewo = Duty(
    "head-tells-ewo-10-days",
    name="Tell the education welfare officer",
    sections=("4.1.6",),
    says="After ten school days without attendance or good reason, the head teacher tells the education welfare "
    "officer.",
    strength=v.SHOULD,
    starts=each_absence(or_told=TEN_DAYS),
    due=end_of_tenth_school_day,
    in_school_days=True,
    until=absence_over,
    by=v.SCHOOL,
    because="{absent}, so the head teacher tells the education welfare officer{if_it_lasts}",
)

ewo_extensive_enquiries = Duty(
    "ewo-extensive-enquiries",
    name="Enquire widely after the pupil",
    sections=("4.1.6",),
    says="Once told, the education welfare officer enquires widely: at home, of social care, of housing.",
    strength=v.SHOULD,
    starts=carried_out("head-tells-ewo-10-days"),  # B22: once told
    by=v.EDUCATION_WELFARE_OFFICER,
    because="Told by the head teacher at {start}, so the education welfare officer enquires widely",
)

ewo_tells_school_moved = Duty(
    "ewo-tells-school-moved",
    name="Tell the school that the pupil seems to have moved",
    sections=("4.1.6",),
    says="The education welfare officer tells the school when a pupil seems to have moved away.",
    strength=v.SHOULD,
    starts=came_about("pupil-seems-to-have-moved"),
    by=v.EDUCATION_WELFARE_OFFICER,
    because="Moved out of the area, as it seemed at {start}, so the education welfare officer tells the school",
)

ewo_to_cme_officer = Duty(
    "ewo-to-cme-officer",
    name="Hand over to the children missing education officer",
    sections=("4.1.6",),
    says="When the enquiries yield nothing, the children missing education officer is told.",
    strength=v.SHOULD,
    starts=came_about("pupil-not-traced"),
    by=v.EDUCATION_WELFARE_OFFICER,
    because="Not traced at {start}, so the education welfare officer tells the children missing education officer",
)

cme_officer_checks = Duty(
    "cme-officer-checks",
    name="Check with health, benefits and other schools",
    sections=("4.1.6",),
    says="The children missing education officer, once told, checks with health, the benefits office and the exchange "
    "between schools.",
    strength=v.MUST,
    starts=carried_out("ewo-to-cme-officer"),  # B22: once told
    by=v.CME_OFFICER,
    because="Told at {start}, so the children missing education officer checks with health, benefits and schools",
)

register_deletion_tell_la = Duty(
    "register-deletion-tell-la",
    name="Tell the council that the pupil was removed from the register",
    sections=("4.1.6",),
    says="A school that removes a pupil of school age from its register tells the council, where the reason is one of "
    "those that the regulations list.",
    strength=v.MUST,
    starts=came_about("removed-from-school-register"),
    by=v.SCHOOL,
    because="Removed from the register at {start}, so the school tells the council, with the reason",
)

# 4.1.7 In somebody's care without the parents' knowledge.

unauthorised_carer_safeguards = Duty(
    "unauthorised-carer-safeguards",
    name="See that the child is safe where it is",
    sections=("4.1.7",),
    says="Whoever has care of a child without the parents' knowledge does what is reasonable for the child's welfare.",
    strength=v.SHOULD,
    starts=came_about("cared-for-unknown-to-parents"),
    by=v.CHILDRENS_SERVICES,
    because="With somebody at {start} of whom the parents do not know, so the child is kept safe there",
)

unauthorised_carer_informs = Duty(
    "unauthorised-carer-informs",
    name="Tell the police, children's services and the parents where the child is",
    sections=("4.1.7",),
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
    sections=("4.1.7",),
    says="The provider reports a young person in semi-independent living to the police once plainly missing.",
    strength=v.SHOULD,
    starts=nobody_knew_where_or_reported,
    met_by=by_event(Reported),
    by=v.PLACEMENT_PROVIDER,
    because="{unseen}{why}, so the placement provider reports the young person to the police",
)


@semi_independent_report.required(
    "4.1.7",
    "The young person is 16 or 17 and in semi-independent living.",
    reading="A26: to the eighteenth birthday.",
    why=", at 16 or 17 in semi-independent living",
)
def at_16_or_17_in_semi_independent_living(child: Facts) -> bool:
    return child.placement == v.SEMI_INDEPENDENT and child.aged_16_or_17


DUTIES = (
    school_first_day_contact,
    school_assist_parent_report,
    school_prioritise_vulnerable,
    school_safety_referral,
    head_tells_ewo,
    ewo_extensive_enquiries,
    ewo_tells_school_moved,
    ewo_to_cme_officer,
    cme_officer_checks,
    register_deletion_tell_la,
    unauthorised_carer_safeguards,
    unauthorised_carer_informs,
    semi_independent_report,
)
