"""Everything that is kept is classed: by who may see it, or as not about a child. What is new must be classed too."""

from typing import Any

import pytest
from django.apps import apps

from safereturn.access.field_classes import (
    ACCESS,
    ALLEGATION,
    DESCRIBED,
    DUTIES,
    EXISTENCE,
    IDENTITY,
    LOCATION,
    NOT_ABOUT_A_CHILD,
    NOTES,
    STANDING,
)
from safereturn.duties.field_classes import MAY_TELL_OF_A_CARER, SEEN_BY_ALL, TELLS, ids_seen
from safereturn.episodes import field_classes as of_the_log
from safereturn.episodes.fold import OUR_OWN
from safereturn.interviews.field_classes import ACCOUNT
from safereturn.protocol.editions import EDITIONS
from safereturn.protocol.facts import QUESTIONS
from safereturn.protocol.scenario import _CHILD, _EPISODE, _FORMS, _HARMS

BY_ITS_KIND = "by what it is"  # see duties.field_classes and episodes.field_classes
OF_WHOEVER_TYPES = "of the post that types it alone"
NOBODYS = NOT_ABOUT_A_CHILD


def kept(classes: dict[str, str]) -> dict[str, str]:
    """From the names of fields under a class, to the class of each field."""
    return {name: field_class for field_class, names in classes.items() for name in names.split()}


FIELDS: dict[str, dict[str, str]] = {
    "web.Draft": kept({NOBODYS: "id owner_id form key step saved_at", OF_WHOEVER_TYPES: "words"}),
    "audit.View": kept(
        {
            ACCESS: "person_id post_id agency_id child_id episode_id classes page because at",
            NOBODYS: "id chain place previous seal",
        }
    ),
    "audit.DaySeal": kept({NOBODYS: "day place heads_digest previous seal recorded_at"}),
    "audit.SealedHead": kept({NOBODYS: "id day_seal log chain count seal"}),
    "agencies.Agency": kept({NOBODYS: "id name kind area"}),
    "agencies.Team": kept({NOBODYS: "id agency name kind area telephone mailbox"}),
    "agencies.Person": kept({NOBODYS: "id password last_login email full_name is_active in_demonstration opened_at"}),
    "agencies.Post": kept({NOBODYS: "id person team role started_at ended_at certified_at"}),
    "agencies.PeopleChange": kept(
        {NOBODYS: "id agency person what post team role at because answers by_post_id said_by key recorded_at"}
    ),
    "access.Involvement": kept({ACCESS: "team_id post_id episode_id child_id kind because began_at ends_at id"}),
    "access.Restriction": kept(
        {
            ACCESS: (
                "id child_id kind person_id field_class team_ids because ring review_on set_by_person_id set_by set_at "
                "lifted_by_person_id lifted_by lifted_because lifted_at"
            )
        }
    ),
    "access.BreakGlass": kept(
        {
            ACCESS: (
                "id person_id post_id team_id agency_id role child_id episode_id reason incident_number words "
                "is_risk_to_life is_restricted asked_at"
            ),
            NOBODYS: "key",
        }
    ),
    "access.Authorisation": kept({ACCESS: "id glass is_given words person_id post_id said_by recorded_at"}),
    "children.Child": kept(
        {
            EXISTENCE: "id recorded_at joined_to",
            IDENTITY: "given_name family_name known_as also_called born_on description mother mother_born_on",
            LOCATION: "home_team school_team",
            BY_ITS_KIND: "facts",
        }
    ),
    "children.Number": kept({IDENTITY: "id child kind number recorded_at"}),
    "finding.Compared": kept({EXISTENCE: "child at"}),
    "finding.Pair": kept({EXISTENCE: "id one other score proposed_at", IDENTITY: "because"}),
    "finding.Verdict": kept(
        {EXISTENCE: "id pair is_one_child kept moved post_id said_by recorded_at", IDENTITY: "words", NOBODYS: "key"}
    ),
    "episodes.Episode": kept(
        {
            EXISTENCE: "id child reference edition kind state source",
            DUTIES: (
                "area category highest_category last_seen_at opened_at reported_at returned_at closed_at absent_until "
                "arrival_asked_at unborn"
            ),
            NOBODYS: "count seal",
        }
    ),
    "episodes.Event": kept(
        {
            EXISTENCE: "id episode",
            BY_ITS_KIND: "type happened_at content post_id said_by source recorded_at",
            NOBODYS: "place key previous seal",
        }
    ),
    "duties.Duty": kept(
        {
            EXISTENCE: "id episode",
            BY_ITS_KIND: (
                "protocol_id occurrence edition sections strength owner answerable team arose_at due_at provisional "
                "status met_at says because clause facts trigger stood_down_because reason_recorded accepted_at "
                "accepted_by"
            ),
        }
    ),
    "duties.Reminder": kept({BY_ITS_KIND: "id duty kind due_at team reminded_at mailed_at mail_failed_at"}),
    "interviews.Account": ACCOUNT,
    "privacy.GlassNotice": kept({ACCESS: "id glass team made_at mailed_at mail_failed_at"}),
    "privacy.Alert": kept({ACCESS: "id rule person_id post_id agency_id child_id week because at found_at"}),
    "privacy.Sampled": kept({ACCESS: "id view week chosen_at"}),
    "privacy.Review": kept(
        {ACCESS: "id alert glass sampled outcome words person_id post_id said_by recorded_at", NOBODYS: "key"}
    ),
    "keeping.OwnPeriod": kept({NOBODYS: "id agency record years counted_from basis post_id said_by key recorded_at"}),
    "keeping.Hold": kept(
        {
            ACCESS: (
                "id child because review_on set_by_person_id set_by set_at lifted_by_person_id lifted_by "
                "lifted_because lifted_at"
            ),
            NOBODYS: "key",
        }
    ),
    "keeping.Disposal": kept({ACCESS: "id child part due_on proposed_at"}),
    "keeping.Step": kept(
        {
            ACCESS: "id disposal what records person_id post_id said_by rows recorded_at",
            NOBODYS: "place digest previous seal",
        }
    ),
    "keeping.ErasedRow": kept({NOBODYS: "id disposal log chain place seal"}),
    "oversight.CycleKept": kept(
        {NOBODYS: "id cycle edition held_on reference note post_id said_by takes_back key recorded_at"}
    ),
}
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


def test_what_nobody_has_classed_is_seen_by_nobody() -> None:
    assert of_the_log.words_seen("new-kind", {"says": "Something"}, sees=DESCRIBED) is None
    assert of_the_log.words_seen("noted", {"says": "Something", "new": "More"}, sees=DESCRIBED) == {"says": "Something"}
    assert of_the_log.facts_seen({"child.new": True, "child.area": "derby"}, sees=DESCRIBED) == {"child.area": "derby"}


@pytest.mark.parametrize("kind", _HARMS)
def test_that_a_carer_may_have_harmed_the_child_is_not_even_told_to_have_happened(kind: str) -> None:
    carer = {EXISTENCE, IDENTITY, DUTIES, NOTES, STANDING}  # with more than any carer sees
    seen = of_the_log.words_seen("harm-found", {"kind": kind}, sees=carer)
    assert (seen is None) == (kind in ("allegation", "crime-against"))
