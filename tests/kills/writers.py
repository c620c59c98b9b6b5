"""Reporters who do not give up: each sends the forms of a report over HTTP until the service acknowledges it."""

import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from http.client import HTTPException
from http.cookiejar import CookieJar
from itertools import count
from typing import NamedTuple

from tests.apps.partnership import a_name_of_its_own

LONGEST_ANSWER = 30  # seconds
LONGEST_TROUBLE = 60  # seconds
PAUSE = 0.1  # seconds, before the same is sent again
numbers = count(1)


class Answer(NamedTuple):
    """What a page answered: its status, and where it sends the browser on to."""

    status: int
    location: str


class Unacknowledged(AssertionError):
    """The service did not acknowledge a form: for a minute, or though it was not in trouble."""


class _StayHere(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        return None


class Writer(threading.Thread):
    """A reporter in a browser of their own. `tried` and `acknowledged` hold the keys of reports, by episode."""

    def __init__(self, address: str, post: int, enough: threading.Event) -> None:
        super().__init__(daemon=True)
        self.address, self.post, self.enough = address, post, enough
        self.tried: list[str] = []
        self.acknowledged: dict[str, int] = {}
        self.sent_again = 0
        self.fault: Exception | None = None
        self._cookies = CookieJar()
        self._browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self._cookies), _StayHere())

    def run(self) -> None:
        """Report one child after the other, and finish the one begun."""
        try:
            self._until_sent_on("/demonstration/", None, to="")
            self._until_sent_on("/demonstration/", {"post": self.post}, to="/")
            while not self.enough.is_set():
                self._report()
        except Exception as fault:  # told by the thread that waits for this one
            self.fault = fault

    def _report(self) -> None:
        key = str(uuid.uuid4())
        self.tried.append(key)
        number = next(numbers)
        steps: dict[str, dict[str, object]] = {
            "name": {
                "given_name": a_name_of_its_own(-number), "family_name": a_name_of_its_own(number), "area": "derby",
                "looked_after_by": "no", "born_on_day": 4, "born_on_month": 5, "born_on_year": 2012,
            },
            "happened": {"kind": "missing", "with_family": "no", "circumstances": "Did not come back from school"},
            "worries": {"concerns": "exploitation_concern", "worries": "An older man in a car"},
            "send": {"incident_number": f"DC-{number}"},
        }  # fmt: skip
        following = [*list(steps)[1:], ""]
        for (step, words), then in zip(steps.items(), following, strict=True):
            to = f"/report/{key}/{then}/" if then else "/episodes/"
            location = self._until_sent_on(f"/report/{key}/{step}/", words, to=to)
        self.acknowledged[key] = int(location.strip("/").split("/")[-1])

    def _until_sent_on(self, page: str, words: dict[str, object] | None, *, to: str) -> str:
        """Send a form until its page sends the browser on to where a person would get to; get a page for no words."""
        deadline = time.monotonic() + LONGEST_TROUBLE
        while True:
            answer = self._ask(page, words)
            if answer is not None and answer.location.startswith(to) and answer.status in (200, 302):
                return answer.location
            if time.monotonic() > deadline or (answer is not None and answer.status < 500):
                raise Unacknowledged(f"{page} of {self.name}: {answer or 'no answer'}")
            self.sent_again += 1
            time.sleep(PAUSE)

    def _ask(self, page: str, words: dict[str, object] | None) -> Answer | None:
        """What a page answers; None when nobody answers."""
        data = None
        if words is not None:
            token = next(cookie.value for cookie in self._cookies if cookie.name == "csrftoken")
            data = urllib.parse.urlencode({**words, "csrfmiddlewaretoken": token}).encode()
        try:
            with self._browser.open(self.address + page, data, timeout=LONGEST_ANSWER) as answer:
                answer.read()
                return Answer(answer.status, "")
        except urllib.error.HTTPError as other:
            with other:
                return Answer(other.code, other.headers.get("Location", ""))
        except (OSError, HTTPException):  # refused, cut off or silent
            return None
