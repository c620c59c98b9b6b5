"""Somebody opens a child in an emergency; the referee asks about it; and each reads what the log holds."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import DESK, PHONE

SignIn = Callable[..., Page]
Check = Callable[[Page], None]
REFEREE = "privacy-referee at City child protection"
SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["on a desk", "on a phone"])


@SIZES
def test_the_referees_pages_can_be_read_with_nothing_to_answer(
    size: dict[str, int], signed_in: SignIn, then_the_page_is_accessible: Check
) -> None:
    page = signed_in(REFEREE, on=size)
    expect(page.get_by_role("heading", name="Who looked, and why")).to_be_visible()
    for address in ("/privacy/", "/privacy/published/", "/views/"):
        page.goto(address)
        then_the_page_is_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@SIZES
def test_an_inspector_opens_an_episode_in_an_emergency_and_the_referee_answers(
    size: dict[str, int], signed_in: SignIn, then_the_page_is_accessible: Check
) -> None:
    given_name = "Emil" if size is DESK else "Jonas"
    inspector = signed_in("duty-inspector at Control room", on=size)
    inspector.goto("/children/find/")
    inspector.get_by_label("First name").fill(given_name)
    inspector.get_by_label("Last name").fill("Quarry")
    inspector.get_by_label("Why are you looking?").fill("A neighbour rang")
    inspector.get_by_role("button", name="Find").click()
    inspector.get_by_role("link", name=re.compile("Open in an emergency")).click()
    then_the_page_is_accessible(inspector)
    inspector.get_by_role("button", name="Open it").click()
    expect(inspector.get_by_text("There is a problem")).to_be_visible()
    then_the_page_is_accessible(inspector)
    inspector.get_by_label("Somebody has rung about this child").check()
    inspector.get_by_label("Incident number").fill("DC-71")
    inspector.get_by_label("What do you need to know").fill("Seen at the station")
    inspector.get_by_role("button", name="Open it").click()
    expect(inspector.get_by_text("You can read it and change nothing")).to_be_visible()
    expect(inspector.get_by_role("heading", name=re.compile(f"{given_name} Quarry"))).to_be_visible()
    inspector.reload()
    expect(inspector.get_by_text("Each page you open is recorded.")).to_be_visible()
    then_the_page_is_accessible(inspector)
    inspector.get_by_role("link", name="What you opened").click()
    inspector.get_by_role("link", name=re.compile("Go on reading")).first.click()
    expect(inspector.get_by_role("heading", name=re.compile(f"{given_name} Quarry"))).to_be_visible()

    referee = signed_in(REFEREE, on=size)
    then_the_page_is_accessible(referee)
    assert referee.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    referee.get_by_role("link", name=re.compile("Opened in an emergency")).first.click()
    expect(referee.get_by_text("Seen at the station")).to_be_visible()
    then_the_page_is_accessible(referee)
    assert referee.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    referee.get_by_label("Fine: it was part of their work").check()
    referee.get_by_label("How do you know?").fill("Rang the control room")
    referee.get_by_role("button", name="Record your answer").click()
    expect(referee.get_by_text("Your answer is recorded.")).to_be_visible()


@pytest.mark.parametrize(("size", "script"), [(DESK, True), (PHONE, False)], ids=["on a desk", "without JavaScript"])
def test_an_officer_tries_a_record_that_no_search_finds_and_loses_no_word(
    size: dict[str, int], script: bool, signed_in: SignIn, then_the_page_is_accessible: Check
) -> None:
    officer = signed_in("police-officer at Control room", on=size, script=script)
    officer.goto("/children/find/")
    officer.get_by_label("First name").fill("Nobody")
    officer.get_by_label("Last name").fill("Atall")
    officer.get_by_label("Why are you looking?").fill("A neighbour rang")
    officer.get_by_role("button", name="Find").click()
    officer.get_by_role("link", name="open a record that is kept for named people").click()
    then_the_page_is_accessible(officer) if script else None
    officer.get_by_label("First name").fill("Nobody")
    officer.get_by_label("Last name").fill("Atall")
    for part, figure in (("Day", "4"), ("Month", "5"), ("Year", "2012")):
        officer.get_by_label(part, exact=True).fill(figure)
    officer.get_by_label("I am looking for this child now").check()
    officer.get_by_label("Incident number").fill("DC-72")
    officer.get_by_label("What do you need to know").fill("Seen at the bridge")
    officer.get_by_label("A life is at risk").check()
    officer.get_by_role("button", name="Open it").click()
    expect(officer.get_by_text("There is no such record, or none that opens in this way").first).to_be_visible()
    expect(officer.get_by_label("What do you need to know")).to_have_value("Seen at the bridge")
    then_the_page_is_accessible(officer) if script else None
    assert not script or officer.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@SIZES
def test_a_manager_is_told_whom_else_to_name_before_a_child_who_is_gone_is_kept(
    size: dict[str, int], signed_in: SignIn, then_the_page_is_accessible: Check
) -> None:
    manager = signed_in("team-manager at City social care", on=size)
    manager.get_by_role("link", name=re.compile("Emil Quarry")).first.click()
    manager.get_by_role("link", name=re.compile("Flags of Emil Quarry")).click()
    then_the_page_is_accessible(manager)
    manager.get_by_label("Only the people named may see the child").check()
    manager.get_by_label("The person’s email address").fill("team-manager.of.city.social.care@example.example")
    manager.get_by_label("Why?").fill("A cousin works there")
    manager.get_by_label("Whom do they ring instead").fill("The head of service, 01632 960801")
    for part, figure in (("Day", "1"), ("Month", "3"), ("Year", "2027")):
        manager.get_by_label(part, exact=True).fill(figure)
    manager.get_by_role("button", name="Set it").click()
    expect(manager.get_by_text("the police must go on seeing this child").first).to_be_visible()
    then_the_page_is_accessible(manager)
    assert manager.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
