"""Who there is: the agencies and teams of an invented partnership, and the people who hold its posts."""

import datetime as dt
from collections.abc import Iterator
from typing import NamedTuple

from safereturn.agencies.models import Agency, Person, Post, Team
from safereturn.agencies.queries import directory
from safereturn.protocol.vocabulary import DERBY, DERBYSHIRE

from .cast import Cast
from .chance import chance_of
from .names import ADULTS, names

POLICE = "Derbyshire Constabulary"
CITY, COUNTY = "Derby City Council", "Derbyshire County Council"
CITY_HOMES, COUNTY_HOMES = "Derby City Council homes", "Derbyshire County Council homes"
CITY_FOSTERING, COUNTY_FOSTERING = "Derby City Council fostering", "Derbyshire County Council fostering"
SEMI_INDEPENDENT = "Keystone Living"
FOSTER_HOME = " foster home"
SCHOOL = "Derwent Vale Academy"
CITY_HEALTH, COUNTY_HEALTH = "Derwent Vale Hospitals", "Peakside Community Health"
OTHER_AUTHORITIES = ("Trentshire County Council", "Welland City Council")

AGENCIES = {
    CITY_HOMES: "home",
    COUNTY_HOMES: "home",
    "Dovecote Children's Homes": "home",
    "Harebell Care": "home",
    SEMI_INDEPENDENT: "home",
    CITY_FOSTERING: "fostering",
    COUNTY_FOSTERING: "fostering",
    "Lantern Fostering": "fostering",
    POLICE: "police",
    CITY: "council",
    COUNTY: "council",
    CITY_HEALTH: "health",
    COUNTY_HEALTH: "health",
    SCHOOL: "school",
    **dict.fromkeys(OTHER_AUTHORITIES, "other-authority"),
}
OWN_MAIL = {POLICE: "police", CITY: "city", COUNTY: "county"}

# The homes of a provider, and those of foster carers, by area. The first of each is where the demonstration looks.
HOMES: dict[str, dict[str, tuple[str, ...]]] = {
    CITY_HOMES: {DERBY: ("Larkspur House", "Rowan Lodge", "Sycamore House")},
    COUNTY_HOMES: {
        DERBYSHIRE: ("Hawthorn Bank", "Millstone House", "Peakview", "Spire Lodge", "Whitethorn House"),
    },
    "Dovecote Children's Homes": {
        DERBY: ("Weir Cottage", "Harvest House", "Linden Court"),
        DERBYSHIRE: ("The Old Dairy", "Quarry Cottage", "Kestrel Rise", "Saltbox House", "Moorgate Farm"),
    },
    "Harebell Care": {
        DERBY: ("Foxglove House", "Juniper House"),
        DERBYSHIRE: ("Bramble Cottage", "Ashcroft", "Tansy House", "Fern Dene", "Wharfside", "Nether Barn"),
    },
}
FLATS: dict[str, tuple[str, ...]] = {
    DERBY: ("Canal Wharf", "Foundry Flats", "Tramway Court"),
    DERBYSHIRE: ("Station Court", "Weavers Yard", "Chapel Row", "Signal House", "Bobbin Mill"),
}
FOSTER_FAMILIES: dict[str, dict[str, tuple[str, ...]]] = {
    CITY_FOSTERING: {DERBY: ("Renshaw", "Okafor", "Hibbert", "Sandhu", "Towle", "Quarmby")},
    COUNTY_FOSTERING: {
        DERBYSHIRE: (
            "Wheatcroft", "Bonsall", "Marples", "Cutts", "Heathcote", "Gratton", "Slack", "Wildgoose", "Lomas", "Eyre",
        )
    },
    "Lantern Fostering": {
        DERBY: ("Baptiste", "Kirkland", "Purdy"),
        DERBYSHIRE: ("Dethick", "Brough", "Stainsby", "Hulland", "Radford", "Yeomans", "Fearn", "Orme"),
    },
}  # fmt: skip


class Staff(NamedTuple):
    """So many posts of a kind in a team. The first of them signs in with one press, where `signs_in`."""

    role: str
    posts: int
    signs_in: bool = False


# Who check the views, and who keep the posts: two of them, since some posts take two.
GOVERNANCE = (
    Staff("privacy-referee", 1, True), Staff("agency-administrator", 1, True), Staff("agency-administrator", 1, True)
)  # fmt: skip


class TeamPlan(NamedTuple):
    """A team to be made, with its people."""

    agency: str
    name: str
    kind: str
    area: str
    staff: tuple[Staff, ...]


def team_plans() -> Iterator[TeamPlan]:
    """Every team of the partnership."""
    yield TeamPlan(
        POLICE, "Control room", "control-room", "",
        (Staff("call-taker", 8, True), Staff("duty-inspector", 3, True), Staff("police-officer", 6, True)),
    )  # fmt: skip
    yield TeamPlan(
        POLICE, "Missing from home investigators", "investigators", "",
        (Staff("investigating-officer", 8, True), Staff("police-officer", 8)),
    )  # fmt: skip
    yield TeamPlan(
        POLICE, "Neighbourhood Safeguarding Team", "oversight", "", (Staff("oversight-officer", 3, True),)
    )  # fmt: skip
    yield TeamPlan(POLICE, "Information governance", "information-governance", "", GOVERNANCE)
    yield from _council(CITY, "City", DERBY, front_door="First Contact")
    yield from _council(COUNTY, "County", DERBYSHIRE, front_door="Starting Point")
    yield TeamPlan(
        CITY, "Runaways Workers", "runaways", DERBY, (Staff("runaways-worker", 3, True), Staff("lead-worker", 2, True))
    )
    yield TeamPlan(
        COUNTY, "Multi-Agency Team", "mat", DERBYSHIRE, (Staff("mat-worker", 6, True), Staff("lead-worker", 4, True))
    )
    for provider, by_area in HOMES.items():
        for area, homes in by_area.items():
            for number, name in enumerate(homes):
                signs_in = number == 0 and provider in (CITY_HOMES, COUNTY_HOMES)
                staff = (Staff("residential-worker", 4, signs_in), Staff("home-manager", 1, signs_in))
                yield TeamPlan(provider, name, "home", area, staff)
    for area, flats in FLATS.items():
        for number, name in enumerate(flats):
            signs_in = number == 0 and area == DERBY
            staff = (Staff("support-worker", 3, signs_in), Staff("home-manager", 1))
            yield TeamPlan(SEMI_INDEPENDENT, name, "home", area, staff)
    for provider, by_area in FOSTER_FAMILIES.items():
        for area, families in by_area.items():
            for number, name in enumerate(families):
                signs_in = number == 0 and provider in (CITY_FOSTERING, COUNTY_FOSTERING)
                yield TeamPlan(provider, foster_home(name), "home", area, (Staff("foster-carer", 1, signs_in),))
    yield TeamPlan(POLICE, "Police command", "police-management", "", (Staff("police-commander", 2, True),))
    nurses = (Staff("safeguarding-nurse", 3, True), Staff("designated-nurse", 1, True))
    yield TeamPlan(CITY_HEALTH, "City safeguarding children service", "health", DERBY, nurses)
    yield TeamPlan(COUNTY_HEALTH, "County safeguarding children service", "health", DERBYSHIRE, nurses)
    yield TeamPlan(SCHOOL, SCHOOL, "school", DERBY, (Staff("school-safeguarding-lead", 2, True),))
    for number, authority in enumerate(OTHER_AUTHORITIES):
        name = f"{authority} social care"
        yield TeamPlan(authority, name, "other-authority", "", (Staff("other-authority-worker", 2, number == 0),))


def foster_home(family: str) -> str:
    """How the home of a foster family is called."""
    return family + FOSTER_HOME


def _council(agency: str, short: str, area: str, *, front_door: str) -> Iterator[TeamPlan]:
    yield TeamPlan(agency, front_door, "front-door", area, (Staff("front-door-worker", 5, True),))
    # Managers stand in the team they manage, so that their board shows what it owes.
    social_care = (Staff("social-worker", 12, True), Staff("team-manager", 4, True))
    yield TeamPlan(agency, f"{short} social care", "social-care", area, social_care)
    yield TeamPlan(agency, f"{short} Youth Offending Service", "yos", area, (Staff("yos-worker", 3, True),))
    yield TeamPlan(agency, f"{short} reviewing officers", "iro", area, (Staff("reviewing-officer", 3, True),))
    yield TeamPlan(
        agency,
        f"{short} child protection",
        "child-protection",
        area,
        (Staff("child-protection-manager", 2, True), Staff("exploitation-manager", 1, True)),
    )
    yield TeamPlan(
        agency, f"{short} missing children lead", "missing-children-lead", area,
        (Staff("missing-children-lead", 1, True),),
    )  # fmt: skip
    yield TeamPlan(agency, f"{short} fostering", "fostering", area, (Staff("supervising-social-worker", 3, True),))
    yield TeamPlan(
        agency, f"{short} education", "education", area,
        (Staff("education-welfare-officer", 2, True), Staff("cme-officer", 1, True)),
    )  # fmt: skip
    yield TeamPlan(agency, f"{short} information governance", "information-governance", area, GOVERNANCE)


def make_partnership(*, seed: str, now: dt.datetime) -> Cast:
    """Make the agencies, teams, people and posts. All posts are held since two years before `now`.

    Most were certified lately, some not for a while, and everybody signed in within a month: what an administrator
    finds.
    """
    agencies = {
        name: Agency.objects.create(name=name, kind=kind, area=_area_of(name)) for name, kind in AGENCIES.items()
    }
    chance, of_accounts = chance_of(seed, "people"), chance_of(seed, "accounts")
    strangers = (" ".join(name) for name in names(chance, ADULTS))
    posts: list[Post] = []
    places: list[Team] = []
    telephones = (f"01632 960{number:03d}" for number in range(100, 1000))  # numbers kept for stories
    for plan in team_plans():
        team = Team.objects.create(
            agency=agencies[plan.agency],
            name=plan.name,
            kind=plan.kind,
            area=plan.area,
            telephone=next(telephones),
            mailbox=address_of(plan.name, plan.agency),
        )
        if plan.kind in ("home", "school"):
            places.append(team)
        for staff in plan.staff:
            for number in range(staff.posts):
                name = next(strangers)
                if staff.role == "foster-carer":  # lives in the home that bears the name
                    name = f"{name.split()[0]} {plan.name.removesuffix(FOSTER_HOME)}"
                person = Person.objects.provision(
                    email=address_of(name, plan.agency),
                    full_name=name,
                    in_demonstration=staff.signs_in and number == 0,
                )
                person.last_login = now - dt.timedelta(days=29 * of_accounts.random())
                posts.append(
                    Post(
                        person=person,
                        team=team,
                        role=staff.role,
                        started_at=now - dt.timedelta(days=730),
                        certified_at=now - dt.timedelta(days=130 if of_accounts.random() < 1 / 12 else 10),
                    )
                )
    Person.objects.bulk_update([post.person for post in posts], ["last_login"])
    Post.objects.bulk_create(posts)
    return Cast(posts, places, directory())


def _area_of(agency: str) -> str:
    return {CITY: DERBY, COUNTY: DERBYSHIRE}.get(agency, "")


def address_of(name: str, agency: str) -> str:
    """The mail address of somebody, or of a team, of an agency: at a domain that is nobody's."""
    host = OWN_MAIL.get(agency) or "".join(letter for letter in agency.lower() if letter.isalpha())
    return f"{name.lower().replace(' ', '.')}@{host}.example"
