"""Words that both editions share. The strings are those of the scenario files and of the stored log."""

from typing import Final

DERBY: Final = "derby"
DERBYSHIRE: Final = "derbyshire"
ELSEWHERE: Final = "elsewhere"  # placed outside both areas by one of the two councils
OTHER: Final = "other"  # looked after by another local authority
AREAS: Final = (DERBY, DERBYSHIRE, ELSEWHERE)
COUNCILS: Final = (DERBY, DERBYSHIRE, OTHER)

CHILDRENS_HOME: Final = "childrens-home"
FOSTER: Final = "foster"
SEMI_INDEPENDENT: Final = "semi-independent"
WITH_FAMILY: Final = "with-family"
PLACEMENTS: Final = (CHILDRENS_HOME, FOSTER, SEMI_INDEPENDENT, WITH_FAMILY, "other")

SOCIAL_CARE: Final = "social-care"
MAT: Final = "mat"
YOS: Final = "yos"
SERVICES: Final = (SOCIAL_CARE, MAT, YOS)

MISSING: Final = "missing"
AWAY: Final = "away"
KINDS: Final = (MISSING, AWAY)

ABSENT: Final = "absent"
NO_APPARENT_RISK: Final = "no-apparent-risk"
MEDIUM: Final = "medium"
HIGH: Final = "high"

MUST: Final = "must"
SHOULD: Final = "should"
MAY: Final = "may"
STRENGTHS: Final = (MUST, SHOULD, MAY)  # strongest first

PARENT: Final = "parent"
CARER: Final = "carer"
PLACEMENT_PROVIDER: Final = "placement-provider"
SCHOOL: Final = "school"
POLICE: Final = "police"
INVESTIGATING_OFFICER: Final = "investigating-officer"
POLICE_OVERSIGHT_TEAM: Final = "police-oversight-team"
DUTY_INSPECTOR: Final = "duty-inspector"
SENIOR_INVESTIGATING_OFFICER: Final = "senior-investigating-officer"
DUTY_GOLD: Final = "duty-gold"
CHIEF_OFFICER: Final = "chief-officer"
CHILDRENS_SERVICES: Final = "childrens-services"
FRONT_DOOR: Final = "front-door"
SOCIAL_WORKER: Final = "social-worker"
LEAD_WORKER: Final = "lead-worker"
MAT_WORKER: Final = "mat-worker"
RUNAWAYS_WORKER: Final = "runaways-worker"
YOS_WORKER: Final = "yos-worker"
TEAM_MANAGER: Final = "team-manager"
LINE_MANAGER: Final = "line-manager"
SERVICE_DIRECTOR: Final = "service-director"
MISSING_CHILDREN_LEAD: Final = "missing-children-lead"
INDEPENDENT_REVIEWING_OFFICER: Final = "independent-reviewing-officer"
CHILD_PROTECTION_MANAGER: Final = "child-protection-manager"
EXPLOITATION_MANAGER: Final = "exploitation-manager"
PLACING_AUTHORITY: Final = "placing-authority"
HOST_AUTHORITY: Final = "host-authority"
HEALTH_SAFEGUARDING_TEAM: Final = "health-safeguarding-team"
DESIGNATED_NURSE: Final = "designated-nurse"
EDUCATION_WELFARE_OFFICER: Final = "education-welfare-officer"
CME_OFFICER: Final = "cme-officer"
SUPERVISING_SOCIAL_WORKER: Final = "supervising-social-worker"
PANEL: Final = "panel"

POLICE_ROLES: Final = (
    POLICE,
    INVESTIGATING_OFFICER,
    POLICE_OVERSIGHT_TEAM,
    DUTY_INSPECTOR,
    SENIOR_INVESTIGATING_OFFICER,
    DUTY_GOLD,
    CHIEF_OFFICER,
)
ROLES: Final = (
    PARENT,
    CARER,
    PLACEMENT_PROVIDER,
    SCHOOL,
    *POLICE_ROLES,
    CHILDRENS_SERVICES,
    FRONT_DOOR,
    SOCIAL_WORKER,
    LEAD_WORKER,
    MAT_WORKER,
    RUNAWAYS_WORKER,
    YOS_WORKER,
    TEAM_MANAGER,
    LINE_MANAGER,
    SERVICE_DIRECTOR,
    MISSING_CHILDREN_LEAD,
    INDEPENDENT_REVIEWING_OFFICER,
    CHILD_PROTECTION_MANAGER,
    EXPLOITATION_MANAGER,
    PLACING_AUTHORITY,
    HOST_AUTHORITY,
    HEALTH_SAFEGUARDING_TEAM,
    DESIGNATED_NURSE,
    EDUCATION_WELFARE_OFFICER,
    CME_OFFICER,
    SUPERVISING_SOCIAL_WORKER,
    PANEL,
)

# How each role is named in a sentence.
ROLE_NAMES: Final = {
    PARENT: "the parents",
    CARER: "the carer",
    PLACEMENT_PROVIDER: "the placement provider",
    SCHOOL: "the school",
    POLICE: "the police",
    INVESTIGATING_OFFICER: "the investigating officer",
    POLICE_OVERSIGHT_TEAM: "the police oversight team",
    DUTY_INSPECTOR: "the duty inspector",
    SENIOR_INVESTIGATING_OFFICER: "the senior investigating officer",
    DUTY_GOLD: "the duty gold commander",
    CHIEF_OFFICER: "a chief officer",
    CHILDRENS_SERVICES: "children's services",
    FRONT_DOOR: "the council's front door",
    SOCIAL_WORKER: "the child's social worker",
    LEAD_WORKER: "the lead worker",
    MAT_WORKER: "a MAT worker",
    RUNAWAYS_WORKER: "the Runaways Worker",
    YOS_WORKER: "a YOS worker",
    TEAM_MANAGER: "the team manager",
    LINE_MANAGER: "the line manager",
    SERVICE_DIRECTOR: "the service director",
    MISSING_CHILDREN_LEAD: "the missing children lead",
    INDEPENDENT_REVIEWING_OFFICER: "the Independent Reviewing Officer",
    CHILD_PROTECTION_MANAGER: "the child protection manager",
    EXPLOITATION_MANAGER: "the exploitation manager",
    PLACING_AUTHORITY: "the placing authority",
    HOST_AUTHORITY: "the host authority",
    HEALTH_SAFEGUARDING_TEAM: "the health safeguarding team",
    DESIGNATED_NURSE: "the designated nurse",
    EDUCATION_WELFARE_OFFICER: "the education welfare officer",
    CME_OFFICER: "the children missing education officer",
    SUPERVISING_SOCIAL_WORKER: "the supervising social worker",
    PANEL: "the panel",
}


def category_name(category: str) -> str:
    """How a category is named in a sentence: its own word, without the marks that join it."""
    return category.replace("-", " ")
