"""The page of the governance cycles: what is late, who may see it, who may record, and that nothing is changed."""

import datetime as dt
import re
import uuid
from html import unescape
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client

from safereturn.agencies.models import Post, Team
from safereturn.audit.models import View
from safereturn.oversight.models import CycleKept
from safereturn.oversight.presenters import Line, lines_of
from safereturn.oversight.queries import kept_in
from safereturn.protocol.editions import EDITIONS
from safereturn.protocol.governance import cycles_of
from tests.apps.partnership import a_partnership, a_post

pytestmark = pytest.mark.django_db
NOW = dt.datetime(2026, 11, 24, 12, tzinfo=dt.UTC)
TODAY = NOW.date()
GROUP = "gov-mpmg-role"
PAGE = f"/oversight/{GROUP}/"


@pytest.fixture(autouse=True)
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("safereturn.config.clock.now", lambda: NOW)


@pytest.fixture
def teams() -> dict[str, Team]:
    return a_partnership()


@pytest.fixture
def lead(teams: dict[str, Team]) -> Post:
    return a_post(teams["City child protection"], "missing-children-lead")


def signed_in(post: Post) -> Client:
    client = Client()
    client.force_login(post.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def kept(cycle: str, *days_ago: int, edition: str = "2019", **with_: Any) -> None:
    for days in days_ago:
        CycleKept.objects.create(
            cycle=cycle, edition=edition, held_on=TODAY - dt.timedelta(days=days), key=uuid.uuid4(),
            reference="Folder 7", said_by="Sam Lead", **with_,
        )  # fmt: skip


def held(on: dt.date = TODAY, **other: str) -> dict[str, Any]:
    """What the form sends."""
    return {
        "held_on_day": on.day, "held_on_month": on.month, "held_on_year": on.year, "reference": "Folder 7",
        "key": str(uuid.uuid4()), **other,
    }  # fmt: skip


def line(cycle: str) -> Line:
    return next(one for one in lines_of(EDITIONS["2019"], kept_in("2019"), NOW) if one.cycle.id == cycle)


def words_of(page: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.content.decode())).split())


# What the page says.


def test_the_page_shows_every_cycle_of_the_edition_in_force(lead: Post) -> None:
    page = words_of(signed_in(lead).get("/oversight/"))
    assert [cycle.name for cycle in cycles_of("2019") if page.count(cycle.name) < 2] == []
    assert "Vulnerable Young Persons Sub Group" not in page  # stands only in 2016


def test_a_group_that_met_a_month_ago_is_in_time_today_and_one_that_met_a_day_before_is_late() -> None:
    kept(GROUP, 31)  # on 24 October
    kept("gov-cre-missing-tasking", 32)
    assert (line(GROUP).due, line(GROUP).is_late) == (TODAY, False)
    tasking = line("gov-cre-missing-tasking")
    assert (tasking.due, tasking.is_late) == (TODAY - dt.timedelta(days=1), True)


def test_what_was_recorded_last_does_not_hide_what_was_held_last() -> None:
    kept(GROUP, 5)
    kept(GROUP, 300)  # entered afterwards, from an old folder
    latest = line(GROUP).latest
    assert latest is not None
    assert latest.held_on == TODAY - dt.timedelta(days=5)


def test_what_was_kept_under_another_edition_does_not_count_for_this_one() -> None:
    kept(GROUP, 5, edition="2016")
    assert line(GROUP).latest is None
    assert line(GROUP).is_late


def test_what_has_no_interval_is_never_late_and_shows_when_it_was_last_kept(lead: Post) -> None:
    kept("qa-periodic-interview-audit", 700)
    audit = line("qa-periodic-interview-audit")
    assert (audit.due, audit.is_late, audit.often) == (None, False, "The protocol gives no interval")
    assert audit.strip.words == "Kept 0 times in twelve months"
    assert "Last kept on Tuesday 24 December 2024." in words_of(signed_in(lead).get("/oversight/"))


def test_what_has_been_late_longest_comes_first_and_what_is_never_late_comes_last() -> None:
    kept(GROUP, 45)
    kept("gov-cre-missing-tasking", 3)
    lines = lines_of(EDITIONS["2019"], kept_in("2019"), NOW)
    dues = [one.due or dt.date.max for one in lines]
    assert dues == sorted(dues)
    assert lines[0].cycle.id == "gov-locality-cre-missing-panel"
    assert [one.is_late for one in lines] == sorted((one.is_late for one in lines), reverse=True)


def test_the_page_counts_what_is_late(lead: Post) -> None:
    assert "Late: 7" in words_of(signed_in(lead).get("/oversight/"))
    kept(GROUP, 3)
    kept("protocol-adoption-2019", 400)
    assert "Late: 5" in words_of(signed_in(lead).get("/oversight/"))


def test_the_strip_draws_each_time_and_the_days_that_were_late() -> None:
    kept(GROUP, 100, 60, 10)
    strip = line(GROUP).strip
    start = dt.date(2025, 11, 24)
    assert strip.days == (TODAY - start).days + 1
    assert strip.kept == [strip.days - 1 - days for days in (100, 60, 10)]
    # Never recorded until 16 August; then due on 16 September, kept on 25 September; due on 25 October, kept late.
    assert strip.late == [
        (0, (dt.date(2026, 8, 16) - start).days + 1),
        ((dt.date(2026, 9, 17) - start).days, 9),
        ((dt.date(2026, 10, 26) - start).days, 20),
    ]
    assert strip.words == f"Kept 3 times in twelve months, late on {265 + 1 + 9 + 20} days"
    assert len(strip.months) == 12


def test_the_page_is_no_page_about_children_and_leaves_no_view_in_their_log(lead: Post) -> None:
    assert signed_in(lead).get("/oversight/").status_code == 200
    assert signed_in(lead).get(PAGE).status_code == 200
    assert not View.objects.exists()


# Who may.


@pytest.mark.parametrize(
    ("role", "team", "sees", "records"),
    [
        ("missing-children-lead", "City child protection", True, True),
        ("team-manager", "City social care", True, True),
        ("oversight-officer", "Oversight team", True, True),
        ("child-protection-manager", "City child protection", True, False),
        ("reviewing-officer", "City child protection", True, False),
        ("privacy-referee", "City child protection", True, False),
        ("social-worker", "City social care", False, False),
        ("residential-worker", "Alder House", False, False),
        ("call-taker", "Control room", False, False),
        ("agency-administrator", "City social care", False, False),
    ],
)
def test_managers_leads_and_the_police_oversight_record_others_look_and_the_rest_find_no_page(
    role: str, team: str, sees: bool, records: bool, teams: dict[str, Team]
) -> None:
    client = signed_in(a_post(teams[team], role))
    assert client.get("/oversight/").status_code == (200 if sees else 404)
    page = client.get(PAGE)
    assert page.status_code == (200 if sees else 404)
    assert ("Record that it was kept" in page.content.decode()) == records
    assert client.post(PAGE, held()).status_code == (302 if records else 404)
    assert CycleKept.objects.exists() == records


@pytest.mark.parametrize(("role", "is_offered"), [("team-manager", True), ("social-worker", False)])
def test_the_menu_offers_the_page_to_those_who_may_see_it(role: str, is_offered: bool, teams: dict[str, Team]) -> None:
    page = signed_in(a_post(teams["City social care"], role)).get("/").content.decode()
    assert ('href="/oversight/"' in page) == is_offered


# Recording.


def test_what_is_recorded_is_kept_with_who_said_so(lead: Post) -> None:
    answer = signed_in(lead).post(PAGE, held(TODAY - dt.timedelta(days=1), note="All came"), follow=True)
    assert "It is recorded." in answer.content.decode()
    one = CycleKept.objects.get()
    assert (one.cycle, one.edition, one.held_on) == (GROUP, "2019", TODAY - dt.timedelta(days=1))
    assert (one.reference, one.note, one.post_id, one.said_by) == ("Folder 7", "All came", lead.pk, str(lead))
    page = words_of(signed_in(lead).get(PAGE))
    assert "All came" in page
    assert str(lead) in page


def test_a_second_press_records_nothing_twice(lead: Post) -> None:
    client, sent = signed_in(lead), held()
    assert [client.post(PAGE, sent).status_code for _ in range(2)] == [302, 302]
    assert CycleKept.objects.count() == 1


@pytest.mark.parametrize(
    ("sent", "says"),
    [
        (held(TODAY + dt.timedelta(days=1)), "This day lies ahead"),
        (held(dt.date(2018, 12, 31)), "This edition came into force on Tuesday 1 January 2019"),
        (held(reference=""), "Where can the record be read?"),
        ({"key": str(uuid.uuid4())}, "There is a problem"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason_and_nothing_is_recorded(
    sent: dict[str, Any], says: str, lead: Post
) -> None:
    answer = signed_in(lead).post(PAGE, sent)
    assert answer.status_code == 200
    assert says in answer.content.decode()
    assert not CycleKept.objects.exists()


def test_today_in_london_can_be_recorded_when_it_is_yesterday_in_utc(
    lead: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("safereturn.config.clock.now", lambda: dt.datetime(2026, 7, 14, 23, 30, tzinfo=dt.UTC))
    assert signed_in(lead).post(PAGE, held(dt.date(2026, 7, 15))).status_code == 302


@pytest.mark.parametrize("cycle", ["tor-mpmg-quarterly-report", "return-interview", "nothing"])
def test_there_is_no_page_for_what_is_no_cycle_of_the_edition_in_force(cycle: str, lead: Post) -> None:
    assert signed_in(lead).get(f"/oversight/{cycle}/").status_code == 404
    assert signed_in(lead).post(f"/oversight/{cycle}/", held()).status_code == 404


def test_the_words_of_whoever_timed_out_wait_for_them(lead: Post) -> None:
    client = signed_in(lead)
    client.get(PAGE)
    session = client.session
    session["unsent"] = [PAGE, {name: [str(value)] for name, value in held(note="All came").items()}, lead.person_id]
    session.save()
    assert "All came" in client.get(PAGE).content.decode()


def test_a_mistake_is_taken_back_with_the_reason_and_counts_no_more(lead: Post) -> None:
    kept(GROUP, 40, 3)
    mistake = CycleKept.objects.get(held_on=TODAY - dt.timedelta(days=3))
    client, address = signed_in(lead), f"{PAGE}{mistake.pk}/mistake/"
    assert not line(GROUP).is_late
    assert "Folder 7" in client.get(address).content.decode()
    assert "There is a problem" in client.post(address, {"key": str(uuid.uuid4())}).content.decode()
    sent = {"note": "The meeting was put off", "key": str(uuid.uuid4())}
    page = [client.post(address, sent, follow=True) for _ in range(2)][-1]
    assert f"Taken back by {lead}: The meeting was put off" in words_of(page)
    assert line(GROUP).is_late
    assert CycleKept.objects.count() == 3


def test_only_what_was_recorded_of_the_cycle_can_be_taken_back(lead: Post, teams: dict[str, Team]) -> None:
    kept("gov-cre-missing-tasking", 3)
    other = CycleKept.objects.get()
    assert signed_in(lead).get(f"{PAGE}{other.pk}/mistake/").status_code == 404
    looks = signed_in(a_post(teams["City child protection"], "reviewing-officer"))
    assert looks.get(f"/oversight/gov-cre-missing-tasking/{other.pk}/mistake/").status_code == 404


def test_the_service_can_neither_change_nor_delete_what_was_recorded(lead: Post) -> None:
    kept(GROUP, 3)
    for change in (
        lambda: CycleKept.objects.update(held_on=TODAY),
        lambda: CycleKept.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert CycleKept.objects.get().held_on == TODAY - dt.timedelta(days=3)
