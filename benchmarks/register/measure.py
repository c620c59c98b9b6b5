"""What one episode costs under the whole 2019 edition, and how that grows with its events and with earlier episodes."""

from collections.abc import Sequence
from statistics import median
from typing import Any

from benchmarks.figures import Figure, processor_seconds, show
from safereturn.protocol.findings import findings
from safereturn.protocol.history import Scenario
from safereturn.protocol.notation import Edition
from safereturn.protocol.scenario import read

from .episodes import episode

ROUNDS, IN_A_ROUND = 15, 40
SIZES, EARLIER = (10, 100, 300), (0, 10, 50)
TYPICAL = 12  # events

Read = tuple[Edition, Scenario]


def measure() -> None:
    """Measure, and print the tables."""
    costs, duties = [], []
    for turn in range(ROUNDS):
        told = _told(turn, events=TYPICAL)
        costs.append(_cost(told))
        duties.append(sum(len(findings(scenario, edition).found) for edition, scenario in told) / len(told))
    figures = [
        Figure("an episode of 12 events", [cost * 1e6 for cost in costs], "microseconds"),
        Figure("episodes a second, on one core", [1 / cost for cost in costs], digits=0),
        Figure("duties an episode", duties),
        Figure("a duty", [cost / found * 1e6 for cost, found in zip(costs, duties, strict=True)], "microseconds"),
    ]
    show("Register: every duty of the 2019 edition, with clauses, owners, clocks and reasons kept", figures)
    show("Register: growth with the events of an episode", _growth("events", SIZES))
    show("Register: growth with the earlier episodes of the child", _growth("earlier", EARLIER))


def _told(seed: int, **words: int) -> list[Read]:
    return [read(episode(1000 * seed + number, **words)) for number in range(IN_A_ROUND)]


def _cost(told: Sequence[Read]) -> float:
    """Processor seconds an episode."""

    def derive() -> None:
        for edition, scenario in told:
            findings(scenario, edition)

    return processor_seconds(derive) / len(told)


def _growth(what: str, sizes: tuple[int, int, int]) -> list[Figure]:
    costs: dict[int, list[float]] = {size: [] for size in sizes}
    for turn in range(ROUNDS):
        for size in (*sizes[turn % 3 :], *sizes[: turn % 3]):
            words: dict[str, Any] = {"events": TYPICAL, what: size}
            costs[size].append(_cost(_told(turn, **words)) * 1e6)
    small, middle, large = (median(costs[size]) for size in sizes)
    line = small + (middle - small) / (sizes[1] - sizes[0]) * (sizes[2] - sizes[0])
    figures = [Figure(f"{size} {what}", rounds, "microseconds") for size, rounds in costs.items()]
    beside = f"{sizes[2]} {what}, beside the line through {sizes[0]} and {sizes[1]}"
    return [*figures, Figure(beside, [large / line], "times", 1.2, digits=2)]
