"""Section 6.9: specific situations (2016 edition)."""

from .. import vocabulary as v
from ..course import found_or_returned, meeting, returned_from_missing
from ..facts import Facts
from ..notation import Duty
from ..periods import working_days

# Child protection.

cp_return_plan_considered = Duty(
    "cp-return-plan-considered",
    name="Look at the child protection plan straight away",
    sections=("6.9",),
    says="When a family under a child protection plan is found, the plan is looked at straight away, "
    "and legal action taken if the children's safety needs it.",
    strength=v.SHOULD,
    starts=found_or_returned,
    by=v.CHILDRENS_SERVICES,
    because="{found_or_back} at {start}{why}, so social care looks at the plan straight away",
)

cp_manager_told_return = Duty(
    "cp-manager-told-return",
    name="Tell the child protection manager: found",
    sections=("6.9",),
    says="The child protection manager is told that a family under a child protection plan is found.",
    strength=v.MUST,
    starts=found_or_returned,
    by=v.CHILDRENS_SERVICES,
    because="{found_or_back} at {start}{why}, so the child protection manager is told",
)

cp_core_group_five_days = Duty(
    "cp-core-group-five-days",
    name="Hold the core group",
    sections=("6.9",),
    says="A core group is held within five working days after a family under a child protection plan is found.",
    strength=v.SHOULD,
    starts=found_or_returned,
    due=working_days(5),  # A09: counted like the 20, from found or returned, whichever came first
    met_by=meeting("core-group"),
    by=v.CHILDRENS_SERVICES,
    because="{found_or_back} at {start}{why}, so the core group meets by {due}",
)

cp_conference_forward_considered = Duty(
    "cp-conference-forward-considered",
    name="Decide whether to bring the review conference forward",
    sections=("6.9",),
    says="When a family under a child protection plan is found, an earlier review conference is considered.",
    strength=v.SHOULD,
    starts=found_or_returned,
    by=v.CHILD_PROTECTION_MANAGER,  # B35: a core group is nobody's post
    because="{found_or_back} at {start}{why}, so it is decided whether the review conference is brought forward",
)

FAMILY_WITH_A_PLAN = "Missing with the family, or unborn, and on a child protection plan."


@cp_return_plan_considered.required("6.9", FAMILY_WITH_A_PLAN, why=" {with_whom}, under a child protection plan")
@cp_conference_forward_considered.required("6.9", FAMILY_WITH_A_PLAN, why=" {with_whom}, under a child protection plan")
@cp_core_group_five_days.required("6.9", FAMILY_WITH_A_PLAN, why=" {with_whom}, under a child protection plan")
@cp_manager_told_return.required("6.9", FAMILY_WITH_A_PLAN, why=" {with_whom}, under a child protection plan")
def family_with_a_plan(child: Facts) -> bool:
    return child.missing_with_family and bool(child.child_protection_plan)


# Trafficked children.

trafficked_return_made_safe = Duty(
    "trafficked-return-made-safe",
    name="Make the child safe straight away",
    sections=("6.9",),
    says="When a trafficked child is back, what their safety needs is done straight away.",
    strength=v.MUST,
    starts=returned_from_missing,
    by=v.CHILDRENS_SERVICES,
    because="Back {where} at {start}{why}, so whatever keeps the child safe is done straight away",
)

trafficked_plan_updated_shared = Duty(
    "trafficked-plan-updated-shared",
    name="Bring the missing plan up to date and share it",
    sections=("6.9",),
    says="When a trafficked child is back, the missing plan is brought up to date and shared.",
    strength=v.MUST,
    starts=returned_from_missing,
    by=v.CHILDRENS_SERVICES,
    because="Back {where} at {start}{why}, so the missing plan is brought up to date and shared",
)

trafficked_return_ukhtc_told = Duty(
    "trafficked-return-ukhtc-told",
    name="Tell the UK Human Trafficking Centre: back",
    sections=("6.9",),
    says="When a trafficked child is back, the UK Human Trafficking Centre is told.",
    strength=v.MUST,
    starts=returned_from_missing,
    by=v.CHILDRENS_SERVICES,
    because="Back {where} at {start}{why}, so the UK Human Trafficking Centre is told",
)

PERHAPS_TRAFFICKED = "There is a concern that the child is trafficked."


@trafficked_return_made_safe.required("6.9", PERHAPS_TRAFFICKED, why=", and perhaps trafficked")
@trafficked_plan_updated_shared.required("6.9", PERHAPS_TRAFFICKED, why=", and perhaps trafficked")
@trafficked_return_ukhtc_told.required("6.9", PERHAPS_TRAFFICKED, why=", and perhaps trafficked")
def perhaps_trafficked(child: Facts) -> bool:
    return bool(child.trafficking_concern)


# Child sexual exploitation.

operation_liberty_form = Duty(
    "operation-liberty-form",
    name="Complete the Operation Liberty form",
    sections=("6.9",),
    says="The Operation Liberty form is completed after child sexual exploitation, with the interview attached.",
    strength=v.SHOULD,
    starts=returned_from_missing,
    by=v.LEAD_WORKER,
    because="Back {where} at {start}{why}, so an Operation Liberty form is completed, with the interview",
)

exploitation_assessment_updated_return = Duty(
    "exploitation-assessment-updated-return",
    name="Bring the exploitation assessment up to date",
    sections=("6.9",),
    says="After child sexual exploitation the CSE risk assessment is brought up to date.",
    strength=v.SHOULD,
    starts=returned_from_missing,
    by=v.LEAD_WORKER,
    because="Back {where} at {start}{why}, so the CSE risk assessment is brought up to date",
)

exploitation_cp_manager_told = Duty(
    "exploitation-cp-manager-told",
    name="Tell the exploitation manager",
    sections=("6.9",),
    says="After child sexual exploitation the manager for CSE is told.",
    strength=v.SHOULD,
    starts=returned_from_missing,
    by=v.LEAD_WORKER,
    because="Back {where} at {start}{why}, so the manager for CSE is told",
)

exploitation_meeting_forward_considered = Duty(
    "exploitation-meeting-forward-considered",
    name="Decide whether to bring the CSE meeting forward",
    sections=("6.9",),
    says="After child sexual exploitation an earlier CSE meeting is considered.",
    strength=v.SHOULD,
    starts=returned_from_missing,
    by=v.EXPLOITATION_MANAGER,
    because="Back {where} at {start}{why}, so it is decided whether the CSE meeting is brought forward",
)

PERHAPS_SEXUALLY_EXPLOITED = "There is a concern that the child is sexually exploited."


@operation_liberty_form.required("6.9", PERHAPS_SEXUALLY_EXPLOITED, why=", and perhaps sexually exploited")
@exploitation_assessment_updated_return.required(
    "6.9", PERHAPS_SEXUALLY_EXPLOITED, why=", and perhaps sexually exploited"
)
@exploitation_cp_manager_told.required("6.9", PERHAPS_SEXUALLY_EXPLOITED, why=", and perhaps sexually exploited")
@exploitation_meeting_forward_considered.required(
    "6.9", PERHAPS_SEXUALLY_EXPLOITED, why=", and perhaps sexually exploited"
)
def perhaps_sexually_exploited(child: Facts) -> bool:
    return bool(child.exploitation_concern)


# Children missing education.

cme_needs_assessed = Duty(
    "cme-needs-assessed",
    name="See to the child's needs and education",
    sections=("6.9",),
    says="For a child missing education who is found, the procedure for children missing education is followed: "
    "needs are assessed and education is provided.",
    strength=v.SHOULD,
    starts=found_or_returned,
    by=v.CHILDRENS_SERVICES,  # B35: education is named without a post
    because="{found_or_back} at {start}{why}, so needs are assessed and education is provided",
)


@cme_needs_assessed.required("6.9", "Missing school is the only concern.", why=" after missing school")
def missing_school(child: Facts) -> bool:
    return bool(child.education_only)


DUTIES = (
    cp_return_plan_considered,
    cp_manager_told_return,
    cp_core_group_five_days,
    cp_conference_forward_considered,
    trafficked_return_made_safe,
    trafficked_plan_updated_shared,
    trafficked_return_ukhtc_told,
    operation_liberty_form,
    exploitation_assessment_updated_return,
    exploitation_cp_manager_told,
    exploitation_meeting_forward_considered,
    cme_needs_assessed,
)
