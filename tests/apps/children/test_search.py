"""Finding a child by sound and spelling, other names, birthday and numbers, and never one kept from somebody."""

import datetime as dt
from typing import Any

import pytest

from safereturn.access.models import Restriction
from safereturn.agencies.models import Post, Team
from safereturn.children.models import Child, Number, plain_number
from safereturn.children.search import Sought, find, like
from tests.apps.partnership import a_partnership, a_post

pytestmark = pytest.mark.django_db
BORN = dt.date(2011, 3, 4)


@pytest.fixture
def teams() -> dict[str, Team]:
    return a_partnership()


@pytest.fixture
def officer(teams: dict[str, Team]) -> Post:
    return a_post(teams["Control room"], "police-officer")


def child(given: str, family: str, born_on: dt.date | None = BORN, **more: Any) -> Child:
    return Child.objects.create(given_name=given, family_name=family, born_on=born_on, **more)


def found(by: Post, *names: str, born_on: dt.date | None = None, number: str = "") -> list[Child]:
    return [one.child for one in find(Sought(*names, born_on=born_on, number=number), by=by)]


@pytest.mark.parametrize(
    "typed",
    [
        ("Mohammed", "Hussain"),
        ("Muhammad", "Hussein"),
        ("Hussain", "Mohammed"),
        ("mohamed", "HUSSAIN"),
        ("Mohammed", "Hussian"),
    ],
    ids=" ".join,
)
def test_a_child_is_found_however_the_name_is_spelled(officer: Post, typed: tuple[str, str]) -> None:
    one = child("Mohammed", "Hussain")
    child("Robin", "Example")
    assert found(officer, *typed) == [one]


def test_a_child_is_found_by_a_short_form_another_name_or_half_of_a_double_name(officer: Post) -> None:
    one = child("Katherine", "Ward-Bailey", known_as="Kit", also_called="Katherine Novak")
    for typed in (("Kate", "Bailey"), ("Kit", "Ward"), ("Katherine", "Novak"), ("", "Ward-Bailey")):
        assert found(officer, *typed) == [one], typed


def test_a_mistyped_birthday_still_finds_the_child_and_another_birthday_does_not(officer: Post) -> None:
    one = child("Robin", "Example")
    assert found(officer, "Robin", "Example", born_on=dt.date(2011, 4, 3)) == [one]
    assert found(officer, "Robin", "Example", born_on=dt.date(2012, 3, 4)) == [one]
    assert found(officer, "Robin", "Example", born_on=dt.date(2014, 8, 19)) == []


@pytest.mark.parametrize(
    "typed",
    [
        ("Tia", "Applyard"), ("Tia", "Appelyard"), ("Tya", "Appleyard"), ("Tia", "Apleyrad"),
        ("Tia Appleyard", ""), ("", "Tia Applyard"), ("Tia", "Apple yard"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_a_slip_that_sounds_otherwise_still_finds_the_child_first(officer: Post, typed: tuple[str, str]) -> None:
    one = child("Tia", "Appleyard")
    child("Tia", "Example")
    child("Theo", "Appleby")
    assert found(officer, *typed)[0] == one


def test_a_child_kept_from_somebody_is_not_found_by_a_slip_either(officer: Post) -> None:
    one = child("Tia", "Appleyard")
    Restriction.objects.create(
        child_id=one.pk, kind="excluded", person_id=officer.person_id, because="Protected", ring="101"
    )
    assert found(officer, "Tia", "Applyard") == []


def test_a_whole_name_in_one_place_finds_nobody_who_has_half_of_it(officer: Post) -> None:
    one = child("Tia", "Appleyard")
    child("Tia", "Example")
    assert found(officer, "Tia Appleyard") == [one]


def test_a_whole_name_in_one_place_is_a_double_first_name_too(officer: Post) -> None:
    one = child("Anna Maria", "Example")
    assert found(officer, "Anna Maria") == [one]


def test_with_the_birthday_one_part_of_the_name_may_be_quite_wrong_in_sound(officer: Post) -> None:
    one = child("Szymon", "Nowak")
    assert found(officer, "Simon", "Novack", born_on=BORN) == [one]


@pytest.mark.parametrize("typed", ["485 777 3456", "4857773456"])
def test_a_child_is_found_by_a_number_alone(officer: Post, typed: str) -> None:
    one = child("Robin", "Example")
    Number.objects.create(child=one, kind=Number.Kind.NHS, number=plain_number("485-777-3456"))
    assert found(officer, number=typed) == [one]


def test_a_telephone_is_one_number_at_home_and_from_abroad() -> None:
    assert {plain_number(written) for written in ("07700 900123", "+44 7700 900123", "+44(0)7700-900-123")} == {
        "07700900123"
    }


def test_the_most_alike_comes_first(officer: Post) -> None:
    near, same = child("Robyn", "Example"), child("Robin", "Example")
    assert found(officer, "Robin", "Example", born_on=BORN) == [same, near]


@pytest.mark.parametrize("kind", [Restriction.Kind.EXCLUDED, Restriction.Kind.NAMED_ONLY])
def test_a_child_kept_from_somebody_is_not_found_by_them(officer: Post, teams: dict[str, Team], kind: str) -> None:
    one, other = child("Robin", "Example"), a_post(teams["Starting Point"], "front-door-worker")
    named = officer if kind == Restriction.Kind.EXCLUDED else other
    Restriction.objects.create(child_id=one.pk, kind=kind, person_id=named.person_id, because="Protected", ring="101")
    assert found(officer, "Robin", "Example") == []
    assert found(other, "Robin", "Example") == [one]


def test_a_record_that_was_joined_to_another_finds_the_one_that_is_used(officer: Post) -> None:
    used = child("Katherine", "Novak")
    child("Robin", "Example", joined_to=used)
    assert found(officer, "Robin", "Example") == [used]


def test_a_record_joined_to_a_child_kept_from_somebody_is_not_found_by_them(officer: Post) -> None:
    used = child("Katherine", "Novak")
    child("Robin", "Example", joined_to=used)
    Restriction.objects.create(
        child_id=used.pk, kind="excluded", person_id=officer.person_id, because="Protected", ring="101"
    )
    assert found(officer, "Robin", "Example") == []


def test_nobody_is_found_by_nothing(officer: Post) -> None:
    child("Robin", "Example")
    assert found(officer) == []
    assert found(officer, "", "!!", number="--") == []


def test_twins_are_not_taken_for_one_and_a_second_record_of_one_child_is(officer: Post) -> None:
    one, twin, again = (
        child("Robin", "Example"),
        child("Alex", "Example"),
        child("Robyn", "Example", dt.date(2011, 4, 3)),
    )
    assert [other.child_id for other in like(one)] == [again.pk]
    assert like(twin) == []


def test_the_same_number_is_enough_to_ask(officer: Post) -> None:
    one, other = child("Robin", "Example"), child("Szymon", "Nowak", dt.date(2009, 1, 1))
    for each in (one, other):
        Number.objects.create(child=each, kind=Number.Kind.NHS, number="4857773456")
        Number.objects.create(child=each, kind=Number.Kind.TELEPHONE, number="07700900123")
    assert [(found.child_id, found.likeness.because) for found in like(one)] == [(other.pk, "same number (nhs)")]
