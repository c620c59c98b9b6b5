"""What a privacy referee is asked, who may answer, and what is published of it."""

import datetime as dt
import re
import uuid
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from safereturn.access.actions import Tie
from safereturn.agencies.models import Post, Team
from safereturn.audit.models import View
from safereturn.episodes.models import Episode
from safereturn.privacy import referee as desk
from safereturn.privacy.actions import break_glass
from safereturn.privacy.desks import desks
from safereturn.privacy.models import Alert, Review, Sampled
from safereturn.privacy.view_log import choose_sample, give_alerts
from tests.apps.access import people
from tests.apps.access.people import involve
from tests.apps.partnership import LONG_AGO, a_post

from .partnership import GOVERNED, a_governed_partnership, looks

pytestmark = pytest.mark.django_db(transaction=True)
DAY = dt.timedelta(days=1)


def soon() -> dt.datetime:
    """A moment after all that the database has recorded so far."""
    return dt.datetime.now(dt.UTC) + dt.timedelta(minutes=1)


@pytest.fixture
def teams() -> dict[str, Team]:
    return a_governed_partnership()


@pytest.fixture
def referees(teams: dict[str, Team]) -> dict[str, Post]:
    return {agency: a_post(teams[f"{agency} governance"], "privacy-referee") for agency in GOVERNED}


@pytest.fixture
def officer(teams: dict[str, Team]) -> Post:
    return a_post(teams["Control room"], "police-officer")


@pytest.fixture
def episode(teams: dict[str, Team]) -> Episode:
    """A child's episode that no team is tied to yet."""
    from tests.apps.partnership import a_child

    return Episode.objects.create(
        child=a_child(teams["Alder House"]), reference="SR26-AAAA-AAAA", edition="2019", kind="missing", state="open",
        opened_at=soon() - DAY,
    )  # fmt: skip


def tied(post: Post, episode: Episode) -> None:
    involve(episode_id=episode.pk, child_id=episode.child_id, ties=[Tie(post.team_id, "police", "Reported")])


def signed_in(post: Post) -> Client:
    client = Client()
    client.force_login(post.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def words_of(page: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


def an_alert(of: Post, episode: Episode, rule: str = "same-name", at: dt.datetime | None = None) -> Alert:
    return Alert.objects.create(
        rule=rule, person_id=of.person_id, post_id=of.pk, agency_id=of.agency_id, child_id=episode.child_id,
        week=dt.date(2026, 1, 5), because="The same family name", at=at or soon() - DAY,
    )  # fmt: skip


def answer(**other: str) -> dict[str, str]:
    return {"outcome": "fine", "words": "Asked the inspector", "key": str(uuid.uuid4()), **other}


# The alerts follow from the view log.


def test_a_view_without_a_tie_becomes_an_alert_once(officer: Post, episode: Episode) -> None:
    looks(officer, episode.child_id, episode.pk, times=2)
    assert give_alerts(now=soon()) == 1
    assert give_alerts(now=soon()) == 0
    alert = Alert.objects.get()
    assert (alert.rule, alert.person_id, alert.child_id) == ("not-involved", officer.person_id, episode.child_id)
    assert alert.agency_id == officer.agency_id


def test_a_view_through_a_tie_of_that_time_is_none_even_once_the_tie_has_ended(
    officer: Post, episode: Episode, as_owner: Callable[[], Any]
) -> None:
    tied(officer, episode)
    looks(officer, episode.child_id, episode.pk)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("UPDATE access_involvement SET ends_at = clock_timestamp()")
    assert give_alerts(now=soon()) == 0
    looks(officer, episode.child_id, episode.pk)
    assert give_alerts(now=soon()) == 1


def test_looking_a_child_up_and_asking_for_an_emergency_are_no_views_without_a_tie(
    officer: Post, episode: Episode
) -> None:
    for page in ("find", "break-glass", "referee"):
        looks(officer, episode.child_id, episode.pk, page=page)
    assert give_alerts(now=soon()) == 0


@pytest.mark.parametrize("in_an_emergency", [False, True])
def test_an_old_episode_that_was_opened_in_an_emergency_is_not_asked_about_again(
    in_an_emergency: bool, officer: Post, episode: Episode
) -> None:
    Episode.objects.filter(pk=episode.pk).update(closed_at=soon() - 40 * DAY)
    if in_an_emergency:
        break_glass(
            episode_id=episode.pk, child_id=episode.child_id, reason="call", incident_number="DC-1", words="Rang",
            is_risk_to_life=False, is_restricted=False, key=uuid.uuid4(), now=soon(), by=officer,
        )  # fmt: skip
    else:
        tied(officer, episode)
    looks(officer, episode.child_id, episode.pk)
    give_alerts(now=soon())
    assert [alert.rule for alert in Alert.objects.all()] == ([] if in_an_emergency else ["long-closed"])


def test_who_bears_the_childs_name_is_asked_about_once_in_four_weeks(officer: Post, episode: Episode) -> None:
    officer.person.full_name = "Sam Example"
    officer.person.save()
    tied(officer, episode)
    looks(officer, episode.child_id, episode.pk)
    assert give_alerts(now=soon()) == 1
    looks(officer, episode.child_id, episode.pk)
    assert give_alerts(now=soon() + 10 * DAY) == 0
    assert Alert.objects.get().rule == "same-name"


def test_of_a_week_that_is_over_two_in_a_hundred_opened_pages_are_chosen_always_the_same(
    officer: Post, episode: Episode
) -> None:
    looks(officer, episode.child_id, episode.pk, times=300)
    looks(officer, episode.child_id, episode.pk, page="board", times=10)
    assert choose_sample(now=soon()) == 0  # the week still runs
    chosen = choose_sample(now=soon() + 7 * DAY)
    assert chosen == Sampled.objects.count() == sum(_is_drawn(view) for view in View.objects.filter(page="episode"))
    assert choose_sample(now=soon() + 8 * DAY) == 0


def _is_drawn(view: View) -> bool:
    return int.from_bytes(bytes(view.seal)[:2], "big") % 50 == 0


# Who answers.


def test_a_referee_answers_for_the_own_agency_and_no_other(
    officer: Post, episode: Episode, referees: dict[str, Post]
) -> None:
    alert = an_alert(officer, episode)
    address = f"/privacy/alert/{alert.pk}/"
    for agency, status in zip(GOVERNED, (200, 404, 404), strict=True):
        client = signed_in(referees[agency])
        assert client.get(address).status_code == status
        assert ("Alerts: 1" in words_of(client.get("/privacy/"))) == (status == 200)
    assert signed_in(referees[GOVERNED[1]]).post(address, answer()).status_code == 404
    assert not Review.objects.exists()


def test_a_home_that_has_no_referee_is_answered_for_by_the_council_of_its_area(
    teams: dict[str, Team], referees: dict[str, Post]
) -> None:
    for home, agency in (("Alder House", "Derby City Council"), ("Birch House", "Derbyshire County Council")):
        carer = a_post(teams[home], "residential-worker")
        known = desks()
        assert known.agency_for(carer.person_id, carer.team_id) == referees[agency].agency_id


def test_nobody_answers_for_themselves_or_for_somebody_in_a_team_of_theirs(
    teams: dict[str, Team], referees: dict[str, Post], episode: Episode
) -> None:
    referee = referees[GOVERNED[0]]
    colleague = people.a_post("agency-administrator", referee.team)
    Post.objects.create(person=referee.person, team=teams["Control room"], role="police-officer", started_at=LONG_AGO)
    taker = people.a_post("call-taker", teams["Control room"])
    known = desks()
    for viewer in (referee, colleague, taker):
        assert not known.may_answer(referee, person_id=viewer.person_id, team_id=viewer.team_id)
        answers = known.agency_for(viewer.person_id, viewer.team_id)
        assert answers in {referees[agency].agency_id for agency in GOVERNED[1:]}


def test_nobody_but_a_referee_finds_the_page(teams: dict[str, Team], officer: Post, episode: Episode) -> None:
    alert = an_alert(officer, episode)
    for viewer in (officer, a_post(teams["City social care"], "team-manager")):
        client = signed_in(viewer)
        assert client.get("/privacy/").status_code == 404
        assert client.get(f"/privacy/alert/{alert.pk}/").status_code == 404


# What a referee sees, and says.


def test_a_referee_sees_who_looked_and_the_child_by_initials_and_that_is_logged(
    officer: Post, episode: Episode, referees: dict[str, Post]
) -> None:
    looks(officer, episode.child_id, episode.pk, times=2)
    alert = an_alert(officer, episode)
    client = signed_in(referees[GOVERNED[0]])
    for page in (client.get("/privacy/"), client.get(f"/privacy/alert/{alert.pk}/")):
        text = words_of(page)
        assert officer.person.full_name in text
        assert "R. E." in text
        assert "Robin" not in text
        assert "Alder" not in text
    assert set(View.objects.filter(post_id=referees[GOVERNED[0]].pk).values_list("page", flat=True)) == {
        "referee", "review",
    }  # fmt: skip
    assert View.objects.filter(page="review").latest("pk").classes == ["access", "existence"]


def test_an_answer_is_kept_with_whoever_gave_it_and_a_second_thought_stands_beside_it(
    officer: Post, episode: Episode, referees: dict[str, Post]
) -> None:
    alert, client = an_alert(officer, episode), signed_in(referees[GOVERNED[0]])
    address = f"/privacy/alert/{alert.pk}/"
    assert "There is a problem" in words_of(client.post(address, {"key": str(uuid.uuid4())}))
    first = answer()
    assert [client.post(address, first).status_code for _ in range(2)] == [302, 302]
    assert "Alerts: 0" in words_of(client.get("/privacy/"))
    client.post(address, answer(outcome="misuse", words="It was his niece"))
    outcomes = list(Review.objects.order_by("pk").values_list("outcome", "said_by"))
    assert outcomes == [("fine", str(referees[GOVERNED[0]])), ("misuse", str(referees[GOVERNED[0]]))]
    text = words_of(client.get(address))
    assert "Fine: it was part of their work" in text
    assert "It was his niece" in text


def test_a_chosen_view_waits_for_an_answer_too(officer: Post, episode: Episode, referees: dict[str, Post]) -> None:
    looks(officer, episode.child_id, episode.pk)
    chosen = Sampled.objects.create(view=View.objects.get(), week=dt.date(2026, 1, 5))
    client = signed_in(referees[GOVERNED[0]])
    assert "Chosen by chance: 1" in words_of(client.get("/privacy/"))
    assert client.post(f"/privacy/sampled/{chosen.pk}/", answer()).status_code == 302
    assert "Chosen by chance: 0" in words_of(client.get("/privacy/"))


@pytest.mark.parametrize("address", ["/privacy/alert/9999/", "/privacy/nothing/1/", "/privacy/glass/9999/"])
def test_there_is_no_page_for_what_there_is_not(address: str, referees: dict[str, Post]) -> None:
    assert signed_in(referees[GOVERNED[0]]).get(address).status_code == 404


def test_the_referees_page_costs_as_much_for_many_alerts_as_for_few(
    officer: Post, episode: Episode, referees: dict[str, Post], django_assert_max_num_queries: Any
) -> None:
    for rule in desk.RULES:
        an_alert(officer, episode, rule)
    client = signed_in(referees[GOVERNED[0]])
    client.get("/privacy/")
    with django_assert_max_num_queries(24):
        client.get("/privacy/")


# What is published.


def test_the_counts_of_a_quarter_name_nobody_and_everybody_may_read_them(
    officer: Post, episode: Episode, referees: dict[str, Post], teams: dict[str, Team]
) -> None:
    looks(officer, episode.child_id, episode.pk, times=3)
    alert = an_alert(officer, episode)
    signed_in(referees[GOVERNED[0]]).post(f"/privacy/alert/{alert.pk}/", answer(outcome="misuse"))
    text = words_of(signed_in(a_post(teams["Alder House"], "residential-worker")).get("/privacy/published/"))
    assert "Alerts 1 Same family name: 1" in text
    assert "Misuse: it was no part of their work: 1" in text
    for name in (officer.person.full_name, "Control room", "Constabulary", "R. E."):
        assert name not in text


def test_what_is_published_says_how_many_alerts_were_answered_within_ten_working_days(
    officer: Post, episode: Episode, referees: dict[str, Post]
) -> None:
    client, now = signed_in(referees[GOVERNED[0]]), dt.datetime.now(dt.UTC)
    for rule, days_ago in zip(desk.RULES, (0, 9, 40), strict=False):
        alert = an_alert(officer, episode, rule, at=now - dt.timedelta(days=days_ago))
        client.post(f"/privacy/alert/{alert.pk}/", answer())
    rules = list(desk.RULES)[3:]
    an_alert(officer, episode, rules[0])  # nobody is late with it yet
    an_alert(officer, episode, rules[1], at=now - dt.timedelta(days=40))
    counted = desk.published(now)
    assert [sum(quarter[name] for quarter in counted) for name in ("in_time", "due", "alerts")] == [2, 4, 5]
    assert "Alerts answered within ten working days of the first view: " in words_of(client.get("/privacy/published/"))


def test_a_quarter_begins_at_midnight_of_its_first_day_and_last_year_comes_before_this() -> None:
    quarters = [quarter["first"] for quarter in desk.published(dt.datetime(2026, 5, 9, tzinfo=dt.UTC))]
    assert [(first.year, first.month, first.day) for first in quarters] == [
        (2026, 4, 1), (2026, 1, 1), (2025, 10, 1), (2025, 7, 1),
    ]  # fmt: skip
