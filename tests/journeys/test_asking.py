"""A carer of another home finds a child and asks to be let in; whoever holds the case answers."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import DESK, PHONE

SignIn = Callable[..., Page]
Check = Callable[[Page], None]


@pytest.mark.parametrize("size", [DESK, PHONE], ids=["on a desk", "on a phone"])
def test_a_carer_asks_to_be_let_in_and_the_social_worker_lets_them_in(
    size: dict[str, int], signed_in: SignIn, then_the_page_is_accessible: Check
) -> None:
    def looked_at(page: Page) -> None:
        then_the_page_is_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    given_name = "Emil" if size is DESK else "Jonas"
    carer = signed_in("residential-worker at Birch House", on=size)
    carer.goto("/children/find/")
    carer.get_by_label("First name").fill(given_name)
    carer.get_by_label("Last name").fill("Quarry")
    carer.get_by_label("Why are you looking?").fill("He is at our door")
    carer.get_by_role("button", name="Find").click()
    looked_at(carer)
    carer.get_by_role("link", name=re.compile("Ask them to let you in")).click()
    carer.get_by_label("Why do you need to be let in?").fill("He is at our door, and wants to stay the night")
    looked_at(carer)
    carer.get_by_role("button", name="Ask them").click()
    expect(carer.get_by_text("You have asked City social care.")).to_be_visible()
    looked_at(carer)

    worker = signed_in("social-worker at City social care", on=size)
    worker.goto("/children/asked/")
    looked_at(worker)
    worker.get_by_role("link", name=re.compile(f"Answer.*{given_name}")).click()
    worker.get_by_label("Yes, until the episode is over").check()
    worker.get_by_label("Why?").fill("He may stay. Ring us at nine")
    looked_at(worker)
    worker.get_by_role("button", name="Answer").click()
    expect(worker.get_by_text("They are let in.")).to_be_visible()

    carer.goto("/children/find/")
    expect(carer.get_by_text("He may stay. Ring us at nine").first).to_be_visible()
    looked_at(carer)
    carer.goto("/")
    expect(carer.get_by_role("link", name=re.compile(f"{given_name} Quarry")).first).to_be_visible()
