"""Many histories at once are stored as each alone would be: there is one way to derive, and two to store."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest

from safereturn.access.models import Involvement
from safereturn.agencies.queries import directory
from safereturn.audit.verification import verify
from safereturn.children.models import Child
from safereturn.config.bulk import copy, derive, numbers
from safereturn.config.demonstration.children import invented_children
from safereturn.config.demonstration.partnership import make_partnership
from safereturn.config.demonstration.year import children_as_rows, plans, tell
from safereturn.duties.models import Duty
from safereturn.episodes.actions import database_time, load_episode
from safereturn.episodes.bulk import History
from safereturn.episodes.models import Episode, Event

NOW = dt.datetime(2026, 11, 24, 20, 15, 33, tzinfo=dt.UTC)
# What differs from one storing to the next
OF_A_STORING = ("id", "key", "reference", "seal", "previous", "recorded_at", "began_at")
OF_A_CHILD = ("child", "child_id", "episode", "episode_id")


def the_same_children_twice() -> tuple[list[History], list[History]]:
    """Fifty histories of some children, and the same of their doubles."""
    cast = make_partnership(seed="bulk", now=NOW)
    planned = plans(invented_children(seed="bulk", now=NOW), seed="bulk", now=NOW, days=60)
    chosen = sorted(planned, key=lambda plan: (not plan.scenes, -plan.episodes))[:28]

    def histories() -> list[History]:
        rows = children_as_rows(chosen, cast)
        Child.objects.bulk_create(rows.values())
        return [
            one.history
            for plan in chosen
            for one in tell(plan, rows[plan.child.number], cast, seed="bulk", now=NOW)
        ][:50]  # fmt: skip

    return histories(), histories()


def stored(histories: list[History]) -> list[Any]:
    """All that is stored of the children of these histories, but for what differs from one storing to the next."""

    def plain(row: Any) -> dict[str, Any]:
        compared = [field for field in row._meta.fields if field.name not in (*OF_A_STORING, *OF_A_CHILD)]
        return {field.name: getattr(row, field.attname) for field in compared}

    children = list(dict.fromkeys(history.child.pk for history in histories))
    return [
        (
            Child.objects.get(pk=child).facts,
            [
                (
                    plain(episode),
                    [plain(row) for row in Event.objects.filter(episode=episode).order_by("place")],
                    [plain(row) for row in Duty.objects.filter(episode=episode).order_by("protocol_id", "occurrence")],
                    [
                        plain(row)
                        for row in Involvement.objects.filter(episode_id=episode.pk).order_by("team_id", "kind")
                    ],
                )
                for episode in Episode.objects.filter(child=child).order_by("opened_at")
            ],
        )
        for child in children
    ]


@pytest.mark.django_db
def test_fifty_histories_are_stored_at_once_as_they_are_one_by_one(as_owner: Callable[[], Any]) -> None:
    one_by_one, at_once = the_same_children_twice()

    for history in one_by_one:
        load_episode(**history._asdict(), edition="", now=NOW, source="demonstration")
    given = numbers(NOW, len(at_once))
    for foldings, rows in derive(
        at_once, numbers=given, teams=directory(), now=NOW, recorded_at=database_time(), source="demonstration"
    ):
        with as_owner():
            copy(rows)
        for folding in foldings:
            folding.episode.child.save(update_fields=["facts"])

    assert Episode.objects.count() == 100
    assert stored(at_once) == stored(one_by_one)
    assert verify() == []
