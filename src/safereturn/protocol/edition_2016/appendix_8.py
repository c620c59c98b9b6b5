"""Appendix 8: requests for police checks (2016 edition)."""

from .. import vocabulary as v
from ..course import came_about
from ..notation import Duty

attend_threat = Duty(
    "checks-police-attend-threat",
    name="Go with staff who are threatened",
    sections=("App 8",),
    says="The police go with a partner's staff who are threatened, or feel so, so that the peace is kept.",
    strength=v.MUST,
    starts=came_about("partner-staff-threatened"),
    by=v.POLICE,
    because="Staff of a partner were threatened at {start}, so the police go with them",
)

force_entry = Duty(
    "checks-police-force-entry",
    name="Go and get the door open",
    sections=("App 8",),
    says="Where life is at risk inside premises, the police go and make it possible to enter.",
    strength=v.MUST,
    starts=came_about("life-at-risk-inside"),
    by=v.POLICE,
    because="Life was at risk inside at {start}, so the police go and make it possible to enter",
)

protection_when_no_order = Duty(
    "checks-police-protection-when-no-epo",
    name="Decide on taking the child into police protection",
    sections=("App 8",),
    says="Where significant harm threatens and there is no time for an emergency order of the court, the police "
    "support the agency and consider police protection.",
    strength=v.MUST,
    starts=came_about("no-time-for-a-court-order"),
    by=v.POLICE,
    because="Significant harm threatened at {start} and no court could act in time, "
    "so the police decide whether to take the child into police protection",
)

care_in_a_public_place = Duty(
    "checks-mental-disorder-public-place",
    name="Help where somebody needs care at once in a public place",
    sections=("App 8",),
    says="The police can help to take somebody with a mental disorder, who needs care or control at once, "
    "from a public place.",
    strength=v.MAY,
    starts=came_about("needs-care-in-a-public-place"),
    by=v.POLICE,
    because="Somebody needed care or control in a public place at {start}, so the police may help",
)

report_after_own_enquiries = Duty(
    "report-missing-after-own-enquiries",
    name="Report the child missing",
    sections=("App 8",),
    says="A partner whose own enquiries fail, and who sees a risk to the child or others, reports the child missing.",
    strength=v.SHOULD,
    starts=came_about("own-enquiries-failed"),
    by=v.CHILDRENS_SERVICES,
    because="A partner's own enquiries had failed by {start} and there is a risk, so the child is reported missing",
)

efforts_and_risk = Duty(
    "police-probe-efforts-and-risk",
    name="Ask what was tried and how great the risk is",
    sections=("App 8",),
    says="When a partner reports a child missing, the police ask what was tried already and how great the risk is.",
    strength=v.MUST,
    starts=came_about("reported-by-a-partner"),
    by=v.POLICE,
    because="Reported by a partner at {start}, so the police ask what was tried and how great the risk is",
)

DUTIES = (
    attend_threat,
    force_entry,
    protection_when_no_order,
    care_in_a_public_place,
    report_after_own_enquiries,
    efforts_and_risk,
)
