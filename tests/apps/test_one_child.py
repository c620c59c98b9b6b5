"""One child, end to end, as each kind of user: from the report at night to the closed episode."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.test import Client

from safereturn.agencies.models import Post
from safereturn.duties.models import Duty
from safereturn.episodes.models import Episode
from safereturn.protocol.periods import in_london
from tests.apps.partnership import ADDRESSED, a_child, a_partnership, a_post

pytestmark = pytest.mark.django_db


def signed_in(post: Post) -> Client:
    client = Client()
    client.force_login(post.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def typed(moment: dt.datetime, name: str = "at") -> dict[str, Any]:
    local = in_london(moment)
    return {
        f"{name}_day": local.day, f"{name}_month": local.month, f"{name}_year": local.year,
        f"{name}_time": f"{local:%H:%M}",
    }  # fmt: skip


def key() -> dict[str, str]:
    return {"key": str(uuid.uuid4())}


def test_a_child_of_a_home_is_reported_graded_found_seen_interviewed_and_the_episode_closed() -> None:
    teams = a_partnership()
    child = a_child(teams["Alder House"])
    carer = signed_in(a_post(teams["Alder House"], "residential-worker"))
    police = signed_in(a_post(teams["Control room"], "police-officer"))
    officer = signed_in(a_post(teams["Investigators"], "police-officer"))
    front_door = signed_in(a_post(teams["First Contact"], "front-door-worker"))
    social_worker = signed_in(a_post(teams["City social care"], "social-worker"))
    manager = signed_in(a_post(teams["City social care"], "team-manager"))
    now = dt.datetime.now(dt.UTC)

    # The residential worker reports.
    address = carer.get("/report/").headers["Location"]
    base = address.rsplit("/", 2)[0]
    assert carer.get(address).status_code == 200
    answer = carer.post(f"{base}/child/", {"child": child.pk})
    assert answer.status_code == 302, answer.content.decode()
    answer = carer.post(
        f"{base}/happened/",
        {
            "kind": "missing",
            "with_family": "no",
            "circumstances": "Out of the window",
            **typed(now - dt.timedelta(hours=1), "last_seen"),
        },
    )
    assert answer.status_code == 302, answer.content.decode()
    assert carer.post(f"{base}/worries/", {"worries": "Older man in a car"}).status_code == 302
    page = carer.get(f"{base}/send/")
    assert "Out of the window" in page.content.decode()
    answer = carer.post(f"{base}/send/", {"incident_number": "DC-1"})
    assert answer.status_code == 302, answer.content.decode()
    episode = Episode.objects.get()
    assert episode.state == "reported"

    # A second press changes nothing.
    carer.post(f"{base}/send/", {"incident_number": "DC-1"})
    assert Episode.objects.count() == 1

    # An officer sees the report that nobody has decided, and grades it.
    assert "Nobody has decided" in police.get("/").content.decode()
    page = f"/episodes/{episode.pk}"
    answer = police.post(f"{page}/grade/", {"worry": "A car", "category": "high", **typed(now), **key()})
    assert answer.status_code == 302, answer.content.decode()
    episode.refresh_from_db()
    assert (episode.state, episode.category) == ("missing", "high")

    # The front door says whether the child is known.
    assert Duty.objects.get(protocol_id="la-check-child-known").team == teams["First Contact"]
    answer = front_door.post(f"{page}/known/", {"known": ["social-care"], "plan": "no", **typed(now), **key()})
    assert answer.status_code == 302, answer.content.decode()
    assert Duty.objects.get(protocol_id="la-check-child-known").status == "met"

    # The carer records the return; the officer the visit.
    assert carer.post(f"{page}/returned/", {"to": "placement", **typed(now), **key()}).status_code == 302
    assert officer.post(f"{page}/visit/", {"outcome": "seen", **typed(now), **key()}).status_code == 302

    # Closing is refused until the interview is settled, and says why.
    answer = manager.post(f"{page}/close/", {**typed(now), **key()})
    assert "neither held, nor declined" in answer.content.decode()

    # The social worker offers, holds and writes up; the manager signs off and closes.
    assert social_worker.post(f"{page}/offer/", {"answer": "yes", **typed(now), **key()}).status_code == 302
    held = {"interviewer": "social-worker", "parent_seen": "yes", "in_the_childs_words": "I was scared"}
    assert social_worker.post(f"{page}/interview/", {**ADDRESSED, **held, **typed(now), **key()}).status_code == 302
    assert "I was scared" in manager.get(f"{page}/sign-off/").content.decode()
    assert manager.post(f"{page}/sign-off/", {"good_enough": "on", **typed(now), **key()}).status_code == 302
    assert manager.post(f"{page}/close/", {**typed(now), **key()}).status_code == 302
    episode.refresh_from_db()
    assert episode.state == "closed"

    # Another home sees none of it.
    stranger = signed_in(a_post(teams["Birch House"], "residential-worker"))
    assert stranger.get(f"{page}/").status_code == 404
    assert "Robin" not in stranger.get("/").content.decode()
