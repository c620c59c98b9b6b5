"""A carer of another home tells the team that knows a child what they know; whoever holds the case takes it up."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import DESK, PHONE

SignIn = Callable[..., Page]
Check = Callable[[Page], None]


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["on a desk", "on a phone"])
def test_a_carer_tells_what_they_know_and_the_social_worker_takes_it_up(
    size: dict[str, int], script: bool, signed_in: SignIn, then_the_page_is_accessible: Check
) -> None:
    def looked_at(page: Page) -> None:
        if script:  # the checks are a script themselves
            then_the_page_is_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")

    knows = f"Seen at the bus station with an older lad, by number {size['width'] + script}"
    carer = signed_in("residential-worker at Birch House", on=size, script=script)
    carer.goto("/children/find/")
    carer.get_by_label("First name").fill("Zofia")
    carer.get_by_label("Last name").fill("Nowak")
    carer.get_by_label("Why are you looking?").fill("Seen at the bus station")
    carer.get_by_role("button", name="Find").click()
    carer.get_by_role("link", name=re.compile("Tell them what you know")).click()
    carer.get_by_role("button", name="Tell them").click()
    expect(carer).to_have_title(re.compile("^Error"))
    carer.get_by_label("What do you know?").fill(knows)
    looked_at(carer)
    carer.get_by_role("button", name="Tell them").click()
    expect(carer.get_by_text("City social care can read it now.")).to_be_visible()
    expect(carer.get_by_text(knows)).to_have_count(0)
    looked_at(carer)

    worker = signed_in("social-worker at City social care", on=size, script=script)
    worker.goto("/children/asked/")
    looked_at(worker)
    entry = worker.locator("dl", has_text=knows)
    expect(entry.get_by_text("Waits since")).to_be_visible()
    entry.locator("xpath=following-sibling::p[1]").get_by_role("link", name=re.compile("Take it up")).click()
    worker.get_by_label("What will you do with it?").fill("We ring the bus station")
    looked_at(worker)
    worker.get_by_role("button", name="We have it").click()
    expect(worker.get_by_text("It is recorded that your team has it.")).to_be_visible()
    looked_at(worker)

    carer.goto("/children/find/")
    expect(carer.get_by_text("Taken up").first).to_be_visible()
    expect(carer.get_by_text("We ring the bus station")).to_have_count(0)
    looked_at(carer)
