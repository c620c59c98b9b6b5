"""A process that dies is started again; one that cannot live is given up."""

import time

import pytest

from safereturn.config import keeping_alive
from safereturn.config.keeping_alive import CannotLive, KeptAlive


def test_who_dies_as_often_as_started_is_given_up_after_three_times(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping_alive, "command", lambda *arguments: ["false"])
    doomed = KeptAlive("worker")
    doomed.start()

    def watch() -> None:
        for _ in range(100):
            time.sleep(0.05)
            doomed.start_again_if_dead()

    with pytest.raises(CannotLive, match="cannot run: the reason stands above"):
        watch()


def test_who_lives_is_left_alone_and_stops_when_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping_alive, "command", lambda *arguments: ["sleep", "60"])
    living = KeptAlive("worker")
    living.start()

    living.start_again_if_dead()
    began = time.monotonic()
    living.stop()

    assert time.monotonic() - began < 5
