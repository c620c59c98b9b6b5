"""Looking for a child: what those see whose team is involved, and what others are told, and why it is logged."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from safereturn.access.models import Involvement, Restriction
from safereturn.agencies.models import Post, Team
from safereturn.audit.models import View
from safereturn.children.models import Child
from safereturn.episodes.models import Episode
from tests.apps.pages.conftest import ago, signed_in
from tests.apps.partnership import a_child, a_partnership, a_post

from .conftest import a_missing_child

pytestmark = pytest.mark.django_db
ADDRESS = "/children/find/"
KNOWN_TO = "Known to City social care, Derby City Council. Ring 01632 960001."


@pytest.fixture
def teams() -> dict[str, Team]:
    made = a_partnership()
    Team.objects.filter(pk=made["City social care"].pk).update(telephone="01632 960001")
    return made


@pytest.fixture
def officer(teams: dict[str, Team]) -> Post:
    return a_post(teams["Control room"], "police-officer")


@pytest.fixture
def stranger(teams: dict[str, Team]) -> Post:
    """Somebody whose team has nothing to do with any child of these tests."""
    return a_post(teams["County early help"], "mat-worker")


def look(who: Post, **typed: Any) -> str:
    answer = signed_in(who).post(ADDRESS, {"given_name": "", "family_name": "", "number": "", "purpose": "", **typed})
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def signed_in_page(who: Post) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", signed_in(who).get(ADDRESS).content.decode()).split())


def views() -> list[tuple[int, str, list[str]]]:
    return [(view.child_id, view.because, view.classes) for view in View.objects.filter(page="find")]


def test_whoever_is_involved_is_led_to_the_episode(teams: dict[str, Team], officer: Post) -> None:
    episode = a_missing_child(teams, ago(3))
    page = signed_in(officer).post(ADDRESS, {"given_name": "Robyn", "family_name": "Example"}).content.decode()
    assert f'href="/episodes/{episode.pk}/"' in page
    assert f"<br>{Involvement.objects.filter(team_id=officer.team_id).earliest('began_at', 'pk').because}" in page


def test_whoever_is_not_involved_finds_nobody_without_saying_why(teams: dict[str, Team], stranger: Post) -> None:
    a_missing_child(teams, ago(3))
    page = look(stranger, given_name="Robin", family_name="Example")
    assert "Nobody found" in page
    assert "To look for others, say why below." in page
    assert views() == []


def test_whoever_gives_no_reason_asks_the_database_the_same_whether_there_is_such_a_child_or_not(
    teams: dict[str, Team], stranger: Post
) -> None:
    client = signed_in(stranger)

    def asked() -> list[str]:
        with CaptureQueriesContext(connection) as captured:
            client.post(ADDRESS, {"given_name": "Robin", "family_name": "Example"})
        return [query["sql"].split("WHERE")[0][:200] for query in captured.captured_queries]

    asked()  # the first page of a session asks more
    before = asked()
    a_missing_child(teams, ago(3))
    assert asked() == before


def test_whoever_says_why_is_told_whom_to_ring_and_no_more(teams: dict[str, Team], stranger: Post) -> None:
    episode = a_missing_child(teams, ago(3))
    page = look(stranger, given_name="Robin", family_name="Example", purpose="A child at the station gave this name")
    assert "Robin Example" in page
    assert KNOWN_TO in page
    for hidden in (episode.reference, "missing", "Missing for", "4 May 2012", "Alder House"):
        assert hidden not in page
    because = "Looked for: A child at the station gave this name"
    assert views() == [(episode.child_id, because, ["existence", "identity"])]


@pytest.mark.parametrize("kind", ["excluded", "named-only"])
def test_a_child_kept_from_somebody_looks_to_them_as_if_there_were_none(
    teams: dict[str, Team], stranger: Post, kind: str
) -> None:
    typed = {"given_name": "Robin", "family_name": "Example", "purpose": "Rang us"}
    before = look(stranger, **typed)
    child = a_child(teams["Alder House"])
    person = stranger.person_id if kind == "excluded" else None
    Restriction.objects.create(child_id=child.pk, kind=kind, person_id=person, because="Protected", ring="101")
    after = look(stranger, **typed)
    assert _without_moment(after) == _without_moment(before)
    assert "Nobody found" in after
    assert views() == []


def test_whoever_was_born_otherwise_is_told_of_only_where_nobody_was_born_then(
    teams: dict[str, Team], stranger: Post
) -> None:
    a_child(teams["Alder House"])
    typed = {"given_name": "Robin", "family_name": "Example", "purpose": "Rang us"}
    right = {"born_on_day": "4", "born_on_month": "5", "born_on_year": "2012"}
    told = "Nobody of such a name is recorded as born on that day"
    wrong = look(stranger, **typed, **right | {"born_on_day": "19", "born_on_year": "2009"})
    assert told in wrong
    assert KNOWN_TO in wrong
    page = look(stranger, **typed, **right)
    assert told not in page
    assert KNOWN_TO in page


def test_every_search_says_whom_to_ring_about_a_child_who_is_there(stranger: Post) -> None:
    assert "ring 101 ; in danger, 999 ." in signed_in_page(stranger)
    assert "ring 101 ; in danger, 999 ." in look(stranger, given_name="Robin", purpose="Rang us")


def test_a_birthday_alone_finds_nobody_and_says_so(stranger: Post) -> None:
    typed = {"born_on_day": "4", "born_on_month": "5", "born_on_year": "2012", "purpose": "Rang us"}
    assert "Enter a name or a number" in look(stranger, **typed)


@pytest.mark.parametrize(
    "typed", ["'; DROP TABLE children_child; --", "%%%%", "(((", "\u202e\u0645\u062d\u0645\u062f", "x" * 80]
)
def test_absurd_names_find_nobody(stranger: Post, typed: str) -> None:
    assert "Nobody found" in look(stranger, family_name=typed, purpose="Rang us")


def test_a_zero_byte_is_refused_beside_its_field(stranger: Post) -> None:
    assert "Null characters are not allowed" in look(stranger, family_name="a\x00b", purpose="Rang us")


def test_the_words_stand_in_no_address(teams: dict[str, Team], officer: Post) -> None:
    a_child(teams["Alder House"])
    assert "Example" not in signed_in(officer).get(f"{ADDRESS}?given_name=Robin&family_name=Example").content.decode()


@pytest.mark.parametrize("role", ["privacy-referee", "agency-administrator"])
def test_whoever_works_with_no_child_cannot_look_for_one(teams: dict[str, Team], role: str) -> None:
    assert signed_in(a_post(teams["City social care"], role)).get(ADDRESS).status_code == 404


def test_a_reporter_chooses_among_the_children_of_such_a_name(teams: dict[str, Team], officer: Post) -> None:
    child = a_child(teams["Alder House"])
    client = signed_in(officer)
    base = _named(client, "Robyn", "Example")
    page = client.get(f"{base}/known/").content.decode()
    assert "Is it one of these children?" in page
    assert KNOWN_TO in page
    assert "4 May 2012" not in page
    client.post(f"{base}/known/", {"known": child.pk})
    _sent(client, base)
    assert [episode.child for episode in Episode.objects.all()] == [child]
    assert Child.objects.count() == 1


def test_none_of_these_makes_a_record_of_its_own(teams: dict[str, Team], officer: Post) -> None:
    child = a_child(teams["Alder House"])
    client = signed_in(officer)
    base = _named(client, "Robin", "Example")
    client.post(f"{base}/known/", {"known": "someone-else"})
    _sent(client, base)
    assert Episode.objects.get().child != child


def test_a_name_that_nobody_bears_asks_nothing_more(officer: Post) -> None:
    client = signed_in(officer)
    base = _named(client, "Wren", "Nobody")
    assert client.get(f"{base}/send/").headers["Location"] == f"{base}/happened/"


def test_what_is_recorded_of_a_known_child_stands_before_what_the_reporter_supposes(
    teams: dict[str, Team], officer: Post
) -> None:
    child = a_child(teams["Alder House"])
    client = signed_in(officer)
    base = _named(client, "Robin", "Example", area="derbyshire", looked_after_by="no")
    client.post(f"{base}/known/", {"known": child.pk})
    _sent(client, base)
    child.refresh_from_db()
    assert (child.facts["area"], child.facts["looked_after_by"]) == ("derby", "derby")


def _named(client: Client, given: str, family: str, **more: str) -> str:
    base = str(client.get("/report/").headers["Location"]).rsplit("/", 2)[0]
    born = {"born_on_day": "4", "born_on_month": "5", "born_on_year": "2012"}
    typed = {"who": "child", "given_name": given, "family_name": family, "area": "derby", "looked_after_by": "no"}
    client.post(f"{base}/name/", {**typed, **born, **more})
    return base


def _sent(client: Client, base: str) -> None:
    client.post(f"{base}/happened/", {"kind": "missing", "with_family": "no", "circumstances": "Left by bus"})
    client.post(f"{base}/worries/", {"worries": "Cold"})
    answer = client.post(f"{base}/send/", {"incident_number": ""}, follow=True)
    assert "Reported." in answer.content.decode()


def _without_moment(page: str) -> str:
    return re.sub(r"This page shows how things stood at .*? Times are", "", page)
