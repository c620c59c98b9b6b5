"""An agency's administrator lets somebody join, move and leave; and a second one agrees to a post that gives power."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import DESK, PHONE

SignIn = Callable[..., Page]
Check = Callable[[Page], None]
ADMINISTRATOR, SECOND = "agency-administrator at Governance", "agency-administrator at Accounts"
SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["on a desk", "on a phone"])


@SIZES
def test_an_administrator_lets_somebody_join_move_and_leave_without_javascript(
    size: dict[str, int], signed_in: SignIn
) -> None:
    name = f"Nia Newcomer {size['width']}"
    page = signed_in(ADMINISTRATOR, on=size, script=False)
    expect(page.get_by_role("heading", name="People and posts")).to_be_visible()  # which is where they begin
    page.get_by_role("link", name="Add a person").click()
    page.get_by_role("button", name="Add this person").click()
    expect(page.get_by_text("There is a problem")).to_be_visible()
    page.get_by_label("Full name").fill(name)
    page.get_by_label("Work email address").fill(f"nia.{size['width']}@city.example")
    page.get_by_label("Post and team").select_option(label="Social worker, City social care")
    page.get_by_role("button", name="Add this person").click()
    expect(page.get_by_text(f"{name} has an account.")).to_be_visible()

    page.get_by_role("link", name=name).first.click()
    page.get_by_role("link", name="Give another post").click()
    page.get_by_label("Post and team").select_option(label="Lead worker, City early help")
    page.get_by_label("Social worker, City social care").check()
    page.get_by_role("button", name="Give this post").click()
    expect(page.get_by_text(f"{name}: Lead worker, City early help.")).to_be_visible()

    page.get_by_role("link", name=name).first.click()
    page.get_by_role("link", name="They leave").click()
    page.get_by_label("Why?").fill("Moved to another county")
    page.get_by_role("button", name="Close the account").click()
    expect(page.get_by_text("The account is closed.")).to_be_visible()
    page.get_by_role("link", name="What was changed").click()
    expect(page.get_by_text("Moved to another county").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_referee_begins_when_a_second_administrator_agrees(
    signed_in: SignIn, then_the_page_is_accessible: Check
) -> None:
    page = signed_in(ADMINISTRATOR)
    page.get_by_role("link", name="Add a person").click()
    then_the_page_is_accessible(page)
    page.get_by_label("Full name").fill("Rae Referee")
    page.get_by_label("Work email address").fill("rae@city.example")
    page.get_by_label("Post and team").select_option(label="Privacy referee, Governance")
    page.get_by_role("button", name="Add this person").click()
    expect(page.get_by_text("Another administrator answers it.")).to_be_visible()
    then_the_page_is_accessible(page)

    page = signed_in(SECOND)
    page.get_by_role("link", name="Answer for Rae Referee").click()
    then_the_page_is_accessible(page)
    page.get_by_label("Yes, it begins").check()
    page.get_by_label("Why?").fill("Agreed with the director")
    page.get_by_role("button", name="Answer").click()
    expect(page.get_by_text("Rae Referee: the post begins.")).to_be_visible()
    page.get_by_role("link", name="Rae Referee").first.click()
    expect(page.get_by_text("Privacy referee, Governance").first).to_be_visible()
    then_the_page_is_accessible(page)


def test_an_administrator_certifies_posts(signed_in: SignIn, then_the_page_is_accessible: Check) -> None:
    page = signed_in(ADMINISTRATOR, on=PHONE)
    page.get_by_role("link", name="Certify posts").click()
    then_the_page_is_accessible(page)
    page.get_by_role("group", name="Front door worker, First Contact").get_by_label("Still right").check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Certified: 1. Ended: 0.")).to_be_visible()


def test_an_administrator_finds_no_child(signed_in: SignIn) -> None:
    page = signed_in(ADMINISTRATOR)
    for address in ("/report/", "/children/find/", "/oversight/"):
        page.goto(address)
        expect(page.get_by_role("heading", name="Page not found")).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("heading", name="People and posts")).to_be_visible()
    expect(page.get_by_role("link", name="Board")).to_have_count(0)
