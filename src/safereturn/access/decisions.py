"""One door: every page asks `decide`. Deny wins, and what is unknown is denied."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from safereturn.agencies.models import Post

from .field_classes import LOCATION
from .models import Involvement, Restriction
from .queries import ties_of
from .rights import (
    ACTIONS,
    ASK_TO_BREAK_GLASS,
    BREAK_GLASS,
    HIDDEN_BY_AN_ALLEGATION,
    MAY_BREAK_GLASS,
    NO_TIE,
    SEE_HIDDEN_PLACES,
    SET_FLAGS,
    needs_tie,
    rows_for,
    ties_giving,
)

__all__ = ["Context", "Decision", "Outcome", "Subject", "context_of", "decide", "is_kept_for_others", "may_by_role"]


class Outcome(StrEnum):
    """What may be done."""

    ALLOW = "allow"
    MASK = "mask"  # the page is shown, this class of fields as if it were empty
    BREAK_GLASS = "break-glass"  # not now, but in an emergency, with an alert
    DENY = "deny"


class Subject(NamedTuple):
    """What an action is about: an episode; or a child, and then a tie to any of their episodes will do."""

    episode_id: int | None = None
    child_id: int | None = None


class Decision(NamedTuple):
    """What may be done, why, whom to ring instead, and which classes of fields are shown."""

    outcome: Outcome
    because: str
    ring: str = ""
    sees: frozenset[str] = frozenset()
    cautions: tuple[str, ...] = ()  # what to heed in dealing with others about the child
    until: dt.datetime | None = None  # where an emergency alone opened it, when it shuts

    @property
    def allowed(self) -> bool:
        """Whether the action may be taken now."""
        return self.outcome is Outcome.ALLOW


class Context(NamedTuple):
    """What is known of a post and some subjects: its ties to them, and their restrictions."""

    ties: Sequence[Involvement] = ()
    restrictions: Sequence[Restriction] = ()

    def ties_to(self, subject: Subject) -> list[Involvement]:
        """The ties of the post to one of the subjects."""
        episode, child = subject
        return [tie for tie in self.ties if (tie.child_id == child if episode is None else tie.episode_id == episode)]


def decide(
    post: Post | None,
    action: str,
    subject: Subject | None = None,
    *,
    field_class: str | None = None,
    context: Context | None = None,
) -> Decision:
    """Whether a post may take an action on a subject, and whether it sees a class of fields.

    The order is fixed: exclusion, restriction, involvement, role, class of fields, hidden from this person. The first
    step that objects decides. Without `context`, one query finds it, or two.
    """
    if post is None or action not in ACTIONS:
        return Decision(Outcome.DENY, "Nobody is signed in, or there is no such action.")
    if subject is None and needs_tie(action):
        return Decision(Outcome.DENY, "No episode was named.")
    if context is None:
        context = Context() if subject is None else context_of(post, [subject])
    asked = _Asked(post, action, subject, field_class, context)
    for step in ORDER:
        objection = step(asked)
        if objection is not None:
            return objection
    because = asked.grants()[0][1]
    return Decision(Outcome.ALLOW, because, sees=asked.sees(), cautions=asked.cautions(), until=asked.until())


def is_kept_for_others(post: Post, subject: Subject, *, context: Context) -> bool:
    """Whether a child is kept for people who are named, and this person is not one of them."""
    return _Asked(post, ASK_TO_BREAK_GLASS, subject, None, context).is_kept_out


def may_by_role(post: Post | None, action: str) -> bool:
    """Whether posts of this kind may ever take an action: for showing a button, never for opening a door."""
    return post is not None and bool(rows_for(post.role, action))


def context_of(post: Post, subjects: Sequence[Subject]) -> Context:
    """What `decide` must know of a post and its subjects, however many subjects.

    One query; a second where a restriction concerns this post, or it is not tied to all of them: what is kept from
    others alone does not even take it longer. Where there is more than one subject, each is told with its child.
    """
    episodes = [subject.episode_id for subject in subjects if subject.episode_id is not None]
    children = [subject.child_id for subject in subjects if subject.child_id is not None]
    standing = Restriction.objects.filter(_concerns(post), lifted_at=None)
    ties = ties_of(post).filter(Q(episode_id__in=episodes) | Q(child_id__in=children)).order_by("began_at", "id")
    context = Context(list(ties.annotate(is_restricted=Exists(standing.filter(child_id=OuterRef("child_id"))))))
    if all(context.ties_to(subject) for subject in subjects) and not any(tie.is_restricted for tie in context.ties):
        return context
    of_episodes = Involvement.objects.filter(episode_id__in=episodes).values("child_id")
    return context._replace(restrictions=list(standing.filter(Q(child_id__in=children) | Q(child_id__in=of_episodes))))


def _concerns(post: Post) -> Q:
    """The restrictions that change something for a post: on this person, on a team of theirs, or on everybody."""
    kind = Restriction.Kind
    on_everybody = Q(kind__in=(kind.NAMED_ONLY, kind.LOCATION_HIDDEN, kind.NO_PARENT_CONTACT))
    return on_everybody | Q(person_id=post.person_id) | Q(kind=kind.ALLEGATION, team_ids__contains=[post.team_id])


@dataclass(frozen=True)
class _Asked:
    """A question to the door, with what is known of it."""

    post: Post
    action: str
    subject: Subject | None
    field_class: str | None
    context: Context

    def restrictions(self, kind: str) -> list[Restriction]:
        """The restrictions of a kind that stand on the subject."""
        child = self.subject.child_id if self.subject else None
        return [
            restriction
            for restriction in self.context.restrictions
            if restriction.kind == kind and (child is None or restriction.child_id == child)
        ]

    @property
    def is_kept_out(self) -> bool:
        """Whether the child is kept for people who are named, and this person is not."""
        named = self.restrictions(Restriction.Kind.NAMED_ONLY)
        return bool(named) and self.post.person_id not in {restriction.person_id for restriction in named}

    @property
    def may_break_glass(self) -> bool:
        """Whether this may be opened in an emergency."""
        return self.action in BREAK_GLASS and self.post.role in MAY_BREAK_GLASS

    def ties(self) -> list[Involvement]:
        """The ties of the post to the subject; to a child kept for others, those of broken glass alone."""
        ties = [] if self.subject is None else self.context.ties_to(self.subject)
        if not self.is_kept_out or self.action == SET_FLAGS:  # whoever keeps the flags sees them, and not the child
            return ties
        return [tie for tie in ties if tie.kind in Involvement.BY_GLASS]

    def grants(self) -> list[tuple[frozenset[str], str]]:
        """What the table gives: the classes that each right shows, and the reason that holds."""
        rows = rows_for(self.post.role, self.action)
        without = [(row.sees, ACTIONS[self.action]) for row in rows if row.tied_by == NO_TIE]
        return without + [(row.sees, tie.because) for tie in self.ties() for row in rows if tie.kind in row.tied_by]

    def sees(self) -> frozenset[str]:
        """The classes of fields that the post sees of the subject."""
        return frozenset().union(*(sees for sees, _ in self.grants())) - self.hidden().keys()

    def until(self) -> dt.datetime | None:
        """When what an emergency opened shuts again; None where a tie gives the same, or none is needed."""
        giving = ties_giving(self.post.role, self.action)
        ties = [tie for tie in self.ties() if tie.kind in giving]
        ends = [tie.ends_at for tie in ties if tie.kind in Involvement.BY_GLASS and tie.ends_at is not None]
        return max(ends) if ends and len(ends) == len(ties) else None

    def hidden(self) -> dict[str, Restriction]:
        """The classes of fields that flags hide from this person, each with the flag."""
        kind, person = Restriction.Kind, self.post.person_id
        hidden = {flag.field_class: flag for flag in self.restrictions(kind.HIDDEN_FROM) if flag.person_id == person}
        for flag in self.restrictions(kind.ALLEGATION):
            if flag.person_id == person or self.post.team_id in flag.team_ids:
                hidden |= dict.fromkeys(HIDDEN_BY_AN_ALLEGATION, flag)
        for flag in self.restrictions(kind.LOCATION_HIDDEN):
            if not {tie.kind for tie in self.ties()} & SEE_HIDDEN_PLACES:
                hidden[LOCATION] = flag
        return hidden

    def cautions(self) -> tuple[str, ...]:
        """What whoever sees the child must heed towards others; nothing of a place that they do not see themselves."""
        kind = Restriction.Kind
        kept = self.restrictions(kind.NAMED_ONLY) if self.ties() else []
        told = [NAMED_ONLY.format(flag.ring) for flag in kept]
        told += [NO_PARENT_CONTACT.format(flag.ring) for flag in self.restrictions(kind.NO_PARENT_CONTACT)]
        if LOCATION in self.sees():
            told += [LOCATION_HIDDEN.format(flag.ring) for flag in self.restrictions(kind.LOCATION_HIDDEN)]
        return tuple(dict.fromkeys(told))


NAMED_ONLY = (
    "Only people who are named see this child, and perhaps nobody of the police. If the child goes missing, ring 101: "
    "a report alone may be seen by nobody there. To name somebody, ask {}."
)
NO_PARENT_CONTACT = "Do not ring, write to or visit the child’s parents, and tell them nothing, before you ring {}."
LOCATION_HIDDEN = "Where this child is stays secret: tell nobody who rings, and ring back on a number you know. Ask {}."


def _excluded(asked: _Asked) -> Decision | None:
    for restriction in asked.restrictions(Restriction.Kind.EXCLUDED):
        if restriction.person_id == asked.post.person_id:
            return Decision(Outcome.DENY, "This person may not see the child.", restriction.ring)
    return None


def _restricted(asked: _Asked) -> Decision | None:
    if not asked.is_kept_out or asked.action in (ASK_TO_BREAK_GLASS, SET_FLAGS):
        return None
    if Involvement.Kind.GLASS_NAMED in {tie.kind for tie in asked.ties()}:
        return None
    outcome = Outcome.BREAK_GLASS if asked.may_break_glass else Outcome.DENY
    ring = asked.restrictions(Restriction.Kind.NAMED_ONLY)[0].ring
    return Decision(outcome, "Only people who are named may see the child.", ring)


def _not_involved(asked: _Asked) -> Decision | None:
    if not needs_tie(asked.action) or asked.ties():
        return None
    outcome = Outcome.BREAK_GLASS if asked.may_break_glass else Outcome.DENY
    return Decision(outcome, "This team is not involved in the episode.")


def _not_of_the_role(asked: _Asked) -> Decision | None:
    if asked.grants():
        return None
    # A tie that shows nothing bars no emergency.
    outcome = Outcome.BREAK_GLASS if asked.may_break_glass else Outcome.DENY
    return Decision(outcome, f"{asked.post.kind.name}: this tie does not let them do it: {ACTIONS[asked.action]}.")


def _not_of_the_class(asked: _Asked) -> Decision | None:
    if asked.field_class is None or any(asked.field_class in sees for sees, _ in asked.grants()):
        return None
    return Decision(Outcome.MASK, "This role does not see such fields.", sees=asked.sees())


def _hidden(asked: _Asked) -> Decision | None:
    flag = asked.hidden().get(asked.field_class or "")
    if flag is None:
        return None
    return Decision(Outcome.MASK, "This is hidden from this person.", flag.ring, asked.sees())


# Later flags that ask for a fresh second factor, a managed device or a stated purpose come at the end.
ORDER: tuple[Callable[[_Asked], Decision | None], ...] = (
    _excluded,
    _restricted,
    _not_involved,
    _not_of_the_role,
    _not_of_the_class,
    _hidden,
)
