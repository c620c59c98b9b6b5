"""Everything that is kept is classed: by who may see it, or as not about a child. What is new must be classed too."""

from typing import Any

import pytest
from django.apps import apps

from safereturn.access.field_classes import (
    ALLEGATION,
    DESCRIBED,
    DUTIES,
    EXISTENCE,
    IDENTITY,
    NOTES,
    STANDING,
)
from safereturn.duties.field_classes import MAY_TELL_OF_A_CARER, SEEN_BY_ALL, TELLS, ids_seen
from safereturn.episodes import field_classes as of_the_log
from safereturn.episodes.fold import OUR_OWN, PLACE
from safereturn.keeping.field_classes import BY_ITS_KIND, FIELDS, NOBODYS, OF_WHOEVER_TYPES
from safereturn.protocol.editions import EDITIONS
from safereturn.protocol.facts import QUESTIONS
from safereturn.protocol.findings import findings
from safereturn.protocol.scenario import _CHILD, _EPISODE, _FORMS, _HARMS, read

CLASSES = {*DESCRIBED, NOBODYS, BY_ITS_KIND, OF_WHOEVER_TYPES}


def our_models() -> list[Any]:
    return [model for model in apps.get_models() if model.__module__.startswith("safereturn.")]


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_every_field_of_every_table_is_classed(model: Any) -> None:
    there = {field.name for field in model._meta.get_fields() if field.concrete}
    assert set(FIELDS[model._meta.label]) == there


def test_no_field_has_a_class_that_there_is_not() -> None:
    assert {field_class for fields in FIELDS.values() for field_class in fields.values()} <= CLASSES
    assert set(FIELDS) == {model._meta.label for model in our_models()}


def test_every_event_that_a_log_can_hold_is_classed_with_all_that_it_can_say() -> None:
    said = {type: {*form.fields} for type, form in _FORMS.items()}
    for type in ("located", "found", "returned"):
        said[type].add(PLACE)
    assert set(of_the_log.WORDS) == {*said, "fact", *OUR_OWN}
    assert {type: set(of_the_log.WORDS[type]) for type in said} == said


def test_every_fact_that_can_be_recorded_or_asked_for_is_classed() -> None:
    facts = {f"child.{name}" for name in _CHILD} | {f"episode.{name}" for name in _EPISODE}
    assert set(of_the_log.FACTS) == facts | {fact for fact, _ in QUESTIONS.values()}


def test_every_duty_of_either_edition_is_classed() -> None:
    assert {*SEEN_BY_ALL, *TELLS, *MAY_TELL_OF_A_CARER} == {id for edition in EDITIONS.values() for id in edition.by_id}
    assert SEEN_BY_ALL.isdisjoint(TELLS)
    assert MAY_TELL_OF_A_CARER.isdisjoint({*SEEN_BY_ALL, *TELLS})
    assert set(TELLS.values()) <= set(of_the_log.FACTS)


def test_a_duty_that_tells_of_a_plan_by_its_words_is_seen_by_those_who_know_of_the_plan() -> None:
    tells = {
        id
        for edition in EDITIONS.values()
        for id, duty in edition.by_id.items()
        if "child protection" in f"{duty.says} {duty.because}"
    }
    assert tells == {id for id, fact in TELLS.items() if fact == "child.child_protection_plan"}


def test_a_duty_that_may_tell_of_a_carer_is_seen_by_nobody_who_sees_no_allegations() -> None:
    carer = {EXISTENCE, IDENTITY, DUTIES, NOTES, STANDING}  # with more than any carer sees
    assert ids_seen(carer).isdisjoint(MAY_TELL_OF_A_CARER)
    assert ids_seen({*carer, ALLEGATION}) >= MAY_TELL_OF_A_CARER


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize(
    "end", [[], [{"type": "returned", "at": "2018-03-21T00:00Z", "to": "home"}]], ids=["gone", "back"]
)
def test_what_follows_from_what_a_carer_may_have_done_is_seen_by_nobody_who_sees_no_allegations(
    edition: str, end: list[dict[str, Any]]
) -> None:
    """Whether a duty begins or ends by it: else the duty would tell what the timeline keeps."""
    night = [
        {"type": "reported", "at": "2018-03-20T22:00Z", "by": "carer"},
        {"type": "categorised", "at": "2018-03-20T22:05Z", "category": "medium"},
        *end,
    ]
    kept = [{"type": "harm-found", "kind": kind} for kind in of_the_log.KEPT_FROM_CARERS]
    kept += [{"type": "came-about", "what": what} for what in of_the_log.MAY_TELL_OF_A_CARER]
    plain = duties(edition, night)
    for told in kept:
        follows = {id for id, *_ in plain ^ duties(edition, [*night, {**told, "at": "2018-03-21T01:00Z"}])}
        assert follows <= MAY_TELL_OF_A_CARER, told


def duties(edition: str, events: list[dict[str, Any]]) -> set[tuple[Any, ...]]:
    """The duties towards a child at home, and how each stands."""
    child = {"born": "2005-05-04", "area": "derby", "looked_after_by": None, "open_to": []}
    told = {"edition": edition, "now": "2018-03-22T07:00Z", "child": child, "episode": {"kind": "missing"}}
    rules, scenario = read({**told, "events": events})
    return {(found.duty.id, found.status, found.due) for found in findings(scenario, rules).found}


def test_what_nobody_has_classed_is_seen_by_nobody() -> None:
    assert of_the_log.words_seen("new-kind", {"says": "Something"}, sees=DESCRIBED) is None
    assert of_the_log.words_seen("noted", {"says": "Something", "new": "More"}, sees=DESCRIBED) == {"says": "Something"}
    assert of_the_log.facts_seen({"child.new": True, "child.area": "derby"}, sees=DESCRIBED) == {"child.area": "derby"}


@pytest.mark.parametrize("kind", _HARMS)
def test_that_a_carer_may_have_harmed_the_child_is_not_even_told_to_have_happened(kind: str) -> None:
    carer = {EXISTENCE, IDENTITY, DUTIES, NOTES, STANDING}  # with more than any carer sees
    seen = of_the_log.words_seen("harm-found", {"kind": kind}, sees=carer)
    assert (seen is None) == (kind in ("allegation", "crime-against"))
