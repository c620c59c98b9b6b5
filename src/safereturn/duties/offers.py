"""What can be recorded about an episode now, and by this post: the buttons of its page."""

from collections.abc import Callable
from typing import NamedTuple

from django.urls import reverse

from safereturn.episodes.acts import Act
from safereturn.episodes.forms import ACTS
from safereturn.episodes.models import Episode

from . import answers, schooling


class Offer(NamedTuple):
    """A button: where it leads and what it says."""

    href: str
    text: str


# Higher rooms add their own acts here when they start (config.wiring), each with the name of its room.
OFFERED: list[tuple[str, Act]] = [
    *(("duties", act) for act in answers.ACTS),
    *(("episodes", act) for act in ACTS),
    *(("duties", act) for act in schooling.ACTS),
]


def offers(episode: Episode, *, may: Callable[[str], bool]) -> list[Offer]:
    """The acts that make sense for the episode as it stands, of those that whoever looks `may` take."""
    return [
        Offer(reverse(f"{room}:{act.name}", args=[episode.pk]), act.title)
        for room, act in OFFERED
        if may(act.permission) and act.offered(episode)
    ]
