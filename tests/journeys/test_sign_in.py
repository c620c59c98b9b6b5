"""Signing in with a real browser, on a telephone: accessible at every step, and with a passkey alone in the end."""

import re
import time
from collections.abc import Callable, Iterator

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, CDPSession, Page

from .conftest import DESK, PHONE, Service
from .people import NEW_PEOPLE, PASSWORD

BOARD = re.compile(r"^http://[^/]+/$")
PAT, SAM = NEW_PEOPLE


@pytest.fixture
def page(service: Service, browser: Browser) -> Iterator[Page]:
    """A page on a telephone. Passkeys belong to a name, which an address in numbers is not."""
    page = browser.new_page(viewport=PHONE, base_url=service.address.replace("127.0.0.1", "localhost"))
    refused: list[str] = []
    page.on("console", lambda said: refused.append(said.text) if "Content Security Policy" in said.text else None)
    yield page
    page.close()
    assert refused == []


def give_a_device(page: Page) -> CDPSession:
    """The telephone knows passkeys, and its owner's finger is always on it."""
    device = page.context.new_cdp_session(page)
    device.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    device.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return device


def looks_right(page: Page, heading: str) -> None:
    """The page has this heading, fits the screen, and the accessibility check finds nothing."""
    page.get_by_role("heading", name=heading, level=1).wait_for()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def code(secret: str) -> str:
    """What an authenticator app shows now."""
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def give_password(page: Page, email: str) -> None:
    page.goto("/")
    looks_right(page, "Sign in")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_person_sets_up_a_passkey_and_signs_in_with_it_alone(page: Page) -> None:
    device = give_a_device(page)
    give_password(page, PAT)
    looks_right(page, "Set up a second proof that it is you")
    page.get_by_role("button", name="Set up a passkey").click()
    looks_right(page, "Is it still you?")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    looks_right(page, "Set up a passkey")
    page.get_by_label("Let me sign in with it alone").check()
    page.get_by_role("button", name="Set it up").click()
    looks_right(page, "Your recovery codes")
    page.get_by_role("link", name="Go to the board").click()
    page.wait_for_url(BOARD)
    page.get_by_role("button", name="Sign out").click()

    page.goto("/")
    looks_right(page, "Sign in")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(BOARD)
    assert "Pat" in page.content()
    page.goto("/accounts/2fa/webauthn/")
    looks_right(page, "Your passkeys")
    device.detach()


def test_a_person_sets_up_an_app(page: Page) -> None:
    give_password(page, SAM)
    page.get_by_role("button", name="Set up an app").click()
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()
    looks_right(page, "Set up an authenticator app")
    page.get_by_label("Authenticator code").fill(code(page.get_by_label("Key").input_value()))
    page.get_by_role("button", name="Use this app").click()
    looks_right(page, "Your recovery codes")
    page.goto("/accounts/2fa/")
    looks_right(page, "Your second proof")


def test_the_page_of_the_demonstration_is_accessible(page: Page) -> None:
    page.goto("/demonstration/")
    looks_right(page, "Try Safe Return as …")


@pytest.mark.parametrize(("on", "script"), [(PHONE, False), (DESK, True)])
def test_a_third_session_goes_on_once_its_person_has_ended_another(
    signed_in: Callable[..., Page], on: dict[str, int], script: bool
) -> None:
    first, _, third = (signed_in("residential-worker at Birch House", on=on, script=script) for _ in range(3))
    third.goto("/handbook/")
    assert third.get_by_role("heading", level=1).inner_text() == "You are signed in twice already"
    assert third.evaluate("document.documentElement.scrollWidth") <= on["width"]
    if script:
        looks_right(third, "You are signed in twice already")
    third.get_by_label("Chrome on Linux").last.check()
    third.get_by_role("button", name="End what I have chosen").click()
    third.wait_for_url("**/handbook/")
    first.goto("/")
    assert first.get_by_role("heading", level=1).inner_text() == "Sign in"
