"""What every page carries, and what a page says when something went wrong."""

import pytest
from django.test import Client
from tests.apps.web.pages import NOW

from safereturn.web.middleware import headers, one_moment_a_request

pytestmark = [pytest.mark.urls("tests.apps.web.pages"), pytest.mark.django_db]


def page(address: str, **kwargs: object) -> str:
    return Client(raise_request_exception=False).get(address, **kwargs).content.decode()


def test_a_page_says_when_it_was_made():
    assert "21:40 on Friday 9 January 2026" in page("/everything")


def test_a_page_says_what_it_must_not_be_taken_for():
    assert "Demonstration: invented children only" in page("/everything")
    assert "No worker is running" in page("/everything")


def test_a_page_with_errors_says_so_in_its_title():
    sent = Client().post("/everything", {"name": ""}).content.decode()
    assert "<title>Error: Everything" in sent
    assert "<title>Everything" in page("/everything")


def test_without_the_script_a_page_renews_itself():
    assert '<noscript><meta http-equiv="refresh" content="60"></noscript>' in page("/everything")


def test_what_has_just_happened_is_said_once():
    browser = Client()
    assert "The report was sent" in browser.get("/everything?said=1").content.decode()
    assert "The report was sent" not in browser.get("/everything").content.decode()


def test_the_page_needs_no_style_or_script_of_its_own_but_the_one_with_a_nonce():
    shown = page("/everything")
    assert " style=" not in shown
    assert shown.count("<script") == shown.count("<script nonce=") + shown.count('<script type="module" src=')


def test_a_page_gives_up_the_powers_it_does_not_need():
    answer = Client().get("/everything")
    assert "camera=()" in answer.headers["Permissions-Policy"]
    assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "'unsafe-inline'" not in answer.headers["Content-Security-Policy"]


def test_a_refusal_reads_exactly_as_a_page_that_does_not_exist():
    browser = Client()
    unknown, forbidden, nowhere = (browser.get(f"/{address}") for address in ("unknown", "forbidden", "nowhere"))
    assert unknown.status_code == forbidden.status_code == nowhere.status_code == 404
    without_nonce = [
        answer.content.decode().split("</head>")[1].split("</script>")[1] for answer in (unknown, forbidden, nowhere)
    ]
    assert without_nonce[0] == without_nonce[1] == without_nonce[2]


def test_a_broken_page_says_what_became_of_the_words():
    shown = page("/broken")
    assert "may not have been saved" in shown
    assert "sending the same form twice does no harm" in shown
    assert "the page is broken" not in shown


def test_a_form_from_an_old_page_says_that_nothing_was_saved():
    answer = Client(enforce_csrf_checks=True).post("/everything", {})
    assert answer.status_code == 403
    assert "nothing was saved" in answer.content.decode()


def test_a_request_nobody_can_read_gets_an_answer_one_can(settings):
    settings.ALLOWED_HOSTS = ["safereturn.example"]
    answer = Client().get("/everything", headers={"host": "elsewhere.example"})
    assert answer.status_code == 400
    assert "We could not read what was sent" in answer.content.decode()


@pytest.mark.parametrize("address", ["/unknown", "/forbidden", "/broken"])
def test_when_something_went_wrong_the_page_still_says_when_to_ring_999(address):
    assert "ring 999" in page(address)


def test_the_clock_is_asked_once_for_a_request(rf):
    seen = []
    answer = one_moment_a_request(lambda request: seen.append((request.now, request.now)) or headers)
    answer(rf.get("/"))
    assert seen == [(NOW, NOW)]
