"""Other names and numbers of a child: told with the report or later, and found by whoever looks for them."""

import uuid
from typing import Any

import pytest

from safereturn.access.field_classes import DESCRIBED, IDENTITY
from safereturn.access.models import Restriction
from safereturn.agencies.models import Post, Team
from safereturn.children.models import Child, Number
from safereturn.children.queries import called_besides
from safereturn.children.search import Sought, find
from safereturn.duties.models import Duty
from safereturn.episodes.models import Episode, Event
from safereturn.finding.actions import compare_new_records
from safereturn.finding.models import Pair
from tests.apps.partnership import a_child, a_post

from .conftest import signed_in
from .test_report import seen

pytestmark = pytest.mark.django_db
NUMBERS = {
    "telephone": "+44 7700 900123", "nhs": "999 000 0018", "upn": "z123456789012", "local": "LCS 77", "police": "PN/5",
}  # fmt: skip
KEPT = {
    "telephone": "07700900123", "nhs": "9990000018", "upn": "Z123456789012", "local": "LCS77", "police": "PN5",
}  # fmt: skip
ROWAN = {
    "given_name": "Rowan", "family_name": "Ashworth", "area": "derby", "looked_after_by": "no", "placement": "",
}  # fmt: skip


@pytest.fixture
def officer(teams: dict[str, Team]) -> Post:
    return a_post(teams["Control room"], "duty-inspector")


@pytest.fixture
def worker(teams: dict[str, Team]) -> Post:
    """Somebody whose team has no children of its own to choose from."""
    return a_post(teams["City early help"], "mat-worker")


def numbers_of(child: Child) -> dict[str, str]:
    return dict(child.numbers.values_list("kind", "number"))


def report(by: Post, who: dict[str, Any], *, step: str = "name", **further: dict[str, Any]) -> str:
    """Send a whole report that says with `step` who it is; the page that the last step led to."""
    client, base = signed_in(by), f"/report/{uuid.uuid4()}"
    told = {step: who, **further, "happened": {"kind": "missing", "with_family": "no", **seen(1)}, "worries": {}}
    for one, answers in told.items():
        client.post(f"{base}/{one}/", answers)
    return client.post(f"{base}/send/", {}, follow=True).content.decode()


def add(by: Post, episode: Episode, **typed: str) -> str:
    """Add names or numbers on the page for it; the page that this leads to."""
    client, address = signed_in(by), f"/episodes/{episode.pk}/called/"
    at = {"at_day": "1", "at_month": "11", "at_year": "2026", "at_time": "09:00"}
    return client.post(address, {"key": str(uuid.uuid4()), **at, **typed}, follow=True).content.decode()


def found_by(number: str, post: Post) -> list[Child]:
    return [one.child for one in find(Sought(number=number), by=post)]


def test_a_carer_tells_the_numbers_of_a_child_of_the_home_with_the_report(
    teams: dict[str, Team], carer: Post, officer: Post
) -> None:
    child = a_child(teams["Alder House"])
    report(carer, {"child": child.pk, "known_as": "Kit", "also_called": "Robin Novak", **NUMBERS}, step="child")
    assert numbers_of(child) == KEPT
    for number in NUMBERS.values():
        assert found_by(number, officer) == [child]
    assert [one.child for one in find(Sought("Robin", "Novak"), by=officer)] == [child]


def test_the_numbers_of_a_child_whom_nobody_knew_are_kept_with_the_new_record(worker: Post) -> None:
    report(worker, {**ROWAN, **NUMBERS})
    assert numbers_of(Child.objects.get()) == KEPT


def test_a_reporter_in_a_hurry_opens_none_of_it(teams: dict[str, Team], carer: Post) -> None:
    child, client = a_child(teams["Alder House"]), signed_in(carer)
    page = client.get("/report/", follow=True).content.decode()
    assert "<details" in page
    assert "open>" not in page.partition("<details")[2].partition("</details>")[0]
    report(carer, {"child": child.pk}, step="child")
    assert Episode.objects.get().child == child
    assert not Number.objects.exists()
    assert not Event.objects.filter(type="called").exists()


def test_a_number_with_a_slip_is_told_at_once_and_nothing_typed_is_lost(carer: Post, teams: dict[str, Team]) -> None:
    child, client = a_child(teams["Alder House"]), signed_in(carer)
    address = f"/report/{uuid.uuid4()}/child/"
    page = client.post(address, {"child": child.pk, "nhs": "999 000 0017", "known_as": "Kit"}).content.decode()
    assert "This is no NHS number" in page
    opened = page.partition("<details")[2].partition("</details>")[0]
    assert opened.startswith(' class="govuk-details" open>')
    assert 'value="999 000 0017"' in opened
    assert 'value="Kit"' in opened


def test_what_is_told_of_another_child_is_asked_for_beside_that_child_s_name(
    teams: dict[str, Team], carer: Post
) -> None:
    a_child(teams["Alder House"])
    answer = signed_in(carer).post(f"/report/{uuid.uuid4()}/child/", {"child": "someone-else", "nhs": "999 000 0018"})
    assert "The next page asks for it" in answer.content.decode()


def test_a_baby_who_is_not_born_yet_has_no_number_and_the_mother_s_is_not_taken_for_it(worker: Post) -> None:
    answer = signed_in(worker).post(
        f"/report/{uuid.uuid4()}/name/", {**ROWAN, "who": "baby", "telephone": "07700 900123"}
    )
    assert "A baby has none before being born" in answer.content.decode()


def test_whoever_gives_the_mobile_number_has_said_that_it_is_known(teams: dict[str, Team], carer: Post) -> None:
    child = a_child(teams["Alder House"], mobile_known=False)
    report(carer, {"child": child.pk, "telephone": "07700 900123"}, step="child")
    child.refresh_from_db()
    assert child.facts["mobile_known"] is True
    assert Duty.objects.filter(protocol_id="textsafe-message").exists()


def test_an_nhs_number_says_nothing_of_a_mobile(teams: dict[str, Team], carer: Post) -> None:
    child = a_child(teams["Alder House"], mobile_known=False)
    report(carer, {"child": child.pk, "nhs": "999 000 0018"}, step="child")
    child.refresh_from_db()
    assert child.facts["mobile_known"] is False


def test_a_reporter_is_asked_whether_it_is_the_child_who_has_that_number_already(worker: Post) -> None:
    child, client, base = a_child(), signed_in(worker), f"/report/{uuid.uuid4()}"
    Number.objects.create(child=child, kind=Number.Kind.NHS, number="9990000018")
    client.post(f"{base}/name/", {**ROWAN, "nhs": "999 000 0018"})
    page = client.get(f"{base}/known/").content.decode()
    assert "Robin Example" in page
    report(worker, {**ROWAN, "nhs": "999 000 0018", "telephone": "07700 900123"}, known={"known": child.pk})
    assert Episode.objects.get().child == child
    assert numbers_of(child) == {"nhs": "9990000018", "telephone": "07700900123"}


def test_no_machine_joins_two_children_of_one_number_but_people_are_asked(worker: Post) -> None:
    child = a_child()
    Number.objects.create(child=child, kind=Number.Kind.NHS, number="9990000018")
    report(worker, {**ROWAN, "nhs": "999 000 0018"}, known={"known": "someone-else"})
    new = Episode.objects.get().child
    assert new != child
    compare_new_records()
    assert {Pair.objects.get().one, Pair.objects.get().other} == {child, new}
    assert Child.objects.filter(joined_to=None).count() == 2


def test_the_number_of_a_child_kept_from_the_reporter_tells_nothing(worker: Post) -> None:
    child = a_child()
    Number.objects.create(child=child, kind=Number.Kind.NHS, number="9990000018")
    Restriction.objects.create(
        child_id=child.pk, kind="excluded", person_id=worker.person_id, because="An uncle",
        set_by_person_id=worker.person_id, set_by="Somebody", review_on="2027-01-01",
    )  # fmt: skip
    report(worker, {**ROWAN, "nhs": "999 000 0018"})
    assert Episode.objects.get().child != child


def test_a_number_told_later_stands_on_the_page_and_has_the_record_compared_anew(
    teams: dict[str, Team], carer: Post, officer: Post
) -> None:
    child, other = a_child(teams["Alder House"]), a_child()
    Child.objects.filter(pk=other.pk).update(given_name="Sky", family_name="Ferndale")
    Number.objects.create(child=other, kind=Number.Kind.POLICE, number="PN5")
    report(carer, {"child": child.pk}, step="child")
    compare_new_records()
    assert not Pair.objects.exists()
    page = add(carer, Episode.objects.get(), police="PN/5", telephone="07700 900123")
    assert "It is recorded, and the child can be found by it." in page
    compare_new_records()
    assert Pair.objects.get().because == "same number (police)"
    page = signed_in(officer).get(f"/episodes/{Episode.objects.get().pk}/").content.decode()
    assert '<a class="govuk-link" href="tel:07700900123">07700 900123</a>' in page
    assert "Police reference: PN5" in page
    assert "Mobile number known: yes" in page


def test_the_numbers_of_all_records_of_a_child_stand_on_the_page_each_once(teams: dict[str, Team], carer: Post) -> None:
    child, other = a_child(teams["Alder House"]), a_child()
    report(carer, {"child": child.pk, "nhs": "999 000 0018"}, step="child")
    for kind, number in (("nhs", "9990000018"), ("police", "PN5")):
        Number.objects.create(child=other, kind=kind, number=number)
    episode = Episode.objects.get()
    for used, joined in ((child, other), (other, child)):
        Child.objects.filter(pk=used.pk).update(joined_to=None)
        Child.objects.filter(pk=joined.pk).update(joined_to=used)
        page = signed_in(carer).get(f"/episodes/{episode.pk}/").content.decode()
        assert page.count("999 000 0018") == page.count("Police reference: PN5") == 1


def test_the_log_tells_that_a_number_was_told_and_holds_no_number(teams: dict[str, Team], carer: Post) -> None:
    child = a_child(teams["Alder House"])
    report(carer, {"child": child.pk, **NUMBERS}, step="child")
    add(carer, Episode.objects.get(), nhs="999 000 0026")
    assert [event.content for event in Event.objects.filter(type="called").order_by("place")] == [
        {"told": ["telephone", "nhs", "upn", "local", "police"]},
        {"told": ["nhs"]},
    ]
    assert not Event.objects.filter(content__icontains="99900000").exists()


def test_what_was_told_before_is_not_kept_twice_and_nothing_is_lost(teams: dict[str, Team], carer: Post) -> None:
    child = a_child(teams["Alder House"])
    report(carer, {"child": child.pk, "known_as": "Kit", "nhs": "999 000 0018"}, step="child")
    add(carer, Episode.objects.get(), known_as="Bobby", also_called="robin example\nRobin Novak", nhs="9990000018")
    add(carer, Episode.objects.get(), also_called="ROBIN NOVAK\n\n  ")
    child.refresh_from_db()
    assert (child.known_as, child.also_called) == ("Kit", "Robin Novak\nBobby Example")
    assert numbers_of(child) == {"nhs": "9990000018"}


def test_a_page_without_any_name_or_number_records_nothing(teams: dict[str, Team], carer: Post) -> None:
    report(carer, {"child": a_child(teams["Alder House"]).pk}, step="child")
    assert "Enter at least one name or number" in add(carer, Episode.objects.get())
    assert not Event.objects.filter(type="called").exists()


def test_a_child_who_is_gone_already_is_still_told_of_by_a_second_reporter(
    teams: dict[str, Team], carer: Post, worker: Post
) -> None:
    child = a_child(teams["Alder House"])
    report(carer, {"child": child.pk}, step="child")
    typed = {**ROWAN, "given_name": "Robin", "family_name": "Example", "telephone": "07700 900123"}
    report(worker, typed, known={"known": child.pk})
    assert Episode.objects.count() == 1
    assert numbers_of(child) == {"telephone": "07700900123"}
    child.refresh_from_db()
    assert child.facts["mobile_known"] is True


def test_whoever_may_not_read_who_the_child_is_reads_no_number(teams: dict[str, Team], carer: Post) -> None:
    child = a_child(teams["Alder House"])
    report(carer, {"child": child.pk, "known_as": "Kit", **NUMBERS}, step="child")
    child.refresh_from_db()
    assert len(called_besides(child, sees={IDENTITY})) == 1 + len(NUMBERS)
    assert called_besides(child, sees={*DESCRIBED} - {IDENTITY}) == []


def test_whoever_reads_the_page_and_may_change_nothing_adds_no_number(
    teams: dict[str, Team], carer: Post, worker: Post
) -> None:
    child = a_child(teams["Alder House"])
    report(carer, {"child": child.pk}, step="child")
    manager = a_post(teams["City social care"], "team-manager")
    for by in (worker, manager):
        assert signed_in(by).get(f"/episodes/{Episode.objects.get().pk}/called/").status_code == 404
