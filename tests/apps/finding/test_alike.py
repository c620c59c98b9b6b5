"""Two records that may be of one child: proposed by machine, joined by people alone, and parted without loss."""

import datetime as dt
import uuid
from typing import Any

import pytest

from safereturn.access.flags import lift_flag, set_flag
from safereturn.access.models import Restriction
from safereturn.agencies.models import Post, Team
from safereturn.children.models import Child
from safereturn.children.queries import record_ids, records_of
from safereturn.episodes.actions import AlreadyGone, NotPossible
from safereturn.episodes.models import Event
from safereturn.finding.actions import compare_new_records, decide_one_child, decide_two_children
from safereturn.finding.models import Pair, Verdict
from tests.apps.pages.conftest import ago, signed_in
from tests.apps.partnership import a_child, a_partnership, a_post

from .conftest import a_missing_child

pytestmark = pytest.mark.django_db


@pytest.fixture
def teams() -> dict[str, Team]:
    return a_partnership()


@pytest.fixture
def judge(teams: dict[str, Team]) -> Post:
    return a_post(teams["Oversight team"], "oversight-officer")


def two_records(teams: dict[str, Team]) -> Pair:
    a_child(teams["Alder House"]), a_child(teams["Birch House"])
    compare_new_records()
    return Pair.objects.get()


def one_child(pair: Pair, judge: Post, *, kept: Child | None = None, key: uuid.UUID | None = None) -> None:
    told: dict[str, Any] = {"words": "Both homes agree", "now": ago(0), "by": judge}
    decide_one_child(pair=pair, kept=kept or pair.one, key=key or uuid.uuid4(), **told)


def two_children(pair: Pair, judge: Post) -> None:
    decide_two_children(pair=pair, words="Cousins", key=uuid.uuid4(), now=ago(0), by=judge)


def test_new_records_are_compared_once_and_nothing_is_joined_by_machine(teams: dict[str, Team]) -> None:
    pair = two_records(teams)
    assert (pair.because, pair.score) == ("same name, same date of birth", 1.0)
    assert compare_new_records() == 0
    assert Child.objects.filter(joined_to=None).count() == 2


def test_a_joined_record_is_used_no_more_and_all_records_are_known_by_any(teams: dict[str, Team], judge: Post) -> None:
    pair = two_records(teams)
    one_child(pair, judge)
    assert Child.objects.get(pk=pair.other_id).joined_to == pair.one
    for record in (pair.one_id, pair.other_id):
        assert set(Child.objects.filter(pk__in=records_of(record))) == {pair.one, pair.other}


def test_parting_puts_everything_back_in_whichever_order(teams: dict[str, Team], judge: Post) -> None:
    pair = two_records(teams)
    third = a_child(teams["Alder House"])
    compare_new_records()
    one_child(pair, judge, kept=pair.one)
    further = Pair.objects.get(one=pair.one, other=third)
    one_child(further, judge, kept=third)
    assert {child.joined_to_id for child in Child.objects.exclude(pk=third.pk)} == {third.pk}
    two_children(further, judge)
    assert {child.pk: child.joined_to_id for child in Child.objects.all()} == {
        pair.one_id: None,
        pair.other_id: pair.one_id,
        third.pk: None,
    }
    two_children(pair, judge)
    assert set(Child.objects.values_list("joined_to", flat=True)) == {None}


def test_a_record_that_is_joined_already_is_joined_to_no_other(teams: dict[str, Team], judge: Post) -> None:
    pair = two_records(teams)
    one_child(pair, judge)
    with pytest.raises(NotPossible, match="joined to another already"):
        one_child(pair, judge)
    assert Verdict.objects.count() == 1


def test_the_same_decision_sent_twice_is_one(teams: dict[str, Team], judge: Post) -> None:
    pair, key = two_records(teams), uuid.uuid4()
    for _ in range(2):
        one_child(pair, judge, key=key)
    assert Verdict.objects.count() == 1


def test_joining_only_ever_raises_what_keeps_people_out(teams: dict[str, Team], judge: Post) -> None:
    pair = two_records(teams)
    other = a_post(teams["Starting Point"], "front-door-worker")
    for child, kind, person in ((pair.one, "excluded", other.person_id), (pair.other, "hidden-from", judge.person_id)):
        Restriction.objects.create(
            child_id=child.pk, kind=kind, person_id=person, because="Told so", ring="101",
            field_class="location" if kind == "hidden-from" else "",
        )  # fmt: skip
    one_child(pair, judge)
    standing = {(row.child_id, row.kind) for row in Restriction.objects.filter(lifted_at=None)}
    assert standing == {(id, kind) for id in (pair.one_id, pair.other_id) for kind in ("excluded", "hidden-from")}
    two_children(pair, judge)
    assert {(row.child_id, row.kind) for row in Restriction.objects.filter(lifted_at=None)} == standing


def test_a_flag_set_later_holds_for_all_records_and_is_lifted_from_all(teams: dict[str, Team], judge: Post) -> None:
    pair = two_records(teams)
    one_child(pair, judge)
    first, second = (
        a_post(teams[f"{place} child protection"], "child-protection-manager") for place in ("City", "County")
    )
    told: dict[str, Any] = {"because": "Told so", "records": record_ids(pair.other_id)}
    flag = set_flag(
        child_id=pair.other_id, kind="excluded", person_id=judge.person_id, ring="101",
        review_on=ago(0).date() + dt.timedelta(days=28), by=first, **told,
    )  # fmt: skip
    standing = Restriction.objects.filter(lifted_at=None)
    assert {row.child_id for row in standing} == {pair.one_id, pair.other_id}
    assert lift_flag(flag_id=flag.pk, by=second, **told)
    assert not standing.all().exists()


def test_a_child_is_gone_once_at_a_time_through_whichever_record(teams: dict[str, Team], judge: Post) -> None:
    first = a_missing_child(teams, ago(3))
    again = a_child(teams["Birch House"])
    compare_new_records()
    one_child(Pair.objects.get(), judge, kept=again)
    with pytest.raises(AlreadyGone) as gone:
        a_missing_child(teams, ago(1), child=again)
    assert gone.value.episode_id == first.pk


def test_earlier_episodes_of_both_records_count_and_what_is_open_is_derived_anew(
    teams: dict[str, Team], judge: Post
) -> None:
    """Two council's records of one child, once and twice missing: joined, it is the third time in thirty days."""
    once, twice = a_child(teams["Alder House"]), a_child(teams["Alder House"])
    for days in (9, 5):
        a_missing_child(teams, ago(24 * days), child=twice, back=ago(24 * days - 12))
    episode = a_missing_child(teams, ago(3), child=once)
    assert not episode.duties.filter(protocol_id="strategy-meeting-three-in-30").exists()
    compare_new_records()
    one_child(Pair.objects.get(), judge, kept=twice)
    assert episode.duties.filter(protocol_id="strategy-meeting-three-in-30").exists()
    two_children(Pair.objects.get(), judge)
    assert episode.duties.get(protocol_id="strategy-meeting-three-in-30").status == "stood-down"
    assert Event.objects.filter(episode=episode, type="noted").count() == 2


def test_a_child_kept_for_named_people_is_compared_by_them_alone(teams: dict[str, Team], judge: Post) -> None:
    pair = two_records(teams)
    named = a_post(teams["Oversight team"], "missing-children-lead")
    Restriction.objects.create(
        child_id=pair.one_id, kind="named-only", person_id=named.person_id, because="Adopted", ring="101"
    )
    address = f"/children/alike/{pair.pk}/"
    assert signed_in(judge).get(address).status_code == 404
    assert "To decide: 0" in signed_in(judge).get("/children/alike/").content.decode()
    assert signed_in(named).get(address).status_code == 200


def test_the_page_shows_both_and_records_the_decision(teams: dict[str, Team], judge: Post) -> None:
    pair, client = two_records(teams), signed_in(judge)
    address = f"/children/alike/{pair.pk}/"
    page = client.get(address).content.decode()
    assert "One child: use the record of Robin Example, made first" in page
    assert (
        "Answer the question “How do you know?”"
        in client.post(address, {"verdict": str(pair.one_id), "words": ""}).content.decode()
    )
    key = uuid.uuid4()
    client.post(address, {"verdict": str(pair.other_id), "words": "Rang both homes", "key": str(key)})
    assert Child.objects.get(pk=pair.one_id).joined_to == pair.other
    assert "Part the records" in client.get(address).content.decode()
    client.post(address, {"verdict": "two", "words": "They are cousins", "key": str(uuid.uuid4())})
    assert Child.objects.get(pk=pair.one_id).joined_to is None


@pytest.mark.parametrize("role", ["police-officer", "privacy-referee"])
def test_nobody_else_decides(teams: dict[str, Team], role: str) -> None:
    pair, client = two_records(teams), signed_in(a_post(teams["Control room"], role))
    for address in ("/children/alike/", f"/children/alike/{pair.pk}/"):
        assert client.get(address).status_code == 404
        assert client.post(address, {"verdict": "two", "words": "x", "key": str(uuid.uuid4())}).status_code == 404
    assert not Verdict.objects.exists()
