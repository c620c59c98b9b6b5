"""The components in a real browser: accessible, within the content security policy, and losing no words."""

import os
import re
from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from tests.apps.web import pages

pytestmark = pytest.mark.urls("tests.apps.web.pages")

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


@pytest.fixture(autouse=True)
def one_night_with_nobody_at_the_gate(settings: Any) -> None:
    """These pages are only to look at, at one moment of one night."""
    pages.alone(settings)


@pytest.fixture
def server() -> Iterator[LiveServer]:
    """A running server whose pages need no database."""
    server = LiveServer("localhost")
    yield server
    server.stop()


@pytest.fixture(params=[WIDE, NARROW], ids=["wide", "narrow"])
def viewport(request) -> dict[str, int]:
    return request.param


@pytest.fixture
def page(browser, viewport, server) -> Iterator[Page]:
    context = browser.new_context(viewport=viewport, base_url=server.url)
    context.set_default_timeout(20_000)  # milliseconds
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    pages.served.rows, pages.served.words, pages.served.is_down = 0, [], False
    yield page
    context.close()
    assert [text for text in complaints if "status of 503" not in text and "status of 404" not in text] == []


def picture(page: Page, name: str, viewport: dict[str, int]) -> None:
    """Keeps a picture of the page in the folder that SAFERETURN_PICTURES names, for people to look at."""
    if folder := os.environ.get("SAFERETURN_PICTURES"):
        page.screenshot(path=f"{folder}/{name}-{viewport['width']}.png", full_page=True)


def assert_accessible(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def assert_fits(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"


@pytest.mark.parametrize("address", ["everything", "everything?said=1", "unknown"])
def test_a_page_is_accessible_and_fits_the_screen(page, address, viewport):
    page.goto(f"/{address}")
    assert_accessible(page)
    assert_fits(page)
    picture(page, re.sub(r"\W+", "-", address), viewport)


def test_a_form_with_errors_is_accessible_and_the_summary_has_the_focus(page, viewport):
    page.goto("/everything")
    page.fill("#id_last_seen_3", "tea time")
    page.fill("#id_words", "She left after tea.")
    page.get_by_role("button", name="Report").click()
    page.locator(".govuk-error-summary:focus").wait_for()
    assert page.input_value("#id_last_seen_3") == "tea time"
    assert page.input_value("#id_words") == "She left after tea."
    assert_accessible(page)
    assert_fits(page)
    picture(page, "errors", viewport)
    page.get_by_role("link", name="Enter the time like 21:40").click()
    assert page.evaluate("document.activeElement.id") == "id_last_seen_3"


def test_a_choice_opens_its_further_question(page):
    page.goto("/everything")
    assert not page.is_visible("#id_placement")
    page.check("#id_where_1")
    assert page.is_visible("#id_placement")


def test_a_list_renews_itself_and_nobody_loses_their_place(page):
    page.goto("/everything")
    page.click("summary")
    page.focus("#board a[href='/second']")
    page.evaluate("window.scrollTo(0, 120)")
    page.locator("#board", has_text="Rows number 2").wait_for()
    assert page.evaluate("document.activeElement.getAttribute('href')") == "/second"
    assert page.evaluate("document.querySelector('#board details').open")
    assert page.evaluate("window.scrollY") == 120


def test_a_list_that_cannot_be_renewed_says_since_when(page, viewport):
    page.goto("/everything")
    pages.served.is_down = True
    page.wait_for_selector(".sr-refresh-note:visible")
    assert page.inner_text(".sr-refresh-note").startswith("Not refreshed since ")
    picture(page, "not-refreshed", viewport)
    pages.served.is_down = False
    page.wait_for_selector(".sr-refresh-note", state="hidden")


def test_words_are_kept_while_they_are_typed(page):
    page.goto("/everything")
    page.fill("#id_name", "Ashley Example")
    page.wait_for_selector("text=Your words are kept.")
    assert pages.served.words == ["Ashley Example"]


def test_the_page_works_without_its_script(browser, viewport, server):
    context = browser.new_context(viewport=viewport, base_url=server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/everything")
    page.check("#id_where_1")
    assert page.is_visible("#id_placement")
    page.fill("#id_name", "Ashley Example")
    page.get_by_role("button", name="Report").click()
    assert page.is_visible(".govuk-error-summary")
    assert page.input_value("#id_name") == "Ashley Example"
    context.close()
