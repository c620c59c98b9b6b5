"""A real service with a database of its own, and a real browser. Each journey belongs to one kind of user."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from safereturn.config.keeping_alive import command
from safereturn.config.postgres import Cluster

ROOT = Path(__file__).parents[2]
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 900}
QUIET = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]


@dataclass(frozen=True)
class Service:
    """A running service: where it is, and what the button says by which each post signs in."""

    address: str
    buttons: dict[str, str]


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service of its own for the journeys, with a small partnership in it."""
    data = tmp_path_factory.mktemp("journeys")
    cluster = Cluster(data / "postgres")
    cluster.start()
    port = _free_port()
    ours = ("DATABASE", "SAFERETURN", "DJANGO")
    environment = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    environment |= {
        "SAFERETURN_DEMONSTRATION": "1",
        "SAFERETURN_DATA": str(data),
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }
    subprocess.run(command("migrate"), env=environment, check=True, stdout=subprocess.DEVNULL)
    made = subprocess.run(
        [sys.executable, "-m", "tests.journeys.people"], env=environment, check=True, capture_output=True, text=True
    )
    with (data / "service.log").open("w") as log:
        process = subprocess.Popen(command("serve", "--port", str(port)), env=environment, stdout=log, stderr=log)
    try:
        _wait_for(f"http://127.0.0.1:{port}/health/ready")
        yield Service(f"http://127.0.0.1:{port}", json.loads(made.stdout.splitlines()[-1]))
    finally:
        process.terminate()
        process.wait(20)
        cluster.stop()
        if cluster.folder != data / "postgres":
            shutil.rmtree(cluster.folder, ignore_errors=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, or the one that CHROMIUM names."""
    with sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or "/usr/bin/chromium"
        browser = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture
def signed_in(service: Service, browser: Browser) -> Iterator[Callable[..., Page]]:
    """`signed_in("residential-worker at Alder House")`: a page of a browser in which that person has signed in."""
    contexts: list[BrowserContext] = []

    def sign_in(post: str, *, on: dict[str, int] = DESK, script: bool = True) -> Page:
        context = browser.new_context(viewport=on, base_url=service.address, java_script_enabled=script)
        context.set_default_timeout(10_000)  # milliseconds
        contexts.append(context)
        page = context.new_page()
        page.goto("/demonstration/")
        page.get_by_role("button", name=service.buttons[post], exact=True).click()
        return page

    yield sign_in
    for context in contexts:  # a third session of one person would not be let in
        token = next(cookie["value"] for cookie in context.cookies() if cookie["name"] == "csrftoken")
        context.request.post("/accounts/logout/", headers={"X-CSRFToken": token})
        context.close()


@pytest.fixture
def then_the_page_is_accessible() -> Callable[[Page], None]:
    """Run the accessibility checks of axe on a page; says what is wrong and where."""

    def check(page: Page) -> None:
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()

    return check


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=5)  # noqa: S310  # our own address
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"the service did not answer at {address}")
