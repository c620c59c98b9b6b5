"""Section 5.1: the role of the police (2019 edition). Their search, and whom they tell."""

from .. import vocabulary as v
from ..course import at_the_outset, came_about, first_graded, found_or_back, found_or_returned, went_missing
from ..facts import Facts
from ..notation import Duty

AT_HIGH_RISK = first_graded(v.HIGH)

# What is owed at once at high risk stays owed after a regrading or the return: done, or why not.

high_deploy_immediately = Duty(
    "high-deploy-immediately",
    name="Send officers straight away",
    sections=("5.1", "3.1"),
    says="At high risk the police deploy at once.",
    strength=v.MUST,
    starts=AT_HIGH_RISK,
    by=v.POLICE,
    because="Graded high risk at {start}, so the police send officers straight away",
)

high_senior_command_involved = Duty(
    "high-senior-command-involved",
    name="Senior officers check enquiries and staffing",
    sections=("5.1",),
    says="At high risk senior command looks at the first lines of enquiry and approves the staffing.",
    strength=v.MUST,
    starts=AT_HIGH_RISK,
    by=v.POLICE,
    because="Graded high risk at {start}, so senior officers check the first enquiries and the number of staff",
)

high_appoint_investigating_officer = Duty(
    "high-appoint-investigating-officer",
    name="Appoint an investigating officer",
    sections=("5.1",),
    says="At high risk an investigating officer is appointed.",
    strength=v.SHOULD,
    starts=AT_HIGH_RISK,
    by=v.POLICE,
    because="Graded high risk at {start}, so one investigating officer is put in charge",
)

high_consider_sio_polsa = Duty(
    "high-consider-sio-polsa",
    name="Decide on a senior investigating officer and a search adviser",
    sections=("5.1",),
    says="At high risk the police decide whether to appoint a senior investigating officer and a search adviser.",
    strength=v.MAY,
    starts=AT_HIGH_RISK,
    by=v.POLICE,
    because="Graded high risk at {start}, so the police decide on a senior investigating officer and a search adviser",
)

high_media_strategy = Duty(
    "high-media-strategy",
    name="Settle how the media are used",
    sections=("5.1",),
    says="At high risk there is a media strategy.",
    strength=v.SHOULD,
    starts=AT_HIGH_RISK,
    by=v.POLICE,
    because="Graded high risk at {start}, so the police settle how the media are used",
)

high_agency_contact = Duty(
    "high-agency-contact",
    name="Stay in close touch with the other agencies",
    sections=("5.1",),
    says="At high risk the police stay in close touch with the other agencies.",
    strength=v.SHOULD,
    starts=AT_HIGH_RISK,
    by=v.POLICE,
    because="Graded high risk at {start}, so the police stay in close touch with everyone else who is involved",
)

high_family_support = Duty(
    "high-family-support",
    name="Put support for the family in place",
    sections=("5.1",),
    says="At high risk the family is supported.",
    strength=v.SHOULD,
    starts=AT_HIGH_RISK,
    by=v.POLICE,
    because="Graded high risk at {start}, so the police put support for the family in place",
)

high_notify_missing_persons_bureau = Duty(
    "high-notify-missing-persons-bureau",
    name="Tell the Missing Persons Bureau",
    sections=("5.1",),
    says="At high risk the police tell the UK Missing Persons Bureau.",
    strength=v.SHOULD,
    starts=AT_HIGH_RISK,
    by=v.POLICE,
    because="Graded high risk at {start}, so the police tell the Missing Persons Bureau straight away",
)

high_notify_ceop = Duty(
    "high-notify-ceop",
    name="Tell CEOP",
    sections=("5.1",),
    says="At high risk the police tell CEOP.",
    strength=v.SHOULD,
    starts=AT_HIGH_RISK,
    by=v.POLICE,
    because="Graded high risk at {start}, so the police tell CEOP",
)

high_notify_childrens_services = Duty(
    "high-notify-childrens-services",
    name="Tell children's services",
    sections=("5.1",),
    says="At high risk the police tell the children's services of the council concerned.",
    strength=v.SHOULD,
    starts=AT_HIGH_RISK,
    by=v.POLICE,
    because="Graded high risk at {start}, so the police tell children's services",
)

# Medium risk, and every missing child.

medium_proactive_search = Duty(
    "medium-proactive-search",
    name="Search and make enquiries",
    sections=("5.1",),
    says="At medium risk the police search and make enquiries of their own accord, as the circumstances call for.",
    strength=v.MUST,
    starts=first_graded(v.MEDIUM),
    by=v.POLICE,
    because="Graded medium risk at {since}, so the police search and make enquiries",
)

enquiries_until_found = Duty(
    "enquiries-until-found",
    name="Keep enquiring until the child is found",
    sections=("5.1",),
    says="The police go on enquiring until the child is found or comes back.",
    strength=v.MUST,
    starts=went_missing,
    until=found_or_back,  # B20: the text itself says how long
    by=v.POLICE,
    because="{missing}, so the police go on enquiring until the child is found or back",
)

found_compact_updated_la_told = Duty(
    "found-compact-updated-la-told",
    name="Update COMPACT and tell the council: found",
    sections=("5.1", "6.5"),
    says="When the child is found or back, the police update COMPACT and tell the council what it needs to know.",
    strength=v.MUST,
    starts=found_or_returned,
    by=v.POLICE,
    because="{found_or_back} at {start}, so the police update COMPACT and tell the council",
)

investigation_core_enquiries = Duty(
    "investigation-core-enquiries",
    name="Ask carers, friends and contacts, and check places",
    sections=("5.1",),
    says="The police ask carers, friends and contacts, and check the places where the child is known to go.",
    strength=v.MUST,
    starts=went_missing,
    by=v.POLICE,
    because="{missing}, so the police ask carers, friends and contacts, and check where the child goes",
)

care_family_contacted = Duty(
    "care-family-contacted",
    name="Contact the family of the child in care",
    sections=("5.1",),
    says="Of a child in care the police usually contact the family.",
    strength=v.MUST,
    starts=went_missing,
    by=v.POLICE,
    because="{missing}{why}, so the police contact the family",
)


@care_family_contacted.required("5.1", "The child is in care.", why=" and in care")
def family_of_a_child_in_care(child: Facts) -> bool:
    return child.in_care


family_border_alerts_considered = Duty(
    "family-border-alerts-considered",
    name="Decide on border alerts: missing with the family",
    sections=("5.1",),
    says="When a child is missing with the family and they may leave the country, the police consider border alerts.",
    strength=v.MUST,
    starts=came_about("may-leave-the-country"),
    by=v.POLICE,
    because="Feared at {start} to be leaving the country{why}, so the police decide on border alerts",
)


@family_border_alerts_considered.required("5.1", "The child is missing with the family.", why=" {with_whom}")
def leaving_with_the_family(child: Facts) -> bool:
    return child.missing_with_family


maternity_alerts = Duty(
    "maternity-alerts",
    name="Decide on alerts to maternity units",
    sections=("5.1",),
    says="For an unborn baby, maternity units in the region or the whole country may be alerted.",
    strength=v.MAY,
    starts=went_missing,
    by=v.POLICE,
    because="{missing}{why}, so the police decide whether maternity units are alerted",
)


@maternity_alerts.required("5.1", "The baby is still to be born.", why=" with a baby still to be born")
def baby_missing_before_birth(child: Facts) -> bool:
    return child.unborn


nrm_referral = Duty(
    "nrm-referral",
    name="Refer to the National Referral Mechanism",
    sections=("5.1",),
    says="A child believed to be trafficked is referred to the UK Human Trafficking "
    "Centre through the National Referral Mechanism.",
    strength=v.MUST,
    starts=at_the_outset,  # B26: missing or away
    by=v.POLICE,
    because="First told of at {known}{why}, so the child is referred to the National Referral Mechanism",
)


@nrm_referral.required(
    "5.1",
    "The child is believed to be trafficked.",
    reading="A39: the text names nobody; police and council may both refer, and the police are asked first.",
    why=" as a child believed to be trafficked",
)
def believed_trafficked(child: Facts) -> bool:
    return bool(child.trafficking_concern)


fgm_forced_marriage_in_tandem = Duty(
    "fgm-forced-marriage-in-tandem",
    name="Run the FGM or forced marriage procedures alongside",
    sections=("5.1",),
    says="Where female genital mutilation or a forced marriage is feared, "
    "the procedures against them run alongside the search.",
    strength=v.SHOULD,
    starts=went_missing,
    by=v.CHILDRENS_SERVICES,
    because="{missing}{why}, so the procedures against female genital mutilation "
    "or forced marriage run alongside the search",
)


@fgm_forced_marriage_in_tandem.required(
    "5.1", "Female genital mutilation or a forced marriage is feared.", why=" and feared to be at risk"
)
def genital_mutilation_or_forced_marriage_feared(child: Facts) -> bool:
    return bool(child.fgm_or_forced_marriage_concern)


police_update_parents_and_la = Duty(
    "police-update-parents-and-la",
    name="Tell parents, carers and the council the news",
    sections=("5.1",),
    says="The police tell the parents or carers and the council of every significant development.",
    strength=v.SHOULD,
    starts=came_about("significant-development"),
    by=v.POLICE,
    because="Something important became known at {start}, so the police tell the parents or carers and the council",
)

DUTIES = (
    high_deploy_immediately,
    high_senior_command_involved,
    high_appoint_investigating_officer,
    high_consider_sio_polsa,
    high_media_strategy,
    high_agency_contact,
    high_family_support,
    high_notify_missing_persons_bureau,
    high_notify_ceop,
    high_notify_childrens_services,
    medium_proactive_search,
    enquiries_until_found,
    found_compact_updated_la_told,
    investigation_core_enquiries,
    care_family_contacted,
    family_border_alerts_considered,
    maternity_alerts,
    nrm_referral,
    fgm_forced_marriage_in_tandem,
    police_update_parents_and_la,
)
