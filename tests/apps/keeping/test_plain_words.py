"""The file is handed to a child: every field has words of its own, no code is in it, and times are London's."""

import datetime as dt
import re
from pathlib import Path

import pytest
from django.apps import apps

from safereturn.access.field_classes import NOT_ABOUT_A_CHILD
from safereturn.access.rights import ACTIONS
from safereturn.episodes.field_classes import FACTS, WORDS
from safereturn.episodes.prompts import OCCASIONS, TEN_QUESTIONS
from safereturn.keeping.field_classes import FIELDS
from safereturn.keeping.held import SECTIONS
from safereturn.keeping.labels import TELLS_NOTHING, label_of, label_of_said, why_left_out
from safereturn.keeping.plain_words import fact_value, field_in_words, in_words, said_in_words
from safereturn.keeping.subject_access import begin
from safereturn.keeping.subject_file import as_content, draft
from safereturn.privacy.wording import PAGES
from tests.apps.access.world import World

SOURCES = Path(__file__).parents[3] / "src" / "safereturn"
# What no child should have to read: words joined by marks, moments for machines, columns, codes.
MACHINE = re.compile(r"\b[a-z]+(?:-[a-z]+)*_[a-z_]+\b|\d{4}-\d\d-\d\d|T\d\d:\d\d|[{}\[\]]|^[a-z]+(-[a-z]+)*$")


def test_every_field_that_a_file_tells_has_words_of_its_own_or_a_reason_to_be_left_out() -> None:
    for section in SECTIONS:
        told = {f"{section.label}.{name}" for name, of in FIELDS[section.label].items() if of != NOT_ABOUT_A_CHILD}
        assert {field for field in told if not label_of(field) and not why_left_out(field)} == set()


def test_what_is_left_out_by_name_is_a_field_that_there_is_and_says_why() -> None:
    fields = {f"{label}.{name}" for label, names in FIELDS.items() for name in names}
    names = {field.rpartition(".")[2] for field in fields}
    assert {field for field in TELLS_NOTHING if field not in fields | names} == set()
    assert all(TELLS_NOTHING.values())
    assert not why_left_out("children.Child.id")  # the number by which the child is known here


def test_no_words_stand_twice_in_a_section_so_that_nobody_takes_one_thing_for_another() -> None:
    for section in SECTIONS:
        fields = [one.name for one in apps.get_model(section.label)._meta.concrete_fields]
        told = [label_of(f"{section.label}.{name}") for name in fields if not why_left_out(f"{section.label}.{name}")]
        words = [word for word in told if word]
        assert len(words) == len(set(words)), section.label


def test_everything_that_the_log_can_say_has_words_of_its_own() -> None:
    wholes = {"answers": TEN_QUESTIONS, **OCCASIONS}
    for type, said in WORDS.items():
        for path in said:
            leaves = [f"{path}.{name}" for name, _ in wholes[path]] if path in wholes else [path]
            assert [leaf for leaf in leaves if not label_of_said(leaf)] == [], type
    assert [name for name in FACTS if not label_of_said(name)] == []


def test_every_page_on_which_a_child_is_shown_has_a_name_that_a_child_can_read() -> None:
    logged = {name for file in SOURCES.rglob("*.py") for name in re.findall(r'page="([a-z-]+)"', file.read_text())}
    assert logged - {"erased"} - PAGES.keys() == set()


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("episodes.Episode.area", "derby", "Derby"),
        ("episodes.Episode.category", "no-apparent-risk", "No apparent risk"),
        ("audit.View.page", "own-views", "What one has looked at"),
        ("audit.View.page", "called", "Add a name or a number of the child"),
        ("audit.View.because", ACTIONS["see-board"], "On the board of a team that is involved"),
        ("duties.Duty.owner", "social-worker", "The child's social worker"),
        ("duties.Duty.status", "met-late", "Done late"),
        ("episodes.Event.source", "live", "Recorded in this service"),
        ("finding.Pair.score", 0.9, "90"),
        ("duties.Duty.facts", {"relied_on": {"child.area": "derby"}, "turns_on": []}, "Lives or stays in: Derby"),
        (
            "duties.Duty.trigger", {"type": "returned", "at": "2026-09-04T21:13:00+00:00"},
            "Back, 22:13 on Friday 4 September 2026",
        ),
    ],
)  # fmt: skip
def test_a_code_is_told_in_words(field: str, value: object, words: str) -> None:
    assert field_in_words(field, value) == words


def test_a_moment_is_told_on_londons_clocks_wherever_it_stands() -> None:
    at = "22:13 on Friday 4 September 2026"
    assert in_words(dt.datetime(2026, 9, 4, 21, 13, tzinfo=dt.UTC)) == at
    assert said_in_words("review_at", "2026-09-04T21:13:00+00:00") == at
    assert fact_value("episode.last_seen", "2026-09-04T21:13:00+00:00") == at
    assert fact_value("child.born", "2013-02-26") == "Tuesday 26 February 2013"
    assert in_words(["2026-09-04T21:13:00Z"]) == at


def test_words_that_somebody_typed_stand_as_they_typed_them() -> None:
    assert said_in_words("place", "home") == "home"
    assert said_in_words("told.worries", "She is derby county mad, 2026-09") == "She is derby county mad, 2026-09"
    assert said_in_words("to", "placement") == "The placement"


@pytest.mark.django_db
def test_no_code_stands_in_a_file_of_children_of_whom_everything_was_told() -> None:
    world = World()
    for episode in world.episodes.values():
        request = begin(
            child_id=episode.child_id, asked_by="child", identity_checked="Seen", received_on=dt.date(2026, 3, 21),
            key=episode.events.first().key, by=world.teller,  # type: ignore[union-attr]
        )  # fmt: skip
        parts = draft(request)
        values = {item.value for part in parts for item in part.items if "token" not in item.value}
        assert {value for value in values if MACHINE.search(value)} == set()
        assert {item.name for part in parts for item in part.items if MACHINE.search(item.name)} == set()
        titles = {part["title"] for part in as_content(parts)}
        assert len(titles) > 5
