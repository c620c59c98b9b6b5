"""The kinds of post that people hold, which role of the protocol each fills, and which team carries each role."""

from typing import NamedTuple

from safereturn.protocol import vocabulary as v


class Role(NamedTuple):
    """A kind of post: what people call it, what it is, what it comes for, and the protocol's roles that it fills."""

    name: str
    description: str
    comes_for: str
    fills: tuple[str, ...] = ()


ROLES: dict[str, Role] = {
    "residential-worker": Role(
        "Residential worker",
        "Looks after children in a children's home. Reports them missing or away, and says when they are back.",
        "Say that a child is not where they should be",
        (v.CARER,),
    ),
    "home-manager": Role(
        "Home manager",
        "Answers for a children's home: that reports are made, and that interviews can be held.",
        "See what the home owes its children",
        (v.PLACEMENT_PROVIDER, v.CARER),
    ),
    "foster-carer": Role(
        "Foster carer",
        "Looks after children in their own home. Reports them missing or away, and says when they are back.",
        "Say that a child is not where they should be",
        (v.CARER,),
    ),
    "support-worker": Role(
        "Support worker",
        "Looks after young people of 16 or older in semi-independent housing, and reports them missing or away.",
        "Say that a young person is not where they should be",
        (v.CARER,),
    ),
    "supervising-social-worker": Role(
        "Supervising social worker",
        "Supervises foster carers, and receives what they write down of a child's return.",
        "See what is owed for the children of our foster carers",
        (v.SUPERVISING_SOCIAL_WORKER,),
    ),
    "call-taker": Role(
        "Call taker",
        "Takes reports in the police control room and records the category.",
        "Record and grade reports",
        (v.POLICE,),
    ),
    "police-officer": Role(
        "Police officer",
        "Looks for the child, grades the report, and makes the prevention visit after the return.",
        "Record and grade reports, see children on their return",
        (v.POLICE, v.INVESTIGATING_OFFICER),
    ),
    "investigating-officer": Role(
        "Investigating officer",
        "Leads the search for a child, and makes the prevention visit after the return.",
        "See what is due, and record a visit",
        (v.INVESTIGATING_OFFICER, v.SENIOR_INVESTIGATING_OFFICER, v.POLICE),
    ),
    "duty-inspector": Role(
        "Duty inspector",
        "Answers for the shift, and settles disputes about the category.",
        "Know what is missing, late and undecided",
        (v.DUTY_INSPECTOR, v.POLICE),
    ),
    "police-commander": Role(
        "Police commander",
        "Commands at high risk, and decides what may be published and whether a Child Rescue Alert is launched.",
        "Command at high risk, and decide on publicity",
        (v.DUTY_GOLD, v.CHIEF_OFFICER, v.POLICE),
    ),
    "oversight-officer": Role(
        "Police oversight officer",
        "Reviews every episode for the police, and receives return interviews.",
        "Review every episode",
        (v.POLICE_OVERSIGHT_TEAM, v.POLICE),
    ),
    "front-door-worker": Role(
        "Front door worker",
        "Receives reports for the council, says whether the child is known, and sends them to the right team.",
        "Answer whether a child is known, and route",
        (v.FRONT_DOOR, v.CHILDRENS_SERVICES, v.HOST_AUTHORITY),
    ),
    "social-worker": Role(
        "Social worker",
        "Holds the child's case, plans with the child, and sees that the interview is held.",
        "See my children, my duties and my clocks",
        (v.SOCIAL_WORKER, v.LEAD_WORKER, v.PLACING_AUTHORITY, v.CHILDRENS_SERVICES, v.SUPERVISING_SOCIAL_WORKER),
    ),
    "lead-worker": Role(
        "Lead worker",
        "Leads the work with a child and family who are open to a service.",
        "See my children, my duties and my clocks",
        (v.LEAD_WORKER, v.CHILDRENS_SERVICES),
    ),
    "mat-worker": Role(
        "MAT worker",
        "Works in a multi-agency team of the county, and interviews children whom no service knew.",
        "Interview children nobody knew",
        (v.MAT_WORKER, v.LEAD_WORKER),
    ),
    "runaways-worker": Role(
        "Runaways Worker",
        "Works in the city's multi-agency team, and interviews children whom no service knew.",
        "Interview children nobody knew",
        (v.RUNAWAYS_WORKER, v.LEAD_WORKER),
    ),
    "yos-worker": Role(
        "YOS worker",
        "Works with young people known to the Youth Offending Service, and interviews them after a return.",
        "Interview children known to the service",
        (v.YOS_WORKER, v.LEAD_WORKER),
    ),
    "team-manager": Role(
        "Team manager",
        "Answers for what a team owes, and signs off return interviews.",
        "See what my team owes, and sign off",
        (v.TEAM_MANAGER, v.LINE_MANAGER, v.SERVICE_DIRECTOR, v.CHILDRENS_SERVICES),
    ),
    "reviewing-officer": Role(
        "Independent Reviewing Officer",
        "Is told when a child in care is missing and back, and may bring a review forward.",
        "Be told, and decide",
        (v.INDEPENDENT_REVIEWING_OFFICER,),
    ),
    "child-protection-manager": Role(
        "Child protection manager",
        "Is told when a child with a protection plan is missing and back, and may bring the conference forward.",
        "Be told, and decide",
        (v.CHILD_PROTECTION_MANAGER, v.EXPLOITATION_MANAGER),
    ),
    "exploitation-manager": Role(
        "Exploitation manager",
        "Is told when a child at risk of exploitation is missing and back, and may bring the meeting forward.",
        "Be told, and decide",
        (v.EXPLOITATION_MANAGER,),
    ),
    "missing-children-lead": Role(
        "Missing children lead",
        "Receives notices of placements and episodes for a council.",
        "Be told of placements",
        (v.MISSING_CHILDREN_LEAD,),
    ),
    "other-authority-worker": Role(
        "Social worker of another authority",
        "Has placed a child here. Reports that the child is missing, and follows what is done.",
        "Say that a child whom we placed here is missing",
    ),
    "school-safeguarding-lead": Role(
        "Designated safeguarding lead",
        "Answers for a school's pupils: contacts the parents on the first day, and reports where nobody else does.",
        "Say that a pupil is missing, and see what the school owes",
        (v.SCHOOL,),
    ),
    "education-welfare-officer": Role(
        "Education welfare officer",
        "Looks for pupils who have been away from school for ten days.",
        "See which pupils to look for",
        (v.EDUCATION_WELFARE_OFFICER,),
    ),
    "cme-officer": Role(
        "Children missing education officer",
        "Traces children who are on no school's register.",
        "See which children to trace",
        (v.CME_OFFICER,),
    ),
    "safeguarding-nurse": Role(
        "Safeguarding nurse",
        "Looks for a missing child in the records of the health services, and tells the police what they show.",
        "Check our systems for a missing child",
        (v.HEALTH_SAFEGUARDING_TEAM,),
    ),
    "designated-nurse": Role(
        "Designated nurse",
        "Is told of missing children, and asks wards and drop-ins to look out for them.",
        "Be told, and let others look out",
        (v.DESIGNATED_NURSE,),
    ),
    "privacy-referee": Role(
        "Privacy referee",
        "Checks who looked at which child, and whether they should have.",
        "See who looked, and why",
    ),
    "agency-administrator": Role(
        "Agency administrator",
        "Keeps the agency's teams, people and posts. Sees no child.",
        "Keep the agency's people and posts",
    ),
}
CHOICES = [(key, role.name) for key, role in ROLES.items()]

# Which kind of team carries a role of the protocol: the first kind that the council or the force has.
TEAMS_OF_ROLE: dict[str, tuple[str, ...]] = {
    v.POLICE: ("control-room",),
    v.DUTY_INSPECTOR: ("control-room",),
    v.SENIOR_INVESTIGATING_OFFICER: ("investigators", "control-room"),
    v.INVESTIGATING_OFFICER: ("investigators", "control-room"),
    v.POLICE_OVERSIGHT_TEAM: ("oversight", "control-room"),
    v.DUTY_GOLD: ("police-management", "control-room"),
    v.CHIEF_OFFICER: ("police-management", "control-room"),
    v.CHILDRENS_SERVICES: ("front-door",),
    v.FRONT_DOOR: ("front-door",),
    v.HOST_AUTHORITY: ("front-door",),
    v.SOCIAL_WORKER: ("social-care",),
    v.LEAD_WORKER: ("social-care",),
    v.PLACING_AUTHORITY: ("social-care",),
    v.SUPERVISING_SOCIAL_WORKER: ("fostering", "social-care"),
    v.TEAM_MANAGER: ("management", "social-care"),
    v.LINE_MANAGER: ("management", "social-care"),
    v.SERVICE_DIRECTOR: ("management", "social-care"),
    v.MAT_WORKER: ("mat", "early-help"),
    v.RUNAWAYS_WORKER: ("runaways", "mat", "early-help"),
    v.YOS_WORKER: ("yos",),
    v.INDEPENDENT_REVIEWING_OFFICER: ("iro", "child-protection"),
    v.CHILD_PROTECTION_MANAGER: ("child-protection",),
    v.EXPLOITATION_MANAGER: ("child-protection",),
    v.MISSING_CHILDREN_LEAD: ("missing-children-lead",),
    v.HEALTH_SAFEGUARDING_TEAM: ("health",),
    v.DESIGNATED_NURSE: ("health",),
    v.EDUCATION_WELFARE_OFFICER: ("education",),
    v.CME_OFFICER: ("education",),
}  # a school's duties fall to the child's own: see Directory.team_for

_MANAGER = "team-manager"
_GOVERNANCE = ("agency-administrator", "privacy-referee")
# Which kinds of post a team of a kind can hold.
ROLES_OF_TEAM: dict[str, tuple[str, ...]] = {
    "control-room": ("call-taker", "police-officer", "duty-inspector"),
    "investigators": ("investigating-officer", "police-officer", "duty-inspector"),
    "oversight": ("oversight-officer",),
    "police-management": ("police-commander", "duty-inspector"),
    "front-door": ("front-door-worker", _MANAGER),
    "social-care": ("social-worker", "lead-worker", _MANAGER),
    "early-help": ("lead-worker", "mat-worker", "runaways-worker", _MANAGER),
    "mat": ("mat-worker", "lead-worker", _MANAGER),
    "runaways": ("runaways-worker", "lead-worker", _MANAGER),
    "yos": ("yos-worker", "lead-worker", _MANAGER),
    "management": (_MANAGER,),
    "iro": ("reviewing-officer", _MANAGER),
    "child-protection": (
        "child-protection-manager",
        "exploitation-manager",
        "reviewing-officer",
        "missing-children-lead",
    ),
    "missing-children-lead": ("missing-children-lead",),
    "home": ("residential-worker", "foster-carer", "support-worker", "home-manager", *_GOVERNANCE),
    "fostering": ("supervising-social-worker", "social-worker", "foster-carer", _MANAGER, *_GOVERNANCE),
    "other-authority": ("other-authority-worker", *_GOVERNANCE),
    "education": ("education-welfare-officer", "cme-officer"),
    "health": ("safeguarding-nurse", "designated-nurse", *_GOVERNANCE),
    "school": ("school-safeguarding-lead", *_GOVERNANCE),
    "information-governance": _GOVERNANCE,
}
TAKES_TWO: frozenset[str] = frozenset(_GOVERNANCE)  # two administrators of the agency agree before such a post begins
