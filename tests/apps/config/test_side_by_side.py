"""Work that is shared out among processes: all of it comes back, and none of them outlives whoever asked for it."""

import multiprocessing
import os
import time
from collections.abc import Iterator

import pytest

from safereturn.config.side_by_side import EndedEarly, side_by_side

HERE = __name__


def doubled(numbers: list[int]) -> Iterator[int]:
    yield from (2 * number for number in numbers)


def gone_at_once(number: int) -> Iterator[int]:
    os._exit(number)
    yield number


def for_ever(number: int) -> Iterator[int]:
    while True:
        yield number
        time.sleep(0.01)


@pytest.mark.parametrize("shares", [[[1, 2, 3]], [[1], [2, 3]]], ids=["one share", "two shares"])
def test_what_every_share_makes_comes_back(shares: list[list[int]]) -> None:
    assert sorted(side_by_side(f"{HERE}.doubled", shares)) == [2, 4, 6]


def test_a_process_that_ends_before_its_share_is_done_is_no_success() -> None:
    with pytest.raises(EndedEarly):
        list(side_by_side(f"{HERE}.gone_at_once", [3, 3]))


def test_whoever_stops_reading_stops_the_work() -> None:
    work = side_by_side(f"{HERE}.for_ever", [1, 2])
    next(work)
    assert len(multiprocessing.active_children()) == 2

    work.close()
    assert multiprocessing.active_children() == []
