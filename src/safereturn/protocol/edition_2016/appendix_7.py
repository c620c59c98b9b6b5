"""Appendix 7: terms of reference of the groups (2016 edition). What a group does by routine belongs to no episode."""

from .. import vocabulary as v
from ..course import went_missing
from ..facts import Facts
from ..notation import Duty

repeat_case_report = Duty(
    "tor-mpmg-repeat-case-report",
    name="Report to the Missing Persons Monitoring Group",
    sections=("App 7",),
    says="In the city the key worker of a child missing three times or more reports to the Missing Persons Monitoring "
    "Group how the care plan and the risk assessment were reviewed.",
    strength=v.SHOULD,
    starts=went_missing,
    tested_once=True,
    by=v.LEAD_WORKER,
    because="Reported missing at {start}, for the third time at least, "
    "so the key worker reports to the Missing Persons Monitoring Group",
)


@repeat_case_report.required(
    "App 7",
    "A city child reported missing three or more times.",
    reading="A65: the terms give no window, so none is used.",
)
def three_or_more_in_the_city(child: Facts) -> bool:
    return child.council == v.DERBY and child.earlier_reports >= 2


DUTIES = (repeat_case_report,)
