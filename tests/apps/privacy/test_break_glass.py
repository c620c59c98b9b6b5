"""Opening an episode in an emergency: what opens, for how long, who is told, and when it is refused."""

import datetime as dt
import os
import re
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.totp.internal import auth as totp
from django.core import mail
from django.db import connection
from django.test import Client, RequestFactory

from safereturn.access.actions import Tie
from safereturn.access.decisions import Outcome, Subject, decide
from safereturn.access.glass import LASTS
from safereturn.access.models import BreakGlass, Involvement, Restriction
from safereturn.agencies.models import Post, Team
from safereturn.audit.models import View
from safereturn.episodes.actions import Happening, open_episode, record
from safereturn.episodes.models import Episode
from safereturn.finding import asking
from safereturn.privacy.actions import Refused, authorise, break_glass, review
from safereturn.privacy.limits import A_MONTH
from safereturn.privacy.models import GlassNotice, Review
from safereturn.privacy.notices import mail_glass
from safereturn.privacy.views.glass import NO_SUCH_RECORD
from safereturn.web.wording import clock
from tests.apps.access import people
from tests.apps.access.people import involve, restricted_child
from tests.apps.partnership import a_child, a_partnership, a_post

from .partnership import looks
from .test_referee import words_of

pytestmark = pytest.mark.django_db
NOW = dt.datetime.now(dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)


@pytest.fixture
def teams() -> dict[str, Team]:
    teams = a_partnership()
    for agency in ("Derbyshire Constabulary", "Derby City Council", "Derbyshire County Council"):
        some = next(team for team in teams.values() if team.agency.name == agency)
        teams[f"{agency} governance"] = Team.objects.create(
            agency=some.agency, name=f"{agency} governance", kind="information-governance"
        )
    return teams


@pytest.fixture
def referees(teams: dict[str, Team]) -> dict[str, Post]:
    return {name: a_post(team, "privacy-referee") for name, team in teams.items() if name.endswith("governance")}


@pytest.fixture
def episode(teams: dict[str, Team], referees: dict[str, Post]) -> Episode:
    """A child of Alder House who is away: the police know nothing of it."""
    carer = a_post(teams["Alder House"], "residential-worker")
    child = a_child(teams["Alder House"])
    return open_episode(
        child=child, kind="away", facts=child.facts, about={"last_seen": (NOW - 2 * HOUR).isoformat()}, told={},
        happenings=[], key=uuid.uuid4(), now=NOW - HOUR, by=carer,
    )  # fmt: skip


@pytest.fixture
def call_taker(teams: dict[str, Team], episode: Episode) -> Post:
    """A call taker whose search has just shown the child."""
    post = a_post(teams["Control room"], "call-taker")
    looks(post, episode.child_id, None, page="find")
    return post


def signed_in(post: Post) -> Client:
    client = Client()
    client.force_login(post.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def sent(**other: str) -> dict[str, str]:
    """What the form sends."""
    usual = {"reason": "call", "incident_number": "DC-71", "words": "A neighbour rang", "key": str(uuid.uuid4())}
    return usual | other


def broken(episode: Episode, by: Post, *, at_risk: bool = False, is_restricted: bool = False) -> BreakGlass:
    return break_glass(
        episode_id=episode.pk, child_id=episode.child_id, reason="call", incident_number="DC-71", words="Rang",
        is_risk_to_life=at_risk, is_restricted=is_restricted, key=uuid.uuid4(), now=NOW, by=by,
    )  # fmt: skip


def reviewed(glass: BreakGlass, by: Post, outcome: str = "fine") -> None:
    review(outcome=outcome, words="Asked", key=uuid.uuid4(), by=by, glass=glass)


def page(episode: Episode) -> str:
    return f"/children/{episode.child_id}/break-glass/"


def later(by: dt.timedelta, as_owner: Callable[[], Any]) -> None:
    """The database's clock has gone on: all that was written is so much older."""
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE access_breakglass DISABLE TRIGGER USER")
        cursor.execute("UPDATE access_breakglass SET asked_at = asked_at - %s", [by])
        cursor.execute("UPDATE access_involvement SET ends_at = ends_at - %s", [by])
        cursor.execute("ALTER TABLE access_breakglass ENABLE TRIGGER USER")


# What opens, and for how long.


def test_a_call_taker_opens_an_episode_that_the_police_are_not_involved_in(episode: Episode, call_taker: Post) -> None:
    client = signed_in(call_taker)
    assert client.get(f"/episodes/{episode.pk}/").status_code == 404
    assert "Open in an emergency" in client.get(page(episode)).content.decode()
    answer = client.post(page(episode), sent(), follow=True)
    assert answer.redirect_chain == [(f"/episodes/{episode.pk}/", 302)]
    text = answer.content.decode()
    assert "Opened for 1 hour. You can read it and change nothing." in text
    assert "Robin Example" in text
    view = View.objects.filter(page="episode").get()
    assert view.because == "Opened in an emergency: somebody has rung about this child."
    assert view.classes == ["duties", "existence", "family", "identity"]


def test_it_opens_to_be_read_and_nothing_can_be_recorded(episode: Episode, call_taker: Post) -> None:
    broken(episode, call_taker)
    subject = Subject(episode.pk, episode.child_id)
    assert decide(call_taker, "see-duty", subject).allowed
    for action in ("decide-category", "accept-duty", "carry-out-duty", "record-whereabouts", "answer-question"):
        assert not decide(call_taker, action, subject).allowed
    assert "What do you want to record?" not in signed_in(call_taker).get(f"/episodes/{episode.pk}/").content.decode()


@pytest.mark.parametrize("at_risk", [False, True])
def test_places_are_shown_only_where_a_life_is_at_risk(episode: Episode, call_taker: Post, at_risk: bool) -> None:
    broken(episode, call_taker, at_risk=at_risk)
    sees = decide(call_taker, "see-episode", Subject(episode.pk, episode.child_id)).sees
    assert sees == {"existence", "identity", "duties", "family"} | ({"location"} if at_risk else set())


def test_each_page_that_an_emergency_opened_says_so_and_until_when(
    episode: Episode, call_taker: Post, teams: dict[str, Team]
) -> None:
    broken(episode, call_taker)
    client, ends_at = signed_in(call_taker), Involvement.objects.get(kind="glass").ends_at
    assert ends_at is not None
    says = f"Opened in an emergency until {clock(ends_at)}. Each page you open is recorded."
    duty = episode.duties.first()
    assert duty is not None
    for address in (f"/episodes/{episode.pk}/", f"/episodes/{episode.pk}/duties/{duty.pk}/"):
        assert says in words_of(client.get(address))
    assert f'href="/episodes/{episode.pk}/"' in client.get("/break-glass/").content.decode()
    assert "Opened in an emergency until" not in words_of(client.get("/break-glass/"))
    involve(episode_id=episode.pk, child_id=episode.child_id, ties=[Tie(call_taker.team_id, "police", "Reported")])
    assert "Opened in an emergency until" not in words_of(client.get(f"/episodes/{episode.pk}/"))


def test_once_the_hour_is_over_nothing_leads_back(
    episode: Episode, call_taker: Post, as_owner: Callable[[], Any]
) -> None:
    broken(episode, call_taker)
    later(LASTS, as_owner)
    text = signed_in(call_taker).get("/break-glass/").content.decode()
    assert "Closed by itself" in text
    assert "/episodes/" not in text


def test_it_opens_for_that_person_alone(episode: Episode, call_taker: Post, teams: dict[str, Team]) -> None:
    colleague = a_post(teams["Control room"], "police-officer")
    broken(episode, call_taker)
    assert not decide(colleague, "see-episode", Subject(episode.pk)).allowed


def test_after_an_hour_of_the_databases_clock_it_is_closed(
    episode: Episode, call_taker: Post, as_owner: Callable[[], Any]
) -> None:
    broken(episode, call_taker)
    later(LASTS - dt.timedelta(minutes=1), as_owner)
    assert signed_in(call_taker).get(f"/episodes/{episode.pk}/").status_code == 200
    later(dt.timedelta(minutes=1), as_owner)
    assert signed_in(call_taker).get(f"/episodes/{episode.pk}/").status_code == 404


def test_what_happens_in_the_episode_meanwhile_neither_ends_nor_lengthens_the_hour(
    episode: Episode, call_taker: Post, teams: dict[str, Team]
) -> None:
    broken(episode, call_taker)
    before = Involvement.objects.get(kind="glass").ends_at
    carer = Post.objects.get(team=teams["Alder House"])
    record(
        episode_id=episode.pk, happenings=[Happening("noted", NOW, {"says": "Rang the aunt"})], key=uuid.uuid4(),
        now=NOW, by=carer,
    )  # fmt: skip
    assert Involvement.objects.get(kind="glass").ends_at == before


def test_once_the_team_is_involved_the_glass_is_not_offered_but_the_episode(episode: Episode, call_taker: Post) -> None:
    involve(episode_id=episode.pk, child_id=episode.child_id, ties=[Tie(call_taker.team_id, "police", "Reported")])
    assert signed_in(call_taker).get(page(episode)).headers["Location"] == f"/episodes/{episode.pk}/"


# What stays shut, and tells nothing.


def test_a_child_from_whom_somebody_is_excluded_looks_like_one_who_is_not_there(
    episode: Episode, call_taker: Post
) -> None:
    restricted_child(episode.child_id, "excluded", to=call_taker)
    client = signed_in(call_taker)
    for method in (client.get, client.post):
        shut, not_there = method(page(episode)), method(f"/children/{episode.child_id + 1000}/break-glass/")
        assert (shut.status_code, not_there.status_code) == (404, 404)
        assert _steady(shut) == _steady(not_there)
    assert not BreakGlass.objects.exists()
    assert not View.objects.filter(page="break-glass").exists()


def test_no_error_tells_what_is_to_be_heeded_about_a_child(episode: Episode, teams: dict[str, Team]) -> None:
    Restriction.objects.create(child_id=episode.child_id, kind="no-parent-contact", because="Fear", ring="the lead")
    client = signed_in(a_post(teams["Control room"], "call-taker"))
    for address in ("break-glass", "ask", "hand-over"):
        there, not_there = (client.get(f"/children/{id}/{address}/") for id in (episode.child_id, 10**6))
        assert (there.status_code, not_there.status_code) == (404, 404), address
        assert _steady(there) == _steady(not_there), address


def test_a_number_that_no_search_has_shown_is_answered_like_one_that_is_not_there(
    episode: Episode, teams: dict[str, Team], kept: Restriction
) -> None:
    client = signed_in(a_post(teams["Control room"], "call-taker"))
    for method in (client.get, client.post):
        guessed, not_there = method(page(episode)), method(f"/children/{episode.child_id + 1000}/break-glass/")
        assert (guessed.status_code, not_there.status_code) == (404, 404)
        assert _steady(guessed) == _steady(not_there)
    assert not View.objects.exists()


def test_what_a_colleagues_search_has_shown_or_ones_own_of_the_day_before_opens_nothing(
    episode: Episode, call_taker: Post, teams: dict[str, Team], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert signed_in(a_post(teams["Control room"], "police-officer")).get(page(episode)).status_code == 404
    monkeypatch.setattr(asking, "_FOUND_WITHIN", dt.timedelta(0))
    assert signed_in(call_taker).get(page(episode)).status_code == 404


def test_whoever_is_involved_is_not_told_that_they_are_not(
    episode: Episode, kept: Restriction, teams: dict[str, Team]
) -> None:
    officer = a_post(teams["Control room"], "call-taker")
    involve(episode_id=episode.pk, child_id=episode.child_id, ties=[Tie(officer.team_id, "police", "Reported")])
    text = signed_in(officer).get(page(episode)).content.decode()
    assert "Your team is involved with this child, and the record is kept from you." in text
    assert "Robin" not in text


def test_the_page_names_the_child_whom_the_search_has_shown_and_whom_to_ring(
    episode: Episode, call_taker: Post
) -> None:
    text = signed_in(call_taker).get(page(episode)).content.decode()
    assert "Robin Example" in text
    assert "Known to City social care" in text
    assert View.objects.get(page="break-glass").classes == ["existence", "identity"]


@pytest.mark.parametrize(("team", "role"), [("Birch House", "home-manager"), ("County social care", "social-worker")])
def test_who_is_not_rung_at_night_finds_no_such_page(
    episode: Episode, team: str, role: str, teams: dict[str, Team]
) -> None:
    client = signed_in(a_post(teams[team], role))
    assert client.get(page(episode)).status_code == 404
    assert client.post(page(episode), sent()).status_code == 404


def test_each_question_must_be_answered(episode: Episode, call_taker: Post) -> None:
    answer = signed_in(call_taker).post(page(episode), {"key": str(uuid.uuid4())})
    assert "There is a problem" in answer.content.decode()
    assert not BreakGlass.objects.exists()


def test_whoever_showed_more_than_ten_minutes_ago_who_they_are_shows_it_again_first(
    episode: Episode, call_taker: Post, settings: Any
) -> None:
    settings.SAFERETURN_DEMONSTRATION = False
    totp.TOTP.activate(call_taker.person, totp.generate_totp_secret())
    client = signed_in(call_taker)
    answer = client.get(page(episode))
    assert answer.headers["Location"].startswith("/accounts/reauthenticate/")
    request = RequestFactory().get("/")
    request.session = client.session
    record_authentication(request, call_taker.person, method="password")
    request.session.save()
    assert client.get(page(episode)).status_code == 200


def test_a_second_press_breaks_nothing_twice(episode: Episode, call_taker: Post) -> None:
    client, words = signed_in(call_taker), sent()
    assert [client.post(page(episode), words).status_code for _ in range(2)] == [302, 302]
    assert BreakGlass.objects.count() == 1
    assert Involvement.objects.filter(kind="glass").count() == 1


# A child kept for named people.


@pytest.fixture
def kept(episode: Episode, teams: dict[str, Team]) -> Restriction:
    return restricted_child(episode.child_id, "named-only", to=a_post(teams["City social care"], "social-worker"))


def test_a_child_kept_for_named_people_opens_once_a_second_person_says_yes(
    episode: Episode, call_taker: Post, kept: Restriction, teams: dict[str, Team]
) -> None:
    client = signed_in(call_taker)
    assert "a duty inspector or a team manager" in client.get(page(episode)).content.decode()
    asked = client.post(page(episode), sent(), follow=True)
    assert "Waits for somebody to authorise it" in asked.content.decode()
    assert client.get(f"/episodes/{episode.pk}/").status_code == 404
    inspector = signed_in(a_post(teams["Control room"], "duty-inspector"))
    assert episode.reference in inspector.get("/break-glass/authorise/").content.decode()
    glass = BreakGlass.objects.get()
    answer = {"is_given": "yes", "words": "Rang them", "key": str(uuid.uuid4())}
    page_of = inspector.get(f"/break-glass/authorise/{glass.pk}/").content.decode()
    assert "Robin" not in page_of
    assert "A neighbour rang" in page_of
    inspector.post(f"/break-glass/authorise/{glass.pk}/", answer)
    assert client.get(f"/episodes/{episode.pk}/").status_code == 200
    assert inspector.get(f"/episodes/{episode.pk}/").status_code == 404


def test_with_a_no_it_stays_shut(episode: Episode, call_taker: Post, kept: Restriction, teams: dict[str, Team]) -> None:
    glass = broken(episode, call_taker, is_restricted=True)
    inspector = a_post(teams["Control room"], "duty-inspector")
    assert authorise(glass=glass, is_given=False, words="No", by=inspector)
    assert not authorise(glass=glass, is_given=True, words="Yes", by=inspector)
    assert not decide(call_taker, "see-episode", Subject(episode.pk, episode.child_id)).allowed
    assert "Refused" in signed_in(call_taker).get("/break-glass/").content.decode()


def test_with_a_life_at_risk_it_opens_at_once(episode: Episode, call_taker: Post, kept: Restriction) -> None:
    client = signed_in(call_taker)
    answer = client.post(page(episode), sent(is_risk_to_life="on"), follow=True)
    assert "Robin Example" in answer.content.decode()


def test_nobody_authorises_themselves_and_nobody_from_another_agency(
    episode: Episode, kept: Restriction, teams: dict[str, Team]
) -> None:
    inspector = a_post(teams["Control room"], "duty-inspector")
    glass = broken(episode, inspector, is_restricted=True)
    address = f"/break-glass/authorise/{glass.pk}/"
    assert signed_in(inspector).get(address).status_code == 404
    assert signed_in(a_post(teams["City social care"], "team-manager")).get(address).status_code == 404
    with pytest.raises(ValueError, match="Nobody authorises themselves"):
        authorise(glass=glass, is_given=True, words="", by=inspector)


def test_a_child_who_becomes_kept_within_the_hour_is_shut_again(episode: Episode, call_taker: Post, teams: Any) -> None:
    broken(episode, call_taker)
    restricted_child(episode.child_id, "named-only", to=a_post(teams["City social care"], "team-manager"))
    client = signed_in(call_taker)
    assert decide(call_taker, "see-episode", Subject(episode.pk, episode.child_id)).outcome is Outcome.BREAK_GLASS
    assert client.get(f"/episodes/{episode.pk}/").status_code == 404


def test_to_whoever_polices_a_child_kept_for_others_the_glass_opens_what_an_emergency_asks_for_and_no_more(
    episode: Episode, call_taker: Post, kept: Restriction
) -> None:
    involve(episode_id=episode.pk, child_id=episode.child_id, ties=[Tie(call_taker.team_id, "police", "Reported")])
    broken(episode, call_taker, at_risk=True, is_restricted=True)
    subject = Subject(episode.pk, episode.child_id)
    assert "notes" not in decide(call_taker, "see-episode", subject).sees
    assert not decide(call_taker, "decide-category", subject).allowed


# A record kept for named people, opened by name and birthday.

NOBODYS = {"given_name": "Nobody", "family_name": "Atall", "born_on_day": 4, "born_on_month": 5, "born_on_year": 2012}
ROBINS = NOBODYS | {"given_name": "robin", "family_name": "Exàmple"}


def by_name(client: Client, name: dict[str, Any], **other: str) -> str:
    """What the page says to somebody who tries by name."""
    return client.post("/break-glass/kept/", {**name, **sent(**other)}, follow=True).content.decode()


def test_every_search_ends_in_the_same_words_about_records_that_are_kept(
    episode: Episode, call_taker: Post, kept: Restriction, teams: dict[str, Team]
) -> None:
    client = signed_in(call_taker)
    for name in (NOBODYS, ROBINS):
        text = client.post("/children/find/", {**name, "purpose": "They rang"}).content.decode()
        assert text.count("open a record that is kept for named people") == 1
        assert "Nobody found" in text
    other = signed_in(a_post(teams["City social care"], "team-manager"))
    assert "kept for named" not in other.post("/children/find/", {**ROBINS, "purpose": "x"}).content.decode()
    assert other.get("/break-glass/kept/").status_code == 404


def test_with_a_life_at_risk_the_very_name_and_birthday_open_it(
    episode: Episode, call_taker: Post, kept: Restriction
) -> None:
    assert "You can read it and change nothing" in by_name(signed_in(call_taker), ROBINS, is_risk_to_life="on")
    assert decide(call_taker, "see-episode", Subject(episode.pk, episode.child_id)).allowed


def test_with_no_life_at_risk_somebody_authorises_first(episode: Episode, call_taker: Post, kept: Restriction) -> None:
    assert "Waits for somebody to authorise it" in by_name(signed_in(call_taker), ROBINS)
    assert not decide(call_taker, "see-episode", Subject(episode.pk, episode.child_id)).allowed


@pytest.mark.parametrize("of", ["nobody", "not kept", "excluded", "another birthday", "half a name"])
def test_no_record_one_that_is_not_kept_and_one_that_never_opens_are_answered_alike(
    of: str, episode: Episode, call_taker: Post, teams: dict[str, Team], request: pytest.FixtureRequest
) -> None:
    if of != "not kept":
        request.getfixturevalue("kept")
    if of == "excluded":
        restricted_child(episode.child_id, "excluded", to=call_taker)
    client = signed_in(call_taker)
    names = {
        "nobody": NOBODYS,
        "another birthday": ROBINS | {"born_on_day": 5},
        "half a name": ROBINS | {"given_name": "Rob"},
    }
    text = by_name(client, names.get(of, ROBINS), is_risk_to_life="on")
    assert NO_SUCH_RECORD in text
    assert "DC-71" in text
    glass = BreakGlass.objects.get()
    assert (glass.child_id, glass.episode_id) == (None, None)
    assert not Involvement.objects.filter(kind__in=Involvement.BY_GLASS).exists()
    assert not View.objects.filter(page="break-glass").exists()
    assert "There was no such record" in client.get("/break-glass/").content.decode()


def test_of_a_try_that_found_none_the_referees_are_told_and_ask(call_taker: Post, referees: dict[str, Post]) -> None:
    by_name(signed_in(call_taker), NOBODYS)
    assert [one.team.name for one in GlassNotice.objects.all()] == ["Derbyshire Constabulary governance"]
    assert mail_glass(now=NOW) == 1
    referee = referees["Derbyshire Constabulary governance"]
    referee.person.in_demonstration = True
    referee.person.save()
    client = signed_in(referee)
    assert "Tried to open a record by name" in client.get("/privacy/").content.decode()
    assert "A neighbour rang" in client.get(f"/privacy/glass/{BreakGlass.objects.get().pk}/").content.decode()
    assert client.get("/views/").status_code == 200


def test_nobody_guesses_more_than_three_names_not_even_with_a_life_at_risk(
    episode: Episode, call_taker: Post, kept: Restriction
) -> None:
    client = signed_in(call_taker)
    for number in range(3):
        by_name(client, NOBODYS | {"born_on_day": 1 + number}, is_risk_to_life="on")
    text = by_name(client, ROBINS, is_risk_to_life="on")
    assert "You have done so 3 times in 30 days" in text
    assert NO_SUCH_RECORD not in text
    assert BreakGlass.objects.count() == 3
    assert not View.objects.filter(page="break-glass").exists()


def test_a_second_press_of_a_try_counts_once_and_another_name_counts_again(call_taker: Post) -> None:
    client, words = signed_in(call_taker), {**NOBODYS, **sent()}
    first = client.post("/break-glass/kept/", words).content.decode()
    client.post("/break-glass/kept/", words)
    assert BreakGlass.objects.count() == 1
    key = re.search(r'name="key" value="([^"]+)"', first)
    assert key is not None
    client.post("/break-glass/kept/", {**words, "key": key[1]})
    assert BreakGlass.objects.count() == 2


# Who is told.


def test_whoever_leads_and_the_referees_of_both_agencies_are_told_at_once_without_a_name(
    episode: Episode, call_taker: Post, teams: dict[str, Team], referees: dict[str, Post]
) -> None:
    broken(episode, call_taker)
    told = set(GlassNotice.objects.values_list("team__name", flat=True))
    assert told == {"City social care", "Derbyshire Constabulary governance", "Derby City Council governance"}
    a_post(teams["City social care"], "team-manager")
    assert mail_glass(now=NOW) == 3
    assert mail_glass(now=NOW) == 0
    for message in mail.outbox:
        assert episode.reference in message.body
        for private in ("Robin", "Example", call_taker.person.full_name, "Alder", "DC-71", "Rang"):
            assert private not in f"{message.subject} {message.body}"


def test_a_mail_that_waits_goes_to_nobody_who_may_not_see_the_child_or_whose_account_is_closed(
    episode: Episode, call_taker: Post, teams: dict[str, Team]
) -> None:
    broken(episode, call_taker)
    told, excluded, gone = (people.a_post("team-manager", teams["City social care"]) for _ in range(3))
    restricted_child(episode.child_id, "excluded", to=excluded)
    gone.person.is_active = False
    gone.person.save()
    mail_glass(now=NOW)
    mailed = {address for message in mail.outbox for address in message.to}
    assert told.person.email in mailed
    assert mailed.isdisjoint({excluded.person.email, gone.person.email})


def test_a_mail_that_fails_is_tried_again(episode: Episode, call_taker: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    broken(episode, call_taker)
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", _no_server)
        assert mail_glass(now=NOW) == 0
    assert mail_glass(now=NOW) == 0
    assert mail_glass(now=NOW + dt.timedelta(minutes=11)) == GlassNotice.objects.count() > 0


def _no_server(*_: object) -> None:
    raise OSError("no server")


def test_whoever_sees_the_child_anyway_is_told_whom_it_was_about_and_others_are_not(
    episode: Episode, call_taker: Post, teams: dict[str, Team], referees: dict[str, Post]
) -> None:
    broken(episode, call_taker)
    manager = a_post(teams["City social care"], "team-manager")
    referee = referees["Derbyshire Constabulary governance"]
    referee.person.in_demonstration = True
    referee.person.save()
    text = words_of(signed_in(manager).get("/views/"))
    assert f"Robin Example , {episode.reference}" in text
    assert [
        name for name in View.objects.get(because="Their team was told of an emergency.").classes if name != "access"
    ] == ["existence", "identity"]
    assert "Robin" not in words_of(signed_in(referee).get("/views/"))


def test_what_waits_to_be_authorised_or_answered_is_counted_on_every_page_of_whoever_does_it(
    episode: Episode, call_taker: Post, kept: Restriction, teams: dict[str, Team], referees: dict[str, Post]
) -> None:
    inspector, manager = (
        a_post(teams["Control room"], "duty-inspector"),
        a_post(teams["City early help"], "team-manager"),
    )
    referee, other = (referees[f"{name} governance"] for name in ("Derbyshire Constabulary", "Derby City Council"))
    for one in (referee, other):
        one.person.in_demonstration = True
        one.person.save()
    assert "To authorise:" not in words_of(signed_in(inspector).get("/"))
    broken(episode, call_taker, is_restricted=True)
    assert "To authorise: 1" in words_of(signed_in(inspector).get("/"))
    assert "To authorise:" not in words_of(signed_in(manager).get("/"))
    assert "To authorise:" not in words_of(signed_in(call_taker).get("/"))
    assert "Privacy: 1" in words_of(signed_in(referee).get("/handbook/"))
    assert "Privacy:" not in words_of(signed_in(other).get("/handbook/"))
    glass = BreakGlass.objects.get()
    authorise(glass=glass, is_given=True, words="Yes", by=inspector)
    reviewed(glass, referee)
    assert "To authorise:" not in words_of(signed_in(inspector).get("/"))
    assert "Privacy:" not in words_of(signed_in(referee).get("/handbook/"))


# When it is refused.


def test_the_fourth_in_a_month_waits_until_the_referee_has_looked_at_all_three(
    episode: Episode, call_taker: Post, referees: dict[str, Post]
) -> None:
    three = [broken(episode, call_taker) for _ in range(3)]
    with pytest.raises(Refused, match="3 times in 30 days"):
        broken(episode, call_taker)
    referee = referees["Derbyshire Constabulary governance"]
    for glass in three[:2]:
        reviewed(glass, referee)
    with pytest.raises(Refused, match="3 times in 30 days"):
        broken(episode, call_taker)
    reviewed(three[2], referee)
    assert broken(episode, call_taker)


def test_whoever_is_refused_reads_why_and_loses_no_word(
    episode: Episode, call_taker: Post, referees: dict[str, Post], as_owner: Callable[[], Any]
) -> None:
    for _ in range(3):
        broken(episode, call_taker)
    later(LASTS, as_owner)
    text = signed_in(call_taker).post(page(episode), sent()).content.decode()
    assert "You have done so 3 times in 30 days" in text
    assert "A neighbour rang" in text
    assert BreakGlass.objects.count() == 3


def test_the_limit_and_whom_to_ring_are_told_before_anybody_fills_in_a_word(
    episode: Episode, call_taker: Post, as_owner: Callable[[], Any]
) -> None:
    client = signed_in(call_taker)
    assert "3 times in 30 days" not in client.get(page(episode)).content.decode()
    for _ in range(3):
        broken(episode, call_taker)
    later(LASTS, as_owner)
    text = client.get(page(episode)).content.decode()
    assert "You have done so 3 times in 30 days" in text
    assert "Known to City social care" in text


def test_no_limit_stands_before_a_life_at_risk(
    episode: Episode, call_taker: Post, referees: dict[str, Post], as_owner: Callable[[], Any]
) -> None:
    for _ in range(3):
        broken(episode, call_taker)
    later(7 * DAY, as_owner)
    with pytest.raises(Refused):
        broken(episode, call_taker)
    assert GlassNotice.objects.filter(glass=broken(episode, call_taker, at_risk=True)).exists()


def test_a_month_later_the_count_begins_again(
    episode: Episode, call_taker: Post, referees: dict[str, Post], as_owner: Callable[[], Any]
) -> None:
    for _ in range(3):
        reviewed(broken(episode, call_taker), referees["Derbyshire Constabulary governance"])
    later(A_MONTH + HOUR, as_owner)
    assert all(broken(episode, call_taker) for _ in range(3))


def test_what_nobody_has_looked_at_for_more_than_two_working_days_shuts_it_for_the_role(
    episode: Episode, call_taker: Post, teams: dict[str, Team], as_owner: Callable[[], Any], referees: dict[str, Post]
) -> None:
    glass = broken(episode, call_taker)
    colleague, inspector = (people.a_post(role, teams["Control room"]) for role in ("call-taker", "duty-inspector"))
    later(7 * DAY, as_owner)
    with pytest.raises(Refused, match="more than 2 working days ago"):
        broken(episode, colleague)
    assert broken(episode, inspector)
    reviewed(glass, referees["Derbyshire Constabulary governance"], "misuse")
    assert broken(episode, colleague)
    assert Review.objects.get().outcome == "misuse"


def test_of_many_emergencies_each_is_told_of_each_ends_and_none_slips_past_the_limits(
    episode: Episode, teams: dict[str, Team], referees: dict[str, Post], as_owner: Callable[[], Any]
) -> None:
    many = int(os.environ.get("EMERGENCIES", "40"))
    tried = refused = 0
    officers = [people.a_post("call-taker", teams["Control room"]) for _ in range(many // 4)]
    for officer in officers:
        for _ in range(4):
            tried += 1
            try:
                broken(episode, officer)
            except Refused:
                refused += 1
    assert (tried, refused) == (many, many // 4)
    assert BreakGlass.objects.count() == many - many // 4
    assert BreakGlass.objects.filter(notices=None).count() == 0
    later(LASTS, as_owner)
    subject = Subject(episode.pk, episode.child_id)
    assert not any(decide(officer, "see-episode", subject).allowed for officer in officers)
    later(7 * DAY, as_owner)
    with pytest.raises(Refused, match="working days"):
        broken(episode, officers[0])


def _steady(answer: Any) -> str:
    """The page without what is made anew for each."""
    return re.sub(r"<time.*?</time>|nonce=\"[^\"]*\"|value=\"[^\"]*\"", "", answer.content.decode())
