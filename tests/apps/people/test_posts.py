"""Joiner, mover, leaver: what an administrator does for the people of the own agency, and what nobody can do."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core import mail
from django.db import DatabaseError, transaction
from django.test import Client

from safereturn.access.rights import ACTIONS, SHOW_NO_CHILD, rows_for
from safereturn.agencies.models import PeopleChange, Person, Post, Team
from safereturn.agencies.roles import ROLES, ROLES_OF_TEAM
from safereturn.audit.models import View
from safereturn.people import actions
from safereturn.people.mail import mail_agency, mail_link

from .conftest import NOW, holder, send, sent, signed_in, words_of

pytestmark = pytest.mark.django_db
Named = Callable[[Team, str], str]
DAY = dt.timedelta(days=1)


def log_of(person: Person) -> list[str]:
    return list(PeopleChange.objects.filter(person=person).order_by("id").values_list("what", flat=True))


def roles_of(person: Person, at: dt.datetime = NOW) -> set[str]:
    held = Post.objects.filter(person=person, started_at__lte=at)
    return {post.role for post in held if post.ended_at is None or post.ended_at > at}


# What the pages show, and to whom.


def test_an_administrator_sees_the_people_of_the_own_agency_and_of_no_other(
    admin: Post, worker: Post, teams: dict[str, Team]
) -> None:
    stranger = holder(teams["Alder House"], "home-manager", "Hal Other")
    client = signed_in(admin)
    page = words_of(client.get("/people/"))
    assert "Wyn Worker" in page
    assert "Social worker, City social care" in page
    assert "Hal Other" not in page
    assert client.get(f"/people/{worker.person_id}/").status_code == 200
    for address in ("", "post/", "leave/", "open/", "link/", f"end/{stranger.pk}/"):
        assert client.get(f"/people/{stranger.person_id}/{address}").status_code == 404


@pytest.mark.parametrize("role", [role for role in ROLES if role != "agency-administrator"])
def test_nobody_else_finds_these_pages(teams: dict[str, Team], worker: Post, role: str) -> None:
    kind = next(kind for kind, roles in ROLES_OF_TEAM.items() if role in roles)
    team = Team.objects.create(agency=worker.team.agency, name="Any", kind=kind)
    client = signed_in(holder(team, role, "Any Body"))
    for address in ("", "add/", "certify/", "changes/", f"{worker.person_id}/", f"{worker.person_id}/leave/"):
        assert client.get(f"/people/{address}").status_code == 404


def test_an_administrator_has_no_right_to_anything_that_shows_a_child_and_no_view_is_logged(
    admin: Post,
) -> None:
    may = {action for action in ACTIONS if rows_for("agency-administrator", action)}
    assert "keep-posts" in may
    assert may <= SHOW_NO_CHILD
    client = signed_in(admin)
    assert client.get("/").headers["Location"] == "/people/"
    assert "Board" not in words_of(client.get("/people/"))
    assert not View.objects.exists()


def test_every_kind_of_post_can_be_held_in_some_kind_of_team() -> None:
    assert set(ROLES_OF_TEAM) == set(Team.Kind.values)
    assert {role for roles in ROLES_OF_TEAM.values() for role in roles} == set(ROLES)


# Joiner.


def test_somebody_new_gets_an_account_a_post_and_a_link_by_mail(
    admin: Post, teams: dict[str, Team], place: Named
) -> None:
    answer = send(
        signed_in(admin), "/people/add/", full_name="Nia New", email="Nia.New@City.example",
        place=place(teams["City social care"], "social-worker"),
    )  # fmt: skip
    assert "A link to set a password is on its way to nia.new@city.example" in words_of(answer)
    person = Person.objects.get(email="nia.new@city.example")
    assert not person.has_usable_password()
    assert roles_of(person) == {"social-worker"}
    assert log_of(person) == ["provisioned", "post-began", "link-sent"]
    entry = PeopleChange.objects.filter(person=person).latest("id")
    assert entry.said_by == str(admin)


def test_a_second_press_of_the_button_opens_one_account(admin: Post, teams: dict[str, Team]) -> None:
    pressed = sent(admin)
    for _ in range(2):
        wanted = actions.place(teams["City social care"].pk, "social-worker", None, pressed)
        actions.provision(email="n@city.example", full_name="Nia", wanted=wanted, address="http://x", sent=pressed)
    assert log_of(Person.objects.get(email="n@city.example")) == ["provisioned", "post-began", "link-sent"]


def test_the_link_sets_a_password_once_and_then_the_person_signs_in(admin: Post, teams: dict[str, Team]) -> None:
    asks = sent(admin)
    wanted = actions.place(teams["City social care"].pk, "social-worker", None, asks)
    person = actions.provision(
        email="n@city.example", full_name="Nia", wanted=wanted, address="http://testserver", sent=asks
    )
    mail_link(person_id=person.pk, address="http://testserver")
    (message,) = mail.outbox
    assert message.to == ["n@city.example"]
    link = next(line for line in message.body.splitlines() if line.startswith("http"))
    browser = Client()
    form = browser.get(link).headers["Location"]
    assert link not in form  # the address in the browser gives nothing away
    assert "Set your password" in words_of(browser.get(form))
    given = {"new_password1": "four words of nothing", "new_password2": "four words of nothing"}
    assert "Sign in with it" in words_of(browser.post(form, given, follow=True))
    assert log_of(person)[-1] == "password-set"
    assert "This link does not work" in words_of(Client().get(link))
    answer = Client().post("/accounts/login/", {"login": "n@city.example", "password": "four words of nothing"})
    assert answer.headers["Location"] == "/"
    mail_link(person_id=person.pk, address="http://testserver")  # the job again: nothing is left to be set
    assert len(mail.outbox) == 1


def test_a_link_that_is_two_days_old_or_of_a_closed_account_does_not_work(
    admin: Post, worker: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    actions.send_link(person=worker.person, without_proofs=False, address="http://testserver", sent=sent(admin))
    mail_link(person_id=worker.person_id, address="http://testserver")
    link = next(line for line in mail.outbox[0].body.splitlines() if line.startswith("http"))
    assert Client().get(link).status_code == 302
    monkeypatch.setattr("safereturn.config.clock.now", lambda: NOW + 2 * DAY + dt.timedelta(minutes=1))
    assert "This link does not work" in words_of(Client().get(link))
    monkeypatch.setattr("safereturn.config.clock.now", lambda: NOW)
    actions.close(person=worker.person, because="Left", sent=sent(admin))
    assert "This link does not work" in words_of(Client().get(link))


def test_no_administrator_is_shown_a_link(admin: Post, worker: Post) -> None:
    answer = send(signed_in(admin), f"/people/{worker.person_id}/link/")
    assert "on its way to wyn.worker@city.example" in words_of(answer)
    assert "/welcome/" not in answer.content.decode()


def test_privacy_referees_are_told_of_every_new_account_and_no_mail_names_anybody(
    admin: Post, teams: dict[str, Team]
) -> None:
    referee = holder(teams["Governance"], "privacy-referee", "Rae Referee")
    mail_agency(agency_id=admin.agency_id, about="opened")
    (message,) = mail.outbox
    assert message.bcc == [referee.person.email]
    assert "opened an account for somebody new" in message.body


def test_an_address_that_somebody_has_is_refused_with_what_to_do(
    admin: Post, worker: Post, teams: dict[str, Team], place: Named
) -> None:
    other = holder(teams["Alder House"], "home-manager", "Hal Other")
    for post, says in ((worker, "Wyn Worker has this address already"), (other, "Somebody of another agency")):
        answer = send(
            signed_in(admin), "/people/add/", full_name="Nia", email=post.person.email,
            place=place(teams["City social care"], "social-worker"),
        )  # fmt: skip
        assert says in words_of(answer)
        assert "Hal Other" not in words_of(answer)


@pytest.mark.parametrize(
    ("team", "role"), [("City social care", "call-taker"), ("Starting Point", "front-door-worker")]
)
def test_a_post_that_the_team_cannot_hold_or_that_another_agency_gives_is_refused(
    admin: Post, teams: dict[str, Team], team: str, role: str
) -> None:
    with pytest.raises(actions.Refused, match="Your agency has no team"):
        actions.place(teams[team].pk, role, None, sent(admin))


# Mover.


def test_a_mover_ends_one_post_and_begins_another_at_a_moment(
    admin: Post, worker: Post, teams: dict[str, Team]
) -> None:
    asks = sent(admin)
    wanted = actions.place(teams["City early help"].pk, "lead-worker", NOW + 3 * DAY, asks)
    actions.give_post(person=worker.person, wanted=wanted, instead_of=worker, sent=asks)
    assert roles_of(worker.person, NOW + 2 * DAY) == {"social-worker"}
    assert roles_of(worker.person, NOW + 3 * DAY) == {"lead-worker"}
    assert log_of(worker.person) == ["post-ended", "post-began"]


def test_a_mover_on_the_page(admin: Post, worker: Post, teams: dict[str, Team], place: Named) -> None:
    address = f"/people/{worker.person_id}/post/"
    new = place(teams["First Contact"], "front-door-worker")
    answer = send(signed_in(admin), address, place=new, instead_of=str(worker.pk))
    assert "Wyn Worker: Front door worker, First Contact." in words_of(answer)
    assert roles_of(worker.person) == {"front-door-worker"}


def test_a_time_that_is_past_is_refused(admin: Post, worker: Post) -> None:
    yesterday = {"at_day": "9", "at_month": "2", "at_year": "2026", "at_time": "12:00", "because": "Left"}
    answer = send(signed_in(admin), f"/people/{worker.person_id}/end/{worker.pk}/", **yesterday)
    assert "This time is past" in words_of(answer)
    assert roles_of(worker.person) == {"social-worker"}


def test_a_post_that_has_ended_opens_nothing_on_the_next_page(admin: Post, worker: Post) -> None:
    browser = signed_in(worker)
    assert browser.get("/").status_code == 200
    send(signed_in(admin), f"/people/{worker.person_id}/end/{worker.pk}/", because="Moved")
    assert browser.get("/").headers["Location"] == "/posts/"
    assert "You hold no post" in words_of(browser.get("/posts/"))


# Leaver.


def test_the_next_page_of_a_leaver_is_the_sign_in_page_in_every_browser(admin: Post, worker: Post) -> None:
    browsers = [signed_in(worker), signed_in(worker)]
    assert [browser.get("/").status_code for browser in browsers] == [200, 200]
    answer = send(signed_in(admin), f"/people/{worker.person_id}/leave/", because="Retired")
    assert "The account is closed." in words_of(answer)
    for browser in browsers:
        assert browser.get("/").headers["Location"].startswith("/accounts/login/")
    assert roles_of(worker.person) == set()
    assert log_of(worker.person) == ["post-ended", "closed"]


def test_a_session_of_a_leaver_stays_over_when_the_account_is_opened_again(admin: Post, worker: Post) -> None:
    browser = signed_in(worker)
    actions.close(person=worker.person, because="Left", sent=sent(admin))
    actions.reopen(person=worker.person, address="http://testserver", sent=sent(admin))
    assert browser.get("/").headers["Location"].startswith("/accounts/login/")
    assert log_of(worker.person)[-2:] == ["reopened", "link-sent"]


def test_whoever_holds_a_post_elsewhere_loses_only_the_posts_here(
    admin: Post, worker: Post, teams: dict[str, Team]
) -> None:
    Post.objects.create(person=worker.person, team=teams["Alder House"], role="home-manager", started_at=NOW - DAY)
    assert not actions.close(person=worker.person, because="Left us", sent=sent(admin))
    worker.person.refresh_from_db()
    assert worker.person.is_active
    assert roles_of(worker.person) == {"home-manager"}


# Nobody gives themselves anything (8.4 of the threats: an administrator grants access).


def test_no_administrator_changes_their_own_account_or_posts(admin: Post, second: Post, teams: dict[str, Team]) -> None:
    asks, me = sent(admin), admin.person
    wanted = actions.place(teams["City social care"].pk, "social-worker", None, asks)
    refused = pytest.raises(actions.Refused, match="Nobody changes their own account or posts")
    with refused:
        actions.give_post(person=me, wanted=wanted, sent=asks)
    with refused:
        actions.end_post(post=admin, at=None, because="Why not", sent=asks)
    with refused:
        actions.close(person=me, because="Why not", sent=asks)
    with refused:
        actions.send_link(person=me, without_proofs=True, address="http://x", sent=asks)
    with refused:
        actions.certify(answers={admin.pk: True}, sent=asks)
    assert roles_of(me) == {"agency-administrator"}
    assert log_of(me) == []


def test_whoever_keeps_the_accounts_holds_no_post_that_sees_a_child(
    admin: Post, second: Post, worker: Post, teams: dict[str, Team]
) -> None:
    asks = sent(admin)
    cases = actions.place(teams["City social care"].pk, "social-worker", None, asks)
    keeps = actions.place(teams["Governance"].pk, "agency-administrator", None, asks)
    with pytest.raises(actions.Refused, match="holds no other post"):
        actions.give_post(person=second.person, wanted=cases, sent=asks)
    with pytest.raises(actions.Refused, match="holds no other post"):
        actions.give_post(person=worker.person, wanted=keeps, sent=asks)


@pytest.mark.parametrize("role", ["agency-administrator", "privacy-referee"])
def test_a_post_that_gives_power_begins_only_when_a_second_administrator_agrees(
    admin: Post, second: Post, teams: dict[str, Team], place: Named, role: str
) -> None:
    answer = send(
        signed_in(admin), "/people/add/", full_name="Nia New", email="nia@city.example",
        place=place(teams["Governance"], role),
    )  # fmt: skip
    assert "begins when a second administrator agrees" in words_of(answer)
    person = Person.objects.get(email="nia@city.example")
    assert roles_of(person) == set()
    assert "Their post waits for a second administrator." in words_of(signed_in(admin).get("/people/"))
    asked = PeopleChange.objects.get(what="post-asked")
    words = {"agrees": "yes", "because": "Agreed with the director"}
    mine = send(signed_in(admin), f"/people/asked/{asked.pk}/", **words)
    assert "You asked for this yourself" in words_of(mine)
    assert roles_of(person) == set()
    send(signed_in(second), f"/people/asked/{asked.pk}/", **words)
    assert roles_of(person) == {role}
    began = PeopleChange.objects.get(what="post-began")
    assert (began.answers, began.said_by) == (asked, str(second))
    again = send(signed_in(second), f"/people/asked/{asked.pk}/", **words)
    assert "This was answered meanwhile" in words_of(again)


def test_a_second_administrator_may_say_no(admin: Post, second: Post, worker: Post, teams: dict[str, Team]) -> None:
    asks = sent(admin)
    wanted = actions.place(teams["Governance"].pk, "privacy-referee", None, asks)
    actions.give_post(person=worker.person, wanted=wanted, sent=asks)
    asked = PeopleChange.objects.get(what="post-asked")
    actions.answer(asked=asked, agrees=False, because="Too many hats", sent=sent(second))
    assert roles_of(worker.person) == {"social-worker"}
    assert log_of(worker.person) == ["post-asked", "post-refused"]
    with pytest.raises(actions.Refused, match="answered meanwhile"):
        actions.answer(asked=asked, agrees=True, because="After all", sent=sent(second))


def test_nobody_answers_for_themselves_and_no_other_agency_does(
    admin: Post, second: Post, worker: Post, teams: dict[str, Team]
) -> None:
    asks = sent(admin)
    wanted = actions.place(teams["Governance"].pk, "privacy-referee", None, asks)
    actions.give_post(person=worker.person, wanted=wanted, sent=asks)
    asked = PeopleChange.objects.get(what="post-asked")
    Post.objects.filter(pk=worker.pk).update(role="agency-administrator")  # as though they had become one meanwhile
    worker.refresh_from_db()
    with pytest.raises(actions.Refused, match="Nobody changes their own"):
        actions.answer(asked=asked, agrees=True, because="I am good", sent=sent(worker))
    elsewhere = holder(teams["Alder House"], "agency-administrator", "Eli Elsewhere")
    send(signed_in(elsewhere), f"/people/asked/{asked.pk}/", agrees="yes", because="Why not")
    assert not Post.objects.filter(role="privacy-referee").exists()


def test_an_agency_keeps_an_administrator(admin: Post, second: Post) -> None:
    actions.close(person=admin.person, because="Left", sent=sent(second))
    Post.objects.filter(pk=admin.pk).update(ended_at=None)  # the other one is still held, by a closed account
    with pytest.raises(actions.Refused, match="would have no administrator"):
        actions.end_post(post=second, at=None, because="Left", sent=sent(admin))


# The log.


def test_a_line_of_the_log_is_neither_changed_nor_removed_nor_back_dated(admin: Post, worker: Post) -> None:
    actions.end_post(post=worker, at=None, because="Moved", sent=sent(admin))
    line = PeopleChange.objects.get()
    for tampers in (
        lambda: PeopleChange.objects.update(because="Something else"),
        lambda: PeopleChange.objects.all().delete(),
        lambda: PeopleChange.objects.create(
            agency=line.agency, person=line.person, what="closed", said_by="Me", key=line.key, recorded_at=NOW
        ),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            tampers()


def test_people_are_looked_for_by_part_of_a_name_or_an_address(admin: Post, second: Post, worker: Post) -> None:
    page = words_of(signed_in(admin).get("/people/", {"q": "SECOND"}))
    assert "Whose name or address has “SECOND”: 1" in page
    assert "bo.second@city.example" in page
    assert worker.person.email not in page.partition("Whose name")[2]


def test_what_was_changed_by_whom_and_when_can_be_read(admin: Post, worker: Post) -> None:
    actions.end_post(post=worker, at=None, because="Moved to the county", sent=sent(admin))
    page = words_of(signed_in(admin).get("/people/changes/"))
    assert "Post ended: Wyn Worker" in page
    assert "by Ada Keeper, Agency administrator, Governance" in page
    assert "Social worker, City social care. Until 12:00 on Tuesday 10 February 2026. Moved to the county" in page


# Who is there once more.


def test_changing_posts_asks_again_who_is_there_after_ten_minutes_and_loses_no_word(admin: Post, worker: Post) -> None:
    address = f"/people/{worker.person_id}/leave/"
    assert signed_in(admin, minutes_ago=9.9).get(address).status_code == 200
    client = signed_in(admin, minutes_ago=10.1)
    assert client.get("/people/").status_code == 200  # looking does not ask
    answer = client.post(address, {"because": "Retired in February"})
    assert answer.headers["Location"] == f"/accounts/reauthenticate/?next=%2Fpeople%2F{worker.person_id}%2Fleave%2F"
    assert roles_of(worker.person) == {"social-worker"}
    again = client.post(answer.headers["Location"], {"password": "a long and private sentence"})
    assert again.headers["Location"] == address
    assert "Retired in February" in client.get(address).content.decode()


def test_every_page_that_changes_something_asks_again_who_is_there() -> None:
    from safereturn.people.urls import urlpatterns

    looks = {"people", "person", "changes", "welcome"}
    assert {route.name for route in urlpatterns if not hasattr(route.callback, "fresh_proof")} == looks
