"""Where a record has gone, every other tampering with the logs is found as before, and with what is left of it too."""

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from safereturn.agencies.models import Team
from safereturn.audit.heads import kept_in
from safereturn.audit.verification import faults, verify
from safereturn.episodes.models import Event
from safereturn.privacy.models import Review, Sampled
from tests.apps.audit.logs import an_episode, happens, looked_at
from tests.apps.audit.test_tampering import TABLES, WAYS, seal_the_days_anew, take
from tests.apps.partnership import a_post
from tests.apps.privacy.partnership import a_governed_partnership

from .test_deletion import a_day_is_sealed, gone
from .whole_record import WholeRecord

TRIES = 400
LEFT = [way for way in WAYS if way is not seal_the_days_anew]  # which is told from what is kept outside alone

CHOSEN_BY_CHANCE = ("privacy_review", "privacy_sampled")  # they would hold a view that somebody deletes


@pytest.fixture
def teams() -> dict[str, Team]:
    return a_governed_partnership()


@pytest.mark.django_db
def test_hundreds_of_tamperings_around_a_deletion_are_all_found(
    teams: dict[str, Team], as_owner: Callable[[], Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)  # quicker for so few rows
    record = WholeRecord(teams, a_post(teams["City social care"], "social-worker"))
    for _ in range(2):
        other = an_episode()
        happens(other, "reported", "noted")
        for by in range(2):
            looked_at(other, record.episode, by=by)
    referees = (a_post(teams[f"{agency} governance"], "privacy-referee") for agency in
                ("Derby City Council", "Derbyshire Constabulary"))  # fmt: skip
    gone(record, *referees)
    a_day_is_sealed()
    heads = tmp_path / "heads.txt"
    take(heads)
    an_episode()  # with an empty log, to move rows to
    assert Event.objects.filter(type="erased").count() > Event.objects.exclude(type="erased").count()
    missed = []
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in (*TABLES, *CHOSEN_BY_CHANCE):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for model in (Review, Sampled):
            model.objects.all().delete()
        for number in range(TRIES):
            tampering = LEFT[number % len(LEFT)]
            with transaction.atomic():
                tampering(random.Random(number))
                if next(faults(kept_in([heads])), None) is None:
                    missed.append(f"{tampering.__name__}, number {number}")
                transaction.set_rollback(True)
    assert missed == []
    assert verify(heads) == []
