"""Which numbers can be a child's: a slip of the finger is told while somebody can look once more."""

import pytest

from safereturn.children.models import Number, plain_number
from safereturn.children.numbers import whats_wrong_with, written_out

KIND = Number.Kind


@pytest.mark.parametrize("typed", ["999 000 0018", "9990000018", "999-000-0018", "999 000 0026"])
def test_an_nhs_number_is_taken_however_it_is_spaced(typed: str) -> None:
    assert whats_wrong_with(KIND.NHS, plain_number(typed)) == ""


@pytest.mark.parametrize(
    "typed",
    [
        "999 000 0017",  # another last figure
        "999 000 0108",  # two figures exchanged
        "999 000 001",
        "999 000 00180",
        "999 000 001X",
        "９９９ ０００ ００１８",  # figures of another alphabet
    ],
)
def test_an_nhs_number_with_a_slip_is_refused(typed: str) -> None:
    assert "no NHS number" in whats_wrong_with(KIND.NHS, plain_number(typed))


def test_nine_figures_that_no_nhs_number_begins_with_are_refused_whatever_follows() -> None:
    # 999000014 weighs so that the figure to check it would be 10.
    assert all(whats_wrong_with(KIND.NHS, f"999000014{last}") for last in range(10))


@pytest.mark.parametrize("typed", ["07700 900123", "+44 7700 900123", "+48 601 000 000", "01632 960 123"])
def test_a_telephone_of_anywhere_is_taken(typed: str) -> None:
    assert whats_wrong_with(KIND.TELEPHONE, plain_number(typed)) == ""


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        (KIND.TELEPHONE, "ask his mother", "no telephone number"),
        (KIND.TELEPHONE, "0770", "no telephone number"),
        (KIND.UPN, "12345", "no unique pupil number"),
        (KIND.LOCAL, "none", "holds no figure"),
        (KIND.POLICE, "??", "holds no figure"),
    ],
)
def test_what_is_no_number_at_all_is_refused_in_words(kind: str, typed: str, said: str) -> None:
    assert said in whats_wrong_with(kind, plain_number(typed))


def test_numbers_are_written_as_people_read_them_out() -> None:
    assert written_out(KIND.NHS, "9990000018") == "999 000 0018"
    assert written_out(KIND.TELEPHONE, "07700900123") == "07700 900123"
    assert written_out(KIND.TELEPHONE, "48601000000") == "48601000000"
    assert written_out(KIND.POLICE, "DC1234") == "DC1234"
