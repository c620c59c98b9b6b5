"""What one episode costs, by whom; what a further event costs; and whether memory grows."""

import gc
import subprocess
import sys
from collections.abc import Callable, Sequence
from functools import partial
from statistics import median
from typing import Any, NamedTuple

from benchmarks.figures import Figure, processor_seconds, show

from . import by_business_rules, by_rule_engine, by_zen_engine, floor, toy_edition
from .episodes import Episode, episodes
from .floor import Row

ROUNDS = 41
IN_A_ROUND, IN_A_SLICE = 250, 50  # episodes; slices long enough to warm a processor, short enough to share its moods
SIZES = (10, 30, 100, 300)  # events in an episode
FLOOR, OURS = "floor, by hand, no reasons kept", "Safe Return"


class Engine(NamedTuple):
    """A way to find the duties of SPEC.md: `prepared` is not measured, `found` is."""

    name: str
    rows: Callable[[Episode], list[Row]]
    found: Callable[[Sequence[Any]], object]
    prepared: Callable[[Episode], Any] = lambda episode: episode


def _one_by_one(duties: Callable[[Any], object]) -> Callable[[Sequence[Any]], None]:
    def found(told: Sequence[Any]) -> None:
        for one in told:
            duties(one)

    return found


ENGINES = (
    Engine(FLOOR, floor.duties, _one_by_one(floor.duties)),
    Engine(OURS, toy_edition.duties, _one_by_one(toy_edition.found), toy_edition.scenario),
    Engine("Safe Return, with the way in and out", toy_edition.duties, _one_by_one(toy_edition.duties)),
    Engine("rule-engine", by_rule_engine.duties, _one_by_one(by_rule_engine.duties)),
    Engine("business-rules", by_business_rules.duties, _one_by_one(by_business_rules.duties)),
    Engine("zen-engine, one by one", by_zen_engine.duties, _one_by_one(by_zen_engine.duties)),
    Engine(f"zen-engine, {IN_A_SLICE} at a time", by_zen_engine.duties, by_zen_engine.all_duties),
)


def measure() -> None:
    """Measure, and print the tables."""
    _refuse_unequal_rows()
    costs = _costs()
    figures = [Figure(f"{engine.name}: an episode", costs[engine.name], "microseconds") for engine in ENGINES]
    for engine in ENGINES[1:]:
        ratios = _ratios(costs[engine.name], costs[FLOOR])
        figures.append(Figure(f"{engine.name}: beside the floor", ratios, "times", 3 if engine.name == OURS else None))
    show("Rules: 12 duties, 5 to 15 events an episode, all rows equal to the floor's", figures)
    show("Rules: growth with the events of an episode", _growth())
    show("Rules: memory", [Figure("growth over 100,000 episodes in one process", [_memory()], "MB", 1)])


def _refuse_unequal_rows() -> None:
    told = episodes(2000, seed=3)
    expected = [floor.duties(episode) for episode in told]
    for engine in ENGINES:
        if [engine.rows(episode) for episode in told] != expected:
            raise SystemExit(f"{engine.name} does not give the rows of the floor, so its speed means nothing.")
    if by_zen_engine.all_duties(told) != expected:
        raise SystemExit("zen-engine does not give the rows of the floor, so its speed means nothing.")


def _costs() -> dict[str, list[float]]:
    """Microseconds an episode, by engine, in each round."""
    rounds = [_round(ENGINES, episodes(IN_A_ROUND, seed=100 + turn), turn) for turn in range(ROUNDS)]
    return {engine.name: [costs[engine.name] for costs in rounds] for engine in ENGINES}


def _round(engines: Sequence[Engine], told: list[Episode], turn: int) -> dict[str, float]:
    """Microseconds an episode, by engine. All take turns on one slice after the other, in an order that turns too."""
    prepared = {engine.name: [engine.prepared(episode) for episode in told] for engine in engines}
    spent = dict.fromkeys(prepared, 0.0)
    gc.collect()
    for start in range(0, len(told), IN_A_SLICE):
        turn += 1
        for engine in (*engines[turn % len(engines) :], *engines[: turn % len(engines)]):
            part = prepared[engine.name][start : start + IN_A_SLICE]
            spent[engine.name] += processor_seconds(partial(engine.found, part))
    return {name: seconds / len(told) * 1e6 for name, seconds in spent.items()}


def _ratios(costs: list[float], floors: list[float]) -> list[float]:
    return [cost / floor for cost, floor in zip(costs, floors, strict=True)]


def _growth() -> list[Figure]:
    engines = ENGINES[:2]
    costs: dict[tuple[str, int], list[float]] = {(engine.name, size): [] for size in SIZES for engine in engines}
    for turn in range(ROUNDS // 2):
        for size in SIZES:
            told = episodes(IN_A_ROUND, seed=500 + turn, fewest=size, most=size)
            for name, cost in _round(engines, told, turn).items():
                costs[name, size].append(cost)
    figures = [Figure(f"{name}: {size} events", rounds, "microseconds") for (name, size), rounds in costs.items()]
    # One round is too short for a slope; so the medians come first, and one figure stands for all rounds.
    floors, ours = (
        (median(costs[engine.name, SIZES[-1]]) - median(costs[engine.name, SIZES[0]])) / (SIZES[-1] - SIZES[0])
        for engine in engines
    )
    figures.append(Figure(f"{FLOOR}: a further event", [floors], "microseconds", digits=2))
    figures.append(Figure(f"{OURS}: a further event", [ours], "microseconds", digits=2))
    figures.append(Figure(f"{OURS}: a further event beside the floor's", [ours / floors], "times", 1.5, digits=2))
    return figures


def _memory() -> float:
    told = subprocess.run([sys.executable, "-m", "benchmarks.rules.memory"], check=True, capture_output=True, text=True)
    return float(told.stdout)
