"""The gate in front of every page."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path

from safereturn.access.permission import permission
from safereturn.agencies.models import Post
from safereturn.audit.actions import Shown, disclose
from safereturn.audit.models import View
from safereturn.config.urls import urlpatterns as every_address

from .people import CHILD, EPISODE, a_post, tied

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
SECRET = "Zofia Nowak, 12 Example Street"


@permission("see-episode")
def logged(request: HttpRequest, episode_id: int) -> HttpResponse:
    disclose(request, page="logged", because=request.because, shown=[Shown(CHILD, episode_id)])  # type: ignore[attr-defined]
    return HttpResponse(SECRET)


@permission("see-episode")
def forgotten(request: HttpRequest, episode_id: int) -> HttpResponse:
    """A view whose author forgot to log what it shows."""
    return HttpResponse(SECRET, status=int(request.GET.get("status", 200)))


@permission("keep-posts")
def about_nobody(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Teams")


def nameless(request: HttpRequest) -> HttpResponse:
    """A view whose author forgot to name its permission."""
    return HttpResponse(SECRET)


urlpatterns = [
    *every_address,
    path("try/logged/<int:episode_id>/", logged),
    path("try/forgotten/<int:episode_id>/", forgotten),
    path("try/about-nobody/", about_nobody),
    path("try/nameless/", nameless),
]
pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.apps.access.test_gate")]


def signed_in(post: Post, *, with_second_factor: bool = True) -> Client:
    if with_second_factor:
        post.person.in_demonstration = True
        post.person.save()
    client = Client(raise_request_exception=False)
    client.force_login(post.person, backend=BACKEND)
    return client


def test_a_page_about_a_child_is_sent_once_it_is_logged() -> None:
    answer = signed_in(tied(a_post(), "owes")).get(f"/try/logged/{EPISODE}/")
    assert (answer.status_code, answer.content.decode()) == (200, SECRET)
    view = View.objects.get()
    assert (view.child_id, view.because) == (CHILD, "Tied by owes")
    assert {"identity", "duties", "social-care"} <= set(view.classes)


@pytest.mark.parametrize("status", [200, 201, 400, 409, 422])
def test_a_page_about_a_child_that_was_not_logged_is_replaced_by_an_error_page(status: int) -> None:
    answer = signed_in(tied(a_post(), "owes")).get(f"/try/forgotten/{EPISODE}/?status={status}")
    assert answer.status_code == 500
    assert SECRET not in answer.content.decode()
    assert "Something went wrong on our side" in answer.content.decode()


def test_with_the_log_out_of_reach_nothing_is_shown(as_owner: Callable[[], Any]) -> None:
    client = signed_in(tied(a_post(), "owes"))
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("REVOKE INSERT ON audit_view FROM safereturn_app")
    answer = client.get(f"/try/logged/{EPISODE}/")
    assert answer.status_code == 500
    assert SECRET not in answer.content.decode()


def test_unknown_and_forbidden_look_the_same() -> None:
    tied(a_post(), "owes")
    client = signed_in(a_post())
    forbidden, unknown = (client.get(f"/try/logged/{episode}/") for episode in (EPISODE, EPISODE + 1))
    missing = client.get("/try/there-is-no-such-page/")
    assert forbidden.status_code == unknown.status_code == missing.status_code == 404
    assert _steady(forbidden) == _steady(unknown) == _steady(missing)
    assert not View.objects.exists()


def test_a_page_that_names_no_permission_does_not_exist() -> None:
    assert signed_in(tied(a_post(), "owes")).get("/try/nameless/").status_code == 404


def test_a_page_about_nobody_needs_no_log_but_a_right() -> None:
    assert signed_in(a_post("agency-administrator")).get("/try/about-nobody/").content == b"Teams"
    assert signed_in(a_post()).get("/try/about-nobody/").status_code == 404


def test_whoever_is_not_signed_in_is_asked_to_and_comes_back() -> None:
    answer = Client().get(f"/try/logged/{EPISODE}/")
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/accounts/login/?next=/try/logged/{EPISODE}/"


def test_whoever_has_no_second_factor_sets_one_up_before_seeing_anything() -> None:
    client = signed_in(tied(a_post(), "owes"), with_second_factor=False)
    answer = client.get(f"/try/logged/{EPISODE}/", follow=True)
    assert answer.redirect_chain == [("/accounts/2fa/", 302)]
    assert "Set up a second proof that it is you" in answer.content.decode()
    assert not View.objects.exists()


@override_settings(SAFERETURN_DEMONSTRATION=False)
def test_outside_the_demonstration_an_invented_person_needs_a_second_factor_too() -> None:
    client = signed_in(tied(a_post(), "owes"))
    assert client.get(f"/try/logged/{EPISODE}/").headers["Location"] == "/accounts/2fa/"


def test_whoever_holds_several_posts_chooses_one_first_and_sees_as_that_one_alone() -> None:
    from safereturn.agencies.models import Post

    one, other = tied(a_post(), "owes"), a_post()
    Post.objects.filter(pk=other.pk).update(person=one.person)
    client = signed_in(one)
    assert client.get(f"/try/logged/{EPISODE}/").headers["Location"] == "/posts/"
    client.post("/posts/", {"post": other.pk})
    assert client.get(f"/try/logged/{EPISODE}/").status_code == 404
    client.post("/posts/", {"post": one.pk})
    assert client.get(f"/try/logged/{EPISODE}/").status_code == 200


def test_a_post_that_has_ended_opens_nothing_on_the_very_next_page() -> None:
    from django.utils import timezone

    post = tied(a_post(), "owes")
    client = signed_in(post)
    assert client.get(f"/try/logged/{EPISODE}/").status_code == 200
    post.ended_at = timezone.now()
    post.save()
    answer = client.get(f"/try/logged/{EPISODE}/", follow=True)
    assert "You hold no post" in answer.content.decode()


def test_a_page_costs_three_queries_to_know_who_asks_one_to_decide_and_two_to_log(
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    client = signed_in(tied(a_post(), "owes"))
    client.get(f"/try/logged/{EPISODE}/")
    savepoints = 2  # where the service has a transaction, the test has a savepoint
    with django_assert_num_queries(3 + 1 + 2 + savepoints):
        client.get(f"/try/logged/{EPISODE}/")


def test_a_permission_that_is_not_in_the_table_is_refused_where_it_is_written() -> None:
    with pytest.raises(ValueError, match="There is no action 'see-everything'"):
        permission("see-everything")


def _steady(answer: Any) -> str:
    """The page without the moment at which it was made."""
    import re

    return re.sub(r"<time.*?</time>|nonce=\"[^\"]*\"", "", answer.content.decode())
