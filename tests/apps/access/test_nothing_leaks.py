"""Whoever is not involved learns nothing from any address; whoever is involved reads what their role sees."""

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from safereturn.access.actions import Tie
from safereturn.agencies.models import Post, Team
from safereturn.audit.models import View
from safereturn.children.models import Child
from safereturn.duties.models import Duty
from safereturn.duties.offers import OFFERED
from safereturn.episodes.actions import Happening, open_episode, record
from safereturn.episodes.models import Episode, Event
from safereturn.finding.actions import compare_new_records
from safereturn.finding.models import Pair
from safereturn.interviews.models import Account
from tests.apps.partnership import a_child, a_partnership

from . import people
from .people import involve, restricted_child
from .test_routes import routes

pytestmark = pytest.mark.django_db
NIGHT = dt.datetime(2026, 3, 20, 22, tzinfo=dt.UTC)


@pytest.fixture(autouse=True)
def at_night(monkeypatch: pytest.MonkeyPatch) -> None:
    """The service's clock stands still, so that two pages differ by what they tell alone."""
    monkeypatch.setattr("safereturn.config.clock.now", lambda: NIGHT + dt.timedelta(hours=9))


@pytest.fixture
def teams() -> dict[str, Team]:
    return a_partnership()


def a_post(team: Team, role: str) -> Post:
    """Somebody in a team who needs no second factor."""
    post = people.a_post(role, team)
    post.person.in_demonstration = True
    post.person.save()
    return post


def signed_in(post: Post) -> Client:
    client = Client()
    client.force_login(post.person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def happening(type: str, after: float, **content: Any) -> Happening:
    return Happening(type, NIGHT + dt.timedelta(hours=after), content)


def an_episode(
    teams: dict[str, Team], *happenings: Happening, by: Post | None = None, forget: tuple[str, ...] = (), **facts: Any
) -> Episode:
    """A child of Alder House, reported and graded, and what happened to them then; nobody recorded what to `forget`."""
    child = a_child(teams["Alder House"], **facts)
    about = {"last_seen": NIGHT.isoformat(), "with_family": False, "education_only": False}
    for fact in forget:
        child.facts.pop(fact, None)
        about.pop(fact, None)
    by = by or a_post(teams["Control room"], "duty-inspector")
    episode = open_episode(
        child=child,
        kind="missing",
        facts=child.facts,
        about=about,
        told={"circumstances": "said-circumstances", "worries": "said-worries", "description": "said-description"},
        happenings=[happening("reported", 0, by="carer"), happening("categorised", 0, category="medium")],
        key=uuid.uuid4(),
        now=NIGHT,
        by=by,
    )
    for one in happenings:
        record(episode_id=episode.pk, happenings=[one], key=uuid.uuid4(), now=one.at, by=by)
    episode.refresh_from_db()
    return episode


# Every address about an episode, for somebody whose agency has nothing to do with it.

STRANGERS = [
    ("Birch House", "home-manager"),
    ("County social care", "team-manager"),
    ("Starting Point", "front-door-worker"),
    ("County child protection", "child-protection-manager"),
]


def addresses(episode_id: int, duty_id: int) -> Iterator[str]:
    """Every address of the service that is about this episode."""
    for name, route in routes():
        if "episode_id" in str(route.pattern):
            numbers = {"episode_id": episode_id, "duty_id": duty_id}
            yield reverse(name, kwargs={key: numbers[key] for key in route.pattern.converters})


@pytest.mark.parametrize(("team", "role"), STRANGERS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_an_episode_of_others_looks_on_every_address_like_one_that_is_not_there(
    team: str, role: str, method: str, teams: dict[str, Team]
) -> None:
    theirs = an_episode(teams, happening("returned", 2, to="placement"))
    duty = Duty.objects.filter(episode=theirs).first()
    assert duty is not None
    client = signed_in(a_post(teams[team], role))
    there = list(addresses(theirs.pk, duty.pk))
    not_there = list(addresses(theirs.pk + 1000, duty.pk + 1000))
    assert len(there) > 25
    before = Event.objects.count()
    for one, other in zip(there, not_there, strict=True):
        first, second = getattr(client, method)(one), getattr(client, method)(other)
        assert first.status_code in (404, 405), one
        assert as_bytes(first) == as_bytes(second), one
        assert dict(first.headers) | CHANGING == dict(second.headers) | CHANGING, one
    assert Event.objects.count() == before
    assert not View.objects.exists()


CHANGING = {"Content-Security-Policy": ""}  # it holds the nonce of each page


def as_bytes(answer: Any) -> bytes:
    """A page without what is made anew for each."""
    return re.sub(rb'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"', b"", answer.content)


def test_a_duty_of_another_episode_is_not_found_through_ones_own(teams: dict[str, Team]) -> None:
    mine, other = an_episode(teams), an_episode(teams)
    duty = Duty.objects.filter(episode=other).first()
    officer = signed_in(a_post(teams["Control room"], "police-officer"))
    assert duty is not None
    assert officer.get(f"/episodes/{other.pk}/duties/{duty.pk}/").status_code == 200
    assert officer.get(f"/episodes/{mine.pk}/duties/{duty.pk}/").status_code == 404


def test_a_page_that_a_role_may_not_open_looks_like_one_that_is_not_there(teams: dict[str, Team]) -> None:
    """The home is involved, and still learns nothing from the pages of others."""
    episode = an_episode(teams)
    carer = signed_in(a_post(teams["Alder House"], "residential-worker"))
    assert carer.get(f"/episodes/{episode.pk}/").status_code == 200
    for act in ("grade", "known", "visit", "interview", "sign-off", "close"):
        forbidden, unknown = (carer.get(f"/episodes/{number}/{act}/") for number in (episode.pk, episode.pk + 1000))
        assert forbidden.status_code == 404
        assert as_bytes(forbidden) == as_bytes(unknown)


# What each role reads of one episode.

TOLD = (
    happening("noted", 0.1, says="said-note"),
    happening("answered-known", 0.2, says="said-open-to-the-yos"),
    happening("fact", 0.2, set={"child.open_to": ["yos"], "child.child_protection_plan": True}),
    happening("assessed", 0.3, answers={"worry": "said-by-an-informant"}),
    happening("done", 0.4, duty="la-notified-by-secure-email", note="said-with-the-duty"),
    happening("deadline-exception", 0.5, duty="la-check-child-known", reason="said-why-late"),
    happening("returned", 2, to="placement"),
    happening("harm-found", 2.1, kind="hurt"),
    happening("harm-found", 2.2, kind="allegation"),
    happening("harm-found", 2.3, kind="crime-against"),
    happening("prevention-visit-not-made", 3, reason="said-by-the-officer", agreed_with="said-aunt"),
    happening("interview-offered", 3.5),
    happening("interview-declined", 4, reason="said-by-the-child"),
)
SAID = {
    "description": "said-description",
    "notes": "said-circumstances said-worries said-note said-with-the-duty said-why-late said-by-the-officer",
    "standing": "said-open-to-the-yos|Youth Offending|The child was hurt|Tell the child protection manager",
    "account": "said-by-the-child",
    "allegation": "An allegation by the child|A crime against the child",
    "answers": "said-by-an-informant",
    "never": "said-aunt",
}
# Who, through which tie, reads what; written apart from the table of rights.
READERS = [
    ("residential-worker", "placement", "description"),
    ("foster-carer", "placement", "description"),
    ("home-manager", "placement", "description standing"),
    ("home-manager", "told", "description"),
    ("call-taker", "police", "description notes"),
    ("police-officer", "police", "description notes standing allegation answers"),
    ("duty-inspector", "police", "description notes standing allegation answers"),
    ("oversight-officer", "police", "description notes standing allegation account answers"),
    ("front-door-worker", "front-door", "description notes standing"),
    ("social-worker", "allocated", "description notes standing allegation account"),
    ("runaways-worker", "owes", "description notes standing allegation account"),
    ("team-manager", "manager", "description notes standing allegation account"),
    ("reviewing-officer", "owes", "description notes standing account"),
    ("child-protection-manager", "notified", "description notes standing account"),
    ("yos-worker", "notified", "description"),
]


def a_team_of_readers(teams: dict[str, Team]) -> Team:
    """A team that nothing in the protocol involves."""
    return Team.objects.create(agency=teams["Alder House"].agency, name="Readers", kind="school")


def words(text: str) -> list[str]:
    return text.split("|") if "|" in text else text.split()


@pytest.mark.parametrize(("role", "tie", "reads"), READERS)
def test_each_role_reads_of_the_log_what_was_agreed_and_nothing_else(
    role: str, tie: str, reads: str, teams: dict[str, Team]
) -> None:
    episode = an_episode(teams, *TOLD)
    reader = a_post(a_team_of_readers(teams), role)
    involve(episode_id=episode.pk, child_id=episode.child_id, ties=[Tie(reader.team_id, tie, "Tied")])
    page = signed_in(reader).get(f"/episodes/{episode.pk}/").content.decode()
    assert "Robin Example" in page
    read = {kind: [word for word in words(said) if word in page] for kind, said in SAID.items()}
    assert {kind for kind, found in read.items() if found} == set(reads.split())
    assert all(read[kind] == words(SAID[kind]) for kind in reads.split())
    view = View.objects.get()
    assert ("allegation" in view.classes) == ("allegation" in reads)


def test_a_team_reads_its_own_words_and_not_those_of_others(teams: dict[str, Team]) -> None:
    carer = a_post(teams["Alder House"], "residential-worker")
    episode = an_episode(teams, happening("noted", 0.1, says="said-by-the-home"), by=carer)
    officer = a_post(teams["Control room"], "police-officer")
    record(
        episode_id=episode.pk, happenings=[happening("noted", 0.2, says="said-by-the-police")], key=uuid.uuid4(),
        now=NIGHT, by=officer,
    )  # fmt: skip
    page = signed_in(a_post(teams["Alder House"], "home-manager")).get(f"/episodes/{episode.pk}/").content.decode()
    assert "said-by-the-home" in page
    assert "said-worries" in page
    assert "said-by-the-police" not in page


def test_a_duty_that_tells_of_a_plan_is_on_no_page_of_a_carer(teams: dict[str, Team]) -> None:
    episode = an_episode(teams, child_protection_plan=True)
    duty = Duty.objects.get(episode=episode, protocol_id="cp-manager-told-missing")
    carer, social_worker = (
        signed_in(a_post(teams[team], role))
        for team, role in (("Alder House", "foster-carer"), ("City social care", "social-worker"))
    )
    address = f"/episodes/{episode.pk}/duties/{duty.pk}/"
    assert "child protection manager" in social_worker.get(f"/episodes/{episode.pk}/").content.decode()
    assert social_worker.get(address).status_code == 200
    for page in ("/", f"/episodes/{episode.pk}/"):
        assert "child protection manager" not in carer.get(page).content.decode()
    assert as_bytes(carer.get(address)) == as_bytes(carer.get(f"/episodes/{episode.pk}/duties/{duty.pk + 1000}/"))


def test_a_carer_is_asked_of_a_plan_that_nobody_has_recorded_and_told_of_none_that_somebody_has(
    teams: dict[str, Team],
) -> None:
    carer = a_post(teams["Alder House"], "foster-carer")
    question = "Is the child on a child protection plan?"
    asked = an_episode(teams, forget=("child_protection_plan",))
    assert question in signed_in(carer).get(f"/episodes/{asked.pk}/").content.decode()
    for known in (True, False):
        page = signed_in(carer).get(f"/episodes/{an_episode(teams, child_protection_plan=known).pk}/").content.decode()
        assert "protection plan" not in page
        assert "protection manager" not in page
    half_known = an_episode(teams, happening("found", 1), child_protection_plan=True, forget=("with_family",))
    assert Duty.objects.filter(episode=half_known, protocol_id="cp-core-group-five-days", status="undecided").exists()
    page = signed_in(carer).get(f"/episodes/{half_known.pk}/").content.decode()
    assert "core group" not in page.lower()


def test_the_facts_beside_a_duty_are_those_that_the_role_sees(teams: dict[str, Team]) -> None:
    episode = an_episode(teams, happening("returned", 2, to="placement"), looked_after_by=None, open_to=["yos"])
    interview = Duty.objects.get(episode=episode, protocol_id="return-interview")
    assert {"child.open_to", "child.looked_after_by"} <= set(interview.facts["relied_on"])
    pages = {
        role: signed_in(a_post(teams[team], role)).get(f"/episodes/{episode.pk}/duties/{interview.pk}/")
        for team, role in (("Alder House", "residential-worker"), ("Investigators", "police-officer"))
    }
    assert "Youth Offending" in pages["police-officer"].content.decode()
    assert "Youth Offending" not in pages["residential-worker"].content.decode()
    assert "Looked after by" in pages["residential-worker"].content.decode()


def test_what_the_child_said_is_kept_from_a_manager_from_whom_it_is_hidden(teams: dict[str, Team]) -> None:
    episode = an_episode(teams, happening("returned", 2, to="placement"))
    parts = {"in_the_childs_words": "said-by-the-child", "harm": "said-of-harm", "associates": "said-of-friends"}
    Account.objects.create(
        episode=episode, key=uuid.uuid4(), held_at=NIGHT, interviewer="social-worker", said_by="Sam", **parts
    )
    manager = a_post(teams["City social care"], "team-manager")
    involve(episode_id=episode.pk, child_id=episode.child_id, ties=[Tie(manager.team_id, "manager", "Tied")])
    address = f"/episodes/{episode.pk}/sign-off/"
    assert all(word in signed_in(manager).get(address).content.decode() for word in parts.values())
    restricted_child(episode.child_id, "hidden-from", to=manager, field_class="childs-account")
    page = signed_in(manager).get(address).content.decode()
    assert "said-by-the-child" not in page
    assert "said-of-friends" in page


# What may be recorded.


@pytest.mark.parametrize(("room", "act"), OFFERED, ids=lambda given: getattr(given, "name", given))
def test_an_act_that_is_not_offered_is_refused_with_a_message_and_nothing_is_recorded(
    room: str, act: Any, teams: dict[str, Team]
) -> None:
    """Whether it is opened, sent, or sent by somebody who opened it while it still was offered."""
    episode = an_episode_that_does_not_offer(act, teams)
    whoever = next(
        a_post(team, role)
        for role, kind in WHO.items()
        if (team := next(one for one in teams.values() if one.kind == kind)) and may(role, act.permission)
    )
    involve(episode_id=episode.pk, child_id=episode.child_id, ties=[Tie(whoever.team_id, TIES[whoever.role], "Tied")])
    client, address = signed_in(whoever), reverse(f"{room}:{act.name}", args=[episode.pk])
    before = Event.objects.count()
    for answer in (client.get(address, follow=True), client.post(address, {"key": str(uuid.uuid4())}, follow=True)):
        assert answer.redirect_chain == [(f"/episodes/{episode.pk}/", 302)]
        assert "Things have changed, so this cannot be recorded now" in answer.content.decode()
    assert Event.objects.count() == before


def an_episode_that_does_not_offer(act: Any, teams: dict[str, Team]) -> Episode:
    """An episode in the first of these states in which the act is not offered: gone, back, closed."""
    episode = an_episode(teams)
    back = {"state": "returned", "absent_until": NIGHT, "returned_at": NIGHT}
    for state in ({}, back, back | {"state": "closed", "closed_at": NIGHT}):
        Episode.objects.filter(pk=episode.pk).update(**{"state": episode.state, **state})
        episode.refresh_from_db()
        if not act.offered(episode):
            return episode
    raise AssertionError(f"{act.name} is offered in all of these states")


WHO = {
    "police-officer": "investigators",
    "front-door-worker": "front-door",
    "social-worker": "social-care",
    "team-manager": "social-care",
}
TIES = {
    "police-officer": "police",
    "front-door-worker": "front-door",
    "social-worker": "allocated",
    "team-manager": "manager",
}


def may(role: str, action: str) -> bool:
    from safereturn.access.rights import rows_for

    return bool(rows_for(role, action))


def test_a_page_offers_only_what_the_tie_of_the_post_lets_it_record(teams: dict[str, Team]) -> None:
    """A button that led to a page that is not there would tell less than it promises."""
    episode = an_episode(teams)
    notified = a_post(
        Team.objects.create(agency=teams["Alder House"].agency, name="Told", kind="school"), "social-worker"
    )
    involve(episode_id=episode.pk, child_id=episode.child_id, ties=[Tie(notified.team_id, "notified", "Told")])
    client = signed_in(notified)
    offered = re.findall(
        rf'href="(/episodes/{episode.pk}/[a-z-]+/)"', client.get(f"/episodes/{episode.pk}/").content.decode()
    )
    assert [address for address in offered if client.get(address).status_code == 404] == []


def test_a_second_press_on_a_duty_that_is_done_changes_nothing_and_is_no_error(teams: dict[str, Team]) -> None:
    episode = an_episode(teams)
    duty = Duty.objects.get(episode=episode, protocol_id="la-notified-by-secure-email")
    officer = signed_in(a_post(teams["Control room"], "police-officer"))
    address = f"/episodes/{episode.pk}/duties/{duty.pk}/"
    sent = {
        "outcome": "done",
        "at_day": 21,
        "at_month": 3,
        "at_year": 2026,
        "at_time": "06:00",
        "key": str(uuid.uuid4()),
    }
    first, second = officer.post(address, sent), officer.post(address, sent)
    assert (first.status_code, second.status_code) == (302, 302)
    assert Event.objects.filter(episode=episode, type="done").count() == 1
    late = officer.post(address, {**sent, "key": str(uuid.uuid4())}, follow=True)
    assert "this duty is settled, so nothing was recorded" in late.content.decode()
    accepting = officer.post(f"{address}accept/", follow=True)
    assert "this duty is settled, so nothing was recorded" in accepting.content.decode()
    assert Event.objects.filter(episode=episode).count() == 4


def test_a_duty_of_another_team_takes_no_word_of_ours(teams: dict[str, Team]) -> None:
    episode = an_episode(teams)
    duty = Duty.objects.get(episode=episode, protocol_id="la-check-child-known")
    officer = signed_in(a_post(teams["Control room"], "police-officer"))
    address = f"/episodes/{episode.pk}/duties/{duty.pk}/"
    assert officer.get(address).status_code == 200
    assert officer.post(address, {"outcome": "done", "key": str(uuid.uuid4())}).status_code == 404
    assert officer.post(f"{address}accept/").status_code == 404


# Reporting.


def report(client: Client, **who: Any) -> Any:
    """Walk through a report to its last page, and send it; where it leads."""
    address = client.get("/report/").headers["Location"]
    base = address.rsplit("/", 2)[0]
    client.post(f"{base}/{'child' if 'child' in who else 'name'}/", who)
    if "known" in who:
        client.post(f"{base}/known/", who)
    client.post(f"{base}/happened/", {"kind": "missing", "with_family": "no", "circumstances": "said-again"})
    client.post(f"{base}/worries/", {"worries": "said-worry"})
    return client.post(f"{base}/send/", {"incident_number": "DC-7"}, follow=True)


def named(child: Child) -> dict[str, Any]:
    return {
        "child": "someone-else", "given_name": child.given_name, "family_name": child.family_name, "born_on_day": 4,
        "born_on_month": 5, "born_on_year": 2012, "area": "derby", "looked_after_by": "no",
    }  # fmt: skip


def test_the_list_of_a_homes_children_is_logged_before_it_is_shown(teams: dict[str, Team]) -> None:
    child = a_child(teams["Alder House"])
    carer = signed_in(a_post(teams["Alder House"], "residential-worker"))
    assert child.full_name in carer.get("/report/", follow=True).content.decode()
    # The list also says who is reported already: that there is an episode is shown, and logged.
    assert [(view.child_id, view.page, view.classes) for view in View.objects.all()] == [
        (child.pk, "report", ["existence", "identity"])
    ]


def test_a_child_whom_a_carer_may_not_see_is_not_on_their_list(teams: dict[str, Team]) -> None:
    child = a_child(teams["Alder House"])
    other = a_child(teams["Alder House"])
    Child.objects.filter(pk=other.pk).update(given_name="Wren")
    carer = a_post(teams["Alder House"], "residential-worker")
    restricted_child(child.pk, "excluded", to=carer)
    page = signed_in(carer).get("/report/", follow=True).content.decode()
    assert "Wren" in page
    assert "Robin" not in page


def test_whoever_reports_a_child_whom_they_may_not_see_is_thanked_and_shown_nothing(teams: dict[str, Team]) -> None:
    child = a_child(teams["Alder House"])
    officer = a_post(teams["Control room"], "call-taker")
    restricted_child(child.pk, "excluded", to=officer)
    typed = {name: value for name, value in named(child).items() if name != "child"}
    answer = report(signed_in(officer), **typed)
    assert "Reported. The police and the council can see it now." in answer.content.decode()
    # A record of its own, as if there were no other of that name; whoever may compare them is told of both.
    new = Episode.objects.get().child
    assert (new.full_name, new.pk != child.pk) == (child.full_name, True)
    compare_new_records()
    assert [(pair.one_id, pair.other_id) for pair in Pair.objects.all()] == [(child.pk, new.pk)]


def test_a_report_of_a_child_whom_others_reported_already_is_added_to_theirs(teams: dict[str, Team]) -> None:
    """The one who reports may not have been involved: by reporting, they are."""
    first = an_episode(teams)
    carer = a_post(teams["Birch House"], "residential-worker")
    typed = {name: value for name, value in named(first.child).items() if name != "child"}
    answer = report(signed_in(carer), **typed, known=first.child_id)
    assert answer.redirect_chain[-1] == (f"/episodes/{first.pk}/", 302)
    page = answer.content.decode()
    assert "What you told is added to that report." in page
    assert "said-again" in page
    assert "said-worries" not in page  # what the others told
    note = Event.objects.get(episode=first, type="noted")
    assert note.content["says"] == "Reported once more.\nPolice incident number DC-7.\nsaid-again\nsaid-worry"
    assert Episode.objects.count() == 1
