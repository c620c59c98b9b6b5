"""The whole table of rights, every kind of post with every tie and every action, against what was agreed."""

from types import SimpleNamespace
from typing import Any

import pytest

from safereturn.access import field_classes
from safereturn.access.decisions import Context, Decision, Subject, decide
from safereturn.access.models import Involvement
from safereturn.access.rights import ACTIONS, TABLE
from safereturn.agencies.roles import ROLES
from safereturn.protocol import vocabulary as v

from . import agreed
from .agreed import EVERYBODY, NO_TIE

AGREED = agreed.posts()
TIES = (NO_TIE, *Involvement.Kind.values)
# What concerns no episode, or is scoped row by row: the door asks for no tie.
NEED_NO_TIE = EVERYBODY | frozenset().union(*(ties[NO_TIE].may for ties in AGREED.values()))


def asked(kind: str, action: str, tie: str) -> Decision:
    ties: list[Any] = []
    if tie != NO_TIE:
        ties = [SimpleNamespace(episode_id=1, child_id=2, kind=tie, because="Tied", ends_at=None)]
    post: Any = SimpleNamespace(role=kind, person_id=3, kind=ROLES[kind])
    return decide(post, action, Subject(1, 2), context=Context(ties=ties))


def expected(kind: str, action: str, tie: str) -> tuple[bool, str]:
    """Whether it is allowed, and the reason that is logged, or given."""
    if action in EVERYBODY | AGREED[kind][NO_TIE].may:
        return True, ACTIONS[action]
    if action in AGREED[kind][tie].may:
        return True, "Tied"
    if tie == NO_TIE and action not in NEED_NO_TIE:
        return False, "This team is not involved in the episode."
    return False, f"{ROLES[kind].name}: this tie does not let them do it: {ACTIONS[action]}."


def test_every_kind_of_post_was_agreed_on() -> None:
    assert set(AGREED) == set(ROLES)
    assert len(ROLES) >= 25


@pytest.mark.parametrize("kind", ROLES)
def test_every_action_through_every_tie_is_as_agreed_and_for_the_reason_agreed(kind: str) -> None:
    cells = [(kind, action, tie) for tie in TIES for action in ACTIONS]
    decided = {cell: asked(*cell) for cell in cells}
    differences = [
        f"{cell}: {decision}"
        for cell, decision in decided.items()
        if (decision.allowed, decision.because) != expected(*cell)
    ]
    assert differences == []


@pytest.mark.parametrize("kind", ROLES)
def test_every_tie_shows_the_classes_of_fields_that_were_agreed(kind: str) -> None:
    shown = {tie: asked(kind, "see-episode", tie).sees for tie in TIES}
    assert shown == {tie: AGREED[kind][tie].sees for tie in TIES}


def test_every_role_of_the_protocol_is_filled_but_the_parents_and_the_panel() -> None:
    """Parents sign in nowhere, and no event ties a panel to one child."""
    filled = {role for kind in ROLES.values() for role in kind.fills}
    assert set(v.ROLES) - filled == {v.PARENT, v.PANEL}


def test_no_carer_sees_an_allegation_a_place_or_what_the_child_said_through_any_tie() -> None:
    carers = {"residential-worker", "home-manager", "foster-carer", "support-worker", "supervising-social-worker"}
    shown = frozenset().union(*(row.sees for row in TABLE if row.who & carers))
    kept_from_them = {field_classes.ALLEGATION, field_classes.LOCATION, field_classes.CHILDS_ACCOUNT}
    assert shown.isdisjoint(kept_from_them | {field_classes.NOTES, field_classes.SOCIAL_CARE})


def test_who_keeps_the_accounts_sees_no_child() -> None:
    assert not frozenset().union(*(row.sees for row in TABLE if "agency-administrator" in row.who))


def test_the_table_speaks_only_of_roles_actions_ties_and_classes_that_there_are() -> None:
    for row in TABLE:
        assert row.who <= set(ROLES)
        assert row.may <= set(ACTIONS)
        assert row.tied_by <= set(TIES)
        assert row.sees <= set(field_classes.DESCRIBED)
    assert set(ACTIONS) == frozenset().union(*(row.may for row in TABLE))
