"""The seal of a day: one line that leaves the database, and what it shows."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from safereturn.audit.actions import Shown, log_views
from safereturn.audit.day_seals import seal_day
from safereturn.audit.models import CHAINS, SealedHead
from safereturn.audit.verification import verify

from .viewers import looks

MONDAY = dt.date(2026, 11, 23)
TUESDAY = dt.date(2026, 11, 24)


@pytest.mark.django_db
def test_a_day_is_sealed_once() -> None:
    log_views(shown=[Shown(1, 10)], **looks())
    first = seal_day(day=MONDAY)
    log_views(shown=[Shown(1, 10)], **looks())
    assert str(seal_day(day=MONDAY)) == str(first)


@pytest.mark.django_db
def test_a_day_is_not_sealed_after_a_later_one() -> None:
    seal_day(day=TUESDAY)
    with pytest.raises(ValueError, match="in their order"):
        seal_day(day=MONDAY)


@pytest.mark.django_db
def test_a_seal_speaks_of_the_chains_that_moved_since_the_day_before() -> None:
    log_views(shown=[Shown(1, 10), Shown(2, 20), Shown(2 + CHAINS, 21)], **looks())
    seal_day(day=MONDAY)
    log_views(shown=[Shown(2, 20), Shown(3, 30)], **looks())
    seal_day(day=TUESDAY)
    heads = SealedHead.objects.filter(log="views").order_by("day_seal", "chain")
    assert list(heads.values_list("day_seal_id", "chain", "count")) == [
        (MONDAY, 1, 1),
        (MONDAY, 2, 2),
        (TUESDAY, 2, 3),
        (TUESDAY, 3, 1),
    ]


@pytest.mark.django_db
def test_an_untouched_log_has_no_faults_with_and_without_the_lines_kept_outside(tmp_path: Path) -> None:
    kept = tmp_path / "seals.txt"
    for day in (MONDAY, TUESDAY):
        log_views(shown=[Shown(child, None) for child in range(30)], **looks())
        with kept.open("a") as file:
            file.write(f"{seal_day(day=day)}\n")
    log_views(shown=[Shown(1, None)], **looks())
    assert verify() == []
    assert verify(kept) == []


@pytest.mark.django_db
def test_a_cut_end_shows_by_the_seal_of_the_day_and_says_how_much_is_gone(as_owner: Callable[[], Any]) -> None:
    for _ in range(3):
        log_views(shown=[Shown(1, 10)], **looks())
    seal_day(day=MONDAY)
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE audit_view DISABLE TRIGGER USER")
        cursor.execute("DELETE FROM audit_view WHERE place > 0")
    (fault,) = verify()
    assert str(fault) == "views, chain 1, row 1: missing; 3 rows were there when the day was sealed"
