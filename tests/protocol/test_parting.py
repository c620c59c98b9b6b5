"""Where two editions part: what is alike in both comes out alike, so that nobody need derive it twice."""

from collections.abc import Iterable
from copy import copy
from dataclasses import replace
from typing import Any

from safereturn.protocol.editions import EDITIONS
from safereturn.protocol.events import ACTS, Event
from safereturn.protocol.findings import Findings, findings
from safereturn.protocol.history import Scenario
from safereturn.protocol.notation import Edition
from safereturn.protocol.parting import parting
from safereturn.protocol.retold import told_under
from safereturn.protocol.scenario import read
from safereturn.protocol.settings import Settings
from tests.protocol.histories import history

PARTING = parting(EDITIONS["2016"], EDITIONS["2019"])
IN_ONE = EDITIONS["2016"].by_id.keys() ^ EDITIONS["2019"].by_id.keys()


def under_both(seed: int) -> tuple[Scenario, Edition, Scenario, Edition]:
    """An invented history as told under its edition, and under the other."""
    own, told = read(history(seed))
    other = EDITIONS["2016" if own.name == "2019" else "2019"]
    return told, own, told_under(told, own, other), other


def outcomes(found: Findings, ids: Iterable[str]) -> list[tuple[Any, ...]]:
    """What became of some duties, wherever it stands in the list."""
    wanted = frozenset(ids)
    return sorted(
        (one.duty.id, one.owner, one.strength, one.arose.isoformat(), str(one.due), one.status, str(one.met_at))
        for one in found.found
        if one.duty.id in wanted
    )


def test_most_of_2019_does_the_same_as_2016() -> None:
    assert len(PARTING.duties - IN_ONE) < 30
    assert PARTING.duties >= IN_ONE


def test_what_does_the_same_in_both_editions_comes_out_alike_for_any_child() -> None:
    alike = EDITIONS["2016"].by_id.keys() - PARTING.duties
    compared = 0
    for seed in range(150):
        told, own, retold, other = under_both(seed)
        before, after = findings(told, own), findings(retold, other)
        if not before.history.refused and not after.history.refused:
            compared += 1
            assert outcomes(before, alike) == outcomes(after, alike), seed
    assert compared > 75


def test_where_editions_part_can_be_asked_alone_and_without_the_acts_on_all_else() -> None:
    for seed in range(100):
        told, own, _, _ = under_both(seed)
        whole = findings(told, own)
        events: list[Event] = [one for one in told.events if not isinstance(one, ACTS) or one.duty in PARTING.acts]
        apart = findings(replace(told, events=events), own.asking(PARTING.duties))
        assert outcomes(apart, PARTING.duties) == outcomes(whole, PARTING.duties), seed


def test_a_duty_parts_with_the_one_that_it_follows_on() -> None:
    """Only one edition lets a duty arise for such a child; what follows on carrying it out is written alike in both."""
    assert {"significant-harm-social-worker", "allocated-worker-offers-support"} <= PARTING.duties


def test_a_duty_that_knows_the_lowest_category_by_name_parts() -> None:
    assert "low-category-24h-ceiling" in PARTING.duties


def test_editions_that_are_read_by_other_settings_part_everywhere() -> None:
    edition = EDITIONS["2019"]

    assert parting(edition, edition).duties == frozenset()
    assert parting(edition, edition.read_as(Settings(repeats_look_back=90))).duties == edition.by_id.keys()


def test_editions_whose_upper_categories_are_others_part_everywhere() -> None:
    edition = EDITIONS["2019"]
    renamed = copy(edition)
    renamed.categories = ("no-apparent-risk", "orange", "red")

    assert parting(edition, renamed).duties == edition.by_id.keys()
