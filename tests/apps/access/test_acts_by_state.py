"""Which acts an episode offers in which state: a table that a practitioner can say yes or no to, line by line."""

import datetime as dt
from typing import Any

import pytest

from safereturn.duties.offers import OFFERED
from safereturn.episodes.models import Episode

NIGHT = dt.datetime(2026, 3, 20, 22, tzinfo=dt.UTC)
ALWAYS = "known meeting strategy called came-about note school"  # as long as it is not closed

AGREED = {
    "away": f"{ALWAYS} details consulted lost reported returned",
    "lost": f"{ALWAYS} details consulted reported located found returned",
    "reported": f"{ALWAYS} details decided grade located found returned",
    "missing": f"{ALWAYS} details decided grade located found returned",
    "located": f"{ALWAYS} details decided grade lost found returned arrival",
    "found": f"{ALWAYS} details decided grade lost returned arrival visit close",
    "returned": f"{ALWAYS} decided visit offer interview sign-off close",
    "closed": "",
}


def an_episode(state: str) -> Episode:
    """An episode that has come so far; nothing is stored."""
    is_back = state in ("returned", "closed")
    return Episode(
        state=state,
        kind="away" if state in ("away", "lost") else "missing",
        reported_at=None if state in ("away", "lost") else NIGHT,
        absent_until=NIGHT if is_back else None,
        closed_at=NIGHT if state == "closed" else None,
        arrival_asked_at=NIGHT if state in ("located", "found") else None,
    )


@pytest.mark.parametrize("state", AGREED)
def test_each_state_offers_the_acts_that_were_agreed(state: str) -> None:
    episode = an_episode(state)
    acts: list[Any] = [act for _, act in OFFERED if act.name != "answer"]  # that one turns on what is not recorded
    assert {act.name for act in acts if act.offered(episode)} == set(AGREED[state].split())
