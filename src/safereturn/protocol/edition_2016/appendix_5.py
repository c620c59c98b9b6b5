"""Appendix 5: the Missing Persons Liaison Officer (2016 edition).

What the officer does whatever happens (the overview, the forums, the protocols) belongs to no episode.
"""

from .. import vocabulary as v
from ..course import came_about
from ..notation import Duty

helps_investigators = Duty(
    "mplo-2-3-help-investigators",
    name="Make the enquiries from the office",
    sections=("App 5",),
    says="The Missing Persons Liaison Officer helps with enquiries at other forces, banks, hospitals and agencies "
    "that would tie officers down.",
    strength=v.SHOULD,
    starts=came_about("office-enquiries-needed"),
    by=v.POLICE_OVERSIGHT_TEAM,
    because="Enquiries from the office are needed since {start}, so the liaison officer makes them",
)

multi_agency_case = Duty(
    "mplo-6-7-multi-agency-cases",
    name="Bring the agencies together for a hard case",
    sections=("App 5",),
    says="The Missing Persons Liaison Officer picks out the cases that need several agencies, "
    "and starts work with those who go missing again and again.",
    strength=v.SHOULD,
    starts=came_about("persistent-or-complex"),
    by=v.POLICE_OVERSIGHT_TEAM,
    because="Seen at {start} to be a hard case, so the liaison officer brings the agencies together",
)

refer_exploited = Duty(
    "mplo-10-refer-exploited",
    name="Refer the child through the Central Referral Unit",
    sections=("App 5",),
    says="The Missing Persons Liaison Officer refers a child at risk of exploitation, or perhaps a victim of a sexual "
    "offence, through the Central Referral Unit.",
    strength=v.SHOULD,
    starts=came_about("exploited-or-abused"),
    by=v.POLICE_OVERSIGHT_TEAM,
    because="Feared since {start} to be exploited or abused, so the liaison officer refers the child",
)

no_gaps = Duty(
    "mplo-11-no-gaps",
    name="See that nothing falls between the services",
    sections=("App 5",),
    says="The Missing Persons Liaison Officer works with the other services so that no highly vulnerable child is lost "
    "between them.",
    strength=v.SHOULD,
    starts=came_about("highly-vulnerable"),
    by=v.POLICE_OVERSIGHT_TEAM,
    because="Known since {start} to be highly vulnerable, so the liaison officer sees that nothing is left undone",
)

single_contact = Duty(
    "mplo-15-single-contact",
    name="Answer the partner who asks for advice",
    sections=("App 5",),
    says="The Missing Persons Liaison Officer is the one to ask for advice, information or guidance.",
    strength=v.SHOULD,
    starts=came_about("partner-wants-advice"),
    by=v.POLICE_OVERSIGHT_TEAM,
    because="A partner agency asked for advice at {start}, so the liaison officer answers",
)

DUTIES = (helps_investigators, multi_agency_case, refer_exploited, no_gaps, single_contact)
