"""How a child stands on the board: everything said in words here, so that the template only places it."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django.urls import reverse

from safereturn.children.models import age, name_of
from safereturn.episodes.wording import STATES, category_name, duty_name
from safereturn.protocol import vocabulary as v
from safereturn.web.wording import due_in, how_long, nearby

from .presenters import AT_ONCE, COLOURS, urgency
from .queries import OnBoard, Waiting, Waits

_SERIOUS = {"away": "Away", "lost": "Not reported"}  # before the police have anything to decide
_LOOKS = {v.HIGH: "high", v.MEDIUM: "medium", "": "nobody"}
LATE, NOW, NEXT = "late", "now", "next"
_MOST_LATE = 3
_LONG = dt.timedelta(hours=1)  # for what is wanted at once: from here on the card says how long it has waited


ASKS_ARRIVAL = "Found and not back: a manager decides"


def is_asked_about_arrival(episode: Any, now: dt.datetime) -> bool:
    """Whether the manager is asked now about a child who is found and has not arrived (A02)."""
    return episode.arrival_asked_at is not None and now >= episode.arrival_asked_at


class Entry(NamedTuple):
    """A duty that a card names: why, how it stands to its time (empty where it has none), what, who, and where."""

    why: str
    due: str
    what: str
    team: str
    address: str


class Card(NamedTuple):
    """One child on the board."""

    name: str
    age: int | None
    address: str
    serious: str
    colour: str
    look: str
    is_gone: bool
    state: str
    gone_for: str  # empty for a child who is back
    asks: str  # what is asked of a person where the protocol has no duty; empty where nothing is
    has_late: bool
    entries: list[Entry]  # the latest three at most, one wanted at once, one that is next
    to_do: int
    timed: int  # of those, with a time limit
    nobody_accepted: int
    ours: int


_NOTHING = Waits(0, 0, 0, 0, [])


def cards_of(episodes: Sequence[OnBoard], waiting: dict[int, Waits], *, now: dt.datetime) -> list[Card]:
    """The children as the board shows them, with what is late, what is wanted at once, and what is next."""
    start = reverse("duties:episode", args=[0]).removesuffix("0/")  # asked for once, not for each link of a page
    return [_card(one, waiting.get(one.pk, _NOTHING), f"{start}{one.pk}/", now) for one in episodes]


def _card(episode: OnBoard, waits: Waits, address: str, now: dt.datetime) -> Card:
    is_gone, away = episode.absent_until is None, episode.state == "away"
    chosen = list(_chosen(waits.named, now))
    return Card(
        name=name_of(episode.given_name, episode.family_name),
        age=age(episode.born_on, now.date()),
        address=address,
        serious=_SERIOUS.get(episode.state) or category_name(episode.category) or "Nobody has decided",
        colour="blue" if away else COLOURS.get(episode.category, "grey"),
        look="back" if not is_gone else "away" if away else _LOOKS.get(episode.category, "low"),
        is_gone=is_gone,
        state=_state(episode, now),
        gone_for=how_long(episode.gone_since, now) if is_gone else "",
        asks=ASKS_ARRIVAL if is_asked_about_arrival(episode, now) else "",
        has_late=any(why == LATE for why, _ in chosen),
        entries=[_entry(why, duty, address, now) for why, duty in chosen],
        to_do=waits.to_do,
        timed=waits.timed,
        nobody_accepted=waits.nobody_accepted,
        ours=waits.ours,
    )


def _chosen(duties: Sequence[Waiting], now: dt.datetime) -> Iterator[tuple[str, Waiting]]:
    """Which of a child's duties, the soonest due first, the card names, and why.

    The next is the soonest with a time; where nothing is late or wanted at once, any that waits.
    """
    late = [duty for duty in duties if duty.due_at is not None and now > duty.due_at]
    ahead = sorted(duties[len(late) :], key=lambda duty: urgency(duty.due_at, duty.protocol_id))
    wanted = [duty for duty in ahead if duty.protocol_id in AT_ONCE]
    for duty in late[:_MOST_LATE]:
        yield LATE, duty
    if wanted:
        yield NOW, min(wanted, key=lambda duty: AT_ONCE[duty.protocol_id])
    if ahead and (ahead[0].due_at is not None or not (late or wanted)):
        yield NEXT, ahead[0]


def _entry(why: str, duty: Waiting, address: str, now: dt.datetime) -> Entry:
    due = "" if duty.due_at is None else due_in(duty.due_at, now)
    if why == NOW and now - duty.arose_at >= _LONG:
        due = f"waiting {how_long(duty.arose_at, now)}"
    what, team = duty_name(duty.protocol_id), duty.team or "no team yet"
    return Entry(why, due, what, team, f"{address}duties/{duty.pk}/")


def _state(episode: OnBoard, now: dt.datetime) -> str:
    """What stands before the time: for how long they are gone, or since when they are back."""
    state = STATES[episode.state]
    if episode.absent_until is not None:
        return f"{state} since {nearby(episode.absent_until, now)}"
    return "Gone for" if episode.state == "reported" else f"{state} for"
