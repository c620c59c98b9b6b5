"""Young people at the edges of care can be told on the pages: at 17, care leavers, placed by or in other areas."""

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
from tests.apps.pages.test_report import seen
from tests.apps.partnership import a_post

from .conftest import ago, signed_in

pytestmark = pytest.mark.django_db
TODAY = in_london(dt.datetime.now(dt.UTC)).date()


@pytest.fixture
def worker(teams: dict[str, Team]) -> Post:
    return a_post(teams["City social care"], "social-worker")


def born(years_ago: int, days: int = 0) -> dict[str, int]:
    """The date of birth of somebody who turned so many years of age so many days ago."""
    day = TODAY - dt.timedelta(days=days)
    if (day.month, day.day) == (2, 29):
        day -= dt.timedelta(days=1)
    return {"born_on_day": day.day, "born_on_month": day.month, "born_on_year": day.year - years_ago}


def report(by: Client, *, looked_after_by: str, area: str = "derby", **name: Any) -> str:
    """Report a young person by name; what the page says after the last step that could be taken."""
    base = f"/report/{uuid.uuid4()}"
    name = {"given_name": "Devon", "family_name": "Example", "area": area, "looked_after_by": looked_after_by} | name
    page = by.post(f"{base}/name/", name)
    if page.status_code != 302:
        return str(page.content.decode())
    by.post(f"{base}/happened/", {"kind": "missing", "with_family": "no", **seen(1)})
    by.post(f"{base}/worries/", {})
    return str(by.post(f"{base}/send/", {}, follow=True).content.decode())


def answered(by: Client, **facts: Any) -> str:
    at = in_london(ago(0))
    when = {"at_day": at.day, "at_month": at.month, "at_year": at.year, "at_time": f"{at:%H:%M}"}
    sent = {"key": str(uuid.uuid4()), **when, **facts}
    return str(by.post(f"/episodes/{Episode.objects.get().pk}/answer/", sent, follow=True).content.decode())


def owed(id: str) -> Duty | None:
    return Duty.objects.filter(protocol_id=id).exclude(status="stood-down").first()


def test_at_17_in_semi_independent_living_the_provider_had_to_report(worker: Post) -> None:
    report(signed_in(worker), looked_after_by="derby", placement="semi-independent", **born(17))
    provider = owed("semi-independent-16-18-report")
    assert provider is not None
    assert provider.status == "met"


def test_at_18_the_provider_has_no_such_duty(worker: Post) -> None:
    report(signed_in(worker), looked_after_by="derby", placement="semi-independent", **born(18))
    assert owed("semi-independent-16-18-report") is None


def test_a_placement_that_nobody_knows_is_not_recorded_as_none(worker: Post) -> None:
    report(signed_in(worker), looked_after_by="derby", placement="not-known")
    assert "placement" not in Episode.objects.get().events.get(type="opened").content["child"]


def test_a_date_of_birth_that_is_answered_later_tells_the_age(worker: Post) -> None:
    client = signed_in(worker)
    report(client, looked_after_by="derby", placement="semi-independent")
    day = born(17)
    parts = {f"child_born_{part}": day[f"born_on_{part}"] for part in ("day", "month", "year")}
    assert "Devon Example, 17" in answered(client, **parts)
    assert Child.objects.get().born_on is not None


def test_a_care_leaver_of_nineteen_is_taken_in_and_marked(worker: Post, teams: dict[str, Team]) -> None:
    page = report(signed_in(worker), looked_after_by="care-leaver", **born(19))
    assert "A council still owes leaving-care duties, at whatever age." in page
    episode = Episode.objects.get()
    assert episode.events.get(type="opened").content["child"]["care_leaver"] is True
    assert owed("missing-meeting-three-days") is not None


def test_a_child_of_another_council_placed_here_is_told_as_theirs(worker: Post) -> None:
    report(signed_in(worker), looked_after_by="other", area="derbyshire", **born(15))
    back = [
        Happening("categorised", ago(0), {"category": "medium"}),
        Happening("returned", ago(0), {"to": "placement"}),
    ]
    now = ago(0) + dt.timedelta(minutes=1)
    record(episode_id=Episode.objects.get().pk, happenings=back, key=uuid.uuid4(), now=now, by=worker)
    interview = owed("return-interview")
    assert interview is not None
    assert interview.owner in ("placing-authority", "childrens-services")  # the latter until it is known who knows them


def test_our_own_child_placed_outside_both_areas_is_our_social_workers(worker: Post) -> None:
    assert "Reported." in report(signed_in(worker), looked_after_by="derby", area="elsewhere", **born(15))
    assert Episode.objects.get().area == "elsewhere"
    assert owed("missing-meeting-three-days") is not None


@pytest.mark.parametrize("looked_after_by", ["no", "other", "care-leaver", "not-known"])
def test_nobody_else_outside_both_areas_is_covered(worker: Post, looked_after_by: str) -> None:
    page = report(signed_in(worker), looked_after_by=looked_after_by, area="elsewhere", **born(15))
    assert "covers a child outside both areas only where Derby or Derbyshire looks after them" in page
    assert not Episode.objects.exists()
