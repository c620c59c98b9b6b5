"""Which area, and which district, a postcode lies in: to propose the front door that answers for a child's home.

Read from `postcodes.csv`, which `tools/postcodes.py` makes from the ONS Postcode Directory; its licence lies beside it.
"""

import csv
import re
from enum import Enum
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from safereturn.protocol.vocabulary import DERBY, DERBYSHIRE, ELSEWHERE

_FORM = re.compile(r"([A-Z]{1,2}[0-9][0-9A-Z]?)([0-9])([A-Z]{2})")


class How(Enum):
    """How a place was found."""

    LISTED = "listed"  # the directory has this postcode
    BY_ITS_SECTOR = "by its sector"  # the directory does not have it; all that it has around it lie in one area
    NOT_FOUND = "not found"  # there is nothing around it, or that lies in more than one area: it could be in either


class Place(NamedTuple):
    """Where a postcode lies."""

    postcode: str  # as it is written: "DE1 2FS"
    area: str | None  # derby, derbyshire or elsewhere; None where it is not found
    district: str  # such as "High Peak"; empty elsewhere, and where it is not found
    how: How


class NotAPostcode(ValueError):
    """What was typed has not the form of a postcode. The message says what one looks like."""


def place_of(typed: str) -> Place:
    """The place of a postcode, however it was typed: with or without its space, in capitals or not.

    Raises `NotAPostcode`.
    """
    found = _FORM.fullmatch(re.sub(r"[\s.-]", "", typed).upper())
    if found is None:
        raise NotAPostcode("Enter a whole postcode, like DE1 2FS")
    outward, number, unit = found.groups()
    postcode, sector = f"{outward} {number}{unit}", f"{outward} {number}"
    around = _sectors().get(sector)
    if around is None and outward not in _ours():
        return Place(postcode, ELSEWHERE, "", How.BY_ITS_SECTOR)
    if around is None:
        return Place(postcode, None, "", How.NOT_FOUND)
    if unit in around:
        district = around[unit]
        return Place(postcode, area_of(district), district, How.LISTED)
    districts = set(around.values()) or {""}
    areas = {area_of(district) for district in districts}
    if len(areas) > 1:
        return Place(postcode, None, "", How.NOT_FOUND)
    return Place(postcode, areas.pop(), districts.pop() if len(districts) == 1 else "", How.BY_ITS_SECTOR)


def area_of(district: str) -> str:
    """The area of a district: its council is the one whose front door answers."""
    if not district:
        return ELSEWHERE
    return DERBY if district == "Derby" else DERBYSHIRE


@cache
def _sectors() -> dict[str, dict[str, str]]:
    """The district of each unit of each sector that lies in Derby or Derbyshire, wholly or in part.

    A sector that lies beside them, wholly elsewhere, has no units here.
    """
    sectors: dict[str, dict[str, str]] = {}
    lines = files("safereturn.agencies").joinpath("postcodes.csv").read_text(encoding="utf-8").splitlines()
    for row in csv.DictReader(lines):
        units = row["units"]
        pairs = (units[start : start + 2] for start in range(0, len(units), 2))
        sectors.setdefault(row["sector"], {}).update(dict.fromkeys(pairs, row["district"]))
    return sectors


@cache
def _ours() -> frozenset[str]:
    """The first halves of postcodes, such as DE13, of which at least one sector is ours."""
    return frozenset(sector.split()[0] for sector in _sectors())
