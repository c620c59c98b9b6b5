"""Who the invented children are: their names and ages, where they live, and what is recorded about them."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from safereturn.protocol import vocabulary as v
from safereturn.protocol.periods import in_london

from . import figures
from .chance import Chance, chance_of, drawn
from .names import BOYS, GIRLS, NICKNAMES, names
from .partnership import FLATS, FOSTER_FAMILIES, FOSTER_HOME, HOMES, SCHOOL, foster_home
from .words.looks import looks
from .words.places import TOWNS
from .words.reasons import reasons_of

CHILDREN_IN = {"home": 152, "foster": 42, "flat": 46, "elsewhere": 10}  # of the 250 in care


@dataclass
class InventedChild:
    """A child as invented; `facts` are those recorded when the year begins, and grow as it goes on."""

    number: int
    given_name: str
    family_name: str
    known_as: str
    is_girl: bool
    born_on: dt.date
    age: int  # today
    town: str
    home: str | None
    description: str
    in_care: bool  # in truth; `facts` may have a gap there
    facts: dict[str, Any]
    reasons: tuple[str, ...]  # why this child goes, by the keys of `words.reasons.REASONS`
    times: int  # reported missing in the year
    times_away: int

    @property
    def has_staff(self) -> bool:
        """Whether the child lives in a home with staff: not with parents, and not with foster carers."""
        return self.home is not None and not self.home.endswith(FOSTER_HOME)

    @property
    def school(self) -> str | None:
        """The one school of the partnership, of some who live at home in the city; of all others it is not known."""
        is_pupil = not self.in_care and self.facts["area"] == v.DERBY and self.age in range(11, 17)
        return SCHOOL if is_pupil and self.number % 4 == 0 else None


def invented_children(*, seed: str, now: dt.datetime) -> list[InventedChild]:
    """The children of a year that ends at `now`: those at home first, then those in care."""
    today = in_london(now).date()
    girls = names(chance_of(seed, "girls"), GIRLS)
    boys = names(chance_of(seed, "boys"), BOYS)
    at_home = times(figures.TIMES_AT_HOME, figures.AT_HOME, chance_of(seed, "times at home"))
    in_care = times(figures.TIMES_IN_CARE, figures.IN_CARE, chance_of(seed, "times in care"))
    places = list(_places())
    chance_of(seed, "places").shuffle(places)
    children = []
    for number, count in enumerate((*at_home, *in_care)):
        chance = chance_of(seed, "child", number)
        place = places[number - len(at_home)] if number >= len(at_home) else None
        is_girl = chance.random() < 0.52
        given, family = next(girls if is_girl else boys)
        child = _child(chance, number, given, family, is_girl=is_girl, times=count, place=place, today=today)
        children.append(child)
    return children


def times(bands: Sequence[figures.Band], children: int, chance: Chance) -> list[int]:
    """How often each of so many children goes missing in a year, as the bands share them out; in no order."""
    known = sum(band.children for band in bands)
    counts = []
    for place in range(children):
        rank = (place + 0.5) / children * known
        for band in bands:
            if rank < band.children:
                share = rank / band.children
                counts.append(band.least + round((band.most - band.least) * share**1.4))
                break
            rank -= band.children
    chance.shuffle(counts)
    return counts


def _places() -> Iterator[tuple[str, str, str | None]]:
    """Kind of placement, area and home for each child in care."""
    homes = [("home", area, home) for by_area in HOMES.values() for area in by_area for home in by_area[area]]
    families = [
        ("foster", area, foster_home(name))
        for by_area in FOSTER_FAMILIES.values()
        for area in by_area
        for name in by_area[area]
    ]
    flats = [("flat", area, flat) for area in FLATS for flat in FLATS[area]]
    for kind, places in (("home", homes), ("foster", families), ("flat", flats)):
        for number in range(CHILDREN_IN[kind]):
            yield places[number % len(places)]
    for number in range(CHILDREN_IN["elsewhere"]):
        yield "elsewhere", v.DERBY if number % 3 == 0 else v.DERBYSHIRE, None


def _child(
    chance: Chance,
    number: int,
    given: str,
    family: str,
    *,
    is_girl: bool,
    times: int,
    place: tuple[str, str, str | None] | None,
    today: dt.date,
) -> InventedChild:
    kind, area, home = place or ("", v.DERBY if chance.random() < 0.36 else v.DERBYSHIRE, None)
    if kind == "flat":
        age = chance.choice((16, 16, 17, 17, 17))
    else:
        age = drawn(chance, figures.AGES_IN_CARE if place else figures.AGES_AT_HOME)
        if times > 3:
            age = max(age, chance.choice((12, 13, 14, 15)))
    birthday = dt.date(today.year - age, today.month, min(today.day, 28))
    born_on = birthday - dt.timedelta(days=chance.randrange(1, 364))
    facts = _in_care(chance, kind, area, times) if place else _at_home(chance, area, times)
    facts["born"] = born_on.isoformat()
    _forget(facts, chance)
    away = sum(chance.random() < figures.AWAY_TO_MISSING for _ in range(times)) if home else 0
    return InventedChild(
        number=number,
        given_name=given,
        family_name=family,
        known_as=NICKNAMES.get(given, "") if chance.random() < 0.6 else "",
        is_girl=is_girl,
        born_on=born_on,
        age=age,
        town=chance.choice(TOWNS[area]),
        home=home,
        description=looks(chance, age=age, is_girl=is_girl) if chance.random() < 0.85 else "",
        in_care=place is not None,
        facts=facts,
        reasons=reasons_of(chance, in_care=place is not None, age=age, facts=facts),
        times=times,
        times_away=away,
    )


def _in_care(chance: Chance, kind: str, area: str, times: int) -> dict[str, Any]:
    other_council = v.DERBYSHIRE if area == v.DERBY else v.DERBY
    council = drawn(chance, {area: 60, other_council: 17, v.OTHER: 23 if kind in ("home", "flat") else 6})
    placement = {"home": v.CHILDRENS_HOME, "foster": v.FOSTER, "flat": v.SEMI_INDEPENDENT}.get(kind)
    often = times > 5
    return {
        "area": area,
        "looked_after_by": council,
        "placement": placement or chance.choice((v.WITH_FAMILY, v.WITH_FAMILY, "other")),
        "registered_home": kind == "home",
        "open_to": [v.SOCIAL_CARE, v.YOS] if chance.random() < 0.18 else [v.SOCIAL_CARE],
        "child_protection_plan": chance.random() < 0.02,
        "significant_harm_concern": chance.random() < (0.2 if often else 0.06),
        "trafficking_concern": chance.random() < 0.02,
        "exploitation_concern": chance.random() < (0.3 if often else 0.12),
        "fgm_or_forced_marriage_concern": False,
        "missing_plan": chance.random() < (0.85 if often else 0.5),
        "plan_notify_after": chance.choice((None, None, 2, 3, 4)),
        "one_to_one_care": chance.random() < 0.05,
        "mobile_known": chance.random() < 0.8,
        "disabled": chance.random() < 0.12,
    }


def _at_home(chance: Chance, area: str, times: int) -> dict[str, Any]:
    services: dict[tuple[str, ...], float] = {
        (): 44 if times < 3 else 15, (v.SOCIAL_CARE,): 28, (v.MAT,): 17, (v.YOS,): 4, (v.SOCIAL_CARE, v.YOS): 5,
        (v.MAT, v.YOS): 2,
    }  # fmt: skip
    open_to = list(drawn(chance, services))
    return {
        "area": area,
        "looked_after_by": None,
        "placement": None,
        "registered_home": None,
        "open_to": open_to,
        "child_protection_plan": v.SOCIAL_CARE in open_to and chance.random() < 0.22,
        "significant_harm_concern": chance.random() < 0.05,
        "trafficking_concern": chance.random() < 0.005,
        "exploitation_concern": chance.random() < (0.2 if times > 2 else 0.05),
        "fgm_or_forced_marriage_concern": chance.random() < 0.004,
        "missing_plan": times > 3 and chance.random() < 0.4,
        "plan_notify_after": None,
        "one_to_one_care": False,
        "mobile_known": chance.random() < 0.85,
        "disabled": chance.random() < 0.08,
    }


FORGOTTEN = {
    "open_to": 0.06, "child_protection_plan": 0.05, "significant_harm_concern": 0.05, "looked_after_by": 0.012,
    "exploitation_concern": 0.04, "missing_plan": 0.03, "registered_home": 0.01, "plan_notify_after": 0.03,
}  # fmt: skip


def _forget(facts: dict[str, Any], chance: Chance) -> None:
    """Leave some facts unrecorded, as records do: a gap is a question, never a no."""
    for name, share in FORGOTTEN.items():
        if chance.random() < share:
            del facts[name]
