"""A right that ends has ended: on the next page, in a form that is open, in jobs, and in mail that is queued."""

import datetime as dt
import os
import random
import uuid
from collections import Counter
from collections.abc import Callable
from typing import Any

import pytest
from django.core import mail
from django.db import transaction
from django.test import Client
from django.urls import reverse

from safereturn.access.decisions import Subject, decide
from safereturn.access.flags import flags_of, lift_flag, set_flag
from safereturn.access.models import Involvement
from safereturn.agencies.models import Person, Post, Team
from safereturn.children.models import Child
from safereturn.duties.models import Duty, Reminder
from safereturn.duties.reminder_mail import mail_reminders
from safereturn.duties.reminders import remind
from safereturn.episodes.actions import Happening, open_episode, record
from safereturn.episodes.fold import NOTED
from safereturn.episodes.models import Event
from safereturn.finding.actions import compare_new_records
from safereturn.finding.asked_mail import mail_asked
from safereturn.finding.asking import ask
from safereturn.finding.handing import hand_over
from safereturn.people import actions as people_actions
from safereturn.people.actions import Sent
from safereturn.privacy.actions import break_glass
from safereturn.privacy.notices import mail_glass
from tests.apps.partnership import a_child, a_partnership, a_post

from . import people
from .test_nothing_leaks import addresses

pytestmark = pytest.mark.django_db
NOW = dt.datetime.now(dt.UTC)
HOUR = dt.timedelta(hours=1)
INTERLEAVINGS, A_BLOCK = int(os.environ.get("INTERLEAVINGS", "15")), 50
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
GIVEN, FAMILY = "Quillon", "Xanthopoulos"
ALIKE = {"given_name": "Kwillon", "family_name": "Zanthopulos"}  # as another child is called, and as it is looked for
SAID = {"circumstances": "said-circumstances", "worries": "said-worries", "description": "said-description"}
KINDS = [
    ("Alder House", "home-manager"),
    ("Alder House", "residential-worker"),
    ("Control room", "police-officer"),
    ("Control room", "duty-inspector"),
    ("Oversight team", "oversight-officer"),
    ("First Contact", "front-door-worker"),
    ("City social care", "social-worker"),
    ("City social care", "team-manager"),
]
# Where others learn, on purpose, that there is an episode of a child kept for named people: to ask, answer, keep flags.
ABOUT_BEING_KEPT = ("break-glass", "/flags/")


class Told:
    """A child, somebody whose rights come and go, and what they try meanwhile."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.teams = a_partnership()
        self.manager, self.second = (
            a_post(self.teams[f"{it} social care"], "team-manager") for it in ("City", "County")
        )
        self.inspector = a_post(self.teams["Control room"], "duty-inspector")
        team, role = self.chance.choice(KINDS)
        self.admin = a_post(self.teams[team], "agency-administrator")
        for one in self.teams.values():
            one.mailbox = f"team{one.pk}@mail.example" if self.chance.random() < 0.5 else ""
            one.save()
        person = Person.objects.provision(email="kim@own.example", full_name="Kim Doe", in_demonstration=True)
        self.post = Post.objects.create(person=person, team=self.teams[team], role=role, started_at=NOW - 99 * HOUR)
        self.child = a_child(self.teams["Alder House"])
        other = a_child(self.teams["Birch House"])
        Child.objects.filter(pk=other.pk).update(**ALIKE)
        self.child.given_name, self.child.family_name = GIVEN, FAMILY
        self.child.save()
        self.episode = open_episode(
            child=self.child, kind="missing", facts=self.child.facts, key=uuid.uuid4(), now=NOW - 80 * HOUR,
            about={"last_seen": (NOW - 81 * HOUR).isoformat(), "with_family": False, "education_only": False},
            told=SAID, by=self.inspector,
            happenings=[Happening("reported", NOW - 80 * HOUR, {"by": "carer"})],
        )  # fmt: skip
        self.happens(Happening("categorised", NOW - 79 * HOUR, {"category": "medium"}))
        if self.chance.random() < 0.5:
            self.happens(Happening("returned", NOW - 60 * HOUR, {"to": "placement"}))
        compare_new_records()
        self.forms: list[tuple[str, dict[str, str]]] = []
        self.counted: Counter[str] = Counter()
        self.sign_in()

    # What the person does

    def sign_in(self) -> None:
        """Sign in, where there is an account to sign in with."""
        self.client = Client(raise_request_exception=False)
        if Person.objects.get(pk=self.post.person_id).is_active:
            self.client.force_login(Person.objects.get(pk=self.post.person_id), backend=BACKEND)

    def pages(self) -> list[tuple[str, dict[str, str] | None]]:
        """Every address that is about the episode or the child, and those on which they could turn up."""
        duty = self.chance.choice(Duty.objects.filter(episode=self.episode).order_by("pk"))
        of_child = [f"/children/{self.child.pk}/{page}/" for page in ("break-glass", "views", "flags")]
        of_others = ["/break-glass/", "/break-glass/authorise/", "/children/alike/", "/children/asked/"]
        lists = ["/", "/?part=list", "/views/", *of_others]
        found = [("/children/find/", ALIKE), ("/children/find/", {**ALIKE, "purpose": "They rang"})]
        pages = [*addresses(self.episode.pk, duty.pk), *of_child, *lists, reverse("episodes:start-report")]
        return [*((page, None) for page in pages), *found]

    def look(self) -> None:
        """Open some pages: where there is no right, nothing about the child is on them."""
        for address, sent in self.chance.sample(self.pages(), 6):
            answer = self.client.get(address) if sent is None else self.client.post(address, sent)
            self.shows_nothing_unless_allowed(address, answer)

    def open_a_form(self) -> None:
        """Have a form open, to be sent later."""
        ours = list(Duty.objects.filter(episode=self.episode, team=self.post.team).order_by("pk"))
        address = f"/episodes/{self.episode.pk}/"
        told = {"key": str(uuid.uuid4()), "outcome": "excused", "words": "typed-words"}
        forms = [
            (f"{address}accept/", {}),
            (f"{address}whereabouts/", {"key": str(uuid.uuid4()), "words": "typed-words"}),
        ]
        if ours:
            duty = self.chance.choice(ours)
            forms += [(f"{address}duties/{duty.pk}/", told), (f"{address}duties/{duty.pk}/accept/", {})]
        self.forms.append(self.chance.choice(forms))

    def send_a_form(self) -> None:
        """Send a form that was open: where there is no right any longer, nothing is recorded or shown."""
        address, words = self.forms.pop() if self.forms else (f"/episodes/{self.episode.pk}/accept/", {})
        allowed, before = self.may_see(), self.told_by_the_person()
        answer = self.client.post(address, words)
        self.shows_nothing_unless_allowed(address, answer, allowed=allowed)
        recorded = self.told_by_the_person() - before
        assert allowed or not recorded, f"{address} recorded what was sent without a right"
        self.counted["recorded" if recorded else "not recorded"] += 1

    # What happens to their right

    def end_post(self) -> None:
        if self.holds_post():
            post = Post.objects.get(pk=self.post.pk)
            people_actions.end_post(post=post, at=NOW, because="Left", sent=self.sent())

    def close_account(self) -> None:
        people_actions.close(person=Person.objects.get(pk=self.post.person_id), because="Left", sent=self.sent())

    def give_post_back(self) -> None:
        """The same post begins again: the account is opened where it was closed."""
        Person.objects.filter(pk=self.post.person_id).update(is_active=True)
        if Post.objects.filter(pk=self.post.pk, ended_at=None).exists():
            return
        self.post = Post.objects.create(
            person=self.post.person, team=self.post.team, role=self.post.role, started_at=NOW - HOUR
        )

    def exclude(self) -> None:
        self.flag("excluded", self.post.person_id)

    def keep_for_others(self) -> None:
        self.flag("named-only", self.manager.person_id)

    def lift(self) -> None:
        for flag in flags_of(self.child.pk):
            if flag.lifted_at is None:
                lift_flag(flag_id=flag.pk, because="Over", by=self.second)

    def move_the_child(self) -> None:
        """The child lives in another home: the duties of the one before, and its tie, move there."""
        child = self.child
        child.refresh_from_db()
        child.home_team = self.teams["Birch House" if child.home_team == self.teams["Alder House"] else "Alder House"]
        child.save()
        self.happens(Happening(NOTED, NOW, {"says": "said-moved"}))

    def end_ties(self) -> None:
        Involvement.objects.filter(team_id=self.post.team_id, ends_at=None).update(ends_at=NOW - HOUR)

    def end_sessions(self) -> None:
        """Every session ends: it was made for the password before."""
        person = Person.objects.get(pk=self.post.person_id)
        person.set_unusable_password()
        person.save()

    def happens(self, happening: Happening) -> None:
        """Somebody else records it: now, since what is told on pages meanwhile has the time of the clock."""
        told = {"key": uuid.uuid4(), "now": dt.datetime.now(dt.UTC), "by": self.inspector}
        record(episode_id=self.episode.pk, happenings=[happening], **told)

    # What the service does meanwhile

    def queue_reminders(self) -> None:
        remind(now=NOW)

    def break_the_glass(self) -> None:
        """Somebody who has nothing to do with it opens the episode: mail about it waits to be sent."""
        officer = people.a_post("police-officer", self.teams["Investigators"])
        break_glass(
            episode_id=self.episode.pk, child_id=self.child.pk, reason="call", incident_number="1", words="They rang",
            is_risk_to_life=False, is_restricted=self.chance.random() < 0.5, key=uuid.uuid4(), now=NOW, by=officer,
        )  # fmt: skip

    def hand_something_over(self) -> None:
        """Somebody who has found the child tells the person's team, or the manager's, what they know."""
        by = people.a_post("mat-worker", self.teams["County early help"])
        told = {"words": "handed-words", "known_at": NOW, "key": uuid.uuid4(), "by": by}
        hand_over(child=self.child, team=self.chance.choice([self.post.team, self.manager.team]), **told)

    def send_mail(self) -> None:
        """The jobs send what is queued: it says nothing of the child, and goes to nobody whose right has ended."""
        mail.outbox.clear()
        mail_reminders(now=NOW)
        mail_glass(now=NOW)
        mail_asked(now=NOW)
        for message in mail.outbox:
            assert not self.marks_in(f"{message.subject} {message.body}", reference=False)
            if "somebody asks your team" in message.subject:
                assert self.episode.reference not in message.body
                team = Team.objects.get(mailbox=message.to[0])
                assert self.somebody_may_answer(team), "mail about a child whom nobody there may see"
                self.counted["asked"] += 1
            if self.episode.reference not in message.body:
                continue
            self.counted["mailed"] += 1
            if self.post.person.email in message.recipients():
                assert self.holds_post(), "mail went to whoever holds the post no longer"
                assert not self.is_excluded(), "mail with the reference went to somebody who may not see the child"
            if "Its time is short" in message.body:
                team = Team.objects.get(mailbox=message.to[0])
                assert Duty.objects.filter(episode=self.episode, team=team).exists(), "mail went to who owes nothing"

    # What must hold

    def may_see(self) -> bool:
        """Whether the right stands now, as the door has it, for somebody who is still signed in."""
        return self.holds_post() and decide(self.post, "see-episode", Subject(self.episode.pk, self.child.pk)).allowed

    def holds_post(self) -> bool:
        return Post.objects.filter(pk=self.post.pk, ended_at=None, person__is_active=True).exists()

    def is_excluded(self) -> bool:
        stands = [flag for flag in flags_of(self.child.pk) if flag.lifted_at is None]
        return any(flag.kind == "excluded" and flag.person_id == self.post.person_id for flag in stands)

    def somebody_may_answer(self, team: Team) -> bool:
        """Whether a team has anybody left who answers others about the child."""
        held = Post.objects.filter(team=team, ended_at=None, person__is_active=True).select_related("person", "team")
        subject = Subject(child_id=self.child.pk)
        return any(decide(post, "let-in", subject).allowed for post in held)

    def is_kept(self) -> bool:
        return any(flag.kind == "named-only" and flag.lifted_at is None for flag in flags_of(self.child.pk))

    def told_by_the_person(self) -> int:
        return Event.objects.filter(episode=self.episode, post_id=self.post.pk).count()

    def marks_in(self, text: str, *, reference: bool = True) -> list[str]:
        """What of the child stands in a text."""
        marks = [GIVEN, FAMILY, f"{GIVEN[0]}. {FAMILY[0]}.", *SAID.values(), "typed-words", "handed-words"]
        return [mark for mark in [*marks, *([self.episode.reference] if reference else [])] if mark in text]

    def shows_nothing_unless_allowed(self, address: str, answer: Any, *, allowed: bool | None = None) -> None:
        """Nothing of the episode without a right to it; nothing of the child, on any page, for who is kept out."""
        if self.may_see() if allowed is None else allowed:
            self.counted["shown"] += bool(self.marks_in(answer.content.decode()))
            return
        self.counted["not shown"] += 1
        marks = self.marks_in(answer.content.decode())
        if not self.holds_post() or self.is_excluded():
            assert marks == [], f"{address} shows {marks}"
        elif self.is_kept():
            assert marks == [] or any(part in address for part in ABOUT_BEING_KEPT), f"{address} shows {marks}"
        else:  # whoever looks for a child, reports one or reads their own history learns that there is such a child
            assert set(marks).isdisjoint({*SAID.values(), "typed-words"}), f"{address} shows {marks}"
            assert "/episodes/" not in address or marks == [], f"{address} shows {marks}"
            assert address not in ("/", "/?part=list") or marks == [], f"{address} shows {marks}"

    def flag(self, kind: str, person_id: int) -> None:
        set_flag(
            child_id=self.child.pk, kind=kind, person_id=person_id, because="A relative", ring="01632 960801",
            review_on=NOW.date(), by=self.manager,
        )  # fmt: skip

    def sent(self) -> Sent:
        return Sent(key=uuid.uuid4(), now=NOW, by=self.admin)


TRIES = [Told.look, Told.look, Told.open_a_form, Told.send_a_form, Told.sign_in]
ENDS = [
    Told.end_post, Told.close_account, Told.exclude, Told.keep_for_others, Told.move_the_child, Told.end_ties,
    Told.end_sessions,
]  # fmt: skip
MEANWHILE = [
    Told.queue_reminders, Told.break_the_glass, Told.hand_something_over, Told.send_mail, Told.send_mail,
]  # fmt: skip
COMES_BACK = [Told.lift, Told.give_post_back]


def interleaved(seed: int) -> Counter[str]:
    """One interleaving of fourteen steps, of which nothing stays; how often what came of it."""
    before = transaction.savepoint()
    told, steps = Told(seed), ["look"]
    told.look()
    for _ in range(14):
        kinds = told.chance.choices((TRIES, ENDS, MEANWHILE, COMES_BACK), (5, 2, 3, 1))[0]
        step: Callable[[Told], None] = told.chance.choice(kinds)
        steps.append(step.__name__)
        try:
            step(told)
        except AssertionError as wrong:
            raise AssertionError(f"{seed}, {told.post.role}: {wrong}, after {', '.join(steps)}") from wrong
    told.look()
    told.send_mail()
    transaction.savepoint_rollback(before)
    return told.counted


@pytest.mark.parametrize("first", range(0, INTERLEAVINGS, A_BLOCK))
def test_nothing_of_a_child_reaches_whoever_has_no_right_any_longer(first: int) -> None:
    counted: Counter[str] = Counter()
    for seed in range(first, min(first + A_BLOCK, INTERLEAVINGS)):
        counted += interleaved(seed)
    print(f"{first} to {seed}: {dict(counted)}")
    assert min(counted[what] for what in ("shown", "not shown", "recorded", "not recorded", "mailed", "asked")) > 0


def test_a_reminder_that_is_queued_is_not_mailed_to_whoever_owes_the_duty_no_longer() -> None:
    told = Told(0)
    Team.objects.update(mailbox="")
    told.queue_reminders()
    reminder = Reminder.objects.select_related("duty", "team").first()
    assert reminder is not None
    Team.objects.filter(pk=reminder.team_id).update(mailbox="before@mail.example")
    Duty.objects.filter(team=reminder.team).update(team=told.teams["Birch House"])
    assert mail_reminders(now=NOW) == 0
    assert mail.outbox == []


@pytest.mark.parametrize("flag", ["excluded", "named-only"])
def test_a_team_is_not_mailed_about_a_child_kept_since_from_everybody_in_it(flag: str) -> None:
    told = Told(0)
    worker = a_post(told.teams["City early help"], "mat-worker")
    by = a_post(told.teams["County early help"], "mat-worker")
    Team.objects.filter(pk=worker.team_id).update(mailbox="early.help@mail.example")
    ask(child=told.child, team=worker.team, reason="Seen here", key=uuid.uuid4(), by=by)
    hand_over(child=told.child, team=worker.team, words="Seen", known_at=NOW, key=uuid.uuid4(), by=by)
    told.flag(flag, (worker if flag == "excluded" else told.manager).person_id)
    assert mail_asked(now=NOW) == 0
    told.lift()
    assert mail_asked(now=NOW) == 1
