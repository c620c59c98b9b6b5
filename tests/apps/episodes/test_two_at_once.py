"""Two presses of a button, or two people, at the very same moment."""

import uuid

import pytest
from django.test import Client

from safereturn.agencies.models import Post
from safereturn.children.models import Child
from safereturn.episodes.models import Episode
from tests.apps.at_once import together
from tests.apps.partnership import a_child, a_name_of_its_own, a_partnership, a_post

ROUNDS = 8  # a race is lost in some of them


def signed_in(post: Post) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(post.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def ready_to_send(client: Client, **who: object) -> str:
    """A report that waits for its last button; the address of that."""
    report = f"/report/{uuid.uuid4()}"
    for step, words in {
        **({"child": who} if "child" in who else {"name": who}),
        "happened": {"kind": "missing", "with_family": "no"},
        "worries": {"worries": "An older man in a car"},
    }.items():
        assert client.post(f"{report}/{step}/", words).status_code == 302
    return f"{report}/send/"


@pytest.mark.django_db(transaction=True)
def test_a_button_pressed_twice_at_once_sends_one_report_of_one_child_and_both_presses_arrive() -> None:
    post = a_post(a_partnership()["Birch House"], "residential-worker")
    first, second = signed_in(post), signed_in(post)
    for number in range(1, ROUNDS + 1):
        send = ready_to_send(
            first,
            given_name=a_name_of_its_own(-number),
            family_name=a_name_of_its_own(number),
            area="derby",
            looked_after_by="no",
        )
        led_to: list[str] = []

        def press(browser: Client, send: str = send, led_to: list[str] = led_to) -> None:
            led_to.append(browser.post(send, {"incident_number": ""}).headers.get("Location", "nowhere"))

        together(lambda: press(first), lambda: press(second))
        assert led_to == [f"/episodes/{Episode.objects.latest('pk').pk}/"] * 2
        assert (Episode.objects.count(), Child.objects.count()) == (number, number)


@pytest.mark.django_db(transaction=True)
def test_two_people_who_report_one_child_at_once_are_both_led_to_the_one_episode() -> None:
    home = a_partnership()["Alder House"]
    first, second = signed_in(a_post(home, "residential-worker")), signed_in(a_post(home, "home-manager"))
    for number in range(1, ROUNDS + 1):
        child = a_child(home)
        sends = {browser: ready_to_send(browser, child=child.pk) for browser in (first, second)}
        led_to: list[str] = []

        def press(browser: Client, sends: dict[Client, str] = sends, led_to: list[str] = led_to) -> None:
            led_to.append(browser.post(sends[browser], {"incident_number": ""}).headers.get("Location", "nowhere"))

        together(lambda: press(first), lambda: press(second))
        assert led_to == [f"/episodes/{Episode.objects.latest('pk').pk}/"] * 2
        assert Episode.objects.count() == number
