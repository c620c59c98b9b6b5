"""`safereturn load FILE`: a scenario into the service. The stored duties are those that `replay` derives."""

import datetime as dt
from typing import Any

from django.db import transaction

from safereturn.children.models import Child
from safereturn.episodes.actions import Happening, load_episode, new_reference
from safereturn.episodes.models import Episode
from safereturn.protocol.scenario import read

SOURCE = "load"
NOT_CONTENT = ("type", "at")


@transaction.atomic
def load(data: dict[str, Any]) -> Episode:
    """Load a scenario: the child, the earlier episodes as closed ones, and the episode with its duties.

    Raises `BadScenario` with every fault; nothing is stored then.
    """
    edition, scenario = read(data)
    facts = scenario.facts.recorded()
    child = Child.objects.create(
        given_name="Loaded",
        family_name="Example",
        born_on=facts.get("born"),
        facts=data["child"],
    )
    began = scenario.events[0].at if scenario.events else scenario.now
    earlier = facts.get("earlier")
    _earlier_episodes(child, earlier or (), facts["reported_at"] or began)
    told = sorted(scenario.events, key=lambda event: event.place)
    happenings = [
        Happening(event.type, event.at, {key: value for key, value in given.items() if key not in NOT_CONTENT})
        for event, given in zip(told, data["events"], strict=True)
    ]
    return load_episode(
        child=child,
        opening={"child": data["child"], "episode": data["episode"], "earlier_recorded": earlier is not None},
        happenings=happenings,
        edition=edition.name,
        now=scenario.now,
        source=SOURCE,
    )


def _earlier_episodes(child: Child, earlier: Any, report: dt.datetime) -> None:
    """Store earlier episodes as closed ones; their own duties are left out."""
    next_reports = [*(episode.reported for episode in earlier), report][1:]
    Episode.objects.bulk_create(
        Episode(
            child=child,
            reference=new_reference(report),
            kind="missing",
            state="closed",
            highest_category=episode.category or "",
            opened_at=episode.reported,
            reported_at=episode.reported,
            returned_at=episode.returned,
            closed_at=next_report,
            absent_until=max(episode.reported, min(episode.returned or next_report, next_report)),
            source=SOURCE,
        )
        for episode, next_report in zip(earlier, next_reports, strict=True)
    )
