"""Who may do what, through which tie to the episode, and what they see: one table. What is not in it is not allowed.

A row gives a set of rights to the roles in `who`, when their team is tied to the episode by one of `tied_by`. Rows
add up: a team that owes a duty and has the child placed with it has the rights of both ties.
"""

from functools import cache
from typing import NamedTuple

from . import field_classes as f
from .models import Involvement

_K = Involvement.Kind
NO_TIE: frozenset[str] = frozenset({"no tie"})  # for what concerns no episode, or is scoped row by row

CARERS = frozenset({"residential-worker", "foster-carer", "support-worker", "home-manager"})
SUPERVISORS = frozenset({"supervising-social-worker"})  # of foster carers
CALL_TAKERS = frozenset({"call-taker"})
OFFICERS = frozenset(
    {"police-officer", "investigating-officer", "duty-inspector", "police-commander", "oversight-officer"}
)
FRONT_DOOR = frozenset({"front-door-worker"})
WORKERS = frozenset({"social-worker", "lead-worker", "mat-worker", "runaways-worker", "yos-worker"})
MANAGERS = frozenset({"team-manager"})
TOLD = frozenset({"reviewing-officer", "child-protection-manager", "exploitation-manager", "missing-children-lead"})
OTHER_AUTHORITIES = frozenset({"other-authority-worker"})
EDUCATION = frozenset({"school-safeguarding-lead", "education-welfare-officer", "cme-officer"})
HEALTH = frozenset({"safeguarding-nurse", "designated-nurse"})
REFEREES = frozenset({"privacy-referee"})
ADMINISTRATORS = frozenset({"agency-administrator"})
MAY_BREAK_GLASS = CALL_TAKERS | OFFICERS | FRONT_DOOR  # who is rung at night about children whom they do not know
AUTHORISERS = MANAGERS | {"duty-inspector"}
OVERSEERS = MANAGERS | {"missing-children-lead", "oversight-officer"}  # who sit in the groups, or report to them
JUDGES = frozenset({"missing-children-lead", "oversight-officer"})  # of whether two records are of one child
REPORTERS = (
    CARERS
    | SUPERVISORS
    | CALL_TAKERS
    | OFFICERS
    | FRONT_DOOR
    | WORKERS
    | MANAGERS
    | OTHER_AUTHORITIES
    | EDUCATION
    | HEALTH
)
EVERYBODY = REPORTERS | TOLD | REFEREES | ADMINISTRATORS

LOOK = frozenset({"see-episode", "see-duty"})
DUTY = frozenset({"accept-duty", "carry-out-duty"})  # of one's own team
TELL = frozenset({"record-whereabouts", "answer-question"})

DECIDE = frozenset({"sign-off-interview", "waive-interview", "decide-arrival"})  # as a manager

FOUND = frozenset({f.EXISTENCE, f.IDENTITY})
BASIC = frozenset({f.EXISTENCE, f.IDENTITY, f.DUTIES})
SHARED = BASIC | {f.NOTES, f.STANDING}  # what agencies who work together on an episode share
INVESTIGATION = SHARED | {f.FAMILY, f.EDUCATION, f.INTELLIGENCE, f.LOCATION, f.ALLEGATION, f.PUBLICITY}
CASE = SHARED | {f.FAMILY, f.SOCIAL_CARE, f.EDUCATION, f.CHILDS_ACCOUNT, f.LOCATION, f.ALLEGATION, f.PUBLICITY}


class Right(NamedTuple):
    """A row of the table."""

    who: frozenset[str]
    tied_by: frozenset[str]
    may: frozenset[str]
    sees: frozenset[str]


def _tied(*kinds: str) -> frozenset[str]:
    return frozenset(kinds)


TABLE: tuple[Right, ...] = (
    # Without a tie
    Right(REPORTERS | TOLD, NO_TIE, frozenset({"see-board"}), BASIC),
    Right(REPORTERS, NO_TIE, frozenset({"report"}), BASIC),
    Right(OVERSEERS | TOLD | REFEREES, NO_TIE, frozenset({"see-governance"}), frozenset()),
    Right(OVERSEERS, NO_TIE, frozenset({"record-governance"}), frozenset()),
    # That there is a child of that name, and whom to ring; where there is no tie, for a reason that is logged.
    Right(REPORTERS | TOLD, NO_TIE, frozenset({"find-child"}), FOUND),
    # Whoever asks to be let in, or tells what they know, is answered by the team that knows the child, row by row.
    Right(WORKERS | MANAGERS | FRONT_DOOR, NO_TIE, frozenset({"let-in"}), FOUND | {f.ACCESS, f.NOTES}),
    Right(JUDGES, NO_TIE, frozenset({"judge-likeness"}), FOUND),
    Right(MAY_BREAK_GLASS, NO_TIE, frozenset({"break-glass"}), frozenset({f.EXISTENCE})),
    Right(AUTHORISERS, NO_TIE, frozenset({"authorise-glass"}), frozenset({f.EXISTENCE, f.ACCESS})),
    Right(REFEREES, NO_TIE, frozenset({"see-view-log"}), frozenset({f.EXISTENCE, f.ACCESS})),
    # Whose agency holds a record answers for how long it is kept: `keeping` asks for that. The child must be named.
    Right(REFEREES, NO_TIE, frozenset({"keep-records"}), FOUND),
    # To hand a child what is held of them somebody reads all of it, but what a flag keeps from that very person.
    Right(REFEREES, NO_TIE, frozenset({"answer-subject"}), frozenset(f.DESCRIBED)),
    Right(EVERYBODY - ADMINISTRATORS, NO_TIE, frozenset({"see-own-views"}), frozenset({f.EXISTENCE, f.ACCESS})),
    Right(EVERYBODY, NO_TIE, frozenset({"see-privacy-counts"}), frozenset()),
    Right(ADMINISTRATORS, NO_TIE, frozenset({"keep-posts"}), frozenset()),
    Right(EVERYBODY, NO_TIE, frozenset({"read-handbook"}), frozenset()),
    # The carers of the child, and carers who told the episode. Never an allegation: it may be against them. Nor what
    # others wrote: it may say so in other words.
    Right(CARERS, _tied(_K.PLACEMENT, _K.TOLD, _K.OWES), LOOK | DUTY | TELL | {"record-consulting"}, BASIC),
    Right(frozenset({"home-manager"}), _tied(_K.PLACEMENT), LOOK, frozenset({f.STANDING})),
    # The police
    Right(CALL_TAKERS, _tied(_K.POLICE, _K.TOLD, _K.OWES), LOOK | DUTY | TELL | {"decide-category"}, BASIC | {f.NOTES}),
    Right(
        OFFICERS,
        _tied(_K.POLICE, _K.TOLD, _K.OWES),
        LOOK | DUTY | TELL | {"decide-category", "record-visit", "close-episode"},
        INVESTIGATION,
    ),
    Right(
        frozenset({"oversight-officer"}), _tied(_K.POLICE), LOOK, frozenset({f.CHILDS_ACCOUNT})
    ),  # it receives the return interviews
    # The councils
    Right(
        FRONT_DOOR,
        _tied(_K.FRONT_DOOR, _K.TOLD, _K.OWES),
        LOOK | DUTY | TELL | {"answer-known", "record-consulting", "record-meeting"},
        SHARED | {f.FAMILY},
    ),
    Right(
        WORKERS,
        _tied(_K.ALLOCATED, _K.OWES, _K.TOLD),
        LOOK | DUTY | TELL | {"interview", "record-consulting", "record-meeting"},
        CASE,
    ),
    Right(
        MANAGERS,
        _tied(_K.MANAGER, _K.ALLOCATED, _K.OWES, _K.TOLD),
        LOOK | DUTY | DECIDE | {"answer-question", "record-meeting", "close-episode"},
        CASE,
    ),
    # Who answers for a child says who may not see the child, or what of it.
    Right(MANAGERS, _tied(_K.MANAGER, _K.ALLOCATED, _K.OWES), frozenset({"set-flags"}), frozenset({f.ACCESS})),
    Right(frozenset({"duty-inspector"}), _tied(_K.POLICE), frozenset({"set-flags"}), frozenset({f.ACCESS})),
    Right(
        frozenset({"child-protection-manager"}),
        _tied(_K.NOTIFIED, _K.OWES, _K.ALLOCATED),
        frozenset({"set-flags"}),
        frozenset({f.ACCESS}),
    ),
    # Whoever holds the child's case sees who else looked at the child.
    Right(WORKERS | MANAGERS, _tied(_K.ALLOCATED), frozenset({"see-views"}), frozenset({f.ACCESS})),
    Right(MANAGERS, _tied(_K.MANAGER), frozenset({"see-views"}), frozenset({f.ACCESS})),
    Right(
        TOLD,
        _tied(_K.NOTIFIED, _K.OWES, _K.ALLOCATED),
        LOOK | DUTY,
        SHARED | {f.FAMILY, f.SOCIAL_CARE, f.CHILDS_ACCOUNT},
    ),
    # Partners who look after no case: what they work with, and nothing of what others wrote. Another authority works on
    # the case of its own child; the child's account and places wait for a tie that says whose child it is.
    Right(SUPERVISORS, _tied(_K.OWES, _K.TOLD), LOOK | DUTY | TELL | {"record-consulting"}, BASIC | {f.STANDING}),
    Right(EDUCATION, _tied(_K.OWES, _K.TOLD), LOOK | DUTY | TELL, BASIC | {f.EDUCATION}),
    Right(HEALTH, _tied(_K.OWES, _K.TOLD), LOOK | DUTY | TELL, BASIC | {f.STANDING, f.HEALTH}),
    Right(OTHER_AUTHORITIES, _tied(_K.OWES, _K.TOLD), LOOK | DUTY | TELL, SHARED | {f.FAMILY}),
    # Whoever broke the glass reads what an emergency asks for, and changes nothing.
    Right(MAY_BREAK_GLASS, _tied(_K.GLASS), LOOK, BASIC | {f.FAMILY}),
    Right(MAY_BREAK_GLASS, _tied(_K.GLASS_RISK), LOOK, frozenset({f.LOCATION})),
    # Whoever was notified may read what they were told of, and accept it.
    Right(REPORTERS, _tied(_K.NOTIFIED), LOOK | {"accept-duty"}, BASIC),
    Right(REPORTERS | TOLD, _tied(_K.LET_IN), LOOK, BASIC),  # whoever may look for a child may be let in
)

ACTIONS: dict[str, str] = {
    "see-board": "See the board: the episodes that one's team is involved in",
    "report": "Report a child missing or away",
    "find-child": "Look for a child by name or number, and ask to be let in or hand over what one knows",
    "let-in": "Answer whoever asks one's own team to be let in to a child, or hands it what they know",
    "judge-likeness": "Decide whether two records are of one child",
    "see-episode": "See an episode, its duties and its timeline",
    "see-duty": "See why a duty is owed",
    "accept-duty": "Accept a duty of one's own team",
    "carry-out-duty": "Record that a duty of one's own team was carried out, or why not",
    "answer-question": "Answer a question that a duty turns on",
    "decide-category": "Record and grade a report",
    "answer-known": "Say whether the child is known",
    "record-whereabouts": "Say lost, located, found or back",
    "record-consulting": "Record that the social worker was told",
    "record-visit": "Record the prevention visit, or why it was not made",
    "record-meeting": "Record that a meeting was held",
    "interview": "Offer, hold and write up the return interview",
    "sign-off-interview": "Sign off an interview",
    "decide-arrival": "Decide about a child who is found and has not arrived",
    "waive-interview": "Waive the interview of a child at home who was only ever absent (2016)",
    "close-episode": "Close an episode",
    "break-glass": "Open an episode in an emergency, for an hour, with an alert",
    "authorise-glass": "Let somebody open a child who is kept for named people",
    "see-view-log": "See who looked at which child, and why",
    "keep-records": "See how long records are kept, hold them, and agree to their deletion",
    "answer-subject": "Draft and release what is held of a child, for the child",
    "see-own-views": "See what one has looked at oneself",
    "see-privacy-counts": "See how often somebody was asked about what they looked at",
    "set-flags": "Say who may not see a child, or what of it, and lift what somebody else said",
    "see-views": "See who looked at a child whose case one's team holds",
    "keep-posts": "Keep the agency's teams, people and posts",
    "read-handbook": "Read in the handbook what the protocol asks",
    "see-governance": "See what groups and boards keep, and what of it is late",
    "record-governance": "Record that a group met, or that a report or a plan was made",
}
SHOW_NO_CHILD = frozenset(
    {"keep-posts", "see-governance", "record-governance", "read-handbook", "see-privacy-counts"}
)  # pages that show no child
FIRST_PAGES = {  # of posts that have no board: the first of these actions that they may take, and its page
    "keep-posts": "people:people",
    "see-view-log": "privacy:referee",
    "see-governance": "oversight:oversight",
    "read-handbook": "handbook:start",
}
BREAK_GLASS = LOOK  # what may be opened in an emergency, with an alert
ASK_TO_BREAK_GLASS = "break-glass"
SET_FLAGS = "set-flags"
# What flags do to what a tie shows. An allegation is told in words as well, and by the child.
HIDDEN_BY_AN_ALLEGATION = frozenset({f.ALLEGATION, f.NOTES, f.CHILDS_ACCOUNT})
SEE_HIDDEN_PLACES = frozenset({_K.POLICE, _K.ALLOCATED, _K.MANAGER})


@cache
def rows_for(role: str, action: str) -> tuple[Right, ...]:
    """The rows that give a role an action, through whichever tie."""
    return tuple(row for row in TABLE if role in row.who and action in row.may)


@cache
def needs_tie(action: str) -> bool:
    """Whether an action is allowed only through a tie to an episode or a child."""
    return all(row.tied_by != NO_TIE for row in TABLE if action in row.may)


def ties_giving(role: str, action: str) -> frozenset[str]:
    """The kinds of tie through which a role has an action."""
    return frozenset().union(*(row.tied_by for row in rows_for(role, action)))
