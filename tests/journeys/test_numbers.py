"""Numbers of a child: told with a report at night, added later, and looked for by whoever has nothing else."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import DESK, PHONE

SignIn = Callable[..., Page]
Check = Callable[[Page], None]
OPENED = "The child's mobile, other names and numbers, if you know them"


@pytest.mark.parametrize(
    ("size", "script", "given_name", "nhs", "mobile"),
    [
        (PHONE, True, "Tamsel", "999 000 0018", "07700 900201"),
        (PHONE, False, "Orrin", "999 000 0026", "07700 900202"),
        (DESK, False, "Bexley", "999 000 0034", "07700 900203"),
    ],
    ids=["phone", "phone without script", "desk without script"],
)
def test_an_inspector_tells_a_number_and_finds_the_child_by_it(
    signed_in: SignIn,
    then_the_page_is_accessible: Check,
    size: dict[str, int],
    script: bool,
    given_name: str,
    nhs: str,
    mobile: str,
) -> None:
    page = signed_in("duty-inspector at Control room", on=size, script=script)
    page.goto("/report/")
    new = page.get_by_role("link", name="Start a new report")
    if new.is_visible():
        new.click()
    page.get_by_label("First name", exact=True).fill(given_name)
    page.get_by_label("Last name").fill("Wildgoose")
    page.get_by_label("Derby", exact=True).check()
    page.get_by_role("group", name="Is the child in care?").get_by_label("No", exact=True).check()
    expect(page.get_by_label("NHS number")).to_be_hidden()
    page.get_by_text(OPENED).click()
    page.get_by_label("NHS number").fill("999 000 0017")
    if script:
        then_the_page_is_accessible(page)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("alert")).to_contain_text("This is no NHS number")
    page.get_by_label("NHS number").fill(nhs)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("No, I do not know where").check()
    page.get_by_role("group", name="Is the child with their family?").get_by_label("No", exact=True).check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Continue").click()
    page.get_by_role("button", name="Report the child").click()
    expect(page.get_by_role("heading", name=f"{given_name} Wildgoose")).to_be_visible()
    page.get_by_role("link", name="Add a name or a number of the child").click()
    page.get_by_label("Known as").fill("Kit")
    page.get_by_label("The child's mobile number").fill(mobile)
    if script:
        then_the_page_is_accessible(page)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Known as: Kit")).to_be_visible()
    expect(page.get_by_role("link", name=mobile)).to_be_visible()
    page.goto("/children/find/")
    page.get_by_label("Number or reference").fill(mobile)
    page.get_by_role("button", name="Find").click()
    expect(page.get_by_text(f"{given_name} Wildgoose")).to_be_visible()
