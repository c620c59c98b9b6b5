"""Which team a role of the protocol means, for which child."""

from typing import Any

import pytest

from safereturn.agencies.models import Agency, Team
from safereturn.agencies.queries import directory
from safereturn.agencies.roles import ROLES, ROLES_OF_TEAM, TEAMS_OF_ROLE
from safereturn.protocol import vocabulary as v
from tests.apps.partnership import a_partnership

pytestmark = pytest.mark.django_db


@pytest.fixture
def teams() -> dict[str, Team]:
    made = a_partnership()
    for area, council in (("derby", "Derby City Council"), ("derbyshire", "Derbyshire County Council")):
        agency = Agency.objects.get(name=council)
        kinds = ["runaways"] if area == "derby" else ["mat", "yos"]
        for kind in (*kinds, "iro", "management", "missing-children-lead"):
            made[f"{area} {kind}"] = Team.objects.create(agency=agency, name=f"{kind}, {area}", kind=kind, area=area)
    return made


CITY = {"area": "derby"}
COUNTY = {"area": "derbyshire"}


@pytest.mark.parametrize(
    ("role", "child", "team"),
    [
        (v.POLICE, CITY, "Control room"),
        (v.POLICE, COUNTY, "Control room"),
        (v.DUTY_INSPECTOR, CITY, "Control room"),
        (v.INVESTIGATING_OFFICER, COUNTY, "Investigators"),
        (v.POLICE_OVERSIGHT_TEAM, CITY, "Oversight team"),
        (v.FRONT_DOOR, CITY, "First Contact"),
        (v.FRONT_DOOR, COUNTY, "Starting Point"),
        (v.SOCIAL_WORKER, CITY, "City social care"),
        (v.RUNAWAYS_WORKER, CITY, "derby runaways"),
        (v.MAT_WORKER, COUNTY, "derbyshire mat"),
        (v.YOS_WORKER, COUNTY, "derbyshire yos"),
        (v.TEAM_MANAGER, CITY, "derby management"),
        (v.INDEPENDENT_REVIEWING_OFFICER, COUNTY, "derbyshire iro"),
        (v.MISSING_CHILDREN_LEAD, CITY, "derby missing-children-lead"),
        # A lead worker is of the service that the child is open to.
        (v.LEAD_WORKER, CITY | {"open_to": ["social-care", "mat"]}, "City social care"),
        (v.LEAD_WORKER, CITY | {"open_to": ["mat"]}, "derby runaways"),
        (v.LEAD_WORKER, COUNTY | {"open_to": ["mat", "yos"]}, "derbyshire mat"),
        (v.LEAD_WORKER, COUNTY | {"open_to": ["yos"]}, "derbyshire yos"),
        # A child of one council who lives in the area of the other (A23).
        (v.SOCIAL_WORKER, COUNTY | {"looked_after_by": "derby"}, "City social care"),
        (v.INDEPENDENT_REVIEWING_OFFICER, COUNTY | {"looked_after_by": "derby"}, "derby iro"),
        (v.FRONT_DOOR, COUNTY | {"looked_after_by": "derby"}, "Starting Point"),
        (v.MISSING_CHILDREN_LEAD, COUNTY | {"looked_after_by": "derby"}, "derbyshire missing-children-lead"),
        # A child placed elsewhere has no host council of ours.
        (v.SOCIAL_WORKER, {"area": "elsewhere", "looked_after_by": "derbyshire"}, "County social care"),
        (v.FRONT_DOOR, {"area": "elsewhere", "looked_after_by": "derbyshire"}, "Starting Point"),
        # A role that no team carries falls to the front door, so that no duty is nobody's.
        (v.PARENT, CITY, "First Contact"),
        (v.SCHOOL, COUNTY, "Starting Point"),
        (v.HEALTH_SAFEGUARDING_TEAM, CITY, "First Contact"),
        (v.CARER, CITY, "First Contact"),
    ],
)
def test_a_role_means_this_team(teams: dict[str, Team], role: str, child: dict[str, Any], team: str) -> None:
    assert directory().team_for(role, **child) == teams[team].pk


@pytest.mark.parametrize("role", [v.CARER, v.PLACEMENT_PROVIDER])
def test_what_the_carer_owes_belongs_to_the_home(teams: dict[str, Team], role: str) -> None:
    home = teams["Alder House"]
    assert directory().team_for(role, area="derbyshire", home_team=home.pk) == home.pk


def test_what_the_school_owes_belongs_to_the_childs_own_school(teams: dict[str, Team]) -> None:
    school = teams["Alder House"]
    assert directory().team_for(v.SCHOOL, area="derby", school_team=school.pk) == school.pk
    assert directory().team_for(v.HEALTH_SAFEGUARDING_TEAM, area="derby", school_team=school.pk) != school.pk


def test_every_kind_of_team_says_which_kinds_of_post_it_can_hold() -> None:
    assert set(ROLES_OF_TEAM) == set(Team.Kind.values)
    assert {role for roles in ROLES_OF_TEAM.values() for role in roles} == set(ROLES)


def test_every_role_of_the_protocol_has_a_team_in_both_areas(teams: dict[str, Team]) -> None:
    known = directory()
    for role in v.ROLES:
        for area in ("derby", "derbyshire"):
            assert known.team_for(role, area=area) is not None, (role, area)


def test_where_no_area_is_known_only_the_police_have_a_team(teams: dict[str, Team]) -> None:
    assert directory().team_for(v.POLICE, area=None) == teams["Control room"].pk
    assert directory().team_for(v.SOCIAL_WORKER, area=None) is None


def test_a_team_of_another_authority_carries_no_duty_of_ours(teams: dict[str, Team]) -> None:
    agency = Agency.objects.create(name="Another council", kind="other-authority", area="elsewhere")
    Team.objects.create(agency=agency, name="Its social care", kind="social-care", area="derby")
    assert directory().team_for(v.SOCIAL_WORKER, area="derby") == teams["City social care"].pk


def test_every_role_that_a_post_fills_and_every_team_is_one_of_those_declared() -> None:
    for role in ROLES.values():
        assert set(role.fills) <= set(v.ROLES)
        assert role.description.endswith(".")
    assert set(TEAMS_OF_ROLE) <= set(v.ROLES)
    assert {kind for kinds in TEAMS_OF_ROLE.values() for kind in kinds} <= set(Team.Kind.values)
