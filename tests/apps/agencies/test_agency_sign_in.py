"""Signing in by an agency's own service: for people whom it has provisioned here, and for nobody else."""

import base64
import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from safereturn.agencies.models import Agency, Person, Post
from safereturn.config.agency_sign_ins import agency_sign_ins
from tests.apps.partnership import LONG_AGO, a_partnership, a_post

pytestmark = pytest.mark.django_db


class Service:
    """An agency's sign-in service on this machine, in which somebody has signed in."""

    def __init__(self) -> None:
        self.says: dict[str, Any] = {"sub": "7", "email": "Wyn@City.example", "email_verified": True}
        self.works = True
        self.keys: dict[str, Any] = {"keys": []}  # that it signs with
        self.signed: dict[str, Any] = {}  # {"id_token": …}, where it sends one
        service = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                there = {"/userinfo": service.says, "/keys": service.keys}
                self.answer(there.get(self.path) or service.places())

            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                token = {"access_token": "a token", "token_type": "Bearer", **service.signed}
                self.answer(token if service.works else {"error": "no"})

            def answer(self, what: dict[str, Any]) -> None:
                body = json.dumps(what).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        self.server = HTTPServer(("127.0.0.1", 0), Answers)
        self.address = f"http://127.0.0.1:{self.server.server_port}"

    def places(self) -> dict[str, Any]:
        parts = {"authorization": "authorize", "token": "token", "userinfo": "userinfo"}
        own = {"issuer": self.address, "jwks_uri": f"{self.address}/keys"}
        return own | {f"{part}_endpoint": f"{self.address}/{path}" for part, path in parts.items()}


@pytest.fixture
def service(settings: Any) -> Iterator[Service]:
    made = Service()
    serving = threading.Thread(target=made.server.serve_forever)
    serving.start()
    (app,) = settings.SAFERETURN_SIGN_INS
    there = app | {"settings": app["settings"] | {"server_url": made.address}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [there]}}
    yield made
    made.server.shutdown()
    serving.join()
    made.server.server_close()


@pytest.fixture
def worker() -> Person:
    """A social worker of the city whom its administrator provisioned, with an authenticator app."""
    post = a_post(a_partnership()["City social care"], "social-worker")
    Person.objects.filter(pk=post.person_id).update(email="wyn@city.example", in_demonstration=False)
    post.person.refresh_from_db()
    TOTP.activate(post.person, generate_totp_secret())
    return post.person


def come_back_from(service: Service, client: Client) -> Any:
    """Go to the agency's service, sign in there, and come back; what Safe Return answers then."""
    leaves = client.get("/accounts/oidc/city/login/")
    assert leaves.headers["Location"].startswith(f"{service.address}/authorize?")
    asked = parse_qs(urlsplit(leaves.headers["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    return client.get("/accounts/oidc/city/login/callback/", {"code": "a code", "state": asked["state"][0]})


def test_somebody_whom_the_agency_provisioned_comes_in_and_still_proves_it_twice(
    service: Service, worker: Person
) -> None:
    client = Client()
    assert come_back_from(service, client).headers["Location"] == "/accounts/2fa/authenticate/"
    assert client.get("/").headers["Location"].startswith("/accounts/login/")
    assert SocialAccount.objects.get().user == worker


def test_from_then_on_the_number_counts_and_not_the_address(service: Service, worker: Person) -> None:
    come_back_from(service, Client())
    service.says = {"sub": "7", "email": "new.name@city.example", "email_verified": True}
    assert come_back_from(service, Client()).headers["Location"] == "/accounts/2fa/authenticate/"
    service.says = {
        "sub": "8",
        "email": "wyn@city.example",
        "email_verified": True,
    }  # the address is somebody else's now
    assert come_back_from(service, Client()).status_code == 403
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize(
    "says",
    [
        {"sub": "9", "email": "stranger@city.example", "email_verified": True},
        {"sub": "9", "email": "wyn@city.example", "email_verified": False},
        {"sub": "9", "email": "wyn@city.example"},
        {"sub": "9"},
    ],
    ids=["nobody here", "not vouched for", "nothing said of it", "no address"],
)
def test_whoever_is_unknown_is_refused_with_a_sentence_and_no_account_is_made(
    service: Service, worker: Person, says: dict[str, Any]
) -> None:
    people = Person.objects.count()
    service.says, client = says, Client()
    answer = come_back_from(service, client)
    assert answer.status_code == 403
    assert "Derby City Council knows you, and Safe Return does not" in answer.content.decode()
    assert client.get("/").headers["Location"].startswith("/accounts/login/")
    assert (Person.objects.count(), SocialAccount.objects.count()) == (people, 0)


def test_an_agency_that_vouches_for_all_its_addresses_need_not_say_so_of_each(
    service: Service, worker: Person, settings: Any
) -> None:
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["vouches"] = True
    service.says = {"sub": "9", "email": "wyn@city.example"}
    assert come_back_from(service, Client()).status_code == 302
    service.says = {"sub": "10", "email": "wyn@city.example", "email_verified": False}
    assert come_back_from(service, Client()).status_code == 403


def test_an_agency_vouches_for_nobody_of_another(service: Service, worker: Person) -> None:
    Post.objects.filter(person=worker).update(team=a_partnership()["Alder House"])
    assert come_back_from(service, Client()).status_code == 403


@pytest.mark.parametrize("left", ["closed", "no post"])
def test_a_leaver_does_not_come_in_by_the_service_that_still_knows_them(
    service: Service, worker: Person, left: str
) -> None:
    come_back_from(service, Client())
    if left == "closed":
        Person.objects.filter(pk=worker.pk).update(is_active=False)
    else:
        Post.objects.filter(person=worker).update(ended_at=LONG_AGO)
    client = Client()
    assert come_back_from(service, client).status_code == 403
    assert client.get("/").headers["Location"].startswith("/accounts/login/")


def test_where_the_service_lets_nobody_in_the_page_says_so(service: Service, worker: Person) -> None:
    service.works = False
    answer = come_back_from(service, Client())
    assert answer.status_code == 403
    assert "did not let you in, or did not answer" in answer.content.decode()


def test_an_answer_that_nobody_asked_for_lets_nobody_in(service: Service, worker: Person) -> None:
    state = base64.urlsafe_b64encode(b"made up").decode()
    client = Client()
    assert client.get("/accounts/oidc/city/login/callback/", {"code": "a code", "state": state}).status_code == 403
    assert client.get("/").headers["Location"].startswith("/accounts/login/")


def test_the_sign_in_page_names_the_agencies_that_have_a_service_of_their_own() -> None:
    page = Client().get("/accounts/login/").content.decode()
    assert 'href="/accounts/oidc/city/login/">Derby City Council</a>' in page
    assert Agency.objects.count() == 0  # the page asks no table for it


CITY = {
    "id": "city", "agency": "Derby City Council", "server": "https://login.example", "client": "safe-return",
    "secret": "hush",
}  # fmt: skip


def read(tmp_path: Path, told: Any) -> list[dict[str, Any]]:
    file = tmp_path / "sign-ins.json"
    file.write_text(json.dumps(told))
    return agency_sign_ins({"SAFERETURN_OIDC": str(file)})


def test_the_services_are_read_from_a_file(tmp_path: Path) -> None:
    (one,) = read(tmp_path, [CITY])
    assert (one["provider_id"], one["name"]) == ("city", "Derby City Council")
    assert agency_sign_ins({}) == []


def test_what_a_service_says_of_a_second_proof_is_read_too_and_asked_for(tmp_path: Path) -> None:
    told = {"acr": ["gold", "silver"], "amr": ["mfa"], "required": True}
    (one,) = read(tmp_path, [CITY | {"second_proof": told}])
    assert one["settings"]["second_proof"] == told
    assert one["settings"]["auth_params"] == {"acr_values": "gold silver"}
    for without in (CITY, CITY | {"second_proof": {"amr": ["mfa"]}}):
        (one,) = read(tmp_path, [without])
        assert "auth_params" not in one["settings"]


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({}, "is not a list of sign-ins"),
        ([{"id": "city"}], "each with agency, client, id, secret, server"),
        ([CITY | {"server": "http://login.example"}], "must be reached by https"),
        ([CITY | {"id": "the city"}], "becomes part of an address"),
        ([CITY, CITY], "two sign-ins have one id"),
        ([CITY | {"client": 7}], "are words, in quotation marks and not empty"),
        ([CITY | {"secret": ""}], "are words, in quotation marks and not empty"),
        ([CITY | {"vouches": "yes"}], "vouches is true or false"),
        *(
            ([CITY | {"second_proof": wrong}], "second_proof names acr, amr or both, each with a list of words")
            for wrong in (
                {},
                "mfa",
                None,
                ["mfa"],
                {"amr": "mfa"},
                {"amr": []},
                {"amr": ["mfa", 1]},
                {"acr": ["two words"]},
                {"acr": [""]},
                {"required": True},
                {"amr": ["mfa"], "required": "yes"},
                {"amr": ["mfa"], "arc": ["2"]},
            )
        ),
    ],
)
def test_a_file_that_makes_no_sense_is_explained_and_nothing_starts(tmp_path: Path, told: Any, says: str) -> None:
    with pytest.raises(SystemExit, match=says):
        read(tmp_path, told)
