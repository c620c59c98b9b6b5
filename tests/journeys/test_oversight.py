"""The lead for missing children sees what the groups and boards owe, and records a meeting."""

import datetime as dt
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from safereturn.protocol.periods import in_london
from safereturn.web.wording import day

from .conftest import DESK, PHONE

SignIn = Callable[..., Page]
Check = Callable[[Page], None]
LEAD = "missing-children-lead at City child protection"
SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["on a desk", "on a phone"])


def row_of(page: Page, name: str) -> str:
    """What the table says of a cycle, which is read whether or not it is unfolded."""
    row = page.get_by_role("row", name=re.compile(name), include_hidden=True)
    return " ".join((row.text_content() or "").split())


@SIZES
def test_a_lead_sees_what_is_late_and_can_read_it_as_a_table(
    size: dict[str, int], signed_in: SignIn, then_the_page_is_accessible: Check
) -> None:
    page = signed_in(LEAD, on=size)
    page.goto("/oversight/")
    expect(page.get_by_role("heading", name=re.compile("^Late: "))).to_be_visible()
    expect(page.get_by_role("img", name=re.compile("in twelve months")).first).to_be_visible()
    then_the_page_is_accessible(page)
    page.get_by_text("The same as a table").click()
    expect(page.get_by_role("cell", name="Strategic Missing Persons Group", exact=True).first).to_be_visible()
    then_the_page_is_accessible(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@SIZES
def test_a_lead_records_a_meeting_without_javascript(size: dict[str, int], signed_in: SignIn) -> None:
    page = signed_in(LEAD, on=size, script=False)
    page.goto("/oversight/")
    page.get_by_role("link", name="Record Strategic Group meets").click()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("There is a problem")).to_be_visible()
    page.get_by_label("Where can the record be read?").fill("Minutes 4 of the year")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("It is recorded.")).to_be_visible()
    today = in_london(dt.datetime.now(dt.UTC)).date()
    assert f"Every quarter {day(today)}" in row_of(page, "Strategic Group meets")
    assert "In time" in row_of(page, "Strategic Group meets")


def test_a_lead_takes_back_what_was_recorded_by_mistake(signed_in: SignIn, then_the_page_is_accessible: Check) -> None:
    page = signed_in(LEAD, on=PHONE)
    page.goto("/oversight/gov-cre-missing-tasking/")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("There is a problem")).to_be_visible()
    then_the_page_is_accessible(page)
    page.get_by_label("Where can the record be read?").fill("Minutes 9")
    page.get_by_role("button", name="Save").click()
    assert "In time" in row_of(page, "Exploitation and missing tasking meeting")
    page.get_by_role("link", name="Record Exploitation and missing tasking meeting").click()
    then_the_page_is_accessible(page)
    page.get_by_role("link", name=re.compile("Recorded by mistake")).click()
    then_the_page_is_accessible(page)
    page.get_by_label("What was wrong?").fill("It was put off.")
    page.get_by_role("button", name="Take it back").click()
    expect(page.get_by_text("It is taken back.")).to_be_visible()
    expect(page.get_by_text("It was put off.")).to_be_visible()
    page.get_by_role("link", name="Oversight", exact=True).first.click()
    assert "Late" in row_of(page, "Exploitation and missing tasking meeting")


def test_a_social_worker_is_not_offered_the_page(signed_in: SignIn) -> None:
    page = signed_in("social-worker at City social care")
    expect(page.get_by_role("link", name="Board")).to_be_visible()
    expect(page.get_by_role("link", name="Oversight")).to_have_count(0)
    page.goto("/oversight/")
    expect(page.get_by_text("Monitoring Group")).to_have_count(0)
