"""The report, step by step: what is refused, what is kept, and what others then see of it."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.test import Client

from safereturn.agencies.models import Post, Team
from safereturn.episodes.models import Episode, Event
from safereturn.protocol.periods import in_london
from tests.apps.partnership import a_child, a_post

from .conftest import signed_in

pytestmark = pytest.mark.django_db


def seen(hours_ago: float) -> dict[str, Any]:
    at = in_london(dt.datetime.now(dt.UTC) - dt.timedelta(hours=hours_ago))
    parts = {"day": at.day, "month": at.month, "year": at.year, "time": f"{at:%H:%M}"}
    return {f"last_seen_{part}": value for part, value in parts.items()}


def reported(client: Client, child_id: int, *, kind: str = "missing", concerns: tuple[str, ...] = ()) -> str:
    """Send a whole report; the address at which it began."""
    base = client.get("/report/").headers["Location"].rsplit("/", 2)[0]
    client.post(f"{base}/child/", {"child": child_id})
    client.post(f"{base}/happened/", {"kind": kind, "with_family": "no", **seen(1)})
    client.post(f"{base}/worries/", {"concerns": concerns})
    client.post(f"{base}/send/", {})
    return base


def test_a_step_sent_without_any_answer_says_what_is_missing(teams: dict[str, Team], carer: Post) -> None:
    a_child(teams["Alder House"])
    client = signed_in(carer)
    address = client.get("/report/").headers["Location"]
    assert "There is a problem" in client.post(address, {}).content.decode()


def test_a_child_was_not_last_seen_years_ago(teams: dict[str, Team], carer: Post) -> None:
    child, client = a_child(teams["Alder House"]), signed_in(carer)
    base = client.get("/report/").headers["Location"].rsplit("/", 2)[0]
    client.post(f"{base}/child/", {"child": child.pk})
    answer = client.post(f"{base}/happened/", {"kind": "missing", "with_family": "no", **seen(24 * 366)})
    assert "That is more than a year ago. Check the year" in answer.content.decode()


def test_what_the_reporter_fears_is_seen_by_whoever_grades(teams: dict[str, Team], carer: Post) -> None:
    child = a_child(teams["Alder House"])
    reported(signed_in(carer), child.pk, concerns=("significant_harm_concern", "mobile_known"))
    police = signed_in(a_post(teams["Control room"], "police-officer"))
    page = police.get(f"/episodes/{Episode.objects.get().pk}/grade/").content.decode()
    assert "The child may come to serious harm" in page
    assert "mobile number" not in page


def test_a_step_left_open_after_the_report_was_sent_leads_to_its_episode(teams: dict[str, Team], carer: Post) -> None:
    child, client = a_child(teams["Alder House"]), signed_in(carer)
    base = reported(client, child.pk)
    episode = Episode.objects.get()
    for answer in (client.get(f"{base}/happened/"), client.post(f"{base}/happened/", {"kind": "away"})):
        assert answer.headers["Location"] == f"/episodes/{episode.pk}/"
    page = client.get(f"/episodes/{episode.pk}/").content.decode()
    assert "This report was sent before. Here is how it stands now." in page


def test_a_second_report_of_a_child_keeps_all_that_it_told(teams: dict[str, Team], carer: Post) -> None:
    child, client = a_child(teams["Alder House"]), signed_in(carer)
    reported(client, child.pk)
    reported(client, child.pk, kind="away", concerns=("exploitation_concern",))
    assert Episode.objects.count() == 1
    noted = Event.objects.get(type="noted").content["says"]
    assert "Last seen at" in noted
    assert "knows where the child is" in noted
    assert "The child may be exploited" in noted


def test_an_empty_step_keeps_no_draft(teams: dict[str, Team], carer: Post) -> None:
    a_child(teams["Alder House"])
    client = signed_in(carer)
    address = client.get("/report/").headers["Location"]
    client.post(address, {})
    client.post(f"{address}draft/", {"child": ""})
    assert client.get("/report/").status_code == 302, "there is no report to carry on with"


def test_words_typed_in_a_second_tab_do_not_begin_a_sent_report_again(teams: dict[str, Team], carer: Post) -> None:
    child, client = a_child(teams["Alder House"]), signed_in(carer)
    base = reported(client, child.pk)
    client.post(f"{base}/happened/draft/", {"circumstances": "Typed too late"})
    assert client.get("/report/").status_code == 302, "there is no report to carry on with"


@pytest.mark.parametrize("kind", ["missing", "away"])
def test_the_list_says_which_child_is_reported_already(teams: dict[str, Team], carer: Post, kind: str) -> None:
    child, client = a_child(teams["Alder House"]), signed_in(carer)
    a_child(teams["Alder House"])
    reported(client, child.pk, kind=kind)
    page = client.get("/report/", follow=True).content.decode()
    assert page.count(f"Already reported {kind}") == 1


def test_reports_that_were_begun_are_told_apart_by_their_child(teams: dict[str, Team], carer: Post) -> None:
    child, elsewhere, client = a_child(teams["Alder House"]), a_child(), signed_in(carer)
    for first in ({"child": child.pk}, {"child": elsewhere.pk}, {"child": "someone-else"}):
        client.post(f"/report/{uuid.uuid4()}/child/", first)
    client.post(f"/report/{uuid.uuid4()}/name/", {"given_name": "Rowan", "family_name": "Ashworth"})
    page = client.get("/report/").content.decode()
    told = [page.count(f"Carry on with {name}, ") for name in ("Robin Example", "Rowan Ashworth", "no name yet")]
    assert told == [1, 1, 2]


def test_a_report_that_was_begun_can_be_thrown_away_by_its_writer_alone(teams: dict[str, Team], carer: Post) -> None:
    child, client, base = a_child(teams["Alder House"]), signed_in(carer), f"/report/{uuid.uuid4()}"
    client.post(f"{base}/child/", {"child": child.pk})
    signed_in(a_post(teams["Alder House"], "home-manager")).post(f"{base}/throw-away/")
    assert "Carry on with Robin Example" in client.get("/report/").content.decode()
    assert client.get(f"{base}/throw-away/").status_code == 405
    client.post(f"{base}/throw-away/")
    assert client.get("/report/").status_code == 302, "there is no report to carry on with"


def test_nobody_is_told_that_the_time_of_an_away_child_is_optional(teams: dict[str, Team], carer: Post) -> None:
    child, client, base = a_child(teams["Alder House"]), signed_in(carer), f"/report/{uuid.uuid4()}"
    client.post(f"{base}/child/", {"child": child.pk})
    page = client.post(f"{base}/happened/", {"kind": "away"}).content.decode()
    assert "or due back?" in page
    assert "or due back? (optional)" not in page
