"""Search finds what people look for, and puts first what is called so."""

import pytest
from django.test import Client

from safereturn.handbook.search import MOST, search
from safereturn.protocol.editions import EDITIONS
from tests.apps.handbook.pages import page, words


def names(asked: str, edition: str = "2019") -> list[str]:
    return [hit.name for hit in search(asked, edition)]


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_duty_is_found_by_its_name_and_by_its_id(edition: str) -> None:
    for duty in EDITIONS[edition].duties:
        assert duty.name in names(duty.name, edition)
        assert names(duty.id, edition)[0] == duty.name


def test_what_is_called_so_comes_before_what_only_speaks_of_it() -> None:
    found = names("missing persons bureau")
    assert found[0] == "Tell the Missing Persons Bureau"
    assert len(found) > 1


def test_words_that_stand_together_come_before_words_that_are_scattered() -> None:
    found = names("missing meeting")
    assert found.index("Hold the missing meeting") < found.index("Police CRE and Missing Tasking Meeting")


@pytest.mark.parametrize("asked", ["INTERVIEW return", "return interview", "  Return   Interv  "])
def test_case_order_and_unfinished_words_do_not_matter(asked: str) -> None:
    assert "Return interview" in names(asked)


def test_all_the_words_are_asked_for_and_not_one_of_them() -> None:
    assert names("interview submarine") == []
    assert names("") == names("   ") == []


def test_a_section_a_word_a_law_and_a_reading_are_found_too() -> None:
    assert names("6.7")[0] == "6.7 Return interviews"
    assert "placing authority" in names("placing authority")
    assert names("SI 2006/1751") == ["Pupil registration regulations 2006, SI 2006/1751, regulations 8 and 12(3)"]
    assert names("A46")[0].startswith("A46.")


def test_a_law_that_was_repealed_is_not_found_as_if_it_were_in_force() -> None:
    found = [hit for hit in search("sexual offences act 2003", "2016") if hit.page == "chapter"]
    assert len(found) > 1
    assert [hit.name for hit in found if "repealed" not in hit.kind] == []


def test_only_the_edition_that_is_asked_is_searched() -> None:
    assert names("return-interview-independent", "2016")
    assert names("strategy-meeting-three-in-30", "2016") == []


@pytest.mark.django_db
def test_the_page_says_how_many_places_there_are_and_leads_to_each(reader: Client) -> None:
    html = page(reader, "/handbook/2019/search/?q=bureau")
    assert f"{len(names('bureau'))} places for “bureau”" in words(html)
    assert "/handbook/2019/5/#high-notify-missing-persons-bureau" in html


@pytest.mark.django_db
def test_of_very_many_the_first_are_shown(reader: Client) -> None:
    assert len(names("the")) > MOST
    assert f"The first {MOST} are shown" in words(page(reader, "/handbook/2019/search/?q=the"))


@pytest.mark.django_db
def test_what_was_typed_comes_back_as_text(reader: Client) -> None:
    html = page(reader, "/handbook/2019/search/?q=<b>bureau")
    assert "<b>bureau" not in html
    assert "Nothing holds “<b>bureau”" in words(html.replace("&lt;b&gt;", "&lt;b>"))
