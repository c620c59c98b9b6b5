"""A second proof that somebody gave at their agency's own sign-in counts here, if its signed token says so."""

import json
import time
from collections.abc import Callable
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key
from django.test import Client
from django.urls import resolve

from safereturn.agencies.models import Person, Post
from safereturn.config.agency_sign_ins import as_app

from .test_agency_sign_in import Service, come_back_from, service, worker

__all__ = ["service", "worker"]  # fixtures
pytestmark = pytest.mark.django_db
ASKED_FOR_A_PROOF = "/accounts/2fa/authenticate/"
KEY, OTHERS_KEY = (generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
Settle = Callable[..., None]


@pytest.fixture
def settle(service: Service, settings: Any) -> Settle:
    """Let the file say by which words the city's service tells of a second proof."""

    def settled(**second_proof: Any) -> None:
        told = {"id": "city", "agency": "Derby City Council", "server": service.address, "client": "safe-return"}
        settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
            as_app(**told, secret="none", second_proof=second_proof)
        ]

    service.keys = {"keys": [json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key())) | {"kid": "1"}]}
    return settled


def claims(service: Service, **said: Any) -> dict[str, Any]:
    now = int(time.time())
    return {"iss": service.address, "aud": "safe-return", "sub": "7", "iat": now, "exp": now + 60, **said}


def token(service: Service, *, key: RSAPrivateKey = KEY, **said: Any) -> dict[str, Any]:
    """What the service answers with a signed token that says something."""
    return {"id_token": jwt.encode(claims(service, **said), key, "RS256", headers={"kid": "1"})}


def where(service: Service, client: Client | None = None, **said: Any) -> str:
    """Where somebody is led who comes back with a token that says something."""
    service.signed = token(service, **said)
    return str(come_back_from(service, client or Client()).headers.get("Location", ""))


@pytest.mark.parametrize("amr", [["mfa"], ["pwd", "mfa"], ["fido"]])
def test_whoever_gave_a_second_proof_there_gives_none_here(
    service: Service, worker: Person, settle: Settle, amr: list[str]
) -> None:
    settle(amr=["mfa", "fido"])
    client = Client()
    assert where(service, client, amr=amr) == "/"
    assert client.get("/").status_code == 200
    assert SocialAccount.objects.get().user == worker


@pytest.mark.parametrize(
    "said", [{}, {"amr": ["pwd"]}, {"amr": []}, {"amr": "mfa"}, {"amr": None}, {"amr": [["mfa"]]}, {"acr": "mfa"}]
)
def test_whoever_did_not_gives_it_here_as_everybody_does(
    service: Service, worker: Person, settle: Settle, said: dict[str, Any]
) -> None:
    settle(amr=["mfa"])
    client = Client()
    assert where(service, client, **said) == ASKED_FOR_A_PROOF
    assert client.get("/").headers["Location"].startswith("/accounts/login/")


def test_without_any_token_it_is_given_here(service: Service, worker: Person, settle: Settle) -> None:
    settle(amr=["mfa"])
    assert come_back_from(service, Client()).headers["Location"] == ASKED_FOR_A_PROOF


def test_a_service_of_which_the_file_names_no_words_counts_for_nothing(
    service: Service, worker: Person, settle: Settle
) -> None:
    settle()
    assert where(service, amr=["mfa"], acr="gold") == ASKED_FOR_A_PROOF


def test_the_service_is_asked_for_what_is_named_and_must_say_it_by_each_claim(
    service: Service, worker: Person, settle: Settle
) -> None:
    settle(acr=["gold", "silver"], amr=["mfa"])
    leaves = Client().get("/accounts/oidc/city/login/")
    assert parse_qs(urlsplit(leaves.headers["Location"]).query)["acr_values"] == ["gold silver"]
    assert where(service, acr="silver", amr=["mfa"]) == "/"
    for said in ({"acr": "silver"}, {"amr": ["mfa"]}, {"acr": "bronze", "amr": ["mfa"]}, {"acr": ["gold"]}):
        assert where(service, **said) == ASKED_FOR_A_PROOF


def test_what_is_said_beside_the_signed_token_does_not_count(service: Service, worker: Person, settle: Settle) -> None:
    settle(amr=["mfa"])
    service.says |= {"amr": ["mfa"]}
    assert where(service) == ASKED_FOR_A_PROOF


def test_what_a_token_said_once_does_not_count_for_the_next_sign_in(
    service: Service, worker: Person, settle: Settle
) -> None:
    settle(amr=["mfa"])
    assert where(service, amr=["mfa"]) == "/"
    assert where(service) == ASKED_FOR_A_PROOF
    service.signed = {}
    assert come_back_from(service, Client()).headers["Location"] == ASKED_FOR_A_PROOF


def public_words() -> bytes:
    """The service's public key, as anybody can read it, taken for a shared secret."""
    return KEY.public_key().public_numbers().n.to_bytes(256)


FORGED: dict[str, Callable[[Service], dict[str, Any]]] = {
    "by another key": lambda service: token(service, key=OTHERS_KEY, amr=["mfa"]),
    "by no key": lambda service: {
        "id_token": jwt.encode(claims(service, amr=["mfa"]), None, "none", headers={"kid": "1"})
    },
    "by what is public": lambda service: {
        "id_token": jwt.encode(claims(service, amr=["mfa"]), public_words(), "HS256", headers={"kid": "1"})
    },
    "by a key without a name": lambda service: {"id_token": jwt.encode(claims(service, amr=["mfa"]), KEY, "RS256")},
    "changed on the way": lambda service: {"id_token": token(service, amr=["mfa"])["id_token"][:-8] + "AAAAAAAA"},
    "for another service": lambda service: token(service, aud="another", amr=["mfa"]),
    "from another service": lambda service: token(service, iss="https://elsewhere.example", amr=["mfa"]),
    "of yesterday": lambda service: token(service, exp=int(time.time()) - 3600, amr=["mfa"]),
    "about somebody else": lambda service: token(service, sub="8", amr=["mfa"]),
    "no token at all": lambda _: {"id_token": "mfa"},
}


@pytest.mark.parametrize("forged", FORGED)
def test_a_token_that_is_not_the_services_lets_nobody_in(
    service: Service, worker: Person, settle: Settle, forged: str
) -> None:
    settle(amr=["mfa"])
    service.signed, client = FORGED[forged](service), Client()
    answer = come_back_from(service, client)
    assert answer.status_code == 403
    assert "did not let you in, or did not answer" in answer.content.decode()
    assert client.get("/").headers["Location"].startswith("/accounts/login/")
    assert not SocialAccount.objects.exists()


def test_where_the_agency_requires_it_nobody_comes_in_without_and_the_page_says_why(
    service: Service, worker: Person, settle: Settle
) -> None:
    settle(amr=["mfa"], required=True)
    client = Client()
    service.signed = token(service, amr=["pwd"])
    for _ in range(2):
        answer = come_back_from(service, client)
        page = unescape(answer.content.decode())
        assert answer.status_code == 403
        assert "did not say that you gave a second proof there" in page
        assert "A password can be guessed or stolen" in page
        assert "then sign in there again with your second proof" in page
        assert client.get("/").headers["Location"].startswith("/accounts/login/")
        assert not SocialAccount.objects.exists()
    assert where(service, client, amr=["mfa"]) == "/"
    service.signed = token(service)
    assert come_back_from(service, Client()).status_code == 403


def test_a_second_proof_there_opens_no_account_that_is_closed_or_anothers(
    service: Service, worker: Person, settle: Settle
) -> None:
    settle(amr=["mfa"])
    Person.objects.filter(pk=worker.pk).update(is_active=False)
    service.signed = token(service, amr=["mfa"])
    assert come_back_from(service, Client()).status_code == 403


def test_what_is_most_guarded_asks_once_more_here_all_the_same(
    service: Service, worker: Person, settle: Settle, settings: Any
) -> None:
    settings.SAFERETURN_DEMONSTRATION = False
    settings.SESSION_COOKIE_SECURE = False
    Post.objects.filter(person=worker).update(role="agency-administrator")
    settle(amr=["mfa"])
    client = Client()
    assert where(service, client, amr=["mfa"]) == "/"
    assert client.get("/people/").status_code == 200
    assert client.get("/people/add/").headers["Location"] == "/accounts/reauthenticate/?next=%2Fpeople%2Fadd%2F"


def test_whoever_has_set_up_nothing_here_does_so_once_for_what_asks_once_more(
    service: Service, worker: Person, settle: Settle
) -> None:
    Authenticator.objects.all().delete()
    settle(amr=["mfa"])
    client = Client()
    assert where(service, client, amr=["mfa"]) == "/"
    assert client.get("/").headers["Location"] == "/accounts/2fa/"


def test_the_librarys_own_way_back_which_looks_at_no_signature_cannot_be_reached() -> None:
    assert resolve("/accounts/oidc/city/login/callback/").view_name == "agencies:come-back"
