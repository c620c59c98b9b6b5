"""The whole table of rights, every role with every tie and every action, against what was agreed.

Written apart from the table itself: a line here is what a safeguarding lead reads and says yes or no to.
"""

from types import SimpleNamespace
from typing import Any

import pytest

from safereturn.access import field_classes
from safereturn.access.decisions import Context, Decision, Subject, decide
from safereturn.access.models import Involvement
from safereturn.access.rights import ACTIONS, TABLE
from safereturn.agencies.roles import ROLES

NOBODY_TIED = "no tie"
LOOK = "see-episode see-duty"
DUTY = "accept-duty carry-out-duty"
TELL = "record-whereabouts answer-question"
CARER = f"{LOOK} {DUTY} {TELL} record-consulting"
OFFICER = f"{LOOK} {DUTY} {TELL} decide-category record-visit close-episode"
CALL_TAKER = f"{LOOK} {DUTY} {TELL} decide-category"
FRONT_DOOR = f"{LOOK} {DUTY} {TELL} answer-known record-consulting record-meeting"
WORKER = f"{LOOK} {DUTY} {TELL} interview record-consulting record-meeting"
MANAGER = (
    f"{LOOK} {DUTY} answer-question record-meeting sign-off-interview waive-interview decide-arrival close-episode"
)
TOLD = f"{LOOK} {DUTY}"
NOTIFIED = {"notified": f"{LOOK} accept-duty"}
VIEWS = "see-views"
FLAGS = "set-flags"
GLASS = {"glass": LOOK, "glass-risk-to-life": LOOK}


def through(rights: str, *ties: str) -> dict[str, str]:
    return dict.fromkeys(ties, rights)


AGREED: dict[str, dict[str, str]] = {
    "residential-worker": through(CARER, "placement", "told", "owes") | NOTIFIED,
    "home-manager": through(CARER, "placement", "told", "owes") | NOTIFIED,
    "foster-carer": through(CARER, "placement", "told", "owes") | NOTIFIED,
    "call-taker": through(CALL_TAKER, "police", "told", "owes") | NOTIFIED | GLASS,
    "police-officer": through(OFFICER, "police", "told", "owes") | NOTIFIED | GLASS,
    "investigating-officer": through(OFFICER, "police", "told", "owes") | NOTIFIED | GLASS,
    "duty-inspector": (through(OFFICER, "told", "owes") | through(f"{OFFICER} {FLAGS}", "police") | NOTIFIED | GLASS),
    "oversight-officer": through(OFFICER, "police", "told", "owes") | NOTIFIED | GLASS,
    "front-door-worker": through(FRONT_DOOR, "front-door", "told", "owes") | NOTIFIED | GLASS,
    "social-worker": through(WORKER, "told", "owes") | through(f"{WORKER} {VIEWS}", "allocated") | NOTIFIED,
    "lead-worker": through(WORKER, "told", "owes") | through(f"{WORKER} {VIEWS}", "allocated") | NOTIFIED,
    "mat-worker": through(WORKER, "told", "owes") | through(f"{WORKER} {VIEWS}", "allocated") | NOTIFIED,
    "runaways-worker": through(WORKER, "told", "owes") | through(f"{WORKER} {VIEWS}", "allocated") | NOTIFIED,
    "yos-worker": through(WORKER, "told", "owes") | through(f"{WORKER} {VIEWS}", "allocated") | NOTIFIED,
    "team-manager": (
        through(MANAGER, "told")
        | through(f"{MANAGER} {FLAGS}", "owes")
        | through(f"{MANAGER} {FLAGS} {VIEWS}", "manager", "allocated")
        | NOTIFIED
    ),
    "reviewing-officer": through(TOLD, "notified", "owes", "allocated"),
    "child-protection-manager": through(f"{TOLD} {FLAGS}", "notified", "owes", "allocated"),
    "missing-children-lead": through(TOLD, "notified", "owes", "allocated"),
    "privacy-referee": {},
    "agency-administrator": {},
}
OVERSEER = "see-governance record-governance"
EVERYBODY = "read-handbook see-privacy-counts"
ASKS = "break-glass"
WITHOUT_A_TIE: dict[str, str] = (
    dict.fromkeys(AGREED, "see-board report find-child")
    | dict.fromkeys(
        ("call-taker", "police-officer", "investigating-officer", "front-door-worker"),
        f"see-board report find-child {ASKS}",
    )
    | {"duty-inspector": f"see-board report find-child {ASKS} authorise-glass"}
    | {"team-manager": f"see-board report find-child {OVERSEER} authorise-glass"}
    | {"oversight-officer": f"see-board report find-child judge-likeness {OVERSEER} {ASKS}"}
    | dict.fromkeys(("reviewing-officer", "child-protection-manager"), "see-board find-child see-governance")
    | {"missing-children-lead": f"see-board find-child judge-likeness {OVERSEER}"}
    | {"privacy-referee": "see-view-log see-governance keep-records", "agency-administrator": "keep-posts"}
)


def asked(role: str, action: str, tie: str) -> Decision:
    ties: list[Any] = []
    if tie != NOBODY_TIED:
        ties = [SimpleNamespace(episode_id=1, child_id=2, kind=tie, because="Tied")]
    post: Any = SimpleNamespace(role=role, person_id=3, kind=ROLES[role])
    return decide(post, action, Subject(1, 2), context=Context(ties=ties))


def agreed(role: str, action: str, tie: str) -> tuple[bool, str]:
    """Whether it is allowed, and the reason that is logged, or given."""
    own = "" if role == "agency-administrator" else "see-own-views"
    if action in f"{EVERYBODY} {own} {WITHOUT_A_TIE[role]}".split():
        return True, ACTIONS[action]
    if action in AGREED[role].get(tie, "").split():
        return True, "Tied"
    if tie == NOBODY_TIED and action not in NEED_NO_TIE:
        return False, "This team is not involved in the episode."
    return False, f"{ROLES[role].name}: this tie does not let them do it: {ACTIONS[action]}."


NEED_NO_TIE = (
    "see-own-views",
    "break-glass",
    "authorise-glass",
    "find-child",
    "judge-likeness",
    "see-board",
    "report",
    "see-view-log",
    "keep-records",
    "keep-posts",
    "see-governance",
    "record-governance",
)


@pytest.mark.parametrize("role", ROLES)
def test_every_action_through_every_tie_is_as_agreed_and_for_the_reason_agreed(role: str) -> None:
    cells = [(role, action, tie) for tie in (NOBODY_TIED, *Involvement.Kind.values) for action in ACTIONS]
    decided = {cell: asked(*cell) for cell in cells}
    differences = [
        f"{cell}: {decision}"
        for cell, decision in decided.items()
        if (decision.allowed, decision.because) != agreed(*cell)
    ]
    assert differences == []
    assert len(cells) == 12 * len(ACTIONS)


@pytest.mark.parametrize(
    ("role", "tie", "sees"),
    [
        ("residential-worker", "placement", "existence identity duties"),
        ("foster-carer", "placement", "existence identity duties"),
        ("home-manager", "placement", "existence identity duties standing"),
        ("home-manager", "told", "existence identity duties"),
        ("call-taker", "police", "existence identity duties notes"),
        (
            "investigating-officer",
            "police",
            "existence identity duties notes standing family education intelligence location allegation publicity",
        ),
        (
            "oversight-officer",
            "police",
            "existence identity duties notes standing family education intelligence location allegation publicity "
            "childs-account",
        ),
        ("front-door-worker", "front-door", "existence identity duties notes standing family"),
        (
            "social-worker",
            "allocated",
            "existence identity duties notes standing family social-care education childs-account location allegation "
            "publicity",
        ),
        ("reviewing-officer", "notified", "existence identity duties notes standing family social-care childs-account"),
        ("runaways-worker", "notified", "existence identity duties"),
        ("call-taker", "glass", "existence identity duties family"),
        ("call-taker", "glass-risk-to-life", "location"),
    ],
)
def test_a_role_sees_the_classes_of_fields_that_were_agreed(role: str, tie: str, sees: str) -> None:
    post: Any = SimpleNamespace(role=role, person_id=3, kind=ROLES[role])
    ties: Any = [SimpleNamespace(episode_id=1, child_id=2, kind=tie, because="Tied")]
    assert decide(post, "see-episode", Subject(1), context=Context(ties=ties)).sees == frozenset(sees.split())


def test_no_carer_sees_an_allegation_a_place_or_what_the_child_said_through_any_tie() -> None:
    carers = {"residential-worker", "home-manager", "foster-carer"}
    shown = frozenset().union(*(row.sees for row in TABLE if row.who & carers))
    kept_from_them = {field_classes.ALLEGATION, field_classes.LOCATION, field_classes.CHILDS_ACCOUNT}
    assert shown.isdisjoint(kept_from_them | {field_classes.NOTES, field_classes.SOCIAL_CARE})


def test_who_keeps_the_accounts_sees_no_child() -> None:
    assert not frozenset().union(*(row.sees for row in TABLE if "agency-administrator" in row.who))


def test_the_table_speaks_only_of_roles_actions_ties_and_classes_that_there_are() -> None:
    for row in TABLE:
        assert row.who <= set(ROLES)
        assert row.may <= set(ACTIONS)
        assert row.tied_by <= {*Involvement.Kind.values, NOBODY_TIED}
        assert row.sees <= set(field_classes.DESCRIBED)
    assert set(ACTIONS) == frozenset().union(*(row.may for row in TABLE))
