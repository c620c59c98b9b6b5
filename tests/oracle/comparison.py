"""Where the product and the second derivation part, told so that a person can decide who is wrong."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from tests.oracle.oracle import derive

Scenario = dict[str, Any]
Asked = Callable[[str], str]


def without_sentences(answer: dict[str, Any]) -> dict[str, Any]:
    """An answer without the sentences, which are the product's own."""
    return {
        "edition": answer["edition"],
        "state": answer["state"],
        "duties": [{key: told for key, told in duty.items() if key != "because"} for duty in answer["duties"]],
        "questions": sorted(
            ({"fact": one["fact"], "needed_for": sorted(one["needed_for"])} for one in answer["questions"]),
            key=lambda one: one["fact"],
        ),
        "refused": [{key: told for key, told in one.items() if key != "reason"} for one in answer["refused"]],
    }


def differences(scenario: Scenario, ask: Asked, skip: frozenset[str] = frozenset()) -> list[tuple[str, str]]:
    """What differs, as pairs: what it is about, and both sides in words. `ask` is the text boundary of the product."""
    here = without_sentences(json.loads(ask(json.dumps(scenario))))
    there = without_sentences(derive(scenario))
    of_skipped = {place for place, event in enumerate(scenario["events"]) if event.get("duty") in skip}
    for answer in (here, there):
        answer["refused"] = [one for one in answer["refused"] if one["event"] not in of_skipped]
        answer["duties"] = [duty for duty in answer["duties"] if duty["id"] not in skip]
        for question in answer["questions"]:
            question["needed_for"] = [id for id in question["needed_for"] if id not in skip]
        answer["questions"] = [question for question in answer["questions"] if question["needed_for"]]
    return list(_told(here, there))


def _told(here: dict[str, Any], there: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for part in ("edition", "state"):
        if here[part] != there[part]:
            yield part, f"product {here[part]}, second derivation {there[part]}"
    sections = {one["event"]: one.pop("sections") for one in there["refused"]}
    for one in there["refused"]:
        section = next((told["section"] for told in here["refused"] if told["event"] == one["event"]), None)
        one["section"] = section if section in sections[one["event"]] else " or ".join(sections[one["event"]])
    for part, name in (("questions", "fact"), ("refused", "event")):
        ours = {one[name]: one for one in here[part]}
        theirs = {one[name]: one for one in there[part]}
        for key in sorted(ours.keys() | theirs.keys()):
            if ours.get(key) != theirs.get(key):
                yield f"{part} {key}", f"product {ours.get(key)}, second derivation {theirs.get(key)}"
    ids = sorted({duty["id"] for duty in here["duties"] + there["duties"]})
    for id in ids:
        ours = [duty for duty in here["duties"] if duty["id"] == id]
        theirs = [duty for duty in there["duties"] if duty["id"] == id]
        if len(ours) != len(theirs):
            yield f"{id} count", f"product {_rows(ours)}, second derivation {_rows(theirs)}"
        else:
            for one, other in zip(ours, theirs, strict=True):
                for key in sorted(one.keys() | other.keys()):
                    if one.get(key) != other.get(key):
                        yield f"{id} {key}", f"product {_rows([one])}, second derivation {_rows([other])}"
    order = [duty["id"] for duty in here["duties"]], [duty["id"] for duty in there["duties"]]
    if order[0] != order[1] and sorted(order[0]) == sorted(order[1]):
        yield "order", f"product {order[0]}, second derivation {order[1]}"


def _rows(duties: list[dict[str, Any]]) -> str:
    return (
        "; ".join(
            f"{duty['status']} (arose {duty['arose']}, due {duty['due']}, met {duty['met_at']}, {duty['strength']}, "
            f"{duty['owner']}, {duty['answerable']})"
            for duty in duties
        )
        or "no row"
    )


def smaller(scenario: Scenario) -> Iterator[Scenario]:
    """The same history with one thing less."""
    for place, event in enumerate(scenario["events"]):
        if event["type"] != "reported":
            yield scenario | {"events": scenario["events"][:place] + scenario["events"][place + 1 :]}
    if scenario.get("earlier"):
        yield scenario | {"earlier": scenario["earlier"][1:]}
        yield scenario | {"earlier": []}
    for part in ("child", "episode"):
        for name, answer in scenario[part].items():
            plain = [] if name == "open_to" else False if answer is True else None
            if answer not in (plain, False) and name not in ("kind", "born", "area"):
                yield scenario | {part: scenario[part] | {name: plain}}


def smallest(scenario: Scenario, differs: Callable[[Scenario], bool]) -> Scenario:
    """The scenario with everything taken out that the difference does not need."""
    for less in smaller(scenario):
        try:
            if differs(less):
                return smallest(less, differs)
        except ValueError:
            continue
    return scenario
