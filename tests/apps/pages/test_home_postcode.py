"""A postcode in the report tells which council answers for a child whom nobody has on a list."""

from html import unescape

import pytest
from django.test import Client

from safereturn.agencies.models import Post, Team
from safereturn.children.models import Child
from tests.apps.partnership import a_post

from .conftest import signed_in
from .test_report import seen

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker(teams: dict[str, Team]) -> Post:
    return a_post(teams["City early help"], "lead-worker")


def begun(client: Client) -> str:
    return client.get("/report/").headers["Location"].rsplit("/", 2)[0]


def named(client: Client, base: str, **where: str) -> str:
    """What the service answers to the step that asks for the child's name; nothing where it goes on to the next."""
    who = {"given_name": "Ash", "family_name": "Quill", "looked_after_by": "no"}
    answer = client.post(f"{base}/name/", {**who, **where})
    return "" if answer.status_code == 302 else unescape(answer.content.decode())


@pytest.mark.parametrize(
    ("postcode", "area", "says"),
    [
        ("de1 2fs", "derby", ("DE1 2FS", "First Contact answers for it")),
        ("S401AA", "derbyshire", ("Chesterfield", "Starting Point answers for it")),
    ],
)
def test_a_postcode_is_enough_and_the_last_step_says_who_answers(
    worker: Post, postcode: str, area: str, says: tuple[str, ...]
) -> None:
    client = signed_in(worker)
    base = begun(client)
    assert named(client, base, postcode=postcode) == ""
    client.post(f"{base}/happened/", {"kind": "missing", "with_family": "no", **seen(1)})
    client.post(f"{base}/worries/", {})
    page = client.get(f"{base}/send/").content.decode()
    assert [words for words in says if words not in page] == []
    client.post(f"{base}/send/", {})
    child = Child.objects.get(given_name="Ash")
    assert child.facts["area"] == area
    assert "postcode" not in child.facts


@pytest.mark.parametrize(
    ("where", "says"),
    [
        ({}, "Answer the question “Where does the child live or stay?”"),
        ({"postcode": "DE1"}, "Enter a whole postcode, like DE1 2FS, or leave it out"),
        ({"postcode": "Allestree", "area": "derby"}, "Enter a whole postcode, like DE1 2FS, or leave it out"),
        ({"postcode": "S1 2HH"}, "S1 2HH lies outside Derby and Derbyshire. Choose where the child stays now"),
        ({"postcode": "DE73 1CV"}, "The postcode DE73 1CV is not known. Check it"),
        (
            {"postcode": "DE1 2FS", "area": "derbyshire"},
            "DE1 2FS lies in Derby. Choose Derby, or leave the postcode out",
        ),
    ],
)
def test_what_is_missing_or_contradicts_itself_is_explained(worker: Post, where: dict[str, str], says: str) -> None:
    client = signed_in(worker)
    assert says in named(client, begun(client), **where)


@pytest.mark.parametrize("where", [{}, {"postcode": "S1 2HH"}, {"postcode": "DE73 1CV"}, {"postcode": "DE1 2FS"}])
def test_whoever_chooses_the_area_themselves_goes_on(worker: Post, where: dict[str, str]) -> None:
    client = signed_in(worker)
    assert named(client, begun(client), area="derby", **where) == ""
