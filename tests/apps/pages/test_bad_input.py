"""Whatever is typed into whichever form: a clear error beside the field, the words kept, and nothing half-written."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.contrib.sessions.models import Session

from safereturn.agencies.models import Post, Team
from safereturn.audit.models import View
from safereturn.children.models import Child
from safereturn.duties.models import Duty
from safereturn.duties.offers import OFFERED
from safereturn.episodes.actions import Happening, open_episode, record
from safereturn.episodes.acts import Act
from safereturn.episodes.models import Episode, Event
from safereturn.interviews.models import Account
from tests.apps.partnership import a_child, a_post

from .conftest import signed_in

pytestmark = pytest.mark.django_db

MINUTE = dt.timedelta(minutes=1)
WORDS = "Left by the back door after tea."
ABSURD = {
    "nothing at all": "",
    "a zero byte": "a\x00b",
    "a very long word": "x" * 20_000,
    "mark-up": "<script>alert(1)</script>",
    "another alphabet": "Łukasz, 李, 🚗",
    "a number": "-1",
    "a broken date": "31",
}
THE_45TH = {"at_day": "45", "at_month": "1", "at_year": "2026", "at_time": "10:00"}
WHO = {  # who may take an act, where the first of the list may not
    "decide-category": ("Control room", "police-officer"),
    "answer-known": ("First Contact", "front-door-worker"),
    "record-whereabouts": ("Alder House", "residential-worker"),
    "record-consulting": ("Alder House", "residential-worker"),
    "answer-question": ("Alder House", "residential-worker"),
    "record-meeting": ("First Contact", "front-door-worker"),
    "record-visit": ("Investigators", "police-officer"),
    "interview": ("City social care", "social-worker"),
    "decide-arrival": ("City social care", "team-manager"),
    "waive-interview": ("City social care", "team-manager"),
    "sign-off-interview": ("City social care", "team-manager"),
    "close-episode": ("Control room", "police-officer"),
}
ACTS = {f"{room}:{act.name}": act for room, act in OFFERED}


AT_HOME = {"looked_after_by": None, "placement": None, "registered_home": None, "open_to": []}
UNBORN = {**AT_HOME, "born": None, "expected": "2027-03-01"}
# The kind of episode, what happened, what is otherwise of the child, and the edition.
STATES: tuple[tuple[str, list[str], dict[str, Any], str], ...] = (
    ("missing", ["categorised"], {}, "2019"),
    ("missing", ["categorised", "returned"], {}, "2019"),
    ("away", [], {}, "2019"),
    ("missing", ["categorised", "returned"], AT_HOME, "2016"),
    ("missing", ["categorised", "found"], {}, "2019"),
    ("missing", [], UNBORN, "2019"),
)


def an_episode_that_offers(act: Act, teams: dict[str, Team]) -> Episode:
    """An episode in the first of these states in which the act is offered."""
    now = dt.datetime.now(dt.UTC)
    carer = a_post(teams["Alder House"], "residential-worker")
    for kind, happenings, facts, edition in STATES:
        child = a_child(teams["Alder House"], **facts)
        child.facts = {name: fact for name, fact in child.facts.items() if name != "born" or fact is not None}
        del child.facts["child_protection_plan"]  # so that a question is open
        reported = [Happening("reported", now - 9 * MINUTE, {"by": "carer"})] if kind == "missing" else []
        episode = open_episode(
            child=child, kind=kind, facts=child.facts, about={"last_seen": (now - 30 * MINUTE).isoformat()},
            happenings=reported, key=uuid.uuid4(), now=now - 9 * MINUTE, by=carer,
        )  # fmt: skip
        Episode.objects.filter(pk=episode.pk).update(edition=edition)
        category = "absent" if edition == "2016" else "medium"
        content = {"categorised": {"category": category}, "returned": {"to": "placement"}, "found": {}}
        for minutes, type in enumerate(happenings):
            at = now - (8 - minutes) * MINUTE
            record(
                episode_id=episode.pk,
                happenings=[Happening(type, at, content[type])],
                key=uuid.uuid4(),
                now=at,
                by=carer,
            )
        episode.refresh_from_db()
        if act.offered(episode):
            return episode
    raise AssertionError(f"{act.name} is offered in none of these states")


def everything_stored() -> list[int]:
    return [kind.objects.count() for kind in (Event, Episode, Duty, Child, Account)]


def fields_of(act: Act, episode: Episode) -> list[str]:
    """The names under which a browser sends the fields of an act's form."""
    form = act.form(episode=episode, now=dt.datetime.now(dt.UTC))
    names: list[str] = []
    for name, field in form.fields.items():
        parts = getattr(field.widget, "parts", ())
        names += [f"{name}_{part}" for part in parts] or [name]
    return [name for name in names if name != "key"]


@pytest.mark.parametrize("name", ACTS)
def test_absurd_answers_are_refused_beside_their_fields_and_nothing_is_written(
    name: str, teams: dict[str, Team]
) -> None:
    act = ACTS[name]
    episode = an_episode_that_offers(act, teams)
    team, role = WHO[act.permission]
    client = signed_in(Post.objects.filter(team=teams[team], role=role).first() or a_post(teams[team], role))
    address = f"/episodes/{episode.pk}/{act.name}/"
    assert client.get(address).status_code == 200, "the page of the act opens"
    for what, typed in ABSURD.items():
        before = everything_stored()
        # The 45th: so that no form can take it, whatever else it makes of the rest.
        sent = dict.fromkeys(fields_of(act, episode), typed) | THE_45TH | {"key": str(uuid.uuid4())}
        answer = client.post(address, sent)
        page = answer.content.decode()
        assert answer.status_code == 200, f"{what}: {answer.status_code}"
        assert "There is a problem" in page, what
        assert "Enter the day as a number from 1 to 31" in page, what
        assert "<script>alert" not in page
        assert everything_stored() == before, what


@pytest.mark.parametrize("name", ACTS)
def test_a_form_without_its_key_keeps_its_words_and_writes_nothing(name: str, teams: dict[str, Team]) -> None:
    act = ACTS[name]
    episode = an_episode_that_offers(act, teams)
    team, role = WHO[act.permission]
    client = signed_in(Post.objects.filter(team=teams[team], role=role).first() or a_post(teams[team], role))
    before = everything_stored()
    answer = client.post(f"/episodes/{episode.pk}/{act.name}/", {"key": "gone", "at_time": "99:99"})
    assert "The page lost its key on the way" in answer.content.decode()
    assert 'value="99:99"' in answer.content.decode()
    assert everything_stored() == before


def test_words_typed_into_an_interview_outlive_an_error_and_a_closed_browser(teams: dict[str, Team]) -> None:
    episode = an_episode_that_offers(ACTS["interviews:interview"], teams)
    worker = a_post(teams["City social care"], "social-worker")
    address = f"/episodes/{episode.pk}/interview/"
    answer = signed_in(worker).post(address, {"in_the_childs_words": WORDS, **THE_45TH, "key": str(uuid.uuid4())})
    assert WORDS in answer.content.decode()
    reopened = signed_in(worker).get(address).content.decode()
    assert WORDS in reopened
    assert "There is a problem" not in reopened
    colleague = signed_in(a_post(teams["City social care"], "lead-worker"))
    assert WORDS not in colleague.get(address).content.decode()


def test_a_step_of_a_report_sent_after_a_time_out_waits_for_its_writer(teams: dict[str, Team]) -> None:
    worker = a_post(teams["City social care"], "social-worker")
    client = signed_in(worker)
    base = client.get("/report/").headers["Location"].rsplit("/", 2)[0]
    Session.objects.update(expire_date=dt.datetime(2020, 1, 1, tzinfo=dt.UTC))
    client.post(f"{base}/name/", {"given_name": "Perran"})
    client.post("/demonstration/", {"post": worker.pk})
    assert 'value="Perran"' in client.get(f"{base}/name/").content.decode()


@pytest.mark.parametrize("typed", ABSURD.values(), ids=ABSURD)
@pytest.mark.parametrize("step", ["child", "name", "happened", "worries"])
def test_no_step_of_a_report_is_passed_with_absurd_answers(step: str, typed: str, teams: dict[str, Team]) -> None:
    home = "Birch House" if step == "name" else "Alder House"  # a home without a list asks for the name
    if step != "name":
        a_child(teams[home])
    client = signed_in(a_post(teams[home], "residential-worker"))
    base = client.get("/report/").headers["Location"].rsplit("/", 2)[0]
    names = {
        "child": ["child"],
        "name": ["given_name", "family_name", "born_on_day", "born_on_month", "area", "looked_after_by"],
        "happened": ["kind", "with_family", "circumstances", "last_seen_day", "last_seen_time"],
        "worries": ["concerns", "worries", "description"],
    }[step]
    before = everything_stored()
    answer = client.post(f"{base}/{step}/", dict.fromkeys(names, typed))
    assert answer.status_code in (200, 302), "never an error page"
    if step != "worries":  # whose answers may all be left out
        assert answer.status_code == 200
        assert "There is a problem" in answer.content.decode()
    assert everything_stored() == before
    assert client.get(f"{base}/{step}/").status_code == 200


@pytest.mark.parametrize("typed", ABSURD.values(), ids=ABSURD)
def test_a_duty_takes_no_absurd_outcome(typed: str, teams: dict[str, Team]) -> None:
    an_episode_that_offers(ACTS["episodes:grade"], teams)
    duty = Duty.objects.get(protocol_id="iro-told-missing")
    client = signed_in(a_post(teams["First Contact"], "front-door-worker"))
    before = everything_stored()
    for outcome in ("done", "excused", "waived", typed):
        sent = {"outcome": outcome, "words": typed if outcome == "done" else "", "at_day": typed, "at_month": "x"}
        answer = client.post(f"/episodes/{duty.episode_id}/duties/{duty.pk}/", {**sent, "key": str(uuid.uuid4())})
        assert answer.status_code == 200
        assert "There is a problem" in answer.content.decode()
    assert everything_stored() == before
    assert View.objects.exists()


def test_a_report_whose_steps_are_skipped_leads_to_the_first_that_is_missing(teams: dict[str, Team]) -> None:
    a_child(teams["Alder House"])
    client = signed_in(a_post(teams["Alder House"], "residential-worker"))
    base = client.get("/report/").headers["Location"].rsplit("/", 2)[0]
    assert client.post(f"{base}/send/").headers["Location"].endswith("/child/")
    assert client.get(f"{base}/nonsense/").status_code == 404
    assert not Episode.objects.exists()
