"""Where two editions part: what is owed alike in both, nobody need derive twice."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from copy import copy
from dataclasses import replace
from typing import Any

from safereturn.protocol.editions import EDITIONS
from safereturn.protocol.events import ACTS, Done, Event, in_order
from safereturn.protocol.findings import STOOD_DOWN, UNDECIDED, Findings, findings
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


def owed(found: Findings, ids: Iterable[str]) -> list[tuple[Any, ...]]:
    """Who owes some duties and since when, wherever they stand in the list."""
    wanted = frozenset(ids)
    return sorted((one.duty.id, one.owner, one.arose.isoformat()) for one in found.found if one.duty.id in wanted)


def unsettled(found: Findings) -> Counter[tuple[Any, ...]]:
    """The duties that stand down, or of which nobody knows whether they follow."""
    left = (one for one in found.found if one.status in (STOOD_DOWN, UNDECIDED))
    return Counter((one.duty.id, one.arose, one.status) for one in left)


def test_most_of_2019_does_the_same_as_2016() -> None:
    assert len(PARTING.duties - IN_ONE) < 30
    assert PARTING.duties >= IN_ONE


def test_what_is_owed_alike_by_both_editions_is_owed_by_the_same_role_for_any_child() -> None:
    alike = EDITIONS["2016"].by_id.keys() - PARTING.duties
    compared = 0
    for seed in range(150):
        told, own, retold, other = under_both(seed)
        before, after = findings(told, own), findings(retold, other)
        if not before.history.refused and not after.history.refused:
            compared += 1
            assert owed(before, alike) == owed(after, alike), seed
    assert compared > 75


def test_where_editions_part_can_be_asked_alone_and_without_acts_that_only_settle() -> None:
    settled = 0
    for seed in range(100):
        told, own, _, _ = under_both(seed)
        told = with_an_act_on_all_that_is_unsettled(told, own)
        whole = findings(told, own)
        events: list[Event] = [one for one in told.events if not isinstance(one, ACTS) or one.duty in PARTING.acts]
        apart = findings(replace(told, events=events), own.asking(PARTING.duties))
        assert owed(apart, PARTING.duties) == owed(whole, PARTING.duties), seed
        by_acts = unsettled(apart) - unsettled(whole)
        settled += by_acts.total()
        assert {id for id, _, _ in by_acts} <= {one.duty for one in told.events if isinstance(one, ACTS)}, seed
        assert {id for id, _, _ in unsettled(whole) - unsettled(apart)}.isdisjoint(PARTING.duties), seed
    assert settled > 20


def with_an_act_on_all_that_is_unsettled(told: Scenario, edition: Edition) -> Scenario:
    """The scenario, and each duty that stands down or is undecided was carried out a minute after it arose."""
    left = (one for one in findings(told, edition).found if one.status in (STOOD_DOWN, UNDECIDED))
    acts = [Done(one.arose + dt.timedelta(minutes=1), one.duty.id, place=1000) for one in left]
    return replace(told, events=in_order([*told.events, *acts]))


def test_acts_say_whose_part_is_missing_where_several_have_one() -> None:
    edition = EDITIONS["2019"]
    by_one = copy(edition.by_id["single-episode-assessed"])
    by_one.parts = ()
    other = copy(edition)
    other.duties = tuple(by_one if duty.id == by_one.id else duty for duty in edition.duties)

    assert by_one.id in parting(edition, other).duties & parting(edition, other).acts


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
