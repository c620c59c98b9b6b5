"""Appendix 1: what its words oblige to (2016 edition)."""

from .. import vocabulary as v
from ..course import first_graded, out_of_low_category
from ..notation import Duty

absent_monitor_escalate = Duty(
    "absent-monitor-escalate",
    name="Watch the absent child, and record it as missing if the risk grows",
    sections=("App 1",),
    says="The police keep watching an absent child, and record it as missing when the risk grows.",
    strength=v.SHOULD,
    starts=first_graded(v.ABSENT),
    until=out_of_low_category(v.ABSENT),  # B10: for as long as it lasts
    by=v.POLICE,
    because="First recorded as absent at {since}, so the police keep watching and record the child as missing "
    "if the risk grows",
)

DUTIES = (absent_monitor_escalate,)
