"""The heads that are kept outside the database, and `safereturn verify`, which holds the logs to them."""

import threading
from collections.abc import Callable, Iterator
from contextvars import copy_context
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from safereturn.audit import logs
from safereturn.audit.day_seals import seal_day
from safereturn.audit.heads import kept_in
from safereturn.audit.models import View
from safereturn.audit.verification import verify
from safereturn.config.commands import verify as command
from safereturn.config.wiring import wire
from safereturn.episodes.models import Episode, Event
from safereturn.episodes.sealed_log import EVENTS

from .logs import an_episode, happens, looked_at
from .test_tampering import DAYS

SEAL = "ab" * 32
AsOwner = Callable[[], Any]


@pytest.fixture
def episode() -> Episode:
    """An episode with three events, whose child was looked at twice."""
    episode = an_episode()
    happens(episode, "reported", "found", "returned")
    looked_at(episode)
    looked_at(episode)
    return episode


def safereturn_verify(*heads: Path, take: Path | None = None) -> int:
    return command.main(heads=list(heads), take=take)


@pytest.mark.django_db
def test_a_whole_log_is_one_line_with_counts(episode: Episode, capsys: pytest.CaptureFixture[str]) -> None:
    seal_day(day=DAYS[0])
    assert safereturn_verify() == 0
    assert capsys.readouterr().out == (
        "All is well: 0 disposals in 0 chains, 3 events in 1 chain, 2 views in 1 chain, 1 day seal; "
        "nothing kept outside was asked.\n"
    )


@pytest.mark.django_db
def test_each_fault_is_a_line(episode: Episode, as_owner: AsOwner, capsys: pytest.CaptureFixture[str]) -> None:
    looked_at(an_episode())
    as_somebody_with_the_keys(as_owner, "UPDATE audit_view SET because = 'Another' WHERE place = 0")
    assert safereturn_verify() == 1
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2
    assert all(line.endswith("row 0: is not what was sealed") for line in lines)


@pytest.mark.django_db
def test_an_end_that_was_cut_after_the_last_seal_shows_by_the_heads_that_were_taken(
    episode: Episode, as_owner: AsOwner, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seal_day(day=DAYS[0])
    looked_at(episode)
    taken = tmp_path / "heads.txt"
    assert safereturn_verify(take=taken) == 0
    as_somebody_with_the_keys(as_owner, "DELETE FROM audit_view WHERE place = 2")
    assert safereturn_verify() == 0
    assert safereturn_verify(taken) == 1
    chain = episode.child_id % logs.CHAINS
    assert f"views, chain {chain}, row 2: missing; 3 rows were there when the heads" in capsys.readouterr().out


@pytest.mark.django_db
def test_an_end_of_an_episode_that_was_cut_shows_by_the_episode_itself(episode: Episode, as_owner: AsOwner) -> None:
    as_somebody_with_the_keys(as_owner, "DELETE FROM episodes_event WHERE place = 2")
    assert [str(fault) for fault in verify()] == [
        f"events, chain {episode.pk}, row 2: the log says that it ends with row 2"
    ]


@pytest.mark.django_db
def test_an_episode_that_hides_its_end_is_found(episode: Episode) -> None:
    """The service itself may write this column, so it must not be believed."""
    for said in ({"count": 2}, {"count": 0}, {"seal": bytes(32)}):
        Episode.objects.filter(pk=episode.pk).update(count=3, seal=episode.seal)
        assert verify() == []
        Episode.objects.filter(pk=episode.pk).update(**said)
        assert len(verify()) == 1


@pytest.mark.django_db
def test_a_row_with_a_wrong_seal_that_the_service_adds_is_found(episode: Episode) -> None:
    event = Event.objects.get(place=2)
    event.pk, event.place, event.key = None, 3, event.episode.events.first().key
    event.save()
    assert "is not what was sealed" in str(verify())


@pytest.mark.django_db
def test_heads_are_taken_only_while_all_is_well_and_replace_those_taken_before(
    episode: Episode, as_owner: AsOwner, tmp_path: Path
) -> None:
    taken = tmp_path / "heads.txt"
    assert safereturn_verify(take=taken) == 0
    before = taken.read_text()
    happens(episode, "noted")
    assert safereturn_verify(taken, take=taken) == 0
    assert taken.read_text() != before
    before = taken.read_text()
    as_somebody_with_the_keys(as_owner, "UPDATE audit_view SET because = 'Another'")
    assert safereturn_verify(take=taken) == 1
    assert taken.read_text() == before
    assert list(tmp_path.iterdir()) == [taken]


@pytest.mark.django_db
def test_the_heads_of_a_log_that_goes_on_hold_still(episode: Episode, tmp_path: Path) -> None:
    taken, seals = tmp_path / "heads.txt", tmp_path / "seals.txt"
    assert safereturn_verify(take=taken) == 0
    seals.write_text(f"{seal_day(day=DAYS[0])}\n")
    happens(episode, "noted")
    looked_at(episode, an_episode())
    assert safereturn_verify(taken, seals) == 0


@pytest.mark.django_db
def test_a_chain_that_was_taken_and_is_gone_is_missed(episode: Episode, tmp_path: Path) -> None:
    taken = tmp_path / "heads.txt"
    taken.write_text(f"events {episode.pk + 1} 4 {SEAL}\n")
    assert [str(fault) for fault in verify(taken)] == [
        f"events, chain {episode.pk + 1}, row 0: missing; 4 rows were there when the heads were kept outside",
        f"events, chain {episode.pk + 1}, row 0: the log does not say that it ends here",
    ]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (f"2026-11-24 3 {SEAL}\nsee attachment", "line 2: neither the seal of a day nor the head of a chain"),
        (f"events 7 31 {SEAL[2:]}", "line 1: neither"),
        (f"letters 7 31 {SEAL}", "line 1: neither"),
        (f"events 7 31 {SEAL}\nevents 7 32 {SEAL}", "line 2: out of order"),
        (f"views 7 31 {SEAL}\nevents 8 32 {SEAL}", "line 2: out of order"),
    ],
)
def test_a_file_that_holds_something_else_is_told_by_its_line(
    lines: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "heads.txt"
    file.write_text(lines)
    assert safereturn_verify(file) == 2
    assert says in capsys.readouterr().err


def test_a_file_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert safereturn_verify(tmp_path / "nowhere.txt") == 2
    assert "No such file" in capsys.readouterr().err


def test_empty_lines_are_nothing(tmp_path: Path) -> None:
    file = tmp_path / "seals.txt"
    file.write_text(f"\n2026-11-24 3 {SEAL}\n\n")
    assert [kept.place for kept in kept_in([file]).seals] == [3]


@pytest.mark.django_db(transaction=True)
def test_a_service_that_goes_on_writing_meanwhile_is_no_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """All is read as it was at one moment: what is written while the rows are walked is not half seen."""
    episode = an_episode()
    happens(episode, "reported")

    def heads_read_after_an_event() -> Iterator[logs.Head]:
        elsewhere(lambda: happens(episode, "noted"))
        yield from EVENTS.heads()

    monkeypatch.setattr(logs, "LOGS", [logs.Log("events", EVENTS.rows, heads_read_after_an_event)])
    assert verify() == []
    assert Event.objects.count() == 2


@pytest.mark.django_db
def test_verifying_holds_few_rows_and_heads_in_memory_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    alive = most = 0

    class Counted:
        def __new__(cls, *parts: Any) -> Any:
            nonlocal alive, most
            alive += 1
            most = max(most, alive)
            return super().__new__(cls, *parts)

        def __del__(self) -> None:
            nonlocal alive
            alive -= 1

    rows = type("Row", (Counted, logs.Row), {})
    heads = type("Head", (Counted, logs.Head), {})
    monkeypatch.setattr(logs, "Row", rows)
    monkeypatch.setattr("safereturn.audit.heads.Head", heads)
    monkeypatch.setattr("safereturn.episodes.sealed_log.Head", heads)
    episodes = [an_episode() for _ in range(200)]
    for episode in episodes:
        happens(episode, "reported", "noted")
    for _ in range(10):
        looked_at(*episodes)
    taken = tmp_path / "heads.txt"
    assert safereturn_verify(take=taken) == 0
    assert safereturn_verify(taken) == 0
    assert (View.objects.count(), Event.objects.count(), len(taken.read_text().splitlines())) == (2_000, 400, 400)
    assert most < 20


def test_every_sealed_log_is_verified_and_sealed() -> None:
    wire()
    assert [log.name for log in logs.in_order()] == ["disposals", "events", "views"]


def as_somebody_with_the_keys(as_owner: AsOwner, statement: str) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("audit_view", "episodes_event"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        cursor.execute(statement)
        for table in ("audit_view", "episodes_event"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def elsewhere(act: Callable[[], object]) -> None:
    """Do something on another connection, as another process would."""

    def in_a_thread() -> None:
        try:
            act()
        finally:
            connection.close()

    thread = threading.Thread(target=copy_context().run, args=(in_a_thread,))  # it too stands past the wall
    thread.start()
    thread.join()
