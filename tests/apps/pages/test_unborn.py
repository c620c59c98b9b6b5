"""A baby who is not born yet is reported on a page, tied to the mother, and neither visited nor interviewed (A28)."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.test import Client

from safereturn.agencies.models import Post, Team
from safereturn.children.models import Child
from safereturn.duties.models import Duty
from safereturn.episodes.actions import Happening, record
from safereturn.episodes.models import Episode
from safereturn.protocol.periods import in_london
from tests.apps.pages.test_report import reported, seen
from tests.apps.partnership import a_child, a_post

from .conftest import ago, signed_in

pytestmark = pytest.mark.django_db
IN_SPRING = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=90)
MOTHER = {
    "who": "baby", "given_name": "Keira", "family_name": "Example", "born_on_day": 4, "born_on_month": 5,
    "born_on_year": 2010, "area": "derby",
}  # fmt: skip


def day(name: str, on: dt.date) -> dict[str, Any]:
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


def report(
    client: Client, *, kind: str = "missing", plan: str = "yes", expected: dt.date = IN_SPRING, **mother: Any
) -> str:
    """Send a report of an unborn baby; what the last page says."""
    base = f"/report/{uuid.uuid4()}"
    client.post(f"{base}/name/", {**MOTHER, **mother})
    client.post(f"{base}/baby/", {**day("expected", expected), "child_protection_plan": plan})
    client.post(f"{base}/happened/", {"kind": kind, "with_family": "no", **seen(1)})
    client.post(f"{base}/worries/", {})
    return client.post(f"{base}/send/", {}, follow=True).content.decode()


@pytest.fixture
def worker(teams: dict[str, Team]) -> Client:
    return signed_in(a_post(teams["City social care"], "social-worker"))


@pytest.fixture
def officer(teams: dict[str, Team]) -> Post:
    return a_post(teams["Investigators"], "investigating-officer")


def owed(episode: Episode) -> set[str]:
    return set(Duty.objects.filter(episode=episode).values_list("protocol_id", flat=True))


def brought_back(episode: Episode, by: Post) -> None:
    happened = [
        Happening("categorised", ago(0), {"category": "high"}),
        Happening("found", ago(0), {}),
        Happening("returned", ago(0), {"to": "home"}),
    ]
    record(
        episode_id=episode.pk, happenings=happened, key=uuid.uuid4(), now=ago(0) + dt.timedelta(minutes=1), by=by
    )  # fmt: skip
    episode.refresh_from_db()


def test_the_baby_is_reported_by_the_mothers_name_and_the_day_it_is_expected(worker: Client) -> None:
    page = report(worker)
    assert "Unborn baby of Keira Example, expected on" in page
    episode = Episode.objects.get()
    assert episode.unborn
    assert {"maternity-alerts", "cp-manager-told-missing"} <= owed(episode)


def test_after_the_return_nobody_visits_or_interviews_a_baby_who_is_not_born(worker: Client, officer: Post) -> None:
    report(worker)
    episode = Episode.objects.get()
    brought_back(episode, officer)
    assert owed(episode).isdisjoint({"prevention-visit", "return-interview"})
    page = signed_in(officer).get(f"/episodes/{episode.pk}/").content.decode()
    assert "The police visit" not in page
    assert "Absence from school" not in page
    assert worker.get(f"/episodes/{episode.pk}/interview/").status_code == 302


def test_once_the_baby_is_born_it_is_visited_and_interviewed_like_any_child(worker: Client, officer: Post) -> None:
    report(worker)
    episode = Episode.objects.get()
    today, at = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=1), in_london(ago(0))
    when = {"at_day": at.day, "at_month": at.month, "at_year": at.year, "at_time": f"{at:%H:%M}"}
    answer = {"key": str(uuid.uuid4()), **day("born_on", today), "given_name": "Wren", **when}
    page = worker.post(f"/episodes/{episode.pk}/born/", answer, follow=True).content.decode()
    assert "What is owed to a child is owed from now on." in page
    assert "Wren Keira Example, 0" in page
    episode.refresh_from_db()
    assert not episode.unborn
    brought_back(episode, officer)
    assert {"prevention-visit", "return-interview"} <= owed(episode)
    assert report_again_is_possible(episode)


def report_again_is_possible(episode: Episode) -> bool:
    """What is recorded of the child makes sense together: born, and not expected any more."""
    child = Child.objects.get(pk=episode.child_id)
    return "expected" not in child.facts and child.born_on is not None


def test_a_baby_whose_mother_is_a_missing_child_leads_to_her(teams: dict[str, Team], carer: Post) -> None:
    girl = a_child(teams["Alder House"])
    girl.given_name, girl.born_on = "Keira", dt.date(2010, 5, 4)
    girl.save()
    client = signed_in(carer)
    reported(client, girl.pk)
    base = f"/report/{uuid.uuid4()}"
    client.post(f"{base}/child/", {"child": "someone-else"})
    client.post(f"{base}/name/", MOTHER)
    client.post(f"{base}/baby/", {**day("expected", IN_SPRING), "child_protection_plan": "not-known"})
    client.post(f"{base}/happened/", {"kind": "missing", "with_family": "no", **seen(1)})
    client.post(f"{base}/worries/", {})
    page = client.post(f"{base}/send/", {}, follow=True).content.decode()
    hers = Episode.objects.get(child=girl)
    assert "The mother is gone too" in page
    assert f'href="/episodes/{hers.pk}/"' in page


def test_who_may_not_see_the_mothers_episode_is_not_led_to_it(teams: dict[str, Team], carer: Post) -> None:
    girl = a_child(teams["Birch House"])
    girl.given_name, girl.born_on = "Keira", dt.date(2010, 5, 4)
    girl.save()
    home = signed_in(a_post(teams["Birch House"], "residential-worker"))
    reported(home, girl.pk)
    assert "The mother is gone too" not in report(signed_in(carer))


def test_two_reports_of_one_baby_are_one_episode(worker: Client) -> None:
    report(worker)
    assert "already reported" in report(worker, family_name="EXAMPLE")
    assert Episode.objects.count() == 1


def test_babies_of_two_mothers_of_one_name_are_two(worker: Client) -> None:
    report(worker)
    report(worker, born_on_year=2009)
    assert Episode.objects.count() == 2


def test_where_the_mother_is_known_to_be_nobody_is_missing(worker: Client) -> None:
    assert "is missing while nobody knows where the mother is" in report(worker, kind="away")
    assert not Episode.objects.exists()
    assert not Child.objects.exists()


@pytest.mark.parametrize("days", [-60, 500])
def test_a_slip_of_the_finger_in_the_day_is_told(worker: Client, days: int) -> None:
    base = f"/report/{uuid.uuid4()}"
    worker.post(f"{base}/name/", MOTHER)
    expected = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=days)
    page = worker.post(f"{base}/baby/", {**day("expected", expected), "child_protection_plan": "no"})
    assert "Enter a day within the coming year, or at most a month ago" in page.content.decode()


def test_nobody_is_told_that_an_answer_that_is_needed_is_optional(worker: Client) -> None:
    page = worker.get(f"/report/{uuid.uuid4()}/name/").content.decode()
    assert "Is the child in care?" in page
    assert "Is the child in care? (optional)" not in page


def test_of_a_child_it_is_still_asked_whether_it_is_in_care(worker: Client) -> None:
    page = worker.post(f"/report/{uuid.uuid4()}/name/", {**MOTHER, "who": "child"}).content.decode()
    assert "Select whether the child is in care, or that you do not know" in page


def test_missing_school_alone_can_be_said_in_the_report(teams: dict[str, Team], carer: Post) -> None:
    reported(signed_in(carer), a_child(teams["Alder House"]).pk, concerns=("education_only",))
    opened = Episode.objects.get().events.get(type="opened").content
    assert opened["episode"]["education_only"] is True
    assert "education_only" not in opened["child"]
    assert opened["told"]["concerns"] == ""
