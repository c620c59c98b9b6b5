"""The privacy referee of a council: how long records are kept, what holds them, and what a child is handed."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import DESK, PHONE

REFEREE = "privacy-referee at City child protection"
SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["at a desk", "on a phone"])
SignIn = Callable[..., Page]
Check = Callable[[Page], None]


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@SIZES
def test_a_referee_finds_a_record_holds_it_and_drafts_what_the_child_asks_to_see(
    size: dict[str, int], signed_in: SignIn, then_the_page_is_accessible: Check
) -> None:
    given_name = "Emil" if size is DESK else "Jonas"
    page = signed_in(REFEREE, on=size)
    page.goto("/keeping/")
    then_the_page_is_accessible(page)
    assert fits(page)
    page.get_by_role("link", name="Set what your own schedule says").click()
    then_the_page_is_accessible(page)
    assert fits(page)
    page.goto("/keeping/find/")
    page.get_by_label("First name").fill(given_name)
    page.get_by_label("Last name").fill("Quarry")
    page.get_by_role("button", name="Find").click()
    then_the_page_is_accessible(page)
    page.get_by_role("link", name=f"{given_name} Quarry").click()
    expect(page.get_by_text("An episode is not closed: nothing of it goes.")).to_be_visible()
    then_the_page_is_accessible(page)
    assert fits(page)

    page.get_by_label("Why must it be kept?").fill("A claim against the home")
    for part, value in (("Day", "5"), ("Month", "1"), ("Year", "2027")):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_role("button", name="Hold it").click()
    expect(page.get_by_text("You set it, so a second person must lift it.")).to_be_visible()
    then_the_page_is_accessible(page)

    page.get_by_role("link", name="Somebody asks to see what is held").click()
    then_the_page_is_accessible(page)
    page.get_by_label("The child", exact=True).check()
    page.get_by_label("How do you know who they are").fill("Passport seen on the day")
    for part, value in (("Day", "20"), ("Month", "11"), ("Year", "2026")):
        page.get_by_label(part, exact=True).fill(value)
    page.get_by_role("button", name="Draft the file").click()
    expect(page.get_by_role("heading", name="Draft of the file")).to_be_visible()
    then_the_page_is_accessible(page)
    assert fits(page)
    page.get_by_role("link", name="Who you are").click()
    then_the_page_is_accessible(page)
    assert fits(page)
    page.get_by_role("link", name=re.compile("Mask things of Record 1")).click()
    then_the_page_is_accessible(page)
    assert fits(page)
    page.get_by_label(re.compile("^First name")).check()
    page.get_by_label("Why?").fill("To see how it looks")
    page.get_by_role("button", name="Mask").click()
    expect(page.get_by_text("It is masked.")).to_be_visible()
    assert re.search(r"#children-child-\d+$", page.url)
    page.get_by_text("Show or mask a whole kind").click()
    then_the_page_is_accessible(page)
    assert fits(page)
    page.get_by_role("link", name=re.compile("Mask all: Last name")).click()
    then_the_page_is_accessible(page)
    page.get_by_role("link", name="Draft of the file").click()
    page.get_by_role("link", name="Draft of the file").click()
    page.get_by_role("button", name="I have read all of it").click()
    expect(page.get_by_text("A second person must read and release it.")).to_be_visible()
    then_the_page_is_accessible(page)
