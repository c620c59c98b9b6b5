"""The kinds of post that people hold, and which role of the protocol each of them fills."""

from typing import NamedTuple

from safereturn.protocol import vocabulary as v


class Role(NamedTuple):
    """A kind of post: what people call it, what it comes for, and the protocol's roles that it fills."""

    name: str
    comes_for: str
    fills: tuple[str, ...]


ROLES: dict[str, Role] = {
    "residential-worker": Role("Residential worker", "Say that a child is not where they should be", (v.CARER,)),
    "foster-carer": Role("Foster carer", "Say that a child is not where they should be", (v.CARER,)),
    "police-officer": Role(
        "Police officer",
        "Record and grade reports, see children on their return",
        (v.POLICE, v.INVESTIGATING_OFFICER),
    ),
    "duty-inspector": Role("Duty inspector", "Know what is missing, late and undecided", (v.POLICE, v.DUTY_INSPECTOR)),
    "oversight-officer": Role("Police oversight team", "Review every episode", (v.POLICE, v.POLICE_OVERSIGHT_TEAM)),
    "front-door-worker": Role(
        "Front door worker",
        "Answer whether a child is known, and route",
        (v.CHILDRENS_SERVICES, v.FRONT_DOOR),
    ),
    "social-worker": Role(
        "Social worker",
        "See my children, my duties and my clocks",
        (v.CHILDRENS_SERVICES, v.SOCIAL_WORKER, v.LEAD_WORKER, v.PLACING_AUTHORITY),
    ),
    "mat-worker": Role("MAT worker", "Interview children nobody knew", (v.MAT_WORKER, v.LEAD_WORKER)),
    "runaways-worker": Role("Runaways Worker", "Interview children nobody knew", (v.RUNAWAYS_WORKER, v.LEAD_WORKER)),
    "yos-worker": Role("YOS worker", "Interview children known to the service", (v.YOS_WORKER, v.LEAD_WORKER)),
    "team-manager": Role(
        "Team manager",
        "See what my team owes, and sign off",
        (v.CHILDRENS_SERVICES, v.TEAM_MANAGER, v.LINE_MANAGER),
    ),
    "reviewing-officer": Role(
        "Independent Reviewing Officer", "Be told, and decide", (v.INDEPENDENT_REVIEWING_OFFICER,)
    ),
    "child-protection-manager": Role("Child protection manager", "Be told, and decide", (v.CHILD_PROTECTION_MANAGER,)),
    "missing-children-lead": Role("Missing children lead", "Be told of placements", (v.MISSING_CHILDREN_LEAD,)),
}
CHOICES = [(key, role.name) for key, role in ROLES.items()]

# Which kind of team carries a role of the protocol. A role that no team carries falls to children's services.
TEAM_OF_ROLE: dict[str, str] = {
    v.POLICE: "control-room",
    v.DUTY_INSPECTOR: "control-room",
    v.SENIOR_INVESTIGATING_OFFICER: "investigators",
    v.INVESTIGATING_OFFICER: "investigators",
    v.POLICE_OVERSIGHT_TEAM: "oversight",
    v.CHILDRENS_SERVICES: "front-door",
    v.FRONT_DOOR: "front-door",
    v.SOCIAL_WORKER: "social-care",
    v.LEAD_WORKER: "social-care",
    v.PLACING_AUTHORITY: "social-care",
    v.TEAM_MANAGER: "social-care",
    v.LINE_MANAGER: "social-care",
    v.MAT_WORKER: "early-help",
    v.RUNAWAYS_WORKER: "early-help",
    v.YOS_WORKER: "youth-offending",
    v.CHILD_PROTECTION_MANAGER: "child-protection",
    v.INDEPENDENT_REVIEWING_OFFICER: "child-protection",
}
