"""What an agency's administrators do: joiners, movers, leavers, and the posts of each quarter.

Nobody changes anything about themselves here, and every change is a line in a log that is only ever added to.
"""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now

from safereturn.agencies.models import Agency, PeopleChange, Person, Post, Team
from safereturn.agencies.roles import ROLES, ROLES_OF_TEAM, TAKES_TWO

from . import mail, queries
from .queries import ADMINISTRATOR

_What = PeopleChange.What
THE_SERVICE = "Safe Return itself"


class Refused(ValueError):
    """What was asked for is not done. The message says why, and what to do instead."""


@dataclass(frozen=True)
class Sent:
    """A form that an administrator sent: which one, by which post, at what moment."""

    key: uuid.UUID
    by: Post
    now: dt.datetime

    @property
    def agency_id(self) -> int:
        """The agency whose people may be changed: the administrator's own."""
        return self.by.agency_id


@dataclass(frozen=True)
class Place:
    """A kind of post in a team, from a moment on."""

    team: Team
    role: str
    at: dt.datetime

    @property
    def name(self) -> str:
        """How people call it."""
        return f"{ROLES[self.role].name}, {self.team.name}"


def place(team_id: int, role: str, at: dt.datetime | None, sent: Sent) -> Place:
    """A kind of post that a team of the own agency can hold; without a time, from now on. Raises `Refused`."""
    team = Team.objects.filter(pk=team_id, agency_id=sent.agency_id).first()
    if team is None or role not in ROLES_OF_TEAM[team.kind]:
        raise Refused("Your agency has no team that can hold such a post. Choose one from the list.")
    return Place(team, role, at or sent.now)


@transaction.atomic
def provision(*, email: str, full_name: str, wanted: Place, address: str, sent: Sent) -> Person:
    """Open an account for somebody new and give them a post, or ask a second administrator to agree to it.

    They are sent a link, once, to set a password; `address` is that of the service. In the demonstration they sign in
    with one press instead. Raises `Refused` where somebody has that mail address.
    """
    _lock(sent)
    email = email.strip().lower()
    there = Person.objects.filter(email=email).first()
    if there is not None:
        if _is_done(sent):
            return there
        own = queries.people_of(sent.agency_id).filter(pk=there.pk).exists()
        raise Refused(
            f"{there.full_name} has this address already. Give them a post on their own page."
            if own
            else "Somebody of another agency has this address. Use the one that your agency gave to this person."
        )
    person = Person.objects.provision(
        email=email, full_name=full_name, in_demonstration=settings.SAFERETURN_DEMONSTRATION
    )
    _log(_What.PROVISIONED, person, sent)
    mail.tell(sent.agency_id, mail.OPENED)
    _begin_or_ask(person, wanted, sent)
    _send_link(person, address, sent)
    return person


@transaction.atomic
def give_post(*, person: Person, wanted: Place, instead_of: Post | None = None, sent: Sent) -> None:
    """Give somebody a post, and with `instead_of` end another of theirs at the same moment. Raises `Refused`.

    A post that takes two administrators begins when the second agrees; the other ends when this one was asked for.
    """
    _lock(sent, person)
    if _is_done(sent):
        return
    _not_to_oneself(person, sent)
    if not person.is_active:
        raise Refused("This account is off. Open it again first.")
    if instead_of is not None:
        _end(instead_of, wanted.at, f"Instead: {wanted.name}", sent)
    _begin_or_ask(person, wanted, sent)


@transaction.atomic
def answer(*, asked: PeopleChange, agrees: bool, because: str, sent: Sent) -> None:
    """Answer, as a second administrator, whether a post that was asked for begins. Raises `Refused`.

    Neither whoever asked for it nor whoever it is for can answer.
    """
    _lock(sent, asked.person)
    if _is_done(sent):
        return
    _not_to_oneself(asked.person, sent)
    asker = Post.objects.filter(pk=asked.by_post_id).values_list("person_id", flat=True).first()
    if asker == sent.by.person_id:
        raise Refused("You asked for this yourself. A second administrator of your agency answers it.")
    if PeopleChange.objects.filter(answers=asked).exists():
        raise Refused("This was answered meanwhile.")
    if not agrees:
        _log(_What.POST_REFUSED, asked.person, sent, team=asked.team, role=asked.role, because=because, answers=asked)
        return
    if not asked.person.is_active:
        raise Refused("This account is off. Open it again first.")
    wanted = place(asked.team_id, asked.role, max(asked.at or sent.now, sent.now), sent)
    _fits(asked.person, wanted, sent)
    _begin(asked.person, wanted, sent, because=because, answers=asked)


@transaction.atomic
def end_post(*, post: Post, at: dt.datetime | None, because: str, sent: Sent) -> None:
    """End a post, now or at a later moment; from then on it opens nothing. Raises `Refused`."""
    _lock(sent)
    if _is_done(sent):
        return
    _not_to_oneself(post.person, sent)
    _end(post, at or sent.now, because, sent)


@transaction.atomic
def close(*, person: Person, because: str, sent: Sent) -> bool:
    """End all that a leaver holds in the agency, and close their account unless they hold a post elsewhere.

    A closed account's sessions are over at once, and no password or link of it works again. Returns whether the
    account is closed. Raises `Refused`.
    """
    _lock(sent, person)
    if _is_done(sent):
        return not person.is_active
    _not_to_oneself(person, sent)
    posts = queries.posts_held(sent.agency_id, sent.now).filter(person=person)
    for post in posts:
        _end(post, sent.now, because, sent)
    if not person.is_active or queries.holds_elsewhere(person.pk, sent.agency_id, sent.now):
        return not person.is_active
    person.is_active = False
    person.set_unusable_password()  # which also ends each session for good: it was made for the password before
    person.save(update_fields=("is_active", "password"))
    _log(_What.CLOSED, person, sent, because=because)
    return True


@transaction.atomic
def reopen(*, person: Person, address: str, sent: Sent) -> None:
    """Open an account again that was closed or disabled; its holder sets a new password by a link. Raises `Refused`."""
    _lock(sent, person)
    if _is_done(sent):
        return
    _not_to_oneself(person, sent)
    if person.is_active:
        raise Refused("This account is open.")
    if queries.holds_elsewhere(person.pk, sent.agency_id, sent.now) and not _held_here(person, sent):
        raise Refused("This person holds posts at another agency alone. Its administrator opens the account.")
    person.is_active = True
    person.opened_at = Now()
    person.set_unusable_password()
    person.save(update_fields=("is_active", "opened_at", "password"))
    _log(_What.REOPENED, person, sent)
    _send_link(person, address, sent)


@transaction.atomic
def send_link(*, person: Person, without_proofs: bool, address: str, sent: Sent) -> None:
    """Send somebody a link, once, to set a new password; the old one, and all sessions, end at once.

    With `without_proofs`, for whoever lost their telephone or key, all second proofs are taken off too: they set up
    new ones before they see anything. Raises `Refused`.
    """
    _lock(sent, person)
    if _is_done(sent):
        return
    _not_to_oneself(person, sent)
    if not person.is_active:
        raise Refused("This account is off. Open it again first.")
    if not _held_here(person, sent) and queries.holds_elsewhere(person.pk, sent.agency_id, sent.now):
        raise Refused("This person holds posts at another agency alone. Its administrator sends the link.")
    person.set_unusable_password()
    person.save(update_fields=("password",))
    if without_proofs:
        Authenticator.objects.filter(user=person).delete()
        _log(_What.PROOFS_REMOVED, person, sent)
        mail.tell(sent.agency_id, mail.PROOFS_REMOVED)
    _send_link(person, address, sent)


@transaction.atomic
def certify(*, answers: Mapping[int, bool], sent: Sent) -> tuple[list[Post], list[Post]]:
    """Say of posts, by their ids, that they are still right, or end those that are not.

    Posts that are no longer held are passed over. Returns those that were certified and those that ended. Raises
    `Refused`, and changes nothing, where one of them is the administrator's own.
    """
    _lock(sent)
    if _is_done(sent):
        return [], []
    posts = list(queries.posts_held(sent.agency_id, sent.now).filter(pk__in=answers))
    for post in posts:
        _not_to_oneself(post.person, sent)
    right = [post for post in posts if answers[post.pk]]
    Post.objects.filter(pk__in=[post.pk for post in right]).update(certified_at=sent.now)
    for post in right:
        _log(_What.POST_CERTIFIED, post.person, sent, post=post)
    wrong = [post for post in posts if not answers[post.pk]]
    for post in wrong:
        _end(post, sent.now, "Not certified", sent)
    return right, wrong


@transaction.atomic
def disable_idle(*, now: dt.datetime) -> int:
    """Disable every account that nobody has used for 30 days, by the database's clock. Returns how many.

    Called twice, it disables none. The administrators of each agency are told by mail that there were some.
    """
    idle = list(queries.idle().select_for_update().order_by("pk"))
    Person.objects.filter(pk__in=[person.pk for person in idle]).update(is_active=False)
    concerned = sorted((person.pk, agency) for person in idle for agency in queries.agencies_of(person.pk, now))
    key = uuid.uuid4()
    PeopleChange.objects.bulk_create(
        PeopleChange(agency_id=agency, person_id=person, what=_What.IDLE, said_by=THE_SERVICE, key=key)
        for person, agency in concerned
    )
    for agency in sorted({agency for _, agency in concerned}):
        mail.tell(agency, mail.IDLE)
    return len(idle)


def note_password_set(person: Person, now: dt.datetime) -> None:
    """Log, for each agency of a person, that they have set a password by their link."""
    key, agencies = uuid.uuid4(), queries.agencies_of(person.pk, now)
    PeopleChange.objects.bulk_create(
        PeopleChange(agency_id=agency, person=person, what=_What.PASSWORD_SET, said_by=person.full_name, key=key)
        for agency in agencies
    )


def _lock(sent: Sent, person: Person | None = None) -> None:
    """Let an agency's people be changed by one administrator at a time; with a person, read again how they stand."""
    Agency.objects.select_for_update().get(pk=sent.agency_id)
    if person is not None:
        person.refresh_from_db(from_queryset=Person.objects.select_for_update())


def _is_done(sent: Sent) -> bool:
    return PeopleChange.objects.filter(key=sent.key, agency_id=sent.agency_id).exists()


def _held_here(person: Person, sent: Sent) -> bool:
    return queries.posts_held(sent.agency_id, sent.now).filter(person=person).exists()


def _not_to_oneself(person: Person, sent: Sent) -> None:
    if person.pk == sent.by.person_id:
        raise Refused("Nobody changes their own account or posts. Ask another administrator of your agency.")


def _begin_or_ask(person: Person, wanted: Place, sent: Sent) -> None:
    _fits(person, wanted, sent)
    if wanted.role not in TAKES_TWO:
        _begin(person, wanted, sent)
        return
    if queries.waiting(sent.agency_id).filter(person=person, role=wanted.role, team=wanted.team).exists():
        raise Refused("This was asked for already, and waits for a second administrator.")
    _log(_What.POST_ASKED, person, sent, team=wanted.team, role=wanted.role, at=wanted.at)


def _fits(person: Person, wanted: Place, sent: Sent) -> None:
    """Whoever keeps the accounts holds no other post, so that nobody who gives access has it. Raises `Refused`."""
    later = Post.objects.filter(queries.held(wanted.at), person=person)
    if later.filter(team=wanted.team, role=wanted.role).exists():
        raise Refused(f"{person.full_name} holds this post already.")
    asked = queries.waiting(sent.agency_id).filter(person=person, role=ADMINISTRATOR).exists()
    keeps = asked or later.filter(role=ADMINISTRATOR).exists()
    if wanted.role == ADMINISTRATOR and later.exists():
        raise Refused("An administrator sees no child, and holds no other post. End the other posts first.")
    if wanted.role != ADMINISTRATOR and keeps:
        raise Refused("An administrator sees no child, and holds no other post. End that post first.")


def _begin(
    person: Person, wanted: Place, sent: Sent, *, because: str = "", answers: PeopleChange | None = None
) -> None:
    post = Post.objects.create(person=person, team=wanted.team, role=wanted.role, started_at=wanted.at)
    _log(_What.POST_BEGAN, person, sent, post=post, at=wanted.at, because=because, answers=answers)


def _end(post: Post, at: dt.datetime, because: str, sent: Sent) -> None:
    """End a post at a moment that does not lie before now. Raises `Refused`."""
    if post.team.agency_id != sent.agency_id or (post.ended_at is not None and post.ended_at <= sent.now):
        raise Refused("Nobody of your agency holds this post now.")
    at = max(at, sent.now)
    others = queries.administrators(sent.agency_id, sent.now).exclude(pk=post.pk)
    if post.role == ADMINISTRATOR and not others.exists():
        raise Refused("Your agency would have no administrator. Let another one begin first.")
    post.ended_at = at
    post.save(update_fields=("ended_at",))
    _log(_What.POST_ENDED, post.person, sent, post=post, at=at, because=because)


def _send_link(person: Person, address: str, sent: Sent) -> None:
    if person.in_demonstration:
        return
    mail.mail_link.defer(person_id=person.pk, address=address)
    _log(_What.LINK_SENT, person, sent)


def _log(
    what: str,
    person: Person,
    sent: Sent,
    *,
    post: Post | None = None,
    team: Team | None = None,
    role: str = "",
    at: dt.datetime | None = None,
    because: str = "",
    answers: PeopleChange | None = None,
) -> None:
    PeopleChange.objects.create(
        agency_id=sent.agency_id,
        person=person,
        what=what,
        post=post,
        team=post.team if post else team,
        role=post.role if post else role,
        at=at,
        because=because,
        answers=answers,
        by_post_id=sent.by.pk,
        said_by=str(sent.by),
        key=sent.key,
    )
