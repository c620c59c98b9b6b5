"""A child is handed what is held of them: all of it, by construction; others masked, with why; released by two."""

import datetime as dt
import json
import uuid
from typing import Any

import pytest
from django.apps import apps
from django.db import connection
from django.test import Client
from django.utils.html import escape
from django.utils.http import urlencode

from safereturn.access.field_classes import DESCRIBED, NOT_ABOUT_A_CHILD
from safereturn.agencies.models import Post, Team
from safereturn.audit.actions import Shown, log_views
from safereturn.audit.models import View
from safereturn.keeping.field_classes import BY_ITS_KIND, FIELDS
from safereturn.keeping.held import HIDDEN_PLACE, LEFT_OUT, OTHERS, OTHERS_WORDS, SECTIONS, STAFF
from safereturn.keeping.labels import why_left_out
from safereturn.keeping.models import SubjectEdit, SubjectFile, SubjectRequest
from safereturn.keeping.subject_access import Refused, approve, begin, due_on, edit
from safereturn.keeping.subject_file import Item, Part, as_content, digest_of, draft
from safereturn.web.wording import day
from tests.apps.access.people import restricted_child
from tests.apps.partnership import a_post
from tests.apps.privacy.partnership import a_governed_partnership
from tests.apps.privacy.test_referee import signed_in, words_of

from .whole_record import WholeRecord

pytestmark = pytest.mark.django_db
TODAY = dt.datetime.now(dt.UTC).date()
# Tables that libraries make, and what they hold.
LIBRARIES = {
    "account_": "addresses of staff",
    "auth_": "nothing: rights hang on posts",
    "cache": "counts of failed sign-ins",
    "django_": "sessions, migrations and names of tables",
    "mfa_": "second factors of staff",
    "procrastinate_": "jobs, which carry numbers alone",
    "socialaccount_": "sign-ins of staff",
}
MADE_BY_THE_DATABASE = {"children_child.sounds": "from the names"}


def our_models() -> list[Any]:
    return [model for model in apps.get_models() if model.__module__.startswith("safereturn.")]


@pytest.fixture
def teams() -> dict[str, Team]:
    return a_governed_partnership()


@pytest.fixture
def referee(teams: dict[str, Team]) -> Post:
    return a_post(teams["Derby City Council governance"], "privacy-referee")


@pytest.fixture
def second(teams: dict[str, Team]) -> Post:
    return a_post(teams["Derbyshire Constabulary governance"], "privacy-referee")


@pytest.fixture
def record(teams: dict[str, Team]) -> WholeRecord:
    return WholeRecord(teams, a_post(teams["City social care"], "social-worker"))


def asked(record: WholeRecord, by: Post, asked_by: str = "child") -> SubjectRequest:
    return begin(
        child_id=record.child.pk, asked_by=asked_by, identity_checked="Passport seen", received_on=TODAY,
        key=uuid.uuid4(), by=by,
    )  # fmt: skip


def items(parts: list[Part]) -> list[Item]:
    return [item for part in parts for entry in part.entries for item in entry.items]


def of(parts: list[Part], field: str) -> list[Item]:
    found = [item for item in items(parts) if item.field == field or item.key.endswith(field)]
    assert found, field
    return found


# Complete by construction.


def test_every_table_of_the_schema_is_a_section_of_the_file_or_left_out_with_a_reason() -> None:
    sections = [section.label for section in SECTIONS]
    assert len(sections) == len(set(sections))
    assert {model._meta.label for model in our_models()} == {*sections, *LEFT_OUT}
    assert {*sections}.isdisjoint(LEFT_OUT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        tables = {table for (table,) in cursor.fetchall()}
    ours = {model._meta.db_table for model in our_models()}
    assert {table for table in tables - ours if not table.startswith(tuple(LIBRARIES))} == set()


def test_every_column_of_those_tables_is_a_field_that_is_classed() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'")
        columns = {f"{table}.{column}" for table, column in cursor.fetchall()}
    for model in our_models():
        table = model._meta.db_table
        classed = {
            f"{table}.{field.column}"
            for field in model._meta.concrete_fields
            if field.name in FIELDS[model._meta.label]
        }
        there = {column for column in columns if column.startswith(f"{table}.")}
        assert there - MADE_BY_THE_DATABASE.keys() == classed


def test_no_table_that_is_left_out_leads_to_a_child() -> None:
    sections = {section.label for section in SECTIONS}
    for label in LEFT_OUT:
        fields = apps.get_model(label)._meta.concrete_fields
        leads = [f.name for f in fields if f.related_model and f.related_model._meta.label in sections]
        leads += [f.name for f in fields if f.name in ("child_id", "episode_id")]
        assert label == "keeping.ErasedRow" or leads == [], label  # which holds the seals of what has gone
        assert set(FIELDS[label].values()).isdisjoint(DESCRIBED), label


def test_everything_that_any_table_holds_of_the_child_is_in_the_draft(record: WholeRecord, referee: Post) -> None:
    parts = draft(asked(record, referee))
    told = {item.field for item in items(parts)}
    for section in SECTIONS:
        classes = FIELDS[section.label].items()
        held = {f"{section.label}.{name}" for name, of in classes if of != NOT_ABOUT_A_CHILD}
        rows = section.rows([record.child.pk], dt.datetime.now(dt.UTC) + dt.timedelta(days=1))
        filled = {f"{section.label}.{f.name}" for f in rows.model._meta.concrete_fields
                  if any(getattr(row, f.attname) not in (None, "", [], {}) for row in rows)}  # fmt: skip
        left_out = {field for field in held if why_left_out(field)}
        assert held & filled == (held & filled & told) | (filled & left_out), section.label
        assert told.isdisjoint(left_out), section.label
        assert rows.exists() or section.label in ("keeping.Disposal", "keeping.Step"), section.label
    text = " ".join(item.value for item in items(parts)).lower()  # a code is told with a capital
    in_the_file_of_before = {word for word, field in record.words.items() if field == "keeping.SubjectFile.content"}
    of_the_machine = {word for word, field in record.words.items() if why_left_out(field)}
    assert {word for word in record.words if word not in text} == in_the_file_of_before | of_the_machine


def test_nothing_in_a_draft_is_without_a_class(record: WholeRecord, referee: Post) -> None:
    assert {item.field_class for item in items(draft(asked(record, referee)))} <= set(DESCRIBED)
    assert BY_ITS_KIND not in DESCRIBED


# What is masked.


def test_other_people_and_the_words_of_others_and_the_names_of_staff_are_masked_each_with_its_reason(
    record: WholeRecord, referee: Post
) -> None:
    parts = draft(asked(record, referee))
    assert {item.masked for item in of(parts, "interviews.Account.associates")} == {OTHERS}
    assert {item.masked for item in of(parts, "interviews.Account.parents_view")} == {OTHERS}
    assert {item.masked for item in of(parts, "access.BreakGlass.words")} == {OTHERS_WORDS}
    assert {item.masked for item in of(parts, "content.told.worries")} == {OTHERS_WORDS}
    assert "allegation" in of(parts, "interviews.Account.harm")[0].masked.lower()
    assert "crime" in of(parts, "content.answers")[0].masked
    said = [item for item in of(parts, "episodes.Event.said_by") if not item.masked.startswith("An allegation")]
    assert {(item.masked, item.instead) for item in said} == {(STAFF, "Social worker, City social care")}
    assert {item.masked for item in of(parts, "audit.View.person_id")} == {STAFF}
    assert {item.value for item in of(parts, "audit.View.post_id")} == {
        "Social worker, City social care, Derby City Council"
    }


def test_what_the_child_said_and_what_is_recorded_of_the_child_is_shown_to_the_child(
    record: WholeRecord, referee: Post
) -> None:
    parts = draft(asked(record, referee))
    for field in (
        "children.Child.given_name", "children.Child.home_team", "interviews.Account.in_the_childs_words",
        "interviews.Account.why_they_went", "duties.Duty.says", "facts.child_protection_plan", "audit.View.at",
    ):  # fmt: skip
        assert {item.masked for item in of(parts, field)} == {""}, field


def test_a_parent_who_asks_reads_neither_places_nor_what_the_child_said_in_confidence(
    record: WholeRecord, referee: Post
) -> None:
    parts = draft(asked(record, referee, "parent"))
    for field in ("children.Child.home_team", "interviews.Account.in_the_childs_words"):
        assert "not the child who asks" in of(parts, field)[0].masked


def test_a_place_that_is_kept_secret_is_handed_to_nobody_while_the_flag_stands(
    record: WholeRecord, referee: Post
) -> None:
    flag = restricted_child(record.child.pk, "location-hidden", to=record.by)
    request = asked(record, referee)
    place = of(draft(request), "children.Child.home_team")[0]
    assert place.masked == HIDDEN_PLACE
    client = signed_in(referee)
    page = client.get(f"{address(request)}part/?part=children.Child")
    assert record.child.full_name in page.content.decode()
    assert "Alder House" not in page.content.decode()
    assert client.get(f"{address(request)}item/", {"item": place.key}).status_code == 404
    flag.lifted_at = dt.datetime.now(dt.UTC)
    flag.save()
    assert of(draft(request), "children.Child.home_team")[0].masked == ""


def test_no_word_of_what_is_masked_is_in_what_is_handed_out(record: WholeRecord, referee: Post, second: Post) -> None:
    request = asked(record, referee)
    parts = draft(request)
    masked = {word for item in items(parts) if item.masked for word in record.words if word in item.value}
    shown = {word for item in items(parts) if not item.masked for word in record.words if word in item.value}
    assert len(masked) > 60
    assert len(shown) > 60
    content = as_content(parts)
    for person in (referee, second):
        approve(request=request, digest=digest_of(content), by=person)
    client = signed_in(referee)
    for page in ("file/", "file.json"):
        text = client.get(f"{address(request)}{page}").content.decode()
        assert {word for word in masked - shown if word in text} == set()
        assert {word for word in shown if word not in text} == set()
        assert record.by.person.full_name not in text


# Editing.


def address(request: SubjectRequest) -> str:
    return f"/keeping/children/{request.child_id}/requests/{request.pk}/"


def test_somebody_who_has_read_it_shows_what_was_masked_or_masks_what_was_shown_and_says_why(
    record: WholeRecord, referee: Post
) -> None:
    request, client = asked(record, referee), signed_in(referee)
    words = of(draft(request), "content.told.worries")[0]
    item = f"{address(request)}item/?item={words.key}"
    assert "There is a problem" in words_of(client.post(item, {"key": str(uuid.uuid4())}))
    client.post(item, {"because": "It speaks of the child alone", "key": str(uuid.uuid4())})
    assert of(draft(request), "content.told.worries")[0].masked == ""
    text = words_of(client.post(item, {"because": "It names an aunt", "key": str(uuid.uuid4())}, follow=True))
    assert "It is masked." in text
    assert of(draft(request), "content.told.worries")[0].masked == "It names an aunt"
    assert f"{referee}: It names an aunt" in text
    assert SubjectEdit.objects.filter(request=request).count() == 2


def test_a_draft_says_how_much_is_held_how_much_is_masked_and_by_when_it_is_answered(
    record: WholeRecord, referee: Post
) -> None:
    client = signed_in(referee)
    sent = {
        "asked_by": "child", "identity_checked": "Passport seen", "key": str(uuid.uuid4()),
        "received_on_day": TODAY.day, "received_on_month": TODAY.month, "received_on_year": TODAY.year,
    }  # fmt: skip
    page = client.post(f"/keeping/children/{record.child.pk}/requests/", sent, follow=True)
    request = SubjectRequest.objects.order_by("-pk").first()
    assert request is not None
    parts = draft(request)
    masked = sum(bool(item.masked) for item in items(parts))
    assert f"{len(items(parts))} things are held, {masked} of them masked." in words_of(page)
    assert "When two people" not in words_of(page)


@pytest.mark.parametrize(
    ("received", "due"),
    [("2026-01-31", "2026-02-28"), ("2026-12-15", "2027-01-15"), ("2028-01-30", "2028-02-29")],
)
def test_a_request_is_answered_within_a_month(received: str, due: str) -> None:
    assert due_on(SubjectRequest(received_on=dt.date.fromisoformat(received))).isoformat() == due


# Waiting for an answer.


def test_who_waits_for_an_answer_stands_on_the_list_overdue_first_with_how_far_it_is(
    record: WholeRecord, referee: Post, second: Post
) -> None:
    asked(record, referee)
    late = begin(
        child_id=record.child.pk, asked_by="child", identity_checked="Seen",
        received_on=TODAY - dt.timedelta(days=60), key=uuid.uuid4(), by=referee,
    )  # fmt: skip
    text = words_of(signed_in(referee).get("/keeping/"))
    assert "Asked to see what is held: 2" in text
    assert text.count("Overdue") == 1
    assert text.index("Overdue") < text.index(f"Received on {day(TODAY)}")
    assert f"{record.child.full_name} Overdue To be answered by {day(due_on(late))}" in text
    assert text.count("Draft: nobody has released it") == 2
    approve(request=late, digest=digest_of(as_content(draft(late))), by=referee)
    assert f"{referee} would release it as it stood at" in words_of(signed_in(second).get("/keeping/"))
    approve(request=late, digest=digest_of(as_content(draft(late))), by=second)
    text = words_of(signed_in(referee).get("/keeping/"))
    assert "Asked to see what is held: 1" in text
    assert "Answered: 2" in text  # with the one of before


def test_a_request_stands_on_no_list_of_an_agency_that_does_not_hold_the_record(
    record: WholeRecord, teams: dict[str, Team], referee: Post
) -> None:
    asked(record, referee)
    stranger = a_post(teams["Derbyshire County Council governance"], "privacy-referee")
    text = words_of(signed_in(stranger).get("/keeping/"))
    assert "Asked to see what is held: 0" in text
    assert record.child.full_name not in text


def test_things_of_a_row_are_masked_with_one_reason_and_one_comes_back_to_the_row(
    record: WholeRecord, referee: Post
) -> None:
    request, client = asked(record, referee), signed_in(referee)
    name, born = (of(draft(request), f"children.Child.{field}")[0] for field in ("given_name", "born_on"))
    row = f"children.Child:{record.child.pk}"
    page = f"{address(request)}item/?item={row}&do=mask"
    sent = {"because": "It would lead somebody there", "key": str(uuid.uuid4())}
    assert "There is a problem" in words_of(client.post(page, sent))
    answer = client.post(page, {**sent, "things": [name.key, born.key]})
    assert answer["Location"].endswith(f"part/?part=children.Child&page=1#children-child-{record.child.pk}")
    masked = {item.key for item in items(draft(request)) if item.masked == "It would lead somebody there"}
    assert masked == {name.key, born.key}
    assert f'id="children-child-{record.child.pk}"' in client.get(answer["Location"]).content.decode()


def test_a_whole_kind_is_shown_with_one_reason_and_what_comes_later_is_masked_again(
    record: WholeRecord, referee: Post
) -> None:
    request, client = asked(record, referee), signed_in(referee)
    page = f"{address(request)}item/?item=episodes.Event::said_by&do=show"
    before = [item for item in of(draft(request), "episodes.Event.said_by") if item.masked]
    assert len(before) > 20
    assert before[0].value.partition(",")[0] in words_of(client.get(page))
    client.post(page, {"because": "Each of them agreed", "key": str(uuid.uuid4())})
    assert {item.masked for item in of(draft(request), "episodes.Event.said_by")} == {""}
    assert {item.masked for item in of(draft(request), "audit.View.person_id")} == {STAFF}
    assert SubjectEdit.objects.filter(request=request).count() == len(before)
    assert client.post(page, {"because": "Again", "key": str(uuid.uuid4())}).status_code == 302
    assert SubjectEdit.objects.filter(request=request).count() == len(before)


def test_a_whole_section_is_masked_but_for_what_is_hidden_from_whoever_masks(
    record: WholeRecord, referee: Post
) -> None:
    restricted_child(record.child.pk, "location-hidden", to=record.by)
    request, client = asked(record, referee), signed_in(referee)
    client.post(
        f"{address(request)}item/?item=children.Child&do=mask", {"because": "All of it", "key": str(uuid.uuid4())}
    )
    why = {item.masked for item in items(draft(request, "children.Child"))}
    assert why == {"All of it", HIDDEN_PLACE, OTHERS}
    client.post(f"{address(request)}item/?item=children.Child&do=show", {"because": "Yes", "key": str(uuid.uuid4())})
    assert {item.masked for item in items(draft(request, "children.Child"))} == {"", HIDDEN_PLACE}


def test_the_parts_of_the_draft_hold_together_every_thing_a_page_at_a_time(record: WholeRecord, referee: Post) -> None:
    request, client = asked(record, referee), signed_in(referee)
    parts = draft(request)
    overview = client.get(address(request)).content.decode()
    for part in (part for part in parts if part.entries):
        where = f"part/?{urlencode({'part': part.key})}"
        assert escape(where.replace("%2F", "/")) in overview
        text = words_of(client.get(f"{address(request)}{where}"))
        for item in part.entries[0].items:
            assert " ".join(item.value.split()) in text, item.key
    assert [item for part in parts for item in draft_of(request, part)] == items(parts)
    assert client.get(f"{address(request)}part/?part=nothing").status_code == 404


def draft_of(request: SubjectRequest, part: Part) -> list[Item]:
    return [item for one in draft(request, part.section) if one.key == part.key for item in one.items]


def test_a_page_of_a_part_has_fifty_rows_and_a_decision_leads_back_to_the_right_page(
    record: WholeRecord, referee: Post
) -> None:
    for _ in range(60):
        log_views(shown=[Shown(record.child.pk, None)], page="find", because="Asked", classes=["identity"], by=referee)
    request, client = asked(record, referee), signed_in(referee)
    part = f"{address(request)}part/?part=audit.View"
    assert client.get(part).content.decode().count('class="sr-duty"') == 50
    assert client.get(f"{part}&page=2").content.decode().count('class="sr-duty"') == 11
    last = items(draft(request, "audit.View"))[-1]
    answer = client.post(f"{address(request)}item/?item={last.key}", {"because": "Why not", "key": str(uuid.uuid4())})
    assert "page=2#audit-view-" in answer["Location"]


# Releasing.


def test_two_different_people_release_it(record: WholeRecord, referee: Post, second: Post) -> None:
    request = asked(record, referee)
    digest = digest_of(as_content(draft(request)))
    client, other = signed_in(referee), signed_in(second)
    assert client.get(f"{address(request)}file/").status_code == 404
    for _ in range(2):
        text = words_of(client.post(address(request), {"digest": digest, "key": str(uuid.uuid4())}, follow=True))
        assert not SubjectFile.objects.filter(request=request).exists()
    assert "A second person must read and release it." in text
    text = words_of(other.post(address(request), {"digest": digest, "key": str(uuid.uuid4())}, follow=True))
    assert f"What is held of {record.child.full_name}" in text
    assert SubjectFile.objects.get(request=request).digest == digest


def test_who_read_it_before_a_word_changed_has_not_released_it(
    record: WholeRecord, referee: Post, second: Post
) -> None:
    request = asked(record, referee)
    digest = digest_of(as_content(draft(request)))
    approve(request=request, digest=digest, by=referee)
    words = of(draft(request), "content.told.worries")[0]
    edit(request=request, items=[words.key], is_masked=False, because="Read", key=uuid.uuid4(), by=second)
    with pytest.raises(Refused, match="has changed"):
        approve(request=request, digest=digest, by=second)
    changed = digest_of(as_content(draft(request)))
    assert not approve(request=request, digest=changed, by=second)
    assert approve(request=request, digest=changed, by=referee)


def test_reading_the_draft_changes_nothing_in_it(record: WholeRecord, referee: Post, second: Post) -> None:
    request = asked(record, referee)
    digest = digest_of(as_content(draft(request)))
    for person in (referee, second):
        signed_in(person).get(address(request))
    assert digest_of(as_content(draft(request))) == digest


def test_what_is_released_is_changed_no_more(record: WholeRecord, referee: Post, second: Post) -> None:
    request = asked(record, referee)
    words = of(draft(request), "content.told.worries")[0]
    for person in (referee, second):
        approve(request=request, digest=digest_of(as_content(draft(request))), by=person)
    with pytest.raises(Refused, match="is released"):
        edit(request=request, items=[words.key], is_masked=False, because="Late", key=uuid.uuid4(), by=referee)
    before = signed_in(referee).get(f"{address(request)}file.json").content
    record.child.description = "Changed since"
    record.child.save()
    assert signed_in(referee).get(f"{address(request)}file.json").content == before
    sections = json.loads(before)["sections"]
    assert sections[0]["title"] == "Who you are"


def test_every_look_at_the_draft_and_at_the_file_is_logged_with_what_was_seen(
    record: WholeRecord, referee: Post, second: Post
) -> None:
    request, client = asked(record, referee), signed_in(referee)
    client.get(address(request))
    for person in (referee, second):
        approve(request=request, digest=digest_of(as_content(draft(request))), by=person)
    client.get(f"{address(request)}file/")
    views = View.objects.filter(child_id=record.child.pk, person_id=referee.person_id).order_by("at")
    assert [view.page for view in views] == ["subject-draft", "subject-file"]
    assert views[0].classes == sorted(DESCRIBED)
    assert views[1].because == "Handed out. Asked by: the child"


def test_whose_agency_does_not_hold_the_record_or_who_is_kept_from_the_child_answers_no_request(
    record: WholeRecord, teams: dict[str, Team], referee: Post
) -> None:
    request = asked(record, referee)
    stranger = a_post(teams["Derbyshire County Council governance"], "privacy-referee")
    client: Client = signed_in(stranger)
    pages = ("", "file/", "file.json", f"item/?item={items(draft(request))[0].key}")
    assert {client.get(f"{address(request)}{page}").status_code for page in pages} == {404}
    assert signed_in(referee).get(address(request)).status_code == 200
    restricted_child(record.child.pk, "excluded", to=referee)
    assert {signed_in(referee).get(f"{address(request)}{page}").status_code for page in pages} == {404}
