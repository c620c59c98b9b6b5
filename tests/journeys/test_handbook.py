"""A social worker looks up what they owe, on a telephone and at a desk, with nothing but links and one form."""

import os
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from .conftest import DESK, PHONE

SignIn = Callable[..., Page]
Check = Callable[[Page], None]
WORKER = "social-worker at City social care"
SIZES = pytest.mark.parametrize("size", [DESK, PHONE], ids=["at a desk", "on a telephone"])


@SIZES
def test_a_social_worker_looks_up_what_they_owe_without_javascript(size: dict[str, int], signed_in: SignIn) -> None:
    page = signed_in(WORKER, on=size, script=False)
    page.get_by_role("link", name="Handbook", exact=True).click()
    expect(page.get_by_role("heading", name="Handbook")).to_be_visible()

    page.get_by_role("main").get_by_role("link", name="The child's social worker").first.click()
    page.get_by_role("link", name="Return interview", exact=True).click()
    card = page.locator("#return-interview")
    expect(card).to_be_in_viewport()
    expect(card).to_contain_text("Within 72 hours")
    expect(card).to_contain_text("Another authority's child: the placing authority arranges it.")

    card.get_by_role("link", name="A46").first.click()
    expect(page.locator("#A46")).to_contain_text("a child in care is always heard")

    page.get_by_role("banner").get_by_role("link", name="Handbook", exact=True).first.click()
    page.get_by_label("Search the 2019 handbook").fill("missing meeting")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Hold the missing meeting").click()
    expect(page.locator("#missing-meeting-three-days")).to_contain_text("Within 3 days")


@SIZES
def test_its_pages_can_be_read_by_everybody_and_fit_the_screen(
    size: dict[str, int], signed_in: SignIn, then_the_page_is_accessible: Check
) -> None:
    page = signed_in(WORKER, on=size)
    for address in (
        "",
        "2019/roles/social-worker/",
        "2019/situations/high-risk/",
        "2019/6/",
        "2016/app-4/",
        "2019/search/?q=missing+meeting",
        "glossary/",
        "law/",
        "readings/",
        "compare/2016/2019/",
    ):
        page.goto(f"/handbook/{address}")
        then_the_page_is_accessible(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), f"{address} scrolls sideways"
        if folder := os.environ.get("SAFERETURN_PICTURES"):
            name = address.strip("/").replace("/", "-") or "start"
            page.screenshot(path=f"{folder}/handbook-{name}-{size['width']}.png", full_page=True)
