"""Who may do what: one table. What is not in it is not allowed."""

from typing import NamedTuple

CARERS = frozenset({"residential-worker", "foster-carer"})
POLICE = frozenset({"police-officer", "duty-inspector", "oversight-officer"})
FRONT_DOOR = frozenset({"front-door-worker"})
INTERVIEWERS = frozenset({"social-worker", "mat-worker", "runaways-worker", "yos-worker"})
MANAGERS = frozenset({"team-manager"})
TOLD = frozenset({"reviewing-officer", "child-protection-manager", "missing-children-lead"})
EVERYONE = CARERS | POLICE | FRONT_DOOR | INTERVIEWERS | MANAGERS | TOLD


class Right(NamedTuple):
    """An action, the kinds of post that may take it, and whether their team must be involved in the episode."""

    roles: frozenset[str]
    involved: bool
    says: str


RIGHTS: dict[str, Right] = {
    "see-board": Right(EVERYONE, False, "See the board: the episodes that one's team is involved in"),
    "report": Right(EVERYONE - TOLD, False, "Report a child missing or away"),
    "see-episode": Right(EVERYONE, True, "See an episode, its duties and its timeline"),
    "see-duty": Right(EVERYONE, True, "See why a duty is owed"),
    "accept-duty": Right(EVERYONE, True, "Accept a duty of one's own team"),
    "carry-out-duty": Right(EVERYONE, True, "Record that a duty of one's own team was carried out, or why not"),
    "answer-question": Right(EVERYONE - TOLD, True, "Answer a question that a duty turns on"),
    "decide-category": Right(POLICE, True, "Record and grade a report"),
    "answer-known": Right(FRONT_DOOR, True, "Say whether the child is known"),
    "record-whereabouts": Right(CARERS | POLICE | INTERVIEWERS | FRONT_DOOR, True, "Say lost, located, found or back"),
    "record-consulting": Right(CARERS | INTERVIEWERS | FRONT_DOOR, True, "Record that the social worker was told"),
    "record-visit": Right(POLICE, True, "Record the prevention visit, or why it was not made"),
    "record-meeting": Right(FRONT_DOOR | INTERVIEWERS | MANAGERS, True, "Record that a meeting was held"),
    "interview": Right(INTERVIEWERS, True, "Offer, hold and write up the return interview"),
    "sign-off-interview": Right(MANAGERS, True, "Sign off an interview"),
    "close-episode": Right(POLICE | MANAGERS, True, "Close an episode"),
}
