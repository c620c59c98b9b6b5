"""Section 5.1: the role of the police (2016 edition). Publicity, the child abroad, powers and offences."""

from .. import vocabulary as v
from ..course import came_about, each_crime_found, went_missing
from ..facts import Facts
from ..notation import Duty

# Publicity.

publicity_assessed_individually = Duty(
    "publicity-assessed-individually",
    name="Decide whether to publicise this case",
    sections=("5.1",),
    says="Publicity is no routine: the police and partners weigh it for each child.",
    strength=v.SHOULD,
    starts=came_about("very-serious-concern"),
    by=v.POLICE,
    because="Very serious concern was recorded at {start}, so the police weigh with partners whether to publicise",
)

publicity_joint_decision = Duty(
    "publicity-joint-decision",
    name="Decide on publicity together",
    sections=("5.1",),
    says="The police normally decide on publicity together with the carers, "
    "and ask parents and children's services where that fits.",
    strength=v.MUST,
    starts=came_about("publicity-proposed"),
    by=v.POLICE,
    because="Publicity was proposed at {start}, so the police decide on it together with the carers",
)

publicity_two_step_authorisation = Duty(
    "publicity-two-step-authorisation",
    name="Authorise the publicity, and have it ratified",
    sections=("5.1",),
    says="Publicity is authorised by the senior investigating officer and ratified by the duty gold commander.",
    strength=v.SHOULD,
    starts=came_about("publicity-to-go-ahead"),
    by=v.SENIOR_INVESTIGATING_OFFICER,
    answerable=v.DUTY_GOLD,
    because="Publicity was decided at {start}, so two officers put their names to it before anything is published",
)

child_rescue_alert_authorisation = Duty(
    "child-rescue-alert-authorisation",
    name="Decide on a Child Rescue Alert",
    sections=("5.1",),
    says="In a case for a Child Rescue Alert the senior investigating officer decides under the national procedure, "
    "and a chief officer ratifies it.",
    strength=v.MUST,
    starts=came_about("child-rescue-alert-criteria-met"),
    by=v.SENIOR_INVESTIGATING_OFFICER,
    answerable=v.CHIEF_OFFICER,
    because="The criteria of a Child Rescue Alert were met at {start}, so two officers decide on it urgently",
)

textsafe_message = Duty(
    "textsafe-message",
    name="Consider a TextSafe message",
    sections=("5.1",),
    says="The police have the charity Missing People text the child that help is there and that they may get in touch.",
    strength=v.MAY,
    starts=went_missing,
    by=v.POLICE,
    because="{missing}{why}, so the police consider having a TextSafe message sent",
)


@textsafe_message.required(
    "5.1",
    "A mobile number is known for the child.",
    reading="A75: the text says both will and may; it is considered, and the answer recorded.",
    why=", with a mobile number known",
)
def mobile_number_known(child: Facts) -> bool:
    return bool(child.mobile_known)


# Abroad.

abroad_border_and_interpol = Duty(
    "abroad-border-and-interpol",
    name="Decide on border alerts and Interpol",
    sections=("5.1",),
    says="For a child who may be, or may have been, taken abroad the police consider border alerts, "
    "and Interpol or others.",
    strength=v.MUST,
    starts=came_about("taken-abroad"),
    by=v.POLICE,
    because="Feared at {start} to have been taken abroad, so the police decide on border alerts and on Interpol",
)

# Powers, and offences.

less_intrusive_considered_first = Duty(
    "less-intrusive-considered-first",
    name="Weigh milder ways before using a power",
    sections=("5.1", "6.3"),
    says="Before using a coercive power, the police weigh with partners whether milder ways would do, "
    "such as a recovery order of the court.",
    strength=v.SHOULD,
    starts=came_about("coercive-power-considered"),
    by=v.POLICE,
    because="Using a power was considered at {start}, "
    "so the police first weigh with partners whether milder ways would do",
)

perpetrators_positive_action = Duty(
    "perpetrators-positive-action",
    name="Act against whoever committed the offence",
    sections=("5.1",),
    says="The child's safety comes first; where an offence is established, "
    "the police act against whoever committed it.",
    strength=v.MUST,
    starts=came_about("offence-established"),
    by=v.POLICE,
    because="An offence was established at {start}, so the police act against whoever committed it",
)

la_supports_action_on_offenders = Duty(
    "la-supports-action-on-offenders",
    name="Support the police against offenders",
    sections=("5.1",),
    says="The council supports the police in acting against those who commit crimes against children or exploit them, "
    "as far as the child's welfare allows.",
    strength=v.MUST,
    starts=each_crime_found,  # B23
    by=v.CHILDRENS_SERVICES,
    because="A crime against the child was found at {start}, so the council supports the police in acting on it",
)

DUTIES = (
    publicity_assessed_individually,
    publicity_joint_decision,
    publicity_two_step_authorisation,
    child_rescue_alert_authorisation,
    textsafe_message,
    abroad_border_and_interpol,
    less_intrusive_considered_first,
    perpetrators_positive_action,
    la_supports_action_on_offenders,
)
