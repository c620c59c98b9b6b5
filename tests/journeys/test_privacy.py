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
