"""From a postcode to the area, the district, and the front door that answers there."""

import csv
from collections import Counter
from importlib.resources import files

import pytest

from safereturn.agencies.postcodes import How, NotAPostcode, place_of
from safereturn.agencies.queries import directory
from safereturn.protocol import vocabulary as v
from tests.apps.partnership import a_partnership


@pytest.mark.parametrize(
    ("town", "postcode", "area", "district"),
    [
        ("Derby, the Council House", "DE1 2FS", "derby", "Derby"),
        ("Mickleover, Derby", "DE3 9AA", "derby", "Derby"),
        ("Chesterfield", "S40 1AA", "derbyshire", "Chesterfield"),
        ("Buxton", "SK17 6AA", "derbyshire", "High Peak"),
        ("Glossop", "SK13 8AA", "derbyshire", "High Peak"),
        ("Matlock, County Hall", "DE4 3AG", "derbyshire", "Derbyshire Dales"),
        ("Ripley, the police headquarters", "DE5 3RS", "derbyshire", "Amber Valley"),
        ("Ilkeston", "DE7 5AA", "derbyshire", "Erewash"),
        ("Long Eaton", "NG10 1AA", "derbyshire", "Erewash"),
        ("Swadlincote", "DE11 0AA", "derbyshire", "South Derbyshire"),
        ("Dronfield", "S18 1AA", "derbyshire", "North East Derbyshire"),
        ("Bolsover", "S44 6AA", "derbyshire", "Bolsover"),
        ("Sheffield", "S1 2HH", "elsewhere", ""),
        ("Nottingham", "NG1 5DT", "elsewhere", ""),
        ("Burton upon Trent, which has a Derby postcode", "DE14 1AA", "elsewhere", ""),
        ("London", "SW1A 1AA", "elsewhere", ""),
    ],
)
def test_a_postcode_of_a_town_lies_in_its_district(town: str, postcode: str, area: str, district: str) -> None:
    assert place_of(postcode)[1:3] == (area, district), town


# Sectors that are shared: neighbours with the same first half and the same number.


@pytest.mark.parametrize(
    ("sector", "shared_by"),
    [
        ("DE21 5", {"Derby", "Amber Valley", "Erewash"}),  # Breadsall
        ("DE73 1", {"Derby", "South Derbyshire", ""}),  # Chellaston, and over the Trent
        ("DE12 6", {"South Derbyshire", ""}),  # Netherseal, and Measham in Leicestershire
        ("S43 4", {"Bolsover", "Chesterfield"}),  # Clowne and Barlborough
        ("NG16 3", {"Amber Valley", ""}),  # Langley Mill, and Eastwood in Nottinghamshire
    ],
)
def test_in_a_shared_sector_each_postcode_is_where_it_is(sector: str, shared_by: set[str]) -> None:
    units = {row["district"]: row["units"][:2] for row in rows() if row["sector"] == sector}
    assert shared_by <= set(units)
    for district, unit in units.items():
        found = place_of(f"{sector}{unit}")
        assert (found.district, found.how) == (district, How.LISTED)


def rows() -> list[dict[str, str]]:
    text = files("safereturn.agencies").joinpath("postcodes.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def test_a_postcode_that_the_directory_has_not_is_placed_by_those_around_it_or_not_at_all() -> None:
    assert place_of("DE1 2CV") == ("DE1 2CV", "derby", "Derby", How.BY_ITS_SECTOR)
    assert place_of("DE73 1CV") == ("DE73 1CV", None, "", How.NOT_FOUND)  # city, county, or over the border
    assert place_of("DE1 7AA") == ("DE1 7AA", None, "", How.NOT_FOUND)  # there is no such sector in Derby
    assert place_of("DE14 2CV") == ("DE14 2CV", "elsewhere", "", How.BY_ITS_SECTOR)


@pytest.mark.parametrize("typed", ["DE12FS", "de1 2fs", " De1  2Fs ", "DE1-2FS"])
def test_it_does_not_matter_how_a_postcode_is_typed(typed: str) -> None:
    assert place_of(typed).postcode == "DE1 2FS"
    assert place_of(typed).district == "Derby"


@pytest.mark.parametrize(
    "typed", ["", "DE1", "Derby", "DE1 2F", "1DE 2FS", "DE1 FS2", "DE1 2FS3", "DE123 4FS", "ДЕ1 2FS"]
)
def test_what_is_no_postcode_is_refused_with_an_example(typed: str) -> None:
    with pytest.raises(NotAPostcode, match="like DE1 2FS"):
        place_of(typed)


def test_the_file_holds_every_postcode_of_the_nine_districts_once() -> None:
    count = Counter({"": 0})
    seen: set[str] = set()
    for row in rows():
        units = [row["units"][start : start + 2] for start in range(0, len(row["units"]), 2)]
        postcodes = {f"{row['sector']}{unit}" for unit in units}
        assert len(postcodes) == len(units)
        assert seen.isdisjoint(postcodes)
        seen |= postcodes
        count[row["district"]] += len(units)
    del count[""]
    assert count == {
        "Derby": 12_075, "Amber Valley": 5_117, "Bolsover": 2_431, "Chesterfield": 3_982, "Derbyshire Dales": 3_465,
        "Erewash": 3_449, "High Peak": 5_240, "North East Derbyshire": 4_311, "South Derbyshire": 3_978,
    }  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("postcode", "front_door"), [("DE1 2FS", "First Contact"), ("S40 1AA", "Starting Point")])
def test_a_postcode_leads_to_the_front_door_that_answers_there(postcode: str, front_door: str) -> None:
    teams = a_partnership()
    assert directory().team_for(v.FRONT_DOOR, area=place_of(postcode).area) == teams[front_door].pk
